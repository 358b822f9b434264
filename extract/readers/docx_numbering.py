"""Word's automatic numbering turned into the text it prints (ECMA-376 part 1, section 17.9)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex
from lxml import etree

from extract.readers.docx_names import W, attribute, child_value
from extract.readers.list_numbers import formatted

_PLACEHOLDER = regex.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: what it counts from, how it prints, after which levels it starts again."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str | None = None


class Numbering:
    """The lists of a document, and how far each has counted. `next_text` must see the paragraphs in order."""

    def __init__(self, root: etree._Element | None, style_lists: dict[str, str]) -> None:
        """`style_lists` gives the list id that a numbering style names, for lists that only point to a style."""
        self._abstract: dict[str, dict[int, Level]] = {}
        self._list_of: dict[str, str] = {}
        self._own_levels: dict[tuple[str, int], Level] = {}
        self._start_again: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styled: dict[str, tuple[str, int]] = {}
        if root is not None:
            self._read(root, style_lists)

    def _read(self, root: etree._Element, style_lists: dict[str, str]) -> None:
        points_to: dict[str, str] = {}
        for element in root.iterfind(f"{W}abstractNum"):
            abstract = attribute(element, "abstractNumId") or ""
            self._abstract[abstract] = dict(_level(level) for level in element.iterfind(f"{W}lvl"))
            if style := child_value(element, "numStyleLink"):
                points_to[abstract] = style
        for element in root.iterfind(f"{W}num"):
            number = attribute(element, "numId") or ""
            self._list_of[number] = child_value(element, "abstractNumId") or ""
            for override in element.iterfind(f"{W}lvlOverride"):
                self._read_override(number, override)
        for abstract, style in points_to.items():
            target = self._list_of.get(style_lists.get(style, ""), abstract)
            self._abstract[abstract] = self._abstract[abstract] or self._abstract.get(target, {})
        for number, abstract in self._list_of.items():
            for depth, level in self._abstract.get(abstract, {}).items():
                if level.style is not None:
                    self._styled.setdefault(level.style, (number, depth))

    def _read_override(self, number: str, override: etree._Element) -> None:
        depth = _integer(attribute(override, "ilvl"), 0)
        own = override.find(f"{W}lvl")
        if own is not None:
            self._own_levels[number, depth] = _level(own)[1]
        if (start := child_value(override, "startOverride")) is not None:
            self._start_again[number, depth] = _integer(start, 1)

    def of_style(self, style: str) -> tuple[str, int] | None:
        """The list id and level linked to a paragraph style by the list itself."""
        return self._styled.get(style)

    def next_text(self, number: str, depth: int) -> str:
        """The text that numbers the next paragraph of this list and level; empty for bullets and unknown lists."""
        abstract = self._list_of.get(number)
        if abstract is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if (start := self._start_again.pop((number, depth), None)) is not None:
            counts[depth] = start - 1
        level = self._level(number, depth)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            restart = self._level(number, deeper).restart
            if restart is None or depth < restart:
                del counts[deeper]
        for upper in range(depth):
            counts.setdefault(upper, self._level(number, upper).start)
        if level.number_format == "bullet":
            return ""
        return _PLACEHOLDER.sub(lambda match: self._placed(number, counts, int(match[1]) - 1, level), level.text)

    def _placed(self, number: str, counts: dict[int, int], depth: int, at: Level) -> str:
        level = self._level(number, depth)
        return formatted(counts.get(depth, level.start), "decimal" if at.legal else level.number_format)

    def _level(self, number: str, depth: int) -> Level:
        own = self._own_levels.get((number, depth))
        inherited = self._abstract.get(self._list_of.get(number, ""), {}).get(depth, Level())
        return own if own is not None and own.text else replace(own, text=inherited.text) if own else inherited


def _level(element: etree._Element) -> tuple[int, Level]:
    restart = child_value(element, "lvlRestart")
    legal = element.find(f"{W}isLgl")
    return _integer(attribute(element, "ilvl"), 0), Level(
        start=_integer(child_value(element, "start"), 0),
        number_format=child_value(element, "numFmt") or "decimal",
        text=child_value(element, "lvlText") or "",
        legal=legal is not None and attribute(legal, "val") not in ("0", "false"),
        restart=None if restart is None else _integer(restart, 0),
        style=child_value(element, "pStyle"),
    )


def _integer(value: str | None, default: int) -> int:
    try:
        return int(value) if value is not None else default
    except ValueError:
        return default
