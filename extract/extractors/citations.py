"""Other documents that a notice names, by title in 《》, by number, or by both, and what it does to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.document import Paragraph
from extract.extractors.context import Context, extractor
from extract.facts import Citation, Relation
from extract.folding import compact
from extract.rules import load
from extract.values import doc_numbers
from extract.values.doc_numbers import DocNumber
from extract.values.finding import Finding

_RELATIONS: tuple[tuple[str, Relation], ...] = (
    ("relation_repeals", "repeals"),
    ("relation_extends", "extends"),
    ("relation_amends", "amends"),
    ("relation_forwards", "forwards"),
    ("relation_basis", "basis"),
)
_GAP = 6
"""Most characters between a title and its number: brackets, spaces, 文号 and the like."""
_SAME_END = 10
"""Characters from which on two titles that end alike are one document named with and without its issuer."""


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    title: str | None
    number: str | None
    rule: str


@extractor("citations")
def find_citations(context: Context) -> list[Citation]:
    """The documents named in a notice, each once, at its first mention; its own number and plan are left out."""
    kept: list[_Mention] = []
    for mention in _mentions(context):
        if _is_own(context, mention):
            continue
        known = next((index for index, other in enumerate(kept) if _same(mention, other)), None)
        if known is None:
            kept.append(mention)
        else:
            kept[known] = _merged(kept[known], mention)
    return [
        Citation(
            context.notice.evidence(mention.start, mention.end, mention.rule),
            title=mention.title,
            doc_number=mention.number,
            relation=_relation(context, mention),
        )
        for mention in kept
    ]


def _mentions(context: Context) -> Iterator[_Mention]:
    """Titles and numbers in the order of the text, a title paired with the number beside it."""
    text = context.text
    rules = load("citations")
    numbers = [found for found in doc_numbers.find(text) if not _is_own_number_line(context, found.start)]
    kinds = rules.words["document_endings"]
    paired: set[int] = set()
    found: list[_Mention] = []
    for match in rules["title_in_marks"].finditer(text):
        title = compact(match["title"].replace("\n", ""))
        near = _number_beside(text, match.start(), match.end(), [n for n in numbers if n.start not in paired])
        if near is None and (title in kinds or not rules["document_title"].fullmatch(title)):
            continue  # 《通知》 alone is what a document named in full is called for short
        if near is None:
            found.append(_Mention(match.start(), match.end(), title, None, "title_in_marks"))
            continue
        paired.add(near.start)
        start, end = min(match.start(), near.start), max(match.end(), near.end)
        end += text[end : end + 1] in ("）", ")")
        found.append(_Mention(start, end, title, near.value.number, "title_in_marks"))
    for number in numbers:
        if number.start not in paired:
            line = text.rfind("\n", 0, number.start) + 1
            bare = rules["title_without_marks"].search(text, line, number.start)
            start = bare.start("title") if bare else number.start
            bare_title = compact(bare["title"]) if bare else None
            rule = "title_without_marks" if bare else "number"
            found.append(_Mention(start, number.end, bare_title, number.value.number, rule))
    yield from sorted(found, key=lambda mention: mention.start)


def _number_beside(text: str, start: int, end: int, numbers: list[Finding[DocNumber]]) -> Finding[DocNumber] | None:
    """The number in brackets right after a title, else the one right before it."""
    for number in numbers:
        between = text[end : number.start] if number.start >= end else None
        if between is not None and len(between) <= _GAP and between.strip(" \n").startswith(("（", "(", "〔", "[")):
            return number
    for number in numbers:
        if number.end <= start and text[number.end : start].strip(" \n") in ("", "文件", "号"):
            return number
    return None


def _is_own_number_line(context: Context, place: int) -> bool:
    own = context.notice.doc_number
    if own is not None and own.start <= place < own.end:
        return True
    block = context.notice.block_at(place)
    if not isinstance(block, Paragraph):
        return False
    return load("citations")["own_number_line"].fullmatch(context.text[block.start : block.end]) is not None


def _is_own(context: Context, mention: _Mention) -> bool:
    """Whether a mention is this notice itself, or the plan or method that it issues."""
    notice = context.notice
    if mention.number is not None:
        return notice.doc_number is not None and mention.number == notice.doc_number.value
    title = mention.title or ""
    if any(annex.title is not None and title == annex.title.value.strip("《》") for annex in notice.annexes):
        return True
    if notice.title is None:
        return False
    if notice.title.start <= mention.start < notice.title.end or title == notice.title.value:
        return True
    clause = _sentence(context.text, mention.start, mention.end)
    listed = [entry.value.strip("《》") for entry in notice.attachment_list]
    issues = load("citations")["issues_words"].search(clause) is not None
    return issues and (title in notice.title.value or title in listed)


def _same(one: _Mention, other: _Mention) -> bool:
    if one.number is not None and other.number is not None:
        return one.number == other.number
    if one.title is None or other.title is None:
        return False
    a, b = one.title, other.title
    shorter = min(len(a), len(b))
    return a == b or (shorter >= _SAME_END and (a.endswith(b) or b.endswith(a)))


def _merged(first: _Mention, later: _Mention) -> _Mention:
    """The first mention, completed by what a later one says: a title printed beside the number goes first."""
    title = later.title if first.number is None and later.number is not None else first.title
    return replace(first, title=title or first.title or later.title, number=first.number or later.number)


def _relation(context: Context, mention: _Mention) -> Relation | None:
    """What the notice does to the document, from the words of its sentence; forwarding also from the title."""
    rules = load("citations")
    sentence = _sentence(context.text, mention.start, mention.end, without=True)
    for rule, relation in _RELATIONS:
        if rules[rule].search(sentence) is not None:
            return relation
    return None


def _sentence(text: str, start: int, end: int, without: bool = False) -> str:
    """The sentence around a place; `without` leaves the place itself out, so that a title's words do not count."""
    low = max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    stops = [place for mark in "。；\n" if (place := text.find(mark, end)) >= 0]
    high = min(stops, default=len(text))
    return text[low:start] + "　" + text[end:high] if without else text[low:high]
