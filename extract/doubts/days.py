"""Doubts about dates: what a day is for, which year it is of, whether it recurs."""

from __future__ import annotations

from collections.abc import Iterator

from extract.doubts.doubt import Found, rule, words_of
from extract.extractors.context import Context
from extract.facts import DatedFact

_FAR = 10


def checked(context: Context) -> Iterator[Found]:
    """The doubts about the dates of a notice."""
    facts = [fact for fact in context.read(DatedFact) if fact.kind != "issued"]
    for fact in facts:
        words = words_of(context, fact)
        for code in (*_kind(fact, words), *_days(context, fact, words)):
            yield Found(code, fact)
        if _in_two_kinds(fact, facts):
            yield Found("date.two_kinds", fact)


def _kind(fact: DatedFact, words: str) -> Iterator[str]:
    read_by = fact.evidence.rule
    if rule("weak_date_rules").fullmatch(read_by):
        yield "date.weak_cue"
    if fact.kind in ("deadline", "report_due", "phase") and fact.action is None:
        yield "date.no_action"
    if fact.kind == "report_due" and not read_by.startswith("column.") and rule("done_by").search(fact.evidence.quote):
        yield "date.kind_mixed"
    if fact.kind != "validity" and rule("past_event").search(words):
        yield "date.past"
    due = fact.kind in ("deadline", "report_due") and not read_by.startswith(("column.", "label."))
    if due and fact.recurs is None and not rule("limit").search(fact.evidence.quote):
        yield "date.no_limit"


def _days(context: Context, fact: DatedFact, words: str) -> Iterator[str]:
    days = [day for day in (fact.starts_on, fact.ends_on) if day]
    quote = fact.evidence.quote
    if not days and fact.kind != "report_due":
        yield "date.relative"
    if fact.recurs is None and rule("recurring").search(quote):
        yield "date.recurrence"
    if days and (rule("other_year").search(quote) or (context.year is None and not rule("full_year").search(quote))):
        yield "date.year"
    if fact.starts_on and fact.ends_on and fact.starts_on > fact.ends_on:
        yield "date.reversed"
    if context.year is not None and any(abs(int(day[:4]) - context.year) > _FAR for day in days):
        yield "date.far"
    if context.issued_on and days and not fact.recurs and max(days) < context.issued_on.isoformat():
        yield "date.before_issue"
    if not _ends_as_printed(fact) or rule("leftover").fullmatch(fact.action or ""):
        yield "date.range"


def _ends_as_printed(fact: DatedFact) -> bool:
    """Whether a period printed with its end (5月至12月, 18日至22日, 上旬) was read to that end."""
    quote, last = fact.evidence.quote, fact.ends_on
    printed = list(rule("range").finditer(quote))
    if len(printed) == 1 and not fact.recurs:
        end = printed[0]
        if last is None:
            return False
        given = int(last[5:7]) if end["unit"] == "月" else int(last[8:10])
        return given == int(end["end"])
    if fact.kind in ("validity", "phase") and last is None and rule("has_end").search(quote):
        return False
    tens = [match.group() for match in rule("ten_days").finditer(quote)]
    return len(tens) != 1 or last is None or int(last[8:10]) in {"上": (10,), "中": (20,)}.get(tens[0], range(28, 32))


def _in_two_kinds(fact: DatedFact, facts: list[DatedFact]) -> bool:
    """Whether the same words were read as something else too."""
    place = fact.evidence
    return any(
        other.kind != fact.kind and place.start < other.evidence.end and other.evidence.start < place.end
        for other in facts
        if other.ends_on is not None and other.ends_on == fact.ends_on
    )
