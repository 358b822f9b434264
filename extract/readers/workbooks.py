"""Spreadsheets of any kind → Document: by the reader of their format, or as XLSX by way of LibreOffice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from extract.document import Document

WorkbookKind = Literal["xlsx", "xlsb", "ods", "xls", "csv", "excelml"]


@dataclass(frozen=True, slots=True)
class _Format:
    """What a format is called in errors, its media type and ending, and the filter of LibreOffice that may read it."""

    what: str
    media_type: str
    ending: str
    filter: str


_FORMATS: dict[WorkbookKind, _Format] = {
    "ods": _Format(
        "an OpenDocument spreadsheet (.ods)", "application/vnd.oasis.opendocument.spreadsheet", "ods", "calc8"
    ),
    "xlsb": _Format(
        "a binary Excel workbook (.xlsb)",
        "application/vnd.ms-excel.sheet.binary.macroenabled.12",
        "xlsb",
        "Calc MS Excel 2007 Binary",
    ),
    "excelml": _Format("an Excel 2003 XML workbook", "application/vnd.ms-excel", "xml", "MS Excel 2003 XML"),
}


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

    form = _FORMATS[kind]
    if kind == "ods":
        check_opendocument(data, "the OpenDocument spreadsheet")
    made = converted(data, form.what, form.ending, "xlsx", form.filter)
    return replace(read_xlsx(made), media_type=form.media_type)
