"""Who runs the channels that sentences name: 由…运营 in the same clause, or in a later sentence (以上平台均由…运营)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from extract.extractors import organizations
from extract.extractors.platform_names import brand, is_shop_site, own_name
from extract.extractors.ranges import open_bracket
from extract.facts import Platform
from extract.folding import compact
from extract.notice import Notice
from extract.rules import load
from extract.values import numerals

_BEFORE = 24
"""Characters before 由 among which the words stand that mean the channels named before."""
_REMARK = regex.compile(r"^\s*[（(][^（）()\n]{1,24}[）)]")
"""A bracket right behind a channel's name."""


def runs_of(notice: Notice, start: int, end: int) -> list[regex.Match[str]]:
    """Where a sentence says who runs a channel."""
    return list(load("platforms")["run_by"].finditer(notice.text, start, end))


def with_operator(
    notice: Notice, named: list[Platform], runs: Iterable[regex.Match[str]], start: int, end: int
) -> list[Platform]:
    """The channels of a sentence with the operators that it names: that in whose bracket it stands, or the only one.

    The only one may be that of the part of the sentence between semicolons.
    """
    text = notice.text
    for run in runs:
        said = run.start("operator")
        last = max((one.evidence for one in named if one.evidence.start < said), key=lambda it: it.start, default=None)
        if last is not None and is_of_another(text, last.start, last.end, said):
            continue
        opening = open_bracket(text, start, said)
        owner = max((one.evidence.start for one in named if one.evidence.start < opening), default=None)
        part = max(text.rfind(mark, start, run.start()) for mark in "；;")
        part_end = min((at for mark in "；;" if (at := text.find(mark, run.end(), end)) >= 0), default=end)
        within = {brand(one.name) for one in named if part < one.evidence.start < part_end}
        alone = within if len(within) == 1 and opening < 0 else set()
        alone = {brand(one.name) for one in named} if len({brand(one.name) for one in named}) == 1 else alone
        told = load("platforms")["channels_before"].search(text[max(start, run.start() - _BEFORE) : run.start()])
        if told is not None and told["all"] is not None:  # 商城和展示中心由…运营
            alone = {brand(one.name) for one in named if one.evidence.start < run.start()}
        elif told is not None and (meant := _one_of(text, named, told, run.start())) is not None:
            alone = {meant}
        operator = own_operator(run["operator"])
        named = [
            replace(one, operator=one.operator or operator)
            if brand(one.name) in alone or one.evidence.start == owner
            else one
            for one in named
        ]
    return named


def is_of_another(text: str, start: int, end: int, operator: int) -> bool:
    """Whether words behind a semicolon and before an operator say of another channel than text[start:end] who runs it:
    …；本地专区运营商为|…."""
    another = load("platforms")["another_runs"].search(text, end, operator)
    return another is not None and another["kind"] not in text[start:end]


def _one_of(text: str, named: list[Platform], told: regex.Match[str], limit: int) -> str | None:
    """The one of several channels of a sentence that 前者, 后者 or the kind it is of (小程序由…) means; else None."""
    before = sorted((one for one in named if one.evidence.start < limit), key=lambda one: one.evidence.start)
    if told["kind"] is not None:
        before = [one for one in before if told["kind"] in text[one.evidence.start : one.evidence.end]]
    brands = list(dict.fromkeys(brand(one.name) for one in before))
    if told["former"] is not None or told["latter"] is not None:
        return brands[0 if told["former"] is not None else 1] if len(brands) == 2 else None
    return brands[0] if told["kind"] is not None and len(brands) == 1 else None


def with_operator_of_before(
    notice: Notice, found: list[Platform], runs: Iterable[regex.Match[str]], paragraph: int, start: int
) -> list[Platform]:
    """The channels found so far with the operator that a sentence names for them: 以上均由…运营, 专区由…维护.

    `paragraph` is where the sentence's paragraph begins.
    """
    rules = load("platforms")
    for run in runs:
        told = rules["channels_before"].search(notice.text[max(paragraph, run.start() - _BEFORE) : run.start()])
        if told is None:
            continue
        meant = _meant(notice, found, paragraph, start, told)
        operator = own_operator(run["operator"])
        found = [
            replace(one, operator=operator) if one.name in meant and one.operator is None else one for one in found
        ]
    return found


def _meant(notice: Notice, found: list[Platform], paragraph: int, start: int, told: regex.Match[str]) -> set[str]:
    """The names of the channels that a sentence means: the only one of its paragraph, so many, or all of a section."""
    before = sorted((fact for fact in found if fact.evidence.start < start), key=lambda fact: fact.evidence.start)
    names = list(dict.fromkeys(fact.name for fact in before if fact.evidence.start >= paragraph))
    if told["one"] is not None:
        within = [fact for fact in before if fact.evidence.start >= paragraph]
        if len(names) == 1:
            return {fact.name for fact in within if _can_be(fact, told["kind"])}
        own = {fact.name for fact in within if told["kind"] in fact.name}  # 商城由…运营: one of them is called so
        return own if len(own) == 1 else set()
    if (count := told["count"]) is not None:
        last = list(dict.fromkeys(fact.name for fact in reversed(before)))[: int(numerals.parse(count) or 2)]
        return set(last)
    if names:
        return set(names)
    over = [section for section in notice.sections if section.start <= start < section.end]
    for section in sorted(over, key=lambda section: -section.start):
        names = [fact.name for fact in before if fact.evidence.start >= section.start]
        if len(set(names)) > 1:
            return set(names)
    return set()


def _can_be(channel: Platform, kind: str) -> bool:
    """Whether a channel can be called by the word for its kind: an account by its own, a place by 馆, 店 or 厅."""
    if load("platforms")["account_word"].search(kind) is not None:
        return kind.lower() in channel.evidence.quote.lower()
    house = load("platforms")["house_kind"].search(kind)
    return house is None or house.group() in channel.evidence.quote


def named_with_operator(notice: Notice, runs: Iterable[regex.Match[str]], start: int) -> Iterator[Platform]:
    """The channels that a sentence names by a quoted name (“…”平台) and nothing else but who runs them."""
    rules = load("platforms")
    for run in runs:
        names = list(rules["named_channel"].finditer(notice.text, start, run.start()))
        if not names:
            yield from _named_bare(notice, run, start)
            continue
        between = _REMARK.sub("", notice.text[names[-1].end() : run.start()])
        told = rules["channels_before"].search(notice.text[max(start - 1, 0) : run.start()])
        sole = len({own_name(match["name"]) for match in names}) == 1
        name = names[-1]["name"]
        hosted = rules["hosted"].fullmatch(between) is not None
        if own_name(name).endswith(rules.words["bought_at"]) and not _is_bought_at(notice.text, start, run.end()):
            continue
        if sole and is_shop_site(name) and (hosted or not between.strip("，,（( ") or _is_of_kind(told, name)):
            evidence = notice.evidence(names[-1].start(), run.end(), "platforms.run_by")
            yield Platform(evidence=evidence, name=own_name(name), operator=own_operator(run["operator"]))


def _is_bought_at(text: str, start: int, end: int) -> bool:
    """Whether the sentence from `start` says that one buys there, to its end behind `end`."""
    stop = text.find("。", end)
    return load("platforms")["one_buys"].search(text, start, stop if stop >= 0 else len(text)) is not None


def _named_bare(notice: Notice, run: regex.Match[str], start: int) -> Iterator[Platform]:
    """The channel without quotation marks that stands right before the words that say who runs it."""
    rules = load("platforms")
    named = rules["named_run"].search(notice.text[start : run.start()])
    if named is None or named["name"] in rules.words["only_kinds"] or not is_shop_site(named["name"]):
        return
    low = start + named.start("name")
    evidence = notice.evidence(low, run.end(), "platforms.named_run")
    yield Platform(evidence=evidence, name=own_name(named["name"]), operator=own_operator(run["operator"]))


def _is_of_kind(told: regex.Match[str] | None, name: str) -> bool:
    """Whether the words before 由…运营 (该平台, 商城) can mean a channel of this name."""
    kind = told["kind"] if told is not None else None
    return kind is not None and (kind in load("platforms").words["any_site"] or kind in name)


def own_operator(printed: str) -> str:
    """The operator's own name, without that of the firm or body it belongs to (县文旅集团所属…公司)."""
    name = compact(printed)
    owner = load("platforms")["owner_of_operator"].match(name)
    return name[owner.end() :] if owner is not None and organizations.is_firm(name[owner.end() :]) else name
