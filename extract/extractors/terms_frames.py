"""What a figure of a sentence means: its bound, standing and topic, with its rate and what it is a share of.

Each frame looks at the words around the figure (see `terms_sentences.Surroundings`) and combines with
the others; none knows a whole sentence. The words stand in `rules/terms.toml`.
"""

from __future__ import annotations

from dataclasses import replace

from extract.extractors.terms_amendments import amended, amends, words_pointed_at
from extract.extractors.terms_bases import share_base
from extract.extractors.terms_judgement import (
    in_old_words,
    is_additional,
    is_target,
    outdone,
    standing_of,
)
from extract.extractors.terms_rates import rate_among, whole_year
from extract.extractors.terms_readings import Reading, rule
from extract.extractors.terms_rejected import is_met, is_rejected
from extract.extractors.terms_sentences import Figure, Sentence, Surroundings, figures, quotations, surroundings
from extract.extractors.terms_topics import topic_of
from extract.facts import Per, Standing, TermKind

_LONGEST_HEADING = 32
_BEHIND_A_FIGURE = 8
_EARNED_WITHIN = 80
_LONGEST_CHAIN = 4
"""Characters, spaces with them, that may part two figures of one list."""


def read_sentence(
    sentence: Sentence, *, told: bool = False, earlier: Reading | None = None, plan: int | None = None
) -> list[Reading]:
    """The figures of a sentence that the notice sets or quotes, with their meaning, in order.

    `told`: the sentence stands where only orders stand (a cell of a task table), so that it needs
    no word of its own that orders; `earlier` is the last figure of the sentence that it goes on with;
    from `plan` on it speaks of years to come.
    """
    text = sentence.text
    found = figures(text)
    readings: list[Reading] = []
    previous = earlier
    money = earlier
    told = told or (earlier is not None and rule("frame.elliptic").follows(text, 0) is not None)
    told = told or rule("target.heading").fullmatch(_heading(sentence)) is not None
    told = told or (bool(found) and rule("target.scheduled").search(text) is not None)
    adjacent = dropped = False
    chained = 0
    for index, figure in enumerate(found):
        around = surroundings(text, found, index)
        if figure.unit == "CNY" and money is not None and rule("frame.raised").search(around.clause):
            previous = money  # a share between an amount and its raised one does not part them
        planned = told or (plan is not None and figure.start > plan)
        if adjacent and previous is not None and words_pointed_at(previous, figure, around):
            continue
        replaced = readings[-1] if readings and amends(sentence, readings[-1], figure) else None
        if replaced is not None:
            readings[-1:] = [replace(replaced, standing="quoted", additional=0)]
            readings.append(amended(sentence, figure, around, replaced))
            continue
        reading = _read(sentence, figure, around, previous, adjacent, planned or bool(readings))
        chained = chained + 1 if _is_chained(around.left) or _is_required_too(around) else 0
        if chained and is_met(around):
            # 达100万元、200万元的，: what makes the last of a list a condition makes all of it one.
            readings = [one for one in readings if one.figure.start < found[index - chained].start]
        if reading is not None:
            chain = dropped and _is_chained(around.left)
            dropped = chain or is_rejected(sentence, reading, around, told=planned)
            if not dropped:
                readings.append(reading)
        previous, adjacent = (reading, True) if reading is not None else (previous, False)
        money = reading if reading is not None and reading.unit == "CNY" else money
    return readings


def _is_chained(between: str) -> bool:
    """Whether nothing but a stroke or an 'and' parts two figures of one list."""
    return len(between) <= _LONGEST_CHAIN and rule("frame.chained").fullmatch(between) is not None


def _is_required_too(around: Surroundings) -> bool:
    """Whether a figure is required together with the one before it: 达到300万元且增速达到20%以上的，."""
    return rule("bound.and_also").fullmatch(around.left) is not None


def _read(
    sentence: Sentence, figure: Figure, around: Surroundings, previous: Reading | None, adjacent: bool, told: bool
) -> Reading | None:
    """One figure's reading; None where it has no bound and nothing says that it is to be reached."""
    before = previous if adjacent else None
    linked = before if before is not None and before.unit == figure.unit and _goes_on(around) else None
    relaxed = (
        previous is not None and previous.unit == figure.unit and bool(rule("frame.relaxed").search(around.clause))
    )
    raised = previous is not None and previous.kind == "cap" and previous.unit == figure.unit
    relaxed = relaxed or (raised and rule("frame.cap_raised").search(around.clause) is not None)
    per, each = rate_among(sentence, figure, around, previous, before, linked)
    kind, name = _bound(sentence, figure, around, linked, told)
    if kind is None and relaxed and previous is not None and previous.kind != "target":
        kind, name = previous.kind, previous.rule.removeprefix("terms.")  # 不超过400元；困难企业可以放宽到500元
    listed = before is not None and rule("frame.listed").fullmatch(around.left) is not None
    rated = bool(per or each) or linked is not None or listed
    if kind is None and is_target(sentence, figure, around, told=told, rated=rated):
        kind, name = "target", "target.invested" if _invested(around, previous) else "target.goal"
    if kind is None:
        return None
    if figure.unit == "percent":
        per = None if per in ("person", "person-year") else per
        base = share_base(sentence, figure, around, previous, before, name, each)
    else:
        per, base = whole_year(per, each, kind, around), each
    standing = standing_of(sentence, figure, around)
    additional = int(_on_top(sentence, figure, around, standing))
    if previous is not None and (relaxed or _allowance_goes_on(previous, kind, per, around)):
        additional = max(additional, previous.additional)
    text_before = "" if adjacent else sentence.text[: figure.start]
    reading = Reading(
        figure,
        kind,
        f"terms.{name}",
        around.clause_start,
        around.rest_end,
        per,
        base,
        each,
        standing,
        additional,
        occasions=occasions_of(_own_words(around), around.previous_clause, text_before)
        or occasions_of(_heading(sentence), *sentence.over),
        leads=(_lead(sentence, figure, around), *(linked.leads if linked is not None else ())),
    )
    carried = linked is not None or bool(rule("frame.goes_on").match(around.clause))
    whole = previous.base if previous is not None and previous.unit == figure.unit == "percent" else None
    if whole is not None and base == whole:
        inherited = previous is not None and previous.topic == "canteen" and base not in around.clause + around.rest
        carried = carried or inherited or bool(rule("frame.points_back").follows(sentence.text, 0))
    return replace(reading, topic=topic_of(sentence, reading, around, previous if carried else None))


def _bound(
    sentence: Sentence, figure: Figure, around: Surroundings, linked: Reading | None, told: bool
) -> tuple[TermKind | None, str]:
    """A figure's bound by its own words, or that of the figure it is `linked` with; and the rule that says so."""
    kind, name = ("target", "quoted.outdone") if outdone(around) else bound_of(sentence, around, told=told)
    if kind is not None or linked is None:
        return kind, name
    in_turn = figure.unit == "percent" and (
        _is_chained(around.left)  # 分别达到35%和45%
        or rule("frame.parallel").fullmatch(around.left) is not None
        or rule("frame.shares_in_turn").fullmatch(around.left) is not None
    )
    bounded = linked.rule.endswith("_before") and not rule("frame.own_verb").search(around.clause)
    if bounded and rule("bound.about_after").follows(around.right, 0):
        return "target", "target.goal"  # 学校不低于15%，企业10%左右
    if bounded or (in_turn and linked.kind == "target"):
        return linked.kind, linked.rule.removeprefix("terms.")
    return kind, name


def _allowance_goes_on(previous: Reading, kind: TermKind, per: Per | None, around: Surroundings) -> bool:
    """Whether a figure bounds the allowance of the one before from the other side: 但每人不少于200元."""
    return (
        kind != previous.kind
        and per == previous.per == "person-year"
        and rule("frame.goes_on").match(around.clause) is not None
    )


def _on_top(sentence: Sentence, figure: Figure, around: Surroundings, standing: Standing) -> bool:
    """Whether a figure is outside the ordinary allowance; one in words that are replaced, as those words say."""
    if standing == "set":
        return is_additional(sentence, figure, around)
    if not in_old_words(sentence.text, figure):
        return False
    low, high = next(place for place in quotations(sentence.text) if place[0] < figure.start < place[1])
    cut = replace(figure, start=figure.start - low, end=figure.end - low)
    old = Sentence(sentence.text[low:high], sentence.start + low)
    return is_additional(old, cut, surroundings(old.text, [cut], 0))


def goes_on(sentence: Sentence) -> bool:
    """Whether a sentence goes on with the one before it: after a semicolon, or by a word that points back to it."""
    before = sentence.before.rstrip()
    return before.endswith(("；", ";")) or rule("frame.points_back").follows(sentence.text, 0) is not None


def occasions_of(*texts: str) -> frozenset[str]:
    """What a figure is given on or for, as the first text says that names any: 春节, 住院, 退休."""
    for words in texts:
        if names := frozenset(match.group() for match in rule("frame.occasion").finditer(words)):
            return names
    return frozenset()


def _own_words(around: Surroundings) -> str:
    """A figure's clause and what stands right behind it, but for the next part of a list."""
    return around.clause + around.rest[:_BEHIND_A_FIGURE].partition("、")[0]


def _lead(sentence: Sentence, figure: Figure, around: Surroundings) -> str:
    """The words right before a figure, in which a rate is named or what earns a sum is told."""
    if figure.unit == "percent":
        return around.clause
    return sentence.text[max(0, figure.start - _EARNED_WITHIN) : figure.start]


def _heading(sentence: Sentence) -> str:
    """The heading of an item right before a sentence: 第十条 退休离岗。"""
    before = sentence.before.rstrip()
    item = rule("frame.item").search(before[-_LONGEST_HEADING:]) if before.endswith("。") else None
    return item["heading"] if item else ""


def _invested(around: Surroundings, previous: Reading | None) -> bool:
    """Whether an amount is what a project costs, or a part of it: no body's own task."""
    if rule("target.invested").fullmatch(around.clause):
        return True
    part = previous is not None and previous.rule == "terms.target.invested" and around.left == f"，{around.clause}"
    return part and rule("frame.of_which").match(around.clause) is not None


def _goes_on(around: Surroundings) -> bool:
    """Whether a figure shares the bound and rate of the one before: a list, a change, the next body's part."""
    if rule("frame.linked").fullmatch(around.left) or rule("frame.festival").fullmatch(around.left):
        return True
    if rule("quoted.replaced_after").follows(around.left, 0) and around.left == around.clause:
        return True
    left = around.left
    for name in ("bound.floor_after", "bound.cap_after"):
        if bound := rule(name).follows(left, 0):
            left = left[bound.end() :]
    if not left.strip() and around.left.strip():
        return True  # 每人200元以上500元以下
    beside = rule("subject.beside").search(left)
    return beside is not None and beside.start() <= 2


def bound_of(sentence: Sentence, around: Surroundings, *, told: bool) -> tuple[TermKind | None, str]:
    """The bound around a figure and the rule that read it; after it first, then before it, the nearest one."""
    after = around.right
    if rate := rule("rate.after").follows(after, 0):
        after = after[rate.end() :]
    if rule("bound.floor_after").follows(after, 0):
        return "floor", "bound.floor_after"
    if rule("bound.cap_after").follows(after, 0):
        return "cap", "bound.cap_after"
    if rule("bound.between_after").follows(sentence.text, around.rest_end - len(around.rest)):
        return "floor", "bound.between_after"
    if rule("bound.between_end").follows(after, 0) and _is_chained(around.left):
        return "cap", "bound.between_end"
    if rule("bound.excess_before").search(around.clause) and rule("bound.excess_after").follows(after, 0):
        return "cap", "bound.excess_after"
    # The words after the figure decide on some before it (控制在30%左右), so they are given along;
    # where only a stroke parts it from the next, so are those after that (以500元、300元为限).
    end = around.rest_end - len(around.rest)
    tail = sentence.text[end : end + 24] if _is_chained(around.right) else after[:12]
    whole = around.clause + "0" + tail
    nearest: tuple[int, TermKind | None, str] = (0, None, "")
    for name, kind in (("bound.cap_before", "cap"), ("bound.floor_before", "floor"), ("bound.exceed_before", "floor")):
        for match in rule(name).finditer(whole):
            if name == "bound.exceed_before" and rule("bound.other_figure").search(around.clause, match.end()):
                continue  # 运距超过2000公里的订单按运费50%
            if nearest[0] < match.end() <= len(around.clause):
                nearest = (match.end(), "floor" if kind == "floor" else "cap", name)
    if nearest[2] == "bound.exceed_before":
        aimed = told or rule("target.aim").search(around.two_clauses)
        if not aimed or rule("bound.condition_after").follows(after, 0):
            return None, ""
    return nearest[1], nearest[2]
