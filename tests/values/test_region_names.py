"""Names of one character and 县 beside words that begin with 乡, 城 and 市. Every text is invented."""

from __future__ import annotations

import pytest

from extract.values import regions


@pytest.mark.parametrize(
    ("body", "adcode"),
    [
        ("陇南市徽县乡村振兴局", "621227"),
        ("蠡县乡村振兴局", "130635"),
        ("易县市场监督管理局", "130633"),
        ("环县城市管理局", "621022"),
        ("陇南市成县乡镇企业局", "621221"),
    ],
)
def test_a_bureau_of_a_county_of_one_character_is_the_countys(body: str, adcode: str) -> None:
    region = regions.place_of(body)
    assert region is not None
    assert region.adcode == adcode


@pytest.mark.parametrize("text", ["工作经费县乡村三级分担", "免费县城公交", "收费县市两级核定", "所需经费县乡财政安排"])
def test_a_word_before_the_county_keeps_its_last_character(text: str) -> None:
    assert regions.find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "资金从市级补助和县财政中安排",
        "统筹市级扶持和县本级投入",
        "定点帮扶和县内消费并重",
        "集中采购和县直部门认购相结合",
        "动员社会力量支持和县委部署的展销",
        "省级资金（含中央）和县财政",
    ],
)
def test_a_county_behind_a_conjunction_is_not_the_county_called_so(text: str) -> None:
    assert regions.find(text) == []


@pytest.mark.parametrize("text", ["与和县签订协议", "采购和县农产品", "含山县、和县", "安徽省和县的大米", "到和县考察"])
def test_the_county_called_so_is_read_where_a_place_follows(text: str) -> None:
    assert "340523" in [finding.value.adcode for finding in regions.find(text)]
