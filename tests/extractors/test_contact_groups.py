from __future__ import annotations

import pytest

from tests.extractors.contact_rows import Row, read, rows


def test_a_bracketed_body_belongs_to_the_person_before_it() -> None:
    found = read("王小明 13800000001（县总工会）", "李青 13800000002（县商务局）")
    assert [(row[0], row[1]) for row in rows(found)] == [("县总工会", "王小明"), ("县商务局", "李青")]


def test_persons_listed_after_a_number_share_it() -> None:
    found = read("县商务局综合科电话88880001，传真88880002；经办同志：王小明、李青。电子邮箱：ab@example.com。")
    assert rows(found) == [
        ("县商务局综合科", "王小明", "88880001", "ab@example.com"),
        ("县商务局综合科", "李青", "88880001", "ab@example.com"),
    ]


def test_each_department_of_a_list_keeps_its_number_and_person() -> None:
    found = read(
        "产业科：0571-88880001（王科长）",
        "市场科：0571-88880002 李青",
        "监督举报（纪检室）：0571-88880003",
        "传真：0571-88880004；邮编：310000",
    )
    assert rows(found) == [
        ("产业科", "王科长", "0571-88880001", None),
        ("市场科", "李青", "0571-88880002", None),
        ("纪检室", None, "0571-88880003", None),
    ]


def test_the_body_that_answers_has_its_own_number() -> None:
    found = read(
        "申报事项请与县商务局市场科（王小明）联系，电话0571-88880001；资金问题由县财政局农业科答复，电话0571-88880002。"
    )
    assert rows(found) == [
        ("县商务局市场科", "王小明", "0571-88880001", None),
        ("县财政局农业科", None, "0571-88880002", None),
    ]


def test_a_mailbox_for_what_is_sent_is_none_of_the_persons() -> None:
    found = read("（业务联系：王小明，0571-88880001；李青，13800000002。订单投送：ab@example.com）")
    assert rows(found) == [
        ("甲县总工会", "王小明", "0571-88880001", None),
        ("甲县总工会", "李青", "13800000002", None),
        ("甲县总工会", None, None, "ab@example.com"),
    ]


def test_a_mailbox_below_a_number_for_complaints_is_the_notices() -> None:
    found = read("意见可拨打县纪委举报电话0571-88880009。", "业务邮箱：ab@example.com")
    assert rows(found) == [
        ("县纪委", None, "0571-88880009", None),
        ("甲县总工会", None, None, "ab@example.com"),
    ]


def test_a_mailbox_that_a_person_has_is_not_repeated() -> None:
    found = read("联系人：王小明，电话：88880000，邮箱：union@example.com", "（此表发送至union@example.com）")
    assert rows(found) == [("甲县总工会", "王小明", "88880000", "union@example.com")]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("财务处（付款）：李青，分机6018（总机0571-88880000）。", [("财务处", "李青", "0571-88880000", None)]),
        (
            "采购对接：县总工会经济部，0571-88880001；消费券客服：0571-88880002。",
            [("县总工会经济部", None, "0571-88880001", None), ("甲县总工会", None, "0571-88880002", None)],
        ),
        (
            "联系人：王小明 88880001 内线（视频会议）2201；县商务局 李青 88880002",
            [("甲县总工会", "王小明", "88880001", None), ("县商务局", "李青", "88880002", None)],
        ),
        (
            "电话0571-88880001（王老师、木乃老师）",
            [("甲县总工会", "王老师", "0571-88880001", None), ("甲县总工会", "木乃老师", "0571-88880001", None)],
        ),
        (
            "王小明：0571-88880001（采购计划）；李青：0571-88880002（资金结算）。",
            [("甲县总工会", "王小明", "0571-88880001", None), ("甲县总工会", "李青", "0571-88880002", None)],
        ),
        (
            "工作联系：王小明（副主任）13800000001，李青（干事）13900000002。",
            [("甲县总工会", "王小明", "13800000001", None), ("甲县总工会", "李青", "13900000002", None)],
        ),
        (
            "值班电话：县总工会0571-88880001或县商务局0571-88880002。",
            [("县总工会", None, "0571-88880001", None), ("县商务局", None, "0571-88880002", None)],
        ),
        (
            "党费账号：3301000012345678，户名：甲县总工会，联系电话：88880001。",
            [("甲县总工会", None, "88880001", None)],
        ),
        (
            "县直机关：王小明88880001；乡镇街道：李青88880002；国有企业：赵雨88880003",
            [("甲县总工会", name, f"8888000{at}", None) for at, name in ((1, "王小明"), (2, "李青"), (3, "赵雨"))],
        ),
        ("本通知由县财政局农业科负责解释，联系电话：88880001。", [("县财政局农业科", None, "88880001", None)]),
        ("联系人：待定，电话：0571-88880001", [("甲县总工会", None, "0571-88880001", None)]),
        (
            "县区联络员：甜园县王小明（13800000001）、白河县李青（13800000002）。",
            [("甜园县", "王小明", "13800000001", None), ("白河县", "李青", "13800000002", None)],
        ),
    ],
)
def test_remarks_and_roles_are_no_persons(printed: str, expected: list[Row]) -> None:
    assert rows(read(printed)) == expected


def test_each_mailbox_of_a_list_is_the_bodys_in_its_bracket() -> None:
    found = read("邮箱：a@example.com（县总工会），b@example.com（县商务局）。")
    assert [(row[0], row[3]) for row in rows(found)] == [("县总工会", "a@example.com"), ("县商务局", "b@example.com")]


def test_who_is_named_in_the_sentence_after_a_mailbox_has_none() -> None:
    (contact,) = read("汇总表发到a@example.com。5月中旬由三部门会同王小明、李青评审，6月上旬公示。")
    assert (contact.person, contact.email) == (None, "a@example.com")


def test_lines_of_bodies_persons_and_numbers_side_by_side() -> None:
    found = read("单 位 县商务局 县总工会", "联系人 王小明 李小青", "电 话 88880001 88880002", "技术支持电话88880003")
    assert rows(found)[:2] == [("县商务局", "王小明", "88880001", None), ("县总工会", "李小青", "88880002", None)]


def test_a_number_of_a_channel_named_since_the_body_is_the_channels() -> None:
    found = read(
        "电子券通过“甜园工家”APP兑换，由县总工会网络中心管理（技术咨询：0571-88880001）；"
        "也可到甲县临江路12号青禾展销中心选购，馆长王小明，13800000001。"
    )
    assert [(contact.role, contact.organization) for contact in found] == [
        ("platform", "县总工会网络中心"),
        ("platform", "青禾展销中心"),
    ]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("请问县总工会经济部王小明，电话0571-88880001。", ("县总工会经济部", "王小明", "0571-88880001", None)),
        ("发票事宜投诉找县供销社李青0571-88880009。", ("县供销社", "李青", "0571-88880009", None)),
        ("县商务局（市场股）：泽仁旺姆 0571-88880001", ("县商务局市场股", "泽仁旺姆", "0571-88880001", None)),
        ("联系人：县乡村振兴办 王小明 0571-88880001", ("县乡村振兴办", "王小明", "0571-88880001", None)),
    ],
)
def test_bodies_and_persons_of_a_sentence(printed: str, expected: tuple[str | None, ...]) -> None:
    assert rows(read(printed)) == [expected]


def test_numbers_each_with_its_own_bracket() -> None:
    found = read("电话：0571-88880001（科室）", "0571-88880002（机关纪委）")
    assert [(contact.organization, contact.phone) for contact in found] == [
        ("甲县总工会", "0571-88880001"),
        ("机关纪委", "0571-88880002"),
    ]


def test_wares_beside_a_number_are_no_persons() -> None:
    found = read("甜园合作社：花椒、黄豆 0571-88880001")
    assert [contact.person for contact in found] in ([], [None])


def test_a_channel_s_operator_answers_in_a_paragraph_of_its_own() -> None:
    found = read(
        "“青禾优选”微信小程序，扫码进入；",
        "“甜园到家”APP，应用商店下载；",
        "以上两个平台均由青禾电商有限公司运营，客服：0571-88880001。",
    )
    assert [(contact.role, contact.organization, contact.phone) for contact in found] == [
        ("platform", "青禾电商有限公司", "0571-88880001")
    ]


def test_a_number_after_a_semicolon_and_words_of_something_else_is_another_ones() -> None:
    found = read("由县供销社负责解释，股长王小明，电话0571-88880001；技术问题由青禾公司客服小李13800000001解答。")
    assert [(contact.person, contact.phone) for contact in found] == [
        ("王小明", "0571-88880001"),
        ("小李", "13800000001"),
    ]


def test_a_quoted_channel_in_the_place_of_a_body() -> None:
    found = read("五、联系方式", "县总工会 王小明 0571-88880001", "“青禾优选”平台 小 巫 13800000001")
    assert rows(found) == [
        ("县总工会", "王小明", "0571-88880001", None),
        ("“青禾优选”平台", "小巫", "13800000001", None),
    ]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "咨询电话0571-88880001（县供销社业务科 王小明）、0571-88880002（县农业农村局市场科）。",
            [("县供销社业务科", "王小明", "0571-88880001", None), ("县农业农村局市场科", None, "0571-88880002", None)],
        ),
        (
            "本办法由县财政局负责解释，联系电话0571-88880001（农业股 李小青）。",
            [("农业股", "李小青", "0571-88880001", None)],
        ),
    ],
)
def test_a_bracket_after_a_number_names_whose_it_is(printed: str, expected: list[Row]) -> None:
    assert rows(read(printed)) == expected


def test_each_of_two_persons_named_again_with_a_number_has_only_that() -> None:
    found = rows(read("请与县商务局王小明、李小青联系。王小明的电话是0571-88880001，李小青的手机是13800000002。"))
    assert found == [
        ("县商务局", "王小明", "0571-88880001", None),
        ("县商务局", "李小青", "13800000002", None),
    ]


def test_a_name_of_a_rare_surname_between_a_body_and_its_number() -> None:
    assert rows(read("县供销社业务科\t虎小文\t0571-88880001")) == [("县供销社业务科", "虎小文", "0571-88880001", None)]
    assert rows(read("县供销社业务科 三楼 0571-88880001，咨询电话0571-88880002"))[0][1] is None


def test_what_another_body_passes_on_is_not_reported_there() -> None:
    found = rows(read("统计表报送县总工会，由县总工会审核后上报市总工会。", "联系人：王小明，0571-88880001。"))
    assert found == [("县总工会", "王小明", "0571-88880001", None)]


def test_a_firm_put_right_by_its_quoted_name() -> None:
    (contact,) = read("名录第5号“白河县青禾茶业有限公司”联系人变更为王小明，电话13800000001。")
    assert (contact.organization, contact.person, contact.role) == ("白河县青禾茶业有限公司", "王小明", "supplier")


def test_whom_to_ask_for_at_a_number_is_said_after_it() -> None:
    found = rows(read("业务咨询请拨0571-88880001，找权益部的王小明；财务问题请拨0571-88880002，找李小青。"))
    assert found == [
        ("权益部", "王小明", "0571-88880001", None),
        ("甲县总工会", "李小青", "0571-88880002", None),
    ]


def test_a_body_and_its_number_after_what_it_is_asked_about() -> None:
    found = rows(read("报名：县总工会经济部，0571-88880001（工作日）"))
    assert found == [("县总工会经济部", None, "0571-88880001", None)]
