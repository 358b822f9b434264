from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extractors.listing_rows import read


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


def test_a_firm_over_several_product_rows_is_one_listing() -> None:
    rows = [
        ["企业名称", "产品", "联系电话"],
        ["青禾食品有限公司", "蜂蜜", "13800000001"],
        ["^", "茶叶", "^"],
    ]
    (listing,) = read("附件", "企业名单", rows)
    assert json.loads(listing.extra or "") == {"产品": "蜂蜜、茶叶"}


def test_sums_and_repeated_headings_are_no_rows() -> None:
    rows = [["企业名称", "电话"], ["青禾食品有限公司", "13800000001"], ["企业名称", "电话"], ["合计", "1家"]]
    assert [listing.name for listing in read("附件", "企业名单", rows)] == ["青禾食品有限公司"]


@pytest.mark.parametrize("mark", ["同上", "〃", "（同上）"])
def test_ditto_is_the_row_above(mark: str) -> None:
    rows = [
        ["企业名称", "地址", "推荐单位", "联系电话"],
        ["青禾食品有限公司", "甲县临江路12号", "县商务局", "13800000001"],
        ["白河贸易有限公司", mark, mark, "13900000002"],
        ["甜园合作社", mark, mark, "13900000003"],
    ]
    found = read("附件", "企业名单", rows)
    assert [listing.address for listing in found] == ["甲县临江路12号"] * 3
    assert [json.loads(listing.extra or "{}")["推荐单位"] for listing in found] == ["县商务局"] * 3


def test_ditto_under_a_stroke_is_nothing() -> None:
    rows = [
        ["企业名称", "地址", "联系电话"],
        ["青禾食品有限公司", "/", "13800000001"],
        ["白河贸易有限公司", "同上", "13900000002"],
    ]
    assert [listing.address for listing in read("附件", "企业名单", rows)] == [None, None]


def test_ditto_under_a_name_adds_to_the_firm_above() -> None:
    rows = [
        ["企业名称", "产品", "联系电话"],
        ["青禾食品有限公司", "蜂蜜", "13800000001"],
        ["同上", "茶叶", "13800000001"],
    ]
    (listing,) = read("附件", "企业名单", rows)
    assert json.loads(listing.extra or "") == {"产品": "蜂蜜、茶叶"}


def test_no_column_is_dropped() -> None:
    rows = [
        ["企业名称", "所属协会", "", "联系电话"],
        ["青禾食品有限公司", "县茶业协会", "三星级", "13800000001"],
    ]
    (listing,) = read("附件", "企业名单", rows)
    assert json.loads(listing.extra or "") == {"所属协会": "县茶业协会", "第3列": "三星级"}


def test_circled_row_numbers() -> None:
    rows = [["序号", "企业名称", "联系电话"], ["③", "青禾食品有限公司", "13800000001"]]
    assert [listing.row_no for listing in read("附件", "企业名单", rows)] == [3]


@pytest.mark.parametrize("total", ["合计", "总计（2家）", "小 计", "共2家", "合计：2家"])
def test_total_rows_are_left_out(total: str) -> None:
    rows = [["序号", "企业名称", "联系电话"], ["1", "青禾食品有限公司", "13800000001"], ["", total, "2"]]
    assert [listing.name for listing in read("附件", "企业名单", rows)] == ["青禾食品有限公司"]


def test_a_heading_of_the_same_kind_that_is_no_place_ends_the_place() -> None:
    rows = [
        ["序号", "企业名称", "联系电话"],
        ["喜德县（1家）", "<", "<"],
        ["1", "青禾农业有限公司", "13800000001"],
        ["市本级企业（1家）", "<", "<"],
        ["2", "白河农业有限公司", "13900000002"],
    ]
    assert [listing.region for listing in read("附件", "企业名单", rows)] == ["喜德县", None]


def test_a_township_over_its_rows() -> None:
    rows = [["企业名称", "联系电话"], ["甜园镇", "<"], ["青禾农业有限公司", "13800000001"]]
    assert [listing.region for listing in read("附件", "企业名单", rows)] == ["甜园镇"]


def test_a_place_alone_in_a_row_of_empty_cells() -> None:
    rows = [
        ["企业名称", "联系人", "联系电话"],
        ["喜德县", "", ""],
        ["青禾农业有限公司", "王小明", "13800000001"],
        ["昭觉县", "", ""],
        ["白河农业有限公司", "李青", "13900000002"],
    ]
    assert [(f.name, f.region) for f in read("附件", "企业名单", rows)] == [
        ("青禾农业有限公司", "喜德县"),
        ("白河农业有限公司", "昭觉县"),
    ]


@pytest.mark.parametrize("tail", ["江路12号", "）西侧", "8号院内", "3楼"])
def test_the_end_of_an_address_cut_off_by_a_page_is_no_firm(tail: str) -> None:
    rows = [["企业名称", "地址", "电话"], ["清源食品有限公司", "甜园县东临", "13800000001"], [tail, "", ""]]
    assert [listing.name for listing in read("企业名单", rows)] == ["清源食品有限公司"]


@pytest.mark.parametrize(
    ("headings", "values", "name", "extra"),
    [
        (
            ("店铺名称", "企业名称"),
            ("青禾优选旗舰店", "青禾食品有限公司"),
            "青禾食品有限公司",
            {"店铺名称": "青禾优选旗舰店"},
        ),
        (("门店", "供货单位"), ("白河山货店", "白河商行"), "白河商行", {"门店": "白河山货店"}),
        (("生产厂家", "供应商"), ("甜园米厂", "青禾商贸有限公司"), "青禾商贸有限公司", {"生产厂家": "甜园米厂"}),
        (
            ("供应商", "配送企业"),
            ("青禾商贸有限公司", "白河物流公司"),
            "青禾商贸有限公司",
            {"配送企业": "白河物流公司"},
        ),
        (("供应商", "曾用名"), ("青禾商贸有限公司", "青禾贸易部"), "青禾商贸有限公司", {"曾用名": "青禾贸易部"}),
        (("企业名称", "开户名称"), ("青禾食品有限公司", "白河信用社"), "青禾食品有限公司", {"开户名称": "白河信用社"}),
        (("名称", "企业名称"), ("青禾生活馆", "青禾食品有限公司"), "青禾食品有限公司", {"名称": "青禾生活馆"}),
    ],
)
def test_one_of_several_columns_of_names_is_the_firms(
    headings: tuple[str, str], values: tuple[str, str], name: str, extra: dict[str, str]
) -> None:
    (listing,) = read("附件", "企业名单", [[*headings, "联系电话"], [*values, "13800000001"]])
    assert listing.name == name
    assert json.loads(listing.extra or "") == extra


def test_the_column_beside_names_the_firm_where_the_lists_own_is_empty() -> None:
    rows = [
        ["公司名称", "合作社名称", "电话"],
        ["青禾食品有限公司", "", "13800000001"],
        ["", "甜园茶叶专业合作社", "13800000002"],
        ["/", "白河蜂业专业合作社", "13800000003"],
    ]
    found = read("附件", "企业名单", rows)
    assert [listing.name for listing in found] == ["青禾食品有限公司", "甜园茶叶专业合作社", "白河蜂业专业合作社"]


@pytest.mark.parametrize(
    ("headings", "values", "region", "adcode"),
    [
        (("所属乡镇", "推荐地"), ("光明镇", "喜德县"), "喜德县", "513432"),
        (("产地", "所在县"), ("喜德县", "昭觉县"), "昭觉县", "513431"),
        (("省", "市", "县"), ("四川省", "凉山州", "喜德县"), "喜德县", "513432"),
        (("省份", "地市", "县区"), ("江苏省", "南京市", "鼓楼区"), "鼓楼区", "320106"),
        (("县", "乡", "村"), ("喜德县", "光明乡", "上村"), "喜德县", "513432"),
    ],
)
def test_the_place_a_firm_stands_for_else_its_county_is_the_region(
    headings: tuple[str, ...], values: tuple[str, ...], region: str, adcode: str
) -> None:
    rows = [["企业名称", *headings, "电话"], ["青禾食品有限公司", *values, "13800000001"]]
    (listing,) = read("附件", "企业名单", rows)
    assert (listing.region, listing.region_adcode) == (region, adcode)
    others = [(heading, value) for heading, value in zip(headings, values, strict=True) if value != region]
    assert json.loads(listing.extra or "") == dict(others)


def test_further_rows_of_a_firm_may_leave_out_what_the_first_says() -> None:
    rows = [
        ["企业名称", "产品", "单价（元）", "电话"],
        ["青禾食品有限公司", "蜂蜜", "30", "13800000001"],
        ["青禾食品有限公司", "茶叶", "90", ""],
    ]
    (listing,) = read("附件", "企业名单", rows)
    assert (listing.phone, json.loads(listing.extra or "")) == (
        "13800000001",
        {"产品": "蜂蜜、茶叶", "单价（元）": "30、90"},
    )


def test_a_row_of_goods_without_a_name_goes_on_with_the_firm_above() -> None:
    rows = [
        ["序号", "企业名称", "产品", "电话"],
        ["1", "青禾食品有限公司", "蜂蜜", "13800000001"],
        ["2", "", "茶叶", ""],
        ["3", "", "", ""],
        ["4", "白河商行", "木耳", "13800000002"],
    ]
    found = read("附件", "企业名单", rows)
    assert [(f.name, json.loads(f.extra or "")["产品"]) for f in found] == [
        ("青禾食品有限公司", "蜂蜜、茶叶"),
        ("白河商行", "木耳"),
    ]


NAMES = {
    "企业名称": ("青禾食品有限公司", "白河茶业有限公司"),
    "供应商": ("青禾食品有限公司", "白河茶业有限公司"),
    "单位名称": ("青禾食品有限公司", "白河茶业有限公司"),
}
BESIDE = {
    "店铺名称": ("青禾旗舰店", "白河山货店"),
    "生产厂家": ("丰源米厂", "丰源茶厂"),
    "合作社名称": ("丰源蜂业专业合作社", "丰源果业专业合作社"),
    "运营单位": ("云山网络有限公司", "云水网络有限公司"),
    "开户名称": ("青禾公司账户", "白河公司账户"),
    "电商平台": ("甜园商城", "丰源商城"),
    "推荐单位": ("喜德县总工会", "昭觉县总工会"),
    "推荐地": ("喜德县", "昭觉县"),
    "所属乡镇": ("光明镇", "城北乡"),
    "产地": ("美姑县", "金阳县"),
    "注册地": ("宁波市", "杭州市"),
    "联系人": ("王小明", "李青"),
    "法定代表人": ("周华", "赵平"),
    "联系电话": ("13800000001", "13800000002"),
    "负责人手机": ("13900000001", "13900000002"),
    "企业性质": ("民营", "国有"),
    "主体类型": ("龙头企业", "种植大户"),
    "地址": ("甲县东街1号", "甲县西街2号"),
    "经营地址": ("乙县东街1号", "乙县西街2号"),
    "网址": ("www.a.example.com", "www.b.example.com"),
    "公众号": ("青禾优选", "白河优品"),
    "备注": ("省级龙头", "退役军人"),
    "是否脱贫地区": ("是", "否"),
    "供应商编号": ("GY001", "GY002"),
    "责任单位": ("县商务局", "县财政局"),
    "完成时限": ("6月底", "7月底"),
    "有效期至": ("2026年5月", "2026年6月"),
    "库存": ("500袋", "200罐"),
}


@given(st.sampled_from(sorted(NAMES)), st.lists(st.sampled_from(sorted(BESIDE)), unique=True, min_size=2, max_size=6))
@settings(max_examples=60, deadline=None)
def test_nothing_of_a_row_is_dropped(name: str, beside: list[str]) -> None:
    columns = [(name, NAMES[name]), *((heading, BESIDE[heading]) for heading in beside)]
    rows = [[heading for heading, _ in columns], *([values[row] for _, values in columns] for row in (0, 1))]
    found = read("附件", "消费帮扶供应商名单", rows)
    assert [listing.name for listing in found] == list(NAMES[name])
    for listing, printed in zip(found, rows[1:], strict=True):
        told = (listing.name, listing.address, listing.contact, listing.phone, listing.ownership, listing.region)
        kept = "\n".join(words for words in (*told, listing.note, listing.extra) if words)
        assert [value for value in printed if value not in kept] == []
