"""The dates and periods that matter in a notice (table `dates`).

A date matters when something is due by it, when the measure runs through it, or when it is a
stage of the work: `date_frames` reads that from the words around it. Dates of other documents,
of the past, of meetings and of the notice's own header and foot are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extract.extractors.context import Context, extractor
from extract.extractors.date_actions import action_of
from extract.extractors.date_frames import kind_of
from extract.extractors.date_left_out import LATE
from extract.extractors.date_mentions import Mention, mentions
from extract.extractors.date_rhythms import recurring_reports
from extract.facts import DatedFact, DateKind
from extract.rules import load
from extract.values.dates_festivals import year_later

_LONGEST_QUOTE = 160
_OPENING = 600
"""Among how many characters a news report says what it tells of."""
_HALF_A_YEAR = 6
_SHORTEST_MONTH = 28
_TIMED = frozenset({"validity.span", "validity.label", "phase.label", "phase.timed", "phase.event", "phase.bracketed"})
"""Rules that read a period under its label."""
_WEAK = frozenset(
    {
        "title.period",
        "validity.measure",
        "validity.offer",
        "validity.within",
        "validity.strong",
        "validity.span",
        "phase.section",
        "validity.ended",
    }
)
"""Rules that read a period from what is done in it; a period that is called the validity goes before it."""
_DONE_IN = frozenset({"validity.measure", "validity.within", "validity.offer"})
"""Rules that read a period from what is done in it and not from what it is called."""
_SHORT = 31
_OF_EACH = frozenset({"phase.timed", "phase.batch", "phase.turn"})
"""Rules that read the days of one of several tours or batches from its own line."""
_OF_PRICES = frozenset({"validity.price", "validity.offer"})
"""Rules that read for how long prices hold or are lowered."""


@extractor("dates")
def find_dates(context: Context) -> list[DatedFact]:
    """The dated facts of a notice, each once, in the order of their first mention."""
    found = mentions(context, context.year)
    facts = _framed(found, context)
    if context.year is None:
        begun = [fact for fact in facts if fact.kind == "validity" and fact.starts_on]
        called = next((fact.starts_on for fact in begun if fact.evidence.rule not in _WEAK), None)
        # A method without date and number says its year where it comes into force; a report, with what it tells of.
        reported = None if called else _reported_year(context)
        begins = called or next((fact.starts_on for fact in begun if not reported), None)
        year = int(begins[:4]) if begins else reported
        if year is not None:
            found = mentions(context, year)
            facts = _framed(found, context)
            facts = _before_the_end(facts, found) if begins else facts
    facts += _issued(context) + recurring_reports(context, found, facts) + _titled(context, facts)
    facts.sort(key=lambda fact: (fact.evidence.start, fact.evidence.end))
    return _once(_said_finer(_joined(facts, context)))


def _reported_year(context: Context) -> int | None:
    """The year of the document that a news report tells of, for a notice that prints no year of its own."""
    match = load("date_kinds")["year.reported"].search(context.text, 0, min(_OPENING, len(context.text)))
    return int(match["year"]) if match else None


def validity_of(facts: Sequence[DatedFact]) -> tuple[str | None, str | None]:
    """The first and last day of the measure's own validity, each None where none is printed.

    What is called the validity goes before what is only done in a period, and of the days called so
    those that the notice gives itself (本通知自…起施行) before those of a standard or a list in it.
    """
    names, parts = load("date_kinds")["validity.own"], load("date_kinds")["validity.of_part"]
    facts = [
        fact
        for fact in facts
        if fact.kind == "validity" and fact.evidence.rule not in _OF_PRICES and not parts.search(fact.evidence.quote)
    ]
    called = [fact for fact in facts if fact.evidence.rule not in _WEAK]
    listed = load("date_kinds")["validity.of_listed"]
    called.sort(
        key=lambda fact: (names.search(fact.evidence.quote) is None) + (listed.search(fact.evidence.quote) is not None)
    )
    done = [fact for fact in facts if fact.evidence.rule in _WEAK]
    if not any(fact.ends_on for fact in called):
        begins = max((fact.starts_on for fact in called if fact.starts_on), default="")
        # A season that is over before the measure begins is none of its own.
        whole = next((fact for fact in done if fact.starts_on and fact.ends_on and fact.ends_on > begins), None)
        if whole is not None:
            return whole.starts_on, whole.ends_on
    whole = next((fact for fact in called if fact.starts_on and fact.ends_on), None)
    if whole is not None:
        return whole.starts_on, whole.ends_on
    starts = next((fact.starts_on for fact in called if fact.starts_on), None)
    ends = next((fact.ends_on for fact in called or done if fact.ends_on), None)
    return starts, ends


def _titled(context: Context, facts: Sequence[DatedFact]) -> list[DatedFact]:
    """The years in the title of a plan that prints no end of its validity elsewhere."""
    title, rules = context.notice.title, load("date_kinds")
    if title is None or any(fact.kind == "validity" and fact.ends_on for fact in facts):
        return []
    match = rules["title.period"].search(context.text, title.start, title.end)
    if match is None or rules["title.of_other"].search(title.value):
        return []
    day = next((day for day in context.days(context.year) if day.start >= match.start("period")), None)
    if day is None or not (day.value.starts_on and day.value.ends_on and day.end <= match.end()):
        return []
    evidence = context.notice.evidence(match.start(), match.end(), "title.period")
    starts, ends = day.value.starts_on.isoformat(), day.value.ends_on.isoformat()
    return [DatedFact(evidence, kind="validity", starts_on=starts, ends_on=ends)]


def _before_the_end(facts: Sequence[DatedFact], found: Sequence[Mention]) -> list[DatedFact]:
    """Without the days that took their year from the measure's period and lie behind it: theirs is another year."""
    ends = max((fact.ends_on for fact in facts if fact.kind == "validity" and fact.ends_on), default=None)
    printed = load("date_kinds")["printed_year"]
    with_year = {one.clause[0] for one in found if printed.search(one.finding.text)}
    return [
        fact
        for fact in facts
        if ends is None or not fact.ends_on or fact.ends_on <= ends or fact.evidence.start in with_year
    ]


def _framed(found: Sequence[Mention], context: Context) -> list[DatedFact]:
    framed = [(mention, *frame) for mention in found if (frame := kind_of(mention, context)) is not None]
    read = [(one, fact) for one in framed if _says_when(fact := _fact(*one, context))]
    wholes = [(fact.starts_on, fact.ends_on) for _, fact in read if fact.kind == "validity"]
    return [
        _fact(one[0], "phase", one[2], context) if any(_is_part(fact, *whole) for whole in wholes) else fact
        for one, fact in read
    ]


def _says_when(fact: DatedFact) -> bool:
    """Whether a validity has a day: 自发布之日起执行 of a notice whose day of issue is not known says none."""
    return fact.kind != "validity" or bool(fact.starts_on or fact.ends_on or fact.recurs)


def _is_part(fact: DatedFact, begins: str | None, ends: str | None) -> bool:
    """Whether some days or weeks in which something is done lie inside the whole of a measure that the notice gives."""
    first, last = fact.starts_on, fact.ends_on
    if fact.kind != "validity" or fact.evidence.rule not in _DONE_IN or fact.recurs or not (first and last):
        return False
    short = (date.fromisoformat(last) - date.fromisoformat(first)).days <= _SHORT
    return short and begins is not None and ends is not None and begins < first and last < ends


def _issued(context: Context) -> list[DatedFact]:
    issued = context.notice.issued
    if issued is None or issued.end <= issued.start:
        return []
    evidence = context.notice.evidence(issued.start, issued.end, "layout.issued")
    return [DatedFact(evidence, kind="issued", ends_on=issued.value)]


def _fact(mention: Mention, kind: DateKind, rule: str, context: Context) -> DatedFact:
    value = mention.value
    starts, ends = value.starts_on, value.ends_on
    if kind in ("deadline", "report_due") and ends is not None and not value.explicit:
        starts = None
    if ends is not None and _is_next_year(mention, ends, context, kind in ("deadline", "report_due")):
        ends, starts = year_later(ends, mention.finding.text), year_later(starts) if starts else None
    if starts and value.bound == "from" and ends is None and _is_next_year(mention, starts, context, False):
        starts = year_later(starts)
    if rule == "validity.begins":
        starts, ends = starts or ends, None
    return DatedFact(
        context.notice.evidence(*mention.clause, rule),
        kind=kind,
        starts_on=starts.isoformat() if starts else None,
        ends_on=ends.isoformat() if ends else None,
        recurs=value.recurs,
        rrule=value.rrule,
        action=action_of(mention, kind, rule, context),
    )


def _is_next_year(mention: Mention, ends: date, context: Context, limit: bool) -> bool:
    """Whether a day without a year lies at the beginning of the year after the notice, issued late in its own.

    A period does so only in a notice of the year's last two months, and of October for days of January: plans are
    printed after their first stage.
    """
    issued = context.issued_on
    printed = load("date_kinds")["printed_year"].search(mention.finding.text)
    if issued is None or mention.value.recurs or printed:
        return False
    january = issued.month == LATE - 1 and ends.month == 1 and mention.value.precision == "day"
    if issued.month < LATE and not january and (mention.value.explicit or not limit):
        return False
    return ends.year == issued.year and issued.month - ends.month >= _HALF_A_YEAR


def _joined(facts: Sequence[DatedFact], context: Context) -> list[DatedFact]:
    """A measure's beginning (自…起施行) and its length (有效期三年) as the one period they are."""
    done: list[DatedFact] = []
    for fact in facts:
        last = (
            next((one for one in reversed(done) if one.kind == "validity"), None) if fact.kind == "validity" else None
        )
        if last is None or not _one_period(last, fact, context):
            done.append(fact)
            continue
        start, end = last.evidence.start, max(last.evidence.end, fact.evidence.end)
        near = end - start <= _LONGEST_QUOTE and context.notice.block_at(start) is context.notice.block_at(end - 1)
        evidence = context.notice.evidence(start, end, fact.evidence.rule) if near else last.evidence
        merged = replace(
            last, evidence=evidence, starts_on=last.starts_on or fact.starts_on, ends_on=last.ends_on or fact.ends_on
        )
        done[done.index(last)] = merged
    return done


def _one_period(first: DatedFact, second: DatedFact, context: Context) -> bool:
    """Whether two validities close by are one: a beginning and an end, or a day and the period it belongs to."""
    if second.evidence.start - first.evidence.end > _LONGEST_QUOTE:
        return False
    if "validity.ended" in (first.evidence.rule, second.evidence.rule):
        return False  # the end of other documents
    half_first = (first.starts_on is None) != (first.ends_on is None)
    half_second = (second.starts_on is None) != (second.ends_on is None)
    if half_first and half_second:
        paragraph, other = (context.notice.block_at(one.evidence.start) for one in (first, second))
        if first.starts_on is None and paragraph is not other:
            return False  # 目录有效期至2025年; in another paragraph: 本办法自2024年起施行
        start, end = first.starts_on or second.starts_on, first.ends_on or second.ends_on
        return start is not None and end is not None and start <= end
    if half_first:
        return first.starts_on == second.starts_on or first.ends_on == second.ends_on
    return half_second and (first.starts_on == second.starts_on or first.ends_on == second.ends_on)


def _said_finer(facts: Sequence[DatedFact]) -> list[DatedFact]:
    """Without a period that another fact says better.

    A month in which something is held, where its days are given under 时间：; what is done in a period that
    is said to be one to apply in, vote in or the like.
    """
    periods = [fact for fact in facts if fact.starts_on and fact.ends_on]
    due = {
        (fact.starts_on, fact.ends_on)
        for fact in periods
        if fact.kind in ("deadline", "report_due") or fact.evidence.rule == "phase.label"
    }
    timed = [fact for fact in periods if fact.evidence.rule in _TIMED]
    return [
        fact
        for fact in facts
        if not (fact.evidence.rule in _WEAK and (fact.starts_on, fact.ends_on) in due)
        and not (fact.evidence.rule == "phase.held" and any(_holds(fact, other) for other in timed))
    ]


def _holds(month: DatedFact, days: DatedFact) -> bool:
    """Whether a fact's whole month holds another's days."""
    first, last = month.starts_on or "", month.ends_on or ""
    whole = first[:7] == last[:7] and first.endswith("-01") and int(last[-2:] or 0) >= _SHORTEST_MONTH
    return whole and first <= (days.starts_on or "") and (days.ends_on or "") <= last and last != days.ends_on


def _once(facts: Sequence[DatedFact]) -> list[DatedFact]:
    """Each fact at its first mention: the same kind and days, and for deadlines the same thing due."""
    done: list[DatedFact] = []
    for fact in facts:
        if not any(_same(fact, other) for other in done):
            done.append(fact)
    return done


def _same(fact: DatedFact, other: DatedFact) -> bool:
    def key(one: DatedFact) -> tuple[str | None, ...]:
        return one.kind, one.starts_on, one.ends_on, one.recurs

    if key(fact) != key(other):
        return False
    if fact.evidence.rule == other.evidence.rule and fact.evidence.rule in _OF_EACH and _named_apart(fact, other):
        return False
    if fact.evidence.start == other.evidence.start or (fact.kind != "deadline" and (fact.ends_on or fact.starts_on)):
        return True
    first, second = fact.action or "", other.action or ""
    if fact.evidence.rule.startswith("column."):
        return first == second
    return not first or not second or bool(_pairs(first) & _pairs(second))


def _named_apart(fact: DatedFact, other: DatedFact) -> bool:
    """Whether two facts name two things: of each of several tours or batches that go in the same days."""
    first, second = fact.action or "", other.action or ""
    return bool(first and second) and first not in second and second not in first


def _pairs(words: str) -> set[str]:
    return {words[index : index + 2] for index in range(len(words) - 1)} - {
        "完成",
        "各单",
        "单位",
        "报送",
        "上报",
        "提交",
    }
