"""Lists printed in pieces are one table: side by side, or under a repeated header."""

from __future__ import annotations

from extract.readers.assembly import Grid, Item, Line, Place, grid_of, plain_text
from extract.readers.grid_pieces import grid_texts, joined, stacked


def grid(*rows: str, header_rows: int = 1) -> Grid:
    made = grid_of([[Line(text) for text in row.split("|")] for row in rows], ruled=True)
    return Grid(made.rows, made.columns, made.cells, header_rows)


def rows_of(item: Item) -> list[str]:
    assert isinstance(item, Grid)
    return ["|".join(row) for row in grid_texts(item)]


def test_headings_side_by_side_are_one_list() -> None:
    made = stacked(grid("序号|名称|序号|名称", "1|甲|3|丙", "2|乙||"))
    assert rows_of(made) == ["序号|名称", "1|甲", "2|乙", "3|丙"]


def test_a_caption_over_both_blocks_stays_above() -> None:
    caption = Place(0, 0, (Line("名单"),), column_span=4)
    below = grid("序号|名称|序号|名称", "1|甲|2|乙")
    cells = (caption, *(Place(place.row + 1, place.column, place.content) for place in below.cells))
    assert rows_of(stacked(Grid(3, 4, cells, header_rows=2))) == ["名单|名单", "序号|名称", "1|甲", "2|乙"]


def test_different_headings_are_not_stacked() -> None:
    made = grid("序号|名称|序号|电话", "1|甲|3|丙")
    assert stacked(made) is made


def test_a_cell_over_two_blocks_keeps_the_table_as_it_is() -> None:
    base = grid("序号|名称|序号|名称")
    made = Grid(2, 4, (*base.cells, Place(1, 0, (Line("合计"),), column_span=4)), header_rows=1)
    assert stacked(made) is made


def test_a_table_that_repeats_the_header_goes_on() -> None:
    (made,) = joined([grid("序号|名称", "1|甲"), Line(" "), grid("序号|名称", "2|乙")])
    assert rows_of(made) == ["序号|名称", "1|甲", "2|乙"]


def test_a_table_that_goes_on_counting_goes_on() -> None:
    (made,) = joined([grid("序号|名称", "1|甲"), grid("2|乙", header_rows=0)])
    assert rows_of(made) == ["序号|名称", "1|甲", "2|乙"]


def test_words_between_two_tables_keep_them_apart() -> None:
    found = joined([grid("序号|名称", "1|甲"), Line("第二批"), grid("序号|名称", "1|乙")])
    assert [plain_text([item]).split("\n")[-1] for item in found] == ["甲", "第二批", "乙"]


def test_other_tables_are_kept_apart() -> None:
    assert len(joined([grid("序号|名称", "1|甲"), grid("品名|单价", "木耳|30")])) == 2
