"""Shares in percent: signs, fractions, tenths, points and ranges."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.values import shares


@pytest.mark.parametrize(
    ("text", "words", "percent"),
    [
        ("不低于20%", "20%", "20"),
        ("不低于２０％", "２０％", "20"),
        ("达到 20 %以上", "20 %", "20"),
        ("约33.333%", "33.333%", "33.33"),
        ("百分之十五以上", "百分之十五", "15"),
        ("统一百分之十", "百分之十", "10"),
        ("百分之20", "百分之20", "20"),
        ("百分之十点五", "百分之十点五", "10.5"),
        ("百分之百", "百分之百", "100"),
        ("百分之一百二十", "百分之一百二十", "120"),
        ("千分之五", "千分之五", "0.5"),
        ("提取5‰", "5‰", "0.5"),
        ("按配送额的8%0收取", "8%0", "0.8"),
        ("提取5%o", "5%o", "0.5"),
        ("不超过2%O。", "2%O", "0.2"),
        ("占比12%06", "12%", "12"),
        ("让利10%OEM产品", "10%", "10"),
        ("不少于三分之一", "三分之一", "33.33"),
        ("三分之二以上", "三分之二", "66.67"),
        ("1/3以上", "1/3", "33.33"),
        ("十分之一", "十分之一", "10"),
        ("三成左右", "三成", "30"),
        ("3成以上", "3成", "30"),
        ("三成五", "三成五", "35"),
    ],
)
def test_a_share_is_read_in_percent(text: str, words: str, percent: str) -> None:
    (finding,) = shares.find(text)
    assert finding.text == words
    assert finding.value == shares.Share(Decimal(percent), Decimal(percent))


def test_points_are_marked() -> None:
    (finding,) = shares.find("提高15个百分点")
    assert finding.value == shares.Share(Decimal(15), Decimal(15), points=True)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10%—15%", 10, 15),
        ("10—15%", 10, 15),
        ("10%至15%", 10, 15),
        ("百分之十至百分之十五", 10, 15),
        ("百分之十至十五", 10, 15),
        ("三至五成", 30, 50),
        ("10个至15个百分点", 10, 15),
    ],
)
def test_a_range_has_two_ends(text: str, low: int, high: int) -> None:
    (finding,) = shares.find(text)
    assert (finding.text, finding.value.low, finding.value.high) == (text, low, high)


@pytest.mark.parametrize(
    "text", ["一成不变", "三成员单位", "完成任务", "组成部分之一", "2024/3/15", "附件1/2", "二成立方案", "500元", ""]
)
def test_what_is_no_share_is_left(text: str) -> None:
    assert shares.find(text) == []


def test_a_bare_number_under_a_headers_percent_sign() -> None:
    (finding,) = shares.find("20", unit="%")
    assert finding.value.low == 20


@given(
    st.text() | st.text("0123456789.%％‰成百千分之点一二三五十个至—/以上", max_size=60), st.sampled_from([None, "%"])
)
def test_find_never_raises_and_its_places_hold(text: str, unit: str | None) -> None:
    end = 0
    for finding in shares.find(text, unit=unit):
        assert finding.start >= end
        assert text[finding.start : finding.end] == finding.text
        assert finding.value.low <= finding.value.high
        end = finding.end
