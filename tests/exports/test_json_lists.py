"""Lists as JSON."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.exports import json_lists
from extract.exports.lists import Column, Export

PRICES = Export(
    "产品",
    (Column("name", "产品"), Column("price", "单价", "number")),
    (("来源", "https://registry.example/products"),),
    datetime(2026, 11, 22, 8, tzinfo=UTC),
)


def read(rows: list[tuple[Any, Any]]) -> Any:
    return json.loads(b"".join(json_lists.chunks(PRICES, rows)))


def test_rows_are_objects_beside_what_the_list_is() -> None:
    assert read([("小米", 6.5)]) == {
        "title": "产品",
        "made_at": "2026-11-22T08:00:00+00:00",
        "about": {"来源": "https://registry.example/products"},
        "columns": [
            {"name": "name", "label": "产品", "kind": "text"},
            {"name": "price", "label": "单价", "kind": "number"},
        ],
        "rows": [{"name": "小米", "price": 6.5}],
        "row_count": 1,
    }


def test_chinese_is_written_as_such() -> None:
    assert "小米".encode() in b"".join(json_lists.chunks(PRICES, [("小米", 1)]))


def test_a_list_without_rows_is_whole() -> None:
    assert (read([])["rows"], read([])["row_count"]) == ([], 0)


@pytest.mark.parametrize("count", [255, 256, 257, 600])
def test_lists_of_several_chunks_are_whole(count: int) -> None:
    assert [row["price"] for row in read([("米", number) for number in range(count)])["rows"]] == list(range(count))


@pytest.mark.parametrize(
    ("value", "made"),
    [
        (None, None),
        (float("nan"), None),
        (Decimal("1.50"), 1.5),
        (Decimal(3), 3),
        (date(2021, 9, 26), "2021-09-26"),
        (b"\xe7\xb1\xb3", "米"),
    ],
)
def test_values_are_plain(value: Any, made: Any) -> None:
    assert read([("米", value)])["rows"][0]["price"] == made


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_comes_back_the_same(text: str) -> None:
    assert read([(text, 1)])["rows"][0]["name"] == text


def test_half_a_surrogate_pair_is_a_replacement_character() -> None:
    assert read([("米\ud83c", 1)])["rows"][0]["name"] == "米\ufffd"
