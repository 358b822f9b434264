"""Pairs of helpers and helped: joined by a dash or told by their signs. All sentences here are invented."""

from __future__ import annotations

import pytest

from tests.extractors.region_rows import helped


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("结对关系：昭觉县—绍兴市。", ["513431"]),
        ("结对关系：昭觉县—上虞区，布拖县—柯桥区。", ["513431", "513429"]),
        ("挂钩安排：会泽县——松江区、嘉定区，宣威市——青浦区。", ["530326", "530381"]),
        ("结对关系：柯桥区—昭觉县；昭觉县—诸暨市。", ["513431"]),
        ("结对帮扶：昭觉县、美姑县→慈溪市。", ["513431", "513436"]),
    ],
)
def test_of_a_pair_with_a_dash_the_place_of_the_helping_province_is_none_that_is_helped(
    sentence: str, codes: list[str]
) -> None:
    assert helped(sentence) == codes
