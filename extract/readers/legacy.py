"""Documents of older and other word processors → Document: LibreOffice makes them DOCX, the DOCX reader reads that."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Literal

import olefile

from extract.document import Document, Link
from extract.readers.docx import read_docx
from extract.readers.office import check_opendocument, converted

LegacyKind = Literal["doc", "works", "rtf", "odt", "wordml"]


@dataclass(frozen=True, slots=True)
class _Format:
    """What a format is called in errors, its media type and ending, and LibreOffice's filters for it.

    Only these filters may read a file: left to itself, LibreOffice takes a damaged file for plain text.
    """

    what: str
    media_type: str
    ending: str
    filter: str


_FORMATS: dict[LegacyKind, _Format] = {
    "doc": _Format("a Word 97-2003 or WPS document (.doc, .wps)", "application/msword", "doc", "MS Word 97"),
    "works": _Format("a Works document (.wps)", "application/vnd.ms-works", "wps", "MS_Works"),
    "rtf": _Format("an RTF document", "application/rtf", "rtf", "Rich Text Format"),
    "odt": _Format("an OpenDocument text (.odt)", "application/vnd.oasis.opendocument.text", "odt", "writer8"),
    "wordml": _Format("a Word 2003 XML document", "application/msword", "xml", "MS Word 2003 XML"),
}
_HOST_ONLY = re.compile(r"https?://[^/?#]+")
# [MS-DOC] and what came before it: the version in the file's information block decides the filter.
_FIRST_WORD_97, _FIRST_WORD_95 = 0xC1, 0x68


def read_legacy(data: bytes, kind: LegacyKind) -> Document:
    """The document in such a file's bytes.

    Raises ReadError where it is damaged, or where LibreOffice is not installed.
    """
    form = _FORMATS[kind]
    if kind == "odt":
        check_opendocument(data, "the OpenDocument text")
    document = read_docx(converted(data, form.what, form.ending, "docx", _filter(data, kind)))
    links = tuple(_as_written(link, document.text) for link in document.links)
    return replace(document, media_type=form.media_type, links=links)


def _as_written(link: Link, text: str) -> Link:
    """A link without the slash that LibreOffice puts after an address of nothing but a host, unless it is printed."""
    printed = text[link.start : link.end]
    bare = link.target.removesuffix("/")
    if _HOST_ONLY.fullmatch(bare) and bare.partition("://")[2] in printed and not printed.endswith("/"):
        return link._replace(target=bare)
    return link


def _filter(data: bytes, kind: LegacyKind) -> str:
    if kind != "doc":
        return _FORMATS[kind].filter
    version = _word_version(data)
    if version >= _FIRST_WORD_97:
        return "MS Word 97"
    return "MS Word 95" if version >= _FIRST_WORD_95 else "MS WinWord 6.0"


def _word_version(data: bytes) -> int:
    """`nFib` of the file's information block: the version of the format it was written in."""
    with olefile.OleFileIO(BytesIO(data)) as file:
        return int.from_bytes(file.openstream("WordDocument").read(4)[2:4], "little")
