"""Path objects of OFD pages (GB/T 33190-2016, 9): the ruling lines among them, as of a PDF page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from extract.readers.ofd_package import numbers_of
from extract.readers.ofd_text import Matrix, Paint
from extract.readers.pdf_edges import THICKEST, Edge, ruling_line

_FAINTEST = 250
_LEAST_ALPHA = 10
_MOST_SEGMENTS = 4000
"""A path with more segments is a drawing (a seal, a map), not a table's frame."""
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

Point = tuple[float, float]


def path_edges(element: etree._Element, matrix: Matrix, paint: Paint) -> Iterator[Edge]:
    """The visible ruling lines of a path; `matrix` turns its space into points of the page."""
    stroked = element.get("Stroke", "true") != "false" and _is_visible(paint.stroke, paint.stroke_alpha)
    filled = element.get("Fill") == "true" and _is_visible(paint.fill, paint.fill_alpha)
    if not stroked and not filled:
        return
    a, b, c, d, e, f = matrix
    for points in subpaths(element.findtext("{*}AbbreviatedData") or ""):
        shown = [(a * x + c * y + e, b * x + d * y + f) for x, y in points]
        xs, ys = [x for x, _ in shown], [y for _, y in shown]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if min(wide, high) <= THICKEST and len(points) <= 6:
            yield from ruling_line(min(xs), min(ys), max(xs), max(ys))
        elif stroked:
            for (ax, ay), (bx, by) in pairwise(shown):
                if abs(ax - bx) <= 1 or abs(ay - by) <= 1:
                    yield from ruling_line(ax, ay, bx, by)


def _is_visible(colour: tuple[int, int, int] | None, alpha: int) -> bool:
    return alpha > _LEAST_ALPHA and min(colour or (0, 0, 0)) < _FAINTEST


def subpaths(data: str) -> list[list[Point]]:
    """The straight stretches of a path in its own space: a closed one ends where it began; curves part them.

    Empty for a path that is more than a table's frame, and up to the fault for a damaged one.
    """
    words = data.split()
    if len(words) > 3 * _MOST_SEGMENTS:
        return []
    found: list[list[Point]] = []
    points: list[Point] = []
    at = 0
    while at < len(words):
        command = words[at].upper()
        count = _ARGUMENTS.get(command)
        numbers = numbers_of(" ".join(words[at + 1 : at + 1 + (count or 0)]))
        if count is None or len(numbers) != count:
            break
        at += 1 + count
        if command == "C":
            if points:
                found.append([*points, points[0]])
                points = points[:1]
            continue
        end = (numbers[-2], numbers[-1])
        if command == "L" and points:
            points.append(end)
        else:
            found.append(points)
            points = [end]
    return [stretch for stretch in [*found, points] if len(stretch) > 1]
