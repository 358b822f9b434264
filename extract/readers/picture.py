"""Picture files (PNG, JPEG, TIFF, BMP, GIF, WebP) → Document: each of their pictures is recognised as a page."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from extract import limits, progress
from extract.document import Document
from extract.readers.errors import ReadError

if TYPE_CHECKING:
    from PIL.Image import Image

    from extract.readers.scan import PagePicture

_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
_A4 = (595.0, 842.0)
_STRIP = 1.9
_LEAST_DPI, _MOST_DPI = 70.0, 1300.0
_NARROWEST, _WIDEST = 200.0, 1300.0
"""A picture that would be narrower or wider than this on paper, in points, does not say its true resolution."""
_MOST_PIXELS, _LEAST_PIXELS = 1654, 1130
"""Pixels of the shorter side: larger pictures are made this small (A4 at 200 dots an inch), smaller ones this large."""
_LONGEST_SIDE = 12_000
_MOST_ENLARGED = 2.0
_BROKEN = "the picture is damaged or cut short"
_DAMAGED = "get the picture anew from where it came"


def read_picture(data: bytes) -> Document:
    """The document on a picture file's pages.

    Raises ReadError for one that is damaged or too large, or on which no text is recognised.
    """
    from PIL.Image import MIME

    from extract.readers.pdf_document import document_of
    from extract.readers.scan import recognise_pages

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of sizes that the limit allows
        image = _opened(data)
        count = _page_count(image)
        done = 0

        def told() -> None:
            nonlocal done
            done += 1
            progress.report(done, count)

        found = recognise_pages(_pages(image, count), count, told)
    pages = [found.pages[number] for number in sorted(found.pages)]
    if not any(page.runs for page in pages):
        raise ReadError(
            "no text was recognised on the picture", "scan it anew with 200 to 300 dots an inch, straight and sharp"
        )
    return document_of(pages, found.warnings, MIME.get(image.format or "", "image/*"))


def pictures_of(data: bytes) -> Iterator[PagePicture]:
    """The pictures of a file as they are recognised, one at a time. Raises ReadError as `read_picture` does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        image = _opened(data)
        yield from _pages(image, _page_count(image))


def _opened(data: bytes) -> Image:
    from PIL import Image

    try:
        return Image.open(BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except MemoryError:
        raise
    except Exception as error:  # Pillow's readers raise whatever comes first
        raise ReadError(_BROKEN, _DAMAGED) from error


def _page_count(image: Image) -> int:
    if image.format != "TIFF":
        return 1  # further pictures are an animation's, or a second view of the same
    allowed = limits.current().pages
    try:
        count = int(getattr(image, "n_frames", 1))
    except MemoryError:
        raise
    except Exception as error:  # a chain of pages that leads nowhere
        raise ReadError(_BROKEN, _DAMAGED) from error
    if count > allowed:
        raise ReadError(
            f"the picture file has {count} pages, more than the {allowed} allowed",
            f"allow more with --limit pages={count}",
        )
    return count


def _too_large() -> ReadError:
    return ReadError(
        f"the picture has more than {limits.current().picture_mpx} million pixels",
        "hand it in smaller, or allow more with --limit picture_mpx=NUMBER",
    )


def _pages(image: Image, count: int) -> Iterator[PagePicture]:
    """The file's pictures one by one; a damaged one among several costs its own page alone."""
    from extract.readers.scan import PagePicture

    for index in range(count):
        try:
            image.seek(index)
            if image.width * image.height > limits.current().picture_mpx * 1_000_000:
                raise _too_large()
            page = _page(image, index + 1)
        except MemoryError:
            raise
        except Exception as error:
            if count == 1:
                raise error if isinstance(error, ReadError) else ReadError(_BROKEN, _DAMAGED) from error
            page = PagePicture(index + 1, None, 1.0, str(error) if isinstance(error, ReadError) else _BROKEN)
        yield page


def _page(image: Image, number: int) -> PagePicture:
    import numpy as np
    from PIL import Image, ImageOps

    from extract.readers.scan import PagePicture

    dpi = image.info.get("dpi", (0.0, 0.0))[0]
    original = image.size
    if image.format == "JPEG":
        image.draft(None, (_MOST_PIXELS, _MOST_PIXELS))
    shown = ImageOps.exif_transpose(on_white(image))
    shorter = min(shown.size)
    wanted = min(max(shorter, _LEAST_PIXELS), _MOST_PIXELS) / shorter
    factor = min(wanted, _MOST_ENLARGED, _LONGEST_SIDE / max(shown.size))
    if factor != 1.0:
        size = max(1, round(shown.width * factor)), max(1, round(shown.height * factor))
        shown = shown.resize(size, Image.Resampling.LANCZOS if factor < 1 else Image.Resampling.BICUBIC)
    points = _long_side(original, float(dpi))
    pixels = np.asarray(shown, dtype=np.uint8)[:, :, ::-1]
    return PagePicture(number, np.ascontiguousarray(pixels), max(shown.size) / points)


def _long_side(size: tuple[int, int], dpi: float) -> float:
    """The longer side of the page in points: as the file says if that can be, else as on A4 paper.

    A picture much longer or wider than a sheet is a strip of the width of one.
    """
    longer, shorter = max(size), min(size)
    if _LEAST_DPI <= dpi <= _MOST_DPI and _NARROWEST <= longer / dpi * 72 <= _WIDEST:
        return longer / dpi * 72
    if longer < _STRIP * shorter:
        return _A4[1]
    return _A4[0] if size[0] > size[1] else _A4[0] * longer / shorter


def on_white(image: Image) -> Image:
    """The picture in red, green and blue, what is transparent in it white."""
    from PIL import Image

    if image.mode in ("I", "I;16", "I;16B", "F"):
        image = image.point(lambda value: value / 256).convert("L") if image.mode != "F" else image.convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        paper = Image.new("RGBA", layered.size, (255, 255, 255, 255))
        return Image.alpha_composite(paper, layered).convert("RGB")
    return image.convert("RGB")
