"""What was in force on a day, by the canned queries."""

from __future__ import annotations

import json
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from extract.readings import Reading
from tests.registry.factories import BODY, citation, listing, notice, reading, term
from tests.registry.making import registry_of
from tests.serving import served


def _readings() -> tuple[Reading, ...]:
    repeal = BODY + "《甲通知关于采购事项》同时废止。\n甲农业有限公司\n"
    first = notice(term(amount=300), title="甲通知关于采购事项", doc_number="甲〔2020〕1号", issued_on="2020-01-01")
    second = notice(
        term(repeal, amount=400),
        citation(repeal, "《甲通知关于采购事项》", title="甲通知关于采购事项", relation="repeals"),
        listing(repeal, "甲农业有限公司", annex="供应商名单", valid_to="2022-12-31"),
        text=repeal,
        title="乙通知关于采购事项",
        doc_number="乙〔2021〕2号",
        issued_on="2021-07-01",
        valid_to="2024-06-30",
    )
    third = notice(term(amount=500), title="丙通知没有日期的", doc_number="丙第3号", text=BODY)
    return reading(first, content="a"), reading(second, content="b"), reading(third, content="c")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(registry_of(tmp_path_factory.mktemp("day"), *_readings())) as found:
        yield found


def _asked(address: str, query: str, day: str) -> list[dict[str, Any]]:
    url = f"{address}/registry/{query}.json?{urllib.parse.urlencode({'day': day, '_shape': 'array'})}"
    with urllib.request.urlopen(url, timeout=30) as answer:
        found: list[dict[str, Any]] = json.load(answer)
        return found


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019-12-31", {"丙": "unknown"}),
        ("2020-06-30", {"甲": "current", "丙": "unknown"}),
        ("2023-01-01", {"乙": "current", "丙": "unknown"}),
        ("2024-06-30", {"乙": "current", "丙": "unknown"}),
        ("2024-07-01", {"丙": "unknown"}),
    ],
)
def test_notices_in_force_on_a_day(address: str, day: str, expected: dict[str, str]) -> None:
    rows = _asked(address, "notices_in_force_on", day)
    assert {row["notice"][0]: row["force"] for row in rows} == expected


def test_figures_in_force_on_a_day(address: str) -> None:
    rows = _asked(address, "terms_in_force_on", "2023-01-01")
    assert {row["amount"]: row["force"] for row in rows} == {400: "current", 500: "unknown"}


@pytest.mark.parametrize(("day", "lists"), [("2022-12-31", 1), ("2023-01-01", 0)])
def test_a_list_with_a_validity_of_its_own(address: str, day: str, lists: int) -> None:
    assert len(_asked(address, "lists_in_force_on", day)) == lists


def test_no_day_is_today(address: str) -> None:
    assert [row["notice"][0] for row in _asked(address, "notices_in_force_on", "")] == ["丙"]


def test_what_is_no_day_is_today_too(address: str) -> None:
    assert [row["notice"][0] for row in _asked(address, "notices_in_force_on", "tomorrow?")] == ["丙"]
