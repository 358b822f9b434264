"""Bodies named by their field, closed by 等…部门, with a remark behind them, or not named at all; all invented."""

from __future__ import annotations

import pytest

from tests.extractors.duty_rows import parts, read


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "教育、财政等部门牵头，民政、卫生等部门配合。",
            [("lead", "教育"), ("lead", "财政"), ("supporting", "民政"), ("supporting", "卫生")],
        ),
        ("组织、宣传等部门牵头开展检查。", [("lead", "组织"), ("lead", "宣传")]),
        (
            "由农业农村、市场监管部门牵头，商务、供销等有关部门参与。",
            [("lead", "农业农村"), ("lead", "市场监管部门"), ("supporting", "商务"), ("supporting", "供销")],
        ),
        (
            "由县总工会牵头，共青团、妇联、残联等群团组织配合。",
            [("lead", "县总工会"), ("supporting", "共青团"), ("supporting", "妇联"), ("supporting", "残联")],
        ),
        ("组织货源。（教育、卫生健康等部门按职责分工负责）", [("responsible", "教育"), ("responsible", "卫生健康")]),
        ("县级商务、供销等部门牵头开展检查。", [("lead", "县级商务"), ("lead", "供销")]),
        (
            "由县委宣传部牵头，教育、卫生系统和各乡镇配合。",
            [("lead", "县委宣传部"), ("supporting", "教育"), ("supporting", "卫生系统"), ("supporting", "各乡镇")],
        ),
        (
            "由县供销社会同财政、统计等部门开展监测。",
            [("lead", "县供销社"), ("supporting", "财政"), ("supporting", "统计")],
        ),
        ("教育、商务牵头，做好展销。", []),
        ("采购、宣传等环节由专人牵头，逐一落实。", []),
        ("教育、财政等部门要发挥牵头作用。", []),
    ],
)
def test_bodies_called_by_their_fields(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert parts(read(sentence)) == expected


@pytest.mark.parametrize(
    "closing",
    [
        "等省有关部门",
        "等县直有关部门",
        "等县级相关单位",
        "等市直单位",
        "等各有关单位",
        "等市级有关部门和单位",
        "等群团组织",
        "等5个部门",
    ],
)
def test_what_closes_a_list_is_no_part_of_its_last_name(closing: str) -> None:
    found = parts(read(f"责任单位：县财政局、县教育局{closing}"))
    assert found == [("responsible", "县财政局"), ("responsible", "县教育局")]


@pytest.mark.parametrize(
    "remark",
    ["。", "。长期坚持", "。完成时限：2024年12月底", "；持续推进", "。2024年6月底前完成", "。各乡镇配合，不再列出"],
)
def test_a_bracket_of_bodies_may_say_more_after_a_stop(remark: str) -> None:
    found = parts(read(f"强化抽检。（县市监局、县商务局{remark}）"))
    assert found == [("responsible", "县市监局"), ("responsible", "县商务局")]


@pytest.mark.parametrize(
    "remark", ["。排名第一的为牵头单位，下同", "。列首位的为牵头单位", "；排在第一位的是牵头部门，下同"]
)
def test_the_remark_may_say_that_the_first_leads(remark: str) -> None:
    found = parts(read(f"强化抽检。（县市监局、县商务局{remark}）"))
    assert found == [("lead", "县市监局"), ("responsible", "县商务局")]


@pytest.mark.parametrize(
    "bracket", ["（县商务局。电话：5530000）", "（县商务局。地址在湖滨路）", "（林小禾。长期坚持）"]
)
def test_what_else_a_bracket_says_gives_no_part(bracket: str) -> None:
    assert parts(read(f"材料交县商务局。{bracket}")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "任务清单中排在首位的责任单位为牵头单位，其余责任单位为配合单位。",
        "任务表中列第一位的单位为牵头单位。",
        "排在头一个的责任单位为牵头单位或统稿单位。",
        "责任栏中排名最前的单位为牵头单位，其余单位为配合单位。",
    ],
)
def test_how_to_read_the_lists_gives_no_part(sentence: str) -> None:
    assert parts(read(sentence)) == []


def test_labels_of_other_responsibilities() -> None:
    found = read("（一）抓好监管。", "主体责任单位：各乡镇人民政府", "监管责任单位：县市监局", "共同责任单位：县商务局")
    assert parts(found) == [
        ("responsible", "各乡镇人民政府"),
        ("responsible", "县市监局"),
        ("responsible", "县商务局"),
    ]
