"""Which pages of a PDF have text that can be used, and which have to be read from their picture."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.readers.pdf import opened
from extract.readers.pdf_legibility import has_usable_text, is_garbled, shows_something
from extract.readers.pdf_page import PageContent, read_page
from tests.readers.pdf_making import LONG, body, both, lines, make, picture

RARE = (
    "囗囝囟囡圄圉圊圜圩圪圬圮圯圳圹圻坂坌坍坜坨坩坫坭坳坶坻垄垅垆垌垓垕垡垤垧垩垲垴垸"
    "埂埏埔埕埘埙埚埝埤埯埴埸埽堇堍堙堞堠塄塍塥塬"
)


def page_of(*draw: Callable[[Canvas], None]) -> PageContent:
    with opened(make(*draw)) as document:
        page = read_page(document, 0)
    assert page is not None
    return page


def hidden(words: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(80, 700)
        text.setTextRenderMode(3)
        text.textLines(words)
        canvas.drawText(text)

    return draw


def small_picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 90)), 100, 100, 120, 120)


@pytest.mark.parametrize(
    "draw",
    [
        lines(*body(LONG)),
        both(picture, lines(*body(LONG))),
        both(small_picture, lines("附件")),
        both(lines(*body(LONG)), hidden("另有文字\n" * 5)),
    ],
    ids=["text", "text on a background", "a few words beside a small picture", "hidden words besides"],
)
def test_these_pages_have_text(draw: Callable[[Canvas], None]) -> None:
    assert has_usable_text(page_of(draw))


@pytest.mark.parametrize(
    "draw",
    [
        picture,
        both(picture, lines("- 2 -")),
        both(picture, lines("本文件由扫描软件生成仅供内部使用", "2030-03-18 09:30")),
        both(picture, hidden("另一个程序认出的文字\n" * 20)),
        hidden("另一个程序认出的文字\n" * 20),
        lines(*["(cid:123)(cid:4567)(cid:89)"] * 5),
        lines(*[RARE[i : i + 28] for i in range(0, len(RARE), 28)]),
    ],
    ids=["picture", "page number", "the scanner's line", "hidden text", "hidden text alone", "cid marks", "mojibake"],
)
def test_these_pages_have_none(draw: Callable[[Canvas], None]) -> None:
    assert not has_usable_text(page_of(draw))


def test_usual_chinese_text_is_not_garbled() -> None:
    assert not is_garbled(page_of(lines(*body(LONG))))


@pytest.mark.parametrize(
    ("draw", "shown"),
    [(lambda canvas: None, False), (hidden("看不见"), False), (small_picture, True), (lines("字"), True)],
)
def test_a_page_shows_what_is_drawn_on_it(draw: Callable[[Canvas], None], shown: bool) -> None:
    with opened(make(draw)) as document:
        assert shows_something(document, 0) is shown


def test_a_page_of_a_faint_picture_shows_nothing() -> None:
    def draw(canvas: Canvas) -> None:
        buffer = io.BytesIO()
        Image.new("L", (60, 80), 245).save(buffer, "PNG")
        canvas.drawImage(ImageReader(buffer), 0, 0, *A4)

    with opened(make(draw)) as document:
        assert not shows_something(document, 0)
