"""Whether a date recurs, and after how many months: 每年12月底前, 每季度…，于次月5日前, 当月."""

from __future__ import annotations

from dataclasses import replace

from extract.rules import RuleFile
from extract.values.dates_pieces import Piece
from extract.values.dates_points import Point, Setting

_EVERY_REACH = 24
"""How far 每年 reaches within its clause."""


def months_between(rules: RuleFile, text: str, point: Point, pending: Piece | None, setting: Setting) -> int:
    """The months between a date's recurrences: printed with it, before it in its clause, or in its sentence; else 0.

    `pending` is the last 每月, 每年 … of the sentence, `setting` what the sentence has said so far.
    """
    year_of_its_own = point.year is not None or (point.year_shift is not None and not point.from_sentence)
    if is_next_month(text, point):
        return 1 if _is_monthly(rules, text, point) else 0
    if point.kinds == {"duration"} and not (pending is not None and 0 <= point.start - pending.end <= _EVERY_REACH):
        return 0  # 每月8日前报进展，活动结束后10日内报总结
    if point.every or year_of_its_own or point.kinds <= {"year_shift"}:
        return point.every
    clause_end = rules["context.clause_end"]
    near = pending is not None and 0 <= point.start - pending.end <= _EVERY_REACH
    if pending is not None and near and clause_end.search(text, pending.end, point.start) is None:
        return pending.number
    if pending is not None and pending.number in (6, 12) and (point.month is not None or point.festival):
        counted = rules["every.counted"]
        if counted.search(text[pending.end : point.start]) is not None:
            return 12  # 每年申报一次，时间为3月1日至31日; 每半年调整一次，分别于1月5日、7月5日
    if pending is not None and pending.number == 1 and text.startswith("当月", point.start):
        return 1
    if pending is not None and pending.number == 12 and point.edge == "年底" and point.kinds == {"edge"}:
        far = rules["every.far"].follows(text, pending.end)
        if far is not None and far.end() == point.start:
            return 12  # 每年评选一次，年底前公布
    # 每月5日前…，12月31日前…: a date that names its month or the year's end does not recur within the year.
    within_year = point.month is not None or point.edge.startswith("年")
    return setting.every if setting.every == 12 or not within_year else 0


def is_next_month(text: str, point: Point) -> bool:
    """Whether a date is of 次月, the month after one that its words do not name."""
    return point.month_shift == 1 and not point.every and text.startswith("次月", point.start)


def month_after_period(rules: RuleFile, text: str, point: Point, every: int, pending: Piece | None) -> Point:
    """次月 in a sentence of quarters or halves: the month after each (每季度结束后，于次月10日前); else the point.

    So where the words between say 每月, or name an event in a clause of its own (每季度展销，检查结束后，于次月10日前).
    """
    since = pending.end if pending is not None and pending.number == every else 0
    if point.month is not None or says_monthly(rules, text, point, since):
        return point
    clause = rules["context.clause_end"].search(text, since, point.start) if since else None
    if clause is not None and _follows_event(rules, text, point, clause.end()):
        return point
    return replace(point, every=every, month_shift=None, month_in_quarter=1)


def _is_monthly(rules: RuleFile, text: str, point: Point) -> bool:
    """Whether 次月 is the month after each month, and not the one after an event named before it."""
    if rules["context.own_month"].search(text, max(0, point.start - 60), point.start):
        return False
    return says_monthly(rules, text, point) or not _follows_event(rules, text, point)


def _follows_event(rules: RuleFile, text: str, point: Point, since: int = 0) -> bool:
    """Whether 次月 is the month after an event named before it, behind an offset."""
    return rules["context.event"].search(text, max(since, point.start - 40), point.start) is not None


def says_monthly(rules: RuleFile, text: str, point: Point, since: int = 0) -> bool:
    """Whether words beside 次月 speak of each month (上月数): in its sentence behind an offset, or in its clause."""
    low, high = max(since, point.start - _EVERY_REACH), min(point.end + _EVERY_REACH, len(text))
    low = max((match.end() for match in rules["context.sentence_end"].finditer(text, low, point.start)), default=low)
    clause = rules["context.clause_end"].search(text, point.end, high)
    return rules["context.monthly"].search(text, low, clause.start() if clause else high) is not None
