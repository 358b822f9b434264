from __future__ import annotations

import pytest

from extract.extractors import duties as _duties  # noqa: F401  registers the extractor
from extract.extractors import forms as _forms  # noqa: F401
from extract.extractors import tasks as _tasks  # noqa: F401
from extract.rules import load
from tests.extractors.duty_rows import parts, read


@pytest.mark.parametrize(
    ("printed", "lead", "responsible", "supporting"),
    [
        (
            "[牵头单位：县财政局；责任单位：县委直属机关工委、县教育局；配合单位：县商务局，各镇（街道）、各管委会]",
            ["县财政局"],
            ["县委直属机关工委", "县教育局"],
            ["县商务局", "各镇（街道）", "各管委会"],
        ),
        ("（责任单位：县农合联执委会（县供销社）、县商务局）", [], ["县农合联执委会（县供销社）", "县商务局"], []),
        ("（牵头单位：县商务局，配合单位：县财政局等部门）", ["县商务局"], [], ["县财政局"]),
        ("责任单位：各县（市、区）总工会，其他县级各部门", [], ["各县（市、区）总工会", "其他县级各部门"], []),
        ("牵头单位：县商务局 完成时限：6月底", ["县商务局"], [], []),
        ("（县商务局牵头，县财政局、县文旅局配合）", ["县商务局"], [], ["县财政局", "县文旅局"]),
        ("（县总工会、各镇（街道）按职责分工负责）", [], ["县总工会", "各镇（街道）"], []),
        ("由县总工会牵头，县商务局、县财政局配合。", ["县总工会"], [], ["县商务局", "县财政局"]),
        ("由县总工会牵头，会同县商务局制定细则。", ["县总工会"], [], ["县商务局"]),
        ("由县委办公室、县政府办公室共同牵头。", ["县委办公室", "县政府办公室"], [], []),
        ("由县商务局牵头组织实施。", ["县商务局"], [], []),
        ("由县商务局负责组织，各镇工会协助。", [], ["县商务局"], ["各镇工会"]),
        ("责任单位：县商务局（牵头）、县财政局", ["县商务局"], ["县财政局"], []),
        ("责任单位：县文化和旅游局、县农业农村局和县财政局", [], ["县文化和旅游局", "县农业农村局", "县财政局"], []),
    ],
)
def test_parts_in_text(printed: str, lead: list[str], responsible: list[str], supporting: list[str]) -> None:
    found = read("（一）强化采购。组织采购。" + printed)
    by_role = {
        role: [duty.organization for duty in found if duty.role == role]
        for role in ("lead", "responsible", "supporting")
    }
    assert by_role == {"lead": lead, "responsible": responsible, "supporting": supporting}


PART_RULES = [
    "bracket",
    "bodies_bracket",
    "label",
    "running_lead",
    "running_as",
    "running_joint",
    "running_coordinating",
    "running_with",
    "running_answering",
    "running_responsible",
]


@pytest.mark.parametrize("name", PART_RULES)
def test_the_words_that_may_give_a_part_are_in_whatever_a_rule_reads_as_one(name: str) -> None:
    rules = load("duties")
    passed_over = [text for text in rules[name].examples if rules["may_give_part"].search(text) is None]
    assert passed_over == []


def test_a_duty_knows_its_task() -> None:
    (duty,) = read("（一）强化采购。组织采购。[牵头单位：县财政局]")
    assert duty.task is not None
    assert (duty.task.number, duty.task.title) == ("（一）", "强化采购")
    assert duty.evidence.quote == "牵头单位：县财政局"


def test_the_same_part_in_one_task_is_one_duty() -> None:
    found = read(
        "（一）强化采购。组织采购。[牵头单位：县财政局]", "优先采购。[牵头单位：县财政局；配合单位：县商务局]",
        "（二）广泛动员。动员企业。[牵头单位：县财政局]",
    )  # fmt: skip
    assert [(d.role, d.organization, d.task.number if d.task else None) for d in found] == [
        ("lead", "县财政局", "（一）"),
        ("supporting", "县商务局", "（一）"),
        ("lead", "县财政局", "（二）"),
    ]


def test_labels_in_the_cells_of_a_column() -> None:
    rows = [
        ["序号", "工作任务", "责任单位"],
        ["1", "定向采购", "牵头单位：县财政局\n配合单位：县商务局、各镇（街道）"],
        ["^", "^", "责任单位：甲镇、乙镇（新区管委会）"],
    ]
    found = read("任务分解表", rows)
    assert parts(found) == [
        ("lead", "县财政局"),
        ("supporting", "县商务局"),
        ("supporting", "各镇（街道）"),
        ("responsible", "甲镇"),
        ("responsible", "乙镇（新区管委会）"),
    ]
    assert {duty.task.number for duty in found if duty.task} == {"1"}


def test_a_cell_that_says_each_ones_part() -> None:
    rows = [
        ["序号", "任务", "责任单位及责任人"],
        ["1", "采购", "县财政局牵头，县教育局等部门配合"],
        ["2", "宣传", "县委宣传部 王小明"],
    ]
    assert parts(read("任务清单", rows)) == [
        ("lead", "县财政局"),
        ("supporting", "县教育局"),
        ("responsible", "县委宣传部"),
    ]


def test_columns_by_their_headings() -> None:
    rows = [
        ["序号", "重点任务", "牵头单位", "责任单位", "配合单位", "完成时限"],
        ["1", "定向采购", "县财政局", "县教育局\n县卫生健康局", "各镇", "6月底"],
        ["2", "产销对接", "县商务局", "/", "无", "年底"],
    ]
    assert parts(read("任务分解表", rows)) == [
        ("lead", "县财政局"),
        ("responsible", "县教育局"),
        ("responsible", "县卫生健康局"),
        ("supporting", "各镇"),
        ("lead", "县商务局"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "各级工会要牵头组织职工消费帮扶。",
        "各责任单位要加强领导，各有关部门要积极配合。",
        "本办法由县总工会负责解释。",
        "活动邀请平台运营单位（各级工会、帮扶专馆等参与）共同举办。",
        "县商务局组织做好采购工作。",
        "请于每月底前报牵头单位汇总。",
    ],
)
def test_no_duty(sentence: str) -> None:
    assert read("（一）加强领导。" + sentence) == []


@pytest.mark.parametrize(
    ("printed", "lead", "responsible", "supporting"),
    [
        ("推进冷链建设〔县商务局、县供销社〕", [], ["县商务局", "县供销社"], []),
        ("举办年货节。（县商务局、各镇（街道））", [], ["县商务局", "各镇（街道）"], []),
        ("（县商务局牵头，县财政局配合，9月底前完成）", ["县商务局"], [], ["县财政局"]),
        ("（县财政局牵头；县教育局、县卫生健康局按分工负责）", ["县财政局"], ["县教育局", "县卫生健康局"], []),
        ("县委督查室牵头，县总工会参与，每季督查。", ["县委督查室"], [], ["县总工会"]),
        ("县教育局、县商务局按职责分工负责。", [], ["县教育局", "县商务局"], []),
        ("由县商务局会同县供销社在省城设立专店。", ["县商务局"], [], ["县供销社"]),
        ("由县财政局会同县总工会解释。", [], [], []),
        ("牵头单位为县商务局，配合单位为县总工会。", ["县商务局"], [], ["县总工会"]),
        ("责任单位：县农业农村和水利局", [], ["县农业农村和水利局"], []),
        ("各级工会要牵头做好采购。", [], [], []),
    ],
)
def test_parts_said_in_other_ways(printed: str, lead: list[str], responsible: list[str], supporting: list[str]) -> None:
    expected = [("lead", name) for name in lead] + [("responsible", name) for name in responsible]
    assert sorted(parts(read(printed))) == sorted(expected + [("supporting", name) for name in supporting])


def test_a_heading_gives_the_part_in_its_brackets() -> None:
    found = read("职责分工如下：", "一、县商务局（牵头单位）", "统筹各项工作。", "二、县总工会", "负责发动职工。")
    assert parts(found) == [("lead", "县商务局"), ("responsible", "县总工会")]


def test_names_run_into_the_part_before_them_are_parted() -> None:
    found = read([["任务", "内容", "责任单位"], ["慰问", "选购产品", "县总工会（牵头）各乡镇（配合）"]])
    assert parts(found) == [("lead", "县总工会"), ("supporting", "各乡镇")]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "（一）食堂专供。由县机关事务中心统筹，县教育局、县卫生健康局各自抓好本系统落实。",
            [("lead", "县机关事务中心"), ("responsible", "县教育局"), ("responsible", "县卫生健康局")],
        ),
        (
            "（一）办好展销。由县总工会统筹、县商务局和县供销社分别负责组织实施。",
            [("lead", "县总工会"), ("responsible", "县商务局"), ("responsible", "县供销社")],
        ),
        (
            "（一）认购助销。承担单位：各基层工会　指导单位：县总工会",
            [("responsible", "各基层工会"), ("supporting", "县总工会")],
        ),
        (
            "（一）名录更新。由县总工会牵头更新，县财政局、县农业农村局予以配合。",
            [("lead", "县总工会"), ("supporting", "县财政局"), ("supporting", "县农业农村局")],
        ),
        (
            "（一）展销活动。每季办大集。牵头：县商务局；协同：县文旅局、县供销社",
            [("lead", "县商务局"), ("supporting", "县文旅局"), ("supporting", "县供销社")],
        ),
    ],
)
def test_who_coordinates_guides_and_takes_part(printed: str, expected: list[tuple[str, str]]) -> None:
    assert parts(read("三、主要工作", printed)) == expected


def test_coordinating_alone_gives_no_part() -> None:
    assert read("三、主要工作", "（一）食堂专供。由县机关事务中心统筹安排，6月底前完成。") == []


def test_each_paragraph_of_a_cell_is_a_body_with_its_part() -> None:
    rows = [["序号", "重点事项", "承办单位"], ["1", "慰问采购", "县总工会（牵头）\n各乡镇（配合）"]]
    assert parts(read("清单", rows)) == [("lead", "县总工会"), ("supporting", "各乡镇")]


def test_those_who_take_part_after_a_semicolon() -> None:
    found = read("一、设点。县供销社牵头，9月底前在各镇设点；各镇、县邮政公司配合，每周送货两次。")
    assert parts(found) == [("lead", "县供销社"), ("supporting", "各镇"), ("supporting", "县邮政公司")]


@pytest.mark.parametrize("part", ["协同", "协办", "予以支持", "参与"])
def test_who_helps_the_one_that_answers(part: str) -> None:
    found = parts(read("三、主要工作", f"（一）设点。由县商务局负责，县供销社、县邮政公司{part}。"))
    assert found == [("responsible", "县商务局"), ("supporting", "县供销社"), ("supporting", "县邮政公司")]


def test_a_time_limit_without_a_colon_ends_the_list_of_bodies() -> None:
    found = parts(read("三、主要工作", "1.办好展销会。责任单位为县商务局、县供销社，完成时间为节前一周。"))
    assert found == [("responsible", "县商务局"), ("responsible", "县供销社")]


def test_a_body_that_answers_and_those_who_only_take_part() -> None:
    found = parts(read("三、主要工作", "（三）万企参与。县工商联负责，各商会、县个体协会参与。"))
    assert found == [("responsible", "县工商联"), ("supporting", "各商会"), ("supporting", "县个体协会")]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("计财科为货款支付的责任科室，按月付款。", [("responsible", "计财科")]),
        ("县审计局是监督检查的配合单位。", [("supporting", "县审计局")]),
        ("本市为东西部协作的牵头单位。", []),
    ],
)
def test_a_body_is_said_to_have_a_part_in_something(printed: str, expected: list[tuple[str, str]]) -> None:
    assert parts(read("（一）强化采购。组织采购。" + printed)) == expected


def test_places_stand_beside_bodies_in_square_brackets() -> None:
    found = read("（一）建设专柜", "在各处设点。【县商务局、县供销社，白河镇】")
    assert parts(found) == [("responsible", "县商务局"), ("responsible", "县供销社"), ("responsible", "白河镇")]


def test_a_round_bracket_of_places_alone_names_nobody() -> None:
    assert read("（一）建设专柜", "在各处设点。（白河镇、青山镇）") == []


def test_who_holds_a_fair_together_is_no_one_who_takes_part() -> None:
    assert read("2.活动由县商务局、县供销社联合主办；县电商协会协办。") == []


def test_a_remark_on_the_reading_of_a_list_in_angle_brackets_is_no_part_of_a_name() -> None:
    found = read("一、扩大销售。（责任单位：各县政府〈含示例新区管委会，下同〉）")
    assert parts(found) == [("responsible", "各县政府")]


def test_a_body_for_emergencies_or_supplies_is_a_body() -> None:
    found = read("一、保障供应。（责任单位：县应急管理局、县粮食供应中心、县供应链协会）")
    assert [organization for _, organization in parts(found)] == ["县应急管理局", "县粮食供应中心", "县供应链协会"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "县商务局牵头管理目录，县财政局、县总工会在各自职责范围内配合；",
            [("lead", "县商务局"), ("supporting", "县财政局"), ("supporting", "县总工会")],
        ),
        (
            "县商务局牵头认定产品，各镇承担初审；县财政局督促采购；县市场监管局配合开展抽查。",
            [("lead", "县商务局"), ("supporting", "县市场监管局")],
        ),
        ("县商务局牵头，各乡镇落实，6月底前完成。", [("lead", "县商务局"), ("responsible", "各乡镇")]),
        ("县商务局牵头，县供销社承办。", [("lead", "县商务局"), ("responsible", "县供销社")]),
        ("由副县长赵某某牵头此项工作，县商务局具体承办，联系人：", []),
    ],
)
def test_who_takes_part_within_his_own_field(printed: str, expected: list[tuple[str, str]]) -> None:
    assert parts(read(printed)) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "责任单位：县供销社牵头，县商务局、县发改局配合",
            [("lead", "县供销社"), ("supporting", "县商务局"), ("supporting", "县发改局")],
        ),
        (
            "（市财政局牵头，市直各单位、各县〔市、区〕政府负责）",
            [("lead", "市财政局"), ("responsible", "市直各单位"), ("responsible", "各县〔市、区〕政府")],
        ),
    ],
)
def test_a_label_or_bracket_whose_clauses_say_each_ones_part(printed: str, expected: list[tuple[str, str]]) -> None:
    assert parts(read("（一）强化采购。组织采购。" + printed)) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            "（县财政局牵头，各镇人民政府落实。以下均需各镇人民政府落实，不再列出）",
            [("lead", "县财政局"), ("responsible", "各镇人民政府")],
        ),
        ("（县商务局、县供销社按职责分工负责，下同）", [("responsible", "县商务局"), ("responsible", "县供销社")]),
        ("（县商务局、县供销社等，排第一位的为牵头单位）", [("lead", "县商务局"), ("responsible", "县供销社")]),
        ("由县交通局、县邮政公司分别负责。", [("responsible", "县交通局"), ("responsible", "县邮政公司")]),
        ("市级责任单位：市商务局；县级责任单位：各镇。", [("responsible", "市商务局"), ("responsible", "各镇")]),
    ],
)
def test_remarks_on_the_reading_of_a_list_name_nobody(printed: str, expected: list[tuple[str, str]]) -> None:
    assert parts(read("（一）强化采购。组织采购。" + printed)) == expected


def test_a_group_whose_labels_say_who_leads_it_is_given_no_part_itself() -> None:
    found = read("二、职责分工", "（一）综合协调组", "牵头单位：县商务局", "（二）产销对接组", "牵头单位：县供销社")
    assert parts(found) == [("lead", "县商务局"), ("lead", "县供销社")]


def test_parts_that_only_a_small_comma_divides() -> None:
    found = read("（一）强化采购。组织采购。（县工商联牵头、县国资局配合）")
    assert parts(found) == [("lead", "县工商联"), ("supporting", "县国资局")]


def test_goods_that_enter_schools_are_a_task_and_no_body() -> None:
    found = read(
        "一、任务分工", "1.进学校。优先采购。（牵头单位：县教育局）", "2.进医院。优先采购。（牵头单位：县卫健局）"
    )
    assert [(duty.organization, duty.task and duty.task.number) for duty in found] == [
        ("县教育局", "1"),
        ("县卫健局", "2"),
    ]


def test_bodies_that_end_like_few_others() -> None:
    found = read("一、扩大销售。组织采购。（教育部、共青团中央、各大型商超、县慈善会等按职责分工负责）")
    assert [organization for _, organization in parts(found)] == ["教育部", "共青团中央", "各大型商超", "县慈善会"]


def test_who_takes_part_beside_the_one_that_answers_for_it() -> None:
    expected = [("responsible", "县供销社"), ("supporting", "县商务局"), ("supporting", "各镇（街道）")]
    for clause in ("积极配合。", "配合组织货源和配送。", "协助做好宣传；"):
        found = read("（一）开展展销。", f"县供销社为本地责任单位，县商务局、各镇（街道）{clause}")
        assert parts(found) == expected


def test_a_body_that_coordinates_leads_those_that_answer_for_their_own() -> None:
    found = read("（一）开展展销。", "县总工会统筹，各镇（街道）总工会按职责分工负责。")
    assert parts(found) == [("lead", "县总工会"), ("responsible", "各镇（街道）总工会")]
