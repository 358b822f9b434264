"""Ruled tables of a PDF page: pdfplumber's table finder, fed with the lines that pdfium gives."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from extract.readers.pdf_edges import Edge
from extract.readers.pdf_lines import (
    Line,
    Piece,
    close_up,
    first_token_width,
    group_lines,
    is_wide,
    join,
    parts_numbers,
)
from extract.readers.pdf_page import Run
from extract.readers.tables import Part, PartCell, Rectangle, build_grid
from extract.rules import load

_SNAP = 3.0
_MOST_CROSSINGS = 60_000
"""Lines that may cross more often than this are a drawing, not a table."""
_SLIMMEST = 5.0
"""A cell narrower or lower than this, in points, is the space between two lines of a double border."""


@dataclass(slots=True)
class RuledPart:
    """A table's part on one page and the rectangle it takes."""

    page: int
    box: Rectangle
    part: Part[Piece]


def find_tables(page: int, edges: Sequence[Edge], runs: Sequence[Run]) -> tuple[list[RuledPart], list[Run]]:
    """The ruled tables of a page, top to bottom then left to right, and the runs outside them."""
    horizontal = sum(edge.orientation == "h" for edge in edges)
    if horizontal < 2 or len(edges) - horizontal < 1:
        return [], list(runs)
    outside = list(runs)
    found: list[RuledPart] = []
    for rectangles in _cell_groups(_closed(edges)):
        if len(rectangles) < 2:
            continue
        table, outside = _fill(page, rectangles, outside)
        if table is not None:
            found.append(table)
    found.sort(key=lambda table: (round(table.box.top / 4), table.box.x0))
    return found, outside


def _closed(edges: Sequence[Edge]) -> list[Edge]:
    """The lines with the outer ones added that tables leave open: sides, or the top where a page break parts a row."""
    levels = [edge for edge in edges if edge.orientation == "h"]
    uprights = [edge for edge in edges if edge.orientation == "v"]
    sides = _missing(levels, uprights, "v")
    return [*levels, *uprights, *sides, *_missing([*uprights, *sides], levels, "h")]


def _missing(lines: list[Edge], across: list[Edge], orientation: Literal["h", "v"]) -> list[Edge]:
    """Lines of this orientation that join the open ends of three or more parallel `lines` that others cross."""
    groups: dict[tuple[int, int], list[Edge]] = {}
    for line in lines:
        groups.setdefault((round(line.start / 6), round(line.end / 6)), []).append(line)
    added: list[Edge] = []
    for group in groups.values():
        low, high = min(line.at for line in group), max(line.at for line in group)
        start, end = min(line.start for line in group), max(line.end for line in group)
        crossing = [line for line in across if line.start < high - 3 and line.end > low + 3]
        if len(group) < 3 or not any(start + 8 < line.at < end - 8 for line in crossing):
            continue
        for side in (start, end):
            if not any(abs(line.at - side) <= 4 for line in crossing):
                added.append(Edge(orientation, side, low, high))
    return added


def _cell_groups(edges: Sequence[Edge]) -> list[list[Rectangle]]:
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    merged = merge_edges([_as_object(edge) for edge in edges], _SNAP, _SNAP, _SNAP, _SNAP)
    if sum(edge["orientation"] == "h" for edge in merged) * len(merged) > _MOST_CROSSINGS:
        return []
    cells = intersections_to_cells(edges_to_intersections(merged, _SNAP, _SNAP))
    solid = [cell for cell in cells if cell[2] - cell[0] >= _SLIMMEST and cell[3] - cell[1] >= _SLIMMEST]
    return [[Rectangle(*map(float, cell)) for cell in table] for table in cells_to_tables(solid)]


def _as_object(edge: Edge) -> dict[str, Any]:
    level = edge.orientation == "h"
    x0, x1 = (edge.start, edge.end) if level else (edge.at, edge.at)
    top, bottom = (edge.at, edge.at) if level else (edge.start, edge.end)
    size = {"width": x1 - x0, "height": bottom - top, "doctop": top}
    return {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "orientation": edge.orientation, **size}


def _fill(page: int, rectangles: list[Rectangle], runs: list[Run]) -> tuple[RuledPart | None, list[Run]]:
    xs, ys, places = build_grid(rectangles)
    if len(xs) < 3:
        return None, runs  # a frame around text, perhaps around the whole page
    box = Rectangle(xs[0], ys[0], xs[-1], ys[-1])
    cell_at = {
        (row, column): index
        for index, (top_row, left, rows, columns) in enumerate(places)
        for row in range(top_row, top_row + rows)
        for column in range(left, left + columns)
    }
    inside: list[list[Run]] = [[] for _ in rectangles]
    outside: list[Run] = []
    for run in runs:
        middle = run.baseline - 0.38 * run.size
        if not box.top <= middle <= box.bottom or run.x1 < box.x0 or run.x0 > box.x1:
            outside.append(run)
            continue
        row = bisect_right(ys, middle) - 1
        for piece in _cut(run, xs, row, cell_at):
            column = bisect_right(xs, (piece.x0 + piece.x1) / 2) - 1
            index = cell_at.get((row, column))
            if index is None:
                outside.append(piece)
            else:
                inside[index].append(piece)
    lines = [group_lines(cell_runs) for cell_runs in inside]
    pad = _padding(rectangles, lines)
    cells = []
    for rectangle, cell_lines, (row, column, rows, columns) in zip(rectangles, lines, places, strict=True):
        paragraphs, full = cell_paragraphs(cell_lines, rectangle.x0 + pad, rectangle.x1 - pad)
        cells.append(PartCell(row, column, rows, columns, paragraphs, full))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return RuledPart(page, box, Part(xs, len(ys) - 1, cells)), outside


def _cut(run: Run, xs: list[float], row: int, cell_at: dict[tuple[int, int], int]) -> list[Run]:
    """The run's pieces in the cells of a row: a producer may write a whole row as one string."""
    first, last = bisect_right(xs, run.x0 + 1) - 1, bisect_right(xs, run.x1 - 1) - 1
    if first == last or cell_at.get((row, first)) == cell_at.get((row, last)):
        return [run]
    pieces: list[Run] = []
    current: int | None = -1
    for glyph in run.glyphs:
        at = cell_at.get((row, bisect_right(xs, (glyph.x0 + glyph.x1) / 2) - 1))
        if not pieces or at != current:
            pieces.append(Run([glyph], run.baseline, glyph.x0, glyph.x1, run.size))
            current = at
        else:
            pieces[-1].glyphs.append(glyph)
    return [piece._replace(x1=piece.glyphs[-1].x1) for piece in pieces]


def _padding(rectangles: list[Rectangle], lines: list[list[Line]]) -> float:
    """How far the cells' text keeps from their sides, in points."""
    distances = [line.x0 - r.x0 for r, cell in zip(rectangles, lines, strict=True) for line in cell]
    return min(7.0, max(0.5, min(distances, default=2.0)))


def cell_paragraphs(lines: list[Line], left: float, right: float) -> tuple[list[Piece], bool]:
    """The paragraphs of a cell whose text stands between `left` and `right`, and whether its last line is full.

    A line goes on with the one above where its first word would not have fitted there, or where a
    narrow cell is written from the top down, a character a line.
    """
    downwards = len(lines) > 1 and all(
        len(line.glyphs) == 1 and is_wide(line.glyphs[0].char) and right - left < 4 * line.size for line in lines
    )
    begins = load("table_headers")["cell_begins"]
    left_set = _stand_left(lines)
    if left_set:  # what the cell keeps free on its left it keeps free on its right
        right -= max(0.0, min(lines[0].x0 - left, lines[0].size))
    paragraphs: list[Piece] = []
    last: Line | None = None
    for line in lines:
        goes_on = last is not None and (downwards or is_full(last, first_token_width(line), left, right, left_set))
        if goes_on and not begins.match(line.text) and not parts_numbers(paragraphs[-1].text, line.text):
            paragraphs[-1] = join(paragraphs[-1], line.piece)
        else:
            paragraphs.append(line.piece)
        last = line
    full = last is not None and is_full(last, last.size, left, right, left_set)
    return [close_up(paragraph) if " " in paragraph.text else paragraph for paragraph in paragraphs], full


def _stand_left(lines: list[Line]) -> bool:
    """Whether a cell's lines of different length begin at one place, so that they are set to the left."""
    begins, ends = [line.x0 for line in lines], [line.x1 for line in lines]
    return len(lines) > 1 and max(begins) - min(begins) <= 0.5 and max(ends) - min(ends) > 0.5 * lines[0].size


def is_full(line: Line, next_width: float, left: float, right: float, left_set: bool = False) -> bool:
    """Whether a word of this width would not have fitted at the end of a line, wherever in the cell it is set.

    `left_set`: the line is known to begin at the left, and does not stand in the middle, however it looks.
    """
    before, after = line.x0 - left, right - line.x1
    centred = not left_set and abs(before - after) <= 0.6 * line.size
    # Word processors set Chinese a little apart from figures; ends of recognised lines are known less well.
    slack = 0.6 if line.glyphs[-1].score else 0.1
    return next_width > (before + after if centred else after) - slack * line.size
