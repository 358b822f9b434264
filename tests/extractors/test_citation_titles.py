"""Documents named without 《》 in a list, and those named in the notice's own title alone; all invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from extract.extractors import citations  # noqa: F401  registers the extractor
from extract.facts import Citation
from extract.notice import Part
from tests.extractors.citation_rows import cited, facts
from tests.extractors.factory import notice, run

ISSUED = date(2024, 3, 20)


def under(title: str, *paragraphs: str) -> list[tuple[str | None, ...]]:
    """Title, number, relation and last day of force of what a notice of this title names."""
    given = replace(notice(title, *paragraphs), title=Part(title, 0, len(title)))
    found = [fact for fact in run("citations", given, issued_on=ISSUED) if isinstance(fact, Citation)]
    return [(fact.title, fact.doc_number, fact.relation, fact.ends_on) for fact in found]


def test_a_list_of_repealed_documents_needs_no_marks() -> None:
    found = facts(
        "经清理，决定废止以下文件：",
        "一、青木县工会经费管理办法（青总工〔2018〕5号）",
        "（二）青木县职工疗养实施细则（试行）（青总工〔2016〕12号）；",
        "青木县职工服务站管理规定（青总工办〔2015〕7号）。",
    )
    assert [(fact.title, fact.doc_number, fact.relation) for fact in found] == [
        ("青木县工会经费管理办法", "青总工〔2018〕5号", "repeals"),
        ("青木县职工疗养实施细则（试行）", "青总工〔2016〕12号", "repeals"),
        ("青木县职工服务站管理规定", "青总工办〔2015〕7号", "repeals"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "1.各单位要认真落实县总工会慰问品采购规定（青总工〔2019〕6号），不得超标。",
        "（一）严格执行青木县工会经费管理办法（青总工〔2019〕6号）。",
        "慰问标准见青木县工会经费管理办法（青总工〔2019〕6号），不得突破。",
    ],
)
def test_a_sentence_that_ends_in_a_document_is_no_title(sentence: str) -> None:
    assert cited(sentence) == [(None, "青总工〔2019〕6号")]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("青木省发展和改革委员会令2018年第16号", "青木省发展和改革委员会令2018年第16号"),
        ("青木省商务厅、青木省工业和信息化厅令第16号", "青木省工业和信息化厅令第16号"),
        ("青木省发改委2018年第16号令", "青木省发改委2018年第16号令"),
        ("青总工〔 2 0 1 8 〕 1 6 号", "青总工〔2018〕16号"),
    ],
)
def test_an_order_of_several_bodies_is_its_titles_number(printed: str, number: str) -> None:
    assert cited(f"根据《职工食堂采购规定》（{printed}）执行。") == [("职工食堂采购规定", number)]


def test_a_document_repealed_in_the_title_alone_is_cited() -> None:
    found = under("关于废止《青木县职工慰问办法》的通知", "经研究，决定自2024年5月1日起废止该办法。")
    assert found == [("青木县职工慰问办法", None, "repeals", "2024-04-30")]


def test_what_is_repealed_at_once_was_last_in_force_the_day_before() -> None:
    found = under("关于废止《青木县职工慰问办法》的通知", "决定自即日起废止该办法。")
    assert found == [("青木县职工慰问办法", None, "repeals", "2024-03-19")]


def test_a_document_extended_in_the_title_alone_has_the_end_of_the_text() -> None:
    found = under("关于延长《青木县职工慰问办法》有效期的通知", "现将该办法有效期延长至2026年12月31日。")
    assert found == [("青木县职工慰问办法", None, "extends", "2026-12-31")]


def test_a_document_forwarded_in_the_title_alone_is_cited() -> None:
    found = under("转发《关于做好职工慰问的通知》的通知", "现将该通知转发给你们，请遵照执行。")
    assert found == [("关于做好职工慰问的通知", None, "forwards", None)]


def test_the_title_names_the_one_number_of_the_text() -> None:
    found = under("关于废止《青木县职工慰问办法》的通知", "自2024年5月1日起废止青总工〔2019〕3号文件。")
    assert found == [("青木县职工慰问办法", "青总工〔2019〕3号", "repeals", "2024-04-30")]


def test_a_document_that_the_text_names_too_is_cited_from_there_once() -> None:
    found = under("关于废止《青木县职工慰问办法》的通知", "《青木县职工慰问办法》（青总工〔2019〕3号）即行废止。")
    assert found == [("青木县职工慰问办法", "青总工〔2019〕3号", "repeals", None)]


@pytest.mark.parametrize("title", ["关于印发《青木县职工慰问办法》的通知", "关于《青木县职工慰问办法》的解读"])
def test_what_a_notice_issues_or_explains_by_its_title_is_its_own(title: str) -> None:
    assert under(title, "现将有关事项通知如下。") == []


def test_the_result_of_a_row_goes_before_the_title_over_the_table() -> None:
    rows = [
        ["序号", "文件名称", "文号", "处理决定"],
        ["1", "关于规范福利采购的意见", "青总工〔2017〕4号", "宣布失效"],
        ["2", "慰问品发放办法", "青总工〔2018〕5号", "继续有效"],
        ["3", "职工疗养管理办法", "青总工〔2019〕6号", "修改"],
        ["4", "职工书屋管理办法", "青总工〔2019〕7号", "拟修订"],
        ["5", "职工帮扶管理办法", "青总工〔2019〕8号", "予以保留"],
        ["6", "职工培训管理办法", "青总工〔2019〕9号", ""],
    ]
    found = run("citations", notice("现将失效文件目录公布如下：", rows))
    relations = [fact.relation for fact in found if isinstance(fact, Citation)]
    assert relations == ["repeals", "extends", "amends", "amends", None, "repeals"]


def test_items_of_a_list_in_one_line_share_the_lead_of_the_line_above() -> None:
    found = facts(
        "决定对下列文件予以废止，自2024年6月1日起停止执行。",
        "一、青木县帮扶办法（青总工〔2018〕5号）；二、青木县采购规定（青总工〔2019〕6号）；三、《慰问细则》。",
    )
    assert [(fact.title, fact.relation, fact.ends_on) for fact in found] == [
        ("青木县帮扶办法", "repeals", "2024-05-31"),
        ("青木县采购规定", "repeals", "2024-05-31"),
        ("慰问细则", "repeals", "2024-05-31"),
    ]


def test_an_item_that_says_what_becomes_of_a_document_is_no_title() -> None:
    found = facts("二、废止《青木县慰问规定》（青总工〔2017〕3号）、青木县疗养细则（青总工〔2016〕2号）。")
    assert [(fact.title, fact.doc_number) for fact in found] == [
        ("青木县慰问规定", "青总工〔2017〕3号"),
        (None, "青总工〔2016〕2号"),
    ]


def test_what_a_title_says_is_ended_from_the_day_of_the_text_where_it_is_called_for_short() -> None:
    found = under("关于停止执行《青木县慰问办法》的通知", "根据上级要求，《办法》自2024年4月1日起停止执行。")
    assert found == [("青木县慰问办法", None, "repeals", "2024-03-31")]


def test_a_word_of_ground_in_another_document_s_title_makes_no_ground() -> None:
    (first, second) = facts("《青木县慰问规定》（青总工〔2017〕3号）和青总工〔2016〕2号文件一并学习。")
    assert (first.relation, second.relation) == (None, None)


def test_a_column_says_until_when_each_document_of_a_list_is_extended() -> None:
    rows = [
        ["序号", "文件名称", "文号", "有效期"],
        ["1", "关于规范福利采购的意见", "青总工〔2017〕4号", "至2027年12月31日"],
        ["2", "慰问品发放管理办法", "青总工〔2018〕5号", "延长两年"],
        ["3", "职工书屋管理办法", "青总工〔2019〕7号", ""],
    ]
    found = run("citations", notice("现将延长有效期的文件公布如下：", rows))
    assert [(fact.relation, fact.ends_on, fact.extended_months) for fact in found if isinstance(fact, Citation)] == [
        ("extends", "2027-12-31", None),
        ("extends", None, 24),
        ("extends", None, None),
    ]


@pytest.mark.parametrize(
    ("printed", "title", "number"),
    [
        ("《职工慰问办法》青总工〔2019〕1号文件", "职工慰问办法", "青总工〔2019〕1号"),
        ("《职工慰问办法》（试行）青总工〔2019〕1号", "职工慰问办法", "青总工〔2019〕1号"),
        ("《助农企业名录》（第二批）（青总工〔2019〕1号）", "助农企业名录", "青总工〔2019〕1号"),
        ("《助农申报指南》（第三批）的通知（青总工〔2019〕1号）", "助农申报指南", "青总工〔2019〕1号"),
        ("《展销规则》（1998年国务院令第256号）", "展销规则", "国务院令第256号"),
        ("《展销规则》（2015年6月青木省商务厅公告第12号）", "展销规则", "青木省商务厅公告2015年第12号"),
        ("《展销规则》（青木省商务厅〔2015〕第12号令）", "展销规则", "青木省商务厅〔2015〕第12号令"),
        ("《乡村振兴先进县评定条件》（青总工〔2019〕1号）", "乡村振兴先进县评定条件", "青总工〔2019〕1号"),
    ],
)
def test_a_number_beside_a_title_is_the_titles(printed: str, title: str, number: str) -> None:
    assert cited(f"按照{printed}执行。") == [(title, number)]


def test_a_number_that_another_word_parts_from_a_title_is_another_documents() -> None:
    assert cited("按照《职工慰问办法》和青总工〔2019〕1号文件执行。") == [
        ("职工慰问办法", None),
        (None, "青总工〔2019〕1号"),
    ]
