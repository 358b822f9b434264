"""The next day on which something recurring is due, for the queries of the site."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from datasette import hookimpl
from dateutil.rrule import rrulestr


def next_due(first: str | None, rrule: str | None, today: str) -> str | None:
    """The first occurrence on or after `today` of what is due on `first` and again by an RFC 5545 rule.

    Days are ISO 8601. What has no rule is due once. A rule that cannot be read gives None.
    """
    if not first or not rrule:
        return first
    try:
        begin, now = datetime.fromisoformat(first), datetime.fromisoformat(today)
        found = rrulestr(rrule, dtstart=begin, ignoretz=True).after(max(begin, now), inc=True)
    except (ValueError, TypeError, KeyError):
        return None
    return found.date().isoformat() if found is not None else None


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Gives queries the SQL function `next_due(first, rrule, today)`."""
    conn.create_function("next_due", 3, next_due, deterministic=True)
