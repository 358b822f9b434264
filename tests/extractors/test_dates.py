"""The dates that matter in a notice; every sentence here is invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.extractors.dates import validity_of
from extract.facts import DatedFact
from extract.notice import Part
from tests.extractors.date_rows import ON, facts, read
from tests.extractors.factory import notice, run


def test_a_section_of_stages_makes_its_periods_stages() -> None:
    assert read(
        "三、实施步骤", "（一）动员部署（3月20日—31日）。召开会议。", "（二）组织实施（4月—11月）。全面采购。"
    ) == [
        "phase 2024-03-20..2024-03-31",
        "phase 2024-04-01..2024-11-30",
    ]


def test_a_year_whose_work_is_parted_into_times_is_no_stage() -> None:
    assert read("二、时间安排", "2024年职工休养分5月、9月两个时段进行。") == []
    assert read("二、实施步骤", "2024年全面推开。") == ["phase 2024-01-01..2024-12-31"]


def test_a_heading_yields_to_what_its_period_is_said_to_be_for() -> None:
    assert read("一、评发时间", "4月8日—4月11日个人提出申请。") == ["deadline 2024-04-08..2024-04-11"]


def test_what_an_issuer_sets_a_period_for_is_the_action() -> None:
    found = facts("我会定于2024年5月1日至7日，组织开展职工助农月活动。")
    assert [fact.action for fact in found] == ["组织开展职工助农月活动"]
    assert [fact.action for fact in facts("展销月启动仪式定于4月8日举行。")] == ["展销月启动仪式"]


def test_a_heading_labels_the_period_under_it() -> None:
    assert read("一、活动时间", "2024年4月1日至6月30日") == ["validity 2024-04-01..2024-06-30"]
    assert read("二、时间安排", "2024年4月1日至6月30日，分三个阶段进行。", "（一）启动。4月上旬，召开动员会。") == [
        "validity 2024-04-01..2024-06-30",
        "phase 2024-04-01..2024-04-10",
    ]


def test_the_time_column_of_a_task_table_gives_deadlines() -> None:
    table = [
        ["序号", "任务内容", "完成时限"],
        ["1", "建立采购台账并动态更新", "2024年6月"],
        ["2", "举办展销会", "年底前"],
    ]
    assert read(table) == ["deadline ..2024-06-30", "deadline ..2024-12-31"]
    assert [fact.action for fact in facts(table)] == ["建立采购台账并动态更新", "举办展销会"]


def test_bare_months_and_quarters_of_a_time_column_are_their_last_days() -> None:
    table = [["事项", "办结时间"], ["建专区", "4月底"], ["办推介会", "5月中旬"], ["清欠款", "三季度末"]]
    assert read(table) == ["deadline ..2024-04-30", "deadline ..2024-05-20", "deadline ..2024-09-30"]


def test_the_report_column_of_a_table_gives_days_to_report() -> None:
    table = [["报表名称", "报送时间"], ["月报表", "每月5日前"], ["年报", "次年1月15日前"]]
    assert read(table) == ["report_due ..2024-04-05 monthly", "report_due ..2025-01-15"]


def test_a_time_column_gives_stages_and_limits() -> None:
    table = [["时间", "内容", "责任部门"], ["3月下旬", "动员部署", "办公室"], ["11月底前", "完成采购", "经济部"]]
    assert read(table) == ["phase 2024-03-21..2024-03-31", "deadline ..2024-11-30"]


def test_sentences_in_cells_are_read_as_elsewhere() -> None:
    table = [["任务", "措施"], ["扩大采购", "各单位6月底前完成一半，12月20日前将总结报市总工会。"]]
    assert read(table) == ["deadline ..2024-06-30", "report_due ..2024-12-20"]


def test_other_columns_give_nothing() -> None:
    assert read([["企业名称", "成立日期"], ["示例公司", "2019年5月1日"]]) == []


def test_a_fact_said_twice_is_one_row_at_its_first_mention() -> None:
    found = facts("请于5月10日前报送总结。", "再次提醒，总结务必于5月10日前报送。")
    assert len(found) == 1
    assert found[0].evidence.quote == "请于5月10日前报送总结"


def test_two_tasks_due_on_one_day_are_two_rows() -> None:
    assert len(facts("6月30日前建立台账。", "6月30日前举办展销会。")) == 2


def test_what_is_due_stands_in_action() -> None:
    assert facts("请于5月10日前将总结报送县总工会，逾期不候。")[0].action == "将总结报送县总工会"
    assert facts("每年11月底前完成采购任务。")[0].rrule == "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=-1"


def test_the_evidence_is_the_clause_with_the_date() -> None:
    assert facts("为做好工作，请于5月10日前将总结报送县总工会，逾期不候。")[0].evidence.quote == (
        "请于5月10日前将总结报送县总工会"
    )


def test_the_issue_date_is_a_row_and_its_paragraph_no_deadline() -> None:
    given = notice("请于5月10日前报送总结。", "2024年3月15日")
    start = given.text.index("2024年")
    given = replace(given, issued=Part("2024-03-15", start, start + 10))
    found = [fact for fact in run("dates", given, issued_on=ON) if isinstance(fact, DatedFact)]
    assert [(fact.kind, fact.ends_on) for fact in found] == [("report_due", "2024-05-10"), ("issued", "2024-03-15")]


def test_a_day_takes_the_year_of_the_notice_where_no_issue_date_is_printed() -> None:
    assert read("11月30日前完成采购。", on=None, year=2022) == ["deadline ..2022-11-30"]
    assert read("11月30日前完成采购。", on=None, year=None) == []


def test_validity_is_the_measures_first_and_last_day() -> None:
    assert validity_of(facts("本办法自2024年5月1日起施行，有效期三年。")) == ("2024-05-01", "2027-04-30")
    assert validity_of(facts("政策延长至2025年底。")) == (None, "2025-12-31")
    assert validity_of(facts("5月10日前完成。")) == (None, None)


def test_another_documents_end_is_no_validity_unless_the_notice_carries_it_on() -> None:
    given = notice("经研究，《山货节扶持办法》有效期延长至2026年12月31日。")
    assert run("dates", given, issued_on=ON, year=2024) == []
    titled = replace(given, title=Part("关于延长山货节扶持办法有效期的通知", 0, 0))
    (fact,) = run("dates", titled, issued_on=ON, year=2024)
    assert isinstance(fact, DatedFact) and (fact.kind, fact.ends_on) == ("validity", "2026-12-31")


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("1.1 编制供货清单（2024年5月底前完成）", "编制供货清单"),
        ("（二）布置展区（完成时限：2024年6月30日）", "布置展区"),
        ("兑换时间为4月1日至4月15日。", "兑换"),
        ("（三）对接商超（2024年6月底前，县商务局牵头）", "对接商超"),
        ("（三）汇总报表（2024年6月30日前报县供销社）", "报县供销社"),
    ],
)
def test_an_action_has_no_section_number_and_no_open_bracket(text: str, action: str) -> None:
    assert [fact.action for fact in facts(text)] == [action]


def test_a_label_alone_gives_way_to_the_sections_title() -> None:
    (fact,) = facts("一、建好供货基地", "责任单位：县供销社。完成时限：2024年6月底前。")
    assert fact.action == "建好供货基地"


def test_what_recurs_within_the_year_has_no_day_in_an_undated_notice() -> None:
    assert read("每月5日前报送台账。", on=None) == ["report_due .. monthly"]
    assert read("每年11月底前报送台账。", on=None) == ["report_due ..2024-11-30 yearly"]


def test_the_years_in_a_plans_title_are_its_validity_where_no_other_is_printed() -> None:
    words = "关于印发示例助农行动计划（2024—2026年）的通知"
    given = notice(words, "5月底前印发清单。")
    titled = replace(given, title=Part(words, 0, len(words)))
    found = [fact for fact in run("dates", titled, issued_on=ON, year=2024) if isinstance(fact, DatedFact)]
    assert [(fact.kind, fact.starts_on, fact.ends_on) for fact in found] == [
        ("validity", "2024-01-01", "2026-12-31"),
        ("deadline", None, "2024-05-31"),
    ]
    other = notice(words.replace("印发", "延长"), "5月底前印发清单。")
    other = replace(other, title=Part(words.replace("印发", "延长"), 0, len(words)))
    assert [fact.kind for fact in run("dates", other, issued_on=ON, year=2024) if isinstance(fact, DatedFact)] == [
        "deadline"
    ]


def test_the_notices_own_validity_goes_before_that_of_a_standard_in_it() -> None:
    found = facts("新的比例从2024年6月1日起算。", "本通知自2024年4月1日起执行。")
    assert validity_of(found) == ("2024-04-01", None)


def test_a_length_without_a_beginning_is_no_validity() -> None:
    assert read("认定结果有效期两年。") == []


def test_a_period_called_the_validity_goes_before_one_of_work() -> None:
    found = facts("2024年至2026年，每年组织采购。", "本通知自印发之日起施行，有效期至2025年12月31日。")
    assert validity_of(found) == ("2024-03-15", "2025-12-31")


def test_a_season_before_the_measure_begins_is_no_validity_of_it() -> None:
    found = facts("6月至9月，每人每月发放防暑用品。", "本通知自2024年11月1日起执行。")
    assert validity_of(found) == ("2024-11-01", None)


def test_the_time_of_one_row_is_no_validity_of_the_measure() -> None:
    assert read([["事项", "内容"], ["助农月", "8月20日—9月20日在网店让利"]]) == ["phase 2024-08-20..2024-09-20"]


def test_a_method_without_date_and_number_takes_its_year_from_its_coming_into_force() -> None:
    sentences = ("平台于每年3月1日前公布报告。", "本办法自2022年1月1日起施行。")
    assert read(*sentences, on=None, year=None) == ["deadline ..2022-03-01 yearly", "validity 2022-01-01.."]


@given(st.text(alphabet="0123456789年月日底前至—、，。；每季度报送完成有效期阶段自起施行（）《》\n\t", max_size=80))
def test_no_text_stops_it_and_every_fact_quotes_its_place(text: str) -> None:
    for fact in facts(text):
        assert fact.evidence.quote in text
        assert fact.starts_on is None or fact.ends_on is None or fact.starts_on <= fact.ends_on


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("响应文件递交截止及开标时间：2024年7月2日上午9:30。", ["deadline ..2024-07-02"]),
        ("每季度结束后5日内在平台更新台账。", ["deadline ..2024-04-05 quarterly"]),
        ("县财政局自5月起于每月5日通报上月进度。", ["report_due ..2024-05-05 monthly"]),
        ("各县材料于12月9日前交齐。", ["report_due ..2024-12-09"]),
        ("请于7月10日前将上半年《统计表》报县总工会。", ["report_due ..2024-07-10"]),
        ("入围单位的服务期为两年，从2024年8月15日算起。", ["validity 2024-08-15..2026-08-14"]),
        ("为方便明年春节期间选购，请各单位于8月26日前报送需求。", ["report_due ..2024-08-26"]),
        ("市总工会于2月上旬至2月中旬组织了遴选。", []),
        ("半年总结7月5日前、全年总结12月25日前报县总工会。", ["report_due ..2024-07-05", "report_due ..2024-12-25"]),
        ("材料于5月20日下班前送县供销社三楼，逾期视为放弃。", ["report_due ..2024-05-20"]),
        ("采购额9月底不少于80%，12月10日前全部完成。", ["deadline ..2024-09-30", "deadline ..2024-12-10"]),
        ("补贴截至2024年6月30日24时。", ["validity ..2024-06-30"]),
        ("请各县自下月起，逢单月10日前通报采购情况。", ["report_due ..2024-05-10"]),
        ("请各县每逢双月10日前报送采购情况。", ["report_due ..2024-04-10"]),
    ],
)
def test_reads_what_is_due_and_leaves_what_was(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_a_table_named_before_a_day_on_which_it_is_handed_in_is_no_other_document_s_validity() -> None:
    assert read("请将《助农产品订购表》于4月12日下午5点前发送至区总工会邮箱。") == ["report_due ..2024-04-12"]
    assert read("《助农采购办法》自2020年1月1日起施行，今年继续参照。") == []


def test_shares_already_handed_in_are_not_handed_in_once_more() -> None:
    assert read("区财政局于4月20日对上报的份额进行确认汇总。") == ["phase ..2024-04-20"]
    assert read("请各单位于4月20日前上报份额确认表。") == ["report_due ..2024-04-20"]


def test_how_far_tasks_are_done_is_reported_not_done() -> None:
    assert read("请于4月20日前将任务完成情况报市政府督查室。") == ["report_due ..2024-04-20"]


def test_the_name_of_a_drive_tells_no_time() -> None:
    words = "以“2024年全市助农惠民消费月”为重点，开展展销。"
    assert read("三、实施步骤", f"第一阶段（5月）：{words}") == ["phase 2024-05-01..2024-05-31"]


def test_what_a_year_is_in_history_is_no_stage() -> None:
    assert read("2024年是产业提升阶段的起步之年，也是规划实施的第一年。") == []


def test_the_year_of_a_sentence_is_no_stage_in_a_section_of_stages() -> None:
    assert read("四、活动安排", "1、2024年，区总工会拟组织三百名职工参加活动。") == []
    assert read("四、工作步骤", "2024年：完成摸底。") == ["phase 2024-01-01..2024-12-31"]


def test_a_drive_runs_through_the_months_in_which_it_is_set() -> None:
    assert read("疗休养活动安排在7月至10月，每期五天。") == ["validity 2024-07-01..2024-10-31"]


def test_the_days_of_a_fair_stand_for_the_month_named_before() -> None:
    said = "经研究，定于2024年11月在县城举办助农展销会。"
    assert read(said, "（一）时间：2024年11月9—12日", "（二）地点：县会展中心") == ["phase 2024-11-09..2024-11-12"]


def test_what_is_done_in_the_time_for_voting_is_said_once() -> None:
    rows = read("1.投票时间", "2024年5月6日至10日", "在2024年5月6日至10日期间，每人每天可投票参与活动。")
    assert rows == ["deadline 2024-05-06..2024-05-10"]


def test_a_day_set_for_the_time_being_is_a_stage() -> None:
    assert read("二、时间安排", "暂定2024年7月中旬。") == ["phase 2024-07-11..2024-07-20"]


def test_one_day_of_a_drive_is_no_end_of_a_validity() -> None:
    assert read("一、活动时间", "4月15日（周一）下午，13:30开始。") == ["phase ..2024-04-15"]
    assert read("一、活动时间", "4月15日起至5月底") == ["validity 2024-04-15..2024-05-31"]
    assert read("有效期：2024年12月31日。") == ["validity ..2024-12-31"]


def test_the_points_of_a_schedule_are_stages() -> None:
    assert read(
        "一、组织形式",
        "由工会协调认购。具体时间安排如下：",
        "1.4月16日—4月22日，各基层工会汇总预订情况。",
        "2.4月22日—5月12日，收到货款后准备货品。",
        "3.5月20日前，发放货品。",
    ) == ["phase 2024-04-16..2024-04-22", "phase 2024-04-22..2024-05-12", "deadline ..2024-05-20"]
    assert read("有关事项通知如下：", "1.4月16日—4月22日，天气晴好。") == []


def test_a_list_in_use_from_a_day_to_another_is_valid_between() -> None:
    assert read("本批名录自2024年7月1日起使用，至2025年6月30日止。") == ["validity 2024-07-01..2025-06-30"]


def test_goods_that_arrive_are_not_handed_in() -> None:
    assert read("订单下达后，9月12日前全部送达。") == ["deadline ..2024-09-12"]


def test_a_day_not_to_be_waited_for_is_no_limit() -> None:
    assert read("各单位不得等到年底扎堆下单。") == []


def test_days_one_after_the_other_are_one_period() -> None:
    assert read("布展时间为4月26日、27日两天。") == ["phase 2024-04-26..2024-04-27"]
    assert read("10月16日和17日，在市民广场开展助农采购活动。") == ["phase 2024-10-16..2024-10-17"]
    assert read("6月18日、19日完成配送。") == ["deadline 2024-06-18..2024-06-19"]
    assert read("请于5月20日、25日前报送总结。") == ["report_due ..2024-05-20", "report_due ..2024-05-25"]


def test_what_is_bought_for_festivals_has_no_day() -> None:
    assert read("今年中秋、国庆慰问品采购额应达到四成。") == []
    assert read("请于今年中秋前完成采购。") == ["deadline ..2024-09-16"]


def test_a_share_that_grows_from_a_year_on_begins_no_validity() -> None:
    assert read("2025年起预留比例不低于12%，2026年起不低于15%。") == []
    assert read("自2025年起，每人每年不超过500元。") == ["validity 2025-01-01.."]


def test_how_long_prices_hold_is_no_validity_of_the_notice() -> None:
    found = facts("目录价格有效期截至2024年10月15日，已含运费。")
    assert [(fact.kind, fact.ends_on) for fact in found] == [("validity", "2024-10-15")]
    assert validity_of(found) == (None, None)


@pytest.mark.parametrize(
    ("title", "kind"), [("关于做好消费帮扶工作的通知", "phase"), ("关于举办职工年货节的通知", "validity")]
)
def test_a_fair_in_a_notice_about_more_is_a_stage(title: str, kind: str) -> None:
    given = notice("5月15日至6月15日期间，在乙县举办“山货下山”展销月，采购额计入考核。")
    titled = replace(given, title=Part(title, 0, 0))
    found = [fact for fact in run("dates", titled, issued_on=ON, year=2024) if isinstance(fact, DatedFact)]
    assert [(fact.kind, fact.starts_on, fact.ends_on) for fact in found] == [(kind, "2024-05-15", "2024-06-15")]


def test_a_time_that_is_over_is_no_validity() -> None:
    assert read("1月至2月，全市开展采购活动12场。") == []


def test_the_heading_over_the_time_of_chosen_suppliers_labels_their_validity() -> None:
    assert read("二、服务期限", "自2024年5月1日起至2026年4月30日止。") == ["validity 2024-05-01..2026-04-30"]
    assert read("合同约定的服务期限为2024年5月1日至2026年4月30日。") == ["phase 2024-05-01..2026-04-30"]


def test_a_month_in_which_something_is_held_is_a_stage() -> None:
    assert read("请贵局在6月下旬组织采购单位来我县考察。") == ["phase 2024-06-21..2024-06-30"]
    assert read("由县国资委牵头，于6月、9月各举办一场展销会。") == [
        "phase 2024-06-01..2024-06-30",
        "phase 2024-09-01..2024-09-30",
    ]
    assert read("5至11月县级暗访至少安排两次。") == []


def test_what_a_condition_says_of_the_time_after_a_day_is_no_stage() -> None:
    assert read("6月30日后提交的材料不予受理。") == []
    assert read("5月1日后上线的产品另行评审。") == []


def test_a_half_year_that_a_report_is_about_is_no_day() -> None:
    given = "上半年、全年情况分别于7月5日和次年1月5日前报送。"
    assert read(given) == ["report_due ..2024-07-05", "report_due ..2025-01-05"]
    assert read("上半年采购总结于7月10日前报县总工会。") == ["report_due ..2024-07-10"]
    assert read("上半年完成50%。") == ["deadline ..2024-06-30"]
    assert read("2024年4月1日前发生的采购仍按原规定执行。") == []
    assert read("本次征集截至2024年4月30日，逾期不予受理。") == ["deadline ..2024-04-30"]
