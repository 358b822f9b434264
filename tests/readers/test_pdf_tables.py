"""Tables of PDF files: ruled, over page breaks, merged, without rules. All made here."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from extract.readers.pdf import read_pdf
from tests.readers import pdf_making
from tests.readers.pdf_making import (
    HEAD,
    LEFT,
    LONG,
    RIGHT,
    XS,
    body,
    both,
    cell_texts,
    centred,
    grid,
    lines,
    make,
    numbered_rows,
    row_lines,
    rows,
    texts,
)


def test_a_table_without_a_repeated_header_goes_on_over_the_page() -> None:
    document = read_pdf(
        make(grid(XS, row_lines(4), [HEAD, *numbered_rows(1, 3)]), grid(XS, row_lines(2), numbered_rows(4, 5)))
    )
    (table,) = document.tables()
    assert rows(document, table) == [HEAD, *numbered_rows(1, 5)]
    assert table.header_rows == 1 and table.ruled
    assert document.page_at(document.text.index("第5")) == 2


def test_a_repeated_header_stands_once() -> None:
    document = read_pdf(
        make(grid(XS, row_lines(4), [HEAD, *numbered_rows(1, 3)]), grid(XS, row_lines(3), [HEAD, *numbered_rows(4, 5)]))
    )
    (table,) = document.tables()
    assert rows(document, table) == [HEAD, *numbered_rows(1, 5)]


def test_tables_with_other_columns_are_two() -> None:
    other = [60.0, 200.0, 540.0]
    document = read_pdf(
        make(
            grid(XS, row_lines(4), [HEAD, *numbered_rows(1, 3)]),
            grid(other, row_lines(2), [["甲", "乙"], ["丙", "丁"]]),
        )
    )
    assert len(list(document.tables())) == 2


def test_a_paragraph_between_them_parts_two_tables() -> None:
    second = both(lines("附件2", top=780), grid(XS, row_lines(3), [HEAD, *numbered_rows(1, 2)]))
    document = read_pdf(make(grid(XS, row_lines(4), [HEAD, *numbered_rows(1, 3)]), second))
    assert len(list(document.tables())) == 2
    assert texts(document) == ["附件2"]


def test_a_row_split_by_the_page_break_is_made_whole() -> None:
    wide = [60.0, 100.0, 340.0, 540.0]
    head = ["序号", "工作内容", "责任单位"]
    one = "组织开展产销对接活动，动员各类市场主体\n到对口地区投资兴业办厂，带动当地群众增"
    two = "加收入。"
    page1 = grid(wide, row_lines(2, height=50), [head, ["1", one, "牵头单位：市商务局"]])
    page2 = grid(wide, row_lines(2, height=50), [["", two, ""], ["2", "加强宣传。", "市委宣传部"]])
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
    page1 = grid(wide, row_lines(2), [head, ["1", "组织开展产销对接活动。", "牵头单位：市商务局"]])
    page2 = grid(wide, row_lines(2), [["", "加强宣传。", "牵头单位：市某局"], ["2", "检查。", "市某办"]])
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
        grid(XS, row_lines(3), [HEAD, *numbered_rows(1, 2)])(canvas)
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
        ys = row_lines(3)
        for y in ys[1:]:
            canvas.line(XS[0], y, XS[-1], y)
        for x in XS:
            canvas.line(x, ys[0], x, ys[-1])
        cell_texts(XS, ys, numbered_rows(4, 6))(canvas)

    (table,) = read_pdf(make(grid(XS, row_lines(4), [HEAD, *numbered_rows(1, 3)]), rest)).tables()
    assert table.rows == 7


def test_a_drawing_of_very_many_lines_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        for n in range(300):
            canvas.line(50 + 1.6 * n, 100, 50 + 1.6 * n, 600)
            canvas.line(50, 100 + 1.6 * n, 530, 100 + 1.6 * n)
        canvas.drawString(LEFT, 700, "示意图")

    assert texts(read_pdf(make(draw))) == ["示意图"]


def test_a_two_line_title_over_a_table_is_one_paragraph() -> None:
    page = both(
        centred("某某市消费帮扶工作", 790),
        centred("任务分解表", 760),
        grid(XS, row_lines(4), [HEAD, *numbered_rows(1, 3)]),
    )
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


def test_numbers_stacked_in_a_narrow_cell_stay_apart() -> None:
    cell = "13800000001\n13900000002"
    document = read_pdf(make(grid([60, 200, 270], [700, 670, 600], [["联系人", "电话"], ["甲某、乙某", cell]])))
    (table,) = document.tables()
    assert rows(document, table)[1][1] == cell


def test_the_rest_of_a_number_broken_in_a_cell_is_joined() -> None:
    cell = "0570-5550\n1234"
    document = read_pdf(make(grid([60, 200, 262], [700, 670, 600], [["联系人", "电话"], ["甲某", cell]])))
    (table,) = document.tables()
    assert rows(document, table)[1][1] == "0570-55501234"


def test_figures_cut_by_the_end_of_a_cells_line_that_looks_centred_are_joined() -> None:
    table = grid([60, 120, 207.5], [700, 670, 600], [["", "备注"], ["甲厂", "暂停供货至202\n3年10月底"]])
    tight = lines("企业", x=60.5, top=684, size=12.0)  # its words touch the rule, so the others stand off theirs
    (read,) = read_pdf(make(both(table, tight))).tables()
    assert rows(read_pdf(make(both(table, tight))), read)[1][1] == "暂停供货至2023年10月底"


def test_the_cells_of_a_blank_form_are_empty() -> None:
    document = read_pdf(make(grid(XS, row_lines(3), [HEAD, ["1", "", "", ""], ["2", "", "", ""]])))
    (table,) = document.tables()
    empty = [cell for cell in table.cells if cell.start == cell.end]
    assert len(empty) == 6


def test_two_tables_beside_each_other_are_read_left_to_right() -> None:
    left = grid([60, 120, 280], row_lines(2), [["序号", "名称"], ["1", "甲社"]])
    right = grid([320, 380, 540], row_lines(2), [["序号", "名称"], ["2", "乙社"]])
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


def test_a_narrow_cell_written_from_the_top_down_is_one_word() -> None:
    xs, ys = [LEFT, LEFT + 36, LEFT + 200], [700.0, 670.0, 590.0]
    document = read_pdf(make(grid(xs, ys, [["地区", "企业名称"], ["凉\n山\n州", "禾丰农产品公司"]])))
    (table,) = document.tables()
    assert rows(document, table) == [["地区", "企业名称"], ["凉山州", "禾丰农产品公司"]]
