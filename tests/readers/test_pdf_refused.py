"""PDF files that cannot be read say why and what to do."""

from __future__ import annotations

import io

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import NameObject, TextStringObject
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extract.readers.errors import ReadError
from extract.readers.pdf import read_pdf
from tests.readers.pdf_making import (
    LEFT,
    LONG,
    OTHER,
    SIZE,
    body,
    lines,
    make,
    picture,
    texts,
)


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read_pdf(data)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_an_empty_file_is_refused() -> None:
    assert "empty" in refused(b"")


def test_another_format_is_refused() -> None:
    assert "no PDF" in refused(b"PK\x03\x04 something else")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_truncated_file_is_refused(share: float) -> None:
    data = make(lines(*body(LONG)), lines(*body(OTHER)))
    assert "cut off" in refused(data[: int(share * len(data))])


def test_a_damaged_file_is_refused() -> None:
    assert "damaged" in refused(b"%PDF-1.4\n" + b"\x00garbage" * 200 + b"\n%%EOF\n")


def test_a_password_is_named() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make(lines("机密"))))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert "password" in refused(buffer.getvalue())


def test_a_file_that_opens_without_its_owner_password_is_read() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make(lines("可以阅读"))))
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert read_pdf(buffer.getvalue()).text == "可以阅读\n"


def test_a_file_without_pages_is_refused() -> None:
    buffer = io.BytesIO()
    pypdf.PdfWriter().write(buffer)
    assert "no pages" in refused(buffer.getvalue())


def test_a_page_without_text_is_refused() -> None:
    assert "no text" in refused(make(lambda canvas: canvas.line(10, 10, 90, 90)))


def test_a_blank_scan_is_refused() -> None:
    assert "no text" in refused(make(picture))


def test_a_blank_scanned_page_among_others_is_no_loss() -> None:
    document = read_pdf(make(lines(*body(LONG)), lines(*body(OTHER)), picture))
    assert document.warnings == ()
    assert document.scores is None


def _forget_characters(writer: pypdf.PdfWriter, name: str) -> None:
    """Takes from a font what says which characters its codes stand for."""
    for font in writer.pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        font = font.get_object()
        if font["/Subtype"] == "/Type0" and font["/BaseFont"] == name:
            font[NameObject("/Encoding")] = NameObject("/Identity-H")
            system = font["/DescendantFonts"][0].get_object()["/CIDSystemInfo"].get_object()
            system[NameObject("/Ordering")] = TextStringObject("Identity")


def test_characters_without_meaning_are_refused() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make(lines(*body(LONG)))))
    _forget_characters(writer, "/STSong-Light")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert "unreadable" in refused(buffer.getvalue())


def test_a_few_characters_without_meaning_are_left_out_with_a_warning() -> None:
    def draw(canvas: Canvas) -> None:
        lines(*body(LONG))(canvas)
        canvas.setFont("HeiseiMin-W3", SIZE)
        canvas.drawString(LEFT, 300, "乱码乱码乱码")

    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make(draw)))
    _forget_characters(writer, "/HeiseiMin-W3")
    buffer = io.BytesIO()
    writer.write(buffer)
    document = read_pdf(buffer.getvalue())
    assert texts(document) == [LONG]
    assert document.warnings == ("page 1: 6 characters have no meaning in their font",)


def test_cid_marks_left_by_another_program_are_refused() -> None:
    assert "unreadable" in refused(make(lines(*["(cid:123)(cid:4567)(cid:89)"] * 5)))


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(noise: bytes) -> None:
    for data in (noise, b"%PDF-1.7\n" + noise + b"\n%%EOF"):
        try:
            read_pdf(data)
        except ReadError as error:
            assert error.reason and error.remedy
