"""Days without a year in a notice of a year's last months: which are the next year's."""

from __future__ import annotations

from datetime import date

from tests.extractors.date_rows import read

LATE = date(2024, 12, 10)


def test_stages_in_the_first_months_after_a_notice_of_december_are_next_years() -> None:
    fairs = [
        ["会场", "举办时间", "地点"],
        ["东区", "2024年12月28日至2025年1月5日", "体育馆"],
        ["西区", "1月11日、12日", "文化馆"],
        ["南区", "1月16日—18日", "广场"],
    ]
    assert read(fairs, on=LATE) == [
        "phase 2024-12-28..2025-01-05",
        "phase 2025-01-11..2025-01-12",
        "phase 2025-01-16..2025-01-18",
    ]
    assert read("（二）集中采购阶段（1月至2月）。", on=LATE) == ["phase 2025-01-01..2025-02-28"]
    assert read("（二）集中采购阶段（1月至2月）。", on=date(2024, 9, 10)) == ["phase 2024-01-01..2024-02-29"]


def test_orders_close_in_the_year_after_a_notice_of_december() -> None:
    assert read("订单截止1月15日，1月20日前全部送达。", on=LATE) == ["deadline ..2025-01-15", "deadline ..2025-01-20"]
    assert read("截至11月30日，全市采购农产品300万元。", on=LATE) == []


def test_periods_of_the_first_months_in_a_notice_of_december_are_next_years() -> None:
    assert read("请于1月5日至15日登录系统填报。", on=LATE) == ["report_due 2025-01-05..2025-01-15"]
    assert read("活动时间：1月1日至1月31日。", on=LATE) == ["validity 2025-01-01..2025-01-31"]
    assert read("即日起至1月25日，开展年货采购。", on=LATE) == ["validity 2024-12-10..2025-01-25"]
    assert read("1—10月，全市采购帮扶产品800万元。", on=LATE) == []


def test_a_limit_early_in_the_year_is_next_years_in_a_notice_of_its_last_months() -> None:
    assert read("展品于1月8日前撤完。", on=date(2024, 11, 18)) == ["deadline ..2025-01-08"]
    assert read("展品于10月8日前撤完。", on=date(2024, 11, 18)) == ["deadline ..2024-10-08"]
