"""Grids that print one list in pieces: blocks of columns side by side, or one table after another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extract.readers.assembly import Grid, Item, Line, Place, is_empty, plain_text

_MOST_BLOCKS = 4


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
    texts = grid_texts(grid)
    width = _block_width(texts[: grid.header_rows], grid.columns)
    if width is None:
        return grid
    captions = _captions(texts[: grid.header_rows])
    below = [place for place in grid.cells if place.row >= captions]
    if any(place.column // width != (place.column + place.column_span - 1) // width for place in below):
        return grid
    kept = [replace(place, column=0, column_span=width) for place in grid.cells if place.row < captions]
    rows = grid.header_rows
    for block in range(grid.columns // width):
        own = [replace(place, column=place.column % width) for place in below if place.column // width == block]
        if not block:
            kept += [place for place in own if place.row < grid.header_rows]
        data = [place for place in own if place.row >= grid.header_rows]
        filled = max((_last_row(place) for place in data if not all(map(is_empty, place.content))), default=-1)
        last = grid.rows - 1 if not block else filled
        data = [place for place in data if place.row <= last]
        kept += [replace(place, row=place.row - grid.header_rows + rows) for place in data]
        rows += max(0, last + 1 - grid.header_rows)
    return replace(grid, rows=rows, columns=width, cells=tuple(_clipped(place, rows) for place in kept))


def _last_row(place: Place) -> int:
    return place.row + place.row_span - 1


def _clipped(place: Place, rows: int) -> Place:
    return replace(place, row_span=max(1, min(place.row_span, rows - place.row)))


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
