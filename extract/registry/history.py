"""What happened to the registry (tables `events` and `changes`): nothing is overwritten without a trace.

`deliveries` has every file handed in; here stands what came after: a file read anew with another result, a
decision of a person, a source taken out. `changes` has each row that such an event changed, as it was and as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from extract.facts import FACT_TYPES

if TYPE_CHECKING:
    from sqlite_utils import Database

Kind = Literal["reread", "correction", "withdrawn"]
Row = dict[str, Any]

_TABLES = (
    """CREATE TABLE events (
      id INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('reread', 'correction', 'withdrawn')),
      source_sha256 TEXT,
      filename TEXT,
      by TEXT,
      cause TEXT
    )""",
    "CREATE INDEX events_source_sha256 ON events(source_sha256)",
    "CREATE INDEX events_at ON events(at)",
    """CREATE TABLE changes (
      id INTEGER PRIMARY KEY,
      event_id INTEGER NOT NULL REFERENCES events(id) ON DELETE CASCADE,
      notice_id INTEGER,
      table_name TEXT NOT NULL,
      row_id INTEGER,
      before TEXT,
      after TEXT
    )""",
    "CREATE INDEX changes_event_id ON changes(event_id)",
    "CREATE INDEX changes_notice_id ON changes(notice_id)",
)
# What says where a row stands or how surely it was read is no change of what it says.
_ASIDE = {
    "id", "notice_id", "supplier_id", "cited_notice_id", "task_id", "listing_id", "page", "start", "end", "rule",
    "confidence", "read_by", "quote", "source_sha256", "text", "parent_id", "series",
}  # fmt: skip

_COMPARED = ("notices", *(fact_type.table for fact_type in FACT_TYPES))


@dataclass(frozen=True)
class Change:
    """A row that was changed, added (`before` is None) or taken away (`after` is None)."""

    notice_id: int
    table: str
    row_id: int
    before: Row | None
    after: Row | None


def definitions() -> tuple[str, ...]:
    """The SQL that makes these tables."""
    return _TABLES


def compared(notice_id: int, table: str, before: Mapping[int, Row], after: Mapping[int, Row]) -> list[Change]:
    """The changes between a notice's rows of one table as they were and as they are, by their ids.

    A row that went and one that came in words that overlap are one row that changed.
    """
    gone = {number: row for number, row in before.items() if number not in after}
    come = {number: row for number, row in after.items() if number not in before}
    changes = [
        Change(notice_id, table, number, before[number], row)
        for number, row in after.items()
        if number in before and said(before[number]) != said(row)
    ]
    for number, row in come.items():
        old = next((other for other, was in gone.items() if _overlap(was, row)), None)
        changes.append(Change(notice_id, table, number, gone.pop(old) if old is not None else None, row))
    changes += [Change(notice_id, table, number, row, None) for number, row in gone.items()]
    return changes


def said(row: Row) -> Row:
    """What a row says, without where it stands."""
    return {name: value for name, value in row.items() if name not in _ASIDE and value is not None}


def _overlap(one: Row, other: Row) -> bool:
    if "start" not in one or one["start"] is None or other["start"] is None:
        return False
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def record(
    db: Database,
    kind: Kind,
    sha256: str,
    filename: str | None,
    changes: Iterable[Change] = (),
    by: str | None = None,
    cause: str | None = None,
) -> int:
    """Notes an event with its changes; the caller holds the transaction. Gives the event's id."""
    event = db.execute(
        "INSERT INTO events (at, kind, source_sha256, filename, by, cause) VALUES (?, ?, ?, ?, ?, ?)",
        (datetime.now(UTC).isoformat(timespec="seconds"), kind, sha256, filename, by, cause),
    ).lastrowid
    assert event is not None
    db.conn.executemany(
        "INSERT INTO changes (event_id, notice_id, table_name, row_id, before, after) VALUES (?, ?, ?, ?, ?, ?)",
        [(event, one.notice_id, one.table, one.row_id, _json(one.before), _json(one.after)) for one in changes],
    )
    return event


def _json(row: Row | None) -> str | None:
    return None if row is None else json.dumps(said(row), ensure_ascii=False)


def as_it_stands(db: Database, notice_ids: Iterable[int]) -> dict[tuple[int, str], dict[int, Row]]:
    """The rows of these notices by notice and table, to be compared with later."""
    return {(number, table): rows_of(db, table, number) for number in notice_ids for table in _COMPARED}


def changes_since(
    db: Database, notice_ids: Iterable[int], before: Mapping[tuple[int, str], Mapping[int, Row]]
) -> list[Change]:
    """What has changed in these notices, and in those that stood before and are gone."""
    numbers = dict.fromkeys([*notice_ids, *(number for number, _ in before)])
    return [
        change
        for number in numbers
        for table in _COMPARED
        for change in compared(number, table, before.get((number, table), {}), rows_of(db, table, number))
    ]


def rows_of(db: Database, table: str, notice: int) -> dict[int, Row]:
    """A notice's rows of a table as they stand, by their ids; of `notices`, its own."""
    column = "id" if table == "notices" else "notice_id"
    cursor = db.execute(f'SELECT * FROM "{table}" WHERE {column} = ?', (notice,))
    names: Sequence[str] = [one[0] for one in cursor.description]
    return {row["id"]: row for row in (dict(zip(names, values, strict=True)) for values in cursor)}


@dataclass(frozen=True)
class Entry:
    """A line of the log: when, what, which file, and why or by whom. `event` has the number of its changes."""

    at: str
    what: str
    name: str | None
    detail: str | None
    event: int | None


def entries(db: Database, number: int, hashes: Sequence[str] | None = None) -> list[Entry]:
    """What happened, the latest first; to files of these hashes alone where they are given."""
    only = "" if hashes is None else f"WHERE sha256 IN ({', '.join('?' * len(hashes))})"
    found = db.execute(
        "SELECT at, what, name, detail, event FROM ("
        "SELECT delivered_at AS at, outcome AS what, origin AS name, error AS detail, NULL AS event, sha256, id "
        "FROM deliveries UNION ALL "
        "SELECT at, kind, filename, coalesce(by || ': ' || cause, by, cause), id, source_sha256, id FROM events) "
        f"{only} ORDER BY at DESC, event IS NULL, id DESC LIMIT ?",
        (*(hashes or ()), number),
    )
    return [Entry(*row) for row in found]


def known_as(db: Database, name: str) -> list[str]:
    """The hashes of files once handed in under a name or path, those withdrawn included."""
    found = db.execute(
        "SELECT DISTINCT sha256 FROM deliveries WHERE (filename = ? OR origin = ?) AND sha256 IS NOT NULL", (name, name)
    )
    return [sha256 for (sha256,) in found]


def changes_of(db: Database, event: int) -> list[Change]:
    """The rows that an event changed."""
    found = db.execute(
        "SELECT notice_id, table_name, row_id, before, after FROM changes WHERE event_id = ? ORDER BY id", (event,)
    )
    return [
        Change(notice, table, row, *(None if text is None else json.loads(text) for text in (before, after)))
        for notice, table, row, before, after in found
    ]
