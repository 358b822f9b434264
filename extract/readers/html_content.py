"""The content of a web page's element as lines and grids: paragraphs, line breaks, lists, tables, links, type."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

import regex
from lxml import etree

from extract.document import Align, Link
from extract.readers.assembly import Item, Line
from extract.readers.colours import is_red
from extract.readers.html_tables import read_grid
from extract.readers.html_tree import BLOCKS, style_of, text_of
from extract.readers.list_numbers import chinese, formatted

_ALIGN: dict[str, Align] = {
    "center": "center", "right": "right", "end": "right", "justify": "justify", "left": "left", "start": "left",
}  # fmt: skip
_SIZE = regex.compile(r"([\d.]+)\s*(pt|px)")
_RGB = regex.compile(r"rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)")
_ASCII_SPACE = " \t\r\n\f"
_SPACES = regex.compile(r"[ \t\r\n\f]+")
_LINE_ENDS = regex.compile(r"[\r\n]")
_NUMBERED = regex.compile(r"\s*(?:[\d一二三四五六七八九十]+\s*[.．、)）]|[（(][\d一二三四五六七八九十]+[)）])")
_LIST_STYLES = {
    "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Look:
    """What an element hands down to its text."""

    align: Align | None = None
    size: float | None = None
    bold: bool = False
    red: bool = False
    heading: int | None = None
    target: str | None = None
    pre: bool = False


@dataclass
class ContentReader:
    """Reads elements into items. `base` is the page's own address, where it is known."""

    base: str | None = None
    _items: list[Item] = field(default_factory=list)
    _pieces: list[tuple[str, _Look]] = field(default_factory=list)
    _gap: str = ""
    _last: str = ""

    def read(self, element: etree._Element) -> list[Item]:
        """What an element prints, in order."""
        looks = [_Look()]
        walker = etree.iterwalk(element, events=("start", "end"))
        for event, current in walker:
            if event == "start":
                if self._begin(current, looks, within=current is not element):
                    walker.skip_subtree()
            else:
                look = looks.pop()
                if current.tag in BLOCKS:
                    self._end_line(look)
                if current is not element and current.tail:
                    self._write(current.tail, looks[-1])
        self._end_line(_Look())
        return self._items

    def _begin(self, element: etree._Element, looks: list[_Look], within: bool) -> bool:
        """Takes in an element's start; true where its content has been read already."""
        tag = element.tag if isinstance(element.tag, str) else ""
        look = _handed_down(element, tag, looks[-1], self._target(element))
        if tag in BLOCKS or tag == "br":
            self._end_line(looks[-1])
        looks.append(look)
        if tag == "table" and within:
            self._items += read_grid(element, self._cell)
            return True
        if tag == "li" and (number := _list_number(element)):
            self._write(number, look)
        elif tag == "img" and look.target is not None:
            self._pieces.append(("", look))
        if element.text:
            self._write(element.text, look)
        return False

    def _cell(self, cell: etree._Element) -> list[Item]:
        return ContentReader(self.base).read(cell)

    def _target(self, element: etree._Element) -> str | None:
        href = element.get("href") if element.tag == "a" else None
        return link_target(href, self.base) if href else None

    def _write(self, text: str, look: _Look) -> None:
        """Adds text, its white space collapsed as a browser does; line ends between Chinese characters vanish."""
        if look.pre:
            first, *others = _LINE_ENDS.split(text.replace("\r\n", "\n"))
            self._add(first, look)
            for other in others:
                self._end_line(look)
                self._add(other, look)
            return
        core = text.strip(_ASCII_SPACE)
        if not core:
            self._gap += text
            return
        at = text.index(core[0])
        self._gap += text[:at]
        if self._gap and self._last and not (_LINE_ENDS.search(self._gap) and _wide(self._last) and _wide(core[0])):
            before = self._pieces[-1][1].target
            self._add(" ", look if look.target == before else replace(look, target=None))
        self._add(_SPACES.sub(_collapsed, core), look)
        self._gap = text[at + len(core) :]

    def _add(self, text: str, look: _Look) -> None:
        if text:
            self._pieces.append((text, look))
            self._last = text[-1]

    def _end_line(self, look: _Look) -> None:
        if self._pieces:
            line = _line(self._pieces, look)
            if line.text.strip() or line.links:
                self._items.append(line)
        self._pieces, self._gap, self._last = [], "", ""


def _collapsed(match: regex.Match[str]) -> str:
    before, after = match.string[match.start() - 1], match.string[match.end()]
    return "" if _LINE_ENDS.search(match[0]) and _wide(before) and _wide(after) else " "


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _line(pieces: list[tuple[str, _Look]], block: _Look) -> Line:
    links: list[Link] = []
    sizes: Counter[float | None] = Counter()
    text = ""
    bold = red = total = 0
    align, heading = block.align, block.heading
    for words, look in pieces:
        if look.target is not None:
            if links and links[-1].target == look.target and links[-1].end == len(text):
                links[-1] = links[-1]._replace(end=len(text) + len(words))
            else:
                links.append(Link(len(text), len(text) + len(words), look.target))
        text += words
        weight = len(words.strip())
        total += weight
        sizes[look.size] += weight
        bold += weight if look.bold else 0
        red += weight if look.red else 0
        align = look.align or align
        heading = look.heading or heading
    size = max(sizes, key=sizes.__getitem__)
    return Line(text, tuple(links), align, size, 2 * bold > total, 2 * red > total, heading)


def _handed_down(element: etree._Element, tag: str, above: _Look, target: str | None) -> _Look:
    style = style_of(element)
    align = style.get("text-align") or (element.get("align", "").lower() if tag != "img" else "")
    if tag == "center":
        align = "center"
    weight = style.get("font-weight", "")
    bold = above.bold or tag in ("b", "strong", "th")
    if weight:
        bold = weight in ("bold", "bolder") or (weight.isdecimal() and int(weight) >= 600)
    color = style.get("color") or (element.get("color") if tag == "font" else None)
    heading = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456" else above.heading
    return _Look(
        align=_ALIGN.get(align, above.align),
        size=_points(style.get("font-size", "")) or above.size,
        bold=bold,
        red=above.red if color is None else _is_red(color),
        heading=heading,
        target=target or above.target,
        pre=above.pre or tag == "pre" or style.get("white-space", "").startswith("pre"),
    )


def _points(size: str) -> float | None:
    found = _SIZE.match(size)
    if found is None:
        return None
    try:
        return float(found[1]) * (0.75 if found[2] == "px" else 1.0)
    except ValueError:
        return None


def _is_red(color: str) -> bool:
    color = color.strip().lower()
    if color == "red":
        return True
    if rgb := _RGB.match(color):
        return is_red("".join(f"{min(int(part), 255):02x}" for part in rgb.groups()))
    if len(color) == 4 and color.startswith("#"):
        color = "#" + "".join(2 * digit for digit in color[1:])
    return is_red(color) if color.startswith("#") else False


def _list_number(item: etree._Element) -> str:
    """The number that a browser prints before an item of an ordered list; nothing where the text has its own."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or _NUMBERED.match(text_of(item)[:20]):
        return ""
    style = style_of(parent).get("list-style-type") or style_of(parent).get("list-style", "")
    if "none" in style or "none" in style_of(item).get("list-style-type", ""):
        return ""
    start = parent.get("start", "1")
    number = int(start) if start.isdecimal() and len(start) < 5 else 1
    number += sum(1 for sibling in item.itersiblings("li", preceding=True))
    if "ideograph" in style or "chinese" in style:
        return f"{chinese(number)}、"
    written = formatted(number, _LIST_STYLES.get(parent.get("type") or style, "decimal"))
    return f"{written}. "


def link_target(href: str, base: str | None) -> str | None:
    """Where a link points, made whole by the page's own address where that is known; None for scripts and anchors."""
    href = href.strip()
    if not href or href.startswith("#") or href.lower().startswith(("javascript:", "about:", "data:", "file:")):
        return None
    if base is None:
        return href
    try:
        return urljoin(base, href)
    except ValueError:
        return href
