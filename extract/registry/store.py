"""Opening a registry and putting what was read into it, one transaction a file.

Whatever happens inside `transaction` happens wholly or not at all, for a killed program too
(SQLite's write-ahead log sees to that). What belongs together is always written in one:
source, notices, facts, suppliers, links and the delivery.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sqlite_utils import Database

from extract.corrections import applied
from extract.registry import corrections, gazetteer, history, link, rows, search, suppliers
from extract.registry.notice_pages import put_notice_pages
from extract.registry.review import put_review
from extract.registry.schema import APPLICATION_ID, VERSION, migrate

if TYPE_CHECKING:
    from extract.reading import MemberReading, Reading

BUSY_SECONDS = 60
"""How long a write waits for another program's transaction."""


class RegistryError(Exception):
    """A registry that cannot be used; the message is one line that names the file and the remedy."""


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


def open_registry(path: Path) -> Database:
    """Opens a registry for reading and writing; makes a new one, or brings an old one up to date.

    Raises RegistryError where the file is no registry, is newer than this program, or cannot be
    written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RegistryError(
            f"{path.parent}: this folder cannot be made ({_reason(error)}); choose another with --registry"
        ) from error
    connection = _connect(path)
    try:
        db = Database(connection, execute_plugins=False)
        _check(db, path)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        search.register(connection)
        _update_schema(db, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise RegistryError(_not_usable(path, error)) from error
    except RegistryError:
        connection.close()
        raise
    return db


def existing_registry(path: Path) -> Database:
    """Like `open_registry`, for commands that need a registry to be there. Raises RegistryError."""
    if not path.exists():
        raise RegistryError(f"{path}: no such registry; make one with notices ingest, or name another with --registry")
    return open_registry(path)


def _connect(path: Path) -> sqlite3.Connection:
    if path.is_dir():
        raise RegistryError(f"{path}: this is a folder; name a file, such as --registry {path / 'registry.db'}")
    try:
        return sqlite3.connect(path, timeout=BUSY_SECONDS)
    except sqlite3.OperationalError as error:
        raise RegistryError(_not_usable(path, error)) from error


def _check(db: Database, path: Path) -> None:
    """Raises RegistryError where a file is no registry or is newer than the program; changes nothing."""
    (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID and (tables or application):
        raise RegistryError(f"{path}: an SQLite database, but no notice registry; name another file with --registry")
    if version > VERSION:
        raise RegistryError(
            f"{path}: written by a newer version of this program (schema {version}, this one knows {VERSION}); "
            "update the program, or name another file with --registry"
        )


def _update_schema(db: Database, path: Path) -> None:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version < VERSION:
        # Two programs may come here at once: the lock is taken first and the version looked at again under it.
        db.execute("BEGIN IMMEDIATE")
        with _ended(db):
            (version,) = db.execute("PRAGMA user_version").fetchone()
            migrate(db, version)
    gazetteer.load(db)


@contextmanager
def _ended(db: Database) -> Iterator[None]:
    try:
        yield
        db.commit()
    except BaseException:
        db.rollback()
        raise


def _not_usable(path: Path, error: sqlite3.Error) -> str:
    text = str(error)
    if "not a database" in text or "malformed" in text or "encrypted" in text:
        return f"{path}: not an SQLite database ({text}); name another file with --registry, or move this one away"
    if "locked" in text:
        return f"{path}: another program has been writing to it for {BUSY_SECONDS} s; try again when it is done"
    return f"{path}: cannot be written ({text}); check the folder's permissions, or choose another with --registry"


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """All that is written within happens, or nothing of it; readers of the registry are never held up."""
    with db.atomic():
        # `atomic` begins without a lock. Asking for the write lock before anything is read makes a second writer
        # wait here, where it would otherwise fail later over data that changed under it.
        db.execute("UPDATE registry_state SET value = value WHERE name = ''")
        yield


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


def put(
    db: Database,
    reading: Reading,
    delivery: Delivery,
    versions: Versions,
    originals: Mapping[str, str] | None = None,
) -> dict[str, int]:
    """Writes a file's reading and its delivery in one transaction; gives the rows written by table.

    A content that was there before has its facts replaced; notices and facts that are the same as
    before keep their ids. A reading that failed never replaces one that did not. The files in a
    bundle are written as sources of their own; `originals` says by their paths where they are kept.
    """
    with transaction(db):
        written = _put(db, reading, delivery, versions)
        for member in reading.members:
            inner = Delivery(
                f"{delivery.origin}/{member.path}",
                member.reading.filename,
                None if member.data is None else member.reading.sha256,
                (originals or {}).get(member.path),
                member.origin,
            )
            for table, count in _put_member(db, reading.sha256, member, inner, versions).items():
                written[table] = written.get(table, 0) + count
        return written


def _put(db: Database, reading: Reading, delivery: Delivery, versions: Versions) -> dict[str, int]:
    record_delivery(db, delivery, "failed" if reading.status == "failed" else "read", reading.error)
    if (reading.status == "failed" and _keep_earlier(db, reading)) or _stands_in_bundle(db, reading):
        return {}
    reading, decided = applied(reading, corrections.of_source(db, reading.sha256))
    earlier = _Earlier.of(db, reading.sha256)
    _put_source(db, reading, delivery, versions)
    notice_ids = rows.notice_ids(db, reading.sha256, len(reading.notices))
    before = link.Before.of(db, reading.sha256)
    corrections.forget_marks(db, earlier.notice_ids if earlier else ())
    written, row_ids = rows.put_notices(db, reading, notice_ids)
    suppliers.tidy(db, before.supplier_ids | suppliers.ids_in(db, notice_ids))
    put_review(db, reading, notice_ids, row_ids)
    if earlier:
        earlier.record_changes(db, reading, notice_ids, versions)
    corrections.note_applied(db, reading.sha256, notice_ids, row_ids, decided)
    put_notice_pages(db, reading, notice_ids, row_ids)
    link.relink(db, notice_ids, before)
    return written


@dataclass(frozen=True)
class _Earlier:
    """What stood of a content before it is written anew: by which versions it was read, and its rows."""

    versions: Versions
    notice_ids: tuple[int, ...]
    rows: dict[tuple[int, str], dict[int, dict[str, Any]]]

    @classmethod
    def of(cls, db: Database, sha256: str) -> _Earlier | None:
        row = db.execute("SELECT reader_version, rules_version FROM sources WHERE sha256 = ?", (sha256,)).fetchone()
        if row is None:
            return None
        found = db.execute("SELECT id FROM notices WHERE source_sha256 = ?", (sha256,))
        notice_ids = tuple(number for (number,) in found)
        return cls(Versions(*row), notice_ids, history.as_it_stands(db, notice_ids))

    def record_changes(self, db: Database, reading: Reading, notice_ids: Sequence[int], versions: Versions) -> None:
        """Notes what the new reading changed, and why; a reading that says the same is no event."""
        changes = history.changes_since(db, notice_ids, self.rows)
        if not changes:
            return
        decision = corrections.waiting(db, reading.sha256)
        if decision is not None and versions == self.versions:
            history.record(db, "correction", reading.sha256, reading.filename, changes, decision.made_by, decision.note)
            return
        cause = (
            f"reader {self.versions.reader} → {versions.reader}, rules {self.versions.rules} → {versions.rules}"
            if versions != self.versions
            else None
        )
        history.record(db, "reread", reading.sha256, reading.filename, changes, cause=cause)


def _put_member(
    db: Database, bundle: str, member: MemberReading, delivery: Delivery, versions: Versions
) -> dict[str, int]:
    db.execute(
        "INSERT INTO bundle_members (bundle_sha256, path, sha256) VALUES (?, ?, ?) "
        "ON CONFLICT (bundle_sha256, path) DO UPDATE SET sha256 = excluded.sha256",
        (bundle, member.path, delivery.sha256),
    )
    if delivery.sha256 is None:
        record_delivery(db, delivery, "failed", member.reading.error)
        return {}
    annexes = {annex.sha256 for annex in member.reading.annexes}
    # Read by itself before, or with fewer of its annexes, it is read anew: as much as is known of it stays.
    as_before = bool(member.reading.notices) or not _has_notices(db, delivery.sha256)
    whole = known(db, delivery.sha256, versions) and _status(db, delivery.sha256) == "ok"
    decided = corrections.waiting(db, delivery.sha256) is not None
    if as_before and whole and not decided and annexes <= _annexes_of(db, delivery.sha256):
        record_delivery(db, delivery, "known")
        return {}
    return _put(db, member.reading, delivery, versions)


def _keep_earlier(db: Database, reading: Reading) -> bool:
    """Whether what stands of this content is to stay: it was read before, or failed in the same way."""
    row = db.execute("SELECT status, error FROM sources WHERE sha256 = ?", (reading.sha256,)).fetchone()
    return row is not None and (row[0] != "failed" or row[1] == reading.error)


def _stands_in_bundle(db: Database, reading: Reading) -> bool:
    """Whether a content, read by itself, was read as a notice with its annexes or as an annex: that stays."""
    if reading.annexes or not reading.notices:
        return False
    ties = "SELECT 1 FROM source_annexes WHERE source_sha256 = :sha OR annex_sha256 = :sha LIMIT 1"
    return db.execute(ties, {"sha": reading.sha256}).fetchone() is not None


def _status(db: Database, sha256: str) -> str | None:
    row = db.execute("SELECT status FROM sources WHERE sha256 = ?", (sha256,)).fetchone()
    return None if row is None else str(row[0])


def _put_source(db: Database, reading: Reading, delivery: Delivery, versions: Versions) -> None:
    source: dict[str, Any] = {
        "sha256": reading.sha256,
        "filename": delivery.filename,
        "origin": delivery.address or delivery.origin,
        "media_type": reading.media_type or None,
        "bytes": reading.bytes,
        "pages": reading.pages,
        "status": reading.status,
        "error": reading.error,
        "published_on": reading.published_on,
        "reader_version": versions.reader,
        "rules_version": versions.rules,
        "ingested_at": now(),
        "warnings": json.dumps(reading.warnings, ensure_ascii=False) if reading.warnings else None,
        "original": delivery.original,
    }
    # The name and origin stay those first given.
    kept = {"sha256", "filename", "origin"}
    db.execute(
        f"INSERT INTO sources ({', '.join(source)}) VALUES ({', '.join(':' + name for name in source)}) "
        f"ON CONFLICT (sha256) DO UPDATE SET {', '.join(f'{name} = :{name}' for name in source if name not in kept)}",
        source,
    )
    _put_annexes(db, reading)


def _put_annexes(db: Database, reading: Reading) -> None:
    db.execute("DELETE FROM source_annexes WHERE source_sha256 = ?", (reading.sha256,))
    db.conn.executemany(
        "INSERT OR IGNORE INTO source_annexes (source_sha256, annex_sha256, first_page) VALUES (?, ?, ?)",
        [(reading.sha256, annex.sha256, annex.first_page) for annex in reading.annexes],
    )


def _annexes_of(db: Database, sha256: str) -> set[str]:
    return {row[0] for row in db.execute("SELECT annex_sha256 FROM source_annexes WHERE source_sha256 = ?", (sha256,))}


def _has_notices(db: Database, sha256: str) -> bool:
    return db.execute("SELECT 1 FROM notices WHERE source_sha256 = ? LIMIT 1", (sha256,)).fetchone() is not None


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


def withdraw(db: Database, sha256: str) -> list[str]:
    """Takes a source out again with its notices, facts, search entries, and suppliers that only it lists.

    With a bundle go the files that were in it and that came in no other way. Gives the hashes of all
    that went. Deliveries stay on record. Raises KeyError where there is no such source.
    """
    with transaction(db):
        inner = [row[0] for row in db.execute(_ONLY_IN_BUNDLE, {"bundle": sha256})]
        for one in (sha256, *inner):
            before = link.Before.of(db, one)
            _record_withdrawal(db, one)
            # Facts go with their notices, and search entries with both, by foreign keys and triggers.
            if db.execute("DELETE FROM sources WHERE sha256 = ?", (one,)).rowcount == 0:
                raise KeyError(one)
            suppliers.tidy(db, before.supplier_ids)
            link.relink(db, [], before)
    return [sha256, *inner]


def _record_withdrawal(db: Database, sha256: str) -> None:
    row = db.execute("SELECT filename FROM sources WHERE sha256 = ?", (sha256,)).fetchone()
    notices = db.execute("SELECT id FROM notices WHERE source_sha256 = ?", (sha256,)).fetchall()
    gone = [
        history.Change(number, "notices", number, one, None)
        for (number,) in notices
        for one in history.rows_of(db, "notices", number).values()
    ]
    if row is not None:
        history.record(db, "withdrawn", sha256, row[0], gone)


_ONLY_IN_BUNDLE = """
SELECT DISTINCT sources.sha256 FROM bundle_members JOIN sources ON sources.sha256 = bundle_members.sha256
WHERE bundle_sha256 = :bundle AND sources.sha256 <> :bundle
AND NOT EXISTS (
  SELECT 1 FROM bundle_members AS other WHERE other.sha256 = sources.sha256 AND other.bundle_sha256 <> :bundle
)
AND NOT EXISTS (
  SELECT 1 FROM deliveries, sources AS bundle
  WHERE deliveries.sha256 = sources.sha256 AND bundle.sha256 = :bundle
  AND substr(deliveries.origin, 1, length(bundle.origin) + 1) <> bundle.origin || '/'
)
ORDER BY sources.sha256
"""
