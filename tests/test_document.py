"""A document's offsets, pages, boxes and tables."""

from __future__ import annotations

import pytest

from extract.boxes import Box, CharacterBoxes
from extract.document import Cell, Document, Link, Page, Paragraph, Table
from extract.facts import Evidence


def boxes(*places: tuple[int, float, float]) -> CharacterBoxes:
    """Characters 10 points wide and high at (page, x, y)."""
    made = CharacterBoxes()
    for page, x, y in places:
        made.append(page, x, y, x + 10, y + 10)
    return made


MERGED = Table(
    0,
    9,
    2,
    2,
    (Cell(0, 0, 0, 2, row_span=2), Cell(0, 1, 3, 5), Cell(1, 1, 6, 8)),
)


def test_a_merged_cell_covers_all_its_places() -> None:
    assert MERGED.cell(1, 0) is MERGED.cells[0]


def test_a_row_counts_a_cell_merged_from_above() -> None:
    assert MERGED.row_cells(1) == [MERGED.cells[0], MERGED.cells[2]]


def test_a_row_s_range_leaves_out_what_is_merged_from_above() -> None:
    assert MERGED.row_range(1) == (6, 8)


def test_there_is_no_cell_outside_the_grid() -> None:
    assert MERGED.cell(2, 0) is None


def test_characters_of_one_line_share_a_box() -> None:
    found = boxes((1, 0, 0), (1, 10, 0), (1, 0, 20)).lines(0, 3)
    assert found == [Box(1, 0, 0, 20, 10), Box(1, 0, 20, 10, 30)]


def test_a_value_broken_over_pages_has_a_box_on_each() -> None:
    assert [box.page for box in boxes((1, 0, 700), (2, 0, 50)).lines(0, 2)] == [1, 2]


def _document() -> Document:
    return Document(
        text="甲段\n乙段\n丙段\n",
        blocks=(Paragraph(0, 2), Paragraph(3, 5), Paragraph(6, 8)),
        media_type="text/plain",
        pages=(Page(1, 100, 100, 0, 5), Page(2, 100, 100, 5, 9)),
        links=(Link(6, 8, "https://www.example.com/"),),
    )


def test_a_character_is_on_the_page_whose_range_holds_it() -> None:
    assert [_document().page_at(place) for place in (0, 4, 5, 8)] == [1, 1, 2, 2]


def test_a_cut_document_counts_in_its_own_text() -> None:
    cut = _document().cut([(0, 3), (6, 9)])
    assert cut.text == "甲段\n丙段\n"
    assert [cut.text[block.start : block.end] for block in cut.blocks] == ["甲段", "丙段"]
    assert cut.text[cut.links[0].start : cut.links[0].end] == "丙段"


def test_a_cut_document_keeps_the_numbers_of_its_pages() -> None:
    assert _document().cut([(6, 9)]).page_at(0) == 2


def test_a_fact_without_a_place_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="needs a place"):
        Evidence(5, 5, "", "some.rule")


def test_a_fact_whose_quote_is_not_as_long_as_its_place_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="needs a place"):
        Evidence(5, 9, "两字", "some.rule")
