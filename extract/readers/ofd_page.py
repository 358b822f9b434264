"""What stands on a page of an OFD file (GB/T 33190-2016, 8-11): characters, ruling lines, link areas, pictures.

The content is that of a PDF page (`pdf_page.PageContent`), in points: what makes lines, paragraphs and
tables of it is the PDF reader's. Annotations, and seals among the signatures, are not part of it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from extract.readers.ofd_package import Layout, Resources, numbers_of
from extract.readers.ofd_paths import path_edges
from extract.readers.ofd_text import OfdGlyph, Paint, letters, link_target
from extract.readers.pdf_edges import Edge
from extract.readers.pdf_page import WIDE_GAP, Glyph, LinkArea, PageContent, Placing, Run

POINTS = 72 / 25.4
"""Points in a millimetre."""
_DEEPEST = 12
_MOST_OBJECTS = 400_000

Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture on a page: the id of its file and its rectangle, in points from the top left corner."""

    number: str
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class OfdPage:
    """A page's content, and its pictures in the order of drawing."""

    content: PageContent
    pictures: list[PlacedPicture] = field(default_factory=list)


def read_page(layout: Layout, resources: Resources, number: int) -> OfdPage:
    """The content of a page (`number` from 1), turned so that most of its characters are upright."""
    width, height = layout.box[2] * POINTS, layout.box[3] * POINTS
    drawing = _Drawing(resources)
    for root in layout.contents:
        for layer in root.iterfind("{*}Content/{*}Layer"):
            drawing.draw(layer, _AS_IT_IS, drawing.paint(Paint(), layer), 0)
    turns = Counter(glyph.turn for glyph in drawing.glyphs)
    del turns[None]
    turn = max(turns, key=lambda one: (turns[one], one == 0), default=0) or 0
    placing = Placing(0.0, 0.0, width, height, turn)
    content = PageContent(number, *placing.size(), turned=turn)
    content.runs = _runs(drawing.glyphs, number, turn, placing)
    content.edges = [edge for own in drawing.edges if (edge := _upright(own, placing, height)) is not None]
    content.characters, content.unreadable = len(drawing.glyphs), sum(glyph.unreadable for glyph in drawing.glyphs)
    content.links = [
        LinkArea(*placing.box(area.x0, height - area.bottom, area.x1, height - area.top), area.target)
        for area in drawing.links
    ]
    shares = [(p.x1 - p.x0) * (p.bottom - p.top) / (width * height) for p in drawing.pictures]
    content.picture = sum(shares)
    return OfdPage(content, drawing.pictures)


def _upright(edge: Edge, placing: Placing, height: float) -> Edge | None:
    """A line of the page as shown, on the turned page."""
    if not placing.turn:
        return edge
    ends = [(edge.start, edge.at), (edge.end, edge.at)] if edge.orientation == "h" else []
    ends = ends or [(edge.at, edge.start), (edge.at, edge.end)]
    (ax, ay), (bx, by) = (placing.point(x, height - y) for x, y in ends)
    if abs(ay - by) <= abs(ax - bx):
        return Edge("h", (ay + by) / 2, min(ax, bx), max(ax, bx))
    return Edge("v", (ax + bx) / 2, min(ay, by), max(ay, by))


def _runs(glyphs: list[OfdGlyph], page: int, turn: int, placing: Placing) -> list[Run]:
    """The upright characters of a page as runs: on one base line, in the order written, without a wide gap."""
    height = placing.top
    runs: list[Run] = []
    current: list[Glyph] = []
    baseline = size = 0.0
    for own in glyphs:
        if own.turn != turn or own.style.unseen or not own.char:
            continue
        x, base = placing.point(own.x, height - own.y)
        if current:
            last = current[-1]
            apart = abs(base - baseline) > 0.1 * size or not 0.6 * size < own.style.size < 1.6 * size
            if apart or x - last.x1 > WIDE_GAP * size or x < last.x0 - 0.5 * size:
                runs.append(_run(current, baseline, size))
                current = []
        if not current:
            baseline, size = base, own.style.size
        top, bottom = base - 0.88 * own.style.size, base + 0.12 * own.style.size
        current.append(Glyph(own.char, x, top, x + own.width, bottom, own.style, page, own.spaced))
    if current:
        runs.append(_run(current, baseline, size))
    return runs


def _run(glyphs: list[Glyph], baseline: float, size: float) -> Run:
    return Run(glyphs, baseline, glyphs[0].x0, glyphs[-1].x1, size)


class _Drawing:
    """Collects what the objects of a page draw, in points of the page as shown."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._objects = 0
        self.glyphs: list[OfdGlyph] = []
        self.edges: list[Edge] = []
        self.links: list[LinkArea] = []
        self.pictures: list[PlacedPicture] = []

    def draw(self, container: etree._Element, matrix: Matrix, paint: Paint, depth: int) -> None:
        """Draws the objects of a layer, block or drawing; `matrix` turns its space into the page's, in millimetres."""
        if depth > _DEEPEST:
            return
        for element in container:
            if not isinstance(element.tag, str) or element.get("Visible") in ("false", "0"):
                continue
            self._objects += 1
            if self._objects > _MOST_OBJECTS:
                return
            kind = etree.QName(element).localname
            if kind == "PageBlock":
                self.draw(element, matrix, paint, depth + 1)
                continue
            if kind not in ("TextObject", "PathObject", "ImageObject", "CompositeObject"):
                continue
            own = times(_matrix_of(element), matrix)
            painted = self.paint(paint, element)
            if kind == "TextObject":
                self._text(element, own, painted)
            elif kind == "PathObject":
                self.edges += path_edges(element, _scaled(own), painted)
            elif kind == "ImageObject":
                self._picture(element, own)
            else:
                drawing = self._resources.drawings.get(element.get("ResourceID", ""))
                for content in drawing.iterfind("{*}Content") if drawing is not None else ():
                    self.draw(content, own, painted, depth + 1)

    def paint(self, outer: Paint, element: etree._Element) -> Paint:
        """How an object is painted: as it says, else as its style says, else as what it stands in."""
        found = outer
        for style in reversed(self._resources.style(element.get("DrawParam"))):
            found = found.changed(style, self._resources)
        return found.changed(element, self._resources)

    def _text(self, element: etree._Element, matrix: Matrix, paint: Paint) -> None:
        glyphs = list(letters(element, _scaled(matrix), paint, self._resources))
        self.glyphs += glyphs
        target = link_target(element)
        if target and glyphs:
            boxes = [(glyph.x, glyph.y - glyph.style.size, glyph.x + glyph.width, glyph.y) for glyph in glyphs]
            corners = list(zip(*boxes, strict=True))
            self.links.append(LinkArea(min(corners[0]), min(corners[1]), max(corners[2]), max(corners[3]), target))

    def _picture(self, element: etree._Element, matrix: Matrix) -> None:
        corners = [apply(_scaled(matrix), x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        box = min(xs), min(ys), max(xs), max(ys)
        self.pictures.append(PlacedPicture(element.get("ResourceID", ""), *box))


def _matrix_of(element: etree._Element) -> Matrix:
    """The matrix from an object's space into that around it: its own, then its boundary's corner."""
    boundary = numbers_of(element.get("Boundary"))
    x, y = boundary[:2] if len(boundary) == 4 else (0.0, 0.0)
    own = numbers_of(element.get("CTM"))
    a, b, c, d, e, f = own if len(own) == 6 else _AS_IT_IS
    return a, b, c, d, e + x, f + y


def _scaled(matrix: Matrix) -> Matrix:
    """A matrix into millimetres as one into points."""
    a, b, c, d, e, f = (value * POINTS for value in matrix)
    return a, b, c, d, e, f


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does what `first` does and then what `then` does."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
