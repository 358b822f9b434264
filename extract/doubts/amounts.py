"""Doubts about amounts and shares: what they are for, whom they bind, whether they are terms at all."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extract.doubts.doubt import Found, rule, words_of
from extract.extractors.context import Context
from extract.facts import Term

_SMALL, _LARGE = Decimal(10), Decimal(10) ** 10
_LONGEST_BASE = 24


def checked(context: Context) -> Iterator[Found]:
    """The doubts about the terms of a notice."""
    terms = context.read(Term)
    for term in terms:
        words = words_of(context, term)
        for code in (*_meaning(term, words), *_names(term, words), *_standing(term, words)):
            yield Found(code, term)
        if _said_otherwise(term, terms):
            yield Found("term.two_readings", term)


def _meaning(term: Term, words: str) -> Iterator[str]:
    money = term.unit == "CNY"
    bare = term.kind == "target" and not term.evidence.rule.startswith("terms.column")
    if rule("reported").search(words) and (bare or not rule("ordered").search(words)):
        yield "term.reported"
    if bare and term.subject is None and (not money or term.per is None):
        yield "term.bare"
    counted = rule("counted_by").search(term.evidence.quote)
    if money and not (term.per or term.base) and counted and counted.group() not in (term.subject or ""):
        yield "term.rate_unread"
    if not money and term.base is None:
        yield "term.no_base"
    # 每人 says whom an amount binds.
    if term.kind != "target" and term.subject is None and term.per not in ("person", "person-year"):
        yield "term.no_subject"
    if (money and not _SMALL <= term.amount <= _LARGE) or (not money and not 0 < term.amount <= 100):
        yield "term.size"
    if rule("condition").search(words):
        yield "term.condition"
    if money and not term.evidence.rule.endswith("_before") and rule("price").search(words):
        yield "term.price"


def _names(term: Term, words: str) -> Iterator[str]:
    if term.subject is not None and rule("odd_name").search(term.subject):
        yield "term.odd_subject"
    elif term.subject is not None and term.subject not in words and rule("each_one").search(term.evidence.quote):
        yield "term.far_subject"
    if term.base is not None and (len(term.base) > _LONGEST_BASE or rule("odd_base").search(term.base)):
        yield "term.odd_base"


def _standing(term: Term, words: str) -> Iterator[str]:
    if term.standing == "quoted":
        if not rule("recalled").search(words):
            yield "term.standing"
    elif rule("ended").search(words) or (term.kind == "target" and rule("replaced").search(term.evidence.quote)):
        yield "term.standing"


def _said_otherwise(term: Term, terms: list[Term]) -> bool:
    """Whether the notice's same figure is read in another place as something else."""
    for other in terms:
        same = (other.amount, other.unit) == (term.amount, term.unit) and other.evidence.start != term.evidence.start
        if same and other.topic == term.topic and other.kind != term.kind and other.subject == term.subject:
            return True
    return False
