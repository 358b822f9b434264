"""Ranges of a text that are taken: whether another one touches any, told without looking at each; open brackets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

_OPENING, _CLOSING = frozenset("（("), frozenset("）)")


def open_bracket(text: str, start: int, at: int) -> int:
    """Where the bracket opens, behind `start`, that is still open at a place; -1 where none is."""
    closed = 0
    for offset in range(at - 1, start - 1, -1):
        if text[offset] in _CLOSING:
            closed += 1
        elif text[offset] in _OPENING:
            if not closed:
                return offset
            closed -= 1
    return -1


class Ranges:
    """Ranges of a text, in any order; they may overlap."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(ranges)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))
        """The furthest end of each range and those before it."""

    def overlap(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with this range."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start
