"""The figures of notices that can be compared, each under the policy term and on the basis it was set for.

A figure is under one term or none: `cap` (what may be spent on assistance, a person), `gifts` (what may be spent on
holiday goods, a person), `holiday` (the share of holiday goods that is to come from places helped), `canteen` (the
same of what canteens buy), `target` (what is to be bought or sold, in all). Its basis says whether it may stand
beside others of the term (`plain`: yuan a person and year, percent of the whole, yuan in all) or what parts it from
them; figures on different bases are never reckoned together.
"""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from extract.relations.relation import Relation
from extract.rules import load

TERMS = ("cap", "gifts", "holiday", "canteen", "target")
"""The terms that figures are compared by."""

PLAIN = "plain"
"""The basis on which figures of a term are compared with each other."""

PERSONAL = 10_000
"""Yuan. An amount from here on is nobody's allowance; one below it that is no person's is a price, not a target."""

_REMEMBERED = 50_000
_PERSONAL = ("person", "person-year")
_SPENT = {"cap": ("assistance", "purchase"), "gifts": ("holiday_gifts",)}


def register(connection: sqlite3.Connection) -> None:
    """Gives a connection the SQL functions `compared_as` (a figure's term), `compared_on` (its basis), `is_income`.

    The first two are given topic, unit, per, kind, base and whether the amount is PERSONAL or more.
    """
    connection.create_function("compared_as", 6, lambda *figure: compared(*figure)[0], deterministic=True)
    connection.create_function("compared_on", 6, lambda *figure: compared(*figure)[1], deterministic=True)
    connection.create_function("is_income", 1, is_income, deterministic=True)


def is_income(quote: str) -> bool:
    """Whether the words of an amount say that it is earned: such an amount is under no term."""
    return bool(load("comparison")["of_income"].search(quote))


@lru_cache(_REMEMBERED)
def compared(
    topic: str, unit: str, per: str | None, kind: str, base: str | None, large: bool
) -> tuple[str | None, str | None]:
    """The term and basis of a figure of `terms`; None and None where it is under no term.

    Bases: `plain`. Money of a person: `purpose` (for canteens, or what it is for was not read), `person` (no year is
    named), `person_base` (counted by the person and by `base`), `base` (by `base` alone), `unread`. Shares:
    `of_base` (of another whole, or of a part), `of_unread` (of what was not read), `lone_cap` (an upper bound alone:
    it bounds something else than what is to be bought). Sums: `base` (for each of something).
    """
    if unit == "CNY":
        return _money(topic, per, base, large)
    return _share(topic, kind, base) if unit == "percent" else (None, None)


def _money(topic: str, per: str | None, base: str | None, large: bool) -> tuple[str | None, str | None]:
    if per in _PERSONAL:
        if topic == "other" and (per == "person" or base):
            return None, None
        term = "gifts" if topic == "holiday_gifts" else "cap"
        if base:
            return term, "person_base"
        if per == "person":
            return term, "person"
        return term, PLAIN if topic in _SPENT[term] else "purpose"
    if large and topic in ("assistance", "purchase", "canteen", "holiday_gifts"):
        return "target", "base" if base else PLAIN
    if topic == "holiday_gifts":
        return "gifts", "base" if base else "unread"
    return None, None


def _share(topic: str, kind: str, base: str | None) -> tuple[str | None, str | None]:
    rules = load("comparison")
    if base and rules["no_share_of_goods"].search(base):
        return None, None
    holiday = bool(base and rules["holiday_whole"].search(base))
    if topic == "canteen" and not holiday:
        return "canteen", _share_basis("canteen_whole", kind, base)
    if topic in ("holiday_gifts", "canteen") or (holiday and topic != "other"):
        return "holiday", _share_basis("holiday_whole", kind, base)
    if topic in ("assistance", "purchase"):
        if base:
            return "holiday", "of_base"
        # Without a whole and a bound from below it may be anything that is measured in percent.
        return ("holiday", "of_unread") if kind == "floor" else (None, None)
    return None, None


def _share_basis(whole: str, kind: str, base: str | None) -> str:
    rules = load("comparison")
    if base and (rules["part_of_a_whole"].search(base) or not rules[whole].search(base)):
        return "of_base"
    return "lone_cap" if kind == "cap" else PLAIN


_FIGURE = f"terms.topic, terms.unit, terms.per, terms.kind, terms.base, terms.amount >= {PERSONAL}"

FIGURES = Relation(
    # Each figure under a term, by the id that it has in `terms`.
    "page_figures",
    f"""
    SELECT terms.id, terms.notice_id,
      compared_as({_FIGURE}) AS term,
      compared_on({_FIGURE}) AS basis,
      terms.kind, terms.amount, terms.topic, terms.additional, terms.standing, terms.start, terms."end"
    FROM terms
    JOIN notices ON notices.id = terms.notice_id AND notices.duplicate_of IS NULL
    WHERE compared_as({_FIGURE}) IS NOT NULL
      AND NOT (terms.per IN ('person', 'person-year') AND is_income(terms.quote))
    """,
    ("notice_id", "id"),
)
