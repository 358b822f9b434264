"""Other documents that a notice names, by title in 《》, by number, or by both, and what it does to them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.document import Paragraph
from extract.extractors import citation_own, citation_tables
from extract.extractors.citation_relations import Said, said_at, said_in
from extract.extractors.context import Context, extractor
from extract.facts import Citation
from extract.folding import compact
from extract.rules import load
from extract.values import doc_numbers
from extract.values.doc_numbers import DocNumber
from extract.values.finding import Finding

_REACH = 300
"""Characters before and after a title among which its numbers are looked for."""
_SHORTEST_IN_TITLE = 6
"""Characters of the shortest title that is looked for in the notice's own."""
_STATE = "中华人民共和国"
_SAME_END = 10
"""Characters from which on two titles that end alike are one document named with and without its issuer."""


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    title: str | None
    number: str | None
    rule: str
    said: Said | None = None
    """What a table says of it; None where the words around the name say it."""
    short: bool = False
    """Whether this is what a document named before is called for short."""


@extractor("citations")
def find_citations(context: Context) -> list[Citation]:
    """The documents named in a notice, each once, at its first mention; its own number and plan are left out."""
    mentions = list(_mentions(context))
    places = [(mention.start, mention.end) for mention in mentions]
    titled = [((one.start, one.end), one.title) for one in mentions if one.title and one.number is None]
    issued = citation_own.issued_titles(context, titled, places)
    kept: list[_Mention] = []
    for mention in mentions:
        if _is_own(context, mention, issued):
            continue
        said = mention.said or said_at(context, (mention.start, mention.end), places)
        mention = replace(mention, said=said)
        known = next((index for index, other in enumerate(kept) if _same(context, mention, other)), None)
        if known is None and not mention.short:
            kept.append(mention)
        elif known is not None:
            kept[known] = _merged(kept[known], mention)
    for mention in mentions:
        if _in_title(context, mention):
            _take_titled(context, replace(mention, said=_said_of_titled(context, mention, places)), kept)
    return [_fact(context, mention) for mention in sorted(kept, key=lambda mention: mention.start)]


def _in_title(context: Context, mention: _Mention) -> bool:
    title = context.notice.title
    return title is not None and title.start <= mention.start < title.end


def _said_of_titled(context: Context, mention: _Mention, places: list[tuple[int, int]]) -> Said:
    """What the title says of a document, with the end that the text sets where it calls it 《办法》 or 《通知》."""
    said = said_at(context, (mention.start, mention.end), places)
    rules, title = load("citations"), mention.title or ""
    for match in rules["title_in_marks"].finditer(context.text, mention.end) if said.relation else ():
        if match["title"] in rules.words["document_endings"] and title.endswith(match["title"]):
            said = said.with_later(said_at(context, match.span(), places))
    return said


def _take_titled(context: Context, mention: _Mention, kept: list[_Mention]) -> None:
    """Adds a document that the notice's own title says something of, where the text does not name it: 废止该办法.

    Where the text names one document by its number alone and says the same of it, that is the one.
    """
    relation = (mention.said or Said()).relation
    if relation is None or any(_same(context, mention, other) for other in kept):
        return
    alike = [index for index, other in enumerate(kept) if (other.said or Said()).relation == relation]
    if not alike or relation == "basis":
        kept.append(mention)
    elif mention.title is not None and len(alike) == 1 and kept[alike[0]].title is None:
        kept[alike[0]] = replace(kept[alike[0]], title=mention.title)


def _fact(context: Context, mention: _Mention) -> Citation:
    said = (mention.said or Said()).with_later(_said_in_title(context, mention))
    return Citation(
        context.notice.evidence(mention.start, mention.end, mention.rule),
        title=mention.title,
        doc_number=mention.number,
        relation=said.relation,
        ends_on=said.ends_on,
        extended_months=said.months,
    )


def _mentions(context: Context) -> Iterator[_Mention]:
    """Titles and numbers in the order of the text, a title paired with the number beside it."""
    text = context.text
    rows = citation_tables.rows(context)
    found = [_Mention(row.start, row.end, row.title, row.number, "document_table", row.said) for row in rows]
    covered = {place for row in rows for place in range(row.start, row.end)}
    numbers = [
        number
        for number in doc_numbers.find(text)
        if not _is_own_number_line(context, number.end - 1) and number.start not in covered
    ]
    starts = [number.start for number in numbers]
    taken: set[int] = set()
    bare = [_bare_title(text, number) for number in numbers]
    found += [mention for mention in bare if mention is not None]
    covered.update(place for mention in bare if mention for place in range(mention.start, mention.end))
    taken.update(number.start for number, mention in zip(numbers, bare, strict=True) if mention is not None)
    titles = list(load("citations")["title_in_marks"].finditer(text))
    aliases = _aliases(text)
    for match in titles:
        title = compact(_one_line(match["title"]))
        if title in aliases and match.start() > aliases[title]:
            found.append(_Mention(match.start(), match.end(), title, None, "title_in_marks", short=True))
        elif match.start() not in covered:
            near = numbers[bisect_left(starts, match.start() - _REACH) : bisect_left(starts, match.end() + _REACH)]
            left = [number for number in near if number.start not in taken]
            found += (titled := _titled(text, match.start(), match.end(), title, left))
            covered.update(place for mention in titled for place in range(mention.start, mention.end))
            taken.update(number.start for number in left if number.start in covered)
    found += [
        _Mention(number.start, number.end, None, number.value.number, "number")
        for number in numbers
        if number.start not in taken and number.start not in covered
    ]
    yield from sorted(found, key=lambda mention: (mention.start, mention.end))


def _aliases(text: str) -> dict[str, int]:
    """What documents are called for short, and where each is said to be."""
    found = load("citations")["alias_given"].finditer(text)
    return {compact(match["alias"]): match.start() for match in found}


def _one_line(title: str) -> str:
    return title.replace("\n", "")


def _titled(text: str, start: int, end: int, title: str, numbers: list[Finding[DocNumber]]) -> list[_Mention]:
    """The document of a title in marks, once for each number printed beside it; none where it is no document's."""
    rules = load("citations")
    near = _number_beside(text, start, end, numbers)
    if near is None:
        if title in rules.words["document_endings"] or not rules["document_title"].fullmatch(title):
            return []  # 《通知》 alone is what a document named in full is called for short
        return [_Mention(start, end, title, None, "title_in_marks")]
    high = max(end, near.end)
    high += text[high : high + 1] in ("）", ")")
    found = [_Mention(min(start, near.start), high, title, near.value.number, "title_in_marks")]
    last = near
    for number in numbers:
        if end <= last.end <= number.start and rules["further_number"].fullmatch(text[last.end : number.start]):
            found.append(_Mention(number.start, number.end, title, number.value.number, "title_in_marks"))
            last = number
    return found


def _bare_title(text: str, number: Finding[DocNumber]) -> _Mention | None:
    """The document whose title stands without marks right before its number in brackets."""
    rules = load("citations")
    line = text.rfind("\n", 0, number.start) + 1
    bare = rules["listed_title"].search(text, line, number.start)
    bare = bare or rules["title_without_marks"].search(text, line, number.start)
    if bare is None:
        return None
    end = number.end + (text[number.end : number.end + 1] in ("）", ")"))
    if "whole" in bare.re.groupindex and bare["whole"] is not None and text[end : end + 2].lstrip("；;。 ")[:1].strip():
        return None  # without a number before it, only a line by itself is a list's
    return _Mention(bare.start("title"), end, compact(bare["title"]), number.value.number, "title_without_marks")


def _number_beside(text: str, start: int, end: int, numbers: list[Finding[DocNumber]]) -> Finding[DocNumber] | None:
    """The number in brackets right after a title, else the one right before it."""
    for number in numbers:
        between = text[end : number.start] if number.start >= end else None
        if between is not None and load("citations")["number_gap"].fullmatch(between):
            passed_on = text[max(0, start - 2) : start] == "转发" and between.startswith("的")
            return None if passed_on else number
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


def _is_own(context: Context, mention: _Mention, issued: frozenset[str]) -> bool:
    """Whether a mention is this notice itself, or the plan or method that it issues."""
    number = context.notice.doc_number
    if mention.number is not None:
        return number is not None and mention.number == number.value
    return citation_own.is_own(context, (mention.start, mention.end), mention.title or "", issued)


def _same(context: Context, one: _Mention, other: _Mention) -> bool:
    if one.number is not None and other.number is not None:
        return one.number == other.number
    if one.title is None or other.title is None:
        return False
    a, b = one.title.removeprefix(_STATE), other.title.removeprefix(_STATE)
    shorter = min(len(a), len(b))
    if one.number is None and a == _alias(context, other):
        return True
    return a == b or (shorter >= _SAME_END and (a.endswith(b) or b.endswith(a)))


def _alias(context: Context, mention: _Mention) -> str | None:
    """What a document is called for short after its name."""
    match = load("citations")["alias"].match(context.text, mention.end)
    return compact(match["alias"]) if match else None


def _merged(first: _Mention, later: _Mention) -> _Mention:
    """The first mention, completed by what a later one says: a title printed beside the number goes first."""
    title = later.title if first.number is None and later.number is not None else first.title
    said = (first.said or Said()).with_later(later.said or Said())
    return replace(first, title=title or first.title or later.title, number=first.number or later.number, said=said)


def _said_in_title(context: Context, mention: _Mention) -> Said:
    """What the notice's own title says of a document: 关于延长《…》有效期的通知."""
    title = context.notice.title.value if context.notice.title else ""
    at = title.find(mention.title) if mention.title and len(mention.title) >= _SHORTEST_IN_TITLE else -1
    if at < 0 or mention.title is None:
        return Said()
    end = at + len(mention.title)
    return said_in(context, title, at - title[:at].endswith("《"), end + title[end:].startswith("》"))
