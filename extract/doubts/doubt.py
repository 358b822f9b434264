"""A doubt, the kinds there are, and what confidence means.

Confidence is the chance that a fact is right, every column of it, in a notice whose like the rules have not
seen. What a rule reads is right with the chance that `table.support` of `rules/doubts.toml` gives it; each kind
of doubt about a fact takes its `weight` from the logarithm of the odds, so that several small doubts together
count as one great one:

    log odds (confidence) = log odds (support of the rule) - sum (weights of the doubts)

A fact that is believed less than `REVIEW_BELOW` stands in `review` with its doubts; those about a fact believed
more are not told. The weights were fitted by `tests/benchmarks/doubt_weights.py`. A kind without a weight is
about no fact: it is always told.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.extractors.context import Context
from extract.facts import Fact
from extract.rules import Rule, load

REVIEW_BELOW = 0.8
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
    """A kind of doubt: what it takes from the log odds that a fact is right, and the reason in words."""

    code: str
    weight: float
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
    return {code: Kind(code, float(entry.get("weight", 0.0)), str(entry["reason"])) for code, entry in table.items()}


@cache
def support(name: str) -> float:
    """The chance that what a rule reads is right where nothing speaks against it."""
    return float(load("doubts").tables["support"][support_of(name)])


def support_of(name: str) -> str:
    """The beginning of a rule's id that its support goes by: the longest one known, and the empty one for any other."""
    starts: dict[str, float] = load("doubts").tables["support"]
    return max((start for start in starts if name.startswith(start)), key=len)


def confidence(name: str, codes: Iterable[str]) -> float:
    """The chance that what a rule has read is right, given the kinds of doubt about it."""
    believed = support(name)
    odds = math.log(believed / (1 - believed)) - sum(kinds()[code].weight for code in codes)
    return round(1 / (1 + math.exp(-odds)), 3)


def sentence(text: str, start: int, end: int) -> str:
    """The sentence round a place, within its line."""
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    high = len(text) if high < 0 else high
    for mark in "。；\t":
        low = max(low, text.rfind(mark, low, start) + 1)
        stop = text.find(mark, end, high)
        high = stop if stop >= 0 else high
    return text[low:high]


def words_of(context: Context, fact: Fact) -> str:
    """The sentence a fact was read from."""
    return sentence(context.text, fact.evidence.start, fact.evidence.end)
