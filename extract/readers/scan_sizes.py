"""The sizes of type of a scanned document: ink measured on many lines, put together to the few sizes it is set in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extract.readers.scan_lines import Measured, is_han

_NEAR = 0.11
"""Lines whose ink differs by less than this share are set in the same size."""
_FAR = 0.25
"""Ink may be measured so much too small or too large, as a share; how far apart characters stand decides then."""
_FEW = 4
"""Chinese characters of a line that has too few to be measured by itself where it is the rest of a paragraph."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes a document is set in: what lines' ink measures in the middle of each, and the size in points.

    `body` is what the ink of the size of most of its characters measures.
    """

    known: tuple[tuple[float, float], ...]
    body: float = 12.0

    def of(self, line: Measured, page: Sequence[Measured]) -> float:
        """The size of a line of a page: that of the Chinese line it stands beside if it has no Chinese itself."""
        measure = line.size
        if not line.has_han:
            beside = [
                other
                for other in page
                if other.has_han
                and abs(other.middle - line.middle) < 0.35 * other.size
                and 0.7 < other.size / measure < 1.45
            ]
            if beside:
                measure = min(beside, key=lambda other: abs(other.x0 - line.x0)).size
            elif 0.7 < measure / self.body < 1.4:
                measure = self.body
        elif line.pitch is None and (above := _whose_rest(line, page)) is not None:
            return self.of(above, page)
        if not self.known:
            return round(measure, 1)
        possible = [one for one in self.known if abs(one[0] - measure) <= _FAR * one[0]] if line.pitch else []
        if line.pitch and possible:
            pitch = line.pitch
            return min(possible, key=lambda one: abs(one[0] - measure) / one[0] + abs(one[1] - pitch) / one[1])[1]
        at, size = min(self.known, key=lambda one: abs(one[0] - measure))
        limit = 1.5 * _NEAR if line.has_han else 3 * _NEAR
        return size if abs(at - measure) <= limit * at else round(measure, 1)


def _whose_rest(line: Measured, page: Sequence[Measured]) -> Measured | None:
    """The full line whose last few characters a line at the left margin holds; None for any other line."""
    if sum(is_han(mark.char) for mark in line.marks) > _FEW:
        return None
    left, right = min(other.x0 for other in page), max(other.x1 for other in page)
    return next(
        (
            other
            for other in page
            if other.pitch is not None
            and 0 < line.middle - other.middle < 2.2 * other.size
            and line.x0 - left < other.size
            and right - other.x1 < other.size
            and other.marks[-1].char not in "。；：;:"
            and abs(line.size - other.size) <= _FAR * other.size
        ),
        None,
    )


def sizes_of(lines: Sequence[Measured]) -> Sizes:
    """The sizes in which these lines of a whole document are set."""
    rest = sorted(
        ((line.size, len(line.marks), line.pitch) for line in lines if line.has_han and line.size > 0),
        key=lambda one: one[0],
    )
    known: list[tuple[float, float]] = []
    body = 0.0
    while rest:
        best, weight = rest[0][0], -1
        for measure, _, _ in rest:
            near = sum(count for other, count, _ in rest if abs(other - measure) <= 0.6 * _NEAR * measure)
            if near > weight:
                best, weight = measure, near
        own = [one for one in rest if abs(one[0] - best) <= _NEAR * best]
        middle = median(one[0] for one in own)
        pitches = [pitch for _, _, pitch in own if pitch is not None and abs(pitch - middle) <= 0.14 * middle]
        body = body or middle
        known.append((middle, round(median(pitches) if pitches else middle, 1)))
        rest = [one for one in rest if abs(one[0] - best) > _NEAR * best]
    return Sizes(tuple(sorted(known)), body or 12.0)
