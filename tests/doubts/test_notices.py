"""Doubts about what was not read: figures, tables, the notice's own fields; and what confidence says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.doubts import REVIEW_BELOW, judge
from extract.doubts.doubt import confidence, kinds
from extract.doubts.warnings import reason_of_warning
from extract.extractors.context import Context
from extract.extractors.pipeline import extract
from extract.facts import Duty, Fact, Task
from extract.notice import Notice, Part
from extract.rules import load
from tests.doubts.factory import codes, day, doubts, fact, listing, open_codes, term
from tests.extractors.factory import document, notice

FIRMS = [["序号", "企业名称", "等次"], ["1", "甲粮油公司", "优"], ["2", "乙粮油公司", "良"], ["3", "丙粮油公司", "优"]]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("unread.amount", "各工会须按500元掌握。"),
        ("unread.share", "各工会须留出30%。"),
        ("unread.date", "各单位应于2024年11月30日前完成。"),
        ("unread.phone", "有事请打13800000000。"),
    ],
)
def test_a_figure_nobody_read_is_told(code: str, text: str) -> None:
    assert code in open_codes(text)


def test_statistics_that_nobody_read_are_not_told() -> None:
    assert "unread.amount" not in open_codes("去年全县累计销售500万元，同比增长30%。")


def test_a_figure_that_a_fact_holds_is_not_told() -> None:
    text = "各工会应于2024年11月30日前每人采购不超过500元。"
    found = open_codes(text, term(text, "每人采购不超过500元"), day(text, "应于2024年11月30日前"))
    assert not {code for code in found if code.startswith("unread.")}


def test_a_table_that_gave_nothing_is_told() -> None:
    assert "table.unread" in open_codes(["各单位：", [["项目", "说明"], ["甲", "乙"], ["丙", "丁"]]])


def test_a_column_that_no_word_names_is_told_with_its_heading() -> None:
    read = notice("企业名单", FIRMS)
    rows = [listing(read.text, row[1], name=row[1]) for row in FIRMS[1:]]
    reasons = [doubt.reason for doubt in doubts(read, *rows) if doubt.code == "table.column"]
    assert len(reasons) == 1
    assert "等次" in reasons[0]


@pytest.mark.parametrize(("total", "told"), [("60", False), ("65", True)])
def test_rows_that_do_not_add_up_are_told(total: str, told: bool) -> None:
    table = [["镇街", "任务（万元）"], ["甲镇", "10"], ["乙镇", "20"], ["丙镇", "30"], ["合计", total]]
    read = notice("采购任务分解表", table)
    goal = term(read.text, "甲镇", amount=100000, subject="甲镇", kind="target", rule="terms.column.goal")
    assert ("table.total" in open_codes(read, goal)) is told


def _headed(**parts: object) -> Notice:
    read = document("关于采购的通知", "各工会：", "现通知如下。")
    known: dict[str, object] = {
        "title": Part("关于采购的通知", 0, 7), "doc_type": "通知", "issuers": (Part("甲市总工会", 0, 5),), **parts,
    }  # fmt: skip
    return Notice(read, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("notice.no_title", {"title": None}),
        ("notice.title", {"title": Part("采购。" * 30, 0, 7)}),
        ("notice.kind", {"doc_type": None}),
        ("notice.no_issuer", {"issuers": ()}),
        ("notice.issuer", {"issuers": (Part("现通知如下", 0, 5),)}),
        ("notice.number", {"doc_number": Part("根据甲发3号文", 0, 5)}),
    ],
)
def test_a_notice_without_its_parts_is_told(code: str, parts: dict[str, object]) -> None:
    assert code in open_codes(_headed(**parts))


def test_a_dated_notice_with_all_its_parts_is_not_told() -> None:
    assert open_codes(_headed()) == set()


def test_a_notice_without_its_date_is_told() -> None:
    assert open_codes(_headed(), issued=None) == {"notice.no_date"}


def test_a_doubtful_fact_is_believed_less_than_what_needs_no_review() -> None:
    text = "最高不超过500元。各工会每人每年不超过600元。"
    context = Context(notice(text), issued_on=date(2024, 3, 1), year=2024)
    context.facts["terms"] = [
        term(text, "最高不超过500元"),
        term(text, "各工会每人每年不超过600元", amount=600, subject="各工会", per="person-year"),
    ]
    doubted = [doubt.fact for doubt in judge(context) if doubt.fact is not None]
    low, high = context.facts["terms"]
    assert low.evidence.confidence < REVIEW_BELOW <= high.evidence.confidence
    assert set(map(id, doubted)) == {id(low)}


def test_a_duty_still_points_at_its_task_as_it_stands_among_the_facts() -> None:
    text = "1 搭建平台 牵头单位：甲市商务局"
    task = fact(Task, text, "1 搭建平台", number="1", title="搭建平台")
    context = Context(notice(text))
    duty = fact(Duty, text, "牵头单位：甲市商务局", role="lead", organization="甲市商务局", task=task)
    context.facts = {"tasks": [task], "duties": [duty]}
    judge(context)
    held = context.facts["duties"][0]
    assert isinstance(held, Duty)
    assert held.task is context.facts["tasks"][0]


def test_every_kind_speaks_chinese_and_no_doubt_makes_a_fact_more_believed() -> None:
    for kind in kinds().values():
        assert kind.weight >= 0, kind.code
        assert kind.reason.endswith("。"), kind.code


def test_what_any_rule_reads_is_believed_until_something_speaks_against_it() -> None:
    for start in load("doubts").tables["support"]:
        assert confidence(start, ()) >= REVIEW_BELOW, start


@given(st.sets(st.sampled_from(sorted(kinds())), max_size=6), st.sampled_from(sorted(kinds())))
def test_each_further_doubt_leaves_a_fact_less_believed_or_as_much(some: set[str], more: str) -> None:
    assert 0 <= confidence("terms.bound", some | {more}) <= confidence("terms.bound", some) <= 1


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("phone.invalid", "contacts.table"),
        ("listing.credit_code", "listings.table"),
        ("place.unknown", "region.issuer"),
        ("term.naked_bound", "terms.bound.floor_before"),
        ("date.reversed", "validity.label"),
    ],
)
def test_what_the_registry_promises_to_tell_is_told_by_itself(code: str, rule: str) -> None:
    assert confidence(rule, [code]) < REVIEW_BELOW


def test_small_doubts_are_told_only_where_they_add_up() -> None:
    text = "各工会每人每年不超过500元。"
    sure = term(text, text[:-1], subject="各工会", per="person-year", additional=1)
    assert codes(text, sure) == {"term.additional"}
    assert [doubt for doubt in doubts(text, sure) if doubt.fact is not None] == []
    text = "所需经费由各单位从严掌握，仍按30%的限额执行。"
    unsure = term(text, "仍按30%的限额执行", amount=30, unit="percent", kind="target", rule="terms.target.goal")
    told = {doubt.code for doubt in doubts(text, unsure) if doubt.fact is not None}
    assert told == codes(text, unsure) >= {"term.bound_unread", "term.no_base", "term.body_near"}


def test_known_warnings_are_reasons_in_chinese_and_others_stay() -> None:
    assert reason_of_warning("page 2 is a scanned picture in which no text was recognised") == (
        "warning.textless",
        "第2页是图像，没有识别出文字。",
    )
    assert reason_of_warning("something else") == (None, "something else")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="各工会应每人年不超过以上的占比0123456789元%月日前至，。；：（）《》“”联系人王\n", max_size=80))
def test_any_text_is_judged_and_each_doubt_stands_where_it_says(text: str) -> None:
    read = notice(text)
    context = Context(read)
    extract(context)
    facts: list[Fact] = [one for of_table in context.facts.values() for one in of_table]
    found = judge(context)
    assert len(facts) == sum(len(of_table) for of_table in context.facts.values())
    for doubt in found:
        assert read.text[doubt.start : doubt.end] == doubt.quote


def test_a_doubt_is_told_once() -> None:
    text = "最高不超过500元。"
    found = [doubt.code for doubt in doubts(text, term(text, "最高不超过500元")) if doubt.fact is not None]
    assert len(found) == len(set(found))
    assert set(found) == {"term.no_subject", "term.naked_bound"}
