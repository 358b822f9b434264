"""The HTML reader: text, type and tables of what a page holds."""

from __future__ import annotations

from extract.document import Paragraph
from tests.readers.html_pages import BODY, body_of, text_of
from tests.readers.invariants import check_offsets

# --- text -------------------------------------------------------------------------------------


def test_spans_cut_anywhere_are_one_text() -> None:
    assert text_of("<p>每年不超<span>过5</span><b>0</b><font>0元</font>。</p>" + BODY).startswith("每年不超过500元。\n")


def test_indents_of_every_kind_are_dropped() -> None:
    content = "<p>&nbsp;&nbsp;甲。</p><p>&emsp;&emsp;乙。</p><p>　　丙。</p><p>&nbsp;</p><p><o:p></o:p></p>"
    assert text_of(BODY + content).endswith("甲。\n乙。\n丙。\n")


def test_a_line_break_ends_a_paragraph() -> None:
    assert text_of(BODY + "<p>　　甲。<br/>　　乙。<br><br>丙。</p>").endswith("甲。\n乙。\n丙。\n")


def test_source_line_ends_between_chinese_characters_vanish() -> None:
    assert text_of(BODY + "<p>有关事\n  项通知\r\n如下 A\nB</p>").endswith("有关事项通知如下 A B\n")


def test_ordered_lists_print_their_numbers() -> None:
    assert text_of(BODY + "<ol start=3><li>甲<li>乙</ol><ol><li>一、丙</li></ol>").endswith("3.甲\n4.乙\n一、丙\n")


def test_type_is_read_from_styles_and_tags() -> None:
    content = (
        "<p style='text-align:center'><span style='font-size:22pt;color:#f00'><b>甲市总工会文件</b></span></p>"
        "<center><font color=red>乙</font></center><p align=right>丙</p>"
    )
    blocks = [block for block in body_of(content + BODY).blocks[1:4] if isinstance(block, Paragraph)]
    assert [(block.align, block.size, block.bold, block.red) for block in blocks] == [
        ("center", 22.0, True, True),
        ("center", None, False, True),
        ("right", None, False, False),
    ]


# --- tables -----------------------------------------------------------------------------------


def test_spans_of_a_table_cover_their_places() -> None:
    content = (
        "<table border=1><tr><th>序号<th colspan=2>企业<tr><td>1<td rowspan=2>甲县<td>甲公司<tr><td>2<td>乙公司</table>"
    )
    document = body_of(BODY + content)
    (table,) = document.tables()
    assert (table.rows, table.columns, table.header_rows) == (3, 3, 1)
    assert table.cell(2, 1) is table.cell(1, 1)
    assert document.text[table.start : table.end] == "序号\t企业\n1\t甲县\t甲公司\n2\t乙公司"


def test_a_row_span_of_zero_reaches_to_the_end() -> None:
    content = "<table border=1><tr><td rowspan=0>甲县<td>a<tr><td>b<tr><td>c</table>"
    (table,) = body_of(BODY + content).tables()
    assert table.cells[0].row_span == 3


def test_spans_beyond_the_table_are_cut() -> None:
    content = "<table border=1><tr><td rowspan=9>甲<td>乙<tr><td>丙<td colspan=99999>丁</table>"
    check_offsets(body_of(BODY + content))


def test_paragraphs_of_a_cell_are_parted_by_line_feeds() -> None:
    first = "<tr><td>牵头单位</td><td><p>甲局</p><p>乙局</p></td></tr>"
    content = f"<table border=1>{first}<tr><td>配合单位<td>丙局<br>丁局</table>"
    document = body_of(BODY + content)
    (table,) = document.tables()
    assert document.text[table.start : table.end] == "牵头单位\t甲局\n乙局\n配合单位\t丙局\n丁局"


def test_a_table_without_drawn_lines_under_headings_is_a_table() -> None:
    content = "<table><tr><td>序号<td>企业名称<td>联系电话<tr><td>1<td>甲公司<td>13800000000</table>"
    (table,) = body_of(BODY + content).tables()
    assert (table.rows, table.header_rows) == (2, 1)
