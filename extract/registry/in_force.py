"""Until when a notice is in force: `notices.in_force_until` and `ended_by`.

Both are derived from what other notices in the registry say of it (`citations.relation`), so that
they follow from the notices and citations alone, in whatever order the files came and went. All
copies of a notice have them alike; `valid_to` stays as printed.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from extract.registry import copies
from extract.registry.copies import column

if TYPE_CHECKING:
    from sqlite_utils import Database

_MONTHS = 12


@dataclass(frozen=True)
class _Said:
    """What one notice says of another: the notice that says it, its first day, and the last day of force it sets."""

    relation: str
    by: int
    begins_on: str | None
    ends_on: str | None
    months: int | None
    valid_to: str | None


def cited(db: Database, notice_ids: Iterable[int]) -> set[int]:
    """The notices whose force these notices end or extend."""
    sql = (
        "SELECT cited_notice_id FROM citations "
        "WHERE notice_id = ? AND relation IN ('repeals', 'extends') AND cited_notice_id IS NOT NULL"
    )
    return set(column(db, sql, notice_ids))


def settle(db: Database, notice_ids: Iterable[int]) -> None:
    """Works out anew until when these notices and all copies of them are in force."""
    firsts = {copies.stands_for(db, number) or number for number in notice_ids}
    for first in sorted(firsts):
        group = sorted({first, *copies.twins(db, first)})
        said = [one for number in group for one in _said_of(db, number) if one.by not in group]
        for number in group:
            _settle_one(db, number, said)


def _settle_one(db: Database, number: int, said: list[_Said]) -> None:
    row = db.execute("SELECT valid_to, in_force_until, ended_by FROM notices WHERE id = ?", (number,)).fetchone()
    if row is None:
        return
    until, ended_by = _force(row[0], said)
    if (until, ended_by) != (row[1], row[2]):
        db.execute("UPDATE notices SET in_force_until = ?, ended_by = ? WHERE id = ?", (until, ended_by, number))


def _force(valid_to: str | None, said: list[_Said]) -> tuple[str | None, int | None]:
    """The last day of force and the notice that ended it; None where no other notice changes what is printed.

    An extension never shortens, a repeal never lengthens, and nothing extends what has been repealed.
    """
    until = valid_to
    for one in sorted((one for one in said if one.relation == "extends"), key=lambda one: one.begins_on or ""):
        end = one.ends_on or _months_after(until, one.months) or one.valid_to
        if end is not None and (until is None or end > until):
            until = end
    repeals = [one for one in said if one.relation == "repeals"]
    if not repeals:
        return (until if until != valid_to else None), None
    first = min(repeals, key=lambda one: (_last_day(one) or "9999", one.by))
    return min((day for day in (until, _last_day(first)) if day), default=None), first.by


def _last_day(one: _Said) -> str | None:
    """The last day before a repeal: the one its sentence gives, else the day before the repealing notice's first."""
    if one.ends_on is not None or one.begins_on is None:
        return one.ends_on
    return (date.fromisoformat(one.begins_on) - timedelta(days=1)).isoformat()


def _months_after(day: str | None, months: int | None) -> str | None:
    """The day so many months later; a month that has no such day gives its last one."""
    if day is None or months is None:
        return None
    start = date.fromisoformat(day)
    year, month = divmod(start.year * _MONTHS + start.month - 1 + months, _MONTHS)
    last = calendar.monthrange(year, month + 1)[1]
    ends_a_month = start.day == calendar.monthrange(start.year, start.month)[1]
    return date(year, month + 1, last if ends_a_month else min(start.day, last)).isoformat()


def _said_of(db: Database, number: int) -> list[_Said]:
    """What other notices say of a notice's force; a notice in several files says it once."""
    found = db.execute(
        "SELECT DISTINCT relation, coalesce(by.duplicate_of, by.id), coalesce(by.valid_from, by.issued_on), "
        "citations.ends_on, extended_months, "
        "coalesce(by.valid_to, (SELECT max(ends_on) FROM dates WHERE notice_id = by.id AND kind = 'validity')) "
        "FROM citations JOIN notices AS by ON by.id = citations.notice_id "
        "WHERE cited_notice_id = ? AND relation IN ('repeals', 'extends')",
        (number,),
    )
    return [_Said(*row) for row in found]
