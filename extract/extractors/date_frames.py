"""What a date is for, read from the words around it (rules/date_kinds.toml)."""

from __future__ import annotations

from extract.extractors.context import Context
from extract.extractors.date_events import (
    around,
    as_labelled,
    is_applied,
    is_festive_event,
    is_of_hall,
    is_shared_out,
    is_turn,
    on_days,
)
from extract.extractors.date_left_out import (
    is_over,
    is_past,
    is_title,
    of_later_notice,
    of_other,
    sets_no_limit,
    stands_alone,
)
from extract.extractors.date_limits import done_by_end, due, is_label, is_report, relative
from extract.extractors.date_mentions import NEAR, Frame, Mention, first_clause, opened, opened_by, unnumbered
from extract.extractors.date_schedules import (
    after_heading,
    in_phase_section,
    in_section,
    is_whole_plan,
    listed_below_schedule,
)
from extract.extractors.date_validity import validity
from extract.facts import DateKind
from extract.rules import RuleFile, load

_SHORT_NAME = 6
_NEXT = 32
"""How far behind a period the next one of a series may begin."""


def kind_of(mention: Mention, context: Context) -> Frame | None:
    """The kind of a date that matters and the rule that says so; None for one that does not."""
    rules = load("date_kinds")
    value = mention.value
    if value.bound == "around":
        return around(rules, mention, context)
    if value.precision == "open" or is_festive_event(rules, mention):
        return None
    if value.explicit and rules["time.closed"].search(mention.after):
        return None
    if value.precision == "year" and rules["blank_day"].match(mention.after):
        return None
    if is_label(rules, "cited", mention) or stands_alone(rules, mention) or sets_no_limit(rules, mention):
        return None
    if is_title(rules, mention):
        return None
    limited_report = value.bound == "before" and is_label(rules, "label.report", mention)
    if is_label(rules, "label.none", mention) and not limited_report and not _is_supply(rules, mention):
        return None
    if value.bound in ("length", "from") and of_later_notice(rules, mention, context):
        return None
    if value.bound == "length":
        return ("validity", "relative.length") if value.ends_on or value.starts_on else None
    if value.precision == "relative" and value.bound != "from":
        return relative(rules, mention) or (_column(rules, mention, context) if value.recurs else None)
    coarse = value.precision in ("half-year", "quarter", "year") and value.bound is None and not value.explicit
    if coarse and (rules["lead.object"].search(mention.before) or rules["reported.half"].search(mention.after)):
        return None
    if coarse and rules["half.chosen"].search(mention.after):
        return None
    handed_in = rules["verb.report"].search(mention.same_clause) is not None  # 将《…》于2月1日报送
    if is_past(rules, mention, context) or (not handed_in and of_other(rules, mention, context)):
        return None
    if value.bound == "since":
        return _scheduled(rules, mention, context)
    for frame in _FRAMES:
        if (found := frame(rules, mention, context)) is not None:
            return found
    if mention.header is not None and value.bound not in ("before", "until") and not done_by_end(rules, mention):
        return None
    return due(rules, mention, context)


# ---------------------------------------------------------------- frames


def _column(rules: RuleFile, mention: Mention, context: Context) -> Frame | None:
    if not mention.header:
        return None
    kinds: tuple[tuple[str, DateKind], ...] = (
        ("column.report", "report_due"), ("column.deadline", "deadline"), ("column.phase", "phase"),
    )  # fmt: skip
    if rules["column.day"].fullmatch(mention.header.strip()) and is_over(mention, context):
        return None
    for rule_id, kind in kinds:
        if rules[rule_id].search(mention.header):
            if kind == "phase" and (mention.value.bound in ("before", "until") or done_by_end(rules, mention)):
                return "deadline", rule_id
            return "phase" if kind == "deadline" and _is_time_of_work(rules, mention) else kind, rule_id
    return None


def _is_time_of_work(rules: RuleFile, mention: Mention) -> bool:
    """Whether a cell under the time limits says when work goes on or begins: 5月—10月, 7月起, 4月启动，11月底前完成."""
    if mention.value.bound is not None:
        return mention.value.bound == "from"
    return mention.value.explicit or rules["cell.begins"].search(mention.same_clause) is not None


def _is_supply(rules: RuleFile, mention: Mention) -> bool:
    """Whether a period is a time of supply, its years printed (供货期为2024年5月至2026年4月), or a delivery's."""
    supply = rules["phase.supply"].search(mention.before[-NEAR:]) if mention.value.explicit else None
    if supply is None:
        return False
    days = supply["delivery"] is not None and mention.value.precision == "day"
    return days or rules["printed_year"].search(mention.finding.text) is not None


def _phase_of_any_bound(rules: RuleFile, mention: Mention, context: Context) -> Frame | None:
    """A stage told in words that count for a single end or beginning of it, too."""
    if rules["phase.before"].search(mention.before):
        return "phase", "phase.before"
    if mention.value.bound in ("from", "until") and mention.value.precision == "day":
        for rule_id in ("phase.runs_to", "phase.part"):
            if rules[rule_id].search(mention.before):
                return "phase", rule_id
    if (
        mention.value.explicit
        and rules["phase.line"].search(mention.before)
        and (in_phase_section(rules, mention, context) or in_section(rules["phase.time_section"], mention, context))
    ):
        return "phase", "phase.line"
    if mention.value.explicit and is_of_hall(rules, mention, context):
        return "phase", "phase.event"
    if mention.value.bound == "from" and rules["phase.turns"].search(mention.after):
        return "phase", "phase.turns"
    if mention.value.bound == "before" and mention.header is None and rules["phase.after"].search(mention.after):
        return "phase", "phase.after"  # 4月10日前为筹备阶段
    return None


def _phase(rules: RuleFile, mention: Mention, context: Context) -> Frame | None:
    if mention.header is not None and not mention.header:
        return None
    if (found := _phase_of_any_bound(rules, mention, context)) is not None:
        return found
    if mention.value.bound in ("before", "until", "from"):
        return None
    closed = rules["bracket.closed"].search(mention.after) or not mention.before.rstrip().endswith(("（", "("))
    if closed and rules["phase.bracketed"].search(mention.before):
        return "phase", "phase.bracketed"
    if mention.header is not None:
        return None
    if rules["phase.announced"].search(mention.before) and not rules["verb.report"].search(mention.same_clause):
        return "phase", "phase.announced"
    for rule_id in ("phase.batch", "phase.step"):
        if rules[rule_id].search(mention.before):
            return "phase", rule_id
    if is_turn(rules, mention, context):
        return "phase", "phase.turn"
    if rules["phase.counted"].search(mention.after) and mention.before.rstrip().endswith(("（", "(")):
        return "phase", "phase.counted"
    if mention.value.explicit and rules["validity.label"].search(mention.before):
        return None
    if rules["phase.after"].search(mention.after):
        return "phase", "phase.after"
    if mention.value.precision != "year" and not mention.value.recurs:
        if rules["phase.heading"].search(mention.before) and mention.after.lstrip().startswith(("）", ")")):
            applied = rules["label.applied"].search(mention.before) and not in_phase_section(rules, mention, context)
            return None if applied else ("phase", "phase.heading")
        told = mention.after.lstrip().startswith(("，", ",")) and is_over(mention, context)
        if mention.value.explicit and not told and rules["phase.verb"].search(mention.after):
            return "phase", "phase.verb"
        if mention.value.explicit and (found := _serial(rules, mention, context)) is not None:
            return found
    if mention.value.explicit and mention.value.precision != "year" and listed_below_schedule(rules, mention, context):
        return "phase", "phase.listed"
    if not in_phase_section(rules, mention, context):
        return None
    if mention.is_bare_day and done_by_end(rules, mention):
        return None  # 第一季度末完成20%
    if _is_whole_year(mention) and (
        mention.after.startswith(("，", ",")) or rules["phase.split"].search(mention.after)
    ):
        return None  # 2024年，全市计划组织…: the year of a sentence, not a stage
    begins_line = (
        not mention.before.strip(" （(暂初拟定于")
        or mention.before.strip().rstrip("0123456789一二三四五六七八九十") == ""
    )
    whole = mention.value.explicit and after_heading(mention, context) and is_whole_plan(rules, mention, context)
    if whole and not _is_of_outing(rules, mention, context):
        return "validity", "phase.section"
    if rules["phase.bracket"].search(mention.before) or begins_line or after_heading(mention, context):
        return "phase", "phase.section"
    return None


def _is_of_outing(rules: RuleFile, mention: Mention, context: Context) -> bool:
    """Whether the days under a heading are those of an outing, a contest: counted, or in a notice about one."""
    if mention.value.precision == "year":
        return False
    title = context.notice.title
    of_outing = title is not None and rules["title.outing"].search(title.value) is not None
    return of_outing or rules["phase.days"].search(mention.after) is not None


def _serial(rules: RuleFile, mention: Mention, context: Context) -> Frame | None:
    """A period among others that says its stage in a word or two, behind it or before it."""
    lead, at = opened_by(mention), mention.finding.end
    behind = context.text[at : at + _NEXT].partition("\n")[0]
    if is_applied(rules, lead + mention.same_clause):
        return None
    if not lead:
        measured = rules["validity.measure"].search(mention.same_clause)
        rule_ids: tuple[str, ...] = ("phase.bare",) if measured else ("phase.bare", "phase.series")
        if not measured and rules["phase.series_before"].search(mention.before):
            rule_ids = (*rule_ids, "phase.series_last")
        return next((("phase", one) for one in rule_ids if rules[one].search(behind)), None)
    if not mention.same_clause and 2 <= len(lead) <= _SHORT_NAME and rules["phase.series_named"].search(behind):
        return "phase", "phase.series_named"
    return None


def _other_period(rules: RuleFile, mention: Mention, context: Context) -> Frame | None:
    """The time of a contract, a display, a guarantee: no validity of the measure."""
    if mention.value.bound == "before":
        return None
    if not (is_label(rules, "phase.label", mention) or _is_supply(rules, mention)):
        return None
    if rules["validity.headed"].search(mention.before) and after_heading(mention, context):
        return None
    return "phase", "phase.label"


def _timed(rules: RuleFile, mention: Mention, context: Context) -> Frame | None:
    """The days of a fair or drive under the bare label 时间：, its one day; the time to apply in a section about it."""
    if mention.is_bare_day and mention.header is None:
        for rule_id in ("phase.event_day", "phase.fixed"):
            if rules[rule_id].search(mention.before):
                return "phase", rule_id
        if rules["phase.goes_on"].search(mention.after) and rules["phase.done_on"].search(mention.before):
            return "phase", "phase.done_on"
    if not mention.value.explicit or mention.header is not None or rules["phase.timed"].search(mention.before) is None:
        return None
    section = context.notice.section_at(mention.finding.start)
    words = (section.title if section else "") + mention.same_clause
    if rules["verb.apply"].search(words):
        return "deadline", "label.window"
    return None if rules["verb.report"].search(words) else ("phase", "phase.timed")


def _termed(rules: RuleFile, mention: Mention, context: Context) -> Frame | None:
    """The period of a term of the work that no other rule knows: 招展期（4月11日—30日）, 主推期：5月10日—20日."""
    named = mention.value.explicit and mention.header is None and not mention.value.recurs
    return ("phase", "phase.any_term") if named and rules["phase.any_term"].search(mention.before) else None


def _moved(rules: RuleFile, mention: Mention, context: Context) -> Frame | None:
    """A day to which another is moved: of the kind that its label says."""
    labelled = as_labelled(rules, mention)
    if labelled is not None and not is_label(rules, "label.none", labelled):
        for frame in (_other_period, _phase, _window, _timed, validity, _labelled):
            if (found := frame(rules, labelled, context)) is not None:
                return found
    return None


def _event_moved(rules: RuleFile, mention: Mention, context: Context) -> Frame | None:
    """The day or days to which a fair, a show, a judging is moved, named itself and by no label."""
    moved = mention.value.bound in (None, "until") and is_label(rules, "event.moved", mention)
    return ("phase", "event.moved") if moved else None


def _planned(rules: RuleFile, mention: Mention, context: Context) -> Frame | None:
    """A month, ten days or a period in which a fair, a drive or the like is to be held, each year or once."""
    value = mention.value
    whole = any(rules[rule_id].search(mention.finding.text) for rule_id in ("day.within", "day.end_of"))
    alone = mention.is_bare_day and not whole
    if is_shared_out(rules, mention, context):
        return "phase", "phase.shared_out"
    if alone and not is_over(mention, context) and rules["phase.opens"].search(mention.same_clause):
        return "phase", "phase.opens"
    if alone and not value.recurs and mention.header is None and not is_over(mention, context):
        told = mention.after[:NEAR].partition("。")[0]
        held = rules["event.takes_place"].search(told) is not None
        if held and rules["phase.event_name"].search(mention.before):
            return "phase", "phase.event_name"
        if held and rules["lead.set_for"].search(mention.before) and rules["phase.fair"].search(told):
            return "phase", "phase.fair"
    if (found := _scheduled(rules, mention, context)) is not None:
        return found
    coarse = value.precision in ("ten-days", "month", "quarter", "half-year")
    if mention.header is not None or value.bound is not None or value.ends_on is None or not (coarse or value.explicit):
        return None
    if value.bound is None and value.ends_on is not None and rules["phase.named"].search(mention.after):
        return "phase", "phase.named"
    repeated = value.recurs is not None or value.explicit
    timed = repeated and rules["phase.times"].search(mention.before) is not None
    timed = timed or (value.recurs is not None and rules["phase.counted_before"].search(mention.before) is not None)
    if timed and not is_report(rules, mention) and not rules["verb.report"].search(mention.before):
        return "phase", "phase.times"
    if value.explicit and rules["phase.closing"].search(mention.after):
        return "phase", "phase.closing"
    planned = value.recurs == "yearly" or rules["lead.planned"].search(mention.before) is not None
    if not planned:
        to_come = not value.recurs and context.issued_on is not None and not is_over(mention, context)
        lead = unnumbered(mention.own_lead)
        held = coarse or rules["event.held"].search(mention.after) is not None
        planned = to_come and (not lead or (held and rules["lead.fair"].search(lead) is not None))
    if not planned or rules["verb.report"].search(mention.same_clause):
        return None
    return ("phase", "phase.held") if rules["phase.held"].search(mention.after) else None


def _scheduled(rules: RuleFile, mention: Mention, context: Context) -> Frame | None:
    """A day or ten days to come on which an office does its part, or the day from which something opens or stops."""
    value, issued = mention.value, context.issued_on
    first = value.starts_on or value.ends_on
    yearly = value.recurs == "yearly" and value.bound is None
    several = value.explicit and mention.listed  # 分别于4月10日至12日、17日设摊
    dated = rules["printed_year"].search(mention.finding.text) and rules["lead.planned"].search(mention.before)
    if issued is None and not dated:
        return None
    if first is None or (value.explicit and not several) or (value.recurs and not yearly):
        return None
    if not yearly and (first == issued or is_over(mention, context)):
        return None
    told = mention.same_clause or (first_clause(opened(mention)) if mention.is_bare_day else "")
    if mention.header is not None or rules["verb.report"].search(told):
        return None
    if value.bound in ("from", "since"):
        words = mention.same_clause or opened(mention)
        if value.bound == "from" and not words.strip(" ）)") and rules["phase.begun"].search(mention.before):
            return "phase", "phase.begun"
        started = rules["phase.starts"].search(words)
        if started is None or (value.bound == "since" and "的" in started.group()):
            return None  # 6月30日后提交的材料不予受理
        return ("validity", "validity.ended") if rules["validity.ended"].search(words) else ("phase", "phase.starts")
    fine = value.precision in ("day", "ten-days") and value.bound is None
    return ("phase", "phase.scheduled") if fine and rules["phase.scheduled"].search(told) else None


def _window(rules: RuleFile, mention: Mention, context: Context) -> Frame | None:
    """The time to hand in, to apply, to register: labelled with what is to be done in it."""
    if _is_whole_year(mention):
        return None
    ends = mention.value.ends_on is not None
    if ends and is_label(rules, "label.bid", mention):
        return "deadline", "label.bid"
    if (ends or mention.value.bound != "from") and is_label(rules, "label.report", mention):
        return "report_due", "label.report"
    if mention.value.explicit and is_label(rules, "label.pickup", mention):
        return "phase", "label.pickup"
    applied = mention.value.explicit and rules["label.applied"].search(mention.before) is not None
    return ("deadline", "label.window") if ends and (applied or is_label(rules, "label.window", mention)) else None


def _labelled(rules: RuleFile, mention: Mention, context: Context) -> Frame | None:
    begins = mention.value.bound == "from" and mention.value.ends_on is None
    if begins or _is_whole_year(mention) or not is_label(rules, "label.deadline", mention):
        return None
    handed_in = rules["verb.report"].search(mention.before[-NEAR:].rpartition("；")[2])
    return ("report_due", "verb.report") if handed_in else ("deadline", "label.deadline")


def _is_whole_year(mention: Mention) -> bool:
    """Whether a date only names a year: what belongs to it (2024年度奖补), not when something is due."""
    return mention.value.precision == "year" and mention.value.bound is None and not mention.value.explicit


_FRAMES = (
    _column, _moved, _other_period, _phase, _window, _timed, _termed, _event_moved,
    validity, _labelled, _planned, on_days,
)  # fmt: skip
"""What is asked of a date, one after the other."""
