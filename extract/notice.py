"""A notice and its parts, as GB/T 9704-2012 names them. Offsets count in the notice's own text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from extract.document import Block, Document
from extract.facts import Evidence


class Part(NamedTuple):
    """A piece of a notice: its value as stored (see `folding.compact`) and where it stands."""

    value: str
    start: int
    end: int


class Section(NamedTuple):
    """A numbered section: `number` as printed (`一、`, `（一）`, `1.`), its heading's words, and the range it covers.

    `level` is 1 for 一、 2 for （一） 3 for 1. 4 for （1）, 0 for articles (第一条), and -1 for chapters.
    `body_start` is where the text after the heading begins.
    """

    number: str
    title: str
    level: int
    start: int
    body_start: int
    end: int


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex: its label as printed (`附件1`), its number (None where bare), its title, and the range it covers."""

    label: str
    number: int | None
    title: Part | None
    start: int
    end: int


@dataclass(frozen=True)
class Notice:
    """One notice of a document, with the parts that layout found; a part that is not printed is None or empty."""

    document: Document
    issuers: tuple[Part, ...] = ()
    doc_number: Part | None = None
    title: Part | None = None
    doc_type: str | None = None
    addressee: Part | None = None
    body: tuple[int, int] = (0, 0)
    """From the first word after the addressee to the last before attachments, signature and annexes."""
    sections: tuple[Section, ...] = ()
    attachment_list: tuple[Part, ...] = ()
    signatures: tuple[Part, ...] = ()
    issued: Part | None = None
    """The date of issue as printed above the annexes; its value is ISO 8601."""
    annexes: tuple[Annex, ...] = ()
    imprint: tuple[Part, ...] = ()
    """抄送 and 印发 lines."""
    parent: int | None = None
    """The index, among the document's notices, of the notice that forwards this one."""

    @property
    def text(self) -> str:
        """The notice's own text; the offsets of all its parts and facts count in it."""
        return self.document.text

    def evidence(self, start: int, end: int, rule: str, confidence: float = 1.0) -> Evidence:
        """The words at a place of this notice as a fact's evidence; white space at both ends is left out."""
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Evidence(start, end, text[start:end], rule, self.document.page_at(start), confidence)

    def section_at(self, offset: int) -> Section | None:
        """The innermost section that covers an offset."""
        covering = [section for section in self.sections if section.start <= offset < section.end]
        return max(covering, key=lambda section: section.start, default=None)

    def headings_over(self, offset: int) -> list[str]:
        """The headings of the sections that a place stands in, innermost first; none that it is a part of."""
        over = (section for section in self.sections if section.body_start <= offset < section.end)
        return [section.title for section in sorted(over, key=lambda section: -section.start) if section.title]

    def annex_at(self, offset: int) -> Annex | None:
        """The annex that covers an offset."""
        return next((annex for annex in self.annexes if annex.start <= offset < annex.end), None)

    def block_at(self, offset: int) -> Block | None:
        """The paragraph or table that covers an offset."""
        return next((block for block in self.document.blocks if block.start <= offset < block.end), None)
