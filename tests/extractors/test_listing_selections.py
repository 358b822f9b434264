"""Firms that a selection has ended with, lists with titles of their own, firms that are struck off."""

from __future__ import annotations

import pytest

from tests.extractors.listing_rows import read


@pytest.mark.parametrize(
    ("lines", "notes"),
    [
        (("1.青禾食品有限公司为馒头供货单位", "2.白河商行为大米供货单位"), ["馒头供货单位", "大米供货单位"]),
        (("供应商名单如下：", "1.青禾食品有限公司：大米", "2.白河商行：面粉、食用油"), ["大米", "面粉、食用油"]),
        (("供应商名单如下：", "1.青禾食品有限公司（大米）", "2.白河商行（食用油）"), ["大米", "食用油"]),
        (("确定以下供应商：", "青禾食品有限公司——大米", "白河商行——食用油"), ["大米", "食用油"]),
        (("入围企业名单：", "（1）青禾食品有限公司负责大米", "（2）白河商行负责蔬菜"), ["负责大米", "负责蔬菜"]),
    ],
)
def test_what_a_firm_of_a_list_supplies_is_its_note(lines: tuple[str, ...], notes: list[str]) -> None:
    found = read("一、遴选结果", *lines)
    assert [(f.name, f.note) for f in found] == list(zip(["青禾食品有限公司", "白河商行"], notes, strict=True))


@pytest.mark.parametrize(
    "lines",
    [
        ("1.青禾食品有限公司为去年活动的协办单位", "2.白河商行为赞助单位"),
        ("讨论了下列事项：", "1.青禾食品有限公司：未按时交货", "2.白河商行：质量抽检"),
        ("参会人员名单如下：", "1.青禾食品有限公司（王小明）", "2.白河商行（李青）"),
    ],
)
def test_lines_about_firms_are_no_list_of_suppliers(lines: tuple[str, ...]) -> None:
    assert read("一、有关情况", *lines) == []


@pytest.mark.parametrize(
    "line",
    [
        "中标供应商：青禾食品有限公司",
        "三、拟邀请供应商：青禾食品有限公司。",
        "第一中标候选人：青禾食品有限公司",
        "成交供应商名称：青禾食品有限公司",
        "经比选，确定青禾食品有限公司为我院2025—2026年度食材配送公司。",
        "拟认定青禾食品有限公司等3家企业为县级龙头企业。",
        "推荐青禾食品有限公司为第一中标候选人。",
        "确定“青禾食品有限公司”为慰问品供应商。",
    ],
)
def test_the_firm_that_a_selection_ended_with(line: str) -> None:
    assert [f.name for f in read("一、结果", line)] == ["青禾食品有限公司"]


@pytest.mark.parametrize(
    "line",
    [
        "采购代理机构：青禾招标有限公司",
        "报名供应商：青禾食品有限公司",
        "确定青禾会展有限公司为活动承办单位。",
        "取消青禾食品有限公司的供应商资格。",
    ],
)
def test_other_parts_that_a_firm_may_have(line: str) -> None:
    assert read("一、结果", line) == []


def test_several_firms_within_one_pair_of_quotation_marks() -> None:
    found = read("一、结果", "拟认定“青禾食品有限公司、白河商行”等2家企业为县级帮扶企业。")
    assert [f.name for f in found] == ["青禾食品有限公司", "白河商行"]


def test_address_and_number_under_the_one_who_has_won() -> None:
    (found,) = read("一、结果", "成交供应商名称：青禾食品有限公司", "地址：甲县东街8号", "联系电话：0571-88880001")
    assert (found.name, found.address, found.phone) == ("青禾食品有限公司", "甲县东街8号", "0571-88880001")


def test_a_list_takes_the_line_over_it_for_its_title() -> None:
    found = read("现将名单予以公布。", "甲县第一批帮扶企业名单", "1.青禾食品有限公司", "乙镇（1户）", "2.白河商行")
    assert [(f.annex, f.row_no) for f in found] == [("甲县第一批帮扶企业名单", 1), ("甲县第一批帮扶企业名单", 2)]


def test_a_line_that_titles_no_list_under_it() -> None:
    assert read("一、工作要求", "报送企业名单", "请各单位于5月20日前报送。", "青禾食品有限公司") == []


def test_the_heading_that_strikes_firms_off_is_their_note() -> None:
    found = read(
        "附件",
        "帮扶企业调整名单",
        "一、新增帮扶企业（1家）",
        "1.青禾食品有限公司",
        "二、撤销帮扶企业（1家）",
        "1.白河商行（停产）",
    )
    assert [(f.name, f.note) for f in found] == [("青禾食品有限公司", None), ("白河商行", "停产；撤销帮扶企业（1家）")]


def test_a_list_whose_own_title_strikes_off_says_it_by_that() -> None:
    (found,) = read("附件", "取消供货企业名单", "1.青禾食品有限公司")
    assert (found.annex, found.note) == ("取消供货企业名单", None)


@pytest.mark.parametrize(
    "rows",
    [
        [["单位名称", "奖补事项", "奖补资金"], ["青禾食品有限公司", "冷链", "30000"], ["白河商行", "展销", "20000"]],
        [["项目名称", "单位名称", "补助资金"], ["冷链", "青禾食品有限公司", "3万元"], ["展销", "白河商行", "2万元"]],
        [
            ["包号", "数量", "单位", "中标供应商", "中标金额"],
            ["1", "1", "批", "青禾食品有限公司", "30000"],
            ["2", "1", "年", "白河商行", "20000"],
        ],
        [["排名", "中标候选人", "投标报价"], ["1", "青禾食品有限公司", "30000"], ["2", "白河商行", "31000"]],
    ],
)
def test_a_table_of_firms_chosen_or_paid_for_is_a_list(rows: list[list[str]]) -> None:
    assert [f.name for f in read("现公布如下。", rows)] == ["青禾食品有限公司", "白河商行"]


@pytest.mark.parametrize(
    "rows",
    [
        [["单位名称", "任务（万元）"], ["青禾食品有限公司", "30"], ["白河商行", "20"]],
        [["单位", "补助资金（万元）"], ["县总工会", "30"], ["白河镇人民政府", "20"]],
        [["工作任务", "责任单位", "补助资金"], ["冷链", "青禾食品有限公司", "3"], ["展销", "白河商行", "2"]],
    ],
)
def test_a_table_of_figures_or_tasks_is_no_list(rows: list[list[str]]) -> None:
    assert read("现公布如下。", rows) == []
