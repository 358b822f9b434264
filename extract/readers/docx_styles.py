"""What a Word paragraph or run looks like after style inheritance (ECMA-376 part 1, section 17.7.2)."""

from __future__ import annotations

from typing import NamedTuple

import regex
from lxml import etree

from extract.document import Align
from extract.readers.colours import is_red
from extract.readers.docx_names import Properties, W, attribute, child_value

_ALIGN: dict[str, Align] = {
    "center": "center", "right": "right", "end": "right", "both": "justify", "distribute": "justify",
    "left": "left", "start": "left",
}  # fmt: skip
_HEADING_NAME = regex.compile(r"(?:heading|标题) ?([1-6])", regex.IGNORECASE)


class RunLook(NamedTuple):
    """A run's size in points, weight, colour and whether it is hidden; None where nothing states it."""

    size: float | None = None
    bold: bool | None = None
    red: bool | None = None
    hidden: bool | None = None

    def over(self, base: RunLook) -> RunLook:
        """This look where it states something, the base's otherwise."""
        return RunLook(
            base.size if self.size is None else self.size,
            base.bold if self.bold is None else self.bold,
            base.red if self.red is None else self.red,
            base.hidden if self.hidden is None else self.hidden,
        )


class ParagraphLook(NamedTuple):
    """A paragraph's alignment, outline level (1-6), its list and level, and its runs' look before their own."""

    align: Align | None = None
    heading: int | None = None
    number: str | None = None
    depth: int | None = None
    run: RunLook = RunLook()


class Styles:
    """The styles of a document; looks are worked out once a style."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._paragraphs: dict[str | None, ParagraphLook] = {}
        self._runs: dict[str, RunLook] = {}
        self._own_runs: dict[tuple[object, ...], RunLook] = {}
        self._defaults = ParagraphLook()
        self.default_paragraph: str | None = None
        self.lists: dict[str, str] = {}
        """The list ids that numbering styles name, by style."""
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        for style in root.iterfind(f"{W}style"):
            key = attribute(style, "styleId") or ""
            self._styles[key] = style
            kind = attribute(style, "type")
            if kind == "paragraph" and attribute(style, "default") in ("1", "true", "on"):
                self.default_paragraph = key
            elif kind == "numbering" and (found := style.find(f"{W}pPr/{W}numPr/{W}numId")) is not None:
                self.lists[key] = attribute(found, "val") or ""
        defaults = root.find(f"{W}docDefaults")
        if defaults is not None:
            run = run_look(Properties(defaults.find(f"{W}rPrDefault/{W}rPr")))
            own = defaults.find(f"{W}pPrDefault/{W}pPr")
            self._defaults = (
                ParagraphLook(run=run) if own is None else _paragraph_look(Properties(own), ParagraphLook(run=run))
            )

    def _chain(self, key: str) -> list[etree._Element]:
        """A style and those it is based on, the style itself first."""
        chain: list[etree._Element] = []
        current: str | None = key
        while current in self._styles and self._styles[current] not in chain:
            chain.append(self._styles[current])
            current = child_value(chain[-1], "basedOn")
        return chain

    def paragraph(self, key: str | None) -> ParagraphLook:
        """The look of a paragraph style; of the default style for None or an unknown one."""
        if key not in self._styles:
            key = self.default_paragraph
        if key not in self._paragraphs:
            look = self._defaults
            for style in reversed(self._chain(key) if key is not None else []):
                look = _style_look(style, look)
            self._paragraphs[key] = look
        return self._paragraphs[key]

    def run(self, key: str) -> RunLook:
        """What a character style states."""
        if key not in self._runs:
            look = RunLook()
            for style in reversed(self._chain(key)):
                look = run_look(Properties(style.find(f"{W}rPr"))).over(look)
            self._runs[key] = look
        return self._runs[key]

    def table_borders(self, key: str | None) -> list[etree._Element]:
        """The `tblBorders` of a table style and those it is based on, nearest first."""
        chain = self._chain(key) if key is not None else []
        found = (style.find(f"{W}tblPr/{W}tblBorders") for style in chain)
        return [borders for borders in found if borders is not None]

    def own_paragraph(self, properties: Properties) -> ParagraphLook:
        """The look of a paragraph with these properties (`w:pPr`): its style's, then its own."""
        return _paragraph_look(properties, self.paragraph(properties.value("pStyle")))

    def own_run(self, properties: etree._Element | None, base: RunLook) -> RunLook:
        """The look of a run with these properties (`w:rPr`) in a paragraph whose runs look like `base`."""
        if properties is None:
            return base
        # Most runs of a document look like one of a few: each look is made once.
        printed = Properties(properties)
        style, stated = printed.value("rStyle"), _stated(printed)
        key = (base, style, stated)
        look = self._own_runs.get(key)
        if look is None:
            look = _look(stated).over(self.run(style).over(base) if style is not None else base)
            self._own_runs[key] = look
        return look


_Stated = tuple[str | None, bool | None, str | None, bool | None]
"""What run properties say of size (in half points), weight, colour and whether to hide."""


def _stated(properties: Properties) -> _Stated:
    return (
        properties.value("sz"), properties.switch("b"), properties.value("color"), properties.switch("vanish"),
    )  # fmt: skip


def _look(stated: _Stated) -> RunLook:
    size, bold, color, hidden = stated
    return RunLook(
        size=float(size) / 2 if size is not None and size.replace(".", "", 1).isdecimal() else None,
        bold=bold,
        red=None if color is None else is_red(color),
        hidden=hidden,
    )


def run_look(properties: Properties) -> RunLook:
    """What run properties (`w:rPr`) state themselves."""
    return _look(_stated(properties))


def _style_look(style: etree._Element, base: ParagraphLook) -> ParagraphLook:
    stated = Properties(style.find(f"{W}rPr"))
    look = ParagraphLook(base.align, base.heading, base.number, base.depth, run_look(stated).over(base.run))
    if named := _HEADING_NAME.fullmatch(child_value(style, "name") or ""):
        look = ParagraphLook(look.align, int(named[1]), look.number, look.depth, look.run)
    properties = style.find(f"{W}pPr")
    return look if properties is None else _paragraph_look(Properties(properties), look)


def _paragraph_look(properties: Properties, base: ParagraphLook) -> ParagraphLook:
    align = properties.value("jc")
    outline = properties.value("outlineLvl")
    heading = base.heading
    if outline is not None and outline.isdecimal():
        level = int(outline) + 1
        heading = level if level <= 6 else None
    number, depth = base.number, base.depth
    listed = properties.child("numPr")
    if align is None and outline is None and listed is None:
        return base
    if listed is not None:
        own_number, own_depth = child_value(listed, "numId"), child_value(listed, "ilvl")
        number = own_number if own_number is not None else number
        depth = int(own_depth) if own_depth is not None and own_depth.isdecimal() else depth
    return ParagraphLook(_ALIGN.get(align or "", base.align), heading, number, depth, base.run)
