"""Pictures are published only where what is recognised on them hides nothing, nor what it may have been."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.publishing.vetting import vet
from extract.publishing.vetting_scans import may_hide
from tests.publishing import originals_making as making
from tests.publishing.hidings import OFFICIAL, SUPPLIER, hiding
from tests.readers.docx_builder import package, paragraph
from tests.readers.pdf_making import both, lines, make
from tests.readers.scan_making import Sheet, jpeg


def sheet(words: str) -> Image.Image:
    """A scanned page with these words on it."""
    return (
        Sheet()
        .lines(90, 120, ["各级工会要做好采购工作。", words, "青禾市总工会"])
        .scanned(turned=0.4)
        .crop((0, 250, 1654, 900))
    )


def test_a_scan_with_a_suppliers_number_is_published() -> None:
    assert vet(jpeg(sheet(f"联系电话：{SUPPLIER}")), "a.jpg", hiding()).original


@pytest.mark.parametrize("words", [f"联系电话：{OFFICIAL}", "联系电话：136 7777 8888"])
def test_a_scan_with_another_is_not(words: str) -> None:
    assert not vet(jpeg(sheet(words)), "a.jpg", hiding()).original


def test_a_scan_that_names_one_left_out_is_not() -> None:
    data = jpeg(sheet("联系人：季小满"))
    assert not vet(data, "a.jpg", hiding("all", names=["季小满"])).original
    assert vet(data, "a.jpg", hiding("all", names=["闻人无双"])).original


def test_a_picture_on_a_page_of_a_pdf_is_looked_at() -> None:
    def drawn(words: str) -> bytes:
        def draw(canvas: Canvas) -> None:
            picture = sheet(words).crop((200, 0, 1500, 310))
            canvas.drawImage(ImageReader(picture), 60, 300, 468, 112)

        return make(lines(making.PLAIN), both(lines(making.PLAIN), draw))

    assert vet(drawn(f"电话：{SUPPLIER}"), "a.pdf", hiding()).original
    verdict = vet(drawn(f"电话：{OFFICIAL}"), "a.pdf", hiding())
    assert (verdict.original, verdict.pages) == (False, (1,))


def test_a_picture_in_a_word_file_is_looked_at() -> None:
    def with_picture(words: str) -> bytes:
        return making.with_part(package(paragraph(making.PLAIN)), "word/media/image1.jpeg", jpeg(sheet(words)))

    assert vet(with_picture(f"电话：{SUPPLIER}"), "a.docx", hiding()).original
    assert not vet(with_picture(f"电话：{OFFICIAL}"), "a.docx", hiding()).original
    assert not vet(with_picture("电话：0990-5550111"), "a.docx", hiding("none")).original


def test_a_picture_in_an_old_drawing_format_cannot_be_looked_at() -> None:
    data = making.with_part(package(paragraph(making.PLAIN)), "word/media/image1.emf", b"\x01\x00\x00\x00 EMF")
    assert not vet(data, "a.docx", hiding()).original


@pytest.mark.parametrize(
    "text",
    [
        "手机I37llll000l",
        "手机137111100O1",
        "手机1371111000",
        "手机13711l1O001",
        "手机|3711110001",
        "137-1111-0OO1",
        "手机7371111O001",
        "137111100013991",
    ],
)
def test_what_may_be_a_number_misread_is_hidden(text: str) -> None:
    assert may_hide(text, hiding())


@pytest.mark.parametrize(
    "text",
    [f"电话{SUPPLIER}", "电话0990-5550111", "2030年3月5日", "每人每年500元", "〔2030〕7号", "邮编834000", "1、总额10%"],
)
def test_what_is_none_is_not(text: str) -> None:
    assert not may_hide(text, hiding())


def test_a_damaged_picture_is_not_published() -> None:
    buffer = io.BytesIO()
    sheet("x").save(buffer, "PNG")
    assert not vet(buffer.getvalue()[:2000], "a.png", hiding()).original
