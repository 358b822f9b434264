"""What a person should check (table `review`): a row for each doubt about a fact, and for each warning of a file.

A row's id follows from its notice and place, as a fact's does, so that the same files give the same
rows in any order. What a person has settled stays as it was settled and is not asked again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from extract.doubts import reason_of_warning
from extract.facts import Fact
from extract.registry import ids

if TYPE_CHECKING:
    from sqlite_utils import Database

    from extract.readings import Reading

Row = dict[str, Any]
_NAMES = ("id", "notice_id", "source_sha256", "table_name", "row_id", "code", "reason", "quote", "start", "end")
_LONGEST_QUOTE = 400


def put_review(db: Database, reading: Reading, notice_ids: Sequence[int], row_ids: Sequence[dict[Fact, int]]) -> None:
    """Makes a file's open rows those of this reading; `row_ids` has, by notice, the ids of the facts as written."""
    db.execute("DELETE FROM review WHERE source_sha256 = ? AND status = 'open'", (reading.sha256,))
    settled = {
        tuple(values)
        for values in db.execute(
            "SELECT notice_id, table_name, row_id, reason FROM review WHERE source_sha256 = ?", (reading.sha256,)
        )
    }
    rows = [*_warnings(reading, notice_ids), *_doubts(reading, notice_ids, row_ids)]
    rows = [row for row in rows if (row["notice_id"], row["table_name"], row["row_id"], row["reason"]) not in settled]
    _give_ids(db, reading.sha256, rows)
    columns = ", ".join(f'"{name}"' for name in _NAMES)
    db.conn.executemany(
        f"INSERT INTO review ({columns}) VALUES ({', '.join(':' + name for name in _NAMES)})",
        rows,
    )


def _warnings(reading: Reading, notice_ids: Sequence[int]) -> list[Row]:
    first = notice_ids[0] if notice_ids else None
    empty = dict.fromkeys(_NAMES)
    rows = []
    for warning in reading.warnings:
        code, reason = reason_of_warning(warning)
        rows.append(empty | {"notice_id": first, "source_sha256": reading.sha256, "code": code, "reason": reason})
    return rows


def _doubts(reading: Reading, notice_ids: Sequence[int], row_ids: Sequence[dict[Fact, int]]) -> list[Row]:
    rows: list[Row] = []
    for number, notice, facts in zip(notice_ids, reading.notices, row_ids, strict=True):
        for doubt in notice.doubts:
            own = number if doubt.table == "notices" else None
            rows.append(
                {
                    "notice_id": number,
                    "source_sha256": reading.sha256,
                    "table_name": doubt.table,
                    "row_id": own if doubt.fact is None else facts.get(doubt.fact),
                    "code": doubt.code,
                    "reason": doubt.reason,
                    "quote": doubt.quote[:_LONGEST_QUOTE] or None,
                    "start": doubt.start,
                    "end": doubt.end,
                }
            )
    return rows


def _give_ids(db: Database, sha256: str, rows: list[Row]) -> None:
    """Gives each row the first free id at its place; one without a notice, at a place of its file's."""
    taken: set[int] = set()
    firsts = {notice: _first_id(sha256, notice) for notice in {row["notice_id"] for row in rows}}
    for first in set(firsts.values()):
        span = (first, first + ids.FACTS_A_NOTICE + len(rows))
        taken |= {number for (number,) in db.execute("SELECT id FROM review WHERE id BETWEEN ? AND ?", span)}
    for row in rows:
        row["id"] = ids.free_id(firsts[row["notice_id"]], row["start"] or 0, taken)
        taken.add(row["id"])


def _first_id(sha256: str, notice: int | None) -> int:
    return ids.first_fact_id(notice or ids.first_notice_id(sha256))
