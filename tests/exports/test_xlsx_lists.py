"""Workbooks: texts are texts, numbers numbers, days days; nothing runs and nothing links."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.exports import cells, xlsx_lists
from extract.exports.lists import Column, Export
from tests.exports.reading_back import one_column, workbook, xlsx_cell
from tests.exports.test_cells import ANY_TEXT

SUPPLIERS = Export(
    "供应商",
    (Column("name", "企业名称"), Column("n", "名单数", "integer"), Column("until", "有效期止", "date")),
    (("来源", "https://registry.example/suppliers?origin=51"), ("许可", "=1+1")),
    datetime(2026, 11, 22, 8, tzinfo=UTC),
)
ROW = ("青禾农业", 2, "2026-12-31")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "＝1+1",
        "13800000000",
        "0012",
        "http://a.example/",
        "  甲  ",
        "TRUE",
        "#N/A",
        "甲\n乙",
        "{=1}",
    ],
)
def test_a_text_is_stored_as_it_is(text: str) -> None:
    cell = xlsx_cell(text)
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_text_stays_one_when_its_cell_is_edited() -> None:
    assert xlsx_cell("13800000000").number_format == "@"


def test_a_long_text_is_marked_as_one_without_the_format_that_some_versions_show_as_hashes() -> None:
    cell = xlsx_cell("=" + "甲" * 300)
    assert (cell.number_format, cell.quotePrefix) == ("General", True)


def test_numbers_and_days_are_typed() -> None:
    sheet = workbook(SUPPLIERS, [ROW]).worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["青禾农业", 2, datetime(2026, 12, 31)]
    assert sheet["C2"].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize("day", ["1899-12-31", "1900-02-28", "2021-02-30", "=1+1"])
def test_a_day_that_excel_has_not_is_text(day: str) -> None:
    assert (xlsx_cell(day, "date").value, xlsx_cell(day, "date").data_type) == (day, "s")


def test_an_id_with_more_digits_than_excel_keeps_is_text() -> None:
    assert xlsx_cell(9007199254740991, "integer").value == "9007199254740991"


def test_a_big_whole_number_is_shown_in_full() -> None:
    cell = xlsx_cell(66000000000, "integer")
    assert (cell.value, cell.number_format) == (66000000000, "0")


def test_the_header_is_bold_frozen_and_filters_all_rows() -> None:
    sheet = workbook(SUPPLIERS, [ROW, ROW]).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["企业名称", "名单数", "有效期止"]
    assert sheet["A1"].font.bold
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C3")


def test_columns_are_as_wide_as_their_texts_within_bounds() -> None:
    sheet = workbook(SUPPLIERS, [("甲" * 200, 1, None)]).worksheets[0]
    widths = {letter: sheet.column_dimensions[letter].width for letter in "ABC"}
    assert 40 < widths["A"] < 60
    assert 6 <= widths["B"] < 15


def test_what_the_list_is_stands_on_a_second_sheet_as_text() -> None:
    made = workbook(SUPPLIERS, [ROW])
    assert made.sheetnames == ["供应商", "说明"]
    assert [cell.value for cell in made.worksheets[1][2]] == ["许可", "=1+1"]
    assert made.worksheets[1]["B2"].data_type == "s"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("甲/乙:丙*[丁]?", "甲 乙 丙 丁"),
        ("'甲'", "甲"),
        ("甲" * 40, "甲" * 31),
        ("History", "列表"),
        ("", "列表"),
        ("说明", "说明"),
        ("a\x00b", "ab"),
    ],
)
def test_a_title_becomes_a_name_that_excel_takes(title: str, name: str) -> None:
    assert workbook(Export(title, (Column("a", "甲"),), (("来源", "甲"),)), []).sheetnames[0] == name


def test_a_text_that_is_too_long_ends_in_a_mark() -> None:
    value = xlsx_cell("粮" * 40_000).value
    assert len(value) == cells.LONGEST
    assert value.startswith("粮粮") and value.endswith("以下略去〕")


def test_a_text_as_long_as_a_cell_is_whole() -> None:
    assert xlsx_cell("粮" * 32_767).value == "粮" * 32_767


def test_signs_outside_the_basic_plane_are_counted_and_cut_as_excel_does() -> None:
    value = xlsx_cell("𠮷" * 20_000).value
    assert len(value.encode("utf-16-le")) // 2 in (32_766, 32_767)
    assert "\ufffd" not in value


def test_a_list_that_is_too_long_says_so_in_its_last_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_lists, "MAX_ROWS", 5)
    sheet = workbook(one_column(), [(str(number),) for number in range(9)]).worksheets[0]
    assert [row[0].value for row in sheet][1:4] == ["0", "1", "2"]
    assert sheet.max_row == 5
    assert "其余略去" in sheet["A5"].value


def test_rows_beyond_the_limit_are_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_lists, "MAX_ROWS", 5)
    taken: list[int] = []

    def rows() -> Iterator[tuple[str]]:
        for number in range(1000):
            taken.append(number)
            yield ("甲",)

    assert xlsx_lists.write(one_column(), rows(), io.BytesIO()) == 3
    assert len(taken) < 6


def test_the_same_rows_make_the_same_bytes() -> None:
    first, second = (b"".join(xlsx_lists.chunks(SUPPLIERS, [ROW])) for _ in range(2))
    assert first == second


def test_no_part_of_the_workbook_holds_a_formula_or_a_link() -> None:
    made = b"".join(
        xlsx_lists.chunks(one_column(), [("=1+1",), ('=HYPERLINK("http://a.example/","甲")',), ("http://a.example/",)])
    )
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        sheets = [package.read(name).decode() for name in package.namelist() if "worksheets/" in name]
        assert not any("<f>" in text or "<hyperlink" in text for text in sheets)
        assert not any("externalLink" in name for name in package.namelist())


@settings(deadline=None, max_examples=60)
@given(st.lists(ANY_TEXT, min_size=1, max_size=30))
def test_every_text_comes_back(texts: list[str]) -> None:
    sheet = workbook(one_column(), [(text,) for text in texts]).worksheets[0]
    got: list[Any] = [sheet.cell(line, 1).value for line in range(2, len(texts) + 2)]
    assert [value or "" for value in got] == [cells.clean(text) for text in texts]
