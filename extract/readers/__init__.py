"""Readers: the bytes of a file into a Document. What the bytes are decides the reader, not the file's name."""

from __future__ import annotations

from extract.document import Document
from extract.readers.errors import ReadError

__all__ = ["ReadError", "read_document"]


def read_document(data: bytes, filename: str = "") -> Document:
    """The document in a file's bytes; `filename` only helps to say what an unreadable file is.

    Raises ReadError, and nothing else, with one clear line for a file that is empty, damaged,
    protected or of a kind that is not read.
    """
    from extract.readers.kinds import kind_of

    kind = kind_of(data, filename)
    if kind == "pdf":
        from extract.readers.pdf import read_pdf

        return read_pdf(data)
    if kind == "picture":
        from extract.readers.picture import read_picture

        return read_picture(data)
    if kind == "docx":
        from extract.readers.docx import read_docx

        return read_docx(data)
    if kind == "html":
        from extract.readers.html import read_html

        return read_html(data)
    if kind == "ofd":
        from extract.readers.ofd import read_ofd

        return read_ofd(data)
    if kind in ("doc", "works", "rtf", "odt", "wordml"):
        from extract.readers.legacy import read_legacy

        return read_legacy(data, kind)
    if kind in ("xlsx", "xlsb", "ods", "xls", "csv", "excelml"):
        from extract.readers.workbooks import read_workbook

        return read_workbook(data, kind)
    if kind == "markdown":
        from extract.readers.markdown import read_markdown

        return read_markdown(data)
    from extract.readers.plain import read_plain

    return read_plain(data)
