from __future__ import annotations

from dataclasses import replace

import pytest

from extract.extractors import forms as _forms  # noqa: F401  registers the extractor
from extract.extractors import tasks as _tasks  # noqa: F401
from extract.facts import Task
from extract.notice import Section
from extract.reading import read_bytes
from tests.extractors.factory import Item, notice, run


def read(*items: Item) -> list[Task]:
    return [fact for fact in run("tasks", notice(*items), before=("forms",)) if isinstance(fact, Task)]


def pairs(found: list[Task]) -> list[tuple[str, str]]:
    return [(task.number, task.title) for task in found]


def test_a_task_table() -> None:
    rows = [
        ["序号", "工作任务", "工 作 内 容", "责任单位"],
        ["1", "定向采购", "组织食堂采购。", "县财政局"],
        ["2", "产销对接", "举办展销会。", "县商务局"],
    ]
    found = read("附件", "任务分解表", rows)
    assert pairs(found) == [("1", "定向采购"), ("2", "产销对接")]
    assert found[0].content == "组织食堂采购。"


def test_rows_under_one_merged_number_are_one_task() -> None:
    rows = [
        ["序号", "工作任务", "工作内容", "责任单位"],
        ["1", "定向采购", "采购300万元。", "甲镇"],
        ["^", "^", "采购200万元。", "乙镇"],
        ["2", "宣传引导", "开展宣传。", "县委宣传部"],
    ]
    found = read("任务分解表", rows)
    assert pairs(found) == [("1", "定向采购"), ("2", "宣传引导")]
    assert found[0].content == "采购300万元。\n采购200万元。"


def test_a_table_without_a_number_column_takes_the_numbers_in_its_cells() -> None:
    rows = [["重点任务", "责任单位"], ["（一）定向采购", "县财政局"], ["（二）产销对接", "县商务局"]]
    assert pairs(read("任务清单", rows)) == [("（一）", "定向采购"), ("（二）", "产销对接")]


def test_a_table_of_contents_alone_is_named_by_its_first_words() -> None:
    rows = [["序号", "工作内容", "牵头单位", "配合单位"], ["1", "推进产销对接。组织展销。", "县商务局", "各镇"]]
    assert pairs(read("任务清单", rows)) == [("1", "推进产销对接")]


def test_a_merged_kind_over_several_numbers_is_no_title() -> None:
    rows = [
        ["重点任务", "序号", "具体举措", "责任单位"],
        ["采购帮扶", "1", "组织食堂采购。", "县财政局"],
        ["^", "2", "组织福利采购。", "县总工会"],
    ]
    assert pairs(read("任务清单", rows)) == [("1", "组织食堂采购。"), ("2", "组织福利采购。")]


def test_an_article_of_a_method_is_no_task() -> None:
    given = notice("第十条 评价工作由县商务局牵头，县财政局配合。")
    article = Section("第十条", "", 0, 0, 4, len(given.text))
    assert run("tasks", replace(given, sections=(article,)), before=("forms",)) == []


def test_a_section_that_assigns_duties() -> None:
    found = read(
        "四、重点任务",
        "（一）强化定向采购。组织食堂采购。[牵头单位：县财政局；配合单位：县商务局]",
        "（二）动员社会力量。鼓励企业参与。",
        "支持社会组织购买。（责任单位：县民政局）",
    )
    assert pairs(found) == [("（一）", "强化定向采购"), ("（二）", "动员社会力量")]


def test_the_innermost_section_is_the_task() -> None:
    found = read(
        "二、工作任务", "（一）线上", "1.建设专区。（牵头单位：县商务局）", "2.直播带货。责任单位：县融媒体中心"
    )
    assert pairs(found) == [("1", "建设专区"), ("2", "直播带货")]


def test_running_text_that_assigns() -> None:
    found = read("三、组织保障", "（一）加强领导。由县总工会牵头，县商务局、县财政局配合。")
    assert pairs(found) == [("（一）", "加强领导")]


@pytest.mark.parametrize(
    "items",
    [
        pytest.param(["（一）加强领导。各级工会要高度重视，各责任单位要抓好落实。"], id="exhortation"),
        pytest.param(["一、总体要求", "以消费帮扶为抓手，各有关部门要积极配合。"], id="general"),
        pytest.param(["第九条 本办法由县总工会负责解释。"], id="interpretation"),
        pytest.param(["名单", [["序号", "企业名称"], ["1", "青禾食品有限公司"]]], id="list"),
        pytest.param(["任务表", [["工作任务", "责任单位", "完成情况"], ["", "", ""]]], id="blank form"),
        pytest.param(["分配表", [["单位", "采购任务（万元）"], ["甲镇", "300"]]], id="figures alone"),
    ],
)
def test_no_task(items: list[Item]) -> None:
    assert read(*items) == []


def test_contents_that_carry_the_numbers_are_the_tasks() -> None:
    rows = [
        ["事项", "具体措施", "责任单位"],
        ["一、拓市场", "1.开设直营店。", "县商务局"],
        ["^", "2.组织推介会。", "县供销社"],
        ["二、优服务", "3.补贴运费。", "县财政局"],
    ]
    assert [(task.number, task.title) for task in read(rows)] == [
        ("1", "开设直营店。"),
        ("2", "组织推介会。"),
        ("3", "补贴运费。"),
    ]


def test_a_name_merged_over_two_numbered_rows_names_both() -> None:
    rows = [
        ["编号", "重点事项", "具体措施", "承办单位"],
        ["1", "扩订单", "组织食堂签订协议。", "县教育局"],
        ["2", "^", "引导企业购进辣椒。", "县农业农村局"],
    ]
    assert pairs(read("事项清单", rows)) == [("1", "扩订单"), ("2", "扩订单")]


@pytest.mark.parametrize("heading", ["目标任务", "年度目标"])
def test_targets_beside_a_column_of_names_are_the_contents(heading: str) -> None:
    rows = [["任务序号", "项目", heading, "责任单位"], ["1", "产销对接", "组织三场展销。", "县商务局"]]
    (task,) = read("任务清单", rows)
    assert (task.number, task.title, task.content) == ("1", "产销对接", "组织三场展销。")


def test_a_table_of_quotas_sets_no_tasks() -> None:
    rows = [["承担单位", "上年完成", "本年任务（万元）", "任务"], ["县教育局", "82", "95", "40"]]
    assert read("任务分解表", rows) == []


def test_projects_beside_what_is_built_are_the_tasks() -> None:
    table = [
        ["序号", "项目名称", "建设内容", "牵头单位"],
        ["1", "青禾冷库", "建预冷库9座", "县农业农村局"],
        ["2", "白河馆", "改建展销馆600平方米", "县文化旅游局"],
    ]
    assert pairs(read("附件", "重点项目推进表", table)) == [("1", "青禾冷库"), ("2", "白河馆")]


def test_a_task_ends_before_the_signature() -> None:
    text = (
        "甲县供销社关于做好助农工作的通知\n各基层社：\n现将有关事项通知如下。\n一、重点任务\n"
        "1.组织展销。办好展销会。（责任单位：县商务局）\n2.加强监管。每季抽检。（责任单位：县市场监管局）\n"
        "甲县供销社\n2024年3月18日\n"
    )
    (seen,) = read_bytes(text.encode(), "notice.txt").notices
    contents = [fact.content for fact in seen.facts["tasks"] if isinstance(fact, Task)]
    assert contents[-1] == "每季抽检。（责任单位：县市场监管局）"


def test_a_point_that_begins_with_who_leads_is_named_by_what_is_done() -> None:
    found = read("四、职责分工", "1.由县商务局牵头，县供销社配合，举办展销。", "2.县总工会牵头福利采购，各镇工会配合。")
    assert pairs(found) == [("1", "举办展销"), ("2", "县总工会牵头福利采购")]


def test_the_steps_of_a_timetable_are_its_tasks_names() -> None:
    rows = [
        ["步骤", "时间", "内容", "责任单位"],
        ["申报", "4月", "填写申报表。", "各镇政府"],
        ["评审", "5月", "组织专家评分。", "县商务局"],
    ]
    assert pairs(read("申报安排", rows)) == [("1", "申报"), ("2", "评审")]


def test_kinds_before_the_numbers_name_no_task_even_over_one_number() -> None:
    rows = [
        ["主要任务", "序号", "具体工作", "责任单位"],
        ["一、拓宽渠道", "1", "推动机关食堂采购", "县机关事务中心"],
        ["^", "2", "推动学校食堂采购", "县教育局"],
        ["二、提升品质", "3", "加强检测", "县市场监管局"],
    ]
    found = read("附件", "任务分解表", rows)
    assert pairs(found) == [("1", "推动机关食堂采购"), ("2", "推动学校食堂采购"), ("3", "加强检测")]


def test_who_does_what_among_the_requirements_is_no_task() -> None:
    assert read("三、有关要求", "（一）县总工会经济部牵头组织活动，财务部配合核算。", "（二）按月报送。") == []


def test_the_items_of_a_cell_do_not_number_its_task() -> None:
    rows = [
        ["责任单位", "工作任务"],
        ["县商务局", "1.办展销3场；\n2.建专馆2个。"],
        ["县财政局", "预留份额不低于一成。"],
    ]
    assert [number for number, _ in pairs(read("附件", "任务分解表", rows))] == ["1", "2"]
    assert pairs(read("附件", "任务分解表", [rows[0], rows[2], rows[1]]))[1] == ("2", "办展销3场")


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (
            ["任务一：建设专馆。责任单位：县供销社。", "任务二：培训人员。责任单位：县妇联。"],
            [("任务一", "建设专馆"), ("任务二", "培训人员")],
        ),
        (
            ["①举办展销会。责任单位：县商务局。", "②设立专柜。责任单位：县供销社。"],
            [("①", "举办展销会"), ("②", "设立专柜")],
        ),
        (
            ["1.举办展销会。责任单位：县商务局。", "2.设立专柜。责任单位：县供销社。", "以上工作由县乡村振兴局牵头。"],
            [("1", "举办展销会"), ("2", "设立专柜")],
        ),
    ],
)
def test_other_ways_to_number(items: list[Item], expected: list[tuple[str, str]]) -> None:
    assert pairs(read("一、重点任务", *items)) == expected


def test_who_leads_all_points_before_makes_none_of_them_a_task() -> None:
    assert read("一、重点任务", "1.举办展销。", "2.设立专柜。", "以上任务由县商务局牵头，县供销社配合。") == []


def test_tasks_beside_a_column_headed_unit_alone_in_a_table_that_shares_them_out() -> None:
    rows = [["任务", "单位"], ["建设专馆", "县供销社"], ["组织展销", "县商务局"]]
    assert pairs(read("附件", "重点任务分工", rows)) == [("1", "建设专馆"), ("2", "组织展销")]
    assert read("附件", "专馆建设情况", rows) == []


def test_rows_that_hold_their_number_alone_are_no_tasks() -> None:
    rows = [["序号", "任务", "责任单位"], ["1", "建设专馆", "县供销社"], ["2", "", ""], ["3", "", ""]]
    assert pairs(read("附件", "任务分解表", rows)) == [("1", "建设专馆")]


def test_stages_name_what_is_done_in_them() -> None:
    stages = [
        ["阶段", "工作内容", "牵头科室"],
        ["动员部署", "召开动员会", "办公室"],
        ["总结评估", "总结通报", "办公室"],
    ]
    assert pairs(read("推进计划", stages)) == [("1", "动员部署"), ("2", "总结评估")]


def test_the_programme_of_an_event_sets_no_tasks() -> None:
    found = read(
        [
            ["时间", "内容", "负责单位"],
            ["9:00—9:30", "签到入场", "县商务局"],
            ["9:30—10:20", "产品推介", "县总工会"],
        ]
    )
    assert found == []


def test_a_point_that_begins_with_a_day_is_named_by_what_is_done() -> None:
    found = read("一、重点任务", "（一）6月10日前，由县商务局牵头，县供销社配合，完成展位的搭建。")
    assert pairs(found) == [("（一）", "完成展位的搭建")]


def test_a_task_without_a_heading_is_named_by_its_whole_first_clause() -> None:
    clause = "聚焦脱贫地区重点产业、区域公共品牌以及县委县政府明确的消费帮扶重点建设任务和农产品流通体系建设项目"
    lines = (
        "一、主要任务",
        f"1.{clause}，依托青禾平台，组织推介。（县商务局牵头负责）",
        "2.抓好对接。（县供销社牵头）",
    )
    assert [task.title for task in run("tasks", notice(*lines)) if isinstance(task, Task)] == [clause, "抓好对接"]


def test_a_task_s_name_ends_in_no_quotation_marks() -> None:
    asked = "关于“坚持政府引导、社会参与、互利共赢的帮扶机制”和“份额稳中有升、质量可控，帮扶产品优先”的问题"
    lines = ("一、工作分工", f"（一）{asked}，由县商务局牵头，县财政局配合，研究提出全县统一的落实意见。")
    assert [task.title for task in run("tasks", notice(*lines)) if isinstance(task, Task)] == [asked]
