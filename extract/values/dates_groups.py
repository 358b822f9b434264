"""Points of time joined to periods and lists, and resolved in the setting of their sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from extract.rules import RuleFile
from extract.values.dates_every import is_next_month, month_after_period, months_between, says_monthly
from extract.values.dates_items import Item, ends_dated, period, running, shared, single
from extract.values.dates_pieces import Piece, pieces
from extract.values.dates_points import (
    Point,
    Setting,
    beside,
    completed,
    continues,
    due_after_period,
    is_moved,
    read_point,
    resolve,
    year_of,
)
from extract.values.dates_readings import Bound, Reading, with_lengths
from extract.values.numerals import parse

_UNITS = {"工作日": "workdays", "自然日": "days", "日": "days", "天": "days", "周": "weeks", "星期": "weeks",
          "月": "months", "年": "years", "小时": "hours"}  # fmt: skip
_HALF_A_YEAR = 183
_NEAR = 60
"""How many days before or behind a short period of two years a day takes its year from the end that is near."""
_PERIODS = {"月": 1, "季": 3, "半年": 6, "年": 12}


def read_groups(rules: RuleFile, text: str, on: date | None, year: int | None) -> list[Reading]:
    """The dates of a folded text, in order, without overlaps."""
    return with_lengths(list(_Walk(rules, text, on, year)))


class _Walk:
    """One pass over the pieces of a text, keeping what the sentence has said so far."""

    def __init__(self, rules: RuleFile, text: str, on: date | None, year: int | None) -> None:
        self.rules, self.text = rules, text
        self.pieces = pieces(rules, text)
        self.starts = {piece.start: index for index, piece in enumerate(self.pieces)}
        self.titles = [match.span() for match in rules["context.title"].finditer(text)] if "《" in text else []
        self.fresh = Setting(on, year)
        self.setting = self.fresh
        self.span: tuple[date, date] | None = None
        self.pending: Piece | None = None
        self.last: Point | None = None
        self.rhythm = 0
        self.held: list[tuple[Point, Point]] = []
        self.read_to = -1

    def __iter__(self) -> Iterator[Reading]:
        index, before = 0, 0
        ends = self.rules["context.sentence_end"]
        while index < len(self.pieces):
            piece = self.pieces[index]
            if self.held and "\n" in self.text[before : piece.start]:
                self.held = []
            if index == 0 or ends.search(self.text, before, piece.start) is not None:
                self.setting, self.pending, self.span, self.last, self.rhythm = self.fresh, None, None, None, 0
                if self.fresh.base_year is None:
                    self.setting = replace(self.fresh, sentence_year=self._year_ahead(index))
            before = piece.start
            if piece.kind in ("duration", "length", "always"):
                yield self._relative(piece)
                index += 1
                continue
            items, index = self._group(index)
            for item in shared(running(items)):
                reading = self._reading(item)
                if reading is not None:
                    self.read_to = reading.end
                    yield reading

    def _year_ahead(self, index: int) -> int | None:
        """The year of what a sentence asks for, in a notice that prints none: 3月15日前填报2023年预留份额."""
        at, ends = self.pieces[index].start, self.rules["context.sentence_end"]
        for piece in self.pieces[index:]:
            if ends.search(self.text, at, piece.start) is not None:
                return None
            if piece.kind == "year":
                return piece.number if self.rules["context.year_ahead"].follows(self.text, piece.end) else None
            at = piece.start
        return None

    # ------------------------------------------------------------ groups

    def _group(self, index: int) -> tuple[list[Item], int]:
        """The dates from a piece on that are joined by 、 or 和, and the index of the piece after them."""
        read = self._item(index, None)
        if read is None:
            piece = self.pieces[index]
            if piece.kind == "every" and not self._is_rate(piece):
                self.pending, self.rhythm = piece, piece.number
            return [], index + 1
        items: list[Item] = []
        while read is not None:
            item, index = read
            items.append(item)
            joined = self.rules["join.list"].follows(self.text, item.end)
            following = self.starts.get(joined.end()) if joined else None
            earlier = completed(item.until, item.point) if item.until else item.point
            read = self._item(following, earlier) if following is not None else None
        return items, index

    def _item(self, index: int, earlier: Point | None) -> tuple[Item, int] | None:
        piece = self.pieces[index]
        opens = piece.kind == "opening"
        if opens:
            point, after = Point(piece.start, piece.end), index + 1
        else:
            read = self._point(index, earlier)
            if read is None:
                return None
            point, after = read
        until, after = self._until(point, after)
        bound, end, days_before = self._bound(until or point)
        if bound == "before" and not days_before and self._names_a_festival(point, end):
            days_before = 1
        if until is None and bound is None:
            moved = is_moved(self.rules, self.text, point) or self._is_before("before.until", point.start, 14)
            bound = "until" if moved else None
        if opens and until is None and bound != "from":
            return None
        following = self.pieces[after] if after < len(self.pieces) else None
        # 起15日内 is a limit, 起两年 a validity.
        if opens and following and following.kind == "duration" and self.text[following.end - 1] == "内":
            return None if following.start - end <= 1 else (Item(point, until, bound, end, opens), after)
        return Item(point, until, bound, end, opens, days_before), after

    def _point(self, index: int, earlier: Point | None) -> tuple[Point, int] | None:
        read = read_point(self.rules, self.text, self.pieces, index)
        if read is not None:
            point, after = read
            if earlier and earlier.every == 12 and point.from_sentence and point.month is not None:
                return replace(point, every=12), after  # 每年7月15日和次年1月15日前
            return (completed(point, earlier) if earlier and not point.own_year else point), after
        if earlier is None and self._goes_on(index):
            earlier = self.last
        if earlier is None and self.held and self.pending is None:
            earlier = beside(self.rules, self.text, self._last_of_days(index), self.held)
        if earlier is not None and (point_alone := continues(earlier, self.pieces[index])) is not None:
            return completed(point_alone, earlier), index + 1
        return None

    def _goes_on(self, index: int) -> bool:
        """Whether two days of the month last named begin here: 5月7日布展，8日至10日展出."""
        piece, last = self.pieces[index], self.last
        if last is None or self.pending is not None or piece.kind != "day" or piece.number < (last.day or piece.number):
            return False
        joined = self.rules["join.range"].follows(self.text, piece.end)
        following = self.starts.get(joined.end()) if joined else None
        return following is not None and self.pieces[following].kind == "day"

    def _last_of_days(self, index: int) -> Piece:
        """The last day of two that share what is done on them (7—8日布展), else the one that stands here."""
        joined = self.rules["join.range"].follows(self.text, self.pieces[index].end)
        following = self.starts.get(joined.end()) if joined else None
        piece = self.pieces[following] if following is not None else None
        return piece if piece is not None and piece.kind == self.pieces[index].kind == "day" else self.pieces[index]

    def _until(self, point: Point, after: int) -> tuple[Point | None, int]:
        """The other end of a period, and the index after it."""
        joined = self.rules["join.range"].follows(self.text, point.end)
        following = self.starts.get(joined.end()) if joined else None
        if following is None:
            return None, after
        read = read_point(self.rules, self.text, self.pieces, following)
        if read is None:
            alone = continues(point, self.pieces[following])
            read = (alone, following + 1) if alone else None
        return read if read is not None else (None, after)

    def _bound(self, point: Point) -> tuple[Bound | None, int, int]:
        """What the words after a date make of it, where they end, and how many days before it they say."""
        bounds: tuple[tuple[str, Bound], ...] = (
            ("after.around", "around"), ("after.before", "before"), ("after.until", "until"), ("after.from", "from"),
            ("after.since", "since"),
        )  # fmt: skip
        if point.festival:
            bounds = (("after.season", "around"), *bounds)
        for rule_id, bound in bounds:
            match = self.rules[rule_id].follows(self.text, point.end)
            if match is not None:
                groups = match.groupdict()
                shift = 2 if groups.get("shift") == "两" else int(parse(groups.get("shift") or "") or 0)
                return bound, match.end(), shift * (7 if groups.get("unit") in ("周", "星期") else 1)
        return None, point.end, 0

    def _names_a_festival(self, point: Point, end: int) -> bool:
        """Whether a day stands in brackets behind its festival, with the word that makes it a limit behind both."""
        opened = self.text[point.start - 1 : point.start] in ("（", "(") if point.start else False
        closed = any(sign in self.text[point.end : end] for sign in "）)")
        return opened and closed and any(one.kind == "festival" for one in self.pieces if one.end == point.start - 1)

    def _is_before(self, rule_id: str, at: int, reach: int) -> bool:
        """Whether a rule finds its words right before an offset."""
        return self.rules[rule_id].search(self.text, max(0, at - reach), at) is not None

    def _is_rate(self, piece: Piece) -> bool:
        rated = self._is_before("rate_before", piece.start, 10)
        return rated or self.rules["rate_after"].follows(self.text, piece.end) is not None

    # ------------------------------------------------------------ readings

    def _months_between(self, point: Point) -> int:
        return months_between(self.rules, self.text, point, self.pending, self.setting)

    def _reading(self, item: Item) -> Reading | None:
        next_month = is_next_month(self.text, item.point)
        of_quarter = next_month and self._is_before("before.of_quarter", item.point.start, 4)
        rhythm = 3 if of_quarter else self.rhythm
        if rhythm in (3, 6) and next_month:
            item = replace(item, point=month_after_period(self.rules, self.text, item.point, rhythm, self.pending))
        point, every = item.point, item.point.every if item.opens else self._months_between(item.point)
        if every != point.every:
            point = replace(point, every=every)
        if point.festival and item.bound != "before" and (not point.own_year or (not item.bound and not item.until)):
            return None  # 今年中秋、国庆…采购: an occasion, not a day by which anything is due
        if point.festival and self._is_gloss(item):
            return None
        if self.text.startswith("当月", point.start) and not item.opens and point.every in (0, 12):
            return None  # the month of something named before it, not the notice's own
        if is_next_month(self.text, item.point) and not point.every:
            return None
        if point.every and point.kinds <= {"every", "edge"} and self._is_spelt_out(item.end):
            self.pending = Piece(point.start, point.end, "every", point.every)  # 每半年末（6月30日、12月31日）
            return None
        if not item.opens:
            self._place(item.until or point, point)
        if item.until is not None:
            reading = period(item, point, self.setting)
        elif item.opens:
            reading = self._opening(item)
        else:
            stretch = resolve(point, self.setting, before=item.bound == "before")
            reading = single(item, point, stretch) if stretch else None
            undated = is_next_month(self.text, item.point) and not says_monthly(self.rules, self.text, point)
            if reading is not None and (undated or self._is_unanchored(point)):
                reading = replace(reading, unanchored=True)
        if reading is not None and not item.opens:
            self._remember(item, point, reading)
            if item.until and not point.every and self._recurs_within(item.end):
                return None  # 7月至11月每月28日: how long that recurs
            if reading.explicit and reading.starts_on and reading.ends_on and not point.every and _prints_year(item):
                self.span = reading.starts_on, reading.ends_on
                base = self.setting.base_year
                if base is not None and reading.starts_on.year <= base < reading.ends_on.year:
                    self.setting = replace(self.setting, sentence_year=None)  # 2024年至2026年…，11月底前: of this year
        return reading

    def _is_gloss(self, item: Item) -> bool:
        """Whether a festival only stands in the brackets behind a date that says more exactly when (10日（中秋前）)."""
        opened, closed = self.text[self.read_to : item.point.start], self.text[item.end : item.end + 1]
        return opened in ("（", "(") and closed in ("）", ")")

    def _recurs_within(self, at: int) -> bool:
        """Whether a day of each month or quarter stands at an offset."""
        index = self.starts.get(at)
        if index is None or index + 1 >= len(self.pieces) or self.pieces[index].kind != "every":
            return False
        following = self.pieces[index + 1]
        near = following.start == self.pieces[index].end
        return near and self.pieces[index].number < 12 and following.kind in ("day", "ten_days", "edge")

    def _place(self, last: Point, point: Point) -> None:
        """Give the sentence the year in which a day without one lies within the period the sentence has named.

        自2023年12月1日至2024年2月29日，预热（12月1日—10日）: not December of the later year. Beside a short period of
        two years it is the year of the end that is near: 12月28日至2024年1月3日展销，12月27日布展.
        """
        if self.span is None or point.own_year or last.own_year or point.every or point.festival:
            return
        begins, ends = self.span
        near: dict[int, int | None] = {}
        for year in dict.fromkeys((self.setting.sentence_year, begins.year, ends.year)):
            day = resolve(point, replace(self.setting, sentence_year=year))
            if day is not None and begins <= day.last and day.first <= ends:
                self.setting = replace(self.setting, sentence_year=year)
                return
            if day is not None and begins.year < ends.year and (ends - begins).days <= _HALF_A_YEAR:
                near[min(abs((begins - day.last).days), abs((day.first - ends).days))] = year
        if near and min(near) <= _NEAR:
            self.setting = replace(self.setting, sentence_year=near[min(near)])

    def _is_spelt_out(self, end: int) -> bool:
        """Whether the days of a recurrence stand in the brackets behind it."""
        index = self.starts.get(end + 1) if self.text[end : end + 1] in ("（", "(") else None
        return index is not None and self.pieces[index].kind == "month"

    def _is_unanchored(self, point: Point) -> bool:
        within_year = point.every in (1, 2, 3, 6) and point.month is None and point.quarter is None
        return within_year and self.setting.on is None and self.setting.recurring_from is None

    def _opening(self, item: Item) -> Reading:
        """A beginning with the day of issue, or so many days after it."""
        start, on = item.point.start, self.setting.on
        delayed = self.rules["relative.delayed"].follows(self.text, item.end)
        end = delayed.end() if delayed else item.end
        if on is None:
            return Reading(start, end, precision="relative", bound="from", event=self.text[start : item.point.end])
        days = int(parse(delayed["number"]) or 0) if delayed else 0
        return Reading(start, end, starts_on=on + timedelta(days=days), bound="from")

    def _remember(self, item: Item, first: Point, reading: Reading) -> None:
        """Keep the year and the recurrence for the dates that follow in the sentence."""
        point = completed(item.until, first) if item.until else first
        self.last = point if point.day and point.month and not point.every else None
        if self.last is not None:
            self.held.append(ends_dated(first, self.last, reading))
        inside_title = any(start <= point.start < end for start, end in self.titles)
        year = year_of(point, self.setting) if point.own_year and not point.from_sentence else None
        base = self.setting.base_year
        whole_year = point.month is None and point.day is None
        past = whole_year and base is not None and (year or base) < base
        # 延长至2025年底 says how long, not when the next date of the sentence is.
        limit = whole_year and item.bound in ("until", "before")
        season = bool(point.festival) and item.bound != "before"  # 明年春节期间: not the year of what follows
        if whole_year and year is not None and self.span and not self.span[0].year <= year <= self.span[1].year:
            self.span = None  # 第一阶段（2022年7月—12月）…；第二阶段（2023年）…，6月底前
        budgeted = point.kinds == {"year_shift"} and self.text.endswith("年度", point.start, point.end)
        if year is not None and not (inside_title or past or limit or season or budgeted):
            self.setting = replace(self.setting, sentence_year=year, every=0)
        if item.bound == "from" and not inside_title:
            begins = resolve(first, self.setting)
            self.setting = replace(
                self.setting, recurring_from=year_of(first, self.setting), begins=begins.first if begins else None
            )
        if (
            item.until
            and not first.every
            and self._recurs_within(item.end + (self.text[item.end : item.end + 1] == "，"))
        ):
            begins = resolve(first, self.setting)  # 7月至11月，每月28日
            self.setting = replace(
                self.setting, recurring_from=year_of(first, self.setting), begins=begins.first if begins else None
            )
        if first.every:
            self.setting = replace(self.setting, every=first.every)
            self.rhythm = 0 if first.month_in_quarter == 1 else first.every

    def _after_festival(self, piece: Piece) -> date | None:
        """The last of so many days or weeks behind a festival (中秋节后10日内); None after anything else."""
        index = self.starts[piece.start]
        festival = self.pieces[index - 1] if index else None
        days = {"日": 1, "天": 1, "自然日": 1, "周": 7, "星期": 7}.get(piece.word)
        if festival is None or festival.kind != "festival" or days is None:
            return None
        if self.rules["after.festival"].fullmatch(self.text[festival.end : piece.start].strip()) is None:
            return None
        first = index - 2 if index > 1 and self.pieces[index - 2].end == festival.start else index - 1
        reads = (read_point(self.rules, self.text, self.pieces, at) for at in (first, index - 1))
        read = next((one for one in reads if one is not None), None)
        stretch = resolve(read[0], self.setting) if read is not None and read[0].festival else None
        return stretch.last + timedelta(days=piece.number * days) if stretch else None

    def _relative(self, piece: Piece) -> Reading:
        if piece.kind == "always":
            return Reading(piece.start, piece.end, precision="open")
        within = f"{piece.number} {_UNITS[piece.word]}"
        if piece.kind == "length":
            length = (piece.number, piece.word)
            return Reading(piece.start, piece.end, precision="relative", bound="length", within=within, length=length)
        event = self.rules["relative.event"].search(self.text, max(0, piece.start - 40), piece.start)
        counts_back = self._is_before("relative.expiry", piece.start, 10)
        every = 0 if counts_back else self._months_between(Point(piece.start, piece.end, frozenset({"duration"})))
        said = event["event"].strip() if event else ""
        period = self.rules["relative.period_end"].search(said)
        if not period and not every:
            period = self.rules["relative.bare_period_end"].search(said)
        due = None
        if period is not None and not counts_back:
            every = every or _PERIODS[period["period"]]
            due = due_after_period(self.setting, every, piece.number, piece.word)
        elif said and not every:
            due = self._after_festival(piece)
        # 自公告发布之日起5个工作日内: from the day of issue; whether that day counts nobody says.
        published = due is None and not every and said and self.rules["relative.published"].fullmatch(said)
        return Reading(
            piece.start, piece.end, self.setting.on if published else None, due, every,
            precision="relative", event=said or None, within=within,
        )  # fmt: skip


def _prints_year(item: Item) -> bool:
    """Whether a year stands with either end of a date."""
    return item.point.own_year or (item.until is not None and item.until.own_year)
