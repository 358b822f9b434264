"""OFD (GB/T 33190-2016, the national format for e-documents) → Document: text in place, page by page.

The pages' characters and ruling lines go the way of a PDF's pages to lines, paragraphs and tables. A page
that is a picture is recognised. Annotations, seals, attachments and scripts are not read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from extract import limits, progress
from extract.document import Document
from extract.readers.errors import ReadError
from extract.readers.ofd_package import OfdDocument, OfdPackage
from extract.readers.ofd_page import OfdPage, read_page
from extract.readers.pdf_document import document_of
from extract.readers.pdf_legibility import has_usable_text, is_garbled
from extract.readers.pdf_page import PageContent

if TYPE_CHECKING:
    from PIL.Image import Image

    from extract.readers.scan import PagePicture

MEDIA_TYPE = "application/ofd"
_DRAWN_AT = 200 / 72
"""Pixels a point at which the pictures of a page are put together to be recognised."""
_FEW_UNREADABLE, _SOME_UNREADABLE = 5, 0.02


def read_ofd(data: bytes) -> Document:
    """The document in an OFD file's bytes.

    Raises ReadError for what is damaged or encrypted, has no page or too many, or shows no text.
    A page that could not be read is named by a warning.
    """
    package = OfdPackage(data)
    documents = package.documents()
    count = _page_count(documents)
    pages: list[OfdPage] = []
    sources: list[OfdDocument] = []
    warnings: list[str] = []
    for document in documents:
        for part in document.pages:
            number = len(pages) + 1
            try:
                page = read_page(document.page(part), document.resources, number)
            except ReadError as error:
                warnings.append(f"page {number} was not read: {error.reason}")
                page = OfdPage(PageContent(number, 595.0, 842.0))
            pages.append(page)
            sources.append(document)
            progress.report(number, count)
    contents, more = _recognised(pages, sources)
    if not any(page.runs for page in contents):
        raise ReadError((*warnings, *more, "the OFD file has no text")[0], "ask its sender for a complete copy")
    return document_of(contents, [*warnings, *more, *_without_meaning(contents)], MEDIA_TYPE)


def _page_count(documents: list[OfdDocument]) -> int:
    count, allowed = sum(len(document.pages) for document in documents), limits.current().pages
    if not count:
        raise ReadError("the OFD file has no pages", "ask its sender for a complete copy")
    if count > allowed:
        raise ReadError(
            f"the OFD file says it has {count} pages, more than the {allowed} allowed",
            f"hand it in as several files, or allow more with --limit pages={count}",
        )
    return count


def _without_meaning(pages: list[PageContent]) -> list[str]:
    return [
        f"page {page.number}: {page.unreadable} characters have no meaning in their font"
        for page in pages
        if page.unreadable >= _FEW_UNREADABLE and page.unreadable > _SOME_UNREADABLE * page.characters
    ]


def _recognised(pages: list[OfdPage], sources: list[OfdDocument]) -> tuple[list[PageContent], list[str]]:
    """The pages' contents, those without usable text recognised on their pictures; and warnings."""
    contents = [page.content for page in pages]
    asked = [index for index, page in enumerate(pages) if page.pictures and not has_usable_text(page.content)]
    if not asked:
        return contents, []
    from extract.readers.scan import recognise_pages

    done = len(pages) - len(asked)

    def told() -> None:
        nonlocal done
        done += 1
        progress.report(done, len(pages))

    found = recognise_pages(_drawn([(pages[index], sources[index]) for index in asked]), len(asked), told)
    for index in asked:
        content = found.pages.get(index + 1)
        if content is not None and content.runs:
            contents[index] = content
        elif is_garbled(contents[index]):
            contents[index].runs = []
    return contents, found.warnings


def _drawn(pages: list[tuple[OfdPage, OfdDocument]]) -> Iterator[PagePicture]:
    """Each page's pictures put together on white paper."""
    import numpy as np

    from extract.readers.scan import PagePicture

    for page, document in pages:
        number = page.content.number
        try:
            paper = _paper(page, document.picture)
        except (ReadError, OSError, SyntaxError, ValueError) as error:
            yield PagePicture(number, None, 1.0, f"its picture is damaged ({type(error).__name__})")
            continue
        pixels = np.ascontiguousarray(np.asarray(paper, dtype=np.uint8)[:, :, ::-1])
        yield PagePicture(number, pixels, _DRAWN_AT)


def _paper(page: OfdPage, picture: Callable[[str], bytes | None]) -> Image:
    """A page's pictures in their places. Raises OSError or ValueError for pictures that are damaged or too large."""
    from PIL import Image

    content = page.content
    wide, high = (content.height, content.width) if content.turned % 2 else (content.width, content.height)
    size = max(1, round(wide * _DRAWN_AT)), max(1, round(high * _DRAWN_AT))
    most = limits.current().picture_mpx * 1_000_000
    if size[0] * size[1] > most:
        raise ValueError("the page is larger than the limit picture_mpx")
    paper = Image.new("RGB", size, "white")
    for placed in page.pictures:
        data = picture(placed.number)
        if data is None:
            continue
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "TIFF", "BMP", "GIF")) as image:
            if image.width * image.height > most:
                raise ValueError("a picture is larger than the limit picture_mpx")
            box = [round(value * _DRAWN_AT) for value in (placed.x0, placed.top, placed.x1, placed.bottom)]
            shape = min(size[0], max(1, box[2] - box[0])), min(size[1], max(1, box[3] - box[1]))
            shown = image.convert("RGBA").resize(shape)
            paper.paste(shown, (max(-shape[0], box[0]), max(-shape[1], box[1])), shown)
    return paper
