"""Notices built by hand: paragraphs as strings, tables as lists of rows.

In a table `"^"` is a cell merged with the one above it and `"<"` one merged with the one to
its left. A paragraph that begins with 附件 opens an annex whose next paragraph is its title.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.document import Block, Cell, Document, Link, Paragraph, Table
from extract.extractors.context import EXTRACTORS, Context
from extract.facts import Fact
from extract.layout.sections import find_sections
from extract.notice import Annex, Notice, Part

Rows = list[list[str]]
Item = str | Rows | Table

_ANNEX = regex.compile(r"附\s*件\s*(\d*)[:：]?$")


def document(*items: Item, links: Sequence[tuple[str, str]] = (), ruled: bool = True) -> Document:
    """A document of these paragraphs and tables; `links` are pairs of covered words and target."""
    pieces: list[str] = []
    blocks: list[Block] = []
    length = 0
    for item in items:
        if isinstance(item, str):
            block: Block = Paragraph(length, length + len(item))
            text = item + "\n"
        else:
            rows = item if isinstance(item, list) else []
            block, text = table(rows, length, ruled)
        blocks.append(block)
        pieces.append(text)
        length += len(text)
    text = "".join(pieces)
    found = tuple(Link(text.index(words), text.index(words) + len(words), target) for words, target in links)
    return Document(text=text, blocks=tuple(blocks), media_type="text/plain", links=found)


def table(rows: Rows, at: int = 0, ruled: bool = True) -> tuple[Table, str]:
    """A table that begins at an offset, and its text."""
    cells: list[Cell] = []
    lines: list[str] = []
    offset = at
    owner: dict[tuple[int, int], int] = {}
    for r, row in enumerate(rows):
        printed: list[str] = []
        for c, value in enumerate(row):
            if value in ("^", "<"):
                index = owner[(r - 1, c) if value == "^" else (r, c - 1)]
                cell = cells[index]
                down, right = (
                    (r - cell.row + 1, cell.column_span) if value == "^" else (cell.row_span, c - cell.column + 1)
                )
                cells[index] = cell._replace(row_span=down, column_span=right)
                owner[(r, c)] = index
                continue
            start = offset + (1 if printed else 0)
            offset = start + len(value)
            printed.append(value)
            owner[(r, c)] = len(cells)
            cells.append(Cell(r, c, start, offset))
        lines.append("\t".join(printed) + "\n")
        offset += 1
    width = max((len(row) for row in rows), default=0)
    return Table(at, offset, len(rows), width, tuple(cells), ruled=ruled), "".join(lines)


def notice(
    *items: Item, issuers: Sequence[str] = (), links: Sequence[tuple[str, str]] = (), ruled: bool = True
) -> Notice:
    """A notice of these blocks, its numbered sections and annexes found by their marks."""
    read = document(*items, links=links, ruled=ruled)
    return Notice(
        document=read,
        issuers=tuple(Part(name, 0, 0) for name in issuers),
        body=(0, _body_end(read)),
        sections=find_sections(read, bounds=tuple(annex.start for annex in _annexes(read))),
        annexes=tuple(_annexes(read)),
    )


def run(table_name: str, given: Notice, before: Sequence[str] = (), **known: object) -> list[Fact]:
    """The facts of one extractor over a notice, after those named in `before`."""
    context = Context(given, **known)  # type: ignore[arg-type]
    for name in (*before, table_name):
        facts = sorted(EXTRACTORS[name](context), key=lambda fact: (fact.evidence.start, fact.evidence.end))
        for fact in facts:
            assert given.text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote
        context.facts[name] = list(facts)
    return context.facts[table_name]


def _annexes(read: Document) -> list[Annex]:
    paragraphs = list(read.paragraphs())
    marks = [
        (index, match)
        for index, paragraph in enumerate(paragraphs)
        if (match := _ANNEX.match(read.text[paragraph.start : paragraph.end]))
    ]
    annexes: list[Annex] = []
    for place, (index, match) in enumerate(marks):
        end = paragraphs[marks[place + 1][0]].start if place + 1 < len(marks) else len(read.text)
        title = None
        if index + 1 < len(paragraphs) and paragraphs[index + 1].start < end:
            words = paragraphs[index + 1]
            title = Part(read.text[words.start : words.end], words.start, words.end)
        number = int(match.group(1)) if match.group(1) else None
        annexes.append(Annex(match.group(), number, title, paragraphs[index].start, end))
    return annexes


def _body_end(read: Document) -> int:
    annexes = _annexes(read)
    return annexes[0].start if annexes else len(read.text)
