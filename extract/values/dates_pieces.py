"""The pieces that printed dates are made of, found by the patterns of rules/dates.toml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import regex

from extract.rules import RuleFile
from extract.values.numerals import parse

PieceKind = Literal[
    "year", "month", "day", "quarter", "half", "ten_days", "edge", "within", "month_in_quarter",
    "numeric", "numeric_month", "numeric_tail", "plan", "festival", "year_shift", "month_shift", "every",
    "duration", "length", "opening", "always",
]  # fmt: skip


class Piece(NamedTuple):
    """One piece: where it stands, what it is, and what its parts say (`number` is read where it is one)."""

    start: int
    end: int
    kind: PieceKind
    number: int = 0
    word: str = ""
    day: tuple[int, int, int] = (0, 0, 0)


# The order decides between pieces that begin at the same place and are equally long.
_PATTERNS: tuple[tuple[str, PieceKind], ...] = (
    ("piece.numeric", "numeric"),
    ("piece.numeric_month", "numeric_month"),
    ("piece.numeric_labelled", "numeric"),
    ("piece.numeric_tail", "numeric_tail"),
    ("piece.year", "year"),
    ("piece.year_bare", "year"),
    ("piece.plan", "plan"),
    ("relative.length", "length"),
    ("relative.duration", "duration"),
    ("relative.span", "duration"),
    ("relative.opening", "opening"),
    ("relative.opening_short", "opening"),
    ("relative.always", "always"),
    ("piece.quarter", "quarter"),
    ("piece.quarters", "quarter"),
    ("piece.quarter_bare", "quarter"),
    ("piece.half", "half"),
    ("piece.ten_days", "ten_days"),
    ("piece.month", "month"),
    ("piece.month_bare", "month"),
    ("piece.month_in_quarter", "month_in_quarter"),
    ("piece.last_in_quarter", "month_in_quarter"),
    ("piece.day", "day"),
    ("piece.day_bare", "day"),
    ("piece.day_unmarked", "day"),
    ("piece.day_unmarked_end", "day"),
    ("piece.day_of_setup", "day"),
    ("piece.within", "within"),
    ("piece.edge_of", "edge"),
    ("piece.edge", "edge"),
    ("piece.festival", "festival"),
)
_RANKS = {kind: rank for rank, (_, kind) in enumerate(reversed(_PATTERNS))}
_WORDS: dict[str, tuple[PieceKind, int]] = {
    "this_year": ("year_shift", 0),
    "next_year": ("year_shift", 1),
    "last_year": ("year_shift", -1),
    "same_year": ("year_shift", 0),
    "following_year": ("year_shift", 1),
    "this_month": ("month_shift", 0),
    "next_month": ("month_shift", 1),
    "every_year": ("every", 12),
    "every_half": ("every", 6),
    "every_quarter": ("every", 3),
    "every_next_quarter": ("every", 3),
    "every_month": ("every", 1),
    "every_odd_month": ("every", 2),
    "every_even_month": ("every", 2),
}
"""What the words of a list denote, and which number goes with it."""
_PLAN_ORIGIN = 1951
"""Five years before the first five-year plan would begin if all had run as the sixth and later have."""


def pieces(rules: RuleFile, text: str) -> list[Piece]:
    """The pieces of dates in a folded text, in order and without overlaps; the longer wins."""
    found = [piece for piece in _all(rules, text) if piece is not None]
    found.sort(key=lambda piece: (piece.start, -piece.end, -_RANKS.get(piece.kind, 99)))
    kept: list[Piece] = []
    for piece in found:
        if not kept or piece.start >= kept[-1].end:
            kept.append(piece)
    return kept


def _all(rules: RuleFile, text: str) -> Iterator[Piece | None]:
    for rule_id, kind in _PATTERNS:
        for match in rules[rule_id].finditer(text):
            yield _piece(rules, match, kind)
    for match in rules["piece.word"].finditer(text):
        yield _word(match, match.lastgroup or "")
    for rule_id in ("following_year", "every_next_quarter"):
        for match in rules[rule_id].finditer(text):
            yield _word(match, rule_id)


def _word(match: regex.Match[str], words: str) -> Piece:
    kind, number = _WORDS[words]
    return Piece(match.start(), match.end(), kind, number, match.group() if kind != "every" else words)


def _piece(rules: RuleFile, match: regex.Match[str], kind: PieceKind) -> Piece | None:
    groups = match.groupdict()
    start, end = match.start("printed") if "printed" in groups else match.start(), match.end()
    if kind in ("numeric", "numeric_month", "numeric_tail"):
        day = (int(groups.get("year") or 0), int(groups["month"]), int(groups.get("day") or 0))
        return Piece(start, end, kind, day=day)
    if kind == "edge":
        return Piece(start, end, kind, word=(groups["of"] or "")[:1] + ("初" if groups["edge"] == "初" else "底"))
    if kind in ("within", "opening", "always"):
        return Piece(start, end, kind, word=match.string[start:end])
    if kind == "festival":
        return Piece(start, end, kind, word=groups["name"].strip("“”"))
    printed = groups["number"]
    if kind in ("half", "ten_days", "month_in_quarter"):
        return Piece(start, end, kind, rules.tables[kind][printed])
    number = _number(printed)
    if number is None:
        return None
    if kind == "plan":
        return Piece(start, end, kind, _PLAN_ORIGIN + 5 * (10 + number), word=groups["edge"] or "")
    return Piece(start, end, kind, number, groups.get("unit") or "")


def _number(printed: str) -> int | None:
    if printed.isascii() and printed.isdigit():
        return int(printed)
    if printed == "元":
        return 1
    if printed in ("两", "半"):
        return 2 if printed == "两" else 0
    if printed[0] in "一二三四五六七八九":
        printed = printed.replace("0", "〇")  # 二00九年
    number = parse(printed.replace("O", "〇"))
    return None if number is None else int(number)
