"""Days to which others are moved, days on which other rules run out, terms after an event. All invented."""

from __future__ import annotations

import pytest

from tests.extractors.date_rows import facts, read


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("原报名截止日期为4月10日，现延长至4月20日。", "deadline ..2024-04-20"),
        ("报名时间原定4月1日至10日，现延长至4月20日。", "deadline ..2024-04-20"),
        ("申报期限由原来的4月30日延长到5月15日，逾期不予受理。", "deadline ..2024-05-15"),
        ("领取期限延长至5月31日。", "deadline ..2024-05-31"),
        ("将报送截止日期由3月31日推迟到4月15日。", "report_due ..2024-04-15"),
        ("把总结报送时间由12月10日提前至12月1日。", "report_due ..2024-12-01"),
        ("布展时间由5月3日调整为5月4日。", "phase ..2024-05-04"),
        ("展销会延期至5月20日举行。", "phase ..2024-05-20"),
        ("展销会原定6月29日至30日举办，现改为7月6日至7日。", "phase 2024-07-06..2024-07-07"),
        ("活动启动仪式由6月18日改期至6月25日上午9:30。", "phase ..2024-06-25"),
        ("第二季度考核顺延至7月15日。", "phase ..2024-07-15"),
        ("2024年度自评延至2025年2月15日。", "phase ..2025-02-15"),
        ("报名延至4月20日。", "deadline ..2024-04-20"),
        ("原定7月15日前完成的货款结算，最迟可延至7月31日。", "deadline ..2024-07-31"),
        ("本政策有效期由2024年12月31日延长至2026年12月31日。", "validity ..2026-12-31"),
        ("原有效期至2024年4月10日，现延长至2026年4月10日。", "validity ..2026-04-10"),
    ],
)
def test_a_moved_day_is_of_the_kind_its_label_says(sentence: str, expected: str) -> None:
    assert read(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "《示例帮扶办法》（示办〔2021〕9号）将于2024年6月30日到期，请各单位抓紧兑现。",
        "《示例若干措施》于2024年12月31日期满失效。",
        "我市现行补助政策即将于2024年12月31日到期，新办法正在制定。",
    ],
)
def test_that_another_rule_runs_out_is_no_duty(sentence: str) -> None:
    assert read(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("本办法将于2026年12月31日到期。", "validity ..2026-12-31"),
        ("本通知自印发之日起施行，2026年12月31日到期。", "validity 2024-03-15..2026-12-31"),
        ("消费券将于4月30日到期，请尽快使用。", "deadline ..2024-04-30"),
    ],
)
def test_the_notice_s_own_end_and_that_of_coupons_are_told(sentence: str, expected: str) -> None:
    assert read(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "收到本通知后，请于3日内反馈意见。",
        "请各单位收到本通知后，于5个工作日内将名单报送县供销社。",
        "展销活动结束后，各单位应在10日内报送总结。",
    ],
)
def test_what_is_due_once_for_everyone_after_an_event_has_no_day(sentence: str) -> None:
    found = facts(sentence)
    assert [(fact.kind, fact.starts_on, fact.ends_on) for fact in found] == [("report_due", None, None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "合同签订后3个工作日内报县财政局备案。",
        "验收合格后，各单位应在20日内拨付资金。",
        "项目完成后15个工作日内提交总结。",
    ],
)
def test_terms_of_each_single_case_are_no_dates_of_the_notice(sentence: str) -> None:
    assert read(sentence) == []


def test_days_counted_after_each_quarter_recur_though_a_comma_parts_them() -> None:
    assert read("每季度结束后，应于10日内报送报表。") == ["report_due ..2024-04-10 quarterly"]


def test_a_report_moved_to_another_rhythm_stays_a_report() -> None:
    assert read("进展按月报送，7月起改为每季度末报送。") == ["report_due ..2024-09-30 quarterly"]


def test_a_day_beside_a_measure_of_years_is_of_the_notice_s_own_year() -> None:
    found = read("本方案自2024年1月1日至2026年12月31日实施，各单位于11月30日前完成采购。")
    assert found == ["validity 2024-01-01..2026-12-31", "deadline ..2024-11-30"]
