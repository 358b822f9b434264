"""Taking a source out of the registry again, with all that only it brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.registry import history, link, suppliers
from extract.registry.opening import transaction

if TYPE_CHECKING:
    from sqlite_utils import Database


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
