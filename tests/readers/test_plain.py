"""The plain-text reader: character sets, wrapped lines, aligned columns."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.readers import ReadError, read_document
from extract.readers.plain import read_plain
from tests.readers.invariants import check_offsets

NOTICE = "关于开展春季义诊的通知\n\n　　各村（社区）：\n　　定于3月5日开展义诊。\n"
TEXT = "关于开展春季义诊的通知\n各村（社区）：\n定于3月5日开展义诊。\n"


@pytest.mark.parametrize(
    "data",
    [
        NOTICE.encode(),
        NOTICE.encode("utf-8-sig"),
        NOTICE.encode("gb18030"),
        codecs.BOM_UTF16_LE + NOTICE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + NOTICE.encode("utf-16-be"),
        NOTICE.replace("\n", "\r\n").encode(),
        NOTICE.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "utf-8 with mark", "gb18030", "utf-16le", "utf-16be", "crlf", "cr"],
)
def test_every_character_set_gives_the_same_text(data: bytes) -> None:
    document = read_document(data)
    assert (document.text, document.media_type) == (TEXT, "text/plain")


def test_a_damaged_character_is_marked_and_the_rest_read() -> None:
    data = NOTICE.encode()
    assert read_plain(data[:-2]).text == TEXT[:-2] + "\ufffd\n"
    at = data.index("义".encode())
    assert read_plain(data[:at] + b"\xff" + data[at + 3 :]).text.startswith("关于开展春季\ufffd诊的通知\n")


def test_lines_cut_to_one_width_are_joined() -> None:
    paragraph = (
        "　　为进一步做好今年的消费帮扶工作，各单位要高度重视，精心组织，按照时间节点要求把各项任务落到实处，"
        "确保取得实效，并于每季度末将有关情况书面报送办公室汇总。"
    )
    lines = [paragraph[at : at + 20] for at in range(0, len(paragraph), 20)]
    text = "关于做好工作的通知\n" + "\n".join(lines) + "\n　　一、提高认识。\n"
    assert read_plain(text.encode()).text == f"关于做好工作的通知\n{paragraph.strip()}\n一、提高认识。\n"


def test_paragraphs_of_one_line_each_are_not_joined() -> None:
    text = (
        "一、各单位要高度重视此项工作，抓好落实。\n二、各单位要按时报送材料，不得迟报漏报。\n"
        "三、各单位要加强宣传引导，形成氛围。\n四、各单位要加强监督检查，确保质量。\n"
    )
    assert read_plain(text.encode()).text == text


def test_columns_parted_by_tabs_are_a_table() -> None:
    document = read_plain("名单\n序号\t企业名称\t电话\n1\t甲公司\t13800000000\n2\t乙公司\t13900000000\n".encode())
    (table,) = document.tables()
    assert (table.rows, table.columns, table.header_rows, table.ruled) == (3, 3, 1, False)


def test_columns_parted_by_spaces_are_a_table() -> None:
    lines = "（1）甲公司    张三  13800000000\n（2）乙合作社  李四  13900000000\n（3）丙店      王五  13700000000"
    document = read_plain(lines.encode())
    (table,) = document.tables()
    assert document.text[table.start : table.end].split("\n")[1] == "（2）乙合作社\t李四\t13900000000"


def test_labelled_lines_are_no_table() -> None:
    lines = "联系人：张三    电话：13800000000\n联系人：李四    电话：13900000000\n联系人：王五    电话：13700000000\n"
    assert list(read_plain(lines.encode()).tables()) == []


def test_two_aligned_lines_are_no_table() -> None:
    assert list(read_plain("甲公司    张三\n乙公司    李四\n".encode()).tables()) == []


def test_binary_data_is_refused() -> None:
    with pytest.raises(ReadError, match="binary"):
        read_document(bytes(range(256)) * 20)


@given(st.text(alphabet="甲乙500元。，：　 \t\n\r\u2028\x1c\x0b一、(1)ab", max_size=200))
@settings(max_examples=150, deadline=None)
def test_offsets_hold_for_any_text(text: str) -> None:
    try:
        check_offsets(read_plain(text.encode()))
    except ReadError as error:
        assert "no text" in str(error)


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        check_offsets(read_document(data))
    except ReadError as error:
        assert "\n" not in str(error)


def test_headings_over_lines_of_tabs_are_a_blank_table() -> None:
    lines = "推荐产品汇总表\n序号\t产品名称\t产地\t单价（元）\n\t\t\t\n\t\t\t\n填报人：\n"
    document = read_plain(lines.encode())
    (table,) = document.tables()
    assert (table.rows, table.columns, table.header_rows) == (3, 4, 1)
    assert document.text == "推荐产品汇总表\n序号\t产品名称\t产地\t单价（元）\n\t\t\t\n\t\t\t\n填报人：\n"


def test_rows_that_give_their_first_cell_belong_to_the_blank_table() -> None:
    lines = "需求表\n品名\t规格\t数量（公斤）\t备注\n香菇\t\t\t\n1\t干货\t\t\n合计\t\t\t\n填报人：\n"
    (table,) = read_plain(lines.encode()).tables()
    assert (table.rows, table.columns, table.header_rows) == (4, 4, 1)


def test_rows_between_tabs_below_headings_may_hold_sentences_and_labels() -> None:
    lines = "序号\t工作任务\t责任单位\n1\t举办展销会。\t牵头单位：县商务局\n2\t加强宣传，刊发报道。\t县委宣传部\n"
    (table,) = read_plain(lines.encode()).tables()
    assert (table.rows, table.columns, table.header_rows) == (3, 3, 1)


def test_lines_of_labels_between_tabs_are_no_table() -> None:
    document = read_plain(
        "联系人：甲某\t电话：1\t邮箱：a\n联系人：乙某\t电话：2\t邮箱：b\n联系人：丙某\t电话：3\t邮箱：c\n".encode()
    )
    assert not list(document.tables())


def test_rows_that_are_mostly_filled_make_no_blank_table() -> None:
    document = read_plain("产品\t规格\t单价\n香菇\t500克\t\n木耳干货\n".encode())
    assert not list(document.tables())


def test_a_line_of_tabs_below_a_sentence_is_nothing() -> None:
    document = read_plain("请各单位填写下表。\n\t\t\t\n报送县总工会。\n".encode())
    assert document.text == "请各单位填写下表。\n报送县总工会。\n"


def test_labels_with_an_empty_place_behind_each_are_a_form() -> None:
    lines = "供应商报名表\n单位名称\t\t信用代码\t\n联系人\t\t手机\t\n主要产品\t\n推荐意见\t（盖章）\n报送县总工会。\n"
    (table,) = read_plain(lines.encode()).tables()
    assert (table.rows, table.columns, table.header_rows) == (4, 4, 0)
    document = read_plain(lines.encode())
    assert [document.text[cell.start : cell.end] for cell in table.row_cells(0)] == ["单位名称", "", "信用代码", ""]


def test_labels_that_are_filled_in_are_no_blank_form() -> None:
    lines = "报名信息\n单位名称\t甲公司\t手机\t13800000000\n产品\t香菇\t产地\t青田\n数量\t5\t单价\t8\n"
    (table,) = read_plain(lines.encode()).tables()
    document = read_plain(lines.encode())
    printed = [document.text[cell.start : cell.end] for cell in table.cells]
    assert printed[:4] == ["单位名称", "甲公司", "手机", "13800000000"]
    assert "" not in printed


def test_rows_whose_last_cells_are_empty_belong_to_their_table() -> None:
    lines = "序号\t企业名称\t电话\t备注\n1\t甲公司\t13800000000\t龙头\n2\t乙公司\t13900000000\t\n3\t丙店\t13700000000\n"
    (table,) = read_plain(lines.encode()).tables()
    assert (table.rows, table.columns, table.header_rows) == (4, 4, 1)
