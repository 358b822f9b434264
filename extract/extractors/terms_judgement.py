"""What a figure is to the notice: an aim or a report, set or recalled, ordinary or on top, and what it is for."""

from __future__ import annotations

from dataclasses import replace

from extract.extractors.terms_readings import Reading, rule
from extract.extractors.terms_sentences import Figure, Sentence, Surroundings, quotations
from extract.facts import Standing, Topic

TOPICS: tuple[Topic, ...] = ("canteen", "holiday_gifts", "assistance", "union_budget", "purchase")
_BEHIND_A_BRACKET = 40
_NEAR = 10
"""Characters before a figure within which a bracket that only repeats another one opens: （含."""
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
    if in_old_words(sentence.text, figure) or _next_in_plan(around, told):
        return True
    if figure.unit == "CNY" and (_is_left_apart(around) or rule("target.budgeted").search(around.clause)):
        return True
    if not goal and (figure.unit == "percent" or not rated):
        return False
    near = f"{around.previous_clause}，{around.clause}{around.rest}"
    ordered = (
        rule("target.normative").search(near)
        or rule("target.imperative").match(around.clause)
        or rule("target.aim").search(sentence.text, 0, figure.start)
        or _handed_out(around)
        or rule("target.changes").search(around.clause)
        or rule("target.announced").follows(right, 0)
        or granted
        or allotted
        or rule("quoted.recalled_before").search(around.clause)
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
    """Whether a figure is a year's or a season's part of the plan that the words before it tell: 2024年8000万元."""
    told = told or rule("target.provided").search(around.previous_clause) is not None
    return told and rule("target.by_stage").fullmatch(around.clause) is not None


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
    own = sentence.text[around.clause_start : figure.start]  # with the figures before this one; mostly the same
    if any(rule("quoted.recalled_before").search(words) for words in {around.clause, own}):
        return "quoted"
    opening = around.clause
    if rule("quoted.in_bracket").follows(around.right, 0):  # 年度总额（人均2000元以内）之外: what the bracket explains
        opening = f"{around.previous_clause}{around.clause}"
        freed = rule("quoted.lifted_before").search(around.previous_clause)
        if freed and rule("quoted.lifted_after").search(around.previous_clause, freed.end()):
            return "quoted"
    opened = opening.startswith(("在", "除")) or "在" in opening[-24:] or "除" in opening or opening != around.clause
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
    near = f"{around.previous_clause}，{around.clause}" if around.previous_clause else around.clause
    if rule("additional.granted").search(f"{near}{around.rest}"):
        return False  # 另按每家2000元补助: to those who are no members, so on top of no allowance
    if rule("additional.before").search(near) or rule("additional.before").search(
        sentence.text[max(0, start - 90) : start]
    ):
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


def is_rejected(sentence: Sentence, reading: Reading, around: Surroundings, *, told: bool) -> bool:
    """Whether the words around a figure show that it is no term: a price, a statistic, a mark, a description."""
    figure, text = reading.figure, sentence.text
    if any(match.start() < figure.start < match.end() for match in rule("reject.named").finditer(text)):
        return True
    if rule("bound.included").search(text, max(0, figure.start - _NEAR), figure.start) or rule(
        "reject.marks_after"
    ).follows(around.right, 0):
        return True
    if rule("reject.other").search(around.clause) or rule("reject.other").follows(around.right, 0):
        return True
    if reading.kind == "target" and rule("reject.quality").search(around.clause):
        return True
    if (
        figure.unit == "CNY"
        and around.right.startswith("）")
        and rule("reject.past_aside").search(text, 0, figure.start)
    ):
        return True  # 比上年（3.12亿元）增加
    if figure.points and rule("quoted.outdone_before").search(text[: figure.start].rpartition("，")[2]):
        return True  # by how much another level's rule is outdone
    if _is_paid(around) or (figure.unit == "CNY" and _is_price(sentence, reading, around)):
        return True
    if reading.kind == "target" and rule("reject.paid_after").follows(around.right, 0):
        return True  # 按合同金额的5%缴纳质保金
    if _is_condition(sentence, reading, around):
        return True
    condition = rule("bound.condition_before").search(around.clause[-8:])
    if condition and reading.rule in ("terms.target.goal", "terms.bound.cap_after"):
        return True
    if reading.standing == "quoted":
        counted = figure.unit == "CNY" and reading.per is None
        return counted and rule("reject.measure").search(around.clause) is not None
    return _reported(sentence, reading, around, told)


def _is_paid(around: Surroundings) -> bool:
    """Whether an amount is a fine, a fee or a security: money that is paid, not allotted."""
    if rule("reject.subsidised").search(around.clause + around.rest):
        return False
    return bool(rule("reject.paid_before").search(around.clause) or rule("reject.paid_after").follows(around.right, 0))


def _is_condition(sentence: Sentence, reading: Reading, around: Surroundings) -> bool:
    """Whether a figure only says when something else applies (5万元以上的须集体研究, 高于均价10%的，)."""
    if own := rule("bound.with_itself").match(sentence.text, reading.figure.end):
        around = replace(around, right=own["bound"] + sentence.text[own.end() : own.end() + _BEHIND_A_BRACKET])
    if rule("bound.step_before").search(around.clause) and not reading.each:
        return True
    if rule("bound.reached_before").search(around.clause):
        return True
    if _describes(reading, around):
        return True
    if reading.unit == "CNY" and rule("bound.past_year_before").search(around.clause):
        return True
    ranged = reading.figure.low != reading.figure.high and reading.rule.startswith("terms.target")
    if ranged and rule("bound.tier_after").follows(around.right, 0) and not rule("topic.granted").search(around.clause):
        return True
    if _is_step(sentence, reading, around):
        return True
    if reading.kind == "cap" and (
        reading.per == "person-year" or (reading.per == "person" and reading.rule == "terms.bound.cap_before")
    ):
        return False  # 每人每年600元以内的支出，可; 不超过人均480元的采购支出，
    if reading.unit == "CNY":
        described = reading.rule.endswith("_before") and rule("bound.owner_after").follows(around.right, 0)
        return bool(described or rule("bound.threshold_after").follows(around.right, 0))
    after = around.right
    for name in ("bound.floor_after", "bound.cap_after"):
        if bound := rule(name).follows(after, 0):
            after = after[bound.end() :]
    return rule("bound.condition_after").follows(after, 0) is not None


def _describes(reading: Reading, around: Surroundings) -> bool:
    """Whether a bounded figure only says of whom a clause with 对 speaks: 对投入不低于80万元的综合体，给予."""
    opened = reading.kind != "target" and around.clause.lstrip(" 并再").startswith(("对", "凡"))
    return opened and rule("bound.whomever_after").follows(around.right, 0) is not None


def is_met(around: Surroundings) -> bool:
    """Whether the words right after a figure make it a condition that others meet: 以上的，; 的企业，可."""
    names = ("bound.condition_after", "bound.threshold_after", "bound.owner_after")
    return any(rule(name).follows(around.right, 0) for name in names)


def _is_step(sentence: Sentence, reading: Reading, around: Surroundings) -> bool:
    """Whether an amount is a step of a ladder, by what it earns right after it (销售额20—40万元按3%奖补)."""
    if reading.unit != "CNY" or reading.per in ("person", "person-year") or reading.rule.endswith("_before"):
        return False
    granted = rule("topic.granted").search(around.clause) is not None
    return not granted and rule("bound.ladder_after").follows(sentence.text, reading.figure.end) is not None


def _is_price(sentence: Sentence, reading: Reading, around: Surroundings) -> bool:
    """Whether an amount is what goods cost; a price that the notice itself limits is a term."""
    if rule("reject.subsidised").search(around.clause + around.rest):
        return False
    if rule("reject.price_after").follows(around.right, 0):
        return True
    limited = reading.rule.endswith("_before") or rule("bound.limits_price").follows(around.rest, 0) is not None
    limited = limited or rule("bound.cap_before").search(f"{around.clause}0") is not None  # 单价控制在300元以内
    changed = rule("quoted.replaced_after").fullmatch(around.left) is not None
    clause = sentence.text[around.clause_start : reading.figure.start] if changed else around.clause
    return not limited and rule("reject.price").search(clause) is not None


def _reported(sentence: Sentence, reading: Reading, around: Surroundings, told: bool) -> bool:
    """Whether a figure reports what has been."""
    capped = reading.rule == "terms.bound.cap_after" and rule("bound.cap_before").search(around.clause + "0")
    if capped or reading.rule in ("terms.bound.cap_before", "terms.bound.floor_before"):
        return bool(rule("reject.past").search(around.clause))
    near = rule("reject.aside").sub("", f"{around.previous_clause}，{around.clause}{around.rest}")
    before = rule("reject.aside").sub("", sentence.text[: reading.figure.start])
    near, before = _from_this_year(near), _from_this_year(before)
    if rule("target.strives").search(around.clause):
        near, before = f"{around.clause}{around.rest}", around.clause  # 前8个月已达2600万元，全年力争4000万元
    if rule("target.aim").search(before) or rule("target.changes").search(before):
        near, before = (rule("reject.old_value").sub("", words) for words in (near, before))
    if rule("reject.past").search(near) or rule("reject.past").search(before[-60:]):
        return True
    if rule("reject.past_opening").follows(sentence.text, 0) and not rule("target.this_year").search(before):
        return True
    aimed = rule("target.aim").search(before) is not None or rule("target.scheduled").search(sentence.text) is not None
    ordered = aimed or (told and reading.kind == "floor")  # a task's own: 网络零售额同比增长15%以上
    if not ordered and rule("reject.past_unless_aimed").search(before[-60:]):
        return True
    earned = (
        sentence.text[: reading.start].endswith("的，") and rule("target.rewarded").match(around.clause) is not None
    )
    if not (aimed or told or earned) and rule("reject.past_unless_told").search(before[-60:]):
        return True
    if reading.kind != "target" or aimed:
        return False
    clause = around.clause
    if reading.base and (rule("base.ordered").search(clause) or rule("target.allotted").follows(around.right, 0)):
        clause = clause.replace(reading.base, "")  # 按上年福利费的15%采购: last year is only the measure
    return bool(rule("reject.past_year").search(clause) or rule("reject.report").search(sentence.text))


def _from_this_year(words: str) -> str:
    """Words from where they last turn to the notice's own year: a past told before that is another's."""
    turns = list(rule("target.this_year").finditer(words))
    return words[turns[-1].start() :] if turns else words


def topic_of(sentence: Sentence, reading: Reading, around: Surroundings, previous: Reading | None) -> Topic:
    """What a figure is for: from its clause, the figure it goes on with, its sentence, its paragraph."""
    return topic_for(_topic(sentence, reading, around, previous), reading.occasions)


def topic_for(topic: Topic, occasions: frozenset[str]) -> Topic:
    """A topic; `other` for gifts on a birthday, a marriage, an illness or the like, which are none of the holidays'."""
    own = topic == "holiday_gifts" and any(rule("topic.own_occasion").search(name) for name in occasions)
    return "other" if own and not any(rule("topic.of_holiday").search(name) for name in occasions) else topic


def _topic(sentence: Sentence, reading: Reading, around: Surroundings, previous: Reading | None) -> Topic:
    clause = rule("reject.named").sub("", f"{around.clause}{around.rest}")  # 《工会经费…办法》 is no topic of it
    scopes = (clause, f"{around.left}{around.right}", sentence.text, sentence.before)
    if rule("topic.canteen").search(clause):
        return "canteen"
    union = reading.base is not None and rule("topic.union_budget").search(reading.base) is not None
    if not (union or (reading.unit == "CNY" and _named_topic(clause))) and rule("topic.canteen").search(scopes[1]):
        return "canteen"
    if rule("topic.granted").search(clause) and not rule("topic.holiday_gifts").search(clause):
        return "other"
    task = reading.unit == "CNY" and reading.per in (None, "year")
    if task and rule("topic.purchase").search(f"{around.previous_clause}，{clause}"):
        return "purchase"
    if previous is not None and previous.unit == reading.unit:
        return previous.topic
    if reading.additional and any(rule("topic.assistance").search(scope) for scope in scopes):
        return "assistance"
    for scope in scopes:
        for topic in TOPICS:
            if rule(f"topic.{topic}").search(scope):
                return topic
    return "other"


def _named_topic(words: str) -> bool:
    return any(rule(f"topic.{topic}").search(words) for topic in TOPICS)
