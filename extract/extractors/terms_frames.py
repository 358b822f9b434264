"""What a figure of a sentence means: its bound, its rate, what it is a share of, its standing and topic.

Each frame looks at the words around the figure (see `terms_sentences.Surroundings`) and combines with
the others; none knows a whole sentence. The words stand in `rules/terms.toml`.
"""

from __future__ import annotations

from dataclasses import replace

from extract.extractors.terms_amendments import amended, amends, words_pointed_at
from extract.extractors.terms_judgement import (
    in_old_words,
    is_additional,
    is_rejected,
    is_target,
    outdone,
    standing_of,
    topic_of,
)
from extract.extractors.terms_readings import Reading, rule
from extract.extractors.terms_sentences import Figure, Sentence, Surroundings, figures, quotations, surroundings
from extract.facts import Per, Standing, TermKind

_FAR_MORE = 20
"""How many times a person's figure the next body's can be and still be one person's."""
_CHAIN = ("、", "和", "或", "及", "，")
"""What stands alone between figures of one list."""


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
        chained = chained + 1 if around.left.strip() in _CHAIN else 0
        if chained and rule("bound.condition_after").follows(around.right, 0):
            # 达100万元、200万元的，: what makes the last of a list a condition makes all of it one.
            readings = [one for one in readings if one.figure.start < found[index - chained].start]
        if reading is not None:
            chain = dropped and around.left.strip() in _CHAIN
            dropped = chain or is_rejected(sentence, reading, around, told=planned)
            if not dropped:
                readings.append(reading)
        previous, adjacent = (reading, True) if reading is not None else (previous, False)
        money = reading if reading is not None and reading.unit == "CNY" else money
    return readings


def _read(
    sentence: Sentence, figure: Figure, around: Surroundings, previous: Reading | None, adjacent: bool, told: bool
) -> Reading | None:
    """One figure's reading; None where it has no bound and nothing says that it is to be reached."""
    kind, name = bound_of(sentence, around, told=told)
    if outdone(around):
        kind, name = "target", "quoted.outdone"
    per, each = rate_of(around, previous)
    linked = adjacent and previous is not None and previous.unit == figure.unit and _goes_on(around)
    if linked and previous is not None:
        in_turn = figure.unit == "percent" and around.left.strip() in _CHAIN  # 分别达到35%和45%
        in_turn = in_turn or (figure.unit == "percent" and rule("frame.parallel").fullmatch(around.left) is not None)
        bounded = previous.rule.endswith("_before") and not rule("frame.own_verb").search(around.clause)
        if kind is None and (bounded or (in_turn and previous.kind == "target")):
            kind, name = previous.kind, previous.rule.removeprefix("terms.")
        if per is None and each is None:
            per, each = previous.per, None if _named_of_each(around, previous) else previous.each
        elif per in ("person", "year") and previous.per == "person-year" and each is None:
            per = previous.per
    elif adjacent and previous is not None and per is None and each is None and previous.unit == figure.unit == "CNY":
        per = previous.per if rule("frame.parallel").fullmatch(around.left) else None
    if previous is not None and _far_more(figure, previous) and not rule("rate.person").search(around.clause):
        per = "year" if per == "person-year" else None if per == "person" else per
    relaxed = previous is not None and previous.unit == figure.unit and rule("frame.relaxed").search(around.clause)
    if kind is None and relaxed and previous is not None and previous.kind != "target":
        kind, name = previous.kind, previous.rule.removeprefix("terms.")  # 不超过400元；困难企业可以放宽到500元
    listed = adjacent and previous is not None and rule("frame.listed").fullmatch(around.left) is not None
    rated = bool(per or each) or linked or listed
    if kind is None and is_target(sentence, figure, around, told=told, rated=rated):
        kind, name = "target", "target.invested" if _invested(around, previous) else "target.goal"
    if kind is None:
        return None
    if figure.unit == "percent":
        per = None if per in ("person", "person-year") else per
        base = _share_of(around, previous) or _share_of_sum(sentence, figure, around, previous if adjacent else None)
        if name == "quoted.outdone":  # 比国家规定的10%提高5个百分点: of what the notice's own share is of
            base = previous.base if previous is not None and previous.unit == "percent" else None
        carried_each = previous is not None and previous.unit == "CNY" and each == previous.each
        base = base or (None if carried_each else each)
    else:
        per = _whole_year(per, each, kind, around)
        base = each
    standing = standing_of(sentence, figure, around)
    additional = int(_on_top(sentence, figure, around, standing))
    if relaxed and previous is not None:
        additional = max(additional, previous.additional)
    if previous is not None and previous.additional and kind != previous.kind and per == previous.per == "person-year":
        additional = max(additional, int(rule("frame.goes_on").match(around.clause) is not None))  # 但每人不少于200元
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
        occasions=occasions_of(around.clause + around.rest[:8], around.previous_clause, text_before),
    )
    carried = linked or bool(rule("frame.goes_on").match(around.clause))
    whole = previous.base if previous is not None and previous.unit == figure.unit == "percent" else None
    if whole is not None and base == whole:
        carried = carried or bool(rule("frame.points_back").follows(sentence.text, 0))
    return replace(reading, topic=topic_of(sentence, reading, around, previous if carried else None))


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


def _far_more(figure: Figure, previous: Reading) -> bool:
    """Whether an amount is too large to be one person's as the one before it is (每人600元，各乡镇20万元)."""
    personal = previous.per in ("person", "person-year") and previous.unit == figure.unit == "CNY"
    return personal and figure.low > previous.figure.high * _FAR_MORE


def _whole_year(per: Per | None, each: str | None, kind: TermKind, around: Surroundings) -> Per | None:
    """A cap, or an amount for each household, over 全年 is counted by the year; a plan's total is not."""
    counted = per is None and (each is not None or kind == "cap")
    return "year" if counted and rule("rate.whole_year").search(around.clause) else per


def _invested(around: Surroundings, previous: Reading | None) -> bool:
    """Whether an amount is what a project costs, or a part of it: no body's own task."""
    if rule("target.invested").fullmatch(around.clause):
        return True
    part = previous is not None and previous.rule == "terms.target.invested" and around.left == f"，{around.clause}"
    return part and around.clause.startswith("其中")


def _named_of_each(around: Surroundings, previous: Reading) -> bool:
    """Whether a figure is one body's own, by name, after one for each of its kind (每个县…，其中甲县…)."""
    if not previous.each or not rule("rate.each_body").search(previous.each):
        return False
    return rule("subject.beside").search(around.left) is not None


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
    # The words after the figure decide on some before it (控制在30%左右), so they are given along;
    # where only a stroke parts it from the next, so are those after that (以500元、300元为限).
    end = around.rest_end - len(around.rest)
    tail = sentence.text[end : end + 24] if around.right.strip() in _CHAIN[:3] and around.right else after[:12]
    whole = around.clause + "0" + tail
    nearest: tuple[int, TermKind | None, str] = (0, None, "")
    for name, kind in (("bound.cap_before", "cap"), ("bound.floor_before", "floor"), ("bound.exceed_before", "floor")):
        for match in rule(name).finditer(whole):
            if nearest[0] < match.end() <= len(around.clause):
                nearest = (match.end(), "floor" if kind == "floor" else "cap", name)
    if nearest[2] == "bound.exceed_before":
        aimed = told or rule("target.aim").search(f"{around.previous_clause}，{around.clause}")
        if not aimed or rule("bound.condition_after").follows(after, 0):
            return None, ""
    return nearest[1], nearest[2]


def rate_of(around: Surroundings, previous: Reading | None) -> tuple[Per | None, str | None]:
    """What a figure is counted by (person, year) and by what else (每户, 每次), as printed."""
    left = around.clause
    own = rule("rate.person").search(left) and rule("rate.each").search(left)
    own = own or rule("rate.times").search(around.previous_clause)  # 每年不超过2次，每人每次
    told_off = rule("rate.left_free").search(around.previous_clause)  # 户均金额不作要求，但总额须在30万元以上
    if around.previous_clause and not own and not told_off and rule("rate.carried_clause").match(around.clause):
        left = f"{around.previous_clause}，{left}"
    match = rule("rate.after").follows(around.right, 0)
    after = match.group() if match else ""
    person = bool(rule("rate.person").search(left)) or ("人" in after and "人次" not in after) or "会员" in after
    person = person or "职工" in after or bool(rule("rate.for_each_person").search(around.left))
    person = person or rule("rate.for_each_person_after").follows(around.right, 0) is not None
    year = bool(rule("rate.year").search(left)) or "年" in after
    within = bool(rule("rate.within_year").search(left) or rule("rate.within_year").search(around.rest))
    each = _each(left, after)
    whole_year = rule("rate.within_year").search(around.clause) is not None
    goes_on = previous is not None and (
        rule("frame.goes_on").match(around.clause) is not None
        or rule("frame.points_back").match(around.clause) is not None
        or rule("frame.raised").search(around.clause) is not None
        or (previous.standing == "quoted" and rule("additional.before").search(around.clause) is not None)
        or _part_of(around, previous)
    )
    if goes_on and previous is not None and previous.unit == "CNY" and not (person or year):
        person = previous.per in ("person", "person-year")
        year = previous.per in ("person-year", "year") and each is None
        each = each if whole_year else each or previous.each
    if person:
        return ("person-year" if year or (within and each is None) else "person"), each
    return ("year" if year else None), each


def _part_of(around: Surroundings, previous: Reading) -> bool:
    """Whether an amount is a part of the one before it, told behind 其中: 每人1800元；其中，用于…的部分应达到450元."""
    parted = around.previous_clause.strip() == "其中" and "部分" in around.clause
    return parted and previous.standing == "set" and previous.per in ("person", "person-year")


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


def _share_of(around: Surroundings, previous: Reading | None) -> str | None:
    """What a percentage is a share of, as printed."""
    for name in ("base.raised", "base.compared", "base.borne"):
        if match := rule(name).search(around.clause):
            base = match["base"]
            return base if base.startswith("“") and "”" in base else base.strip(" “”‘’（(、的")
    for name in ("base.in_ratio", "base.of", "base.bounded", "base.by", "base.eased", "base.start"):
        searched = rule(name).match(around.clause) if name == "base.start" else rule(name).search(around.clause)
        if searched and (base := _trimmed(searched["base"])):
            return base
    if (match := rule("base.from").search(around.clause)) and (base := _trimmed(match["base"])):
        return base
    if (match := rule("base.before_comma").match(f"{around.previous_clause}，{around.clause}")) and (
        base := _trimmed(match["base"])
    ):
        return base
    if (match := rule("base.laid_out").match(around.clause)) and (base := _trimmed(match["base"])):
        return base
    eased = rule("base.eased").search(f"{around.previous_clause}，{around.clause}")
    if eased and (base := _trimmed(eased["base"])):
        return base
    reckoned = rule("base.reckoned").search(f"{around.previous_clause}，{around.clause}")
    if reckoned and (base := _trimmed(reckoned["base"])):
        return base
    own = rule("base.named_part").match(around.left) if previous is not None and previous.unit == "percent" else None
    if own:
        return own["base"]  # 15%的预留份额，其中不少于三分之一
    if added := rule("base.added").search(around.clause):
        return added["base"]
    if (following := rule("base.after").match(around.right)) and (base := _trimmed(following["base"])):
        return base
    for name, text in (
        ("base.of_which", f"{around.previous_clause}，{around.clause}" if around.previous_clause else around.clause),
        ("base.within", f"{around.previous_clause}，{around.clause}" if around.previous_clause else around.clause),
        ("base.used_for", f"{around.previous_clause}，{around.clause}" if around.previous_clause else around.clause),
        ("base.counted", around.clause),
        ("base.in_ratio", around.left),
        ("base.from", around.left),
        ("base.within", around.left),
    ):
        if (match := rule(name).search(text)) and (base := _trimmed(match["base"])):
            return base
    if bare := rule("base.bare").search(around.clause):
        return bare["base"]
    if previous is None or rule("quoted.ended_after").follows(around.right, 0):
        return None
    if rule("base.own_rate").search(around.clause):
        return None
    return previous.base if previous.unit == "percent" else None


def _share_of_sum(sentence: Sentence, figure: Figure, around: Surroundings, previous: Reading | None) -> str | None:
    """What a share without a whole of its own is of: the sum that the clause before parts, or what a ladder goes by."""
    before = sentence.text[: figure.start]
    if tier := rule("base.tiered").search(before):
        return tier["base"]
    if spent := rule("base.spent").search(f"{around.previous_clause}，{around.clause}"):
        return _trimmed(spent["base"])
    if shared := rule("base.things_shared").match(f"{around.previous_clause}，{around.clause}"):
        return shared["base"]
    if previous is None or previous.unit != "CNY":
        return None
    if rule("base.within_sum").search(around.left):
        within = rule("base.sum_named").search(before, previous.start, previous.figure.start)
        return _trimmed(within["base"]) if within else None
    if "其中" not in (around.clause[:2], around.clause[-2:]):
        return None
    summed = rule("base.sum_before").search(before, previous.start, previous.figure.start)
    return _trimmed(summed["base"]) if summed else None


def _trimmed(base: str) -> str | None:
    """A base without the words that only lead to it; None where what is left names no whole."""
    if base.startswith(("用于", "用作")):
        return None  # what a part goes to, no whole
    while lead := rule("base.trim").match(base):
        if lead.end() == 0:
            break
        base = base[lead.end() :]
    base = base.removesuffix("当").strip(" “”‘’（(、的")  # 预算当中
    if len(base) < 2 or rule("base.no_whole").fullmatch(base):
        return None
    return base
