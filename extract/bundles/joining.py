"""A notice with the annexes that came as files of their own, as one document."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.boxes import CharacterBoxes
from extract.document import Document, Paragraph, moved


@dataclass(frozen=True, slots=True)
class AnnexFile:
    """An annex: its document, and the lines that are put over it where it does not begin with its label."""

    document: Document
    heading: tuple[str, ...] = ()


def joined(notice: Document, annexes: Sequence[AnnexFile]) -> tuple[Document, tuple[int, ...]]:
    """The notice with the annexes behind it, and the page on which each begins.

    The pages of the annexes are counted on from the notice's last one; a file without pages is none.
    Offsets count in the new text.
    """
    whole, first_pages = notice, []
    for annex in annexes:
        first_pages.append(len(whole.pages) + 1)
        whole = _with(_with_heading(whole, annex.heading), annex.document)
    return whole, tuple(first_pages)


def _with_heading(document: Document, lines: Sequence[str]) -> Document:
    for line in lines:
        document = _with(document, Document(line + "\n", (Paragraph(0, len(line), "center"),), document.media_type))
    return document


def _with(first: Document, second: Document) -> Document:
    """Both documents, one after the other, as one of the first's kind."""
    gap = "" if not first.text or first.text.endswith("\n") else "\n"
    shift, pages = len(first.text) + len(gap), len(first.pages)
    return replace(
        first,
        text=first.text + gap + second.text,
        blocks=(*first.blocks, *(moved(block, shift) for block in second.blocks)),
        pages=(
            *first.pages,
            *(
                replace(page, number=page.number + pages, start=page.start + shift, end=page.end + shift)
                for page in second.pages
            ),
        ),
        boxes=_boxes(first, gap, second, pages),
        scores=_scores(first, gap, second),
        links=(
            *first.links,
            *(link._replace(start=link.start + shift, end=link.end + shift) for link in second.links),
        ),
    )


def _boxes(first: Document, gap: str, second: Document, pages: int) -> CharacterBoxes | None:
    if first.boxes is None and second.boxes is None:
        return None
    whole = CharacterBoxes()
    for document, text, added in ((first, first.text + gap, 0), (second, second.text, pages)):
        boxes = document.boxes
        known = 0 if boxes is None else len(boxes)
        if boxes is not None:
            whole.pages.extend(array("H", [number + added if number else 0 for number in boxes.pages]))
            whole.corners.extend(boxes.corners)
        for _ in range(len(text) - known):
            whole.append_nowhere()
    return whole


def _scores(first: Document, gap: str, second: Document) -> array[float] | None:
    if first.scores is None and second.scores is None:
        return None
    whole = array("f")
    for document, text in ((first, first.text + gap), (second, second.text)):
        scores = array("f") if document.scores is None else document.scores
        whole.extend(scores)
        whole.extend([0.0] * (len(text) - len(scores)))
    return whole
