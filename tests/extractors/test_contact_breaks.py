from __future__ import annotations

import pytest

from tests.extractors.contact_rows import Row, read, rows


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "县商务局（李青，0571-88881330；传真88881331），县供销社（王小明，0571-88881345）。",
            [("县商务局", "李青", "0571-88881330", None), ("县供销社", "王小明", "0571-88881345", None)],
        ),
        (
            "县商务局 王小明 0571-88880001、0571-88880002（传真）",
            [("县商务局", "王小明", "0571-88880001", None)],
        ),
        ("县商务局 王小明 0571-88880001（传真）", [("县商务局", "王小明", "0571-88880001", None)]),
        (
            "咨询电话由0571-88880110变更为0571-88880119。",
            [("甲县总工会", None, "0571-88880119", None)],
        ),
        (
            "加盖公章后发czg@example.org，或者登录“青禾惠”商城（https://qh.example.net）下单，商城客服0571-88888477。",
            [("甲县总工会", None, None, "czg@example.org"), ("“青禾惠”商城", None, "0571-88888477", None)],
        ),
        (
            "监督：县纪检室，0571-88887700。文件电子版索取：hzw@example.net。",
            [("县纪检室", None, "0571-88887700", None), ("甲县总工会", None, None, "hzw@example.net")],
        ),
        (
            "请拨打0571-88880260转2，由县职工服务中心解答。",
            [("县职工服务中心", None, "0571-88880260转2", None)],
        ),
        (
            "由县总工会、县乡村振兴局负责解释（保障部：江小宁，88886011；帮扶科：程小秋，88886022）。",
            [("保障部", "江小宁", "88886011", None), ("帮扶科", "程小秋", "88886022", None)],
        ),
        (
            "咨询县总工会财务部（王小明，0571-88885206），或加微信号qh_gesang，县供销社李青（13800009541）也可受理。",
            [("县总工会财务部", "王小明", "0571-88885206", None), ("县供销社", "李青", "13800009541", None)],
        ),
        (
            "联系电话：王小雷5556 8711、李小雷（活动）5556 8712",
            [("甲县总工会", "王小雷", "55568711", None), ("甲县总工会", "李小雷", "55568712", None)],
        ),
    ],
)
def test_what_parts_numbers_and_mailboxes(printed: str, expected: list[Row]) -> None:
    assert rows(read(printed)) == expected


def test_a_mailbox_of_a_sentence_before_is_none_of_the_persons_of_the_next_paragraph() -> None:
    found = read(
        "电子版发cbsw@example.com。",
        "业务咨询：金小姬（市场股），0571-88887201；财务咨询：计财股 0571-88887202；",
    )
    assert rows(found) == [
        ("甲县总工会", None, None, "cbsw@example.com"),
        ("市场股", "金小姬", "0571-88887201", None),
        ("计财股", None, "0571-88887202", None),
    ]


def test_numbers_on_a_line_of_their_own_under_a_body_and_its_person() -> None:
    found = read(
        "联系方式：",
        "县商务局市场科 石小兵",
        "0571-88889201 13800009201",
        "县供销社帮扶科 蒙小丽 0571-88889202",
    )
    assert rows(found) == [
        ("县商务局市场科", "石小兵", "0571-88889201、13800009201", None),
        ("县供销社帮扶科", "蒙小丽", "0571-88889202", None),
    ]


def test_a_table_of_those_who_hold_something_gives_their_numbers() -> None:
    found = read(
        [
            ["会场", "地点", "承办单位", "咨询电话"],
            ["青禾区", "青禾区解放路体育馆", "青禾区供销合作总社", "0571-88881201"],
            ["甜园市", "甜园市安定广场", "甜园市农业农村局", "0571-88881202"],
        ]
    )
    assert rows(found) == [
        ("青禾区供销合作总社", None, "0571-88881201", None),
        ("甜园市农业农村局", None, "0571-88881202", None),
    ]
