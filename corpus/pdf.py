"""Sources as PDF pages after GB/T 9704-2012: A4, red header, number over a rule, page numbers outside."""

from __future__ import annotations

import html
import re
from pathlib import Path

from reportlab import rl_config
from reportlab.lib import textsplit
from reportlab.lib.colors import black, red
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
    paragraph,
)
from reportlab.platypus import Paragraph as Para
from reportlab.platypus import Table as Grid

from corpus import markup
from corpus.markup import LINK, Annex, Break, Header, Imprint, Number, Paragraph, Settings, Source, Table, Title

FONTS = {
    "song": (Path("/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf"), "fonts-arphic-gbsn00lp"),
    "kai": (Path("/usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf"), "fonts-arphic-gkai00mp"),
    "hei": (Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"), "fonts-wqy-zenhei"),
}
"""Name used here: the font file and the Debian package that holds it."""

WIDE_SPACE = "\ue000"
"""Stands for U+3000 while reportlab splits text at white space."""

HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[章条])")
SUBHEADING = re.compile(r"^（[一二三四五六七八九十]+）")


def missing_fonts() -> list[str]:
    """The Debian packages to install before PDF files can be built."""
    return [package for path, package in FONTS.values() if not path.exists()]


def write(source: Source, target: Path) -> None:
    """Writes `source` as PDF; the same source gives the same bytes. Raises ValueError on a character no font has."""
    if missing_fonts():
        raise FileNotFoundError(f"fonts are missing; install the packages {' '.join(missing_fonts())}")
    rl_config.invariant = 1
    for module in (textsplit, paragraph):  # reportlab knows Japanese punctuation only
        module.ALL_CANNOT_START = "".join(textsplit.CANNOT_START_LINE) + "，；：！？》”…"
    for name, (path, _) in FONTS.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(path)))
    lacking = {c for c in markup.plain_text(source) if ord(c) > 32 and ord(c) not in _font("song").face.charToGlyph}
    if lacking:
        raise ValueError(f"{source.stem}: the song font lacks {' '.join(sorted(lacking))}")
    document = BaseDocTemplate(
        str(target), pagesize=A4, title=source.stem, author="corpus", invariant=1, pageCompression=1
    )
    first = source.blocks[0]
    turned = isinstance(first, Break) and first.orientation == "landscape"
    document.addPageTemplates(_templates(source.settings, turned_first=turned))
    document.build(_flowables(source))


def _font(name: str) -> TTFont:
    return pdfmetrics.getFont(name)


def _templates(settings: Settings, *, turned_first: bool) -> list[PageTemplate]:
    def furnish(canvas: Canvas, document: BaseDocTemplate) -> None:
        width, height = canvas._pagesize
        canvas.saveState()
        if settings.page_numbers:
            canvas.setFont("song", 14)
            label = settings.page_numbers.format(document.page)
            if document.page % 2:
                canvas.drawRightString(width - 30 * mm, 22 * mm, label)
            else:
                canvas.drawString(30 * mm, 22 * mm, label)
        if settings.running_header:
            canvas.setFont("song", 9)
            canvas.drawCentredString(width / 2, height - 20 * mm, settings.running_header)
        canvas.restoreState()

    across, down = A4
    portrait = Frame(28 * mm, 35 * mm, across - 54 * mm, down - 70 * mm, 0, 0, 0, 0)
    turned = Frame(25 * mm, 30 * mm, down - 50 * mm, across - 58 * mm, 0, 0, 0, 0)
    templates = [
        PageTemplate("portrait", [portrait], onPageEnd=furnish, pagesize=A4),
        PageTemplate("landscape", [turned], onPageEnd=furnish, pagesize=landscape(A4)),
    ]
    return templates[::-1] if turned_first else templates


def escape(text: str) -> str:
    """`text` for reportlab's markup, which would lose wide spaces: `Line` puts them back."""
    return html.escape(text).replace("　", WIDE_SPACE).replace("  ", "&nbsp;&nbsp;")


class Line(Para):  # type: ignore[misc]  # reportlab carries no types
    """A paragraph that keeps ideographic spaces, as 周　蝉 and aligned lists have them."""

    def __init__(self, text: str | None, style: ParagraphStyle, **more: object) -> None:
        super().__init__(text, style, **more)
        if text is not None:  # reportlab itself makes the parts of a paragraph that goes over a page
            for fragment in self.frags:
                fragment.text = fragment.text.replace(WIDE_SPACE, "　")


def _style(size: float, align: int = TA_LEFT, indent: float = 0, font: str = "song", **more: float) -> ParagraphStyle:
    return ParagraphStyle(
        "line",
        fontName=font,
        fontSize=size,
        leading=more.pop("leading", size * 1.75),
        alignment=align,
        firstLineIndent=indent,
        wordWrap="CJK",
        **more,
    )


class RedHeader(Flowable):  # type: ignore[misc]  # reportlab carries no types
    """Issuers stacked in red, set to one width, with the word in mid-height beside them."""

    def __init__(self, header: Header, width: float) -> None:
        super().__init__()
        self.header = header
        self.width = width
        self.size = 34 if len(header.issuers) == 1 else 26
        self.height = len(header.issuers) * self.size * 1.45 + 30

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The room it takes."""
        return self.width, self.height

    def draw(self) -> None:
        """Draws the issuers, then the word."""
        canvas = self.canv
        canvas.setFillColor(red)
        word_width = self.size * 1.2 * len(self.header.word) + 8 if self.header.word else 0
        longest = max(pdfmetrics.stringWidth(issuer, "song", 1) for issuer in self.header.issuers)
        size = min(self.size, (self.width - word_width) / longest)
        block = longest * size
        left = (self.width - block - word_width) / 2
        for index, issuer in enumerate(self.header.issuers):
            canvas.setFont("song", size)
            spare = (block - pdfmetrics.stringWidth(issuer, "song", size)) / max(len(issuer) - 1, 1)
            y = self.height - (index + 1) * self.size * 1.45
            canvas.drawString(left, y, issuer, charSpace=spare)
        if self.header.word:
            canvas.setFont("song", self.size * 1.2)
            middle = self.height - (len(self.header.issuers) + 1) * self.size * 1.45 / 2
            canvas.drawString(left + block + 8, middle, self.header.word)
        canvas.setFillColor(black)


def _flowables(source: Source) -> list[Flowable]:
    settings = source.settings
    width = A4[0] - 54 * mm
    story: list[Flowable] = []
    imprinted = False
    for block in source.blocks:
        if isinstance(block, Header):
            story += [Spacer(1, 20), RedHeader(block, width)]
        elif isinstance(block, Number):
            story += _number(block)
        elif isinstance(block, Title):
            story += [Spacer(1, 24), *(Line(escape(line), _style(22, TA_CENTER, leading=34)) for line in block.lines)]
            story.append(Spacer(1, 18))
        elif isinstance(block, Paragraph):
            story.append(_paragraph(block, settings))
        elif isinstance(block, Table):
            for index, part in enumerate(markup.pages(block)):
                story += [PageBreak() if index else Spacer(1, 6), _grid(part, width)]
            story.append(Spacer(1, 8))
        elif isinstance(block, Annex):
            story += [PageBreak(), Line(escape(block.label), _style(16, font="hei"))]
        elif isinstance(block, Break):
            width = (A4[1] - 50 * mm) if block.orientation == "landscape" else A4[0] - 54 * mm
            if story:
                story += [*([NextPageTemplate(block.orientation)] if block.orientation else []), PageBreak()]
        elif isinstance(block, Imprint):
            story += _imprint(block, width, first=not imprinted)
            imprinted = True
    return [flowable for index, flowable in enumerate(story) if not _second_break(story, index)]


def _second_break(story: list[Flowable], index: int) -> bool:
    """Whether this page break only repeats the one before it (a turned page that begins an annex)."""
    before = story[index - 1] if index else None
    return isinstance(story[index], PageBreak) and isinstance(before, PageBreak)


def _number(block: Number) -> list[Flowable]:
    align = TA_RIGHT if block.right else TA_CENTER
    rule = HRFlowable(width="100%", thickness=1.4, color=red, spaceBefore=4, spaceAfter=10)
    line = Line(escape(block.text), _style(16, align))
    return [rule, line] if block.right else [line, rule]


def _paragraph(block: Paragraph, settings: Settings) -> Flowable:
    size = settings.body_size
    text = block.number + block.text
    if block.align == "typed":
        return Line(escape(text).replace(" ", "&nbsp;"), _style(size))
    if block.align == "right":
        indent = size * 4 if re.search(r"\d日$|[〇一二三四五六七八九十]日$", text) else size * 2
        return Line(escape(text), _style(size, TA_RIGHT, rightIndent=indent))
    if block.align == "centre":
        return Line(escape(text), _style(size, TA_CENTER))
    indent = 2 * size if block.align == "body" else 0
    align = TA_JUSTIFY if settings.justify else TA_LEFT
    return Line(_marked(text), _style(size, align, indent))


def _marked(text: str) -> str:
    """Headings in their own fonts, addresses as links."""
    pieces = LINK.split(text)  # every second piece is an address
    marked = "".join(
        f'<a href="{escape(piece)}">{escape(piece)}</a>' if index % 2 else escape(piece)
        for index, piece in enumerate(pieces)
    )
    if HEADING.match(text) and "。" not in text:
        return f'<font name="hei">{marked}</font>'
    if SUBHEADING.match(text):
        head, stop, rest = marked.partition("。")
        return f'<font name="kai">{head}{stop}</font>{rest}'
    return marked


def _grid(table: Table, width: float) -> Flowable:
    total = sum(table.widths)
    columns = len(table.widths)
    body: list[list[object]] = [[""] * columns for _ in table.rows]
    commands: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    if table.ruled:
        commands.append(("GRID", (0, 0), (-1, -1), 0.6, black))
    for r, c, bottom, right, text in markup.cells(table):
        if (bottom, right) != (r, c):
            commands.append(("SPAN", (c, r), (right, bottom)))
        centred = r < table.header or len(text) <= 4 or right - c == columns - 1
        style = _style(
            table.size,
            TA_CENTER if centred and table.ruled else TA_LEFT,
            leading=table.size * 1.4,
            font="hei" if r < table.header and table.ruled else "song",
        )
        body[r][c] = [Line(escape(part), style) if part else Spacer(1, style.leading) for part in text.split("\\\\")]
    return Grid(
        body,
        colWidths=[width * share / total for share in table.widths],
        repeatRows=table.header if table.repeat else 0,
        style=commands,
    )


def _imprint(block: Imprint, width: float, *, first: bool) -> list[Flowable]:
    line: Flowable
    if block.right:
        line = Grid(
            [[Line(escape(block.left), _style(14)), Line(escape(block.right), _style(14, TA_RIGHT))]],
            colWidths=[width / 2, width / 2],
        )
    else:
        line = Line(escape(block.left), _style(14))
    rule = HRFlowable(width="100%", thickness=0.7, color=black, spaceBefore=2, spaceAfter=2)
    opening: list[Flowable] = [Spacer(1, 40), rule] if first else []
    return [KeepTogether([*opening, line, rule])]
