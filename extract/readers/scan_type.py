"""Recognised characters as the PDF reader's glyphs: their boxes from their middles, their punctuation set right."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from extract.folding import fold
from extract.readers.pdf_lines import is_wide
from extract.readers.pdf_page import WIDE_GAP, Glyph, Run
from extract.readers.pdf_styles import Style
from extract.readers.scan_lines import Measured

_LEAST_SCORE = 0.001
"""The score of a recognised character is never 0, which stands for one that was not recognised."""
_NATURAL_GAP = 0.3
"""At most so much white, in character widths, lies between the ink of Chinese characters that are not set apart."""
_WIDE_FORMS = {":": "：", ",": "，", ";": "；", "?": "？", "!": "！"}
_OPENING, _CLOSING = "([〔【（", ")]〕】）"
_EVEN_PAIRS = ("()", "〔〕", "【】", "（）")
_NUMBER = "号"
"""A document number's year stands in 〔 〕 (GB/T 9704), whose form [ ] comes near on a coarse scan."""
_PAGE_NUMBER = re.compile(r"[—–一―\-][0-9]{1,4}[—–一―\-]")
"""A page number between dashes, either of which may have been taken for the numeral 一."""


_DASHED = re.compile(r"(?<=[0-9日月年时:：])一(?=[0-9])")
"""The numeral 一 between two numbers or times is none: it is the dash of a range."""


@cache
def style(size: float, red: bool) -> Style:
    """The style of recognised text; one object for each."""
    return Style(size=size, bold=False, red=red and size >= 15, font="", faint=False)


def runs_of(line: Measured, size: float, page: int, red: bool) -> list[Run]:
    """A line's glyphs as runs, parted where a wide gap lies between them."""
    chars = _chars(line)
    boxes = _boxes(line, chars, size)
    set_in = style(size, red)
    top, bottom = line.middle - 0.5 * size, line.middle + 0.5 * size
    baseline = line.middle + 0.38 * size
    runs: list[Run] = []
    current: list[Glyph] = []
    for char, mark, (x0, x1) in zip(chars, line.marks, boxes, strict=True):
        if current and x0 - current[-1].x1 > WIDE_GAP * size:
            runs.append(Run(current, baseline, current[0].x0, current[-1].x1, size))
            current = []
        score = max(_LEAST_SCORE, mark.score)
        current.append(Glyph(char, x0, top, x1, bottom, set_in, page, mark.spaced, score))
    if current:
        runs.append(Run(current, baseline, current[0].x0, current[-1].x1, size))
    return runs


def _boxes(line: Measured, chars: list[str], size: float) -> list[tuple[float, float]]:
    """Left and right end of each character: as wide as its kind is, but not into its neighbours."""
    places = line.places
    halves = [0.5 * size if is_wide(char) else 0.27 * size for char in chars]
    lefts = [at - half for at, half in zip(places, halves, strict=True)]
    rights = [at + half for at, half in zip(places, halves, strict=True)]
    for index, (a, b) in enumerate(pairwise(places)):
        reach = halves[index] + halves[index + 1]
        middle = a + (b - a) * halves[index] / reach
        spaced = line.marks[index + 1].spaced
        white, ink = line.gaps[index]
        if ink - white > _NATURAL_GAP * size and _is_square(chars[index]) and _is_square(chars[index + 1]):
            rights[index], lefts[index + 1] = white + 0.05 * size, ink - 0.05 * size
            continue
        if rights[index] > lefts[index + 1] or (b - a < reach + 0.5 * size and not spaced):
            rights[index] = lefts[index + 1] = middle
        if spaced and not is_wide(chars[index]) and not is_wide(chars[index + 1]):
            gap = max(0.0, 0.16 * size - (lefts[index + 1] - rights[index]))
            rights[index] -= gap / 2
            lefts[index + 1] += gap / 2
    # The ink says where the line really begins and ends.
    lefts[0] = min(max(lefts[0], line.x0 - 0.1 * size), places[0])
    rights[-1] = max(min(rights[-1], line.x1 + 0.1 * size), places[-1])
    return list(zip(lefts, rights, strict=True))


def _is_square(char: str) -> bool:
    """Whether a character's ink fills its square from left to right."""
    return is_wide(char) and char.isalnum()


def _chars(line: Measured) -> list[str]:
    """A line's characters, each folded as everywhere, with the punctuation that Chinese text has. No figure changes."""
    chars = [fold(mark.char) if len(fold(mark.char)) == 1 else mark.char for mark in line.marks]
    printed = "".join(char if len(char) == 1 else " " for char in chars)
    if _PAGE_NUMBER.fullmatch(printed):
        return ["—", *chars[1:-1], "—"]
    for match in _DASHED.finditer(printed):
        chars[match.start()] = "—"
    wide = [_is_square(char) for char in chars]
    if not any(wide):
        return chars
    chinese = 2 * sum(wide) >= sum(char.isalnum() for char in chars)
    for index, char in enumerate(chars):
        if char in _WIDE_FORMS and _ends_chinese(chars, wide, index, chinese):
            chars[index] = _WIDE_FORMS[char]
    _pair_brackets(chars, wide, chinese)
    return chars


def _ends_chinese(chars: list[str], wide: list[bool], index: int, chinese: bool) -> bool:
    """Whether a sign stands after Chinese, or ends a line of it; between figures it belongs to a number or address."""
    if index and (wide[index - 1] or chars[index - 1] in "）》”〕"):
        return True
    return chinese and index == len(chars) - 1 and chars[index] in ",;"


def _pair_brackets(chars: list[str], wide: list[bool], chinese: bool) -> None:
    """Gives the brackets of a pair the same form: 〔 〕 round a year, full-width round or beside Chinese."""
    opened: list[int] = []
    for index, char in enumerate(chars):
        if char in _OPENING:
            opened.append(index)
        elif char in _CLOSING and opened:
            first = opened.pop()
            inside = chars[first + 1 : index]
            year = len(inside) == 4 and "".join(inside).isdigit()
            if year and chars[first] + char not in _EVEN_PAIRS and (chars[first] + char != "[]" or _NUMBER in chars):
                chars[first], chars[index] = "〔", "〕"
            elif chars[first] in "(（" and char in ")）" and (_is_beside(wide, first, index) or chars[first] != char):
                chars[first], chars[index] = "（", "）"
        elif char == ")" and chinese:
            chars[index] = "）"  # its partner stands on the line above
    for index in opened:
        if chars[index] == "(" and chinese:
            chars[index] = "（"


def _is_beside(wide: list[bool], first: int, last: int) -> bool:
    """Whether a pair of brackets holds Chinese or stands beside it."""
    return any(wide[max(0, first - 1) : last + 2])
