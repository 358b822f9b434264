"""Channels that the title of a paragraph names and its sentences tell of: （一）“…”小程序。在微信中搜索…，由…运营."""

from __future__ import annotations

from collections.abc import Iterator

from extract.document import Paragraph
from extract.extractors.channels_run import own_operator, runs_of
from extract.extractors.platform_names import is_channel_name, is_shop_site, own_name, web_address
from extract.facts import Platform
from extract.folding import compact
from extract.notice import Notice
from extract.rules import load


def titled(notice: Notice, block: Paragraph) -> Iterator[Platform]:
    """The channel that a paragraph's first sentence names and nothing else, where the next ones say the way in."""
    rules, text = load("platforms"), notice.text
    title = rules["title"].match(text, block.start, block.end)
    if title is None:
        return
    name = own_name(title["name"])
    if name in rules.words["only_kinds"] or not is_channel_name(title["name"]) or not is_shop_site(title["name"]):
        return
    runs = runs_of(notice, title.end(), block.end)
    place = rules["title_address"].match(text, title.end(), block.end)
    address = rules["address_here"].match(text, place.end(), block.end) if place is not None else None
    url = web_address(notice, title.end(), block.end)
    if not (runs or address or url or rules["going_there"].search(text, title.end(), block.end)):
        return
    yield Platform(
        evidence=notice.evidence(title.start("name"), _first_clause(text, title.end(), block.end), "platforms.title"),
        name=name,
        url=url,
        operator=own_operator(runs[0]["operator"]) if len(runs) == 1 else None,
        address=compact(address["address"]) if address is not None else None,
    )


def _first_clause(text: str, start: int, end: int) -> int:
    """Where the first clause behind a title ends."""
    return min((at for mark in "，,；;。" if (at := text.find(mark, start, end)) >= 0), default=end)
