"""Delimited text (CSV, TSV; RFC 4180) → Document, read as the one sheet of a workbook."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from extract.document import Document
from extract.readers.charsets import decoded
from extract.readers.errors import ReadError
from extract.readers.plain import read_plain
from extract.readers.sheets import Sheet, document_of

MEDIA_TYPE = "text/csv"
_DELIMITERS = (",", "\t", ";", "|", "，", "；")
_LINES_TRIED = 50
_LONGEST_CELL = 1_000_000
_FORMULA = re.compile(r'="?([^"]*)"?')
"""How programs keep a spreadsheet from making a number of a code: `="0579"`."""


def read_delimited(data: bytes) -> Document:
    """The document in a delimited file's bytes; a text without any delimiter is read as plain text.

    Raises ReadError on binary data and on a file without text.
    """
    text = decoded(data)
    if text is None:
        raise ReadError("the file is not text in UTF-8, UTF-16 or GB18030", "save it as UTF-8 text and hand that in")
    first, _, rest = text.partition("\n")
    separator = _stated(first)
    delimiter = separator or delimiter_of(text.split("\n", _LINES_TRIED)[:_LINES_TRIED])
    if delimiter is None:
        return read_plain(data)
    try:
        csv.field_size_limit(_LONGEST_CELL)
        rows = list(csv.reader(io.StringIO(rest if separator else text, newline=""), delimiter=delimiter))
    except csv.Error:
        return read_plain(data)
    sheet = Sheet("")
    for number, row in enumerate(rows):
        sheet.cells |= {(number, column): shown for column, cell in enumerate(row) if (shown := _shown(cell))}
    return document_of([sheet], MEDIA_TYPE)


def delimiter_of(lines: list[str]) -> str | None:
    """The character that parts these lines into most columns, most evenly; None where none does."""
    best: tuple[float, str] | None = None
    for delimiter in _DELIMITERS:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if any(map(str.strip, row)))
        except csv.Error:
            continue
        count = sum(widths.values())
        several = {width: times for width, times in widths.items() if width > 1}
        if not several:
            continue
        width, times = max(several.items(), key=lambda item: (item[1], item[0]))
        evenness = times / count + min(width, 20) / 100
        if best is None or evenness > best[0]:
            best = (evenness, delimiter)
    return None if best is None else best[1]


def _stated(line: str) -> str | None:
    """The delimiter that a first line `sep=;` states."""
    match = re.fullmatch(r'"?sep=(.)"?\s*', line)
    return match[1] if match is not None else None


def _shown(cell: str) -> str:
    """A cell without the marks that keep numbers texts: a leading apostrophe or tab, or a formula's quotes."""
    cell = cell.strip()
    if cell.startswith("=") and (formula := _FORMULA.fullmatch(cell)):
        return formula[1]
    return cell[1:] if cell.startswith("'") and cell[1:].isdecimal() else cell
