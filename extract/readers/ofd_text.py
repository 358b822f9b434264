"""Text objects of OFD pages (GB/T 33190-2016, 11): each character with its place, size and style.

Everything is given in points of the page as shown, y downwards.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from lxml import etree

from extract.folding import fold
from extract.readers.ofd_package import Resources, numbers_of
from extract.readers.pdf_styles import Style

_BLANKS = frozenset(" \t\r\n\u00a0\u3000\u1680\u202f\u205f") | frozenset(map(chr, range(0x2000, 0x200C)))
_MARKS = frozenset("\u200c\u200d\ufeff\u2060\u00ad\u200e\u200f")
_BOLD = re.compile(r"bold|heavy|black|(?<!ya)hei(?!ght)|xiaobiaosong|黑体|粗|小标宋", re.IGNORECASE)
_BOLD_WEIGHT = 600
_SLANT = 0.15
_WATERMARK_SIZE = 24.0
_WIDEST = 1.1
"""A character is taken to be as wide as a steady step up to this, in sizes: digits are set in squares, too."""
_WIDE_LETTER = 0.85
"""Letters and signs are up to this wide, in sizes; figures are all alike."""
_MOST_REPEATED = 100_000
_COORDINATE = re.compile(r"[^\s,]+")

Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int]


class OfdGlyph(NamedTuple):
    """A character with the left end of its base line, its width, its style and the quarter turns it was written at.

    `char` is empty for what has no meaning; `turn` counts anticlockwise and is None for slanted text.
    """

    char: str
    x: float
    y: float
    width: float
    style: Style
    turn: int | None
    spaced: bool
    unreadable: bool


@dataclass(frozen=True, slots=True)
class Paint:
    """How objects are painted: colours in red, green and blue, and how far they cover what is below (255: wholly).

    None is no colour stated: black.
    """

    fill: Colour | None = None
    stroke: Colour | None = None
    fill_alpha: int = 255
    stroke_alpha: int = 255
    line_width: float = 0.353

    def changed(self, element: etree._Element, resources: Resources) -> Paint:
        """This with what an object or a style says of itself."""
        found = self
        alpha = _whole(element.get("Alpha"), 255)
        if alpha < 255:
            found = replace(found, fill_alpha=alpha, stroke_alpha=alpha)
        fill, stroke = element.find("{*}FillColor"), element.find("{*}StrokeColor")
        if fill is not None:
            found = replace(found, fill=_colour(fill, resources), fill_alpha=_whole(fill.get("Alpha"), alpha))
        if stroke is not None:
            found = replace(found, stroke=_colour(stroke, resources), stroke_alpha=_whole(stroke.get("Alpha"), alpha))
        width = numbers_of(element.get("LineWidth"))
        return replace(found, line_width=width[0]) if width else found


def letters(element: etree._Element, matrix: Matrix, paint: Paint, resources: Resources) -> Iterator[OfdGlyph]:
    """The characters of a text object; `matrix` turns its space into points of the page."""
    stated = numbers_of(element.get("Size"))
    a, b, c, d, _, _ = matrix
    size = round((stated[0] if stated else 0.0) * math.hypot(c, d), 1)
    if size <= 0:
        return
    style = _style(element, size, paint, resources)
    turn = _turn(a, b, element.get("CharDirection", "0"))
    scale = (numbers_of(element.get("HScale")) or [1.0])[0]
    along = math.hypot(a, b) / (math.hypot(c, d) or 1.0)
    x = y = 0.0
    spaced = False
    for code in element.iterfind("{*}TextCode"):
        x, y = (numbers_of(code.get("X")) or [x])[0], (numbers_of(code.get("Y")) or [y])[0]
        text = code.text or ""
        across, down = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
        at_x, at_y = x, y
        for index, char in enumerate(text):
            usual = _width(char) * size * along * scale
            step_x = across[index] if index < len(across) else 0.0
            step_y = down[index] if index < len(down) else 0.0
            if not across and not down:
                step_x = _width(char) * stated[0] * scale  # the standard sets them one over the other: nobody means it
            if char in _BLANKS:
                spaced = True
            elif char not in _MARKS:
                step = math.hypot(step_x * a + step_y * c, step_x * b + step_y * d)
                width = usual
                narrow = 0.25 * usual < step < (usual if char.isdigit() else max(usual, _WIDE_LETTER * size))
                steady = step <= _WIDEST * size and _is_steady(across or down, index)
                if index + 1 < len(text) and (narrow or steady):
                    width = step
                px, py = a * at_x + c * at_y + matrix[4], b * at_x + d * at_y + matrix[5]
                lost = _is_unreadable(char)
                yield OfdGlyph("" if lost else fold(char), px, py, width, style, turn, spaced, lost)
                spaced = False
            at_x, at_y = at_x + step_x, at_y + step_y


def _is_steady(steps: list[float], index: int) -> bool:
    """Whether a character is followed after the same step as the one before it or after it: no blank lies between."""
    if index + 1 >= len(steps):
        return False
    beside = steps[max(0, index - 1) : index] + steps[index + 1 : -1][:1]
    return any(abs(step - steps[index]) <= 0.03 * abs(step) for step in beside)


def _steps(text: str | None, count: int) -> list[float]:
    """The distances from each character to the next: `g n d` stands for n times d; the last one goes on."""
    words = _COORDINATE.findall(text or "")
    found: list[float] = []
    at = 0
    while at < len(words) and len(found) < count:
        try:
            if words[at].lower() == "g" and at + 2 < len(words):
                found += [float(words[at + 2])] * min(int(float(words[at + 1])), count, _MOST_REPEATED)
                at += 3
            else:
                found.append(float(words[at]))
                at += 1
        except (ValueError, OverflowError):
            break
    return found + found[-1:] * (count - len(found))


def _width(char: str) -> float:
    """The usual width of a character, in sizes."""
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5


def _is_unreadable(char: str) -> bool:
    code = ord(char)
    return code < 0x20 or 0xE000 <= code <= 0xF8FF or code == 0xFFFD or code >= 0xF0000 or 0xD800 <= code < 0xE000


def _turn(a: float, b: float, direction: str) -> int | None:
    """The quarter turns anticlockwise at which characters stand; None where they are slanted."""
    length = math.hypot(a, b) or 1.0
    cosine, sine = a / length, -b / length  # y runs downwards
    quarters = {"0": 0, "90": 3, "180": 2, "270": 1}.get(direction.strip(), 0)
    if abs(sine) < _SLANT:
        return (quarters + (0 if cosine > 0 else 2)) % 4
    if abs(cosine) < _SLANT:
        return (quarters + (1 if sine > 0 else 3)) % 4
    return None


def _style(element: etree._Element, size: float, paint: Paint, resources: Resources) -> Style:
    font = resources.fonts.get(element.get("Font", ""))
    name = (font.get("FontName") or font.get("FamilyName") or "") if font is not None else ""
    weight = (numbers_of(element.get("Weight")) or [400.0])[0]
    heavy = font is not None and font.get("Bold") == "true"
    red, green, blue = paint.fill or (0, 0, 0)
    drawn = element.get("Fill", "true") != "false" or element.get("Stroke") == "true"
    return Style(
        size=size,
        bold=heavy or weight >= _BOLD_WEIGHT or _BOLD.search(name) is not None,
        red=red >= 140 and green <= 100 and blue <= 100,
        font=name,
        faint=size >= _WATERMARK_SIZE and (min(red, green, blue) >= 185 or paint.fill_alpha < 110),
        invisible=not drawn or paint.fill_alpha == 0,
    )


def _colour(element: etree._Element, resources: Resources) -> Colour | None:
    """The colour that an element names, in red, green and blue; None for patterns and shadings."""
    values = [_whole(word, -1) for word in (element.get("Value") or "").split()]
    if not values or min(values) < 0:
        return None
    kind = resources.spaces.get(element.get("ColorSpace", ""), {1: "GRAY", 4: "CMYK"}.get(len(values), "RGB"))
    if kind == "GRAY":
        return values[0], values[0], values[0]
    if kind == "CMYK" and len(values) >= 4:
        black = 255 - min(255, values[3])
        red, green, blue = (max(0, 255 - min(255, value)) * black // 255 for value in values[:3])
        return red, green, blue
    return (values[0], values[1], values[2]) if len(values) >= 3 else None


def _whole(text: str | None, otherwise: int) -> int:
    """A whole number, decimal or (`#ff`) hexadecimal."""
    text = (text or "").strip()
    try:
        return int(text[1:], 16) if text.startswith("#") else int(float(text))
    except (ValueError, OverflowError):
        return otherwise


def link_target(element: etree._Element) -> str | None:
    """The address that a click on an object leads to."""
    for address in element.iterfind("{*}Actions/{*}Action/{*}URI"):
        if target := address.get("URI", "").strip():
            return target
    return None
