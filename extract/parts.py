"""A notice's parts and tables as flat rows, with all that a page needs to show the text by its parts.

Offsets count in the notice's text. A section covers those below it, an annex all that stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from extract.document import Cell, Table
from extract.notice import Notice, Part

PartName = Literal[
    "issuer", "doc_number", "title", "addressee", "body", "section", "attachment_list", "signature", "issued", "annex",
    "imprint",
]  # fmt: skip


class PlacedPart(NamedTuple):
    """A part of a notice as GB/T 9704-2012 names it, and where it stands.

    `value` is what is stored of it (a section's and an annex's title), `label` the number of a section
    (`一、`) or the label of an annex (`附件1`), `level` a section's (see `notice.Section`). The words of a
    section's heading end at `heading_end`, those of an annex's label and title too.
    """

    part: PartName
    start: int
    end: int
    value: str | None = None
    label: str | None = None
    level: int | None = None
    heading_end: int | None = None


RowCells = tuple[int | tuple[int, int, int], ...]
"""The cells that begin in a row, left to right: the length of each one's text, or (length, rows, columns) of one
that covers several. The text of a cell begins one character behind the end of the one before it."""


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table in a notice's text: its range, the rows at the top that name the columns, and the cells of each row."""

    start: int
    end: int
    header_rows: int
    rows: tuple[RowCells, ...]


def parts_of(notice: Notice) -> tuple[PlacedPart, ...]:
    """The notice's parts in the order of their beginnings, the wider before what lies in it; empty ones left out."""
    found = [part for part in _parts(notice) if part.end > part.start]
    return tuple(sorted(found, key=lambda part: (part.start, -part.end)))


def _parts(notice: Notice) -> Iterator[PlacedPart]:
    several: tuple[tuple[PartName, tuple[Part | None, ...]], ...] = (
        ("issuer", notice.issuers),
        ("doc_number", (notice.doc_number,)),
        ("title", (notice.title,)),
        ("addressee", (notice.addressee,)),
        ("attachment_list", notice.attachment_list),
        ("signature", notice.signatures),
        ("issued", (notice.issued,)),
        ("imprint", notice.imprint),
    )
    for name, parts in several:
        for part in parts:
            if part is not None:
                yield PlacedPart(name, part.start, part.end, part.value)
    yield PlacedPart("body", *notice.body)
    for section in notice.sections:
        yield PlacedPart(
            "section", section.start, section.end, section.title, section.number, section.level, section.body_start
        )
    for annex in notice.annexes:
        title = annex.title
        heading_end = title.end if title and annex.start <= title.end <= annex.end else annex.start + len(annex.label)
        yield PlacedPart(
            "annex", annex.start, annex.end, title.value if title else None, annex.label, None, heading_end
        )


def tables_of(notice: Notice) -> tuple[TextTable, ...]:
    """The notice's tables in the order of the text, nested ones left out: their text is that of the cell they are in.

    A table whose text does not follow its grid is left out too.
    """
    tables = (block for block in notice.document.blocks if isinstance(block, Table))
    return tuple(table for table in map(_text_table, tables) if table is not None)


def _text_table(table: Table) -> TextTable | None:
    rows: list[list[Cell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        if not 0 <= cell.row < table.rows:
            return None
        rows[cell.row].append(cell)
    at = table.start
    for row in rows:
        row.sort(key=lambda cell: cell.column)
        for cell in row:
            if cell.start != at:
                return None
            at = cell.end + 1
        if not row:
            at += 1
    return TextTable(table.start, table.end, table.header_rows, tuple(tuple(map(_shape, row)) for row in rows))


def _shape(cell: Cell) -> int | tuple[int, int, int]:
    length = cell.end - cell.start
    return length if cell.row_span == cell.column_span == 1 else (length, cell.row_span, cell.column_span)
