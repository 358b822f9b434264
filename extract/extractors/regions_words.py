"""The words after places that say that they are helped: their goods, their class, what has struck them."""

from __future__ import annotations

from typing import NamedTuple

from extract.values.region_rules import rule

_WEAK = "region.helped_weak"
AFTER = ("region.helped_after", "region.helped_class", "region.helped_named", "region.helped_events", _WEAK)
"""The rules of such words, each of which may stand behind the count, kind and adjectives of `_BEFORE`."""
_BEFORE = "region.before_words_after"


class After(NamedTuple):
    """Words behind places: where they end, the rule they were read by, and whether they tell nothing by themselves."""

    end: int
    rule: str

    @property
    def weak(self) -> bool:
        """Whether another word of help must stand before the places."""
        return self.rule == _WEAK


def words_after(text: str, end: int) -> After | None:
    """The words right behind the last of some places that say that they are helped; None where none do."""
    before = rule(_BEFORE).follows(text, end)
    ends = {end: None} if before is None else {before.end(): None, before.end("kind"): None, end: None}
    for at in ends:
        for rule_id in AFTER:
            found = rule(rule_id).follows(text, at)
            if found is not None:
                return After(found.end(), rule_id)
    return None
