"""How tests read exported files again: as text, as a workbook, and through LibreOffice as a person would."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extract.exports import cells, csv_lists, xlsx_lists
from extract.exports.lists import Column, Export, Kind
from extract.readers import office, sandbox


def one_column(kind: Kind = "text") -> Export:
    """A list with one column."""
    return Export("列表", (Column("value", "值", kind),))


def csv_fields(export: Export, rows: list[tuple[Any, ...]]) -> list[list[str]]:
    """The fields of the list's CSV, its header left out."""
    text = b"".join(csv_lists.chunks(export, rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))[1:]


def field(value: Any, kind: Kind = "text") -> str:
    """One value as the field of a CSV file."""
    return csv_fields(one_column(kind), [(value,), ("row that is not empty",)])[0][0]


def original(text: str) -> str:
    """The text of a CSV field without its mark."""
    if text.startswith(cells.FORMULA_MARK) and text.lstrip(cells.FORMULA_MARK) != text:
        rest = text[len(cells.FORMULA_MARK) :]
        if cells.for_csv(rest) == text:
            return rest
    return text.removesuffix(cells.TEXT_MARK)


def workbook(export: Export, rows: list[tuple[Any, ...]]) -> Any:
    """The list's XLSX as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(b"".join(xlsx_lists.chunks(export, rows))))


def xlsx_cell(value: Any, kind: Kind = "text") -> Any:
    """One value as the cell of a workbook."""
    return workbook(one_column(kind), [(value,)]).worksheets[0]["A2"]


def through_libreoffice(content: bytes, ending: str, folder: Path) -> list[list[str]]:
    """The cells of a CSV or XLSX file as LibreOffice shows them; skips where it is not installed.

    CSV is opened as its import dialog proposes it, with the detection of special numbers on, which takes
    formulas, days and percentages for what they look like: the nearest thing to Excel's double click.
    """
    soffice = office.program()
    if soffice is None:
        pytest.skip("needs the packages libreoffice-writer and libreoffice-calc")
    source = folder / f"source.{ending}"
    source.write_bytes(content)
    # 44 comma, 34 quote, 76 UTF-8, from line 1; quoted fields are no texts by themselves; special numbers detected;
    # formulas evaluated.
    options = ["--infilter=Text - txt - csv (StarCalc):44,34,76,1,,2052,false,true,false,false,false,0,true"]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", *(options if ending == "csv" else []), "--convert-to"]
    # As shown, not as stored.
    shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false"
    ended = sandbox.run([*command, shown, "--outdir", str(folder / "made"), str(source)], folder, 120)
    made = folder / "made" / "source.csv"
    assert made.exists(), ended.words
    return list(csv.reader(io.StringIO(made.read_text("utf-8-sig"), newline="")))
