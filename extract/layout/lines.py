"""The blocks of a document as lines of a notice: what each could be by its words and type."""

from __future__ import annotations

from extract.document import Block, Document, Paragraph, Table
from extract.folding import compact, unspread
from extract.notice import Part
from extract.rules import load

MAX_ORGAN_LINE = 90
"""Characters beyond which a paragraph is no line of names."""


def words(document: Document, block: Block) -> str:
    """A block's text with letter-spaced words closed up and no white space around."""
    text = document.text[block.start : block.end]
    return (unspread(text) if " " in text else text).strip()


def part(document: Document, start: int, end: int, value: str | None = None) -> Part:
    """A part of the text without the white space at its ends; its value is compacted unless given."""
    text = document.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Part(compact(text[start:end]) if value is None else value, start, end)


def is_line(document: Document, block: Block, rule: str) -> bool:
    """Whether a paragraph is, as a whole, what a layout rule describes."""
    return isinstance(block, Paragraph) and load("layout")[rule].fullmatch(words(document, block)) is not None


def is_organ_line(document: Document, block: Block) -> bool:
    """Whether a paragraph holds nothing but names of bodies."""
    if not isinstance(block, Paragraph) or block.end - block.start > MAX_ORGAN_LINE:
        return False
    return is_line(document, block, "organ_line")


def is_imprint(document: Document, block: Block) -> bool:
    """Whether a block is an 抄送 or 印发 line; in Word it is often a table of one or two rows."""
    if isinstance(block, Table):
        if block.rows > 4:
            return False
        rows = [" ".join(row.split()) for row in words(document, block).split("\n") if row.strip()]
        return any(_imprint_words(row) for row in rows)
    return _imprint_words(words(document, block))


def _imprint_words(text: str) -> bool:
    return load("layout")["imprint"].fullmatch(text.replace("\t", " ")) is not None


def is_header_block(document: Document, block: Block) -> bool:
    """Whether a block can belong to a red header: red type, a line of bodies, or the word 文件."""
    if not isinstance(block, Paragraph):
        return False
    return block.red or is_line(document, block, "header_word") or is_organ_line(document, block)


def similar_titles(one: str, other: str) -> bool:
    """Whether two titles say the same but for spaces, marks and a shortened end."""
    a, b = _bare(one), _bare(other)
    if not a or not b:
        return False
    return a == b or (min(len(a), len(b)) >= 6 and (a in b or b in a))


def _bare(title: str) -> str:
    return "".join(character for character in title if character.isalnum())
