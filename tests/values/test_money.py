"""Amounts of money in running text and in table cells."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.values import money


@pytest.mark.parametrize(
    ("text", "words", "yuan"),
    [
        ("每人每年不超过0.05万元", "0.05万元", "500"),
        ("标准为每人500元。", "500元", "500"),
        ("慰问金伍佰元整", "伍佰元整", "500"),
        ("补助三百二十元", "三百二十元", "320"),
        ("补助３００元", "３００元", "300"),
        ("预算1,200.50元", "1,200.50元", "1200.5"),
        ("每人1，200元", "1，200元", "1200"),
        ("不超过1 200元", "1 200元", "1200"),
        ("按 5 0 0 元执行", "5 0 0 元", "500"),
        ("安排 3 . 5 万元", "3 . 5 万元", "35000"),
        ("金额￥500.00", "￥500.00", "500"),
        ("金额RMB 500", "RMB 500", "500"),
        ("人民币伍佰元整", "人民币伍佰元整", "500"),
        ("￥3.5万", "￥3.5万", "35000"),
        ("标准0.3万元/人", "0.3万元", "3000"),
        ("额度600元人/年", "600元", "600"),
        ("约300余万元", "300余万元", "3000000"),
        ("近3亿多元", "3亿多元", "300000000"),
        ("1亿2千万元", "1亿2千万元", "120000000"),
        ("共12元5角", "12元5角", "12.5"),
        ("壹万贰仟叁佰元伍角整", "壹万贰仟叁佰元伍角整", "12300.5"),
        ("发放500元月饼券", "500元", "500"),
        ("发放300元代金券", "300元", "300"),
        ("投入资金不少于200万，", "200万", "2000000"),
    ],
)
def test_an_amount_is_read_in_yuan(text: str, words: str, yuan: str) -> None:
    (finding,) = money.find(text)
    assert finding.text == words
    assert finding.value == money.Money(Decimal(yuan), Decimal(yuan), "CNY")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("300—500元", 300, 500),
        ("300元至500元", 300, 500),
        ("300-500元", 300, 500),
        ("300～500元", 300, 500),
        ("3至5万元", 30_000, 50_000),
        ("3万元—5万元", 30_000, 50_000),
        ("5000—1万元", 5000, 10_000),
        ("二至三百元", 200, 300),
        ("三百至五百元", 300, 500),
        ("￥300—￥500", 300, 500),
    ],
)
def test_a_range_has_two_ends(text: str, low: int, high: int) -> None:
    (finding,) = money.find(text)
    assert (finding.text, finding.value) == (text, money.Money(Decimal(low), Decimal(high), "CNY"))


@pytest.mark.parametrize(
    "text",
    [
        "2025年元旦前",
        "十二元月",
        "三元区和三元里",
        "多元投入、单元楼",
        "数百万元、几十万元",
        "覆盖3.5万人",
        "采购1200吨",
        "联系电话0571-85000000",
        "一百名职工",
        "",
    ],
)
def test_what_is_no_amount_is_left(text: str) -> None:
    assert money.find(text) == []


def test_a_year_before_an_amount_is_no_range() -> None:
    (finding,) = money.find("2024—500元")
    assert (finding.text, finding.value.low) == ("500元", 500)


@pytest.mark.parametrize(("text", "code"), [("100万美元", "USD"), ("5000港元", "HKD"), ("2万欧元", "EUR")])
def test_other_currencies_keep_their_code(text: str, code: str) -> None:
    (finding,) = money.find(text)
    assert finding.value.currency == code


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("金额（万元）", "万元"),
        ("采购额\n(单位：元)", "元"),
        ("单位：亿元", "亿元"),
        ("目标任务/万元", "万元"),
        ("单位名称", None),
    ],
)
def test_the_unit_in_a_header(header: str, unit: str | None) -> None:
    assert money.header_unit(header) == unit


def test_a_bare_number_under_a_headers_unit_is_an_amount() -> None:
    (finding,) = money.find("1,200", unit="万元")
    assert finding.value == money.Money(Decimal(12_000_000), Decimal(12_000_000), "CNY")


def test_a_year_under_a_headers_unit_is_none() -> None:
    assert money.find("2025年", unit="万元") == []


@given(
    st.text() | st.text("0123456789.,，—-至元万亿￥RMB人民币三五百千角分 余", max_size=60),
    st.sampled_from([None, "万元"]),
)
def test_find_never_raises_and_its_places_hold(text: str, unit: str | None) -> None:
    end = 0
    for finding in money.find(text, unit=unit):
        assert finding.start >= end
        assert text[finding.start : finding.end] == finding.text
        assert finding.value.low <= finding.value.high
        end = finding.end
