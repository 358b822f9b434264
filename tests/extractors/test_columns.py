from __future__ import annotations

from extract.extractors import columns
from tests.extractors.factory import table


def keys(rows: list[list[str]]) -> list[str]:
    built, text = table(rows)
    return [column.key for column in columns.grid(text, built).columns]


def test_unit_means_firms_or_bodies_by_what_stands_below() -> None:
    assert keys([["单位", "联系人"], ["青禾食品有限公司", "王小明"]]) == ["name", "contact"]
    assert keys([["单位", "联系人"], ["县商务局", "王小明"]]) == ["organization", "contact"]


def test_columns_without_headings_are_read_from_their_values() -> None:
    rows = [
        ["1", "青禾食品有限公司", "甲县临江路12号", "王小明", "13800000001"],
        ["2", "白河贸易商行", "乙县东街3号", "李青", "0571-88880000"],
    ]
    assert keys(rows) == ["row_no", "name", "address", "contact", "phone"]


def test_a_second_header_row_names_the_leaves() -> None:
    rows = [["单位名称", "联系方式", "<"], ["^", "姓名", "电话"], ["青禾食品有限公司", "王小明", "13800000001"]]
    built, text = table(rows)
    seen = columns.grid(text, built)
    assert [column.key for column in seen.columns] == ["name", "contact", "phone"]
    assert [column.heading for column in seen.columns] == ["单位名称", "联系方式 姓名", "联系方式 电话"]
    assert list(seen.body) == [2]


def test_a_first_row_over_the_whole_width_is_the_title() -> None:
    built, text = table([["助农企业名单", "<"], ["企业名称", "电话"], ["青禾食品有限公司", "13800000001"]])
    seen = columns.grid(text, built)
    assert seen.caption is not None
    assert text[slice(*seen.caption)] == "助农企业名单"
    assert list(seen.header) == [1]


def test_a_firm_in_the_first_row_is_no_heading() -> None:
    built, text = table([["青禾食品有限公司", "白河贸易有限公司"], ["甜园种植合作社", "丰源粮油商行"]])
    assert not columns.grid(text, built).header


def test_lists_side_by_side_are_two_bands() -> None:
    built, text = table(
        [["企业名称", "电话", "企业名称", "电话"], ["青禾公司", "13800000001", "白河公司", "13900000002"]]
    )
    assert [len(band.columns) for band in columns.bands(columns.grid(text, built))] == [2, 2]
