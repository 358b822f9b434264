"""When what notices set is due: deadlines, reports and ends of validity, each time by itself.

What recurs does so by an RFC 5545 rule, as long as its notice is in force; a scheme made for one year is not
carried beyond that year. Both the calendar and the queries of the site read `page_due`.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import date, datetime, time
from functools import lru_cache

from dateutil.rrule import rrulestr

from extract.relations.relation import Relation

_REMEMBERED = 20_000


def register(connection: sqlite3.Connection) -> None:
    """Gives a connection the SQL function `occurrences(first, rrule, low, high)`: a JSON array of days."""
    connection.create_function("occurrences", 4, _as_json, deterministic=True)


def occurrences(first: str | None, rrule: str | None, low: str, high: str) -> tuple[str, ...]:
    """The days from `low` to `high` on which something is due that is due on `first` and again by an RFC 5545 rule.

    Days are ISO 8601. What has no rule is due once. No day, or a rule that cannot be read, gives none.
    """
    try:
        begin = date.fromisoformat(first or "")
        least, most = date.fromisoformat(low), date.fromisoformat(high)
        if not rrule:
            return (begin.isoformat(),) if least <= begin <= most else ()
        rule = rrulestr(rrule, dtstart=_midnight(begin), ignoretz=True)
        found = rule.between(_midnight(max(begin, least)), _midnight(most), inc=True)
    except (ValueError, TypeError, KeyError):
        return ()
    return tuple(day.date().isoformat() for day in found)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


@lru_cache(_REMEMBERED)
def _as_json(first: str | None, rrule: str | None, low: str, high: str) -> str:
    return json.dumps(occurrences(first, rrule, low, high))


SPAN = Relation(
    # The days that page_due covers: what a table holds was reckoned on the day of publishing.
    "page_due_span",
    """
    SELECT date('now', 'localtime', '-1 year') AS low, date('now', 'localtime', '+2 years') AS high
    """,
)

DUE = Relation(
    # One row a day on which something is due. `date_id` is the row of `dates`; an end of force that only other
    # notices state has none, and no words in its own notice. Of the places that state a notice's own end of
    # validity, the first is taken, with the day to which another notice moved it.
    "page_due",
    """
    WITH notice AS (
      SELECT id, title, valid_to, in_force_until, coalesce(in_force_until, valid_to) AS until, adcode
      FROM notices WHERE duplicate_of IS NULL
    ), dated AS (
      SELECT dates.id AS date_id, dates.notice_id, dates.kind, dates.recurs, dates.rrule, dates.ends_on AS printed,
        CASE WHEN dates.kind = 'validity' AND dates.recurs IS NULL AND dates.ends_on = notice.valid_to
          THEN notice.until ELSE dates.ends_on END AS first_on,
        dates.action, dates.quote, dates.page, dates.start, notice.title, notice.until, notice.adcode
      FROM dates JOIN notice ON notice.id = dates.notice_id
      WHERE dates.kind IN ('deadline', 'report_due', 'validity') AND dates.ends_on IS NOT NULL
        AND NOT (dates.kind = 'validity' AND EXISTS (
          SELECT 1 FROM dates AS earlier
          WHERE earlier.notice_id = dates.notice_id AND earlier.kind = 'validity'
            AND earlier.ends_on = dates.ends_on AND earlier.id <> dates.id
            AND (earlier.start, earlier.id) < (dates.start, dates.id)))
      UNION ALL
      SELECT NULL, id, 'validity', NULL, NULL, NULL, until, NULL, NULL, NULL, NULL, title, until, adcode
      FROM notice
      WHERE until IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM dates
        WHERE dates.notice_id = notice.id AND dates.kind = 'validity' AND dates.recurs IS NULL
          AND dates.ends_on IN (notice.valid_to, notice.until))
    )
    SELECT day.value AS due_on, dated.kind, dated.recurs, dated.action, dated.quote,
      dated.page, dated.start, dated.date_id, dated.notice_id, dated.printed IS NOT dated.first_on AS moved,
      places.first, places.second, places.third
    FROM page_due_span AS span
    JOIN dated
    JOIN json_each(occurrences(dated.first_on, dated.rrule, span.low, span.high)) AS day
    LEFT JOIN page_places AS places ON places.adcode = dated.adcode
    WHERE coalesce(dated.until, day.value) >= day.value
      AND NOT (
        dated.recurs IS NOT NULL AND dated.until IS NULL
        AND day.value > substr(dated.printed, 1, 4) || '-12-31'
        AND instr(coalesce(dated.title, ''), substr(dated.printed, 1, 4) || '年') > 0)
    """,
    (
        "due_on, notice_id",
        "first, due_on, notice_id",
        "second, due_on, notice_id",
        "third, due_on, notice_id",
        "notice_id",
        "date_id, due_on",
    ),
)

MONTHS = Relation(
    # How much is due in each month, by kind and place: what is chosen by, counted beforehand.
    "page_due_months",
    """
    SELECT substr(due_on, 1, 7) AS month, kind, first, second, third, count(*) AS n
    FROM page_due GROUP BY substr(due_on, 1, 7), kind, first, second, third
    """,
    ("month",),
)
