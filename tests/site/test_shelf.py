"""Rows as arrays: what is counted is what a plain count would give."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extract.site.shelf import Attribute, Shelf

_ROWS = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(["甲县", "乙县", None, ""]), st.sampled_from(["民营", "国有", None])),
    max_size=40,
).map(lambda rows: sorted(rows, key=lambda row: row[0]))
Rows = list[tuple[int, str | None, str | None]]


def _shelf(rows: Rows) -> Shelf:
    assert [thing for thing, _, _ in rows] == sorted(thing for thing, _, _ in rows)
    return Shelf(
        np.arange(len(rows), dtype=np.int64) + 100,
        np.array([thing for thing, _, _ in rows], dtype=np.int64),
        {"origin": Attribute.of([row[1] for row in rows]), "ownership": Attribute.of([row[2] for row in rows])},
    )


@given(_ROWS)
def test_counts_are_those_of_different_things(rows: Rows) -> None:
    shelf = _shelf(rows)
    chosen = shelf.having("ownership", "民营")
    assert shelf.count(chosen) == len({thing for thing, _, owner in rows if owner == "民营"})


@given(_ROWS)
def test_each_value_is_counted_by_the_things_that_have_it(rows: Rows) -> None:
    shelf = _shelf(rows)
    expected: dict[str | None, set[int]] = {}
    for thing, origin, owner in rows:
        if owner == "国有":
            expected.setdefault(origin or None, set()).add(thing)
    counts = dict(shelf.counts(shelf.having("ownership", "国有"), "origin"))
    assert counts == {value: len(things) for value, things in expected.items()}


@given(_ROWS)
def test_pages_of_a_list_together_show_each_thing_once_with_its_chosen_rows(rows: Rows) -> None:
    shelf = _shelf(rows)
    chosen = shelf.having("origin", "甲县")
    shown = [one for start in range(0, 8, 2) for one in shelf.shown(chosen, start, 2)]
    expected: dict[int, list[int]] = {}
    order = list(dict.fromkeys(thing for thing, _, _ in rows))
    for thing in order:
        ids = [100 + place for place, row in enumerate(rows) if row[0] == thing and row[1] == "甲县"]
        if ids:
            expected[thing] = ids
    assert shown == list(expected.items())


def test_what_says_nothing_is_counted_last() -> None:
    shelf = _shelf([(1, None, None), (2, None, None), (3, "乙县", None)])
    assert shelf.counts(shelf.all(), "origin") == [("乙县", 1), (None, 2)]


def test_a_value_that_no_row_has_chooses_none() -> None:
    shelf = _shelf([(1, "甲县", "民营")])
    assert shelf.count(shelf.having("origin", "丙县")) == 0


def test_an_empty_shelf_has_nothing_to_count() -> None:
    shelf = _shelf([])
    assert (shelf.count(shelf.all()), shelf.counts(shelf.all(), "origin"), shelf.shown(shelf.all(), 0, 9)) == (
        0,
        [],
        [],
    )


def test_rows_are_chosen_by_their_ids_and_unknown_ids_choose_none() -> None:
    shelf = _shelf([(1, "甲县", None), (2, None, None), (3, None, None)])
    assert list(shelf.among([102, 100, 999, 5])) == [True, False, True]


def test_rows_are_chosen_by_several_values() -> None:
    shelf = _shelf([(1, "甲县", None), (2, "乙县", None), (3, None, None)])
    assert list(shelf.about("origin", ["乙县", "丙县"])) == [False, True, False]
