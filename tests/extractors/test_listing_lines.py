from __future__ import annotations

import json

import pytest

from tests.extractors.factory import notice, run
from tests.extractors.listing_rows import read


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


def test_firms_in_running_text_are_no_listings() -> None:
    assert read("一、线上渠道", "由青禾食品有限公司负责运营，联系电话：13800000001。") == []


def test_a_label_before_the_firms_name() -> None:
    found = read(
        "一、供货商家",
        "（1）商家：青禾食品有限公司；地址：甲县临江路12号；负责人：王小明，13800000001；主供：腊肉、香菇",
        "（2）商家：白河贸易有限公司；地址：乙县东街3号；负责人：李青，13900000002；主供：茶叶",
    )
    assert [(f.row_no, f.name, f.contact, f.phone) for f in found] == [
        (1, "青禾食品有限公司", "王小明", "13800000001"),
        (2, "白河贸易有限公司", "李青", "13900000002"),
    ]
    assert json.loads(found[0].extra or "") == {"主供": "腊肉、香菇"}


def test_firms_in_running_text_with_person_and_number_in_brackets() -> None:
    found = read(
        "供应企业为：青禾食品有限公司（王小明，13800000001）、白河调味品厂（李青，13900000002）"
        "和甜园种植专业合作社（张丽，0571-88880000）。"
    )
    assert [(f.name, f.contact, f.phone) for f in found] == [
        ("青禾食品有限公司", "王小明", "13800000001"),
        ("白河调味品厂", "李青", "13900000002"),
        ("甜园种植专业合作社", "张丽", "0571-88880000"),
    ]


def test_a_heading_that_names_a_place_is_the_region_of_its_lines() -> None:
    found = read(
        "附件",
        "帮扶企业名单",
        "（一）喜德县",
        "1.青禾农业有限公司，联系人：王小明，电话：13800000001",
        "（二）昭觉县",
        "1.白河农业有限公司，联系人：李青，电话：13900000002",
    )
    assert [(f.name, f.region) for f in found] == [("青禾农业有限公司", "喜德县"), ("白河农业有限公司", "昭觉县")]


@pytest.mark.parametrize(
    "rest",
    [
        "地址：甲县临江路12号，王小明，13800000001，供应粉丝",
        "地址：甲县临江路12号，王 明，13800000001；主营蜂蜜、木耳",
        "地址：甲县临江路12号，联系人王小明，电话13800000001，供应木耳",
        "地址：甲县临江路12号，13800000001，王小明",
    ],
)
def test_a_person_and_number_without_labels_after_a_labelled_address(rest: str) -> None:
    (listing,) = read("附件", "供应商名单", f"1.青禾食品有限公司，{rest}")
    assert (listing.address, listing.phone) == ("甲县临江路12号", "13800000001")
    assert listing.contact in ("王小明", "王明")


def test_an_address_in_two_clauses_stays_whole() -> None:
    (listing,) = read("附件", "供应商名单", "1.青禾食品有限公司，地址：甲县临江路12号，东门旁，电话：13800000001")
    assert listing.address == "甲县临江路12号，东门旁"


def test_a_workshop_between_firms_is_one_of_them() -> None:
    found = read(
        "一、本地供应商",
        "1.青禾食品有限公司，地址：甲县临江路12号，联系人王小明，电话13800000001",
        "2.甲县巧手刺绣工坊（残疾人就业单位），地址：甲县东街3号，联系人李青，电话13900000002",
        "3.请各单位及时选购，电话13900000003",
    )
    assert [(f.name, f.note) for f in found] == [("青禾食品有限公司", None), ("甲县巧手刺绣工坊", "残疾人就业单位")]


def test_the_issuers_own_line_is_no_listing() -> None:
    given = notice("甲县供销合作社联合社", "关于公布供应商名单的公告", issuers=("甲县供销合作社联合社",))
    assert run("listings", given, before=("forms",)) == []


@pytest.mark.parametrize(
    "line",
    [
        "1.青禾食品有限公司（王小明 13800000001）",
        "1.青禾食品有限公司（王小明，电话13800000001）",
        "（一）青禾食品有限公司，法定代表人王小明，13800000001",
        "一、供应商：青禾食品有限公司，负责人王小明，电话13800000001，主要供应粮油。",
    ],
)
def test_person_and_number_after_a_firm(line: str) -> None:
    (listing,) = read("附件", "供应商名单", line)
    assert (listing.name, listing.contact, listing.phone) == ("青禾食品有限公司", "王小明", "13800000001")


def test_an_address_after_its_label_without_a_colon() -> None:
    (listing,) = read("附件", "供应商名单", "1.青禾食品有限公司，地址甲县临江路12号，王小明，13800000001")
    assert (listing.address, listing.contact) == ("甲县临江路12号", "王小明")


def test_what_a_firm_supplies_is_no_person() -> None:
    found = read(
        "附件", "供应商名录", "（1）青禾食品有限公司，地址东街3号，负责人王小明（13800000001），经营面粉、杂粮；"
    )
    assert [(one.contact, one.phone) for one in found] == [("王小明", "13800000001")]


def test_firms_numbered_in_one_paragraph_are_listed_apart() -> None:
    found = read(
        "1.青禾粮油有限公司，地址：甜园县东街12号，王小明：13800000001；2.白河茶业有限公司（临江路99号）0571-88880002。"
    )
    assert [(f.row_no, f.name, f.address, f.contact, f.phone) for f in found] == [
        (1, "青禾粮油有限公司", "甜园县东街12号", "王小明", "13800000001"),
        (2, "白河茶业有限公司", "临江路99号", None, "0571-88880002"),
    ]


def test_numbers_within_what_is_said_of_one_firm_begin_no_other() -> None:
    (listing,) = read(
        "助农企业名录", "1.青禾食品有限公司，联系人：王小明，电话：13800000001，产品：1.蜂蜜；2.大米；3.面粉。"
    )
    assert (listing.name, listing.phone) == ("青禾食品有限公司", "13800000001")


def test_goods_printed_before_the_firm_are_not_its_name() -> None:
    found = read(
        "团购目录",
        "1、甜园大米 5公斤真空装 每袋45元 甜园县清源米业有限公司 订货：王小明 13800000001",
        "2、冻梨、冻柿子组合 5公斤 每箱39元 甜园县白河果品商行 订货：李青 0571-88880006",
        "3、散养土鸡蛋 30枚/盒 甜园县青禾养殖合作社 联系人：赵山 13800000003",
    )
    assert [(f.row_no, f.name, f.contact, f.phone) for f in found] == [
        (1, "甜园县清源米业有限公司", "王小明", "13800000001"),
        (2, "甜园县白河果品商行", "李青", "0571-88880006"),
        (3, "甜园县青禾养殖合作社", "赵山", "13800000003"),
    ]


def test_labelled_blocks_under_places_are_listings() -> None:
    found = read(
        "附件",
        "爱心供货单位名单",
        "喜德县：",
        "单位名称：喜德县青禾果蔬专业合作社",
        "负 责 人：王小明",
        "电    话：13800000001",
        "布拖县：",
        "单位名称：布拖县白河渔业有限公司",
        "负 责 人：李青",
        "电    话：13800000002",
    )
    assert [(f.name, f.contact, f.phone, f.region) for f in found] == [
        ("喜德县青禾果蔬专业合作社", "王小明", "13800000001", "喜德县"),
        ("布拖县白河渔业有限公司", "李青", "13800000002", "布拖县"),
    ]


def test_lines_that_name_a_place_stand_over_its_firms() -> None:
    found = read(
        "附件",
        "供应商名单",
        "喜德县（2户）",
        "喜德县青禾食品有限公司",
        "喜德县白河茶业合作社",
        "布拖县（1户）",
        "布拖县山野食品有限公司",
    )
    assert [f.region for f in found] == ["喜德县", "喜德县", "布拖县"]


def test_firms_told_of_one_after_the_other_behind_semicolons() -> None:
    found = read(
        "推荐供应商有：1.甜园青禾农业有限公司，联系人：王小明，电话：13800000040，主要产品：大米；"
        "2.白河山货食品有限公司，联系人：李青，电话：13800000041。"
    )
    assert [(f.name, f.row_no, f.contact, f.phone) for f in found] == [
        ("甜园青禾农业有限公司", 1, "王小明", "13800000040"),
        ("白河山货食品有限公司", 2, "李青", "13800000041"),
    ]


def test_one_firm_and_a_body_behind_semicolons_are_no_list() -> None:
    assert read("平台：青禾网络有限公司，电话0571-88880001；白河市供销社业务科，电话0571-88880002。") == []


def test_the_names_of_other_firms_are_no_address_of_the_first() -> None:
    found = read("附件", "供应商名单", "甜园青禾农业有限公司、白河市东街食品有限公司、 白河镇红星种植专业合作社。")
    assert [(f.name, f.address) for f in found] == [
        ("甜园青禾农业有限公司", None),
        ("白河市东街食品有限公司", None),
        ("白河镇红星种植专业合作社", None),
    ]


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (
            ("第一名：白河青禾食品有限公司", "第二名：甜园茶业专业合作社"),
            ["白河青禾食品有限公司", "甜园茶业专业合作社"],
        ),
        (("大米：白河青禾食品有限公司 王小明 13800000101",), ["白河青禾食品有限公司"]),
        (
            ("1.白河青禾食品有限公司 大米、面粉", "2.甜园茶业专业合作社 绿茶"),
            ["白河青禾食品有限公司", "甜园茶业专业合作社"],
        ),
        (("运营单位：白河青禾网络有限公司",), []),
        (("1.白河青禾食品有限公司 未按要求供货，取消资格。",), []),
    ],
)
def test_lines_of_a_list_with_a_label_or_a_few_words_beside_the_firm(lines: tuple[str, ...], names: list[str]) -> None:
    assert [f.name for f in read("附件", "供应商名单", *lines)] == names


def test_a_sentence_that_leads_on_to_a_list_heads_no_block() -> None:
    found = read(
        "附件",
        "供应商名单",
        "现将名单公布如下：",
        "企业名称：白河青禾食品有限公司 联系人：王小明 联系电话：13800000101",
        "企业名称：甜园茶业专业合作社 联系人：李青 联系电话：13800000102",
    )
    assert [(f.name, f.contact) for f in found] == [("白河青禾食品有限公司", "王小明"), ("甜园茶业专业合作社", "李青")]


def test_a_shop_in_a_list_that_a_line_calls_channels_is_no_supplier() -> None:
    found = read(
        "二、产品从哪里买",
        "各单位可任选下列渠道下单：",
        "（一）“青禾优选”小程序。满200元免运费，客服0571-88880001。",
        "（二）白河特产青禾直营店。地址：东街8号，联系人：王小明，电话：13800000001。",
    )
    assert found == []


def test_firms_lines_of_labels_under_the_lists_heading() -> None:
    found = read(
        "附件",
        "消费帮扶供应商名单",
        "企业名称：青禾食品有限公司；企业性质：民营；推荐地：喜德县；法定代表人：周华；联系人：王小明；电话：13800000001；备注：无",
        "企业名称：甜园茶厂；企业性质：国有；推荐地：昭觉县；法定代表人：赵平；联系人：李青；电话：13800000002；备注：老字号",
    )
    assert [(f.name, f.ownership, f.region, f.contact, f.phone, f.note) for f in found] == [
        ("青禾食品有限公司", "民营", "喜德县", "王小明", "13800000001", None),
        ("甜园茶厂", "国有", "昭觉县", "李青", "13800000002", "老字号"),
    ]
    assert json.loads(found[0].extra or "") == {"法定代表人": "周华"}


def test_a_suppliers_web_address_makes_it_no_channel_in_a_list_of_suppliers() -> None:
    found = read(
        "附件",
        "消费帮扶供应商名单",
        "1.青禾食品有限公司 电话：0834-5550001转801 网址：www.qinghe.example.com",
        "2.甜园茶厂 电话：0834-5550002-802 微信公众号：甜园好茶",
    )
    assert [(f.name, f.phone) for f in found] == [
        ("青禾食品有限公司", "0834-5550001转801"),
        ("甜园茶厂", "0834-5550002-802"),
    ]
    assert json.loads(found[1].extra or "") == {"微信公众号": "甜园好茶"}


@pytest.mark.parametrize(
    ("rest", "extra", "valid_to"),
    [
        (
            "，供货范围：大米、面粉；供货期：9—12月；联系人：王小明",
            {"供货范围": "大米、面粉", "供货期": "9—12月"},
            None,
        ),
        ("，有效期至2026年5月，联系人：王小明", {"有效期": "至2026年5月"}, "2026-05-31"),
    ],
)
def test_what_a_line_says_beside_what_is_known(rest: str, extra: dict[str, str], valid_to: str | None) -> None:
    (found,) = read("附件", "助农企业名单", f"1.青禾食品有限公司{rest}，13800000001")
    assert (found.contact, found.phone, found.valid_to) == ("王小明", "13800000001", valid_to)
    assert json.loads(found.extra or "") == extra


def test_a_label_right_behind_the_bracket_of_a_name() -> None:
    (found,) = read("附件", "助农企业名单", "1.青禾食品有限公司（民营，喜德县）联系人：王小明 13800000001")
    assert (found.name, found.note, found.contact) == ("青禾食品有限公司", "民营，喜德县", "王小明")
