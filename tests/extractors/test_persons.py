from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.extractors import persons


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("王 明", "王明"),
        ("王小明", "王小明"),
        ("王 小 明", "王小明"),
        ("王小明（科长）", "王小明"),
        ("王小明科长", "王小明"),
        ("王小明 女士", "王小明"),
        ("经理王小明", "王小明"),
        ("王女士", "王女士"),
        ("赵总", "赵总"),
        ("阿依·木果", "阿依·木果"),
        ("（  ）", None),
        ("", None),
    ],
)
def test_a_name_without_layout_and_titles(printed: str, name: str | None) -> None:
    assert persons.clean(printed) == name


@pytest.mark.parametrize(
    "word", ["王明", "李小青", "欧阳青", "王登科", "李建社", "王经理", "阿依·木果", "洪志明", "赖小红", "承明远"]
)
def test_names_are_persons(word: str) -> None:
    assert persons.is_person(word)


@pytest.mark.parametrize(
    "word",
    [
        "联系电话",
        "商务局",
        "县总工会",
        "商贸科",
        "党委",
        "高校",
        "的",
        "消费帮扶",
        "青禾公司",
        "文化站",
        "洪湖",
        "承办方",
    ],
)
def test_other_words_are_no_persons(word: str) -> None:
    assert not persons.is_person(word)


def test_under_a_label_names_without_a_known_surname_count() -> None:
    assert persons.is_labelled_person("沙马木果")
    assert not persons.is_labelled_person("县商务局")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("王小明、李青", ["王小明", "李青"]),
        ("王小明 李青", ["王小明", "李青"]),
        ("王 明", ["王明"]),
        ("王\n明", ["王明"]),
        ("王小明\n李青", ["王小明", "李青"]),
        ("王小\n明", ["王小明"]),
        ("王小明/李青", ["王小明", "李青"]),
        ("", []),
    ],
)
def test_the_names_of_a_cell(cell: str, names: list[str]) -> None:
    assert persons.split(cell) == names


@given(st.text(alphabet="王李明、 \n（）科长abc1·", max_size=30))
def test_any_text_is_split_into_names_without_spaces_around(text: str) -> None:
    assert all(name == name.strip() and name for name in persons.split(text))


@pytest.mark.parametrize("printed", ["王小明/总经理", "王小明 办公室主任", "王小明、县商务局"])
def test_what_somebody_is_stands_beside_the_name_and_is_none(printed: str) -> None:
    assert persons.split(printed) == ["王小明"]
