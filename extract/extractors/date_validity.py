"""Periods through which a notice's measure runs: by the words of force, by labels, by what is done in them."""

from __future__ import annotations

from extract.extractors.context import Context
from extract.extractors.date_left_out import before_issue
from extract.extractors.date_mentions import NEAR, Frame, Mention, first_clause, opened, opened_by
from extract.extractors.date_schedules import are_listed, is_fair
from extract.rules import RuleFile


def validity(rules: RuleFile, mention: Mention, context: Context) -> Frame | None:
    """The frame of a date that says how long something holds; None where the words say nothing of that."""
    if (mention.header is not None and not mention.header) or (mention.value.recurs and not mention.value.explicit):
        return None
    if mention.value.bound == "from":
        return _begun(rules, mention)
    found = _told(rules, mention)
    if found is not None:
        return found
    return _run_through(rules, mention, context)


def _begun(rules: RuleFile, mention: Mention) -> Frame | None:
    """A day from which something holds: 自2024年4月1日起施行."""
    value, before, after = mention.value, mention.before, mention.after
    if rules["validity.ended"].search(after) or rules["day.next_year"].match(mention.finding.text):
        return None
    if value.precision == "year" and (rules["rate.stepped"].search(after) or rules["rate.series"].search(before)):
        return None
    if rules["validity.listed"].search(after):
        return "validity", "validity.listed"
    if rules["validity.force"].search(after) or rules["validity.label"].search(before):
        return "validity", "validity.force"
    used = rules["validity.used_to"].match(after)
    if used and rules["validity.extended"].search(mention.lead + mention.finding.text + used.group()):
        return "validity", "validity.force"  # 名录自公布之日起使用至
    return ("validity", "validity.strong") if rules["validity.strong"].search(after[:NEAR]) else None


def _told(rules: RuleFile, mention: Mention) -> Frame | None:
    """A date or period under a label, or told as the end that something is extended to."""
    value, before, after = mention.value, mention.before, mention.after
    if not value.explicit and rules["validity.end_said"].search(after) and rules["validity.of_own"].search(before):
        return "validity", "validity.ends"
    if not value.explicit and value.bound is None:
        for rule_id in ("validity.begins", "validity.ends"):
            if rules[rule_id].search(before):
                return "validity", rule_id
    reaches = value.bound != "before" or before.rstrip().endswith(("至", "到"))
    if reaches and rules["validity.price"].search(before):
        return "validity", "validity.price"
    one_day = not value.explicit and value.bound != "from"
    if reaches and rules["validity.label"].search(before) and not (one_day and rules["label.deadline"].search(before)):
        return ("phase" if _is_of_several(mention) else "validity"), "validity.label"
    if value.explicit and rules["validity.called"].search(after):
        return "validity", "validity.called"
    if value.explicit and value.precision == "day" and rules["validity.runs"].search(after):
        return "validity", "validity.runs"
    if value.explicit and _is_told_span(rules, mention):
        return ("phase" if _is_of_several(mention) else "validity"), "validity.span"
    if value.bound == "until" and rules["validity.continued"].search(before):
        return "validity", "validity.continued"
    if value.bound == "until" and rules["limit.moved"].search(before):
        return "deadline", "limit.moved"
    if value.bound == "until" and rules["limit.excused"].search(before):
        return "deadline", "limit.excused"
    if value.bound == "until" and rules["validity.extended"].search(mention.lead):
        applies = rules["verb.apply"].search(mention.lead) or rules["validity.used"].search(after)
        return ("deadline" if applies else "validity"), "validity.extended"
    if value.explicit and rules["validity.arranged"].search(before) and not rules["phase.held"].search(after):
        return "validity", "validity.arranged"
    return None


def _is_of_several(mention: Mention) -> bool:
    """Whether a period is one of several (4月1日至3日、15日) or single days: none is the measure's whole time."""
    several = mention.listed and mention.value.precision != "year" and mention.value.recurs is None
    return several or are_listed(mention)


def _is_told_span(rules: RuleFile, mention: Mention) -> bool:
    """Whether a period is that of a drive or a measure named before it; not one to apply in, right behind its label."""
    told = rules["validity.span"].search(mention.before)
    if told is None and rules["from_now"].match(mention.finding.text):
        told = rules["validity.from_now"].search(mention.before)
    return told is not None and not (not mention.own_lead and rules["verb.apply"].search(mention.same_clause))


def _run_through(rules: RuleFile, mention: Mention, context: Context) -> Frame | None:
    """A period with both ends, by what is done in it."""
    value, after, text = mention.value, mention.after, mention.finding.text
    if value.precision != "year" and rules["lead.planned"].search(mention.before) and rules["phase.held"].search(after):
        return None
    covers = value.starts_on is not None and value.ends_on is not None
    if not covers or value.bound is not None or rules["verb.apply"].search(mention.same_clause):
        return None
    if value.explicit and before_issue(value.ends_on, context):
        return None  # what was done in a time that is over
    if value.explicit and value.precision != "year" and is_fair(rules, mention, context):
        return "phase", "phase.fair"
    if rules["day.within"].search(text) and not rules["verb.complete"].search(mention.same_clause):
        return "validity", "validity.within"
    if rules["day.season"].search(text):
        return ("validity", "validity.strong") if rules["validity.strong"].search(after) else None
    if mention.header is not None and rules["validity.measure"].search(mention.lead + mention.same_clause):
        return ("phase", "validity.measure") if value.explicit else None  # the time of one row's work
    if rules["validity.within"].search(after) and (value.explicit or rules["validity.measure"].search(after)):
        return "validity", "validity.within"
    return _measured(rules, mention)


def _measured(rules: RuleFile, mention: Mention) -> Frame | None:
    """A period with both ends in which a measure is said to run."""
    after, measure = mention.after, rules["validity.measure"]
    if not mention.same_clause and rules["verb.report"].search(first_clause(opened(mention))):
        return None
    applied = rules["verb.apply"].search(first_clause(after))
    if mention.value.explicit and not applied and not opened_by(mention) and rules["validity.forfeited"].search(after):
        return "validity", "validity.forfeited"
    own_words = mention.lead + mention.same_clause or ("" if applied else after)
    if mention.value.explicit and measure.search(own_words):
        return "phase" if are_listed(mention) else "validity", _measure_or_offer(rules, mention.lead + after)
    if are_listed(mention) or applied:
        return None
    lead = mention.own_lead.strip(" 在从自于（(")
    opens_clause = mention.value.explicit and (not lead or rules["lead.decided"].search(lead) is not None)
    if not opens_clause or not measure.search(after) or rules["verb.report"].search(after):
        return None
    return "validity", _measure_or_offer(rules, mention.lead + after)


def _measure_or_offer(rules: RuleFile, words: str) -> str:
    """The rule that reads a period: prices lowered for a time are told apart from the measure."""
    return "validity.offer" if rules["validity.offer"].search(words) else "validity.measure"
