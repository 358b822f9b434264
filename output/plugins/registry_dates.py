"""The next day on which something recurring is due, for the queries of the site."""

from __future__ import annotations

import calendar
import sqlite3
from datetime import date

from datasette import hookimpl

_MONTHS = {"yearly": 12, "half-yearly": 6, "quarterly": 3, "monthly": 1}


def next_due(first: str | None, recurs: str | None, today: str) -> str | None:
    """The first occurrence on or after `today`; `first` itself where nothing recurs. Days are ISO 8601.

    A day that ends its month ends every month (30 April, 31 July); a day that a month lacks is its last.
    """
    if not first or recurs not in _MONTHS:
        return first
    try:
        begin, now = date.fromisoformat(first), date.fromisoformat(today)
    except ValueError:
        return None
    step = _MONTHS[recurs]
    passed = (now.year - begin.year) * 12 + now.month - begin.month
    count = max(0, passed // step)
    while (due := _after(begin, count * step)) < now:
        count += 1
    return due.isoformat()


def _after(begin: date, months: int) -> date:
    year, month = divmod(begin.year * 12 + begin.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    ends_month = begin.day == calendar.monthrange(begin.year, begin.month)[1]
    return date(year, month + 1, last if ends_month else min(begin.day, last))


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Gives queries the SQL function `next_due(first, recurs, today)`."""
    conn.create_function("next_due", 3, next_due, deterministic=True)
