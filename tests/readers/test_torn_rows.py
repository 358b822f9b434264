"""Rows of plain-text tables torn by a break within a cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.readers.torn_rows import mended

HEADINGS = "序号\t单位名称\t产品\t负责人及电话\t所在地"


def test_a_row_between_tabs_goes_on_in_the_next_line() -> None:
    torn = [
        HEADINGS,
        "1\t青禾茶业有限公司\t绿茶\t王小明",
        "13800000001\t甜园县东街",
        "2\t白河合作社\t红茶\t李青\t白河镇",
    ]
    assert mended(torn) == [
        HEADINGS,
        "1\t青禾茶业有限公司\t绿茶\t王小明 13800000001\t甜园县东街",
        "2\t白河合作社\t红茶\t李青\t白河镇",
    ]


def test_a_name_cut_in_two_is_closed_up() -> None:
    torn = [HEADINGS, "1\t甜园县青禾茶叶种植专业", "合作社\t绿茶\t王小明\t东街"]
    assert mended(torn)[1] == "1\t甜园县青禾茶叶种植专业合作社\t绿茶\t王小明\t东街"


def test_a_row_that_lacks_its_last_cells_takes_nothing_from_the_next() -> None:
    short = [HEADINGS, "1\t青禾茶业有限公司\t绿茶", "2\t白河合作社\t红茶\t李青\t白河镇"]
    assert mended(short) == short


def test_text_under_a_table_is_none_of_its_rows() -> None:
    after = [HEADINGS, "1\t青禾茶业有限公司\t绿茶\t王小明\t东街", "以上单位可直接联系。", "特此通知。"]
    assert mended(after) == after


def test_entries_under_those_of_the_row_above_go_on_with_them() -> None:
    torn = [
        "序号  供货商名称          产品    联系人  地址",
        "1     甜园县泉水粮油店    大米    何小平  甜园县西街3号",
        "2     甜园县红旗农机专业  玉米    许小红  甜园县红旗镇",
        "      合作社                              大坪村",
        "3     青禾食品有限公司    豆干    冯小刚  白河路8号",
    ]
    found = mended(torn)
    assert len(found) == 4
    assert found[2].split() == ["2", "甜园县红旗农机专业合作社", "玉米", "许小红", "甜园县红旗镇大坪村"]


def test_the_day_under_several_issuers_goes_on_with_none() -> None:
    signed = ["甜园县总工会    甜园县商务局    甜园县财政局", "                2024年5月6日"]
    assert mended(signed) == signed


@given(st.lists(st.text(alphabet="甲乙1 \t　。", max_size=12), max_size=8))
def test_no_word_is_lost(lines: list[str]) -> None:
    assert "".join("".join(mended(lines)).split()) == "".join("".join(lines).split())
