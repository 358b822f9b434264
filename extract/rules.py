"""Loading of `rules/*.toml`: words and patterns with their reasons, examples and counter-examples.

A rule file holds three kinds of entries:

    [[words]]                       a list of synonyms, usable in patterns as \\L<id>
    id = "cap_before"
    reason = "words that make the figure after them an upper bound"
    words = ["不超过", "最高"]
    examples = ["不超过500元"]       the list must be found in each of these …
    counter_examples = ["不低于"]    … and in none of these

    [[pattern]]                     a regular expression (the `regex` package's syntax)
    id = "rate.per_person_year"
    reason = "…"
    pattern = '''每(?:人|名会员)每年'''
    use = "search"                  how the code applies it: search (the default), match or fullmatch
    needs = ["年"]                  optional, for speed: one of these stands in whatever the pattern matches
    sign = "年[ ]?度"               optional, for speed: a plain pattern that is found in whatever the pattern
                                    matches, with what it looks ahead at; where it is not, nothing is searched
    examples = ["每人每年"]          at least two, found so
    counter_examples = ["每人"]      at least one, not found so

    [[case]]                        a whole text and the facts an extractor must read in it
    text = "每人每年不超过500元。"
    facts = [{kind = "cap", amount = 500, unit = "CNY", per = "person-year"}]

Every search over more than a handful of characters (`_SHORT`) has a time limit, but for the patterns that
repeat nothing and so cannot take long; one that runs out is noted (see `overruns`) and finds nothing more.
What each rule finds can be counted (see `counted_finds`).
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import regex

from extract.resources import folder

SEARCH_SECONDS = 2.0
"""The time one search may take before it is given up and noted."""

_SHORT = 64
# Keeping time costs more than searching so few characters. That no rule takes long over them, whatever they are
# made of, is tested (tests/hostile/test_rules.py).
_FEW_NEEDS, _FEW_CHARACTERS = 5, 256
# Many words are found sooner by one search for all of them, as long as the characters are few.

_REPETITION = regex.compile(r"[*+{]")
_NO_REPETITION = regex.compile(r"\\[pP]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]")
"""Where these characters stand for themselves: escaped, or in a set."""

_overruns: ContextVar[list[str] | None] = ContextVar("overruns", default=None)
_finds: Counter[tuple[str, str]] | None = None
# A plain name, and no ContextVar: it is looked at with every find.

_KEYS = {
    "words": {"id", "reason", "words", "examples", "counter_examples"},
    "pattern": {"id", "reason", "pattern", "examples", "counter_examples"},
    "case": {"text", "facts", "note", "on", "near"},
}
_OPTIONAL = {"pattern": {"use", "needs", "sign"}}
_USES = ("search", "match", "fullmatch")
_TOP = {*_KEYS, "table"}


class RuleError(ValueError):
    """A rule file that cannot be used; the message names the file, the entry and the remedy."""


@dataclass(frozen=True)
class Rule:
    """One compiled pattern or word list of a rule file. `id` goes into the `rule` column of the facts it reads."""

    id: str
    reason: str
    compiled: regex.Pattern[str]
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

    def applies_to(self, text: str) -> bool:
        """Whether the rule finds something in a text, applied the way `use` says."""
        found = {"search": self.search, "match": self.match, "fullmatch": self.fullmatch}[self.use](text)
        return found is not None

    def finditer(
        self, text: str, start: int = 0, end: int | None = None, overlapped: bool = False
    ) -> Iterator[regex.Match[str]]:
        """The matches within text[start:end], left to right; ends early (and says so) when time runs out."""
        stop = len(text) if end is None else end
        if (self.needed is not None and self._lacks_needs(text, start, stop)) or (
            self.sign is not None and self.sign.search(text, start, stop) is None
        ):
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
        if (self.needed is not None and self._lacks_needs(text, start, end)) or (
            self.sign is not None and self.sign.search(text, start, end) is None
        ):
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

    def _lacks_needs(self, text: str, start: int, end: int) -> bool:
        few = _SHORT if len(self.needs) <= _FEW_NEEDS else _FEW_CHARACTERS
        if self.needed is not None and end - start <= few:
            return self.needed.search(text, start, end) is None
        # A loop, and no `any`: this is asked thousands of times a notice.
        for need in self.needs:  # noqa: SIM110
            if text.find(need, start, end) >= 0:
                return False
        return True

    def _note_find(self, count: int = 1) -> None:
        if _finds is not None:
            _finds[self.file, self.id] += count


class Words(tuple[str, ...]):
    """A word list in its order. Whether a word is in it is asked thousands of times a notice, and answered by a set."""

    _known: frozenset[str]

    def __new__(cls, words: Iterable[str]) -> Words:
        """The words as a list that knows them by heart."""
        made = super().__new__(cls, words)
        made._known = frozenset(made)
        return made

    def __contains__(self, word: object) -> bool:
        return word in self._known


class RuleFile(dict[str, Rule]):
    """The entries of one file, to search with by id: its patterns, and its word lists where no pattern is called so.

    Also `patterns` and `word_rules` apart, `words` as plain lists, and `cases` for the tests.
    """

    def __init__(
        self,
        name: str,
        patterns: dict[str, Rule],
        words: dict[str, Words],
        word_rules: dict[str, Rule],
        cases: tuple[dict[str, Any], ...],
        tables: dict[str, Any],
    ) -> None:
        super().__init__({**word_rules, **patterns})
        self.name, self.patterns, self.word_rules = name, patterns, word_rules
        self.words, self.cases, self.tables = words, cases, tables


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


def rule_files() -> list[str]:
    """The names of all rule files, without their ending."""
    return sorted(path.stem for path in folder("rules").glob("*.toml"))


@cache
def load(name: str) -> RuleFile:
    """The rules of `rules/NAME.toml`, compiled. Raises RuleError where an entry is not usable."""
    return read_rules(folder("rules") / f"{name}.toml")


@cache
def rules_version() -> str:
    """A fingerprint of all rule files: any change of a rule changes it."""
    digest = hashlib.sha256()
    for path in sorted(folder("rules").rglob("*")):
        if path.is_file() and path.suffix in {".toml", ".tsv", ".csv", ".json"}:
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def read_rules(path: Path) -> RuleFile:
    """The rules of one file, checked entry by entry. Raises RuleError."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise RuleError(f"{path}: no such rule file") from error
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{path}: not valid TOML ({error})") from error
    unknown = set(data) - _TOP
    if unknown:
        raise RuleError(f"{path}: unknown section {', '.join(sorted(unknown))}; known are {', '.join(sorted(_TOP))}")
    words = {entry["id"]: Words(entry["words"]) for entry in _checked(path, data, "words")}
    patterns = {entry["id"]: _compiled(path, entry, words) for entry in _checked(path, data, "pattern")}
    word_rules = {entry["id"]: _word_rule(path, entry) for entry in data.get("words", [])}
    for case in data.get("case", []):
        _reject_unknown(path, "case", case)
    return RuleFile(path.stem, patterns, words, word_rules, tuple(data.get("case", ())), data.get("table", {}))


def _checked(path: Path, data: dict[str, Any], section: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = data.get(section, [])
    seen: set[str] = set()
    for entry in entries:
        _reject_unknown(path, section, entry)
        missing = _KEYS[section] - set(entry)
        if missing:
            raise RuleError(f"{path}: {section} {entry.get('id', '?')!r} lacks {', '.join(sorted(missing))}")
        if entry["id"] in seen:
            raise RuleError(f"{path}: {section} {entry['id']!r} stands twice; give one another id")
        if entry.get("use", "search") not in _USES:
            raise RuleError(f"{path}: {section} {entry['id']!r}: use is one of {', '.join(_USES)}")
        if len(entry["examples"]) < 2 or not entry["counter_examples"]:
            raise RuleError(f"{path}: {section} {entry['id']!r} needs two examples and one counter-example")
        seen.add(entry["id"])
    return entries


def _reject_unknown(path: Path, section: str, entry: dict[str, Any]) -> None:
    unknown = set(entry) - _KEYS[section] - _OPTIONAL.get(section, set())
    if unknown:
        raise RuleError(f"{path}: {section} {entry.get('id', '?')!r} has unknown keys {', '.join(sorted(unknown))}")


def _word_rule(path: Path, entry: dict[str, Any]) -> Rule:
    longest_first = sorted(entry["words"], key=len, reverse=True)
    compiled = regex.compile("|".join(map(regex.escape, longest_first)) or r"(?!)")
    return _rule(path, entry, compiled)


def _compiled(path: Path, entry: dict[str, Any], words: dict[str, Words]) -> Rule:
    used: Any = {name: list(values) for name, values in words.items() if f"\\L<{name}>" in entry["pattern"]}
    try:
        compiled = regex.compile(entry["pattern"], regex.VERBOSE, **used)
    except regex.error as error:
        raise RuleError(f"{path}: pattern {entry['id']!r} does not compile: {error}") from error
    try:
        sign = regex.compile(entry["sign"], regex.VERBOSE) if "sign" in entry else None
    except regex.error as error:
        raise RuleError(f"{path}: the sign of pattern {entry['id']!r} does not compile: {error}") from error
    return _rule(path, entry, compiled, sign)


def _rule(
    path: Path, entry: dict[str, Any], compiled: regex.Pattern[str], sign: regex.Pattern[str] | None = None
) -> Rule:
    needs = tuple(entry.get("needs", ()))
    return Rule(
        id=entry["id"],
        reason=entry["reason"],
        compiled=compiled,
        examples=tuple(entry["examples"]),
        counter_examples=tuple(entry["counter_examples"]),
        use=entry.get("use", "search"),
        file=path.stem,
        needs=needs,
        needed=re.compile("|".join(map(re.escape, needs))) if needs else None,
        sign=sign,
        timed=_REPETITION.search(_NO_REPETITION.sub("", compiled.pattern)) is not None,
    )
