"""How the characters of a PDF are set: size, weight, colour and direction, read once a text object."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of text is set: `size` in points, `font` without its subset tag."""

    size: float
    bold: bool
    red: bool
    font: str
    faint: bool
    """Large and nearly white or see-through: a watermark."""


class ObjectFacts(NamedTuple):
    """A text object's style, the quarter turns anticlockwise it was written at (None: at a slant), its origin."""

    style: Style
    turn: int | None
    origin: tuple[float, float]


_SLANT = 0.15
"""Sine of the angle beyond which text is no part of the page's lines (a watermark across the page)."""
_WATERMARK_SIZE = 24.0
_BOLD = re.compile(r"bold|heavy|black|demi|(?<!ya)hei(?!ght)|FZHT|FZ?XBS|xiaobiaosong|黑体|粗|小标宋", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")


class StyleReader:
    """Reads the style of text objects of one page; `text` is the address of pdfium's text page."""

    def __init__(self, text: int | None) -> None:
        self._text = ctypes.cast(text or 0, pdfium.FPDF_TEXTPAGE)
        self._fonts: dict[int, str] = {}
        self._styles: dict[tuple[Any, ...], Style] = {}
        self._matrix = pdfium.FS_MATRIX()
        self._colour = [ctypes.c_uint() for _ in range(4)]

    def read(self, owner: int, index: int) -> ObjectFacts:
        """The facts of a text object (its address), one of whose characters has this index."""
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self._text, index, matrix)
        scale = math.hypot(matrix.c, matrix.d)
        size = round(abs(pdfium.FPDFText_GetFontSize(self._text, index)) * scale, 1) or 1.0
        pointer = ctypes.cast(owner, pdfium.FPDF_PAGEOBJECT)
        colour = self._colour
        if pdfium.FPDFPageObj_GetFillColor(pointer, *colour):
            red, green, blue, alpha = (channel.value for channel in colour)
        else:
            red = green = blue = 0
            alpha = 255
        font = pdfium.FPDFTextObj_GetFont(pointer)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        stroked = pdfium.FPDFTextObj_GetTextRenderMode(pointer) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
        key = (address, size, red, green, blue, alpha, stroked)
        style = self._styles.get(key)
        if style is None:
            name = self._font_name(font, address)
            pale = min(red, green, blue) >= 185 or alpha < 110
            style = self._styles[key] = Style(
                size=size,
                bold=stroked or _BOLD.search(name) is not None,
                red=red >= 140 and green <= 100 and blue <= 100,
                font=name,
                faint=pale and size >= _WATERMARK_SIZE,
            )
        return ObjectFacts(style, _quarter_turns(matrix.a, matrix.b, scale), (matrix.e, matrix.f))

    def _font_name(self, font: Any, address: int) -> str:
        name = self._fonts.get(address)
        if name is None:
            buffer = ctypes.create_string_buffer(256)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = self._fonts[address] = _SUBSET.sub("", buffer.value.decode("utf-8", "replace"))
        return name


def _quarter_turns(a: float, b: float, scale: float) -> int | None:
    length = math.hypot(a, b) or scale or 1.0
    cosine, sine = a / length, b / length
    if abs(sine) < _SLANT:
        return 0 if cosine > 0 else 2
    if abs(cosine) < _SLANT:
        return 1 if sine > 0 else 3
    return None
