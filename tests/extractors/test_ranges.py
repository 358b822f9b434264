"""Ranges of a text that are taken: overlap is told as by looking at each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.extractors.ranges import Ranges

RANGE = st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def test_ranges_that_only_meet_do_not_overlap() -> None:
    taken = Ranges([(10, 20), (2, 5)])
    assert not taken.overlap(5, 10)
    assert not taken.overlap(20, 25)
    assert taken.overlap(19, 25)
    assert taken.overlap(0, 3)


def test_a_wide_range_before_a_narrow_one_still_counts() -> None:
    assert Ranges([(0, 50), (10, 12)]).overlap(30, 31)


def test_nothing_overlaps_where_nothing_is_taken() -> None:
    assert not Ranges([]).overlap(0, 100)


@given(st.lists(RANGE), RANGE)
def test_overlap_is_told_as_by_looking_at_each(ranges: list[tuple[int, int]], other: tuple[int, int]) -> None:
    start, end = other
    assert Ranges(ranges).overlap(start, end) == any(low < end and start < high for low, high in ranges)
