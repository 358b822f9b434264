"""Picture files are read as pages: their kinds, their resolution, their limits."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from extract import limits
from extract.limits import Limits
from extract.readers import ReadError, read_document
from tests.readers.scan_making import INK, Sheet, coded, font


def strip(words: str, mode: str = "RGB") -> Image.Image:
    """A picture of one line."""
    image = Image.new("RGB", (900, 120), (250, 250, 250))
    from PIL import ImageDraw

    ImageDraw.Draw(image).text((60, 30), words, font=font(18), fill=INK)
    return image.convert(mode)


def refusal(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read_document(data)
    return str(caught.value)


@pytest.mark.parametrize(
    ("kind", "mode", "media_type"),
    [
        ("PNG", "RGBA", "image/png"),
        ("PNG", "1", "image/png"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("BMP", "P", "image/bmp"),
    ],
)
def test_each_kind_and_mode_is_read(kind: str, mode: str, media_type: str) -> None:
    document = read_document(coded(strip("青禾市总工会通知", mode), kind))
    assert document.text == "青禾市总工会通知\n"
    assert document.media_type == media_type


def test_what_is_transparent_is_white() -> None:
    image = strip("青禾市总工会通知").convert("L").point(lambda shade: 255 - shade)
    glass = Image.new("RGBA", image.size, (0, 0, 0, 0))
    glass.putalpha(image)
    assert read_document(coded(glass, "PNG")).text == "青禾市总工会通知\n"


def test_each_picture_of_a_tiff_is_a_page() -> None:
    pages = [strip("第一页的文字内容"), strip("第二页的文字内容")]
    document = read_document(coded(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    assert document.text.split() == ["第一页的文字内容", "第二页的文字内容"]
    assert [page.number for page in document.pages] == [1, 2]
    assert document.page_at(document.text.index("第二页")) == 2


def test_a_sheet_that_lies_on_its_side_is_read() -> None:
    sheet = Sheet().lines(70, 100, ["青禾市总工会关于采购帮扶产品的通知", "各单位工会应当于年底以前完成采购"])
    upright = sheet.image.crop((0, 0, 1654, 700))
    document = read_document(coded(upright.rotate(90, expand=True), "PNG"))
    assert document.text.split() == ["青禾市总工会关于采购帮扶产品的通知", "各单位工会应当于年底以前完成采购"]
    boxes = document.boxes_of(0, 17)
    across = max(box.x1 for box in boxes) - min(box.x0 for box in boxes)
    along = max(box.bottom for box in boxes) - min(box.top for box in boxes)
    assert along > 10 * across


def test_a_picture_without_text_is_refused() -> None:
    assert "no text was recognised" in refusal(coded(Image.new("L", (400, 300), 240), "PNG"))


def test_a_picture_cut_short_is_damaged() -> None:
    data = coded(strip("青禾市总工会"), "PNG")
    assert refusal(data[: len(data) // 3]).startswith("the picture is damaged or cut short")


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    buffer = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(buffer, "PNG")
    assert "more than 120 million pixels" in refusal(buffer.getvalue())


def test_a_tiff_of_too_many_pages_is_refused() -> None:
    pages = [Image.new("1", (8, 8))] * 4
    data = coded(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    with limits.using(Limits(pages=3)):
        assert "4 pages, more than the 3 allowed" in refusal(data)
