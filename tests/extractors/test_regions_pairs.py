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
        ("杭州市—恩施州，温州市—阿坝州结对帮扶。", ["422800", "513200"]),
        ("恩施州—杭州市结对。", ["422800"]),
        ("开通宁波市—恩施州航线。", []),
    ],
)
def test_of_a_pair_with_a_dash_the_place_of_the_helping_province_is_none_that_is_helped(
    sentence: str, codes: list[str]
) -> None:
    assert helped(sentence) == codes


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("推进“宁波—延边”对口合作。", ["222400"]),
        ("宁波凉山东西部协作成效明显。", ["513400"]),
        ("采购黔、桂两省农产品。", ["520000", "450000"]),
        ("采购滇黔桂三省产品。", ["530000", "520000", "450000"]),
        ("采购浙川、浙疆协作产品。", []),
        ("与杭州高新区开展结对帮扶。", [None]),
    ],
)
def test_pairs_by_short_names_and_lists_by_signs(sentence: str, codes: list[str | None]) -> None:
    assert helped(sentence) == codes


@pytest.mark.parametrize(
    "sentence",
    [
        "对口支援：象山县负责昭觉县。",
        "东西部协作工作：象山县挂钩昭觉县。",
        "结对帮扶安排：象山县负责联系昭觉县。",
        "结对帮扶：象山县承担昭觉县。",
    ],
)
def test_who_is_given_a_place_to_help_is_not_helped(sentence: str) -> None:
    assert helped(sentence) == ["513431"]


def test_a_zone_of_a_helping_province_that_is_paired_with_the_issuer_is_not_helped() -> None:
    assert helped("与杭州高新区开展结对帮扶。", issuer="遵义市总工会") == []
    assert helped("采购遵义经开区产品。", issuer="遵义市总工会") == [None]
