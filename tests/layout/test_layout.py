"""A notice's upper part, title and sections by where they stand and what they say; all notices here are invented."""

from __future__ import annotations

from tests.layout.lines import FULL, TITLE, notice


def test_stacked_issuers_are_named_in_order() -> None:
    assert [issuer.value for issuer in notice(*FULL).issuers] == ["青田县总工会", "青田县商务局"]


def test_the_document_number_is_the_line_of_its_own() -> None:
    number = notice(*FULL).doc_number
    assert number is not None
    assert number.value == "青总工〔2024〕18号"


def test_a_title_over_two_lines_is_one() -> None:
    title = notice(*FULL).title
    assert title is not None
    assert title.value == "关于开展秋季助农采购活动的通知"


def test_the_kind_is_the_title_s_last_word() -> None:
    assert notice(*FULL).doc_type == "通知"


def test_the_addressee_stands_before_its_colon() -> None:
    addressee = notice(*FULL).addressee
    assert addressee is not None
    assert addressee.value == "各乡镇（街道）工会，县直各单位工会"


def test_sections_nest_by_their_numbers() -> None:
    found = [(section.level, section.number, section.title) for section in notice(*FULL).sections[:4]]
    assert found == [(1, "一、", "采购标准"), (2, "（一）", "线上采购"), (3, "1.", "实名登记"), (1, "二、", "有关要求")]


def test_a_section_ends_where_the_next_of_its_level_begins() -> None:
    read = notice(*FULL)
    first, last = read.sections[0], read.sections[3]
    assert first.end == last.start


def test_a_title_names_the_issuer_where_nothing_else_does() -> None:
    read = notice(("青田县总工会关于开展采购的通知", TITLE), "请抓好落实。")
    assert [issuer.value for issuer in read.issuers] == ["青田县总工会"]


def test_a_plan_without_header_has_no_issuer_number_or_date() -> None:
    read = notice(("2024年青田县助农工作方案", TITLE), "为做好助农工作，制定本方案。", "一、目标", "稳步推进。")
    assert (read.issuers, read.doc_number, read.issued, read.doc_type) == ((), None, None, "方案")


def test_an_empty_document_gives_one_empty_notice() -> None:
    assert notice().title is None


def test_a_title_above_the_number_is_read() -> None:
    read = notice(
        ("徐水区助农供应商入围名单公告", TITLE), ("徐助农公告〔2024〕第2号", {"align": "center"}), "现公告如下。"
    )
    assert read.title is not None
    assert (read.title.value, read.doc_type) == ("徐水区助农供应商入围名单公告", "公告")


def test_bodies_set_like_the_title_below_them_are_the_title_s_first_line() -> None:
    read = notice(
        ("临夏州总工会 临夏州商务局", TITLE),
        ("关于开展采购的实施意见", TITLE),
        ("临工发〔2023〕9号", {"align": "center", "size": 16.0}),
        "请抓好落实。",
    )
    assert read.title is not None
    assert read.title.value == "临夏州总工会临夏州商务局关于开展采购的实施意见"
    assert [issuer.value for issuer in read.issuers] == ["临夏州总工会", "临夏州商务局"]


def test_issuers_of_one_place_are_parted_where_their_space_is_not_printed() -> None:
    read = notice("青田县商务局青田县财政局关于开展助农采购的通知", "各乡镇：", "请认真贯彻执行。")
    assert [issuer.value for issuer in read.issuers] == ["青田县商务局", "青田县财政局"]


def test_an_edition_in_brackets_below_a_title_belongs_to_it() -> None:
    read = notice(("徐水区助农产品目录", TITLE), ("（2024年第一批）公告", TITLE), "现公告如下。")
    assert read.title is not None
    assert (read.title.value, read.doc_type) == ("徐水区助农产品目录（2024年第一批）公告", "公告")


def test_the_lines_of_a_site_s_record_copied_above_it_are_no_part_of_the_title() -> None:
    read = notice(
        "索引号：001-2023-11",
        "发布机构：青田县商务局",
        "成文日期：2023-05-08",
        "关于开展消费帮扶的通知",
        "各乡镇商务办：",
    )
    assert read.title is not None
    assert read.title.value == "关于开展消费帮扶的通知"


def test_the_kind_printed_large_above_the_number_is_not_the_title_where_one_stands_below() -> None:
    read = notice("公 告", "2024年第3号", "关于公布帮扶产品目录的公告", "现将目录公布如下。")
    assert read.title is not None
    assert read.title.value == "关于公布帮扶产品目录的公告"


def test_a_mark_without_words_is_no_part_of_the_title() -> None:
    read = notice("青总工办〔2023〕19号", "★", "关于开展消费帮扶的通知", "各工会：", "请认真执行。")
    assert read.title is not None
    assert read.title.value == "关于开展消费帮扶的通知"


def test_a_title_goes_on_in_a_line_that_begins_with_a_bracket_while_its_marks_are_open() -> None:
    found = notice(
        ("青田县总工会关于印发《青田县助农采购方案", TITLE),
        ("（2023—2025年）》的通知", TITLE),
        "各乡镇：",
        "现将方案印发给你们。",
    )
    assert found.title is not None
    assert found.title.value == "青田县总工会关于印发《青田县助农采购方案（2023—2025年）》的通知"
