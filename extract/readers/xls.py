"""Excel 97-2003 and WPS workbooks (.xls, .et; [MS-XLS]) → Document, by xlrd; what it cannot read, by LibreOffice."""

from __future__ import annotations

import os
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import xlrd

from extract.document import Document
from extract.readers.errors import ReadError
from extract.readers.number_formats import shown
from extract.readers.office import converted
from extract.readers.ole_kinds import stream_of
from extract.readers.sheets import Sheet, Span, document_of
from extract.readers.xlsx import read_xlsx

MEDIA_TYPE = "application/vnd.ms-excel"
_WHAT = "an Excel 97-2003 or WPS workbook (.xls, .et)"
_FAULTS = (
    *(xlrd.XLRDError, xlrd.compdoc.CompDocError, struct.error, AssertionError, LookupError, ValueError),
    *(TypeError, AttributeError, NotImplementedError, RecursionError, ZeroDivisionError, OverflowError),
)
"""What xlrd raises on a damaged workbook: its own errors, and those of reading on where it makes no sense."""


def read_xls(data: bytes) -> Document:
    """The document in such a workbook's bytes.

    Raises ReadError where it is protected by a password or damaged, and where it is of a kind for
    LibreOffice, which is not installed.
    """
    try:
        sheets = _sheets(data)
    except _FAULTS as error:
        if "encrypted" in str(error).lower():
            reason = "the file is a password-protected Excel 97-2003 workbook"
            raise ReadError(reason, "remove the password and hand it in again") from error
        return replace(read_xlsx(converted(data, _WHAT, "xls", "xlsx", "MS Excel 97")), media_type=MEDIA_TYPE)
    return document_of(sheets, MEDIA_TYPE)


def _sheets(data: bytes) -> list[Sheet]:
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        stream = stream_of(data, "Workbook", "Book")
        book = xlrd.open_workbook(file_contents=stream, formatting_info=True, logfile=nowhere)
        return [_sheet(book, sheet) for sheet in book.sheets() if sheet.visibility == 0]


def _sheet(book: Any, sheet: Any) -> Sheet:
    spans = [Span(row, column, row_end, column_end) for row, row_end, column, column_end in sheet.merged_cells]
    found = Sheet(sheet.name, spans=spans)
    found.hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    found.hidden_columns = {column for column, info in sheet.colinfo_map.items() if info.hidden}
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if text := _text(book, cell):
                found.cells[row, column] = text
    return found


def _text(book: Any, cell: Any) -> str:
    """What a cell shows."""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return ""
    code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str if cell.xf_index is not None else None
    return shown(float(cell.value), code, bool(book.datemode))
