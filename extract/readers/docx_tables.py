"""Word tables as grids: spans, vertical merges, legacy merges, borders and header rows (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from lxml import etree

from extract.readers.assembly import Grid, Item, Place
from extract.readers.docx_names import MC, Properties, W, attribute, child_value, first_child
from extract.readers.docx_runs import chosen
from extract.readers.docx_styles import Styles

_ROW_LOOK, _CELL_LOOK = W + "trPr", W + "tcPr"
_NO_LINE = frozenset({None, "nil", "none"})
_UPRIGHT = ("left", "start", "right", "end", "insideV")
_LEVEL = ("top", "bottom", "insideH")
_SAME_EDGE = 100
"""Twentieths of a point within which two column edges are one edge drawn twice."""


@dataclass(slots=True)
class _Slot:
    """A cell as read: its row and the grid columns [first, last) it covers; `merged` continues the one above."""

    row: int
    first: int
    last: int
    content: tuple[Item, ...]
    merged: bool
    row_span: int = 1


def read_grid(table: etree._Element, styles: Styles, read_cell: Callable[[etree._Element], list[Item]]) -> Grid:
    """The grid of a `w:tbl`. Rows and cells that tracked changes deleted are left out."""
    slots: list[_Slot] = []
    above: dict[int, _Slot] = {}
    headers: list[bool] = []
    for number, (row, properties) in enumerate(_rows(table)):
        headers.append(bool(properties.switch("tblHeader")))
        column = _count(properties.value("gridBefore"), 0)
        above = _read_row(row, (number, column), above, slots, read_cell)
    edges = _edges(table, slots)
    cells = []
    for slot in slots:
        first, last = edges[slot.first], edges[slot.last]
        if last > first:
            cells.append(Place(slot.row, first, slot.content, slot.row_span, last - first))
        elif slot.content:
            cells.append(Place(slot.row, first, slot.content, slot.row_span, 1))
    level, upright = _lines(table, styles)
    kept = _without_overlaps(cells)
    return Grid(
        rows=len(headers),
        columns=max((place.column + place.column_span for place in kept), default=0),
        cells=kept,
        header_rows=_leading(headers),
        ruled=level or upright,
        upright=upright,
    )


def _read_row(
    row: etree._Element,
    begins: tuple[int, int],
    above: dict[int, _Slot],
    slots: list[_Slot],
    read_cell: Callable[[etree._Element], list[Item]],
) -> dict[int, _Slot]:
    """Reads one row into `slots`; gives, by first column, the cells that the next row may continue.

    `begins` is the row's number and its first cell's column.
    """
    number, column = begins
    below: dict[int, _Slot] = {}
    last: _Slot | None = None
    for cell in _children(row, "tc"):
        properties = Properties(first_child(cell, _CELL_LOOK))
        if properties.child("cellDel") is not None:
            continue
        width = max(1, _count(properties.value("gridSpan"), 1))
        down, across = _merge(properties, "vMerge"), _merge(properties, "hMerge")
        if across == "continue" and last is not None:
            last.last += width
        elif down == "continue" and column in above:
            last = above[column]
            last.row_span = number - last.row + 1
            below[column] = last
        else:
            last = _Slot(number, column, column + width, tuple(read_cell(cell)), merged=False)
            slots.append(last)
            if down is not None:
                below[column] = last
        column += width
    return below


def _merge(properties: Properties, name: str) -> str | None:
    """`restart` or `continue` where a cell is part of a merge."""
    element = properties.child(name)
    return None if element is None else attribute(element, "val") or "continue"


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, through content controls and the like; deleted rows left out."""
    for child in element:
        if child.tag == W + name:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo"):
            yield from _children(child, name)
        elif child.tag == MC + "AlternateContent":
            yield from _children(chosen(child), name)


def _rows(table: etree._Element) -> Iterator[tuple[etree._Element, Properties]]:
    """The rows that are printed, each with its properties."""
    for row in _children(table, "tr"):
        properties = Properties(first_child(row, _ROW_LOOK))
        if properties.child("del") is None and not properties.switch("hidden"):
            yield row, properties


def _count(value: str | None, default: int) -> int:
    # Spans beyond Word's own limit of 63 columns come from broken files.
    return min(int(value), 200) if value is not None and value.isdecimal() else default


def _leading(flags: list[bool]) -> int:
    count = 0
    while count < len(flags) and flags[count]:
        count += 1
    return count if count < len(flags) else 0


def _edges(table: etree._Element, slots: list[_Slot]) -> list[int]:
    """For each grid line of the file the column line it stands for: lines no cell uses, or that nearly coincide, go."""
    count = max((slot.last for slot in slots), default=0)
    used = sorted({edge for slot in slots for edge in (slot.first, slot.last)} | {0})
    widths = [_count_width(column) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    places = list(accumulate(widths, initial=0)) if len(widths) >= count else [1000 * at for at in range(count + 1)]
    lines: dict[int, int] = {}
    line, previous = -1, -10 * _SAME_EDGE
    for edge in used:
        if places[edge] - previous > _SAME_EDGE or widths == [] or sum(widths) == 0:
            line += 1
            previous = places[edge]
        lines[edge] = line
    return [lines.get(edge, 0) for edge in range(count + 1)]


def _count_width(column: etree._Element) -> int:
    value = attribute(column, "w")
    return int(value) if value is not None and value.isdecimal() else 0


def _without_overlaps(cells: list[Place]) -> tuple[Place, ...]:
    """The cells with spans cut where broken files make two cells claim one place."""
    taken: set[tuple[int, int]] = set()
    kept: list[Place] = []
    for cell in cells:
        rows, columns = range(cell.row, cell.row + cell.row_span), range(cell.column, cell.column + cell.column_span)
        places = [(row, column) for row in rows for column in columns]
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(cell)
        elif (cell.row, cell.column) not in taken:
            taken.add((cell.row, cell.column))
            kept.append(replace(cell, row_span=1, column_span=1))
        elif cell.content:
            column = cell.column
            while (cell.row, column) in taken:
                column += 1
            taken.add((cell.row, column))
            kept.append(replace(cell, column=column, row_span=1, column_span=1))
    return tuple(kept)


def _lines(table: etree._Element, styles: Styles) -> tuple[bool, bool]:
    """Whether level and whether upright lines are printed."""
    properties = table.find(W + "tblPr")
    stated = styles.table_borders(child_value(properties, "tblStyle") if properties is not None else None)
    own = properties.find(W + "tblBorders") if properties is not None else None
    borders = ([own] if own is not None else []) + stated
    level, upright = _drawn(borders, _LEVEL), _drawn(borders, _UPRIGHT)
    for cell in table.iter(W + "tcBorders"):
        level = level or _drawn([cell], _LEVEL)
        upright = upright or _drawn([cell], _UPRIGHT)
        if level and upright:
            break
    return level, upright


def _drawn(borders: list[etree._Element], sides: tuple[str, ...]) -> bool:
    """Whether any of these sides has a visible line; the nearest element that names a side decides on it."""
    for side in sides:
        line = next((found for border in borders if (found := border.find(W + side)) is not None), None)
        if line is not None and attribute(line, "val") not in _NO_LINE and attribute(line, "color") != "FFFFFF":
            return True
    return False
