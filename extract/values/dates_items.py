"""The dates of a list or period as printed, before their days are resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extract.values.dates_points import Point, Stretch
from extract.values.dates_readings import Bound, Reading

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
