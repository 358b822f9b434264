"""Pages drawn as pictures."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen import canvas

from extract import page_pictures
from extract.limits import Limits, using
from extract.page_pictures import PageError, render, rendered


def pdf(*sizes: tuple[float, float]) -> bytes:
    """A PDF with a black square in the upper left quarter of each of its pages."""
    written = io.BytesIO()
    made = canvas.Canvas(written)
    for wide, high in sizes:
        made.setPageSize((wide, high))
        made.rect(0, high / 2, wide / 2, high / 2, fill=1)
        made.showPage()
    made.save()
    return written.getvalue()


def picture(form: str, size: tuple[int, int] = (300, 600), pages: int = 1) -> bytes:
    """A picture file; its page N is N times 40 bright."""
    images = [Image.new("L", size, 40 * number) for number in range(1, pages + 1)]
    written = io.BytesIO()
    further = {"save_all": True, "append_images": images[1:]} if pages > 1 else {}
    images[0].save(written, form, **further)
    return written.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    assert image.format == "WEBP"
    return image.convert("L")


def brightness(image: Image.Image, x: float, y: float) -> int:
    value = image.getpixel((int(x * image.width), int(y * image.height)))
    assert isinstance(value, int)
    return value


def test_a_page_of_a_pdf_is_drawn_as_wide_as_asked_with_what_is_on_it() -> None:
    page = opened(render(pdf((200, 400), (400, 200)), 2, 800))
    assert page.size == (800, 400)
    assert brightness(page, 0.25, 0.25) < 30
    assert brightness(page, 0.75, 0.75) > 230


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_picture_file_is_its_own_page(form: str) -> None:
    assert opened(render(picture(form), 1, 600)).size == (600, 1200)


def test_each_picture_in_a_tiff_file_is_a_page() -> None:
    page = opened(render(picture("TIFF", pages=3), 3, 300))
    assert abs(brightness(page, 0.5, 0.5) - 120) < 6


def test_a_photograph_is_shown_as_its_camera_was_held() -> None:
    image, written = Image.new("L", (600, 300), 90), io.BytesIO()
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(written, "JPEG", exif=exif)
    assert opened(render(written.getvalue(), 1, 300)).size == (300, 600)


def test_a_very_long_page_is_made_narrower() -> None:
    page = opened(render(picture("PNG", (300, 9000)), 1, 1200))
    assert page.width * page.height <= 9_100_000
    assert abs(page.height / page.width - 30) < 0.2


@pytest.mark.parametrize("data", [pdf((200, 200)), picture("TIFF", pages=2)])
def test_there_is_no_page_behind_the_last(data: bytes) -> None:
    with pytest.raises(PageError, match="no page 3"):
        render(data, 3)


@pytest.mark.parametrize(("page", "width"), [(0, 800), (1, 5), (1, 90_000)])
def test_what_is_no_page_or_no_width_is_refused(page: int, width: int) -> None:
    with pytest.raises(PageError):
        render(pdf((200, 200)), page, width)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 cut", b"<html>", picture("PNG")[:60], b"PK\x03\x04"])
def test_what_cannot_be_drawn_is_an_error_of_one_line(data: bytes) -> None:
    with pytest.raises(PageError) as raised:
        render(data, 1)
    assert "\n" not in str(raised.value)


def test_a_picture_of_too_many_pixels_is_refused() -> None:
    with using(Limits(picture_mpx=1)), pytest.raises(PageError, match="picture_mpx"):
        render(picture("PNG", (1001, 1000)), 1)


def test_a_page_is_drawn_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf((200, 400)))
    assert opened(rendered(tmp_path / "a.pdf", 1, 200)).size == (200, 400)


def test_an_error_of_that_process_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf((200, 400)))
    with pytest.raises(PageError, match="no page 2"):
        rendered(tmp_path / "a.pdf", 2)


def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf((200, 400)))
    monkeypatch.setattr(page_pictures, "SECONDS", 0.01)
    with pytest.raises(PageError, match=r"more than 0\.01 s"):
        rendered(tmp_path / "a.pdf", 1)
