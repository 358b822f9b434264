"""Every rule keeps its own promises: its examples are found, its counter-examples are not."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from extract.rules import Rule, RuleError, load, read_rules, rule_files
from extract.searching import counted_finds, overruns

RULES = [
    pytest.param(rule, id=f"{name}:{rule.id}")
    for name in rule_files()
    for rule in (*load(name).patterns.values(), *load(name).word_rules.values())
]
SOURCES = Path(__file__).resolve().parents[1] / "corpus" / "sources"
CORPUS_LINES = sorted({line for path in SOURCES.glob("*.md") for line in path.read_text("utf-8").splitlines()})


@pytest.mark.parametrize("rule", RULES)
def test_examples_are_found(rule: Rule) -> None:
    missed = [example for example in rule.examples if not rule.applies_to(example)]
    assert missed == []


@pytest.mark.parametrize("rule", RULES)
def test_counter_examples_are_not_found(rule: Rule) -> None:
    """A counter-example is a text that the rule must not take for what it names."""
    taken = [text for text in rule.counter_examples if rule.applies_to(text)]
    assert taken == []


@pytest.mark.parametrize("rule", [param for param in RULES if param.values[0].needs])
def test_what_a_rule_needs_stands_wherever_its_pattern_matches(rule: Rule) -> None:
    """`needs` only saves time: in the corpus no line without any of them has a match."""
    without = (line for line in CORPUS_LINES if not any(need in line for need in rule.needs))
    assert [line for line in without if rule.compiled.search(line)] == []


def test_a_text_without_what_a_rule_needs_is_not_searched(tmp_path: Path) -> None:
    path = _write(tmp_path, GOOD.replace('reason = "a bound and', 'needs = ["最"]\nreason = "a bound and'))
    rule = read_rules(path)["capped"]
    assert rule.search("每人最高300元") and not rule.search("每人不超过300元")
    assert list(rule.finditer("不超过300元")) == []


def test_a_rule_may_need_the_words_of_a_list(tmp_path: Path) -> None:
    path = _write(tmp_path, GOOD.replace('reason = "a bound and', "needs = ['\\L<bound>']\nreason = \"a bound and"))
    assert read_rules(path)["capped"].needs == ("最高", "不超过")


def test_a_rule_that_needs_the_words_of_no_list_is_named(tmp_path: Path) -> None:
    path = _write(tmp_path, GOOD.replace('reason = "a bound and', "needs = ['\\L<floor>']\nreason = \"a bound and"))
    with pytest.raises(RuleError, match="'capped' needs words of 'floor', which is no list here"):
        read_rules(path)


@pytest.mark.parametrize("rule", [param for param in RULES if param.values[0].sign])
def test_the_sign_of_a_rule_is_found_wherever_its_pattern_matches(rule: Rule) -> None:
    """Like `needs`, `sign` only saves time."""
    assert rule.sign is not None
    texts = [*CORPUS_LINES, *rule.examples]
    assert [text for text in texts if rule.compiled.search(text) and not rule.sign.search(text)] == []


def test_a_text_without_the_sign_of_a_rule_is_not_searched(tmp_path: Path) -> None:
    path = _write(tmp_path, GOOD.replace('reason = "a bound and', 'sign = "最[ ]?高"\nreason = "a bound and'))
    rule = read_rules(path)["capped"]
    assert rule.search("每人最高300元") and not rule.search("每人不超过300元")
    assert list(rule.finditer("不超过300元")) == []


def _write(folder: Path, text: str) -> Path:
    path = folder / "sample.toml"
    path.write_text(text, "utf-8")
    return path


GOOD = """
[[words]]
id = "bound"
reason = "upper bounds"
words = ["最高", "不超过"]
examples = ["最高300元", "不超过三成"]
counter_examples = ["不低于"]

[[pattern]]
id = "capped"
reason = "a bound and a figure"
pattern = '\\L<bound> (?P<amount> \\d+ )'
examples = ["最高300", "不超过20"]
counter_examples = ["不低于20"]
"""


def test_a_pattern_uses_the_word_lists_of_its_file(tmp_path: Path) -> None:
    match = read_rules(_write(tmp_path, GOOD))["capped"].search("每人最高300元")
    assert match is not None
    assert match["amount"] == "300"


@pytest.mark.parametrize("word", [" 顶", "#号", "-至", "]至", "^至", "&至", "\\\\至"])
def test_a_word_of_a_list_is_found_whatever_it_begins_with(word: str, tmp_path: Path) -> None:
    rule = read_rules(_write(tmp_path, GOOD.replace('"最高", ', f'"最高", "{word}", ')))["capped"]
    assert rule.search(f"每人{word.replace(chr(92) * 2, chr(92))}300元") and rule.search("不超过300元")
    assert not rule.search("每人300元")


def test_an_unknown_key_is_refused_with_the_file_and_the_entry(tmp_path: Path) -> None:
    path = _write(tmp_path, GOOD.replace('reason = "upper bounds"', 'reason = "x"\nweight = 3'))
    with pytest.raises(RuleError, match=r"sample\.toml.*'bound'.*weight"):
        read_rules(path)


def test_a_rule_without_a_counter_example_is_refused(tmp_path: Path) -> None:
    path = _write(tmp_path, GOOD.replace('counter_examples = ["不低于20"]', "counter_examples = []"))
    with pytest.raises(RuleError, match="'capped' needs two examples and one counter-example"):
        read_rules(path)


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = _write(tmp_path, GOOD + GOOD.replace('"bound"', '"other"').replace("L<bound>", "L<other>"))
    with pytest.raises(RuleError, match="'capped' stands twice"):
        read_rules(path)


def test_a_pattern_that_does_not_compile_is_refused_when_it_is_asked_and_no_other(tmp_path: Path) -> None:
    rules = read_rules(_write(tmp_path, GOOD.replace("\\d+ )'", "\\d+ '")))
    assert rules["bound"].search("最高300元")
    with pytest.raises(RuleError, match=r"sample\.toml: pattern 'capped' does not compile: missing \)"):
        rules["capped"].search("最高300元")


def test_a_search_that_runs_out_of_time_is_noted_and_finds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.searching.SEARCH_SECONDS", 0.05)
    slow = GOOD.replace("\\L<bound> (?P<amount> \\d+ )", "(?:a+)+(?P<amount>[b-d])(?<=d)")
    slow = slow.replace('["最高300", "不超过20"]', '["ad", "aad"]')
    rule = read_rules(_write(tmp_path, slow))["capped"]
    with overruns() as late:
        assert rule.search("a" * 5000) is None
    assert late == ["capped"]


def test_what_each_rule_finds_is_counted_while_asked_for(tmp_path: Path) -> None:
    rules = read_rules(_write(tmp_path, GOOD))
    capped = rules["capped"]
    with counted_finds() as counted:
        assert len(list(capped.finditer("最高300，不超过20，约5"))) == 2
        assert capped.search("不低于20") is None
        assert capped.match("最高300") is not None
        assert capped.fullmatch("最高300元") is None
        assert capped.sub("…", "最高300，不超过20") == "…，…"
    assert rules["bound"].search("最高") is not None
    assert counted == {("sample", "capped"): 5}


def test_a_replacement_that_runs_out_of_time_leaves_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.searching.SEARCH_SECONDS", 0.05)
    slow = Rule("slow", "", lambda: regex.compile("(?:a+)+(?P<amount>[b-d])(?<=d)"), (), ())
    text = "a" * 5000 + "c"
    with overruns() as late:
        assert slow.sub("", text) == text
    assert late == ["slow"]
