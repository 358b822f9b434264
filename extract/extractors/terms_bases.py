"""What a percentage is a share of, by the words around it or by the figure that it follows."""

from __future__ import annotations

from extract.extractors.terms_readings import Reading, rule
from extract.extractors.terms_sentences import Figure, Sentence, Surroundings


def share_base(
    sentence: Sentence,
    figure: Figure,
    around: Surroundings,
    previous: Reading | None,
    before: Reading | None,
    name: str,
    each: str | None,
) -> str | None:
    """What a share is a share of."""
    if name == "quoted.outdone":  # 比国家规定的10%提高5个百分点: of what the notice's own share is of
        base = previous.base if previous is not None and previous.unit == "percent" else None
    else:
        base = _share_of(around, previous) or _share_of_sum(sentence, figure, around, before)
    carried_each = previous is not None and previous.unit == "CNY" and each == previous.each
    return base or (None if carried_each else each)


def _share_of(around: Surroundings, previous: Reading | None) -> str | None:
    """What a percentage is a share of, as printed."""
    for name in ("base.raised", "base.compared", "base.borne"):
        if match := rule(name).search(around.clause):
            base = match["base"]
            return base if base.startswith("“") and "”" in base else base.strip(" “”‘’（(、的")
    for name in ("base.in_ratio", "base.of", "base.bounded", "base.by", "base.eased", "base.start"):
        searched = rule(name).match(around.clause) if name == "base.start" else rule(name).search(around.clause)
        if searched and name == "base.in_ratio" and rule("base.of_total").fullmatch(searched["base"]):
            return searched["base"]
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
    for name in ("base.added", "base.own_share"):
        if named := rule(name).search(around.clause):
            return named["base"]
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
    allotted = rule("base.allotted").match(around.clause)
    if allotted and rule("base.allotted_to").follows(around.right, 0):
        return allotted["base"]
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
    if reckoned := rule("base.reckoned").search(before):
        return _trimmed(reckoned["base"])
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
