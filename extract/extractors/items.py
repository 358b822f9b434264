"""Firms and shops listed in one paragraph (`1.甲公司，联系人：…；2.乙店（东街1号）…`), each taken for its own line."""

from __future__ import annotations

from itertools import pairwise

from extract.document import Line
from extract.extractors import organizations
from extract.extractors.labelled import lines
from extract.extractors.platform_names import is_channel_name
from extract.notice import Notice
from extract.rules import load


def item_lines(notice: Notice) -> list[list[Line]]:
    """The lines of a notice outside tables, in runs that no table parts; a line that lists firms is one for each."""
    return [[item for line in run for item in _items(notice.text, line)] for run in lines(notice)]


def _items(text: str, line: Line) -> tuple[Line, ...]:
    """The items of a line that numbers two firms or shops at least, each with more said of it; else the line."""
    rules = load("listings")
    first = rules["item_number"].match(text, line.start, line.end)
    if first is None:
        return (line,)
    starts, number = [line.start], int(first["number"])
    for following in rules["next_item"].finditer(text, first.end(), line.end):
        if int(following["number"]) == number + 1:
            starts.append(following.start("item"))
            number += 1
    items = tuple(Line(low, high) for low, high in pairwise([*starts, line.end]))
    return items if len(items) > 1 and all(_names_one(text[item.start : item.end]) for item in items) else (line,)


def _names_one(words: str) -> bool:
    match = load("listings")["line"].fullmatch(words)
    if match is None:
        return False
    name = organizations.without_remark(match["name"])[0]
    if not match["rest"].strip():  # all that is said of it stands in a bracket and behind it
        name, _, told = match["name"].partition("（")
        if not told:
            return False
    return organizations.is_firm(name) or is_channel_name(name)
