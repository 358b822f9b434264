from __future__ import annotations

import json

from extract.extractors.listing_parted import headings_of
from tests.extractors.listing_rows import read


def test_values_parted_by_strokes_under_a_line_that_says_what_they_are() -> None:
    found = read(
        "一、供应商目录（企业名称／推荐乡镇／产品／联系方式）",
        "1.青禾食品有限公司／白河镇／花椒／王小明 13800000001",
        "2.甜园种植专业合作社（县级示范社）／甜园乡／黄豆酱、黄米／李青 0571-88880002",
    )
    assert [(f.row_no, f.name, f.region, f.contact, f.phone, f.note) for f in found] == [
        (1, "青禾食品有限公司", "白河镇", "王小明", "13800000001", None),
        (2, "甜园种植专业合作社", "甜园乡", "李青", "0571-88880002", "县级示范社"),
    ]
    assert [json.loads(f.extra or "{}") for f in found] == [{"产品": "花椒"}, {"产品": "黄豆酱、黄米"}]


def test_values_parted_by_strokes_with_nothing_that_says_what_they_are() -> None:
    found = read(
        "附件",
        "助农企业名录",
        "1 青禾食品有限公司|白河镇|花椒|甲县白河镇东街12号|王小明|13800000001",
        "2 白河镇|甜园养蜂场|蜂蜜|李青 13900000002",
    )
    assert [(f.row_no, f.name, f.region, f.address, f.contact, f.phone) for f in found] == [
        (1, "青禾食品有限公司", "白河镇", "甲县白河镇东街12号", "王小明", "13800000001"),
        (2, "甜园养蜂场", "白河镇", None, "李青", "13900000002"),
    ]


def test_values_parted_by_commas_under_a_line_of_as_many_headings() -> None:
    (listing,) = read(
        "二、供货单位（单位名称，性质，地址，联系人，电话）",
        "（1）青禾食品有限公司，民营，甲县东街12号，王小明，13800000001。",
    )
    assert (listing.name, listing.ownership, listing.address) == ("青禾食品有限公司", "民营", "甲县东街12号")
    assert (listing.contact, listing.phone) == ("王小明", "13800000001")


def test_two_numbers_parted_by_a_stroke_are_both_the_firms() -> None:
    (listing,) = read("附件", "助农企业名录", "1.青禾食品有限公司/王小明/13800000001/0571-88880001")
    assert (listing.contact, listing.phone) == ("王小明", "13800000001、0571-88880001")


def test_other_lines_with_strokes_are_no_firms() -> None:
    assert read("一、办公室/财务科/市场股，电话0571-88880001/0571-88880002") == []
    assert read("青禾食品有限公司 https://www.example.com/a/b 0571-88880001") == []


def test_headings_are_told_from_sentences() -> None:
    assert headings_of("名单（按企业名称、乡镇、产品、电话排列）") == ["企业名称", "乡镇", "产品", "电话"]
    assert headings_of("请各企业、乡镇、合作社、商户认真组织") == []
    assert headings_of("附件：企业名单") == []


def test_values_parted_by_double_dashes_and_a_place_in_front() -> None:
    found = read("附件", "助农企业名录", "【白河镇】青禾食品有限公司——腊肉、香肠——王小明13800000001")
    assert [(f.name, f.region, f.contact) for f in found] == [("青禾食品有限公司", "白河镇", "王小明")]


def test_persons_in_brackets_after_enumerated_firms_are_no_remarks() -> None:
    found = read("附件", "助农企业名录", "粮油：青禾食品有限公司（王小明13800000001）、甜园酱厂（李青13800000002）")
    assert [(f.name, f.contact, f.phone, f.note) for f in found] == [
        ("青禾食品有限公司", "王小明", "13800000001", None),
        ("甜园酱厂", "李青", "13800000002", None),
    ]


def test_a_line_of_labelled_values_that_begins_with_the_firm() -> None:
    (listing,) = read("一、对接企业", "企业：青禾食品有限公司；产品：腊肉；价格：80元/斤；联系：王小明 13800000001")
    assert (listing.name, listing.contact, listing.phone) == ("青禾食品有限公司", "王小明", "13800000001")


def test_a_township_between_the_firm_and_its_person() -> None:
    (listing,) = read("三、供应商名录", "青禾食品有限公司 白河镇 辣椒酱 王小明 13800000001")
    assert (listing.region, listing.contact) == ("白河镇", "王小明")
