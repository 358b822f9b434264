"""Where in a notice a date stands: in a section of stages, under a heading of its own, in a list that is a schedule."""

from __future__ import annotations

from extract.extractors.context import Context
from extract.extractors.date_mentions import Mention, unnumbered
from extract.rules import Rule, RuleFile

_SCHEDULE = 600
"""How far before a point of a schedule the line that introduces it is looked for."""


def listed_below_schedule(rules: RuleFile, mention: Mention, context: Context) -> bool:
    """Whether a period opens a point of a list that is introduced as a schedule (具体时间安排如下：)."""
    at = mention.finding.start
    if unnumbered(mention.before).strip() or rules["verb.report"].search(mention.same_clause):
        return False
    return rules["phase.listed"].search(context.text, max(0, at - _SCHEDULE), at - len(mention.before)) is not None


def is_whole_plan(rules: RuleFile, mention: Mention, context: Context) -> bool:
    """Whether the section a date opens is the plan's own (时间安排), not one of its stages."""
    section = context.notice.section_at(mention.finding.start)
    if section is None or rules["section.stage"].search(section.title):
        return False
    return rules["phase.section"].search(section.title) is not None


def in_phase_section(rules: RuleFile, mention: Mention, context: Context) -> bool:
    """Whether a date stands in a section of stages (实施步骤, 时间安排)."""
    return in_section(rules["phase.section"], mention, context)


def in_section(titles: Rule, mention: Mention, context: Context) -> bool:
    """Whether a date stands in a section, or in one within it, whose title a rule names."""
    at = mention.finding.start
    return any(
        section.start <= at < section.end and titles.search(section.title) for section in context.notice.sections
    )


def after_heading(mention: Mention, context: Context) -> bool:
    """Whether the date opens a section's words, right behind its number or heading."""
    section = context.notice.section_at(mention.finding.start)
    if section is None:
        return False
    opening = context.text[section.start : mention.finding.start]
    return len(opening.strip()) <= len(section.number) + 1 or 0 <= mention.finding.start - section.body_start <= 2


def are_listed(mention: Mention) -> bool:
    """Whether a period is printed as its single days (5月11日、12日) or one of several: an event's, no running time."""
    several = mention.listed and mention.value.precision == "day"
    return mention.value.explicit and (several or any(sign in mention.finding.text for sign in "、和及"))


def is_fair(rules: RuleFile, mention: Mention, context: Context) -> bool:
    """Whether a fair is held in a period, in a notice that is about more than the fair."""
    title = context.notice.title
    own = title is None or rules["title.fair"].search(title.value) is not None
    own = own and mention.value.recurs is None  # a fair of each year is no time of one notice
    return not own and rules["phase.fair"].search(mention.after) is not None
