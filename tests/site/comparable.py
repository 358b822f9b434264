"""Registries with figures that can be compared, made of a few facts each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from extract import relations
from extract.doubts import Doubt
from extract.facts import Citation, DatedFact, Fact, NoticeRegion, Term
from extract.readings import NoticeReading, Reading
from extract.registry.store import open_registry
from extract.site.comparing import Comparison, comparison
from tests.registry.factories import evidence, notice, reading
from tests.registry.making import registry_of

CHENGDU, MIANYANG, XIDE = "510100", "510700", "513432"
CHENGDU_NAME, MIANYANG_NAME = "四川省成都市", "四川省绵阳市"
FAR = date(2031, 1, 1)
"""A day after all that these registries hold has run out, where it runs out."""


def term(quote: str, amount: float, kind: str = "cap", **values: Any) -> Term:
    """A figure of 每人每年消费帮扶 unless told otherwise; `quote` must be in the notice's text once."""
    told: dict[str, Any] = {"unit": "CNY", "per": "person-year", "topic": "assistance"} | values
    return Term(evidence=evidence(quote, quote), kind=kind, amount=Decimal(str(amount)), **told)  # type: ignore[arg-type]


def share(quote: str, amount: float, kind: str = "floor", **values: Any) -> Term:
    """A share of what canteens buy unless told otherwise."""
    return term(quote, amount, kind, **{"unit": "percent", "per": None, "topic": "canteen"} | values)


def target(quote: str, amount: float, kind: str = "target", **values: Any) -> Term:
    """A sum that is to be bought."""
    return term(quote, amount, kind, **{"per": None, "topic": "purchase"} | values)


def day(quote: str, kind: str, **values: Any) -> DatedFact:
    return DatedFact(evidence=evidence(quote, quote), kind=kind, **values)  # type: ignore[arg-type]


def helped(name: str, adcode: str | None = None) -> NoticeRegion:
    return NoticeRegion(evidence=evidence(name, name), name=name, adcode=adcode, role="beneficiary")


def basis(quote: str, **values: Any) -> Citation:
    return Citation(evidence=evidence(quote, quote), relation="basis", **values)


def issued(
    adcode: str | None,
    issued_on: str | None,
    *facts: Fact,
    doubts: Iterable[tuple[str, str, str]] = (),
    doubtful: Iterable[Fact] = (),
    file: dict[str, Any] | None = None,
    **record: Any,
) -> Reading:
    """A notice with these facts, whose text is their words line by line.

    `doubts` are code, table and words of what was not read, `doubtful` those of the facts that are to be checked.
    `file` are fields of the file's reading.
    """
    title = record.pop("title", f"{adcode or record.get('issuer') or ''}{issued_on or ''}通知")
    # Notices of nearly the same words count as one: each has words of its own.
    own = "".join(chr(0x4E00 + ord(character) * 7 % 5000) for character in f"{title}{issued_on}" * 12)
    lines = [fact.evidence.quote for fact in facts] + [words for _, _, words in doubts]
    text = "\n".join([*dict.fromkeys(lines), own]) + "\n"
    placed = tuple(_placed(fact, text) for fact in facts)
    made = notice(*placed, text=text, title=title, adcode=adcode, issued_on=issued_on, **record)
    asked = [_doubt(code, table, text, words) for code, table, words in doubts]
    asked += [
        _doubt("term.recalled", fact.table, text, fact.evidence.quote, one)
        for fact, one in zip(facts, placed, strict=True)
        if fact in doubtful
    ]
    with_doubts = NoticeReading(made.notice, made.record, made.facts, doubts=tuple(asked))
    return reading(with_doubts, **{"content": title + text} | (file or {}))


def _placed(fact: Fact, text: str) -> Fact:
    return replace(fact, evidence=evidence(text, fact.evidence.quote))


def _doubt(code: str, table: str, text: str, words: str, fact: Fact | None = None) -> Doubt:
    start = text.index(words)
    return Doubt(code, f"原因：{code}", table, start, start + len(words), words, fact)


def compared(path: Path, *files: Reading, today: date = FAR) -> Comparison:
    """The comparison of these files."""
    db = open_registry(registry_of(path, *files))
    relations.attach(db.conn)
    try:
        return comparison(db.conn, today)
    finally:
        db.close()
