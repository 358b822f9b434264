"""Places that goods come from without a word of help before them: their makers, their share of sales, or who buys."""

from __future__ import annotations

from collections.abc import Sequence

from extract.values.finding import Finding
from extract.values.region_rules import rule
from extract.values.regions import Place

_TOLD = (
    ("region.suppliers_after", "region.supply_topic"),
    ("region.sold_share", "region.sale_topic"),
    ("region.kept_after", "region.help_topic"),
)
"""What stands behind places of which goods come where words before them say that it is about goods."""
MADE = ("region.made_by", "region.built_for", "region.made_count", "region.goods_behind")
"""What stands right behind a place of which goods come, or behind its count."""
_REACH = 60
"""How many characters before the places the word of sale or supply may stand that their figures are told of."""

_FIRMS = 24
"""How many characters before the places the words may begin that say whose home they are."""
_HEADING = 8
"""How many characters before the sentence are looked at, too: 供应方。甲县…"""


def cue_of_producers(text: str, members: Sequence[Finding[Place]], sentence: int) -> tuple[int, int, str] | None:
    """The range and rule of the words that say goods come from places in a row; None where none do.

    `sentence` is where the sentence of the first begins.
    """
    first, last = members[0], members[-1]
    made = _made(text, last.end)
    if made is not None:
        return first.start, *made
    for name, topic in _TOLD:
        told = rule(name).follows(text, last.end)
        low = max(sentence - _HEADING, first.start - _REACH, 0)
        if told is not None and rule(topic).search(text, low, first.start) is not None:
            return first.start, told.end(), name
    firms = rule("region.firms_from").search(text, max(sentence, first.start - _FIRMS), first.start)
    if firms is not None:
        return firms.start(), last.end, "region.firms_from"
    leading = text[max(sentence, first.start - 2) : first.start]
    registered = rule("region.registered_in").follows(text, last.end) if len(members) > 1 else None
    if registered is not None and rule("region.from_before").search(leading):
        return first.start, registered.end(), "region.registered_in"
    bought = rule("region.bought_from").follows(text, last.end)
    if bought is not None and rule("region.from_before").search(leading):
        return first.start, bought.end(), "region.bought_from"
    return None


def _made(text: str, end: int) -> tuple[int, str] | None:
    """The end and rule of what right behind places says that goods come from there; a kind of goods is none."""
    if rule("region.kind_of_goods").follows(text, end) is not None:
        return None
    counted = rule("region.count_after").follows(text, end)
    for at in (end,) if counted is None else (counted.end(), end):
        for rule_id in MADE:
            made = rule(rule_id).follows(text, at)
            if made is not None:
                return made.end(), rule_id
    return None
