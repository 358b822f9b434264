"""The page that says what changed from last year's notice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from extract.readings import Reading
from tests.registry.factories import BODY, listing, notice, reading, term
from tests.registry.making import registry_of
from tests.serving import get, served, text_of

_LIST = BODY + "甲农业有限公司\n乙粮油有限公司\n"


def _reading(year: int, amount: int, supplier: str) -> Reading:
    return reading(
        notice(
            term(_LIST, amount=amount), listing(_LIST, supplier), title=f"关于做好{year}年消费帮扶工作的通知",
            doc_number=f"青工发〔{year}〕1号", issued_on=f"{year}-03-01", adcode="510822", text=_LIST,
        ),
        content=str(year),
    )  # fmt: skip


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, int]]]:
    files = _reading(2023, 500, "甲农业有限公司"), _reading(2024, 600, "乙粮油有限公司")
    path = registry_of(tmp_path_factory.mktemp("changes"), *files)
    with closing(sqlite3.connect(path)) as db:
        ids = {day[:4]: number for number, day in db.execute("SELECT id, issued_on FROM notices")}
    with served(path) as found:
        yield found, ids


def test_a_cap_that_was_raised_and_suppliers_that_changed(pages: tuple[str, dict[str, int]]) -> None:
    address, ids = pages
    text = text_of(f"{address}/notices/{ids['2024']}/changes")
    assert "500 → 600" in text
    assert "新增 企业名称（原文） 乙粮油有限公司" in text
    assert "去掉 企业名称（原文） 甲农业有限公司" in text


def test_the_first_of_a_series_says_that_it_has_no_predecessor(pages: tuple[str, dict[str, int]]) -> None:
    address, ids = pages
    assert "没有找到它的上一份通知" in text_of(f"{address}/notices/{ids['2023']}/changes")


def test_any_two_notices_can_be_compared(pages: tuple[str, dict[str, int]]) -> None:
    address, ids = pages
    assert "600 → 500" in text_of(f"{address}/notices/{ids['2023']}/changes?from={ids['2024']}")


def test_a_notice_that_is_not_there_is_told(pages: tuple[str, dict[str, int]]) -> None:
    address, _ = pages
    assert get(f"{address}/notices/5/changes")[0] == 404
