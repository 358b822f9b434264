"""Terms: whole sentences by the cases of `rules/terms_cases.toml`, then tables, rows said twice, places."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import rules
from extract.extractors.context import Context
from extract.extractors.terms import find_terms
from tests.extractors.term_rows import amounts, notice_of, terms

_DEFAULTS = {"per": None, "base": None, "subject": None, "topic": "other", "additional": 0, "standing": "set"}


@pytest.mark.parametrize("case", rules.load("terms_cases").cases, ids=lambda case: case["text"][:24])
def test_case(case: dict[str, Any]) -> None:
    found = [term.values() for term in terms(case["text"])]
    expected = [{**_DEFAULTS, **fact, "amount": Decimal(str(fact["amount"]))} for fact in case["facts"]]
    assert found == expected


_NARROW = str.maketrans("，：；（）", ",:;()")


@pytest.mark.parametrize("case", rules.load("terms_cases").cases, ids=lambda case: case["text"][:24])
def test_a_case_with_the_punctuation_of_ascii_reads_the_same(case: dict[str, Any]) -> None:
    narrow = [term.values() for term in terms(case["text"].translate(_NARROW))]
    assert narrow == [term.values() for term in terms(case["text"])]


def test_there_are_enough_cases_of_both_sorts() -> None:
    cases = rules.load("terms_cases").cases
    assert len([case for case in cases if case["facts"]]) >= 60
    assert len([case for case in cases if not case["facts"]]) >= 20


def test_a_sentence_with_its_own_subject_keeps_it_beside_a_row_of_bodies() -> None:
    (term,) = terms(
        [["工作内容", "责任单位"], ["各基层工会采购金额不低于慰问品总额的两成。", "县总工会、县商务局"]],
    )
    assert (term.subject, term.amount, term.base) == ("各基层工会", 20, "慰问品总额")


def test_what_a_grant_goes_by_is_a_condition() -> None:
    rows = [["年采购额", "奖励比例", "最高奖励"], ["300万元以上", "2%", "10万元"]]
    assert amounts(terms("奖补标准", rows)) == [("target", 2, None), ("cap", 100_000, None)]


def test_a_year_after_the_notices_own_makes_a_plan() -> None:
    sentence = "占比2024年达到6%，2025年达到8%。"
    assert amounts(terms(sentence, year=2023)) == [("target", 6, None), ("target", 8, None)]
    assert terms(sentence, year=2026) == []


def test_a_sentence_broken_off_at_a_pages_end_keeps_its_subject() -> None:
    broken = "各乡镇和县直有关部门要广泛发动本辖区内的商贸企业和爱心人士积极购买，全年完成对口"
    assert amounts(terms(broken, "地区产品采购总额不低于700万元。")) == [("floor", 7000000, "各乡镇和县直有关部门")]


def test_bodies_named_after_a_task_are_given_it() -> None:
    found = terms("认购帮扶产品20万元（责任单位：县教育局、县卫生健康局）。")
    assert amounts(found) == [("target", 200_000, "县教育局"), ("target", 200_000, "县卫生健康局")]


def test_a_fact_said_again_is_kept_once_at_its_first_mention() -> None:
    found = terms(
        "各基层工会可增加消费帮扶额度，每人不超过400元。",
        "增加的每人每年不超过400元的额度不计入节日慰问品总额，400元/人·年额度的使用以帮扶产品为限。",
    )
    (term,) = found
    assert (term.kind, term.per, term.additional, term.evidence.start) == ("cap", "person-year", 1, 15)


def test_the_same_amount_for_another_body_is_another_fact() -> None:
    found = terms("青石镇不少于50万元，柳河镇不少于50万元。")
    assert amounts(found) == [("floor", 500_000, "青石镇"), ("floor", 500_000, "柳河镇")]


def test_a_bare_amount_of_an_earlier_year_is_a_report() -> None:
    assert terms("2023年，全县安排专项资金200万元。", year=2025) == []
    assert amounts(terms("2025年，全县安排专项资金200万元。", year=2025)) == [("target", 2_000_000, "全县")]


def test_a_subject_stands_on_from_the_sentence_before() -> None:
    (term,) = terms("有条件的企业工会可组织职工认购。标准为每人每年不超过200元。")
    assert term.subject == "有条件的企业工会"


def test_every_quote_stands_in_the_text_within_its_sentence() -> None:
    notice = notice_of("一、标准。各单位工会，每人每年不超过三百元，不得挪作他用；食堂采购不低于预算总额的一成。")
    found = find_terms(Context(notice))
    assert [term.values()["amount"] for term in found] == [300, 10]
    for term in found:
        assert notice.text[term.evidence.start : term.evidence.end] == term.evidence.quote
        assert "；" not in term.evidence.quote


_WORDS = st.sampled_from(
    [*"的可由，。、；“”（）《》\n", "每人", "每年", "不超过", "不低于", "500元", "20%", "300—500元"]
)


_MORE_WORDS = st.sampled_from(
    ["三成", "总额", "食堂", "各工会", "采购", "提高到", "不受", "限制", "责任单位：", "青石镇"]
)


@given(st.lists(_WORDS | _MORE_WORDS, max_size=30).map("".join) | st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_without_error_and_quoted_in_place(text: str) -> None:
    notice = notice_of(*text.split("\n"))
    for term in find_terms(Context(notice)):
        assert notice.text[term.evidence.start : term.evidence.end] == term.evidence.quote
        assert term.amount >= 0


def test_a_year_after_which_others_follow_is_planned() -> None:
    text = "采购的粮油占食堂采购总量的比例，2024年为12%，此后逐年提高。"
    found = terms(text, year=2024)
    assert [(term.kind, int(term.amount), term.base) for term in found] == [("target", 12, "食堂采购总量")]
    assert terms("采购的粮油占食堂采购总量的比例，2024年为12%，居全市首位。", year=2024) == []


def test_a_bare_share_with_its_noun_recalls_the_bound_told_before() -> None:
    bound = "各级预算单位预留食堂食材采购份额的比例不低于12%。"
    assert len(terms(bound, "督促全县136个预算单位落实12%的预留份额。")) == 1
    assert len(terms(bound, "全县网络零售额力争增长12%。")) == 2


def test_an_earlier_year_s_allowance_is_recalled() -> None:
    found = terms("2023年执行的标准是每名会员300元，全县使用180万元。今年为每名会员不超过400元。", year=2024)
    assert [(int(term.amount), term.standing) for term in found] == [(300, "quoted"), (400, "set")]
