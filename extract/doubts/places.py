"""Doubts about places: which of several of a name is meant, and whether it is helped."""

from __future__ import annotations

from collections.abc import Iterator

from extract.doubts.doubt import Found, rule, words_of
from extract.extractors.context import Context
from extract.extractors.regions import untold_places
from extract.facts import NoticeRegion
from extract.values import regions
from extract.values.region_names import Chain, chains

_MOST_NAMED = 8
"""How many places of a name a doubt counts up."""


def checked(context: Context) -> Iterator[Found]:
    """The doubts about the places of a notice; one only mentioned is doubtful where it cannot be told."""
    facts = context.read(NoticeRegion)
    helped = [fact for fact in facts if fact.role == "beneficiary"]
    for fact in facts:
        for code in _which(context, fact):
            yield Found(code, fact)
    for fact in helped:
        for code in _helped(context, fact, helped):
            yield Found(code, fact)
    yield from _untold(context)


def _untold(context: Context) -> Iterator[Found]:
    """The names, each once, of helped and of the issuers' places of which it cannot be told which they are."""
    names = [(finding.text, finding.start, finding.end) for finding in untold_places(context)]
    if context.place is None:
        for part in context.notice.issuers:
            names += [(part.value[: chain.end], part.start, part.end) for chain in _heads(part.value)]
    told: set[str] = set()
    for name, start, end in names:
        meant = [region.full_name for region in regions.meanings(name, near=context.place)]
        if name not in told and len(meant) > 1:
            told.add(name)
            word = "、".join(meant[:_MOST_NAMED]) + ("…" if len(meant) > _MOST_NAMED else "")
            yield Found("unread.place", None, NoticeRegion.table, start, end, word)


def _heads(issuer: str) -> list[Chain]:
    """The place's name that an issuer's begins with, printed with its kind."""
    found = chains(issuer, inside_names=True)[:1]
    return [chain for chain in found if chain.start == 0 and not chain.short and not chain.directional]


def _which(context: Context, fact: NoticeRegion) -> Iterator[str]:
    if fact.adcode is None:
        if fact.role != "mentioned" or regions.is_division_name(fact.name):
            yield "place.unknown"
        return
    if fact.role == "mentioned":
        return
    found = [chain for chain in chains(fact.name) if chain.start == 0]
    if found and len(set(found[0].codes)) > 1:
        yield "place.namesake"


def _helped(context: Context, fact: NoticeRegion, helped: list[NoticeRegion]) -> Iterator[str]:
    region = regions.by_code(fact.adcode) if fact.adcode else None
    if region is None:
        return
    if region.level == "province" and (len(helped) > 1 or fact.name == region.full_name):
        yield "place.wide"
    alone = not any(other is not fact and other.adcode and other.adcode[:2] == region.adcode[:2] for other in helped)
    if alone and not rule("place_ending").search(fact.name):
        yield "place.short_name"
    quote = fact.evidence.quote
    if rule("helper").search(words_of(context, fact)) or quote.count("（") > quote.count("）"):
        yield "place.role"
