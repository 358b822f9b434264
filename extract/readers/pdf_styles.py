"""How the characters of a PDF are set: size, weight, colour and direction, read once a text object."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extract.readers import pdf_native as native


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How a stretch of text is set: `size` in points, `font` without its subset tag. One object a style and page."""

    size: float
    bold: bool
    red: bool
    """Large and red, as issuers' headers are."""
    font: str
    faint: bool
    """Large and nearly white or see-through: a watermark."""
    invisible: bool = False
    """Not drawn at all: the text that scanning programs lay over their pictures."""

    @property
    def unseen(self) -> bool:
        """Whether nobody who looks at the page reads it."""
        return self.faint or self.invisible


class ObjectFacts(NamedTuple):
    """A text object's style, the quarter turns anticlockwise it was written at (None: at a slant), its origin."""

    style: Style
    turn: int | None
    origin: tuple[float, float]
    nameless: bool
    """Its font does not say which characters it shows."""


_SLANT = 0.15
"""Sine of the angle beyond which text is no part of the page's lines (a watermark across the page)."""
_WATERMARK_SIZE = 24.0
_COLOUR_SIZE = 17.0
"""Only text at least this large is asked for its colour: issuers' headers and watermarks are larger than body text."""
_TIMES_ASKED = 12
"""So many of a font's text objects on a page are asked whether their characters have a meaning."""
_NOT_DRAWN = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
_BOLD = re.compile(r"bold|heavy|black|demi|(?<!ya)hei(?!ght)|FZHT|FZ?XBS|xiaobiaosong|黑体|粗|小标宋", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")


class StyleReader:
    """Reads the style of text objects of one page; `text` is the address of pdfium's text page."""

    def __init__(self, text: int) -> None:
        self._text = text
        self._fonts: dict[int, str] = {}
        self._styles: dict[tuple[Any, ...], Style] = {}
        self._well_named: dict[int, int] = {}
        self._matrix = (ctypes.c_float * 6)()
        self._channels = (ctypes.c_uint * 4)()
        start = ctypes.addressof(self._channels)
        self._channel_addresses = (start, start + 4, start + 8, start + 12)

    def read(self, owner: int, index: int) -> ObjectFacts:
        """The facts of a text object (its address), one of whose characters has this index."""
        native.character_matrix(self._text, index, ctypes.addressof(self._matrix))
        a, b, c, d, x, y = self._matrix
        turn = 0 if b == 0 and a > 0 else _quarter_turns(a, b)
        scale = d if c == 0 and d > 0 else math.hypot(c, d)
        size = round(abs(native.character_size(self._text, index)) * scale, 1) or 1.0
        if size >= _COLOUR_SIZE and native.fill_colour(owner, *self._channel_addresses):
            colour = tuple(self._channels)
        else:
            colour = (0, 0, 0, 255)
        font = native.object_font(owner) or 0
        mode = native.render_mode(owner)
        key = (font, size, colour, mode)
        style = self._styles.get(key) or self._styles.setdefault(key, self._style(font, size, colour, mode))
        return ObjectFacts(style, turn, (x, y), self._is_nameless(font, index))

    def _is_nameless(self, font: int, index: int) -> bool:
        """Whether a character's font does not say what it is; fonts that always did are not asked for ever."""
        asked = self._well_named.get(font, 0)
        if asked >= _TIMES_ASKED:
            return False
        if native.has_map_error(self._text, index) == 1:
            self._well_named[font] = -1_000_000
            return True
        self._well_named[font] = asked + 1
        return False

    def _style(self, font: int, size: float, colour: tuple[int, ...], mode: int) -> Style:
        red, green, blue, alpha = colour
        stroked = mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
        name = self._font_name(font)
        pale = min(red, green, blue) >= 185 or alpha < 110
        return Style(
            size=size,
            bold=stroked or _BOLD.search(name) is not None,
            red=red >= 140 and green <= 100 and blue <= 100,
            font=name,
            faint=pale and size >= _WATERMARK_SIZE,
            invisible=mode == _NOT_DRAWN,
        )

    def _font_name(self, font: int) -> str:
        name = self._fonts.get(font)
        if name is None:
            buffer = ctypes.create_string_buffer(256)
            native.font_name(font, ctypes.addressof(buffer), 256)
            name = self._fonts[font] = _SUBSET.sub("", buffer.value.decode("utf-8", "replace"))
        return name


def _quarter_turns(a: float, b: float) -> int | None:
    length = math.hypot(a, b) or 1.0
    cosine, sine = a / length, b / length
    if abs(sine) < _SLANT:
        return 0 if cosine > 0 else 2
    if abs(cosine) < _SLANT:
        return 1 if sine > 0 else 3
    return None
