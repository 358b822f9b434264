"""One small PDF for each thing that the reader must get right."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import NameObject, TextStringObject
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extract.document import Document, Paragraph, Table
from extract.readers.errors import ReadError
from extract.readers.pdf import read_pdf
from tests.readers import pdf_making
from tests.readers.pdf_making import LEFT, RIGHT, SIZE, body, both, cell_texts, centred, grid, lines, make, picture


def texts(document: Document) -> list[str]:
    """The paragraphs' texts in order."""
    return [document.text[block.start : block.end] for block in document.paragraphs()]


def rows(document: Document, table: Table) -> list[list[str]]:
    """The table's grid, merged cells repeated."""
    found = []
    for row in range(table.rows):
        cells = [table.cell(row, column) for column in range(table.columns)]
        found.append([document.text[cell.start : cell.end] if cell else "?" for cell in cells])
    return found


LONG = "各级工会要充分认识帮扶工作的重要意义，结合本单位实际制定具体措施，明确责任分工，落实经费保障，" * 2
OTHER = "要把采购帮扶产品同改善职工福利结合起来，坚持自愿原则，严格执行财务纪律，定期公布采购情况，接受监督。"


# Paragraphs


def test_lines_of_a_paragraph_are_joined_and_an_indented_line_begins_the_next() -> None:
    document = read_pdf(make(lines(*body(LONG), *body(OTHER), *body(LONG))))
    assert texts(document) == [LONG, OTHER, LONG]


def test_a_sentence_over_a_page_break_is_one_paragraph() -> None:
    first, rest = body(LONG)[:2], body(LONG)[2:]
    document = read_pdf(make(lines(*body(OTHER), *first), lines(*rest, *body(OTHER), *body(LONG))))
    assert texts(document) == [OTHER, LONG, OTHER, LONG]
    assert document.page_at(document.text.index(LONG)) == 1
    assert document.page_at(document.text.index(LONG) + len(LONG) - 1) == 2


def test_a_number_broken_over_a_line_stays_whole() -> None:
    text = "各单位" + "按规定" * 7 + "采购帮扶产品每人每年不超过12345元，其余照旧执行，不得另行增加，也不得变相发放。"
    broken = body(text)
    assert broken[1].startswith(("2345", "345")) or "12345" in broken[1] or broken[0].endswith("1")
    assert "12345元" in read_pdf(make(lines(*broken, *body(LONG), *body(OTHER)))).text


def test_a_unit_on_the_next_page_stays_with_its_amount() -> None:
    filler = "职工福利按照有关规定统筹安排，优先采购帮扶产品，每人每年标准为一千元以内且不低于"
    text = filler + "五百元，" + OTHER
    cut = body(text)
    at = next(i for i, line in enumerate(cut) if "五百" in line or "百元" in line)
    document = read_pdf(make(lines(*body(LONG), *cut[:at]), lines(*cut[at:], *body(LONG))))
    assert "不低于五百元，" in document.text


def test_a_title_over_two_centred_lines_is_one_paragraph() -> None:
    page = both(
        centred("关于进一步做好某某市", 760), centred("帮扶产品采购工作的通知", 725), lines(*body(LONG), top=660)
    )
    document = read_pdf(make(page))
    title = next(document.paragraphs())
    assert texts(document)[0] == "关于进一步做好某某市帮扶产品采购工作的通知"
    assert (title.align, title.size) == ("center", 22.0)


def test_short_lines_stay_lines_of_their_own() -> None:
    contact = ("联系人：甲某某", "地　址：某某路一号", "附件：1.企业名单", "2.统计表")
    document = read_pdf(make(lines(*body(LONG), *(f"\u3000\u3000{line}" for line in contact))))
    assert texts(document)[1:] == ["联系人：甲某某", "地 址：某某路一号", "附件：1.企业名单", "2.统计表"]


def test_wide_gaps_are_one_blank_and_contact_lines_are_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        for number, (office, person) in enumerate((("市总工会", "甲某"), ("市商务局", "乙某某"), ("市农业局", "丙某"))):
            y = 500 - 29 * number
            canvas.drawString(LEFT + 96, y, office)
            canvas.drawString(LEFT + 210, y, person)
            canvas.drawString(LEFT + 280, y, f"5550000{number}")

    document = read_pdf(make(both(lines(*body(LONG)), draw)))
    assert texts(document)[1:] == ["市总工会 甲某 55500000", "市商务局 乙某某 55500001", "市农业局 丙某 55500002"]
    assert not list(document.tables())


def test_blanks_that_justify_a_line_are_dropped() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(LEFT, 700)
        text.setFont(pdf_making.FONT, SIZE)
        text.setCharSpace(3)
        text.textOut("帮扶工作经费每人500元纳入预算管理")
        canvas.drawText(text)
        canvas.drawString(LEFT, 660, "采 购 清 单")
        canvas.drawString(LEFT, 620, "通过 APP 下单 20 件")

    assert texts(read_pdf(make(draw))) == ["帮扶工作经费每人500元纳入预算管理", "采购清单", "通过APP下单20件"]


def test_look_alike_characters_are_folded() -> None:
    document = read_pdf(make(lines("２０２４年ＡＢ")))
    assert document.text == "2024年AB\n"


def test_a_web_address_broken_over_a_line_has_no_blank() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT + 32, 600, "网址：https://mall.example.com/shop/v2/show")
        canvas.drawString(LEFT, 571, "case/home?id=7")
        canvas.linkURL("https://mall.example.com/x", (LEFT + 80, 595, RIGHT, 616))
        canvas.linkURL("https://mall.example.com/x", (LEFT, 566, LEFT + 150, 587))

    document = read_pdf(make(both(lines(*body(LONG)), draw)))
    assert "网址：https://mall.example.com/shop/v2/showcase/home?id=7" in texts(document)
    (link,) = document.links
    assert link.target == "https://mall.example.com/x"
    assert document.text[link.start : link.end].startswith("https://") and document.text[: link.end].endswith("id=7")


def test_a_link_over_a_picture_has_an_empty_range() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, 700, "一、某某平台")
        canvas.linkURL("https://shop.example.com/", (LEFT, 600, LEFT + 80, 680))
        canvas.drawString(LEFT, 560, "运营商：某某公司")

    document = read_pdf(make(draw))
    (link,) = document.links
    assert link.target == "https://shop.example.com/"
    assert (link.start, link.end) == (6, 6)


def test_bold_made_by_drawing_twice_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, 700, "一、总体要求")
        canvas.drawString(LEFT + 0.4, 700, "一、总体要求")

    assert texts(read_pdf(make(draw))) == ["一、总体要求"]


# Header, running text, order


def test_the_big_word_beside_stacked_issuers_comes_after_them() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.9, 0.05, 0.05)
        canvas.setFont(pdf_making.FONT, 30)
        canvas.drawString(90, 760, "某某市总工会")
        canvas.drawString(90, 710, "某某市商务局")
        canvas.setFont(pdf_making.FONT, 40)
        canvas.drawString(400, 730, "文件")
        canvas.setFillColorRGB(0, 0, 0)
        canvas.line(LEFT, 640, RIGHT, 640)

    document = read_pdf(make(both(draw, lines(*body(LONG), top=600))))
    assert texts(document)[:3] == ["某某市总工会", "某某市商务局", "文件"]
    assert [block.red for block in document.paragraphs()][:4] == [True, True, True, False]
    assert not list(document.tables())


def test_page_numbers_and_running_headers_are_kept_apart() -> None:
    def page(number: str, text: str) -> Callable[[Canvas], None]:
        header = lines("某某市采购方案汇编", top=800, size=9.0, x=240)
        return both(header, lines(*body(text)), lines(number, top=50, size=14.0, x=480))

    document = read_pdf(make(page("— 1 —", LONG), page("— 2 —", OTHER), page("第3页 共3页", LONG[9:])))
    assert texts(document) == [LONG, OTHER, LONG[9:]]
    assert document.running == ("某某市采购方案汇编", "—1—", "—2—", "第3页共3页")


def test_a_bare_number_that_is_not_the_page_is_text() -> None:
    footer = lines("2024", top=50)
    assert texts(read_pdf(make(both(lines("总计"), footer)))) == ["总计", "2024"]


def test_two_columns_are_read_one_after_the_other() -> None:
    narrow = 13
    left = [LONG[i : i + narrow] for i in range(0, 8 * narrow, narrow)]
    text = OTHER * 3
    right = [text[i : i + narrow] for i in range(0, 8 * narrow, narrow)]
    page = both(
        centred("某某工作简报", 780), lines(*left, x=LEFT, pitch=24), lines(*right, x=LEFT + 15 * SIZE, pitch=24)
    )
    document = read_pdf(make(page))
    assert "".join(texts(document)) == "某某工作简报" + "".join(left) + "".join(right)


def test_a_landscape_page_is_read_as_it_lies() -> None:
    document = read_pdf(make(lines("横向页面的文字", top=500), size=landscape(A4)))
    assert texts(document) == ["横向页面的文字"]
    assert document.pages[0].width > document.pages[0].height


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_rotated_page_is_read_upright(angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        width, height = A4
        if angle == 90:
            canvas.translate(width, 0)
            canvas.rotate(90)
        elif angle == 180:
            canvas.translate(width, height)
            canvas.rotate(180)
        else:
            canvas.translate(0, height)
            canvas.rotate(270)
        canvas.drawString(100, 300, "第一行文字")
        canvas.drawString(100, 270, "第二行短")

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make(draw)))
    writer.pages[0].rotate(angle)
    buffer = io.BytesIO()
    writer.write(buffer)
    document = read_pdf(buffer.getvalue())
    assert texts(document) == ["第一行文字", "第二行短"]
    (box,) = document.boxes_of(0, 5)
    shown_width = A4[1] if angle % 180 else A4[0]
    assert document.pages[0].width == pytest.approx(shown_width, abs=1)
    assert box.x0 == pytest.approx(100, abs=1)
    assert box.x1 - box.x0 == pytest.approx(5 * SIZE, abs=1)


def test_text_lying_on_its_side_without_a_rotated_page_has_boxes_on_the_page_as_shown() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(A4[0], 0)
        canvas.rotate(90)
        canvas.drawString(100, 300, "侧放的表格页")

    document = read_pdf(make(draw))
    assert texts(document) == ["侧放的表格页"]
    box = document.boxes_of(0, 1)[0]
    assert box.x0 == pytest.approx(A4[0] - 300 - SIZE, abs=4)
    assert box.bottom == pytest.approx(A4[1] - 100, abs=2)


def test_a_slanted_watermark_is_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFont(pdf_making.FONT, 60)
        canvas.setFillGray(0.85)
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料")
        canvas.restoreState()

    assert texts(read_pdf(make(both(draw, lines(*body(LONG)))))) == [LONG]


def test_every_character_has_its_page_and_box() -> None:
    document = read_pdf(make(lines("甲乙丙", top=700), lines("丁戊", top=600)))
    assert document.boxes is not None and len(document.boxes) == len(document.text)
    assert all(page for page, char in zip(document.boxes.pages, document.text, strict=True) if char != "\n")
    (box,) = document.boxes_of(0, 3)
    assert (box.page, round(box.x0), round(box.x1)) == (1, 80, 128)
    assert A4[1] - 700 - 16 < box.top < A4[1] - 700 < box.bottom < A4[1] - 700 + 6
    assert document.page_at(document.text.index("丁")) == 2
    assert [(page.start, page.end) for page in document.pages] == [(0, 4), (4, 7)]


# Tables

XS = [60.0, 100.0, 300.0, 420.0, 540.0]
HEAD = ["序号", "企业名称", "联系人", "联系电话"]


def _rows(first: int, last: int) -> list[list[str]]:
    return [[str(n), f"某某第{n}商贸有限公司", "甲某", f"1380000{n:04d}"] for n in range(first, last + 1)]


def _ys(count: int, top: float = 740.0, height: float = 30.0) -> list[float]:
    return [top - height * n for n in range(count + 1)]


def test_a_table_without_a_repeated_header_goes_on_over_the_page() -> None:
    document = read_pdf(make(grid(XS, _ys(4), [HEAD, *_rows(1, 3)]), grid(XS, _ys(2), _rows(4, 5))))
    (table,) = document.tables()
    assert rows(document, table) == [HEAD, *_rows(1, 5)]
    assert table.header_rows == 1 and table.ruled
    assert document.page_at(document.text.index("第5")) == 2


def test_a_repeated_header_stands_once() -> None:
    document = read_pdf(make(grid(XS, _ys(4), [HEAD, *_rows(1, 3)]), grid(XS, _ys(3), [HEAD, *_rows(4, 5)])))
    (table,) = document.tables()
    assert rows(document, table) == [HEAD, *_rows(1, 5)]


def test_tables_with_other_columns_are_two() -> None:
    other = [60.0, 200.0, 540.0]
    document = read_pdf(make(grid(XS, _ys(4), [HEAD, *_rows(1, 3)]), grid(other, _ys(2), [["甲", "乙"], ["丙", "丁"]])))
    assert len(list(document.tables())) == 2


def test_a_paragraph_between_them_parts_two_tables() -> None:
    second = both(lines("附件2", top=780), grid(XS, _ys(3), [HEAD, *_rows(1, 2)]))
    document = read_pdf(make(grid(XS, _ys(4), [HEAD, *_rows(1, 3)]), second))
    assert len(list(document.tables())) == 2
    assert texts(document) == ["附件2"]


def test_a_row_split_by_the_page_break_is_made_whole() -> None:
    wide = [60.0, 100.0, 340.0, 540.0]
    head = ["序号", "工作内容", "责任单位"]
    one = "组织开展产销对接活动，动员各类市场主体\n到对口地区投资兴业办厂，带动当地群众增"
    two = "加收入。"
    page1 = grid(wide, _ys(2, height=50), [head, ["1", one, "牵头单位：市商务局"]])
    page2 = grid(wide, _ys(2, height=50), [["", two, ""], ["2", "加强宣传。", "市委宣传部"]])
    document = read_pdf(make(page1, page2))
    (table,) = document.tables()
    assert rows(document, table) == [
        head,
        ["1", (one + two).replace("\n", ""), "牵头单位：市商务局"],
        ["2", "加强宣传。", "市委宣传部"],
    ]


def test_a_new_row_under_a_merged_cell_is_no_rest_of_the_last() -> None:
    wide = [60.0, 100.0, 340.0, 540.0]
    head = ["序号", "工作内容", "责任单位"]
    page1 = grid(wide, _ys(2), [head, ["1", "组织开展产销对接活动。", "牵头单位：市商务局"]])
    page2 = grid(wide, _ys(2), [["", "加强宣传。", "牵头单位：市某局"], ["2", "检查。", "市某办"]])
    document = read_pdf(make(page1, page2))
    (table,) = document.tables()
    assert [row[0] for row in rows(document, table)] == ["序号", "1", "1", "2"]
    assert rows(document, table)[2][1:] == ["加强宣传。", "牵头单位：市某局"]


def test_merged_cells_stand_once_and_cover_their_places() -> None:
    def draw(canvas: Canvas) -> None:
        xs, ys = [60.0, 140.0, 300.0, 460.0], [700.0, 670.0, 640.0, 610.0]
        for y in (ys[0], ys[3]):
            canvas.line(xs[0], y, xs[3], y)
        canvas.line(xs[0], ys[1], xs[3], ys[1])
        canvas.line(xs[1], ys[2], xs[3], ys[2])
        canvas.line(xs[0], ys[0], xs[0], ys[3])
        canvas.line(xs[1], ys[0], xs[1], ys[3])
        canvas.line(xs[2], ys[1], xs[2], ys[3])
        canvas.line(xs[3], ys[0], xs[3], ys[3])
        cell_texts(xs, ys, [["地区", "企业名称", ""], ["甲县", "乙公司", "丙"], ["", "丁公司", "戊"]])(canvas)

    document = read_pdf(make(draw))
    (table,) = document.tables()
    assert rows(document, table) == [
        ["地区", "企业名称", "企业名称"],
        ["甲县", "乙公司", "丙"],
        ["甲县", "丁公司", "戊"],
    ]
    assert document.text.count("甲县") == 1


def test_invisible_white_rules_part_no_cells() -> None:
    def draw(canvas: Canvas) -> None:
        grid(XS, _ys(3), [HEAD, *_rows(1, 2)])(canvas)
        canvas.setStrokeColorRGB(1, 1, 1)
        canvas.line(200, 740, 200, 650)

    (table,) = read_pdf(make(draw)).tables()
    assert (table.rows, table.columns) == (3, 4)


def test_thin_filled_rectangles_are_rules() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (740, 710, 680):
            canvas.rect(60, y, 480, 0.7, stroke=0, fill=1)
        for x in (60, 300, 540):
            canvas.rect(x, 680, 0.7, 60, stroke=0, fill=1)
        cell_texts([60, 300, 540], [740, 710, 680], [["名称", "电话"], ["某某社", "5550000"]])(canvas)

    document = read_pdf(make(draw))
    (table,) = document.tables()
    assert rows(document, table) == [["名称", "电话"], ["某某社", "5550000"]]


def test_rules_inside_a_form_object_are_seen() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("frame")
        grid([0, 200, 400], [60, 30, 0], [["", ""], ["", ""]])(canvas)
        canvas.endForm()
        canvas.saveState()
        canvas.translate(80, 600)
        canvas.doForm("frame")
        canvas.restoreState()
        cell_texts([80, 280, 480], [660, 630, 600], [["名称", "电话"], ["某某社", "5550000"]])(canvas)

    document = read_pdf(make(draw))
    (table,) = document.tables()
    assert rows(document, table) == [["名称", "电话"], ["某某社", "5550000"]]


def test_a_table_with_open_sides_keeps_its_outer_columns() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (740, 710, 680, 650):
            canvas.line(60, y, 540, y)
        canvas.line(300, 740, 300, 650)
        cell_texts([60, 300, 540], [740, 710, 680, 650], [["名称", "电话"], ["甲社", "1"], ["乙社", "2"]])(canvas)

    document = read_pdf(make(draw))
    (table,) = document.tables()
    assert rows(document, table) == [["名称", "电话"], ["甲社", "1"], ["乙社", "2"]]


def test_a_table_part_without_a_line_at_the_page_break_keeps_its_row() -> None:
    def rest(canvas: Canvas) -> None:
        ys = _ys(3)
        for y in ys[1:]:
            canvas.line(XS[0], y, XS[-1], y)
        for x in XS:
            canvas.line(x, ys[0], x, ys[-1])
        cell_texts(XS, ys, _rows(4, 6))(canvas)

    (table,) = read_pdf(make(grid(XS, _ys(4), [HEAD, *_rows(1, 3)]), rest)).tables()
    assert table.rows == 7


def test_a_drawing_of_very_many_lines_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        for n in range(300):
            canvas.line(50 + 1.6 * n, 100, 50 + 1.6 * n, 600)
            canvas.line(50, 100 + 1.6 * n, 530, 100 + 1.6 * n)
        canvas.drawString(LEFT, 700, "示意图")

    assert texts(read_pdf(make(draw))) == ["示意图"]


def test_a_two_line_title_over_a_table_is_one_paragraph() -> None:
    page = both(centred("某某市消费帮扶工作", 790), centred("任务分解表", 760), grid(XS, _ys(4), [HEAD, *_rows(1, 3)]))
    assert texts(read_pdf(make(page))) == ["某某市消费帮扶工作任务分解表"]


def test_horizontal_rules_alone_are_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (140, 118, 96):
            canvas.line(LEFT, y, RIGHT, y)
        canvas.drawString(LEFT, 122, "抄送：某某市委办公室。")
        canvas.drawString(LEFT, 100, "某某市总工会办公室")
        canvas.drawString(400, 100, "2024年5月6日印发")

    document = read_pdf(make(both(lines(*body(LONG)), draw)))
    assert texts(document)[1:] == ["抄送：某某市委办公室。", "某某市总工会办公室 2024年5月6日印发"]


def test_a_frame_around_the_text_is_no_table() -> None:
    def frame(canvas: Canvas) -> None:
        canvas.rect(50, 50, 490, 740)
        canvas.line(50, 770, 540, 770)

    document = read_pdf(make(both(frame, lines(*body(LONG)))))
    assert texts(document) == [LONG]
    assert not list(document.tables())


def test_underlined_words_do_not_end_a_paragraph() -> None:
    def underline(canvas: Canvas) -> None:
        canvas.line(LEFT, 708, RIGHT, 708)

    assert texts(read_pdf(make(both(lines(*body(LONG)), underline)))) == [LONG]


def test_a_row_written_as_one_string_falls_into_its_cells() -> None:
    def draw(canvas: Canvas) -> None:
        grid([60, 84, 200, 300], [740, 710, 680], [["", "", ""], ["", "", ""]])(canvas)
        canvas.setFont(pdf_making.FONT, 12)
        canvas.drawString(66, 720, "序企业名称")
        canvas.drawString(206, 720, "电话")
        canvas.drawString(66, 690, "一甲乙商社")

    document = read_pdf(make(draw))
    (table,) = document.tables()
    assert rows(document, table) == [["序", "企业名称", "电话"], ["一", "甲乙商社", ""]]


def test_wrapped_lines_of_a_cell_are_joined_and_its_paragraphs_kept() -> None:
    cell = "牵头单位：市商务局\n配合单位：市财政局、市教育\n局、市卫生局"
    document = read_pdf(make(grid([60, 200, 366], [700, 670, 600], [["任务", "责任单位"], ["采购", cell]])))
    (table,) = document.tables()
    assert rows(document, table)[1][1] == "牵头单位：市商务局\n配合单位：市财政局、市教育局、市卫生局"


def test_the_cells_of_a_blank_form_are_empty() -> None:
    document = read_pdf(make(grid(XS, _ys(3), [HEAD, ["1", "", "", ""], ["2", "", "", ""]])))
    (table,) = document.tables()
    empty = [cell for cell in table.cells if cell.start == cell.end]
    assert len(empty) == 6


def test_two_tables_beside_each_other_are_read_left_to_right() -> None:
    left = grid([60, 120, 280], _ys(2), [["序号", "名称"], ["1", "甲社"]])
    right = grid([320, 380, 540], _ys(2), [["序号", "名称"], ["2", "乙社"]])
    document = read_pdf(make(both(right, left)))
    first, second = document.tables()
    assert rows(document, first)[1] == ["1", "甲社"]
    assert rows(document, second)[1] == ["2", "乙社"]


def test_a_list_in_columns_without_rules_is_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(pdf_making.FONT, 13)
        y = 600.0
        for n in range(1, 8):
            if n == 3:
                canvas.drawString(LEFT, y, "(3) 某某市第三农产品流通服务有限公司（某")
                canvas.drawString(LEFT, y - 21, "某授权单位）")
                middle = y - 10.5
                y -= 43
            else:
                canvas.drawString(LEFT, y, f"({n}) 某某市第{n}农业有限公司")
                middle = y
                y -= 22
            canvas.drawString(385, middle, "甲乙丙")
            canvas.drawString(450, middle, f"1380000000{n}")

    document = read_pdf(make(both(lines(*body(LONG)), draw)))
    (table,) = document.tables()
    assert not table.ruled
    assert (table.rows, table.columns) == (7, 3)
    assert rows(document, table)[2] == [
        "(3)某某市第三农产品流通服务有限公司（某某授权单位）",
        "甲乙丙",
        "13800000003",
    ]


def _aligned(first: int, last: int, top: float, xs: tuple[float, ...] = (80, 330, 430)) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(pdf_making.FONT, 13)
        for n in range(first, last + 1):
            entry = (f"某某市第{n}农业有限公司", "甲乙丙", f"138000000{n:02d}")
            for x, text in zip(xs, entry[-len(xs) :] if len(xs) > 2 else (entry[0], entry[2]), strict=True):
                canvas.drawString(x, top - 22 * (n - first), text)

    return draw


def test_a_list_without_rules_goes_on_over_the_page_however_short_its_rest() -> None:
    document = read_pdf(make(both(lines(*body(LONG)), _aligned(1, 7, 500)), both(_aligned(8, 9, 740))))
    (table,) = document.tables()
    assert [row[0] for row in rows(document, table)] == [f"某某市第{n}农业有限公司" for n in range(1, 10)]


def test_names_with_telephones_in_two_columns_are_a_list() -> None:
    (table,) = read_pdf(make(_aligned(1, 6, 600, (80, 400)))).tables()
    assert (table.rows, table.columns, table.ruled) == (6, 2, False)


def test_a_list_without_rules_may_have_a_header() -> None:
    def head(canvas: Canvas) -> None:
        canvas.setFont(pdf_making.FONT, 13)
        for x, text in ((120, "企业名称"), (330, "联系人"), (440, "联系电话")):
            canvas.drawString(x, 622, text)

    document = read_pdf(make(both(head, _aligned(1, 6, 600))))
    (table,) = document.tables()
    assert table.header_rows == 1
    assert rows(document, table)[0] == ["企业名称", "联系人", "联系电话"]


def test_a_centred_annex_label_is_no_part_of_the_title_below_it() -> None:
    page = both(centred("附件2", 760), centred("某某市帮扶企业名单", 725), lines(*body(LONG), top=660))
    assert texts(read_pdf(make(page)))[:2] == ["附件2", "某某市帮扶企业名单"]


def test_two_header_rows_and_their_merged_cells() -> None:
    def draw(canvas: Canvas) -> None:
        xs, ys = [60.0, 120.0, 260.0, 360.0, 460.0], [700.0, 670.0, 640.0, 610.0]
        for y in (ys[0], ys[2], ys[3]):
            canvas.line(xs[0], y, xs[4], y)
        canvas.line(xs[2], ys[1], xs[4], ys[1])
        for x in (xs[0], xs[1], xs[2], xs[4]):
            canvas.line(x, ys[0], x, ys[3])
        canvas.line(xs[3], ys[1], xs[3], ys[3])
        head = [["序号", "单位名称", "金额（万元）", ""], ["", "", "计划", "完成"]]
        cell_texts(xs, ys, [*head, ["1", "某某局", "30", "28"]])(canvas)

    document = read_pdf(make(draw))
    (table,) = document.tables()
    assert table.header_rows == 2
    assert rows(document, table) == [
        ["序号", "单位名称", "金额（万元）", "金额（万元）"],
        ["序号", "单位名称", "计划", "完成"],
        ["1", "某某局", "30", "28"],
    ]


# Bad input


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read_pdf(data)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_an_empty_file_is_refused() -> None:
    assert "empty" in refused(b"")


def test_another_format_is_refused() -> None:
    assert "no PDF" in refused(b"PK\x03\x04 something else")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_truncated_file_is_refused(share: float) -> None:
    data = make(lines(*body(LONG)), lines(*body(OTHER)))
    assert "cut off" in refused(data[: int(share * len(data))])


def test_a_damaged_file_is_refused() -> None:
    assert "damaged" in refused(b"%PDF-1.4\n" + b"\x00garbage" * 200 + b"\n%%EOF\n")


def test_a_password_is_named() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make(lines("机密"))))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert "password" in refused(buffer.getvalue())


def test_a_file_that_opens_without_its_owner_password_is_read() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make(lines("可以阅读"))))
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert read_pdf(buffer.getvalue()).text == "可以阅读\n"


def test_a_file_without_pages_is_refused() -> None:
    buffer = io.BytesIO()
    pypdf.PdfWriter().write(buffer)
    assert "no pages" in refused(buffer.getvalue())


def test_a_page_without_text_is_refused() -> None:
    assert "no text" in refused(make(lambda canvas: canvas.line(10, 10, 90, 90)))


def test_a_scan_is_called_a_scan() -> None:
    message = refused(make(picture, both(picture, lines("- 2 -"))))
    assert "scan" in message and "not read yet" in message


def test_one_scanned_page_among_others_is_a_warning() -> None:
    document = read_pdf(make(lines(*body(LONG)), lines(*body(OTHER)), picture))
    assert document.warnings == ("page 3 is a scanned picture and was not read",)


def _forget_characters(writer: pypdf.PdfWriter, name: str) -> None:
    """Takes from a font what says which characters its codes stand for."""
    for font in writer.pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        font = font.get_object()
        if font["/Subtype"] == "/Type0" and font["/BaseFont"] == name:
            font[NameObject("/Encoding")] = NameObject("/Identity-H")
            system = font["/DescendantFonts"][0].get_object()["/CIDSystemInfo"].get_object()
            system[NameObject("/Ordering")] = TextStringObject("Identity")


def test_characters_without_meaning_are_refused() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make(lines(*body(LONG)))))
    _forget_characters(writer, "/STSong-Light")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert "unreadable" in refused(buffer.getvalue())


def test_a_few_characters_without_meaning_are_left_out_with_a_warning() -> None:
    def draw(canvas: Canvas) -> None:
        lines(*body(LONG))(canvas)
        canvas.setFont("HeiseiMin-W3", SIZE)
        canvas.drawString(LEFT, 300, "乱码乱码乱码")

    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make(draw)))
    _forget_characters(writer, "/HeiseiMin-W3")
    buffer = io.BytesIO()
    writer.write(buffer)
    document = read_pdf(buffer.getvalue())
    assert texts(document) == [LONG]
    assert document.warnings == ("page 1: 6 characters have no meaning in their font",)


def test_cid_marks_left_by_another_program_are_refused() -> None:
    assert "unreadable" in refused(make(lines(*["(cid:123)(cid:4567)(cid:89)"] * 5)))


# Invariants


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.text(alphabet="甲乙丙丁的，。（）0123456789abcXYZ ", min_size=1, max_size=28), min_size=1, max_size=8)
)
def test_no_character_is_lost_and_blocks_cover_the_text(written: list[str]) -> None:
    if not "".join(written).strip():
        return
    document = read_pdf(make(lines(*written, top=600)))
    assert sorted("".join(document.text.split())) == sorted("".join("".join(written).split()))
    assert document.boxes is not None and len(document.boxes) == len(document.text)
    end = 0
    for block in document.blocks:
        assert isinstance(block, Paragraph | Table) and end <= block.start <= block.end <= len(document.text)
        end = block.end


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(noise: bytes) -> None:
    for data in (noise, b"%PDF-1.7\n" + noise + b"\n%%EOF"):
        try:
            read_pdf(data)
        except ReadError as error:
            assert error.reason and error.remedy


def test_a_long_file_needs_little_memory() -> None:
    program = """
import resource, sys
from tests.readers.pdf_making import body, grid, lines, make
from tests.readers.test_pdf import HEAD, LONG, XS, _rows, _ys
from extract.readers.pdf import read_pdf
data = make(*[lines(*body(LONG), *body(LONG)), grid(XS, _ys(21), [HEAD, *_rows(1, 20)])] * 150)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
document = read_pdf(data)
assert len(document.pages) == 300
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 400


# The sample notices


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "tables", "pages"),
    [
        ("haishu-2021", [(34, 5, 1, True), (13, 4, 1, True)], 7),
        ("cixi-2021", [], 7),
        ("zhanjiang-2023", [(11, 3, 0, False), (10, 3, 1, True)], 15),
        ("cixi-2022-tasks", [(18, 4, 1, True)], 5),
        ("pingdingshan-2021", [(5, 5, 1, True), (5, 8, 1, True), (2, 6, 1, True)], 7),
    ],
)
def test_the_sample_notices_have_their_tables(
    shared: Path, name: str, tables: list[tuple[int, int, int, bool]], pages: int
) -> None:
    document = read_pdf((shared / "notices" / f"{name}.pdf").read_bytes())
    assert [(t.rows, t.columns, t.header_rows, t.ruled) for t in document.tables()] == tables
    assert len(document.pages) == pages
    assert document.running


@pytest.mark.shared
@pytest.mark.parametrize("name", ["haishu-2021-scan", "zhanjiang-2023-scan"])
def test_the_sample_scans_are_called_scans(shared: Path, name: str) -> None:
    assert "scan" in refused((shared / "notices" / f"{name}.pdf").read_bytes())
