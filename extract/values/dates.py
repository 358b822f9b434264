"""Dates and periods as Chinese notices print them, resolved to days of the calendar.

    find("11月30日前", on=date(2021, 9, 26))     ends_on 2021-11-30, bound before
    find("2021—2025年")                          starts_on 2021-01-01, ends_on 2025-12-31
    find("每季度首月10日前", on=date(2024, 2, 1))  ends_on 2024-04-10, recurs quarterly
    find("公示结束后5个工作日内")                   no days; event 公示结束后, within 5 workdays

A single day is `ends_on` alone, a beginning without an end `starts_on` alone. `N月底` is the month's
last day, 上旬/中旬/下旬 are days 1–10, 11–20 and 21–end. A limit (前) includes the day it names, but
ends on the day before a festival, and before the first day of a month or year named whole. A date
without a year takes the nearest earlier year of its sentence, then the year of `on`, then `year`;
without any of them it is not resolved and not found. What recurs within the year has no days where the
day of the notice is not known. Dates that no calendar has are not found.
Recurrence rules follow RFC 5545 section 3.3.10.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extract.facts import Recurs
from extract.folding import fold
from extract.rules import load
from extract.values.dates_groups import read_groups
from extract.values.dates_points import Precision
from extract.values.dates_readings import Bound, Reading
from extract.values.finding import Finding


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date or period; both days None where it is relative to an event or has no end.

    `rrule` is the recurrence rule beside `recurs`. `event` and `within` (`5 workdays`) say what a
    relative time counts from and how far. `explicit` is true for a period with both ends printed.
    """

    starts_on: date | None
    ends_on: date | None
    recurs: Recurs | None = None
    rrule: str | None = None
    precision: Precision = "day"
    bound: Bound | None = None
    event: str | None = None
    within: str | None = None
    explicit: bool = False


def find(text: str, *, on: date | None = None, year: int | None = None) -> list[Finding[DateValue]]:
    """The dates and periods in a text, in order. `on` is the day of the notice, `year` its year where no day is known.

    >>> [(f.text, f.value.ends_on) for f in find("5月10日、10月20日前报送", year=2021)]
    [('5月10日', datetime.date(2021, 5, 10)), ('10月20日前', datetime.date(2021, 10, 20))]
    """
    readings = read_groups(load("dates"), fold(text), on, year)
    return [Finding(one.start, one.end, text[one.start : one.end], _value(one)) for one in readings]


def _value(reading: Reading) -> DateValue:
    recurs: dict[int, Recurs] = {1: "monthly", 3: "quarterly", 6: "half-yearly", 12: "yearly"}
    return DateValue(
        starts_on=None if reading.unanchored else reading.starts_on,
        ends_on=None if reading.unanchored else reading.ends_on,
        recurs=recurs.get(reading.every),
        rrule=_rrule(reading),
        precision=reading.precision,
        bound=reading.bound,
        event=reading.event,
        within=reading.within,
        explicit=reading.explicit,
    )


def _rrule(reading: Reading) -> str | None:
    """The recurrence rule of the last day of each time; None where no rule can say it (lunar festivals)."""
    day = reading.ends_on or reading.starts_on
    if not reading.every or day is None or reading.festival:
        return None
    month_day = -1 if reading.month_end else day.day
    if reading.every == 12:
        return f"FREQ=YEARLY;BYMONTH={day.month};BYMONTHDAY={month_day}"
    if reading.every == 1:
        return f"FREQ=MONTHLY;BYMONTHDAY={month_day}"
    return f"FREQ=MONTHLY;INTERVAL={reading.every};BYMONTHDAY={month_day}"
