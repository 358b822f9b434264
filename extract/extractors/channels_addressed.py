"""Channels that a sentence names right before an address, a web address or who runs them: …商城（网址：…，运营商：…."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extract.extractors.channels_run import is_of_another
from extract.extractors.labelled import Field, fields
from extract.extractors.platform_names import (
    brand,
    first_firm,
    is_channel_name,
    is_shop_site,
    names_firm,
    own_name,
    web_address,
)
from extract.facts import Platform
from extract.folding import compact
from extract.notice import Notice
from extract.rules import load
from extract.values import web

_NAME_REACH = 60
_LEAST_NAME = 4
"""Characters of a place of sale's name: shorter words only say what it is."""


@dataclass(eq=False)
class _Told:
    """A channel as far as its sentence has told of it."""

    name: str
    start: int
    end: int
    url: str | None = None
    operator: str | None = None
    address: str | None = None

    def tell(self, key: str, value: str | None, end: int) -> None:
        """Adds what a label or address says, unless it has been said before."""
        if key == "way":
            self.end = max(self.end, end)
        elif value and getattr(self, key) is None:
            setattr(self, key, value)
            self.end = max(self.end, end)


def with_address(notice: Notice, start: int, end: int) -> list[Platform]:
    """The channels named right before an address, a web address or an operator, with what follows of them."""
    told: list[_Told] = []
    current: _Told | None = None
    for kind, label_start, low, high in _anchors(notice, start, end):
        named = _name_before(notice, start, label_start)
        after = _name_after(notice, low, high, end) if named is None and kind == "url" else None
        if after is not None:
            told.append(_Told(after[0], low, after[1], url=_said(notice, kind, low, high)))
            current = None
        elif named is None:
            current = _meant(notice, current, kind, start, label_start, low)
        elif current is None or named != (current.name, current.start):
            current = _Told(named[0], named[1], high) if named[0] else None
        if current is not None:
            told += [] if current in told else [current]
            current.tell(kind, _said(notice, kind, low, high), high)
    return [
        Platform(
            evidence=notice.evidence(channel.start, channel.end, "platforms.address"),
            name=channel.name,
            url=channel.url,
            operator=channel.operator,
            address=channel.address,
        )
        for channel in told
    ]


def _meant(notice: Notice, current: _Told | None, kind: str, start: int, label_start: int, low: int) -> _Told | None:
    """The channel that an address or label tells of which has no name right before it; None for one of no name."""
    if current is None:
        return _named_far(notice, start, label_start) if kind == "url" else None
    if (later := _named_later(notice, current, label_start)) is not None:
        return later
    another = kind == "operator" and is_of_another(notice.text, current.start, current.end, low)
    return None if another else current


def _named_later(notice: Notice, channel: _Told, label_start: int) -> _Told | None:
    """Another channel by its quoted name that stands behind a semicolon between a channel and a label; else None."""
    stop = max(notice.text.rfind(mark, channel.end, label_start) for mark in "；;")
    named = list(load("platforms")["named_channel"].finditer(notice.text, stop, label_start)) if stop >= 0 else []
    if not named or brand(own_name(named[-1]["name"])) == brand(channel.name):
        return None
    return _shop(named[-1], label_start)


def _shop(named: regex.Match[str], end: int) -> _Told | None:
    """The channel of a quoted name as far as it has been told of by a place; None for a site where nothing is sold."""
    return _Told(own_name(named["name"]), named.start("name"), end) if is_shop_site(named["name"]) else None


def _named_far(notice: Notice, start: int, label_start: int) -> _Told | None:
    """The channel by its quoted name that a sentence speaks of before a web address; None where it names none."""
    rules = load("platforms")
    named = list(rules["named_shop"].finditer(notice.text, start, label_start))
    if named:
        return _shop(named[-1], label_start)
    its = rules["own_address"].search(notice.text[start:label_start])
    if its is None:
        return None
    earlier = [one for one in rules["named_channel"].finditer(notice.text, 0, start) if its["kind"] in one["name"]]
    if len({own_name(one["name"]) for one in earlier}) != 1 or not is_shop_site(earlier[0]["name"]):
        return None
    return _Told(own_name(earlier[0]["name"]), start + its.start("kind"), label_start)


def _anchors(notice: Notice, start: int, end: int) -> list[tuple[str, int, int, int]]:
    """Where a sentence tells of channels: (what, start of its label, start and end of its value)."""
    labelled = [
        (field.kind, field.label_start + _own_length(field), field.start, field.end)
        for field in fields(notice.text, start, end)
        if field.kind in {"url", "address", "operator", "way"}
    ]
    bare = [
        ("url", start + found.start, start + found.start, start + found.end)
        for found in web.find(notice.text[start:end])
        if found.value.kind == "url" and not _is_replaced(notice.text, start + found.end, end)
    ]
    inside = [(low, _part_end(notice.text, high_from, high)) for _, low, high_from, high in labelled]
    bare += _unlabelled(notice.text, start, end)
    bare = [anchor for anchor in bare if not any(low <= anchor[2] < high for low, high in inside)]
    return sorted([*labelled, *bare], key=lambda anchor: anchor[1])


def _own_length(field: Field) -> int:
    """How many characters before a label's word are a channel's name and none of the label: …展销中心|地址：."""
    return len(field.before) if field.before and is_channel_name(field.before) else 0


def _is_replaced(text: str, after: int, end: int) -> bool:
    """Whether another web address takes the place of the one that ends here: 域名由www.a.cn变更为…."""
    return load("platforms")["replaced_by"].match(text, after, end) is not None


def _part_end(text: str, start: int, end: int) -> int:
    """Where a labelled value's part of a sentence ends: at a semicolon, behind which another channel may be told of."""
    return min((at for mark in "；;" if (at := text.find(mark, start, end)) >= 0), default=end)


def _unlabelled(text: str, start: int, end: int) -> Iterator[tuple[str, int, int, int]]:
    """The addresses that a bracket or 位于 leads on to, and the brackets that give a number."""
    rules = load("platforms")
    moved = rules["moved_to"].finditer(text, start, end)
    for lead in (*rules["address_follows"].finditer(text, start, end), *moved):
        if (match := rules["address_here"].match(text, lead.end(), end)) is not None:
            yield (
                "address",
                lead.end() if lead.group().startswith(("（", "(")) else lead.start(),
                *match.span("address"),
            )
    for rule in ("number_in_bracket", "way_in_bracket"):
        for match in rules[rule].finditer(text, start, end):
            yield "way", match.start() + 1, match.end(), match.end()


def _name_before(notice: Notice, start: int, label_start: int) -> tuple[str, int] | None:
    """A channel's name right before a label, and where it begins; ("", …) for a site where nothing is sold."""
    rules = load("platforms")
    label_start = _before_short_name(notice.text, start, label_start)
    if contact := rules["its_contact"].search(notice.text, max(start, label_start - _NAME_REACH), label_start):
        label_start = contact.start()
    low = max(start, label_start - _NAME_REACH)
    match = rules["name_before"].search(notice.text, low, label_start)
    if match is None or rules["its_own"].search(match["name"]):
        return None
    name, begin = match["name"], match.start("name")
    if (done := rules["after_name"].search(name)) is not None and done.start() >= _LEAST_NAME:
        name = name[: done.start()]
    if account := rules["led_account"].fullmatch(name):
        return (account["name"], begin + account.start("quoted")) if is_shop_site(account["name"]) else None
    if lead := rules["lead_in"].match(name):
        name, begin = name[lead.end() :], begin + lead.end()
    if number := load("captions")["section_number"].match(name):
        name, begin = name[number.end() :], begin + number.end()
    if len(name) < 2 or not is_channel_name(name) or own_name(name) in rules.words["only_kinds"]:
        return None
    if names_firm(name):
        return None
    return (own_name(name), begin) if is_shop_site(name) else ("", begin)


def _address_end(text: str, low: int, high: int) -> int:
    """Where the first web address of a labelled value ends; the value's end where it holds none."""
    return next((low + found.end for found in web.find(text[low:high]) if found.value.kind == "url"), high)


def _name_after(notice: Notice, low: int, high: int, end: int) -> tuple[str, int] | None:
    """A channel's name right after the web address in text[low:high], and where it ends."""
    start = _address_end(notice.text, low, high)
    match = load("platforms")["name_after_url"].match(notice.text, start, end)
    if match is None:
        return None
    name = own_name(match["name"])
    if name in load("platforms").words["only_kinds"] or not is_shop_site(name):
        return None
    return name, match.end("name")


def _before_short_name(text: str, start: int, label_start: int) -> int:
    """Where the bracket opens that gives the name before it a shorter one and holds a label; else the label's start."""
    opening = max(text.rfind("（", start, label_start), text.rfind("(", start, label_start))
    if opening < 0 or any(mark in text[opening:label_start] for mark in "）)"):
        return label_start
    short = load("platforms")["short_name"].match(text, opening + 1, label_start)
    return opening if short is not None else label_start


def _said(notice: Notice, kind: str, low: int, high: int) -> str | None:
    if kind == "url":
        return web_address(notice, low, high)
    value = compact(notice.text[low:high]).strip("，,；;。 ")
    if kind == "operator":
        value = first_firm(value)
    closing = value.endswith(("）", ")")) and value.count("（") + value.count("(") < value.count("）") + value.count(
        ")"
    )
    return (value[:-1] if closing else value) or None
