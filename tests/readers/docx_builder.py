"""Small Word packages for tests: the parts as XML, zipped."""

from __future__ import annotations

import zipfile
from io import BytesIO

from extract.document import Document, Table
from extract.readers import read_document

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PARTS = {
    "styles": "styles.xml",
    "numbering": "numbering.xml",
    "footnotes": "footnotes.xml",
    "header": "header1.xml",
    "footer": "footer1.xml",
}


def package(body: str, links: dict[str, str] | None = None, **parts: str) -> bytes:
    """A DOCX file: `body` is the content of w:body, `links` external targets by id, `parts` whole parts by kind."""
    relations = [f'<Relationship Id="r{kind}" Type="{_TYPE}{kind}" Target="{_PARTS[kind]}"/>' for kind in parts] + [
        f'<Relationship Id="{key}" Type="{_TYPE}hyperlink" Target="{target}" TargetMode="External"/>'
        for key, target in (links or {}).items()
    ]
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            + "".join(_content_type(kind) for kind in ("document", *parts))
            + "</Types>",
        )
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{_TYPE}officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + "".join(relations)
            + "</Relationships>",
        )
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        for kind, content in parts.items():
            archive.writestr(f"word/{_PARTS[kind]}", content.replace("NAMESPACES", NAMESPACES))
    return buffer.getvalue()


def _content_type(kind: str) -> str:
    name = "document.main" if kind == "document" else kind
    content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
    return f'<Override PartName="/word/{_PARTS.get(kind, "document.xml")}" ContentType="{content_type}"/>'


def read(body: str, links: dict[str, str] | None = None, **parts: str) -> Document:
    """The document read from such a package."""
    return read_document(package(body, links, **parts))


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph of plain text, or of XML where it begins with a tag."""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(content: str, properties: str = "") -> str:
    """A table cell."""
    inner = content if content.startswith(("<w:p>", "<w:tbl>")) else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row of cells, given as XML or text."""
    inner = "".join(each if each.startswith("<w:tc>") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str, lines: str = "single") -> str:
    """A table whose borders are all of one kind."""
    sides = "".join(f'<w:{side} w:val="{lines}"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tblGrid/>{''.join(rows)}</w:tbl>"


def numbering(*levels: str, overrides: str = "") -> str:
    """A numbering part with one list, id 1, of these levels (see `level`), and list 2 over it with `overrides`."""
    return (
        f'<w:numbering NAMESPACES><w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{overrides}</w:num></w:numbering>'
    )


def level(depth: int, number_format: str, text: str, start: int = 1, more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbered(text: str, depth: int = 0, number: int = 1) -> str:
    """A paragraph of a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def cell_texts(document: Document) -> list[list[str]]:
    """The texts of the first table's cells by row, each cell once at its first row."""
    found = next(document.tables())
    return [
        [document.text[each.start : each.end] for each in found.cells if each.row == number]
        for number in range(found.rows)
    ]


def first_table(document: Document) -> Table:
    """The document's first table."""
    return next(document.tables())
