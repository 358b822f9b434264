"""XLSX workbooks (ECMA-376 part 1, 18) → Document: the shown sheets, their values as displayed, never computed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from extract.document import Document
from extract.readers.docx_package import Package, Relation
from extract.readers.errors import ReadError
from extract.readers.number_formats import BUILT_IN, shown
from extract.readers.sheets import Sheet, Span, document_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WHAT, _REMEDY = "the XLSX file", "open it in Excel or WPS and save it again as XLSX, or get the file anew"
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def read_xlsx(data: bytes) -> Document:
    """The document in an XLSX file's bytes. Raises ReadError where it is damaged or no workbook."""
    package = Package(data, _WHAT, _REMEDY, usual="xl/workbook.xml")
    workbook = package.tree(package.main)
    relations = package.relations(package.main)
    reader = _Reader(package, workbook, relations)
    sheets: list[Sheet] = []
    warnings: list[str] = []
    for element in workbook.iterfind(f"{_S}sheets/{_S}sheet"):
        relation = relations.get(element.get(f"{_R}id", ""))
        if element.get("state", "visible") != "visible" or relation is None or relation.kind != "worksheet":
            continue
        name = element.get("name", "")
        try:
            sheets.append(reader.sheet(name, relation.target))
        except ReadError as error:
            warnings.append(f"the sheet {name} was not read: {error.reason}")
    if not sheets and warnings:
        raise ReadError(warnings[0], _REMEDY)
    return document_of(sheets, MEDIA_TYPE, warnings)


class _Reader:
    """Reads sheets with what they share: strings, number formats, the day from which days count."""

    def __init__(self, package: Package, workbook: etree._Element, relations: dict[str, Relation]) -> None:
        self._package = package
        targets = {relation.kind: relation.target for relation in relations.values() if not relation.external}
        self._strings = _strings(package.optional_tree(targets.get("sharedStrings")))
        self._formats = _cell_formats(package.optional_tree(targets.get("styles")))
        properties = workbook.find(f"{_S}workbookPr")
        self._from_1904 = properties is not None and _is_on(properties.get("date1904"))

    def sheet(self, name: str, part: str) -> Sheet:
        """The sheet in a part of the package."""
        root = self._package.tree(part)
        found = Sheet(name)
        number = -1
        for row in root.iterfind(f"{_S}sheetData/{_S}row"):
            stated = row.get("r", "")
            number = int(stated) - 1 if stated.isdecimal() and 0 < int(stated) <= _LAST_ROW else number + 1
            if _is_on(row.get("hidden")):
                found.hidden_rows.add(number)
                continue
            column = -1
            for cell in row.iterfind(f"{_S}c"):
                place = _place(cell.get("r", ""))
                column = place[1] if place is not None else column + 1
                if text := self._text(cell):
                    found.cells[number, column] = text
        found.spans += _spans(root)
        for columns in root.iterfind(f"{_S}cols/{_S}col"):
            first, last = columns.get("min", ""), columns.get("max", "")
            if _is_on(columns.get("hidden")) and first.isdecimal() and last.isdecimal():
                found.hidden_columns.update(range(int(first) - 1, min(int(last), _LAST_COLUMN)))
        return found

    def _text(self, cell: etree._Element) -> str:
        """What a cell shows; errors of formulas (`#N/A`) show nothing that a notice says."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(f"{_S}is")
            return _words(inline) if inline is not None else ""
        value = cell.findtext(f"{_S}v") or ""
        if kind == "s":
            return self._strings[int(value)] if value.isdecimal() and int(value) < len(self._strings) else ""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value.strip(), "")
        if kind == "n":
            return self._number(value, cell.get("s", "0"))
        if kind == "d":
            return value.strip().removesuffix("T00:00:00")
        return "" if kind == "e" else _unescaped(value)

    def _number(self, value: str, style: str) -> str:
        try:
            number = float(value)
        except ValueError:
            return value.strip()
        known = style.isdecimal() and int(style) < len(self._formats)
        return shown(number, self._formats[int(style)] if known else None, self._from_1904)


def _is_on(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _place(reference: str) -> tuple[int, int] | None:
    """Row and column, from 0, of a reference such as `B12`."""
    match = _PLACE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    return (row - 1, column - 1) if 0 < row <= _LAST_ROW and column <= _LAST_COLUMN else None


def _spans(root: etree._Element) -> Iterator[Span]:
    for element in root.iterfind(f"{_S}mergeCells/{_S}mergeCell"):
        first, _, last = element.get("ref", "").partition(":")
        start, end = _place(first), _place(last)
        if start is not None and end is not None and end[0] >= start[0] and end[1] >= start[1]:
            yield Span(*start, end[0] + 1, end[1] + 1)


def _strings(root: etree._Element | None) -> list[str]:
    return [] if root is None else [_words(item) for item in root.iterfind(f"{_S}si")]


def _words(item: etree._Element) -> str:
    """The words of a string, those of its differently set runs in order, without its reading aids."""
    pieces = [element.text or "" for element in item.iterfind(f"{_S}t")]
    pieces += [element.text or "" for element in item.iterfind(f"{_S}r/{_S}t")]
    return _unescaped("".join(pieces))


def _unescaped(text: str) -> str:
    """Text with `_x000D_` and the like as the characters they stand for."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _cell_formats(root: etree._Element | None) -> list[str | None]:
    """The number format of each cell style, None for the general one."""
    if root is None:
        return []
    own = {
        element.get("numFmtId", ""): element.get("formatCode") for element in root.iterfind(f"{_S}numFmts/{_S}numFmt")
    }
    found: list[str | None] = []
    for element in root.iterfind(f"{_S}cellXfs/{_S}xf"):
        number = element.get("numFmtId", "0")
        found.append(own.get(number) or (BUILT_IN.get(int(number)) if number.isdecimal() else None))
    return found
