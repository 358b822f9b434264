"""The rules as a reader of them wants to see them: what each is for, and how much a registry owes to it.

Two things are counted. `facts` are the registry's rows that name the rule as theirs. Most rules
never stand there, since several work together on a fact; what they do shows in `finds`, how often
the rule finds something while the registry's originals are read once more.
"""

from __future__ import annotations

import json
import multiprocessing
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from extract.facts import FACT_TYPES
from extract.rules import RuleFile, load, rule_files
from extract.searching import counted_finds

if TYPE_CHECKING:
    from sqlite_utils import Database

Name = tuple[str, str]
"""A rule's file and id."""

TABLES = tuple(fact_type.table for fact_type in FACT_TYPES)


@dataclass(frozen=True)
class Usage:
    """One rule with what it is for. `facts` and `finds` are None where they were not counted.

    `helps` are the ids of the patterns of its file that a word list is part of.
    """

    file: str
    id: str
    kind: Literal["pattern", "words"]
    reason: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    helps: tuple[str, ...] = ()
    facts: int | None = None
    finds: int | None = None

    @property
    def name(self) -> Name:
        """The rule's file and id."""
        return self.file, self.id

    def is_named(self, wanted: str) -> bool:
        """Whether the rule is meant by a part of its name, by all of it, or by a pattern such as `terms.bound.*`."""
        full = f"{self.file}.{self.id}"
        return wanted in full or fnmatch(full, wanted) or fnmatch(self.id, wanted)


@dataclass(frozen=True)
class NamedByCode:
    """A name in a table's `rule` column that is no rule's id: a combination that only the code knows."""

    table: str
    rule: str
    facts: int

    def is_named(self, wanted: str) -> bool:
        """Whether it is meant by a part of its table and name, or by a pattern."""
        return wanted in f"{self.table}.{self.rule}" or fnmatch(self.rule, wanted)


def rules() -> list[Usage]:
    """All rules, file by file as they stand there, with nothing counted."""
    return [usage for name in rule_files() for usage in _of_file(load(name))]


def _of_file(file: RuleFile) -> Iterator[Usage]:
    for rule in file.patterns.values():
        yield Usage(file.name, rule.id, "pattern", rule.reason, rule.examples, rule.counter_examples)
    for rule in file.word_rules.values():
        helps = tuple(other.id for other in file.patterns.values() if f"\\L<{rule.id}>" in other.compiled.pattern)
        yield Usage(file.name, rule.id, "words", rule.reason, rule.examples, rule.counter_examples, helps)


# ---------------------------------------------------------------- facts


def facts_by_rule(db: Database) -> Counter[tuple[str, str]]:
    """How many rows of each fact table name each rule, by table and the name as it stands there."""
    counted: Counter[tuple[str, str]] = Counter()
    for table in TABLES:
        for rule, count in db.execute(f'SELECT rule, count(*) FROM "{table}" GROUP BY rule'):
            counted[table, rule] = count
    return counted


def with_facts(usages: Sequence[Usage], counted: Counter[tuple[str, str]]) -> tuple[list[Usage], list[NamedByCode]]:
    """The rules with the facts that name them, and the names that are none of theirs."""
    names = {usage.name for usage in usages}
    facts: Counter[Name] = Counter()
    others: list[NamedByCode] = []
    for (table, rule), count in sorted(counted.items()):
        name = named(table, rule, names)
        if name is None:
            others.append(NamedByCode(table, rule, count))
        else:
            facts[name] += count
    return [replace(usage, facts=facts[usage.name]) for usage in usages], others


def named(table: str, rule: str, names: Iterable[Name]) -> Name | None:
    """The rule that a `rule` column means: `file.id`, or an id of the table's own file or of one that serves several.

    A file named like another table holds that table's rules, so an id of its own is not meant.
    """
    names = set(names)
    file, _, rest = rule.partition(".")
    if (file, rest) in names:
        return file, rest
    holders = sorted(
        holder for holder, rule_id in names if rule_id == rule and (holder == table or holder not in TABLES)
    )
    if table in holders:
        return table, rule
    return (holders[0], rule) if len(holders) == 1 else None


# ---------------------------------------------------------------- finds


def with_finds(usages: Sequence[Usage], finds: Counter[Name]) -> list[Usage]:
    """The rules with how often they found something; None for a word list that only the code looks words up in.

    A word list that is part of patterns counts with these.
    """
    counted = []
    for usage in usages:
        count: int | None = finds[usage.name] + sum(finds[usage.file, pattern] for pattern in usage.helps)
        if usage.kind == "words" and not usage.helps and not count:
            count = None
        counted.append(replace(usage, finds=count))
    return counted


def originals(db: Database, folder: Path) -> tuple[list[Path], int]:
    """The originals beside a registry in `folder`, in order, and how many of its sources have none there."""
    kept = [
        folder / original if original else None
        for (original,) in db.execute("SELECT original FROM sources ORDER BY filename, sha256")
    ]
    there = [path for path in kept if path is not None and path.is_file()]
    return there, len(kept) - len(there)


def finds_in(files: Sequence[Path], jobs: int = 1) -> Counter[Name]:
    """How often each rule finds something while files are read, in so many processes.

    What a process has found for the same words before, it may take from memory and not count again.
    """
    shares = [share for share in (files[at::jobs] for at in range(jobs)) if share]
    if len(shares) <= 1:
        return _finds_in(files)
    with ProcessPoolExecutor(len(shares), mp_context=multiprocessing.get_context("spawn")) as pool:
        return sum(pool.map(_finds_in, shares), Counter())


def _finds_in(files: Sequence[Path]) -> Counter[Name]:
    from extract.workers import read_stored

    with counted_finds() as counted:
        for path in files:
            read_stored(path, path.name)
    return counted


def never_fires(usage: Usage) -> bool:
    """Whether a rule was counted and neither names a fact nor found anything."""
    return usage.finds == 0 and not usage.facts


# ---------------------------------------------------------------- as text and JSON


def as_text(usages: Sequence[Usage], others: Sequence[NamedByCode] = ()) -> str:
    """The rules file by file, and under a heading of their own the names that only the code knows."""
    lines: list[str] = []
    file = None
    for usage in usages:
        if usage.file != file:
            file = usage.file
            lines += ["", f"rules/{file}.toml"]
        lines += _lines(usage)
    if others:
        lines += ["", "named by the code, combining rules:"]
        lines += [f"  {other.table}: {other.rule}  {_counted(other.facts, 'fact')}" for other in others]
    return "\n".join(lines).strip()


def _lines(usage: Usage) -> Iterator[str]:
    counts = []
    if usage.facts is not None:
        counts.append(_counted(usage.facts, "fact"))
    if usage.finds is not None:
        counts.append(_counted(usage.finds, "find"))
    told = f"  {', '.join(counts)}" if counts else ""
    yield f"  {usage.id}{' (words)' if usage.kind == 'words' else ''}{told}"
    yield f"      {usage.reason}"
    yield f"      found:     {_shown(usage.examples)}"
    yield f"      not found: {_shown(usage.counter_examples)}"


def _shown(examples: Sequence[str]) -> str:
    return " | ".join(" ".join(example.split()) for example in examples)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def as_json(usages: Sequence[Usage], others: Sequence[NamedByCode] = ()) -> str:
    """The same as JSON: `rules`, and `named_by_code`."""
    report = {
        "rules": [
            {
                "file": usage.file,
                "id": usage.id,
                "kind": usage.kind,
                "reason": usage.reason,
                "examples": usage.examples,
                "counter_examples": usage.counter_examples,
                "facts": usage.facts,
                "finds": usage.finds,
            }
            for usage in usages
        ],
        "named_by_code": [{"table": other.table, "rule": other.rule, "facts": other.facts} for other in others],
    }
    return json.dumps(report, ensure_ascii=False, indent=2)
