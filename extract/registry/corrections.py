"""Corrections in the registry (tables `corrections` and `corrected`), and the doubts that remain of them.

Corrections have no foreign key: they outlive the sources, notices and facts that they are about. `corrected` ties
those that count to the rows as they stand now, so that a page can say that a person has decided.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from extract.corrections import Applied, Correction
from extract.doubts.doubt import kinds
from extract.facts import Fact
from extract.registry import ids
from extract.rules import load

if TYPE_CHECKING:
    from sqlite_utils import Database

OUTDATED = "correction.outdated"
"""The code in `review` of a correction that does not fit what is read now."""

_TABLES = (
    """CREATE TABLE corrections (
      id TEXT PRIMARY KEY NOT NULL,
      source_sha256 TEXT NOT NULL,
      notice_no INTEGER NOT NULL,
      table_name TEXT NOT NULL,
      action TEXT NOT NULL CHECK (action IN ('accept', 'correct', 'reject', 'add')),
      value_read TEXT,
      value_right TEXT,
      quote TEXT,
      start INTEGER,
      code TEXT,
      note TEXT,
      made_by TEXT NOT NULL,
      made_at TEXT NOT NULL,
      filename TEXT,
      title TEXT,
      state TEXT NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'applied', 'agreed', 'outdated', 'superseded'))
    )""",
    "CREATE INDEX corrections_source_sha256 ON corrections(source_sha256)",
    "CREATE INDEX corrections_made_at ON corrections(made_at)",
    """CREATE TABLE corrected (
      table_name TEXT NOT NULL,
      row_id INTEGER NOT NULL,
      notice_id INTEGER NOT NULL REFERENCES notices(id) ON DELETE CASCADE,
      correction_id TEXT NOT NULL REFERENCES corrections(id) ON DELETE CASCADE,
      PRIMARY KEY (table_name, row_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX corrected_notice_id ON corrected(notice_id)",
    "CREATE INDEX corrected_correction_id ON corrected(correction_id)",
)


def definitions() -> tuple[str, ...]:
    """The SQL that makes these tables."""
    return _TABLES


def put(db: Database, correction: Correction) -> None:
    """Keeps a correction; the same one again changes nothing. It waits until its source is read."""
    values: dict[str, Any] = {
        "id": correction.id,
        "source_sha256": correction.source_sha256,
        "notice_no": correction.notice,
        "table_name": correction.table,
        "action": correction.action,
        "value_read": _json(correction.read),
        "value_right": _json(correction.right),
        "quote": correction.quote,
        "start": correction.start,
        "code": correction.code,
        "note": correction.note,
        "made_by": correction.made_by,
        "made_at": correction.made_at,
        "filename": correction.filename,
        "title": correction.title,
    }
    db.execute(
        f"INSERT OR IGNORE INTO corrections ({', '.join(values)}) VALUES ({', '.join(':' + name for name in values)})",
        values,
    )


def _json(values: Any) -> str | None:
    return None if values is None else json.dumps(dict(values), ensure_ascii=False)


def of_source(db: Database, sha256: str) -> list[Correction]:
    """The corrections of a file's readings, in the order in which they were made."""
    return _found(db, "WHERE source_sha256 = ?", (sha256,))


def waiting(db: Database, sha256: str) -> Correction | None:
    """The latest correction of a file that no reading has met yet."""
    found = _found(db, "WHERE source_sha256 = ? AND state = 'waiting'", (sha256,))
    return max(found, key=lambda one: one.made_at, default=None)


def all_of(db: Database) -> list[Correction]:
    """All corrections, by file, notice and time."""
    return _found(db, "", ())


def _found(db: Database, where: str, parameters: Sequence[Any]) -> list[Correction]:
    rows = db.execute(
        "SELECT source_sha256, notice_no, table_name, action, made_by, made_at, note, value_read, value_right, quote, "
        f"start, code, filename, title FROM corrections {where} ORDER BY source_sha256, notice_no, made_at, id",
        tuple(parameters),
    )
    return [
        Correction(*row[:7], *(None if text is None else json.loads(text) for text in row[7:9]), *row[9:])
        for row in rows
    ]


def note_applied(
    db: Database, sha256: str, notice_ids: Sequence[int], row_ids: Sequence[dict[Fact, int]], result: Applied
) -> None:
    """Writes what became of a file's corrections, and asks a person again about those that do not fit any more.

    To be called when facts and review are written; `row_ids` has, by notice, the ids of its facts.
    """
    db.execute("DELETE FROM review WHERE source_sha256 = ? AND code = ? AND status = 'open'", (sha256, OUTDATED))
    if not result.decided:
        return
    counted = {one.correction.id: one.state for one in result.decided}
    for (number,) in db.execute("SELECT id FROM corrections WHERE source_sha256 = ?", (sha256,)).fetchall():
        state = counted.get(number, "superseded")
        db.execute("UPDATE corrections SET state = ? WHERE id = ?", (state, number))
    for one in result.decided:
        correction = one.correction
        if one.state == "outdated":
            _ask_again(db, correction, notice_ids)
            continue
        notice = notice_ids[correction.notice]
        row = notice if one.fact is None else row_ids[correction.notice].get(one.fact)
        if row is not None and (one.fact is not None or correction.table == "notices"):
            db.execute(
                "INSERT OR REPLACE INTO corrected (table_name, row_id, notice_id, correction_id) VALUES (?, ?, ?, ?)",
                (correction.table, row, notice, correction.id),
            )


def _ask_again(db: Database, correction: Correction, notice_ids: Sequence[int]) -> None:
    """Asks a person about a decision that does not fit any more; once answered, it is not asked again."""
    reason = _reason(correction)
    settled = db.execute(
        "SELECT 1 FROM review WHERE source_sha256 = ? AND table_name = ? AND code = ? AND reason = ? AND quote IS ? "
        "AND status <> 'open'",
        (correction.source_sha256, correction.table, OUTDATED, reason, correction.quote),
    ).fetchone()
    if settled:
        return
    notice = notice_ids[correction.notice] if correction.notice < len(notice_ids) else None
    first = ids.first_fact_id(notice or ids.first_notice_id(correction.source_sha256))
    taken = {
        number
        for (number,) in db.execute(
            "SELECT id FROM review WHERE id BETWEEN ? AND ?", (first, first + ids.FACTS_A_NOTICE)
        )
    }
    db.execute(
        'INSERT INTO review (id, notice_id, source_sha256, table_name, code, reason, quote, start) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            ids.free_id(first, correction.start or 0, taken), notice, correction.source_sha256, correction.table,
            OUTDATED, reason, correction.quote, correction.start,
        ),
    )  # fmt: skip


def _reason(correction: Correction) -> str:
    right = "、".join(str(value) for value in (correction.right or {}).values() if value not in (None, ""))
    decision: str = load("doubts").tables["decision"][correction.action].replace("{right}", right or "—")
    words = {"who": correction.made_by, "day": correction.made_at[:10], "decision": decision}
    return kinds()[OUTDATED].reason.format(**words)


def forget_marks(db: Database, notice_ids: Iterable[int]) -> None:
    """Unties the rows of these notices from corrections, before the rows are written anew."""
    db.conn.executemany("DELETE FROM corrected WHERE notice_id = ?", [(number,) for number in notice_ids])
