"""Contacts in officials' wordings: whose a number is, where words or another label stand between."""

from __future__ import annotations

import pytest

from tests.extractors.contact_rows import Row, read, rows

_ISSUER = "甲县总工会"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "请寄县乡村振兴局帮扶指导处（卢青禾 收），电话0571-88880001。"
            "援建干部联络组联系人沈白河（挂职副主任），手机138-0000-0002。",
            [
                ("县乡村振兴局帮扶指导处", "卢青禾", "0571-88880001", None),
                ("援建干部联络组", "沈白河", "138-0000-0002", None),
            ],
        ),
        (
            "县总工会联系人王小明，0571-88880001；县供销社联系人为李青，手机138 0000 0002。",
            [("县总工会", "王小明", "0571-88880001", None), ("县供销社", "李青", "13800000002", None)],
        ),
        (
            "采购联系人：白河县青禾公司钱经理，138-0000-0001，县总工会协调人：李青，0571-88880002。",
            [("白河县青禾公司", "钱经理", "138-0000-0001", None), ("县总工会", "李青", "0571-88880002", None)],
        ),
        (
            "驻白河县工作组联系人王小明、李青，电话分别为138-0000-0001、138-0000-0002。",
            [
                ("驻白河县工作组", "王小明", "138-0000-0001", None),
                ("驻白河县工作组", "李青", "138-0000-0002", None),
            ],
        ),
        (
            "县供销社业务科联系人王小明；配送联系人青禾公司小周，手机138-0000-0003。",
            [("青禾公司", "小周", "138-0000-0003", None)],
        ),
        ("请邮寄县总工会保障部。联系人：王小明，电话：88880001", [("县总工会保障部", "王小明", "88880001", None)]),
        (
            "县总工会联系人：王小明（经济部副部长），13800000001；李青（四级主任科员），13800000002。",
            [("县总工会", "王小明", "13800000001", None), ("县总工会", "李青", "13800000002", None)],
        ),
    ],
)
def test_a_body_before_a_label_is_that_of_the_person_behind_it(printed: str, expected: list[Row]) -> None:
    assert rows(read(printed)) == expected


@pytest.mark.parametrize(
    "printed",
    [
        "请与对接联系人王小明联系，电话88880001。",
        "请与联系人王小明沟通，电话88880001。",
        "回执寄东街12号，联系人王小明收，电话88880001。",
        "邮寄地址：东街12号803室，王小明收，电话：88880001",
        "邮寄地址：东街12号803室王小明（收），电话：88880001",
        "联系人：王小明主任科员，电话88880001。",
        "联系人：王小明 四级调研员，电话88880001。",
        "联系人：原为李青，现变更为王小明，电话88880001。",
        "联系人原为李青，现调整为王小明，电话88880001。",
        "联系人由李青变更为王小明，电话88880001。",
        "由李书记负责，联系人王小明，88880001。",
        "联系人：王小明，电话：88880001⏎（编辑：李青 投稿热线：88880002）",
        "联系人：王小明，电话：88880001⏎本报记者：李青 新闻热线：88880002",
        "联系人：王小明，电话：88880001；传真：88880002或88880003。",
        "联系人：王小明，电话：88880001，传真：县商务局88880002、县财政局88880003。",
        "联系人：王小明，电话：88880001，传真：88880002（办公室）、88880003（财务科）。",
        "联系人：王小明 88880002（传真）、88880001",
        "凭订单号：13900001111领取。联系人：王小明，电话：88880001",
        "联系人：王小明，电话：88880001；收件人：李青，地址：东街12号",
        "税号：8133020012345678⏎地址、电话：东街12号 0571-88880002⏎联系人：王小明，电话：88880001",
        "采购需求请反馈至王小明（微信/电话：88880001）。",
        "请加入工作群，群主：王小明，电话：88880001。",
    ],
)
def test_nobody_and_no_number_but_those_to_ask(printed: str) -> None:
    assert rows(read(*printed.split("⏎"))) == [(_ISSUER, "王小明", "88880001", None)]


def test_a_name_that_ends_like_what_one_does_is_whole() -> None:
    assert rows(read("联系人：王丰收，电话：88880001")) == [(_ISSUER, "王丰收", "88880001", None)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "系统技术支持：白河数科有限公司 小李工程师 138-0000-0001⏎邮寄地址：东街12号，收件人：王小明",
            [("白河数科有限公司", "小李", "138-0000-0001", None)],
        ),
        ("咨询电话：0571-88880001⏎收件人：王小明，地址：东街12号", [(_ISSUER, None, "0571-88880001", None)]),
        (
            "咨询电话：88880001，收件人：王小明，电话：88880002，地址：东街12号",
            [(_ISSUER, None, "88880001", None), (_ISSUER, "王小明", "88880002", None)],
        ),
        ("地址：东街12号⏎联系电话：88880001⏎收件人：王小明", [(_ISSUER, "王小明", "88880001", None)]),
    ],
)
def test_a_receiver_of_post_takes_no_number_that_is_for_questions(printed: str, expected: list[Row]) -> None:
    assert rows(read(*printed.split("⏎"))) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "受理电话：88880001；监督举报电话：88880002（驻局纪检组）；通讯地址：东街12号；电子邮箱：ab@example.com",
            [(_ISSUER, None, "88880001", "ab@example.com"), ("驻局纪检组", None, "88880002", None)],
        ),
        (
            "监督电话：88880002（驻局纪检组）；邮箱：ab@example.com",
            [("驻局纪检组", None, "88880002", None), (_ISSUER, None, None, "ab@example.com")],
        ),
        (
            "监督电话：88880002（驻局纪检组），举报邮箱：ab@example.com",
            [("驻局纪检组", None, "88880002", "ab@example.com")],
        ),
        (
            "业务咨询：王小明，88880001；技术支持：小李，13800000002；材料报送邮箱：ab@example.com",
            [
                (_ISSUER, "王小明", "88880001", None),
                (_ISSUER, "小李", "13800000002", None),
                (_ISSUER, None, None, "ab@example.com"),
            ],
        ),
        (
            "联系人：王小明，88880001；材料报送邮箱：ab@example.com",
            [(_ISSUER, "王小明", "88880001", "ab@example.com")],
        ),
    ],
)
def test_whose_a_mailbox_is(printed: str, expected: list[Row]) -> None:
    assert rows(read(printed)) == expected


@pytest.mark.parametrize(
    ("printed", "body", "number"),
    [
        (
            "可在“甜园惠”帮扶专区下单（路径：打开甜园惠APP—生活），也可拨打白河县特产甜园直营店订货热线4000-000-123订购。",
            "白河县特产甜园直营店",
            "4000-000-123",
        ),
        ("也可拨打“青禾优品”直营店服务热线0571-88880001订购。", "“青禾优品”直营店", "0571-88880001"),
        ("或致电白河县青禾专卖店下单电话400-000-0123。", "白河县青禾专卖店", "400-000-0123"),
        ("也可拨打白河县青禾公司订货专线13800000001。", "白河县青禾公司", "13800000001"),
        ("请拨打12345或0571-88880001咨询。", _ISSUER, "12345、0571-88880001"),
        ("请拨打12345政务服务热线或县商务局0571-88880001反映。", "县商务局", "0571-88880001"),
    ],
)
def test_a_hotline_is_that_of_the_shop_or_body_it_is_called_after(printed: str, body: str, number: str) -> None:
    found = rows(read("现将有关事项通知如下。" + printed))
    assert found[-1] == (body, None, number, None)


def test_a_single_short_code_is_no_contact() -> None:
    assert read("如遇价格欺诈，请拨打12345投诉。") == []


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "联系人及电话：王小明（保障部）88880001，李青（财务部）88880002",
            [("保障部", "王小明", "88880001", None), ("财务部", "李青", "88880002", None)],
        ),
        (
            "供货由白河青禾食品有限公司负责（联系人：钱经理，手机：138 0000 0001），"
            "开票联系该公司财务小孙（13800000002）。",
            [
                ("白河青禾食品有限公司", "钱经理", "13800000001", None),
                ("白河青禾食品有限公司", "小孙", "13800000002", None),
            ],
        ),
        (
            "可进入“甜园惠”APP首页“助农”板块下单，平台由甜园数字科技有限公司运营，客服专线0571-88880001。",
            [("甜园数字科技有限公司", None, "0571-88880001", None)],
        ),
        (
            "登录“山货平台”（https://shop.example.com）采购，操作咨询电话4000000123；本地专区运营商为甜园青禾有限公司，联系人李青，电话13800000002。",
            [("山货平台", None, "4000000123", None), ("甜园青禾有限公司", "李青", "13800000002", None)],
        ),
        (
            "县总工会联系人：王小明，电话：88880001。县供销社、县商务局联系人：李青、卢青禾，电话：88880002、88880003。",
            [
                ("县总工会", "王小明", "88880001", None),
                ("县供销社", "李青", "88880002", None),
                ("县商务局", "卢青禾", "88880003", None),
            ],
        ),
        (
            "清单由白河县供销社提供（联系人：卢青禾，电话：88880001），县总工会负责审核（联系人：王小明，电话：88880002）。",
            [("白河县供销社", "卢青禾", "88880001", None), ("县总工会", "王小明", "88880002", None)],
        ),
        ("联系人：副县长（挂职）沈白河，电话：88880001", [(_ISSUER, "沈白河", "88880001", None)]),
        ("各镇（街道）总工会将汇总表报联络员邮箱ab@example.com。", [(_ISSUER, None, None, "ab@example.com")]),
        ("体验店地址：东街12号，王小明 13800000001", [(_ISSUER, "王小明", "13800000001", None)]),
    ],
)
def test_each_number_is_that_of_the_body_in_its_own_words(printed: str, expected: list[Row]) -> None:
    assert rows(read(printed)) == expected


def test_a_number_to_call_in_a_sentence_of_its_own_is_not_the_person_s_before() -> None:
    printed = "联系人：王小明，手机：13800000001。晚间可拨打138 0000 0002咨询。"
    assert rows(read(printed)) == [
        (_ISSUER, "王小明", "13800000001", None),
        (_ISSUER, None, "13800000002", None),
    ]


def test_a_mailbox_below_the_persons_of_several_bodies_is_a_row_of_its_own() -> None:
    found = rows(read("联系人及电话：", "县商务局 王小明 88880001", "县供销社 李青 88880002", "邮箱：ab@example.com"))
    assert found == [
        ("县商务局", "王小明", "88880001", None),
        ("县供销社", "李青", "88880002", None),
        (_ISSUER, None, None, "ab@example.com"),
    ]


def test_places_that_goods_come_from_are_nobody_to_ask() -> None:
    printed = "登录“山货平台”（shop.example.com），采购白河县、青川县、甜水县产品的可优先。平台咨询电话：400-888-0123。"
    assert rows(read(printed)) == [("山货平台", None, "400-888-0123", None)]


def test_a_place_stands_for_its_bodies_before_a_label() -> None:
    found = rows(read("白河县联系人：王小明，88880001；青川县联系人：李青，88880002。"))
    assert [(row[0], row[1]) for row in found] == [("白河县", "王小明"), ("青川县", "李青")]


def test_a_firm_that_sees_to_a_fair_is_the_notices() -> None:
    (one,) = read("青禾会展有限公司（展位安排）：王小明，13800000001")
    assert (one.organization, one.person, one.role) == ("青禾会展有限公司", "王小明", "notice")


def test_an_address_between_stands_among_the_lines_of_one_contact() -> None:
    found = rows(read("采购人：白河县商务局", "地址：东街12号", "联系人：王小明", "电话：88880001"))
    assert found == [("白河县商务局", "王小明", "88880001", None)]


def test_an_account_named_right_before_a_number_owns_it() -> None:
    found = rows(read("平台客服：“甜园惠”APP 400-888-0101，“白河优选”小程序 400-888-0102。"))
    assert found == [("“甜园惠”APP", None, "400-888-0101", None), ("“白河优选”小程序", None, "400-888-0102", None)]


def test_who_keeps_a_shop_is_a_body_and_not_a_name() -> None:
    found = rows(read("直销点设在农贸市场一楼（经营者：白河山里农产品专业合作社，电话138-0000-0001）。"))
    assert found == [("白河山里农产品专业合作社", None, "138-0000-0001", None)]


def test_a_fax_stands_between_the_person_and_the_number_of_a_sentence() -> None:
    printed = "请各单位于每月5日前将上月采购数据报县供销社合作科王小明同志处，传真：88880002，电话：88880001。"
    assert rows(read(printed)) == [("县供销社合作科", "王小明", "88880001", None)]


def test_words_of_buying_before_firms_are_no_channel() -> None:
    printed = (
        "各单位如需采购，请与以下企业联系：1.白河青禾食品有限公司，联系人钱经理，电话138-0000-0001；"
        "2.甜园山珍有限责任公司，联系人王小明（总经理），电话0571-88880002。"
    )
    assert rows(read(printed)) == [
        ("白河青禾食品有限公司", "钱经理", "138-0000-0001", None),
        ("甜园山珍有限责任公司", "王小明", "0571-88880002", None),
    ]


def test_who_organizes_something_is_whom_the_label_after_it_reaches() -> None:
    found = rows(read("本次活动由县总工会女职工部具体组织，联系人：李青，电话：88880001。"))
    assert found == [("县总工会女职工部", "李青", "88880001", None)]


@pytest.mark.parametrize(
    ("printed", "body", "phone", "mailbox"),
    [
        ("请将扫描件发至工会邮箱a@example.com。", "工会", None, "a@example.com"),
        ("照片打包发工会邮箱：a@example.com", "工会", None, "a@example.com"),
        ("电子版发送至校工会邮箱a@example.com。", "校工会", None, "a@example.com"),
        ("监督单位联系方式：0571-88880001", _ISSUER, "0571-88880001", None),
        ("受理部门电话：0571-88880001", _ISSUER, "0571-88880001", None),
        ("监督部门：县纪委监委派驻纪检组，监督电话：0571-88880001", "县纪委监委派驻纪检组", "0571-88880001", None),
        ("联系电话：0571-88880001、0002", _ISSUER, "0571-88880001、0002", None),
    ],
)
def test_whom_a_mailbox_or_number_is_of(printed: str, body: str, phone: str | None, mailbox: str | None) -> None:
    assert rows(read(printed)) == [(body, None, phone, mailbox)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("材料交王小明同志（手机：13800000001）。", [(_ISSUER, "王小明", "13800000001", None)]),
        (
            "材料交302室王小明老师（办公电话：5550001）或县财务室李青老师（办公电话：5550002）。",
            [(_ISSUER, "王小明", "5550001", None), ("县财务室", "李青", "5550002", None)],
        ),
        ("材料移交县总工会（电话：5550001）。", [("县总工会", None, "5550001", None)]),
    ],
)
def test_somebody_with_a_form_of_address_whom_things_are_handed_to(printed: str, expected: list[Row]) -> None:
    assert rows(read(printed)) == expected
