"""Channels that the lines of a list of channels name by names that do not tell what they are."""

from __future__ import annotations

from extract.document import Line, Paragraph
from extract.extractors import captions, organizations
from extract.extractors.platform_names import is_shop_site
from extract.extractors.ranges import Ranges
from extract.facts import Platform
from extract.folding import compact
from extract.notice import Notice
from extract.rules import load

_LONGEST_LINE = 120
_QUOTES = '“”"「」'


def listed(notice: Notice, taken: Ranges) -> list[Platform]:
    """The accounts and shops of lines under a heading over channels; ranges already read are left out."""
    found: list[Platform] = []
    for block in notice.document.blocks:
        if not isinstance(block, Paragraph) or block.end - block.start > _LONGEST_LINE:
            continue
        if taken.overlap(block.start, block.end):
            continue
        platform = _of_line(notice, Line(block.start, block.end))
        if platform is not None:
            found.append(platform)
    return found


def _of_line(notice: Notice, line: Line) -> Platform | None:
    rules = load("platforms")
    words = notice.text[line.start : line.end]
    match = rules["listed_account"].fullmatch(words)
    rule = "platforms.listed_account"
    if match is None:
        match, rule = rules["labelled_account"].fullmatch(words), "platforms.listed_label"
    if match is None:
        match, rule = rules["listed_shop"].fullmatch(words), "platforms.listed_shop"
    if match is None:
        return None
    name = match["name"].strip(_QUOTES)
    if name in rules.words["only_kinds"] or not is_shop_site(name) or organizations.is_body(name):
        return None
    if not heads_channels(notice, line.start) and not (rule.endswith("label") and _under_ways(notice, line.start)):
        return None
    address = compact(match["address"]) if rule.endswith("shop") else None
    return Platform(evidence=notice.evidence(line.start, line.end, rule), name=name, address=address)


def _under_ways(notice: Notice, offset: int) -> bool:
    """Whether a line stands under a heading that says that the ways to buy follow (购买方式)."""
    rule = load("platforms")["ways_to_buy"]
    over = [section.title for section in notice.sections if section.start < offset < section.end and section.title]
    return any(rule.search(title) for title in over)


def heads_channels(notice: Notice, offset: int) -> bool:
    """Whether the headings over a line are those of a list of channels, the innermost that is one of a list told."""
    rules = load("platforms")
    return any(rules["channels_list"].search(words) for words in captions.headings_above(notice, offset))
