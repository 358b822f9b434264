"""Numerals of every kind, read exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.values import numerals


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1,200", "1200"),
        ("1，200", "1200"),
        ("１，２００", "1200"),
        ("12,345,678.90", "12345678.9"),
        ("3.5万", "35000"),
        ("0.05万", "500"),
        ("3 . 5", "3.5"),
        ("5 0 0", "500"),
        ("5千万", "50000000"),
        ("1亿2千万", "120000000"),
        ("三百二十", "320"),
        ("两千三百", "2300"),
        ("一万二", "12000"),
        ("三万五", "35000"),
        ("一百零五", "105"),
        ("二十万零五百", "200500"),
        ("一亿二千万", "120000000"),
        ("一万亿", "1000000000000"),
        ("十五", "15"),
        ("廿五", "25"),
        ("五〇〇", "500"),
        ("三点五万", "35000"),
        ("壹佰", "100"),
        ("伍仟肆佰叁拾贰", "5432"),
        ("拾伍万", "150000"),
        ("３００", "300"),
    ],
)
def test_parse_reads_the_number(written: str, number: str) -> None:
    assert numerals.parse(written) == Decimal(number)


@pytest.mark.parametrize("written", ["", "元", "三五", "十百", "1.2.3", "五三百", "A4", "3万5亿"])
def test_parse_gives_nothing_for_what_is_no_numeral(written: str) -> None:
    assert numerals.parse(written) is None


def test_find_leaves_words_that_only_hold_a_magnitude() -> None:
    assert numerals.find("百姓参与万企兴万村，数十家、几百人") == []


def test_find_gives_places_in_the_text_as_printed() -> None:
    (finding,) = numerals.find("共计１，２００件")
    assert (finding.start, finding.end, finding.text) == (2, 7, "１，２００")


@pytest.mark.parametrize(("written", "expected"), [("5万", 10_000), ("三百", 100), ("千万", 10_000_000), ("12", 1)])
def test_magnitude_is_that_of_the_last_characters(written: str, expected: int) -> None:
    assert numerals.magnitude(written) == expected


@given(st.integers(0, 9999), st.sampled_from(["", "百", "千", "万", "亿"]))
def test_an_arabic_number_keeps_its_value_before_any_magnitude(number: int, unit: str) -> None:
    factor = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}[unit]
    assert numerals.parse(f"{number}{unit}") == number * factor


@given(st.text() | st.text("零〇一二三十百千万亿点.,，0123456789 元", max_size=60))
def test_find_never_raises_and_its_places_hold(text: str) -> None:
    end = 0
    for finding in numerals.find(text):
        assert finding.start >= end
        assert text[finding.start : finding.end] == finding.text
        end = finding.end
