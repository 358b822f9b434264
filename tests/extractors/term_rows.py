"""The terms of a notice of a few paragraphs and tables, for tests."""

from __future__ import annotations

from extract.document import Block, Cell, Document, Paragraph, Table
from extract.extractors.context import Context
from extract.extractors.terms import find_terms
from extract.facts import Term
from extract.layout.sections import find_sections
from extract.notice import Notice


def notice_of(*blocks: str | list[list[str]], header_rows: int = 1) -> Notice:
    """A notice of paragraphs (text) and tables (rows of cells)."""
    text = ""
    made: list[Block] = []
    for block in blocks:
        start = len(text)
        if isinstance(block, str):
            text += block
            made.append(Paragraph(start, len(text)))
            text += "\n"
            continue
        cells = []
        for row, values in enumerate(block):
            for column, value in enumerate(values):
                cells.append(Cell(row, column, len(text), len(text) + len(value)))
                text += value + ("\n" if column + 1 == len(values) else "\t")
        made.append(Table(start, len(text) - 1, len(block), len(block[0]), tuple(cells), header_rows=header_rows))
    document = Document(text=text, blocks=tuple(made), media_type="text/plain")
    return Notice(document=document, body=(0, len(text)), sections=find_sections(document))


def terms(*blocks: str | list[list[str]], year: int | None = None, header_rows: int = 1) -> list[Term]:
    return find_terms(Context(notice_of(*blocks, header_rows=header_rows), year=year))


def amounts(found: list[Term]) -> list[tuple[str, int, str | None]]:
    return [(term.kind, int(term.amount), term.subject) for term in found]
