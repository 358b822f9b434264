"""Days in notices that print no date of issue, and days counted from it; every sentence here is invented."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extractors.date_rows import facts, read

ON = date(2024, 3, 15)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("请于2023年12月20日前报名。", ["deadline ..2023-12-20"]),
        ("报名时间：2023年12月1日至12月15日。", ["deadline 2023-12-01..2023-12-15"]),
        ("截止时间：2023年11月30日。", ["deadline ..2023-11-30"]),
        ("2023年12月20日前报名的企业共三家。", []),
        ("报名时间：2023年3月1日至3月15日。", []),
    ],
)
def test_a_title_s_year_leaves_the_limits_of_the_autumn_before(sentence: str, expected: list[str]) -> None:
    assert read(sentence, on=None, year=2024) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("各单位3月15日前填报2023年预留份额。", ["report_due ..2023-03-15"]),
        (
            "各学校4月10日前上报2023年度采购计划，6月30日前完成采购。",
            ["report_due ..2023-04-10", "deadline ..2023-06-30"],
        ),
        ("请于1月20日前报送2023年工作总结。", []),
        ("3月15日前报送材料。2023年预留份额另行通知。", []),
    ],
)
def test_a_day_takes_the_year_of_what_is_asked_for_behind_it(sentence: str, expected: list[str]) -> None:
    assert read(sentence, on=None, year=None) == expected


def test_a_day_with_its_year_is_planned_without_a_date_of_issue() -> None:
    planned = "县供销社将于2024年6月2日对数据进行复核。"
    assert read(planned, on=None, year=None) == read(planned) == ["phase ..2024-06-02"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("自本公告发布之日起5个工作日内可提出异议。", ["deadline 2024-03-15.."]),
        ("可在公示发布之日起3个工作日内以书面形式提交。", ["report_due 2024-03-15.."]),
        ("公示期为自公告之日起5个工作日。", ["phase 2024-03-15.."]),
        ("相关单位应于本通知印发之日起三个月内完成修订。", ["deadline 2024-03-15.."]),
        ("收到本通知后5个工作日内报送方案。", ["report_due .."]),
    ],
)
def test_what_counts_from_the_publication_begins_on_the_day_of_issue(sentence: str, expected: list[str]) -> None:
    assert read(sentence) == expected


def test_a_validity_without_any_day_is_none() -> None:
    assert read("本办法自发布之日起执行。", on=None, year=None) == []
    assert read("本办法自发布之日起执行。") == ["validity 2024-03-15.."]


def test_tours_that_go_in_the_same_days_are_each_their_own() -> None:
    tours = "1.松湖之旅", "时间：7月10日—14日", "2.竹海五日", "时间：7月10日—14日、8月21日—25日"
    assert [fact.starts_on for fact in facts(*tours)] == ["2024-07-10", "2024-07-10", "2024-08-21"]
    assert len(facts("1.松湖之旅", "时间：7月10日—14日", "2.松湖之旅", "时间：7月10日—14日")) == 1


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("★活动时间", "validity 2024-05-26..2024-06-01"),
        ("征集时间", "deadline 2024-05-26..2024-06-01"),
        ("“山货进城”展销活动时间：", "validity 2024-05-26..2024-06-01"),
    ],
)
def test_a_line_that_is_a_label_labels_the_line_below(label: str, expected: str) -> None:
    assert read(label, "5月26日至6月1日") == [expected]


def test_a_label_in_square_brackets() -> None:
    assert read("【报名时间】5月26日至6月1日") == ["deadline 2024-05-26..2024-06-01"]
    assert read("活动内容", "5月26日至6月1日") == []
