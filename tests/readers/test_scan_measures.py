"""What recognised lines are made of: their sizes of type, and signs that the recogniser takes for others."""

from __future__ import annotations

import pytest

from extract.readers.ocr_engine import Mark
from extract.readers.scan_lines import Measured
from extract.readers.scan_sizes import Sizes
from extract.readers.scan_type import runs_of

TWO_SIZES = Sizes(known=((12.0, 12.0), (15.0, 15.0)), body=15.0)


def line(text: str, size: float, *, pitch: float | None = None, x0: float = 80.0, x1: float = 515.0,
         middle: float = 100.0) -> Measured:  # fmt: skip
    step = (x1 - x0) / len(text)
    places = [x0 + (at + 0.5) * step for at in range(len(text))]
    marks = [Mark(char, 0.0, 1.0, False) for char in text]
    gaps = [(a, a) for a in places[1:]]
    return Measured(x0, x1, middle, marks, places, gaps, size, pitch, False)


def printed(text: str) -> str:
    return "".join(glyph.char for run in runs_of(line(text, 15.0), 15.0, 1, False) for glyph in run.glyphs)


def test_how_far_characters_stand_apart_decides_where_the_ink_could_be_of_two_sizes() -> None:
    assert TWO_SIZES.of(line("会员人数按当年在册的实有人数计算", 13.2, pitch=15.1), []) == 15.0


def test_ink_of_one_size_is_of_it_though_the_line_is_spread() -> None:
    assert TWO_SIZES.of(line("青禾市总工会宣传教育部", 12.0, pitch=13.1), []) == 12.0


def test_the_last_characters_of_a_paragraph_have_the_size_of_its_lines() -> None:
    full = line("会员人数按当年在册的实有人数计算应当达到", 15.0, pitch=15.0)
    rest = line("四成。", 12.0, x1=120.0, middle=125.0)
    assert TWO_SIZES.of(rest, [full, rest]) == 15.0


def test_a_short_line_after_a_whole_sentence_has_its_own_size() -> None:
    full = line("会员人数按当年在册的实有人数计算即可。", 15.0, pitch=15.0)
    cell = line("展期", 12.0, x1=110.0, middle=125.0)
    assert TWO_SIZES.of(cell, [full, cell]) == 12.0


@pytest.mark.parametrize(
    ("recognised", "meant"),
    [("1月16日一18日", "1月16日—18日"), ("9:30一16:00", "9:30—16:00"), ("2023年一2025年", "2023年—2025年")],
)
def test_the_numeral_one_between_numbers_is_a_dash(recognised: str, meant: str) -> None:
    assert printed(recognised) == meant


@pytest.mark.parametrize("text", ["每月一次", "第一2组", "十月一日起"])
def test_the_numeral_one_elsewhere_stays(text: str) -> None:
    assert printed(text) == text
