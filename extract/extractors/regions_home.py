"""The place that writes itself as the one helped: 我县 or its own name, its goods to be bought or its people helped.

我省, 我市, 我县 and the like mean the issuer's place or the one above it of that kind; 贵县, 贵市
mean the addressee's. That the place acts (我市企业采购…) or is a helper itself (我市对口地区) makes
it none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.extractors.context import Context
from extract.extractors.regions_closed import covers, sentence_start
from extract.facts import NoticeRegion
from extract.values import regions
from extract.values.finding import Finding
from extract.values.gazetteer import of_kind, path_of
from extract.values.region_rules import rule, word_set
from extract.values.regions import Place

_WINDOW = 30
"""How many characters before the place the word of purchase or help may begin."""


@dataclass(frozen=True)
class _Mention:
    """Where the notice speaks of its own or the addressee's place: the range of the words, and the place's code."""

    start: int
    end: int
    adcode: str
    own_name: bool
    """Printed by its name, not as 我县."""
    addressed: bool = False
    """The addressee's: 贵县."""


def home_regions(
    context: Context, found: Sequence[Finding[Place]], skipped: list[tuple[int, int]], others_helped: bool
) -> list[NoticeRegion]:
    """The rows for the issuer's and the addressee's places where they are the ones helped, each place once.

    `skipped` are ranges not to be read. A helping province's places, where others are helped besides,
    count only where their people are meant: what they buy of their own is no help for them.
    """
    helped: dict[str, NoticeRegion] = {}
    for mention in _mentions(context, found):
        if mention.adcode in helped or covers(skipped, mention.start):
            continue
        cue = _cue(context, mention, found, others_helped)
        if cue is not None:
            start, end, rule = cue
            name = "".join(context.text[mention.start : mention.end].split())
            evidence = context.notice.evidence(start, end, rule)
            helped[mention.adcode] = NoticeRegion(evidence, name=name, adcode=mention.adcode, role="beneficiary")
    return list(helped.values())


def _mentions(context: Context, found: Sequence[Finding[Place]]) -> list[_Mention]:
    own = context.place
    mentions = [
        _Mention(finding.start, finding.end, own, own_name=True)
        for finding in found
        if own is not None and finding.value.adcode == own and len(finding.text) > 1
    ]
    return sorted([*mentions, *_pronouns(context)], key=lambda mention: mention.start)


def _pronouns(context: Context) -> Iterator[_Mention]:
    addressed: str | None = None
    if context.notice.addressee is not None:
        located = regions.locate(context.notice.addressee.value, near=context.place)
        addressed = located.value.adcode if located is not None else None
    for match in rule("region.home").finditer(context.text):
        whose = context.place if match["own"] else addressed
        code = whose if whose is None or match["kind"] == "地" else of_kind(whose, match["kind"])
        if code is not None and (match["own"] or code != context.place):
            yield _Mention(match.start(), match.end(), code, own_name=False, addressed=match["own"] is None)


def _cue(
    context: Context, mention: _Mention, found: Sequence[Finding[Place]], others_helped: bool
) -> tuple[int, int, str] | None:
    """The range and rule of the words that make the place the one helped."""
    text = context.text
    ahead = mention.end + (text[mention.end : mention.end + 1] not in tuple("，,、；;。"))
    if any(mention.end <= finding.start <= ahead for finding in found):
        return None  # 我省某县: the county is meant, which has its own row
    low = max(sentence_start(text, 0, mention.start), mention.start - _WINDOW)
    people = rule("region.home_people").follows(text, mention.end)
    before = rule("region.home_people_before").search(text, low, mention.start)
    if people is not None and before is not None:
        return before.start(), people.end(), "region.home_people"
    helper = rule("region.home_helper").search(text, low, mention.start)
    acts = rule("region.home_acts").follows(text, mention.end)
    if helper is not None and acts is None:
        return helper.start(), mention.end, "region.home_helper"
    supplies = rule("region.home_supplies").follows(text, mention.end)
    if supplies is not None and mention.addressed:
        return mention.start, supplies.end(), "region.home_supplies"
    goods = rule("region.home_goods").follows(text, mention.end)
    before = rule("region.home_goods_before").search(text, low, mention.start)
    if goods is None or before is None or (helps_others(mention.adcode) and (others_helped or mention.own_name)):
        return None
    return before.start(), goods.end(), "region.home_goods"


@cache
def helps_others(adcode: str) -> bool:
    """Whether a place lies in a province that helps others in 东西部协作."""
    province = regions.by_code(path_of(adcode)[0])
    return province is not None and province.name in word_set("donor_provinces")
