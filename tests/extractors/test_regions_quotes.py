"""Which words a place's row quotes."""

from __future__ import annotations

import pytest

from tests.extractors.region_rows import read


def _quotes(sentence: str, issuer: str = "宁波市总工会") -> list[str]:
    return [fact.evidence.quote for fact in read(sentence, issuer=issuer) if fact.role == "beneficiary"]


@pytest.mark.parametrize(
    ("sentence", "quotes"),
    [
        (
            "优先采购昭觉、喜德、美姑三县产品。",
            ["采购昭觉、喜德", "昭觉、喜德、美姑", "喜德、美姑三县产品"],
        ),
        ("优先采购昭觉县产品。", ["采购昭觉县产品"]),
        ("今年以来，昭觉县、喜德县的苹果和洋芋滞销。", ["昭觉县、喜德县", "昭觉县、喜德县的苹果"]),
        ("采购范围已增加昭觉县，由市总工会联系。", ["加昭觉县"]),
    ],
)
def test_a_place_is_quoted_with_its_neighbours_and_the_words_that_give_its_part(
    sentence: str, quotes: list[str]
) -> None:
    assert _quotes(sentence) == quotes


def test_a_place_far_away_in_a_list_is_not_quoted_with_it() -> None:
    quotes = _quotes("采购对口支援的库车市，以及原东西部扶贫协作的昭觉县产品。")
    assert quotes == ["采购对口支援的库车市", "昭觉县产品"]
