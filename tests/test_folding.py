"""Look-alike characters are folded one for one; layout spaces go only where they mean nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.folding import compact, fold, unspread, widened


def test_full_width_digits_and_letters_become_half_width() -> None:
    assert fold("５００元，ＡＰＰ") == "500元，APP"


def test_chinese_punctuation_stays_as_printed() -> None:
    assert fold("（一）“甲”：乙；丙～丁") == "（一）“甲”：乙；丙～丁"


def test_kangxi_radicals_become_the_characters_they_look_like() -> None:
    assert fold("⼯会⼤厅") == "工会大厅"


def test_supplement_radicals_become_the_characters_they_look_like() -> None:
    assert fold("⻓期⻅效") == "长期见效"


def test_odd_spaces_become_plain_ones() -> None:
    assert fold("甲\u3000乙\u00a0丙\u2003丁") == "甲 乙 丙 丁"


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_letter_spaced_word_is_closed_up() -> None:
    assert unspread("工 作 内 容") == "工作内容"


def test_a_padded_two_character_name_is_left_to_the_reader_of_names() -> None:
    assert unspread("王 维") == "王 维"


def test_words_parted_by_spaces_stay_parted() -> None:
    assert unspread("县总工会 张三") == "县总工会 张三"


def test_a_stored_value_has_no_layout_spaces() -> None:
    assert compact("城关区 解放路 81\n号") == "城关区解放路81号"


def test_a_stored_value_keeps_the_spaces_of_latin_words() -> None:
    assert compact("Green  Farm Shop") == "Green Farm Shop"


def test_punctuation_of_ascii_becomes_that_of_chinese_print() -> None:
    assert widened("(一)每人500元,最高:20%;") == "（一）每人500元，最高：20%；"


def test_what_parts_digits_or_letters_stays() -> None:
    text = "1,000元 8:30 https://a.example.org/?b=1"
    assert widened(text) == text


@given(st.text())
def test_widening_keeps_every_offset(text: str) -> None:
    assert len(widened(text)) == len(text)
