"""PDF files, looked through: the text of all pages, annotations, metadata, bookmarks, forms, old revisions.

A page with a picture on it is vetted by what is recognised on it (see `vetting_scans`). A file with attachments,
scripts, pages that are no more in it, or older revisions of its objects is never published as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extract import progress
from extract.publishing.hiding import Hiding
from extract.publishing.identities import identities
from extract.publishing.names import HAN
from extract.publishing.numbers import Numbers, mobiles
from extract.publishing.vetting import Verdict, hides_raw

_MOST_PAGES = 500
_TAIL = 40
_DEEPEST = 50
_TOLD_EACH = 500
"""After so many objects of a file it is told that it goes on."""
_HARMLESS_ANNOTATIONS = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_WIDGET)


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    pictured: bool
    annotated: bool


def vet_pdf(data: bytes, hiding: Hiding, registered: Sequence[str]) -> Verdict:
    """What may be shown of a PDF file. Raises whatever the libraries raise on a damaged one."""
    pages = _pages(data)
    if pages is None:
        return Verdict(False, reason="too many pages to be looked through")
    hidden = {number for number, page in enumerate(pages, 1) if _page_hides(pages, number, hiding)}
    unsure = {number for number, page in enumerate(pages, 1) if page.pictured or not page.text.strip()}
    if unsure:
        from extract.publishing.vetting_scans import pages_that_hide

        hidden |= pages_that_hide(data, sorted(unsure - hidden), hiding)
    if _more_is_registered(pages, hiding, registered):
        return Verdict(False, reason="the registry read something on it that is hidden")
    shown = tuple(number for number, page in enumerate(pages, 1) if number not in hidden and not page.annotated)
    if hidden or any(map(hiding.hides_in, registered)):
        return Verdict(False, shown, "hides something")
    if file_hides(data, hiding):
        return Verdict(False, shown, "hides something outside its pages")
    return Verdict(True)


def _pages(data: bytes) -> list[_Page] | None:
    with pypdfium2.PdfDocument(data) as document:
        if len(document) > _MOST_PAGES:
            return None
        pages = []
        for index in range(len(document)):
            pages.append(_page(document, index))
            progress.report(index + 1, len(document))
        return pages


def _page(document: Any, index: int) -> _Page:
    page = document[index]
    try:
        text_page = page.get_textpage()
        text = str(text_page.get_text_range())
        text_page.close()
        pictured = any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=8))
        kinds = []
        for number in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            annotation = pdfium.FPDFPage_GetAnnot(page.raw, number)
            kinds.append(pdfium.FPDFAnnot_GetSubtype(annotation))
            pdfium.FPDFPage_CloseAnnot(annotation)
        annotated = any(kind not in _HARMLESS_ANNOTATIONS for kind in kinds)
    finally:
        page.close()
    return _Page(text, pictured, annotated)


def _page_hides(pages: Sequence[_Page], number: int, hiding: Hiding) -> bool:
    """Whether a page hides something, what runs over from and to its neighbours included."""
    before = pages[number - 2].text[-_TAIL:] if number > 1 else ""
    after = pages[number].text[:_TAIL] if number < len(pages) else ""
    text = pages[number - 1].text
    if hiding.hides_in(text) or hiding.hides_in(_closed(text)):
        return True
    start = len(before) + 1
    within = range(start, start + len(text))
    return any(place in within for place in hiding.places(f"{before}\n{text}\n{after}"))


def _closed(text: str) -> str:
    return text.replace("\r", "").replace("\n", "")


def _more_is_registered(pages: Sequence[_Page], hiding: Hiding, registered: Sequence[str]) -> bool:
    """Whether the registry knows hidden numbers of this file that are not found on its pages, in whatever order."""
    known = {number.digits for text in registered for number in mobiles(text) if number.digits not in hiding.kept}
    known |= {number.digits.rstrip("X") for text in registered for number in identities(text)}
    if hiding.contacts == "all":
        known &= hiding.numbers.all
    found = {number.digits for page in pages for form in (page.text, _closed(page.text)) for number in mobiles(form)}
    missing = known - found
    whole = "\n".join(page.text for page in pages)
    return any(not Numbers([number]).places_in(whole) for number in missing)


def file_hides(data: bytes, hiding: Hiding) -> bool:
    """Whether what is in a PDF besides its pages' text hides something, or cannot be told."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser

    if hides_raw(data, hiding):
        return True
    document = PDFDocument(PDFParser(BytesIO(data)))
    if document.encryption is not None:
        return True
    counted = Counter(number for reference in document.xrefs for number in reference.get_objids())
    if any(times > 1 for times in counted.values()):
        return True
    if hiding.contacts == "none" and any(map(_names_people, document.info)):
        return True
    pages = 0
    for done, number in enumerate(counted, 1):
        if done % _TOLD_EACH == 0:
            progress.report(done, len(counted))
        found = document.getobj(number)
        if any(map(hiding.hides_in, _strings(found))):
            return True
        if any(map(_cannot_be_told, _dictionaries(found))):
            return True
        values = getattr(found, "attrs", found)
        if isinstance(values, dict):
            pages += _name(values.get("Type")) == "Page"
            if _is_text_stream(found, values) and _stream_hides(found, hiding):
                return True
    with pypdfium2.PdfDocument(data) as opened:
        return pages > len(opened)


def _names_people(information: dict[str, Any]) -> bool:
    """Whether a file's information says who wrote it, by a name in Chinese characters."""
    return any(HAN.search(text) for text in _strings(information.get("Author")))


def _cannot_be_told(values: dict[str, Any]) -> bool:
    """Attachments, scripts, XFA forms, private data of programs."""
    if _name(values.get("Type")) in ("EmbeddedFile", "Filespec") or _name(values.get("S")) == "JavaScript":
        return True
    return any(name in values for name in ("EF", "EmbeddedFiles", "JS", "XFA", "PieceInfo", "RichMediaContent"))


def _is_text_stream(found: Any, values: dict[str, Any]) -> bool:
    """Whether a stream may hold text: neither a picture nor a font's program nor a table of the file itself."""
    if not hasattr(found, "get_data"):
        return False
    if _name(values.get("Subtype")) == "Image" or _name(values.get("Type")) in ("XRef", "ObjStm"):
        return False
    return not any(name in values for name in ("Length1", "Length2", "Length3")) and _name(
        values.get("Subtype")
    ) not in (
        "Type1C",
        "CIDFontType0C",
        "OpenType",
    )


def _stream_hides(found: Any, hiding: Hiding) -> bool:
    data = bytes(found.get_data())
    if hides_raw(data, hiding):
        return True
    if data.lstrip()[:1] == b"<":  # XMP metadata
        return hiding.hides_in(data.decode("utf-8", "replace"))
    return False


def _name(value: Any) -> str:
    name = getattr(value, "name", "")
    return name if isinstance(name, str) else bytes(name).decode("latin-1")


def _dictionaries(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """All dictionaries in an object."""
    values = getattr(value, "attrs", value)
    if depth > _DEEPEST or not isinstance(values, dict | list | tuple):
        return
    if isinstance(values, dict):
        yield values
    for inner in values.values() if isinstance(values, dict) else values:
        yield from _dictionaries(inner, depth + 1)


def _strings(value: Any, depth: int = 0) -> Iterator[str]:
    """All strings of an object, in the encodings that PDF knows."""
    if depth > _DEEPEST:
        return
    if isinstance(value, bytes):
        if value.startswith((b"\xfe\xff", b"\xff\xfe")):
            yield value.decode("utf-16", "replace")
        else:
            yield value.decode("utf-8", "replace")
            yield value.decode("latin-1")
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner, depth + 1)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner, depth + 1)
    elif hasattr(value, "attrs"):
        yield from _strings(value.attrs, depth + 1)
