"""The ruling lines of a PDF page, from its path objects, those within form XObjects included."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from typing import Any, Literal, NamedTuple

import pypdfium2.raw as pdfium

from extract.readers import pdf_native as native

THICKEST = 3.5
"""A filled shape thinner than this, in points, was drawn to be a line."""
SHORTEST = 3.0
"""Strokes shorter than this, in points, are no ruling lines."""
_MOST_SEGMENTS = 4000
"""A path with more segments is a drawing (a seal, a map), not a table's frame."""
_DEEPEST = 6
_FAINTEST = 250
"""A colour whose channels all reach this (of 255) is invisible on paper."""

Point = Callable[[float, float], tuple[float, float]]
Matrix = tuple[float, float, float, float, float, float]


class Edge(NamedTuple):
    """A horizontal (`h`) or vertical (`v`) line: where it lies across its direction, and from where to where along."""

    orientation: Literal["h", "v"]
    at: float
    start: float
    end: float


class Drawn(NamedTuple):
    """What is drawn on a page besides text: lines, and the share of the page that its pictures cover."""

    edges: list[Edge]
    picture: float


_PATH, _IMAGE, _FORM = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM


def page_drawing(page: Any, area: float, point: Point) -> Drawn:
    """The visible lines of a page and the share of its `area` that its pictures cover.

    `point` turns page space into shown space.
    """
    handle = native.address_of(page)
    edges: list[Edge] = []
    picture = 0.0
    count = pdfium.FPDFPage_CountObjects(page)
    for kind, owner, bounds, matrix in _objects(partial(native.page_object, handle), count, None, 0):
        if kind == _IMAGE:
            x0, y0, x1, y1 = bounds
            picture += (x1 - x0) * (y1 - y0) / area if area else 0.0
        else:
            edges.extend(_path_edges(owner, bounds, matrix, point))
    return Drawn(edges, picture)


def _objects(
    get: Callable[[int], Any], count: int, matrix: Matrix | None, depth: int
) -> Iterator[tuple[int, Any, tuple[float, float, float, float], Matrix | None]]:
    """Paths and pictures with their bounds in page space, and the matrix of the form they stand in."""
    buffer = (ctypes.c_float * 4)()
    at = ctypes.addressof(buffer)
    for i in range(count):
        owner = get(i)
        kind = native.object_type(owner)
        if kind in (_PATH, _IMAGE):
            native.object_bounds(owner, at, at + 4, at + 8, at + 12)
            yield kind, owner, _moved(tuple(buffer), matrix), matrix
        elif kind == _FORM and depth < _DEEPEST:
            inner = _object_matrix(owner)
            inner = _times(inner, matrix) if matrix else inner
            yield from _objects(partial(native.form_object, owner), _count_inner(owner), inner, depth + 1)


def _pointer(owner: Any) -> Any:
    return ctypes.cast(owner, pdfium.FPDF_PAGEOBJECT)


def _count_inner(form: Any) -> int:
    return max(0, int(pdfium.FPDFFormObj_CountObjects(_pointer(form))))


def _object_matrix(owner: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(_pointer(owner), matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _moved(bounds: Any, matrix: Matrix | None) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = bounds
    if matrix is None:
        return x0, y0, x1, y1
    corners = [_apply(matrix, x, y) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _path_edges(
    owner: Any, bounds: tuple[float, float, float, float], form: Matrix | None, point: Point
) -> Iterator[Edge]:
    path = _pointer(owner)
    segments = pdfium.FPDFPath_CountSegments(path)
    if segments > _MOST_SEGMENTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    stroked = bool(stroke.value) and _visible(path, pdfium.FPDFPageObj_GetStrokeColor)
    filled = bool(fill.value) and _visible(path, pdfium.FPDFPageObj_GetFillColor)
    if not stroked and not filled:
        return
    x0, y0, x1, y1 = bounds
    if segments <= 5 and min(x1 - x0, y1 - y0) <= THICKEST:
        yield from ruling_line(*point(x0, y0), *point(x1, y1))
        return
    if segments <= 2 and not stroked:
        return
    matrix = _object_matrix(owner)
    matrix = _times(matrix, form) if form else matrix
    for points in _subpaths(path, segments):
        shown = [point(*_apply(matrix, x, y)) for x, y in points]
        if stroked:
            for (ax, ay), (bx, by) in pairwise(shown):
                if abs(ax - bx) <= 1 or abs(ay - by) <= 1:
                    yield from ruling_line(ax, ay, bx, by)
        else:
            xs, ys = [x for x, _ in shown], [y for _, y in shown]
            if min(max(xs) - min(xs), max(ys) - min(ys)) <= THICKEST:
                yield from ruling_line(min(xs), min(ys), max(xs), max(ys))


def ruling_line(ax: float, ay: float, bx: float, by: float) -> Iterator[Edge]:
    """The line between two points of shown space, or down the middle of a thin rectangle, if it is long enough."""
    x0, x1, top, bottom = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
    if x1 - x0 >= bottom - top:
        if x1 - x0 >= SHORTEST:
            yield Edge("h", (top + bottom) / 2, x0, x1)
    elif bottom - top >= SHORTEST:
        yield Edge("v", (x0 + x1) / 2, top, bottom)


def _subpaths(path: Any, segments: int) -> Iterator[list[tuple[float, float]]]:
    """The corners of each subpath in the path's own space; a closed one ends where it began; curves part it."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
            yield points
            points = points[-1:]
    if len(points) > 1:
        yield points


def _visible(path: Any, get: Callable[..., Any]) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not get(path, red, green, blue, alpha):
        return True
    return bool(alpha.value > 10) and min(red.value, green.value, blue.value) < _FAINTEST
