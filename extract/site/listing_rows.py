"""Lines of supplier lists with all that pages and downloads show of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from extract.site.decided import decided
from extract.site.pages import Row, Visit

_SQL = f"""
SELECT listings.id, listings.supplier_id, listings.name, listings.region, listings.address, listings.contact,
  listings.phone, listings.ownership, listings.annex, listings.row_no, listings.note, listings.extra, listings.page,
  listings.quote, listings.start, listings.confidence, lines.until, notices.id AS notice_id,
  notices.title AS notice_title, notices.doc_number, notices.issuer, notices.issued_on, notices.year,
  notices.place, notices.adcode, notices.source_sha256,
  {decided("listings")} AS decided
FROM listings
JOIN page_listings AS lines ON lines.id = listings.id
JOIN page_notices AS notices ON notices.id = listings.notice_id
WHERE listings.id IN ({{marks}})
"""

COLUMNS = (
    "name", "region", "address", "contact", "phone", "ownership", "note", "annex", "row_no", "until", "place",
    "notice_title", "doc_number", "issuer", "issued_on", "page", "quote", "decided", "notice_id", "supplier_id",
)  # fmt: skip
"""The columns of a download of suppliers, in order."""
_BATCH = 500


async def by_id(visit: Visit, ids: Sequence[int]) -> dict[int, Row]:
    """The lines with these ids, in their order."""
    return await visit.on_connection(lambda connection: _by_id(connection, ids))


def _by_id(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, Row]:
    sql = _SQL.format(marks=", ".join(str(int(one)) for one in ids))
    found = {row["id"]: dict(row) for row in connection.execute(sql)}
    return {one: found[one] for one in ids if one in found}


def rows(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """The lines with these ids as rows of COLUMNS, read as they are asked for."""
    for start in range(0, len(ids), _BATCH):
        for line in _by_id(connection, ids[start : start + _BATCH]).values():
            yield tuple(line[column] for column in COLUMNS)


def extra(stored: str | None) -> dict[str, str]:
    """The columns of a line that have no name of their own, by their printed headings."""
    found = json.loads(stored) if stored else {}
    return {str(name): str(value) for name, value in found.items() if value}
