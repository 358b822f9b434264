"""Where words of a document stand on its pages, as fractions of the page, whatever size it is shown in."""

from __future__ import annotations

from collections.abc import Iterable

from extract.boxes import Box
from extract.document import Document, Page

Span = tuple[int, int]
"""A range of the text, from the first offset to behind the last."""
PlacedBox = tuple[int, float, float, float, float]
"""A page and the left, upper, right and lower edge on it, each from 0 to 1 of its width or height."""

_DIGITS = 4


def places_of(document: Document, spans: Iterable[Span]) -> dict[Span, tuple[PlacedBox, ...]]:
    """The places of these ranges, a box a printed line; ranges that stand on no page are left out."""
    if document.boxes is None:
        return {}
    pages = {page.number: page for page in document.pages}
    found: dict[Span, tuple[PlacedBox, ...]] = {}
    for span in spans:
        if span in found:
            continue
        boxes = tuple(_placed(box, pages[box.page]) for box in document.boxes_of(*span) if box.page in pages)
        if boxes:
            found[span] = boxes
    return found


def _placed(box: Box, page: Page) -> PlacedBox:
    return (
        box.page,
        _fraction(box.x0, page.width),
        _fraction(box.top, page.height),
        _fraction(box.x1, page.width),
        _fraction(box.bottom, page.height),
    )


def _fraction(value: float, whole: float) -> float:
    return round(min(max(value / whole, 0.0), 1.0), _DIGITS) if whole > 0 else 0.0
