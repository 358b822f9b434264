"""What a percentage is a share of, by the words around it or by the figure that it follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extract.extractors.terms_readings import Reading, rule
from extract.extractors.terms_sentences import Figure, Sentence, Surroundings


@dataclass(frozen=True, slots=True)
class _Share:
    """A share of which the whole is looked for: its place, and the reading of the figure before it, if any."""

    sentence: Sentence
    figure: Figure
    around: Surroundings
    previous: Reading | None

    @property
    def lead(self) -> str:
        """All the words of the sentence before the share."""
        return self.sentence.text[: self.figure.start]


def _clause(share: _Share) -> str:
    return share.around.clause


def _two_clauses(share: _Share) -> str:
    return share.around.two_clauses


def _left(share: _Share) -> str:
    return share.around.left


def _left_of_a_share(share: _Share) -> str:
    return share.around.left if share.previous is not None and share.previous.unit == "percent" else ""


def _right(share: _Share) -> str:
    return share.around.right


def _lead(share: _Share) -> str:
    return share.lead


_NAMED: tuple[tuple[str, Callable[[_Share], str]], ...] = (
    ("base.raised", _clause),
    ("base.compared", _clause),
    ("base.borne", _clause),
    ("base.in_ratio", _clause),
    ("base.of", _clause),
    ("base.bounded", _clause),
    ("base.by", _clause),
    ("base.start", _clause),
    ("base.from", _clause),
    ("base.before_comma", _two_clauses),
    ("base.laid_out", _clause),
    ("base.eased", _two_clauses),
    ("base.reckoned", _two_clauses),
    ("base.named_part", _left_of_a_share),  # 15%的预留份额，其中不少于三分之一
    ("base.added", _clause),
    ("base.own_share", _clause),
    ("base.after", _right),
    ("base.of_bodies", _right),
    ("base.of_which", _two_clauses),
    ("base.within", _two_clauses),
    ("base.used_for", _two_clauses),
    ("base.counted", _clause),
    ("base.in_ratio", _left),
    ("base.from", _left),
    ("base.within", _left),
    ("base.bare", _clause),
)
"""The rules by which the words around a share name its whole, in the order in which they are believed, with what
each is asked of."""

_WHOLE_ANYWAY = ("base.raised", "base.compared", "base.borne", "base.bare")
"""Those that name a whole by words that elsewhere name none: 标准, 价格, 总额."""

_OF = ("base.in_ratio", "base.of", "base.by")
"""Those after which a bare sum is one: 按采购金额的10%, though 采购金额不低于10% tells of none."""

_TOLD: tuple[tuple[str, Callable[[_Share], str]], ...] = (
    ("base.tiered", _lead),
    ("base.spent", _two_clauses),
    ("base.things_shared", _two_clauses),
    ("base.reckoned", _lead),
)
"""Those by which a sentence tells it farther off."""


def share_base(
    sentence: Sentence,
    figure: Figure,
    around: Surroundings,
    previous: Reading | None,
    before: Reading | None,
    name: str,
    each: str | None,
) -> str | None:
    """What a share is a share of, as printed; `before` is the figure right before it, `previous` the last one read."""
    if name == "quoted.outdone":  # 比国家规定的10%提高5个百分点: of what the notice's own share is of
        base = previous.base if previous is not None and previous.unit == "percent" else None
    elif before is not None and before.unit == "percent" and before.base and _is_chained(around):
        base = before.base  # 按上年税收总额的0.6%或0.4%落实帮扶资金
    else:
        share = _Share(sentence, figure, around, previous)
        base = _by_rules(_NAMED, share) or _allotted(around) or _carried(share) or _by_rules(_TOLD, share)
        base = base or _of_ladder(share) or _of_sum(share, before)
    carried_each = previous is not None and previous.unit == "CNY" and each == previous.each
    return base or (None if carried_each else each)


def _is_chained(around: Surroundings) -> bool:
    return rule("frame.chained").fullmatch(around.left) is not None


def _by_rules(ways: tuple[tuple[str, Callable[[_Share], str]], ...], share: _Share) -> str | None:
    """The whole that the first of these rules names."""
    for name, scope in ways:
        asked = rule(name)
        found = asked.match(scope(share)) if asked.use == "match" else asked.search(scope(share))
        if found is None:
            continue
        base = found["base"]
        if name in _WHOLE_ANYWAY:
            return _stripped(base)
        total = rule("base.of_total").fullmatch(base) if name in _OF else None
        if total and (total["what"] or name == _OF[0]):
            return base
        if trimmed := _trimmed(base):
            return trimmed
    return None


def _allotted(around: Surroundings) -> str | None:
    """The money that a clause begins with, where what the share of it goes to stands behind the share."""
    allotted = rule("base.allotted").match(around.clause)
    return allotted["base"] if allotted and rule("base.allotted_to").follows(around.right, 0) else None


def _carried(share: _Share) -> str | None:
    """What the share before this one is of, where nothing parts them."""
    previous = share.previous
    if previous is None or previous.unit != "percent" or rule("quoted.ended_after").follows(share.around.right, 0):
        return None
    clause = share.around.clause
    own = rule("base.own_rate").search(clause) or rule("base.allotted").match(clause)
    return None if own else previous.base


def _of_ladder(share: _Share) -> str | None:
    """What a ladder of rates goes by, told with its first step in the sentence before."""
    if not share.sentence.before or not rule("base.tier_next").fullmatch(share.lead):
        return None
    named = rule("base.tier_named").search(share.sentence.before)
    return named["base"] if named else None


def _of_sum(share: _Share, previous: Reading | None) -> str | None:
    """What the sum right before a share, of which it is a part, is the amount of."""
    if previous is None or previous.unit != "CNY":
        return None
    around = share.around
    if rule("base.within_sum").search(around.left):
        summed = rule("base.sum_named").search(share.lead, previous.start, previous.figure.start)
    elif rule("base.parted").search(around.clause):
        summed = rule("base.sum_before").search(share.lead, previous.start, previous.figure.start)
    else:
        return None
    return _trimmed(summed["base"]) if summed else None


def _trimmed(base: str) -> str | None:
    """A base without the words that only lead to it; None where what is left names no whole."""
    base = _stripped(rule("base.trim").sub("", base))
    return None if len(base) < 2 or rule("base.no_whole").fullmatch(base) else base


def _stripped(base: str) -> str:
    """A base without the marks that it is printed in; a name's own quotation marks stay."""
    return base.rstrip("“‘（(、的") if base.startswith("“") and "”" in base else base.strip(" “”‘’（(、的")
