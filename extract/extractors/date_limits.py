"""Days by which something is due or handed in, read from the verbs around them."""

from __future__ import annotations

from extract.extractors.context import Context
from extract.extractors.date_left_out import is_over
from extract.extractors.date_mentions import NEAR, Frame, Mention, first_clause, opened, opened_by
from extract.extractors.date_schedules import are_listed
from extract.rules import RuleFile

_LISTED = 80
"""How far behind the first of a list of reports the verb of all may stand."""


def is_report(rules: RuleFile, mention: Mention) -> bool:
    """Whether the words after a date are first of all about handing something in, not about getting something done."""
    clause = mention.same_clause
    report = rules["verb.report"].search(clause)
    if report is not None:
        if sends_goods(rules, mention, report.group()) or rules["bid.papers"].search(mention.lead + clause):
            return False
        done = rules["verb.done"].search(clause)
        return done is None or report.start() <= done.start() or rules["completes_report"].search(clause) is not None
    if rules["verb.complete"].search(clause):
        return False
    report, done = rules["verb.report"].search(mention.after), rules["verb.done"].search(mention.after)
    return report is not None and (done is None or report.start() <= done.start())


def sends_goods(rules: RuleFile, mention: Mention, verb: str) -> bool:
    """Whether what is sent by a day are goods (礼盒4月20日前送达): delivered, not handed in."""
    if not any(sign in verb for sign in "送寄发") or verb.startswith("报"):
        return False
    if rules["goods.sent"].search(mention.lead + mention.same_clause):
        return True
    unnamed = not mention.lead.strip(" 请并于在") and verb.endswith(("达", "到"))
    return unnamed and rules["goods.ordered"].search(mention.before[-2 * NEAR :]) is not None


def is_label(rules: RuleFile, rule_id: str, mention: Mention) -> bool:
    """Whether a rule finds its label in the words right before a date."""
    return rules[rule_id].search(mention.before[-NEAR:]) is not None


def relative(rules: RuleFile, mention: Mention) -> Frame | None:
    """So many days after an event: due where something is handed in or finished by then."""
    if mention.value.event is None and not mention.value.recurs:
        return None
    of_notice = rules["event.of_notice"].search(mention.before[-NEAR:]) is not None
    if not mention.value.recurs and mention.value.ends_on is None and not of_notice:
        return None  # a term of each single case (自验收之日起, 变动后), on no day that anyone could mark
    before_event = mention.before.removesuffix(mention.value.event or "")
    if is_report(rules, mention) or rules["label.report"].search(before_event):
        return "report_due", "verb.report"
    words = mention.same_clause or mention.after
    if rules["limit.barred"].search(words):
        return None
    done = rules["verb.complete"].search(words) or (mention.value.recurs and rules["verb.done"].search(words))
    return ("deadline", "verb.complete") if done else None


def due(rules: RuleFile, mention: Mention, context: Context) -> Frame | None:
    """The frame of a day by which something is due: a report where its verb hands something in, else a deadline."""
    value = mention.value
    if value.bound in ("before", "until") and rules["limit.share"].search(mention.after):
        return None
    if value.bound == "until" and rules["lead.all_along"].fullmatch(mention.lead.strip()):
        return None  # 每月15日报一次，直到12月: how long that recurs
    if value.bound == "until" and rules["limit.none"].search(mention.after):
        return None
    if value.bound in ("before", "until") and _is_carried(rules, mention):
        return None
    if value.bound == "before" and rules["limit.received"].search(mention.after):
        return _received(rules, mention, context)
    reports = is_report(rules, mention)
    if value.bound in ("before", "until"):
        firm = rules["limit.firm"].search(mention.before) or rules["limit.moved"].search(mention.before)
        goal = value.bound == "until" and not firm and not rules["lead.goal"].search(mention.before)
        named = any(rules[rule_id].search(mention.before) for rule_id in ("report.firm", "report.changed"))
        if reports or named or _reported_before(rules, mention) or _reported_after_list(rules, mention, context):
            return "report_due", "verb.report"
        if goal and not rules["verb.complete"].search(mention.lead + mention.after):
            return None
        return "deadline", f"bound.{value.bound}"
    if value.bound == "from":
        return None
    fine = value.precision in ("day", "ten-days", "month", "quarter", "half-year")
    if fine and not value.explicit and rules["limit.named"].search(mention.after):
        return "deadline", "limit.named"
    if fine and not value.explicit and rules["limit.moved"].search(mention.before):
        handed_in = rules["verb.report"].search(mention.same_clause)  # 按月报送改为每季度末报送
        return ("report_due", "verb.report") if handed_in else ("deadline", "limit.moved")
    if value.precision == "day" and not value.explicit and rules["limit.late"].search(mention.before):
        return ("deadline", "limit.late") if rules["limit.refused"].search(mention.after) else None
    clause = mention.same_clause or (opened(mention) if value.recurs else _ordered(mention, context))
    handed_in = rules["verb.report"].search(clause) if reports and fine else None
    # 12月份通报结果 is what the office does
    if handed_in is not None and (value.precision == "day" or not rules["office.tells"].match(handed_in.group())):
        return "report_due", "verb.report"
    if fine and (not value.explicit or are_listed(mention)) and rules["verb.done"].search(mention.same_clause):
        return "deadline", "verb.done"
    if value.explicit and rules["window.opens"].search(mention.same_clause):
        return "deadline", "window.opens"
    if value.explicit and (handed := _handed_in(rules, mention)) is not None:
        return handed
    if value.explicit and rules["phase.pickup"].search(mention.same_clause):
        return "phase", "phase.pickup"
    if value.explicit and rules["verb.apply"].search(mention.same_clause or opened(mention) or mention.lead):
        return "deadline", "verb.apply"
    if value.explicit and rules["day.within"].search(mention.finding.text):
        return "deadline", "verb.complete"
    closes = rules["day.closes"].search(mention.finding.text) if value.explicit else None
    if closes is None:
        return None
    section = context.notice.section_at(mention.finding.start)
    applied = section is not None and rules["verb.apply"].search(section.title)  # 怎样报名：自…起至…止
    return ("deadline", "verb.apply") if closes["called"] or applied else None


def _ordered(mention: Mention, context: Context) -> str:
    """The clause behind the comma after a single day to come: 4月15日，各工会将登记表交市总工会."""
    alone = mention.is_bare_day and mention.header is None
    return first_clause(opened(mention)) if alone and not is_over(mention, context) else ""


def _handed_in(rules: RuleFile, mention: Mention) -> Frame | None:
    """A period, the hours of its days left aside, in whose next clause something is handed in or applied for."""
    hours = rules["hours"].match(mention.after)
    if mention.same_clause and (hours is None or opened_by(mention)):
        return None
    behind = mention.after if rules["lead.bodies"].fullmatch(opened_by(mention)) else opened(mention)
    clause = first_clause(mention.after[hours.end() :] if hours else behind)
    if rules["verb.report"].search(clause) is None:
        return None
    applied = rules["section.applied"].search(mention.before) and rules["applicants"].search(clause)
    return ("deadline", "verb.apply") if applied else ("report_due", "verb.report")


def _is_carried(rules: RuleFile, mention: Mention) -> bool:
    """Whether a year, a half of it or a festival is only that into which what is left over is carried."""
    coarse = mention.value.precision in ("half-year", "quarter", "year")
    coarse = coarse or rules["day.named"].search(mention.finding.text) is None
    return coarse and rules["limit.carried"].search(mention.before) is not None


def _received(rules: RuleFile, mention: Mention, context: Context) -> Frame:
    """A day by which something has to have come in (以…前收到为准): an application in its section, else a report."""
    section = context.notice.section_at(mention.finding.start)
    words = (section.title if section else "") + mention.before
    reported = rules["verb.report"].search(mention.before) and not rules["section.applied"].search(words)
    return ("report_due" if reported else "deadline"), "limit.received"


def done_by_end(rules: RuleFile, mention: Mention) -> bool:
    """Whether a table's cell has something done by the end of a month or year (6月底完成50%)."""
    ends = rules["day.end_of"].search(mention.finding.text)
    return ends is not None and rules["verb.done"].search(mention.same_clause) is not None


def _reported_after_list(rules: RuleFile, mention: Mention, context: Context) -> bool:
    """Whether a day in the brackets behind a report belongs to a list of them, which is handed in as a whole."""
    if rules["report.named"].search(mention.before) is None:
        return False
    line = context.text[mention.finding.end : mention.finding.end + _LISTED].partition("\n")[0]
    return rules["verb.report"].search(line.partition("。")[0].partition("；")[0]) is not None


def _reported_before(rules: RuleFile, mention: Mention) -> bool:
    """Whether what is due stands before the date, and nothing behind it (总结报送区总工会，11月底前)."""
    if rules["section.applied"].search(mention.before[-2 * NEAR :]):
        return False
    if rules["bracket.only"].search(mention.before) and mention.after.startswith(("）", ")")):
        return rules["verb.report"].search(mention.lead) is not None  # 每月25日前报送进度（12月提前至20日）
    if mention.after.strip(" ，,。；（）()"):
        return False
    return rules["verb.report"].search(mention.before[-NEAR:]) is not None
