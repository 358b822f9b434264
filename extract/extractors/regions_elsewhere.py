"""Places elsewhere that no word of help stands beside: outside the issuer's place, and nobody's office or journey."""

from __future__ import annotations

from extract.extractors.context import Context
from extract.values import regions
from extract.values.finding import Finding
from extract.values.gazetteer import path_of
from extract.values.region_rules import rule, word_set
from extract.values.regions import Place


def is_elsewhere(context: Context, finding: Finding[Place], own: set[str | None], visited: set[int]) -> bool:
    """Whether a county or prefecture is named that has nothing to do with the issuer but being helped.

    It lies outside the issuer's place and outside the provinces that help others, and nobody goes
    there, comes from there or has an office there.
    """
    place = finding.value
    if context.place is None or place.adcode is None or place.level not in ("county", "city") or len(finding.text) < 2:
        return False
    if any(code in path_of(place.adcode) or place.adcode in path_of(code) for code in own if code):
        return False
    province = regions.by_code(path_of(place.adcode)[0])
    if province is None or province.name in word_set("donor_provinces"):
        return False
    return finding.start not in visited


def visited_places(text: str, found: list[Finding[Place]]) -> set[int]:
    """The offsets of the places that are visited or begin an office's name, each with the enumeration it stands in."""
    separator = rule("region.separator")
    visited: set[int] = set()
    row: list[Finding[Place]] = []
    for index, finding in enumerate(found):
        row.append(finding)
        parted = separator.follows(text, finding.end)
        if index + 1 < len(found) and parted is not None and parted.end() == found[index + 1].start:
            continue
        if any(is_visited(text, member) for member in row):
            visited.update(member.start for member in row)
        row = []
    return visited


def is_visited(text: str, finding: Finding[Place]) -> bool:
    """Whether somebody goes to the place or comes from it or is to buy there, or it begins an address or an office's
    name."""
    if any(rule(rule_id).follows(text, finding.end) for rule_id in ("region.buyers_after", "region.helps_us_after")):
        return True
    if is_sold_to(text, finding):
        return True
    visited = rule("region.visited").search(text, max(0, finding.start - 4), finding.start)
    return visited is not None or rule("region.address_after").follows(text, finding.end) is not None


def is_sold_to(text: str, finding: Finding[Place]) -> bool:
    """Whether goods are said to go to the place (销往乙市的产品): nobody there is helped by it."""
    return rule("region.sold_to").search(text, max(0, finding.start - 8), finding.start) is not None
