"""Automatic numbers of Word become text."""

from __future__ import annotations

import pytest

from extract.readers.list_numbers import chinese, circled, formatted, roman
from tests.readers.docx_builder import level, numbered, numbering, paragraph, read, row, table

STYLES = """<w:styles NAMESPACES>
<w:style w:type="paragraph" w:styleId="chapter"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="item"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
</w:styles>"""


def lines(body: str, parts: str, styles: str | None = None) -> list[str]:
    more = {"styles": styles} if styles else {}
    return read(body, numbering=parts, **more).text.splitlines()


@pytest.mark.parametrize(
    ("number", "written"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百〇五"), (1010, "一千〇一十")]
)
def test_chinese_numbers(number: int, written: str) -> None:
    assert chinese(number) == written


def test_other_number_formats() -> None:
    assert [formatted(4, name) for name in ("upperRoman", "lowerLetter", "ideographTraditional", "decimalZero")] == [
        "IV", "d", "丁", "04",
    ]  # fmt: skip
    assert [formatted(12, name) for name in ("chineseLegalSimplified", "decimalEnclosedCircle")] == ["壹拾贰", "⑫"]
    assert [circled(50), circled(51), roman(1999)] == ["㊿", "(51)", "MCMXCIX"]
    assert formatted(3, "aFormatOfTheFuture") == "3"


def test_headings_of_three_levels() -> None:
    parts = numbering(
        level(0, "chineseCounting", "%1、"), level(1, "chineseCountingThousand", "（%2）"), level(2, "decimal", "%3.")
    )
    body = (
        numbered("目标")
        + numbered("甲", 1)
        + numbered("乙", 1)
        + numbered("丙", 2)
        + numbered("保障")
        + numbered("丁", 1)
    )
    assert lines(body, parts) == ["一、目标", "（一）甲", "（二）乙", "1.丙", "二、保障", "（一）丁"]


def test_a_number_of_several_levels() -> None:
    parts = numbering(level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"))
    assert lines(numbered("甲") + numbered("乙", 1) + numbered("丙", 1), parts) == ["1 甲", "1.1 乙", "1.2 丙"]


def test_legal_numbering_prints_digits() -> None:
    parts = numbering(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", more="<w:isLgl/>"))
    assert lines(numbered("甲") + numbered("乙", 1), parts) == ["一、甲", "1.1 乙"]


def test_a_list_begins_where_it_says() -> None:
    assert lines(numbered("甲"), numbering(level(0, "decimal", "%1.", start=5))) == ["5.甲"]


def test_lists_over_one_definition_go_on_counting() -> None:
    parts = numbering(level(0, "decimal", "%1."))
    assert lines(numbered("甲") + numbered("乙", number=2), parts) == ["1.甲", "2.乙"]


def test_a_start_override_begins_again_once() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    parts = numbering(level(0, "decimal", "%1."), overrides=override)
    body = numbered("甲") + numbered("乙") + numbered("丙", number=2) + numbered("丁", number=2)
    assert lines(body, parts) == ["1.甲", "2.乙", "1.丙", "2.丁"]


def test_an_overriding_level_has_its_own_text() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    assert lines(numbered("甲", number=2), numbering(level(0, "decimal", "%1."), overrides=override)) == ["A)甲"]


def test_a_level_that_never_restarts() -> None:
    parts = numbering(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>'))
    body = numbered("甲") + numbered("乙", 1) + numbered("丙") + numbered("丁", 1)
    assert lines(body, parts) == ["一、甲", "1.乙", "二、丙", "2.丁"]


def test_a_list_linked_to_styles() -> None:
    link = '<w:pStyle w:val="item"/>'
    parts = numbering(level(0, "chineseCounting", "第%1章"), level(1, "chineseCounting", "第%2条", more=link))
    body = paragraph("总则", '<w:pStyle w:val="chapter"/>') + paragraph("目的。", '<w:pStyle w:val="item"/>')
    assert lines(body, parts, STYLES) == ["第一章 总则", "第一条 目的。"]


def test_number_zero_takes_a_paragraph_out_of_its_styles_list() -> None:
    parts = numbering(level(0, "decimal", "%1."))
    body = paragraph("甲", '<w:pStyle w:val="chapter"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(body, parts, STYLES) == ["甲"]


def test_bullets_print_nothing() -> None:
    assert lines(numbered("甲"), numbering(level(0, "bullet", "\uf0b7"))) == ["甲"]


def test_a_number_before_digits_keeps_a_space() -> None:
    assert lines(numbered("2024年名单"), numbering(level(0, "decimal", "%1."))) == ["1. 2024年名单"]


def test_a_deleted_paragraph_is_not_counted() -> None:
    deleted = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    )
    assert lines(deleted + numbered("新"), numbering(level(0, "decimal", "%1."))) == ["1.新"]


def test_a_numbered_cell_without_words_prints_its_number() -> None:
    empty = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    body = table(
        row("序号", "单位名称"), row(f"<w:tc>{empty}</w:tc>", "甲公司"), row(f"<w:tc>{empty}</w:tc>", "乙公司")
    )
    assert read(body, numbering=numbering(level(0, "decimal", "%1"))).text == "序号\t单位名称\n1\t甲公司\n2\t乙公司\n"
