"""What a figure of a sentence means: its bound, its rate, what it is a share of, its standing and topic.

Each frame looks at the words around the figure (see `terms_sentences.Surroundings`) and combines with
the others; none knows a whole sentence. The words stand in `rules/terms.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from extract import rules
from extract.extractors.terms_sentences import Figure, Sentence, Surroundings, figures, quotations, surroundings
from extract.facts import Per, Standing, TermKind, Topic, Unit
from extract.rules import Rule

_RIGHT_AFTER = 6
"""Characters within which 提高到 replaces the figure before it without 由 or 将 having opened the change."""
TOPICS: tuple[Topic, ...] = ("canteen", "holiday_gifts", "assistance", "union_budget", "purchase")


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure with its meaning. `start` and `end` are the place of its clause in the sentence."""

    figure: Figure
    kind: TermKind | None
    rule: str
    start: int
    end: int
    per: Per | None = None
    base: str | None = None
    each: str | None = None
    standing: Standing = "set"
    additional: int = 0
    topic: Topic = "other"
    past: bool = False

    @property
    def unit(self) -> Unit:
        """What the figure counts: yuan or percent."""
        return self.figure.unit

    @property
    def amounts(self) -> list[tuple[TermKind, Decimal]]:
        """The rows it makes: a floor and a cap for a range, else one."""
        if self.figure.low != self.figure.high:
            return [("floor", self.figure.low), ("cap", self.figure.high)]
        return [(self.kind or "target", self.figure.low)]


def rule(name: str) -> Rule:
    """A rule of `rules/terms.toml`."""
    return rules.load("terms")[name]


def read_sentence(sentence: Sentence, *, told: bool = False) -> list[Reading]:
    """The figures of a sentence that the notice sets or quotes, with their meaning, in order.

    `told`: the sentence stands where only orders stand (a cell of a task table), so that it needs
    no word of its own that orders.
    """
    text = sentence.text
    found = figures(text)
    readings: list[Reading] = []
    previous: Reading | None = None
    for index, figure in enumerate(found):
        around = surroundings(text, found, index)
        reading = _read(sentence, figure, around, previous, told)
        if reading is not None and not _rejected(sentence, reading, around):
            readings.append(reading)
        previous = reading if reading is not None else previous
    return readings


def _read(
    sentence: Sentence, figure: Figure, around: Surroundings, previous: Reading | None, told: bool
) -> Reading | None:
    """One figure's reading; its kind is None where it has no bound and nothing says that it is to be reached."""
    kind, name = _bound(sentence, around)
    per, each = _rate(around, previous)
    if previous is not None and previous.unit == figure.unit and _goes_on(around):
        kind, name = (kind, name) if kind else (previous.kind, previous.rule)
        per, each = (per, each) if per or each else (previous.per, previous.each)
    if kind is None and figure.low == figure.high:
        name = "target.goal"
        kind = "target" if _is_target(sentence, figure, around, told, bool(per or each)) else None
    elif kind is None:
        name = "target.goal"
        kind = "floor" if _is_target(sentence, figure, around, told, bool(per or each)) else None
    if kind is None:
        return None
    if (
        per is None
        and (each or kind == "cap")
        and figure.unit == "CNY"
        and rule("rate.whole_year").search(around.clause)
    ):
        per = "year"
    standing = _standing(sentence, figure, around)
    base = _share_of(sentence, around, previous) if figure.unit == "percent" else None
    if figure.unit == "percent" and per in ("person", "person-year"):
        per = None
    additional = int(figure.unit == "CNY" and standing == "set" and _is_additional(sentence, figure, around))
    reading = Reading(
        figure,
        kind,
        f"terms.{name}",
        around.clause_start,
        around.rest_end,
        per,
        base or each,
        each,
        standing,
        additional,
    )
    return replace(reading, topic=_topic(sentence, reading, around))


def _goes_on(around: Surroundings) -> bool:
    """Whether a figure shares the bound and rate of the one before: a list, a change, the next body's part."""
    if rule("frame.linked").fullmatch(around.left):
        return True
    if rule("quoted.replaced_after").match(around.left) and around.left == around.clause:
        return True
    beside = rule("subject.beside").search(around.left)
    return beside is not None and beside.start() <= 2


def _bound(sentence: Sentence, around: Surroundings) -> tuple[TermKind | None, str]:
    """The bound around a figure and the rule that read it; after it first, then before it, the nearest one."""
    after = around.right
    if rate := rule("rate.after").match(after):
        after = after[rate.end() :]
    if rule("bound.floor_after").match(after):
        return "floor", "bound.floor_after"
    if rule("bound.cap_after").match(after):
        return "cap", "bound.cap_after"
    # The words after the figure decide on some before it (控制在30%左右), so they are given along.
    whole = around.clause + "0" + after[:12]
    nearest: tuple[int, TermKind | None, str] = (0, None, "")
    for name, kind in (("bound.cap_before", "cap"), ("bound.floor_before", "floor"), ("bound.exceed_before", "floor")):
        for match in rule(name).finditer(whole):
            if nearest[0] < match.end() <= len(around.clause):
                nearest = (match.end(), "floor" if kind == "floor" else "cap", name)
    if nearest[2] == "bound.exceed_before" and not rule("target.aim").search(sentence.text):
        return None, ""
    return nearest[1], nearest[2]


def _rate(around: Surroundings, previous: Reading | None) -> tuple[Per | None, str | None]:
    """What a figure is counted by (person, year) and by what else (每户, 每次), as printed."""
    left = around.clause
    if around.previous_clause and rule("rate.carried_clause").match(around.clause):
        left = f"{around.previous_clause}，{left}"
    match = rule("rate.after").match(around.right)
    after = match.group() if match else ""
    person = bool(rule("rate.person").search(left)) or ("人" in after and "人次" not in after) or "会员" in after
    person = person or "职工" in after
    year = bool(rule("rate.year").search(left)) or "年" in after
    within = bool(rule("rate.within_year").search(left) or rule("rate.within_year").search(around.rest))
    each = _each(left, after)
    whole_year = rule("rate.within_year").search(around.clause) is not None
    goes_on = previous is not None and (
        rule("frame.goes_on").match(around.clause) is not None
        or (previous.standing == "quoted" and rule("additional.before").search(around.clause) is not None)
    )
    if goes_on and previous is not None and previous.unit == "CNY" and not (person or year):
        person = previous.per in ("person", "person-year")
        year = previous.per in ("person-year", "year") and each is None
        each = each if whole_year else each or previous.each
    if person:
        return ("person-year" if year or (within and each is None) else "person"), each
    return ("year" if year else None), each


def _each(left: str, after: str) -> str | None:
    for text in (left, after):
        matches = list(rule("rate.each").finditer(text))
        if matches:
            last = matches[-1]
            return last["each"] or last["mean"] or f"每{last['per'].removeprefix('个')}"
    return None


def _share_of(sentence: Sentence, around: Surroundings, previous: Reading | None) -> str | None:
    """What a percentage is a share of, as printed."""
    for name in ("base.in_ratio", "base.of", "base.bounded", "base.start"):
        searched = rule(name).match(around.clause) if name == "base.start" else rule(name).search(around.clause)
        if searched and (base := _trimmed(searched["base"])):
            return base
    if (match := rule("base.from").search(around.clause)) and (base := _trimmed(match["base"])):
        return base
    if (following := rule("base.after").match(around.right)) and (base := _trimmed(following["base"])):
        return base
    for name, text in (
        ("base.of_which", f"{around.previous_clause}，{around.clause}" if around.previous_clause else around.clause),
        ("base.used_for", around.clause),
        ("base.counted", around.clause),
        ("base.in_ratio", around.left),
        ("base.from", around.left),
    ):
        if (match := rule(name).search(text)) and (base := _trimmed(match["base"])):
            return base
    if previous is not None and previous.unit == "percent" and rule("frame.goes_on").match(around.clause):
        return previous.base
    return None


def _trimmed(base: str) -> str | None:
    """A base without the words that only lead to it; None where what is left names no whole."""
    while lead := rule("base.trim").match(base):
        if lead.end() == 0:
            break
        base = base[lead.end() :]
    base = base.strip(" “”‘’（(、的")
    if len(base) < 2 or rule("base.no_whole").fullmatch(base):
        return None
    return base


def _standing(sentence: Sentence, figure: Figure, around: Surroundings) -> Standing:
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
    replaced = rule("quoted.replaced_after").match(after)
    if replaced and (replaced.end() <= _RIGHT_AFTER or rule("quoted.replaced_before").search(around.left)):
        return "quoted"
    if rule("quoted.recalled_before").search(around.clause):
        return "quoted"
    opened = around.clause.startswith(("在", "除")) or around.clause[-24:].find("在") >= 0 or "除" in around.clause
    if opened and rule("quoted.base_of_more").match(around.right):
        return "quoted"
    return "set"


def _is_additional(sentence: Sentence, figure: Figure, around: Surroundings) -> bool:
    """Whether words around an amount put it outside the ordinary allowance."""
    before = sentence.text[: figure.start]
    near = around.clause
    if around.previous_clause:
        near = f"{around.previous_clause}，{near}"
    if rule("additional.before").search(near) or rule("additional.before").search(before[-90:]):
        return True
    if rule("additional.after").search(sentence.text, figure.end):
        return True
    following = sentence.after
    if not rule("additional.goes_on").match(following):
        return False
    stop = following.find("。")
    return rule("additional.after").search(following[: stop if stop >= 0 else None]) is not None


def _is_target(sentence: Sentence, figure: Figure, around: Surroundings, told: bool, rated: bool) -> bool:
    """Whether a figure without a bound is to be reached, spent or granted."""
    if rule("bound.condition_after").match(around.right):
        return False
    goal = rule("target.goal").search(around.clause) or rule("target.goal_after").match(around.right)
    if not goal and not rated:
        return False
    if figure.unit == "percent" and not goal:
        return False
    clauses = f"{around.previous_clause}，{around.clause}"
    ordered = rule("target.normative").search(clauses + around.rest) or rule("target.imperative").match(around.clause)
    return bool(told or ordered)


def _rejected(sentence: Sentence, reading: Reading, around: Surroundings) -> bool:
    """Whether the words around a figure show that it is no term: a price, a statistic, a mark, a description."""
    figure, text = reading.figure, sentence.text
    if any(match.start() < figure.start < match.end() for match in rule("reject.named").finditer(text)):
        return True
    if rule("bound.included").search(text[: figure.start]) or rule("reject.marks_after").match(around.right):
        return True
    if rule("reject.other").search(around.clause) or rule("reject.other").match(around.right):
        return True
    granted = rule("reject.subsidised").search(around.clause + around.rest)
    if not granted and (rule("reject.price").search(around.clause) or rule("reject.price_after").match(around.right)):
        return True
    condition = rule("bound.condition_before").search(around.clause[-8:])
    if condition and reading.rule in ("terms.target.goal", "terms.bound.cap_after"):
        return True
    return _reported(sentence, reading, around)


def _reported(sentence: Sentence, reading: Reading, around: Surroundings) -> bool:
    """Whether a figure reports what has been."""
    near = f"{around.previous_clause}，{around.clause}{around.rest}"
    if reading.rule in ("terms.bound.cap_before", "terms.bound.floor_before"):
        return bool(rule("reject.past").search(around.clause))
    if rule("reject.past").search(near) or rule("reject.past").search(sentence.text[: reading.figure.start][-60:]):
        return True
    return reading.kind == "target" and rule("reject.past_year").search(around.clause) is not None


def _topic(sentence: Sentence, reading: Reading, around: Surroundings) -> Topic:
    """What a figure is for, from its clause, else its sentence, else its paragraph."""
    clause = f"{around.clause}{around.rest}"
    scopes = (clause, f"{around.left}{around.right}", sentence.text, sentence.before)
    if any(rule("topic.canteen").search(scope) for scope in scopes[:2]):
        return "canteen"
    if rule("topic.granted").search(clause) and not rule("topic.holiday_gifts").search(clause):
        return "other"
    task = reading.unit == "CNY" and reading.per in (None, "year")
    if task and rule("topic.purchase").search(f"{around.previous_clause}，{clause}"):
        return "purchase"
    if reading.additional and any(rule("topic.assistance").search(scope) for scope in scopes):
        return "assistance"
    for scope in scopes:
        for topic in TOPICS:
            if rule(f"topic.{topic}").search(scope):
                return topic
    return "other"
