"""From lines and grids to one text with offsets: what the readers of formats without pages share.

A reader gives its content as `Line`s and `Grid`s, as printed; `assemble` cleans each line
(see `cleaned`), lays them one after the other as `extract.document` says, and gives the
blocks, cells and links with their offsets in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import regex

from extract import folding
from extract.document import Align, Block, Cell, Link, Paragraph, Table
from extract.once import once_a_file

_INVISIBLE = regex.compile("[\u00ad\u200b-\u200d\u2060\ufeff]+")
_SPACE = regex.compile(r"[\s\x1c-\x1f\x85]+")
# Blanks that typesetting puts around figures in Chinese text, in the places where they part no two entries:
# after a number that begins a line, in 附件 1, and before and after a figure that a measure word follows.
_MEASURE = "[号弄幢栋室楼层座年月日时元角万亿个名家户人次件项条款页份组路期届批村镇县市省岁]"
_LAYOUT_SPACE = regex.compile(
    r"(?<=^[（(]?\d{1,3}[.．、)）]) (?=\p{Han})|(?<=^附件) (?=\d{1,2}\b)"
    rf"|(?<=\p{{Han}}) (?=\d{{1,4}} {_MEASURE})|(?<=\p{{Han}} ?\d{{1,4}}) (?={_MEASURE})"
)


class Line(NamedTuple):
    """A paragraph before it has a place: its text as typed, and links as ranges of that text."""

    text: str
    links: tuple[Link, ...] = ()
    align: Align | None = None
    size: float | None = None
    bold: bool = False
    red: bool = False
    heading: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A cell before it has offsets: where it stands in its grid, what it covers, what it holds."""

    row: int
    column: int
    content: tuple[Line | Grid, ...] = ()
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table before it has offsets. `upright` says whether vertical lines part its columns."""

    rows: int
    columns: int
    cells: tuple[Place, ...]
    header_rows: int = 0
    ruled: bool = True
    upright: bool = True


Item = Line | Grid


@dataclass(frozen=True, slots=True)
class Assembly:
    """The text, its blocks in reading order, and its links; all offsets count in `text`."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]


@once_a_file  # the same words are looked at for what they are, and then written
def clean(text: str) -> str:
    """A line as it stands in a document.

    Look-alikes are folded, invisible characters and indents dropped, each run of white space is one
    space; letter-spaced words and figures set off by blanks (`81 号`) are closed up.
    """
    text = " ".join(_INVISIBLE.sub("", folding.fold(text)).split())
    return _LAYOUT_SPACE.sub("", folding.unspread(text)) if " " in text else text


def cleaned(line: Line) -> Line:
    """The line with its text as `clean` gives it and its links moved along."""
    text = clean(line.text)
    if not line.links:
        return line if text == line.text else line._replace(text=text)
    return line._replace(text=text, links=_moved_links(line.links, line.text, text))


def _moved_links(links: Iterable[Link], before: str, after: str) -> tuple[Link, ...]:
    """The links with offsets in the cleaned text: cleaning only drops spaces and invisible characters."""
    places = range(len(after) + 1) if before == after else _places(before, after)
    moved = []
    for link in links:
        start, end = places[link.start], places[link.end]
        while start < end and after[start] == " ":
            start += 1
        while end > start and after[end - 1] == " ":
            end -= 1
        moved.append(Link(start, end, link.target))
    return tuple(moved)


def _places(before: str, after: str) -> list[int]:
    """For each place of a text, its end included, the place in the cleaned one."""
    places: list[int] = []
    at = 0
    for character in folding.fold(before):
        places.append(at)
        if at < len(after) and (after[at] == character or (after[at] == " " and _SPACE.fullmatch(character))):
            at += 1
    places.append(len(after))
    return places


def is_empty(item: Item) -> bool:
    """Whether an item prints nothing."""
    if isinstance(item, Line):
        return not clean(item.text)
    return all(is_empty(inner) for place in item.cells for inner in place.content)


def plain_text(items: Iterable[Item]) -> str:
    """The cleaned words of items, a line each, for deciding what they are."""
    pieces = []
    for item in items:
        if isinstance(item, Line):
            pieces.append(clean(item.text))
        else:
            pieces += [plain_text(place.content) for place in item.cells]
    return "\n".join(piece for piece in pieces if piece)


def assemble(items: Iterable[Item]) -> Assembly:
    """The text of these items with every block in its place; items that print nothing are left out."""
    builder = _Builder()
    blocks = [block for item in items if (block := builder.block(item)) is not None]
    return Assembly("".join(builder.pieces), tuple(blocks), tuple(builder.links))


class _Builder:
    """Text under construction: `length` is the offset at which the next piece will stand."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.links: list[Link] = []
        self.length = 0

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def block(self, item: Item) -> Block | None:
        """Writes an item and the line feed after it; None where it prints nothing."""
        if isinstance(item, Line):
            line = cleaned(item)
            if not line.text:
                self.links += [Link(self.length, self.length, link.target) for link in line.links]
                return None
            block: Block = self.paragraph(line)
        else:
            if is_empty(item):
                return None
            block = self.table(item)
        self.write("\n")
        return block

    def paragraph(self, line: Line) -> Paragraph:
        start = self.length
        self.links += [link._replace(start=link.start + start, end=link.end + start) for link in line.links]
        self.write(line.text)
        return Paragraph(start, self.length, line.align, line.size, line.bold, line.red, line.heading)

    def table(self, grid: Grid) -> Table:
        start = self.length
        cells: list[Cell] = []
        by_row: dict[int, list[Place]] = {}
        for place in sorted(grid.cells, key=lambda place: (place.row, place.column)):
            by_row.setdefault(place.row, []).append(place)
        for row in range(grid.rows):
            if row:
                self.write("\n")
            for number, place in enumerate(by_row.get(row, ())):
                if number:
                    self.write("\t")
                cells.append(self.cell(place))
        return Table(start, self.length, grid.rows, grid.columns, tuple(cells), grid.header_rows, grid.ruled)

    def cell(self, place: Place) -> Cell:
        start = self.length
        tables: list[Table] = []
        for item in place.content:
            line = cleaned(item) if isinstance(item, Line) else item
            if (not line.text) if isinstance(line, Line) else is_empty(line):
                continue
            if self.length > start:
                self.write("\n")
            if isinstance(line, Line):
                self.paragraph(line)
            else:
                tables.append(self.table(line))
        return Cell(
            place.row, place.column, start, self.length, place.row_span, place.column_span, tables=tuple(tables)
        )


def grid_of(rows: Sequence[Sequence[Line]], ruled: bool = False) -> Grid:
    """A grid without merged cells, one line in each."""
    cells = tuple(Place(number, column, (line,)) for number, row in enumerate(rows) for column, line in enumerate(row))
    return Grid(len(rows), max(map(len, rows), default=0), cells, ruled=ruled, upright=ruled)
