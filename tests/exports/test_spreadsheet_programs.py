"""Exported lists opened by a real spreadsheet program: nothing is computed, nothing is changed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from extract.exports import cells, downloads
from extract.exports.lists import Column, Export
from tests.exports.reading_back import through_libreoffice

LIST = Export("列表", (Column("text", "文字"), Column("number", "数", "number"), Column("day", "日", "date")))

PLANTED = [
    "=1+1", "＝1+1", " =1+1", "\t=1+1", "\u3000=1+1", "+1+1", "-1-1", "@SUM(1)", "=cmd|' /C calc'!A0", "'=1+1",
    '=HYPERLINK("http://a.example/","甲")', '=WEBSERVICE("http://a.example/")', "13800000000", "057487654321",
    "911302030000000000", "0012", "3-5", "1/2", "2021-09-26", "2021年9月26日", "12:30", "10%", "(1)", "1,000", "3.50",
    "1e5", "１３８００００００００", "Mar-5", "TRUE", "#N/A", "普通", "甲\n乙", '甲"乙"', "  甲  ", "甲\x00乙",
    "甲\u202e乙", "_x0041_", "<script>alert(1)</script>", "javascript:alert(1)", "http://a.example/", "粮" * 3000,
]  # fmt: skip


def random_texts(count: int) -> list[str]:
    """Texts of what does harm, the same ones every time."""
    chance = random.Random(5)
    signs = "=+-@＝＋－＠'\"\t \u3000,;019/.:%eE年月日aZ甲乙(){}$￥&|"
    return ["".join(chance.choices(signs, k=chance.randint(1, 9))) for _ in range(count)]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [text for text in PLANTED + random_texts(600) if cells.clean(text).strip()]


def shown(ending: str, texts: Sequence[str], folder: Path) -> list[list[str]]:
    content = b"".join(downloads.chunks(ending, LIST, [(text, -5, "2021-09-26") for text in texts]))
    return through_libreoffice(content, ending, folder)[1:]


def test_the_program_does_compute_and_change_what_is_not_guarded(tmp_path: Path) -> None:
    raw = "值\r\n=1+1\r\n13800000000123456\r\n0012\r\n１２３\r\nTRUE\r\n3-5\r\n"
    got = [row[0] for row in through_libreoffice(raw.encode(), "csv", tmp_path)[1:]]
    assert got[:5] == ["2", "1.38000000001235E+016", "12", "123", "TRUE"]
    assert got[5].startswith("03/05/")


def test_csv_shows_every_text_and_computes_none(texts: list[str], tmp_path: Path) -> None:
    got = shown("csv", texts, tmp_path)
    assert [row[0] for row in got] == [cells.for_csv(cells.clean(text)) for text in texts]


def test_xlsx_shows_every_text_and_computes_none(texts: list[str], tmp_path: Path) -> None:
    got = shown("xlsx", texts, tmp_path)
    assert [row[0] for row in got] == [cells.clean(text) for text in texts]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_numbers_and_days_are_shown_as_such(ending: str, tmp_path: Path) -> None:
    assert shown(ending, ["甲"], tmp_path) == [["甲", "-5", "2021-09-26"]]
