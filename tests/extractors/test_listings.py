from __future__ import annotations

import json

import pytest

from extract.extractors import forms as _forms  # noqa: F401  registers the extractor
from extract.extractors import listings as _listings  # noqa: F401
from extract.facts import Listing
from tests.extractors.factory import Item, notice, run

HEADINGS = ["序号", "企业名称", "经营地址", "联系人", "联系电话"]


def read(*items: Item, ruled: bool = True) -> list[Listing]:
    facts = run("listings", notice(*items, ruled=ruled), before=("forms",))
    return [fact for fact in facts if isinstance(fact, Listing)]


def test_a_row_is_a_listing() -> None:
    row = ["1", "青禾食品有限公司", "甲县临江路12号", "王 明", "13800000001"]
    (listing,) = read("附件1", "助农企业名单", [HEADINGS, row])
    assert (listing.name, listing.address) == ("青禾食品有限公司", "甲县临江路12号")
    assert (listing.contact, listing.phone) == ("王明", "13800000001")
    assert (listing.annex, listing.row_no) == ("助农企业名单", 1)
    assert listing.evidence.quote == "\t".join(row)


@pytest.mark.parametrize(
    ("printed", "name", "note"),
    [
        ("青禾食品有限公司（县级龙头企业）", "青禾食品有限公司", "县级龙头企业"),
        ("甜园商行（运营商：白河贸易有限公司）", "甜园商行", "运营商：白河贸易有限公司"),
        ("青禾（白河）食品有限公司", "青禾（白河）食品有限公司", None),
        ("丰源企业管理公司（有限合伙）", "丰源企业管理公司（有限合伙）", None),
        ("（3）青禾食品有限公司", "青禾食品有限公司", None),
        ("12.青禾食品\n有限公司", "青禾食品有限公司", None),
    ],
)
def test_the_name_is_the_firms_own(printed: str, name: str, note: str | None) -> None:
    (listing,) = read("附件", "企业名单", [["企业名称", "联系电话"], [printed, "13800000001"]])
    assert (listing.name, listing.note) == (name, note)


def test_a_merged_region_is_filled_down() -> None:
    rows = [
        ["序号", "推荐地", "企业名称", "企业性质"],
        ["1", "喜德县", "青禾农业有限公司", "国企"],
        ["2", "^", "白河农业有限公司", "民企"],
        ["3", "昭觉县", "甜园农业有限公司", "民企"],
    ]
    found = read("附件2", "定点企业名录", rows)
    assert [listing.region for listing in found] == ["喜德县", "喜德县", "昭觉县"]
    assert [listing.ownership for listing in found] == ["国企", "民企", "民企"]
    assert found[0].region_adcode == "513432"
    assert found[1].evidence.quote.startswith("2")


def test_columns_without_a_name_go_to_extra() -> None:
    rows = [["企业名称", "主营产品", "采购价（元/斤）"], ["青禾食品有限公司", "蜂蜜", "30"]]
    (listing,) = read("附件", "企业名单", rows)
    assert json.loads(listing.extra or "") == {"主营产品": "蜂蜜", "采购价（元/斤）": "30"}


@pytest.mark.parametrize(
    ("heading", "printed", "contact", "phone"),
    [
        ("联系人及电话", "王小明 13800000001", "王小明", "13800000001"),
        ("联系人及电话", "王小明13800000001\n李青13900000002", "王小明、李青", "13800000001、13900000002"),
        ("联系电话", "0571-88880000\n13800000001", None, "0571-88880000、13800000001"),
        ("联系人", "王小明、李青", "王小明、李青", None),
        ("联系人", "李 青（经理）", "李青", None),
        ("联系电话", "138000\n00001", None, "13800000001"),
        ("联系电话", "/", None, None),
    ],
)
def test_persons_and_numbers(heading: str, printed: str, contact: str | None, phone: str | None) -> None:
    (listing,) = read("附件", "企业名单", [["企业名称", heading], ["青禾食品有限公司", printed]])
    assert (listing.contact, listing.phone) == (contact, phone)


def test_headings_are_found_letter_spaced_and_in_two_rows() -> None:
    rows = [
        ["序 号", "单 位 名 称", "联系方式", "<"],
        ["^", "^", "姓名", "手机"],
        ["1", "青禾食品有限公司", "王小明", "13800000001"],
    ]
    (listing,) = read("附件", "企业名单", rows)
    assert (listing.name, listing.contact, listing.phone) == ("青禾食品有限公司", "王小明", "13800000001")


def test_a_list_without_headings_is_read_from_its_values() -> None:
    rows = [
        ["（1）青禾食品有限公司（授权单位）", "王小明", "13800000001"],
        ["（2）白河贸易商行", "李青", "13900000002"],
    ]
    first, second = read("附件", "经销单位名录", rows, ruled=False)
    assert (first.row_no, first.name, first.note, first.contact) == (1, "青禾食品有限公司", "授权单位", "王小明")
    assert (second.row_no, second.name, second.phone) == (2, "白河贸易商行", "13900000002")


def test_lists_side_by_side() -> None:
    rows = [
        ["序号", "企业名称", "电话", "序号", "企业名称", "电话"],
        ["1", "青禾食品有限公司", "13800000001", "2", "白河贸易有限公司", "13900000002"],
    ]
    found = read("附件", "企业名单", rows)
    assert [(listing.row_no, listing.name, listing.phone) for listing in found] == [
        (1, "青禾食品有限公司", "13800000001"),
        (2, "白河贸易有限公司", "13900000002"),
    ]


def test_lines_are_listings() -> None:
    found = read(
        "附件",
        "助农企业名录",
        "1.青禾食品有限公司，地址：甲县临江路12号，联系人：王小明，电话：13800000001",
        "2.白河贸易有限公司 李青 13900000002",
    )
    assert [(f.row_no, f.name, f.contact, f.phone) for f in found] == [
        (1, "青禾食品有限公司", "王小明", "13800000001"),
        (2, "白河贸易有限公司", "李青", "13900000002"),
    ]
    assert found[0].address == "甲县临江路12号"


def test_a_firms_line_with_labelled_lines_under_it() -> None:
    (listing,) = read(
        "附件", "助农企业名录", "1.青禾食品有限公司", "地址：甲县临江路12号", "联系人：王小明", "电话：13800000001"
    )
    assert (listing.name, listing.address, listing.phone) == ("青禾食品有限公司", "甲县临江路12号", "13800000001")


def test_a_row_over_the_whole_width_names_the_place_of_those_below() -> None:
    rows = [
        ["序号", "企业名称", "联系电话"],
        ["一、喜德县", "<", "<"],
        ["1", "青禾农业有限公司", "13800000001"],
        ["二、昭觉县", "<", "<"],
        ["2", "白河农业有限公司", "13900000002"],
    ]
    assert [(f.name, f.region) for f in read("附件", "企业名单", rows)] == [
        ("青禾农业有限公司", "喜德县"),
        ("白河农业有限公司", "昭觉县"),
    ]


def test_firms_enumerated_in_lines() -> None:
    found = read(
        "附件",
        "帮扶企业名单",
        "（一）粮油类：青禾农业有限公司、白河农业有限公司",
        "（二）果蔬类：甜园合作社、丰源果蔬公司。",
    )
    assert [f.name for f in found] == ["青禾农业有限公司", "白河农业有限公司", "甜园合作社", "丰源果蔬公司"]


def test_firms_in_running_text_with_particulars_in_brackets() -> None:
    found = read(
        "供应商：1.青禾食品有限公司（联系人：王小明，电话：13800000001）；2.白河商行（联系人：李青，电话：13900000002）。"
    )
    assert [(f.row_no, f.name, f.contact, f.phone) for f in found] == [
        (1, "青禾食品有限公司", "王小明", "13800000001"),
        (2, "白河商行", "李青", "13900000002"),
    ]


def test_a_table_that_prints_a_label_beside_each_value() -> None:
    rows = [
        ["企业名称", "青禾食品有限公司"],
        ["地址", "甲县临江路12号"],
        ["联系人", "王小明"],
        ["联系电话", "13800000001"],
    ]
    (listing,) = read("附件", "供应商信息", rows)
    assert (listing.name, listing.contact, listing.phone) == ("青禾食品有限公司", "王小明", "13800000001")


def test_tables_that_set_figures_for_firms_are_no_lists() -> None:
    rows = [["序号", "企业名称", "采购任务（万元）"], ["1", "青禾集团有限公司", "30"]]
    assert read("附件", "2024年采购任务分解表", rows) == []


def test_a_firm_over_several_product_rows_is_one_listing() -> None:
    rows = [
        ["企业名称", "产品", "联系电话"],
        ["青禾食品有限公司", "蜂蜜", "13800000001"],
        ["^", "茶叶", "^"],
    ]
    (listing,) = read("附件", "企业名单", rows)
    assert json.loads(listing.extra or "") == {"产品": "蜂蜜、茶叶"}


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([HEADINGS, ["1", "", "", "", ""], ["2", "", "", "", ""]], id="blank form"),
        pytest.param([["序号", "工作任务", "责任单位"], ["1", "采购帮扶", "白河食品集团"]], id="tasks"),
        pytest.param([["单位", "联系人", "电话"], ["县总工会", "王小明", "88880000"]], id="public bodies"),
        pytest.param([["单位名称", "联系人", "电话"], ["甲镇工会", "王小明", "88880000"]], id="unions"),
        pytest.param([["品名", "规格", "单价（元）"], ["蜂蜜", "500克", "30"]], id="prices"),
        pytest.param([["平台名称", "网址"], ["青禾商城", "www.example.com"]], id="channels"),
        pytest.param([["县区", "任务数（万元）"], ["甲县", "300"]], id="figures"),
        pytest.param([["名称", "产地", "规格"], ["蜂蜜", "喜德县", "500克"]], id="products"),
    ],
)
def test_other_tables_are_no_lists(rows: list[list[str]]) -> None:
    assert read("附件1", "情况表", rows) == []


def test_sums_and_repeated_headings_are_no_rows() -> None:
    rows = [["企业名称", "电话"], ["青禾食品有限公司", "13800000001"], ["企业名称", "电话"], ["合计", "1家"]]
    assert [listing.name for listing in read("附件", "企业名单", rows)] == ["青禾食品有限公司"]


def test_firms_in_running_text_are_no_listings() -> None:
    assert read("一、线上渠道", "由青禾食品有限公司负责运营，联系电话：13800000001。") == []
