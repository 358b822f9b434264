"""Facts as if read from given words, and the doubts about them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from extract.doubts import Doubt, judge
from extract.doubts.judging import suspicions
from extract.extractors.context import Context
from extract.facts import Contact, DatedFact, Evidence, Fact, Listing, Term
from extract.notice import Notice
from tests.extractors.factory import Item, notice

RULES: dict[str, str] = {
    "terms": "terms.bound.cap_before",
    "dates": "bound.before",
    "notice_regions": "region.helped_before",
    "listings": "listings.table",
    "platforms": "platforms.block",
    "contacts": "contacts.line",
    "citations": "title_in_marks",
    "tasks": "tasks.table",
    "duties": "duties.label",
    "forms": "forms.blank_rows",
}


def fact(of: type[Fact], text: str, quote: str, /, rule: str | None = None, **values: Any) -> Fact:
    """A fact read from the first mention of these words."""
    start = text.index(quote)
    return of(Evidence(start, start + len(quote), quote, rule or RULES[of.table]), **values)


def term(text: str, quote: str, amount: int = 500, rule: str | None = None, **values: Any) -> Fact:
    """A cap in yuan, unless told otherwise."""
    told: dict[str, Any] = {"kind": "cap", "unit": "CNY", **values}
    return fact(Term, text, quote, rule, amount=Decimal(amount), **told)


def day(text: str, quote: str, rule: str | None = None, **values: Any) -> Fact:
    """A deadline at the end of November 2024 by which something is to be done, unless told otherwise."""
    told: dict[str, Any] = {"kind": "deadline", "ends_on": "2024-11-30", "action": "完成采购", **values}
    return fact(DatedFact, text, quote, rule, **told)


def contact(text: str, quote: str, rule: str | None = None, **values: Any) -> Fact:
    """A person of an office with a number, unless told otherwise."""
    told: dict[str, Any] = {"organization": "甲市总工会", "person": "王小明", "phone": "13800000000", **values}
    return fact(Contact, text, quote, rule, **told)


def listing(text: str, quote: str, rule: str | None = None, **values: Any) -> Fact:
    """A firm of a list with all its particulars, unless told otherwise."""
    told: dict[str, Any] = {
        "name": "甲乙粮油有限公司", "address": "解放路12号", "contact": "王小明", "phone": "13800000000", **values,
    }  # fmt: skip
    return fact(Listing, text, quote, rule, **told)


def _context(given: Notice | str | list[Item], facts: tuple[Fact, ...], issued: date | None) -> Context:
    items: list[Item] = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    read = given if isinstance(given, Notice) else notice(*items)
    context = Context(read, issued_on=issued, year=issued.year if issued else None)
    for one in facts:
        context.facts.setdefault(one.table, []).append(one)
    return context


def doubts(given: Notice | str | list[Item], *facts: Fact, issued: date | None = date(2024, 3, 1)) -> tuple[Doubt, ...]:
    """The doubts about a notice of these paragraphs and tables with these facts."""
    context = _context(given, facts, issued)
    found = judge(context)
    for doubt in found:
        assert context.text[doubt.start : doubt.end] == doubt.quote
        assert doubt.fact is None or any(doubt.fact is one for one in context.facts[doubt.table])
    return found


def codes(given: Notice | str | list[Item], *facts: Fact, issued: date | None = date(2024, 3, 1)) -> set[str]:
    """The codes of all that speaks against facts, however little it weighs."""
    return {found.code for found in suspicions(_context(given, facts, issued)) if found.fact is not None}


def open_codes(given: Notice | str | list[Item], *facts: Fact, **known: Any) -> set[str]:
    """The codes of the doubts about what no fact says."""
    return {doubt.code for doubt in doubts(given, *facts, **known) if doubt.fact is None}
