from __future__ import annotations

import json

import pytest

from tests.extractors.listing_rows import read

HEADINGS = ["序号", "企业名称", "经营地址", "联系人", "联系电话"]


def test_a_row_is_a_listing() -> None:
    row = ["1", "青禾食品有限公司", "甲县临江路12号", "王 明", "13800000001"]
    (listing,) = read("附件1", "助农企业名单", [HEADINGS, row])
    assert (listing.name, listing.address) == ("青禾食品有限公司", "甲县临江路12号")
    assert (listing.contact, listing.phone) == ("王明", "13800000001")
    assert (listing.annex, listing.row_no) == ("助农企业名单", 1)
    assert listing.evidence.quote == "\t".join(row)


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


def test_a_table_that_prints_a_label_beside_each_value() -> None:
    rows = [
        ["企业名称", "青禾食品有限公司"],
        ["地址", "甲县临江路12号"],
        ["联系人", "王小明"],
        ["联系电话", "13800000001"],
    ]
    (listing,) = read("附件", "供应商信息", rows)
    assert (listing.name, listing.contact, listing.phone) == ("青禾食品有限公司", "王小明", "13800000001")


@pytest.mark.parametrize("title", ["2024年采购任务分解表", "国有企业采购任务", "2023年消费帮扶先进单位名单"])
def test_tables_that_set_or_report_figures_for_firms_are_no_lists(title: str) -> None:
    rows = [["序号", "企业名称", "采购任务（万元）"], ["1", "青禾集团有限公司", "30"]]
    assert read("附件", title, rows) == []


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
        pytest.param(
            [["企业", "采购", "帮销"], ["青禾集团有限公司", "180", "60"], ["白河茶业公司", "—", "70"]],
            id="amounts for firms",
        ),
        pytest.param([["企业名称", "占比", "名次"], ["青禾食品有限公司", "12%", "1"]], id="shares of firms"),
        pytest.param(
            [["单位名称", "", "单位性质", ""], ["职工人数", "", "会员人数", ""], ["联络员", "", "手机", ""]],
            id="labels beside blanks",
        ),
        pytest.param(
            [["类别", "名称", "怎样到达", "联系人"], ["自提点", "青禾体验馆", "甲县临江路12号", "王小明 13800000001"]],
            id="channels with the way there",
        ),
        pytest.param([["需求企业", "需求产品", "电话"], ["青禾酒店有限公司", "大米", "13800000001"]], id="buyers"),
        pytest.param([["名称", "网址", "电话"], ["青禾优选", "www.example.com", "13800000001"]], id="sites"),
        pytest.param([["名称", "产地", "规格"], ["蜂蜜", "喜德县", "500克"]], id="products"),
    ],
)
def test_other_tables_are_no_lists(rows: list[list[str]]) -> None:
    assert read("附件1", "情况表", rows) == []
    assert read("安排如下：", rows) == []


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        pytest.param("情况", [["企业名称", "主打产品", "年产能"], ["青禾食品有限公司", "蜂蜜", "30"]], id="goods"),
        pytest.param("助农企业名单", [["企业名称", "带动户数"], ["青禾食品有限公司", "30"]], id="a list's title"),
        pytest.param("情况", [["产地", "企业名称", "带动户数"], ["喜德县", "青禾食品有限公司", "30"]], id="places"),
    ],
)
def test_figures_beside_what_tells_of_firms_leave_a_list(title: str, rows: list[list[str]]) -> None:
    assert [listing.name for listing in read("附件1", title, rows)] == ["青禾食品有限公司"]


# ---------------------------------------------------------------- validity


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        ("定点供应商名单（2023—2025年）", "2023-01-01", "2025-12-31"),
        ("供应商名录（有效期至2026年12月31日）", None, "2026-12-31"),
        ("供应商名录（有效期：2024年1月1日至2025年12月31日）", "2024-01-01", "2025-12-31"),
        ("2024年供应商名录", None, None),
        ("供应商名录", None, None),
    ],
)
def test_a_lists_title_gives_its_validity(title: str, first: str | None, last: str | None) -> None:
    (listing,) = read("附件", title, [["企业名称", "联系电话"], ["青禾食品有限公司", "13800000001"]])
    assert (listing.valid_from, listing.valid_to) == (first, last)


def test_a_line_under_the_title_gives_the_lists_validity() -> None:
    rows = [["企业名称", "联系电话"], ["青禾食品有限公司", "13800000001"]]
    (listing,) = read("附件", "供应商名录", "（有效期：2024年1月1日至2025年12月31日）", rows)
    assert (listing.valid_from, listing.valid_to) == ("2024-01-01", "2025-12-31")


def test_a_rows_own_validity_goes_before_the_lists() -> None:
    rows = [
        ["企业名称", "联系电话", "有效期"],
        ["青禾食品有限公司", "13800000001", "2024年1月1日至2024年12月31日"],
        ["白河贸易有限公司", "13900000002", "/"],
    ]
    found = read("附件", "供应商名录（有效期至2026年12月31日）", rows)
    assert [(f.valid_from, f.valid_to) for f in found] == [("2024-01-01", "2024-12-31"), (None, "2026-12-31")]


def test_a_numbered_row_over_all_other_columns_is_a_heading() -> None:
    found = read(
        [
            ["序号", "企业名称", "产品", "电话"],
            ["一", "对口帮扶地区（甲市）", "<", "<"],
            ["1", "青禾食品有限公司", "腊肉", "13800000001"],
        ]
    )
    assert [listing.name for listing in found] == ["青禾食品有限公司"]


def test_a_person_in_a_bracket_after_the_number() -> None:
    (found,) = read([["企业名称", "联系方式"], ["青禾食品有限公司", "0571-88880001（王经理）"]])
    assert (found.contact, found.phone) == ("王经理", "0571-88880001")


def test_firms_and_not_the_packages_that_they_supply_are_listed() -> None:
    found = read(
        [
            ["礼包名称", "内容", "供应单位", "联系人", "电话"],
            ["粮油礼包", "大米5kg", "青禾米业有限公司", "王小明", "13800000001"],
            ["山货礼包", "木耳250g", "甜园蜂业专业合作社", "李青", "13800000002"],
        ]
    )
    assert [(listing.name, listing.contact) for listing in found] == [
        ("青禾米业有限公司", "王小明"),
        ("甜园蜂业专业合作社", "李青"),
    ]


def test_a_firm_is_listed_as_it_is_called_now() -> None:
    found = read(
        [
            ["原序号", "原供应商名称", "变更后供应商名称", "联系电话"],
            ["5", "青禾粮油店", "青禾粮油有限公司", "13800000001"],
            ["8", "甜园蜂业合作社", "甜园蜂业专业合作社", "13800000002"],
        ]
    )
    assert [listing.name for listing in found] == ["青禾粮油有限公司", "甜园蜂业专业合作社"]


def test_where_tours_go_is_no_region_of_the_firm() -> None:
    found = read(
        [
            ["企业名称", "地址", "联系人", "电话", "主要线路"],
            ["青禾旅行社有限公司", "东街1号", "王小明", "13800000001", "桃源"],
            ["甜园民宿专业合作社", "西街2号", "李青", "13800000002", "永顺"],
        ]
    )
    assert [listing.region for listing in found] == [None, None]


def test_a_form_of_labels_alone_lists_nobody() -> None:
    assert read([["商家名称", "法定代表人"], ["注册地址", "联系电话"], ["主营产品", "成立时间"]]) == []


@pytest.mark.parametrize(
    ("headings", "values", "extra"),
    [
        (("店铺名称", "运营主体"), ("青禾优选旗舰店", "青禾食品有限公司"), {"店铺名称": "青禾优选旗舰店"}),
        (
            ("企业名称", "公众号", "网址"),
            ("青禾食品有限公司", "青禾山货", "www.qinghe.example.com"),
            {"公众号": "青禾山货", "网址": "www.qinghe.example.com"},
        ),
    ],
)
def test_firms_of_a_suppliers_list_stand_before_their_shops(
    headings: tuple[str, ...], values: tuple[str, ...], extra: dict[str, str]
) -> None:
    rows = [[*headings, "电话"], [*values, "13800000001"]]
    (listing,) = read("附件", "消费帮扶供应商名单", rows)
    assert (listing.name, json.loads(listing.extra or "")) == ("青禾食品有限公司", extra)
    assert read("附件", "线上采购平台一览表", rows) == []
