"""Scanned pages for the tests: drawn with the fonts the corpus uses, then turned, stained and sealed as scanners do."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from corpus.pdf import FONTS

DPI = 200
SCALE = DPI / 72
A4 = (1654, 2339)
"""Pixels of a sheet."""
INK, RED = (25, 25, 28), (205, 35, 40)


def font(size: float, name: str = "song") -> ImageFont.FreeTypeFont:
    """A font of the corpus at a size in points; skips the test, naming the package, where it is not installed."""
    path, package = FONTS[name]
    if not path.exists():
        pytest.skip(f"needs the package {package}")
    return ImageFont.truetype(str(path), round(size * SCALE))


class Sheet:
    """A page under construction; places and sizes are in points from its top left corner."""

    def __init__(self, paper: int = 247) -> None:
        self.image = Image.new("RGB", A4, (paper, paper, paper - 3))
        self.draw = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, words: str, size: float = 16, name: str = "song", fill: object = INK) -> Sheet:
        """Writes words with their upper left corner at a place."""
        self.draw.text((x * SCALE, y * SCALE), words, font=font(size, name), fill=fill)  # type: ignore[arg-type]
        return self

    def lines(self, x: float, y: float, texts: Sequence[str], pitch: float = 29, size: float = 16) -> Sheet:
        """Writes lines one below the other."""
        for number, words in enumerate(texts):
            self.text(x, y + number * pitch, words, size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.7, fill: object = INK) -> Sheet:
        """Draws a line."""
        points = [x0 * SCALE, y0 * SCALE, x1 * SCALE, y1 * SCALE]
        self.draw.line(points, fill=fill, width=max(1, round(width * SCALE)))  # type: ignore[arg-type]
        return self

    def table(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> Sheet:
        """Draws a ruled table with the limits of its columns and rows; a line feed parts the lines of a cell."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for top, row in zip(ys, rows, strict=False):
            for left, words in zip(xs, row, strict=False):
                self.lines(left + 6, top + 6, words.split("\n"), 16, 12)
        return self

    def seal(self, x: float, y: float, radius: float = 58) -> Sheet:
        """Stamps a round red seal with its middle at a place; ink below it shows through."""
        stamp = Image.new("RGB", self.image.size, (255, 255, 255))
        draw = ImageDraw.Draw(stamp)
        box = [(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE]
        draw.ellipse(box, outline=RED, width=9)
        for angle, char in zip(np.linspace(-2.6, -0.5, 6), "青禾市总工会", strict=True):
            at = (x + 0.72 * radius * np.cos(angle) - 8, y + 0.72 * radius * np.sin(angle) - 8)
            draw.text((at[0] * SCALE, at[1] * SCALE), char, font=font(16), fill=RED)
        draw.regular_polygon((x * SCALE, y * SCALE, 14 * SCALE), 3, fill=RED)
        self.image = Image.fromarray(np.minimum(np.asarray(self.image), np.asarray(stamp)))
        self.draw = ImageDraw.Draw(self.image)
        return self

    def scanned(self, turned: float = 0.0, grain: float = 5.0) -> Image.Image:
        """The page as a scanner gives it: turned clockwise by some degrees, a little blurred, with grain."""
        image = self.image.rotate(-turned, Image.Resampling.BICUBIC, fillcolor=(240, 240, 238))
        image = image.filter(ImageFilter.GaussianBlur(0.7))
        noise = np.random.default_rng(7).normal(0, grain, (A4[1], A4[0], 1))
        return Image.fromarray((np.asarray(image) + noise).clip(0, 255).astype(np.uint8))


def coded(image: Image.Image, kind: str, **options: object) -> bytes:
    """A picture as a file of this kind, which says its resolution."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **({"dpi": (DPI, DPI)} | options))
    return buffer.getvalue()


def jpeg(image: Image.Image) -> bytes:
    """A picture as a JPEG of the quality that scanners use."""
    return coded(image, "JPEG", quality=80)
