"""Lists as XLSX for Excel, WPS and LibreOffice: texts are texts, numbers numbers, days days.

Nothing is a formula and nothing a link. Texts have the number format "@", so that a telephone stays one when a
clerk edits its cell. Excel's limits are kept visibly: a text that is too long ends in a mark, a list that is too
long in a line that says so.
"""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any

from extract.exports import cells
from extract.exports.lists import Column, Export, Rows
from extract.interface import interface

MAX_ROWS = 1_048_576
"""Rows of a sheet, its header among them."""

_MAX_SHORT = 255
"""Some versions show a longer text in a cell of format "@" as a row of #."""

_CHUNK = 1 << 16
_HELD_IN_MEMORY = 1 << 22
_NARROWEST, _WIDEST = 6, 48
_ROWS_MEASURED = 500
_FIRST_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900; days before this one stay texts."""

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
    "default_date_format": "yyyy-mm-dd",
}


def chunks(export: Export, rows: Rows) -> Iterator[bytes]:
    """The file piece by piece; it is built on disk first, with one row in memory at a time."""
    with tempfile.SpooledTemporaryFile(max_size=_HELD_IN_MEMORY) as file:
        write(export, rows, file)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def write(export: Export, rows: Rows, file: IO[bytes]) -> int:
    """Writes the workbook into an open binary file and returns how many of the rows it holds."""
    import xlsxwriter

    said = interface()["exports"]["xlsx"]
    workbook = xlsxwriter.Workbook(file, _OPTIONS)
    workbook.set_properties({"title": cells.cut(cells.clean(export.title), 255, ""), "created": _moment(export)})
    name = _sheet_name(export.title) or said["list"]
    sheet = _Sheet(workbook, name, export.columns, said)
    written = sheet.fill(rows)
    if export.about:
        about = _Sheet(workbook, said["about"] if name != said["about"] else f"{said['about']} 2", (), said)
        about.pairs(export.about)
    workbook.close()
    return written


class _Sheet:
    """One sheet while it is written, row after row."""

    def __init__(self, workbook: Any, name: str, columns: tuple[Column, ...], said: dict[str, str]) -> None:
        self._sheet = workbook.add_worksheet(name)
        self._columns, self._said, self._cut_mark = columns, said, interface()["exports"]["cut"]
        self._widths = [0.0] * len(columns)
        top = {"valign": "top"}
        self._head = workbook.add_format({**top, "bold": True, "num_format": "@"})
        self._short = workbook.add_format({**top, "num_format": "@"})
        # What makes Excel take a text for one even after it was edited, without the format "@".
        self._long = workbook.add_format({**top, "quote_prefix": True})
        self._integer = workbook.add_format({**top, "num_format": "0"})
        self._number = workbook.add_format(top)
        self._day = workbook.add_format({**top, "num_format": "yyyy-mm-dd"})

    def fill(self, rows: Rows) -> int:
        """Header and rows, as many as fit; the count of those written."""
        for at, column in enumerate(self._columns):
            self._text(0, at, cells.clean(column.label), self._head)
            self._measure(at, column.label)
        written = 0
        for row in rows:
            # The last line is kept free to say that there would be more.
            if written == MAX_ROWS - 2:
                self._text(MAX_ROWS - 1, 0, self._said["rows_left_out"], self._head)
                break
            written += 1
            for at, (value, column) in enumerate(zip(row, self._columns, strict=True)):
                self._cell(written, at, cells.cell(value, column.kind))
        self._finish(written)
        return written

    def pairs(self, about: tuple[tuple[str, str], ...]) -> None:
        """Labels and values in two columns."""
        for line, (label, value) in enumerate(about):
            self._text(line, 0, cells.clean(label), self._head)
            self._text(line, 1, cells.clean(value))
        self._sheet.set_column(0, 0, 16)
        self._sheet.set_column(1, 1, 80)

    def _cell(self, line: int, at: int, content: cells.Cell) -> None:
        if content is None or content == "":
            return
        if line <= _ROWS_MEASURED:
            self._measure(at, str(content))
        if isinstance(content, date):
            if content >= _FIRST_DAY:
                self._sheet.write_datetime(line, at, datetime(content.year, content.month, content.day), self._day)
            else:
                self._text(line, at, content.isoformat())
        elif isinstance(content, str):
            self._text(line, at, content)
        else:
            self._sheet.write_number(line, at, content, self._integer if isinstance(content, int) else self._number)

    def _text(self, line: int, at: int, text: str, given: Any = None) -> None:
        cut = cells.cut(text, cells.LONGEST, self._cut_mark)
        self._sheet.write_string(line, at, cut, given or (self._short if len(cut) <= _MAX_SHORT else self._long))

    def _measure(self, at: int, text: str) -> None:
        """Takes note of a text's width, in digits of the standard font; Chinese characters are two wide."""
        if self._widths[at] < _WIDEST:
            line = text[: 2 * _WIDEST].split("\n", 1)[0]
            wide = sum(2.1 if unicodedata.east_asian_width(sign) in "WFA" else 1.1 for sign in line)
            self._widths[at] = max(self._widths[at], wide + 2)

    def _finish(self, written: int) -> None:
        last = max(len(self._columns) - 1, 0)
        for at, width in enumerate(self._widths):
            self._sheet.set_column(at, at, min(max(width, _NARROWEST), _WIDEST))
        self._sheet.freeze_panes(1, 0)
        if self._columns:
            self._sheet.autofilter(0, 0, written, last)
            # No green corner in every cell of telephones and codes.
            self._sheet.ignore_errors({"number_stored_as_text": f"A1:{_letters(last)}{written + 1}"})


def _sheet_name(title: str) -> str:
    """The title as Excel takes it for a sheet: 31 characters, none of []:*?/\\ and no apostrophe at its ends."""
    allowed = "".join(" " if sign in "[]:*?/\\\n" else sign for sign in cells.clean(title))
    name = cells.cut(" ".join(allowed.split()), 31, "").strip("' ")
    return "" if name.lower() == "history" else name


def _letters(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))


def _moment(export: Export) -> datetime:
    return (export.made_at or datetime.now()).replace(microsecond=0, tzinfo=None)
