"""Several firms in one line: told of in turn, each with a bracket, or only enumerated."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extract.document import Line
from extract.extractors import organizations
from extract.extractors.listing_places import is_listed, lead_in, place_over, under_channels
from extract.extractors.listing_rows import place_name
from extract.extractors.listing_words import Entry, entry, is_listed_name, named, parts_of, read_rest
from extract.notice import Notice
from extract.rules import load

_NUMBER = regex.compile(r"\d{7}")
_STOPS = regex.compile(r"[；;。]")
_BRACKETS = regex.compile(r"[（(]")
_JOINTS = regex.compile(r"[、，,；;\s和与及]*")
_QUOTED = regex.compile(r"[“「]([^“”「」]*)[”」]")
_AND = regex.compile(r"以及|[和与及]")
_SEVERAL = regex.compile(r"[，,；;：:\d]")
_LEAST = 2
"""Firms of a line that make it a list where nothing leads on to them."""


def told_in_turn(notice: Notice, line: Line) -> list[Entry]:
    """The firms of a line that tells of one after the other behind semicolons, each with whom to ask: two at least."""
    text = notice.text
    found: list[Entry] = []
    if _STOPS.search(text, line.start, line.end) is None or _NUMBER.search(text, line.start, line.end) is None:
        return found
    lead = load("listings")["told_lead"].match(text, line.start, line.end)
    if lead is not None and load("listings")["other_lead"].search(lead.group()):
        return found
    start = lead.end() if lead else line.start
    for part in _STOPS.split(text[start : line.end]):
        match = parts_of(part)
        if match is not None and is_listed_name(match["name"]):
            told = named(match["name"])
            read_rest(text, start + match.start("rest"), start + len(part), told)
            low = start + match.start("name")
            found.append(entry(low, start + len(part), match["number"], told))
        start += len(part) + 1
    return found if sum(bool(firm.values.get("phone")) for firm in found) >= _LEAST else []


def inline(notice: Notice, line: Line) -> list[Entry]:
    """The firms of a running text that gives each one's particulars in brackets: two at least make a list."""
    text, rules = notice.text, load("listings")
    found: list[Entry] = []
    if len(_BRACKETS.findall(text, line.start, line.end)) < _LEAST:
        return found
    place = _headed_by(text, line)[0]
    for match in rules["inline"].finditer(text, line.start, line.end):
        verb = rules["verb_before_firms"].match(match["name"])
        low = match.start("name") + (verb.end() if verb else 0)
        name = text[low : match.end("name")]
        if organizations.is_legal_entity(name) and is_listed_name(name):
            told = named(name)
            read_rest(text, match.start("rest") - 1, match.end(), told)
            told.set("region", place)
            found.append(entry(low, match.end(), match["number"], told))
    return found if len(found) >= _LEAST else []


def led_to(notice: Notice, line: Line) -> list[Entry]:
    """The firms of a line that says that they supply: `确定以下企业为供货单位：甲公司、乙公司`."""
    text = notice.text
    words = text[line.start : line.end]
    if not organizations.may_name_company(words):
        return []
    lead = lead_in(words)
    named_in = None if lead is not None else load("listings")["named_suppliers"].search(text, line.start, line.end)
    if lead is not None:
        stop = words.find("。", lead)
        found = list(_firms(notice, line.start + lead, line.start + stop if stop >= 0 else line.end))
    else:
        found = list(_firms(notice, *named_in.span("firms"))) if named_in is not None else []
    sure = all(is_listed_name(firm.values["name"] or "") for firm in found)
    return found if sure and (named_in is not None or len(found) >= _LEAST) else []


def enumerated(notice: Notice, line: Line) -> list[Entry]:
    """The firms of a line that only enumerates them, under the heading of a list: `粮油类：甲公司、乙公司`."""
    if not is_listed(notice, line.start):
        return []
    place, start = _headed_by(notice.text, line)
    found = list(_firms(notice, start, line.end))
    names = [firm.values["name"] or "" for firm in found]
    if len(found) < _LEAST or not all(map(organizations.is_firm, names)):
        return []
    if under_channels(notice, line.start) and not all(map(organizations.is_legal_entity, names)):
        return []
    for firm in found:
        firm.values["region"] = firm.values.get("region") or place or place_over(notice, line.start)
    return found


def awarded(notice: Notice, line: Line) -> list[Entry]:
    """The firms of a line whose label says that a selection has ended with them: `中标供应商：甲公司`."""
    label = load("listings")["award_label"].match(notice.text, line.start, line.end)
    found = list(_firms(notice, label.end(), line.end)) if label is not None else []
    names = [firm.values["name"] or "" for firm in found]
    return found if all(is_listed_name(name) and organizations.is_legal_entity(name) for name in names) else []


def _headed_by(text: str, line: Line) -> tuple[str | None, int]:
    """The place that a line names before its firms (甜园县（2家）：…), None where it names none; where they begin."""
    head = load("listings")["enumeration_head"].match(text, line.start, line.end)
    place = place_name(head["head"]) if head is not None and head["head"] else None
    return place, head.end() if head is not None else line.start


def _firms(notice: Notice, start: int, end: int) -> Iterator[Entry]:
    """What a range enumerates, each with its number and what a bracket after it says."""
    text, before = notice.text, start
    parts = organizations.split(_QUOTED.sub(_unquoted, text[start:end]))
    for low, high in (own for part in parts for own in _apart(text, start + part.start, start + part.end)):
        printed = _JOINTS.match(text, before, high)
        number = load("listings")["line_number"].match(text, printed.end() if printed else before, high)
        low = max(low, number.end()) if number else low
        name, remark = organizations.without_remark(text[low:high])
        several = remark is not None and _SEVERAL.search(remark) is not None
        told = named(name if several else text[low:high])
        if several:
            read_rest(text, low + len(name), high, told)
        yield entry(low, high, number.group() if number else None, told)
        before = high


def _unquoted(quoted: regex.Match[str]) -> str:
    """A firm or several in quotation marks with separators in their places; other words as they are."""
    return f"、{quoted[1]}、" if organizations.is_legal_entity(quoted[1]) else str(quoted.group())


def _apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Two firms joined by 和, 与 or 及, each by itself; one where the word stands in its name."""
    for joint in _AND.finditer(text, start, end):
        sides = (text[start : joint.start()], text[joint.end() : end])
        if all(map(organizations.is_legal_entity, sides)):
            yield start, joint.start()
            start = joint.end()
    yield start, end
