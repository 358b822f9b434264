"""What the registry holds of one notice: all that its page needs, in one visit to the database.

Of lists with thousands of lines only the first are read; what is read by place is what lies in the part of the text
that is shown.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from extract.registry.notice_pages import boxes_of
from extract.site.pages import Row

FACTS = ("terms", "dates", "contacts", "platforms", "notice_regions", "citations", "tasks", "duties", "forms")
"""The tables whose facts stand beside the text; supplier lists and products have tables of their own."""
LISTS = ("listings", "products")
MOST = 300
"""So many facts of one kind, and so many notices of one relation, are shown."""
_MOST_SPANS = 6000
"""So many ranges are marked in a part of the text at most."""
LINES = 50
"""So many lines of the supplier lists, and of the products, are shown."""

Place = tuple[int, float, float, float, float]
Key = tuple[str, int]
"""A table and a row's id in it."""


@dataclass
class Record:
    """A notice's own row, its facts by table, and what belongs to them."""

    notice: Row
    facts: dict[str, list[Row]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    parts: list[Row] = field(default_factory=list)
    tables: list[Row] = field(default_factory=list)
    annexes: list[Row] = field(default_factory=list)
    doubts: list[Row] = field(default_factory=list)
    corrected: dict[Key, Row] = field(default_factory=dict)
    """What a person has decided about facts."""
    places: dict[Key, tuple[Place, ...]] = field(default_factory=dict)
    related: dict[str, list[Row]] = field(default_factory=dict)
    supplier_contacts: int = 0
    """How many contacts of listed suppliers there are; on the page they stand in the lists."""
    sources: set[str] | None = None
    """The sources whose originals may be handed out; None: all."""
    pages: set[tuple[str, int]] | None = None
    """The pages, by source, that may be shown although their original may not; None: all."""


_NOTICE = """
SELECT n.*, r.full_name AS place, s.filename, s.media_type, s.bytes, s.pages, s.published_on, s.ingested_at,
  coalesce(n.in_force_until, n.valid_to) AS until,
  (SELECT count(*) FROM notices AS o WHERE o.source_sha256 = n.source_sha256) AS in_source,
  p.title AS parent_title, d.title AS same_title, e.title AS ended_title
FROM notices AS n
JOIN sources AS s ON s.sha256 = n.source_sha256
LEFT JOIN regions AS r ON r.adcode = n.adcode
LEFT JOIN notices AS p ON p.id = n.parent_id
LEFT JOIN notices AS d ON d.id = n.duplicate_of
LEFT JOIN notices AS e ON e.id = n.ended_by
WHERE n.id = ?
"""
_ANNEXES = """
SELECT a.annex_sha256 AS sha256, a.first_page, s.filename, s.media_type, s.pages
FROM source_annexes AS a JOIN sources AS s ON s.sha256 = a.annex_sha256
WHERE a.source_sha256 = ? ORDER BY a.first_page, s.filename
"""
_CITATIONS = """
SELECT c.*, n.title AS known_title, n.doc_number AS known_number, n.issued_on AS known_issued_on
FROM citations AS c LEFT JOIN notices AS n ON n.id = c.cited_notice_id
WHERE c.notice_id = ? ORDER BY c.start LIMIT ?
"""
_CITING = """
SELECT DISTINCT n.id, n.title, n.doc_number, n.issuer, n.issued_on, c.relation
FROM citations AS c JOIN notices AS n ON n.id = c.notice_id
WHERE c.cited_notice_id = ? AND n.duplicate_of IS NULL AND n.id <> ? ORDER BY n.issued_on DESC, n.id LIMIT ?
"""
_OTHERS = "SELECT id, title, doc_number, issuer, issued_on FROM notices WHERE {column} = ? ORDER BY id LIMIT ?"
_LISTED = "SELECT * FROM {table} WHERE notice_id = ? ORDER BY start LIMIT ?"
# The contacts of listed suppliers stand in the lists.
_CONTACTS = "SELECT * FROM contacts WHERE notice_id = ? AND role IN ('notice', 'platform') ORDER BY start LIMIT ?"
_SUPPLIERS_CONTACTS = "SELECT count(*) AS n FROM contacts WHERE notice_id = ? AND role = 'supplier'"
_DOUBTS = (
    'SELECT id, table_name, row_id, code, reason, quote, status, start, "end" FROM review WHERE notice_id = ? '
    "ORDER BY start LIMIT 1000"
)
_OWN = {"citations": _CITATIONS, "contacts": _CONTACTS}
_CORRECTED = """
SELECT d.table_name, d.row_id, c.action, c.value_read, c.made_at
FROM corrected AS d JOIN corrections AS c ON c.id = d.correction_id WHERE d.notice_id = ?
"""


def read_record(connection: sqlite3.Connection, notice: int, whole: bool = False) -> Record | None:
    """What is known of a notice, of long lists only the beginning unless the whole is asked; None if it is unknown."""
    cursor = connection.execute(_NOTICE, (notice,))
    own = cursor.fetchone()
    if own is None:
        return None
    record = Record(_row(cursor, own))
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def rows(table: str, sql: str, *parameters: object) -> list[Row]:
        """The rows of a query; none where the file has no such table, for a published one has only some."""
        if table not in there:
            return []
        cursor = connection.execute(sql, parameters)
        return [_row(cursor, values) for values in cursor]

    for table in (*FACTS, *LISTS):
        most = -1 if whole else LINES if table in LISTS else MOST
        sql = _LISTED.format(table=table) if whole else _OWN.get(table, _LISTED.format(table=table))
        found = rows(table, sql, notice, most + (most >= 0))
        record.counts[table] = len(found)
        if 0 <= most < len(found):
            record.counts[table] = rows(table, f"SELECT count(*) AS n FROM {table} WHERE notice_id = ?", notice)[0]["n"]
            found = found[:most]
        record.facts[table] = found
    if not whole and "contacts" in there:
        record.supplier_contacts = rows("contacts", _SUPPLIERS_CONTACTS, notice)[0]["n"]
    record.parts = rows("notice_parts", "SELECT * FROM notice_parts WHERE notice_id = ? ORDER BY position", notice)
    record.tables = rows("notice_tables", "SELECT * FROM notice_tables WHERE notice_id = ? ORDER BY start", notice)
    record.annexes = rows("source_annexes", _ANNEXES, record.notice["source_sha256"])
    record.doubts = rows("review", _DOUBTS, notice)
    for row in rows("corrected", _CORRECTED, notice):
        record.corrected[row["table_name"], row["row_id"]] = row
    for name, column in (("children", "parent_id"), ("copies", "duplicate_of")):
        record.related[name] = rows("notices", _OTHERS.format(column=column), notice, MOST)
    record.related["citing"] = rows("citations", _CITING, notice, notice, MOST)
    if "fact_places" in there:
        record.places = _places(connection, record)
    _published(record, rows, there)
    return record


def _row(cursor: sqlite3.Cursor, values: Iterable[Any]) -> Row:
    return dict(zip((column[0] for column in cursor.description), values, strict=True))


def _places(connection: sqlite3.Connection, record: Record) -> dict[Key, tuple[Place, ...]]:
    """Where the facts that are shown stand on their pages; a list's lines are asked for one by one."""
    notice = record.notice["id"]
    found: dict[Key, tuple[Place, ...]] = {}
    for table in (*FACTS, *LISTS, "review"):
        ids = [row["id"] for row in (record.doubts if table == "review" else record.facts[table])]
        if not ids:
            continue
        sql = f"SELECT row_id, boxes FROM fact_places WHERE notice_id = ? AND table_name = '{table}'"
        if table in LISTS:
            sql += f" AND row_id IN ({', '.join(map(str, ids))})"
        shown = set(ids)
        for row_id, boxes in connection.execute(sql, (notice,)):
            if row_id in shown:
                found[table, row_id] = boxes_of(boxes)
    return found


def _published(record: Record, rows: Any, there: set[str]) -> None:
    """Looks up what of the originals a published registry shows; a full one shows all."""
    if not there & {"published_originals", "published_pages"}:
        return
    hashes = [record.notice["source_sha256"], *(annex["sha256"] for annex in record.annexes)]
    marks = ", ".join("?" * len(hashes))
    among = f"WHERE sha256 IN ({marks})"
    originals = rows("published_originals", f"SELECT sha256 FROM published_originals {among}", *hashes)
    pages = rows("published_pages", f"SELECT sha256, page FROM published_pages {among}", *hashes)
    record.sources = {row["sha256"] for row in originals}
    record.pages = {(row["sha256"], row["page"]) for row in pages}


def spans_within(connection: sqlite3.Connection, notice: int, low: int, high: int) -> list[tuple[int, int, str]]:
    """The ranges of facts that begin in a part of the text, each with its table."""
    sql = " UNION ALL ".join(
        f"SELECT start, \"end\", '{table}' FROM {table} WHERE notice_id = :notice AND start >= :low AND start < :high"
        for table in (*FACTS, *LISTS)
    )
    values = {"notice": notice, "low": low, "high": high}
    return [(start, end, table) for start, end, table in connection.execute(f"{sql} LIMIT {_MOST_SPANS}", values)]
