"""Figures nobody read: amounts, shares, days and telephone numbers of the body that no fact covers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import TypeVar

from extract.document import Paragraph
from extract.doubts.doubt import Found, rule, sentence
from extract.extractors.context import Context
from extract.extractors.ranges import Ranges
from extract.values import money, shares
from extract.values.finding import Finding

_MOST = 20
"""How many such places of one kind a notice is given: beyond, they say nothing more."""
Value = TypeVar("Value")


def checked(context: Context) -> Iterator[Found]:
    """A doubt for each sentence of the text outside tables that orders something by a figure which no fact holds."""
    covered = _covered(context)
    counts: dict[str, int] = {}
    for block in context.notice.document.blocks:
        if not isinstance(block, Paragraph):
            continue
        told: set[tuple[str, str]] = set()
        for code, table, start, end in _figures(context, block):
            if covered[table].overlap(start, end) or counts.get(code, 0) >= _MOST:
                continue
            words = sentence(context.text, start, end)
            if (code, words) in told or not _matters(code, words):
                continue
            told.add((code, words))
            counts[code] = counts.get(code, 0) + 1
            yield Found(code, table=table, start=start, end=end)


def _figures(context: Context, block: Paragraph) -> Iterator[tuple[str, str, int, int]]:
    """The figures of a paragraph: the doubt's code, the table it could be in, and where it stands."""
    text = context.text
    if rule("any_digit").search(text, block.start, block.end) is None:
        return
    for number in _within(context.numbers, block):
        if number.value.kind != "local":
            yield "unread.phone", "contacts", number.start, number.end
    if rule("ordered").search(text, block.start, block.end) is None:
        return  # see _matters: nothing in it would be told
    words = text[block.start : block.end]
    for amount in money.find(words):
        yield "unread.amount", "terms", block.start + amount.start, block.start + amount.end
    for share in shares.find(words):
        yield "unread.share", "terms", block.start + share.start, block.start + share.end
    for day in _within(context.days(context.year), block):
        if day.value.bound in ("before", "until"):
            yield "unread.date", "dates", day.start, day.end


_start = attrgetter("start")


def _within(found: Sequence[Finding[Value]], block: Paragraph) -> Sequence[Finding[Value]]:
    """The findings of the whole text that stand in a paragraph."""
    low = bisect_left(found, block.start, key=_start)
    return found[low : bisect_left(found, block.end, low, key=_start)]


def _matters(code: str, words: str) -> bool:
    """Whether a sentence orders something, or asks to be called: statistics and descriptions need no check."""
    if code == "unread.phone":
        return rule("fax").search(words) is None
    return rule("ordered").search(words) is not None and rule("reported").search(words) is None


def _covered(context: Context) -> dict[str, Ranges]:
    """By table, the places that facts have been read from, and those of the notice's own parts and cited titles."""
    notice = context.notice
    own = [notice.title, notice.doc_number, notice.issued, *notice.imprint, *notice.signatures, *notice.attachment_list]
    parts = [(part.start, part.end) for part in own if part is not None]
    parts += [match.span() for match in rule("in_marks").finditer(context.text)]
    covered: dict[str, Ranges] = {}
    for table, sources in {
        "terms": ("terms",),
        "dates": ("dates",),
        "contacts": ("contacts", "listings", "platforms"),
    }.items():
        facts = [fact for source in sources for fact in context.facts.get(source, [])]
        covered[table] = Ranges(parts + [(fact.evidence.start, fact.evidence.end) for fact in facts])
    return covered
