"""A doubt, the kinds there are, and what confidence means.

`rules/doubts.toml` holds the kinds: a code in English, the confidence that a fact with such a doubt
has at most, and the reason as a Chinese sentence for the one who checks. Confidence says how strong
a reading's support is:

    0.9 to 1.0   the notice says it in so many words, or in a table whose columns have names
    0.7 to 0.9   read from the words around it, with nothing that speaks against it
    below 0.7    doubtful: something is missing or may mean something else; stands in `review`
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.extractors.context import AnyFact, Context
from extract.facts import Fact
from extract.rules import Rule, load

REVIEW_BELOW = 0.7
"""A fact below this confidence has at least one doubt, one at or above it none."""

bands = ((0.0, 0.5), (0.5, REVIEW_BELOW), (REVIEW_BELOW, 0.9), (0.9, 1.01))
"""The bands of confidence that an evaluation counts by: from the first number to below the second."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a notice that a person should check.

    `fact` is the doubtful fact as it stands among the notice's facts, None where the doubt is about
    something not read or about the notice itself; `table` the table it is or would be in; `quote`
    the words at `start` to `end` of the notice's text.
    """

    code: str
    reason: str
    table: str
    start: int
    end: int
    quote: str
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of doubt: what a fact with it is believed at most, and the reason in words."""

    code: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """A doubt as a check finds it: the kind's code, the fact or else the place and the table, and the word it names."""

    code: str
    fact: Fact | None = None
    table: str = ""
    start: int = 0
    end: int = 0
    word: str = ""


Check = Callable[[Context], Iterator[Found]]


def rule(name: str) -> Rule:
    """A rule of `rules/doubts.toml`."""
    return load("doubts")[name]


@cache
def kinds() -> dict[str, Kind]:
    """The kinds of doubt by their codes."""
    table: dict[str, dict[str, Any]] = load("doubts").tables["kind"]
    return {code: Kind(code, float(entry["confidence"]), str(entry["reason"])) for code, entry in table.items()}


@cache
def support(name: str) -> float:
    """The confidence of what a rule reads where nothing speaks against it: by the longest beginning of its id."""
    by_rule: dict[str, float] = load("doubts").tables["support"]
    known = [start for start in by_rule if name.startswith(start)]
    return float(by_rule[max(known, key=len)]) if known else 0.9


def sentence(text: str, start: int, end: int) -> str:
    """The sentence round a place, within its line."""
    low = max(text.rfind(mark, 0, start) for mark in "。；\n\t") + 1
    stops = [at for mark in "。；\n\t" if (at := text.find(mark, end)) >= 0]
    return text[low : min(stops, default=len(text))]


def words_of(context: Context, fact: Fact) -> str:
    """The sentence a fact was read from."""
    return sentence(context.text, fact.evidence.start, fact.evidence.end)


def same_place(facts: Sequence[AnyFact], fact: Fact) -> list[AnyFact]:
    """The facts read from the same words as one, itself included."""
    place = (fact.evidence.start, fact.evidence.end)
    return [other for other in facts if (other.evidence.start, other.evidence.end) == place]
