"""The list of attachments below a notice's body (附件：1.… 2.…), and the attachments that the body names."""

from __future__ import annotations

from extract.document import Document, Paragraph, Table
from extract.folding import compact
from extract.layout.annexes import (
    begins_like_annex,
    begins_list,
    is_annex_label,
    is_followed_by_content,
    labelled_with_title,
)
from extract.layout.lines import is_line, is_organ_line, part, words
from extract.notice import Part
from extract.rules import load


def attachment_list(document: Document, body_block: int) -> tuple[tuple[Part, ...], int, int]:
    """The entries of the list of attachments with the indexes of its first block and of the one after it.

    Entries keep their order; both indexes are the number of blocks where there is no list.
    """
    blocks = document.blocks
    for index in range(body_block, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Paragraph) or not begins_like_annex(words(document, block)):
            continue
        if is_annex_label(document, index):
            break
        match = load("layout")["attachment_list_head"].match(document.text, block.start, block.end)
        if match is None:
            if _labelled_entries(document, index) >= 1 and index > body_block:
                return _entries_from(document, index, [])
            continue
        first = _inline_entries(document, match.start("entries"), block.end)
        found = _entries_from(document, index + 1, first, index)
        if (match["usual"] and not _heads_list(document, index)) or _closes_body(document, found[0], found[2]):
            return found
    return (), len(blocks), len(blocks)


def _heads_list(document: Document, index: int) -> bool:
    """Whether the rows or numbered lines of what a line 附件：… names stand right below it."""
    below = document.blocks[index + 1 : index + 2]
    if labelled_with_title(words(document, document.blocks[index])) is None or not below:
        return False
    if isinstance(below[0], Table):
        return below[0].rows > 1 and below[0].columns > 1
    return begins_list(document, index, words(document, below[0]))


def _closes_body(document: Document, entries: tuple[Part, ...], after: int) -> bool:
    """Whether what stands after a line 附表：… is what follows a list of attachments, so that it heads no annex itself.

    That is the signature or its date, or further below the label or the title of what was listed.
    """
    blocks = document.blocks[after:]
    if any(is_organ_line(document, block) or is_line(document, block, "date_line") for block in blocks[:1]):
        return True
    titles = {entry.value for entry in entries}
    return any(
        is_annex_label(document, index) or compact(words(document, block)) in titles
        for index, block in enumerate(blocks, start=after)
        if isinstance(block, Paragraph)
    )


def mentioned_attachments(document: Document, start: int, end: int) -> tuple[Part, ...]:
    """The attachments that the body names with their numbers, in order of number; an unnamed one has no words."""
    found: dict[int, Part] = {}
    for match in load("layout")["attachment_mention"].finditer(document.text, start, end):
        found.setdefault(int(match["number"]), part(document, match.start("title"), match.end("title")))
    return tuple(found.get(number, Part("", start, start)) for number in range(1, max(found, default=0) + 1))


def _labelled_entries(document: Document, index: int) -> int:
    """How many paragraphs from here are `附件1：…` lines with nothing between them and nothing below the first."""
    count = 0
    while index < len(document.blocks):
        text = words(document, document.blocks[index])
        labelled = labelled_with_title(text)
        if labelled is None or labelled["number"] is None or is_followed_by_content(document, index):
            break
        count += 1
        index += 1
    return count


def _entries_from(
    document: Document, index: int, entries: list[Part], first_block: int | None = None
) -> tuple[tuple[Part, ...], int, int]:
    begin = index if first_block is None else first_block
    unnumbered = len(entries) == 1 and load("layout")["attachment_entry"].match(_printed(document, entries[0])) is None
    while index < len(document.blocks) and not (entries and unnumbered):
        block = document.blocks[index]
        text = words(document, block)
        match = load("layout")["attachment_entry"].match(document.text, block.start, block.end)
        if not isinstance(block, Paragraph) or match is None or len(text) > 120:
            break
        more = _inline_entries(document, block.start, block.end)
        if not more:
            break
        entries += more
        index += 1
    return tuple(entries), begin, index


def _printed(document: Document, entry: Part) -> str:
    line_start = document.text.rfind("\n", 0, entry.start) + 1
    return document.text[line_start : entry.end].lstrip("附件：: ")


def _inline_entries(document: Document, start: int, end: int) -> list[Part]:
    """The entries printed in one paragraph: `1.甲 2.乙`, or one without a number."""
    text = document.text
    numbered = load("layout")["attachment_entry"]
    starts: list[int] = []
    wanted: int | None = None
    for place in range(start, end):
        at_word = place == start or text[place - 1] in "；;。，、" or text[place - 1].isspace()
        match = numbered.match(text, place, end) if at_word and (text[place].isdigit() or text[place] == "附") else None
        if match is not None and (wanted is None or int(match["number"]) == wanted):
            starts.append(place)
            wanted = int(match["number"]) + 1
    if not starts:
        return [_entry(document, start, end)] if text[start:end].strip() else []
    parts: list[Part] = []
    for place, stop in zip(starts, [*starts[1:], end], strict=True):
        match = numbered.match(text, place, stop)
        if match is not None:
            parts.append(_entry(document, match.start("title"), stop))
    return parts


def _entry(document: Document, start: int, end: int) -> Part:
    printed = part(document, start, end)
    value = printed.value.rstrip("；;。，、")
    for ending in (".docx", ".doc", ".pdf", ".xlsx", ".xls", ".wps", ".zip", ".rar"):
        value = value.removesuffix(ending)
    return Part(value, printed.start, printed.end)
