"""Header rows, and tables put together over page breaks, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.readers.table_headers import header_rows
from extract.readers.tables import Part, PartCell, Rectangle, build_grid, continued, limits, nearest


@dataclass
class Text:
    text: str


def part(rows: list[list[str]], edges: list[float] | None = None, full: bool = False) -> Part[Text]:
    """A part without merged cells."""
    cells = [
        PartCell(r, c, 1, 1, [Text(text)] if text else [], full)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    return Part(edges or [100.0 * n for n in range(len(rows[0]) + 1)], len(rows), cells)


def weld(first: Text, second: Text) -> Text:
    return Text(first.text + second.text)


def joined(first: Part[Text], second: Part[Text]) -> list[list[str]] | None:
    whole = continued(first, second, weld)
    return None if whole is None else whole.texts()


# header_rows


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([["序号", "企业名称", "经营地址"], ["1", "甲某商贸有限公司", "某某路8号"]], 1),
        ([["1", "甲某商贸有限公司", "某某路8号"], ["2", "乙某有限公司", "某某街3号"]], 0),
        ([["序号", "单位", "金额", "金额"], ["序号", "单位", "计划", "完成"], ["1", "某局", "3", "2"]], 2),
        ([["某某名单"] * 3, ["序号", "名称", "电话"], ["1", "甲社", "5550000"]], 2),
        ([["采购平台", "人次\n（单位：人次）", "总额度(单位：元)"], ["某某平台", "", ""]], 1),
        ([["序 号", "工 作 内 容", "责任单位"], ["1", "培训。", "某局"]], 1),
        ([["甲某", "13800000000"], ["乙某", "13800000001"]], 0),
        ([["", "", ""]], 0),
        ([], 0),
    ],
)
def test_rows_that_name_the_columns_are_counted(rows: list[list[str]], count: int) -> None:
    assert header_rows(rows) == count


@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), max_size=5))
def test_no_grid_has_more_header_rows_than_rows(rows: list[list[str]]) -> None:
    assert 0 <= header_rows(rows) <= len(rows)


# build_grid


def test_a_cell_merged_over_rows_covers_them() -> None:
    rectangles = [Rectangle(0, 0, 50, 60), Rectangle(50, 0, 100, 30), Rectangle(50.8, 30.5, 100, 60)]
    xs, ys, places = build_grid(rectangles)
    assert (len(xs), len(ys)) == (3, 3)
    assert places == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]


def test_places_near_each_other_are_one() -> None:
    assert limits([10, 11.5, 40, 39]) == [10.75, 39.5]


@given(st.lists(st.floats(0, 800), min_size=1, max_size=30), st.floats(-10, 900))
def test_the_nearest_place_is_nearest(values: list[float], value: float) -> None:
    places = sorted(values)
    assert abs(places[nearest(places, value)] - value) == min(abs(place - value) for place in places)


# continued

HEAD = ["序号", "工作内容", "责任单位"]


def test_a_repeated_header_is_dropped() -> None:
    assert joined(part([HEAD, ["1", "甲。", "A"]]), part([HEAD, ["2", "乙。", "B"]])) == [
        HEAD,
        ["1", "甲。", "A"],
        ["2", "乙。", "B"],
    ]


def test_rows_without_a_header_are_added() -> None:
    assert joined(part([HEAD, ["1", "甲。", "A"]]), part([["2", "乙。", "B"]])) == [
        HEAD,
        ["1", "甲。", "A"],
        ["2", "乙。", "B"],
    ]


def test_parts_of_other_widths_are_two_tables() -> None:
    assert joined(part([HEAD]), part([HEAD], [0.0, 120.0, 200.0, 300.0])) is None
    assert joined(part([HEAD]), part([["1", "甲"]], [0.0, 150.0, 300.0])) is None


def test_a_part_that_lies_further_right_goes_on() -> None:
    assert joined(part([HEAD]), part([["1", "甲。", "A"]], [12.0, 112.0, 212.0, 312.0])) is not None


def test_a_column_that_the_second_part_never_divides_is_spanned() -> None:
    second = Part([0.0, 200.0, 300.0], 1, [PartCell(0, 0, 1, 1, [Text("合计")]), PartCell(0, 1, 1, 1, [Text("30")])])
    assert joined(part([HEAD, ["1", "甲。", "A"]]), second) == [HEAD, ["1", "甲。", "A"], ["合计", "合计", "30"]]


def test_the_rest_of_a_split_row_is_put_to_its_beginning() -> None:
    first = part([HEAD, ["1", "动员各类市", "某局"]], full=True)
    assert joined(first, part([["", "场主体参与。", ""], ["2", "乙。", "B"]])) == [
        HEAD,
        ["1", "动员各类市场主体参与。", "某局"],
        ["2", "乙。", "B"],
    ]


@pytest.mark.parametrize(
    "rest",
    [
        ["", "2.开展培训。", ""],
        ["", "牵头单位：某局", ""],
        ["2", "场主体参与。", ""],
    ],
)
def test_a_row_that_opens_anew_is_no_rest(rest: list[str]) -> None:
    first = part([HEAD, ["1", "动员各类市", "某局"]], full=True)
    whole = joined(first, part([rest]))
    assert whole is not None and len(whole) == 3


def test_a_finished_sentence_has_no_rest() -> None:
    whole = joined(part([HEAD, ["1", "动员。", "某局"]], full=True), part([["", "再动员。", ""]]))
    assert whole is not None and len(whole) == 3


def test_a_cell_merged_downwards_goes_on_over_the_break() -> None:
    first = Part(
        [0.0, 100.0, 200.0],
        2,
        [
            PartCell(0, 0, 2, 1, [Text("甲县")]),
            PartCell(0, 1, 1, 1, [Text("一公司")]),
            PartCell(1, 1, 1, 1, [Text("二公司")]),
        ],
    )
    second = Part(
        [0.0, 100.0, 200.0],
        2,
        [
            PartCell(0, 0, 1, 1, []),
            PartCell(0, 1, 1, 1, [Text("三公司")]),
            PartCell(1, 0, 1, 1, [Text("乙县")]),
            PartCell(1, 1, 1, 1, [Text("四公司")]),
        ],
    )
    assert joined(first, second) == [
        ["甲县", "一公司"],
        ["甲县", "二公司"],
        ["甲县", "三公司"],
        ["乙县", "四公司"],
    ]


def test_the_empty_rows_of_a_form_stay_rows() -> None:
    whole = joined(part([HEAD, ["1", "", ""]]), part([["2", "", ""], ["3", "", ""]]))
    assert whole == [HEAD, ["1", "", ""], ["2", "", ""], ["3", "", ""]]


def test_a_third_row_that_divides_the_second_names_columns_too() -> None:
    top = ["单位名称", "采购金额", "采购金额", "采购金额", "采购金额", "备注"]
    middle = ["单位名称", "线上", "线上", "线下", "线下", "备注"]
    bottom = ["单位名称", "计划数", "完成数", "计划数", "完成数", "备注"]
    assert header_rows([top, middle, bottom, [""] * 6, [""] * 6]) == 3
    assert header_rows([top, middle, ["某某局", "30", "28", "10", "9", ""], [""] * 6]) == 2


def test_a_row_that_the_next_one_divides_names_columns_though_few_of_its_headings_are_known() -> None:
    top = ["县区（开发区）", "全年任务", "其中", "其中", "2022年完成"]
    below = ["县区（开发区）", "全年任务", "青石县", "白河县", "2022年完成"]
    assert header_rows([top, below, ["甲区", "165", "90", "75", "143.2"], ["乙区", "62", "34", "28", "50.5"]]) == 2
