"""Pieces put together to points of time, and points resolved to days of the calendar."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from extract.rules import RuleFile
from extract.values.dates_festivals import festival_day
from extract.values.dates_pieces import Piece, PieceKind

Precision = Literal["day", "ten-days", "month", "quarter", "half-year", "year", "relative", "open"]

_FOLLOWERS: dict[PieceKind, frozenset[PieceKind]] = {
    "every": frozenset(
        {"year_shift", "month", "month_shift", "quarter", "half", "month_in_quarter", "edge", "day", "festival"}
    ),
    "year": frozenset({"quarter", "half", "month", "edge", "within", "festival"}),
    "year_shift": frozenset({"quarter", "half", "month", "edge", "within", "festival"}),
    "quarter": frozenset({"edge", "month_in_quarter", "month_shift"}),
    "half": frozenset({"edge", "month", "month_shift"}),
    "month": frozenset({"ten_days", "edge", "day"}),
    "month_shift": frozenset({"ten_days", "edge", "day"}),
    "month_in_quarter": frozenset({"ten_days", "edge", "day"}),
}
"""Which piece may follow which within one point: from the greater unit to the smaller."""
_TEN_DAYS = {1: (1, 10), 2: (11, 20), 3: (21, 31), 4: (1, 20), 5: (11, 31)}
"""First and last day of 上旬, 中旬, 下旬, 上中旬 and 中下旬."""
_NUMBERED: frozenset[PieceKind] = frozenset(
    {"year", "month", "month_shift", "month_in_quarter", "quarter", "half", "ten_days"}
)
"""Pieces whose number is the part of the point that is called like them."""
_NAMES_A_MONTH: frozenset[PieceKind] = frozenset({"month", "month_shift", "month_in_quarter", "every"})


@dataclass(frozen=True, slots=True)
class Point:
    """A printed point of time, its missing parts still open. `every` is the months between recurrences, 0 for none.

    `up_to` tells the quarters from the year's beginning (前三季度) from a quarter by itself.
    """

    start: int
    end: int
    kinds: frozenset[PieceKind] = frozenset()
    every: int = 0
    year: int | None = None
    year_shift: int | None = None
    from_sentence: bool = False
    month: int | None = None
    month_shift: int | None = None
    month_in_quarter: int | None = None
    quarter: int | None = None
    up_to: bool = False
    half: int | None = None
    ten_days: int | None = None
    edge: str = ""
    day: int | None = None
    festival: str = ""
    plan: int | None = None
    counted_as: str = ""

    @property
    def own_year(self) -> bool:
        """Whether a year is printed with this point itself."""
        return self.year is not None or self.year_shift is not None or self.plan is not None


@dataclass(frozen=True, slots=True)
class Setting:
    """What a point's missing parts are taken from: the sentence's year and recurrence, the notice's day and year.

    `recurring_from` is the year and `begins` the day from which what the sentence says recurs (2023年起，每年…).
    """

    on: date | None
    year: int | None
    sentence_year: int | None = None
    every: int = 0
    recurring_from: int | None = None
    begins: date | None = None

    @property
    def base_year(self) -> int | None:
        """The year of the notice."""
        return self.on.year if self.on else self.year


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days a point covers, first to last."""

    first: date
    last: date
    precision: Precision
    single: bool
    """Whether the point names one day (a day, an end), not a stretch."""


def read_point(rules: RuleFile, text: str, pieces: Sequence[Piece], at: int) -> tuple[Point, int] | None:
    """The point that begins with pieces[at] and the index after its last piece; None where none begins."""
    last = at
    while last + 1 < len(pieces):
        piece, following = pieces[last], pieces[last + 1]
        if following.kind not in _FOLLOWERS.get(piece.kind, ()) or not _fits(piece, following):
            break
        gap = text[piece.end : following.start].strip(" ")
        if gap and gap not in rules.words["join.parts"] and gap not in rules.words["moved_to"]:
            break
        last += 1
    parts: dict[str, Any] = {}
    for piece in pieces[at : last + 1]:
        parts.update(_parts(piece))
    kinds = frozenset(piece.kind for piece in pieces[at : last + 1])
    point = Point(pieces[at].start, pieces[last].end, kinds, **parts)
    return (point, last + 1) if _complete(point, text) else None


def _fits(piece: Piece, following: Piece) -> bool:
    """月底 follows a year or 每月, 年底 a year or 每年, a bare 底 anything; a quarter or half no month but 次月."""
    if following.kind == "month_shift":
        return piece.kind not in ("quarter", "half") or following.number == 1
    of = following.word[:-1] if following.kind == "edge" else ""
    if not of:
        return True
    if of == "年":
        return piece.kind in ("year", "year_shift") or (piece.kind == "every" and piece.number == 12)
    if of == "月":
        return piece.kind == "month_shift" or (piece.kind == "every" and piece.number == 1)
    return piece.kind == "every" and piece.number == 3


def _parts(piece: Piece) -> dict[str, Any]:
    """What a piece says of the point it belongs to, by the names of `Point`."""
    kind, number = piece.kind, piece.number
    if kind == "quarter":
        return {"quarter": number, "up_to": bool(piece.word)}
    if kind in _NUMBERED:
        return {kind: number}
    if kind == "every":
        return {"every": number, "month_in_quarter": 2 if piece.word == "every_even_month" else None}
    if kind == "year_shift":
        return {"year_shift": number, "from_sentence": piece.word[:1] in "当同该次翌第"}
    if kind in ("numeric", "numeric_month", "numeric_tail"):
        year, month, day = piece.day
        return {"year": year or None, "month": month, "day": day or None}
    if kind == "day":
        return {"day": number, "counted_as": piece.word}
    if kind in ("festival", "edge"):
        return {kind: piece.word}
    if kind == "within":
        return {"edge": "年底"}
    if kind == "plan":
        return {"plan": number, "edge": "年底" if piece.word else ""}
    return {}


def _complete(point: Point, text: str) -> bool:
    """Whether the pieces name a time; what is only complete after another date is left to `continues`."""
    kinds = point.kinds
    if kinds == {"every"} or kinds <= {"month_in_quarter", "ten_days", "day", "numeric_tail"}:
        return False
    if kinds == {"edge"}:
        return point.edge in ("年底", "月底")
    if kinds == {"month"}:
        return text[point.start].isascii() or text[point.end - 1] == "份" or _opens_a_range(text, point.end)
    if kinds == {"every", "month_in_quarter"}:
        return point.every == 3
    return "day" not in kinds or point.counted_as != "号" or bool(kinds & _NAMES_A_MONTH)


def _opens_a_range(text: str, end: int) -> bool:
    return text[end : end + 1] in ("至", "到", "—", "-", "–", "~", "～", "前", "、")


def continues(point: Point, piece: Piece) -> Point | None:
    """A day alone after a date in the same list or range (3月1日、15日); None for other pieces."""
    if piece.kind == "day" and (point.day is not None or point.every == 1):
        return Point(piece.start, piece.end, frozenset({"day"}), day=piece.number, counted_as=piece.word)
    if piece.kind == "numeric_tail" and point.day is not None:
        return Point(piece.start, piece.end, frozenset({"numeric_tail"}), month=piece.day[1], day=piece.day[2])
    if piece.kind == "ten_days" and point.ten_days is not None:
        return Point(piece.start, piece.end, frozenset({"ten_days"}), ten_days=piece.number)
    return None


def beside(rules: RuleFile, text: str, piece: Piece, held: Sequence[tuple[Point, Point]]) -> Point | None:
    """Of the first and last days of the periods named before, the one whose month a day alone shares.

    4月20日至22日展出，19日布展，23日撤展: what is set up before a fair stands before its first day, all else behind
    its last; a day that fits neither is of a month that nobody names.
    """
    if piece.kind != "day" or piece.word != "日":
        return None
    done = rules["after.alone"].follows(text, piece.end)
    if done is None or rules["before.counted"].search(text, max(0, piece.start - 1), piece.start):
        return None
    for first, last in reversed(held):
        if done["first"] and piece.number <= (first.day or 0):
            return first
        if not done["first"] and last.day and piece.number >= last.day:
            return last
    return None


def is_moved(rules: RuleFile, text: str, point: Point) -> bool:
    """Whether a point is a month with the day to which its own is moved (12月份提前至20日)."""
    moved = (text.find(word, point.start, point.end) for word in rules.words["moved_to"])
    return point.kinds == {"month", "day"} and any(at > 0 for at in moved)


def completed(later: Point, earlier: Point) -> Point:
    """The later of two joined points with the greater units that only the earlier prints."""
    units = (later.month, later.month_in_quarter, later.quarter, later.half, later.festival or None, later.edge or None)
    if (later.day or later.ten_days) and all(unit is None for unit in units):
        later = replace(
            later,
            month=earlier.month,
            month_shift=earlier.month_shift,
            month_in_quarter=earlier.month_in_quarter,
            quarter=earlier.quarter,
        )
    if not later.own_year and earlier.own_year:
        later = replace(later, year=earlier.year, year_shift=earlier.year_shift, from_sentence=earlier.from_sentence)
    if not later.every and not later.year and earlier.every:
        later = replace(later, every=earlier.every)
    return later


def year_of(point: Point, setting: Setting) -> int | None:
    """The year a point lies in: printed, else its sentence's, else the notice's."""
    if point.plan is not None:
        return point.plan
    if point.year is not None:
        return point.year
    if point.year_shift is not None:
        base = setting.sentence_year if point.from_sentence and setting.sentence_year else setting.base_year
        return None if base is None else base + point.year_shift
    if point.every:
        return setting.recurring_from or setting.base_year or setting.sentence_year
    return setting.sentence_year or setting.base_year


def resolve(point: Point, setting: Setting, before: bool = False) -> Stretch | None:
    """The days that a point covers; None where its year is not known or it names no day of the calendar."""
    if point.festival:
        return _festival(point, setting, before)
    year = year_of(point, setting)
    if year is None or not 1900 <= year <= 2200:
        return None
    if point.every in (1, 2, 3, 6) and point.month is None and point.quarter is None:
        return _next_recurrence(point, setting, year)
    found = _within_year(point, setting, year)
    passed = point.every == 6 and found is not None and setting.on is not None and found.last < setting.on
    return _within_year(point, setting, year + 1) if passed else found


def _within_year(point: Point, setting: Setting, year: int) -> Stretch | None:
    if point.plan is not None:
        last = date(year + 4, 12, 31)
        return Stretch(last, last, "day", True) if point.edge else Stretch(date(year, 1, 1), last, "year", False)
    month = point.month
    if month is None and point.month_shift is not None and (point.quarter or point.half):
        month = 3 * (point.quarter or 2 * (point.half or 0)) + point.month_shift  # 第一季度次月: the month after it
        year, month = (year + 1, 1) if month > 12 else (year, month)
    if month is None and (point.month_shift is not None or point.edge[:-1] == "月"):
        if setting.on is None:
            return None
        month = setting.on.month + (point.month_shift or 0)
        if month > 12:
            year, month = year + 1, 1
    if month is None and point.quarter is not None and point.month_in_quarter is not None:
        month = 3 * (point.quarter - 1) + point.month_in_quarter
    if month is not None:
        return _within_month(point, year, month)
    if point.day is not None:
        return None
    if point.quarter is not None:
        first = date(year, 1 if point.up_to else 3 * point.quarter - 2, 1)
        return _edged(point, first, _month_end(year, 3 * point.quarter), "quarter")
    if point.half is not None:
        return _edged(point, date(year, 6 * point.half - 5, 1), _month_end(year, 6 * point.half), "half-year")
    return _edged(point, date(year, 1, 1), date(year, 12, 31), "year")


def _within_month(point: Point, year: int, month: int) -> Stretch | None:
    end = _month_end(year, month)
    if point.day is not None:
        if not 1 <= point.day <= end.day:
            return None
        day = date(year, month, point.day)
        return Stretch(day, day, "day", True)
    if point.ten_days is not None:
        first, last_day = _TEN_DAYS[point.ten_days]
        last = date(year, month, min(last_day, end.day))
        return Stretch(date(year, month, first), last, "ten-days", False)
    return _edged(point, date(year, month, 1), end, "month")


def _edged(point: Point, first: date, last: date, precision: Precision) -> Stretch:
    """The whole stretch, its last day (底, 末), or its beginning (初: ten days of a month, the first month else)."""
    if not point.edge:
        return Stretch(first, last, precision, False)
    if point.edge.endswith("底"):
        return Stretch(last, last, "day", True)
    if precision == "month":
        return Stretch(first, first.replace(day=10), "ten-days", False)
    return Stretch(first, _month_end(first.year, first.month), "month", False)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _next_recurrence(point: Point, setting: Setting, year: int) -> Stretch | None:
    """The first time from the notice's day on (from the beginning of the year where no day is known)."""
    begins = setting.on if setting.on and setting.on.year == year else date(year, 1, 1)
    if setting.begins and setting.begins.year == year:
        begins = max(begins, setting.begins)
    if point.month_shift:
        begins = _month_end(begins.year, begins.month) + timedelta(days=point.month_shift)  # 次月: of no month before
    step = point.every
    offset = (point.month_in_quarter or (1 if point.day or point.ten_days else step)) if step > 1 else 1
    for index in range(25):
        month0 = (offset - 1) + step * index
        found = _within_month(replace(point, every=0), year + month0 // 12, month0 % 12 + 1)
        if found and found.last >= begins and (step > 1 or point.day or point.ten_days or point.edge):
            return found
    return None


def due_after_period(setting: Setting, every: int, number: int, unit: str) -> date | None:
    """The first day from the notice's on that is so long after the end of a month, quarter, half or year.

    None for working days, which need a calendar of them, and where no year is known.
    """
    year = setting.recurring_from or setting.base_year
    if year is None or not 1901 <= year <= 2199 or unit not in ("日", "天", "自然日", "周", "星期", "月"):
        return None
    begins = setting.on if setting.on and setting.on.year == year else date(year, 1, 1)
    for index in range(12 // every + 2):
        months = every * index - 1  # the last month of the period, 0 for the year's January
        last = _month_end(year + months // 12, months % 12 + 1)
        if unit == "月":
            ahead = months + number
            due = _month_end(year + ahead // 12, ahead % 12 + 1)
        else:
            due = last + timedelta(days=number * (7 if unit in ("周", "星期") else 1))
        if due >= begins:
            return due
    return None


def _festival(point: Point, setting: Setting, before: bool) -> Stretch | None:
    """A festival's day; without a year, the next one after the notice's day."""
    year = year_of(point, setting)
    if year is None:
        return None
    day = festival_day(point.festival, year)
    if day and not point.own_year and setting.sentence_year is None:
        passed = day <= setting.on if setting.on else (before and day == date(year, 1, 1))
        if passed:
            day = festival_day(point.festival, year + 1)
    return Stretch(day, day, "day", True) if day else None
