"""Dates that are no matter of the notice's: past ones, other documents', signatures', first years without an end."""

from __future__ import annotations

from datetime import date

from extract.extractors.context import Context
from extract.extractors.date_mentions import Mention
from extract.rules import RuleFile, load

LATE, _EARLY = 11, 3
"""From which month of a year a notice's January to March are the next year's."""


_BESIDE = 24
"""How far behind the clause of a length the day it counts from may stand."""


def stands_alone(rules: RuleFile, mention: Mention) -> bool:
    """A date that is a paragraph of its own: a signature's or a table foot's."""
    if mention.header is not None or mention.before.strip() or mention.after.strip():
        return False
    closes = rules["day.closes"].search(mention.finding.text)
    return closes is None or closes["called"] is None


def is_title(rules: RuleFile, mention: Mention) -> bool:
    """A date in a line that is a title printed once more (春节前示例产品展销的通知)."""
    if mention.header is not None or mention.value.recurs:
        return False
    before = mention.before.strip()
    if not before:
        return rules["title.rest"].fullmatch(mention.after) is not None
    told = rules["title.lead"].search(before) is not None
    return told and rules["title.told"].fullmatch(mention.after) is not None


def sets_no_limit(rules: RuleFile, mention: Mention) -> bool:
    """Whether a cell under the time limits names a first year only (2023年起每年): no day by which anything is due."""
    if not mention.header or mention.value.bound != "from" or mention.value.precision != "year":
        return False
    return any(rules[rule_id].search(mention.header) for rule_id in ("column.report", "column.deadline"))


def is_past(rules: RuleFile, mention: Mention, context: Context) -> bool:
    """Whether a date tells what was, what once held, or on whom a condition lies, and not what is to be done."""
    value, finding = mention.value, mention.finding
    bracketed = mention.lead.rfind("（") > mention.lead.rfind("）")
    lead = mention.lead.rpartition("（")[2] if bracketed else mention.lead  # what a bracket says is its own
    told = rules["imperative"].search(lead) is not None
    within = rules["day.within"].search(finding.text) is not None
    limited = value.bound is not None or within
    if rules["eligibility"].search(mention.after) and limited and not told:
        return True
    coarse = value.precision in ("half-year", "quarter", "year") and value.bound is None and not value.explicit
    ends = value.bound is None and (within or rules["day.end_of"].search(finding.text) is not None)
    if (coarse or ends) and rules["limit.unused"].search(mention.after):
        return True
    whole = value.explicit and not before_issue(value.ends_on, context)
    told_of = None if whole else rules["past.after"].search(mention.after)
    if told_of is not None and not (told_of["counted"] and _is_ahead(mention, context)):
        return True
    if value.explicit and rules["reported.scope"].search(mention.before):
        return True
    if rules["validity.renewed"].search(mention.after):
        return True
    if rules["superseded"].search(mention.after) or rules["lead.former"].search(mention.before):
        return True
    if (elsewhere := _ends_elsewhere(rules, mention)) is not None:
        return elsewhere
    if value.explicit and rules["reported.span"].search(mention.after):
        return True
    counted = rules["past.lead"].search(mention.before) and not rules["limit.firm"].search(mention.before)
    if counted and value.bound == "until" and before_issue(value.ends_on, context):
        return True
    if value.bound is None and not told and before_issue(value.ends_on, context):
        amount = mention.header is None and rules["past.amount"].search(mention.after)
        if amount and not value.recurs:
            return True
    last = value.ends_on or value.starts_on
    printed = rules["printed_year"].search(finding.text) is not None
    if value.recurs or last is None or value.bound == "from":
        return False
    if not printed:
        return context.issued_on is not None and last.year < context.issued_on.year
    still_due = value.bound == "before" and last.year == context.year and told
    return before_issue(last, context) and not still_due and not _is_late_before(rules, mention, context)


def _is_late_before(rules: RuleFile, mention: Mention, context: Context) -> bool:
    """Whether a limit late in the year before that of a title without a date of issue may well be to come.

    2024年春节慰问品采购公告 is of November 2023; a document's number says its own year.
    """
    last, year = mention.value.ends_on, context.year
    if last is None or year is None or context.issued_on is not None or context.notice.doc_number is not None:
        return False
    if last.year != year - 1 or last.month < LATE - 1 or mention.value.precision != "day":
        return False
    told = rules["imperative"].search(mention.lead) is not None
    return told or any(rules[rule_id].search(mention.before) for rule_id in ("label.window", "label.deadline"))


def _ends_elsewhere(rules: RuleFile, mention: Mention) -> bool | None:
    """Whether what ends on a day is another rule or a single case's; None where nothing is said to end on it."""
    until = mention.value.bound == "until"
    if until and rules["validity.case"].match(mention.after):
        held = rules["validity.label"].search(mention.before) or rules["validity.extended"].search(mention.lead)
        return True if held else None
    if mention.value.bound not in (None, "until") or not rules["validity.expires"].search(mention.after):
        return None
    if until:
        return rules["validity.own"].search(mention.lead) is None
    return True if rules["validity.of_rule"].search(mention.before) else None


def _is_ahead(mention: Mention, context: Context) -> bool:
    """Whether a limit lies behind the notice's day: what is counted up to it is a goal (到2025年底，累计采购…)."""
    day, issued = mention.value.ends_on, context.issued_on
    return mention.value.bound in ("until", "before") and day is not None and issued is not None and day > issued


def of_later_notice(rules: RuleFile, mention: Mention, context: Context) -> bool:
    """Whether a validity runs from the publication of what the notice only shows for objections: not its own."""
    title, text = context.notice.title, context.text
    if title is None or rules["title.shown"].search(title.value) is None:
        return False
    ends = min(mention.clause[1] + _BESIDE, len(text))
    return rules["opening.published"].search(text, mention.clause[0], ends) is not None


def before_issue(day: date | None, context: Context) -> bool:
    """Whether a day lies before the notice's issue; without one, whether its year is over before the notice's."""
    if day is None:
        return False
    if context.issued_on is not None:
        return day < context.issued_on
    return context.year is not None and day.year < context.year


def is_over(mention: Mention, context: Context) -> bool:
    """Whether a date lies before the notice's issue; in one of late autumn, not the days of a January to come."""
    value, issued = mention.value, context.issued_on
    day = value.ends_on or value.starts_on
    if not before_issue(day, context):
        return False
    if day is None or issued is None or issued.month < LATE - 1 or value.recurs or value.precision != "day":
        return True
    printed = load("date_kinds")["printed_year"].search(mention.finding.text) is not None
    return printed or day.year != issued.year or day.month > (_EARLY if issued.month >= LATE else 1)


def of_other(rules: RuleFile, mention: Mention, context: Context) -> bool:
    """Whether words of validity are said of another document, or of one's old days where this notice carries it on."""
    named = rules["validity.of_other"].search(mention.before)
    if named is None or rules["moved.by_us"].search(mention.before):
        return False
    notice = context.notice
    title, section = notice.title, notice.section_at(mention.finding.start)
    own = [title.value if title else "", section.title if section else ""]
    if any(rules["validity.own_extension"].search(words) for words in own):
        carried = rules["validity.carried"]
        return carried.search(context.text) is not None and not carried.search(mention.before + mention.finding.text)
    series = notice.doc_number.value.partition("〔")[0] if notice.doc_number else ""
    return named["title"] not in own[0] and not (series and f"（{series}〔" in named.group())
