"""Terms read from tables: quotas, standards, comparisons, indicators with years across."""

from __future__ import annotations

import pytest

from extract.document import Cell, Document, Table
from extract.extractors.context import Context
from extract.extractors.terms import find_terms
from extract.notice import Notice
from tests.extractors.term_rows import amounts, terms


def test_a_bare_amount_is_a_row_for_each_body_its_row_names() -> None:
    found = terms(
        "2025年消费帮扶任务分解表",
        [
            ["序号", "工作内容", "责任单位"],
            ["1", "采购协作地区特产80万元。", "责任单位：青石镇、柳河镇（高新园管委会）\n配合单位：县商务局"],
        ],
    )
    assert amounts(found) == [("target", 800_000, "青石镇"), ("target", 800_000, "柳河镇（高新园管委会）")]


def test_a_goal_columns_cells_may_print_their_own_unit_and_bound() -> None:
    found = terms(
        "采购任务分配表",
        [["单位", "采购任务", "预留比例"], ["青石镇", "120万元", "不低于15%"], ["柳河镇", "≥80万元", "10%以上"]],
    )
    assert amounts(found) == [
        ("target", 1_200_000, "青石镇"),
        ("floor", 15, "青石镇"),
        ("floor", 800_000, "柳河镇"),
        ("floor", 10, "柳河镇"),
    ]


def test_a_figure_merged_over_rows_is_for_each_of_them() -> None:
    text = "镇\t任务（万元）\n青石镇\t50\n柳河镇\n"
    places = [(0, 0, "镇", 1), (0, 1, "任务（万元）", 1), (1, 0, "青石镇", 1), (1, 1, "50", 2), (2, 0, "柳河镇", 1)]
    cells = tuple(Cell(r, c, text.index(v), text.index(v) + len(v), row_span=n) for r, c, v, n in places)
    table = Table(0, len(text) - 1, 3, 2, cells, header_rows=1)
    found = find_terms(Context(Notice(document=Document(text=text, blocks=(table,), media_type="text/plain"))))
    assert amounts(found) == [("target", 500_000, "青石镇"), ("target", 500_000, "柳河镇")]


def test_a_headers_unit_counts_for_the_cells_below() -> None:
    found = terms(
        "采购任务分配表",
        [
            ["序号", "单位", "任务数（万元）", "备注"],
            ["1", "青石镇", "120", ""],
            ["2", "柳河镇", "85.5", ""],
            ["", "合计", "205.5", ""],
        ],
    )
    assert amounts(found) == [("target", 1_200_000, "青石镇"), ("target", 855_000, "柳河镇")]
    assert found[0].evidence.quote.split("\t")[:3] == ["1", "青石镇", "120"]


def test_a_column_of_units_gives_each_row_its_own() -> None:
    rows = [
        ["指标", "单位", "2023年实绩", "2024年目标", "2025年目标"],
        ["机关食堂采购额", "万元", "340", "400", "≥450"],
        ["平台采购占比", "%", "9", "≥11", "14"],
        ["示范门店", "个", "5", "8", "10"],
    ]
    found = [(term.kind, int(term.amount), term.unit) for term in terms("主要指标：", rows)]
    assert found == [
        ("target", 4_000_000, "CNY"),
        ("floor", 4_500_000, "CNY"),
        ("floor", 11, "percent"),
        ("target", 14, "percent"),
    ]


def test_a_captions_unit_counts_for_a_table_without_one() -> None:
    found = terms("各镇采购任务表", "单位：万元", [["镇", "年度任务"], ["青石镇", "40"]])
    assert amounts(found) == [("target", 400_000, "青石镇")]


def test_columns_under_places_are_parts_of_what_a_table_hands_out() -> None:
    found = terms(
        "采购任务分解表",
        "单位：万元",
        [
            ["序号", "企业", "托里县", "桓仁县", "职工数", "合计"],
            ["", "", "产品", "产品", "", ""],
            ["1", "青石公司", "40", "30", "120", "70"],
            ["2", "柳河公司", "25", "—", "80", "25"],
        ],
    )
    assert amounts(found) == [
        ("target", 400_000, "青石公司"),
        ("target", 300_000, "青石公司"),
        ("target", 250_000, "柳河公司"),
    ]


def test_a_table_of_what_was_done_hands_out_nothing() -> None:
    rows = [["单位", "一季度", "二季度"], ["青石公司", "90", "120"], ["柳河公司", "70", "100"]]
    assert terms("任务完成情况统计表", "单位：万元", rows) == []


def test_the_unit_may_stand_in_the_sentence_that_announces_the_table() -> None:
    long = "各企业要高度重视，精心组织，把任务分解到食堂、工会和商超，责任到人，确保全面完成，"
    long += "全年总额不少于100万元，分户任务见下表（单位：万元）。"
    found = terms(long, [["企业", "采购", "帮销"], ["青石公司", "40", "30"], ["柳河公司", "20", "10"]])
    assert [int(term.amount) for term in found[1:]] == [400_000, 300_000, 200_000, 100_000]


def test_the_same_cap_for_two_festivals_of_a_table_is_two_facts() -> None:
    rows = [["节日", "每人最高（元）"], ["中秋节", "300"], ["元旦", "300"]]
    assert [int(term.amount) for term in terms("慰问标准", rows)] == [300, 300]


def test_a_heading_of_upper_bounds_makes_caps_with_its_rate() -> None:
    found = terms("慰问标准", [["慰问项目", "最高标准（元/人·年）"], ["节日慰问", "2000"]])
    assert [(term.kind, term.amount, term.per) for term in found] == [("cap", 2000, "person-year")]


@pytest.mark.parametrize("heading", ["单价（元）", "已完成金额（万元）", "2023年销售额（万元）", "注册资本（万元）"])
def test_columns_that_report_or_price_are_no_terms(heading: str) -> None:
    assert terms("采购任务表", [["单位", heading], ["青石镇", "120"]]) == []


def test_a_blank_form_has_no_terms() -> None:
    rows = [["序号", "单位名称", "采购任务", "人数"], ["1", "", "", "30"], ["2", "", "", "45"], ["合计", "", "0", "75"]]
    assert terms("采购任务填报表（单位：万元）", rows) == []


def test_a_share_beside_a_task_is_set_for_the_rows_body() -> None:
    rows = [["承担单位", "采购任务（万元）", "线下占比（%）"], ["县农业局", "70", "45"], ["县医院", "55", "30"]]
    assert amounts(terms("采购任务分解表", rows)) == [
        ("target", 700000, "县农业局"),
        ("target", 45, "县农业局"),
        ("target", 550000, "县医院"),
        ("target", 30, "县医院"),
    ]


@pytest.mark.parametrize("heading", ["比例", "占比", "预留份额"])
def test_a_share_beside_a_task_may_print_its_unit_in_the_cells(heading: str) -> None:
    rows = [["单位", "采购任务", heading], ["县水利局", "40万元", "15%"], ["县中学", "25万元", "12%"]]
    assert amounts(terms("采购任务分解表", rows)) == [
        ("target", 400000, "县水利局"),
        ("target", 15, "县水利局"),
        ("target", 250000, "县中学"),
        ("target", 12, "县中学"),
    ]


def test_the_share_that_was_completed_is_not_set_beside_its_task() -> None:
    rows = [["单位", "采购任务（万元）", "完成比例"], ["县水利局", "40", "15%"]]
    assert amounts(terms("采购任务分解表", rows)) == [("target", 400000, "县水利局")]


def test_prizes_of_one_sum_are_facts_of_their_own() -> None:
    rows = [["奖项", "名额", "奖金（元）"], ["一等奖", "1", "4000"], ["二等奖", "2", "2000"], ["优秀奖", "9", "2000"]]
    assert [int(term.amount) for term in terms("奖项设置", rows)] == [4000, 2000, 2000]


def test_gifts_on_occasions_of_ones_own_are_none_of_the_holidays_in_a_comparison_too() -> None:
    rows = [["项目", "原标准", "新标准"], ["春节慰问", "每人200", "每人400"], ["生日慰问", "150", "250"]]
    found = terms("标准调整对照表（单位：元）", rows)
    assert [(int(term.amount), term.topic) for term in found] == [
        (200, "holiday_gifts"),
        (400, "holiday_gifts"),
        (150, "other"),
        (250, "other"),
    ]


def test_a_tables_line_of_units_says_what_its_figures_are_counted_by() -> None:
    rows = [["职称", "标准"], ["副高级", "450"], ["正高级", "900"]]
    found = terms("讲课费标准（单位：元/学时）", rows)
    assert [(int(term.amount), term.base) for term in found] == [(450, "每学时"), (900, "每学时")]
    per_person = terms("慰问标准（单位：元/人·年）", [["类别", "标准"], ["节日", "1700"]])
    assert [(int(term.amount), term.per) for term in per_person] == [(1700, "person-year")]


def test_a_cell_with_a_share_and_its_whole_gives_both() -> None:
    found = terms("补助标准", [["项目", "标准", "上限"], ["展位费", "实际费用的40%", "6000元"]])
    assert [(term.kind, int(term.amount), term.base) for term in found] == [
        ("target", 40, "实际费用"),
        ("cap", 6000, None),
    ]


def test_a_rows_label_says_what_its_figure_is_for_where_its_column_does_not() -> None:
    rows = [["项目", "预算金额（元）"], ["慰问品", "50000"], ["场地", "8000"]]
    assert [term.topic for term in terms("经费预算表", rows)] == ["holiday_gifts", "other"]


def test_a_share_in_a_table_of_what_was_sold_is_no_term() -> None:
    rows = [["企业名称", "销售额（万元）", "线上占比（%）"], ["示例公司", "70", "45"]]
    assert terms("去年销售情况统计表", rows) == []


def test_the_column_of_what_is_counted_names_what_a_share_is_of() -> None:
    rows = [["补助对象", "计算依据", "比例（%）", "最高额（万元）"], ["种植大户", "包装费", "20", "6"]]
    share, limit = sorted(terms("补助标准表", rows), key=lambda term: term.unit, reverse=True)
    assert (share.unit, share.base, share.subject) == ("percent", "包装费", "种植大户")
    assert (limit.kind, int(limit.amount), limit.base, limit.subject) == ("cap", 60000, None, "种植大户")


def test_a_table_lying_on_its_side_has_festivals_or_bodies_over_its_figures() -> None:
    found = terms(
        "节日慰问标准",
        [["项目", "春节", "端午节", "中秋节", "合计"], ["慰问标准（元/人）", "600", "300", "300", "1200"]],
    )
    assert [(int(term.amount), term.per, term.subject) for term in found] == [
        (600, "person", None),
        (300, "person", None),
        (300, "person", None),
    ]
    given = [
        ["", "青石镇", "白河镇", "合计"],
        ["采购任务（万元）", "20", "30", "50"],
        ["上年完成（万元）", "18", "25", "43"],
    ]
    assert amounts(terms("任务分解表", given)) == [("target", 200000, "青石镇"), ("target", 300000, "白河镇")]
    assert terms("价格表", [["品名", "春节", "中秋"], ["礼盒单价（元）", "88", "99"]]) == []


@pytest.mark.parametrize("heads", [["原标准", "新标准"], ["调整前（元）", "调整后（元）"], ["修订前", "修订后"]])
def test_a_comparison_quotes_what_was_and_sets_what_takes_its_place(heads: list[str]) -> None:
    table = [["序号", "慰问项目", *heads], ["1", "会员生日", "200元", "300元"], ["2", "会员去世", "1000元", "1000元"]]
    found = terms("会员慰问标准调整前后对照表", table)
    assert [(term.kind, int(term.amount), term.standing) for term in found] == [
        ("target", 200, "quoted"),
        ("target", 300, "set"),
        ("target", 1000, "set"),
    ]


def test_a_comparisons_headings_give_unit_and_rate() -> None:
    table = [["情形", "现行标准（元/人）", "拟调整标准（元/人）"], ["生日", "200", "300"]]
    found = terms("慰问标准调整表", table)
    assert [(int(term.amount), term.per, term.standing) for term in found] == [
        (200, "person", "quoted"),
        (300, "person", "set"),
    ]


def test_a_comparison_does_not_say_again_what_the_text_has_set() -> None:
    table = [["项目", "调整前", "调整后"], ["生日", "200元", "300元"]]
    found = terms("会员生日，慰问品不超过300元。", table)
    assert [(term.kind, int(term.amount), term.standing) for term in found] == [
        ("cap", 300, "set"),
        ("target", 200, "quoted"),
    ]


@pytest.mark.parametrize("title", ["2023年预留份额完成情况", "2023年采购任务执行情况表"])
def test_a_table_of_what_came_of_an_earlier_years_shares_sets_nothing(title: str) -> None:
    table = [["地区", "预留份额（万元）", "实际采购（万元）"], ["青石县", "120", "130"]]
    assert terms(title, table, year=2024) == []
    assert len(terms(title.replace("2023", "2024"), table, year=2024)) == 1


def test_spaces_within_a_heading_hide_no_column_of_bodies() -> None:
    table = [["区　县", "任务（万元）", "区　县", "任务（万元）"], ["青石县", "120", "柳河区", "90"]]
    assert amounts(terms("2024年采购任务分配表", table)) == [
        ("target", 1200000, "青石县"),
        ("target", 900000, "柳河区"),
    ]


def test_places_in_brackets_head_the_column_of_who_is_bound() -> None:
    found = terms(
        "各县（区）年度销售目标",
        "单位：万元",
        [["序号", "县（区）", "2024年目标"], ["1", "青田县", "300"], ["2", "白河区", "300"]],
    )
    assert amounts(found) == [("target", 3_000_000, "青田县"), ("target", 3_000_000, "白河区")]


def test_money_s_unit_is_not_that_of_a_column_of_things_beside_it() -> None:
    found = terms(
        "2024年各县消费帮扶任务分解表",
        "单位：万元、个",
        [["县", "销售总额", "新增产品"], ["青田县", "300", "20"], ["白河县", "200", "18"]],
    )
    assert amounts(found) == [("target", 3_000_000, "青田县"), ("target", 2_000_000, "白河县")]


def test_places_that_bodies_are_paired_with_are_not_given_the_figures() -> None:
    rows = [["区", "结对地区", "引导采购额（万元）"], ["青石区", "柳河县", "300"], ["白河区", "东山县", "260"]]
    assert amounts(terms("各区2024年引导采购额", rows)) == [
        ("target", 3000000, "青石区"),
        ("target", 2600000, "白河区"),
    ]


def test_a_place_that_is_helped_is_given_the_figure_where_no_body_is() -> None:
    rows = [["受援地区", "销售目标（万元）"], ["柳河县", "300"], ["东山县", "260"]]
    assert amounts(terms("2024年任务", rows)) == [("target", 3000000, "柳河县"), ("target", 2600000, "东山县")]


def test_a_line_of_units_with_another_before_money() -> None:
    rows = [["单位", "会员数", "认购计划"], ["青石县总工会", "1200", "60"], ["白河县总工会", "900", "45"]]
    assert amounts(terms("2024年认购计划分解表\n（单位：人、万元）", rows)) == [
        ("target", 600000, "青石县总工会"),
        ("target", 450000, "白河县总工会"),
    ]


def test_tasks_of_bodies_before_and_after_a_change() -> None:
    rows = [["单位", "原任务（万元）", "调整后（万元）"], ["青石镇", "30", "36"], ["白河镇", "42", "42"]]
    found = terms("2024年消费帮扶任务调整表", rows)
    assert [(int(term.amount), term.subject, term.standing) for term in found] == [
        (300000, "青石镇", "quoted"),
        (360000, "青石镇", "set"),
        (420000, "白河镇", "set"),
    ]


def test_indicators_with_planned_years_across() -> None:
    rows = [
        ["指标", "2023年", "2024年", "2025年", "责任单位"],
        ["食堂采购帮扶产品比例不低于（%）", "10", "12", "15", "县财政局"],
        ["帮扶产品采购额（万元）", "300", "360", "420", "县商务局"],
        ["直播场次（场）", "5", "6", "8", "县融媒体中心"],
        ["居民人均可支配收入（元）", "9000", "9900", "11000", "县统计局"],
    ]
    found = terms("分年度目标", rows, year=2024)
    assert amounts(found) == [
        ("floor", 12, "县财政局"),
        ("floor", 15, "县财政局"),
        ("target", 3600000, "县商务局"),
        ("target", 4200000, "县商务局"),
    ]


def test_years_across_tell_no_plan_where_nothing_says_so() -> None:
    rows = [["项目", "2024年", "2025年"], ["存款余额（万元）", "300", "360"], ["贷款余额（万元）", "100", "120"]]
    assert terms("经济运行情况", rows, year=2024) == []


def test_a_remark_in_a_row_of_figures_is_for_the_row_s_body() -> None:
    rows = [["单位", "任务（万元）", "备注"], ["青石公司", "650", "每季度不少于100万元"], ["白河公司", "500", ""]]
    assert amounts(terms("2024年任务表", rows)) == [
        ("target", 6500000, "青石公司"),
        ("floor", 1000000, "青石公司"),
        ("target", 5000000, "白河公司"),
    ]


def test_bare_years_over_a_table_of_aims_and_the_year_before() -> None:
    rows = [["县名", "2023年", "2024年", "2025年"], ["青石县", "1.1亿元", "1.3亿元", "1.5亿元"]]
    assert amounts(terms("各县帮扶产品销售目标", rows, year=2024)) == [
        ("target", 130000000, "青石县"),
        ("target", 150000000, "青石县"),
    ]


def test_an_occasion_told_in_an_article_and_again_in_a_table() -> None:
    rows = [["项目", "标准（元）"], ["退休", "≤1000"], ["结婚", "≤800"]]
    found = terms("第十条　退休离岗。可以送一份不超过1000元的纪念品。", "会员结婚的，每次送不高于800元的慰问品。", rows)
    assert amounts(found) == [("cap", 1000, None), ("cap", 800, None)]
