"""The contents of pages, however they were read, put together to a Document."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document import Document
from extract.readers.pdf_columns import Flow, flows, page_lines
from extract.readers.pdf_frames import page_frames
from extract.readers.pdf_lines import Line
from extract.readers.pdf_page import PageContent
from extract.readers.pdf_running import running_lines
from extract.readers.pdf_tables import RuledPart, find_tables
from extract.readers.pdf_writing import MEDIA_TYPE, write


def document_of(pages: Sequence[PageContent], warnings: Sequence[str], media_type: str = MEDIA_TYPE) -> Document:
    """The document of these pages: tables, columns, lists and paragraphs found, running lines taken out."""
    tables: list[list[RuledPart]] = []
    lines: list[list[Line]] = []
    for page in pages:
        found, outside = find_tables(page.number, page.edges, page.runs)
        tables.append(found)
        lines.append(page_lines(outside, page.edges, page.width))
    skipped = running_lines([(page.height, own) for page, own in zip(pages, lines, strict=True)])
    running: list[str] = []
    for number, indices in enumerate(skipped):
        running += [lines[number][index].text for index in sorted(indices)]
        lines[number] = [line for index, line in enumerate(lines[number]) if index not in indices]
    runs = [run for page in pages for run in page.runs]
    frames = page_frames([(page.width, own) for page, own in zip(pages, lines, strict=True)], runs)
    found_flows: list[Flow] = []
    for page, own, parts, frame in zip(pages, lines, tables, frames, strict=True):
        found_flows += flows(own, parts, frame, page.width, found_flows)
    return write(found_flows, pages, running, warnings, media_type)
