"""A page's picture set upright and level: quarter turns undone, skew measured and taken out."""

from __future__ import annotations

import math
from typing import NamedTuple

import cv2
import numpy as np

from extract.readers.ocr_engine import Corners, Picture, TextLine, detect, recognise

Affine = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): a point (x, y) becomes (ax + by + c, dx + ey + f)."""

_LEAST_SKEW = 0.03
"""Degrees of skew that are left as they are."""
_LEAST_SURE = 0.75
"""A page whose lines are read less surely than this may stand on its head."""
_SAMPLE = 6


class Upright(NamedTuple):
    """A picture turned upright, the lines detected in it, its skew in degrees, and the quarter turns made."""

    picture: Picture
    places: list[Corners]
    skew: float
    turns: int


def set_upright(picture: Picture, threads: int) -> Upright:
    """The picture with its lines running from left to right, and where they are."""
    turns, places = 0, detect(picture, threads)
    if places and _stands_sideways(places):
        picture = _turned(picture, 1)
        turns, places = 1, detect(picture, threads)
    if places and _stands_on_its_head(picture, places, threads):
        picture = _turned(picture, 2)
        turns, places = turns + 2, detect(picture, threads)
    return Upright(picture, places, _skew(places), turns)


def _turned(picture: Picture, quarters: int) -> Picture:
    """The picture turned clockwise."""
    return np.ascontiguousarray(np.rot90(picture, -quarters))


def _sides(corners: Corners) -> tuple[float, float]:
    """Width and height of a line of text."""
    return float(np.linalg.norm(corners[1] - corners[0])), float(np.linalg.norm(corners[3] - corners[0]))


def _stands_sideways(places: list[Corners]) -> bool:
    tall = level = 0.0
    for corners in places:
        width, height = _sides(corners)
        if height > 1.8 * width:
            tall += height
        elif width > 1.8 * height:
            level += width
    return tall > 2 * level


def _stands_on_its_head(picture: Picture, places: list[Corners], threads: int) -> bool:
    """Whether the longest lines are read more surely upside down; asked only where they are read badly."""
    sample = sorted(places, key=lambda corners: -_sides(corners)[0])[:_SAMPLE]
    upright = _mean_score(recognise(picture, sample[:2], threads), 2)
    if upright >= _LEAST_SURE:
        return False
    reverse = [np.ascontiguousarray(corners[[2, 3, 0, 1]]) for corners in sample]
    return _mean_score(recognise(picture, reverse, threads), len(sample)) > 0.1 + _mean_score(
        recognise(picture, sample, threads), len(sample)
    )


def _mean_score(lines: list[TextLine], asked: int) -> float:
    return sum(line.score for line in lines) / max(1, asked)


def _skew(places: list[Corners]) -> float:
    """The slant of most lines in degrees, clockwise positive; 0 where too few are long."""
    slants: list[tuple[float, float]] = []
    for corners in places:
        width, height = _sides(corners)
        if width > 5 * height:
            (ax, ay), (bx, by) = (corners[0] + corners[3]) / 2, (corners[1] + corners[2]) / 2
            slants.append((math.degrees(math.atan2(by - ay, bx - ax)), width))
    if not slants:
        return 0.0
    slants.sort()
    half, passed = sum(width for _, width in slants) / 2, 0.0
    for slant, width in slants:
        passed += width
        if passed >= half:
            return slant if abs(slant) >= _LEAST_SKEW else 0.0
    return 0.0


def level_matrix(skew: float, width: int, height: int) -> Affine:
    """What takes out a skew: a turn round the picture's middle."""
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    a, b, c, d, e, f = (float(value) for value in matrix.flatten())
    return a, b, c, d, e, f


def levelled(grey: Picture, matrix: Affine, outside: int) -> Picture:
    """A picture of one channel turned by a matrix; what comes in from `outside` has that shade."""
    height, width = grey.shape[:2]
    turned = cv2.warpAffine(
        grey,
        np.array(matrix, dtype=np.float64).reshape(2, 3),
        (width, height),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(outside,),
    )
    return turned.astype(np.uint8)


def way_back(matrix: Affine, turns: int, width: float, height: float, scale: float) -> Affine:
    """From points of the levelled page to points of the page as it is shown.

    `width` and `height` are those of the upright picture in pixels, `scale` pixels a point.
    """
    a, b, c, d, e, f = matrix
    whole = np.array([[a, b, c / scale], [d, e, f / scale], [0, 0, 1]])
    back = np.linalg.inv(whole)
    wide, high = width / scale, height / scale
    quarters = (
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]],
        [[0.0, 1.0, 0.0], [-1.0, 0.0, wide]],
        [[-1.0, 0.0, wide], [0.0, -1.0, high]],
        [[0.0, -1.0, high], [1.0, 0.0, 0.0]],
    )
    result = np.array(quarters[turns % 4]) @ back
    a, b, c, d, e, f = (float(value) for value in result.flatten())
    return a, b, c, d, e, f
