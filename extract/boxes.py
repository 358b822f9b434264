"""Where the characters of a text stand on the pages it was printed on."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the page's top left corner; `page` counts from 1."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class CharacterBoxes:
    """Page and box of every character of a text: four floats and a page number each.

    Characters that stand nowhere on a page (line feeds, tabs) have page 0.
    """

    __slots__ = ("corners", "pages")

    def __init__(self, pages: array[int] | None = None, corners: array[float] | None = None) -> None:
        self.pages: array[int] = array("H") if pages is None else pages
        self.corners: array[float] = array("f") if corners is None else corners

    def __len__(self) -> int:
        return len(self.pages)

    def append(self, page: int, x0: float, top: float, x1: float, bottom: float) -> None:
        """Add the next character's place."""
        self.pages.append(page)
        self.corners.extend((x0, top, x1, bottom))

    def append_nowhere(self) -> None:
        """Add a character that is on no page."""
        self.append(0, 0.0, 0.0, 0.0, 0.0)

    def cut(self, ranges: Iterable[tuple[int, int]]) -> CharacterBoxes:
        """The places of the characters in these ranges, one after the other."""
        pages, corners = array("H"), array("f")
        for start, end in ranges:
            pages.extend(self.pages[start:end])
            corners.extend(self.corners[4 * start : 4 * end])
        return CharacterBoxes(pages, corners)

    def lines(self, start: int, end: int) -> list[Box]:
        """One box for each printed line that a range covers, in order."""
        boxes: list[Box] = []
        end = min(end, len(self.pages))
        corners = iter(self.corners[4 * start : 4 * end])
        on, left, upper, right, lower = 0, 0.0, 0.0, 0.0, 0.0  # the line that is being measured
        # Four times the same iterator: the corners of one character after the other's.
        for page, x0, top, x1, bottom in zip(self.pages[start:end], corners, corners, corners, corners, strict=False):
            if not page:
                continue
            if page == on and top < lower and bottom > upper and x0 >= left - 1:
                left, upper = min(left, x0), min(upper, top)
                right, lower = max(right, x1), max(lower, bottom)
                continue
            if on:
                boxes.append(Box(on, left, upper, right, lower))
            on, left, upper, right, lower = page, x0, top, x1, bottom
        if on:
            boxes.append(Box(on, left, upper, right, lower))
        return boxes
