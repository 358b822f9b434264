"""Sheets become tables with their titles above and their notes below."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Document, Paragraph, Table
from extract.readers import ReadError
from extract.readers.sheets import Sheet, Span, document_of
from tests.readers.docx_builder import cell_texts
from tests.readers.invariants import check_offsets

HEAD = ["序号", "企业名称", "联系电话"]
ROWS = [["1", "甲食品有限公司", "13800000001"], ["2", "乙茶业有限公司", "13800000002"]]


def sheet(rows: list[list[str]], name: str = "Sheet1", spans: tuple[Span, ...] = ()) -> Sheet:
    cells = {(row, column): text for row, line in enumerate(rows) for column, text in enumerate(line) if text}
    return Sheet(name, cells, list(spans))


def read(*sheets: Sheet) -> Document:
    document = document_of(sheets, "text/csv")
    check_offsets(document)
    return document


def kinds(document: Document) -> list[str]:
    return ["table" if isinstance(block, Table) else "paragraph" for block in document.blocks]


def test_a_list_is_a_table_with_its_headings() -> None:
    document = read(sheet([HEAD, *ROWS]))
    (table,) = document.tables()
    assert (table.rows, table.columns, table.header_rows, table.ruled) == (3, 3, 1, True)
    assert cell_texts(document) == [HEAD, *ROWS]


def test_title_rows_are_paragraphs_above_and_notes_below() -> None:
    rows = [
        ["附件1"],
        ["甲市消费帮扶产品名单"],
        ["填报单位：甲市总工会", "", "时间：2023年"],
        HEAD,
        *ROWS,
        ["注：排名不分先后"],
    ]
    document = read(sheet(rows, spans=(Span(1, 0, 2, 3), Span(6, 0, 7, 3))))
    assert kinds(document) == ["paragraph", "paragraph", "paragraph", "table", "paragraph"]
    lines = document.text.split("\n")
    assert lines[:3] == ["附件1", "甲市消费帮扶产品名单", "填报单位:甲市总工会 时间:2023年".replace(":", "：")]
    assert lines[-2] == "注：排名不分先后"
    title = document.blocks[1]
    assert isinstance(title, Paragraph) and title.align == "center"


def test_merged_cells_cover_their_places() -> None:
    rows = [["序号", "企业", "联系人", ""], ["", "", "姓名", "电话"], ["1", "甲公司", "张一", "13800000001"]]
    spans = (Span(0, 0, 2, 1), Span(0, 1, 2, 2), Span(0, 2, 1, 4))
    (table,) = read(sheet(rows, spans=spans)).tables()
    assert [(c.row, c.column, c.row_span, c.column_span) for c in table.cells][:3] == [
        (0, 0, 2, 1),
        (0, 1, 2, 1),
        (0, 2, 1, 2),
    ]
    assert table.header_rows == 2


def test_cells_merged_in_pairs_in_every_row_are_one_column() -> None:
    rows = [["序号", "企业名称", "", "联系电话"], ["1", "甲公司", "", "13800000001"]]
    (table,) = read(sheet(rows, spans=(Span(0, 1, 1, 3), Span(1, 1, 2, 3)))).tables()
    assert (table.columns, len(table.cells)) == (3, 6)


def test_an_empty_row_within_a_list_does_not_part_it() -> None:
    (table,) = read(sheet([HEAD, ROWS[0], [], ROWS[1]])).tables()
    assert table.rows == 3


def test_two_lists_below_each_other_are_two_tables() -> None:
    document = read(
        sheet([["一、食品"], HEAD, ROWS[0], [], ["二、茶叶"], ["序号", "产品", "单价"], ["1", "绿茶", "30元"]])
    )
    assert kinds(document) == ["paragraph", "table", "paragraph", "table"]


def test_sheets_follow_one_another_under_their_names() -> None:
    document = read(sheet([HEAD, ROWS[0]], "甲区"), sheet([], "Sheet2"), sheet([["乙区名单"], HEAD, ROWS[1]], "乙区"))
    assert kinds(document) == ["paragraph", "table", "paragraph", "table"]
    assert [document.text[b.start : b.end] for b in document.blocks if isinstance(b, Paragraph)] == ["甲区", "乙区名单"]


def test_the_name_of_a_lone_sheet_is_not_printed() -> None:
    assert kinds(read(sheet([HEAD, ROWS[0]], "甲区"))) == ["table"]


def test_hidden_rows_and_columns_are_not_read() -> None:
    hidden = sheet([HEAD, *ROWS])
    hidden.hidden_rows, hidden.hidden_columns = {1}, {2}
    assert cell_texts(read(hidden)) == [["序号", "企业名称"], ["2", "乙茶业有限公司"]]


def test_headings_alone_are_a_form_to_fill_in() -> None:
    (table,) = read(sheet([["申报表"], HEAD])).tables()
    assert (table.rows, table.header_rows) == (2, 1)


def test_running_text_in_a_column_is_paragraphs() -> None:
    document = read(sheet([["甲市总工会关于采购的通知"], ["各镇工会："], ["请做好采购工作。"]]))
    assert kinds(document) == ["paragraph"] * 3


def test_line_breaks_within_a_cell_are_kept() -> None:
    document = read(sheet([HEAD, ["1", "甲公司\n（总店）", "13800000001"]]))
    assert cell_texts(document)[1][1] == "甲公司\n（总店）"


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(ReadError, match="no filled cells"):
        document_of([sheet([["", " "]])], "text/csv")


def test_cells_far_apart_cost_no_more_than_near_ones() -> None:
    far = Sheet(
        "x", {(0, 0): "甲", (0, 399): "乙", (1_048_575, 0): "丙", (5, 16_383): "丁"}, [Span(0, 0, 1_048_576, 16_384)]
    )
    document = read(far)
    assert "丁" not in document.text
    assert len(document.warnings) == 1


CELLS = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 6)), st.sampled_from([*HEAD, "1", "甲\n乙", "注：", "13800000001"])
)
SPANS = st.lists(
    st.builds(lambda r, c, h, w: Span(r, c, r + h, c + w), *[st.integers(0, 7)] * 2, *[st.integers(1, 5)] * 2),
    max_size=5,
)


@given(CELLS, SPANS, st.sets(st.integers(0, 8), max_size=3), st.sets(st.integers(0, 6), max_size=3))
@settings(max_examples=200, deadline=None)
def test_any_sheet_loses_no_shown_cell(
    cells: dict[tuple[int, int], str], spans: list[Span], rows: set[int], columns: set[int]
) -> None:
    try:
        document = read(Sheet("x", cells, spans, rows, columns))
    except ReadError:
        return
    shown = sorted(
        "".join(text.split()) for (row, column), text in cells.items() if row not in rows and column not in columns
    )
    assert sorted("".join(shown)) == sorted("".join(document.text.split()))
