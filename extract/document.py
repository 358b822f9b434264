"""What every reader gives: one linear text with paragraphs, tables, pages and boxes.

All offsets count Unicode code points of `Document.text`. Paragraphs and table rows end
with a line feed; the cells of a row are parted by tabs; several paragraphs in one cell by
line feeds. A merged cell's text stands once, at its first row and column. Readers have
already taken out running headers and page numbers, joined the lines of a paragraph,
dropped the spaces that only justify a line, and folded full-width digits and Latin
letters (see `extract.folding`), so that a quote taken from the text is what a person
would copy from the page.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, NamedTuple

from extract.boxes import Box, CharacterBoxes

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size in points and the range of the text that begins on it."""

    number: int
    width: float
    height: float
    start: int
    end: int


class Paragraph(NamedTuple):
    """A run of text with what its type tells: `size` in points, None where the format does not say."""

    start: int
    end: int
    align: Align | None = None
    size: float | None = None
    bold: bool = False
    red: bool = False
    heading: int | None = None
    """Outline level 1-6 where the format declares one (HTML h1-h6, Word heading styles)."""


class Cell(NamedTuple):
    """A table cell at its first row and column (from 0), with the rows and columns it covers."""

    row: int
    column: int
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1
    tables: tuple[Table, ...] = ()
    """Tables nested in this cell; their text lies within the cell's."""


@dataclass(frozen=True)
class Table:
    """A table joined over page breaks. `header_rows` rows at the top name the columns (0: none found)."""

    start: int
    end: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    header_rows: int = 0
    ruled: bool = True
    """Whether lines were printed; False for lists aligned by spaces or borderless cells."""

    @cached_property
    def _covering(self) -> dict[tuple[int, int], Cell]:
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }

    @cached_property
    def _beginning(self) -> dict[int, list[Cell]]:
        rows: dict[int, list[Cell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return rows

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place of the grid, merged cells included; None outside any cell."""
        return self._covering.get((row, column))

    def row_cells(self, row: int) -> list[Cell]:
        """The cells that cover a row, left to right, each once."""
        found: list[Cell] = []
        for column in range(self.columns):
            cell = self.cell(row, column)
            if cell is not None and (not found or found[-1] is not cell):
                found.append(cell)
        return found

    def row_range(self, row: int) -> tuple[int, int]:
        """The offsets from the first to the last text that begins in this row (cells merged from above left out).

        Both are the same where the row prints nothing of its own.
        """
        beginning = self._beginning.get(row, [])
        own = [cell for cell in beginning if cell.end > cell.start]
        if not own:
            cells = beginning or list(self.cells[:1])
            at = cells[0].start if cells else self.start
            return at, at
        return min(cell.start for cell in own), max(cell.end for cell in own)


Block = Paragraph | Table


class Link(NamedTuple):
    """A hyperlink: the text it covers (empty range where it covers a picture) and where it points."""

    start: int
    end: int
    target: str


class Line(NamedTuple):
    """A printed line: a paragraph, or the part of one between line feeds."""

    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """One file, read: its text, its blocks in reading order, and what the file says of itself."""

    text: str
    blocks: tuple[Block, ...]
    media_type: str
    pages: tuple[Page, ...] = ()
    boxes: CharacterBoxes | None = None
    scores: array[float] | None = None
    """How surely each character was recognised on a picture, above 0 and up to 1; 0 for those that the file itself
    names. None where nothing was recognised."""
    links: tuple[Link, ...] = ()
    running: tuple[str, ...] = ()
    """Running headers and footers, kept out of the text."""
    published_on: str | None = None
    """The day a web page says it was put online (ISO 8601); never an issue date."""
    properties: dict[str, str] = field(default_factory=dict)
    """What a web page's metadata box says, by contract names (`doc_number`, `issued_on`, `issuer`, `index_number`)."""
    attachments: tuple[Link, ...] = ()
    """Files that a web page attaches; their ranges cover the link's words where those stand in the text."""
    warnings: tuple[str, ...] = ()

    @cached_property
    def _page_starts(self) -> list[int]:
        return [page.start for page in self.pages]

    def page_at(self, offset: int) -> int | None:
        """The page (from 1) on which the character at an offset stands; None where the format has no pages."""
        if self.boxes is not None:
            # Not beyond the line: what follows may be another file's, with pages where this one has none.
            line = self.text.find("\n", offset + 1)
            for index in range(offset, min(offset + 200, len(self.boxes), line if line >= 0 else len(self.text))):
                if self.boxes.pages[index]:
                    return self.boxes.pages[index]
        if not self.pages:
            return None
        page = self.pages[max(0, bisect_right(self._page_starts, offset) - 1)]
        return page.number if page.start <= offset <= page.end else None

    def boxes_of(self, start: int, end: int) -> list[Box]:
        """Where a range stands on the pages, a box a line; empty where the format has no boxes."""
        return self.boxes.lines(start, end) if self.boxes is not None else []

    def recognised(self, start: int, end: int) -> float | None:
        """The score of the least sure of a range's letters and figures; None where none of them was recognised."""
        if self.scores is None:
            return None
        found = [
            score
            for score, char in zip(self.scores[start:end], self.text[start:end], strict=True)
            if score > 0 and char.isalnum()
        ]
        return min(found, default=None)

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs outside tables, in reading order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    @cached_property
    def lines(self) -> list[list[Line]]:
        """The lines outside tables, in runs that no table parts. For all who ask: not to be changed."""
        runs: list[list[Line]] = [[]]
        for block in self.blocks:
            if not isinstance(block, Paragraph):
                runs.append([])
                continue
            start = block.start
            for piece in self.text[block.start : block.end].split("\n"):
                if piece.strip():
                    runs[-1].append(Line(start, start + len(piece)))
                start += len(piece) + 1
        return [run for run in runs if run]

    def tables(self) -> Iterator[Table]:
        """The tables in reading order, nested ones after the table that holds them."""
        return iter(self._tables)

    @cached_property
    def _tables(self) -> tuple[Table, ...]:
        return tuple(table for block in self.blocks if isinstance(block, Table) for table in _with_nested(block))

    def cut(self, ranges: Sequence[tuple[int, int]]) -> Document:
        """The document made of these ranges of this one, which begin and end between blocks.

        Offsets are those of the new text. Pages keep their numbers and sizes.
        """
        pieces: list[str] = []
        blocks: list[Block] = []
        links: list[Link] = []
        attachments: list[Link] = []
        pages: list[Page] = []
        length = 0
        for start, end in ranges:
            shift = length - start
            pieces.append(self.text[start:end])
            length += end - start
            blocks += [moved(block, shift) for block in self.blocks if start <= block.start and block.end <= end]
            links += [_moved_link(link, shift) for link in self.links if start <= link.start and link.end <= end]
            attachments += [_moved_link(a, shift) for a in self.attachments if start <= a.start and a.end <= end]
            for page in self.pages:
                low, high = max(page.start, start), min(page.end, end)
                if low < high:
                    pages.append(replace(page, start=low + shift, end=high + shift))
        return replace(
            self,
            text="".join(pieces),
            blocks=tuple(blocks),
            pages=tuple(pages),
            boxes=self.boxes.cut(ranges) if self.boxes is not None else None,
            scores=_cut_scores(self.scores, ranges),
            links=tuple(links),
            attachments=tuple(attachments),
        )


def _cut_scores(scores: array[float] | None, ranges: Sequence[tuple[int, int]]) -> array[float] | None:
    if scores is None:
        return None
    kept: array[float] = array("f")
    for start, end in ranges:
        kept.extend(scores[start:end])
    return kept


def _with_nested(table: Table) -> Iterator[Table]:
    yield table
    for cell in table.cells:
        for nested in cell.tables:
            yield from _with_nested(nested)


def _moved_link(link: Link, shift: int) -> Link:
    if not shift:
        return link
    return Link(link.start + shift, link.end + shift, link.target)


def _moved_table(table: Table, shift: int) -> Table:
    # Built anew and not by `replace`, which takes five times as long: tables have hundreds of cells.
    cells = tuple(
        Cell(
            cell.row,
            cell.column,
            cell.start + shift,
            cell.end + shift,
            cell.row_span,
            cell.column_span,
            tuple(_moved_table(nested, shift) for nested in cell.tables) if cell.tables else (),
        )
        for cell in table.cells
    )
    return replace(table, start=table.start + shift, end=table.end + shift, cells=cells)


def moved(block: Block, shift: int) -> Block:
    """A block of a text that stands so much further on in another one."""
    # Built anew and not by `replace`, as the cells of a table are.
    if not shift:
        return block
    if isinstance(block, Table):
        return _moved_table(block, shift)
    return Paragraph(
        block.start + shift, block.end + shift, block.align, block.size, block.bold, block.red, block.heading
    )
