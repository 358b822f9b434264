"""Lines of a PDF page and the text they read as: runs side by side joined, blanks kept where they mean something."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import regex

from extract.folding import unspread
from extract.readers.pdf_page import WIDE_GAP, Glyph, Run
from extract.readers.pdf_styles import Style
from extract.rules import load

TYPED_GAP = 0.42
"""A blank that was typed between Chinese characters is kept from this width on, in character widths."""
_ASCENT, _DESCENT = 0.88, 0.12
"""Chinese characters stand in a square from this far above to this far below the base line."""

_LETTERS = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}]")
_HARD = regex.compile(r"[0-9:/@._?=&%#~+\-]")


@dataclass(slots=True)
class Piece:
    """A stretch of text; each character has its glyph, or None where it stands nowhere."""

    text: str
    glyphs: list[Glyph | None]

    def __post_init__(self) -> None:
        assert len(self.text) == len(self.glyphs)


@dataclass(slots=True)
class Line:
    """Glyphs on one base line, left to right. `top` and `bottom` are those of its characters' squares."""

    page: int
    glyphs: list[Glyph]
    runs: list[Run]
    baseline: float
    x0: float
    x1: float
    style: Style
    ruled_above: bool = False
    """A rule over most of the page parts it from the line above."""
    _piece: Piece | None = field(default=None, repr=False)

    @property
    def size(self) -> float:
        """The size of most of its characters, in points."""
        return self.style.size

    @property
    def top(self) -> float:
        """The upper edge of its characters' squares."""
        return self.baseline - _ASCENT * self.style.size

    @property
    def bottom(self) -> float:
        """The lower edge of its characters' squares."""
        return self.baseline + _DESCENT * self.style.size

    @property
    def center(self) -> float:
        """The middle between its ends."""
        return (self.x0 + self.x1) / 2

    @property
    def piece(self) -> Piece:
        """The line's text."""
        if self._piece is None:
            self._piece = _line_piece(self)
        return self._piece

    @property
    def text(self) -> str:
        """The line's text."""
        return self.piece.text


def make_line(runs: Sequence[Run]) -> Line:
    """The line of runs that share a base line; a character drawn twice for boldness counts once."""
    ordered = sorted(runs, key=lambda run: run.x0)
    glyphs: list[Glyph] = []
    overlapping = False
    for run in ordered:
        overlapping = overlapping or bool(glyphs and run.x0 < glyphs[-1].x1 - 0.3 * run.size)
        glyphs.extend(run.glyphs)
    if overlapping:
        glyphs = _once(sorted(glyphs, key=lambda glyph: glyph.x0))
    first = ordered[0]
    styles = {glyph.style for glyph in glyphs}
    style = styles.pop() if len(styles) == 1 else Counter(glyph.style for glyph in glyphs).most_common(1)[0][0]
    largest = first if len(ordered) == 1 else max(ordered, key=lambda run: run.size * len(run.glyphs))
    x1 = max(run.x1 for run in ordered)
    return Line(first.glyphs[0].page, glyphs, ordered, largest.baseline, first.x0, x1, style)


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in glyphs:
        shift = 0.25 * (glyph.x1 - glyph.x0)
        if not any(old.char == glyph.char and abs(old.x0 - glyph.x0) <= shift for old in kept[-3:]):
            kept.append(glyph)
    return kept


def group_lines(runs: Iterable[Run]) -> list[Line]:
    """Runs grouped to lines by their base lines, from the top of the page down."""
    groups: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.baseline, run.x0)):
        for group in reversed(groups[-3:]):
            main = max(group, key=lambda member: member.size)
            small, large = sorted((run.size, main.size))
            if abs(run.baseline - main.baseline) <= (0.3 if small > 0.75 * large else 0.5) * small + 0.1 * (
                large - small
            ):
                group.append(run)
                break
        else:
            groups.append([run])
    lines = [make_line(group) for group in groups]
    lines.sort(key=lambda line: (line.baseline, line.x0))
    return lines


@cache
def is_wide(char: str) -> bool:
    """Whether a character is set in a full square: Chinese characters and their punctuation."""
    return unicodedata.east_asian_width(char) in "WF" or char in "“”‘’—…·〔〕《》〈〉①②③④⑤⑥⑦⑧⑨⑩"


@cache
def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char == "〇" or "\U00020000" <= char <= "\U0003ffff"


def _line_piece(line: Line) -> Piece:
    glyphs = line.glyphs
    slack = _usual_gap(line)
    chars: list[str] = []
    places: list[Glyph | None] = []
    last: Glyph | None = None
    spaced_out = False
    for glyph in glyphs:
        if last is not None:
            gap = glyph.x0 - last.x1
            if gap > 0.04 * glyph.style.size and _is_blank(last, glyph, gap, slack):
                chars.append(" ")
                places.append(last._replace(char=" ", x0=last.x1, x1=max(last.x1, glyph.x0)))
                spaced_out = True
        chars.append(glyph.char)
        places.append(glyph)
        last = glyph
    text = "".join(chars)
    return close_up(Piece(text, places)) if spaced_out else Piece(text, places)


def _usual_gap(line: Line) -> float:
    """How far the line's Chinese characters stand apart in general: what justifying and letter-spacing add."""
    glyphs = line.glyphs
    if len(glyphs) < 4 or line.x1 - line.x0 <= 1.02 * len(glyphs) * line.size:
        wide = sum(glyph.x1 - glyph.x0 for glyph in glyphs)
        if line.x1 - line.x0 - wide <= 0.1 * line.size:
            return 0.0
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(glyphs) if _is_han(a.char) and _is_han(b.char))
    return max(0.0, gaps[len(gaps) // 4]) if len(gaps) >= 3 else 0.0


def _is_blank(last: Glyph, glyph: Glyph, gap: float, slack: float) -> bool:
    size = min(last.style.size, glyph.style.size)
    wide_last, wide_next = is_wide(last.char), is_wide(glyph.char)
    if not wide_last and not wide_next:
        return (glyph.spaced and gap > 0.1 * size) or gap > 0.35 * size
    if gap - slack >= WIDE_GAP * size:
        return True
    typed = glyph.spaced and _is_han(last.char) and _is_han(glyph.char)
    return typed and gap - slack >= TYPED_GAP * size


def close_up(piece: Piece) -> Piece:
    """Letter-spaced words closed up (`工 作 内 容`)."""
    closed = unspread(piece.text)
    if closed == piece.text:
        return piece
    glyphs: list[Glyph | None] = []
    at = 0
    for char, glyph in zip(piece.text, piece.glyphs, strict=True):
        if at < len(closed) and closed[at] == char:
            glyphs.append(glyph)
            at += 1
    return Piece(closed, glyphs)


def join(first: Piece, second: Piece) -> Piece:
    """Two lines of one paragraph as one text: no blank between them, but between two words of a Latin sentence."""
    if not first.text or not second.text:
        return first if first.text else second
    if _parts_words(first.text, second.text) or parts_numbers(first.text, second.text):
        return Piece(f"{first.text} {second.text}", [*first.glyphs, None, *second.glyphs])
    return Piece(first.text + second.text, first.glyphs + second.glyphs)


def parts_numbers(first: str, second: str) -> bool:
    """Whether a line ends in a whole telephone number and the next begins with another, or with a mailbox or word."""
    if not first[-1:].isdigit() or not second[:1].isascii():
        return False
    rules = load("paragraphs")
    return rules["ends_in_phone"].search(first) is not None and rules["after_phone"].match(second) is not None


def _parts_words(first: str, second: str) -> bool:
    if not (_LETTERS.match(first[-1]) or first[-1] in ",.;:") or not _LETTERS.match(second[0]):
        return False
    head, tail = first.rsplit(None, 1)[-1], second.split(None, 1)[0]
    if _HARD.search(head.rstrip(",.;:")) or _HARD.search(tail.rstrip(",.;:")):
        return False
    return first[-1] in ",.;:" or len(_words(first)) + len(_words(second)) >= 4


def _words(text: str) -> list[str]:
    return [word for word in text.split() if _LETTERS.match(word)]


def first_token_width(line: Line) -> float:
    """The width of what a line begins with and typesetting cannot part: what would have had to fit before the break.

    A Chinese character with the closing punctuation after it, an opening bracket with what follows,
    or a whole Latin word or number.
    """
    glyphs = line.glyphs
    end = 0
    while end < len(glyphs) - 1 and glyphs[end].char in "（《〈〔【「『“‘(":
        end += 1
    if not is_wide(glyphs[end].char):
        while end < len(glyphs) - 1 and not is_wide(glyphs[end + 1].char) and not glyphs[end + 1].spaced:
            end += 1
    while end < len(glyphs) - 1 and glyphs[end + 1].char in "，。、；：？！）》〉〕】」』”’)%":
        end += 1
    return glyphs[end].x1 - glyphs[0].x0
