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
    assert all(duty.task is None for duty in found)


def test_clauses_of_one_sentence_divide_the_labour() -> None:
    found = read("二、职责分工", "县财政局负责份额管理，县总工会负责慰问品采购，县商务局负责展销。")
    assert parts(found) == [("responsible", "县财政局"), ("responsible", "县总工会"), ("responsible", "县商务局")]


def test_bodies_as_headings_of_their_own_duties() -> None:
    found = read(
        "职责分工", "一、县商务局", "（一）牵头制定计划。", "二、县总工会", "（一）配合县商务局督查。", "三、附则"
    )
    assert parts(found) == [("lead", "县商务局"), ("supporting", "县总工会")]
