"""What a printed date was read as, and lengths (有效期三年) resolved among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from extract.values.dates_points import Precision

Bound = Literal["before", "until", "from", "since", "around", "length"]
"""What the words at a date make of it: the last day (前, 至), the first (起), the start of the past (以来)."""

_SPELT_OUT = 4
"""How near behind a length the period itself may stand: 有效期2年（自…至…）."""
_RUNS = 4
"""How near behind a beginning its days are counted: 自3月20日起，为期7天."""
_DAYS = {"日": 1, "周": 7}
_START_BEFORE, _START_AFTER = 90, 40
"""How far from 有效期三年 the day it counts from may stand."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A date as read: its place and what `dates.DateValue` says of it."""

    start: int
    end: int
    starts_on: date | None = None
    ends_on: date | None = None
    every: int = 0
    precision: Precision = "day"
    bound: Bound | None = None
    event: str | None = None
    within: str | None = None
    explicit: bool = False
    festival: bool = False
    month_end: bool = False
    unanchored: bool = False
    """Whether the days only stand for a recurrence whose first time is not known (每月5日前 in an undated notice)."""
    length: tuple[int, str] | None = None


def with_lengths(readings: list[Reading]) -> list[Reading]:
    """有效期三年 resolved where the beginning it counts from is printed nearby (自…起); else it has no days."""
    readings = _with_spans(readings)
    done: list[Reading] = []
    for index, reading in enumerate(readings):
        following = readings[index + 1] if index + 1 < len(readings) else None
        spelt_out = following is not None and following.explicit and following.start - reading.end <= _SPELT_OUT
        if reading.length is not None and not spelt_out:
            start = _start_for(reading, readings)
            end = _after(start, *reading.length) if start else None
            if start and end:
                reading = replace(reading, starts_on=start, ends_on=end, precision="day")
        done.append(reading)
    return done


def _with_spans(readings: Sequence[Reading]) -> list[Reading]:
    """自2024年7月1日起两年内: a beginning and the years or months right behind it as the period they are."""
    done: list[Reading] = []
    for reading in readings:
        begin, within = done[-1] if done else None, (reading.within or "").split()
        counts = within and reading.precision == "relative" and reading.bound is None
        unit = {"years": "年", "months": "月", "days": "日", "weeks": "周"}.get(within[-1], "") if counts else ""
        if begin is not None and begin.bound == "from" and begin.starts_on and unit and int(within[0]) > 0:
            near = reading.start - begin.end <= (_RUNS if unit in _DAYS else 1)
            end = _after(begin.starts_on, int(within[0]), unit) if near else None
            if end is not None:
                done[-1] = Reading(begin.start, reading.end, begin.starts_on, end, explicit=True)
                continue
        done.append(reading)
    return done


def _start_for(length: Reading, readings: Sequence[Reading]) -> date | None:
    """The beginning (自…起) nearest to a length, before it or a little after."""
    begins = [
        (abs(one.start - length.start), one.starts_on)
        for one in readings
        if one.bound == "from" and one.starts_on and -_START_AFTER <= length.start - one.end <= _START_BEFORE
    ]
    return min(begins, default=(0, None), key=lambda pair: pair[0])[1]


def _after(start: date, number: int, unit: str) -> date | None:
    """The last day of so many years, months, weeks or days that begin on a day."""
    if unit in _DAYS:
        return start + timedelta(days=number * _DAYS[unit] - 1)
    months = start.month - 1 + (12 * number if unit == "年" else number)
    year, month = start.year + months // 12, months % 12 + 1
    if not 1 <= year <= 9998:
        return None
    following = date(year, month, 1) + timedelta(days=start.day - 1)
    return following - timedelta(days=1)
