"""Where a line of firms stands: under the heading of which list, behind which sentence, under which place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from extract.document import Paragraph
from extract.extractors import captions, organizations
from extract.extractors.listing_rows import place_name
from extract.extractors.listing_words import is_listed_name, parts_of
from extract.notice import Notice
from extract.once import once_a_file
from extract.rules import load

_MOST_LINES = 60
"""Lines of a list above one of them over which the place and the sentence are looked for that they stand under."""
_LONGEST_PLACE = 16
_LONGEST_LISTED = 150
_LEADS_ON = ("：", ":", "。")


@once_a_file
def titles_a_list(heading: str) -> bool:
    """Whether a heading is one of a list of firms, shops or places of sale."""
    return load("listings")["list_title"].search(heading) is not None


def lists_suppliers(title: str | None) -> bool:
    """Whether a title is of a list of suppliers, and not of the channels where one buys from them."""
    words = title or ""
    return (
        load("listings")["suppliers_title"].search(words) is not None
        and load("platforms")["channels_heading"].search(words) is None
    )


def list_heading(notice: Notice, offset: int) -> str | None:
    """The heading of the list that a line stands in: the innermost that says so, else the outermost."""
    headings = captions.headings_above(notice, offset)
    listed = [words for words in headings if titles_a_list(words)]
    return listed[0] if listed else (headings[-1] if headings else None)


def is_listed(notice: Notice, offset: int) -> bool:
    """Whether a line stands under the heading of a list, or behind a line that leads on to suppliers."""
    heading = list_heading(notice, offset)
    return (heading is not None and titles_a_list(heading)) or _is_led_on(notice, offset)


def _is_led_on(notice: Notice, offset: int) -> bool:
    """Whether the line above the firms of which one stands at a place says that suppliers follow.

    Places and kinds of goods stand as short lines among the firms.
    """
    for words in _lines_above(notice, offset):
        if words.endswith(_LEADS_ON) and lead_in(words) is not None:
            return True
        if len(words) > _LONGEST_PLACE and not _begins_with_firm(words):
            return False
    return False


def _begins_with_firm(words: str) -> bool:
    """Whether a line names a firm first."""
    firm = parts_of(words) if organizations.may_name_company(words) else None
    return firm is not None and is_listed_name(firm["name"])


@once_a_file
def lead_in(words: str) -> int | None:
    """Where in a line the words begin that a sentence leads on to as suppliers (确定以下企业为供货单位：…), if any."""
    rules = load("listings")
    lead = rules["leads_on"].search(words)
    if lead is None:
        return None
    clause = words[max(0, words.rfind("。", 0, lead.start()) + 1) : lead.end()]
    supplied = rules["supplier_words"].search(clause) and not rules["no_supplier_words"].search(clause)
    return lead.end() if supplied else None


def under_channels(notice: Notice, offset: int) -> bool:
    """Whether a line stands under a heading of sales channels; the innermost heading that says so or names a list of
    firms tells."""
    channels = load("platforms")["channels_heading"]
    for words in captions.headings_above(notice, offset):
        if titles_a_list(words):
            return False
        if channels.search(words):
            return True
    return load("listings")["channels_lead"].search(captions.lead_over(notice, offset)) is not None


def place_over(notice: Notice, offset: int) -> str | None:
    """The place that a heading or line over a line names and nothing else (（一）甜园县, 甜园县（3户）：)."""
    headed = next((name for words in captions.headings_above(notice, offset) if (name := place_name(words))), None)
    if headed is not None:
        return headed
    for words in _lines_above(notice, offset):
        if len(words) <= _LONGEST_PLACE and (name := place_name(words)) is not None:
            return name
        if len(words) > _LONGEST_LISTED:
            return None
    return None


def _lines_above(notice: Notice, offset: int) -> Iterator[str]:
    """The paragraphs right above a line, nearest first, up to the next table."""
    blocks = notice.document.blocks
    at = bisect_left(blocks, offset, key=lambda block: block.start)
    for block in reversed(blocks[max(0, at - _MOST_LINES) : at]):
        if not isinstance(block, Paragraph):
            return
        yield notice.text[block.start : block.end].strip()
