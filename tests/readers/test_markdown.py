"""Markdown files: headings, lists, pipe tables, links, and line ends as their writer meant them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Document, Paragraph
from extract.readers import ReadError, read_document
from tests.readers.docx_builder import cell_texts
from tests.readers.invariants import check_offsets


def read(text: str) -> Document:
    document = read_document(text.encode(), "通知.md")
    check_offsets(document)
    return document


def test_headings_have_their_level() -> None:
    document = read("# 关于采购的通知\n\n各镇工会：\n\n## 一、采购标准\n\n每人500元。\n")
    assert document.media_type == "text/markdown"
    assert document.text == "关于采购的通知\n各镇工会：\n一、采购标准\n每人500元。\n"
    assert [block.heading for block in document.blocks if isinstance(block, Paragraph)] == [1, None, 2, None]


def test_marks_of_emphasis_are_dropped() -> None:
    assert read("**每人**不超过*500*元，`代码`。").text == "每人不超过500元，代码。\n"


def test_numbers_of_lists_are_kept() -> None:
    assert read("3. 甲\n4. 乙\n\n- 丙\n").text == "3.甲\n4.乙\n丙\n"


def test_a_pipe_table() -> None:
    document = read(
        "| 序号 | 企业名称 | 联系电话 |\n|---|:--:|---|\n| 1 | 甲公司<br>分店 | 13800000001 |\n| 2 | 乙公司 | |\n"
    )
    assert cell_texts(document) == [
        ["序号", "企业名称", "联系电话"],
        ["1", "甲公司\n分店", "13800000001"],
        ["2", "乙公司", ""],
    ]
    assert next(document.tables()).header_rows == 1


def test_an_html_table_within() -> None:
    rows = "<tr><td>序号</td><td>企业</td></tr><tr><td>1</td><td>甲</td></tr><tr><td>2</td><td>乙</td></tr>"
    assert cell_texts(read(f"名单：\n\n<table border=1>{rows}</table>\n"))[1] == ["1", "甲"]


def test_a_line_cut_to_a_width_goes_on() -> None:
    first = "各级工会组织购买本地农产品作为节日慰问品发放给全体会员时应当"
    assert read(f"{first}\n优先采购名录内的产品。").text == f"{first}优先采购名录内的产品。\n"


def test_a_short_line_ends_where_it_was_ended() -> None:
    assert read("甲市总工会\n2023年3月15日\n").text == "甲市总工会\n2023年3月15日\n"


def test_numbered_lines_are_paragraphs() -> None:
    lines = ["一、各级工会要充分认识消费帮扶工作的重要意义并且认真组织实施", "二、按规定使用经费"]
    assert read("\n".join(lines)).text == "\n".join(lines) + "\n"


def test_links_lead_to_addresses() -> None:
    (link,) = read("登录[帮扶平台](https://fupin.example/甲)采购。").links
    assert link.target.startswith("https://fupin.example/")


def test_front_matter_is_no_text() -> None:
    assert read("---\ntitle: 通知\ndate: 2023-03-15\n---\n正文\n").text == "正文\n"


def test_scripts_are_no_text() -> None:
    assert read("甲\n\n<script>alert(1)</script>\n\n<div style='display:none'>乙</div>\n\n丙\n").text == "甲\n丙\n"


def test_other_endings_are_not_markdown() -> None:
    assert read_document("# 通知\n".encode(), "通知.txt").text == "# 通知\n"


def test_a_file_of_comments_has_no_text() -> None:
    with pytest.raises(ReadError, match="no text"):
        read("<!-- 甲 -->\n")


def test_a_very_long_line_is_read_as_plain_text() -> None:
    assert read_document("甲*".encode() * 3_000_000, "a.md").media_type == "text/plain"


PIECES = [
    "# ",
    "- ",
    "1. ",
    "> ",
    "| a | b |\n|--|--|\n",
    "甲",
    "**",
    "[x](",
    ")",
    "<table>",
    "<td>",
    "\n",
    "\n\n",
    "    ",
    "`",
    "&nbsp;",
    "---\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_marks_are_read_or_refused(pieces: list[str]) -> None:
    try:
        read("".join(pieces))
    except ReadError as error:
        assert "\n" not in str(error)
