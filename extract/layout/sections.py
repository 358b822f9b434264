"""The numbered sections of a notice: 一、（一）1.（1）, chapters and articles."""

from __future__ import annotations

from dataclasses import replace

from extract.document import Document, Paragraph
from extract.notice import Section
from extract.rules import load

# The order of GB/T 9704-2012, 7.3.3; chapters stand above articles in methods and regulations.
_LEVELS = (
    ("heading.chapter", -1),
    ("heading.article", 0),
    ("heading.chinese", 1),
    ("heading.bracketed_chinese", 2),
    ("heading.arabic", 3),
    ("heading.bracketed_arabic", 4),
)
MAX_TITLE = 60
"""Characters beyond which the first sentence of a numbered paragraph is no heading."""


def find_sections(document: Document) -> tuple[Section, ...]:
    """The sections of a document's paragraphs in order; a section ends where the next of its level or above begins."""
    found = [
        section
        for block in document.blocks
        if isinstance(block, Paragraph) and (section := _section(document.text, block)) is not None
    ]
    return tuple(_with_ends(found, len(document.text)))


def _section(text: str, block: Paragraph) -> Section | None:
    for rule, level in _LEVELS:
        match = load("layout")[rule].match(text, block.start, block.end)
        if match is None:
            continue
        title_end = _title_end(text, match.end(), block.end)
        title = text[match.end() : title_end].strip()
        body_start = title_end
        while body_start < block.end and text[body_start] in "。：: ；;.":
            body_start += 1
        return Section(match["number"].replace(" ", ""), title, level, block.start, body_start, block.end)
    return None


def _title_end(text: str, start: int, end: int) -> int:
    """The heading's end: its first sentence mark, or the paragraph's end; `start` where there is no heading."""
    stops = [place for mark in "。；：;:" if (place := text.find(mark, start, end)) >= 0]
    stop = min(stops, default=end)
    if stop == end and text[end - 1] in "，、":
        return start
    return stop if stop - start <= MAX_TITLE else start


def _with_ends(sections: list[Section], text_end: int) -> list[Section]:
    closed: list[Section] = []
    for index, section in enumerate(sections):
        end = next((later.start for later in sections[index + 1 :] if later.level <= section.level), text_end)
        closed.append(replace(section, end=end))
    return closed
