"""`notices rules`: what each rule is for, how often it fired, and which never do."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from extract.facts import Evidence
from extract.registry.store import open_registry
from extract.rule_usage import (
    NamedByCode,
    Usage,
    as_text,
    facts_by_rule,
    named,
    never_fires,
    rules,
    with_facts,
    with_finds,
)
from extract.rules import rule_files
from tests.registry.factories import notice, reading, store, term
from tests.samples import run, write_notices

NAMES = {("terms", "bound.cap"), ("date_kinds", "verb.done"), ("tasks", "number"), ("forms", "title"), ("web", "title")}
CAP = Usage("terms", "bound.cap", "pattern", "upper bounds", ("最高", "不超过"), ("至少",))
WORDS = Usage("terms", "upper", "words", "words of upper bounds", ("最高", "封顶"), ("至少",), helps=("bound.cap",))


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rules")
    write_notices(folder / "in", 2)
    assert run("ingest", folder / "in", "--registry", folder / "registry.db").returncode == 0
    return folder / "registry.db"


def test_every_rule_of_every_file_is_there_with_its_examples() -> None:
    found = rules()
    assert {usage.file for usage in found} == {name for name in rule_files() if not name.endswith("_cases")}
    assert all(usage.reason and len(usage.examples) >= 2 and usage.counter_examples for usage in found)


@pytest.mark.parametrize(
    ("table", "rule", "meant"),
    [
        ("terms", "terms.bound.cap", ("terms", "bound.cap")),
        ("terms", "bound.cap", ("terms", "bound.cap")),
        ("dates", "verb.done", ("date_kinds", "verb.done")),
        ("citations", "number", None),  # the tasks' own, not the citations'
        ("forms", "title", ("forms", "title")),
        ("contacts", "contacts.line", None),
    ],
)
def test_the_rule_that_a_column_names(table: str, rule: str, meant: tuple[str, str] | None) -> None:
    assert named(table, rule, NAMES) == meant


def test_facts_are_counted_and_names_of_the_code_told_apart() -> None:
    counted = Counter({("terms", "terms.bound.cap"): 3, ("terms", "terms.made_up"): 1})
    usages, others = with_facts([CAP, WORDS], counted)
    assert [usage.facts for usage in usages] == [3, 0]
    assert others == [NamedByCode("terms", "terms.made_up", 1)]


def test_a_registrys_rows_are_counted_by_table_and_rule(tmp_path: Path) -> None:
    one, other = term(), term(amount=500)
    evidence = one.evidence
    other = replace(other, evidence=Evidence(evidence.start, evidence.end, evidence.quote, "terms.bound.cap"))
    db = open_registry(tmp_path / "registry.db")
    store(db, reading(notice(one, other)))
    assert facts_by_rule(db) == {("terms", "test.rule"): 1, ("terms", "terms.bound.cap"): 1}
    db.close()


def test_a_word_list_counts_with_its_patterns() -> None:
    usages = with_finds([CAP, WORDS], Counter({("terms", "bound.cap"): 4}))
    assert [usage.finds for usage in usages] == [4, 4]


def test_a_word_list_that_only_the_code_looks_words_up_in_is_not_counted() -> None:
    (alone,) = with_finds([replace(WORDS, helps=())], Counter())
    assert alone.finds is None
    assert not never_fires(alone)


def test_a_rule_that_found_nothing_and_names_no_fact_never_fires() -> None:
    assert never_fires(replace(CAP, facts=0, finds=0))
    assert not never_fires(replace(CAP, facts=0, finds=1))
    assert not never_fires(replace(CAP, facts=0))


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [("bound", True), ("terms.bound.cap", True), ("terms.*", True), ("bound.*", True), ("floor", False)],
)
def test_rules_are_chosen_by_name(wanted: str, meant: bool) -> None:
    assert CAP.is_named(wanted) is meant


def test_the_text_shows_reason_examples_and_counts() -> None:
    text = as_text([replace(CAP, facts=1, finds=12)], [NamedByCode("terms", "terms.made_up", 2)])
    assert text.splitlines() == [
        "rules/terms.toml",
        "  bound.cap  1 fact, 12 finds",
        "      upper bounds",
        "      found:     最高 | 不超过",
        "      not found: 至少",
        "",
        "named by the code, combining rules:",
        "  terms: terms.made_up  2 facts",
    ]


# ---------------------------------------------------------------- the command


def test_rules_counts_the_facts_of_a_registry(registry: Path) -> None:
    found = run("rules", "terms.bound.cap_before", "--registry", registry)
    assert (found.returncode, found.stderr) == (0, "")
    assert "  bound.cap_before  2 facts\n" in found.stdout


def test_rules_counts_what_helpers_find(registry: Path) -> None:
    found = run("rules", "rate.*", "--registry", registry, "--finds", "--json")
    counted = {rule["id"]: rule["finds"] for rule in json.loads(found.stdout)["rules"]}
    assert counted
    assert any(finds for finds in counted.values())


def test_rules_never_lists_only_what_finds_nothing(registry: Path) -> None:
    found = json.loads(run("rules", "--never", "--registry", registry, "--json").stdout)
    ids = {(rule["file"], rule["id"]) for rule in found["rules"]}
    assert ("terms", "bound.cap_before") not in ids
    assert ("terms", "quoted.replaced_before") in ids  # no old value stands in these notices


def test_rules_of_the_code_stand_under_their_own_heading(registry: Path) -> None:
    told = run("rules", "--registry", registry).stdout.split("named by the code, combining rules:")
    assert len(told) == 2
    assert "contacts: contacts.line  2 facts" in told[1]


def test_rules_without_a_registry_are_listed_uncounted(tmp_path: Path) -> None:
    found = run("rules", "bound.cap_before", cwd=tmp_path)
    assert found.returncode == 0
    assert "bound.cap_before\n" in found.stdout
    assert found.stderr.startswith("not counted: there is no registry")


@pytest.mark.parametrize("arguments", [["--registry", "gone.db"], ["--never"], ["no.such.rule"]])
def test_rules_of_nothing_is_2_and_one_line(tmp_path: Path, arguments: list[str]) -> None:
    found = run("rules", *arguments, cwd=tmp_path)
    assert (found.returncode, len(found.stderr.splitlines())) == (2, 1)
