"""What a notice's page shows beside its facts: parts, tables of the text, and places on the pages' pictures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.facts import Fact

if TYPE_CHECKING:
    from sqlite_utils import Database

    from extract.placing import PlacedBox
    from extract.readings import NoticeReading, Reading


# A notice's rows stand together, so that its page needs one look-up in each.
_TABLES = (
    """CREATE TABLE notice_parts (
      notice_id INTEGER NOT NULL REFERENCES notices(id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      part TEXT NOT NULL,
      depth INTEGER,
      label TEXT,
      value TEXT,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      heading_end INTEGER,
      PRIMARY KEY (notice_id, position)
    ) WITHOUT ROWID""",
    """CREATE TABLE notice_tables (
      notice_id INTEGER NOT NULL REFERENCES notices(id) ON DELETE CASCADE,
      start INTEGER NOT NULL,
      "end" INTEGER NOT NULL,
      header_rows INTEGER NOT NULL,
      cells TEXT NOT NULL,
      PRIMARY KEY (notice_id, start)
    ) WITHOUT ROWID""",
    """CREATE TABLE fact_places (
      notice_id INTEGER NOT NULL REFERENCES notices(id) ON DELETE CASCADE,
      table_name TEXT NOT NULL,
      row_id INTEGER NOT NULL,
      boxes TEXT NOT NULL,
      PRIMARY KEY (notice_id, table_name, row_id)
    ) WITHOUT ROWID""",
)
# Long lists are read from their beginning, and by the part of the text that is shown.
_INDEXES = (
    'CREATE INDEX listings_place ON listings(notice_id, start, "end")',
    'CREATE INDEX products_place ON products(notice_id, start, "end")',
    'CREATE INDEX contacts_place ON contacts(notice_id, start, "end")',
    "CREATE INDEX contacts_notice_role ON contacts(notice_id, role)",
)


def definitions() -> tuple[str, ...]:
    """The SQL that makes these tables, and the indexes that their page needs."""
    return (*_TABLES, *_INDEXES)


def put_notice_pages(
    db: Database, reading: Reading, notice_ids: Sequence[int], row_ids: Sequence[dict[Fact, int]]
) -> None:
    """Makes parts, tables and places of a file's notices those of this reading.

    To be called when facts and review are written; `row_ids` has, by notice, the ids of its facts.
    What a person has settled keeps its place.
    """
    for number, notice, facts in zip(notice_ids, reading.notices, row_ids, strict=True):
        for table in ("notice_parts", "notice_tables"):
            db.execute(f"DELETE FROM {table} WHERE notice_id = ?", (number,))
        db.execute(
            "DELETE FROM fact_places WHERE notice_id = ? AND NOT (table_name = 'review' AND row_id IN "
            "(SELECT id FROM review WHERE notice_id = fact_places.notice_id AND status <> 'open'))",
            (number,),
        )
        _put_parts(db, number, notice)
        _put_tables(db, number, notice)
        _put_places(db, number, notice, facts)


def _put_parts(db: Database, number: int, notice: NoticeReading) -> None:
    db.conn.executemany(
        'INSERT INTO notice_parts (notice_id, position, part, depth, label, value, start, "end", heading_end) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (number, position, one.part, one.level, one.label, one.value, one.start, one.end, one.heading_end)
            for position, one in enumerate(notice.parts)
        ],
    )


def _put_tables(db: Database, number: int, notice: NoticeReading) -> None:
    db.conn.executemany(
        'INSERT OR REPLACE INTO notice_tables (notice_id, start, "end", header_rows, cells) VALUES (?, ?, ?, ?, ?)',
        [
            (number, table.start, table.end, table.header_rows, json.dumps(table.rows, separators=(",", ":")))
            for table in notice.tables
        ],
    )


def _put_places(db: Database, number: int, notice: NoticeReading, facts: dict[Fact, int]) -> None:
    if not notice.places:
        return
    written = {span: json.dumps(boxes, separators=(",", ":")) for span, boxes in notice.places.items()}
    rows = [
        (number, fact.table, row_id, boxes)
        for fact, row_id in facts.items()
        if (boxes := written.get((fact.evidence.start, fact.evidence.end)))
    ]
    review = "SELECT id, start, \"end\" FROM review WHERE notice_id = ? AND status = 'open' AND start IS NOT NULL"
    rows += [
        (number, "review", row_id, boxes)
        for row_id, start, end in db.execute(review, (number,))
        if (boxes := written.get((start, end)))
    ]
    db.conn.executemany("INSERT INTO fact_places (notice_id, table_name, row_id, boxes) VALUES (?, ?, ?, ?)", rows)


def boxes_of(stored: str) -> tuple[PlacedBox, ...]:
    """The boxes of a row of `fact_places`."""
    return tuple((int(page), x0, top, x1, bottom) for page, x0, top, x1, bottom in json.loads(stored))
