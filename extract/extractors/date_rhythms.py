"""Reports that recur without a day of their own: 每季度报送一次, 一月一报."""

from __future__ import annotations

from collections.abc import Sequence

from extract.extractors.context import Context
from extract.extractors.date_actions import LONGEST_ACTION, NO_ACTION
from extract.extractors.date_mentions import Mention
from extract.facts import DatedFact, Recurs
from extract.folding import compact
from extract.rules import load

_NEAR = 40
"""How far behind the words of a report its days may be labelled."""
_EVERY: dict[str, Recurs] = {"季": "quarterly", "月": "monthly", "半": "half-yearly"}


def recurring_reports(context: Context, found: Sequence[Mention], dated: Sequence[DatedFact]) -> list[DatedFact]:
    """Reports that recur without a day (每季度报送一次); those whose day is said close behind are left out."""
    facts: list[DatedFact] = []
    # What only names the rhythm (一月一报, 月报制度) comes last: it may be said elsewhere in full.
    every, rhythm = load("date_kinds")["report.every"], load("date_kinds")["report.rhythm"]
    for rule, match in ((one, match) for one in (every, rhythm) for match in one.finditer(context.text)):
        if any(mention.clause[0] <= match.start() < mention.clause[1] and mention.value.recurs for mention in found):
            continue
        word = next(letter for letter in "半季月" if letter in match["every"])
        if _day_follows(context, match.end(), found, [fact for fact in dated if fact.recurs == _EVERY[word]]):
            continue
        named = rule is rhythm
        if named and any(fact.recurs == _EVERY[word] for fact in [*dated, *facts]):
            continue
        end = next(
            (at for at in range(match.end(), len(context.text)) if context.text[at] in "，,。；;\n\t"), match.end()
        )
        evidence = context.notice.evidence(match.start(), end, rule.id)
        words = match.group() if named else context.text[match.end("every") : end]
        action = compact(words.strip(NO_ACTION))[:LONGEST_ACTION] or None
        facts.append(DatedFact(evidence, kind="report_due", recurs=_EVERY[word], action=action))
    return facts


def _day_follows(context: Context, at: int, found: Sequence[Mention], dated: Sequence[DatedFact]) -> bool:
    """Whether the days of a recurring report stand behind it: labelled (时间为7月10日), or recurring as it does."""
    following = next((one.finding.start for one in found if one.finding.start >= at), None)
    if following is None or following - at > _NEAR or "\n" in context.text[at:following]:
        return False
    labelled = load("date_kinds")["report.days_follow"].fullmatch(context.text[at:following])
    return labelled is not None or any(one.evidence.start <= following < one.evidence.end for one in dated)
