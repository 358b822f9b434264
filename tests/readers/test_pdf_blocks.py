"""PDF pages with blocks side by side: columns of headings that stand twice, lines that wide gaps part."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from extract.document import Paragraph
from extract.readers.pdf import read_pdf
from tests.readers.pdf_making import FONT, LEFT, LONG, PITCH, SIZE, body, both, grid, lines, make, rows


def test_headings_that_stand_twice_make_one_list_of_both_blocks() -> None:
    head = ["单位", "电话"]
    table = grid(
        [80, 200, 300, 420, 520],
        [700, 670, 640, 610],
        [
            [*head, *head],
            ["甲镇工会", "6820001", "丙镇工会", "6820003"],
            ["乙镇工会", "6820002", "丁镇工会", "6820004"],
        ],
    )
    document = read_pdf(make(table))
    (found,) = document.tables()
    assert rows(document, found) == [
        head,
        ["甲镇工会", "6820001"],
        ["乙镇工会", "6820002"],
        ["丙镇工会", "6820003"],
        ["丁镇工会", "6820004"],
    ]
    assert found.header_rows == 1


def test_a_heading_over_both_blocks_leaves_a_table_as_it_stands() -> None:
    texts = [["单位", "电话", "地址", "备注"], ["甲镇工会", "6820001", "东街", "无"]]
    document = read_pdf(make(grid([80, 200, 300, 420, 520], [700, 670, 640], texts)))
    (found,) = document.tables()
    assert rows(document, found) == texts


def _contacts(canvas: Canvas) -> None:
    """Three lines at the margin, each with a name far to the right that ends where the lines of the text do."""
    canvas.setFont(FONT, SIZE)
    for number, (office, line) in enumerate(
        [("甲县财政局采购股", "王小明　0578-6820001"), ("乙股", "陈立　0578-6820002"), ("平台客服", "400-555-0832")]
    ):
        y = 400 - number * PITCH
        canvas.drawString(LEFT, y, office)
        canvas.drawRightString(LEFT + 28 * SIZE, y, line)


def test_lines_that_wide_gaps_part_are_lines_of_their_own() -> None:
    document = read_pdf(make(both(lines(*body(LONG)), _contacts)))
    text = document.text
    assert "0578-6820001乙股" not in text
    paragraphs = [text[b.start : b.end] for b in document.blocks if isinstance(b, Paragraph)]
    assert not any("0578-6820001" in words and "0578-6820002" in words for words in paragraphs)
