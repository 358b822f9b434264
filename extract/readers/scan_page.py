"""A page's picture → what stands on it, as the PDF reader has it from a page with text: runs of glyphs, ruling lines.

First each page by itself (`scan_page`), which may run beside others; then, since the sizes of type are
those of the whole document, `page_content` for each.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np

from extract.readers.ocr_engine import Corners, Picture, recognise
from extract.readers.pdf_edges import Edge
from extract.readers.pdf_page import PageContent, Recognised
from extract.readers.pdf_paragraphs import HEADER_SIZE
from extract.readers.scan_lines import Measured, measured, split_tall
from extract.readers.scan_picture import Affine, level_matrix, levelled, set_upright, way_back
from extract.readers.scan_rules import find_rules, ink_mask
from extract.readers.scan_seals import find_rings, find_seals, red_mask, without_seals
from extract.readers.scan_sizes import Sizes
from extract.readers.scan_type import runs_of

_LEAST_INK = 0.0004
"""A page with a smaller share of ink is blank."""


@dataclass(slots=True)
class ScannedPage:
    """What was recognised on a page, in points of its levelled picture."""

    number: int
    width: float
    height: float
    lines: list[Measured] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    back: Affine = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
    """From these points to those of the page as it is shown."""
    shown: tuple[float, float] = (0.0, 0.0)
    """Width and height of the page as it is shown."""
    blank: bool = False
    """There is no ink on it."""
    coloured: bool = False
    """There is red on it."""


def scan_page(picture: Picture, number: int, scale: float, threads: int) -> ScannedPage:
    """What stands on a page's picture (blue, green, red), which has `scale` pixels a point."""
    height, width = picture.shape[:2]
    shown = (width / scale, height / scale)
    if _is_blank(picture):
        return ScannedPage(number, *shown, shown=shown, blank=True)
    red = red_mask(picture)
    coloured = bool(red.any())
    seals = find_seals(red)
    upright = set_upright(without_seals(picture, red, seals), threads)
    for seal in seals:
        red[seal.top : seal.bottom, seal.left : seal.right] = 0
    if upright.turns:
        red = np.ascontiguousarray(np.rot90(red, -upright.turns))
    high, wide = upright.picture.shape[:2]
    matrix = level_matrix(upright.skew, wide, high)
    grey = cv2.cvtColor(upright.picture, cv2.COLOR_BGR2GRAY).astype(np.uint8)
    places = _outside_rings(upright.places, [] if coloured else find_rings(grey))
    if upright.skew:
        grey = levelled(grey, matrix, 255)
        red = levelled(red, matrix, 0)
    edges, ink = find_rules(ink_mask(grey), scale)
    places = split_tall(places, matrix, ink)
    lines = recognise(upright.picture, places, threads)
    return ScannedPage(
        number,
        wide / scale,
        high / scale,
        [one for line in lines if (one := measured(line, matrix, ink, red, scale)) is not None],
        edges,
        way_back(matrix, upright.turns, wide, high, scale),
        shown,
        coloured=coloured,
    )


def _is_blank(picture: Picture) -> bool:
    """Whether a page shows no more than the grain of its paper."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.uint8)
    return float(ink_mask(grey).mean()) / 255 < _LEAST_INK


def _outside_rings(places: list[Corners], rings: list[tuple[float, float, float]]) -> list[Corners]:
    """The places without the letters round the inside of seals, which stand singly along their edges."""
    if not rings:
        return places
    return [corners for corners in places if not any(_in_ring(corners, ring) for ring in rings)]


def _in_ring(corners: Corners, ring: tuple[float, float, float]) -> bool:
    x, y, radius = ring
    middle = corners.mean(axis=0)
    width = float(np.linalg.norm(corners[1] - corners[0]))
    return width < 0.6 * radius and float(np.hypot(middle[0] - x, middle[1] - y)) < 1.05 * radius


def page_content(page: ScannedPage, sizes: Sizes) -> PageContent:
    """The page as the PDF reader has one with text."""
    content = PageContent(page.number, page.width, page.height)
    content.edges = page.edges
    sized = [(line, sizes.of(line, page.lines)) for line in page.lines]
    header = 0.0 if page.coloured else _header_end(page, sized)
    content.runs = [
        run
        for line, size in sized
        for run in runs_of(line, size, page.number, line.red or (line.middle < header and size >= HEADER_SIZE))
    ]
    content.characters = sum(len(run.glyphs) for run in content.runs)
    content.recognised = Recognised(page.back, *page.shown)
    return content


def _header_end(page: ScannedPage, sized: list[tuple[Measured, float]]) -> float:
    """Where the issuers' header ends on a page scanned without colour: at the rule below it; 0 where there is none.

    What stands above a rule over most of the page, the first on it and within its upper part, is large type
    and perhaps a number.
    """
    levels = [edge for edge in page.edges if edge.orientation == "h" and edge.end - edge.start > 0.5 * page.width]
    first = min(levels, key=lambda edge: edge.at, default=None)
    if first is None or not 0.1 * page.height < first.at < 0.6 * page.height:
        return 0.0
    if any(edge.orientation == "v" and edge.start - 6 <= first.at <= edge.end + 6 for edge in page.edges):
        return 0.0  # the edge of a table
    above = [size for line, size in sized if line.middle < first.at and line.has_han]
    below = [size for line, size in sized if line.middle > first.at and line.has_han]
    large = [size for size in above if size >= HEADER_SIZE]
    if not large or not below or len(above) > 8 or max(large) < 1.2 * max(below):
        return 0.0
    return first.at
