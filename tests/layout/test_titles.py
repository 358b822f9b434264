"""Titles over several lines, broken numbers and adoption lines; all notices here are invented."""

from __future__ import annotations

from typing import Any

import pytest

from tests.layout.lines import TITLE, Line, notice

CENTER = {"align": "center"}


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ("关于印发2024年秋季", "“山货进城”展销行动", "工作方案的通知"),
            "关于印发2024年秋季“山货进城”展销行动工作方案的通知",
        ),
        (("关于公布职工慰问标准", "的通知"), "关于公布职工慰问标准的通知"),
        (("青田县助农采购三年行动", "实施方案"), "青田县助农采购三年行动实施方案"),
        (("关于印发采购产品清单", "和申报指南的通知"), "关于印发采购产品清单和申报指南的通知"),
    ],
)
def test_a_title_goes_on_below_a_word_that_could_end_it(lines: tuple[str, ...], title: str) -> None:
    read = notice(*[(line, TITLE) for line in lines], "各乡镇工会：", "现将有关事项通知如下。")
    assert read.title is not None
    assert (read.title.value, read.doc_type) == (title, title[-2:])


def test_in_plain_text_only_of_and_a_kind_goes_on_below() -> None:
    read = notice("关于印发“山货进城”展销行动", "工作方案的通知", "各乡镇工会：", "现将有关事项通知如下。")
    assert read.title is not None
    assert read.title.value == "关于印发“山货进城”展销行动工作方案的通知"


def test_a_title_that_ends_in_such_a_word_ends_there() -> None:
    read = notice(("青田县助农惠民行动", TITLE), "为做好秋季采购，开展本行动。", "一、总体要求", "全面落实。")
    assert read.title is not None
    assert read.title.value == "青田县助农惠民行动"


def test_a_sentence_below_a_plans_title_is_no_part_of_it() -> None:
    read = notice("青田县助农采购工作方案", "根据上级要求，落实县里印发的通知", "一、总体要求", "全面落实。")
    assert read.title is not None
    assert read.title.value == "青田县助农采购工作方案"


@pytest.mark.parametrize("printed", ["青总工〔 2024 〕18 号", "青总工〔20 24〕18号", "青总工［2024］ 18号"])
def test_a_number_with_blanks_inside_is_a_number(printed: str) -> None:
    read = notice((printed, CENTER), ("关于开展助农采购的通知", TITLE), "各乡镇工会：", "通知如下。")
    assert read.doc_number is not None
    assert read.doc_number.value.replace("［", "〔").replace("］", "〕") == "青总工〔2024〕18号"


METHOD: tuple[Line, ...] = (
    ("青田县职工采购管理办法", TITLE),
    ("（2022年3月1日青田县总工会第九届委员会第三次会议通过）", CENTER),
    "第一条 为规范采购，制定本办法。",
)


def test_the_line_under_a_methods_title_says_who_adopted_it_and_when() -> None:
    read = notice(*METHOD)
    assert [issuer.value for issuer in read.issuers] == ["青田县总工会"]
    assert read.issued is not None
    assert read.issued.value == "2022-03-01"
    assert "通过" not in (read.title.value if read.title else "")


def test_a_signature_goes_before_the_line_of_adoption() -> None:
    read = notice(*METHOD, ("青田县商务局", {"align": "right"}), ("2022年4月5日", {"align": "right"}))
    assert [issuer.value for issuer in read.issuers] == ["青田县商务局"]
    assert read.issued is not None
    assert read.issued.value == "2022-04-05"


def test_a_day_in_brackets_without_a_body_names_no_issuer() -> None:
    read = notice(METHOD[0], ("（2022年3月1日审议通过，2023年5月4日修订）", CENTER), METHOD[2])
    assert read.issuers == ()
    assert read.issued is not None
    assert read.issued.value == "2022-03-01"


def test_an_announcements_number_in_brackets_is_no_part_of_its_title() -> None:
    read = notice(("关于公布助农产品目录的公告", TITLE), ("（2024年第3号）", CENTER), "现将有关事项公告如下。")
    assert read.title is not None
    assert read.title.value == "关于公布助农产品目录的公告"


def test_the_own_title_below_that_of_a_web_page() -> None:
    read = notice(
        ("青田县商务局等三部门公告", {"heading": 1}),
        ("青田县商务局 青田县总工会", CENTER),
        ("关于公布2024年助农产品目录的公告", CENTER),
        "现将有关事项公告如下。",
    )
    assert read.title is not None
    assert read.title.value == "青田县商务局青田县总工会关于公布2024年助农产品目录的公告"


def test_all_bodies_set_line_by_line_before_a_plain_title_issue_it() -> None:
    bodies = ("青田县农业农村局", "青田县商务局", "青田县民政局", "青田县总工会", "青田县工商业联合会")
    read = notice(*bodies, "关于开展爱心助农活动的倡议书", "全县各单位：", "现发出以下倡议。")
    assert tuple(issuer.value for issuer in read.issuers) == bodies
    assert read.title is not None
    assert read.title.value.endswith("关于开展爱心助农活动的倡议书")


def test_a_title_goes_on_below_a_document_that_it_names() -> None:
    read = notice("关于做好《示例县助农产品目录》", "申报工作的通知", "各乡镇：", "现将有关事项通知如下。")
    assert read.title is not None
    assert (read.title.value, read.doc_type) == ("关于做好《示例县助农产品目录》申报工作的通知", "通知")


def test_a_paragraph_that_leads_to_the_plan_is_no_addressee() -> None:
    read = notice("白河镇助农活动方案", "按照县里统一部署，结合我镇实际，制定如下活动方案：", "一、活动主题", "助农。")
    assert read.addressee is None


def test_a_title_goes_on_behind_a_bracket_that_begins_its_second_line() -> None:
    read = notice(("青田县总工会2024年中秋慰问品", TITLE), ("（对口县产品）供应商遴选公告", TITLE), "请报名。")
    assert read.title is not None
    assert read.title.value == "青田县总工会2024年中秋慰问品（对口县产品）供应商遴选公告"


def test_an_announcement_without_a_number_begins_its_title_with_who_announces() -> None:
    read = notice("青田县第二中学工会委员会", "2025年春节慰问品", "（帮扶产品）比选公告", "欢迎符合条件者报名。")
    assert read.title is not None
    assert read.title.value == "青田县第二中学工会委员会2025年春节慰问品（帮扶产品）比选公告"
    assert [issuer.value for issuer in read.issuers] == ["青田县第二中学工会委员会"]


def test_a_plain_plan_below_a_letterhead_is_titled_alone() -> None:
    read = notice("青田县总工会", "2025年消费帮扶工作要点", "一、总体要求", "全面落实。")
    assert read.title is not None
    assert read.title.value == "2025年消费帮扶工作要点"


def test_a_web_pages_headline_is_no_part_of_the_title_below_it() -> None:
    read = notice(
        ("“青田惠购”助农消费券来啦", {"heading": 1}),
        ("青田县总工会 青田县供销合作社", CENTER),
        ("关于发放“青田惠购”职工消费券的公告", CENTER),
        "现将有关事项公告如下。",
    )
    assert read.title is not None
    assert read.title.value == "青田县总工会青田县供销合作社关于发放“青田惠购”职工消费券的公告"


@pytest.mark.parametrize("style", [{}, CENTER, {"heading": 1}])
@pytest.mark.parametrize("slogan", ["“春风送暖·山货进城”", "青田山货采购月来啦", "助农采购月启动！"])
@pytest.mark.parametrize("organ", ["", "青田县总工会"])
def test_a_slogan_over_a_title_is_no_part_of_it(slogan: str, organ: str, style: dict[str, Any]) -> None:
    title = f"{organ}关于开展助农采购月活动的通知"
    read = notice((slogan, style), (title, style), "各乡镇工会：", "现将有关事项通知如下。")
    assert read.title is not None
    assert read.title.value == title


def test_a_name_in_quotes_may_begin_a_title() -> None:
    read = notice(("“山货进城”", TITLE), ("助农采购月活动方案", TITLE), "一、活动时间", "9月。")
    assert read.title is not None
    assert read.title.value == "“山货进城”助农采购月活动方案"


@pytest.mark.parametrize("style", [{}, CENTER])
@pytest.mark.parametrize(
    "lines", [("关于开展助农采购的通知",), ("青田县总工会", "关于开展2024年“山货进城”", "采购的通知")]
)
@pytest.mark.parametrize("number", ["（青总工〔2024〕18号）", "(青总工[2024] 18号)"])
def test_the_number_in_brackets_behind_a_title_is_the_notice_s_own(
    number: str, lines: tuple[str, ...], style: dict[str, Any]
) -> None:
    printed = [*lines[:-1], lines[-1] + number]
    read = notice(*((line, style) for line in printed), "各乡镇工会：", "现将有关事项通知如下。")
    assert read.title is not None
    assert read.doc_number is not None
    assert read.title.value == "".join(lines)
    assert read.doc_number.value.translate(str.maketrans("[]", "〔〕")) == "青总工〔2024〕18号"
    assert read.text[read.doc_number.start : read.doc_number.end].startswith("青总工")


def test_the_number_in_brackets_below_a_title_is_the_notice_s_own() -> None:
    read = notice(
        ("关于开展助农采购的通知", CENTER), ("（青总工〔2024〕18号）", CENTER), "各乡镇工会：", "现将有关事项通知如下。"
    )
    assert read.title is not None
    assert read.doc_number is not None
    assert (read.title.value, read.doc_number.value) == ("关于开展助农采购的通知", "青总工〔2024〕18号")


def test_the_number_of_a_document_that_is_passed_on_is_not_the_notice_s_own() -> None:
    title = "转发《关于开展助农采购的通知（省总工〔2024〕18号）》的通知"
    read = notice((title, CENTER), "各乡镇工会：", "现将有关事项通知如下。")
    assert read.title is not None
    assert (read.title.value, read.doc_number) == (title, None)


@pytest.mark.parametrize(
    ("head", "line", "number"),
    [
        ("青田县人民政府令", "第8号", "青田县人民政府令第8号"),
        ("青田县人民政府令", "第 12 号", "青田县人民政府令第12号"),
        ("青田县人民政府公告", "〔2023〕第4号", "〔2023〕第4号"),
        ("青田县人民政府公告", "2023年第4号", "2023年第4号"),
        ("青田县人民政府公告", "第4号", "第4号"),
    ],
)
def test_the_number_below_the_head_of_a_decree_or_announcement(head: str, line: str, number: str) -> None:
    read = notice(head, line, "现公布《青田县山货展销办法》，自2023年6月1日起施行。", "2023年5月10日")
    assert read.doc_number is not None
    assert read.doc_number.value == number
