"""CSV files as Excel wants them."""

from __future__ import annotations

import tracemalloc

import pytest

from extract.exports import cells, csv_lists
from extract.exports.lists import Column, Export
from tests.exports.reading_back import csv_fields

SUPPLIERS = Export("供应商", (Column("name", "企业名称"), Column("phone", "电话"), Column("n", "名单数", "integer")))


def test_the_file_begins_with_a_byte_order_mark_and_its_lines_end_in_crlf() -> None:
    made = b"".join(csv_lists.chunks(SUPPLIERS, [("青禾农业", None, 2)]))
    assert made == "\ufeff企业名称,电话,名单数\r\n青禾农业,,2\r\n".encode()


def test_commas_quotes_and_line_breaks_are_quoted() -> None:
    made = b"".join(csv_lists.chunks(SUPPLIERS, [('甲,"乙"', "一行\n二行", 1)])).decode()
    assert '"甲,""乙""","一行\n二行",1\r\n' in made


def test_a_text_as_long_as_a_cell_is_whole() -> None:
    assert csv_fields(SUPPLIERS, [("粮" * 32_766, None, 1)])[0][0] == "粮" * 32_766


def test_a_text_that_excel_would_spill_over_the_next_rows_is_cut_with_a_mark() -> None:
    value = csv_fields(SUPPLIERS, [("=" + "粮" * 40_000, None, 1)])[0][0]
    assert len(value) == cells.LONGEST
    assert value.endswith("以下略去〕")


def test_a_label_is_marked_as_every_text_is() -> None:
    made = b"".join(csv_lists.chunks(Export("列", (Column("a", "=1+1"),)), []))
    assert made == "\ufeff'=1+1\r\n".encode()


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        list(csv_lists.chunks(SUPPLIERS, [("青禾农业",)]))


def test_a_long_list_is_not_held_in_memory() -> None:
    rows = ((f"青禾农业第{number}分社", "13800000000", number) for number in range(50_000))
    tracemalloc.start()
    size = sum(len(chunk) for chunk in csv_lists.chunks(SUPPLIERS, rows))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 2_000_000 > peak
