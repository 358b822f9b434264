from __future__ import annotations

import json

import pytest

from tests.extractors.listing_rows import read


@pytest.mark.parametrize(
    "line",
    [
        "青禾食品有限公司，联系人王小明，0571-88880001；白河商行，联系人李青，0571-88880002。",
        "推荐企业有：青禾食品有限公司，联系人王小明，0571-88880001；白河商行，联系人李青，0571-88880002。",
        "2024年推荐企业如下：青禾食品有限公司，联系人：王小明，电话：0571-88880001；"
        "白河商行，联系人：李青，电话：0571-88880002。",
        "青禾食品有限公司，王小明，0571-88880001。白河商行，李青，0571-88880002。",
    ],
)
def test_each_firm_of_a_line_has_its_own_person_and_number(line: str) -> None:
    assert [(f.name, f.contact, f.phone) for f in read("一、工作安排", line)] == [
        ("青禾食品有限公司", "王小明", "0571-88880001"),
        ("白河商行", "李青", "0571-88880002"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("确定以下企业为供货单位：", "青禾食品有限公司", "白河商行"),
        ("确定以下企业为供货单位：", "1.青禾食品有限公司", "2.白河商行"),
        ("经遴选，下列单位入选消费帮扶供应商库：", "粮油类：", "青禾食品有限公司", "茶叶类：", "白河商行"),
        ("确定以下企业为供货单位：（1）青禾食品有限公司；（2）白河商行。请各单位选购。",),
        ("现将供应商名单公布如下：青禾食品有限公司、白河商行。",),
        ("现将入围供应商名单予以公示，公示期5个工作日。", "1.青禾食品有限公司", "2.白河商行"),
        ("各基层工会可在以下两家企业中选购：青禾食品有限公司、白河商行。",),
        ("供货单位：青禾食品有限公司、白河商行。",),
        ("二、指定供货企业", "青禾食品有限公司、白河商行"),
        ("推荐企业包括：青禾食品有限公司和白河商行。",),
        ("经研究，确定青禾食品有限公司、白河商行为2024年消费帮扶供应商。",),
        ("同意将青禾食品有限公司、白河商行等2家企业纳入助农企业名录。",),
    ],
)
def test_firms_that_a_sentence_says_supply(lines: tuple[str, ...]) -> None:
    assert [f.name for f in read("一、工作安排", *lines)] == ["青禾食品有限公司", "白河商行"]


@pytest.mark.parametrize(
    "lines",
    [
        ("取消以下企业的供应商资格：", "青禾食品有限公司", "白河商行"),
        ("以下采购单位要带头完成任务：青禾集团有限公司、白河钢铁有限公司。",),
        ("以下企业为协办单位：青禾食品有限公司、白河商行。",),
        ("下列企业为消费帮扶爱心企业：青禾食品有限公司、白河商行。",),
        ("经评选，确定青禾食品有限公司、白河商行为消费帮扶先进企业。",),
        ("确定青禾食品有限公司、白河商行为结对帮扶单位。",),
        ("推荐青禾食品有限公司、白河商行的产品纳入帮扶产品名录。",),
        ("成员单位包括：县商务局、青禾食品有限公司。",),
        ("以下供应商因质量问题被暂停合作：", "青禾食品有限公司", "白河商行"),
        ("市属企业：青禾集团有限公司、白河钢铁有限公司。",),
        ("参会企业名单：", "青禾食品有限公司", "白河商行"),
        ("由青禾食品有限公司、白河商行负责配送，为供应商做好服务。",),
        ("各单位在推荐优质企业为供应商时，应当征求意见。",),
    ],
)
def test_firms_that_a_sentence_says_something_else_of(lines: tuple[str, ...]) -> None:
    assert read("一、工作安排", *lines) == []


def test_a_verb_before_the_first_firm_is_not_its_name() -> None:
    found = read(
        "一、工作安排",
        "确定青禾食品有限公司（喜德县，电话0571-88880001）、白河商行（昭觉县，电话0571-88880002）为供应商。",
    )
    assert [(f.name, f.region, f.phone) for f in found] == [
        ("青禾食品有限公司", "喜德县", "0571-88880001"),
        ("白河商行", "昭觉县", "0571-88880002"),
    ]


def test_a_place_before_a_colon_is_the_region_of_its_firms_be_they_one_or_many() -> None:
    found = read("附件", "助农企业名单", "喜德县（2家）：青禾食品有限公司、白河商行", "昭觉县（1家）：甜园茶厂")
    assert [(f.name, f.region) for f in found] == [
        ("青禾食品有限公司", "喜德县"),
        ("白河商行", "喜德县"),
        ("甜园茶厂", "昭觉县"),
    ]


def test_what_a_bracket_says_beside_place_person_and_number_is_the_remark() -> None:
    (found, _) = read(
        "附件",
        "助农企业名单",
        "1.青禾食品有限公司（喜德县；大米、小米；王小明 13800000001）",
        "2.白河商行（昭觉县；蜂蜜；李青 13800000002）",
    )
    assert (found.region, found.contact, found.phone, found.note) == ("喜德县", "王小明", "13800000001", "大米、小米")


@pytest.mark.parametrize(
    "rest",
    [
        "联系人：王小明，电话：13800000001，主营：大米，推荐地：喜德县",
        "联系人：王小明，电话：13800000001，主营大米，推荐地：喜德县",
        "推荐地喜德县，王小明，13800000001，主营大米",
        "主营：大米；推荐地：喜德县；联系人：王小明 13800000001",
    ],
)
def test_the_place_and_goods_among_labels(rest: str) -> None:
    (found,) = read("附件", "助农企业名单", "1.青禾食品有限公司，" + rest)
    assert (found.region, found.contact, found.phone) == ("喜德县", "王小明", "13800000001")
    assert json.loads(found.extra or "") == {"主营": "大米"}


def test_a_place_before_a_colon_is_the_region_of_firms_with_brackets_too() -> None:
    found = read("附件", "助农企业名单", "喜德县：青禾食品有限公司（王小明13800000001）、白河商行（李青13800000002）")
    assert [(f.name, f.region, f.phone) for f in found] == [
        ("青禾食品有限公司", "喜德县", "13800000001"),
        ("白河商行", "喜德县", "13800000002"),
    ]


def test_blocks_that_each_begin_with_the_suppliers_label() -> None:
    found = read(
        "附件",
        "助农企业名单",
        *("供应商：青禾食品有限公司", "地址：喜德县东街1号", "联系人：王小明 13800000001"),
        *("供应商：甜园茶厂", "地址：昭觉县西街2号", "联系人：李青 13800000002"),
    )
    assert [(f.name, f.address, f.phone) for f in found] == [
        ("青禾食品有限公司", "喜德县东街1号", "13800000001"),
        ("甜园茶厂", "昭觉县西街2号", "13800000002"),
    ]


def test_the_words_of_a_sentence_before_its_first_firm_are_not_its_name() -> None:
    found = read(
        "一、工作安排",
        "请各单位优先从青禾食品有限公司（联系人：王小明，13800000001）、白河商行（联系人：李青，13800000002）采购。",
    )
    assert [(f.name, f.phone) for f in found] == [("青禾食品有限公司", "13800000001"), ("白河商行", "13800000002")]


@pytest.mark.parametrize("label", ["技术支持单位", "报名联系", "会务服务"])
def test_firms_that_serve_otherwise_are_no_suppliers(label: str) -> None:
    line = "：青禾网络有限公司，联系人王小明，0571-88880001；白河科技有限公司，联系人李青，0571-88880002。"
    assert read("一、工作安排", label + line) == []


def test_one_firm_behind_a_numbered_place_or_kind_of_goods() -> None:
    found = read(
        "附件",
        "助农企业名单",
        "（一）喜德县：青禾食品有限公司、白河商行；",
        "（二）昭觉县（1家）：甜园茶厂。",
        "（三）粮油类（1家）：丰源油厂",
    )
    assert [(f.name, f.region) for f in found] == [
        ("青禾食品有限公司", "喜德县"),
        ("白河商行", "喜德县"),
        ("甜园茶厂", "昭觉县"),
        ("丰源油厂", None),
    ]
