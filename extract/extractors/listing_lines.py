"""Supplier lists printed as lines: `1.甲公司，地址：…，联系人：…`, or a firm's line with labelled lines under it."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.document import Line
from extract.extractors import listing_parted, listing_runs, organizations
from extract.extractors.blocks import Block, blocks, item_runs
from extract.extractors.context import Context
from extract.extractors.labelled import kind_of
from extract.extractors.listing_places import (
    is_listed,
    list_heading,
    lists_suppliers,
    place_over,
    titles_a_list,
    under_channels,
)
from extract.extractors.listing_rows import place_name
from extract.extractors.listing_words import (
    Entry,
    Told,
    entry,
    is_listed_name,
    named,
    parts_of,
    read_fields,
    read_rest,
    row_number,
)
from extract.notice import Notice
from extract.rules import load

_NEXT = regex.compile(r"\s*(?:[（(][^（）()]*[）)])?\s*、\s*(?P<name>[^、（(，,；;\s]+)")
_WAYS = ("url", "operator", "way")
_LONGEST_BESIDE = 40
_MARKS = frozenset("。；：，,;:")
_BESIDE = 300
"""Characters from the beginning of a firm's line to that of the next."""


def entries(context: Context) -> list[Entry]:
    """The firms that the lines of a notice list, in order."""
    notice = context.notice
    found: list[Entry] = []
    own: list[Line] = []
    runs = item_runs(context)
    for run in runs:
        for line, told in listing_parted.read(notice.text, run).items():
            found.append(_placed(notice, line.start, line.end, told.number, Told(told.values, told.extra)))
            own.append(line)
    for line in (line for run in runs for line in run):
        if several := listing_runs.told_in_turn(notice, line) or listing_runs.led_to(notice, line):
            found += several
            own.append(line)
    taken = [(line.start, line.end) for line in own]
    for block in blocks(context):
        if any(block.start <= line.start < block.end for line in own):
            continue
        supplier = is_supplier(notice, block)
        if supplier:
            found.append(_of_block(notice, block))
        heads = _is_firm(block.name) or titles_a_list(block.name)
        if supplier or block.of(*_WAYS) or not heads:
            taken.append((block.start, block.end))
    free = [
        line
        for run in runs
        for line in run
        if organizations.may_name_firm(notice.text[line.start : line.end])
        and not any(start <= line.start < end for start, end in taken)
    ]
    return sorted([*found, *_of_lines(notice, free, found)], key=lambda entry: entry.start)


def _of_lines(notice: Notice, lines: Sequence[Line], found: Sequence[Entry]) -> list[Entry]:
    """The firms of lines, each by itself or with what those found beside it say of its number."""
    read = {line: entry for line in lines if (entry := _of_line(notice, line)) is not None}
    sure, more = [*found, *read.values()], []
    for line in lines:
        if line in read:
            continue
        beside = [entry for entry in sure if abs(entry.start - line.start) <= _BESIDE]
        if beside and (entry := _of_line(notice, line, beside)) is not None:
            more.append(entry)
        else:
            more += (
                listing_runs.inline(notice, line)
                or listing_runs.enumerated(notice, line)
                or listing_runs.awarded(notice, line)
            )
    return [*read.values(), *more]


def is_supplier(notice: Notice, block: Block) -> bool:
    """Whether a block names a firm and says where and whom to ask; where it gives a way into a channel too, or stands
    among channels, only a company under the heading of a list of suppliers."""
    if not is_listed_name(block.name) or block.remark is not None:
        return False
    entity = organizations.is_legal_entity(block.name)
    if block.of(*_WAYS):
        return entity and lists_suppliers(list_heading(notice, block.start))
    return entity or not under_channels(notice, block.start)


def _of_block(notice: Notice, block: Block) -> Entry:
    told = named(notice.text[block.name_start : block.name_end])
    read_fields(notice.text, list(block.fields), told)
    return _placed(notice, block.start, block.end, block.number, told)


def _placed(notice: Notice, start: int, end: int, number: str | None, told: Told) -> Entry:
    """A firm of a line by itself, in the place that a heading or line over it names unless it says its own."""
    told.values["region"] = told.values.get("region") or place_over(notice, start)
    return entry(start, end, number, told)


def _of_line(notice: Notice, line: Line, beside: Sequence[Entry] = ()) -> Entry | None:
    """The firm of a line; `beside` are those of the lines before and after it, whose numbers it may go on with."""
    text = notice.text
    start, words = line.start, text[line.start : line.end]
    match, label = parts_of(words), None
    supplying = load("listings")["supplying_line"].fullmatch(words)
    if supplying is not None:
        return _supplying(notice, line, supplying)
    if match is None or not (is_listed_name(match["name"]) or _goes_on(match, beside)):
        label, match = _after_label(words)
    if match is None or match["name"] in {issuer.value for issuer in notice.issuers}:
        return None
    listed = is_listed(notice, line.start)
    if label is not None and not listed:
        return None
    start += label.end() if label is not None else 0
    if under_channels(notice, line.start) and not organizations.is_legal_entity(match["name"]):
        return None
    if _enumerates(text[start + match.end("name") : line.end]):
        return None
    told = named(match["name"])
    read_rest(text, start + match.start("rest"), line.end, told)
    particulars = any(told.values.get(key) for key in ("address", "contact", "phone"))
    described = match["label"] is not None and bool(told.extra)
    bare = listed and (not match["rest"].strip() or _is_only_named(match) or bool(told.extra))
    if bare and not particulars and not told.extra and not told.values.get("region"):
        told.set("note", match["rest"].strip() or None)
    if not (particulars and (match["number"] or listed or described)) and not bare:
        return None
    if label is not None and (place := place_name(label["head"])) is not None:
        told.set("region", place)
    return _placed(notice, line.start, line.end, match["number"], told)


def _supplying(notice: Notice, line: Line, match: regex.Match[str]) -> Entry | None:
    """The firm of a line that goes on to what it supplies: one that a number and the word call so, or one of a list."""
    if not is_listed_name(match["name"]):
        return None
    if not (is_listed(notice, line.start) or (match["goods"] and match["number"])):
        return None
    told = named(match["name"])
    told.set("note", match["goods"] or match["said"])
    return _placed(notice, line.start, line.end, match["number"], told)


def _after_label(words: str) -> tuple[regex.Match[str], regex.Match[str]] | tuple[None, None]:
    """A label that the vocabulary does not know before a firm in a line of a list, and the firm's part of the line
    (第一名：…, 大米：…, 甜园县（1家）：…)."""
    label = load("listings")["enumeration_head"].match(words)
    if label is None or not label["head"] or kind_of(label["head"]) is not None:
        return None, None
    inner = parts_of(words[label.end() :])
    return (label, inner) if inner is not None and organizations.is_legal_entity(inner["name"]) else (None, None)


def _is_only_named(match: regex.Match[str]) -> bool:
    """Whether a line of a list prints a company, numbered or before a colon, and a few words beside it, no sentence."""
    rest = match["rest"].strip()
    mark = match.string[match.end("name") : match.start("rest")]
    sure = bool(match["number"] or "：" in mark or ":" in mark) and organizations.is_legal_entity(match["name"])
    return sure and len(rest) <= _LONGEST_BESIDE and not _MARKS.intersection(rest)


def _enumerates(after: str) -> bool:
    """Whether the words after a firm's name, a bracket left aside, go on with another firm: 、乙公司、丙公司."""
    following = _NEXT.match(after)
    return following is not None and organizations.is_legal_entity(following["name"])


def _goes_on(match: regex.Match[str], beside: Sequence[Entry]) -> bool:
    """Whether a line's number comes right before or after that of a firm beside it, and its name ends like one."""
    number = row_number(match["number"])
    numbered = number is not None and any(abs((entry.row_no or -1) - number) == 1 for entry in beside)
    return numbered and _is_firm(match["name"])


def _is_firm(name: str) -> bool:
    """Whether a name, a remark in brackets after it left aside, ends like a firm's or shop's."""
    return organizations.is_firm(organizations.without_remark(name)[0])
