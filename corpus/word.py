"""Sources as DOCX: numbering by Word where the source asks for it, merged cells, sections, fixed time stamps."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as DocxParagraph

from corpus import markup
from corpus.markup import LINK, Annex, Break, Header, Imprint, Number, Paragraph, Settings, Source, Table, Title

WRITTEN = datetime(2024, 1, 2, 3, 4, 6)
"""The time stamp of every part, so that the same source gives the same bytes."""

RED = RGBColor(0xFF, 0, 0)
OUTLINE = 91
ATTACHMENTS = 92


def write(source: Source, target: Path) -> None:
    """Writes `source` as DOCX; the same source gives the same bytes."""
    document = docx.Document()
    _prepare(document, source.settings)
    writer = _Writer(document, source.settings)
    for block in source.blocks:
        writer.add(block)
    buffer = io.BytesIO()
    document.save(buffer)
    _freeze(buffer, target)


def _prepare(document: Document, settings: Settings) -> None:
    properties = document.core_properties
    properties.created = properties.modified = WRITTEN
    properties.author = properties.last_modified_by = "corpus"
    properties.title = ""
    properties.comments = ""
    normal = document.styles["Normal"]
    normal.font.size = Pt(settings.body_size)
    normal.font.name = "仿宋_GB2312"
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋_GB2312")
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    if settings.page_numbers:
        before, after = settings.page_numbers.split("{}")
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        footer.add_run(before)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        field.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>1</w:t></w:r>"))
        footer._p.append(field)
        footer.add_run(after)
    if settings.running_header:
        section.header.paragraphs[0].text = settings.running_header
    _define_numbering(document)


def _define_numbering(document: Document) -> None:
    numbering = document.part.numbering_part.element
    levels = [("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3.")]
    for ident, wanted in ((OUTLINE, levels), (ATTACHMENTS, [("decimal", "%1.")])):
        inner = "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
            for i, (form, text) in enumerate(wanted)
        )
        abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{ident}">{inner}</w:abstractNum>')
        numbering.insert(0, abstract)


class _Writer:
    """Adds blocks to one document; keeps which numbering instance is current."""

    def __init__(self, document: Document, settings: Settings) -> None:
        self.document = document
        self.settings = settings
        self.instances: dict[int, int] = {}
        self.next_instance = 901

    def add(self, block: markup.Block) -> None:
        """Adds one block at the end."""
        if isinstance(block, Header):
            self._header(block)
        elif isinstance(block, Number):
            self._number(block)
        elif isinstance(block, Title):
            self.instances = {}
            for line in block.lines:
                self._line(line, WD_ALIGN_PARAGRAPH.CENTER, size=22, font="方正小标宋简体")
        elif isinstance(block, Paragraph):
            self._paragraph(block)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Annex):
            paragraph = self._line(block.label, font="黑体")
            paragraph.paragraph_format.page_break_before = True
        elif isinstance(block, Break):
            self._break(block)
        else:
            self._imprint(block)

    def _line(
        self, text: str, align: WD_ALIGN_PARAGRAPH | None = None, *, size: float = 0, font: str = "", red: bool = False
    ) -> DocxParagraph:
        paragraph = self.document.add_paragraph()
        if align is not None:
            paragraph.alignment = align
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        if size:
            run.font.size = Pt(size)
        if font:
            run.font.name = font
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        if red:
            run.font.color.rgb = RED
        return paragraph

    def _header(self, block: Header) -> None:
        size = 40 if len(block.issuers) == 1 else 28
        if not block.word:
            for issuer in block.issuers:
                self._line(issuer, WD_ALIGN_PARAGRAPH.CENTER, size=size, red=True)
            return
        table = self.document.add_table(rows=len(block.issuers), cols=2)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for index, issuer in enumerate(block.issuers):
            self._red_cell(table.cell(index, 0), issuer, size, WD_ALIGN_PARAGRAPH.DISTRIBUTE)
        beside = table.cell(0, 1).merge(table.cell(len(block.issuers) - 1, 1))
        self._red_cell(beside, block.word, size, WD_ALIGN_PARAGRAPH.LEFT)

    def _red_cell(self, cell: object, text: str, size: float, align: WD_ALIGN_PARAGRAPH) -> None:
        paragraph = cell.paragraphs[0]  # type: ignore[attr-defined]
        paragraph.alignment = align
        run = paragraph.add_run(text)
        run.font.size = Pt(size)
        run.font.color.rgb = RED

    def _number(self, block: Number) -> None:
        align = WD_ALIGN_PARAGRAPH.RIGHT if block.right else WD_ALIGN_PARAGRAPH.CENTER
        _rule(self._line(block.text, align), "bottom", "FF0000", 12)

    def _paragraph(self, block: Paragraph) -> None:
        align = {"right": WD_ALIGN_PARAGRAPH.RIGHT, "centre": WD_ALIGN_PARAGRAPH.CENTER}.get(block.align)
        if align is None and self.settings.justify:
            align = WD_ALIGN_PARAGRAPH.JUSTIFY
        pieces = LINK.split(block.text)
        paragraph = self._line(pieces[0], align)
        for index, piece in enumerate(pieces[1:]):
            if index % 2:
                paragraph.add_run(piece)
            else:
                self._link(paragraph, piece)
        if block.align == "body":
            paragraph.paragraph_format.first_line_indent = Pt(2 * self.settings.body_size)
        if block.level:
            self._number_by_word(paragraph, block.level)

    def _link(self, paragraph: DocxParagraph, address: str) -> None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self.document.part.relate_to(address, kind, is_external=True))
        link.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>{address.replace('&', '&amp;')}</w:t></w:r>"))
        paragraph._p.append(link)

    def _number_by_word(self, paragraph: DocxParagraph, level: int) -> None:
        abstract = ATTACHMENTS if level == 4 else OUTLINE
        if abstract not in self.instances:
            self.instances[abstract] = self._instance(abstract)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # type: ignore[attr-defined]
        properties.get_or_add_ilvl().val = 0 if level == 4 else level - 1
        properties.get_or_add_numId().val = self.instances[abstract]

    def _instance(self, abstract: int) -> int:
        restarts = "".join(
            f'<w:lvlOverride w:ilvl="{i}"><w:startOverride w:val="1"/></w:lvlOverride>' for i in range(3)
        )
        ident = self.next_instance
        self.next_instance += 1
        self.document.part.numbering_part.element.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{ident}"><w:abstractNumId w:val="{abstract}"/>{restarts}</w:num>'
            )
        )
        return ident

    def _table(self, block: Table) -> None:
        block = markup.whole(block)
        grid = self.document.add_table(rows=len(block.rows), cols=len(block.widths))
        if block.ruled:
            grid.style = "Table Grid"
        grid.alignment = WD_TABLE_ALIGNMENT.CENTER
        section = self.document.sections[-1]
        room = (section.page_width or Mm(210)) - Mm(54)
        for column, share in zip(grid.columns, block.widths, strict=True):
            column.width = int(room * share / sum(block.widths))
        for r, c, bottom, right, text in markup.cells(block):
            cell = grid.cell(r, c)
            if (bottom, right) != (r, c):
                cell = cell.merge(grid.cell(bottom, right))
            for index, part in enumerate(text.split("\\\\")):
                paragraph = cell.add_paragraph() if index else cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(0)
                paragraph.add_run(part).font.size = Pt(block.size)
        if block.repeat:
            for row in grid.rows[: block.header]:
                row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    def _break(self, block: Break) -> None:
        if not block.orientation:
            self.document.add_page_break()  # type: ignore[no-untyped-call]
            return
        begun = bool(self.document.paragraphs or self.document.tables)
        section = self.document.add_section(WD_SECTION.NEW_PAGE) if begun else self.document.sections[0]
        turned = block.orientation == "landscape"
        section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Mm(297), Mm(210)) if turned else (Mm(210), Mm(297))

    def _imprint(self, block: Imprint) -> None:
        text = f"{block.left}\t{block.right}" if block.right else block.left
        paragraph = self._line(text, size=14)
        _rule(paragraph, "top", "000000", 6)
        _rule(paragraph, "bottom", "000000", 6)


def _rule(paragraph: DocxParagraph, side: str, colour: str, width: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        later = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
        properties.insert_element_before(borders, *later)  # type: ignore[arg-type]
    edge = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(width)), ("space", "1"), ("color", colour)):
        edge.set(qn(f"w:{name}"), value)
    borders.append(edge)


def _freeze(buffer: io.BytesIO, target: Path) -> None:
    """Writes the package again with one time stamp for every part, in name order after the content types."""
    with zipfile.ZipFile(buffer) as package, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as frozen:
        names = sorted(package.namelist(), key=lambda name: (not name.startswith("[Content"), name))
        for name in names:
            data = package.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"<cp:revision>\d+</cp:revision>", b"", data)
            entry = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            frozen.writestr(entry, data)
