"""Pages of originals as pictures: PDF files drawn as they would be printed, picture files as they are shown.

The places of facts (`extract.placing`) are fractions of these very pictures. A file that was handed in is not to
be trusted: `rendered` draws it in a process of its own that has no network, little memory and little time.
"""

from __future__ import annotations

import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from extract import limits

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH = 1200
"""Pixels across a page, unless asked otherwise: small print can be read, a screen is filled."""
DRAWN = ("application/pdf", "image/png", "image/jpeg", "image/tiff", "image/bmp", "image/gif", "image/webp")
"""The media types of sources whose pages can be drawn."""
SECONDS = 20.0
"""How long drawing one page may take."""
_NARROWEST, _WIDEST = 100, 2400
_MOST_PIXELS = 9_000_000
_LONGEST = 16_000
"""WebP has no pictures longer than 16,383 pixels."""
_QUALITY = 78
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")


class PageError(Exception):
    """A page that cannot be drawn; the message is one line."""


def render(data: bytes, page: int, width: int = WIDTH) -> bytes:
    """A page (from 1) of a PDF or picture file as WebP, so many pixels wide; a very long page is made narrower.

    Raises PageError where there is no such page, the file is of no kind that can be drawn, damaged, protected, or
    has more pixels than the limit `picture_mpx` allows.
    """
    if page < 1 or not _NARROWEST <= width <= _WIDEST:
        raise PageError(f"no page {page} of {width} pixels: pages count from 1, widths go from {_NARROWEST}")
    try:
        picture = _pdf_page(data, page, width) if b"%PDF-" in data[:1024] else _picture_page(data, page, width)
        written = BytesIO()
        picture.save(written, "WEBP", quality=_QUALITY, method=3)
    except (PageError, MemoryError):
        raise
    except Exception as error:  # what is damaged makes libraries raise whatever comes first
        raise PageError(f"the page cannot be drawn ({type(error).__name__})") from error
    return written.getvalue()


def _pdf_page(data: bytes, number: int, width: int) -> Image:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        if number > len(document):
            raise PageError(f"there is no page {number}")
        page = document[number - 1]
        wide, high = page.get_size()
        if min(wide, high) <= 0:
            raise PageError("the page has no size")
        across, _ = _size(wide, high, width)
        picture: Image = page.render(scale=across / wide).to_pil()
        return picture.convert("RGB")


def _picture_page(data: bytes, number: int, width: int) -> Image:
    from PIL import Image, ImageOps

    from extract.readers.picture import on_white

    with Image.open(BytesIO(data), formats=_FORMATS) as image:
        try:
            image.seek(number - 1)
        except EOFError as error:
            raise PageError(f"there is no page {number}") from error
        if image.width * image.height > limits.current().picture_mpx * 1_000_000:
            raise PageError("the picture has more pixels than the limit picture_mpx allows")
        if image.format == "JPEG":
            image.draft(None, (width, width))
        shown = ImageOps.exif_transpose(on_white(image))
    return shown.resize(_size(shown.width, shown.height, width), Image.Resampling.LANCZOS)


def _size(wide: float, high: float, width: int) -> tuple[int, int]:
    """The pixels of a page of these proportions: so wide, or less where it would have too many of them."""
    across = min(float(width), (_MOST_PIXELS * wide / high) ** 0.5, _LONGEST * wide / high)
    return max(1, round(across)), max(1, round(across * high / wide))


def rendered(path: Path, page: int, width: int = WIDTH) -> bytes:
    """Like `render` for a file, in a process of its own. Raises PageError, also where it takes too long."""
    from extract.readers import sandbox

    with tempfile.TemporaryDirectory() as name:
        drawn = Path(name) / "page.webp"
        module = [sys.executable, "-W", "ignore", "-m", "extract.page_pictures"]
        command = [*module, str(path.resolve()), str(page), str(width), str(drawn)]
        package = {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
        ended = sandbox.run(command, Path(name), SECONDS, package)
        if ended.code is None:
            raise PageError(f"drawing the page took more than {SECONDS:g} s")
        if ended.code != 0 or not drawn.exists():
            said = ended.words.strip().splitlines()
            raise PageError(said[-1] if said else "drawing the page failed")
        return drawn.read_bytes()


def main(arguments: list[str]) -> int:
    """Draws `FILE PAGE WIDTH` into the file named last; what goes wrong is one line on stderr."""
    path, page, width, drawn = arguments
    try:
        Path(drawn).write_bytes(render(Path(path).read_bytes(), int(page), int(width)))
    except (PageError, OSError, MemoryError) as error:
        print(str(error) or "it needs too much memory", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
