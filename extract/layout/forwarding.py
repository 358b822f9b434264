"""Notices forwarded whole inside another: where each begins, and which annexes are whose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.document import Document, Paragraph
from extract.layout.annexes import AnnexHead, annex_heads, is_annex_label
from extract.layout.attachments import attachment_list, mentioned_attachments
from extract.layout.closing import find_signed_date
from extract.layout.header import Header, find_header
from extract.layout.lines import is_header_block, is_line, similar_titles, words
from extract.notice import Part
from extract.rules import load

_TITLE_LINES = 6
_TITLE_LINE = 60
"""Characters beyond which a paragraph is no line of a title."""
_LINES_OF_A_NAME = 2
"""Lines above the last one of a title that is compared with a name."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The text ranges of one notice, and the index of the notice that forwards it."""

    ranges: tuple[tuple[int, int], ...]
    parent: int | None


def extents(document: Document) -> list[Extent]:
    """The notices of a document: the first one, then those it forwards, in the order of printing."""
    blocks = document.blocks
    length = len(document.text)
    if not blocks:
        return [Extent(((0, length),), None)]
    header = find_header(document)
    listed = attachment_list(document, header.body_block)[0] or _mentioned(document, header)
    taken: list[tuple[int, int]] = []
    at = header.body_block
    while (begin := _next_start(document, header, at)) is not None:
        end = _end_of_forwarded(document, begin, listed)
        taken.append((begin, end))
        at = end
    if not taken:
        return [Extent(((0, length),), None)]
    places = [(blocks[begin].start, blocks[end].start if end < len(blocks) else length) for begin, end in taken]
    edges = [0, *(place for pair in places for place in pair), length]
    own = tuple((low, high) for low, high in zip(edges[::2], edges[1::2], strict=True) if low < high)
    return [Extent(own, None), *(Extent((place,), 0) for place in places)]


def _mentioned(document: Document, header: Header) -> tuple[Part, ...]:
    """What the body above the first annex names as its attachments."""
    labels = (index for index in range(header.body_block, len(document.blocks)) if is_annex_label(document, index))
    first_label = next(labels, None)
    if first_label is None or header.body_block >= len(document.blocks):
        return ()
    start, end = document.blocks[header.body_block].start, document.blocks[first_label].start
    return mentioned_attachments(document, start, end)


def _next_start(document: Document, header: Header, start: int) -> int | None:
    """The first block of the next notice that begins inside this document's body or annexes."""
    for index in range(start, len(document.blocks)):
        if _is_bracketed_number(document, index):
            begin = _above_title(document, start, index)
            while begin > start and is_header_block(document, document.blocks[begin - 1]):
                begin -= 1
            if begin < index or _has_addressee_soon(document, index + 1):
                return begin
    return _unnumbered_start(document, header, start)


def _above_title(document: Document, start: int, number: int) -> int:
    """The first block of a title printed right above a document number; the number's own where there is none."""
    best = number
    for begin in range(number - 1, max(start, number - _TITLE_LINES) - 1, -1):
        block = document.blocks[begin]
        text = words(document, block)
        if not isinstance(block, Paragraph) or len(text) > _TITLE_LINE or text.endswith(("。", "：", ":", "；")):
            break
        if any(is_line(document, block, rule) for rule in ("annex_label", "date_line")):
            break
        joined = "".join(words(document, line) for line in document.blocks[begin:number])
        if load("layout")["kind_of_title"].search(joined) and load("layout")["about"].search(joined):
            best = begin
    return best


def _is_bracketed_number(document: Document, index: int) -> bool:
    block = document.blocks[index]
    if not is_line(document, block, "number_line"):
        return False
    return any(bracket in words(document, block) for bracket in "〔[［（(【﹝")


def _has_addressee_soon(document: Document, index: int) -> bool:
    for block in document.blocks[index : index + 5]:
        text = words(document, block)
        if not isinstance(block, Paragraph):
            return False
        if load("layout")["addressee"].fullmatch(text) and load("layout")["not_an_addressee"].search(text) is None:
            return True
    return False


def _unnumbered_start(document: Document, header: Header, start: int) -> int | None:
    """A whole notice below a forwarding one, after the first one's end: told by its own title, and either by its
    addressee or by the forwarding notice, which names it."""
    forwarding = header.title is not None and load("layout")["forwards"].search(header.title.value) is not None
    if not forwarding:
        return None
    dated = find_signed_date(document, start, len(document.blocks))[2]
    labels = [index for index in range(start, len(document.blocks)) if is_annex_label(document, index)]
    after = min([place for place in (dated, labels[0] if labels else None) if place is not None], default=None)
    if after is None:
        return None
    named = [header.title.value if header.title else "", *_cited(document, document.blocks[after].start)]
    for index in range(after + 1, len(document.blocks)):
        block = document.blocks[index]
        titled = load("layout")["kind_of_title"].search(words(document, block)) is not None
        if not isinstance(block, Paragraph) or not titled:
            continue
        begin = index if _has_addressee_soon(document, index + 1) else _named_title(document, after + 1, index, named)
        if begin is not None:
            while begin > after + 1 and is_header_block(document, document.blocks[begin - 1]):
                begin -= 1
            return begin
    return None


def _cited(document: Document, end: int) -> list[str]:
    """The titles in 《》 above an offset."""
    return [match["title"] for match in load("layout")["cited_title"].finditer(document.text, 0, end)]


def _named_title(document: Document, low: int, last: int, named: Sequence[str]) -> int | None:
    """The first of the lines of a title that ends with block `last`, where one of the names given is its name."""
    for begin in range(last, max(low, last - _LINES_OF_A_NAME) - 1, -1):
        lines = document.blocks[begin : last + 1]
        title = "".join(words(document, line) for line in lines)
        plain = all(isinstance(line, Paragraph) for line in lines) and load("layout")["about"].match(title) is not None
        if plain and any(similar_titles(title, name) for name in named):
            return begin
    return None


def _end_of_forwarded(document: Document, begin: int, listed: tuple[Part, ...]) -> int:
    """The block after a forwarded notice: where the forwarding one's annexes go on, or the end."""
    rest = document.cut([(document.blocks[begin].start, len(document.text))])
    inner = find_header(rest)
    own_list, _, list_end = attachment_list(rest, inner.body_block)
    after = list_end if own_list else inner.body_block
    last_number = 0
    for head in annex_heads(rest, after, (*own_list, *listed)):
        if _belongs_outside(head, own_list, listed, last_number):
            return begin + head.block
        last_number = head.number or last_number
    return len(document.blocks)


def _belongs_outside(head: AnnexHead, own: tuple[Part, ...], listed: tuple[Part, ...], last: int) -> bool:
    """Whether an annex after a forwarded notice is the forwarding one's: by its title, else by its number."""
    title = head.title.value if head.title is not None else ""
    if any(similar_titles(title, entry.value) for entry in own):
        return False
    if any(similar_titles(title, entry.value) for entry in listed):
        return True
    if head.number is None:
        return False
    if 0 < head.number <= len(own) and (len(own) > 1 or head.number == 1) and head.number > last:
        return False
    return head.number <= len(listed)
