from __future__ import annotations

import pytest

from extract.extractors import columns, headings
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


@pytest.mark.parametrize("heading", ["类型", "主体类别", "公司性质", "经营类别"])
def test_kinds_of_enterprise_tell_their_column(heading: str) -> None:
    rows = [["企业名称", heading, "电话"], ["青禾食品有限公司", "民营企业", "13800000001"]]
    assert keys([*rows, ["白河供销有限公司", "混合所有制", "13800000002"]]) == ["name", "ownership", "phone"]


def test_kinds_of_goods_are_no_kinds_of_enterprise() -> None:
    rows = [["企业名称", "类型", "电话"], ["青禾食品有限公司", "粮油", "13800000001"]]
    assert keys([*rows, ["白河供销有限公司", "水果", "13800000002"]]) == ["name", "other", "phone"]


@pytest.mark.parametrize("heading", ["责任人", "责任领导", "挂钩领导", "驻点干部"])
def test_who_answers_for_it_is_asked_where_nobody_else_is_named(heading: str) -> None:
    rows = [["单位", heading, "电话"], ["甲县总工会", "王小明", "0571-88880001"]]
    assert keys([*rows, ["乙县总工会", "李 青", "0571-88880002"]]) == ["organization", "contact", "phone"]


def test_who_answers_for_a_task_is_not_asked() -> None:
    rows = [["工作任务", "责任单位", "责任人", "电话"], ["办好展销", "县商务局", "王小明", "0571-88880001"]]
    assert keys([*rows, ["组织采购", "县总工会", "李青", "0571-88880002"]])[2] == "other"


def test_goods_under_an_unknown_heading_are_no_persons() -> None:
    rows = [["企业名称", "地方风味", "电话"], ["青禾食品有限公司", "白玉菇", "13800000001"]]
    assert keys([*rows, ["白河供销有限公司", "腊肉", "13800000002"]])[1] == "other"


def test_places_tell_their_column() -> None:
    rows = [["企业名称", "来自哪里", "电话"], ["青禾食品有限公司", "松潘县", "13800000001"]]
    assert keys([*rows, ["白河供销有限公司", "茂县", "13800000002"]]) == ["name", "region", "phone"]


@pytest.mark.parametrize("heading", ["师（市）", "受援县（市）", "推介地", "货源地", "所在旗县"])
def test_headings_over_places(heading: str) -> None:
    assert headings.meaning(heading) == "region"


def test_columns_of_names_alone_under_headings_of_their_own_are_one_list() -> None:
    rows = [
        ["企业名称", "合作社名称", "店铺名称"],
        ["青禾食品有限公司", "甜园茶叶合作社", "青禾旗舰店"],
        ["白河商贸有限公司", "丰源蜂业合作社", "白河山货店"],
    ]
    assert keys(rows) == ["name", "other", "other"]
