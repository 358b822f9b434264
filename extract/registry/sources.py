"""The files handed in: as what, when, read by which versions, and how they are found again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file handed in: where it lay as it was given, its name, and the hash of its bytes (None: not readable).

    `original` is where its bytes are kept, relative to the registry's folder (see `originals`); `address` is where
    a file in a web archive was fetched from, which is then its source's origin.
    """

    origin: str
    filename: str
    sha256: str | None
    original: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Versions:
    """What a file was read by: a change of either makes its content be read anew."""

    reader: str
    rules: str


def now() -> str:
    """The time as the registry writes it: ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def known(db: Database, sha256: str, versions: Versions) -> bool:
    """Whether a content has been read, with a result, by these very versions."""
    row = db.execute(
        "SELECT 1 FROM sources WHERE sha256 = ? AND reader_version = ? AND rules_version = ? AND status <> 'failed'",
        (sha256, versions.reader, versions.rules),
    ).fetchone()
    return row is not None


def error_of(db: Database, sha256: str) -> str:
    """The error of the latest delivery of a content that could not be read."""
    row = db.execute(
        "SELECT error FROM deliveries WHERE sha256 = ? AND outcome = 'failed' ORDER BY id DESC LIMIT 1", (sha256,)
    ).fetchone()
    return str(row[0]) if row else "could not be read"


def record_delivery(
    db: Database, delivery: Delivery, outcome: Literal["read", "known", "failed"], error: str | None = None
) -> None:
    """Notes that a file was handed in and what became of it."""
    db.execute(
        "INSERT INTO deliveries (origin, filename, sha256, outcome, error, delivered_at) VALUES (?, ?, ?, ?, ?, ?)",
        (delivery.origin, delivery.filename, delivery.sha256, outcome, error, now()),
    )


def sources_matching(db: Database, which: str) -> list[tuple[str, str]]:
    """The hash and name of each source whose name, origin or beginning of the hash (6 digits or more) is `which`.

    A web page that was kept with its files as one archive stands for the same address: the archive is meant.
    """
    prefix = which.lower() if len(which) >= 6 and all(digit in "0123456789abcdef" for digit in which.lower()) else None
    found = db.execute(
        "SELECT sha256, filename FROM sources WHERE filename = :which OR origin = :which "
        "OR (:prefix IS NOT NULL AND substr(sha256, 1, length(:prefix)) = :prefix) ORDER BY filename, sha256",
        {"which": which, "prefix": prefix},
    )
    matching: dict[str, str] = dict(found.fetchall())
    within = [
        row[0]
        for one in matching
        for row in db.execute("SELECT sha256 FROM bundle_members WHERE bundle_sha256 = ?", (one,)).fetchall()
    ]
    return [(sha256, filename) for sha256, filename in matching.items() if sha256 not in within]


def deliveries_of(db: Database, statuses: Sequence[str]) -> list[Delivery]:
    """The sources of these statuses as they were first handed in, in the order of their origins."""
    marks = ", ".join("?" * len(statuses))
    found = db.execute(
        f"SELECT origin, filename, sha256, original FROM sources WHERE status IN ({marks}) ORDER BY origin, sha256",
        tuple(statuses),
    )
    return [Delivery(*row) for row in found]


def sources_of(db: Database, sha256: str) -> list[Delivery]:
    """A source as it was first handed in; empty where there is none of this hash."""
    found = db.execute("SELECT origin, filename, sha256, original FROM sources WHERE sha256 = ?", (sha256,))
    return [Delivery(*row) for row in found]


def bundles_of(db: Database, sha256: str) -> list[Delivery]:
    """The archives and mails in which a content came, as they were first handed in."""
    found = db.execute(
        "SELECT DISTINCT origin, filename, sources.sha256, original FROM bundle_members "
        "JOIN sources ON sources.sha256 = bundle_sha256 WHERE bundle_members.sha256 = ? ORDER BY sources.sha256",
        (sha256,),
    )
    return [Delivery(*row) for row in found]
