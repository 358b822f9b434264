"""What is due by a date: the words that the facts of the dates extractor give as their `action`."""

from __future__ import annotations

import regex

from extract.extractors.context import Context
from extract.extractors.date_events import as_labelled
from extract.extractors.date_mentions import Mention, unnumbered
from extract.facts import DateKind
from extract.folding import compact
from extract.rules import Rule, RuleFile, load

LONGEST_ACTION = 60
NO_ACTION = " 　，,。；;：:、）)】—-●"
"""Signs that no action begins or ends with."""
_DONE_BY = frozenset({"phase.scheduled", "phase.starts", "phase.opens", "phase.pickup"})
"""Rules that read what someone before the date does on it."""
_NAMED_BY = {"limit.moved": "action.moved", "phase.step": "phase.step", "event.moved": "action.rescheduled"}
"""By which rule the words before a date name what is due, for the rule that read the date."""
_TURN = 10
"""How far before a date of a list the name of its batch begins."""
_LABEL = 16
"""How long a label at the beginning of a line may be."""
_REMARK = regex.compile("（[^（）]*[，：][^（）]*）")
"""A remark of several clauses, or with a label, in brackets: （附件2，加盖公章）, （网址：…）."""
_CLAUSE = regex.compile("(?:“[^”\\n]{1,60}”|《[^》\\n]{1,60}》|[^，,。；;])+")
"""A clause: up to a stop that stands in no quotation marks and no brackets."""


def action_of(mention: Mention, kind: DateKind, rule: str, context: Context) -> str | None:
    """What is due: the words behind the date, else those before it in its clause, else the row's or section's title."""
    if kind == "validity":
        return None
    if mention.header is not None and mention.row_text and mention.cell == mention.finding.text:
        return _short(mention.row_text)
    rules, wording = load("date_kinds"), load("date_actions")
    labelled = as_labelled(rules, mention)
    turn = _turn(wording, mention, context) if mention.listed else None
    named = turn or _named(wording, labelled or mention)
    if named and (kind == "phase" or rule == "limit.moved"):
        named = wording["action.fixed"].sub("", named)
    if rule in _NAMED_BY and (told := (wording.get(_NAMED_BY[rule]) or rules[_NAMED_BY[rule]]).search(mention.before)):
        return told["named"]
    if named and (labelled or rule.startswith(("label.", "phase.label", "phase.event_day"))):
        named = wording["action.suffix"].sub("", named) or named
        if not wording["action.label"].fullmatch(named):
            return named
    for words in _told(rules, mention, kind, rule, named):
        if words and not wording["action.label"].fullmatch(words):
            return words
    headings = context.notice.headings_over(mention.finding.start)
    titles = (mention.row_text, _line_label(mention), *headings, _announced(wording, context))
    shorts = (_short(title) for title in titles if title)
    said = next((short for short in shorts if short and not _is_only_label(wording, short)), None)
    return said or _short(mention.same_clause)


def _is_only_label(wording: RuleFile, words: str) -> bool:
    """Whether words only label a time or head a section."""
    return any(rule.fullmatch(words) for rule in (wording["action.label"], load("tasks")["heading_only"]))


def _announced(wording: RuleFile, context: Context) -> str | None:
    """What the notice's title says takes place."""
    title = context.notice.title
    match = wording["action.titled"].search(title.value) if title is not None else None
    return match["named"] if match else None


def _told(rules: RuleFile, mention: Mention, kind: DateKind, rule: str, named: str | None) -> tuple[str | None, ...]:
    """The words behind a date and `named` before it, in the order in which they say what is due."""
    own, sentence = _behind(rules, mention, kind)
    if kind != "phase":
        bracketed = mention.before.rstrip().endswith(("（", "("))
        return (own, named, sentence) if bracketed else (own, sentence, named)
    planned = rule in ("phase.held", "phase.scheduled") and rules["lead.planned"].search(mention.before) is not None
    if planned and named and load("date_actions")["action.event"].search(named):
        planned = False  # 展销会定于6月9日至12日在文化广场举行
    if rule in _DONE_BY and named and own and not planned:
        return (f"{named}{own}"[:LONGEST_ACTION],)  # 市总工会5月中旬组织抽查
    if named and own and load("date_actions")["action.actor"].search(named):
        return (own, sentence)  # 各工会5月组织展销
    return (sentence, named) if planned else (named, sentence)  # 我会定于5月1日至7日举办展销


def _behind(rules: RuleFile, mention: Mention, kind: DateKind) -> tuple[str | None, str | None]:
    """What is due by the words behind a date: by those in its own clause, and by those up to the sentence's end."""
    hours = rules["hours"].match(mention.after)
    verb = rules["verb.report"] if kind == "report_due" else None
    sentence = _short(mention.after[hours.end() :] if hours else mention.after, verb)
    own = None if hours or _is_manner(mention.same_clause) else _short(mention.same_clause)
    return sentence if own and sentence and sentence.startswith(own) else own, sentence


def _named(rules: RuleFile, mention: Mention) -> str | None:
    """The words before a date in its clause: those behind the last colon, else the label before it."""
    label, _, rest = mention.lead.rpartition("：")
    if "：" in label:
        label = "".join(label.rpartition("：")[2].split()[-1:])  # 责任单位：县商务局 完成时限：
    begun = rules["action.beginning"].fullmatch(rest.strip()) is not None
    for words in ("" if begun else rest, rules["action.suffix"].sub("", label.strip()) if begun else label):
        words = unnumbered(words.rpartition("）、")[2]).rstrip(NO_ACTION + "（(")
        if (named := _short(rules["action.preposition"].sub("", words))) and (
            named.startswith(load("date_actions").words["steps"]) or not _is_manner(named)
        ):
            return named
    return None


def _turn(rules: RuleFile, mention: Mention, context: Context) -> str | None:
    """The batch or round named between a date and the one before it in their list."""
    at = mention.finding.start
    turn = rules["action.turn"].search(context.text, max(0, at - _TURN), at)
    return turn["named"] if turn else None


def _line_label(mention: Mention) -> str | None:
    """What a line is about, by the label that opens it: 春季登山：5月至6月，6月底之前完成."""
    label, colon, _ = mention.before.partition("：")
    return label if colon and len(label) <= _LABEL and mention.header is None else None


def _short(words: str, verb: Rule | None = None) -> str | None:
    """Words as an action is stored: one clause, without a number, a bracket or a preposition before it.

    Clauses of manner are passed over where others follow them. The clauses up to the one with `verb` are taken
    together (填写登记表，盖章后报县总工会).
    """
    rules = load("date_actions")
    opening = rules["action.opening"]
    words = unnumbered(opening.sub("", unnumbered(_REMARK.sub("", words).strip())).strip(NO_ACTION))
    words = opening.sub("", words)
    clauses = [clause.strip(NO_ACTION) for clause in _CLAUSE.findall(words.strip(NO_ACTION))]
    clauses = _without_manner(clauses)
    clause = clauses[0] if clauses else ""
    if verb is not None:
        clause = _up_to(verb, clauses) or clause
    opened = max(clause.rfind("（"), clause.rfind("("))
    if opened > 0 and not any(sign in clause[opened:] for sign in "）)"):
        clause = clause[:opened]
    return compact(clause.strip(NO_ACTION + "（("))[:LONGEST_ACTION] or None


def _without_manner(clauses: list[str]) -> list[str]:
    """Clauses without those at their beginning that only say how, by whom or why (按照统一部署，完成摸底)."""
    rules = load("date_actions")
    for index, clause in enumerate(clauses):
        if not _is_manner(clause):
            return clauses if index and rules["action.aside"].match(clause) else clauses[index:]
    return clauses


def _is_manner(words: str) -> bool:
    """Whether words only say in which manner something is done."""
    return load("date_actions")["action.manner"].fullmatch(compact(words.strip(NO_ACTION))) is not None


def _up_to(verb: Rule, clauses: list[str]) -> str | None:
    """The first clauses up to the one with a verb, None where that is the first or they are too many."""
    taken = clauses[0] if clauses else ""
    for clause in clauses[1:]:
        if verb.search(taken):
            break
        taken = f"{taken}，{clause}"
    return taken if len(taken) <= LONGEST_ACTION and verb.search(taken) else None
