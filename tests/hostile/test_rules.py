"""Every rule against texts that are made to keep it busy: repeated examples, single characters, two in turn."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from extract import searching
from extract.rules import Rule, load, rule_files
from extract.searching import _SHORT, overruns

NAMES = rule_files()
LONG = 3000


def busy_texts(rule: Rule, length: int) -> Iterator[str]:
    for example in filter(None, (*rule.examples, *rule.counter_examples)):
        yield (example * length)[:length]
        yield (example + example[-1] * length)[:length]
        for character in set(example[:12]):
            yield character * length
            yield ((character + example[-1]) * length)[:length]


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_takes_long_over_a_text_for_which_no_time_is_kept(name: str) -> None:
    slow = {}
    for rule in load(name).patterns.values():
        for text in busy_texts(rule, _SHORT):
            begun = time.process_time()
            rule.compiled.search(text)
            taken = time.process_time() - begun
            if taken > 0.5:
                slow[rule.id] = (taken, text)
    assert slow == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_search_of_a_long_text_ends_in_its_time(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "SEARCH_SECONDS", 0.1)
    slow = {}
    with overruns() as late:
        for rule in load(name).patterns.values():
            texts = [(example * LONG)[:LONG] for example in rule.examples[:2]] + [rule.examples[0][0] * LONG]
            begun = time.process_time()
            for text in texts:
                rule.search(text)
                for _ in rule.finditer(text):
                    pass
            # Six searches of a tenth of a second, and what Python does with up to LONG matches.
            if time.process_time() - begun > 2:
                slow[rule.id] = time.process_time() - begun
    assert slow == {}, late


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_that_repeats_nothing_takes_long_over_a_long_text(name: str) -> None:
    slow = {}
    for rule in load(name).patterns.values():
        for text in [] if rule.timed else list(busy_texts(rule, LONG))[:8]:
            begun = time.process_time()
            rule.compiled.search(text)
            taken = time.process_time() - begun
            if taken > 0.5:
                slow[rule.id] = (taken, text)
    assert slow == {}
