"""Places of sale that a sentence names right behind their address: 东街12号青禾专馆, 在东街12号设了“青禾”体验厅."""

from __future__ import annotations

from collections.abc import Iterator

from extract.extractors.platform_names import is_shop_site, own_name
from extract.facts import Platform
from extract.folding import compact
from extract.notice import Notice
from extract.rules import load
from extract.values import regions

_LEAST_NAME = 4
"""Characters of a place of sale's name: shorter words only say what it is."""
_TOLD_KIND = 6
"""Characters of words for a kind of place that are its name where its address stands before them."""


def after_address(notice: Notice, start: int, end: int) -> Iterator[Platform]:
    """The places of sale named right after their house number: 东街12号青禾专馆."""
    rules = load("platforms")
    matches = list(rules["address_then_name"].finditer(notice.text, start, end))
    matches += rules["street_then_name"].finditer(notice.text, start, end)
    set_up = list(rules["set_up_named"].finditer(notice.text, start, end))
    named_later = [match.start("address") for match in set_up]
    set_up += rules["set_up_at"].finditer(notice.text, start, end)
    for match in set_up:
        again = match.re is rules["set_up_at"].compiled and match.start("address") in named_later
        if not again and rules["planned"].search(notice.text, start, match.start()) is None:
            matches.append(match)
    for match in matches:
        if rules["moved_to"].follows(notice.text, match.end("name")) is not None:
            continue
        address, low = match["address"], match.start("address")
        if lead := rules["address_lead"].match(address):
            address, low = address[lead.end() :], low + lead.end()
        name = own_name(match["name"])
        if not _is_house(name) or not is_shop_site(name):
            continue
        evidence = notice.evidence(low, match.end(), "platforms.address_then_name")
        yield Platform(evidence=evidence, name=name, address=compact(address))


def with_firm(notice: Notice, start: int, end: int) -> Iterator[Platform]:
    """The places of sale that a sentence names with an address and a firm right behind: 青禾直营店，东街12号，…公司."""
    rules = load("platforms")
    for match in rules["name_place_firm"].finditer(notice.text, start, end):
        name = own_name(match["name"])
        if name not in rules.words["only_kinds"] and is_shop_site(name):
            evidence = notice.evidence(match.start("name"), match.end(), "platforms.name_place_firm")
            address, operator = compact(match["address"]), compact(match["operator"])
            yield Platform(evidence=evidence, name=name, address=address, operator=operator)


def _is_house(name: str) -> bool:
    """Whether the words right behind a house number name a place of sale, and do not only say what it is.

    A county's short name before 馆 names one, and so do words for its kind that are long (消费帮扶生活馆).
    """
    if name in load("platforms").words["only_kinds"]:
        return len(name) >= _TOLD_KIND
    return len(name) >= _LEAST_NAME or regions.is_division_name(name[:-1])
