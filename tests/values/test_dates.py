"""Dates and periods in every way of printing them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.values import dates

ON = date(2021, 9, 26)


def read(text: str, on: date | None = ON, year: int | None = None) -> list[str]:
    """Each finding as `START..END`, an open side left out, with its recurrence behind a blank."""
    return [
        f"{found.value.starts_on or ''}..{found.value.ends_on or ''} {found.value.recurs or ''}".strip()
        for found in dates.find(text, on=on, year=year)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年3月15日", "..2024-03-15"),
        ("2024 年 3 月 15 日", "..2024-03-15"),
        ("２０２４年３月１５日", "..2024-03-15"),
        ("二〇二四年三月十五日", "..2024-03-15"),
        ("二○二四年十二月三十一日", "..2024-12-31"),
        ("2024.5.1", "..2024-05-01"),
        ("报送时间：5.20前", "..2021-05-20"),
        ("第一季度次月10日", "..2021-04-10"),
        ("前三季度", "2021-01-01..2021-09-30"),
        ("前两季度末", "..2021-06-30"),
        ("下半年次月", "2022-01-01..2022-01-31"),
        ("3月20日起，为期7天。", "2021-03-20..2021-03-26"),
        ("3月20日起两周。", "2021-03-20..2021-04-02"),
        ("2024/6/30", "..2024-06-30"),
        ("2024-06-30", "..2024-06-30"),
        ("二○二四年", "2024-01-01..2024-12-31"),
        ("2024年3月", "2024-03-01..2024-03-31"),
        ("2024年2月", "2024-02-01..2024-02-29"),
        ("3月上旬", "2021-03-01..2021-03-10"),
        ("3月中旬", "2021-03-11..2021-03-20"),
        ("2024年2月下旬", "2024-02-21..2024-02-29"),
        ("6月底", "..2021-06-30"),
        ("2月末", "..2021-02-28"),
        ("2025年底", "..2025-12-31"),
        ("年底前", "..2021-12-31"),
        ("年内完成", "..2021-12-31"),
        ("2024年内", "..2024-12-31"),
        ("上半年", "2021-01-01..2021-06-30"),
        ("2024年下半年", "2024-07-01..2024-12-31"),
        ("第一季度", "2021-01-01..2021-03-31"),
        ("2024年二季度末", "..2024-06-30"),
        ("3月初", "2021-03-01..2021-03-10"),
        ("“十四五”期间", "2021-01-01..2025-12-31"),
        ("“十五五”时期", "2026-01-01..2030-12-31"),
        ("“十四五”末", "..2025-12-31"),
    ],
)
def test_single_dates_and_named_periods(text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年10月27日—12月31日", "2024-10-27..2024-12-31"),
        ("2024年3月1—15日", "2024-03-01..2024-03-15"),
        ("1月1日至15日", "2021-01-01..2021-01-15"),
        ("2024年1月1日至2026年12月31日", "2024-01-01..2026-12-31"),
        ("9月28日-29日", "2021-09-28..2021-09-29"),
        ("5—7月", "2021-05-01..2021-07-31"),
        ("4月—11月", "2021-04-01..2021-11-30"),
        ("2024年1至3月", "2024-01-01..2024-03-31"),
        ("2021年-2022年", "2021-01-01..2022-12-31"),
        ("（2021—2025年）", "2021-01-01..2025-12-31"),
        ("2023年11月至次年3月", "2023-11-01..2024-03-31"),
        ("2023年11月至3月", "2023-11-01..2024-03-31"),
        ("11月1日至2024年2月28日", "2023-11-01..2024-02-28"),
        ("10月1日起至次年9月30日止", "2021-10-01..2022-09-30"),
        ("3月上旬至4月底", "2021-03-01..2021-04-30"),
        ("2024.5.1—5.31", "2024-05-01..2024-05-31"),
        ("2023.9至2024.6", "2023-09-01..2024-06-30"),
        ("2024年1-3季度", "2024-01-01..2024-09-30"),
        ("即日起至2021年12月31日", "2021-09-26..2021-12-31"),
        ("即日――10月8日", "2021-09-26..2021-10-08"),
        ("自2024年3月1日起至5月31日止", "2024-03-01..2024-05-31"),
        ("自2024年5月1日开始，6月30日结束", "2024-05-01..2024-06-30"),
        ("8月28—9月2日", "2021-08-28..2021-09-02"),
        ("8月28至9月2日", "2021-08-28..2021-09-02"),
        ("8月28日—9月2，", "2021-08-28..2021-09-02"),
        ("8月12-16。", "2021-08-12..2021-08-16"),
        ("8月12日-16", "2021-08-12..2021-08-16"),
        ("8月5-8月9日", "2021-08-05..2021-08-09"),
        ("2021年8月1—2022年5月31日", "2021-08-01..2022-05-31"),
        ("11月上、中旬", "2021-11-01..2021-11-20"),
        ("11月中、下旬", "2021-11-11..2021-11-30"),
    ],
)
def test_periods_with_the_year_or_month_given_once(text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5月10日、10月20日前", ["..2021-05-10", "..2021-10-20"]),
        ("2023年7月20日前、9月20日前和2024年1月31日", ["..2023-07-20", "..2023-09-20", "..2024-01-31"]),
        ("6月底、12月底", ["..2021-06-30", "..2021-12-31"]),
        ("6月、12月底前", ["..2021-06-30", "..2021-12-31"]),
        ("10月10日、20日前", ["..2021-10-10", "..2021-10-20"]),
        ("每年1月、7月10日前", ["..2021-01-10 yearly", "..2021-07-10 yearly"]),
        ("每年3、6、9、12月底前", [f"..2021-{day} yearly" for day in ("03-31", "06-30", "09-30", "12-31")]),
        ("二、四季度末", ["..2021-06-30", "..2021-12-31"]),
    ],
)
def test_dates_in_a_list_share_what_stands_behind_the_last(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每年12月31日前", "..2021-12-31 yearly"),
        ("每年的12月31日前", "..2021-12-31 yearly"),
        ("每年应在11月底前完成", "..2021-11-30 yearly"),
        ("每月5日前", "..2021-10-05 monthly"),
        ("每月底前", "..2021-09-30 monthly"),
        ("每季度首月10日前", "..2021-10-10 quarterly"),
        ("每季度末", "..2021-09-30 quarterly"),
        ("每季度最后一个月20日前", "..2021-12-20 quarterly"),
        ("每年春节前", "..2022-01-31 yearly"),
    ],
)
def test_recurring_dates_begin_with_the_notice(text: str, expected: str) -> None:
    assert read(text) == [expected]


def test_a_recurrence_holds_for_the_sentence() -> None:
    assert read("每年6月30日前报送半年总结，12月31日前报送全年总结。10月8日前报名。") == [
        "..2021-06-30 yearly",
        "..2021-12-31 yearly",
        "..2021-10-08",
    ]


def test_a_rate_per_year_is_no_recurrence() -> None:
    assert read("每人每年不超过500元，11月30日前完成") == ["..2021-11-30"]
    assert read("每年不低于3次，11月30日前完成") == ["..2021-11-30"]


@pytest.mark.parametrize(
    ("text", "rrule"),
    [
        ("每年12月31日前", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"),
        ("每年2月底前", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
        ("每月5日前", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("每季度首月10日前", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10"),
        ("每年春节前", None),
        ("12月31日前", None),
    ],
)
def test_recurrence_rules(text: str, rrule: str | None) -> None:
    assert [found.value.rrule for found in dates.find(text, on=ON)] == [rrule]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年11月底", "..2021-11-30"),
        ("明年3月5日", "..2022-03-05"),
        ("本年度12月15日前", "..2021-12-15"),
        ("去年8月1日", "..2020-08-01"),
        ("次年1月31日前", "..2022-01-31"),
        ("翌年1月31日前", "..2022-01-31"),
        ("本月28日前", "..2021-09-28"),
        ("下月5日前", "..2021-10-05"),
    ],
)
def test_words_relative_to_the_notice(text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年元旦前", "..2021-12-31"),
        ("元旦前", "..2021-12-31"),
        ("春节前", "..2022-01-31"),
        ("2024年春节前", "..2024-02-09"),
        ("2024年中秋节前", "..2024-09-16"),
        ("2024年清明节前", "..2024-04-03"),
        ("国庆节前", "..2021-09-30"),
        ("“五一”前", "..2022-04-30"),
        ("2024年除夕前", "..2024-02-08"),
        ("2024年春节前15天", "..2024-01-26"),
    ],
)
def test_before_a_festival_ends_the_day_before_it(text: str, expected: str) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("自2024年1月1日起施行", "2024-01-01.."),
        ("从2022年起", "2022-01-01.."),
        ("自印发之日起施行", "2021-09-26.."),
        ("有效期至2025年12月31日", "..2025-12-31"),
        ("延长至2025年底", "..2025-12-31"),
        ("截止日期：2021年10月31日", "..2021-10-31"),
        ("2024年5月1日（星期三）17:00前", "..2024-05-01"),
        ("2024年5月1日（含）前", "..2024-05-01"),
        ("11月30日截止", "..2021-11-30"),
        ("2025年前", "..2024-12-31"),
        ("截止到11月8。", "..2021-11-08"),
        ("11月8前", "..2021-11-08"),
        ("11月8日下午17:00点前", "..2021-11-08"),
        ("11月8日9:30分前", "..2021-11-08"),
        ("11月8日17:00时截止", "..2021-11-08"),
    ],
)
def test_words_around_a_date_say_which_end_it_is(text: str, expected: str) -> None:
    assert read(text) == [expected]


def test_a_length_counts_from_the_printed_beginning() -> None:
    assert read("本办法自2024年1月1日起施行，有效期三年。") == ["2024-01-01..", "2024-01-01..2026-12-31"]
    assert read("有效期6个月，自2024年1月1日起施行。") == ["2024-01-01..2024-06-30", "2024-01-01.."]


def test_a_length_without_a_beginning_has_no_days() -> None:
    (found,) = dates.find("认定有效期两年", on=ON)
    assert found.value.starts_on is found.value.ends_on is None
    assert found.value.within == "2 years"


@pytest.mark.parametrize(
    ("text", "within", "event"),
    [
        ("公示结束后5个工作日内", "5 workdays", "公示结束后"),
        ("自收到通知之日起三十日内", "30 days", "自收到通知之日起"),
        ("单项活动结束后1周内", "1 weeks", "单项活动结束后"),
        ("10个工作日内", "10 workdays", None),
    ],
)
def test_a_time_after_an_event_stays_unresolved(text: str, within: str, event: str | None) -> None:
    (found,) = dates.find(text, on=ON)
    assert (found.value.within, found.value.event) == (within, event)
    assert found.value.starts_on is found.value.ends_on is None


def test_all_year_round_has_no_days() -> None:
    (found,) = dates.find("常年受理", on=ON)
    assert found.value.precision == "open"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年任务，11月底前完成", "..2022-11-30"),
        ("根据《2022年示例方案》，请于11月30日前", "..2021-11-30"),
        ("2019年以来成效明显，请于11月30日前", "..2021-11-30"),
        ("2022年已定。11月30日前完成", "..2021-11-30"),
    ],
)
def test_a_day_takes_the_year_of_its_sentence_then_of_its_notice(text: str, expected: str) -> None:
    assert read(text)[-1] == expected


def test_a_day_without_any_year_is_not_found() -> None:
    assert read("11月30日前", on=None) == []
    assert read("11月30日前", on=None, year=2021) == ["..2021-11-30"]


@pytest.mark.parametrize(
    "text",
    [
        "2月30日", "13月", "4月31日前", "2024.5万元", "版本2024.5", "版本2.2024.5.1", "3个月", "三月三", "近年来",
        "1、5、7项", "在元旦、春节等法定节日", "第十一条", "示政发〔2021〕12号", "0571-2024", "每人每年500元", "全年",
        "月饼", "日常", "3月度", "五五分成", "二十五户", "底线", "内容", "千分之五",
    ],
)  # fmt: skip
def test_other_words_are_no_dates(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["9月12场活动", "9月10—15个工作日", "9月8，000元", "9月12-15人", "9月3-8%"])
def test_a_number_of_something_behind_a_month_is_no_day_of_it(text: str) -> None:
    assert read(text) == ["2021-09-01..2021-09-30"]


def test_an_item_number_is_no_month() -> None:
    assert read("1、5月底前完成") == ["..2021-05-31"]


@given(
    st.text(
        alphabet="0123456789年月日底末前至—、，。每季度首上下半旬二〇一三十五起后内个有效期《》（） .-/春节元旦",
        max_size=60,
    )
)
def test_findings_are_in_order_and_hold_their_text(text: str) -> None:
    end = 0
    for found in dates.find(text, on=ON):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.text
        end = found.end
        if found.value.starts_on and found.value.ends_on:
            assert found.value.starts_on <= found.value.ends_on


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    for form in ("{0.year}年{0.month}月{0.day}日", "{0.year}-{0.month:02}-{0.day:02}", "{0.year}.{0.month}.{0.day}"):
        (found,) = dates.find(form.format(day))
        assert found.value.ends_on == day


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31)), st.integers(0, 400))
def test_a_period_keeps_its_ends(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    text = f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日"
    (found,) = dates.find(text)
    assert (found.value.starts_on, found.value.ends_on) == (first, last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每月终了后5日内", date(2024, 2, 5)),
        ("每季度结束后10日内", date(2024, 4, 10)),
        ("每半年结束后一个月内", date(2024, 7, 31)),
        ("每年度结束后2周内", date(2025, 1, 14)),
        ("每季度结束后5个工作日内", None),
    ],
)
def test_days_after_each_period_end_on_the_first_that_is_to_come(text: str, expected: date | None) -> None:
    (found,) = dates.find(text, on=date(2024, 2, 1))
    assert found.value.ends_on == expected
    assert found.value.recurs is not None


def test_festivals_of_a_list_share_the_days_before_them() -> None:
    assert read("2024年清明、端午节前3天") == ["..2024-04-01", "..2024-06-07"]


def test_a_year_in_chinese_may_print_its_zeros_as_digits() -> None:
    [found] = dates.find("二00九年三月五日")
    assert found.value.ends_on == date(2009, 3, 5)


@pytest.mark.parametrize(
    ("printed", "found"),
    [("1.9月底前完成", "9月底前"), ("任务：2.10月上旬启动", "10月上旬"), ("3.2024年5月底前报送", "2024年5月底前")],
)
def test_a_point_s_number_before_a_month_is_no_part_of_it(printed: str, found: str) -> None:
    assert [day.text for day in dates.find(printed, on=date(2024, 1, 5))] == [found]


def test_a_decimal_is_no_month() -> None:
    assert dates.find("增长2.9月均", on=date(2024, 1, 5)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12月28日至次年1月3日、2月1日至7日", ["2021-12-28..2022-01-03", "2022-02-01..2022-02-07"]),
        (
            "12月28日至2022年1月3日展销，1月5日撤展，12月26日进场",
            ["2021-12-28..2022-01-03", "..2022-01-05", "..2021-12-26"],
        ),
        ("2021年12月1日至2022年2月28日，3月10日前", ["2021-12-01..2022-02-28", "..2022-03-10"]),
        ("2021年1月1日至2025年12月31日，3月10日前", ["2021-01-01..2025-12-31", "..2021-03-10"]),
    ],
)
def test_a_day_beside_a_period_of_two_years_lies_near_one_of_its_ends(text: str, expected: list[str]) -> None:
    assert read(text) == expected
