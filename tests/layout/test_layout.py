"""A notice's parts by where they stand and what they say; all notices here are invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from extract.document import Document, Paragraph
from extract.layout import notices
from extract.notice import Notice

Line = str | tuple[str, dict[str, Any]]

RED: dict[str, Any] = {"red": True, "align": "center", "size": 36.0}
TITLE: dict[str, Any] = {"align": "center", "size": 22.0}


def document(*lines: Line) -> Document:
    """A document of these paragraphs; a pair says how one is set."""
    text = ""
    blocks: list[Paragraph] = []
    for line in lines:
        words, style = (line, {}) if isinstance(line, str) else line
        blocks.append(replace(Paragraph(len(text), len(text) + len(words)), **style))
        text += words + "\n"
    return Document(text=text, blocks=tuple(blocks), media_type="text/plain")


def notice(*lines: Line) -> Notice:
    return notices(document(*lines))[0]


FULL: tuple[Line, ...] = (
    ("青田县总工会", RED),
    ("青田县商务局", RED),
    ("文件", RED),
    ("青总工〔2024〕18号", {"align": "center"}),
    ("关于开展秋季助农", TITLE),
    ("采购活动的通知", TITLE),
    "各乡镇（街道）工会，县直各单位工会：",
    "现就秋季助农采购活动有关事项通知如下。",
    "一、采购标准",
    "每名会员每年不超过300元。",
    "（一）线上采购。登录平台下单。",
    "1.实名登记。会员凭工号登记。",
    "二、有关要求",
    "请各单位认真组织。",
    "附件：1.助农企业名单",
    "2.采购情况统计表",
    ("青田县总工会", {"align": "right"}),
    ("青田县商务局", {"align": "right"}),
    ("2024年9月3日", {"align": "right"}),
    "附件1",
    ("助农企业名单", TITLE),
    "1.青田甲乙农业有限公司",
    "附件2",
    ("采购情况统计表", TITLE),
    "填报单位：",
    "青田县总工会办公室 2024年9月3日印发",
)


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


def test_entries_of_the_list_of_attachments_head_no_section() -> None:
    assert "采购情况统计表" not in [section.title for section in notice(*FULL).sections]


def test_the_list_of_attachments_is_read_in_order() -> None:
    assert [entry.value for entry in notice(*FULL).attachment_list] == ["助农企业名单", "采购情况统计表"]


def test_attachments_listed_in_one_line_are_two() -> None:
    read = notice(("关于报送名单的通知", TITLE), "请按时报送。", "附件：1.企业名单 2.统计表", "2024年5月6日")
    assert [entry.value for entry in read.attachment_list] == ["企业名单", "统计表"]


def test_the_date_of_issue_is_iso_and_not_the_imprint_s() -> None:
    lines = [line for line in FULL if line != ("2024年9月3日", {"align": "right"})]
    issued = notice(*FULL).issued
    assert issued is not None
    assert issued.value == "2024-09-03"
    assert notice(*lines).issued is None


def test_annexes_have_label_number_and_title() -> None:
    found = [(annex.label, annex.number, annex.title.value if annex.title else None) for annex in notice(*FULL).annexes]
    assert found == [("附件1", 1, "助农企业名单"), ("附件2", 2, "采购情况统计表")]


def test_the_imprint_is_no_part_of_the_last_annex() -> None:
    read = notice(*FULL)
    assert read.annexes[-1].end == read.imprint[0].start


def test_the_body_lies_between_addressee_and_annexes() -> None:
    read = notice(*FULL)
    assert read.text[read.body[0] :].startswith("现就秋季")
    assert read.body[1] == read.annexes[0].start


def test_a_signature_names_the_issuers_where_no_header_does() -> None:
    read = notice(("关于开展采购的通知", TITLE), "请抓好落实。", "临夏州总工会 临夏州商务局", "二〇二三年五月六日")
    assert [issuer.value for issuer in read.issuers] == ["临夏州总工会", "临夏州商务局"]


def test_a_signature_of_more_bodies_than_the_header_counts() -> None:
    read = notice(
        ("临夏州总工会文件", RED),
        "临工发〔2023〕7号",
        ("关于开展采购的通知", TITLE),
        "请抓好落实。",
        "临夏州总工会",
        "临夏州商务局",
        "2023年5月6日",
    )
    assert [issuer.value for issuer in read.issuers] == ["临夏州总工会", "临夏州商务局"]


def test_a_title_names_the_issuer_where_nothing_else_does() -> None:
    read = notice(("青田县总工会关于开展采购的通知", TITLE), "请抓好落实。")
    assert [issuer.value for issuer in read.issuers] == ["青田县总工会"]


def test_a_plan_without_header_has_no_issuer_number_or_date() -> None:
    read = notice(("2024年青田县助农工作方案", TITLE), "为做好助农工作，制定本方案。", "一、目标", "稳步推进。")
    assert (read.issuers, read.doc_number, read.issued, read.doc_type) == ((), None, None, "方案")


def test_an_annex_handed_in_alone_has_its_own_title() -> None:
    read = notice("附件", ("2024年青田县助农任务分解表", TITLE), "填表说明")
    assert read.title is not None
    assert read.title.value == "2024年青田县助农任务分解表"
    assert read.annexes == ()


def test_signature_and_date_in_one_line_are_both_read() -> None:
    read = notice(("关于开展采购的通知", TITLE), "请抓好落实。", "青田县总工会 2024年9月3日")
    assert read.issued is not None
    assert (read.issued.value, [name.value for name in read.signatures]) == ("2024-09-03", ["青田县总工会"])


FORWARDING: tuple[Line, ...] = (
    ("临夏州总工会文件", RED),
    ("临工发〔2023〕7号", {"align": "center"}),
    ("转发省总工会关于开展采购的通知", TITLE),
    "各县市总工会：",
    "现将通知转发给你们，请遵照执行。",
    "附件：1.关于开展采购的通知",
    "2.采购情况统计表",
    "2023年5月6日",
    "附件1",
    ("甘肃省总工会文件", RED),
    ("甘工发〔2023〕3号", {"align": "center"}),
    ("关于开展采购的通知", TITLE),
    "各市州总工会：",
    "现将有关事项通知如下。",
    "附件：推荐平台名单",
    "2023年4月1日",
    "附件",
    ("推荐平台名单", TITLE),
    "一、陇原优选",
    "附件2",
    ("采购情况统计表", TITLE),
    "单位：",
)


def test_a_forwarded_notice_is_a_notice_of_its_own() -> None:
    found = notices(document(*FORWARDING))
    assert [(one.doc_number.value if one.doc_number else None, one.parent) for one in found] == [
        ("临工发〔2023〕7号", None),
        ("甘工发〔2023〕3号", 0),
    ]


def test_a_forwarded_notice_s_text_is_not_repeated_under_the_forwarding_one() -> None:
    outer, inner = notices(document(*FORWARDING))
    assert "陇原优选" not in outer.text
    assert "陇原优选" in inner.text
    assert "单位：" in outer.text


def test_annexes_after_a_forwarded_notice_go_to_the_one_that_lists_them() -> None:
    outer, inner = notices(document(*FORWARDING))
    assert [annex.title.value for annex in outer.annexes if annex.title] == ["采购情况统计表"]
    assert [annex.title.value for annex in inner.annexes if annex.title] == ["推荐平台名单"]


def test_a_plan_under_a_covering_notice_is_the_same_notice() -> None:
    read = notices(
        document(
            ("青田县总工会文件", RED),
            ("青总工〔2024〕5号", {"align": "center"}),
            ("青田县总工会关于印发", TITLE),
            ("《助农工作方案》", TITLE),
            ("的通知", TITLE),
            "各乡镇工会：",
            "现将《助农工作方案》印发给你们。",
            "2024年2月1日",
            ("助农工作方案", TITLE),
            "一、目标",
        )
    )
    assert len(read) == 1
    assert read[0].title is not None
    assert read[0].title.value == "青田县总工会关于印发《助农工作方案》的通知"
    assert [section.title for section in read[0].sections] == ["目标"]


def test_an_empty_document_gives_one_empty_notice() -> None:
    assert notice().title is None


def test_a_title_above_the_number_is_read() -> None:
    read = notice(
        ("徐水区助农供应商入围名单公告", TITLE), ("徐助农公告〔2024〕第2号", {"align": "center"}), "现公告如下。"
    )
    assert read.title is not None
    assert (read.title.value, read.doc_type) == ("徐水区助农供应商入围名单公告", "公告")


def test_an_annex_named_in_the_body_alone_goes_to_the_notice_that_names_it() -> None:
    lines = [line for line in FORWARDING if line not in ("附件：1.关于开展采购的通知", "2.采购情况统计表")]
    lines[4] = "现将通知转发给你们，请填报《采购情况统计表》（附件2）。"
    outer, inner = notices(document(*lines))
    assert "单位：" in outer.text
    assert "单位：" not in inner.text


def test_signature_and_date_without_a_space_are_told_apart() -> None:
    read = notice(("关于开展采购的通知", TITLE), "请抓好落实。", "青田县总工会2024年9月3日")
    assert read.issued is not None
    assert read.issued.value == "2024-09-03"


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


def test_an_edition_in_brackets_below_a_title_belongs_to_it() -> None:
    read = notice(("徐水区助农产品目录", TITLE), ("（2024年第一批）公告", TITLE), "现公告如下。")
    assert read.title is not None
    assert (read.title.value, read.doc_type) == ("徐水区助农产品目录（2024年第一批）公告", "公告")


def test_a_forwarded_notice_s_title_above_its_number_is_its_own() -> None:
    lines = [line for line in FORWARDING if line != ("关于开展采购的通知", TITLE)]
    place = lines.index(("甘肃省总工会文件", RED))
    lines[place : place + 1] = [("甘肃省总工会", TITLE), ("关于开展采购的通知", TITLE)]
    outer, inner = notices(document(*lines))
    assert inner.title is not None
    assert inner.title.value == "甘肃省总工会关于开展采购的通知"
    assert "甘工发" not in outer.text


@pytest.mark.parametrize("label", ["附表", "附", "附录", "附件"])
def test_a_signature_below_the_line_that_names_the_attachment_is_read(label: str) -> None:
    read = notice(
        ("关于报送采购台账的通知", TITLE),
        "请按月报送。",
        f"{label}：采购台账",
        ("青田县总工会", {"align": "right"}),
        ("2024年5月6日", {"align": "right"}),
        label,
        ("采购台账", TITLE),
        "填表人：",
    )
    assert read.issued is not None
    assert (read.issued.value, [issuer.value for issuer in read.issuers]) == ("2024-05-06", ["青田县总工会"])
    assert [annex.title.value for annex in read.annexes if annex.title] == ["采购台账"]


def test_a_label_with_title_right_above_its_content_heads_the_annex() -> None:
    read = notice(
        ("关于报送采购台账的通知", TITLE),
        "请按月报送。",
        ("青田县总工会", {"align": "right"}),
        ("2024年5月6日", {"align": "right"}),
        "附表：采购台账",
        "填表人：",
    )
    assert read.attachment_list == ()
    assert [annex.title.value for annex in read.annexes if annex.title] == ["采购台账"]


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


def test_a_month_below_the_signature_dates_nothing_but_shows_who_signed() -> None:
    read = notice(("关于开展消费帮扶的通知", TITLE), "各工会：", "请认真执行。", "青田县总工会", "2023年5月")
    assert read.issued is None
    assert [issuer.value for issuer in read.issuers] == ["青田县总工会"]


def test_a_mark_without_words_is_no_part_of_the_title() -> None:
    read = notice("青总工办〔2023〕19号", "★", "关于开展消费帮扶的通知", "各工会：", "请认真执行。")
    assert read.title is not None
    assert read.title.value == "关于开展消费帮扶的通知"


def test_a_signature_over_two_lines_is_one_body_s() -> None:
    found = notice(
        ("青田县巩固拓展助农成果同乡村发展", TITLE),
        ("有效衔接工作领导小组办公室", TITLE),
        ("关于开展秋季采购的通知", TITLE),
        "各乡镇：",
        "请认真组织采购。",
        ("青田县巩固拓展助农成果同乡村发展", {"align": "right"}),
        ("有效衔接工作领导小组办公室", {"align": "right"}),
        ("2024年9月3日", {"align": "right"}),
    )
    assert [organ.value for organ in found.issuers] == ["青田县巩固拓展助农成果同乡村发展有效衔接工作领导小组办公室"]


def test_a_sentence_above_a_signature_is_no_part_of_it() -> None:
    found = notice(
        ("关于开展秋季采购的通知", TITLE),
        "各乡镇：",
        "请认真组织采购",
        ("青田县总工会", {"align": "right"}),
        ("2024年9月3日", {"align": "right"}),
    )
    assert [organ.value for organ in found.issuers] == ["青田县总工会"]


@pytest.mark.parametrize("printed", ["二OO九年三月五日", "二〇〇九年三月五日", "二00九年三月五日"])
def test_a_year_s_zeros_may_be_letters_or_digits(printed: str) -> None:
    read = notice("关于开展助农采购的通知", "各乡镇工会：", "现将有关事项通知如下。", "青田县总工会", printed)
    assert read.issued is not None
    assert read.issued.value == "2009-03-05"
    assert [part.value for part in read.signatures] == ["青田县总工会"]


def test_a_title_goes_on_in_a_line_that_begins_with_a_bracket_while_its_marks_are_open() -> None:
    found = notice(
        ("青田县总工会关于印发《青田县助农采购方案", TITLE),
        ("（2023—2025年）》的通知", TITLE),
        "各乡镇：",
        "现将方案印发给你们。",
    )
    assert found.title is not None
    assert found.title.value == "青田县总工会关于印发《青田县助农采购方案（2023—2025年）》的通知"


def test_an_annex_s_title_has_the_batch_in_brackets_below_it() -> None:
    found = notice(
        *FULL[:-4],
        "附件3",
        ("助农企业名单", TITLE),
        ("（2024年第一批）", {"align": "center"}),
        "1.青田甲乙农业有限公司",
    )
    assert found.annexes[-1].title is not None
    assert "".join(found.annexes[-1].title.value.split()) == "助农企业名单（2024年第一批）"
