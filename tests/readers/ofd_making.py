"""Small OFD files (GB/T 33190-2016) for tests: objects as XML in millimetres, and PDF files written anew as OFD."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

import pypdfium2

from extract.document import Document
from extract.readers import read_document
from extract.readers.pdf_page import PageContent, read_page

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
POINTS = 72 / 25.4
FONTS = '<ofd:Fonts><ofd:Font ID="1" FontName="仿宋"/><ofd:Font ID="2" FontName="方正小标宋简体"/></ofd:Fonts>'


def ofd(
    *layers: str,
    box: str = "0 0 210 297",
    templates: Sequence[str] = (),
    resources: str = FONTS,
    files: dict[str, bytes] | None = None,
    declared: int | None = None,
    boxes: Sequence[str] = (),
) -> bytes:
    """An OFD file with a page for each of `layers` (the objects of its body), `files` besides by name.

    `templates` are put under every page, `resources` is the content of the public resources, and
    `declared` the number of pages to be declared, all of them the first one. `boxes` are the pages' own.
    """
    count = declared or len(layers)
    pages = "".join(
        f'<ofd:Page ID="p{n}" BaseLoc="Pages/Page_{0 if declared else n}/Content.xml"/>' for n in range(count)
    )
    named = "".join(f'<ofd:TemplatePage ID="t{n}" BaseLoc="Tpls/T{n}.xml"/>' for n in range(len(templates)))
    used = "".join(f'<ofd:Template TemplateID="t{n}" ZOrder="Background"/>' for n in range(len(templates)))
    parts: dict[str, str | bytes] = {
        "OFD.xml": f'<ofd:OFD {SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{box}"
        f"</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{named}</ofd:CommonData>"
        f"<ofd:Pages>{pages}</ofd:Pages></ofd:Document>",
        "Doc_0/PublicRes.xml": f'<ofd:Res {SPACE} BaseLoc="Res">{resources}</ofd:Res>',
        **{f"Doc_0/Tpls/T{n}.xml": page(layer) for n, layer in enumerate(templates)},
        **{
            f"Doc_0/Pages/Page_{n}/Content.xml": page(layer, _area(boxes[n : n + 1]) + used)
            for n, layer in enumerate(layers)
        },
        **(files or {}),
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _area(box: Sequence[str]) -> str:
    return "".join(f"<ofd:Area><ofd:PhysicalBox>{each}</ofd:PhysicalBox></ofd:Area>" for each in box)


def page(layer: str, before: str = "") -> str:
    """The part of a page with one layer of these objects."""
    return f'<ofd:Page {SPACE}>{before}<ofd:Content><ofd:Layer ID="1">{layer}</ofd:Layer></ofd:Content></ofd:Page>'


def read(*layers: str, box: str = "0 0 210 297", templates: Sequence[str] = (), resources: str = FONTS) -> Document:
    """The document read from such a file."""
    return read_document(ofd(*layers, box=box, templates=templates, resources=resources))


def text(
    x: float, y: float, words: str, size: float = 5.6, steps: str | None = None, inner: str = "", **more: str
) -> str:
    """A line of text whose base line begins at (x, y); `steps` is DeltaX, characters side by side where None."""
    steps = f"g {len(words) - 1} {size}" if steps is None and len(words) > 1 else steps
    delta = f" DeltaX={quoteattr(steps)}" if steps else ""
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in {"Font": "1", **more}.items())
    return (
        f'<ofd:TextObject Boundary="{x} {y - size} 150 {size * 1.2}" Size="{size}"{attributes}>{inner}'
        f'<ofd:TextCode X="0" Y="{size}"{delta}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def line(x0: float, y0: float, x1: float, y1: float, **more: str) -> str:
    """A ruling line."""
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in more.items())
    return (
        f'<ofd:PathObject Boundary="0 0 210 297" LineWidth="0.2"{attributes}>'
        f"<ofd:AbbreviatedData>M {x0} {y0} L {x1} {y1}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def grid(x: float, y: float, widths: Sequence[float], height: float, rows: Sequence[Sequence[str]]) -> str:
    """A ruled table with its texts."""
    found = []
    right, bottom = x + sum(widths), y + height * len(rows)
    for number in range(len(rows) + 1):
        found.append(line(x, y + number * height, right, y + number * height))
    left = x
    for column, width in enumerate([*widths, 0.0]):
        found.append(line(left, y, left, bottom))
        for number, row in enumerate(rows):
            if column < len(row):
                found.append(text(left + 1, y + number * height + 0.7 * height, row[column], 4))
        left += width
    return "".join(found)


def from_pdf(data: bytes) -> bytes:
    """A PDF's characters and lines, written as OFD in the same places."""
    with pypdfium2.PdfDocument(data) as document:
        contents = [read_page(document.raw, index) for index in range(len(document))]
    pages = [content for content in contents if content is not None]
    boxes = [f"0 0 {content.width / POINTS:.4f} {content.height / POINTS:.4f}" for content in pages]
    return ofd(*map(_layer, pages), boxes=boxes)


def _layer(content: PageContent) -> str:
    found = []
    for run in content.runs:
        # A part of a run is as long as nothing but the characters' places changes.
        start = 0
        for at in range(1, len(run.glyphs) + 1):
            if at == len(run.glyphs) or run.glyphs[at].style is not run.glyphs[start].style:
                found.append(_words(run.glyphs[start:at], run.baseline))
                start = at
    for edge in content.edges:
        ends = [(edge.start, edge.at), (edge.end, edge.at)] if edge.orientation == "h" else []
        (ax, ay), (bx, by) = ends or [(edge.at, edge.start), (edge.at, edge.end)]
        found.append(line(ax / POINTS, ay / POINTS, bx / POINTS, by / POINTS))
    return "".join(found)


def _words(glyphs: list, baseline: float) -> str:  # type: ignore[type-arg]
    words, places = "", []
    for glyph in glyphs:
        if glyph.spaced:
            words, places = words + " ", [*places, glyph.x0]
        words, places = words + glyph.char, [*places, glyph.x0]
    style = glyphs[0].style
    steps = " ".join(f"{(b - a) / POINTS:.4f}" for a, b in pairwise(places))
    colour = '<ofd:FillColor Value="255 0 0"/>' if style.red else ""
    size = style.size / POINTS
    more = {"Weight": "700"} if style.bold else {}
    return text(places[0] / POINTS, baseline / POINTS, words, round(size, 4), steps or None, colour, **more)
