"""Web and e-mail addresses, as RFC 3986 and RFC 5322 write them and as officials print them.

Chinese characters and punctuation end an address; a space or line feed that layout put inside one
is taken out of the value and kept in the printed text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import regex

from extract.folding import fold
from extract.rules import RuleFile, load
from extract.values.finding import Finding

_SPACE = re.compile(r"\s+")
_SCHEME = re.compile(r"^(https?|ftp)[:：]//", re.IGNORECASE)
_TRAILING = ".,;:!?'\""
_CLOSING = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A web address (`kind` url) or mailbox (`kind` email); `address` is as printed, layout spaces taken out."""

    kind: Literal["url", "email"]
    address: str


def find(text: str) -> list[Finding[WebAddress]]:
    """The web and e-mail addresses in a text, in order.

    >>> [(f.value.kind, f.value.address) for f in find("网址：www.example.com，邮箱：a@example.com")]
    [('url', 'www.example.com'), ('email', 'a@example.com')]
    """
    rules = load("web")
    folded = fold(text)
    if "." not in folded and "//" not in folded:
        return []
    spans = [*_mailboxes(rules, folded), *_addresses(rules, folded)]
    found: list[Finding[WebAddress]] = []
    for start, end, value in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1].end:
            found.append(Finding(start, end, text[start:end], value))
    return found


def mailboxes(text: str) -> list[Finding[WebAddress]]:
    """The mailboxes in a text, in order, without the web addresses that `find` gives besides."""
    if "@" not in text and "＠" not in text:
        return []
    return [found for found in find(text) if found.value.kind == "email"]


def _mailboxes(rules: RuleFile, text: str) -> Iterator[tuple[int, int, WebAddress]]:
    if "@" not in text:
        return
    for match in rules["web.email"].finditer(text):
        number = rules["web.number_before"].match(text, match.start(), match.end())
        start = number.end() if number else match.start()
        yield start, match.end(), WebAddress("email", _SPACE.sub("", text[start : match.end()]))


def _addresses(rules: RuleFile, text: str) -> Iterator[tuple[int, int, WebAddress]]:
    for match in rules["web.url"].finditer(text):
        end = _continued(rules, text, match)
        end = _without_trailing(text, match.start(), end)
        address = _SPACE.sub("", text[match.start() : end])
        yield match.start(), end, WebAddress("url", _SCHEME.sub(lambda scheme: f"{scheme[1]}://", address))


def _continued(rules: RuleFile, text: str, match: regex.Match[str]) -> int:
    """The end of an address, the pieces after breaks of the line included."""
    end = match.end()
    top_domains = rules.words["top_domains"]
    if not match["path"] and match["rest"].rpartition(".")[2].lower() not in top_domains:
        broken = rules["web.host_continued"].match(text, end)
        end = broken.end() if broken else end
    while (more := rules["web.url_continued"].match(text, end)) is not None:
        end = more.end()
    return end


def _without_trailing(text: str, start: int, end: int) -> int:
    """The end without the punctuation of the sentence around the address."""
    while end > start and (text[end - 1] in _TRAILING or _unopened(text, start, end)):
        end -= 1
    return end


def _unopened(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] ends with a bracket that was opened before it."""
    last = text[end - 1]
    return last in _CLOSING and text.count(last, start, end) > text.count(_CLOSING[last], start, end)
