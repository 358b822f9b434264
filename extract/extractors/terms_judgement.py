"""What a figure is to the notice: an aim or a report, set or recalled, ordinary or on top."""

from __future__ import annotations

from extract.extractors.terms_readings import rule
from extract.extractors.terms_sentences import Figure, Sentence, Surroundings, quotations
from extract.facts import Standing

_BEHIND_A_BRACKET = 40
_RIGHT_AFTER = 6
"""Characters within which 提高到 replaces the figure before it without 由 or 将 having opened the change."""


def is_target(sentence: Sentence, figure: Figure, around: Surroundings, *, told: bool, rated: bool) -> bool:
    """Whether a figure without a bound is to be reached, spent or granted.

    `told`: it stands where only orders stand; `rated`: it has a rate, so that it is an allowance.
    """
    if rule("bound.condition_after").follows(around.right, 0) or rule("bound.exceed_before").search(around.clause[-4:]):
        return False
    if rule("target.deposit").search(around.clause):
        return True
    if rated and figure.low == figure.high and _is_of_goods(around):
        return False
    right = _right(sentence, figure, around)
    asked = rule("target.asked").search(around.clause[-3:]) is not None
    bought = asked and rule("target.bought_from").follows(right, 0) is not None
    allotted = figure.unit == "percent" and (bought or rule("target.allotted").follows(right, 0) is not None)
    granted = figure.unit == "CNY" and rule("target.granted").fullmatch(around.clause) is not None
    goal = bool(rule("target.goal").search(around.clause) or rule("target.goal_after").follows(right, 0))
    goal = goal or allotted or granted
    if figure.unit == "CNY" and not goal:
        if _given_to_body(sentence, figure, around):
            return True
        carried = rule("frame.goes_on").match(around.clause) is not None
        goal = carried and rule("target.goal").search(around.previous_clause) is not None
    if figure.unit == "CNY" and (invested := rule("target.invested").fullmatch(around.clause)):
        return told or invested["plan"] is not None
    if in_old_words(sentence.text, figure) or _next_in_plan(around, told) or _first_of_list(figure, around):
        return True
    if figure.unit == "CNY" and (_is_left_apart(around) or rule("target.budgeted").search(around.clause)):
        return True
    if not goal and (figure.unit == "percent" or not rated):
        return False
    near = around.two_clauses + around.rest
    ordered = (
        rule("target.normative").search(near)
        or rule("target.imperative").match(around.clause)
        or rule("target.aim").search(sentence.text, 0, figure.start)
        or _handed_out(around)
        or rule("target.changes").search(around.clause)
        or rule("target.announced").follows(right, 0)
        or _coupons_to_come(sentence, figure, around)
        or granted
        or allotted
        or rule("quoted.recalled_before").search(around.clause)
        or rule("target.beyond").search(sentence.text, 0, figure.start)
        or rule("target.allowance_summed").fullmatch(around.clause)
        or (figure.low != figure.high and rule("target.ratio_named").search(around.clause))
    )
    return bool(told or ordered or (rated and not goal))


def _right(sentence: Sentence, figure: Figure, around: Surroundings) -> str:
    """The words after a figure; where a bracket with a figure of its own stands right after it, those behind that."""
    if around.right.startswith("（") and (aside := rule("reject.aside").match(sentence.text, figure.end)):
        return sentence.text[aside.end() : aside.end() + _BEHIND_A_BRACKET]
    return around.right


def _is_of_goods(around: Surroundings) -> bool:
    """Whether an amount stands for one piece of goods and nothing grants it: a price (每只185元)."""
    return rule("reject.each_piece").search(around.clause) is not None and not any(
        rule("reject.subsidised").search(words) or rule("target.goal").search(words)
        for words in (around.clause, around.rest)
    )


def _given_to_body(sentence: Sentence, figure: Figure, around: Surroundings) -> bool:
    """Whether a figure is a body's part of the aim named before it (全年不少于4亿元。其中，区属企业1亿元)."""
    beside = rule("subject.beside").search(around.clause.rpartition("：")[2])
    if beside is None or beside.start() > 1:
        return False
    lead = sentence.text[: figure.start]
    if rule("frame.of_which").match(lead) or sentence.before.rstrip().endswith(("；", ";")):
        lead = sentence.before.rstrip(" \n。；;").rpartition("。")[2] + lead
    elif opened := rule("target.list_opened").search(sentence.before):
        lead = sentence.before[opened.start() :] + lead
    if rule("reject.past").search(lead):
        return False
    if rule("reject.report").search(lead) and not rule("target.strives").search(lead):
        return False
    return bool(rule("target.goal").search(lead) and rule("target.normative").search(lead))


def _is_left_apart(around: Surroundings) -> bool:
    """Whether an amount is the allowance that another comes on top of: 在年度总额1700元/人以外; 总额（1500元）之外."""
    opening = around.previous_clause if around.left.endswith("（") else around.clause
    if not rule("quoted.allowance_named").search(opening):
        return False
    return rule("quoted.base_of_more").follows(around.right, 0) is not None


def _next_in_plan(around: Surroundings, told: bool) -> bool:
    """Whether a figure is a year's, a season's or a grade's part of what the words before it tell: 2024年8000万元."""
    if told and any(rule(name).fullmatch(around.clause) for name in ("target.by_grade", "target.part_named")):
        return True
    told = told or rule("target.provided").search(around.previous_clause) is not None
    return told and rule("target.by_stage").fullmatch(around.clause) is not None


def _coupons_to_come(sentence: Sentence, figure: Figure, around: Surroundings) -> bool:
    """Whether an amount is what coupons come to that are still to be issued: 本次发放消费券500万元; …，每张面额20元."""
    issued = rule("target.issued").fullmatch(around.clause) is not None
    if not issued and rule("target.issued_by").search(around.clause):
        issued = rule("target.to_be_taken").search(sentence.text, figure.end) is not None
    return issued and rule("target.redeemed").search(sentence.text) is None


def _first_of_list(figure: Figure, around: Surroundings) -> bool:
    """Whether an amount is the first of a list by festivals or grades: 春节800元，端午、中秋各不超过400元."""
    if figure.unit != "CNY" or not around.right:
        return False
    if rule("target.grade_first").fullmatch(around.clause) and rule("target.grade_next").fullmatch(around.right):
        return True
    festival = rule("frame.festival").fullmatch(around.clause.rpartition("：")[2]) is not None
    return festival and rule("frame.festival").fullmatch(around.right) is not None


def _handed_out(around: Surroundings) -> bool:
    """Whether a figure is given to each of the bodies named before it (甲镇、乙镇各完成50万元)."""
    beside = rule("subject.beside").search(around.clause)
    return beside is not None and beside["each"] is not None


def standing_of(sentence: Sentence, figure: Figure, around: Surroundings) -> Standing:
    """Whether a figure is set, or only recalled, replaced or lifted."""
    before, after = sentence.text[: figure.start], sentence.text[figure.end :]
    for lifted in rule("quoted.lifted_before").finditer(before):
        closing = rule("quoted.lifted_after").search(after)
        between = before[lifted.end() :]
        ends = closing is not None and (
            "，" not in after[: closing.start()]
            or any(low < figure.start < high for low, high in quotations(sentence.text))
        )
        if ends and ("，" not in between or "“" in between or "《" in between):
            return "quoted"
    if rule("quoted.ended_after").follows(after, 0) or rule("quoted.kept_after").follows(after, 0):
        return "quoted"
    if in_old_words(sentence.text, figure) or _asked_for(sentence, before) or outdone(around):
        return "quoted"
    if rule("quoted.kept_apart").follows(after, 0) and any(
        rule("quoted.apart_from").search(words) for words in (around.clause, around.previous_clause)
    ):
        return "quoted"
    if rule("quoted.recalled_opening").match(sentence.text):
        return "quoted"
    if around.right == after and rule("quoted.raised_next").follows(sentence.after, 0):
        return "quoted"
    replaced = rule("quoted.replaced_after").follows(after, 0)
    if replaced and (replaced.end() <= _RIGHT_AFTER or rule("quoted.replaced_before").search(around.left)):
        return "quoted"
    if rule("quoted.raised_by_after").fullmatch(around.right) and rule("quoted.replaced_before").search(around.clause):
        return "quoted"
    own = sentence.text[around.clause_start : figure.start]  # with the figures before this one; mostly the same
    if any(rule("quoted.recalled_before").search(words) for words in {around.clause, own}):
        return "quoted"
    if rule("quoted.at_present").search(own) and rule("quoted.changed_later").follows(after, 0):
        return "quoted"
    if rule("quoted.others_rule").search(own) and rule("quoted.own_rule_next").follows(after, 0):
        return "quoted"
    opening = around.clause
    if rule("quoted.in_bracket").follows(around.right, 0):  # 年度总额（人均2000元以内）之外: what the bracket explains
        opening = f"{around.previous_clause}{around.clause}"
        freed = rule("quoted.lifted_before").search(around.previous_clause)
        if freed and rule("quoted.lifted_after").search(around.previous_clause, freed.end()):
            return "quoted"
    opened = opening != around.clause or rule("quoted.more_opened").search(opening) is not None
    if opened and rule("quoted.base_of_more").follows(around.right, 0):
        return "quoted"
    return "set"


def outdone(around: Surroundings) -> bool:
    """Whether a figure is another level's rule that the notice goes beyond: 高于国家10%的要求, 比省里规定的10%提高."""
    opened = rule("quoted.outdone_before").search(around.clause) is not None
    return opened and rule("quoted.outdone_after").follows(around.right, 0) is not None


def _asked_for(sentence: Sentence, before: str) -> bool:
    """Whether the words before a figure tell what the other side has asked for, and none grant it."""
    asked = rule("quoted.requested").search(before)
    if asked is None or rule("quoted.answered").search(before, asked.end()):
        return False
    return rule("quoted.accepted").search(sentence.text, asked.end()) is None


def in_old_words(text: str, figure: Figure) -> bool:
    """Whether a figure stands in a quotation that gives way to other words (第三条“…”修改为“…”) or is struck out."""
    return any(
        low < figure.start < high and rule("quoted.words_replaced").match(text, high) is not None
        for low, high in quotations(text)
    )


def is_additional(sentence: Sentence, figure: Figure, around: Surroundings) -> bool:
    """Whether words around a figure that is set put it outside the ordinary allowance."""
    if figure.unit != "CNY":
        return False
    start, end = figure.start, figure.end
    near = around.two_clauses
    changed = rule("quoted.raised_by_after").fullmatch(around.left) is not None
    if changed and rule("quoted.replaced_before").search(sentence.text, around.clause_start, start):
        return False  # 从每人每年800元增加200元: the allowance itself grows
    if rule("additional.granted").search(f"{near}{around.rest}"):
        return False  # 另按每家2000元补助: to those who are no members, so on top of no allowance
    if rule("additional.before").search(near) or rule("additional.before").search(
        sentence.text[max(0, start - 90) : start]
    ):
        return True
    if rule("additional.left_out").search(near + around.rest) or _left_out_after(around):
        return True
    if rule("additional.opening").follows(sentence.text, 0) or rule("additional.not_counted").search(near):
        return True
    turn = rule("additional.turns").search(sentence.text, end)
    if rule("additional.after").search(sentence.text, end, turn.start() if turn else None):
        return True
    following = sentence.after.partition("。")[0]
    if rule("additional.goes_on").follows(following, 0) and rule("additional.after").search(following):
        return True
    if rule("additional.named").search(near) and rule("additional.named_apart").search(sentence.before):
        return True
    return rule("additional.allowance_after").search(sentence.after) is not None


def _left_out_after(around: Surroundings) -> bool:
    """Whether the clause after a figure's own leaves the gifts of the holidays out: …500元，节日慰问品不在此列."""
    behind = around.right[len(around.rest) :].lstrip("，, ")
    return rule("additional.left_out").follows(behind, 0) is not None
