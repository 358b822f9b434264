"""Parts of a notice whose places are not whom it helps: letterhead, contacts, firm lists, cited titles."""

from __future__ import annotations

from bisect import bisect_left

from extract.document import Paragraph, Table
from extract.notice import Annex, Notice, Part
from extract.values.region_rules import rule

_SENTENCE_ENDS = "。；;！!？?\n\t"


def closed_ranges(notice: Notice) -> list[tuple[int, int]]:
    """The parts whose places are nobody's but an organization's: header, addressee, signature, contacts, firm lists."""
    parts = [*notice.signatures, *notice.attachment_list, *notice.imprint, notice.addressee]
    closed = [(part.start, part.end) for part in parts if part is not None]
    closed += [(part.start, _issuer_end(notice.text, part)) for part in notice.issuers]
    listing, contact = rule("region.list_title"), rule("region.contact_line")
    for annex in notice.annexes:
        if annex.title and listing.search(annex.title.value) and not lists_helped(annex):
            closed.append((annex.start, annex.end))
    contacts = [match.start() for match in contact.finditer(notice.text)]
    for block in notice.document.blocks:
        if isinstance(block, Paragraph):
            index = bisect_left(contacts, block.start)
            if index < len(contacts) and contacts[index] < block.end:
                closed.append((sentence_start(notice.text, block.start, contacts[index]), block.end))
        elif _lists_firms(notice, block):
            closed.append((block.start, block.end))
    return closed


def _issuer_end(text: str, part: Part) -> int:
    """Where an issuer's own name ends: one that only the title prints has all of it for its words."""
    about = rule("region.about").search(text, part.start, part.end)
    return part.end if about is None else about.start()


def lists_helped(annex: Annex) -> bool:
    """Whether an annex lists the places that are helped."""
    return annex.title is not None and rule("region.helped_list").search(annex.title.value) is not None


def _lists_firms(notice: Notice, table: Table) -> bool:
    _, end = table.row_range(max(0, table.header_rows - 1))
    headings = "".join(notice.text[table.start : end].split())
    return rule("list_headings").search(headings) is not None and rule("helped_headings").search(headings) is None


def sentence_start(text: str, low: int, at: int) -> int:
    """Where the sentence, line or cell around an offset begins, `low` at the least."""
    for mark in _SENTENCE_ENDS:
        low = max(low, text.rfind(mark, low, at) + 1)
    return low


def cited_ranges(notice: Notice) -> list[tuple[int, int]]:
    """The titles in 《》 outside the notice's own title: what they speak of is another document's business."""
    text, title = notice.text, notice.title
    ranges: list[tuple[int, int]] = []
    start = text.find("《")
    while start >= 0:
        end = text.find("》", start)
        if end < 0:
            break
        if title is None or not title.start <= start < title.end:
            ranges.append((start, end + 1))
        start = text.find("《", end)
    return ranges


def covers(ranges: list[tuple[int, int]], offset: int) -> bool:
    """Whether an offset lies in one of the ranges."""
    return any(start <= offset < end for start, end in ranges)
