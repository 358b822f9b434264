"""Lines cut to one width, as mail programs and old converters do, joined to paragraphs again."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import regex

from extract.readers.columns import is_blank_row

_FEWEST_LINES = 4
_SHORTEST = 24
_SLACK = 3
_BEGINS = regex.compile(
    r"\s{2,}|\u3000|[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百\d]+[)）]|\d+[.．、]|第\S{1,4}[章节条]|附件|[-—]\s?\d"
)
_SENTENCE_END = tuple("。；！？：…”）;!?:")
_COLUMNS = regex.compile(r"\S(?:\t| {2,}|\u3000{2,})\S")
_OPEN_END = regex.compile(r"\t\t\Z|\A[^\t]{1,20}\t(?:\t[^\t]{1,20}\t)*+\Z")
"""Tabs at a line's end that are empty cells of a form's row: several, or the one behind the label of each pair."""


def display_width(text: str) -> int:
    """Columns that a text takes in a fixed-width print: Chinese characters two, others one (Unicode UAX #11)."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The paragraphs of these lines: the lines themselves unless most are full, that is of one width."""
    filled = [line if is_blank_row(line) or _OPEN_END.search(line) else line.rstrip() for line in lines]
    width = _common_width(filled)
    if width is None:
        return filled
    paragraphs: list[str] = []
    open_line = False
    for line in filled:
        if open_line and line.strip() and not _BEGINS.match(line) and not _COLUMNS.search(line):
            paragraphs[-1] = _joined(paragraphs[-1], line)
        else:
            paragraphs.append(line)
        full = width - _SLACK <= display_width(line) <= width
        open_line = bool(line) and full and not _COLUMNS.search(line)
    return paragraphs


def _common_width(lines: Sequence[str]) -> int | None:
    """The width that lines were cut to, None where they were not: the widest, if many lines are about as wide."""
    widths = [display_width(line) for line in lines if line]
    if len(widths) < _FEWEST_LINES:
        return None
    widest = max(widths)
    full = [width for width in widths if width >= widest - _SLACK]
    if widest < _SHORTEST or len(full) < 3 or 4 * len(full) < len(widths):
        return None
    # Whole paragraphs that happen to be equally long end with a sentence; cut lines mostly do not.
    cut = [line for line in lines if display_width(line) >= widest - _SLACK and not line.endswith(_SENTENCE_END)]
    return widest if 2 * len(cut) > len(full) else None


def _joined(first: str, second: str) -> str:
    second = second.lstrip()
    gap = " " if first[-1].isascii() and first[-1].isalpha() and second[:1].isascii() and second[:1].isalpha() else ""
    return first + gap + second
