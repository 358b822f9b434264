"""Where the text of a PDF stands on its pages: margins, line pitch and body size, from the lines themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.readers.pdf_lines import Line
from extract.readers.pdf_page import Run

_FEWEST = 6
"""With fewer long lines than this a page's margins are taken from all pages of its size."""
_FEWEST_SCANNED = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """The area that body text fills: `left` and `right` margin, `pitch` from base line to base line, body `size`."""

    left: float
    right: float
    pitch: float
    size: float

    @property
    def center(self) -> float:
        """The middle between the margins."""
        return (self.left + self.right) / 2


def body_size(lines: Iterable[Line]) -> float:
    """The size in which most characters are set; 12 where there are none."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[line.size] += len(line.glyphs)
    return counts.most_common(1)[0][0] if counts else 12.0


def measure(lines: Sequence[Line], width: float, size: float) -> Frame | None:
    """The frame of lines in one column of a page, `width` points wide; None where too few are long."""
    body = [line for line in lines if abs(line.size - size) <= 0.12 * size]
    long = [line for line in body if line.x1 - line.x0 >= 0.5 * width]
    if len(long) < 3:
        return None
    # Punctuation may stand out into the margin.
    ends = [line.x1 for line in long if line.glyphs[-1].char not in "，。、；：？！）》」』”’"]
    right = _mode(ends or [line.x1 for line in long], 0.3 * size)
    left = _leftmost([line.x0 for line in body], long, 0.5 * size)
    steps = [b.baseline - a.baseline for a, b in pairwise(body) if a.page == b.page]
    pitch = _mode([step for step in steps if 0.9 * size < step < 3.2 * size] or [1.6 * size], 1.0)
    return Frame(left, max(right, left + 4 * size), pitch, size)


def _mode(values: list[float], tolerance: float) -> float:
    """The value around which most others lie; of equally frequent ones the smallest."""
    best, best_count = values[0], 0
    for value in sorted(set(values)):
        count = sum(abs(other - value) <= tolerance for other in values)
        if count > best_count:
            best, best_count = value, count
    return best


def _leftmost(all_left: list[float], long: list[Line], tolerance: float) -> float:
    """The leftmost place where a fair share of lines begins: paragraphs' later lines, not their indented first ones."""
    starts = [line.x0 for line in long]
    for value in sorted(starts):
        share = sum(abs(other - value) <= tolerance for other in all_left)
        if share >= max(2, 0.12 * len(all_left)):
            return value
    return min(starts)


def page_frames(pages: Sequence[tuple[float, Sequence[Line]]], runs: Iterable[Run] = ()) -> list[Frame]:
    """A frame for each page, given its width and its lines outside tables.

    `runs` are all of the document: where nearly all is in tables, the few lines outside are titles,
    and the tables' size is the body's.
    """
    size = body_size(line for _, lines in pages for line in lines)
    counts: Counter[float] = Counter()
    for run in runs:
        counts[run.size] += len(run.glyphs)
    outside = sum(len(line.glyphs) for _, lines in pages for line in lines)
    if 4 * outside < counts.total():
        size = min(size, counts.most_common(1)[0][0])
    shared: dict[int, Frame | None] = {}
    for rounded in {round(width) for width, _ in pages}:
        lines = [line for width, page in pages if round(width) == rounded for line in page]
        shared[rounded] = measure(lines, rounded, size)
    frames = []
    for width, own in pages:
        long = sum(line.x1 - line.x0 >= 0.5 * width for line in own)
        # Scanned pages lie differently on the glass.
        fewest = _FEWEST_SCANNED if any(line.glyphs[0].score for line in own) else _FEWEST
        frame = measure(own, width, size) if long >= fewest else None
        frames.append(frame or shared[round(width)] or _guess(own, width, size))
    return frames


def _guess(lines: Sequence[Line], width: float, size: float) -> Frame:
    left = min((line.x0 for line in lines), default=0.13 * width)
    return Frame(left, max(width - left, max((line.x1 for line in lines), default=0.0)), 1.6 * size, size)
