"""Places without a code: zones called after their place, and the Xinjiang corps. Every text is invented."""

from __future__ import annotations

import pytest

from extract.values import regions


def named(text: str, near: str | None = None) -> list[tuple[str, str | None]]:
    return [(finding.value.name, finding.value.adcode) for finding in regions.find(text, near=near)]


@pytest.mark.parametrize(
    ("text", "name", "within"),
    [
        ("采购绵阳经开区产品", "绵阳经开区", "510700"),
        ("对口帮扶贵阳高新技术产业开发区", "贵阳高新技术产业开发区", "520100"),
        ("采购凉山州西昌经开区产品", "凉山州西昌经开区", "513401"),
        ("苏州工业园区的企业", "苏州工业园区", "320500"),
        ("与郑州航空港经济综合实验区结对", "郑州航空港经济综合实验区", "410100"),
        ("采购昆明滇中新区产品", "昆明滇中新区", "530100"),
        ("采购宁波前湾新区产品", "宁波前湾新区", "330200"),
    ],
)
def test_a_zone_called_after_its_place_is_one_place_without_a_code(text: str, name: str, within: str) -> None:
    (finding,) = regions.find(text)
    assert (finding.value.name, finding.value.adcode, finding.value.within) == (name, None, within)


@pytest.mark.parametrize(
    "text", ["绵阳经开区管委会", "贵阳高新区总工会", "各市高新区、经开区", "合作经济开发区", "宁波协同创新区"]
)
def test_an_office_of_a_zone_and_a_zone_without_a_place_are_no_zones(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("采购新疆生产建设兵团农产品", [("新疆生产建设兵团", None)]),
        ("采购第三师、第二师铁门关市产品", [("第三师", None), ("第二师铁门关市", "659006")]),
        ("新疆生产建设兵团总工会", []),
        ("第三师的同志", []),
    ],
)
def test_the_corps_is_a_place_without_a_code(text: str, found: list[tuple[str, str | None]]) -> None:
    assert named(text) == found
