from __future__ import annotations

import pytest

from tests.extractors.contact_rows import Row, read, rows


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


def test_a_listings_person_is_a_suppliers_contact() -> None:
    table = [["企业名称", "联系人", "电话"], ["青禾食品有限公司", "王小明、李青", "13800000001"]]
    found = read("附件", "企业名单", table)
    assert [(c.role, c.organization, c.person, c.phone) for c in found] == [
        ("supplier", "青禾食品有限公司", "王小明", "13800000001"),
        ("supplier", "青禾食品有限公司", "李青", "13800000001"),
    ]


def test_who_interprets_the_rules_is_not_whose_number_follows() -> None:
    found = read("本办法由县财政局负责解释。询问请拨打0571-88880001（财务部），反映问题请拨打0571-88880002（经审办）。")
    assert [contact.organization for contact in found][1:] == ["经审办"]


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


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "采购疑问由县总工会保障部王小明解答（电话88880001，bz@example.com）。",
            ("县总工会保障部", "王小明", "88880001", "bz@example.com"),
        ),
        ("拿不准的，可先与县商务局市场科李青联系（电话88880001）。", ("县商务局市场科", "李青", "88880001", None)),
        ("联系人：王小明；值班电话、传真：0571-88880001。", ("甲县总工会", "王小明", "0571-88880001", None)),
    ],
)
def test_whom_a_sentence_says_to_turn_to(printed: str, expected: tuple[str | None, ...]) -> None:
    assert rows(read(printed)) == [expected]


def test_an_issuer_that_speaks_of_itself_is_named() -> None:
    found = read("采购咨询：县财政局采购办 88880001。", "我会联系人：王小明，电话：88880000。")
    assert rows(found)[-1] == ("甲县总工会", "王小明", "88880000", None)


def test_persons_on_the_line_above_their_number() -> None:
    assert rows(read("县商务局市场股：王小明 李青", "电话：0571-88880000")) == [
        ("县商务局市场股", "王小明", "0571-88880000", None),
        ("县商务局市场股", "李青", "0571-88880000", None),
    ]


def test_who_answers_the_number_before_is_named_after_it() -> None:
    found = read(
        "本通知由市总工会财务部解释，电话0571-88880001，联系人：李青；"
        "系统操作问题，请加群或拨打0571-88880002转技术支持。"
    )
    assert [(one.organization, one.person, one.phone) for one in found] == [
        ("市总工会财务部", "李青", "0571-88880001"),
        ("甲县总工会", None, "0571-88880002"),
    ]


def test_a_number_for_complaints_with_who_takes_them() -> None:
    found = read("价格虚高的，向县总工会权益部投诉，专线0571-88880001，接听人李青。")
    assert [(one.organization, one.person) for one in found] == [("县总工会权益部", "李青")]


def test_a_mobile_after_the_person_is_that_persons() -> None:
    found = read("由县商务局负责解释，电话0571-88880006，联系人李青，手机13800000001。")
    assert [(one.person, one.phone) for one in found] == [(None, "0571-88880006"), ("李青", "13800000001")]


def test_brackets_after_numbers_name_whose_they_are() -> None:
    found = read(
        "变更后5个工作日内告知所在县市乡村振兴局。"
        "质量问题投诉：0571-88880001（州乡村振兴局社会帮扶科），0571-88880002（州供销合作社指导科）。"
    )
    assert [(one.organization, one.phone) for one in found] == [
        ("州乡村振兴局社会帮扶科", "0571-88880001"),
        ("州供销合作社指导科", "0571-88880002"),
    ]


def test_a_fax_is_no_second_persons_number() -> None:
    found = read("报市协作办（市发展改革局合作科），联系人王小明、李青，电话0571-88880001转803，传真0571-88880002。")
    assert {(one.person, one.phone) for one in found} == {
        ("王小明", "0571-88880001转803"),
        ("李青", "0571-88880001转803"),
    }


def test_a_body_that_acts_and_whom_to_ask_there() -> None:
    found = read("县商务局市场股同步做好统计，联系人：李青，电话：0571-88880001。")
    assert [(one.organization, one.person) for one in found] == [("县商务局市场股", "李青")]


def test_or_before_the_verb_belongs_to_neither() -> None:
    found = read("食材质量问题请拨打短号6021，或联系后勤保障部王小明（0571-88880001）。")
    assert [(one.organization, one.person) for one in found] == [("后勤保障部", "王小明")]


def test_a_table_of_two_sides_gives_the_persons_of_the_one_its_heading_names() -> None:
    table = [
        ["序号", "甲县方", "乙市方", "意向采购额（万元）", "主供产品", "甲县方联络员"],
        ["1", "东乡总工会", "白河区总工会", "180", "大米、黄精茶", "王小明13800000001"],
        ["2", "西乡总工会", "东城区总工会", "100", "木耳", "李青0571-88880002"],
    ]
    assert [(one.organization, one.person, one.phone) for one in read("附表", "采购意向表", table)] == [
        ("东乡总工会", "王小明", "13800000001"),
        ("西乡总工会", "李青", "0571-88880002"),
    ]


def test_the_office_before_the_person_one_is_to_turn_to() -> None:
    found = read("未尽事宜，请与县农业农村局产业股股长赵山联系，电话：13800000032。")
    assert [(one.organization, one.person) for one in found] == [("县农业农村局产业股", "赵山")]


def test_a_number_faxed_to_is_no_telephone() -> None:
    found = read("请将回执传真至0571-88880036，或发邮箱hz@example.com，联系人：钮文，电话：0571-88880037。")
    assert [(one.person, one.phone) for one in found] == [("钮文", "0571-88880037")]


def test_the_office_in_charge_is_whom_a_table_of_its_counties_names() -> None:
    table = [
        ["责任科室", "联系人", "联系电话", "联系县市"],
        ["市场科", "王小明", "88880001", "甜园县、白河县"],
        ["财务科", "李青", "88880002", "青禾县"],
    ]
    assert [one.organization for one in read("附件", "分片联系表", table)] == ["市场科", "财务科"]


def test_a_firm_of_a_list_is_a_supplier_and_none_of_the_notices_contacts() -> None:
    found = read("附件", "爱心供货单位名单", "单位名称：甜园县青禾茶业有限公司", "负责人：王小明", "电话：13800000001")
    assert [(one.organization, one.person, one.role) for one in found] == [
        ("甜园县青禾茶业有限公司", "王小明", "supplier")
    ]


@pytest.mark.parametrize("body", ["县供销合作社", "县总工会权益保障部"])
def test_a_public_bodys_contacts_stay_the_notices(body: str) -> None:
    found = read(f"联系人：{body}王小明，电话：13800000001。")
    assert [one.role for one in found] == ["notice"]


def test_what_a_body_is_asked_about_is_no_person() -> None:
    found = read("联系人：市场科（展位安排）王小明 0571-88880001；财务科（费用结算）李青0571-88880002。")
    assert [(one.organization, one.person) for one in found] == [("市场科", "王小明"), ("财务科", "李青")]


def test_persons_in_a_bracket_before_their_number_stay_persons() -> None:
    found = read("请与县总工会权益保障部（王小明、李青青）联系，电话0571-88880001。")
    assert [one.person for one in found] == ["王小明", "李青青"]


def test_two_numbers_parted_by_a_narrow_comma() -> None:
    found = read("联系人：王小明，联系电话：88175801,13800000001.")
    assert [one.phone for one in found] == ["88175801、13800000001"]


def test_persons_and_numbers_of_one_remark_belong_together() -> None:
    found = read("联系人：王小明（A包）、李青（B包）", "电话：0571-88880002（B包）、0571-88880001（A包）")
    assert [(row[1], row[2]) for row in rows(found)] == [("王小明", "0571-88880001"), ("李青", "0571-88880002")]


def test_the_buyer_is_whom_the_persons_below_belong_to() -> None:
    found = read("采 购 人：县机关事务管理局后勤处", "联 系 人：王小明", "电  话：0571-88880001")
    assert rows(found) == [("县机关事务管理局后勤处", "王小明", "0571-88880001", None)]


def test_a_festival_is_no_person() -> None:
    found = read("联系人：元宵节，电话：0571-88880001")
    assert [row[1] for row in rows(found)] == [None]


def test_a_name_behind_a_label_that_ends_in_staff_begins_behind_it() -> None:
    found = read("请与县总工会财务部联系（财务部部长王小明，0571-88880000；经办人员续小勇，13800000001）。")
    assert [contact.person for contact in found] == ["王小明", "续小勇"]
