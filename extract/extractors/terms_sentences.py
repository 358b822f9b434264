"""Sentences of a notice with the figures in them: what the frames of the terms extractor read.

Offsets of a Figure count in its sentence's text; a Sentence knows where in the notice it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extract import rules
from extract.facts import Unit
from extract.folding import widened
from extract.once import once_a_file
from extract.values import money, numerals, shares

# A sentence ends at its stop, a semicolon or a line's end; a quotation stays whole. What runs on without
# a stop is cut, so that no text takes more than its length's share of time.
_SENTENCE = regex.compile(r"(?:“[^”\n]{0,300}+”|[^。；;！!？?\n]){1,1500}+[。；;！!？?]{0,9}+")
_REACH = 600
_CLAUSES = 16
_QUOTATION = regex.compile(r"“[^“”\n]{1,300}”")
_CLAUSE_ENDS = "，,；;。！!？?“（(\n"
_CLAUSE_END = regex.compile(r"[，,；;。！!？?：:\n]|(?<=[条款项])“")
_QUOTE_STARTS = "，；;。！!？?\n"
_CLAUSE_STOPS = "，,；;。！!？?\n"


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in yuan or a share in percent: where it stands in its sentence, and its two ends."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: Unit
    points: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, where it begins in the notice, and the text of its paragraph close before and after it.

    `over`: the headings that it stands under, innermost first. `title`: the notice's, where that says what figures
    are for.
    """

    text: str
    start: int
    before: str = ""
    after: str = ""
    over: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A figure between its neighbours in a sentence.

    `left` runs from the figure before (or the sentence's beginning), `right` to the next one (or
    the sentence's end); `clause` is the part of `left` after the last comma, `rest` the part of
    `right` before the next. `clause_start` and `rest_end` say where the whole clause stands in the
    sentence, with any figure before this one in it; `previous_clause` is the clause before the figure's own, as far
    as no other figure stands in it.
    """

    left: str
    right: str
    clause: str
    rest: str
    clause_start: int
    rest_end: int
    previous_clause: str

    @property
    def two_clauses(self) -> str:
        """The clause before the figure's own and its own."""
        return f"{self.previous_clause}，{self.clause}" if self.previous_clause else self.clause


def sentences(
    text: str, start: int, unfinished: str = "", over: tuple[str, ...] = (), title: str = ""
) -> Iterator[Sentence]:
    """The sentences of a paragraph or cell that begins at `start` in the notice, under the headings `over`.

    `unfinished` is the paragraph before, where it breaks off within a sentence (at a page's end).
    """
    text = widened(numerals.folded(text))
    for match in _SENTENCE.finditer(text):
        if match.group().strip():
            yield Sentence(
                match.group(),
                start + match.start(),
                (unfinished + text[max(0, match.start() - _REACH) : match.start()])[-_REACH:],
                text[match.end() : match.end() + _REACH],
                over,
                title,
            )


@once_a_file
def may_hold_figures(text: str) -> bool:
    """Whether a text has any sign of an amount or share; most paragraphs have none and need no closer look."""
    folded = numerals.folded(text)
    if rules.load("money")["any"].search(folded) is not None:
        return True
    return rules.load("shares")["any"].search(folded) is not None


@once_a_file
def figures(text: str, unit: str | None = None) -> tuple[Figure, ...]:
    """The amounts in yuan and the shares in a sentence or cell; `unit` is that of a cell's header."""
    found: list[Figure] = []
    for amount in money.find(text, unit=None if unit == "%" else unit):
        if amount.value.currency == "CNY":
            found.append(Figure(amount.start, amount.end, amount.value.low, amount.value.high, "CNY"))
    for share in shares.find(text, unit="%" if unit == "%" else None):
        if all(share.end <= other.start or share.start >= other.end for other in found):
            value = share.value
            found.append(Figure(share.start, share.end, value.low, value.high, "percent", value.points))
    return tuple(sorted(found, key=lambda figure: figure.start))


def surroundings(text: str, found: Sequence[Figure], index: int) -> Surroundings:
    """What stands around a figure of a sentence."""
    figure = found[index]
    low = found[index - 1].end if index else 0
    high = found[index + 1].start if index + 1 < len(found) else len(text)
    left, right = text[low : figure.start], text[figure.end : high]
    clause = left[_last(left, _CLAUSE_ENDS) :]
    head = left[: len(left) - len(clause)].rstrip(_CLAUSE_ENDS)
    previous = head[_last(head, _CLAUSE_ENDS) :]
    rest = right[: _first(right, _CLAUSE_STOPS)]
    begin = _last(text[: figure.start], _QUOTE_STARTS)
    return Surroundings(left, right, clause, rest, begin, figure.end + len(rest), previous)


def quotations(text: str) -> list[tuple[int, int]]:
    """Where a sentence quotes: the ranges between “ and ”."""
    return [match.span() for match in _QUOTATION.finditer(text)]


@once_a_file
def clause_starts(text: str) -> tuple[int, ...]:
    """Where the last clauses of a text begin, the last one first."""
    starts = [0, *(match.end() for match in _CLAUSE_END.finditer(text))]
    return tuple(start for start in reversed(starts[-_CLAUSES:]) if start < len(text))


def _last(text: str, stops: str) -> int:
    """The place after the last of these characters; one within closed brackets or quotation marks does not count."""
    depth = 0
    for index in range(len(text) - 1, -1, -1):
        character = text[index]
        if character in "）)”":
            depth += 1
        elif character in "（(“" and depth:
            depth -= 1
        elif character in stops and not depth:
            return index + 1
    return 0


def _first(text: str, stops: str) -> int:
    depth = 0
    for index, character in enumerate(text):
        if character in "（(":
            depth += 1
        elif character in "）)":
            depth -= 1
        elif character in stops and depth <= 0:
            return index
    return len(text)
