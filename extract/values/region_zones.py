"""Places without a code: development zones, new areas, the Xinjiang corps and its divisions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.values.finding import Finding
from extract.values.region_names import Chain
from extract.values.region_place import Place, placed
from extract.values.region_rules import rule

CodeOf = Callable[[Chain], str | None]
"""Which place a name means."""


def zones(text: str, found: Sequence[Finding[Place]], named: Sequence[Chain], code_of: CodeOf) -> list[Finding[Place]]:
    """New areas and development zones: with a name of their own beside or behind a place, or known by name.

    One that has no other name than its place's (宁波高新区) is given with it. `found` are the places of the text;
    `named` all its names of places, believed or not.
    """
    if rule("region.zone_word").search(text) is None:
        return []
    return [*_of_places(text, named, code_of), *_known(text, found, named, code_of), *_named_apart(text, found)]


def _of_places(text: str, named: Sequence[Chain], code_of: CodeOf) -> list[Finding[Place]]:
    """The zones that are called after the place they lie in, or stand right behind it with a name of their own; not
    where they begin the name of an office."""
    result = []
    for chain in named:
        if chain.ordinary:
            continue
        match = rule("region.zone_of_place").follows(text, chain.end)
        if match is None:
            match = rule("region.zone").follows(text, chain.end)
            if match is not None and any(chain.end <= other.start < match.end() for other in named):
                continue
        if match is not None and rule("region.zone_office").follows(text, match.end()) is None:
            result.append(placed(text, chain.start, match.end(), None, code_of(chain)))
    return result


def _known(text: str, found: Sequence[Finding[Place]], named: Sequence[Chain], code_of: CodeOf) -> list[Finding[Place]]:
    """The zones of national rank, by their names, with the place's printed right before."""
    before = {chain.end: chain for chain in named}
    result = []
    for match in rule("national_zones").finditer(text):
        if not any(finding.start <= match.start() < finding.end for finding in found):
            chain = before.get(match.start())
            start, within = (match.start(), None) if chain is None else (chain.start, code_of(chain))
            result.append(placed(text, start, match.end(), None, within))
    return result


def _named_apart(text: str, found: Sequence[Finding[Place]]) -> list[Finding[Place]]:
    """The zones with a name of their own that stand beside a place in a list."""
    result = []
    for finding in found:
        parted = rule("region.separator").follows(text, finding.end)
        match = rule("region.zone").follows(text, parted.end()) if parted is not None else None
        if match and not any(other.start < match.end() and match.start() < other.end for other in found):
            result.append(placed(text, match.start(), match.end(), None))
    return result


def corps(text: str, found: Sequence[Finding[Place]]) -> list[Finding[Place]]:
    """The findings, each city of the corps with the division before it; the corps and its divisions by themselves.

    A division by its number alone is believed beside another of the corps in a list (第一师、第二师铁门关市).
    """
    result = list(found)
    matches = list(rule("region.corps").finditer(text))
    at = {finding.start: index for index, finding in enumerate(found)} if matches else {}
    known: set[int] = set()
    for match in reversed(matches):
        index = at.get(match.end())
        parted = rule("region.separator").follows(text, match.end())
        if index is not None and (found[index].value.adcode or "").startswith("6590"):
            result[index] = placed(text, match.start(), found[index].end, found[index].value.adcode)
        elif match["corps"] or (parted is not None and parted.end() in known):
            result.append(placed(text, match.start(), match.end(), None))
        else:
            continue
        known.add(match.start())
    result += [
        placed(text, match.start(), match.end(), None)
        for match in rule("region.corps_itself").finditer(text)
        if rule("region.zone_office").follows(text, match.end()) is None
    ]
    return result
