"""The upper part of a notice: issuers, document number, title, addressee (GB/T 9704-2012, 7.2 and 7.3.1-2)."""

from __future__ import annotations

from dataclasses import dataclass

from extract.document import Document, Paragraph
from extract.folding import compact
from extract.layout.lines import is_header_block, is_line, is_organ_line, part, words
from extract.layout.titles import HEADER_BLOCKS, MAX_TITLE_LINE, find_title, is_title_s_first_line, title_above_number
from extract.notice import Part
from extract.rules import load


@dataclass(frozen=True)
class Header:
    """What stands above the body; `body_block` is the index of the first block after it."""

    issuers: tuple[Part, ...]
    doc_number: Part | None
    title: Part | None
    dated: Part | None
    """A day in brackets under the title, as printed."""
    adopted_by: tuple[Part, ...]
    """The body that adopted the document that day, where the brackets under the title name it."""
    addressee: Part | None
    body_block: int


def find_header(document: Document) -> Header:
    """The header parts of a document that begins with a notice."""
    at = 0
    while at < len(document.blocks) and is_line(document, document.blocks[at], "annex_label"):
        at += 1
    number_block = _number_block(document, at)
    issuers, at = _issuers(document, at, number_block)
    doc_number = _number(document, number_block) if number_block is not None else None
    title: Part | None = None
    if number_block is not None:
        title = title_above_number(document, at, number_block)
        at = max(at, number_block + 1)
    if title is None or title.value in load("layout").words["document_kinds"]:
        below, after = find_title(document, at)
        if title is None or (below is not None and load("layout")["about"].match(below.value)):
            title, at = below, after
    below_title = at
    dated, addressee, at = _below_title(document, at)
    issuers = issuers or _issuers_below(document, below_title, dated)
    adopted_by = _adopted_by(document, dated) if dated is not None else ()
    if doc_number is None and number_block is None:
        late = _number_block(document, 0, limit=at)
        doc_number = _number(document, late) if late is not None else None
    title, doc_number = _without_number(document, title, doc_number)
    return Header(issuers, doc_number, title, dated, adopted_by, addressee, at)


def _without_number(document: Document, title: Part | None, doc_number: Part | None) -> tuple[Part | None, Part | None]:
    """A title without the notice's own number in brackets behind it, and that number where none stands elsewhere."""
    found = load("layout")["title_with_number"].fullmatch(title.value) if title is not None else None
    if title is None or found is None:
        return title, doc_number
    number = compact(found["number"]).replace(" ", "")
    if doc_number is not None and doc_number.value != number:
        return title, doc_number
    start = document.text.rfind(number[:2], title.start, title.end)
    end = len(document.text[: max(start, title.start)].rstrip("（( \n"))
    return Part(compact(found["title"]), title.start, end), doc_number or Part(number, start, title.end)


def split_organs(text: str) -> list[str]:
    """The bodies named in a header's or signature's line, in order: spaces and 、 part them, not their own spacing."""
    endings = load("layout").words["organ_endings"]
    names: list[str] = []
    parted = load("layout")["organs_glued"].sub(r"\g<0> ", text)
    for piece in parted.replace("、", " ").replace("，", " ").split():
        if names and not names[-1].endswith(endings):
            names[-1] += piece
        else:
            names.append(piece)
    return names


def organ_parts(document: Document, block: Paragraph) -> list[Part]:
    """The bodies that a line names, each with its place; 文件 and （盖章） are no part of a name."""
    line = words(document, block)
    line = load("layout")["no_part_of_organ"].sub(" ", line).strip()
    parts: list[Part] = []
    text = document.text
    cursor = block.start
    for name in split_organs(line):
        start = text.find(name[0], cursor, block.end)
        end = start
        for character in name:
            place = text.find(character, end, block.end)
            end = place + 1 if place >= 0 else end
        if start >= 0:
            parts.append(Part(compact(name), start, max(end, start + 1)))
            cursor = end
    return parts


def _number_block(document: Document, start: int, limit: int | None = None) -> int | None:
    """The index of the paragraph that is the document number, above the body."""
    stop = min(len(document.blocks), start + HEADER_BLOCKS if limit is None else limit)
    for index in range(start, stop):
        block = document.blocks[index]
        if is_line(document, block, "number_line"):
            return index
        if not isinstance(block, Paragraph) or is_line(document, block, "addressee") or _is_body(document, block):
            return None
    return None


def _is_body(document: Document, block: Paragraph) -> bool:
    text = words(document, block)
    return (
        len(text) > MAX_TITLE_LINE or text.endswith("。") or load("layout")["heading.chinese"].match(text) is not None
    )


def _number(document: Document, index: int) -> Part:
    block = document.blocks[index]
    match = load("layout")["number_line"].fullmatch(words(document, block))
    printed = match["number"] if match else words(document, block)
    above = document.blocks[index - 1] if index else None
    if printed.startswith("第") and isinstance(above, Paragraph) and is_line(document, above, "order_line"):
        printed = words(document, above) + printed
    return Part(compact(printed).replace(" ", ""), block.start, block.end)


def _issuers(document: Document, start: int, number_block: int | None) -> tuple[tuple[Part, ...], int]:
    """The bodies of the red header, and the index after it."""
    stop = number_block if number_block is not None else min(len(document.blocks), start + HEADER_BLOCKS)
    found: list[Part] = []
    at = start
    endings = load("layout").words["organ_endings"]
    for index in range(start, stop):
        block = document.blocks[index]
        if not is_header_block(document, block):
            if number_block is None:
                break
            continue
        if is_title_s_first_line(document, index, stop):
            break
        assert isinstance(block, Paragraph)
        if not is_line(document, block, "header_word"):
            found += [organ for organ in organ_parts(document, block) if organ.value.endswith(endings)]
        at = index + 1
    return tuple(found), at


def _below_title(document: Document, start: int) -> tuple[Part | None, Part | None, int]:
    """A bracketed day under the title and the addressee; the index of the first body block."""
    dated: Part | None = None
    for index in range(start, min(len(document.blocks), start + 4)):
        block = document.blocks[index]
        if not isinstance(block, Paragraph):
            break
        text = words(document, block)
        if is_line(document, block, "date_line") or is_line(document, block, "adopted_line"):
            dated = part(document, block.start, block.end) if dated is None else dated
            continue
        match = load("layout")["addressee"].fullmatch(text)
        if match is not None and load("layout")["not_an_addressee"].search(text) is None:
            return dated, part(document, block.start, block.end, compact(match["addressee"])), index + 1
        if len(text) > MAX_TITLE_LINE or text.endswith("。"):
            break
    after = start
    while dated is not None and after < len(document.blocks) and document.blocks[after].start <= dated.start:
        after += 1
    return dated, None, after


def _issuers_below(document: Document, start: int, dated: Part | None) -> tuple[Part, ...]:
    """The bodies named on lines of their own between a title and the bracketed day under it."""
    found: list[Part] = []
    for block in document.blocks[start:]:
        if dated is None or block.start >= dated.start or not isinstance(block, Paragraph):
            break
        found += organ_parts(document, block) if is_organ_line(document, block) else ()
    return tuple(found)


def _adopted_by(document: Document, dated: Part) -> tuple[Part, ...]:
    """The body whose meeting adopted the document, named in the brackets that give the day."""
    match = load("layout")["adopted_line"].fullmatch(document.text[dated.start : dated.end])
    if match is None or not match["organ"]:
        return ()
    start = dated.start + match.start("organ")
    return (part(document, start, dated.start + match.end("organ")),)
