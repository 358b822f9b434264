"""Tables that only place things side by side (issuer headers, signature blocks, frames), turned into paragraphs."""

from __future__ import annotations

from dataclasses import replace

from extract.document import Link
from extract.readers.assembly import Grid, Item, Line, Place, is_empty, plain_text
from extract.readers.grid_pieces import grid_texts, stacked
from extract.readers.table_headers import header_rows
from extract.rules import load

_LONG_CELL = 80
"""Characters in a cell beyond which it holds running text, not an entry of a list."""
_FEW_ROWS = 3
"""Fewer rows than this without upright lines make no list."""


def settled(grid: Grid) -> list[Item]:
    """The grid as it is, or the paragraphs and tables it lays out where it is no table in meaning."""
    if is_empty(grid):
        return []
    return flattened(grid) if is_layout(grid) else [stacked(with_header_rows(grid))]


def with_header_rows(grid: Grid) -> Grid:
    """The grid with its header rows counted: those that the file marks, or more where the words say so."""
    return replace(grid, header_rows=max(grid.header_rows, header_rows(grid_texts(grid))))


def is_layout(grid: Grid) -> bool:
    """Whether a grid only lays things out: framed text, header blocks, side-by-side lines without upright rules."""
    filled = [place for place in grid.cells if not all(map(is_empty, place.content))]
    if len(grid.cells) == 1 or (grid.columns <= 1 and (grid.rows < _FEW_ROWS or not grid.ruled)):
        return True
    holds_table = any(isinstance(item, Grid) and not is_layout(item) for place in filled for item in place.content)
    if holds_table and (not grid.ruled or len(filled) == 1):
        return True
    if grid.rows <= _FEW_ROWS and any(_is_imprint(place) for place in filled):
        return True
    if grid.upright:
        return False
    if grid.rows < _FEW_ROWS or grid.columns < 2 or _is_header(filled):
        return True
    texts = [plain_text(place.content) for place in filled]
    labelled = sum(text.endswith(("：", ":")) for text in texts)
    long = sum(len(text) > _LONG_CELL for text in texts)
    if grid.ruled:
        return False
    return 2 * len(filled) < len(grid.cells) or 3 * labelled > len(filled) or 4 * long > len(filled)


def _is_header(filled: list[Place]) -> bool:
    """Whether the cells are a red issuer header."""
    word = load("readers")["header_word"]
    if any(word.fullmatch(_joined(place)) for place in filled):
        return True
    return all(isinstance(item, Line) and item.red for place in filled for item in place.content if not is_empty(item))


def _is_imprint(place: Place) -> bool:
    return load("readers")["imprint"].search(_joined(place)) is not None


def _joined(place: Place) -> str:
    return "".join(plain_text(place.content).split())


def flattened(grid: Grid) -> list[Item]:
    """What a layout grid holds, row by row; entries side by side become one line; 文件 follows its issuers."""
    word = load("readers")["header_word"]
    filled = sorted(
        (place for place in grid.cells if not all(map(is_empty, place.content))),
        key=lambda place: (place.row, place.column),
    )
    beside = [place for place in filled if word.fullmatch(_joined(place))]
    others = [place for place in filled if place not in beside]
    if beside:
        return [item for place in [*others, *beside] for item in _kept(place)]
    found: list[Item] = []
    for row in sorted({place.row for place in others}):
        contents = [_kept(place) for place in others if place.row == row]
        single = [content[0] for content in contents if len(content) == 1 and isinstance(content[0], Line)]
        if len(contents) > 1 and len(single) == len(contents) and not _is_header(others):
            found.append(_side_by_side([line for line in single if isinstance(line, Line)]))
        else:
            found += [item for content in contents for item in content]
    return found


def _kept(place: Place) -> list[Item]:
    return [item for item in place.content if not is_empty(item)]


def _side_by_side(lines: list[Line]) -> Line:
    """Lines of one row as one line, a space between them."""
    text, links = "", []
    for line in lines:
        if text:
            text += " "
        links += [Link(link.start + len(text), link.end + len(text), link.target) for link in line.links]
        text += line.text
    return lines[0]._replace(text=text, links=tuple(links), align=None)
