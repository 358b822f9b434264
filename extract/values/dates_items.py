"""The dates of a list or period as printed, before their days are resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extract.values.dates_points import Point, Setting, Stretch, completed, resolve, year_of
from extract.values.dates_readings import Bound, Reading

_HALF_A_YEAR = 183
_LONGEST_DAY = 3
"""The length of a day of the month alone (12日)."""


@dataclass(frozen=True, slots=True)
class Item:
    """A date of a group: one point, or the two ends of a period; `opens` where it begins with the day of issue."""

    point: Point
    until: Point | None = None
    bound: Bound | None = None
    end: int = 0
    opens: bool = False
    days_before: int = 0


def shared(items: Sequence[Item]) -> list[Item]:
    """The dates of a list with what stands behind the last of them given to those before (6月15日、11月25日前)."""
    done = list(items)
    for index in range(len(done) - 2, -1, -1):
        item, following = done[index], done[index + 1]
        if item.until or following.until or item.opens or following.opens:
            continue
        point = item.point
        if point.kinds <= {"every", "year", "year_shift", "month", "quarter"} and not point.edge:
            other = following.point if following.point.kinds & point.kinds & {"month", "quarter"} else point
            point = replace(point, day=other.day, edge=other.edge, ten_days=other.ten_days)
        bound, days_before = item.bound, item.days_before
        if bound is None and following.bound == "before":
            bound, days_before = "before", following.days_before
        done[index] = replace(item, point=point, bound=bound, days_before=days_before)
    for index in range(1, len(done)):
        item, earlier = done[index], done[index - 1]
        if earlier.bound == "until" and item.bound is None and not (item.until or earlier.until or earlier.opens):
            done[index] = replace(item, bound="until")  # 到6月底、12月底
    return done


def running(items: Sequence[Item]) -> list[Item]:
    """The dates of a list; days one right after the other are the one period they are (1月11日、12日)."""
    if len(items) < 2 or any(item.until or item.bound or item.opens for item in items):
        return list(items)
    done: list[Item] = []
    at = 0
    while at < len(items):
        ends = at + 1
        while ends < len(items) and items[ends].point.end - items[ends].point.start <= _LONGEST_DAY:
            ends += 1
        done += _run(items[at:ends])
        at = ends
    return done


def _run(items: Sequence[Item]) -> list[Item]:
    """A day with its month and the bare days behind it (3月5日、6日): one period where each follows the last."""
    first, last = items[0].point, items[-1]
    days = [item.point.day for item in items]
    if len(items) < 2 or first.month is None or first.every or first.day is None:
        return list(items)
    if days != list(range(first.day, first.day + len(days))):
        return list(items)
    return [Item(first, last.point, None, last.end)]


def single(item: Item, point: Point, stretch: Stretch) -> Reading | None:
    """A single point as read: its last day, its first, or the stretch it covers, after the words that bound it."""
    first: date | None = stretch.first
    last: date | None = stretch.last
    if item.days_before:
        first, last = None, stretch.first - timedelta(days=item.days_before)
    elif item.bound == "before" and (point.festival or (stretch.precision in ("month", "year") and not stretch.single)):
        first, last = None, stretch.first - timedelta(days=1)
    elif item.bound in ("before", "until"):
        first = None
    elif item.bound in ("from", "since"):
        last = None
    elif stretch.single:
        first = None
    month_end = point.edge.endswith("底") and not point.festival
    return Reading(
        point.start, item.end, first, last, point.every, stretch.precision, item.bound,
        festival=bool(point.festival), month_end=month_end,
    )  # fmt: skip


def period(item: Item, point: Point, setting: Setting) -> Reading | None:
    """A period with both its ends; None where it runs backwards or names a day that no calendar has."""
    until, on = item.until, setting.on
    assert until is not None
    days_before = item.days_before or int(bool(until.festival) and item.bound == "before")
    if item.opens:
        last = resolve(until, setting)
        if last and on and (on - last.last).days > _HALF_A_YEAR and not until.own_year:
            last = resolve(replace(until, year=last.last.year + 1), setting)  # in December: 即日起至1月25日
        if last is None or (on and last.last < on):
            return None
        closes = last.last - timedelta(days=days_before)
        return Reading(point.start, item.end, on, closes, precision=last.precision, explicit=True)
    ends = _ends(point, completed(until, point), setting)
    if ends is None:
        return None
    first, last = ends
    closes = last.last - timedelta(days=days_before)
    if closes < first.first:
        return None
    return Reading(
        point.start, item.end, first.first, closes, point.every, last.precision,
        "around" if item.bound == "around" else None, explicit=True, month_end=until.edge.endswith("底"),
    )  # fmt: skip


def _ends(point: Point, until: Point, setting: Setting) -> tuple[Stretch, Stretch] | None:
    """Both ends of a period, each year put in where one end alone prints it; None where they run backwards."""
    if until.own_year and not point.own_year and not until.from_sentence:
        year = year_of(until, setting)
        point, until = replace(point, year=year), replace(until, year=year, year_shift=None)
        first, last = resolve(point, setting), resolve(until, setting)
        if first and last and first.first > last.last and year is not None:
            first = resolve(replace(point, year=year - 1), setting)
    else:
        first = resolve(point, setting)
        if first and point.every in (1, 2, 3, 6):
            setting, until = replace(setting, on=first.first), replace(until, month_shift=None)
        if until.year_shift is not None and until.year_shift == point.year_shift:
            until = replace(until, year=year_of(point, setting), year_shift=None)  # …至次年1月3日、2月1日至7日
        setting = replace(setting, sentence_year=year_of(point, setting))
        last, year = resolve(until, setting), year_of(until, setting)
        if first and last and first.first > last.last and year is not None and until.plan is None:
            last = resolve(replace(until, year=year + 1, year_shift=None), setting)
    if first is None or last is None or first.first > last.last:
        return None
    return first, last


def ends_dated(first: Point, last: Point, reading: Reading) -> tuple[Point, Point]:
    """Both ends of a date as read, with their years where they lie in two."""
    begins, ends = reading.starts_on, reading.ends_on
    if begins is None or ends is None or begins.year == ends.year:
        return first, last
    return replace(first, year=begins.year), replace(last, year=ends.year, year_shift=None)
