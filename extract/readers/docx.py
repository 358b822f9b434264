"""DOCX → Document: the body in reading order, as Word prints it.

Read are automatic numbers, tables in tables, text boxes, content controls, smart tags,
insertions, field results, hyperlinks and notes; left out are deletions, hidden text, field
codes, headers and footers (kept in `Document.running`).
"""

from __future__ import annotations

from lxml import etree

from extract.document import Document
from extract.readers.assembly import Item, assemble, clean, is_empty, plain_text
from extract.readers.columns import with_tables
from extract.readers.docx_names import MC, Properties, W, attribute, first_child
from extract.readers.docx_numbering import Numbering
from extract.readers.docx_package import Package, Relation, without_setting
from extract.readers.docx_runs import Collected, RunReader, chosen
from extract.readers.docx_styles import ParagraphLook, Styles
from extract.readers.docx_tables import read_grid
from extract.readers.errors import ReadError
from extract.readers.grid_pieces import joined
from extract.readers.layout_tables import settled

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PARAGRAPH, _TABLE, _PROPERTIES = W + "p", W + "tbl", W + "pPr"
_TRANSPARENT = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "txbxContent")
)


def read_docx(data: bytes) -> Document:
    """The document in a DOCX file's bytes. Raises ReadError where it is damaged or no DOCX."""
    package = Package(data)
    root = package.tree(package.main, without_setting)
    body = root.find(W + "body")
    if body is None:
        raise ReadError("the DOCX file has no text part", "open it in Word and save it again as DOCX")
    try:
        return _read(package, body)
    except RecursionError as error:
        raise ReadError("the DOCX file is nested too deeply", "open it in Word and save it again as DOCX") from error


def _read(package: Package, body: etree._Element) -> Document:
    relations = package.relations(package.main)
    targets = {relation.kind: relation.target for relation in relations.values() if not relation.external}
    styles = Styles(package.optional_tree(targets.get("styles")))
    numbering = Numbering(package.optional_tree(targets.get("numbering")), styles.lists)
    notes = {kind: _notes(package.optional_tree(targets.get(f"{kind}s")), kind) for kind in ("footnote", "endnote")}
    reader = _StoryReader(styles, numbering, relations, notes)
    assembly = assemble(joined(with_tables(reader.items(body))))
    running = _running(package, relations, styles, numbering)
    warnings = ("a part embedded in another format was not read",) if body.find(f".//{W}altChunk") is not None else ()
    return Document(
        assembly.text, assembly.blocks, MEDIA_TYPE, links=assembly.links, running=running, warnings=warnings
    )


def _notes(root: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    if root is None:
        return {}
    return {attribute(note, "id") or "": note for note in root.iterfind(W + kind) if attribute(note, "type") is None}


def _running(package: Package, relations: dict[str, Relation], styles: Styles, numbering: Numbering) -> tuple[str, ...]:
    """The texts of headers and footers, each once."""
    found: list[str] = []
    for relation in relations.values():
        if relation.kind not in ("header", "footer") or relation.external:
            continue
        root = package.optional_tree(relation.target)
        if root is None:
            continue
        reader = _StoryReader(styles, numbering, package.relations(relation.target), {})
        found += [text for item in reader.items(root) if (text := plain_text([item])) and text not in found]
    return tuple(found)


class _StoryReader:
    """Reads one story (body, header, note) of a document into items, in order."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        relations: dict[str, Relation],
        notes: dict[str, dict[str, etree._Element]],
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._runs = RunReader(styles, relations, self._box)
        self._carried: Collected | None = None
        """Words of paragraphs whose end was deleted: they run on into the next paragraph."""

    def items(self, story: etree._Element) -> list[Item]:
        """All that a story prints; notes follow the paragraph or table that refers to them."""
        found: list[Item] = []
        for element in _blocks(story):
            found += self._block(element)
            while self._runs.notes:
                kind, number = self._runs.notes.pop(0)
                note = self._notes.get(kind, {}).get(number)
                if note is not None:
                    found += self._content(note)
        return found + self._rest()

    def _content(self, container: etree._Element) -> list[Item]:
        """What a cell, note or text box prints."""
        found: list[Item] = []
        for element in _blocks(container):
            found += self._block(element)
        return found + self._rest()

    def _rest(self) -> list[Item]:
        if self._carried is None:
            return []
        carried, self._carried = self._carried, None
        return list(carried.finished("", self._styles.paragraph(None)))

    def _block(self, element: etree._Element) -> list[Item]:
        if element.tag == _TABLE:
            return settled(read_grid(element, self._styles, self._cell))
        return self._paragraph(element)

    def _cell(self, cell: etree._Element) -> list[Item]:
        return self._aside(cell, keep_numbers=True)

    def _box(self, box: etree._Element) -> list[Item]:
        return self._aside(box)

    def _aside(self, container: etree._Element, keep_numbers: bool = False) -> list[Item]:
        """The items of something within or beside a paragraph, whose own boxes and carried words wait meanwhile."""
        boxes, carried = self._runs.boxes, self._carried
        self._runs.boxes, self._carried = [], None
        found = self._content(container)
        self._runs.boxes, self._carried = boxes, carried
        if keep_numbers:
            return [item for item in found if not is_empty(item)]
        return found

    def _paragraph(self, paragraph: etree._Element) -> list[Item]:
        properties = Properties(first_child(paragraph, _PROPERTIES))
        look = self._styles.own_paragraph(properties)
        mark = properties.child("rPr")
        collected, self._carried = self._carried or Collected(), None
        self._runs.boxes = []
        self._runs.read(paragraph, look.run, collected)
        boxes, self._runs.boxes = self._runs.boxes, []
        if mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None):
            self._carried = collected
            return boxes
        if (
            mark is not None
            and Properties(mark).switch("vanish")
            and not any(words for line in collected.lines for words in line)
        ):
            return boxes
        lines = collected.finished(self._number(properties, look), look)
        return [*boxes, *lines]

    def _number(self, properties: Properties, look: ParagraphLook) -> str:
        if look.number is None or look.number == "0":
            return ""
        depth = look.depth
        if depth is None:
            style = properties.value("pStyle")
            linked = self._numbering.of_style(style) if style is not None else None
            depth = linked[1] if linked is not None and linked[0] == look.number else 0
        return clean(self._numbering.next_text(look.number, depth))


def _blocks(container: etree._Element) -> list[etree._Element]:
    """The paragraphs and tables of a container, through content controls and the like."""
    found: list[etree._Element] = []
    for child in container:
        if child.tag in (_PARAGRAPH, _TABLE):
            found.append(child)
        elif child.tag in _TRANSPARENT:
            if child.tag != W + "sdt" or child.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
                found += _blocks(child)
        elif child.tag == MC + "AlternateContent":
            found += _blocks(chosen(child))
    return found
