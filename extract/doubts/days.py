"""Doubts about dates: what a day is for, which year it is of, whether it recurs."""

from __future__ import annotations

from collections.abc import Iterator

from extract.doubts.doubt import Found, rule, words_of
from extract.extractors.context import Context
from extract.facts import DatedFact

_FAR = 10
_AROUND = 14
"""How many characters before and after a date's words tell of its use."""


def checked(context: Context) -> Iterator[Found]:
    """The doubts about the dates of a notice."""
    facts = [fact for fact in context.read(DatedFact) if fact.kind != "issued"]
    for fact in facts:
        words = words_of(context, fact)
        for code in (*_kind(fact, words), *_use(context, fact), *_days(context, fact, words)):
            yield Found(code, fact)
        if _in_two_kinds(fact, facts):
            yield Found("date.two_kinds", fact)
        if _twice(fact, facts):
            yield Found("date.twice", fact)


def _kind(fact: DatedFact, words: str) -> Iterator[str]:
    if fact.kind in ("deadline", "report_due", "phase") and fact.action is None:
        yield "date.no_action"
    if fact.kind == "report_due" and not _labelled(fact) and rule("done_by").search(fact.evidence.quote):
        yield "date.kind_mixed"
    if fact.kind != "validity" and rule("past_event").search(words):
        yield "date.past"
    due = fact.kind in ("deadline", "report_due") and not _labelled(fact)
    if due and fact.recurs is None and not rule("limit").search(fact.evidence.quote):
        yield "date.no_limit"


def _use(context: Context, fact: DatedFact) -> Iterator[str]:
    """What the words round a date speak of, against what it was read as."""
    quote, text = fact.evidence.quote, context.text
    start, end = fact.evidence.start, fact.evidence.end
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    before = text[max(line, start - _AROUND) : start]
    after = text[end : min(stop if stop >= 0 else len(text), end + _AROUND)]
    if not _labelled(fact):
        for kind in ("validity", "report_due", "phase"):
            said = rule(f"says_{kind}").search(quote) is not None
            if said and fact.kind != kind:
                yield f"date.maybe_{kind}"
            elif fact.kind == kind and not said and not rule(f"says_{kind}").search(before + after):
                yield "date.use_unsaid"
    if fact.recurs is None and rule("recurring_beside").search(before + quote):
        yield "date.recurrence_beside"
    if fact.kind == "validity" and fact.ends_on is None and rule("end_beside").search(after):
        yield "date.end_beside"
    if rule("listed_day").search(before[-8:] + quote + after[:8]):
        yield "date.listed"
    if fact.starts_on is None and rule("begun_before").search(before):
        yield "date.begun_before"


def _labelled(fact: DatedFact) -> bool:
    return fact.evidence.rule.startswith(("column.", "label."))


def _days(context: Context, fact: DatedFact, words: str) -> Iterator[str]:
    days = [day for day in (fact.starts_on, fact.ends_on) if day]
    quote = fact.evidence.quote
    if not days and fact.kind != "report_due":
        yield "date.relative"
    if not days and fact.kind == "report_due":
        yield "date.no_day"
    if fact.recurs is None and rule("recurring").search(quote):
        yield "date.recurrence"
    if fact.recurs and (fact.kind == "validity" or (days and context.issued_on is None)):
        yield "date.first_time"
    if days and not rule("day_words").search(quote):
        yield "date.year_only"
    if fact.kind == "phase" and fact.starts_on is None:
        yield "date.open_phase"
    if days and (rule("other_year").search(quote) or (context.year is None and not rule("full_year").search(quote))):
        yield "date.year"
    if fact.starts_on and fact.ends_on and fact.starts_on > fact.ends_on:
        yield "date.reversed"
    if context.year is not None and any(abs(int(day[:4]) - context.year) > _FAR for day in days):
        yield "date.far"
    if context.issued_on and days and max(days) < context.issued_on.isoformat():
        if fact.recurs != "yearly":
            yield "date.before_issue"
    elif context.issued_on and fact.kind in ("deadline", "report_due") and _over_a_year(context, fact, quote):
        yield "date.next_year"
    if not _ends_as_printed(fact):
        yield "date.range"
    if fact.action and (rule("leftover").fullmatch(fact.action) or rule("odd_action").search(fact.action)):
        yield "date.odd_action"


def _over_a_year(context: Context, fact: DatedFact, quote: str) -> bool:
    """Whether a day printed without a year was put into another year than that of issue."""
    if context.issued_on is None or fact.ends_on is None or rule("full_year").search(quote):
        return False
    return fact.recurs is None and int(fact.ends_on[:4]) != context.issued_on.year


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


def _twice(fact: DatedFact, facts: list[DatedFact]) -> bool:
    """Whether the same use of the same last day was read in another place too."""
    if fact.ends_on is None or fact.kind == "phase" or _labelled(fact):
        return False
    return any(
        other.evidence.start != fact.evidence.start
        and (other.kind, other.ends_on, other.recurs) == (fact.kind, fact.ends_on, fact.recurs)
        for other in facts
        if not _labelled(other)
    )
