"""What a registry remembers of the files in watched folders, so that a restart finds what changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from extract.ingest import Outcome, printable
from extract.registry.store import Versions, now, transaction
from extract.watching.looking import Sighting

if TYPE_CHECKING:
    from sqlite_utils import Database

_REMEMBER = """
INSERT INTO watched (path, bytes, modified_ns, outcome, error, reader_version, rules_version, seen_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes, modified_ns = excluded.modified_ns,
  outcome = excluded.outcome, error = excluded.error, reader_version = excluded.reader_version,
  rules_version = excluded.rules_version, seen_at = excluded.seen_at
"""


def new_or_changed(db: Database, seen: Iterable[Sighting], versions: Versions) -> list[Sighting]:
    """The files that were not handed in as they are now, by these versions of the program."""
    return [one for one in seen if not _is_remembered(db, one, versions)]


def _is_remembered(db: Database, one: Sighting, versions: Versions) -> bool:
    row = db.execute(
        "SELECT 1 FROM watched WHERE path = ? AND bytes = ? AND modified_ns = ? "
        "AND reader_version = ? AND rules_version = ?",
        (_key(one.path), one.bytes, one.modified_ns, versions.reader, versions.rules),
    ).fetchone()
    return row is not None


def remember(db: Database, one: Sighting, outcome: Outcome, versions: Versions) -> None:
    """Notes that a file as it was seen has been handed in, and what became of it."""
    kind: Literal["read", "known", "failed"] = outcome.outcome
    with transaction(db):
        db.execute(
            _REMEMBER,
            (
                *(_key(one.path), one.bytes, one.modified_ns, kind, outcome.error),
                *(versions.reader, versions.rules, now()),
            ),
        )


def forget_failed(db: Database, folder: Path) -> int:
    """Forgets the files in a folder that failed, so that they are read once more; gives their number."""
    inside = f"{_key(folder)}/"
    with transaction(db):
        gone = db.execute(
            "DELETE FROM watched WHERE outcome = 'failed' AND substr(path, 1, length(:inside)) = :inside",
            {"inside": inside},
        )
        return int(gone.rowcount)


def _key(path: Path) -> str:
    return printable(str(path.absolute()))
