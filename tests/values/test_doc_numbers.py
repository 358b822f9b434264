"""Document numbers; the codes 示… belong to nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.values import doc_numbers
from extract.values.doc_numbers import DocNumber


def numbers(text: str) -> list[str]:
    return [found.value.number for found in doc_numbers.find(text)]


@pytest.mark.parametrize(
    "printed",
    [
        "示政发〔2021〕12号",
        "示政发[2021]12号",
        "示政发［2021］12号",
        "示政发(2021)12号",
        "示政发（2021）12号",
        "示政发【2021】12号",
        "示政发﹝2021﹞12号",
        "示政发 〔2021〕 12 号",
        "示政发〔２０２１〕１２号",
        "示政发〔二〇二一〕12号",
    ],
)
def test_every_bracket_gives_one_normal_form(printed: str) -> None:
    (found,) = doc_numbers.find(f"（{printed}）")
    assert found.value == DocNumber("示政发〔2021〕12号", "示政发", 2021, 12)
    assert found.text == printed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("具体依据示总工〔2021〕46号", ["示总工〔2021〕46号"]),
        ("具体操作详见示财〔2021〕164号文件", ["示财〔2021〕164号"]),
        ("按照示农〔2020〕2号要求", ["示农〔2020〕2号"]),
        ("根据示发〔2020〕3号和示农[2021]19号", ["示发〔2020〕3号", "示农〔2021〕19号"]),
        ("《办法》（示财〔2021〕3号）和示财〔2021〕5号", ["示财〔2021〕3号", "示财〔2021〕5号"]),
        ("和政办发〔2021〕3号", ["和政办发〔2021〕3号"]),
        ("示财〔2021〕3号、〔2022〕5号", ["示财〔2021〕3号", "示财〔2022〕5号"]),
        ("示财〔2021〕3、5号文件", ["示财〔2021〕3号", "示财〔2021〕5号"]),
        ("示财〔2021〕3号、15号和16号文", ["示财〔2021〕3号", "示财〔2021〕15号", "示财〔2021〕16号"]),
        ("（示财〔2021〕3号，5月底前）", ["示财〔2021〕3号"]),
        ("市财政局示财〔2020〕3号", ["示财〔2020〕3号"]),
        ("省总工会办公室关于转发示工办〔2020〕43号文的通知", ["示工办〔2020〕43号"]),
        ("示经信〔2021〕3号", ["示经信〔2021〕3号"]),
        ("示自然资发〔2021〕3号", ["示自然资发〔2021〕3号"]),
        ("示政办发〔2020〕第12号", ["示政办发〔2020〕第12号"]),
        ("国务院令第722号", ["国务院令第722号"]),
        ("中华人民共和国主席令第七十八号", ["中华人民共和国主席令第七十八号"]),
        ("示例省人民政府第300号令", ["示例省人民政府第300号令"]),
        ("示例省发展和改革委员会令2018年第16号", ["示例省发展和改革委员会令2018年第16号"]),
        ("根据示例省工业和信息化厅令第8号", ["示例省工业和信息化厅令第8号"]),
        ("示例省发改委2018年第16号令", ["示例省发改委2018年第16号令"]),
        ("按照第16号令要求", []),
        ("示总工〔 2 0 2 1 〕 1 2 号", ["示总工〔2021〕12号"]),
        ("示总工〔2 021〕12号", ["示总工〔2021〕12号"]),
        ("示例总局公告2021年第5号", ["示例总局公告2021年第5号"]),
        ("示例局公告（2021年第5号）", ["示例局公告2021年第5号"]),
        ("示农字第12号", ["示农字第12号"]),
        ("（2021）示政字第12号", ["〔2021〕示政字第12号"]),
        ("（〔94〕示农字第45号）", ["〔94〕示农字第45号"]),
        ("《办法》（1998年国务院令第256号）", ["国务院令第256号"]),
        ("1998年6月国务院令第256号", ["国务院令第256号"]),
        ("《办法》（2015年示例部公告第12号）", ["示例部公告2015年第12号"]),
        ("《办法》（示例部〔2015〕第12号令）", ["示例部〔2015〕第12号令"]),
        ("示例部〔2015〕12号令人信服", ["示例部〔2015〕12号"]),
        ("根据示财【41】号文件", ["示财〔41〕号"]),
        ("县里印发了示财〔2021〕3号文件", ["示财〔2021〕3号"]),
        ("示财〔2021〕号文件、示例路【12】号楼", []),
    ],
)
def test_reads_numbers_without_the_words_before_them(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize(
    "text",
    ["第12号", "2021年12号", "责令第三方整改", "某路12号", "〔2021〕12号", "2021年第5期", "编号〔2021〕第", "附件2"],
)
def test_other_numbers_are_none(text: str) -> None:
    assert doc_numbers.find(text) == []


@given(st.text(alphabet="示政发字令第公告号年〔〕[]（）2021 一二和依据", max_size=60))
def test_findings_are_in_order_and_hold_their_text(text: str) -> None:
    end = 0
    for found in doc_numbers.find(text):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.text
        end = found.end


def test_a_code_may_begin_with_a_word_that_joins_others() -> None:
    assert numbers("《责任清单》（并示发〔2022〕18号）") == ["并示发〔2022〕18号"]
    assert numbers("示政发〔2022〕1号并示农发〔2022〕2号") == ["示政发〔2022〕1号", "示农发〔2022〕2号"]
