"""Tables of web pages as grids: row and column spans, tables that only lay out, whether lines are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex
from lxml import etree

from extract.readers.assembly import Grid, Item, Place, is_empty
from extract.readers.html_tree import names, style_of
from extract.readers.layout_tables import settled, with_header_rows

_MOST_SPANNED = 1000
"""A browser takes no larger `colspan` (HTML Living Standard, 4.9.11)."""
_DRAWN = regex.compile(r"\b(?:solid|double|dashed|dotted|groove|ridge|inset|outset)\b")
_DRAWN_CLASSES = {"msotablegrid", "msonormaltable", "table-bordered", "bordered", "tablegrid"}
_BORDERS = ("border", "border-top", "border-bottom", "border-left", "border-right", "border-style")


def read_grid(table: etree._Element, read_cell: Callable[[etree._Element], list[Item]]) -> list[Item]:
    """The items of a `table`: its caption and grid, or the paragraphs it lays out."""
    cells: list[Place] = []
    taken: dict[int, int] = {}
    header_rows = 0
    marked = False
    number = 0
    for row in _rows(table):
        places, all_heads = _read_row(row, number, taken, read_cell)
        if not places and not any(taken.values()):
            continue
        if all_heads and header_rows == number and places:
            header_rows += 1
        marked = marked or any(cell.tag == "th" for cell in row)
        cells += places
        taken = {column: left - 1 for column, left in taken.items() if left > 1}
        number += 1
    cells = [_cut(place, number) for place in cells]
    columns = max((place.column + place.column_span for place in cells), default=0)
    grid = Grid(number, columns, tuple(cells), header_rows if header_rows < number else 0)
    found: list[Item] = []
    for caption in table.iterfind("caption"):
        found += read_cell(caption)
    if not is_empty(grid):
        drawn = marked or _is_drawn(table) or with_header_rows(grid).header_rows > 0
        found += settled(Grid(grid.rows, grid.columns, grid.cells, grid.header_rows, drawn, drawn))
    return found


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, not those of tables within it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")
        elif child.tag in ("form", "div", "span", "font", "center"):
            yield from _rows(child)


def _read_row(
    row: etree._Element, number: int, taken: dict[int, int], read_cell: Callable[[etree._Element], list[Item]]
) -> tuple[list[Place], bool]:
    """The cells of a row at their columns; `taken` holds how many rows from here on each column is covered."""
    places: list[Place] = []
    column = 0
    parent = row.getparent()
    in_head = parent is not None and parent.tag == "thead"
    heads: list[bool] = []
    for cell in row.iterchildren("td", "th"):
        while taken.get(column):
            column += 1
        width = max(1, min(_span(cell, "colspan"), _MOST_SPANNED))
        height = _span(cell, "rowspan")
        free = 1
        while free < width and not taken.get(column + free):
            free += 1
        places.append(Place(number, column, tuple(read_cell(cell)), height or _MOST_SPANNED, free))
        heads.append(cell.tag == "th")
        for offset in range(free):
            taken[column + offset] = height or _MOST_SPANNED
        column += free
    return places, bool(places) and (in_head or all(heads))


def _span(cell: etree._Element, name: str) -> int:
    """A span as printed; 0 (for rows: to the end) is kept for rows, anything unreadable is 1."""
    value = cell.get(name, "1").strip()
    if not value.isdecimal() or len(value) > 5:
        return 1
    return int(value)


def _cut(place: Place, rows: int) -> Place:
    height = max(1, min(place.row_span, rows - place.row))
    return Place(place.row, place.column, place.content, height, place.column_span)


def _is_drawn(table: etree._Element) -> bool:
    """Whether the page itself says that lines are drawn; style sheets are not read."""
    if table.get("border", "0").strip("px ") not in ("", "0") or table.get("rules", "none") != "none":
        return True
    if names(table) & _DRAWN_CLASSES or _has_border(table):
        return True
    return any(_has_border(cell) for row in _rows(table) for cell in row.iterchildren("td", "th"))


def _has_border(element: etree._Element) -> bool:
    style = style_of(element)
    return any(_DRAWN.search(style.get(name, "")) is not None for name in _BORDERS)
