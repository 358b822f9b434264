"""Telephone numbers of a cell or field: as printed, and the words that are left without them."""

from __future__ import annotations

import re

import regex

from extract.folding import compact, fold
from extract.once import once_a_file
from extract.rules import load
from extract.values import phones
from extract.values.finding import Finding

_ENOUGH_DIGITS = re.compile(r"[0-9](?:[^0-9]*[0-9]){4}")
_SPACES = regex.compile(r"\s+")
_RUN_TOGETHER = regex.compile(
    r"(?<!\d)(1[3-9]\d{9})(?=(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)|(?:1[3-9]\d{9}){2,}(?!\d))"
)
_WRAPPED = regex.compile(r"(?<=[\d\-—－])\s*\n\s*(?=[\d\-—－])")


def find(printed: str) -> list[Finding[phones.Phone]]:
    """The telephone numbers of a short text; texts with too few digits are not searched."""
    return list(_found(printed))


@once_a_file  # a cell is asked for its numbers, then for what is left without them
def _found(printed: str) -> tuple[Finding[phones.Phone], ...]:
    if _ENOUGH_DIGITS.search(fold(printed)) is None:
        return ()
    return tuple(phones.find(printed))


def numbers(printed: str) -> str | None:
    """The numbers of a text that holds a person's or firm's numbers, as printed, joined by 、; None without any.

    Digits that break over lines in a narrow cell are joined where they make one number.
    """
    printed = _unwrapped(printed)
    found = find(printed)
    if not found and load("columns")["phone_cell"].fullmatch(printed.strip()):
        return compact(printed)
    return "、".join(_SPACES.sub("", finding.text) for finding in found) or None


@once_a_file
def _unwrapped(printed: str) -> str:
    """The text with lines joined that break within a number, where digits would be left over otherwise.

    Numbers that a narrow cell has run together are parted: two whole mobile numbers are no other number.
    """
    printed = _parted(printed)
    if not _WRAPPED.search(printed):
        return printed
    joined = _WRAPPED.sub("", printed)
    return joined if find(joined) and _digits_left(printed) > _digits_left(joined) else printed


def _parted(printed: str) -> str:
    while (parted := _RUN_TOGETHER.sub(r"\1、", printed)) != printed:
        printed = parted
    return printed


def _digits_left(text: str) -> int:
    """The digits of a text that belong to no telephone number."""
    inside = sum(sum(character.isdigit() for character in finding.text) for finding in find(text))
    return sum(character.isdigit() for character in text) - inside


def without_numbers(printed: str) -> str:
    """The text with its telephone numbers taken out and a line feed in the place of each."""
    printed = left = _unwrapped(printed)
    for finding in reversed(find(printed)):
        left = left[: finding.start] + "\n" + left[finding.end :]
    if left == printed and load("columns")["phone_cell"].fullmatch(printed.strip()):
        return ""
    return "\n".join(part for line in left.split("\n") if (part := line.strip(" \t/、，,；;:：")))
