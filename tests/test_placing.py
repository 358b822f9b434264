"""Places of words on their pages, as fractions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.boxes import CharacterBoxes
from extract.document import Document, Page
from extract.placing import places_of


def document(*places: tuple[int, float, float], pages: tuple[Page, ...] | None = None) -> Document:
    """Characters 10 points wide and high at (page, x, y), on pages of 200 by 400 points."""
    boxes = CharacterBoxes()
    for page, x, y in places:
        boxes.append(page, x, y, x + 10, y + 10)
    text = "字" * len(places)
    own = (Page(1, 200, 400, 0, len(text)), Page(2, 400, 200, len(text), len(text))) if pages is None else pages
    return Document(text, (), "application/pdf", own, boxes)


def test_a_range_on_two_lines_has_a_box_for_each() -> None:
    found = places_of(document((1, 0, 0), (1, 10, 0), (1, 0, 20)), [(0, 3)])
    assert found == {(0, 3): ((1, 0.0, 0.0, 0.1, 0.025), (1, 0.0, 0.05, 0.05, 0.075))}


def test_a_range_over_a_page_break_is_measured_on_each_page() -> None:
    found = places_of(document((1, 0, 380), (2, 0, 0)), [(0, 2)])
    assert found == {(0, 2): ((1, 0.0, 0.95, 0.05, 0.975), (2, 0.0, 0.0, 0.025, 0.05))}


def test_what_stands_on_no_page_is_left_out() -> None:
    boxes = CharacterBoxes()
    boxes.append_nowhere()
    assert places_of(Document("字", (), "application/pdf", (Page(1, 1, 1, 0, 1),), boxes), [(0, 1)]) == {}


def test_a_format_without_pages_has_no_places() -> None:
    assert places_of(Document("字", (), "text/plain"), [(0, 1)]) == {}


def test_a_page_whose_size_is_unknown_is_left_out() -> None:
    assert places_of(document((3, 0, 0)), [(0, 1)]) == {}


@given(st.lists(st.tuples(st.integers(1, 2), st.floats(-50, 500), st.floats(-50, 500)), max_size=8))
def test_every_edge_lies_on_the_page(places: list[tuple[int, float, float]]) -> None:
    made = document(*places)
    for boxes in places_of(made, [(0, len(made.text))]).values():
        for _, x0, top, x1, bottom in boxes:
            assert 0 <= x0 <= x1 <= 1
            assert 0 <= top <= bottom <= 1


@pytest.mark.parametrize("size", [0.0, -1.0])
def test_a_page_without_a_size_does_no_harm(size: float) -> None:
    made = document((1, 5, 5), pages=(Page(1, size, size, 0, 1),))
    assert places_of(made, [(0, 1)]) == {(0, 1): ((1, 0.0, 0.0, 0.0, 0.0),)}
