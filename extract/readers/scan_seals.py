"""Red seals on a scanned page: found by their colour and shape, and taken out from over the ink below them."""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from extract.readers.ocr_engine import Picture

Mask = npt.NDArray[np.uint8]
"""Pixels that have a property are 255, the others 0."""

_SMALLEST, _LARGEST = 0.085, 0.36
"""A seal's height, as a share of the width of an upright page: 18 mm to 75 mm on A4."""
_WIDEST = 3.6
"""Seals side by side that touch are this many times as wide as high."""
_ROW_HEIGHT = 0.13
"""Red marks much wider than high are seals only from this height on; a line of red type is lower."""


_DRAWN = 0.85
"""This share of a seal's ring is darker than what lies on both sides of it; a circle found among letters has less."""


class Seal(NamedTuple):
    """The rectangle round a seal, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


def red_mask(picture: Picture) -> Mask:
    """The red pixels of a picture."""
    blue, green, red = (picture[:, :, channel].astype(np.int16) for channel in range(3))
    return np.where((red > 90) & (red - green > 40) & (red - blue > 30), 255, 0).astype(np.uint8)


def find_seals(red: Mask) -> list[Seal]:
    """The seals of a page, from its red pixels: large round or square marks, not the lines of a red header."""
    height, width = red.shape
    unit = min(height, width)
    step = max(1, round(unit / 420))
    small = cv2.resize(red, (width // step, height // step), interpolation=cv2.INTER_AREA)
    bits = np.where(small > 40, 255, 0).astype(np.uint8)
    bits = cv2.morphologyEx(bits, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(bits, connectivity=8)
    seals: list[Seal] = []
    for index in range(1, count):
        x, y, w, h = (int(value) * step for value in stats[index][:4])
        if not _SMALLEST * unit <= h <= _LARGEST * unit or w < 0.6 * h:
            continue
        if w <= 1.6 * h or (h >= _ROW_HEIGHT * unit and w <= _WIDEST * h):
            seals.append(Seal(max(0, x - step), max(0, y - step), min(width, x + w + step), min(height, y + h + step)))
    return seals


def without_seals(picture: Picture, red: Mask, seals: list[Seal]) -> Picture:
    """The picture with its seals bleached: black ink below them stays, their own red becomes paper."""
    if not seals:
        return picture
    clean = picture.copy()
    for seal in seals:
        part = (slice(seal.top, seal.bottom), slice(seal.left, seal.right))
        own = red[part] > 0
        if not own.any():
            continue
        # In the red channel a seal is nearly as light as paper, and ink is dark.
        channel = picture[part][:, :, 2].astype(np.float32)
        level = max(80.0, float(np.percentile(channel[own], 30)))
        paper = picture[part][~own]
        shade = np.median(paper, axis=0) if len(paper) else np.array([250.0, 250.0, 250.0])
        bleached = np.minimum(channel / level, 1.0)[:, :, None] * shade
        clean[part] = bleached.astype(np.uint8)
    return clean


def find_rings(grey: Mask) -> list[tuple[float, float, float]]:
    """Middle and radius of round seals on a page without colour, in pixels."""
    height, width = grey.shape
    unit = min(height, width)
    step = max(1.0, unit / 420)
    scaled = cv2.resize(grey, (round(width / step), round(height / step)), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(scaled, (3, 3), 0).astype(np.uint8)
    side = min(small.shape)
    found: Any = cv2.HoughCircles(
        small,
        cv2.HOUGH_GRADIENT,
        dp=1.5,
        minDist=0.12 * side,
        param1=120,
        param2=48,
        minRadius=round(0.075 * side),
        maxRadius=round(0.13 * side),
    )
    if found is None:
        return []
    circles = [(float(x), float(y), float(radius)) for x, y, radius in found.reshape(-1, 3)]
    return [(x * step, y * step, r * step) for x, y, r in circles if _is_drawn(small, x, y, r)]


def _is_drawn(small: Mask, x: float, y: float, radius: float) -> bool:
    """Whether a circle is a line along nearly all of its way, with paper on both sides of it."""
    angles = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    on = np.min([_shades(small, x, y, radius + shift, angles) for shift in (-2, -1, 0, 1, 2)], axis=0)
    inside, outside = (_shades(small, x, y, radius + shift, angles) for shift in (-6, 6))
    return float(np.mean((on < inside - 12) & (on < outside - 12))) > _DRAWN


def _shades(small: Mask, x: float, y: float, radius: float, angles: npt.NDArray[np.float64]) -> npt.NDArray[np.int16]:
    columns = np.clip((x + radius * np.cos(angles)).round().astype(int), 0, small.shape[1] - 1)
    rows = np.clip((y + radius * np.sin(angles)).round().astype(int), 0, small.shape[0] - 1)
    shades: npt.NDArray[np.int16] = small[rows, columns].astype(np.int16)
    return shades
