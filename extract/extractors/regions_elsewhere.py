"""Places elsewhere that no word of help stands right beside, but that one governs in their sentence, line or heading.

What governs them in their sentence is named by the rules `region.elsewhere_…`, which see it with the places put
as 〇: 承担〇的采购任务, 经〇推荐, 采购范围扩大到〇. Where none does, a line that speaks of help or goods names a
county of another province because it is helped, but for what `region.elsewhere_where` says. In any other line
a place is only named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.extractors.context import Context
from extract.extractors.regions_closed import sentence_start
from extract.values import regions
from extract.values.finding import Finding
from extract.values.gazetteer import path_of
from extract.values.region_rules import rule, word_set
from extract.values.regions import Place

_GOVERNED = (
    "region.elsewhere_widened",
    "region.elsewhere_task",
    "region.elsewhere_recommended",
    "region.elsewhere_share",
    "region.elsewhere_sales",
    "region.elsewhere_fair",
)
_HEADING = "region.elsewhere_heading"
_LIST_GAP = 8
"""Characters between two places of a list at the most."""
_REACH = 40
"""How many characters before and after the places are looked at."""
_PLACES = "〇"
"""What stands for the places in the sentence that the rules see."""

Row = list[Finding[Place]]


def elsewhere_rules(
    context: Context, found: list[Finding[Place]], own: set[str | None], helped: set[str]
) -> dict[int, str]:
    """The rules that say of places that they are helped, by the places' beginnings.

    `found` are all places of the text, `own` the codes of the issuers', `helped` those of the places known to be
    helped.
    """
    told: dict[int, str] = {}
    for row in _rows(context.text, found):
        far = [member for member in row if _is_far(member, own)]
        if not far or any(is_visited(context.text, member) for member in row):
            continue
        if is_forbidden(context.text, row):
            continue
        read_by = _governing(context, row, found, helped)
        if read_by is not None:
            told.update((member.start, read_by) for member in far)
        if read_by == _HEADING:
            told.update((member.start, read_by) for member in _beside(context.text, row, found, own))
    return told


def _rows(text: str, found: list[Finding[Place]]) -> Iterator[Row]:
    """The places in enumerations: each parted from the next by nothing but a separator."""
    separator = rule("region.separator")
    row: Row = []
    for index, finding in enumerate(found):
        row.append(finding)
        parted = separator.follows(text, finding.end)
        if index + 1 < len(found) and parted is not None and parted.end() == found[index + 1].start:
            continue
        yield row
        row = []


def _is_far(finding: Finding[Place], own: set[str | None]) -> bool:
    """Whether a county or prefecture lies outside the issuers' places and outside the provinces that help others."""
    place = finding.value
    if place.adcode is None or place.level not in ("county", "city") or len(finding.text) < 2:
        return False
    if any(code in path_of(place.adcode) or place.adcode in path_of(code) for code in own if code):
        return False
    province = regions.by_code(path_of(place.adcode)[0])
    return province is not None and province.name not in word_set("donor_provinces")


def _beside(text: str, row: Row, found: list[Finding[Place]], own: set[str | None]) -> Iterator[Finding[Place]]:
    """The issuer's own counties that the list goes on to: 甲省乙县以及|我市丙县."""
    gap, end = rule("region.gap"), row[-1].end
    for finding in found[found.index(row[-1]) + 1 :]:
        if finding.start - end > _LIST_GAP or gap.match(text[end : finding.start]) is None:
            return
        end = finding.end
        if own.intersection(path_of(finding.value.adcode or "")[:-1]):
            yield finding


def _governing(context: Context, row: Row, found: list[Finding[Place]], helped: set[str]) -> str | None:
    """The rule by which places in a row are helped, None where they are only named."""
    text, first, last = context.text, row[0].start, row[-1].end
    line, line_end = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    start, end = sentence_start(text, line, first), _sentence_end(text, last)
    seen = text[max(start, first - _REACH) : first] + _PLACES + text[last : min(end, last + _REACH)]
    if rule("region.elsewhere_where").search(seen) is not None:
        return None
    section = context.notice.section_at(first)
    heading = section.title if section is not None else ""
    if rule(_HEADING).search(heading) is not None:
        return _HEADING
    topic = rule("region.help_topic")
    if topic.search(text, line, line_end if line_end >= 0 else None) is None and topic.search(heading) is None:
        return None
    for rule_id in _GOVERNED:
        if rule(rule_id).search(seen) is not None:
            return rule_id
    codes = {member.value.adcode for member in row}
    counties = [other.value.adcode for other in found if start <= other.start < end]
    above = any(code in helped and codes.intersection(path_of(code)[:-1]) for code in counties if code)
    if above:
        return "region.elsewhere_above"
    return None if context.place is None else "region.elsewhere"


def _sentence_end(text: str, at: int) -> int:
    return min((end for mark in "。；;\n" if (end := text.find(mark, at)) >= 0), default=len(text))


def is_forbidden(text: str, row: Sequence[Finding[Place]]) -> bool:
    """Whether nothing is to be bought from places in a row: 不得采购…, 严禁从…; 不得采购…以外的 says the contrary."""
    start = row[0].start
    if rule("region.forbidden_before").search(text, max(0, start - 12), start) is None:
        return False
    return rule("region.except_after").follows(text, row[-1].end) is None


def is_visited(text: str, finding: Finding[Place]) -> bool:
    """Whether somebody goes to the place or comes from it or is to buy there, or it begins an address or an office's
    name."""
    if any(rule(rule_id).follows(text, finding.end) for rule_id in ("region.buyers_after", "region.helps_us_after")):
        return True
    if is_sold_to(text, finding):
        return True
    visited = rule("region.visited").search(text, max(0, finding.start - 4), finding.start)
    return visited is not None or rule("region.address_after").follows(text, finding.end) is not None


def is_sold_to(text: str, finding: Finding[Place]) -> bool:
    """Whether goods are said to go to the place (销往乙市的产品): nobody there is helped by it."""
    return rule("region.sold_to").search(text, max(0, finding.start - 8), finding.start) is not None
