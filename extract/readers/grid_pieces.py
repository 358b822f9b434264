"""Grids that print one list in pieces: blocks of columns side by side, or one table after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from extract.readers.assembly import Grid, Item, Line, Place, is_empty, plain_text
from extract.readers.table_headers import header_rows
from extract.readers.tables import Content, Part, PartCell

_MOST_BLOCKS = 4

Cell = TypeVar("Cell", Place, PartCell[Any])
"""A cell of a grid, or of a table put together from pages."""


def grid_texts(grid: Grid) -> list[list[str]]:
    """The full grid of texts, those of merged cells repeated at every place they cover."""
    texts = [[""] * grid.columns for _ in range(grid.rows)]
    for place in grid.cells:
        text = plain_text(place.content)
        for row in range(place.row, min(place.row + place.row_span, grid.rows)):
            for column in range(place.column, min(place.column + place.column_span, grid.columns)):
                texts[row][column] = text
    return texts


def stacked(grid: Grid) -> Grid:
    """A grid whose headings stand twice or more side by side, its blocks put one below the other.

    The grid itself where its headings do not repeat, or where a cell below them spans two blocks.
    """
    found = _stack(grid.cells, grid_texts(grid), grid.header_rows, _is_empty_place)
    if found is None:
        return grid
    cells, rows, width = found
    return replace(grid, rows=rows, columns=width, cells=tuple(cells))


def stacked_part(part: Part[Content]) -> Part[Content]:
    """The same of a table put together from pages."""
    texts = part.texts()
    found = _stack(part.cells, texts, header_rows(texts), lambda cell: not cell.text.strip())
    if found is None:
        return part
    cells, rows, width = found
    return Part(part.edges[: width + 1], rows, cells)


def _is_empty_place(place: Place) -> bool:
    return all(map(is_empty, place.content))


def _stack(
    cells: Iterable[Cell], texts: list[list[str]], header: int, blank: Callable[[Cell], bool]
) -> tuple[list[Cell], int, int] | None:
    """The cells with their blocks below each other, and how many rows and columns there are then."""
    columns = len(texts[0]) if texts else 0
    width = _block_width(texts[:header], columns)
    if width is None:
        return None
    captions = _captions(texts[:header])
    below = [cell for cell in cells if cell.row >= captions]
    if any(cell.column // width != (cell.column + cell.column_span - 1) // width for cell in below):
        return None
    kept = [replace(cell, column=0, column_span=width) for cell in cells if cell.row < captions]
    rows = header
    for block in range(columns // width):
        own = [replace(cell, column=cell.column % width) for cell in below if cell.column // width == block]
        if not block:
            kept += [cell for cell in own if cell.row < header]
        data = [cell for cell in own if cell.row >= header]
        filled = max((_last_row(cell) for cell in data if not blank(cell)), default=-1)
        last = len(texts) - 1 if not block else filled
        data = [cell for cell in data if cell.row <= last]
        kept += [replace(cell, row=cell.row - header + rows) for cell in data]
        rows += max(0, last + 1 - header)
    return [_clipped(cell, rows) for cell in kept], rows, width


def _last_row(cell: Cell) -> int:
    return cell.row + cell.row_span - 1


def _clipped(cell: Cell, rows: int) -> Cell:
    return replace(cell, row_span=max(1, min(cell.row_span, rows - cell.row)))


def _captions(header: list[list[str]]) -> int:
    """How many header rows are one cell over the whole width."""
    count = 0
    while count < len(header) - 1 and len(set(header[count])) == 1:
        count += 1
    return count


def _block_width(header: list[list[str]], columns: int) -> int | None:
    """How many columns a repeated run of headings has; None where headings do not repeat."""
    if not header:
        return None
    heads = list(zip(*header[_captions(header) :], strict=True))
    for blocks in range(2, _MOST_BLOCKS + 1):
        width = columns // blocks
        first = heads[:width]
        if columns % blocks == 0 and len(set(first)) == width >= 2 and heads == first * blocks:
            return width
    return None


def joined(items: Iterable[Item]) -> list[Item]:
    """The items with tables that follow one another at once made one where the headings say so, or the numbering."""
    found: list[Item] = []
    for item in items:
        if isinstance(item, Line) and is_empty(item):
            continue
        previous = found[-1] if found else None
        if isinstance(item, Grid) and isinstance(previous, Grid) and previous.columns == item.columns:
            rest = _continuation(previous, item)
            if rest is not None:
                found[-1] = _appended(previous, rest)
                continue
        found.append(item)
    return found


def _continuation(first: Grid, second: Grid) -> Grid | None:
    """The second grid without the headings it repeats; None where it is a table of its own."""
    ours, theirs = grid_texts(first), grid_texts(second)
    if first.header_rows and theirs[: first.header_rows] == ours[: first.header_rows]:
        count = first.header_rows
        cells = tuple(replace(place, row=place.row - count) for place in second.cells if place.row >= count)
        return replace(second, rows=second.rows - count, cells=cells, header_rows=0)
    last, next_number = ours[-1][0].strip("（）().． "), theirs[0][0].strip("（）().． ")
    if last.isdecimal() and next_number.isdecimal() and int(next_number) == int(last) + 1 and not second.header_rows:
        return second
    return None


def _appended(first: Grid, second: Grid) -> Grid:
    below = tuple(replace(place, row=place.row + first.rows) for place in second.cells)
    return replace(first, rows=first.rows + second.rows, cells=(*first.cells, *below))
