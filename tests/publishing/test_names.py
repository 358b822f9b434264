"""Names are found where they stand as names."""

from __future__ import annotations

import pytest

from extract.publishing.allowed import allowed
from extract.publishing.names import Names
from extract.publishing.numbers import masked

WORDS = allowed()


def hidden(text: str, *names: str) -> str:
    """The text with these names masked, a dot for each character."""
    found = Names(names, WORDS.words_before, WORDS.words_after).places_in(text)
    return masked(text, found).replace("＊", ".")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("高峰时段请错峰", "高峰时段请错峰"),
        ("联系人：高峰，电话", "联系人：..，电话"),
        ("联系人高峰电话", "联系人..电话"),
        ("由高峰同志负责", "由..同志负责"),
        ("高 峰 0574", ". . 0574"),
        ("市总工会\t高峰\t科长", "市总工会\t..\t科长"),
        ("攀登高峰", "攀登高峰"),
        ("高峰论坛", "高峰论坛"),
    ],
)
def test_a_short_name_is_found_where_it_stands_apart(text: str, expected: str) -> None:
    assert hidden(text, "高峰") == expected


def test_a_longer_name_is_found_wherever_it_stands() -> None:
    assert hidden("请与市场处处长季小满联系", "季小满") == "请与市场处处长...联系"
    assert hidden("季 小\n满", "季小满") == ". .\n."


def test_a_firm_is_found_in_either_width_of_brackets() -> None:
    assert hidden("青禾（北郊）粮油有限公司、某厂", "青禾(北郊)粮油有限公司") == "............、某厂"


def test_a_name_with_a_dot_is_found_with_any_dot() -> None:
    assert hidden("阿依•木果", "阿依·木果") == "....."


def test_a_name_of_one_character_is_found_only_where_it_stands_apart() -> None:
    assert hidden("联系人：季。四季常青", "季") == "联系人：.。四季常青"


def test_within_a_span_that_was_read_as_a_person_a_short_name_need_not_stand_apart() -> None:
    text = "农业农村厅市场白玛08915550000"
    names = Names(["白玛"])
    assert names.places_in(text) == set()
    assert names.places_in(text, (0, len(text))) == {7, 8}
