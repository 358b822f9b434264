"""What stands on a PDF page, from pdfium: characters with place and type, ruling lines, link areas.

All coordinates are points from the page's top left corner with its characters upright: the crop
box and /Rotate applied, and the page turned where most of its characters stand sideways (`turned`
says how far, so that boxes can be given for the page as it is shown).
"""

from __future__ import annotations

import ctypes
from array import array
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extract.folding import fold
from extract.readers import pdf_native as native
from extract.readers.pdf_edges import Edge, page_drawing
from extract.readers.pdf_styles import Style, StyleReader


class Glyph(NamedTuple):
    """One folded character with its box; `spaced` says that a blank was written before it.

    `score` is how surely it was recognised on a picture (0 to 1, never 0), and 0 where the file itself names it.
    """

    char: str
    x0: float
    top: float
    x1: float
    bottom: float
    style: Style
    page: int
    spaced: bool
    score: float = 0.0


class Run(NamedTuple):
    """Characters on one base line without a wide gap, in the order they were written."""

    glyphs: list[Glyph]
    baseline: float
    x0: float
    x1: float
    size: float


class LinkArea(NamedTuple):
    """A rectangle on a page that leads to an address."""

    x0: float
    top: float
    x1: float
    bottom: float
    target: str


class Placing(NamedTuple):
    """How page space becomes upright space: the page's box and quarter turns clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    def size(self) -> tuple[float, float]:
        """Width and height after turning."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of page space, from the turned page's top left corner."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A rectangle of page space as left, top, right, bottom."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


class Recognised(NamedTuple):
    """A page that was recognised on its picture: how its points become those of the page as shown, and their extent.

    A point (x, y) is shown at (ax + by + c, dx + ey + f), where `back` is (a, b, c, d, e, f).
    """

    back: tuple[float, float, float, float, float, float]
    width: float
    height: float


@dataclass(slots=True)
class PageContent:
    """What a page holds. `unreadable` of its `characters` have no meaning; `picture` is its share under pictures."""

    number: int
    width: float = 0.0
    height: float = 0.0
    turned: int = 0
    """Quarter turns clockwise that these coordinates have beyond the page as shown."""
    runs: list[Run] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    links: list[LinkArea] = field(default_factory=list)
    characters: int = 0
    unreadable: int = 0
    picture: float = 0.0
    recognised: Recognised | None = None
    """Where its content was recognised on a picture."""


def read_page(document: Any, index: int) -> PageContent | None:
    """The content of a page (`index` from 0), None where pdfium cannot load it; its memory is released."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    try:
        text = pdfium.FPDFText_LoadPage(page)
        try:
            return _content(document, page, text, index + 1)
        finally:
            if text:
                pdfium.FPDFText_ClosePage(text)
    finally:
        pdfium.FPDF_ClosePage(page)


def _content(document: Any, page: Any, text: Any, number: int) -> PageContent:
    raw = _RawText(text)
    rotation = pdfium.FPDFPage_GetRotation(page) % 4
    turn = raw.turn(rotation)
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, rect):
        raise ValueError(f"page {number} has no size")
    placing = Placing(rect.left, rect.bottom, rect.right, rect.top, turn)
    width, height = placing.size()
    content = PageContent(number, width, height, (turn - rotation) % 4)
    raw.fill(content, placing)
    content.edges, content.picture = page_drawing(page, width * height, placing.point)
    content.links = _links(document, page, placing)
    return content


_HYPHENS = frozenset([0x02, 0xFFFE])
"""pdfium writes these for a hyphen that ends a line."""
_BLANKS = frozenset([0x20, 0x0D, 0x0A, 0x09, 0xA0, 0x3000, 0x1680, 0x202F, 0x205F, *range(0x2000, 0x200C)])
_new = tuple.__new__
_MARKS = frozenset([0x200C, 0x200D, 0xFEFF, 0x2060, 0xAD, 0x200E, 0x200F])
"""Characters without a width of their own."""
WIDE_GAP = 0.75
"""A gap of this many character widths parts words even between Chinese characters."""
_folded: dict[int, str] = dict.fromkeys(_HYPHENS, "-")


def _character(code: int) -> str:
    char = _folded.get(code)
    if char is None:
        char = _folded[code] = fold(chr(code))
    return char


def _is_unreadable(code: int) -> bool:
    """Whether a character is none of Chinese or plain Latin text: private use, control, or bytes read as Latin-1."""
    if code < 0x20 and code not in _HYPHENS:
        return True
    found = 0x80 <= code < 0x250 and code not in _LATIN_SIGNS
    if found or 0xE000 <= code <= 0xF8FF or code == 0xFFFD or code >= 0xF0000:
        return True
    _readable.add(code)
    return False


_readable: set[int] = set()
_LATIN_SIGNS = frozenset(map(ord, "·×÷°±²³§®©«»"))


def _whole_characters(codes: list[int]) -> list[int]:
    """The codes with each surrogate pair put together in its first place; a mark without width takes the second."""
    if codes and max(codes) >= 0xD800:
        for i, code in enumerate(codes):
            if not 0xD800 <= code < 0xE000:
                continue
            after = codes[i + 1] if i + 1 < len(codes) else 0
            if code < 0xDC00 <= after < 0xE000:
                codes[i], codes[i + 1] = 0x10000 + ((code - 0xD800) << 10) + (after - 0xDC00), 0x2060
            else:
                codes[i] = 0xFFFD
    return codes


class _RawText:
    """A page's characters as pdfium numbers them."""

    def __init__(self, text: Any) -> None:
        self._handle = handle = native.address_of(text)
        count = max(0, pdfium.FPDFText_CountChars(text)) if text else 0
        self._codes = _whole_characters([native.character_code(handle, i) for i in range(count)])
        self._objects: list[int | None] = [native.character_object(handle, i) for i in range(count)]
        buffer = (ctypes.c_float * (4 * count))()
        address = ctypes.addressof(buffer)
        for i in range(count):
            native.character_box(handle, i, address + 16 * i)
        corners = array("f")
        corners.frombytes(bytes(buffer))
        self._corners = corners.tolist()
        reader = StyleReader(handle)
        self._facts = {
            owner: reader.read(owner, i) for owner, i in self._first_characters().items() if owner is not None
        }

    def _first_characters(self) -> dict[int | None, int]:
        first: dict[int | None, int] = {}
        last = None
        for i, owner in enumerate(self._objects):
            if owner != last:
                first.setdefault(owner, i)
                last = owner
        return first

    def turn(self, rotation: int) -> int:
        """The quarter turns clockwise that make most characters upright; the page's own where it has none."""
        if all(facts.turn == rotation for facts in self._facts.values()):
            return rotation
        counts = Counter(self._facts[owner].turn for owner in self._objects if owner in self._facts)
        del counts[None]
        return max(counts, key=lambda turn: (counts[turn], turn == rotation), default=rotation) or 0

    def fill(self, content: PageContent, placing: Placing) -> None:
        """Puts the page's runs into `content`, turned upright, and counts what has no meaning."""
        runs, number, corners = content.runs, content.number, self._corners
        # FS_RECTF holds left, top, right, bottom in page space, where up is positive.
        placed = zip(self._codes, self._objects, *(corners[side::4] for side in range(4)), strict=True)
        left, page_top, turn = placing.left, placing.top, placing.turn
        current: list[Glyph] = []
        baseline = size = last_x0 = last_x1 = 0.0
        last_owner: int | None = None
        style: Style | None = None
        spaced = nameless = False
        characters = unreadable = 0
        for i, (code, owner, x0, top, x1, bottom) in enumerate(placed):
            if code in _BLANKS:
                spaced = spaced or not native.is_generated(self._handle, i)
                continue
            if owner is None or code in _MARKS:
                continue
            if owner != last_owner:
                last_owner = owner
                facts = self._facts[owner]
                nameless = facts.nameless
                style = facts.style if facts.turn == turn and not facts.style.unseen else None
                base = placing.point(*facts.origin)[1]
                own = facts.style.size
                if style and (abs(base - baseline) > 0.1 * size or not 0.6 * size < own < 1.6 * size):
                    if current:
                        runs.append(_run(current, baseline, size))
                        current = []
                    baseline, size = base, own
            characters += 1
            if nameless or (code not in _readable and _is_unreadable(code)):
                unreadable += 1
                if nameless or code < 0x20:
                    continue
            if style is None:
                continue
            if turn == 0:
                x0, top, x1, bottom = x0 - left, page_top - top, x1 - left, page_top - bottom
            else:
                x0, top, x1, bottom = placing.box(x0, top, x1, bottom)
            if x1 - x0 < 0.3 * size and code >= 0x2E80:
                x1 = x0 + size  # a font that does not say how wide its characters are
            if current and (x0 - last_x1 > WIDE_GAP * size or x0 < last_x0 - 0.5 * size):
                runs.append(_run(current, baseline, size))
                current = []
            char = _folded.get(code) or _character(code)
            current.append(_new(Glyph, (char, x0, top, x1, bottom, style, number, spaced, 0.0)))
            last_x0, last_x1, spaced = x0, x1, False
        if current:
            runs.append(_run(current, baseline, size))
        content.characters = characters
        content.unreadable = unreadable


def _run(glyphs: list[Glyph], baseline: float, size: float) -> Run:
    return Run(glyphs, baseline, glyphs[0].x0, glyphs[-1].x1, size)


def _links(document: Any, page: Any, placing: Placing) -> list[LinkArea]:
    """The page's link annotations that lead to an address."""
    found: list[LinkArea] = []
    position, link, rect = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        buffer = ctypes.create_string_buffer(max(1, length))
        pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
        target = buffer.value.decode("utf-8", "replace").strip()
        if target and pdfium.FPDFLink_GetAnnotRect(link, rect):
            found.append(LinkArea(*placing.box(rect.left, rect.bottom, rect.right, rect.top), target))
    return found
