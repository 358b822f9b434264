"""The days of fairs, shows and the like: moved ones, counted ones, those with their hours, those round a festival."""

from __future__ import annotations

from dataclasses import replace

from extract.extractors.context import Context
from extract.extractors.date_left_out import before_issue, is_over
from extract.extractors.date_mentions import NEAR, Frame, Mention
from extract.extractors.date_schedules import after_heading, are_listed, in_section
from extract.rules import RuleFile


def on_days(rules: RuleFile, mention: Mention, context: Context) -> Frame | None:
    """A period whose days are counted or have their hours: 5月11日、12日两天, 5月12日至16日（每天9时至11时）."""
    value = mention.value
    if mention.header is not None or not value.explicit or value.bound is not None or value.precision != "day":
        return None
    if is_over(mention, context) and not value.recurs:
        return None
    days = rules["phase.days"].search(mention.after) or rules["phase.days_before"].search(mention.before)
    if days is None and are_listed(mention):
        days = rules["phase.visit"].search(mention.after)
    if days is None or rules["verb.done"].search(mention.same_clause):
        return None
    return None if is_applied(rules, mention.lead + mention.after) else ("phase", "phase.days")


def is_applied(rules: RuleFile, words: str) -> bool:
    """Whether words are about applying for something or handing something in."""
    return any(rules[rule_id].search(words) for rule_id in ("verb.apply", "verb.report"))


_FINE = ("day", "ten-days", "month")


def is_shared_out(rules: RuleFile, mention: Mention, context: Context) -> bool:
    """Whether a single day to come is one of those over which something is shared out (4月8日、12日分两批开抢)."""
    single = mention.is_bare_day and mention.value.recurs is None
    if not single or mention.header is not None or is_over(mention, context):
        return False
    return rules["phase.shared_out"].search(mention.after) is not None and not is_applied(rules, mention.same_clause)


def is_of_hall(rules: RuleFile, mention: Mention, context: Context) -> bool:
    """Whether a period is a fair's under its own label (线下展销：) or in a section about when and where it is held."""
    if mention.header is not None or mention.value.precision != "day":
        return False
    if rules["phase.event"].search(mention.before):
        return True
    if not in_section(rules["phase.place_section"], mention, context) or rules["verb.apply"].search(mention.before):
        return False
    return after_heading(mention, context) or rules["phase.line"].search(mention.before) is not None


def is_turn(rules: RuleFile, mention: Mention, context: Context) -> bool:
    """Whether days are those of one batch, round or stop named before them, or of fairs that are counted."""
    value = mention.value
    if mention.header is not None or value.precision not in _FINE or value.recurs or is_over(mention, context):
        return False
    if rules["lead.each"].search(mention.before):
        return False  # 每年两次，分别在5月和9月: a list that recurs
    turn = rules["phase.turn"].search(mention.before) or rules["phase.counted_before"].search(mention.before)
    return turn is not None and not is_applied(rules, mention.lead + mention.after)


def around(rules: RuleFile, mention: Mention, context: Context) -> Frame | None:
    """A day round which something is held (每年10月17日前后组织集中采购)."""
    value = mention.value
    if mention.header is not None or value.precision != "day" or value.ends_on is None or value.explicit:
        return None
    if not value.recurs and before_issue(value.ends_on, context):
        return None
    for rule_id in ("phase.held", "phase.opens"):
        if rules[rule_id].search(mention.after):
            return "phase", rule_id
    return None


def is_festive_event(rules: RuleFile, mention: Mention) -> bool:
    """Whether a festival only says when a fair is planned, once or each year: no limit for anyone.

    拟于春节前举办年货节, 每年端午、中秋前各办一场; but 春节前完成采购 is one.
    """
    if mention.value.bound != "before" or rules["day.named"].search(mention.finding.text):
        return False
    if rules["event.held"].search(mention.after) is None:
        return mention.value.recurs == "yearly" and rules["phase.times"].search(mention.before) is not None
    return mention.value.recurs == "yearly" or rules["lead.planned"].search(mention.before) is not None


def as_labelled(rules: RuleFile, mention: Mention) -> Mention | None:
    """The mention of a moved day as if its label stood right before it (布展日相应改为 → 布展日为); None for others."""
    if mention.value.bound not in (None, "until"):
        return None
    moved = rules["label.moved"].search(mention.before[-2 * NEAR :])
    if moved is None:
        return None
    at = max(0, len(mention.before) - 2 * NEAR) + moved.start()
    carried = moved["carried"] is not None  # to an end, not to the day itself
    value = mention.value if mention.value.explicit or carried else replace(mention.value, bound=None)
    return replace(mention, before=f"{mention.before[:at]}为", finding=mention.finding._replace(value=value))
