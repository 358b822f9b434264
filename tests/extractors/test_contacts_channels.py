"""Whose numbers those beside sales channels are: the channel's, its firm's, or the notice's."""

from __future__ import annotations

import pytest

from tests.extractors.contact_rows import read, rows


def test_a_number_in_a_channels_paragraph_is_the_channels() -> None:
    (contact,) = read("也可下载“青禾惠”APP购买，客服热线0571-88880000。")
    assert (contact.role, contact.organization, contact.person) == ("platform", "青禾惠", None)


def test_a_public_bodys_person_under_a_channel_is_the_notices() -> None:
    found = read(
        "一、青禾商城", "网址：www.example.com", "联系人：王小明 13800000001", "咨询：县总工会经济部 李青 88880001"
    )
    assert [(contact.role, contact.organization, contact.person) for contact in found] == [
        ("platform", "青禾商城", "王小明"),
        ("notice", "县总工会经济部", "李青"),
    ]


def test_a_channels_persons() -> None:
    found = read(
        "附件",
        "平台名单",
        "一、青禾商城",
        "运营商：青禾电商有限公司",
        "联系人及电话：王小明，13800000001，4008000000",
        "李青，13900000002",
    )
    assert [(c.role, *row) for c, row in zip(found, rows(found), strict=True)] == [
        ("platform", "青禾电商有限公司", "王小明", "13800000001、4008000000", None),
        ("platform", "青禾电商有限公司", "李青", "13900000002", None),
    ]


def test_persons_after_a_body_and_a_colon_and_the_channel_of_the_next_sentence() -> None:
    found = read(
        "来人来函请联系县农业局社会股：艾力科长，0571-88880001；阿依古丽·买买提，0571-88880002。"
        "也可扫“山货好物”小程序购买，客服400-888-0001。"
    )
    assert rows(found) == [
        ("县农业局社会股", "艾力", "0571-88880001", None),
        ("县农业局社会股", "阿依古丽·买买提", "0571-88880002", None),
        ("山货好物", None, "400-888-0001", None),
    ]
    assert [contact.role for contact in found] == ["notice", "notice", "platform"]


@pytest.mark.parametrize(
    "asked",
    [
        "开户、开票等找运营公司：李青，13800000001。",
        "企业入驻请与该公司招商部李青接洽，电话13800000001。",
        "开户请联系该公司李青（13800000001）。",
    ],
)
def test_the_firm_that_runs_the_channel_before_is_the_channels_contact(asked: str) -> None:
    (found,) = read("各单位可登录“山货”商城（网址：http://sh.example.com，由白河云商有限公司运营）采购。" + asked)
    assert (found.organization, found.person, found.role) == ("白河云商有限公司", "李青", "platform")


@pytest.mark.parametrize(("leading", "role"), [("退换货打客服：", "platform"), ("县商务局联系电话：", "notice")])
def test_a_number_on_a_line_of_its_own_is_what_the_line_before_leads_to(leading: str, role: str) -> None:
    line = "各单位可登录“山货”商城（网址：http://sh.example.com）采购。开户找运营公司：李青，13800000001。" + leading
    found = read(line, "400-888-0002（9:00—18:00）")
    assert [(one.phone, one.role) for one in found] == [("13800000001", "platform"), ("400-888-0002", role)]


def test_each_shop_of_a_list_in_one_line_keeps_its_own_person_and_number() -> None:
    found = read(
        "线下：1.青禾体验店，地址：甜园县东街2号，王女士：13800000001；2.白河“山货”直营店（临江路9号）0571-88880002。"
    )
    assert [(one.organization, one.person, one.phone) for one in found] == [
        ("青禾体验店", "王女士", "13800000001"),
        ("白河“山货”直营店", None, "0571-88880002"),
    ]


def test_the_platforms_own_numbers_far_from_its_name() -> None:
    found = read("请在“甜园平台”上采购。", "平台技术支持：400-000-0832；平台服务专员：王小明 13800000001。")
    assert [(one.organization, one.person, one.role) for one in found] == [
        ("甜园平台", None, "platform"),
        ("甜园平台", "王小明", "platform"),
    ]


def test_a_place_of_sale_by_a_quoted_brand_and_its_own_words() -> None:
    found = read("可到临江路88号的“山货”甜园体验馆（白河商贸有限公司运营，订货电话0571-88880003）选购。")
    assert [(one.organization, one.role) for one in found] == [("白河商贸有限公司", "platform")]


def test_the_end_of_a_quoted_channels_name_is_no_person() -> None:
    found = read("县供销社在东关街市场北门对面开设“甜园山货”展销点，联系人王小明，13800000001。")
    assert [(one.organization, one.person) for one in found] == [("“甜园山货”展销点", "王小明")]


def test_a_hotline_right_after_a_platform_is_the_platforms() -> None:
    found = read("可在农副产品网络销售平台（简称“甜园平台”）注册采购，服务热线4000-188-832。")
    assert [(one.organization, one.phone, one.role) for one in found] == [("甜园平台", "4000-188-832", "platform")]


def test_the_words_of_going_there_are_no_part_of_a_place_of_sale() -> None:
    found = read("线下可前往甜园区消费帮扶生活馆（解放路25号负一楼，刘店长13800000011）。")
    assert [(one.organization, one.role) for one in found] == [("甜园区消费帮扶生活馆", "platform")]


def test_an_office_named_after_a_quoted_brand() -> None:
    found = read("“甜园乡货”电商服务中心（公共服务大楼一楼）负责统一配送，联系电话88880057。")
    assert [one.organization for one in found] == ["“甜园乡货”电商服务中心"]


def test_a_firm_beside_the_channels_of_a_notice_is_asked_about_one_of_them() -> None:
    found = read(
        "请登录“甜园山货”商城（网址：www.example.com）采购。",
        "系统问题请联系青禾网络有限公司，联系人：王小明，电话：13800000001。",
    )
    assert [(one.organization, one.role) for one in found] == [("青禾网络有限公司", "platform")]


def test_the_numbers_in_a_list_of_channels_are_each_ones_own() -> None:
    found = read(
        "附件",
        "推荐采购渠道",
        "1.“甜园山货”抖音号",
        "2.青禾商城，客服电话95533",
        "3.山里人家 东街12号 0571-88880081",
        "4.老寨优选（公众号），电话：4008880001",
        "5.白河特产直销店（南门市场A区5号，13800000083）",
    )
    assert [(one.organization, one.phone, one.role) for one in found] == [
        ("青禾商城", "95533", "platform"),
        ("山里人家", "0571-88880081", "platform"),
        ("老寨优选", "4008880001", "platform"),
        ("白河特产直销店", "13800000083", "platform"),
    ]


@pytest.mark.parametrize("label", ["技术支持", "商家入驻热线", "售后服务热线"])
def test_a_channels_line_without_a_colon(label: str) -> None:
    found = read(f"登录“青禾采”平台（www.qhc.example.org，由青禾网络有限公司运维，{label}0571-88880001）。")
    assert rows(found) == [("青禾网络有限公司", None, "0571-88880001", None)]
