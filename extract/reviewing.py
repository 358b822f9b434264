"""What a person should look at, dearest first, and what becomes of a decision.

A decision is recorded as a correction at once; it takes effect when its file is read again, by the same way as
every reading (`apply`), so that what stands in the registry is always what rules and corrections together give.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract import originals
from extract.corrections import Action, Correction, CorrectionError, checked
from extract.corrections.correction import NOTICE, columns
from extract.registry import corrections, store
from extract.registry.store import Delivery
from extract.rules import load

if TYPE_CHECKING:
    from sqlite_utils import Database

_SETTLED: Mapping[Action, str] = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "add": "corrected",
}

# The columns of `Doubtful` up to `source_sha256`.
_ASKED = """
SELECT review.id, review.table_name, review.row_id, review.code, review.reason, review.quote, review.start,
  review."end", review.notice_id, notices.title, sources.filename, review.source_sha256
FROM review JOIN sources ON sources.sha256 = review.source_sha256
LEFT JOIN notices ON notices.id = review.notice_id
"""


@dataclass(frozen=True)
class Doubtful:
    """A row of `review` with what it is about. `row` are the columns of the doubtful row that may be corrected.

    `row` is None where the doubt is about something that was not read. `start` and `end` count in the notice's text.
    """

    id: int
    table: str | None
    row_id: int | None
    code: str | None
    reason: str
    quote: str | None
    start: int | None
    end: int | None
    notice_id: int | None
    title: str | None
    filename: str
    source_sha256: str
    page: int | None
    rule: str | None
    confidence: float | None
    row: Mapping[str, Any] | None


def doubtful(db: Database, number: int = 50, offset: int = 0, table: str | None = None) -> list[Doubtful]:
    """The open rows of `review`, those first whose error would cost most, then the least sure."""
    cases = " ".join(f"WHEN '{name}' THEN {cost}" for name, cost in _costs().items())
    found = db.execute(
        f"{_ASKED} WHERE review.status = 'open' AND (:table IS NULL OR review.table_name = :table) "
        f"ORDER BY CASE review.table_name {cases} ELSE 0 END DESC, review.row_id IS NULL, review.notice_id, "
        "review.start, review.id LIMIT :number OFFSET :offset",
        {"table": table, "number": number, "offset": offset},
    ).fetchall()
    return [_with_row(db, row) for row in found]


def one(db: Database, review_id: int) -> Doubtful | None:
    """A row of `review`, whatever its status; None where there is none."""
    row = db.execute(f"{_ASKED} WHERE review.id = ?", (review_id,)).fetchone()
    return None if row is None else _with_row(db, row)


def _costs() -> dict[str, int]:
    return {str(name): int(cost) for name, cost in load("doubts").tables["cost"].items()}


def _with_row(db: Database, row: Sequence[Any]) -> Doubtful:
    table, row_id = row[1], row[2]
    facts: dict[str, Any] | None = None
    if table and row_id is not None:
        facts = _row(db, table, row_id)
    shown = None if facts is None else {name: facts[name] for name in columns(table)}
    place = facts or {}
    found: tuple[Any, ...] = (*row, place.get("page"), place.get("rule"), place.get("confidence"), shown)
    return Doubtful(*found)


def _row(db: Database, table: str, row_id: int) -> dict[str, Any] | None:
    columns(table)  # names the table, or says that it holds no facts
    cursor = db.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,))
    names = [column[0] for column in cursor.description]
    found = cursor.fetchone()
    return None if found is None else dict(zip(names, found, strict=True))


def decide(
    db: Database,
    review_id: int,
    action: Action,
    by: str,
    right: Mapping[str, Any] | None = None,
    note: str | None = None,
) -> Correction:
    """Records a decision on a row of `review`; `apply` makes it take effect.

    Raises KeyError where there is no such row, CorrectionError where the decision cannot be.
    """
    asked = one(db, review_id)
    if asked is None:
        raise KeyError(review_id)
    if asked.table is None or asked.notice_id is None:
        if action != "accept":
            raise CorrectionError("whole_file")
        with store.transaction(db):
            db.execute("UPDATE review SET status = 'accepted' WHERE id = ?", (review_id,))
        return _decision(db, asked, action, by, None, note)
    return _recorded(db, asked, action, by, right, note)


def decide_row(
    db: Database,
    table: str,
    row_id: int,
    action: Action,
    by: str,
    right: Mapping[str, Any] | None = None,
    note: str | None = None,
) -> Correction:
    """Records a decision on a row of a table of facts (or of `notices`) that nobody doubted.

    Raises KeyError where there is no such row, CorrectionError where the decision cannot be.
    """
    found = _row(db, table, row_id)
    if found is None:
        raise KeyError(row_id)
    notice = row_id if table == NOTICE else found["notice_id"]
    title, filename, sha256 = db.execute(
        "SELECT title, filename, source_sha256 FROM notices JOIN sources ON sha256 = source_sha256 WHERE id = ?",
        (notice,),
    ).fetchone()
    shown = {name: found[name] for name in columns(table)}
    asked = Doubtful(
        0, table, row_id, None, "", found.get("quote"), found.get("start"), found.get("end"), notice, title, filename,
        sha256, found.get("page"), found.get("rule"), found.get("confidence"), shown,
    )  # fmt: skip
    return _recorded(db, asked, action, by, right, note)


def _recorded(
    db: Database, asked: Doubtful, action: Action, by: str, right: Mapping[str, Any] | None, note: str | None
) -> Correction:
    """Keeps a decision, and settles the open doubts it answers: all about the row, or the one about what is missing."""
    made = checked(_decision(db, asked, action, by, right, note))
    with store.transaction(db):
        corrections.put(db, made)
        about = "table_name = ? AND row_id = ?" if asked.row_id is not None else "id = ?"
        which = (asked.table, asked.row_id) if asked.row_id is not None else (asked.id,)
        db.execute(f"UPDATE review SET status = ? WHERE status = 'open' AND {about}", (_SETTLED[action], *which))
    return made


def add(
    db: Database, notice_id: int, table: str, quote: str, right: Mapping[str, Any], by: str, note: str | None = None
) -> Correction:
    """Records a fact that no rule read, with the words of the notice that say it.

    Raises KeyError where there is no such notice, CorrectionError where the words do not stand in it.
    """
    row = db.execute(
        "SELECT title, filename, source_sha256, text FROM notices JOIN sources ON sha256 = source_sha256 WHERE id = ?",
        (notice_id,),
    ).fetchone()
    if row is None:
        raise KeyError(notice_id)
    title, filename, sha256, text = row
    start = text.find(quote)
    if not quote.strip() or start < 0:
        raise CorrectionError("quote_absent", quote=quote)
    made = checked(
        Correction(
            sha256, _number(db, notice_id), table, "add", by, _now(), note or None, None, dict(right), quote, start,
            None, filename, title,
        )
    )  # fmt: skip
    with store.transaction(db):
        corrections.put(db, made)
    return made


def _decision(
    db: Database, asked: Doubtful, action: Action, by: str, right: Mapping[str, Any] | None, note: str | None
) -> Correction:
    read: Mapping[str, Any] | None = asked.row
    quote, start, code = asked.quote, asked.start, asked.code if asked.row is None else None
    if asked.row_id is not None and asked.table is not None:
        earlier = _earlier(db, asked.table, asked.row_id)
        if earlier is not None:
            # What the rules read, not what an earlier decision made of it.
            read, quote, start, code = earlier
            if read is None:
                action = "add" if action == "correct" else "accept"
                right = {**(asked.row or {}), **(right or {})} if action == "add" else None
        elif asked.table != NOTICE and (found := _row(db, asked.table, asked.row_id)) is not None:
            quote, start = found["quote"], found["start"]
    if action in ("accept", "reject"):
        right = None
    return Correction(
        asked.source_sha256, _number(db, asked.notice_id), asked.table or NOTICE, action, by, _now(), note or None,
        None if read is None else dict(read), None if right is None else dict(right), quote, start, code,
        asked.filename, asked.title,
    )  # fmt: skip


def _earlier(
    db: Database, table: str, row_id: int
) -> tuple[Mapping[str, Any] | None, str | None, int | None, str | None] | None:
    row = db.execute(
        "SELECT value_read, quote, start, code FROM corrected JOIN corrections ON corrections.id = correction_id "
        "WHERE corrected.table_name = ? AND row_id = ?",
        (table, row_id),
    ).fetchone()
    return None if row is None else (None if row[0] is None else json.loads(row[0]), row[1], row[2], row[3])


def _number(db: Database, notice_id: int | None) -> int:
    """A notice's place among those of its file, from 0."""
    (number,) = db.execute(
        "SELECT count(*) FROM notices AS other JOIN notices ON notices.source_sha256 = other.source_sha256 "
        "WHERE notices.id = ? AND other.id < notices.id",
        (notice_id,),
    ).fetchone()
    return int(number)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def waiting(db: Database, registry: Path) -> list[Delivery]:
    """The files in the registry whose corrections have not taken effect, as `ingest.retry` takes them."""
    hashes = [
        row[0]
        for row in db.execute(
            "SELECT DISTINCT source_sha256 FROM corrections JOIN sources ON sha256 = source_sha256 "
            "WHERE state = 'waiting' ORDER BY 1"
        )
    ]
    chosen: dict[str | None, Delivery] = {}
    for sha256 in hashes:
        for whole in store.bundles_of(db, sha256) or store.sources_of(db, sha256):
            kept = originals.find(registry.parent, whole.sha256 or "")
            if kept is not None:
                chosen[whole.sha256] = Delivery(whole.origin, whole.filename, whole.sha256, kept.as_posix())
    return list(chosen.values())
