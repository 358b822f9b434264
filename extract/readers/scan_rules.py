"""The ruling lines of a scanned page, from its levelled picture."""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np

from extract.readers.pdf_edges import Edge
from extract.readers.scan_seals import Mask

_SHORTEST_LEVEL = 24.0
"""Level strokes shorter than this, in points, are parts of characters."""
_SHORTEST_UPRIGHT = 15.0
_THICKEST = 4.0
"""Thicker bars, in points, are no ruling lines."""
_TOUCH = 5.0
"""An upright line ends, within so many points, at a level one: otherwise it is a character's stroke."""


def ink_mask(grey: Mask) -> Mask:
    """The dark pixels of a page, whatever the shade of its paper; single specks left out."""
    smooth = cv2.medianBlur(grey, 3)
    block = max(15, round(min(grey.shape) / 40) | 1)
    return cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 18).astype(
        np.uint8
    )


def find_rules(ink: Mask, scale: float) -> tuple[list[Edge], Mask]:
    """The ruling lines of a page in points, and the ink without them; `scale` is pixels a point."""
    level_mask, levels = _strokes(ink, scale, "h", _SHORTEST_LEVEL)
    upright_mask, uprights = _strokes(ink, scale, "v", _SHORTEST_UPRIGHT)
    kept = [line for line in uprights if _meets(line, levels)]
    rest = cv2.subtract(ink, level_mask)
    if kept:
        rest = cv2.subtract(rest, upright_mask)
    return [*levels, *kept], rest.astype(np.uint8)


def _strokes(ink: Mask, scale: float, orientation: Literal["h", "v"], shortest: float) -> tuple[Mask, list[Edge]]:
    level = orientation == "h"
    length = max(9, round(0.8 * shortest * scale))
    # A line that is not quite straight runs through several rows of pixels.
    thick = cv2.dilate(ink, np.ones((3, 1) if level else (1, 3), np.uint8))
    thick = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, 5) if level else (5, 1), np.uint8))
    opened = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, length) if level else (length, 1), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(opened.astype(np.uint8), connectivity=8)
    edges: list[Edge] = []
    mask = np.zeros_like(ink)
    for index in range(1, count):
        x, y, w, h = (int(value) for value in stats[index][:4])
        along, across = (w, h) if level else (h, w)
        if along < shortest * scale or across > max(_THICKEST * scale, 0.02 * along):
            continue
        part = (slice(y, y + h), slice(x, x + w))
        mask[part] = np.maximum(mask[part], opened[part])
        middle = (y + h / 2 if level else x + w / 2) / scale
        start = (x if level else y) / scale
        edges.append(Edge(orientation, middle, start, start + along / scale))
    return cv2.dilate(mask, np.ones((3, 3), np.uint8)).astype(np.uint8), edges


def _meets(upright: Edge, levels: list[Edge]) -> bool:
    """Whether both ends of an upright line lie at or beyond level lines that it touches."""
    touched = [
        line.at
        for line in levels
        if line.start - _TOUCH <= upright.at <= line.end + _TOUCH
        and upright.start - _TOUCH <= line.at <= upright.end + _TOUCH
    ]
    if not touched:
        return False
    if upright.end - upright.start >= 4 * _SHORTEST_UPRIGHT:
        return True
    return len(touched) >= 2 and min(touched) <= upright.start + _TOUCH and max(touched) >= upright.end - _TOUCH
