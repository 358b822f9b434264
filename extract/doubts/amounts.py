"""Doubts about amounts and shares: what they are for, whom they bind, whether they are terms at all."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extract.doubts.doubt import Found, rule, words_of
from extract.extractors.context import Context
from extract.facts import Term

_SMALL, _LARGE = Decimal(10), Decimal(10) ** 10
_LONGEST_BASE = 24
_LONGEST_SUBJECT = 20


def checked(context: Context) -> Iterator[Found]:
    """The doubts about the terms of a notice."""
    terms = context.read(Term)
    for term in terms:
        words = words_of(context, term)
        before = words[: words.find(term.evidence.quote) + len(term.evidence.quote)]
        for code in (
            *_meaning(term, words),
            *_missing(term, before),
            *_names(term),
            *_bound(term),
            *_standing(term, words),
        ):
            yield Found(code, term)
        if _said_otherwise(term, terms):
            yield Found("term.two_readings", term)


def _meaning(term: Term, words: str) -> Iterator[str]:
    money, quote = term.unit == "CNY", term.evidence.quote
    counted = rule("counted_by").search(quote)
    if money and not (term.per or term.base) and counted and counted.group() not in (term.subject or ""):
        yield "term.rate_unread"
    if money and term.per in (None, "person") and not _in_column(term) and rule("yearly").search(quote):
        yield "term.year_unread"
    if (money and not _SMALL <= term.amount <= _LARGE) or (not money and not 0 < term.amount <= 100):
        yield "term.size"
    if money and _in_column(term) and rule("goods_row").search(quote):
        yield "term.goods"
    if bool(term.additional) != (rule("additional").search(quote) is not None):
        yield "term.additional"
    if rule("listed_figure").search(quote):
        yield "term.listed"


def _missing(term: Term, before: str) -> Iterator[str]:
    """Whom a figure binds or what it is a share of, not read: the more doubtful where the words up to it name some."""
    if term.unit == "percent" and term.base is None and not _in_column(term):
        yield "term.no_base"
        if rule("whole").search(before):
            yield "term.base_near"
    if term.subject is None:
        if term.kind != "target" and term.per not in ("person", "person-year"):
            yield "term.no_subject"
            if rule("naked_bound").match(before):
                yield "term.naked_bound"
        own = term.evidence.quote.replace(term.base or "\n", "")
        if rule("bodies").search(own):
            yield "term.body_in_clause"
        elif rule("bodies").search(before.replace(term.base or "\n", "")):
            yield "term.body_near"
        elif rule("people").search(before):
            yield "term.people_near"
    elif term.subject not in before and not _in_column(term):
        yield "term.subject_far"
        if rule("bodies").search(term.evidence.quote):
            yield "term.other_body"


def _names(term: Term) -> Iterator[str]:
    subject, base = term.subject, term.base
    if subject is not None and (rule("odd_name").search(subject) or len(subject) > _LONGEST_SUBJECT):
        yield "term.odd_subject"
    elif subject is not None and rule("verb_in_subject").search(subject):
        yield "term.verb_in_subject"
    if base is not None and (len(base) > _LONGEST_BASE or rule("odd_base").search(base)):
        yield "term.odd_base"
    elif base is not None and rule("verb_in_base").search(base):
        yield "term.verb_in_base"


def _bound(term: Term) -> Iterator[str]:
    """A figure read as neither cap nor floor, and words of such beside it."""
    if term.kind == "target" and not _in_column(term) and rule("bound_words").search(term.evidence.quote):
        yield "term.bound_unread"


def _standing(term: Term, words: str) -> Iterator[str]:
    quote = term.evidence.quote
    if term.standing == "quoted":
        if not rule("recalled").search(words):
            yield "term.standing"
    elif rule("ended").search(words) or (term.kind == "target" and rule("replaced").search(quote)):
        yield "term.standing"
    elif rule("other_rule").search(quote) or rule("replaced").search(words):
        yield "term.recalled"


def _in_column(term: Term) -> bool:
    return term.evidence.rule.startswith("terms.column")


def _said_otherwise(term: Term, terms: list[Term]) -> bool:
    """Whether the notice's same figure is read in another place as something else."""
    for other in terms:
        same = (other.amount, other.unit) == (term.amount, term.unit) and other.evidence.start != term.evidence.start
        if same and other.topic == term.topic and other.kind != term.kind and other.subject == term.subject:
            return True
    return False
