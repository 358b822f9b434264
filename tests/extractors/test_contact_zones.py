from __future__ import annotations

import pytest

from tests.extractors.contact_rows import Row, read, rows
from tests.extractors.factory import Item


def test_aligned_lines_name_body_person_and_number() -> None:
    found = read("联系人：县总工会  王小明  88880000", "县商务局  李青  88880001", "县农业农村局  赵 云  88880002")
    assert rows(found) == [
        ("县总工会", "王小明", "88880000", None),
        ("县商务局", "李青", "88880001", None),
        ("县农业农村局", "赵云", "88880002", None),
    ]


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


def test_those_who_send_are_not_who_receives() -> None:
    found = read("请各乡镇（街道）工会把上半年情况于7月10日前发送至ab@example.cn。")
    assert rows(found) == [("甲县总工会", None, None, "ab@example.cn")]


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


def test_labels_on_lines_of_their_own() -> None:
    found = read("联系单位：县商务局市场科", "联系人：王小明", "联系电话：88880000", "邮箱：a@example.com")
    assert rows(found) == [("县商务局市场科", "王小明", "88880000", "a@example.com")]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("请反馈县商务局（市场科 王小明 0571-88880001）。", ("县商务局市场科", "王小明")),
        ("请与县总工会权益部联系（王小明 0571-88880001）。", ("县总工会权益部", "王小明")),
        ("专区由县总工会网络中心管理（技术咨询：0571-88880001）。", ("县总工会网络中心", None)),
        (
            "也可委托区里指定的配送单位青禾供应链有限公司（调度员王小明，13800000001）送货。",
            ("青禾供应链有限公司", "王小明"),
        ),
        (
            "第一批补助余款（每个不超过1万元）在年底前结清，请把发票交县总工会财务部王小明，电话88880001。",
            ("县总工会财务部", "王小明"),
        ),
        ("有意参加的，请于5月10日前与王小明（13800000001）联系。", ("甲县总工会", "王小明")),
        ("由县驻村工作队队长王小明（手机13800000001）对接货源。", ("县驻村工作队", "王小明")),
    ],
)
def test_a_bracket_or_clause_that_names_whom_to_call(printed: str, expected: tuple[str | None, str | None]) -> None:
    assert [row[:2] for row in rows(read(printed))] == [expected]


@pytest.mark.parametrize(
    "printed",
    [
        "甲县总工会领导王小明、李青到会，会议号88880001。",
        "采购目录可发至各单位，联系人、电话另行通知。",
        "王小明负责汇总。完成率为88.88%。",
    ],
)
def test_persons_without_numbers_are_no_contacts(printed: str) -> None:
    assert read(printed) == []


def test_a_long_line_of_nothing_but_persons_and_numbers() -> None:
    printed = "".join(f"县商务{name}局 王小{name} 0571-8888000{at} " for at, name in enumerate("青明云河山"))
    assert [row[1] for row in rows(read(printed))] == ["王小青", "王小明", "王小云", "王小河", "王小山"]


def test_bodies_with_their_numbers_and_nothing_else() -> None:
    found = read("县供销社，0571-88880001；县商务局，0571-88880002。")
    assert [(row[0], row[2]) for row in rows(found)] == [("县供销社", "0571-88880001"), ("县商务局", "0571-88880002")]


def test_a_body_on_a_line_of_its_own_heads_the_contacts_under_it() -> None:
    found = read("县总工会", "联系人：王小明", "电话：88880001", "县商务局", "联系人：李青", "电话：88880002")
    assert [row[:2] for row in rows(found)] == [("县总工会", "王小明"), ("县商务局", "李青")]


def test_the_last_of_several_signatures_heads_no_contacts() -> None:
    issuers = ("甲县总工会", "甲县商务局")
    (contact,) = read("甲县总工会", "甲县商务局", "联系人：王小明  电话：88880001", issuers=issuers)
    assert contact.organization is None


def test_lines_under_a_body_to_turn_to_say_whose_questions_each_answers() -> None:
    found = read(
        "请与县总工会财务部联系：", "城区及直属单位 王 明 88880001", "乡镇 李青 88880002", "园区、产业 赵雨 88880003"
    )
    assert [row[:2] for row in rows(found)] == [(("县总工会财务部"), name) for name in ("王明", "李青", "赵雨")]
