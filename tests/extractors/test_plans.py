"""Whole plans and task tables: their tasks and who is given a part in each, read together."""

from __future__ import annotations

from extract.extractors import duties as _duties  # noqa: F401  registers the extractor
from extract.extractors import forms as _forms  # noqa: F401
from extract.extractors import tasks as _tasks  # noqa: F401
from extract.facts import Duty
from tests.extractors.factory import Item, notice, run

Given = dict[str, list[tuple[str, str]]]


def read(*items: Item) -> Given:
    """Each task's number and title with the roles and bodies of its duties; duties without a task stand under ""."""
    given = notice(*items)
    read_tasks = run("tasks", given, before=("forms",))
    found: Given = {f"{task.values()['number']} {task.values()['title']}": [] for task in read_tasks}
    for duty in run("duties", given, before=("forms", "tasks")):
        assert isinstance(duty, Duty)
        name = f"{duty.task.number} {duty.task.title}" if duty.task else ""
        found.setdefault(name, []).append((duty.role, duty.organization))
    return found


def test_a_plan_whose_labels_close_several_points() -> None:
    assert read(
        "二、重点任务",
        "（一）拓宽销售渠道",
        "1.推动机关采购。食堂预留一成份额。",
        "2.发展直播电商。培育主播20名。",
        "牵头单位：县商务局",
        "责任单位：县财政局、县总工会",
        "（二）提升产品品质",
        "1.强化标准引领。制定标准3项。（县市场监管局牵头，县农业农村局配合）",
        "2.打造区域品牌。（县农业农村局、县文旅局）",
        "三、保障措施",
        "（一）加强领导。各镇要高度重视。",
    ) == {
        "（一） 拓宽销售渠道": [("lead", "县商务局"), ("responsible", "县财政局"), ("responsible", "县总工会")],
        "1 强化标准引领": [("lead", "县市场监管局"), ("supporting", "县农业农村局")],
        "2 打造区域品牌": [("responsible", "县农业农村局"), ("responsible", "县文旅局")],
    }


def test_labels_numbered_like_points_belong_to_the_heading() -> None:
    assert read(
        "一、实施采购提升行动",
        "1.任务目标：全年采购千吨。",
        "2.工作措施：（1）建立台账；（2）每季通报。",
        "3.牵头单位：县财政局",
        "4.配合单位：县直各部门",
        "二、实施品牌提升行动",
        "责任单位：县农业农村局",
    ) == {
        "一 实施采购提升行动": [("lead", "县财政局"), ("supporting", "县直各部门")],
        "二 实施品牌提升行动": [("responsible", "县农业农村局")],
    }


def test_headings_with_their_bodies_in_brackets() -> None:
    assert read(
        "二、主要任务",
        "（一）扩大食堂采购（牵头单位：县机关事务中心；配合单位：县财政局）",
        "食堂按一成五的比例采购。",
        "（二）组织福利采购（县总工会牵头，各镇工会配合）",
        "（三）加强宣传推介（县委宣传部、县融媒体中心）",
        "（四）参加单位（县直各单位、各镇）",
        "三、实施步骤",
        "（一）启动阶段（2024年3月）",
    ) == {
        "（一） 扩大食堂采购": [("lead", "县机关事务中心"), ("supporting", "县财政局")],
        "（二） 组织福利采购": [("lead", "县总工会"), ("supporting", "各镇工会")],
        "（三） 加强宣传推介": [("responsible", "县委宣传部"), ("responsible", "县融媒体中心")],
        "（四） 参加单位（县直各单位、各镇）": [],
    }


def test_a_point_among_tasks_is_a_task_even_where_it_names_nobody() -> None:
    assert read(
        "二、重点任务",
        "（一）进机关。由县财政局总牵头，县直机关工委密切配合。",
        "（二）进校园。县教育局牵头负责，县市场监管局、各学校按职责参与。",
        "（三）进企业。引导50家企业参与。",
        "三、组织保障",
        "（一）建立专班。专班办公室设在县农业农村局。",
        "（二）严格考核。各牵头单位要加强调度。",
    ) == {
        "（一） 进机关": [("lead", "县财政局"), ("supporting", "县直机关工委")],
        "（二） 进校园": [("lead", "县教育局"), ("supporting", "县市场监管局"), ("supporting", "各学校")],
        "（三） 进企业": [],
    }


def test_prose_that_names_who_does_what() -> None:
    assert read(
        "一、扩大采购规模。由县财政局牵头，县教育局、县卫健局按职责分工负责，年内落实到位。",
        "二、强化金融支持。县金融办牵头协调银行加大投放，县人行予以支持。",
        "三、举办展销。县供销社作为牵头单位，县商务局为配合单位。",
        "四、开通专线。由县物流公司牵头，会同县供销集团开行专线。",
        "五、压实责任。县商务局、县总工会要牵头抓好落实。坚持党委牵头抓总，部门协同配合。",
    ) == {
        "一 扩大采购规模": [("lead", "县财政局"), ("responsible", "县教育局"), ("responsible", "县卫健局")],
        "二 强化金融支持": [("lead", "县金融办"), ("supporting", "县人行")],
        "三 举办展销": [("lead", "县供销社"), ("supporting", "县商务局")],
        "四 开通专线": [("lead", "县物流公司"), ("supporting", "县供销集团")],
    }


def test_a_division_of_labour_under_the_names_of_departments() -> None:
    assert read(
        "二、职责分工",
        "（一）县商务局",
        "1.负责总体策划。",
        "2.组织电商企业开设专区。",
        "（二）县总工会",
        "1.引导基层工会采购。",
        "2.配合县商务局做好展销。",
        "三、工作要求",
    ) == {"": [("responsible", "县商务局"), ("responsible", "县总工会"), ("supporting", "县总工会")]}


def test_a_division_of_labour_in_clauses() -> None:
    assert read(
        "三、职责分工", "县商务局负责统筹协调；县财政局、县审计局负责监管资金；各镇（街道）配合做好产品组织。"
    ) == {
        "": [
            ("responsible", "县商务局"),
            ("responsible", "县财政局"),
            ("responsible", "县审计局"),
            ("supporting", "各镇（街道）"),
        ]
    }


def test_one_bracket_after_several_bodies_is_all_of_theirs() -> None:
    assert read(
        "三、职责分工",
        "县教育局（牵头单位）：统筹推进。",
        "县市场监管局、县卫健局（配合单位）：开展快检。",
    ) == {"": [("lead", "县教育局"), ("supporting", "县市场监管局"), ("supporting", "县卫健局")]}


def test_who_organizes_an_activity_is_no_task() -> None:
    found = read("二、组织机构", "主办单位：县商务局", "协办单位：各镇", "三、活动安排", "（一）启动。县商务局牵头。")
    assert found == {
        "（一） 启动": [("lead", "县商务局")],
        "": [("lead", "县商务局"), ("supporting", "各镇")],
    }


def test_a_table_without_a_column_of_numbers() -> None:
    rows = [
        ["重点工作", "具体措施", "牵头单位", "责任单位"],
        ["采购扩面", "1.机关食堂采购不低于食材总额的10%。", "县机关事务中心", "县直各单位"],
        ["^", "2.国有企业食堂参照执行，年内实现全覆盖。", "县国资办", "县属国有企业"],
        ["渠道建设", "3.建设专馆2个、专柜10个。", "县商务局", "各镇"],
    ]
    assert read("任务分解表", rows) == {
        "1 机关食堂采购不低于食材总额的10%。": [("lead", "县机关事务中心"), ("responsible", "县直各单位")],
        "2 国有企业食堂参照执行，年内实现全覆盖。": [("lead", "县国资办"), ("responsible", "县属国有企业")],
        "3 建设专馆2个、专柜10个。": [("lead", "县商务局"), ("responsible", "各镇")],
    }


def test_numbers_of_kinds_are_not_those_of_the_tasks_in_them() -> None:
    rows = [
        ["序号", "工作类别", "工作任务", "责任单位"],
        ["一", "采购帮扶", "（一）组织预算单位采购，完成年度任务。", "县财政局牵头，各预算单位配合"],
        ["^", "^", "（二）组织各级工会采购，全年两次。", "县总工会"],
        ["二", "产销对接", "（三）举办展销会。组织企业参展。", "县商务局（牵头），县供销社"],
    ]
    assert read("重点工作清单", rows) == {
        "（一） 组织预算单位采购，完成年度任务。": [("lead", "县财政局"), ("supporting", "各预算单位")],
        "（二） 组织各级工会采购，全年两次。": [("responsible", "县总工会")],
        "（三） 举办展销会": [("lead", "县商务局"), ("responsible", "县供销社")],
    }


def test_the_names_that_go_with_the_numbers_are_the_tasks() -> None:
    rows = [
        ["序号", "一级任务", "二级任务", "工作要求", "配合单位"],
        ["1", "产业帮扶", "产业项目", "实施项目3个。", "县财政局"],
        ["2", "^", "产销对接", "举办对接会。", "县供销社"],
    ]
    assert read("任务分解表", rows) == {
        "1 产业项目": [("supporting", "县财政局")],
        "2 产销对接": [("supporting", "县供销社")],
    }


def test_a_task_list_that_says_not_who() -> None:
    rows = [
        ["序号", "重点任务", "完成时限"],
        ["1", "开展消费帮扶月活动", "9月底"],
        ["2", "报送工作总结", "12月10日"],
    ]
    assert read("重点任务清单", rows) == {"1 开展消费帮扶月活动": [], "2 报送工作总结": []}
    assert read("活动日程", [["序号", "活动内容", "时间"], ["1", "开幕式活动", "9时"], ["2", "参观展馆", "10时"]]) == {}


def test_headings_over_rows_and_the_remark_that_the_first_body_leads() -> None:
    rows = [
        ["序号", "工作内容", "责任单位", "时限"],
        ["一、扩大采购", "<", "<", "<"],
        ["1", "组织职工福利采购，一年两次。", "县总工会、各基层工会", "12月底"],
        ["2", "建设专馆。", "县商务局（牵头）、县供销社", "10月底"],
        ["备注：列第一位的为牵头单位。", "<", "<", "<"],
    ]
    assert read("责任分解表", rows) == {
        "1 组织职工福利采购，一年两次。": [("lead", "县总工会"), ("responsible", "各基层工会")],
        "2 建设专馆。": [("lead", "县商务局"), ("responsible", "县供销社")],
    }


def test_a_table_to_report_on_tasks_that_are_given_to_bodies_is_no_form() -> None:
    rows = [
        ["序号", "工作事项", "责任部门", "进展情况", "存在问题"],
        ["1", "组织产销对接", "县商务局", "", ""],
        ["2", "组织职工采购", "县总工会", "", ""],
    ]
    assert read("工作推进表", rows) == {
        "1 组织产销对接": [("responsible", "县商务局")],
        "2 组织职工采购": [("responsible", "县总工会")],
    }


def test_a_heading_that_only_stands_over_tasks_is_none() -> None:
    assert read("二、工作内容", "第一，扩大采购。由县财政局牵头，各单位配合。") == {
        "": [("lead", "县财政局"), ("supporting", "各单位")]
    }


def test_kinds_and_contents_that_are_both_numbered() -> None:
    rows = [
        ["序号", "重点任务", "工作举措", "责任单位"],
        ["1", "一、采购帮扶", "1.推动预算单位采购。", "县财政局"],
        ["2", "^", "2.推动国有企业采购。", "县国资办"],
        ["3", "二、渠道帮扶", "3.建设专柜。", "县商务局"],
    ]
    assert read("工作台账", rows) == {
        "1 推动预算单位采购。": [("responsible", "县财政局")],
        "2 推动国有企业采购。": [("responsible", "县国资办")],
        "3 建设专柜。": [("responsible", "县商务局")],
    }


def test_the_steps_of_an_application_are_no_tasks() -> None:
    steps = ("（一）自愿申报。企业于6月底前报名。", "（二）县级审定。由县农业农村局会同县供销社组织评审。")
    assert read("三、申报程序", *steps) == {}
    assert read("三、重点工作", *steps) == {
        "（二） 县级审定": [("lead", "县农业农村局"), ("supporting", "县供销社")],
    }
