"""Originals of each kind with something written in a place where it is easily overlooked."""

from __future__ import annotations

import io
import zipfile

import openpyxl
from openpyxl.comments import Comment
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from tests.readers.docx_builder import NAMESPACES, package, paragraph
from tests.readers.pdf_making import lines, make

PLAIN = "各级工会要做好采购工作。"


def with_part(data: bytes, name: str, content: str | bytes) -> bytes:
    """A package with one more part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return buffer.getvalue()


def docx_places(words: str) -> dict[str, bytes]:
    """Word files with these words in one place each."""
    deleted = f'<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>{words}</w:delText></w:r></w:del></w:p>'
    runs = "".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in (words[:3], words[3:7], words[7:]))
    hidden = f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{words}</w:t></w:r></w:p>"
    plain = package(paragraph(PLAIN))
    properties = f'<cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:creator>{words}</dc:creator></cp:coreProperties>'
    remark = f"<w:comments {NAMESPACES}><w:comment><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:comment></w:comments>"
    return {
        "body": package(paragraph(PLAIN + words)),
        "deleted": package(paragraph(PLAIN) + deleted),
        "runs": package(paragraph(PLAIN) + f"<w:p>{runs}</w:p>"),
        "hidden": package(paragraph(PLAIN) + hidden),
        "properties": with_part(plain, "docProps/core.xml", properties),
        "remark": with_part(plain, "word/comments.xml", remark),
        "footnote": package(
            paragraph(PLAIN),
            footnotes=f"<w:footnotes NAMESPACES><w:footnote>{paragraph(words)}</w:footnote></w:footnotes>",
        ),
        "link": package(paragraph(PLAIN), links={"r9": f"tel:{words}"}),
        "attribute": package(paragraph(PLAIN) + f'<w:p><w:bookmarkStart w:id="1" w:name="{words}"/></w:p>'),
        "xml remark": with_part(plain, "word/settings.xml", f"<w:settings {NAMESPACES}><!-- {words} --></w:settings>"),
        "file in the file": with_part(plain, "word/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0"),
    }


def xlsx_places(words: str) -> dict[str, bytes]:
    """Workbooks with these words in one place each."""
    found = {}
    for place in ("cell", "number", "hidden sheet", "comment", "title", "defined name"):
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet["A1"] = PLAIN
        if place == "cell":
            sheet["B2"] = words
        elif place == "number":
            sheet["B2"] = int(words) if words.isdecimal() else words
        elif place == "hidden sheet":
            other = book.create_sheet("other")
            other.sheet_state = "veryHidden"
            other["C3"] = words
        elif place == "comment":
            sheet["A1"].comment = Comment(words, "x")
        elif place == "title":
            book.properties.title = words
        else:
            sheet.title = words
        buffer = io.BytesIO()
        book.save(buffer)
        found[place] = buffer.getvalue()
    return found


def html_places(words: str) -> dict[str, bytes]:
    """Web pages with these words in one place each."""
    first, rest = words[:3], words[3:]
    entities = "".join(f"&#{ord(character)};" for character in words)
    escaped = "".join(f"\\u{ord(character):04x}" for character in words)
    bodies = {
        "text": f"<p>{words}</p>",
        "tags": f"<p><b>{first}</b><i>{rest}</i></p>",
        "remark": f"<!-- {words} -->",
        "entities": f"<p>{entities}</p>",
        "link": f'<a href="tel:{words}">x</a>',
        "quoted link": f'<a href="tel:%{ord(words[0]):02x}{words[1:]}">x</a>',
        "script": f"<script>var x = '{words}'</script>",
        "escaped script": f"<script>var x = '{escaped}'</script>",
        "hidden": f'<p style="display:none">{words}</p>',
        "attribute": f'<img alt="{words}">',
        "picture in the page": '<img src="data:image/png;base64,iVBORw0KGgo=">',
    }
    return {
        place: f"<!doctype html><html><head><title>x</title></head><body><p>{PLAIN}</p>{body}</body></html>".encode()
        for place, body in bodies.items()
    }


def pdf_places(words: str) -> dict[str, bytes]:
    """PDF files with these words in one place each."""
    plain = make(lines(PLAIN))

    def changed(change: str) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain)))
        if change == "title":
            writer.add_metadata({"/Title": words})
        elif change == "own entry":
            writer.add_metadata({"/Comments": words})
        elif change == "bookmark":
            writer.add_outline_item(title=words, page_number=0)
        elif change == "attachment":
            writer.add_attachment("a.txt", words.encode())
        elif change == "script":
            action = {
                NameObject("/S"): NameObject("/JavaScript"),
                NameObject("/JS"): TextStringObject("app.alert('x')"),
            }
            writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
        elif change == "link":
            writer.add_uri(0, f"tel:{words}", (10, 10, 50, 50))
        buffer = io.BytesIO()
        writer.write(buffer)
        return buffer.getvalue()

    def invisible(canvas: Canvas) -> None:
        text = canvas.beginText(80, 80)
        text.setTextRenderMode(3)
        text.textLine(words)
        canvas.drawText(text)

    revised = io.BytesIO(make(lines(PLAIN, words)))
    writer = PdfWriter(revised, incremental=True)
    del writer.pages[0]["/Contents"]
    newer = io.BytesIO()
    writer.write(newer)
    return {
        "text": make(lines(PLAIN, words)),
        "pieces": make(lines(PLAIN, f"{words[:3]} {words[3:7]} {words[7:]}")),
        "two lines": make(lines(PLAIN, words[:7], words[7:])),
        "invisible": make(lines(PLAIN), invisible),
        "older revision": newer.getvalue(),
        **{place: changed(place) for place in ("title", "own entry", "bookmark", "attachment", "script", "link")},
    }


def plain_files(words: str) -> dict[str, bytes]:
    """A file of each kind that can be looked through, with these words in its text."""
    return {
        "notice.docx": docx_places(words)["body"],
        "notice.xlsx": xlsx_places(words)["cell"],
        "notice.html": html_places(words)["text"],
        "notice.pdf": pdf_places(words)["text"],
        "notice.txt": (PLAIN + words).encode(),
        "notice.csv": f"单位,电话\n某厂,{words}\n".encode("gb18030"),
        "notice.md": f"# 通知\n\n{words}\n".encode(),
    }
