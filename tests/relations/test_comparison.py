"""Under which policy term a figure is compared, and on which basis."""

from __future__ import annotations

import pytest

from extract.relations.comparison import compared, is_income

# topic, unit, per, kind, base, whether it is a large sum → term and basis
_MONEY = [
    ("assistance", "CNY", "person-year", "cap", None, False, "cap", "plain"),
    ("assistance", "CNY", "person", "cap", None, False, "cap", "person"),
    ("purchase", "CNY", "person-year", "floor", None, False, "cap", "plain"),
    ("canteen", "CNY", "person", "cap", "每月", False, "cap", "person_base"),
    ("other", "CNY", "person-year", "cap", None, False, "cap", "purpose"),
    ("canteen", "CNY", "person-year", "target", None, False, "cap", "purpose"),
    ("other", "CNY", "person", "cap", None, False, None, None),
    ("holiday_gifts", "CNY", "person-year", "cap", None, False, "gifts", "plain"),
    ("holiday_gifts", "CNY", "person", "cap", "每节", False, "gifts", "person_base"),
    ("holiday_gifts", "CNY", None, "cap", "每次", False, "gifts", "base"),
    ("holiday_gifts", "CNY", None, "cap", None, False, "gifts", "unread"),
    ("holiday_gifts", "CNY", None, "target", None, True, "target", "plain"),
    ("purchase", "CNY", None, "target", None, True, "target", "plain"),
    ("purchase", "CNY", "year", "floor", None, True, "target", "plain"),
    ("purchase", "CNY", None, "target", "每家企业", True, "target", "base"),
    ("purchase", "CNY", None, "target", None, False, None, None),
    ("canteen", "CNY", None, "target", "每餐", False, None, None),
    ("union_budget", "CNY", None, "target", None, True, None, None),
    ("other", "CNY", None, "cap", None, True, None, None),
]
_SHARES = [
    ("canteen", "percent", None, "floor", "年度食材采购总额", False, "canteen", "plain"),
    ("canteen", "percent", None, "floor", None, False, "canteen", "plain"),
    ("canteen", "percent", None, "floor", "预留份额", False, "canteen", "of_base"),
    ("canteen", "percent", None, "cap", "食堂年度采购总额", False, "canteen", "lone_cap"),
    ("canteen", "percent", None, "cap", "批发市场同期价格", False, None, None),
    ("canteen", "percent", None, "floor", "工会慰问品", False, "holiday", "plain"),
    ("holiday_gifts", "percent", None, "floor", "全年慰问品总额", False, "holiday", "plain"),
    ("holiday_gifts", "percent", None, "floor", None, False, "holiday", "plain"),
    ("assistance", "percent", None, "floor", "会员福利支出", False, "holiday", "plain"),
    ("purchase", "percent", None, "floor", "专项支出", False, "holiday", "of_base"),
    ("purchase", "percent", None, "floor", None, False, "holiday", "of_unread"),
    ("purchase", "percent", None, "cap", None, False, None, None),
    ("assistance", "percent", None, "cap", "实际运费", False, None, None),
    ("other", "percent", None, "target", "销售额", False, None, None),
]


@pytest.mark.parametrize("figure", _MONEY + _SHARES, ids=lambda figure: "-".join(map(str, figure[:6])))
def test_a_figure_is_under_one_term_on_one_basis(
    figure: tuple[str, str, str | None, str, str | None, bool, str, str],
) -> None:
    assert compared(*figure[:6]) == figure[6:]


def test_what_people_earn_is_no_allowance() -> None:
    assert is_income("人均务工收入八千元以上")
    assert not is_income("人均采购不低于八百元")
