from __future__ import annotations

import pytest

from extract.extractors import contacts as _contacts  # noqa: F401  registers the extractor
from extract.extractors import forms as _forms  # noqa: F401
from extract.extractors import listings as _listings  # noqa: F401
from extract.extractors import platforms as _platforms  # noqa: F401
from extract.facts import Contact
from tests.extractors.factory import Item, notice, run

Row = tuple[str | None, str | None, str | None, str | None]


def read(*items: Item, issuers: tuple[str, ...] = ("甲县总工会",), ruled: bool = True) -> list[Contact]:
    facts = run("contacts", notice(*items, issuers=issuers, ruled=ruled), before=("forms", "listings", "platforms"))
    return [fact for fact in facts if isinstance(fact, Contact)]


def rows(found: list[Contact]) -> list[Row]:
    return [(contact.organization, contact.person, contact.phone, contact.email) for contact in found]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("联系人：王小明；联系电话：0571-88880000。", [("甲县总工会", "王小明", "0571-88880000", None)]),
        ("联系人：王 明  电话：88880000", [("甲县总工会", "王明", "88880000", None)]),
        ("联系人：王小明（13800000001）", [("甲县总工会", "王小明", "13800000001", None)]),
        (
            "联系人：王小明、李青；联系电话：0571-88880000；电子邮箱：union@example.com。",
            [
                ("甲县总工会", "王小明", "0571-88880000", "union@example.com"),
                ("甲县总工会", "李青", "0571-88880000", "union@example.com"),
            ],
        ),
        (
            "联系电话：0571-88880000  联系人：王 明  电子邮箱：union@example.com",
            [("甲县总工会", "王明", "0571-88880000", "union@example.com")],
        ),
        (
            "（联系人：县总工会王小明，电话：0571-88880000；县商务局李青，电话：0571-88880001）",
            [("县总工会", "王小明", "0571-88880000", None), ("县商务局", "李青", "0571-88880001", None)],
        ),
        (
            "联系人：王小明，办公电话：0571-88880000，手机：13800000001",
            [("甲县总工会", "王小明", "0571-88880000、13800000001", None)],
        ),
        ("联系人：王小明科长，电话88880000", [("甲县总工会", "王小明", "88880000", None)]),
        ("联系人：王女士，电话：88880000", [("甲县总工会", "王女士", "88880000", None)]),
        ("联系人：沙马木果，电话：88880000", [("甲县总工会", "沙马木果", "88880000", None)]),
        ("监督电话：0571-88880000", [("甲县总工会", None, "0571-88880000", None)]),
        ("联系人：王小明，电话：88880000，传真：88880001", [("甲县总工会", "王小明", "88880000", None)]),
        ("县商务局联系人：王小明，联系电话：88880000", [("县商务局", "王小明", "88880000", None)]),
        (
            "联系人：王小明，电话：88880000；监督电话：88880001",
            [("甲县总工会", "王小明", "88880000", None), ("甲县总工会", None, "88880001", None)],
        ),
    ],
)
def test_a_line(printed: str, expected: list[Row]) -> None:
    assert rows(read(printed)) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("联 系 人：王小明  电  话：88880000", [("甲县总工会", "王小明", "88880000", None)]),
        ("联系人:王小明,联系电话:0350-8888000", [("甲县总工会", "王小明", "0350-8888000", None)]),
        (
            "咨询电话：0571-88881001（徐工）、0571-88881002（杜工）。",
            [("甲县总工会", "徐工", "0571-88881001", None), ("甲县总工会", "杜工", "0571-88881002", None)],
        ),
        ("县农牧局帮扶科：王小明，0571-88880000", [("县农牧局帮扶科", "王小明", "0571-88880000", None)]),
        ("请与县总工会经济部联系（电话：0571-88880000）。", [("县总工会经济部", None, "0571-88880000", None)]),
        ("发现问题的及时报县农业农村局（电话：0571-88880000）。", [("县农业农村局", None, "0571-88880000", None)]),
        (
            "监督电话：县总工会0571-88880000，县商务局0571-88880001。",
            [("县总工会", None, "0571-88880000", None), ("县商务局", None, "0571-88880001", None)],
        ),
        ("咨询电话：0571-88880000，0571-88880001（传真）", [("甲县总工会", None, "0571-88880000", None)]),
        (
            "开户行：甲县农商行，账号：622202000000，电话：0571-88880000",
            [("甲县总工会", None, "0571-88880000", None)],
        ),
        (
            "县商务局 王小明 0571-88880000union@example.com",
            [("县商务局", "王小明", "0571-88880000", "union@example.com")],
        ),
        ("产品咨询：王经理 13800000001", [("甲县总工会", "王经理", "13800000001", None)]),
    ],
)
def test_other_ways_to_print_a_line(printed: str, expected: list[Row]) -> None:
    assert rows(read(printed)) == expected


def test_labels_on_lines_of_their_own() -> None:
    found = read("联系单位：县商务局市场科", "联系人：王小明", "联系电话：88880000", "邮箱：a@example.com")
    assert rows(found) == [("县商务局市场科", "王小明", "88880000", "a@example.com")]


def test_a_number_in_a_channels_paragraph_is_the_channels() -> None:
    (contact,) = read("也可下载“青禾惠”APP购买，客服热线0571-88880000。")
    assert (contact.role, contact.organization, contact.person) == ("platform", "青禾惠", None)


def test_aligned_lines_name_body_person_and_number() -> None:
    found = read("联系人：县总工会  王小明  88880000", "县商务局  李青  88880001", "县农业农村局  赵 云  88880002")
    assert rows(found) == [
        ("县总工会", "王小明", "88880000", None),
        ("县商务局", "李青", "88880001", None),
        ("县农业农村局", "赵云", "88880002", None),
    ]


def test_aligned_lines_read_as_a_table() -> None:
    table = [["联系人：县总工会", "王小明", "88880000"], ["县商务局", "李青", "88880001"]]
    assert rows(read(table, ruled=False)) == [
        ("县总工会", "王小明", "88880000", None),
        ("县商务局", "李青", "88880001", None),
    ]


def test_a_table_of_offices() -> None:
    table = [
        ["单位", "联系人", "职务", "联系电话", "邮箱"],
        ["县总工会", "王小明", "科长", "88880000", "a@example.com"],
        ["县商务局", "李青", "", "88880001", ""],
    ]
    assert rows(read("附件", "联系方式", table)) == [
        ("县总工会", "王小明", "88880000", "a@example.com"),
        ("县商务局", "李青", "88880001", None),
    ]


def test_the_department_reports_go_to_is_the_body() -> None:
    found = read(
        "请于月底前报县总工会经济工作部邮箱。", "联系人：王小明，电话：88880000", issuers=("甲县总工会", "甲县商务局")
    )
    assert rows(found) == [("县总工会经济工作部", "王小明", "88880000", None)]


def test_two_issuers_and_no_department_give_no_body() -> None:
    found = read("联系人：王小明，电话：88880000", issuers=("甲县总工会", "甲县商务局"))
    assert rows(found) == [(None, "王小明", "88880000", None)]


def test_a_mailbox_alone() -> None:
    assert rows(read("请将统计表发送至邮箱union@example.com。")) == [("甲县总工会", None, None, "union@example.com")]


def test_a_mailbox_that_a_person_has_is_not_repeated() -> None:
    found = read("联系人：王小明，电话：88880000，邮箱：union@example.com", "（此表发送至union@example.com）")
    assert rows(found) == [("甲县总工会", "王小明", "88880000", "union@example.com")]


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


def test_a_listings_person_is_a_suppliers_contact() -> None:
    table = [["企业名称", "联系人", "电话"], ["青禾食品有限公司", "王小明、李青", "13800000001"]]
    found = read("附件", "企业名单", table)
    assert [(c.role, c.organization, c.person, c.phone) for c in found] == [
        ("supplier", "青禾食品有限公司", "王小明", "13800000001"),
        ("supplier", "青禾食品有限公司", "李青", "13800000001"),
    ]


@pytest.mark.parametrize(
    "items",
    [
        pytest.param(["各单位要确定一名联系人，保持电话畅通。"], id="no number"),
        pytest.param(["填报人：        联系电话：        "], id="lines to fill in"),
        pytest.param(["附件", "统计表", [["单位", "联系人", "电话"], ["", "", ""]]], id="blank form"),
        pytest.param(["传真：0571-88880001"], id="fax alone"),
        pytest.param(["统一社会信用代码：913301000000000000"], id="a code"),
        pytest.param(["全年采购金额12345678元，惠及职工88880000人次。"], id="figures"),
    ],
)
def test_no_contact(items: list[Item]) -> None:
    assert read(*items) == []


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("联系人王小明，电话88880000。", [("甲县总工会", "王小明", "88880000", None)]),
        (
            "联系人：王小明、李青 电话：0571-88880000、88880001",
            [("甲县总工会", "王小明", "0571-88880000", None), ("甲县总工会", "李青", "88880001", None)],
        ),
        (
            "问题可向县商务局（0571-88880000）、县总工会（0571-88880001）反映。",
            [("县商务局", None, "0571-88880000", None), ("县总工会", None, "0571-88880001", None)],
        ),
        (
            "咨询电话：0571-88880000（县商务局）、0571-88880001（县总工会）",
            [("县商务局", None, "0571-88880000", None), ("县总工会", None, "0571-88880001", None)],
        ),
        ("请与县商务局市场股王小明联系，电话88880000。", [("县商务局市场股", "王小明", "88880000", None)]),
        ("报县总工会经济部次仁拉吉处（0571-88880000）。", [("县总工会经济部", "次仁拉吉", "0571-88880000", None)]),
    ],
)
def test_contacts_said_in_a_sentence(printed: str, expected: list[Row]) -> None:
    assert rows(read(printed)) == expected


def test_a_bracketed_body_belongs_to_the_person_before_it() -> None:
    found = read("王小明 13800000001（县总工会）", "李青 13800000002（县商务局）")
    assert [(row[0], row[1]) for row in rows(found)] == [("县总工会", "王小明"), ("县商务局", "李青")]


def test_a_cell_pairs_its_persons_and_numbers() -> None:
    found = read([["部门", "联系人及电话"], ["县总工会", "王一 13800000001\n李二 13800000002"]])
    assert [(row[1], row[2]) for row in rows(found)] == [("王一", "13800000001"), ("李二", "13800000002")]


def test_departments_with_their_superior_and_clerk_are_contacts_of_the_notice() -> None:
    found = read([["科室", "分管同志", "经办人", "办公电话"], ["县供销社", "王小明", "李青", "88880001-801"]])
    assert [contact.role for contact in found] == ["notice"]
    assert rows(found) == [("县供销社", "李青", "88880001-801", None)]


def test_the_superior_is_asked_where_a_list_names_nobody_else() -> None:
    found = read([["单位", "分管同志", "电话"], ["县商务局", "王小明", "88880001"], ["县供销社", "李青", "88880002"]])
    assert rows(found) == [("县商务局", "王小明", "88880001", None), ("县供销社", "李青", "88880002", None)]


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


def test_who_interprets_the_rules_is_not_whose_number_follows() -> None:
    found = read("本办法由县财政局负责解释。询问请拨打0571-88880001（财务部），反映问题请拨打0571-88880002（经审办）。")
    assert [contact.organization for contact in found][1:] == ["经审办"]


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


def test_those_who_send_are_not_who_receives() -> None:
    found = read("请各乡镇（街道）工会把上半年情况于7月10日前发送至ab@example.cn。")
    assert rows(found) == [("甲县总工会", None, None, "ab@example.cn")]


@pytest.mark.parametrize(
    ("printed", "body"),
    [
        ("活动办设在县商务局市场科，联系人王小明，座机0571-88880001。", "县商务局市场科"),
        ("有异议的，请以书面形式向市场与信息化科反映，电话：0571-88880001。", "市场与信息化科"),
        ("规划司 王小明 66550001。", "规划司"),
    ],
)
def test_the_body_named_before_a_number(printed: str, body: str) -> None:
    assert [contact.organization for contact in read(printed)] == [body]
