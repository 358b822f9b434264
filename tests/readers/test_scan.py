"""Scanned pages come out as pages with text do: paragraphs, tables, header, date, and boxes on the page as it is shown.

One PDF is read once for all: a page with text, a page turned by two degrees with a table and an invisible
text layer, a page with a red header and a seal over the date, an empty page and a picture without text.
"""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract import progress
from extract.document import Document, Table
from extract.readers.pdf import read_pdf
from tests.readers.pdf_making import LONG, body, lines, make, rows, texts
from tests.readers.scan_making import RED, Sheet, jpeg

XS = [70, 112, 300, 380, 525]
ROWS = [
    ["序号", "企业名称", "联系人", "联系电话"],
    ["1", "青禾市禾丰农产品有限公司", "季小川", "13800000001"],
    ["2", "青禾市远山土特产供应链管理有\n限责任公司", "陶一鸣", "13800000002"],
    ["3", "青禾市甘泉食品厂", "楼小满", "0990-5550003"],
]
YS = [300, 326, 352, 394, 420]
PROSE = (
    "请各单位按照附后的名单采购消费帮扶产品，采购额度为每人每年不超过伍佰元，份额不低于当年慰问品总额的四分之一，"
    "采购凭证由各单位工会妥善保存备查，并于年底以前将采购情况书面报送市总工会权益保障部汇总。"
)


def table_page() -> Sheet:
    return Sheet().text(206, 90, "供应商名单", 22).lines(70, 150, body(PROSE)).table(XS, YS, ROWS)


def sealed_page() -> Sheet:
    sheet = Sheet().text(165, 80, "青禾市总工会文件", 33, fill=RED)
    sheet.text(233, 160, "青工发〔2030〕7号", 16).rule(70, 195, 525, 195, 1.5, RED)
    sheet.text(187, 230, "关于做好消费帮扶的通知", 20).text(70, 280, "各县（市、区）总工会：")
    sheet.text(102, 310, "现将有关事项通知如下。").text(360, 420, "青禾市总工会").text(352, 450, "2030年3月18日")
    return sheet.seal(410, 445)


def pictured(data: bytes, hidden: str = "") -> Callable[[Canvas], None]:
    """Draws a picture over the whole page, with words on it that nobody sees."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(io.BytesIO(data)), 0, 0, *A4)
        text = canvas.beginText(80, 700)
        text.setTextRenderMode(3)
        text.textLines(hidden)
        canvas.drawText(text)

    return draw


def pattern() -> bytes:
    sheet = Sheet()
    for step in range(12):
        edge = 300 + 90 * step
        sheet.draw.ellipse([edge, edge, edge + 700, edge + 700], outline=(90, 90, 90), width=14)
    return jpeg(sheet.image)


@pytest.fixture(scope="session")
def told() -> list[tuple[int, int]]:
    return []


@pytest.fixture(scope="session")
def document(told: list[tuple[int, int]]) -> Document:
    data = make(
        lines(*body(LONG)),
        pictured(jpeg(table_page().scanned(2.0)), "garbled words of another program\n" * 9),
        pictured(jpeg(sealed_page().scanned(-0.6))),
        pictured(jpeg(Sheet().scanned())),
        pictured(pattern()),
    )
    with progress.told_to(lambda done, steps: told.append((done, steps))):
        return read_pdf(data)


def only_table(document: Document) -> Table:
    (table,) = document.tables()
    return table


def place(document: Document, words: str) -> tuple[int, int]:
    at = document.text.index(words)
    return at, at + len(words)


def test_a_page_with_text_keeps_its_text(document: Document) -> None:
    assert texts(document)[0] == LONG


def test_lines_of_a_skewed_page_are_joined_to_paragraphs(document: Document) -> None:
    assert PROSE in texts(document)


def test_an_invisible_text_layer_counts_for_nothing(document: Document) -> None:
    assert "garbled" not in document.text


def test_a_ruled_table_of_a_skewed_page_has_its_rows(document: Document) -> None:
    assert rows(document, only_table(document)) == [[cell.replace("\n", "") for cell in row] for row in ROWS]
    assert only_table(document).header_rows == 1


def test_a_red_header_and_its_number_are_read(document: Document) -> None:
    header = next(block for block in document.paragraphs() if document.text[block.start : block.end].endswith("会文件"))
    assert header.red
    assert "青工发〔2030〕7号" in texts(document)


def test_signature_and_date_are_read_below_the_seal(document: Document) -> None:
    assert texts(document)[-2:] == ["青禾市总工会", "2030年3月18日"]


def test_boxes_lie_on_the_page_as_it_is_shown(document: Document) -> None:
    (box,) = document.boxes_of(*place(document, "13800000001"))
    assert box.page == 2
    # Turned by two degrees clockwise round the middle of the page, a place goes this far.
    turned_x, turned_y = 386 - (332 - 421) * 0.035, 332 + (386 - 298) * 0.035
    assert abs(box.x0 - turned_x) < 6 and abs(box.top - turned_y) < 6
    assert 55 < box.x1 - box.x0 < 85 and 10 < box.bottom - box.top < 20


def test_pages_keep_their_size(document: Document) -> None:
    assert {(round(page.width), round(page.height)) for page in document.pages} == {(595, 842)}


def test_recognised_characters_have_scores_and_others_none(document: Document) -> None:
    assert document.scores is not None and len(document.scores) == len(document.text)
    assert document.recognised(0, 20) is None
    score = document.recognised(*place(document, "13800000001"))
    assert score is not None and 0.5 < score <= 1


def test_a_picture_without_text_is_named_and_an_empty_page_is_not(document: Document) -> None:
    assert document.warnings == ("page 5 is a scanned picture in which no text was recognised",)


def test_progress_is_told_page_by_page(document: Document, told: list[tuple[int, int]]) -> None:
    assert [done for done, _ in told] == [1, 2, 3, 4, 5]
    assert {steps for _, steps in told} == {5}


def test_files_with_text_load_nothing_of_the_recogniser(tmp_path: Path) -> None:
    path = tmp_path / "notice.pdf"
    path.write_bytes(make(lines(*body(LONG)), lambda canvas: None))
    code = (
        "import sys\n"
        "from extract.reading import read\n"
        "assert read(sys.argv[1]).status == 'ok'\n"
        "print([name for name in ('rapidocr', 'onnxruntime', 'cv2') if name in sys.modules])\n"
    )
    result = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
