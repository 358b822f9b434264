"""Duties that a division of labour gives: headings, lines and clauses that begin with bodies."""

from __future__ import annotations

from extract.extractors import duties as _duties  # noqa: F401  registers the extractor
from extract.extractors import forms as _forms  # noqa: F401
from extract.extractors import tasks as _tasks  # noqa: F401
from tests.extractors.duty_rows import parts, read


def test_lines_that_begin_with_bodies_divide_the_labour() -> None:
    found = read("三、职责分工", "县商务局：牵头产销对接。", "县总工会：发动职工选购。", "县电视台：配合做好宣传。")
    assert parts(found) == [("lead", "县商务局"), ("responsible", "县总工会"), ("supporting", "县电视台")]


def test_two_lines_of_labels_divide_no_labour() -> None:
    assert read("三、联系方式", "联系单位：县商务局", "咨询单位：县总工会") == []


def test_a_division_of_labour_in_points_gives_each_part_once() -> None:
    found = read("四、职责分工", "1.县商务局牵头组织展销，县供销社配合。", "2.县总工会牵头福利采购，各乡镇工会配合。")
    assert parts(found) == [
        ("lead", "县商务局"),
        ("supporting", "县供销社"),
        ("lead", "县总工会"),
        ("supporting", "各乡镇工会"),
    ]


def test_sections_of_a_county_bureau_and_stacked_headings() -> None:
    rows = [["任务", "责任", "<"], ["^", "牵头股室", "配合股室"], ["建设专馆", "社会帮扶股", "计财股"]]
    expected = [("lead", "社会帮扶股"), ("supporting", "计财股")]
    assert parts(read("附件", "责任清单", rows)) == expected
    assert parts(read("（一）建设专馆。", "牵头股室：社会帮扶股", "配合股室：计财股")) == expected


def test_a_heading_that_says_what_someone_does_is_no_body_of_a_division() -> None:
    found = read("一、任务分工", "（一）学校参与。优先采购。（县教育局）", "（二）医院参与。优先采购。（县卫健局）")
    assert parts(found) == [("responsible", "县教育局"), ("responsible", "县卫健局")]


def test_a_body_s_own_point_in_a_division_of_labour_is_no_task() -> None:
    found = read(
        "二、成员单位职责",
        "（一）县商务局。负责组织展销。",
        "（二）县供销社。负责组织货源。",
        "联席会议由县商务局、县供销社组成，县商务局为牵头单位。",
    )
    assert [(duty.role, duty.organization, duty.task) for duty in found] == [
        ("responsible", "县商务局", None),
        ("responsible", "县供销社", None),
        ("lead", "县商务局", None),
    ]


def test_clauses_of_one_sentence_divide_the_labour() -> None:
    found = read("二、职责分工", "县财政局负责份额管理，县总工会负责慰问品采购，县商务局负责展销。")
    assert parts(found) == [("responsible", "县财政局"), ("responsible", "县总工会"), ("responsible", "县商务局")]


def test_bodies_as_headings_of_their_own_duties() -> None:
    found = read(
        "职责分工", "一、县商务局", "（一）牵头制定计划。", "二、县总工会", "（一）配合县商务局督查。", "三、附则"
    )
    assert parts(found) == [("lead", "县商务局"), ("supporting", "县总工会")]


def test_bodies_on_lines_of_their_own_over_their_points() -> None:
    points = ["县总工会：", "1.制定采购计划。", "2.组织采购。", "县财政局：", "1.保障资金。", "2.配合做好督查。"]
    expected = [("responsible", "县总工会"), ("responsible", "县财政局"), ("supporting", "县财政局")]
    assert parts(read("一、总体要求", "做好采购。", "三、职责分工", *points, "四、其他", "按时完成。")) == expected
    assert read("四、组织保障", *points) == []


def test_bodies_over_words_without_numbers_divide_the_labour_too() -> None:
    found = read("三、职责分工", "各镇（街道）总工会：", "发动职工。", "县商务局、县供销社：", "牵头组织货源。")
    assert parts(found) == [("responsible", "各镇（街道）总工会"), ("lead", "县商务局"), ("lead", "县供销社")]


def test_words_before_a_colon_that_name_no_body_divide_no_labour() -> None:
    assert read("三、职责分工", "各单位要加强领导：", "1.发动职工。", "有关要求：", "2.组织采购。") == []


def test_who_acts_together_with_a_body_supports_it() -> None:
    clauses = read("二、职责分工", "县财政局会同县市场监督管理局组织抽查，县总工会联合县供销社负责展销。")
    assert parts(clauses) == [
        ("responsible", "县财政局"),
        ("supporting", "县市场监督管理局"),
        ("responsible", "县总工会"),
        ("supporting", "县供销社"),
    ]
    lines = read("二、职责分工", "县供销社：会同县邮政公司负责配送。", "县农业农村局会同县商务局：负责认定。")
    assert parts(lines) == [
        ("responsible", "县供销社"),
        ("supporting", "县邮政公司"),
        ("responsible", "县农业农村局"),
        ("supporting", "县商务局"),
    ]


def test_a_table_of_bodies_and_what_each_does_divides_the_labour() -> None:
    rows = [
        ["序号", "成员单位", "职责分工"],
        ["1", "县总工会", "统筹协调，组织采购。"],
        ["2", "县财政局", "1.负责资金保障。\n2.配合做好督查。"],
        ["3", "县商务局、县供销社", "牵头产销对接。"],
    ]
    found = read("附件", "成员单位职责分工表", rows)
    assert parts(found) == [
        ("responsible", "县总工会"),
        ("responsible", "县财政局"),
        ("supporting", "县财政局"),
        ("lead", "县商务局"),
        ("lead", "县供销社"),
    ]
    assert found[0].evidence.quote == "1\t县总工会\t统筹协调，组织采购。"


def test_such_a_table_needs_no_numbers_and_may_say_whom_to_ask() -> None:
    rows = [["部门", "工作职责", "联系人", "电话"], ["县总工会", "组织采购。", "甲某", "0571-5550001"]]
    assert parts(read("附件", "职责表", [*rows, ["县财政局", "保障资金。", "乙某", "0571-5550002"]])) == [
        ("responsible", "县总工会"),
        ("responsible", "县财政局"),
    ]


def test_what_persons_and_posts_do_is_no_body_s_duty() -> None:
    persons = [["姓名", "单位", "分工"], ["甲某", "县总工会", "全面负责"], ["乙某", "县财政局", "资金保障"]]
    posts = [["岗位", "职责"], ["采购员", "负责下单"], ["保管员", "负责入库"]]
    assert read("附件", "人员分工表", persons) == read("附件", "岗位职责表", posts) == []
