"""Several dates of one sentence or cell, each of its own kind; every sentence here is invented."""

from __future__ import annotations

import pytest

from tests.extractors.date_rows import read

SEVERAL = [
    (
        "到2024年6月底、12月底，完成率分别达到50%、100%。",
        ["deadline ..2024-06-30", "deadline ..2024-12-31"],
    ),
    (
        "请将阶段性总结（7月10日前）和年度总结（12月20日前）报市总工会。",
        ["report_due ..2024-07-10", "report_due ..2024-12-20"],
    ),
    (
        "4月上旬，制定方案；4月中旬，动员部署；12月，总结评估。",
        ["phase 2024-04-01..2024-04-10", "phase 2024-04-11..2024-04-20", "phase 2024-12-01..2024-12-31"],
    ),
    (
        "采购进度按二季度末50%、三季度末75%的节点掌握。",
        ["deadline ..2024-06-30", "deadline ..2024-09-30"],
    ),
    ("4月12日组织专家评审，4月18日在网站公布结果。", ["phase ..2024-04-12", "phase ..2024-04-18"]),
    (
        "每年评审两次，分别在4月、10月。",
        ["phase 2024-04-01..2024-04-30 yearly", "phase 2024-10-01..2024-10-31 yearly"],
    ),
    (
        "第一批5月10日前，第二批8月10日前上报。",
        ["report_due ..2024-05-10", "report_due ..2024-08-10"],
    ),
    (
        "部署（4月）、实施（5—11月）、总结（12月）。",
        ["phase 2024-04-01..2024-04-30", "phase 2024-05-01..2024-11-30", "phase 2024-12-01..2024-12-31"],
    ),
    (
        "活动自2024年12月1日起至2025年2月28日止，分预热（12月1日—10日）、销售（12月11日—1月31日）、售后（2月）三段。",
        [
            "validity 2024-12-01..2025-02-28",
            "phase 2024-12-01..2024-12-10",
            "phase 2024-12-11..2025-01-31",
            "phase 2025-02-01..2025-02-28",
        ],
    ),
    (
        "协议续签三年，自2024年5月1日起至2027年4月30日止，请于6月20日前办理。",
        ["validity 2024-05-01..2027-04-30", "deadline ..2024-06-20"],
    ),
    (
        "请将工作总结于每年12月10日前、半年总结于每年6月20日前报送。",
        ["report_due ..2024-12-10 yearly", "report_due ..2024-06-20 yearly"],
    ),
    ("工作报告分别于5月10日、10月20日前报送。", ["report_due ..2024-05-10", "report_due ..2024-10-20"]),
    (
        "总结材料请于2024年7月20日前、9月20日前和2025年1月31日分三次报区总工会。",
        ["report_due ..2024-07-20", "report_due ..2024-09-20", "report_due ..2025-01-31"],
    ),
    (
        "每年6月30日前报送半年总结，12月20日前报送全年总结。",
        ["report_due ..2024-06-30 yearly", "report_due ..2024-12-20 yearly"],
    ),
    (
        "10月底前完成采购任务，11月10日前将采购情况报送市总工会。",
        ["deadline ..2024-10-31", "report_due ..2024-11-10"],
    ),
    (
        "政策延长至2025年底，当年额度于每年12月31日前用完。",
        ["validity ..2025-12-31", "deadline ..2024-12-31 yearly"],
    ),
    ("督促检查阶段（6月底、12月底）。", ["phase ..2024-06-30", "phase ..2024-12-31"]),
    (
        "大赛分初赛（7月）、复赛（8月中下旬）、决赛（9月28日）三个阶段。",
        ["phase 2024-07-01..2024-07-31", "phase 2024-08-11..2024-08-31", "phase ..2024-09-28"],
    ),
    (
        "每月逢5日、20日，由各单位向县供销社报一次进度。",
        ["report_due ..2024-04-05 monthly", "report_due ..2024-03-20 monthly"],
    ),
    (
        "每学期末（1月15日、7月5日前）向县政府报告。",
        ["report_due ..2025-01-15 half-yearly", "report_due ..2024-07-05 half-yearly"],
    ),
    (
        "每半年向市总工会报告一次，时间为7月10日和次年1月10日前。",
        ["report_due ..2024-07-10 yearly", "report_due ..2025-01-10 yearly"],
    ),
    (
        "按“半年过半、年底见底”的节奏推进：6月30日前完成一半，12月20日前全部完成。",
        ["deadline ..2024-06-30", "deadline ..2024-12-20"],
    ),
    ("每年1月、7月10日前上报数据。", ["report_due ..2024-01-10 yearly", "report_due ..2024-07-10 yearly"]),
]


@pytest.mark.parametrize(("sentence", "expected"), SEVERAL)
def test_reads_several_dates_of_one_sentence(sentence: str, expected: list[str]) -> None:
    assert read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("5月至10月，每月至少组织一场专题展销。", ["phase 2024-05-01..2024-10-31"]),
        ("各社于4月至11月期间，按序时进度完成采购。", ["phase 2024-04-01..2024-11-30"]),
        ("供货协议期限两年，自2024年4月1日至2026年3月31日。", ["phase 2024-04-01..2026-03-31"]),
        (
            "活动分三个阶段：4月筹备，5至9月实施，10月总结。",
            ["phase 2024-04-01..2024-04-30", "phase 2024-05-01..2024-09-30", "phase 2024-10-01..2024-10-31"],
        ),
    ],
)
def test_what_is_done_in_steps_is_no_validity_of_the_notice(sentence: str, expected: list[str]) -> None:
    assert sorted(read(sentence)) == expected


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        ("完成时限", "4月启动，11月底前完成", ["phase 2024-04-01..2024-04-30", "deadline ..2024-11-30"]),
        ("时间", "6月底完成60%，12月底完成100%", ["deadline ..2024-06-30", "deadline ..2024-12-31"]),
        ("完成时限", "2023年起每年", []),
        ("举办日期", "4月20日", ["phase ..2024-04-20"]),
    ],
)
def test_times_in_a_table(heading: str, cell: str, expected: list[str]) -> None:
    assert read([["序号", "任务", "责任单位", heading], ["1", "举办展销会", "县商务局", cell]]) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("专项额度自2024年4月1日起可使用，到2024年9月30日止。", ["validity 2024-04-01..2024-09-30"]),
        ("自2024年4月15日起至2024年9月9日止，过期未用的额度收回。", ["validity 2024-04-15..2024-09-09"]),
        ("5月至10月每月组织一场乡镇长直播。", ["phase 2024-05-01..2024-10-31"]),
        ("9月至10月，各乡镇工会要集中开展一次采购。", ["phase 2024-09-01..2024-10-31"]),
        ("其中5月6日至5月9日为看样登记期。", ["phase 2024-05-06..2024-05-09"]),
        ("票据日期晚于7月31日的不予报销。", ["deadline ..2024-07-31"]),
        ("4月18日、4月22日上午10点分两批开抢，领完即止。", ["phase ..2024-04-18", "phase ..2024-04-22"]),
        ("调减申请至迟于9月15日提交。", ["report_due ..2024-09-15"]),
    ],
)
def test_reads_uses_campaigns_and_days_that_are_too_late(sentence: str, expected: list[str]) -> None:
    assert read(sentence) == expected


def test_the_quarters_up_to_one_end_with_it() -> None:
    sentence = "第一季度不低于20%，上半年不低于50%，前三季度不低于80%，11月底前完成全年任务。"
    days = ("2024-03-31", "2024-06-30", "2024-09-30", "2024-11-30")
    assert read(sentence) == [f"deadline ..{day}" for day in days]
    assert read("请于10月10日前报送前三季度采购情况。") == ["report_due ..2024-10-10"]
