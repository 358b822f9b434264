"""The numbered sections of a notice: 一、（一）1.（1）①, 任务一, chapters and articles."""

from __future__ import annotations

from extract.document import Document, Paragraph
from extract.notice import Section
from extract.rules import load

# The order of GB/T 9704-2012, 7.3.3; chapters stand above articles in methods and regulations.
_LEVELS = (
    ("heading.chapter", -1),
    ("heading.article", 0),
    ("heading.chinese", 1),
    ("heading.bracketed_chinese", 2),
    ("heading.task", 2),
    ("heading.arabic", 3),
    ("heading.bracketed_arabic", 4),
    ("heading.circled", 5),
)
MAX_TITLE = 60
"""Characters outside brackets beyond which the first sentence of a numbered paragraph is no heading."""
_STOPS = "。：；;:"
_OPEN, _CLOSE = "（([【〔", "）)]】〕"


def find_sections(
    document: Document, left_out: tuple[int, int] = (0, 0), bounds: tuple[int, ...] = ()
) -> tuple[Section, ...]:
    """The sections of a document's paragraphs in order.

    A section ends where the next of its level or above begins, and at each of `bounds` (the offsets
    where annexes begin). `left_out` is the range of the list of attachments, whose numbers head nothing.
    """
    found = [
        section
        for block in document.blocks
        if isinstance(block, Paragraph)
        and not left_out[0] <= block.start < left_out[1]
        and (section := _section(document.text, block)) is not None
    ]
    return tuple(_with_ends(found, (*bounds, len(document.text))))


def _section(text: str, block: Paragraph) -> Section | None:
    rules = load("layout")
    if rules["heading.begins"].match(text, block.start, block.end) is None:
        return None
    for rule, level in _LEVELS:
        match = rules[rule].match(text, block.start, block.end)
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
    """The heading's end: its first sentence mark, or the paragraph's end; `start` where there is no heading.

    What stands in brackets belongs to the heading with its colons: （一）机关采购（牵头单位：县财政局）.
    """
    stop, plain = _first_stop(text, start, end)
    if stop == end and text[end - 1] in "，、":
        return start
    return stop if plain <= MAX_TITLE else start


def _first_stop(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the first sentence mark outside brackets stands, and how many characters outside brackets precede it.

    Brackets that do not close count as none.
    """
    depth = plain = 0
    for index in range(start, end):
        character = text[index]
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0:
            if character in _STOPS:
                return index, plain
            plain += 1
    if depth == 0:
        return end, plain
    stop = min((place for mark in _STOPS if (place := text.find(mark, start, end)) >= 0), default=end)
    return stop, stop - start


def _with_ends(sections: list[Section], bounds: tuple[int, ...]) -> list[Section]:
    closed: list[Section] = []
    for index, section in enumerate(sections):
        later = (other.start for other in sections[index + 1 :] if other.level <= section.level)
        bound = min(place for place in bounds if place > section.start)
        closed.append(section._replace(end=min(next(later, bound), bound)))
    return closed
