"""Choosing among suppliers: chips, counts, and places drilled down."""

from __future__ import annotations

import numpy as np
import pytest

from extract.site import choosing, paging
from extract.site.choosing import Choice
from extract.site.shelf import Attribute, Shelf

_NAMES = {
    "510000": "四川省",
    "513400": "凉山州",
    "513432": "喜德县",
    "520000": "贵州省",
    "429004": "仙桃市",
    "420000": "湖北省",
}
_PARENTS = {"510000": None, "513400": "510000", "513432": "513400", "520000": None, "420000": None, "429004": "420000"}
_CHOICES = (
    Choice("origin", ("first", "second", "third"), lambda code: _NAMES[code] if code else "未写明"),
    Choice("ownership", ("ownership",), lambda value: value or "未写明"),
)
_ROWS = (
    ("510000", "513400", "513432", "民营"),
    ("510000", "513400", None, "国有"),
    ("520000", None, None, "民营"),
    ("420000", "429004", None, None),
    (None, None, None, "民营"),
)
_SHELF = Shelf(
    np.arange(5, dtype=np.int64),
    np.arange(5, dtype=np.int64),
    {
        name: Attribute.of([row[place] for row in _ROWS])
        for place, name in enumerate(("first", "second", "third", "ownership"))
    },
)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ({}, [0, 1, 2, 3, 4]),
        ({"origin": "510000"}, [0, 1]),
        ({"origin": "513432"}, [0]),
        ({"origin": "429004"}, [3]),
        ({"origin": "none"}, [4]),
        ({"origin": "510000", "ownership": "民营"}, [0]),
        ({"origin": "999999"}, []),
    ],
)
def test_a_query_chooses_rows(query: dict[str, str], rows: list[int]) -> None:
    mask = choosing.chosen(_SHELF, _CHOICES, query)
    assert [int(row) for row in _SHELF.rows[mask]] == rows


def _offered(query: dict[str, str], name: str) -> list[tuple[str, str, str]]:
    mask = choosing.chosen(_SHELF, _CHOICES, query)
    groups = {group.name: group for group in choosing.groups(_SHELF, mask, _CHOICES, query, "/suppliers", _PARENTS)}
    return [(offer.text, offer.count, offer.address) for offer in groups[name].offers] if name in groups else []


def test_provinces_are_offered_first() -> None:
    assert [text for text, _, _ in _offered({}, "origin")] == ["四川省", "湖北省", "贵州省", "未写明"]


def test_a_province_chosen_offers_what_lies_in_it() -> None:
    assert _offered({"origin": "510000"}, "origin") == [("凉山州", "2", "/suppliers?origin=513400")]


def test_a_city_chosen_offers_its_counties() -> None:
    assert _offered({"origin": "513400"}, "origin") == [("喜德县", "1", "/suppliers?origin=513432")]


def test_a_county_chosen_offers_no_place() -> None:
    assert _offered({"origin": "513432"}, "origin") == []


def test_what_was_chosen_is_kept_when_more_is_chosen_and_the_page_is_not() -> None:
    offers = _offered({"ownership": "民营", "page": "3"}, "origin")
    assert offers[0][2] == "/suppliers?ownership=%E6%B0%91%E8%90%A5&origin=510000"


def test_a_chip_leads_to_the_list_without_it() -> None:
    chips = choosing.chips(_CHOICES, {"origin": "513400", "ownership": "none"}, "/suppliers")
    assert [(chip.text, chip.without) for chip in chips] == [
        ("凉山州", "/suppliers?ownership=none"),
        ("未写明", "/suppliers?origin=513400"),
    ]


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0"), (999, "999"), (1000, "1000"), (1001, "1000+"), (10**6, "1000+")]
)
def test_counts_are_exact_to_a_thousand(number: int, shown: str) -> None:
    assert choosing.counted(number) == shown


def test_a_page_beyond_the_end_is_the_last() -> None:
    turned = paging.paging(99, 61, "/suppliers", {"q": "茶"})
    assert (turned.number, turned.start, turned.previous, turned.next) == (3, 60, "/suppliers?q=%E8%8C%B6&page=2", None)


def test_an_empty_list_has_one_page() -> None:
    assert paging.paging(1, 0, "/suppliers", {}).pages == 1
