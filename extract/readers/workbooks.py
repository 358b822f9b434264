"""Spreadsheets of any kind → Document: by the reader of their format, or as XLSX by way of LibreOffice."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from extract.document import Document

WorkbookKind = Literal["xlsx", "xlsb", "ods", "xls", "csv"]


def read_workbook(data: bytes, kind: WorkbookKind) -> Document:
    """The document in a spreadsheet's bytes. Raises ReadError where it cannot be read."""
    if kind == "csv":
        from extract.readers.delimited import read_delimited

        return read_delimited(data)
    if kind == "xls":
        from extract.readers.xls import read_xls

        return read_xls(data)
    from extract.readers.xlsx import read_xlsx

    if kind == "xlsx":
        return read_xlsx(data)
    from extract.readers.office import check_opendocument, converted

    if kind == "ods":
        check_opendocument(data, "the OpenDocument spreadsheet")
        media_type, what = "application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)"
        made = converted(data, what, "ods", "xlsx", "calc8")
    else:
        media_type, what = "application/vnd.ms-excel.sheet.binary.macroenabled.12", "a binary Excel workbook (.xlsb)"
        made = converted(data, what, "xlsb", "xlsx", "Calc MS Excel 2007 Binary")
    return replace(read_xlsx(made), media_type=media_type)
