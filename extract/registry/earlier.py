"""What earlier readings left of a content: whether it stays, and what a new reading changes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.registry import corrections, history
from extract.registry.sources import Versions

if TYPE_CHECKING:
    from sqlite_utils import Database

    from extract.readings import Reading


def is_kept(db: Database, reading: Reading) -> bool:
    """Whether what stands of this content is to stay: it was read before, or failed in the same way."""
    row = db.execute("SELECT status, error FROM sources WHERE sha256 = ?", (reading.sha256,)).fetchone()
    return row is not None and (row[0] != "failed" or row[1] == reading.error)


@dataclass(frozen=True)
class Earlier:
    """What stood of a content before it is written anew: by which versions it was read, and its rows."""

    versions: Versions
    notice_ids: tuple[int, ...]
    rows: dict[tuple[int, str], dict[int, dict[str, Any]]]

    @classmethod
    def of(cls, db: Database, sha256: str) -> Earlier | None:
        """What stands of a content now; None where nothing does."""
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
