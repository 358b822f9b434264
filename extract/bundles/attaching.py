"""Which file of a bundle is an annex of which notice in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePosixPath

from extract import layout
from extract.document import Document, Paragraph
from extract.folding import compact, fold
from extract.layout.annexes import annex_number, is_annex_head, is_annex_label
from extract.layout.lines import similar_titles, words
from extract.notice import Notice
from extract.rules import load

_LAST_WORDS = 4
"""So many characters at their ends tell a notice's title from that of what it issues."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be an annex: the number and title that its name or its first lines give it."""

    path: str
    number: int | None
    title: str
    named: bool
    """Whether it says of itself that it is an annex (附件…)."""
    heading: tuple[str, ...]
    """What is put over it so that it reads as an annex: its label, and its title where it begins with a table."""
    owner: str | None = None
    """The path of the notice whose web page links to it: it belongs to that, unless a list names it."""


def candidate(path: str, document: Document) -> Candidate | None:
    """What a file says of being an annex; None where neither its name nor its first line does."""
    stem = fold(PurePosixPath(path).stem).strip()
    first = next((index for index, block in enumerate(document.blocks) if words(document, block)), None)
    headed = first is not None and is_annex_head(document, first)
    name = load("bundles")["annex_name"].match(stem)
    numbered = load("bundles")["numbered_name"].fullmatch(stem)
    match = name or numbered
    if not headed and match is None:
        return None
    number = annex_number(match["number"]) if match else None
    title = match["title"] if match else ""
    if headed and first is not None:
        line = words(document, document.blocks[first])
        labelled = load("layout")["annex_label"].fullmatch(line) or load("layout")["annex_label_with_title"].fullmatch(
            line
        )
        number = annex_number(labelled["number"]) if labelled and labelled["number"] else number
        title = _title(document, first) or title
        return Candidate(path, number, compact(title), True, ())
    begins_with_table = first is not None and not isinstance(document.blocks[first], Paragraph)
    label = f"附件{number}" if number is not None else "附件"
    heading = (label, title) if begins_with_table and title else (label,)
    return Candidate(path, number, compact(title), name is not None, heading)


def is_copy(document: Document, title: str) -> bool:
    """Whether a document is the notice of this title, its issuer's name aside.

    A plan is no copy of the notice that issues it (关于印发…方案的通知), though it has its title in common with it.
    """
    own = layout.notices(document)[0].title
    if own is None or not title:
        return False
    short, long = sorted((compact(own.value), compact(title)), key=len)
    return similar_titles(short, long) and long.endswith(short[-_LAST_WORDS:])


def linked_candidate(path: str, document: Document, owner: str, title: str) -> Candidate | None:
    """What a file is to the notice at path `owner`, from whose page (with this title) it is linked.

    None where it is a notice itself: what does not call itself an annex is one too, unless it has a
    number or an addressee of its own, or is a copy of the page's notice.
    """
    found = candidate(path, document)
    notice = layout.notices(document)[0]
    whole = bool(notice.doc_number or notice.addressee)
    if path == owner or (whole and is_copy(document, title)):
        return None
    if found is not None and found.named:
        return replace(found, owner=owner)
    if whole or is_copy(document, title):
        return None
    if found is not None:
        return replace(found, named=True, owner=owner)
    stem = fold(PurePosixPath(path).stem).strip()
    blank = next((block for block in document.blocks if words(document, block)), None)
    heading = ("附件", stem) if blank is not None and not isinstance(blank, Paragraph) else ("附件",)
    return Candidate(path, None, compact(stem), True, heading, owner)


def _title(document: Document, label: int) -> str:
    """The words beside an annex's label, or in the line below."""
    line = words(document, document.blocks[label])
    beside = load("layout")["annex_label_with_title"].fullmatch(line)
    if beside is not None and not is_annex_label(document, label):
        return beside["title"]
    below = document.blocks[label + 1 : label + 2]
    return words(document, below[0]) if below and isinstance(below[0], Paragraph) else ""


def attached(candidates: Sequence[Candidate], notices: Mapping[str, Notice]) -> dict[str, list[Candidate]]:
    """For the path of each notice the annexes that are its own, in order of number.

    An annex belongs to the notice whose list of attachments names it, by title before number; one that
    no list names but that calls itself an annex, to the only notice there is. The same notice in
    several formats gets it in each.
    """
    found: dict[str, list[Candidate]] = {}
    for one in candidates:
        owners = _owners(one, {path: notice for path, notice in notices.items() if path != one.path})
        for path in owners or [path for path in notices if path == one.owner]:
            found.setdefault(path, []).append(one)
    for annexes in found.values():
        annexes.sort(key=lambda one: (one.number is None, one.number or 0, one.path))
    return found


def _owners(one: Candidate, notices: Mapping[str, Notice]) -> list[str]:
    scores = {path: _fit(one, path, notice) for path, notice in notices.items()}
    best = max(scores.values(), default=0)
    if best == 0:
        alone = one.named and _same([notice for notice in notices.values() if notice.title is not None])
        return [path for path, notice in notices.items() if notice.title is not None] if alone else []
    chosen = [path for path, score in scores.items() if score == best]
    if _same([notices[path] for path in chosen]):
        # The same notice in another format may stand in another folder.
        return [path for path, notice in notices.items() if scores[path] > 1 and _same([notice, notices[chosen[0]]])]
    return []


def _fit(one: Candidate, path: str, notice: Notice) -> int:
    """How well a list of attachments names an annex: 0 not at all; the same folder decides between equals."""
    near = PurePosixPath(path).parent == PurePosixPath(one.path).parent
    for place, entry in enumerate(notice.attachment_list, 1):
        if one.title and similar_titles(one.title, entry.value):
            return 6 + near
        if one.named and one.number == place and (not one.title or not entry.value):
            return 4 + near
    if one.named and one.number is not None and one.number <= len(notice.attachment_list):
        return 2 + near
    return 0


def _same(notices: Sequence[Notice]) -> bool:
    """Whether these are one notice in several formats (not none)."""
    keys = [
        (compact(one.title.value) if one.title else None, one.doc_number and one.doc_number.value) for one in notices
    ]
    return bool(keys) and all(a == b for a, b in pairwise(keys))
