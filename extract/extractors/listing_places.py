"""Where a line of firms stands: under the heading of which list, behind which sentence, under which place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from extract.document import Paragraph
from extract.extractors import captions, organizations
from extract.extractors.labelled import fields
from extract.extractors.listing_rows import place_name
from extract.extractors.listing_words import is_listed_name, parts_of
from extract.folding import compact
from extract.notice import Notice
from extract.once import once_a_file
from extract.rules import load

_MOST_LINES = 60
"""Lines of a list above one of them over which the place and the sentence are looked for that they stand under."""
_LONGEST_PLACE = 16
_LONGEST_TITLE = 40
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
    """The heading of the list that a line stands in: the line over the list itself, else the innermost that says so,
    else the outermost."""
    if (own := _own_title(notice, offset)) is not None:
        return own
    headings = captions.headings_above(notice, offset)
    listed = [words for words in headings if titles_a_list(words)]
    return listed[0] if listed else (headings[-1] if headings else None)


def struck_off_by(notice: Notice, offset: int) -> str | None:
    """The heading within its list that says of a line's firm that it is a supplier no longer (二、撤销帮扶企业).

    None where there is none, and where the list's own title says so.
    """
    if strikes_off(list_heading(notice, offset) or ""):
        return None
    return next((words for words in captions.headings_above(notice, offset) if strikes_off(words)), None)


@once_a_file
def strikes_off(heading: str) -> bool:
    """Whether a heading is of firms that are suppliers no longer."""
    return load("listings")["struck_off"].search(heading) is not None


def _own_title(notice: Notice, offset: int) -> str | None:
    """The title that a list prints over itself without a number and without being an annex, of a line in it."""
    low, high, title = next((own for own in reversed(_titled_lists(notice.text)) if own[0] <= offset), (0, 0, ""))
    parts = [notice.title, *(annex.title for annex in notice.annexes)]
    if offset >= high or any(part is not None and part.start < low <= part.end + 1 for part in parts):
        return None
    if any(low < annex.start <= offset for annex in notice.annexes):
        return None
    return compact(title)


@once_a_file
def _titled_lists(text: str) -> tuple[tuple[int, int, str], ...]:
    """The lists of firms in a text that stand under a line that is their title: from where to where, and that line."""
    found: list[tuple[int, int, str]] = []
    at, low, title, firms = 0, 0, "", 0
    for line in (*text.split("\n"), ""):
        words, end = line.strip(), at
        at += len(line) + 1
        firm = bool(title) and organizations.may_name_company(words) and _begins_with_firm(words)
        firms += firm
        if title and words and (firm or _goes_on(words) or (firms and _begins_with_label(words))):
            continue
        if title and not words and at <= len(text):
            continue
        if firms:
            found.append((low, end, title))
        low, firms, title = at, 0, words if _is_list_title(words) else ""
    return tuple(found)


def _goes_on(words: str) -> bool:
    """Whether a line may stand among the firms of a list: a short one that is no sentence."""
    return len(words) <= _LONGEST_PLACE and not words.endswith(_LEADS_ON[2])


def _begins_with_label(words: str) -> bool:
    labelled = fields(words, 0, len(words))
    return bool(labelled) and labelled[0].label_start == 0


def _is_list_title(words: str) -> bool:
    """Whether a line by itself is the title of a list of firms."""
    return (
        4 <= len(words) <= _LONGEST_TITLE
        and titles_a_list(words)
        and load("listings")["list_title_line"].fullmatch(words) is not None
        and load("platforms")["channels_heading"].search(words) is None
    )


def is_listed(notice: Notice, offset: int) -> bool:
    """Whether a line stands under the heading of a list, or behind a line that leads on to suppliers."""
    heading = list_heading(notice, offset)
    return (heading is not None and titles_a_list(heading)) or _is_led_on(notice, offset)


def _is_led_on(notice: Notice, offset: int) -> bool:
    """Whether the line above the firms of which one stands at a place says that suppliers follow.

    Places and kinds of goods stand as short lines among the firms.
    """
    for words in _lines_above(notice, offset):
        if words.endswith(_LEADS_ON) and (lead_in(words) is not None or _is_led_on_by_title(notice, words)):
            return True
        if len(words) > _LONGEST_PLACE and not _begins_with_firm(words):
            return False
    return False


def _begins_with_firm(words: str) -> bool:
    """Whether a line names a firm first."""
    firm = parts_of(words) if organizations.may_name_company(words) else None
    return firm is not None and is_listed_name(firm["name"])


def _is_led_on_by_title(notice: Notice, words: str) -> bool:
    """Whether a line leads on to a list (现将结果公布如下：) in a notice whose title says that its firms supply."""
    rules = load("listings")
    return (
        notice.title is not None
        and _tells_of_suppliers(notice.title.value)
        and rules["leads_on"].search(words) is not None
        and rules["no_supplier_words"].search(words) is None
    )


@once_a_file
def _tells_of_suppliers(title: str) -> bool:
    """Whether a notice's title is about firms that supply."""
    rules = load("listings")
    return rules["supplier_words"].search(title) is not None and rules["no_supplier_words"].search(title) is None


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
