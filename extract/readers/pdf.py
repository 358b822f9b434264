"""PDF → Document. pdfium gives characters and lines, pdfplumber finds the tables among them.

Each page decides for itself: one without usable text is drawn and recognised (`extract.readers.scan`),
and comes back as the same kind of content.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

from extract import limits, progress
from extract.document import Document
from extract.readers.errors import ReadError
from extract.readers.pdf_document import document_of
from extract.readers.pdf_legibility import has_usable_text, is_garbled, shows_something
from extract.readers.pdf_page import PageContent, read_page

_FEW_UNREADABLE, _SOME_UNREADABLE = 5, 0.02


def read_pdf(data: bytes) -> Document:
    """The document in a PDF file's bytes.

    Raises ReadError for what is no PDF, is cut off or damaged, needs a password, has no page or too many,
    or shows no text. A page that could not be read is named by a warning.
    """
    with opened(data) as document:
        count = _page_count(document)
        pages: list[PageContent] = []
        to_recognise: list[int] = []
        for index in range(count):
            page = read_page(document, index)
            if page is None:
                raise ReadError(f"page {index + 1} of the PDF is damaged", "fetch or export the file again")
            pages.append(page)
            if not has_usable_text(page) and shows_something(document, index):
                to_recognise.append(index)
            else:
                progress.report(index + 1 - len(to_recognise), count)
        warnings = _recognise(document, pages, to_recognise) if to_recognise else []
    _check_text(pages, bool(to_recognise))
    return document_of(pages, [*warnings, *_without_meaning(pages)])


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """pdfium's handle of a PDF in these bytes, closed at the end. Raises ReadError where it cannot be opened."""
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


def _page_count(document: Any) -> int:
    count = int(pdfium.FPDF_GetPageCount(document))
    if count < 1:
        raise ReadError("the PDF has no pages", "ask its sender for a complete copy")
    allowed = limits.current().pages
    if count > allowed:
        raise ReadError(
            f"the PDF says it has {count} pages, more than the {allowed} allowed",
            f"hand it in as several files, or allow more with --limit pages={count}",
        )
    return count


def _recognise(document: Any, pages: list[PageContent], indices: list[int]) -> list[str]:
    """Puts what is recognised on these pages (from 0) in the place of their content; gives the warnings.

    A page on which nothing is recognised keeps what the file says of it, unless that is garbled.
    """
    from extract.readers.scan import recognise_pages
    from extract.readers.scan_render import drawn_pages

    done = len(pages) - len(indices)

    def told() -> None:
        nonlocal done
        done += 1
        progress.report(done, len(pages))

    found = recognise_pages(drawn_pages(document, indices), len(indices), told)
    for index in indices:
        content = found.pages.get(index + 1)
        if content is not None and content.runs and not is_garbled(content):
            if not pages[index].turned:
                content.links = pages[index].links
            pages[index] = content
        elif is_garbled(pages[index]):
            pages[index].runs, pages[index].unreadable = [], pages[index].characters
    return found.warnings


def _check_text(pages: list[PageContent], recognised: bool) -> None:
    """Raises ReadError where there is no text on any page."""
    if any(page.runs for page in pages):
        return
    if any(page.unreadable for page in pages):
        raise ReadError(
            "the PDF's text is unreadable: its fonts do not say which characters they show",
            "hand in the original document, or print it to a new PDF",
        )
    if recognised:
        raise ReadError(
            "the PDF is a scan on which no text could be recognised",
            "scan it anew with 200 to 300 dots an inch, or hand in the file it was scanned from",
        )
    raise ReadError("the PDF has no text", "ask its sender for a complete copy")


def _without_meaning(pages: list[PageContent]) -> list[str]:
    """Warnings for pages some of whose characters have no meaning."""
    return [
        f"page {page.number}: {page.unreadable} characters have no meaning in their font"
        for page in pages
        if page.unreadable >= _FEW_UNREADABLE and page.unreadable > _SOME_UNREADABLE * page.characters
    ]
