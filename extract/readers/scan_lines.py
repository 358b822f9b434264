"""Recognised lines measured on the levelled page: where they and their characters stand, how large they are set."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np
import numpy.typing as npt

from extract.readers.ocr_engine import Corners, Mark, TextLine
from extract.readers.scan_picture import Affine
from extract.readers.scan_seals import Mask

Bits = npt.NDArray[np.bool_]

_TALL = 1.45
"""A line this many times as high as wide is a single figure, or characters one below the other."""
_INK_OF_HAN = 0.93
"""The height of a Chinese character's ink, as a share of its size."""
_INK_OF_FIGURES = 0.72
_LEAST_OF_LINE, _USUAL_OF_LINE = 0.5, 0.73
"""The size of type as a share of its line's height: less than the first is ink that is only partly seen."""
_LEAST_INK = 2
"""So many dark pixels make a row or column part of a line's ink."""


@dataclass(slots=True)
class Measured:
    """A line in points of the levelled page: its ends, the middle of its height, its characters and their places."""

    x0: float
    x1: float
    middle: float
    marks: list[Mark]
    places: list[float]
    """The middle of each character."""
    gaps: list[tuple[float, float]]
    """The widest white between the middles of each character and the next: from where to where."""
    size: float
    """The size of its type as its ink has it."""
    pitch: float | None
    """How far its Chinese characters stand apart, where there are enough of them."""
    red: bool

    @property
    def has_han(self) -> bool:
        """Whether its size was taken from Chinese characters."""
        return any(is_han(mark.char) for mark in self.marks)


def is_han(char: str) -> bool:
    """Whether a character is a Chinese one that fills its square."""
    return "\u3400" <= char <= "\u9fff" and char not in "一二三"


def moved(corners: Corners, matrix: Affine) -> tuple[float, float, float, float]:
    """A line's rectangle on the levelled page, in pixels: left, top, right, bottom.

    Its height is its own, not that of the box round its slanting corners.
    """
    a, b, c, d, e, f = matrix
    points = [(a * x + b * y + c, d * x + e * y + f) for x, y in corners.tolist()]
    left = (points[0][0] + points[3][0]) / 2
    right = (points[1][0] + points[2][0]) / 2
    top = (points[0][1] + points[1][1]) / 2
    bottom = (points[2][1] + points[3][1]) / 2
    return left, top, right, bottom


def measured(line: TextLine, matrix: Affine, ink: Mask, red: Mask, scale: float) -> Measured | None:
    """A recognised line's measures; None for one that lies outside the page."""
    left, top, right, bottom = moved(line.corners, matrix)
    high, wide = ink.shape
    x0, x1, y0, y1 = max(0, int(left)), min(wide, int(right) + 1), max(0, int(top)), min(high, int(bottom) + 1)
    if x1 - x0 < 2 or y1 - y0 < 2:
        return None
    part = ink[y0:y1, x0:x1] > 0
    columns = np.flatnonzero(part.sum(axis=0) >= _LEAST_INK)
    first, last = (float(columns[0] + x0), float(columns[-1] + x0 + 1)) if len(columns) else (left, right)
    places = [left + mark.at * (right - left) for mark in line.marks]
    height = _ink_height(part, line.marks, [place - x0 for place in places], bottom - top)
    own = red[y0:y1, x0:x1] > 0
    reddish = bool(own.sum() > 0.45 * max(1, part.sum())) if own.any() else False
    return Measured(
        first / scale,
        last / scale,
        (top + bottom) / 2 / scale,
        line.marks,
        [place / scale for place in places],
        _gaps(part, x0, places, scale),
        height / scale,
        _pitch(line.marks, places, scale),
        reddish,
    )


def _ink_height(part: Bits, marks: list[Mark], places: list[float], high: float) -> float:
    """The size of type that the ink of the characters shows, in pixels."""
    half = 0.4 * high
    chosen = [place for mark, place in zip(marks, places, strict=True) if is_han(mark.char)]
    share = _INK_OF_HAN
    if not chosen:
        chosen = [place for mark, place in zip(marks, places, strict=True) if mark.char.isalnum()] or places
        share, half = _INK_OF_FIGURES, 0.25 * high
    heights: list[float] = []
    for place in chosen:
        rows = np.flatnonzero(part[:, max(0, int(place - half)) : max(1, int(place + half))].any(axis=1))
        if len(rows):
            heights.append(float(rows[-1] - rows[0] + 1))
    size = median(heights) / share if heights else 0.0
    return size if size >= _LEAST_OF_LINE * high else _USUAL_OF_LINE * high


def _gaps(part: Bits, x0: int, places: list[float], scale: float) -> list[tuple[float, float]]:
    empty: Bits = np.logical_not(part.any(axis=0))
    found: list[tuple[float, float]] = []
    for a, b in pairwise(places):
        first, last = max(0, int(a) - x0), max(0, int(b) - x0)
        best = run = 0
        end = at = (first + last) // 2
        for at in range(first, min(last, len(empty))):
            run = run + 1 if empty[at] else 0
            if run > best:
                best, end = run, at + 1
        found.append(((x0 + end - best) / scale, (x0 + end) / scale))
    return found


def _pitch(marks: list[Mark], places: list[float], scale: float) -> float | None:
    steps = [
        (b - a) / scale
        for (one, a), (other, b) in pairwise(zip(marks, places, strict=True))
        if is_han(one.char) and is_han(other.char)
    ]
    return median(steps) if len(steps) >= 5 else None


def split_tall(places: list[Corners], matrix: Affine, ink: Mask) -> list[Corners]:
    """The places with those that are higher than wide made fit to be read from left to right.

    A single figure is given room at its sides; characters one below the other are parted.
    """
    found: list[Corners] = []
    for corners in places:
        left, top, right, bottom = moved(corners, matrix)
        width, height = right - left, bottom - top
        if height <= _TALL * width:
            found.append(corners)
        elif height <= 2.2 * width or height < 1.2 * _usual_height(places, matrix):
            found.append(_widened(corners, 0.9 * height / max(width, 1.0)))
        else:
            found += _one_below_the_other(corners, max(2, round(height / (1.15 * width))))
    return found


def _usual_height(places: list[Corners], matrix: Affine) -> float:
    heights = [box[3] - box[1] for corners in places if (box := moved(corners, matrix))]
    return median(heights)


def _widened(corners: Corners, factor: float) -> Corners:
    middle = (corners[[0, 3]] + corners[[1, 2]]) / 2
    half = (corners[[1, 2]] - corners[[0, 3]]) / 2 * np.float32(factor)
    return np.array([middle[0] - half[0], middle[0] + half[0], middle[1] + half[1], middle[1] - half[1]], np.float32)


def _one_below_the_other(corners: Corners, count: int) -> list[Corners]:
    down = (corners[3] - corners[0]) / np.float32(count), (corners[2] - corners[1]) / np.float32(count)
    return [
        np.array(
            [
                corners[0] + down[0] * at,
                corners[1] + down[1] * at,
                corners[1] + down[1] * (at + 1),
                corners[0] + down[0] * (at + 1),
            ],
            np.float32,
        )
        for at in range(count)
    ]
