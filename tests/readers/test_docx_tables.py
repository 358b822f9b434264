"""Word tables: merges, nesting, tracked rows, header rows, and tables that only lay out."""

from __future__ import annotations

from tests.readers.docx_builder import cell, cell_texts, first_table, paragraph, read, row, run, table
from tests.readers.invariants import check_offsets

HEAD = row("序号", "单位名称", "联系电话")


def test_cells_are_parted_by_tabs_and_rows_by_line_feeds() -> None:
    document = read(table(HEAD, row("1", "甲公司", "13800000000")))
    assert document.text == "序号\t单位名称\t联系电话\n1\t甲公司\t13800000000\n"
    check_offsets(document)


def test_paragraphs_of_a_cell_are_parted_by_line_feeds() -> None:
    document = read(table(HEAD, row("1", cell(paragraph("甲公司") + paragraph("") + paragraph("分店")), "")))
    assert cell_texts(document)[1] == ["1", "甲公司\n分店", ""]


def test_a_cell_merged_down_stands_once_and_covers_its_rows() -> None:
    start, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    document = read(table(HEAD, row("1", cell("甲县", start), "a"), row("2", cell("甲县", more), "b")))
    found = first_table(document)
    assert cell_texts(document) == [["序号", "单位名称", "联系电话"], ["1", "甲县", "a"], ["2", "b"]]
    assert found.cell(2, 1) is found.cell(1, 1)


def test_a_cell_merged_across_covers_its_columns() -> None:
    document = read(table(row(cell("名单", '<w:gridSpan w:val="3"/>')), HEAD, row("1", "甲公司", "13800000000")))
    assert [(each.column, each.column_span) for each in first_table(document).row_cells(0)] == [(0, 3)]


def test_a_legacy_merge_across_is_one_cell() -> None:
    cells = [cell("名单", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("备注")]
    document = read(table(row(*cells), row("a", "b", "c")))
    assert [(each.column, each.column_span) for each in first_table(document).row_cells(0)] == [(0, 2), (2, 1)]


def test_a_row_that_begins_later_leaves_its_first_column_empty() -> None:
    document = read(table(row("a", "b", "c"), row("d", "e", properties='<w:gridBefore w:val="1"/>')))
    assert first_table(document).cell(1, 0) is None
    assert [each.column for each in first_table(document).row_cells(1)] == [1, 2]


def test_column_lines_that_nearly_coincide_are_one() -> None:
    grid = "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{width}"/>' for width in (2000, 40, 3000)) + "</w:tblGrid>"
    first = row(cell("单位名称", '<w:gridSpan w:val="2"/>'), cell("电话"))
    second = row(cell("甲公司"), cell("13800000000", '<w:gridSpan w:val="2"/>'))
    document = read(table(first, second).replace("<w:tblGrid/>", grid))
    assert (first_table(document).columns, len(first_table(document).cells)) == (2, 4)


def test_deleted_rows_are_dropped_and_inserted_ones_kept() -> None:
    document = read(table(HEAD, row("1", "旧", "", properties="<w:del/>"), row("2", "新", "", properties="<w:ins/>")))
    assert cell_texts(document)[1:] == [["2", "新", ""]]


def test_rows_and_cells_within_content_controls_are_read() -> None:
    inner = f"<w:sdt><w:sdtContent>{row('1', '甲公司', '13800000000')}</w:sdtContent></w:sdt>"
    assert cell_texts(read(table(HEAD, inner)))[1] == ["1", "甲公司", "13800000000"]


def test_a_table_in_a_cell_lies_within_it() -> None:
    nested = table(row("品名", "单价"), row("木耳", "30元"))
    document = read(table(HEAD, row("1", cell(paragraph("甲公司") + nested), "a")))
    (outer, inner) = document.tables()
    assert document.text[inner.start : inner.end] == "品名\t单价\n木耳\t30元"
    holder = outer.cell(1, 1)
    assert holder is not None
    assert holder.tables == (inner,)
    check_offsets(document)


def test_marked_header_rows_are_counted() -> None:
    head = row("甲", "乙", properties="<w:tblHeader/>")
    assert first_table(read(table(head, row("1", "2")))).header_rows == 1


def test_header_rows_are_told_by_their_words() -> None:
    assert first_table(read(table(HEAD, row("1", "甲公司", "13800000000")))).header_rows == 1


def test_a_red_header_in_a_table_is_paragraphs_issuers_first() -> None:
    red = '<w:color w:val="FF0000"/>'
    issuers = cell(paragraph(run("甲市总工会", red)) + paragraph(run("甲市商务局", red)))
    document = read(table(row(issuers, cell(paragraph(run("文件", red)))), lines="nil"))
    assert document.text == "甲市总工会\n甲市商务局\n文件\n"
    assert all(block.red for block in document.paragraphs())


def test_a_merged_header_word_comes_after_the_issuers_beside_it() -> None:
    first = row("甲市总工会", cell("文件", '<w:vMerge w:val="restart"/>'))
    second = row("甲市商务局", cell("", "<w:vMerge/>"))
    assert read(table(first, second, lines="none")).text == "甲市总工会\n甲市商务局\n文件\n"


def test_a_framed_note_is_its_paragraphs() -> None:
    assert list(read(table(row(cell(paragraph("注：") + paragraph("另行通知。"))))).tables()) == []


def test_a_line_pair_without_upright_rules_is_one_line() -> None:
    assert read(table(row("甲局办公室", "2024年3月1日印发"), lines="nil")).text == "甲局办公室 2024年3月1日印发\n"


def test_a_borderless_list_stays_a_table() -> None:
    rows = [row(f"（{number}）", f"第{number}公司", f"1380000000{number}") for number in range(1, 5)]
    found = first_table(read(table(*rows, lines="nil")))
    assert (found.rows, found.columns, found.ruled) == (4, 3, False)


def test_a_blank_form_keeps_its_empty_rows() -> None:
    assert cell_texts(read(table(HEAD, row("1", "", ""), row("2", "", ""))))[1:] == [["1", "", ""], ["2", "", ""]]


def test_an_imprint_in_a_ruled_table_is_its_lines() -> None:
    document = read(table(row("抄送：市委办公室", ""), row("甲局办公室", "2024年3月1日印发")))
    assert document.text == "抄送：市委办公室\n甲局办公室 2024年3月1日印发\n"
