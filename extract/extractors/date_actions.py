"""What is due by a date: the words that the facts of the dates extractor give as their `action`."""

from __future__ import annotations

import regex

from extract.extractors.context import Context
from extract.extractors.date_events import as_labelled
from extract.extractors.date_mentions import Mention, unnumbered
from extract.facts import DateKind
from extract.folding import compact
from extract.rules import RuleFile, load

LONGEST_ACTION = 60
NO_ACTION = " 　，,。；;：:、）)】—-●"
"""Signs that no action begins or ends with."""
_DONE_BY = frozenset({"phase.scheduled", "phase.starts", "phase.opens", "phase.pickup"})
"""Rules that read what someone before the date does on it."""
_NAMED_BY = {"limit.moved": "action.moved", "phase.step": "phase.step", "event.moved": "action.rescheduled"}
"""By which rule the words before a date name what is due, for the rule that read the date."""
_TURN = 10
"""How far before a date of a list the name of its batch begins."""
_CLAUSE_END = regex.compile("[，,。；;]")


def action_of(mention: Mention, kind: DateKind, rule: str, context: Context) -> str | None:
    """What is due: the words behind the date, else those before it in its clause, else the row's or section's title."""
    if kind == "validity":
        return None
    if mention.header is not None and mention.row_text and mention.cell == mention.finding.text:
        return _short(mention.row_text)
    rules = load("date_kinds")
    labelled = as_labelled(rules, mention)
    turn = _turn(rules, mention, context) if mention.listed else None
    named = turn or _named(rules, labelled or mention)
    if named and rule in ("phase.fixed", "event.moved"):
        named = rules["action.fixed"].sub("", named)
    if rule in _NAMED_BY and (told := rules[_NAMED_BY[rule]].search(mention.before)):
        return told["named"]
    if named and (labelled or rule.startswith(("label.", "phase.label", "phase.event_day"))):
        named = rules["action.suffix"].sub("", named) or named
        if not rules["action.label"].fullmatch(named):
            return named
    hours = rules["hours"].match(mention.after)
    behind = (
        _short("" if hours else mention.same_clause),
        _short(mention.after[hours.end() :] if hours else mention.after),
    )
    bracketed = mention.before.rstrip().endswith(("（", "("))
    ordered: tuple[str | None, ...] = (behind[0], named, behind[1]) if bracketed else (*behind, named)
    if kind == "phase":
        planned = rule in ("phase.held", "phase.scheduled") and rules["lead.planned"].search(mention.before) is not None
        ordered = (behind[1], named) if planned else (named, behind[1])  # 我会定于5月1日至7日举办展销
        if rule in _DONE_BY and named and behind[0] and not planned:
            ordered = (f"{named}{behind[0]}"[:LONGEST_ACTION],)  # 市总工会5月中旬组织抽查
    for words in ordered:
        if words and not rules["action.label"].fullmatch(words):
            return words
    titles = (mention.row_text, _heading(mention, context))
    return next((short for title in titles if title and (short := _short(title))), None) or behind[0]


def _named(rules: RuleFile, mention: Mention) -> str | None:
    """The words before a date in its clause: those behind the last colon, else the label before it."""
    label, _, rest = mention.lead.rpartition("：")
    if "：" in label:
        label = "".join(label.rpartition("：")[2].split()[-1:])  # 责任单位：县商务局 完成时限：
    begun = rules["action.beginning"].fullmatch(rest.strip()) is not None
    for words in ("" if begun else rest, label):
        words = unnumbered(words.rpartition("）、")[2]).rstrip(NO_ACTION + "（(")
        if named := _short(rules["action.preposition"].sub("", words)):
            return named
    return None


def _turn(rules: RuleFile, mention: Mention, context: Context) -> str | None:
    """The batch or round named between a date and the one before it in their list."""
    at = mention.finding.start
    turn = rules["action.turn"].search(context.text, max(0, at - _TURN), at)
    return turn["named"] if turn else None


def _heading(mention: Mention, context: Context) -> str | None:
    """The title of the section that a date stands in, and not one that is the sentence with the date itself."""
    section = context.notice.section_at(mention.finding.start)
    return section.title if section is not None and mention.finding.start >= section.body_start else None


def _short(words: str) -> str | None:
    """Words as an action is stored: one clause, without a number, a bracket or a preposition before it."""
    opening = load("date_kinds")["action.opening"]
    words = unnumbered(opening.sub("", unnumbered(words.strip())).strip(NO_ACTION))
    words = opening.sub("", words)
    clause = _CLAUSE_END.split(words.strip(NO_ACTION), maxsplit=1)[0]
    opened = max(clause.rfind("（"), clause.rfind("("))
    if opened > 0 and not any(sign in clause[opened:] for sign in "）)"):
        clause = clause[:opened]
    return compact(clause.strip(NO_ACTION + "（("))[:LONGEST_ACTION] or None
