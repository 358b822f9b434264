"""Telephone numbers; all numbers here are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.values import phones
from extract.values.phones import Phone


def read(text: str) -> list[tuple[str, str]]:
    return [(found.value.kind, found.value.number) for found in phones.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("联系人：李某，13800000000", [("mobile", "13800000000")]),
        ("手机138 0000 0000、139-0000-0000", [("mobile", "13800000000"), ("mobile", "13900000000")]),
        ("13800000000 13900000000", [("mobile", "13800000000"), ("mobile", "13900000000")]),
        ("13800000000，4006001234", [("mobile", "13800000000"), ("service", "4006001234")]),
        ("（+86 138 0000 0000）", [("mobile", "13800000000")]),
        ("１３８００００００００", [("mobile", "13800000000")]),
        ("1380000\n0000", [("mobile", "13800000000")]),
        ("电话：0375-8799638", [("landline", "03758799638")]),
        ("（020）81230000", [("landline", "02081230000")]),
        ("020—8123 0000", [("landline", "02081230000")]),
        ("0571 81230000", [("landline", "057181230000")]),
        ("057181230000", [("landline", "057181230000")]),
        ("0571－81230000", [("landline", "057181230000")]),
        ("0571-81230000、81230001", [("landline", "057181230000"), ("landline", "057181230001")]),
        ("0570-8000123/8000124；8000125", [("landline", f"0570800012{last}") for last in (3, 4, 5)]),
        ("综合科 王某 87654321", [("local", "87654321")]),
        ("咨询电话：8765-4321", [("local", "87654321")]),
        ("客服400-600-1234", [("service", "4006001234")]),
        ("拨打12345热线", [("service", "12345")]),
        ("可通过12351职工服务热线反映", [("service", "12351")]),
    ],
)
def test_reads_the_forms_in_use(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "printed", "extension"),
    [
        ("0571-81230000转8012。", "0571-81230000转8012", "8012"),
        ("0571-81230000-8012", "0571-81230000-8012", "8012"),
        ("0570-8000123（转801）", "0570-8000123（转801）", "801"),
        ("87654321 转 6", "87654321 转 6", "6"),
    ],
)
def test_an_extension_belongs_to_its_number(text: str, printed: str, extension: str) -> None:
    (found,) = phones.find(text)
    assert (found.text, found.value.extension) == (printed, extension)


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码91330200MA13800000",
        "身份证号330205198001010011",
        "开户账号：33010000",
        "QQ群：87654321",
        "邮编：315000",
        "示政办发〔2021〕12345678号",
        "共投入3000000元",
        "采购金额 23456789.00 元",
        "产量87654321公斤",
        "日期20210926",
        "2021-2025年",
        "共有12345人参加",
        "文件编号2021-80001234",
        "13800000000@example.com",
        "1380000000000",
        "第138号",
        "2024.5.1—2024.12.31",
        "会议号：876543210",
    ],
)
def test_other_digits_are_no_telephone_number(text: str) -> None:
    assert phones.find(text) == []


def test_a_number_that_no_plan_knows_is_found_and_flagged() -> None:
    (found,) = phones.find("王某，40060012345")
    assert found.value == Phone("40060012345", "service", valid=False)


@given(st.text(alphabet="0123456789-—（）() 、，\n转电话1308元.@A", max_size=60))
def test_findings_are_in_order_and_hold_their_text(text: str) -> None:
    end = 0
    for found in phones.find(text):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.text
        end = found.end


def test_a_list_of_numbers_that_a_caller_changes_is_read_anew() -> None:
    phones.find("13800000001").clear()
    assert [found.value.number for found in phones.find("13800000001")] == ["13800000001"]
