"""PDF with a text layer → Document. pdfium gives characters and lines, pdfplumber finds the tables among them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

from extract.document import Document
from extract.readers.errors import ReadError
from extract.readers.pdf_columns import Flow, flows, page_lines
from extract.readers.pdf_frames import page_frames
from extract.readers.pdf_lines import Line
from extract.readers.pdf_page import PageContent, read_page
from extract.readers.pdf_running import running_lines
from extract.readers.pdf_tables import RuledPart, find_tables
from extract.readers.pdf_writing import write

_FEWEST_CHARACTERS = 20
"""A page with fewer characters than this beside a picture that fills it is a scan with a stamp or page number."""
_PICTURE_SHARE = 0.5
_MOST_UNREADABLE = 0.25
_FEW_UNREADABLE, _SOME_UNREADABLE = 5, 0.02
_CID = re.compile(r"\(cid:\d+\)")
_SCAN_REMEDY = "scans are not read yet; hand in the file it was scanned from (DOCX, or PDF with text)"


def read_pdf(data: bytes) -> Document:
    """The document in a PDF file's bytes.

    Raises ReadError for what is no PDF, is cut off or damaged, needs a password, has no page, is a scan,
    or whose characters have no meaning.
    """
    with _opened(data) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count < 1:
            raise ReadError("the PDF has no pages", "ask its sender for a complete copy")
        pages = []
        for index in range(count):
            page = read_page(document, index)
            if page is None:
                raise ReadError(f"page {index + 1} of the PDF is damaged", "fetch or export the file again")
            pages.append(page)
    warnings = _check_text(pages)
    return _document(pages, warnings)


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    if not data.strip():
        raise ReadError("the file is empty", "fetch or export it again")
    if b"%PDF-" not in data[:1024]:
        raise ReadError("the file is no PDF", "check that it was saved completely and in this format")
    pdfium.FPDF_InitLibrary()
    buffer = ctypes.create_string_buffer(data, len(data))
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise ReadError("the PDF is protected by a password", "save a copy without a password")
        raise ReadError("the PDF is cut off or damaged", "fetch or export the file again")
    try:
        if b"%%EOF" not in data[-4096:]:
            raise ReadError("the PDF is cut off: its end is missing", "fetch or export the file again")
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _check_text(pages: list[PageContent]) -> list[str]:
    """Raises ReadError where there is no text to read; else warnings for the pages that have none."""
    characters = sum(page.characters for page in pages)
    scanned = [page.number for page in pages if page.characters < _FEWEST_CHARACTERS and page.picture >= _PICTURE_SHARE]
    if scanned and 2 * len(scanned) > len(pages):
        raise ReadError("the PDF is a scan: its pages are pictures without text", _SCAN_REMEDY)
    if not characters:
        raise ReadError("the PDF has no text", "if its letters were drawn as shapes, hand in the original document")
    unreadable = sum(max(page.unreadable, _named_by_number(page)) for page in pages)
    if unreadable > _MOST_UNREADABLE * characters:
        raise ReadError(
            "the PDF's text is unreadable: its fonts do not say which characters they show",
            "hand in the original document, or print it to a new PDF",
        )
    warnings = [f"page {number} is a scanned picture and was not read" for number in scanned]
    for page in pages:
        if page.unreadable >= _FEW_UNREADABLE and page.unreadable > _SOME_UNREADABLE * page.characters:
            warnings.append(f"page {page.number}: {page.unreadable} characters have no meaning in their font")
    return warnings


def _named_by_number(page: PageContent) -> int:
    """How many of a page's characters are spent on marks like `(cid:123)` that another program left behind."""
    text = "".join(glyph.char for run in page.runs for glyph in run.glyphs)
    return sum(len(mark) for mark in _CID.findall(text)) if "(cid:" in text else 0


def _document(pages: list[PageContent], warnings: list[str]) -> Document:
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
    return write(found_flows, pages, running, warnings)
