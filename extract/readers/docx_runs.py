"""The words of a Word paragraph: runs, fields, hyperlinks, tracked changes, symbols, notes and text boxes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import regex
from lxml import etree

from extract.document import Link
from extract.readers.assembly import Item, Line
from extract.readers.docx_names import MC, M, R, W, attribute, first_child
from extract.readers.docx_package import Relation
from extract.readers.docx_styles import ParagraphLook, RunLook, Styles

_HYPERLINK = regex.compile(r'\s*HYPERLINK\s+(?:(?:\\[a-zA-Z]\s+)*)"([^"]*)"|\s*HYPERLINK\s+([^\s"\\]\S*)')
_DRAWING_LINK = "{http://schemas.openxmlformats.org/drawingml/2006/main}hlinkClick"
_SKIPPED = frozenset(
    W + name
    for name in (
        "del", "moveFrom", "delText", "delInstrText", "rPr", "pPr", "proofErr", "bookmarkStart", "bookmarkEnd",
        "footnoteRef", "endnoteRef", "annotationRef", "commentReference", "softHyphen", "pgNum", "sdtPr", "sdtEndPr",
        "rt", "rubyPr", "smartTagPr", "customXmlPr", "separator", "continuationSeparator", "object",
    )
)  # fmt: skip
# Check boxes of the Wingdings fonts, which forms print as symbols.
_SYMBOLS = {0x6F: "□", 0xA8: "□", 0xFE: "☑", 0xFD: "☒", 0x52: "☑", 0x54: "☒", 0xA3: "□", 0x2A: "□"}
# The commonest elements by their full names, made once: these are compared with at every element of a document.
_RUN, _LOOK, _TEXT, _FIELD_MARK, _FIELD_CODE = W + "r", W + "rPr", W + "t", W + "fldChar", W + "instrText"
_BOX = W + "txbxContent"
_BREAKS = frozenset({W + "br", W + "cr"})
_CHARACTERS = {W + "tab": "\t", W + "ptab": "\t", W + "noBreakHyphen": "-"}

Piece = tuple[str, RunLook, str | None]
"""Words, their look, and the target they link to."""


@dataclass
class Collected:
    """The lines of a paragraph under construction: words with their look and the target they link to."""

    lines: list[list[Piece]] = field(default_factory=lambda: [[]])

    def write(self, text: str, look: RunLook, target: str | None) -> None:
        """Add words to the last line."""
        self.lines[-1].append((text, look, target))

    def new_line(self) -> None:
        """End the last line, as a line or page break does."""
        self.lines.append([])

    def finished(self, prefix: str, look: ParagraphLook) -> list[Line]:
        """The lines, the first one headed by the paragraph's number."""
        lines = _unbroken(self.lines) if len(self.lines) > 1 else self.lines
        made = [_line(pieces, look, prefix if not at else "") for at, pieces in enumerate(lines)]
        if prefix and not made[0].text.strip():
            return made
        return [line for line in made if line.text.strip() or line.links]


def _unbroken(lines: list[list[Piece]]) -> list[list[Piece]]:
    """The lines, a break within a hyperlink taken out: it only makes a long address fit."""
    joined: list[list[Piece]] = []
    for line in lines:
        if joined and line and joined[-1] and line[0][2] is not None and joined[-1][-1][2] == line[0][2]:
            joined[-1] = [*joined[-1], *line]
        else:
            joined.append(line)
    return joined


def _line(pieces: list[Piece], look: ParagraphLook, prefix: str) -> Line:
    text = prefix + _gap(prefix, "".join(piece[0] for piece in pieces).lstrip()[:1]) if prefix else ""
    links: list[Link] = []
    sizes: dict[float | None, int] = {}
    bold = red = total = 0
    for words, run, target in pieces:
        if target is not None:
            if links and links[-1].target == target and links[-1].end == len(text):
                links[-1] = Link(links[-1].start, len(text) + len(words), target)
            else:
                links.append(Link(len(text), len(text) + len(words), target))
        text += words
        weight = len(words.strip())
        total += weight
        sizes[run.size] = sizes.get(run.size, 0) + weight
        if run.bold:
            bold += weight
        if run.red:
            red += weight
    size = _commonest(sizes) if sizes else look.run.size
    return Line(text, tuple(links), look.align, size, 2 * bold > total, 2 * red > total, look.heading)


def _commonest(sizes: dict[float | None, int]) -> float | None:
    """The size of most characters; the first of several alike."""
    return next(iter(sizes)) if len(sizes) == 1 else max(sizes, key=sizes.__getitem__)


def _gap(prefix: str, following: str) -> str:
    """The space between an automatic number and the words after it, where running them together would mislead."""
    if prefix[-1].isspace() or not following:
        return ""
    if prefix[-1] in "、．)）】〉》：:":
        return ""
    return " " if prefix[-1].isalnum() or following.isascii() else ""


@dataclass
class RunReader:
    """Reads the content of paragraphs of one part. Fields may begin in one paragraph and end in another.

    `read_box` gives the items of a text box, `notes` collects the ids of the notes referred to.
    """

    styles: Styles
    relations: Mapping[str, Relation]
    read_box: Callable[[etree._Element], list[Item]]
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Item] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)

    def read(self, element: etree._Element, base: RunLook, into: Collected, target: str | None = None) -> None:
        """Adds the content of a paragraph, or of anything that holds runs, to `into`."""
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child, base, into, target)
            elif tag in _SKIPPED or not isinstance(tag, str):
                continue
            elif tag == W + "hyperlink":
                self.read(child, base, into, self._hyperlink(child) or target)
            elif tag == W + "fldSimple":
                self.read(child, base, into, field_target(attribute(child, "instr") or "") or target)
            elif tag == W + "sdt":
                if child.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
                    self.read(child, base, into, target)
            elif tag == MC + "AlternateContent":
                self.read(chosen(child), base, into, target)
            elif tag == M + "t":
                into.write(child.text or "", base, target)
            elif tag in (_BOX, W + "p", W + "tbl"):
                self.boxes += self.read_box(child)
            else:
                self.read(child, base, into, target)

    def _run(self, run: etree._Element, base: RunLook, into: Collected, target: str | None) -> None:
        look = self.styles.own_run(first_child(run, _LOOK), base)
        for child in run:
            tag = child.tag
            if tag == _TEXT and not self._fields:
                if not look.hidden:
                    into.write(child.text or "", look, target)
            elif tag == _FIELD_MARK:
                self._field_mark(attribute(child, "fldCharType"))
            elif tag == _FIELD_CODE:
                if self._fields and not self._fields[-1].shown:
                    self._fields[-1].code += child.text or ""
            elif tag in _SKIPPED or look.hidden or self._in_field_code():
                continue
            elif tag == _TEXT:
                into.write(child.text or "", look, self._field_link() or target)
            else:
                self._special(child, look, into, self._field_link() or target)

    def _special(self, child: etree._Element, look: RunLook, into: Collected, target: str | None) -> None:
        tag = child.tag
        if tag in _BREAKS:
            into.new_line()
        elif tag in _CHARACTERS:
            into.write(_CHARACTERS[tag], look, target)
        elif tag == W + "sym":
            into.write(_symbol(attribute(child, "char") or ""), look, target)
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            self.notes.append((tag.removeprefix(W).removesuffix("Reference"), attribute(child, "id") or ""))
        elif tag == MC + "AlternateContent":
            self._special_children(chosen(child), look, into, target)
        elif tag == W + "ruby":
            for base in child.iterfind(W + "rubyBase"):
                self.read(base, look, into, target)
        elif tag in (W + "drawing", W + "pict"):
            self._picture(child, look, into, target)

    def _special_children(self, element: etree._Element, look: RunLook, into: Collected, target: str | None) -> None:
        for child in element:
            if isinstance(child.tag, str):
                self._special(child, look, into, target)

    def _picture(self, picture: etree._Element, look: RunLook, into: Collected, target: str | None) -> None:
        """A drawing: its text boxes are read, its link is kept with an empty range."""
        for box in _outermost_boxes(picture):
            self.boxes += self.read_box(box)
        if target is None and (click := next(picture.iter(_DRAWING_LINK), None)) is not None:
            relation = self.relations.get(click.get(R + "id", ""))
            target = relation.target if relation is not None and relation.external else None
        if target is not None:
            into.write("", look, target)

    def _hyperlink(self, element: etree._Element) -> str | None:
        relation = self.relations.get(element.get(R + "id", ""))
        if relation is None or not relation.external:
            return None
        anchor = attribute(element, "anchor")
        return f"{relation.target}#{anchor}" if anchor and "#" not in relation.target else relation.target

    def _field_mark(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
            self._fields[-1].target = field_target(self._fields[-1].code)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _in_field_code(self) -> bool:
        return bool(self._fields) and any(not open_field.shown for open_field in self._fields)

    def _field_link(self) -> str | None:
        if not self._fields:
            return None
        return next((open_field.target for open_field in reversed(self._fields) if open_field.target), None)


@dataclass
class _Field:
    """An open complex field: its code, and whether what follows is its result."""

    code: str = ""
    shown: bool = False
    target: str | None = None


def field_target(code: str) -> str | None:
    """Where a HYPERLINK field points outside the document; None for any other field."""
    found = _HYPERLINK.match(code)
    return (found[1] or found[2] or None) if found else None


def chosen(alternatives: etree._Element) -> etree._Element:
    """The one branch of `mc:AlternateContent` that is read: the first choice that holds anything, else the fallback."""
    for child in alternatives.iterfind(MC + "Choice"):
        if len(child):
            return child
    fallback = alternatives.find(MC + "Fallback")
    return fallback if fallback is not None else alternatives


def _outermost_boxes(element: etree._Element) -> list[etree._Element]:
    """The text boxes in a drawing, not those within a text box, and of alternatives only the chosen one's."""
    found: list[etree._Element] = []
    if next(element.iter(_BOX), None) is None:
        return found
    for child in element:
        if child.tag == _BOX:
            found.append(child)
        elif child.tag == MC + "AlternateContent":
            found += _outermost_boxes(chosen(child))
        elif isinstance(child.tag, str):
            found += _outermost_boxes(child)
    return found


def _symbol(code: str) -> str:
    """The character of `w:sym`; symbol fonts keep theirs in the private area, of which only check boxes are known."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= number <= 0xF0FF:
        return _SYMBOLS.get(number - 0xF000, "")
    return chr(number) if 0x20 <= number < 0xD800 or 0xE000 <= number <= 0x10FFFF else ""
