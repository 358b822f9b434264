"""What a file is, by its content: which reader reads it, or why none does."""

from __future__ import annotations

from typing import Literal

import regex

from extract.readers.charsets import decoded
from extract.readers.errors import ReadError
from extract.readers.zip_package import BROKEN, opened

Kind = Literal[
    "pdf",
    "docx",
    "html",
    "plain",
    "doc",
    "works",
    "rtf",
    "odt",
    "xlsx",
    "xlsb",
    "ods",
    "xls",
    "csv",
    "picture",
    "ofd",
    "markdown",
    "wordml",
    "excelml",
]

_CONVERT = "convert it to PDF with a text layer or to DOCX and hand that in"
_SAVE_AS_DOCX = "save it as DOCX and hand that in"
_UNPACK = "unpack it and hand in the files it holds"
_DAMAGED = "get the file anew from where it came"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_ARCHIVES = (
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x1f\x8b", "a gzip archive"),
)
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_RTF = b"{\\rt"
_HTML = regex.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta[\s][^>]*>|<(?:div|table|p|h1|article)(?:\s[^>]*)?>",
    regex.IGNORECASE,
)
_XML = regex.compile(r"\ufeff?\s*<\?xml\s")
_MAIL = regex.compile(
    r"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?(?:MIME-Version|Content-Type):[ \t]", regex.IGNORECASE
)
_OFFICE_XML: dict[Kind, tuple[str, ...]] = {
    "wordml": ('progid="Word.Document"', "http://schemas.microsoft.com/office/word/2003/wordml"),
    "excelml": ('progid="Excel.Sheet"', '"urn:schemas-microsoft-com:office:spreadsheet"'),
}
_NOT_BEFORE_HTML = regex.compile(r"(?:\s|<!--.*?-->|<\?xml[^>]*\?>)*<", regex.DOTALL)
_SNIFFED = 4096
_BLANK = b"\x00 \t\r\n\xef\xbb\xbf"


def kind_of(data: bytes, filename: str = "") -> Kind:
    """Which reader a file's bytes are for. Raises ReadError for files that no reader reads.

    `filename` tells a text file that begins with a tag (`.txt`) from a web page, and delimited text
    (`.csv`, `.tsv`) and Markdown (`.md`) from other text, nothing else.
    """
    if not data[:1024].strip(_BLANK) and not data.strip(_BLANK):
        raise ReadError("the file is empty", _DAMAGED)
    head = data[:1024]
    # Some writers put a mark or a line before the PDF header, which ISO 32000 allows within the first 1024 bytes.
    if b"%PDF-" in head and not _looks_like_markup(head):
        return "pdf"
    if data.startswith(_ZIP):
        return _kind_of_zip(data)
    if data.startswith(_OLE2):
        from extract.readers.ole_kinds import kind_of_ole

        return kind_of_ole(data)
    if data.startswith(_RTF):
        return "rtf"
    if _is_picture(data):
        return "picture"
    _refuse_known(data)
    text = decoded(data[: _SNIFFED * 16], partial=True)
    if text is None:
        raise ReadError("the file is binary data of a kind that is not read", _CONVERT)
    if _XML.match(text) and (kind := _kind_of_office_xml(text)):
        return kind
    if _is_html(text, filename):
        return "html"
    if _XML.match(text):
        raise ReadError("the file is XML of a kind that is not read", _CONVERT)
    if _MAIL.match(text):
        raise ReadError("the file is an e-mail or a web archive (EML, MHT), which is no document", _UNPACK)
    return _kind_of_text(filename)


def _looks_like_markup(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _kind_of_office_xml(text: str) -> Kind | None:
    """Whether XML is a document of Office 2003, which says so in a processing instruction or by its namespace.

    None of them declares a document type; entities of one are not handed to another program.
    """
    head = text[:_SNIFFED]
    for kind, marks in _OFFICE_XML.items():
        if any(mark in head for mark in marks):
            if "<!DOCTYPE" in text or "<!ENTITY" in text:
                raise ReadError("the Office 2003 XML file declares entities, which none does", _SAVE_AS_DOCX)
            return kind
    return None


def _kind_of_text(filename: str) -> Kind:
    name = filename.lower()
    if name.endswith((".csv", ".tsv")):
        return "csv"
    return "markdown" if name.endswith((".md", ".markdown")) else "plain"


def _is_picture(data: bytes) -> bool:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return True
    return data.startswith(_PICTURES) and (not data.startswith(b"BM") or data[6:10] == b"\x00" * 4)


def _refuse_known(data: bytes) -> None:
    for mark, name in _ARCHIVES:
        if data.startswith(mark):
            raise ReadError(f"the file is {name}, which is no document", _UNPACK)


def _kind_of_zip(data: bytes) -> Kind:
    try:
        archive = opened(data)
        names = {name.replace("\\", "/").lstrip("/") for name in archive.namelist()}
        mimetype = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except BROKEN as error:
        what = "DOCX file" if b"word/" in data[:200_000] else "ZIP file (DOCX files are ZIP files)"
        raise ReadError(f"the {what} is damaged or cut short", _DAMAGED) from error
    if "word/document.xml" in names:
        return "docx"
    if "[Content_Types].xml" in names and any(name.startswith("word/document") for name in names):
        return "docx"
    if "OFD.xml" in names:
        return "ofd"
    if mimetype.startswith(_OPEN_DOCUMENT + b".text"):
        return "odt"
    if mimetype.startswith(_OPEN_DOCUMENT + b".spreadsheet"):
        return "ods"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/workbook") for name in names):
        return "xlsx"
    raise ReadError(*_zip_content(names, mimetype))


def _zip_content(names: set[str], mimetype: bytes) -> tuple[str, str]:
    if any(name.startswith("ppt/") for name in names):
        return "the file is a PowerPoint presentation (PPTX), which is not read", _CONVERT
    if mimetype.startswith(_OPEN_DOCUMENT):
        return "the file is an OpenDocument drawing or presentation, which is not read", _CONVERT
    if "[Content_Types].xml" in names:
        return "the file is a ZIP package without a Word document in it", _SAVE_AS_DOCX
    return "the file is a ZIP archive and no DOCX", _UNPACK


def _is_html(text: str, filename: str) -> bool:
    head = text[:_SNIFFED].lstrip("\ufeff")
    if filename.lower().endswith((".txt", ".md")) and not regex.match(r"\s*<(?:!doctype|html)", head, regex.IGNORECASE):
        return False
    return _NOT_BEFORE_HTML.match(head) is not None and _HTML.search(text) is not None
