from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.extractors import organizations


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("县财政局、县商务局，各镇（街道）", ["县财政局", "县商务局", "各镇（街道）"]),
        ("县农合联执委会（县供销社）", ["县农合联执委会（县供销社）"]),
        ("各县（市、区）总工会；各产业工会", ["各县（市、区）总工会", "各产业工会"]),
        ("县财政局 县商务局", ["县财政局", "县商务局"]),
        ("县财政局\n县商务局", ["县财政局", "县商务局"]),
        ("县商务局、县财政局等部门", ["县商务局", "县财政局"]),
        ("县商务局、各乡镇按职责分工负责", ["县商务局", "各乡镇"]),
        ("县商务局和县财政局", ["县商务局", "县财政局"]),
        ("县文化和旅游局", ["县文化和旅游局"]),
        ("县发展和改革局、县工业和信息化局", ["县发展和改革局", "县工业和信息化局"]),
        ("其他县级各部门", ["其他县级各部门"]),
        ("", []),
    ],
)
def test_a_list_of_bodies(printed: str, names: list[str]) -> None:
    assert [named.name for named in organizations.split(printed)] == names


@given(st.text(alphabet="县局、，（） \n和等部门市", max_size=40))
def test_each_name_stands_where_it_says(text: str) -> None:
    found = organizations.split(text)
    assert all(0 <= named.start < named.end <= len(text) for named in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize(
    "name", ["青禾食品有限公司", "甜园合作社", "白河农场（省级示范）", "松谷（甲市）粮油销售有限公司"]
)
def test_firms(name: str) -> None:
    assert organizations.is_firm(name)


@pytest.mark.parametrize("name", ["县商务局", "联系电话", "由青禾公司负责。", "公司"])
def test_no_firms(name: str) -> None:
    assert not organizations.is_firm(name)


@pytest.mark.parametrize(
    ("printed", "name", "remark"),
    [
        ("青禾公司（县级龙头企业）", "青禾公司", "县级龙头企业"),
        ("青禾公司(原白河公司)", "青禾公司", "原白河公司"),
        ("青禾（白河）食品公司", "青禾（白河）食品公司", None),
        ("丰源中心（有限合伙）", "丰源中心（有限合伙）", None),
        ("山货馆（东门店）", "山货馆（东门店）", None),
    ],
)
def test_a_remark_after_the_name(printed: str, name: str, remark: str | None) -> None:
    assert organizations.without_remark(printed) == (name, remark)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市商务局，各县、区人民政府", ["市商务局", "各县、区人民政府"]),
        ("各乡、镇、街道工会，县教育局", ["各乡、镇、街道工会", "县教育局"]),
        ("各镇、市财政局", ["各镇", "市财政局"]),
        ("各县、市直有关部门", ["各县", "市直有关部门"]),
    ],
)
def test_kinds_of_places_told_together_are_one_class_of_bodies(text: str, names: list[str]) -> None:
    assert [named.name for named in organizations.split(text)] == names
