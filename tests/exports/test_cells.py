"""Texts in a CSV file that is double-clicked: what is marked, what stays, and that nothing is lost."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.exports import cells
from extract.exports.lists import Kind
from tests.exports.reading_back import field, original

ANY_TEXT = st.one_of(
    st.text(),
    # What does harm is rare in random texts, so here it is common.
    st.text(alphabet="=+-@＝＋－＠'\"\t\r\n \u3000\u200b\ufeff\u202e\x00,;|019/.:%eE年月日ab，文", max_size=12),
    st.from_regex(r"\A[\d０-９.,:/\-()%年月日 eE]{1,24}\Z"),
)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86 574 12345678",
        "-5",
        "@SUM(A1)",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(A1)",
        "﹦1+1",
        "−5",
        "=cmd|' /C calc'!A0",
    ],
)
def test_a_text_that_begins_a_formula_is_marked(text: str) -> None:
    assert field(text) == "'" + text


@pytest.mark.parametrize("blank", [" ", "\u3000", "\u00a0", "\u200b", "\ufeff", "\n", "\u2028", " \u200b "])
def test_blanks_before_a_formula_do_not_hide_it(blank: str) -> None:
    assert field(blank + "=1+1") == "'" + blank + "=1+1"


@pytest.mark.parametrize(("text", "made"), [("\t=1+1", "' =1+1"), ("\r=1+1", "'\n=1+1"), ("\x00=1+1", "'=1+1")])
def test_controls_before_a_formula_are_gone_and_it_is_marked(text: str, made: str) -> None:
    assert field(text) == made


def test_a_mark_that_is_in_the_text_already_gets_another_so_that_both_can_be_told_apart() -> None:
    assert (field("'=1"), original("''=1")) == ("''=1", "'=1")


@pytest.mark.parametrize(
    "text",
    [
        "13800000000",
        "057487654321",
        "0574-87654321",
        "911302030000000000",
        "91130203E12",
        "0012",
        "3-5",
        "1/2",
        "2021-09-26",
        "2021.9.26",
        "2021年9月26日",
        "九月三日",
        "12:30",
        "上午9时30分",
        "10%",
        "(1)",
        "1,000",
        "3.50",
        "￥5",
        "1e5",
        "１３８００００００００",
        "Mar-5",
        "SEPT2",
        "TRUE",
        "false",
        "#N/A",
        "#DIV/0!",
        " 0012 ",
    ],
)
def test_a_text_that_would_be_shown_as_something_else_is_marked_unseen(text: str) -> None:
    assert field(text) == text + "\t"


@pytest.mark.parametrize(
    "text",
    [
        "510000",
        "0",
        "8",
        "普通的字",
        "（1）甲类",
        "5元",
        "60天",
        "第3条",
        "A座101室",
        "Marco",
        "#3号楼",
        "一〇一",
        "http://a.example/1",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert field(text) == text


@pytest.mark.parametrize(
    ("value", "kind", "made"),
    [
        (-5, "integer", "-5"),
        (-0.5, "number", "-0.5"),
        (66000000.0, "number", "66000000"),
        (Decimal("12.50"), "number", "12.5"),
        (True, "integer", "1"),
        (float("nan"), "number", ""),
        (float("-inf"), "number", ""),
        (Decimal("NaN"), "number", ""),
        (None, "text", ""),
        ("2021-09-26", "date", "2021-09-26"),
        (date(2021, 9, 26), "date", "2021-09-26"),
        (b"\xe5\xae\x81", "text", "宁"),
    ],
)
def test_numbers_and_days_stay_what_they_are(value: Any, kind: Kind, made: str) -> None:
    assert field(value, kind) == made


def test_a_number_with_more_digits_than_excel_keeps_is_text() -> None:
    assert field(9007199254740991, "integer") == "9007199254740991\t"


@pytest.mark.parametrize(("value", "kind"), [("=1+1", "number"), ("=1+1", "date"), ("-5", "integer")])
def test_a_text_in_a_column_of_numbers_is_still_a_text(value: str, kind: Kind) -> None:
    assert field(value, kind) == "'" + value


def test_a_day_that_is_none_is_text() -> None:
    assert field("2021-02-30", "date") == "2021-02-30\t"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("甲\x00乙\x07", "甲乙"),
        ("甲\r\n乙\r丙", "甲\n乙\n丙"),
        ("甲\t乙", "甲 乙"),
        ("甲\u202e乙\u202c", "甲乙"),
        ("甲\ud800", "甲\ufffd"),
        ("甲\uffff", "甲"),
    ],
)
def test_what_no_cell_can_hold_is_gone(text: str, made: str) -> None:
    assert cells.clean(text) == made


@given(ANY_TEXT)
def test_every_text_comes_back_but_for_its_mark(text: str) -> None:
    assert original(field(text)) == cells.clean(text)


@given(ANY_TEXT)
def test_no_field_begins_a_formula(text: str) -> None:
    seen = "".join(sign for sign in field(text) if unicodedata.category(sign) not in ("Cf", "Cc"))
    assert not unicodedata.normalize("NFKC", seen).strip().startswith(("=", "+", "-", "@"))


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Cn"])))
def test_a_text_of_visible_signs_is_clean_already(text: str) -> None:
    assert cells.clean(text) == text


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_every_whole_number_that_excel_keeps_is_a_number(number: int) -> None:
    assert field(number, "integer") == str(number)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_is_written_exactly(number: float) -> None:
    assert float(field(number, "number")) == number
