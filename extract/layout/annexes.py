"""The annexes that follow a notice's body: their labels, titles and ranges."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract.document import Block, Document, Paragraph
from extract.folding import compact
from extract.layout.lines import is_imprint, is_line, is_organ_line, part, similar_titles, words
from extract.notice import Annex, Part
from extract.rules import load

_DIGITS = {character: value for value, character in enumerate("一二三四五六七八九十", start=1)}
_MAX_TITLE = 60


@dataclass(frozen=True, slots=True)
class AnnexHead:
    """Where an annex begins: the block of its label, the blocks of its title, and what they say."""

    block: int
    label: str
    number: int | None
    title: Part | None
    content_block: int


def annex_heads(document: Document, start: int, expected: tuple[Part, ...]) -> list[AnnexHead]:
    """The annexes that begin at or after a block, in order. `expected` are the titles the list of attachments names."""
    heads: list[AnnexHead] = []
    index = start
    while index < len(document.blocks):
        head = _head_at(document, index, expected)
        if head is not None:
            heads.append(head)
            index = max(head.content_block, index + 1)
        else:
            index += 1
    return heads


def annexes(document: Document, heads: list[AnnexHead], end: int) -> tuple[Annex, ...]:
    """The annexes with the ranges they cover: each to the next one's label, the last to `end`."""
    starts = [document.blocks[head.block].start for head in heads]
    ends = (*starts[1:], end)
    return tuple(
        Annex(head.label, head.number, head.title, start, stop)
        for head, start, stop in zip(heads, starts, ends, strict=False)
    )


def is_annex_label(document: Document, index: int) -> bool:
    """Whether a paragraph is 附件, 附件1, … alone, and not the head of a list of attachments."""
    block = document.blocks[index]
    text = words(document, block)
    if not begins_like_annex(text) or not is_line(document, block, "annex_label"):
        return False
    if not text.endswith(("：", ":")) or index + 1 >= len(document.blocks):
        return True
    following = words(document, document.blocks[index + 1])
    return load("layout")["attachment_entry"].match(following) is None


def is_annex_head(document: Document, index: int) -> bool:
    """Whether a block is the label of an annex, alone or with the title beside it."""
    block = document.blocks[index]
    if not isinstance(block, Paragraph):
        return False
    return is_annex_label(document, index) or (
        labelled_with_title(words(document, block)) is not None and is_followed_by_content(document, index)
    )


def begins_like_annex(text: str) -> bool:
    """Whether a text begins as an annex's label or the list of attachments does."""
    return text.startswith(load("layout").words["annex_begins"])


def labelled_with_title(text: str) -> regex.Match[str] | None:
    """The match of a line that is an annex's label and title both (附件1：企业名单)."""
    return load("layout")["annex_label_with_title"].fullmatch(text) if begins_like_annex(text) else None


def _head_at(document: Document, index: int, expected: tuple[Part, ...]) -> AnnexHead | None:
    block = document.blocks[index]
    if not isinstance(block, Paragraph):
        return None
    text = words(document, block)
    begins = begins_like_annex(text)
    if begins and is_annex_label(document, index):
        match = load("layout")["annex_label"].fullmatch(text)
        number = annex_number(match["number"]) if match else None
        title, content = _title_below(document, index + 1, number, expected)
        return AnnexHead(index, compact(text.rstrip("：:")), number, title, content)
    labelled = labelled_with_title(text) if begins else None
    if labelled is not None and is_followed_by_content(document, index):
        at = document.text.find(labelled["title"][:2], block.start, block.end)
        label = text[: labelled.start("title")].rstrip("：: ")
        title = part(document, max(at, block.start), block.end)
        return AnnexHead(index, compact(label), annex_number(labelled["number"]), title, index + 1)
    for place, entry in enumerate(expected):
        if block.align in (None, "center") and len(text) <= _MAX_TITLE and compact(text) == entry.value:
            number = place + 1 if len(expected) > 1 else None
            return AnnexHead(index, "", number, part(document, block.start, block.end), index + 1)
    return None


def _title_below(
    document: Document, start: int, number: int | None, expected: tuple[Part, ...]
) -> tuple[Part | None, int]:
    """The annex's title below its label, over its lines, and the index after it."""
    wanted = _expected_title(number, expected)
    blocks = document.blocks
    lines: list[Block] = []
    for index in range(start, min(start + 4, len(blocks))):
        block = blocks[index]
        text = words(document, block)
        if lines and is_line(document, block, "title_bracket"):
            lines.append(block)
            break
        if (
            not isinstance(block, Paragraph)
            or not text
            or len(text) > _MAX_TITLE
            or _is_no_title(document, block, text)
        ):
            break
        if lines and not _title_goes_on(document, lines, block, wanted):
            break
        lines.append(block)
    if not lines:
        return None, start
    return part(document, lines[0].start, lines[-1].end), start + len(lines)


def _is_no_title(document: Document, block: Paragraph, text: str) -> bool:
    if text[0] in "（(" and text[-1] in "）)":
        return True
    if text.endswith(("。", "；", "：", ":", "，")):
        return True
    if any(load("layout")[f"heading.{kind}"].match(text) for kind in ("chinese", "bracketed_chinese", "arabic")):
        return True
    return any(is_line(document, block, rule) for rule in ("number_line", "date_line", "annex_label"))


def _title_goes_on(document: Document, lines: list[Block], block: Paragraph, wanted: str | None) -> bool:
    so_far = "".join(compact(words(document, line)) for line in lines)
    if wanted is not None:
        if similar_titles(so_far, wanted) and len(so_far) >= len(wanted) - 2:
            return False
        longer = so_far + compact(words(document, block))
        if similar_titles(longer, wanted) and len(longer) <= len(wanted) + 2:
            return True
    first = lines[0]
    assert isinstance(first, Paragraph)
    if first.align != "center" or block.align != "center" or load("layout")["whole_title"].fullmatch(so_far):
        return False
    return first.size is not None and block.size is not None and abs(first.size - block.size) <= 0.5


def _expected_title(number: int | None, expected: tuple[Part, ...]) -> str | None:
    if number is None:
        return expected[0].value if len(expected) == 1 else None
    return expected[number - 1].value if number <= len(expected) else None


def is_followed_by_content(document: Document, index: int) -> bool:
    """Whether something other than another labelled line comes next: then the line heads an annex, not a list."""
    if index + 1 >= len(document.blocks):
        return False
    following = document.blocks[index + 1]
    if isinstance(following, Paragraph):
        text = words(document, following)
        return not (
            labelled_with_title(text)
            or (load("layout")["attachment_entry"].fullmatch(text) and not begins_list(document, index, text))
            or is_line(document, following, "date_line")
            or is_imprint(document, following)
            or _is_signature(document, index + 1)
        )
    return True


def begins_list(document: Document, index: int, following: str) -> bool:
    """Whether a line numbered 1 stands below a label with a title and no number: what is listed, no further title."""
    labelled = labelled_with_title(words(document, document.blocks[index]))
    entry = load("layout")["attachment_entry"].fullmatch(following)
    return labelled is not None and labelled["number"] is None and entry is not None and entry["number"] == "1"


def _is_signature(document: Document, index: int) -> bool:
    """Whether lines of bodies with the day below them begin here: what stands above was the list of attachments."""
    while index < len(document.blocks) and is_organ_line(document, document.blocks[index]):
        index += 1
        if index < len(document.blocks) and is_line(document, document.blocks[index], "date_line"):
            return True
    return False


def annex_number(text: str | None) -> int | None:
    """The number of an annex as printed (`3`, `十二`); None where it has none."""
    if text is None:
        return None
    if text.isdigit():
        return int(text)
    if len(text) == 1:
        return _DIGITS.get(text)
    tens, _, units = text.partition("十")
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(units, 0)
