"""Sales channels named in running text with the way in: 关注“…”公众号, 下载“…”APP, …平台（网址：…）."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extract.document import Paragraph
from extract.extractors.platform_names import is_channel_name, is_shop_site, own_name, web_address
from extract.facts import Platform
from extract.notice import Notice
from extract.rules import load
from extract.values import web

_SENTENCE = regex.compile(r"[^。；;\n]+")
_NAME_REACH = 60


def platforms(notice: Notice, taken: list[tuple[int, int]]) -> list[Platform]:
    """The channels of a notice's sentences; ranges already read as lists and blocks are left out."""
    found: list[Platform] = []
    for block in notice.document.blocks:
        if not isinstance(block, Paragraph):
            continue
        for sentence in _SENTENCE.finditer(notice.text, block.start, block.end):
            start, end = sentence.span()
            if any(low < end and start < high for low, high in taken):
                continue
            found += _accounts(notice, start, end)
            found += _with_address(notice, start, end)
    return found


def _accounts(notice: Notice, start: int, end: int) -> Iterator[Platform]:
    rules = load("platforms")
    text = notice.text
    for rule in ("account", "bare_account"):
        for match in rules[rule].finditer(text, start, end):
            if rule == "account" and not _is_account(text, match, end):
                continue
            name = match["name"].strip()
            if len(name) < 2 or not is_shop_site(name):
                continue
            yield Platform(
                evidence=notice.evidence(*_clause(text, match.start(), match.end(), end), "platforms." + rule),
                name=name,
            )


def _is_account(text: str, match: regex.Match[str], end: int) -> bool:
    """Whether a quoted name is an account, and reached by a verb before it or a section to enter after it."""
    rules = load("platforms")
    before = text[match.start() : match.start("name")]
    if not (rules["account_word"].search(before) or (match["kind"] and rules["account_word"].search(match["kind"]))):
        return False
    after = text[match.end() : min(end, match.end() + _NAME_REACH)]
    return bool(rules["going_there"].search(before) or rules["going_there"].search(after))


def _clause(text: str, start: int, end: int, limit: int) -> tuple[int, int]:
    """The match and the words after it to the end of the clause: the section to enter stands there."""
    while end < limit and text[end] not in "，,。；;\n":
        end += 1
    return start, end


def _with_address(notice: Notice, start: int, end: int) -> Iterator[Platform]:
    rules = load("platforms")
    text = notice.text
    for found in web.find(text[start:end]):
        if found.value.kind != "url":
            continue
        low, high = start + found.start, start + found.end
        before = text[max(start, low - _NAME_REACH) : low]
        match = rules["address_in_brackets"].search(before)
        if match is None:
            continue
        name = match["name"]
        if lead := rules["lead_in"].match(name):
            name = name[lead.end() :]
        if len(name) < 2 or not is_channel_name(name) or not is_shop_site(name):
            continue
        yield Platform(
            evidence=notice.evidence(low - len(before) + match.start(), high, "platforms.address"),
            name=own_name(name),
            url=web_address(notice, low, high),
        )
