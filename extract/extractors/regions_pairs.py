"""Places that a dash joins to those that help them: 结对关系：甲市—乙县, or the helped one first, 乙县—甲市."""

from __future__ import annotations

from collections.abc import Sequence

from extract.extractors.regions_home import helps_others
from extract.values.finding import Finding
from extract.values.region_rules import rule
from extract.values.regions import Place

_WINDOW = 48
"""How many characters before the pair, or its sentence, the word may stand that says what the dash means."""
_SENTENCE_ENDS = "。\n"
_DASH = 2
"""Characters of the longest dash."""


def helpers_behind(text: str, found: Sequence[Finding[Place]]) -> dict[int, list[int]]:
    """By the end of a helped place that a dash joins to its helpers behind it, where those begin (乙县—甲市、丙市).

    The helpers are of provinces that help others, the helped one is not.
    """
    pairs: dict[int, list[int]] = {}
    for index, helper in enumerate(found[1:], start=1):
        place = found[index - 1]
        if helper.start - place.end > _DASH or not _is_pair(text, place, helper.start):
            continue
        if not place.value.adcode or _helps(place) or not _helps(helper):
            continue
        pairs[place.end] = [helper.start]
        for before, other in zip(found[index:], found[index + 1 :], strict=False):
            if not _helps(other) or rule("region.list_mark").fullmatch(text[before.end : other.start]) is None:
                break
            pairs[place.end].append(other.start)
    return pairs


def is_dashed(text: str, first: Finding[Place], last: Finding[Place], sentence: int) -> bool:
    """Whether a dash joins places to the one before them, which helps them; `sentence` is where the sentence begins."""
    low = max(sentence, first.start - 4)
    if rule("region.dashed_before").search(text, low, first.start) is not None:
        return _is_told(text, sentence, first.start)
    short = rule("region.dashed_short").search(text, low, first.start)
    return short is not None and rule("region.cooperation_after").follows(text, last.end) is not None


def _is_pair(text: str, place: Finding[Place], start: int) -> bool:
    if rule("region.dashed_before").search(text, place.start, start) is None:
        return False
    return _is_told(text, place.start, place.start)


def _is_told(text: str, low: int, end: int) -> bool:
    """Whether a word says of the places joined by dashes in a line that they are pairs.

    It stands before them or plainly behind; other pairs may stand between.
    """
    line = max(text.rfind("\n", 0, low) + 1, low - _WINDOW)
    if rule("region.pairing_word").search(text, line, end) is not None:
        return True
    stops = [at for mark in _SENTENCE_ENDS if (at := text.find(mark, end, end + _WINDOW)) >= 0]
    return rule("region.pairs_told_after").search(text, end, min(stops, default=end + _WINDOW)) is not None


def _helps(place: Finding[Place]) -> bool:
    return place.value.adcode is not None and helps_others(place.value.adcode)
