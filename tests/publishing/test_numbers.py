"""Numbers to be hidden are found however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.publishing.numbers import MASK, Numbers, emails, masked, mobiles

NUMBER = "13711112222"


@pytest.mark.parametrize(
    "text",
    [
        "13711112222",
        "联系人手机13711112222。",
        "电话：137 1111 2222",
        "137-1111-2222",
        "137—1111—2222",
        "137.1111.2222",
        "（137）11112222",
        "+86 137 1111 2222",
        "8613711112222",
        "(86)13711112222",
        "013711112222",
        "１３７１１１１２２２２",
        "1371111\n2222",
        "137\u200b1111\u200b2222",
        "137\u00a01111\u00a02222",
        "137\u00ad11112222",
        "1 3 7 1 1 1 1 2 2 2 2",
        "手机 13 711 11 2222",
        "一三七一一一一二二二二",
        "幺三七幺幺幺幺二二二二",
        "①③⑦①①①①②②②②",
        "①13711112222②",
        "12\t13711112222\t3",
        "13711112222@139.com",
        "13711112222人力资源科",
        "0574-1234567813711112222",
        "0574123456713711112222",
        "微信号a13711112222",
        "١٣٧١١١١٢٢٢٢",
        "𝟏𝟑𝟕𝟏𝟏𝟏𝟏𝟐𝟐𝟐𝟐",
        "🄂37111122221371111𝟐222",
        "联系方式：1.13711112222 2.13822223333",
        "10.13711112222",
        "2024.137-1111-2222",
        "137/1111/2222",
        "137|1111|2222",
        "137：1111：2222",
        "137……1111……2222",
    ],
)
def test_a_mobile_number_is_found_as(text: str) -> None:
    assert NUMBER in {number.digits for number in mobiles(text)}


def test_two_numbers_without_anything_between_them_are_found() -> None:
    assert [number.digits for number in mobiles("1371111222213822223333")] == ["13711112222", "13822223333"]


@pytest.mark.parametrize(
    "text",
    [
        "330100137111122221",
        "t1695712345678.html",
        "采购金额13711112222元",
        "12711112222",
        "15300\t200000\t30",
        "0574-87654321",
        "2021年9月26日",
        "0.137111122223",
        "137,111,122,222",
        "137/1111、2222",
        "150、2000、3000元",
    ],
)
def test_other_numbers_are_no_mobile_numbers(text: str) -> None:
    assert mobiles(text) == []


@pytest.mark.parametrize("text", ["137\t1111\t2222", "137，1111，2222", "x9913711112222", "137\n-\n11112222", NUMBER])
def test_a_known_number_is_found_whatever_parts_its_digits(text: str) -> None:
    places = Numbers([NUMBER]).places_in(text)
    assert "".join(text[place] for place in sorted(places)) == NUMBER


def test_a_short_number_is_no_piece_of_a_longer_one() -> None:
    numbers = Numbers(["87654321"])
    assert numbers.places_in("987654321") == set()
    assert len(numbers.places_in("0574-87654321")) == 8


def test_masking_keeps_lengths_and_lines() -> None:
    text = "张三 1371111\n2222转3"
    hidden = masked(text, mobiles(text)[0].places)
    assert hidden == f"张三 {MASK * 7}\n{MASK * 4}转3"
    assert len(hidden) == len(text)


def test_an_address_masked_in_part_is_still_an_address() -> None:
    text = f"信箱：{MASK * 11}@139.com；又a.b@example.com.cn"
    assert [text[start:end] for start, end in emails(text)] == [f"{MASK * 11}@139.com", "a.b@example.com.cn"]


_MIXED = st.text(alphabet="0123456789０１２３一二三 \n\t-—（）()+.@a元电话①\u200b", max_size=60)


@given(_MIXED)
def test_places_lie_in_the_text_and_are_the_digits_of_the_number(text: str) -> None:
    for number in mobiles(text):
        assert len(number.places) == len(number.digits) == 11
        assert all(0 <= place < len(text) for place in number.places)


@given(_MIXED, st.sampled_from(["", " ", "-", "\n", "\u200b"]))
def test_a_number_that_stands_apart_is_always_found(text: str, separator: str) -> None:
    printed = f"{NUMBER[:3]}{separator}{NUMBER[3:7]}{separator}{NUMBER[7:]}"
    whole = f"{text}，{printed}，{text}"
    assert NUMBER in {number.digits for number in mobiles(whole)}


@given(_MIXED)
def test_after_masking_nothing_is_left(text: str) -> None:
    whole = f"{text}{NUMBER}{text}"
    numbers = Numbers([NUMBER])
    hidden = masked(whole, numbers.places_in(whole))
    assert NUMBER not in "".join(filter(str.isascii, hidden)) and len(hidden) == len(whole)
