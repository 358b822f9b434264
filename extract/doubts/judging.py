"""The facts of a notice with their confidence, and its doubts."""

from __future__ import annotations

from dataclasses import fields
from itertools import chain

from extract.doubts import amounts, days, documents, people, places, recognition, tables, unread, work
from extract.doubts.doubt import REVIEW_BELOW, Check, Doubt, Found, confidence, kinds
from extract.extractors.context import Context
from extract.facts import FACT_TYPES, Evidence, Fact

_CHECKS: tuple[Check, ...] = (
    amounts.checked,
    days.checked,
    places.checked,
    people.checked,
    documents.checked,
    work.checked,
    tables.checked,
    unread.checked,
    recognition.checked,
)


def judge(context: Context) -> tuple[Doubt, ...]:
    """The doubts about a notice's facts and about what was not read, in the order of their places.

    The facts in the context get their confidence: by their rule and their doubts, times how surely their words
    were recognised where they were read on a picture. The doubts about those that are believed all the same
    (`REVIEW_BELOW`) are left out.
    """
    found = suspicions(context)
    judged = _with_confidence(context, found)
    doubts = [
        _doubt(context, one, judged.get(id(one.fact)))
        for one in found
        if one.fact is None or judged[id(one.fact)].evidence.confidence < REVIEW_BELOW
    ]
    return tuple(sorted(doubts, key=lambda doubt: (doubt.start, doubt.end, doubt.table, doubt.code)))


def suspicions(context: Context) -> list[Found]:
    """All that speaks against the facts of a notice, each once, and what was not read, however little it weighs."""
    seen: dict[tuple[object, ...], Found] = {}
    for one in chain.from_iterable(check(context) for check in _CHECKS):
        seen.setdefault((one.code, id(one.fact), one.start, one.table), one)
    return list(seen.values())


def _with_confidence(context: Context, found: list[Found]) -> dict[int, Fact]:
    """Puts the facts with their confidence in place of the facts; gives the new by the ids of the old."""
    codes: dict[int, list[str]] = {}
    for one in found:
        codes.setdefault(id(one.fact), []).append(one.code)
    new: dict[int, Fact] = {}
    told: dict[tuple[str, tuple[str, ...]], float] = {}
    old = [fact for facts in context.facts.values() for fact in facts]
    # What other facts point at goes first.
    for fact in sorted(old, key=lambda fact: bool(_pointers(fact))):
        place = fact.evidence
        weighed = place.rule, tuple(codes.get(id(fact), ()))
        if weighed not in told:  # most facts of a rule have the same doubts, or none
            told[weighed] = confidence(*weighed)
        believed, read_by = told[weighed], place.read_by
        score = recognition.score_of(context, fact)
        if score is not None:
            believed, read_by = recognition.limited(believed, score), "ocr"
        pointed = {name: new.get(id(at), at) for name, at in _pointers(fact).items()}
        if pointed or (believed, read_by) != (place.confidence, place.read_by):
            evidence = Evidence(place.start, place.end, place.quote, place.rule, place.page, believed, read_by)
            new[id(fact)] = type(fact)(evidence, **(fact.values() | pointed))
        else:
            new[id(fact)] = fact
    for table, facts in context.facts.items():
        context.facts[table] = [new[id(fact)] for fact in facts]
    return new


def _pointers(fact: Fact) -> dict[str, Fact]:
    """The columns of a fact that hold another fact (a duty's task)."""
    names = _POINTING.get(type(fact))
    return {name: at for name in names if (at := getattr(fact, name)) is not None} if names else {}


_FACT_NAMES = {kind.__name__ for kind in FACT_TYPES}
_POINTING = {
    kind: tuple(item.name for item in fields(kind) if str(item.type).removesuffix(" | None") in _FACT_NAMES)
    for kind in FACT_TYPES
}
"""By the kind of a fact, the columns that hold another fact where they are filled: those declared so."""


def _doubt(context: Context, found: Found, fact: Fact | None) -> Doubt:
    kind = kinds()[found.code]
    start, end = (fact.evidence.start, fact.evidence.end) if fact is not None else (found.start, found.end)
    return Doubt(
        code=kind.code,
        reason=kind.reason.replace("{word}", found.word),
        table=fact.table if fact is not None else found.table,
        start=start,
        end=end,
        quote=context.text[start:end],
        fact=fact,
    )
