"""What a figure is for, where only the headings over it or the notice's title say it."""

from __future__ import annotations

from dataclasses import replace

from extract.extractors.context import Context
from extract.extractors.terms import find_terms
from extract.facts import Term
from extract.notice import Part
from tests.extractors.term_rows import notice_of, terms


def test_a_heading_about_birthdays_makes_no_gifts_of_the_holidays() -> None:
    (term,) = terms("二、会员生日慰问安排", "1.慰问标准：180元/人。")
    assert term.topic == "other"


def test_a_heading_about_the_holidays_tells_what_a_bare_standard_is_for() -> None:
    (term,) = terms("二、节日慰问", "标准：480元/人。")
    assert term.topic == "holiday_gifts"


def test_a_heading_over_gifts_of_all_sorts_tells_nothing() -> None:
    (term,) = terms("第三章 慰问类别及标准", "第七条 每人每年发放不超过260元的电影券。")
    assert term.topic == "other"


def test_the_figure_s_own_words_go_before_the_heading() -> None:
    first, second = terms("一、节日慰问", "春节每人500元。", "二、其他", "会员生日每人200元。")
    assert (first.topic, second.topic) == ("holiday_gifts", "other")


def test_a_heading_ends_with_the_next_of_its_level() -> None:
    (term,) = terms("一、节日慰问", "按时发放。", "二、活动经费", "标准：60元/人。")
    assert term.topic == "other"


def test_a_title_about_the_holidays_tells_what_each_member_is_given() -> None:
    title = "关于开展端午节会员慰问的通知"
    notice = notice_of(title, "四、金额", "按190元/人的额度拨给各分会。")
    notice = replace(notice, title=Part(title, 0, len(title)))
    found = [term for term in find_terms(Context(notice)) if isinstance(term, Term)]
    assert [term.topic for term in found] == ["holiday_gifts"]
