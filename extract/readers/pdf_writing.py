"""The Document of a PDF, written from its pages' flows: paragraphs and tables joined over page breaks."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from extract.boxes import CharacterBoxes
from extract.document import Block, Cell, Document, Link, Page, Paragraph, Table
from extract.readers.grid_pieces import stacked_part
from extract.readers.pdf_columns import Flow
from extract.readers.pdf_lines import Line, Piece, join
from extract.readers.pdf_lists import ListPart
from extract.readers.pdf_page import Glyph, PageContent
from extract.readers.pdf_paragraphs import Draft, goes_on
from extract.readers.table_headers import header_rows
from extract.readers.tables import Part, continued

MEDIA_TYPE = "application/pdf"


@dataclass(slots=True)
class TableDraft:
    """A table under construction; `open` while the next page may go on with it."""

    part: Part[Piece]
    ruled: bool
    flow: int


def draft_blocks(flows: Sequence[Flow]) -> list[Draft | TableDraft]:
    """The document's blocks, those that a page or column break parts put together."""
    blocks: list[Draft | TableDraft] = []
    for number, flow in enumerate(flows):
        for item in flow.items:
            last = blocks[-1] if blocks else None
            if isinstance(item, Line):
                if isinstance(last, Draft) and goes_on(last, item, flow.frame, number):
                    last.lines.append(item)
                    last.frame, last.flow = flow.frame, number
                else:
                    blocks.append(Draft([item], flow.frame, number))
                continue
            ruled = not isinstance(item, ListPart)
            if isinstance(last, TableDraft) and last.flow == number - 1 and last.ruled == ruled:
                whole = continued(last.part, item.part, join)
                if whole is not None:
                    last.part, last.flow = whole, number
                    continue
            blocks.append(TableDraft(item.part, ruled, number))
    return [block for block in blocks if isinstance(block, Draft) or any(cell.paragraphs for cell in block.part.cells)]


class Writer:
    """Collects text, places and blocks; offsets are those of the text written so far."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._glyphs: list[Glyph | None] = []
        self.blocks: list[Block] = []

    @property
    def length(self) -> int:
        """The length of the text so far."""
        return len(self._glyphs)

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)

    def _add(self, text: str, glyphs: Sequence[Glyph | None]) -> None:
        self._pieces.append(text)
        self._glyphs.extend(glyphs)

    def paragraph(self, draft: Draft) -> None:
        """Writes a paragraph."""
        piece, start = draft.piece(), self.length
        self._add(piece.text, piece.glyphs)
        style = max(draft.lines, key=lambda line: len(line.glyphs)).style
        bold = all(line.style.bold for line in draft.lines)
        red = draft.lines[0].style.red
        self.blocks.append(Paragraph(start, self.length, draft.align(), style.size, bold, red))
        self._add("\n", [None])

    def table(self, part: Part[Piece], ruled: bool) -> None:
        """Writes a table row by row, blocks of columns that stand side by side one below the other."""
        part = stacked_part(part)
        start = self.length
        by_row: dict[int, list[Cell]] = {}
        rows: dict[int, list[int]] = {}
        ordered = sorted(part.cells, key=lambda cell: (cell.row, cell.column))
        for index, cell in enumerate(ordered):
            rows.setdefault(cell.row, []).append(index)
        for row in range(part.rows):
            for count, index in enumerate(rows.get(row, [])):
                cell = ordered[index]
                if count:
                    self._add("\t", [None])
                at = self.length
                for number, piece in enumerate(cell.paragraphs):
                    if number:
                        self._add("\n", [None])
                    self._add(piece.text, piece.glyphs)
                written = Cell(cell.row, cell.column, at, self.length, cell.row_span, cell.column_span)
                by_row.setdefault(row, []).append(written)
            self._add("\n", [None])
        cells = tuple(cell for row in range(part.rows) for cell in by_row.get(row, []))
        end = max(start, self.length - 1)
        self.blocks.append(Table(start, end, part.rows, part.columns, cells, header_rows(part.texts()), ruled=ruled))

    def boxes(self, pages: Sequence[PageContent]) -> CharacterBoxes:
        """Page and box of every character, on the pages as they are shown."""
        turned = {page.number: page for page in pages if page.turned or page.recognised is not None}
        nowhere = (0.0, 0.0, 0.0, 0.0)
        numbers = array("H", [0 if glyph is None else glyph.page for glyph in self._glyphs])
        if turned:
            places = [
                nowhere
                if glyph is None
                else _as_shown(glyph, turned[glyph.page])
                if glyph.page in turned
                else glyph[1:5]
                for glyph in self._glyphs
            ]
        else:
            places = [nowhere if glyph is None else glyph[1:5] for glyph in self._glyphs]
        return CharacterBoxes(numbers, array("f", list(chain.from_iterable(places))))

    def scores(self, pages: Sequence[PageContent]) -> array[float] | None:
        """How surely each character was recognised; None where no page was."""
        if all(page.recognised is None for page in pages):
            return None
        return array("f", [0.0 if glyph is None else glyph.score for glyph in self._glyphs])

    def page_list(self, pages: Sequence[PageContent]) -> tuple[Page, ...]:
        """The pages with the ranges of text that begin on them."""
        numbers = array("H", [0 if glyph is None else glyph.page for glyph in self._glyphs])
        starts = {number: numbers.index(number) for number in set(numbers) if number}
        found: list[Page] = []
        end = self.length
        for page in reversed(pages):
            start = min(starts.get(page.number, end), end)
            width, height = (page.height, page.width) if page.turned % 2 else (page.width, page.height)
            if page.recognised is not None:
                width, height = page.recognised.width, page.recognised.height
            found.append(Page(page.number, width, height, start, end))
            end = start
        return tuple(reversed(found))

    def links(self, pages: Sequence[PageContent]) -> tuple[Link, ...]:
        """The pages' links with the text they cover; areas of one link that runs over lines are one.

        A link over a picture has an empty range after the text above the picture.
        """
        linked = {page.number: page.links for page in pages if page.links}
        if not linked:
            return ()
        covered: dict[tuple[int, int], list[int]] = {}
        below: dict[tuple[int, int], int] = {}
        for offset, glyph in enumerate(self._glyphs):
            if glyph is None or glyph.page not in linked:
                continue
            x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
            for number, area in enumerate(linked[glyph.page]):
                if area.x0 <= x <= area.x1 and area.top <= y <= area.bottom:
                    covered.setdefault((glyph.page, number), []).append(offset)
                elif y < area.bottom:
                    below[glyph.page, number] = offset + 1
        found: list[Link] = []
        places = [(offsets[0], offsets[-1] + 1, key) for key, offsets in covered.items()]
        places += [(at, at, key) for key, at in below.items() if key not in covered]
        for start, end, (page, number) in sorted(places):
            target = linked[page][number].target
            last = found[-1] if found else None
            if last and last.target == target and start - last.end <= 1:
                found[-1] = Link(last.start, max(last.end, end), target)
            else:
                found.append(Link(start, end, target))
        return tuple(found)


def _as_shown(glyph: Glyph, page: PageContent) -> tuple[float, float, float, float]:
    """A glyph's box turned back to the page as it is shown."""
    if page.recognised is not None:
        a, b, c, d, e, f = page.recognised.back
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        across, down = (glyph.x1 - glyph.x0) / 2, (glyph.bottom - glyph.top) / 2
        if abs(b) > abs(a):  # the page was turned
            across, down = down, across
        x, y = a * x + b * y + c, d * x + e * y + f
        return x - across, y - down, x + across, y + down
    if page.turned == 2:
        return page.width - glyph.x1, page.height - glyph.bottom, page.width - glyph.x0, page.height - glyph.top
    if page.turned == 1:
        return glyph.top, page.width - glyph.x1, glyph.bottom, page.width - glyph.x0
    return page.height - glyph.bottom, glyph.x0, page.height - glyph.top, glyph.x1


def write(
    flows: Sequence[Flow],
    pages: Sequence[PageContent],
    running: Iterable[str],
    warnings: Sequence[str],
    media_type: str = MEDIA_TYPE,
) -> Document:
    """The document of these flows."""
    writer = Writer()
    for block in draft_blocks(flows):
        if isinstance(block, Draft):
            writer.paragraph(block)
        else:
            writer.table(block.part, block.ruled)
    return Document(
        text=writer.text,
        blocks=tuple(writer.blocks),
        media_type=media_type,
        pages=writer.page_list(pages),
        boxes=writer.boxes(pages),
        scores=writer.scores(pages),
        links=writer.links(pages),
        running=tuple(dict.fromkeys(running)),
        warnings=tuple(warnings),
    )
