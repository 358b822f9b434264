"""What a figure is counted by: the person, the year, each household or time, by its own words or its neighbour's."""

from __future__ import annotations

from extract.extractors.terms_readings import Reading, rule
from extract.extractors.terms_sentences import Figure, Sentence, Surroundings
from extract.facts import Per, TermKind

_FAR_MORE = 20
"""How many times a person's figure the next body's can be and still be one person's."""


def rate_of(around: Surroundings, previous: Reading | None) -> tuple[Per | None, str | None]:
    """What a figure is counted by (person, year) and by what else (每户, 每次), as printed."""
    left = around.clause
    own = rule("rate.person").search(left) and rule("rate.each").search(left)
    own = own or rule("rate.times").search(around.previous_clause)  # 每年不超过2次，每人每次
    told_off = rule("rate.left_free").search(around.previous_clause)  # 户均金额不作要求，但总额须在30万元以上
    if around.previous_clause and not own and not told_off and rule("rate.carried_clause").match(around.clause):
        left = around.two_clauses
    match = rule("rate.after").follows(around.right, 0)
    person = bool(rule("rate.person").search(left)) or bool(match and match["person"])
    person = person or rule("rate.for_each_person").search(around.left) is not None
    person = person or rule("rate.for_each_person_after").follows(around.right, 0) is not None
    year = bool(rule("rate.year").search(left)) or bool(match and match["year"])
    year = year or rule("rate.yearly_before").search(around.two_clauses) is not None
    within = bool(rule("rate.within_year").search(left) or rule("rate.within_year").search(around.rest))
    each = _each(left, match.group() if match else "")
    each = None if _is_their_sum(around, each) else each
    whole_year = rule("rate.within_year").search(around.clause) is not None
    goes_on = previous is not None and (
        rule("frame.goes_on").match(around.clause) is not None
        or rule("frame.points_back").match(around.clause) is not None
        or rule("frame.raised").search(around.clause) is not None
        or (
            previous.standing == "quoted"
            and any(rule(name).search(around.clause) for name in ("additional.before", "rate.own_standard"))
        )
        or rule("rate.once_more").search(around.clause) is not None
        or rule("bound.excess_before").search(around.clause) is not None
        or rule("rate.single_time").match(around.clause) is not None
        or rule("quoted.raised_by_after").fullmatch(around.left) is not None
        or _part_of(around, previous)
        or (previous.per in ("person", "person-year") and _is_festivals(around))
    )
    if goes_on and previous is not None and previous.unit == "CNY" and not (person or year):
        person = previous.per in ("person", "person-year")
        year = previous.per in ("person-year", "year") and each is None
        year = year and rule("rate.one_festival").match(around.clause) is None and not _is_festivals(around)
        each = each if whole_year else each or (None if _is_their_sum(around, previous.each) else previous.each)
    if person:
        return ("person-year" if year or (within and each is None) else "person"), each
    return ("year" if year else None), each


def rate_among(
    sentence: Sentence,
    figure: Figure,
    around: Surroundings,
    previous: Reading | None,
    before: Reading | None,
    linked: Reading | None,
) -> tuple[Per | None, str | None]:
    """What a figure is for each of, by its own words or those of the figure right `before` it."""
    per, each = rate_of(around, previous)
    if linked is not None:
        if per is None and each is None:
            per, each = linked.per, None if _named_of_each(around, linked) else linked.each
        elif per in ("person", "year") and linked.per == "person-year" and each is None:
            per = linked.per
        if per == linked.per == "person-year" and _of_one_festival(around):
            per = "person"
    elif before is not None and per is None and each is None and before.unit == figure.unit == "CNY":
        if rule("rate.labelled").search(sentence.text, 0, figure.start):
            per, each = before.per, before.each
        elif rule("frame.parallel").fullmatch(around.left):
            per = before.per
    if per is None and each is None and previous is not None and _is_next_grade(figure, around, previous):
        per, each = previous.per, previous.each  # 副高级每学时500元，正高级1000元
    if previous is not None and each == previous.each and _is_of_many_pieces(figure, around, previous):
        each = None
    if previous is not None and _far_more(figure, previous) and not rule("rate.person").search(around.clause):
        per = "year" if per == "person-year" else None if per == "person" else per
    return per, each


def _of_one_festival(around: Surroundings) -> bool:
    """Whether a figure is what one festival may take of a year's allowance: given once, to each person."""
    if rule("rate.year").search(around.clause):
        return False
    return bool(rule("frame.festival").fullmatch(around.left) or rule("rate.one_festival").match(around.clause))


def _is_their_sum(around: Surroundings, each: str | None) -> bool:
    """Whether an amount is the sum of what the one before it is by the day or time: 每天200元，合计1000元."""
    timed = each is not None and rule("rate.timed").fullmatch(each) is not None
    return timed and rule("rate.summed").match(around.clause) is not None


def _is_festivals(around: Surroundings) -> bool:
    """Whether a figure is told for festivals alone: 分三次发放：春节; 在端午、中秋等节日按不低于."""
    named = around.clause.rpartition("：")[2].removeprefix("在")
    return rule("frame.festival").fullmatch(named) is not None


def _part_of(around: Surroundings, previous: Reading) -> bool:
    """Whether an amount is a part of the one before it, told behind 其中: 每人1800元；其中，用于…的部分应达到450元."""
    parted = rule("rate.part_told").match(around.two_clauses) or rule("rate.part_bought").fullmatch(around.left)
    parted = parted or rule("rate.part_named").follows(around.right, 0)
    return parted is not None and previous.standing == "set" and previous.per in ("person", "person-year")


def _each(left: str, after: str) -> str | None:
    for text in (left, after):
        matches = list(rule("rate.each").finditer(text))
        if matches:
            last = matches[-1]
            first = matches[-2] if len(matches) > 1 else last
            if first.end() == last.start() and first["each"] and last["each"]:
                return f"{first['each']}{last['each']}"  # 每公里每吨
            return last["each"] or last["mean"] or f"每{last['per'].removeprefix('个')}"
    return None


def _far_more(figure: Figure, previous: Reading) -> bool:
    """Whether an amount is too large to be one person's as the one before it is (每人600元，各乡镇20万元)."""
    personal = previous.per in ("person", "person-year") and previous.unit == figure.unit == "CNY"
    return personal and figure.low > previous.figure.high * _FAR_MORE


def _is_next_grade(figure: Figure, around: Surroundings, previous: Reading) -> bool:
    """Whether an amount is what the next grade of a list gets, counted as the grade's before it is."""
    counted = previous.each is not None and previous.unit == figure.unit == "CNY"
    return counted and rule("frame.next_grade").fullmatch(around.left) is not None


def _is_of_many_pieces(figure: Figure, around: Surroundings, previous: Reading) -> bool:
    """Whether a bound is on the sum of what is paid by the piece before it: 每单补贴5元，最高100万元."""
    piece = previous.each is not None and previous.each not in around.clause
    piece = piece and rule("rate.by_piece").fullmatch(previous.each or "") is not None
    return piece and figure.low > previous.figure.high * _FAR_MORE


def whole_year(per: Per | None, each: str | None, kind: TermKind, around: Surroundings) -> Per | None:
    """A cap, or an amount for each household, over 全年 is counted by the year; a plan's total is not."""
    counted = per is None and (each is not None or kind == "cap")
    return "year" if counted and rule("rate.whole_year").search(around.clause) else per


def _named_of_each(around: Surroundings, previous: Reading) -> bool:
    """Whether a figure is one body's own, by name, after one for each of its kind (每个县…，其中甲县…)."""
    if not previous.each or not rule("rate.each_body").search(previous.each):
        return False
    return rule("subject.beside").search(around.left) is not None
