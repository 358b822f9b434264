"""The files in archives and mails, and which files are annexes of which notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.registry import corrections
from extract.registry.sources import Versions, known

if TYPE_CHECKING:
    from sqlite_utils import Database

    from extract.readings import Reading


def note_member(db: Database, bundle: str, path: str, sha256: str | None) -> None:
    """Notes that a bundle holds a file at this path; None where it could not be taken out."""
    db.execute(
        "INSERT INTO bundle_members (bundle_sha256, path, sha256) VALUES (?, ?, ?) "
        "ON CONFLICT (bundle_sha256, path) DO UPDATE SET sha256 = excluded.sha256",
        (bundle, path, sha256),
    )


def nothing_new(db: Database, member: Reading, versions: Versions) -> bool:
    """Whether a file in a bundle was read before with as much as came with it now, and by these versions."""
    # Read by itself before, or with fewer of its annexes, it is read anew: as much as is known of it stays.
    as_before = bool(member.notices) or not _has_notices(db, member.sha256)
    whole = known(db, member.sha256, versions) and _status(db, member.sha256) == "ok"
    decided = corrections.waiting(db, member.sha256) is not None
    annexes = {annex.sha256 for annex in member.annexes}
    return as_before and whole and not decided and annexes <= _annexes_of(db, member.sha256)


def stands_in_bundle(db: Database, reading: Reading) -> bool:
    """Whether a content, read by itself, was read as a notice with its annexes or as an annex: that stays."""
    if reading.annexes or not reading.notices:
        return False
    ties = "SELECT 1 FROM source_annexes WHERE source_sha256 = :sha OR annex_sha256 = :sha LIMIT 1"
    return db.execute(ties, {"sha": reading.sha256}).fetchone() is not None


def put_annexes(db: Database, reading: Reading) -> None:
    """Makes the annexes that a file was read with those of this reading."""
    db.execute("DELETE FROM source_annexes WHERE source_sha256 = ?", (reading.sha256,))
    db.conn.executemany(
        "INSERT OR IGNORE INTO source_annexes (source_sha256, annex_sha256, first_page) VALUES (?, ?, ?)",
        [(reading.sha256, annex.sha256, annex.first_page) for annex in reading.annexes],
    )


def _annexes_of(db: Database, sha256: str) -> set[str]:
    return {row[0] for row in db.execute("SELECT annex_sha256 FROM source_annexes WHERE source_sha256 = ?", (sha256,))}


def _has_notices(db: Database, sha256: str) -> bool:
    return db.execute("SELECT 1 FROM notices WHERE source_sha256 = ? LIMIT 1", (sha256,)).fetchone() is not None


def _status(db: Database, sha256: str) -> str | None:
    row = db.execute("SELECT status FROM sources WHERE sha256 = ?", (sha256,)).fetchone()
    return None if row is None else str(row[0])
