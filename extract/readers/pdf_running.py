"""Running headers, footers and page numbers of a PDF: what stands at the head or foot of page after page."""

from __future__ import annotations

from collections.abc import Sequence

from extract.readers.pdf_lines import Line
from extract.rules import load

_ZONE = 0.12
"""The share of a page's height at its head and foot where running text stands."""
_WIDER_ZONE = 0.25
"""Numbers between dashes are taken for page numbers this far from the edge."""
_NEAREST = 2
"""Only so many lines from the page's first and last can be running text."""


def running_lines(pages: Sequence[tuple[float, Sequence[Line]]]) -> list[set[int]]:
    """For each page (its height and its lines, top down) the indices of the lines that run through the document."""
    found: list[set[int]] = [set() for _ in pages]
    seen: dict[str, set[int]] = {}
    places: dict[str, list[tuple[int, int]]] = {}
    bare: dict[int, list[tuple[int, int]]] = {}
    for number, (height, lines) in enumerate(pages):
        for index in _outer(len(lines)):
            line = lines[index]
            text = "".join(line.text.split())
            if _is_page_number(line, text, height, index in (0, len(lines) - 1)):
                if text.isdigit():
                    bare.setdefault(int(text) - number, []).append((number, index))
                else:
                    found[number].add(index)
            elif _in_zone(line, height, _ZONE) and not load("paragraphs")["own_line"].match(text):
                seen.setdefault(text, set()).add(number)
                places.setdefault(text, []).append((number, index))
    for shift, numbered in bare.items():
        if shift == 1 or len(numbered) > 1:
            for number, index in numbered:
                found[number].add(index)
    for text, on_pages in seen.items():
        if len(on_pages) >= _enough(len(pages)):
            for number, index in places[text]:
                found[number].add(index)
    return found


def _outer(count: int) -> list[int]:
    return sorted({*range(min(_NEAREST, count)), *range(max(0, count - _NEAREST), count)})


def _enough(pages: int) -> int:
    """On how many pages a text must stand to be running; left and right pages may differ."""
    return max(2, round(0.4 * pages))


def _in_zone(line: Line, height: float, share: float) -> bool:
    middle = (line.top + line.bottom) / 2
    return middle < share * height or middle > (1 - share) * height


def _is_page_number(line: Line, text: str, height: float, outermost: bool) -> bool:
    if line.style.red or load("paragraphs")["page_number"].fullmatch(text) is None:
        return False
    dashed = not text.isalnum()
    return _in_zone(line, height, _ZONE) or (dashed and outermost and _in_zone(line, height, _WIDER_ZONE))
