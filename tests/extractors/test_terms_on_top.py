"""Terms: allowances that the words around a list or a sentence put outside the ordinary one."""

from __future__ import annotations

from extract.document import Document, Paragraph
from extract.extractors.context import Context
from extract.extractors.terms import find_terms
from extract.notice import Notice


def additional(*paragraphs: str) -> list[tuple[int, int]]:
    """The amounts that the paragraphs set, each with whether it comes on top."""
    text = "\n".join(paragraphs)
    blocks = []
    start = 0
    for paragraph in paragraphs:
        blocks.append(Paragraph(start, start + len(paragraph)))
        start += len(paragraph) + 1
    document = Document(text=text, blocks=tuple(blocks), media_type="text/plain")
    found = find_terms(Context(Notice(document=document, body=(0, len(text)))))
    return [(int(term.amount), term.additional) for term in found if term.standing == "set"]


def test_a_paragraph_puts_the_items_before_it_on_top() -> None:
    assert additional(
        "第五条　专项采购额度为：",
        "（一）机关事业单位，每名会员每年三百元；",
        "（二）企业，每名会员每年最高五百元。",
        "前款额度单独核算，与节日慰问支出互不挤占。",
    ) == [(300, 1), (500, 1)]


def test_a_paragraph_puts_only_the_paragraph_before_it_on_top() -> None:
    assert additional(
        "会员结婚，每人不超过800元。",
        "消费帮扶额度每名会员每年400元。",
        "上述额度不计入年度慰问总额。",
    ) == [(800, 0), (400, 1)]


def test_what_is_said_of_holiday_gifts_themselves_stays_ordinary() -> None:
    assert additional("节日慰问品每名会员每年不超过1800元。", "以上支出在工会经费之外由行政补足。") == [(1800, 0)]


def test_an_allowance_that_was_put_outside_keeps_its_name_in_later_sentences() -> None:
    assert additional("专项额度是在平常节日慰问之外的，要用好用足。2024年专项额度按每名会员400元落实。") == [(400, 1)]
