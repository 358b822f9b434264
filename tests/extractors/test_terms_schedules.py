"""Schedules of benefits: what each grade of persons gets, and equal figures for occasions of their own."""

from __future__ import annotations

from tests.extractors.term_rows import amounts, terms

_HEAD = ["项目", "标准", "备注"]


def test_a_cell_may_give_each_grade_of_persons_its_own_amount() -> None:
    table = [_HEAD, ["身故抚慰", "职工本人3000元，配偶、父母1500元", "凭证明办理"]]
    assert amounts(terms("职工关怀标准", table)) == [("target", 3000, None), ("target", 1500, None)]


def test_equal_amounts_for_two_occasions_of_a_table_are_two_facts() -> None:
    table = [_HEAD, ["住院", "每次800元", "手术的可提高到2500元"], ["病故", "会员2500元，子女1200元", ""]]
    assert [int(term.amount) for term in terms("职工关怀标准", table)] == [800, 2500, 2500, 1200]


def test_a_grant_for_an_occasion_is_no_recall_of_the_years_allowance() -> None:
    found = terms("每位会员全年慰问品不超过1900元。", "会员病故的，给予家属1900元抚慰金。")
    assert [(term.kind, term.per) for term in found] == [("cap", "person-year"), ("target", None)]


def test_a_recall_without_an_occasion_is_no_second_fact() -> None:
    found = terms("每位会员全年慰问品不超过1900元。", "按1900元的标准发放。")
    assert [(term.kind, term.per) for term in found] == [("cap", "person-year")]
