"""What an amount or share is no term by: a price, a payment, a condition, a mark, a report on what has been."""

from __future__ import annotations

from dataclasses import replace

from extract.extractors.terms_readings import Reading, rule
from extract.extractors.terms_sentences import Sentence, Surroundings

_BEHIND_A_BRACKET = 40
_NEAR = 10
"""Characters before a figure within which a bracket that only repeats another one opens: （含."""


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
    if rule("reject.rounded_before").fullmatch(around.left) and rule("reject.rounded_after").follows(around.right, 0):
        return True
    if reading.unit == "percent" and rule("reject.converted_after").follows(around.right, 0):
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
    if reading.kind == "target" and (_is_example(sentence, reading) or _is_estimate(sentence, reading, around)):
        return True
    condition = rule("bound.condition_before").search(around.clause[-8:])
    if condition and reading.rule in ("terms.target.goal", "terms.bound.cap_after"):
        return True
    if reading.standing == "quoted":
        counted = figure.unit == "CNY" and reading.per is None
        return counted and rule("reject.measure").search(around.clause) is not None
    return _reported(sentence, reading, around, told)


def _is_example(sentence: Sentence, reading: Reading) -> bool:
    """Whether a figure is what somebody spent who is blamed or praised for it."""
    start, end = reading.figure.start, reading.figure.end
    if any(match.start() < start < match.end() for match in rule("reject.misdeed").finditer(sentence.text)):
        return True
    return rule("reject.judged_after").follows(sentence.text, end) is not None


def _is_estimate(sentence: Sentence, reading: Reading, around: Surroundings) -> bool:
    """Whether a figure is reckoned to come of a measure, or is what that is reckoned with, and is no aim."""
    if rule("reject.estimated_after").follows(around.right, 0) or rule("reject.supposed").match(around.clause):
        return True
    estimated = rule("reject.estimated").search(around.two_clauses) is not None
    return estimated and rule("target.aim").search(sentence.text, 0, reading.figure.start) is None


def _is_paid(around: Surroundings) -> bool:
    """Whether an amount is a fine, a fee or a security: money that is paid, not allotted."""
    if rule("reject.subsidised").search(around.clause + around.rest):
        return False
    return bool(rule("reject.paid_before").search(around.clause) or rule("reject.paid_after").follows(around.right, 0))


def _is_condition(sentence: Sentence, reading: Reading, around: Surroundings) -> bool:
    """Whether a figure only says when something else applies (5万元以上的须集体研究, 高于均价10%的，)."""
    if reading.rule == "terms.bound.excess_after":
        return False  # 超出600元的，个人自理: the words that look like a condition's make the cap
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
    opened = reading.kind != "target" and rule("bound.whomever_before").match(around.clause) is not None
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
        return rule("bound.limits_named").search(around.clause) is None
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
    near = rule("reject.aside").sub("", around.two_clauses + around.rest)
    before = rule("reject.aside").sub("", sentence.text[: reading.figure.start])
    near, before = (rule("reject.condition").sub("", _from_this_year(words)) for words in (near, before))
    if rule("target.strives").search(around.clause):
        near, before = f"{around.clause}{around.rest}", around.clause  # 前8个月已达2600万元，全年力争4000万元
    if _changes_standard(sentence, reading, around, before):
        near, before = f"{around.clause}{around.rest}", around.clause
    if rule("target.aim").search(before) or rule("target.changes").search(before):
        near, before = (rule("reject.old_value").sub("", words) for words in (near, before))
    elif told:
        near, before = (rule("reject.measured").sub("", words) for words in (near, before))
    if rule("reject.past").search(near) or rule("reject.past").search(before[-60:]):
        return True
    if rule("reject.past_opening").follows(sentence.text, 0) and not rule("target.this_year").search(before):
        return True
    aimed = rule("target.aim").search(before) is not None or rule("target.scheduled").search(sentence.text) is not None
    ordered = aimed or (told and reading.kind == "floor")  # a task's own: 网络零售额同比增长15%以上
    if not ordered and rule("reject.past_unless_aimed").search(before[-60:]):
        return True
    earned = rule("target.rewarded").follows(sentence.text, reading.start) is not None
    summed = reading.per == "person-year" and rule("target.allowance_summed").fullmatch(around.clause) is not None
    if not (aimed or told or earned or summed) and (
        rule("reject.past_unless_told").search(before[-60:])
        or rule("reject.done_share").follows(sentence.text, reading.figure.end)
    ):
        return True
    if reading.kind != "target" or aimed:
        return False
    clause = around.clause
    if reading.base and (rule("base.ordered").search(clause) or rule("target.allotted").follows(around.right, 0)):
        clause = clause.replace(reading.base, "")  # 按上年福利费的15%采购: last year is only the measure
    clause = rule("reject.measured").sub("", clause) if told else clause
    return bool(rule("reject.past_year").search(clause) or rule("reject.report").search(sentence.text))


def _changes_standard(sentence: Sentence, reading: Reading, around: Surroundings, before: str) -> bool:
    """Whether a sum is what a standard is changed to, where no year before the notice's own is told."""
    if reading.unit != "CNY" or not rule("quoted.replaced_after").fullmatch(around.left):
        return False
    own = sentence.text[around.clause_start : reading.figure.start]
    return rule("target.standard_changed").search(own) is not None and not rule("reject.past_year").search(before)


def _from_this_year(words: str) -> str:
    """Words from where they last turn to the notice's own year: a past told before that is another's."""
    turns = list(rule("target.this_year").finditer(words))
    return words[turns[-1].start() :] if turns else words
