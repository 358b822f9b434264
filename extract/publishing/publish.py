"""Publishing: from a registry to a new version in a folder, with all that a visitor may see and nothing else."""

from __future__ import annotations

import json
import secrets
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extract.publishing import versions
from extract.publishing.allowed import allowed
from extract.publishing.contents import finish, write_contents
from extract.publishing.errors import PublishError
from extract.publishing.hiding import ContactMode, Hiding
from extract.publishing.leave_out import LeftOut
from extract.publishing.names import key
from extract.publishing.originals import Shown, publish_originals
from extract.publishing.plan import plan
from extract.worker_process import prepare

PATIENCE = 15.0
"""Seconds that a publisher waits for running servers to let the version before go."""
_BUILDING = ".building.db"


@dataclass(frozen=True)
class Published:
    """What was published: the version, rows by table, and what an operator should know."""

    version: versions.Version
    counts: dict[str, int]
    shown: Shown
    hidden_numbers: int
    unknown: tuple[str, ...] = ()
    """Entries of the leave-out file that stand nowhere in the registry."""
    similar: tuple[str, ...] = ()
    """Suppliers who stay though a name that is left out is a piece of theirs."""
    still_served: tuple[str, ...] = ()


def publish(
    registry: Path,
    out: Path,
    contacts: ContactMode = "business",
    left_out: LeftOut | None = None,
    *,
    told: Callable[[str, int], None] = lambda step, done: None,
    patience: float = PATIENCE,
) -> Published:
    """Publishes a registry into a folder. Raises PublishError; whatever happens, what was published before stays whole.

    `told` is called with the name of a step and how far it has come.
    """
    left_out = left_out or LeftOut()
    with versions.writing(out, registry):
        # A pointer that cannot be read is no reason not to publish: it is replaced.
        try:
            before = versions.current(out)
        except PublishError:
            before = None
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"
        folder = versions.begin(out, name)
        try:
            with closing(_opened(registry)) as source:
                made = _write(source, registry.resolve().parent, folder, before, contacts, left_out, told)
            version = versions.put(out, folder, name)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        still = versions.remove_others(out, version, patience)
    counts, shown, hiding = made
    return Published(
        version,
        counts,
        shown,
        len(hiding.numbers.all),
        _unknown(hiding, left_out),
        hiding.gone.similar,
        tuple(still),
    )


def _opened(registry: Path) -> sqlite3.Connection:
    """The registry as it is now, whoever writes to it meanwhile: one transaction for all that is read."""
    connection = sqlite3.connect(f"{registry.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    connection.execute("BEGIN")
    return connection


def _write(
    source: sqlite3.Connection,
    kept: Path,
    folder: Path,
    before: versions.Version | None,
    contacts: ContactMode,
    left_out: LeftOut,
    told: Callable[[str, int], None],
) -> tuple[dict[str, int], Shown, Hiding]:
    if contacts != "all" or len(left_out):
        prepare()
    told("looking for what must be hidden", 0)
    hiding = plan(source, contacts, left_out, allowed())
    building = folder / _BUILDING
    with closing(sqlite3.connect(building)) as target:
        told("tables", 0)
        write_contents(source, target, hiding)
        shown = publish_originals(
            source,
            kept,
            target,
            folder,
            before.folder if before else None,
            hiding,
            lambda done: told("originals", done),
        )
        counts = _note(source, target, hiding, left_out, shown, folder.name)
        told("search", 0)
        finish(target, folder / versions.REGISTRY)
    building.unlink()
    told("downloads", 0)
    _write_downloads(folder)
    return counts, shown, hiding


def _note(
    source: sqlite3.Connection,
    target: sqlite3.Connection,
    hiding: Hiding,
    left_out: LeftOut,
    shown: Shown,
    folder: str,
) -> dict[str, int]:
    """Writes the table `publication`, which tells what this file is; gives the rows by table."""
    counts: dict[str, int] = {
        table.name: target.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]
        for table in hiding.allowed.tables
    }
    (reader, rules) = source.execute(
        "SELECT max(reader_version), (SELECT rules_version FROM sources ORDER BY ingested_at DESC LIMIT 1) FROM sources"
    ).fetchone()
    values: dict[str, Any] = {
        "version": folder.removeprefix(".").removesuffix(".part"),
        "published_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "contacts": hiding.contacts,
        "left_out": len(left_out),
        "hidden_numbers": len(hiding.numbers.all),
        "originals": shown.originals,
        "pages": shown.pages,
        "counts": json.dumps(counts),
        "reader_version": reader,
        "rules_version": rules,
        "last_read_at": source.execute("SELECT max(ingested_at) FROM sources").fetchone()[0],
    }
    target.execute(f"CREATE TABLE publication ({', '.join(_declared(*item) for item in values.items())})")
    target.execute(
        f"INSERT INTO publication VALUES ({', '.join('?' * len(values))})", tuple(map(hiding.shown, values.values()))
    )
    target.commit()
    return counts


def _declared(name: str, value: object) -> str:
    return f"{name} {'INTEGER' if isinstance(value, int) else 'TEXT'}"


def _write_downloads(folder: Path) -> None:
    """The whole public registry as files: SQLite as it is, Parquet, and a data package."""
    from extract.exports import packages

    downloads = folder / versions.DOWNLOADS
    packages.write(folder / versions.REGISTRY, downloads)
    try:
        (downloads / versions.REGISTRY).hardlink_to(folder / versions.REGISTRY)
    except OSError:  # a file system without links
        shutil.copyfile(folder / versions.REGISTRY, downloads / versions.REGISTRY)


def _unknown(hiding: Hiding, left_out: LeftOut) -> tuple[str, ...]:
    names = [name for name in left_out.names if key(name) not in hiding.names.seen]
    numbers = [number for number in left_out.numbers if number not in hiding.numbers.seen]
    return tuple(names + numbers)
