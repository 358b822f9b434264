"""The rules of places, `rules/regions.toml`, as values and extractors ask for them."""

from __future__ import annotations

from functools import cache

from extract import rules
from extract.rules import Rule


def rule(name: str) -> Rule:
    """A pattern of `rules/regions.toml`, or a word list to search with where no pattern is called so."""
    return rules.load("regions")[name]


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of one of its lists."""
    return frozenset(rules.load("regions").words[name])
