"""Searching with a rule: what it costs, how long it may take, and what it has found.

Every search over more than a handful of characters (`_SHORT`) has a time limit, but for the patterns that
repeat nothing and so cannot take long; one that runs out is noted (see `overruns`) and finds nothing more.
What each rule finds can be counted (see `counted_finds`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property

import regex

SEARCH_SECONDS = 2.0
"""The time one search may take before it is given up and noted."""

_SHORT = 64
# Keeping time costs more than searching so few characters. That no rule takes long over them, whatever they are
# made of, is tested (tests/hostile/test_rules.py).
_FEW_NEEDS, _FEW_CHARACTERS = 5, 256
# Many words are found sooner by one search for all of them, as long as the characters are few.

_overruns: ContextVar[list[str] | None] = ContextVar("overruns", default=None)
_finds: Counter[tuple[str, str]] | None = None
# A plain name, and no ContextVar: it is looked at with every find.


@dataclass(frozen=True)
class Rule:
    """One compiled pattern or word list of a rule file. `id` goes into the `rule` column of the facts it reads."""

    id: str
    reason: str
    compiling: Callable[[], regex.Pattern[str]] = field(repr=False)
    """Compiles the pattern; raises `RuleError` where it cannot be."""
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    use: str = "search"
    file: str = ""
    needs: tuple[str, ...] = ()
    """A text without any of these holds no match, and is not searched."""
    needed: re.Pattern[str] | None = None
    """One search for all the `needs`, by the standard library: few characters are looked through in no time."""
    sign: regex.Pattern[str] | None = None
    """A plain pattern. Where it finds nothing, the rule finds nothing and is not searched."""
    timed: bool = True
    """Whether searches are given a time limit: without a repetition in the pattern, none takes long."""

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        """The pattern, compiled when it is first searched with: of all rules a notice needs a third."""
        return self.compiling()

    def applies_to(self, text: str) -> bool:
        """Whether the rule finds something in a text, applied the way `use` says."""
        found = {"search": self.search, "match": self.match, "fullmatch": self.fullmatch}[self.use](text)
        return found is not None

    def finditer(
        self, text: str, start: int = 0, end: int | None = None, overlapped: bool = False
    ) -> Iterator[regex.Match[str]]:
        """The matches within text[start:end], left to right; ends early (and says so) when time runs out."""
        stop = len(text) if end is None else end
        if self._lacks(text, start, stop):
            return iter(())
        if stop - start <= _SHORT and _finds is None:
            return self.compiled.finditer(text, start, stop, overlapped=overlapped)
        return self._finditer(text, start, stop, overlapped)

    def _finditer(self, text: str, start: int, stop: int, overlapped: bool) -> Iterator[regex.Match[str]]:
        seconds = SEARCH_SECONDS if self.timed and stop - start > _SHORT else None
        try:
            for match in self.compiled.finditer(text, start, stop, overlapped=overlapped, timeout=seconds):
                if _finds is not None:
                    self._note_find()
                yield match
        except TimeoutError:
            _note_overrun(self.id)

    # Most searches are ones over a few characters: they are made here, without another call.

    def search(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        """The first match within text[start:end]."""
        stop = len(text) if end is None else end
        if stop - start <= _SHORT and self.sign is None and _finds is None:
            if self.needed is not None and self.needed.search(text, start, stop) is None:
                return None
            return self.compiled.search(text, start, stop)
        return self._one(self.compiled.search, text, start, stop)

    def match(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        """The match that begins at `start`."""
        stop = len(text) if end is None else end
        if stop - start <= _SHORT and self.sign is None and _finds is None:
            if self.needed is not None and self.needed.search(text, start, stop) is None:
                return None
            return self.compiled.match(text, start, stop)
        return self._one(self.compiled.match, text, start, stop)

    def follows(self, text: str, at: int) -> regex.Match[str] | None:
        """The match that begins at `at` within the few characters after it, for which no time need be kept."""
        stop = min(len(text), at + _SHORT)
        if self.sign is None and _finds is None:
            if self.needed is not None and self.needed.search(text, at, stop) is None:
                return None
            return self.compiled.match(text, at, stop)
        return self._one(self.compiled.match, text, at, stop)

    def fullmatch(self, text: str) -> regex.Match[str] | None:
        """The match that covers the whole text."""
        if len(text) <= _SHORT and self.sign is None and _finds is None:
            if self.needed is not None and self.needed.search(text) is None:
                return None
            return self.compiled.fullmatch(text)
        return self._one(self.compiled.fullmatch, text, 0, len(text))

    def sub(self, replacement: str | Callable[[regex.Match[str]], str], text: str) -> str:
        """The text with each match replaced; the text as it was when time runs out."""
        if self._lacks(text, 0, len(text)):
            return text
        try:
            replaced, count = self.compiled.subn(replacement, text, timeout=SEARCH_SECONDS)
        except TimeoutError:
            _note_overrun(self.id)
            return text
        if count and _finds is not None:
            self._note_find(count)
        return replaced

    def _one(
        self, find: Callable[..., regex.Match[str] | None], text: str, start: int, end: int
    ) -> regex.Match[str] | None:
        if self._lacks(text, start, end):
            return None
        if not self.timed or end - start <= _SHORT:
            match = find(text, start, end)
        else:
            try:
                match = find(text, start, end, timeout=SEARCH_SECONDS)
            except TimeoutError:
                _note_overrun(self.id)
                return None
        if match is not None and _finds is not None:
            self._note_find()
        return match

    def _lacks(self, text: str, start: int, end: int) -> bool:
        """Whether text[start:end] has nothing of what the rule needs, or no sign of it."""
        if self.needed is not None:
            few = _SHORT if len(self.needs) <= _FEW_NEEDS else _FEW_CHARACTERS
            if end - start <= few:
                if self.needed.search(text, start, end) is None:
                    return True
            else:
                for need in self.needs:  # a loop, and no `any`: this is asked thousands of times a notice
                    if text.find(need, start, end) >= 0:
                        break
                else:
                    return True
        return self.sign is not None and self.sign.search(text, start, end) is None

    def _note_find(self, count: int = 1) -> None:
        if _finds is not None:
            _finds[self.file, self.id] += count


@contextmanager
def overruns() -> Iterator[list[str]]:
    """Collects the ids of the rules whose search ran out of time while this context is open."""
    collected: list[str] = []
    token = _overruns.set(collected)
    try:
        yield collected
    finally:
        _overruns.reset(token)


@contextmanager
def counted_finds() -> Iterator[Counter[tuple[str, str]]]:
    """Counts what each rule finds, by its file and id, while this context is open."""
    global _finds
    before, _finds = _finds, Counter()
    try:
        yield _finds
    finally:
        _finds = before


def _note_overrun(rule_id: str) -> None:
    collected = _overruns.get()
    if collected is not None and rule_id not in collected:
        collected.append(rule_id)
