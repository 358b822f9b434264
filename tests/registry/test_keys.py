"""What documents and texts are compared by."""

from __future__ import annotations

import unicodedata
import zlib

import regex
from hypothesis import given
from hypothesis import strategies as st

from extract.registry.keys import number_key, shingles, words_key

_ANY = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("，：；（）！？e\u0301か\u3099ﬁ①")))


def test_a_number_is_the_same_with_whatever_brackets_and_spaces() -> None:
    assert number_key("甘总工〔2022〕 3号") == number_key("甘总工【2022】3号") == "甘总工[2022]3号"


def test_the_words_of_a_text_are_its_letters_and_digits_folded() -> None:
    assert words_key("关于（２０２２年）采购Ａ类商品：通知！") == "关于2022年采购a类商品通知"


def test_an_accent_behind_a_wide_stop_is_not_put_on_the_letter_before() -> None:
    assert words_key("e，\u0301") == "e"


def test_a_text_without_words_has_no_key() -> None:
    assert words_key("（）——！") is None
    assert words_key(None) is None


@given(_ANY)
def test_words_are_those_left_when_the_whole_text_is_folded_first(text: str) -> None:
    folded = unicodedata.normalize("NFKC", text)
    assert words_key(text) == (regex.sub(r"[^\p{L}\p{N}]+", "", folded).casefold() or None)


@given(_ANY)
def test_shingles_are_checksums_of_every_six_characters(text: str) -> None:
    words = words_key(text) or ""
    assert shingles(text) == {zlib.crc32(words[at : at + 6].encode()) for at in range(len(words) - 5)}
