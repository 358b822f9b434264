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
