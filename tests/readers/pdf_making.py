"""Small PDFs for the tests, drawn with ReportLab's Chinese font that needs no file."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extract.document import Document, Table

FONT = "STSong-Light"
LEFT, TOP, PITCH, SIZE = 80.0, 740.0, 29.0, 16.0
PER_LINE = 28
"""Characters of 16 points in a line of body text."""
RIGHT = LEFT + PER_LINE * SIZE

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def make(*pages: Callable[[Canvas], None], size: tuple[float, float] = A4) -> bytes:
    """A PDF with one page for each function, which draws it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, pageCompression=0)
    for draw in pages:
        canvas.setFont(FONT, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(
    *texts: str, x: float = LEFT, top: float = TOP, size: float = SIZE, pitch: float = PITCH
) -> Callable[[Canvas], None]:
    """Draws lines one below the other; U+3000 at the beginning of one indents it."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, size)
        for number, text in enumerate(texts):
            bare = text.lstrip("\u3000")
            canvas.drawString(x + size * (len(text) - len(bare)), top - number * pitch, bare)

    return draw


def body(text: str) -> list[str]:
    """A paragraph's text cut into lines of body text, the first indented by two characters."""
    indented = "\u3000\u3000" + text
    return [indented[i : i + PER_LINE] for i in range(0, len(indented), PER_LINE)]


def centred(text: str, y: float, size: float = 22.0) -> Callable[[Canvas], None]:
    """Draws a line in the middle between the margins."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, size)
        canvas.drawCentredString((LEFT + RIGHT) / 2, y, text)

    return draw


def grid(
    xs: Sequence[float], ys: Sequence[float], texts: Sequence[Sequence[str]], size: float = 12.0
) -> Callable[[Canvas], None]:
    """Draws a ruled table: column limits, row limits from the top down, each cell's lines (parted by line feeds)."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, size)
        canvas.setLineWidth(0.6)
        for y in ys:
            canvas.line(xs[0], y, xs[-1], y)
        for x in xs:
            canvas.line(x, ys[0], x, ys[-1])
        cell_texts(xs, ys, texts, size)(canvas)

    return draw


def cell_texts(
    xs: Sequence[float], ys: Sequence[float], texts: Sequence[Sequence[str]], size: float = 12.0
) -> Callable[[Canvas], None]:
    """Draws the texts of a table's cells without its rules."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, size)
        for row, cells in enumerate(texts):
            for column, text in enumerate(cells):
                for number, line in enumerate(text.split("\n") if text else []):
                    canvas.drawString(xs[column] + 4, ys[row] - 1.3 * size - number * 1.3 * size, line)

    return draw


def both(*draws: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    """Draws several things on one page."""

    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def picture(canvas: Canvas) -> None:
    """Draws a grey picture over the whole page, as a scan has."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, *A4)


def texts(document: Document) -> list[str]:
    """The paragraphs' texts in order."""
    return [document.text[block.start : block.end] for block in document.paragraphs()]


def rows(document: Document, table: Table) -> list[list[str]]:
    """The table's grid, merged cells repeated."""
    found = []
    for row in range(table.rows):
        cells = [table.cell(row, column) for column in range(table.columns)]
        found.append([document.text[cell.start : cell.end] if cell else "?" for cell in cells])
    return found


LONG = "各级工会要充分认识帮扶工作的重要意义，结合本单位实际制定具体措施，明确责任分工，落实经费保障，" * 2
OTHER = "要把采购帮扶产品同改善职工福利结合起来，坚持自愿原则，严格执行财务纪律，定期公布采购情况，接受监督。"


XS = [60.0, 100.0, 300.0, 420.0, 540.0]
HEAD = ["序号", "企业名称", "联系人", "联系电话"]


def numbered_rows(first: int, last: int) -> list[list[str]]:
    """Rows of a list of firms, from one number to another."""
    return [[str(n), f"某某第{n}商贸有限公司", "甲某", f"1380000{n:04d}"] for n in range(first, last + 1)]


def row_lines(count: int, top: float = 740.0, height: float = 30.0) -> list[float]:
    """Where the rules of so many rows lie, from the top down, in points."""
    return [top - height * n for n in range(count + 1)]
