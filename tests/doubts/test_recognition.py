"""Facts whose words were recognised on a picture say so, and are believed as far as their least sure character."""

from __future__ import annotations

from array import array
from dataclasses import replace
from datetime import date

import pytest

from extract.doubts import REVIEW_BELOW, judge
from extract.extractors.context import Context
from extract.facts import Evidence
from extract.notice import Notice, Part
from tests.doubts.factory import contact
from tests.extractors.factory import notice

WORDS = "联系人：王小明，电话：13800000000"
TEXT = f"有关事项：\n{WORDS}\n"


def recognised(sure: float, unsure: dict[int, float] | None = None) -> Notice:
    """The notice as recognised: all characters as sure as given, some less."""
    read = notice(*TEXT.strip().split("\n"))
    scores = array("f", [sure if char.isprintable() else 0.0 for char in read.text])
    for at, score in (unsure or {}).items():
        scores[at] = score
    return replace(read, document=replace(read.document, scores=scores))


def judged(read: Notice) -> tuple[Evidence, set[str], list[str]]:
    context = Context(read, issued_on=date(2024, 5, 6), year=2024)
    context.facts["contacts"] = [contact(read.text, WORDS)]
    doubts = judge(context)
    own = {doubt.code for doubt in doubts if doubt.fact is not None}
    return context.facts["contacts"][0].evidence, own, [doubt.reason for doubt in doubts]


def test_what_the_file_itself_names_is_read_as_text() -> None:
    evidence, codes, _ = judged(notice(*TEXT.strip().split("\n")))
    assert evidence.read_by == "text"
    assert not codes


def test_what_was_recognised_surely_says_so_and_is_believed() -> None:
    evidence, codes, _ = judged(recognised(0.99))
    assert evidence.read_by == "ocr"
    assert REVIEW_BELOW <= evidence.confidence < judged(notice(*TEXT.strip().split("\n")))[0].confidence
    assert not codes


def test_one_unsure_figure_makes_the_fact_doubtful_and_is_named() -> None:
    at = TEXT.index("138") + 1
    evidence, codes, reasons = judged(recognised(0.999, {at: 0.55}))
    assert evidence.confidence < 0.56
    assert codes == {"recognition.unsure"}
    assert "“3”" in " ".join(reasons)


@pytest.mark.parametrize("words", ["：", "，"])
def test_an_unsure_sign_makes_nothing_doubtful(words: str) -> None:
    _, codes, _ = judged(recognised(0.999, {TEXT.index(words, 7): 0.2}))
    assert not codes


def test_an_unsure_title_is_told() -> None:
    read = recognised(0.999, {0: 0.4})
    read = replace(read, title=Part("有关事项", 0, 4))
    context = Context(read)
    found = [doubt for doubt in judge(context) if doubt.code == "recognition.unsure"]
    assert [(doubt.table, doubt.quote) for doubt in found] == [("notices", "有关事项")]
