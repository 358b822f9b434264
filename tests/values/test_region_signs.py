"""Places by one character, in pairs and in lists. Every text is invented."""

from __future__ import annotations

import pytest

from extract.values import regions
from extract.values.gazetteer import gazetteer
from extract.values.region_rules import rule


def named(text: str) -> list[tuple[str, str | None]]:
    return [(finding.value.name, finding.value.adcode) for finding in regions.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("深化杭黔东西部协作", [("杭", "330100"), ("黔", "520000")]),
        ("榕定协作项目", [("榕", "350100"), ("定", "621100")]),
        ("甬凉协作", [("甬", "330200"), ("凉", "513400")]),
        ("甬丽山海协作工程", [("甬", "330200"), ("丽", "331100")]),
        ("浙川、浙疆协作产品", [("浙", "330000"), ("川", "510000"), ("浙", "330000"), ("疆", "650000")]),
        ("川滇黔三省", [("川", "510000"), ("滇", "530000"), ("黔", "520000")]),
        ("黔、桂、川三省产品", [("黔", "520000"), ("桂", "450000"), ("川", "510000")]),
    ],
)
def test_one_character_names_count_in_pairs_and_lists(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text) == found


@pytest.mark.parametrize("text", ["美丽协作", "深藏产业基地", "一定协作", "川菜、黔货", "定点帮扶", "建筑协作"])
def test_the_same_characters_elsewhere_are_no_places(text: str) -> None:
    assert named(text) == []


def test_every_sign_that_the_rules_look_for_is_known() -> None:
    pairs = ["甬凉", "杭丽", "深百", "珠怒", "厦昭", "沪喀"]
    found = rule("region.signs").finditer("，".join(f"{pair}协作" for pair in pairs))
    assert [match["first"] + match["second"] for match in found] == pairs
    assert set("".join(pairs)) <= set(gazetteer().signs)
    for pair in pairs:
        assert [finding.text for finding in regions.find(f"{pair}协作")] == list(pair)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“宁波—凉山”东西部协作", ["330200", "513400"]),
        ("宁波凉山东西部协作", ["330200", "513400"]),
        ("宁波凉山合作社", []),
    ],
)
def test_short_names_on_both_sides_of_a_pairing_are_believed(text: str, found: list[str]) -> None:
    assert [finding.value.adcode for finding in regions.find(text)] == found
