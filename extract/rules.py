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
    needs = ["年"]                  optional, for speed: one of these stands in whatever the pattern matches;
                                    '\\L<list>' stands for the words of a list
    sign = "年[ ]?度"               optional, for speed: a plain pattern that is found in whatever the pattern
                                    matches, with what it looks ahead at; where it is not, nothing is searched
    examples = ["每人每年"]          at least two, found so
    counter_examples = ["每人"]      at least one, not found so

    [[case]]                        a whole text and the facts an extractor must read in it
    text = "每人每年不超过500元。"
    facts = [{kind = "cap", amount = 500, unit = "CNY", per = "person-year"}]

How a rule searches, and for how long, says `extract.searching`.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from typing import Any

import regex

from extract.resources import folder
from extract.searching import Rule as Rule

_NAMED_LIST = regex.compile(r"\\L<(?P<name>\w+)>")
_REPETITION = regex.compile(r"[*+{]")
_NO_REPETITION = regex.compile(r"\\[pP]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]")
"""Where these characters stand for themselves: escaped, or in a set."""

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


def rule_files() -> list[str]:
    """The names of all rule files, without their ending."""
    return sorted(path.stem for path in folder("rules").glob("*.toml"))


@cache
def load(name: str) -> RuleFile:
    """The rules of `rules/NAME.toml`, each compiled when it is first searched with.

    Raises RuleError where an entry is not usable; searching with a pattern that does not compile raises it too.
    """
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
    patterns = {entry["id"]: _pattern_rule(path, entry, words) for entry in _checked(path, data, "pattern")}
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
    pattern = "|".join(map(regex.escape, longest_first)) or r"(?!)"
    return _rule(path, entry, pattern, partial(regex.compile, pattern))


def _pattern_rule(path: Path, entry: dict[str, Any], words: dict[str, Words]) -> Rule:
    used = {name: list(values) for name, values in words.items() if f"\\L<{name}>" in entry["pattern"]}
    pattern = _looking_first(entry["pattern"], used)
    sign = _compiled(path, f"the sign of pattern {entry['id']!r}", entry["sign"], {}) if "sign" in entry else None
    compiling = partial(_compiled, path, f"pattern {entry['id']!r}", pattern, used)
    return _rule(path, entry, pattern, compiling, _needs(path, entry, words), sign)


def _compiled(path: Path, what: str, pattern: str, used: dict[str, list[str]]) -> regex.Pattern[str]:
    named: Any = used
    try:
        return regex.compile(pattern, regex.VERBOSE, cache_pattern=False, **named)
    except regex.error as error:
        raise RuleError(f"{path}: {what} does not compile: {error}") from error


def _looking_first(pattern: str, used: dict[str, list[str]]) -> str:
    """The pattern with a look, before each list of words, at whether one can begin there.

    A list is asked for a word of each length at each place, which is slow; most places are told by one character.
    """
    for name, words in used.items():
        if all(words):
            initials = "".join(regex.escape(initial) for initial in sorted({word[0] for word in words}))
            pattern = pattern.replace(f"\\L<{name}>", f"(?:(?=[{initials}])\\L<{name}>)")
    return pattern


def _needs(path: Path, entry: dict[str, Any], words: dict[str, Words]) -> tuple[str, ...]:
    """What a rule needs, each `\\L<list>` replaced by the words of that list."""
    found: list[str] = []
    for need in entry.get("needs", ()):
        named = _NAMED_LIST.fullmatch(need)
        if named is not None and named["name"] not in words:
            raise RuleError(f"{path}: pattern {entry['id']!r} needs words of {named['name']!r}, which is no list here")
        found += words[named["name"]] if named is not None else [need]
    return tuple(found)


def _rule(
    path: Path,
    entry: dict[str, Any],
    pattern: str,
    compiling: Callable[[], regex.Pattern[str]],
    needs: tuple[str, ...] = (),
    sign: regex.Pattern[str] | None = None,
) -> Rule:
    return Rule(
        id=entry["id"],
        reason=entry["reason"],
        compiling=compiling,
        examples=tuple(entry["examples"]),
        counter_examples=tuple(entry["counter_examples"]),
        use=entry.get("use", "search"),
        file=path.stem,
        needs=needs,
        needed=re.compile("|".join(map(re.escape, needs))) if needs else None,
        sign=sign,
        timed=_REPETITION.search(_NO_REPETITION.sub("", pattern)) is not None,
    )
