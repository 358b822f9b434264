"""A figure of a sentence with its meaning, and the rules that the frames read it by."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extract import rules
from extract.extractors.terms_sentences import Figure
from extract.facts import Per, Standing, TermKind, Topic, Unit
from extract.rules import Rule


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure with its meaning. `start` and `end` are the place of its clause in the sentence."""

    figure: Figure
    kind: TermKind
    rule: str
    start: int
    end: int
    per: Per | None = None
    base: str | None = None
    each: str | None = None
    standing: Standing = "set"
    additional: int = 0
    topic: Topic = "other"
    occasions: frozenset[str] = frozenset()
    leads: tuple[str, ...] = ()

    @property
    def unit(self) -> Unit:
        """What the figure counts: yuan or percent."""
        return self.figure.unit

    @property
    def amounts(self) -> list[tuple[TermKind, Decimal]]:
        """The rows it makes: a floor and a cap for a range, else one."""
        if self.figure.low != self.figure.high:
            return [("floor", self.figure.low), ("cap", self.figure.high)]
        return [(self.kind, self.figure.low)]


@cache
def rule(name: str) -> Rule:
    """A rule of `rules/terms.toml`; asked for thousands of times a notice."""
    return rules.load("terms")[name]
