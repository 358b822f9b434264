"""Lines and grids become one text: cleaning, links, and the places of blocks and cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import Document, Link, Paragraph
from extract.readers.assembly import Grid, Item, Line, Place, assemble, clean, cleaned, grid_of
from tests.readers.invariants import check_offsets


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("　　　各单位：", "各单位："),
        ("甲局　　乙局", "甲局 乙局"),
        ("工　作　内　容", "工作内容"),
        ("姓　名", "姓 名"),
        ("５００元", "500元"),
        ("甲\u200b乙\ufeff丙\u00ad", "甲乙丙"),
        ("中山路 81 号", "中山路81号"),
        ("附件 2", "附件2"),
        ("1. 加强领导", "1.加强领导"),
        ("1. 2024年名单", "1. 2024年名单"),
        ("办公室 张三 13800000000", "办公室 张三 13800000000"),
        ("转801 联系人：张三", "转801 联系人：张三"),
    ],
)
def test_a_line_is_cleaned(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_links_follow_their_words_through_cleaning() -> None:
    line = Line("　见 商　城　网 页", links=(Link(3, 9, "http://a.example"),))
    moved = cleaned(line)
    (link,) = moved.links
    assert "".join(moved.text[link.start : link.end].split()) == "商城网"


def test_a_grid_is_laid_out_with_tabs_and_line_feeds() -> None:
    grid = Grid(
        2,
        2,
        (
            Place(0, 0, (Line("甲"), Line("乙")), row_span=2),
            Place(0, 1, (Line("丙"),)),
            Place(1, 1),
        ),
    )
    result = assemble([Line("表"), grid, Line("完")])
    assert result.text == "表\n甲\n乙\t丙\n\n完\n"
    check_offsets(Document(result.text, result.blocks, "text/plain", links=result.links))


def test_what_prints_nothing_is_left_out_but_its_link_is_kept() -> None:
    result = assemble([Line("甲"), Line("", links=(Link(0, 0, "http://a.example"),)), grid_of([[Line(" ")]])])
    assert result.text == "甲\n"
    assert result.links == (Link(2, 2, "http://a.example"),)


def test_a_grid_in_a_cell_lies_within_it() -> None:
    inner = grid_of([[Line("品名"), Line("单价")]])
    outer = Grid(1, 1, (Place(0, 0, (Line("甲"), inner)),))
    result = assemble([outer])
    (block,) = result.blocks
    assert not isinstance(block, Paragraph)
    (nested,) = block.cells[0].tables
    assert result.text[nested.start : nested.end] == "品名\t单价"


WORDS = st.text(alphabet="甲乙1 　(）附件.\u200b\t\nA", max_size=12)
LINES = st.builds(
    lambda text, at, to: Line(text, links=(Link(min(at, to, len(text)), min(max(at, to), len(text)), "x"),)),
    WORDS,
    st.integers(0, 12),
    st.integers(0, 12),
)
GRIDS = st.lists(st.lists(LINES, min_size=2, max_size=2), min_size=1, max_size=3).map(grid_of)


@given(st.lists(st.one_of(LINES, GRIDS), max_size=6))
def test_offsets_hold_for_any_content(items: list[Item]) -> None:
    result = assemble(items)
    check_offsets(Document(result.text, result.blocks, "text/plain", links=result.links))
