"""Bounds that notices print together are one range; what bounds a payment is no target."""

from __future__ import annotations

from typing import Any

from extract.relations.figures import Figure, figures


def row(number: int, kind: str, amount: float, start: int, end: int, **values: Any) -> tuple[Any, ...]:
    told = {"notice": 1, "term": "cap", "basis": "plain", "topic": "assistance", "additional": 0, "standing": "set"}
    told |= values
    return (
        number, told["notice"], told["term"], told["basis"], kind, amount, told["topic"], told["additional"],
        told["standing"], start, end,
    )  # fmt: skip


def bounds(*rows: tuple[Any, ...]) -> list[tuple[float | None, float | None]]:
    return [(figure.low, figure.high) for figure in figures(rows)]


def test_a_floor_and_a_cap_in_the_same_words_are_a_range() -> None:
    (figure,) = figures([row(1, "floor", 300, 10, 24), row(2, "cap", 500, 10, 24)])
    assert (figure.low, figure.high, figure.kind, figure.terms, figure.start) == (300, 500, "range", (1, 2), 10)


def test_bounds_in_different_words_stay_apart() -> None:
    assert bounds(row(1, "floor", 200, 10, 20), row(2, "cap", 500, 30, 40)) == [(200, None), (None, 500)]


def test_bounds_of_different_purposes_stay_apart() -> None:
    rows = row(1, "floor", 200, 10, 20), row(2, "cap", 500, 10, 20, topic="purchase")
    assert bounds(*rows) == [(200, None), (None, 500)]


def test_bounds_of_two_notices_stay_apart() -> None:
    assert bounds(row(1, "floor", 200, 10, 20), row(2, "cap", 500, 10, 20, notice=2)) == [(200, None), (None, 500)]


def test_a_floor_above_its_cap_makes_no_range() -> None:
    assert bounds(row(1, "floor", 600, 10, 20), row(2, "cap", 500, 10, 20)) == [(600, None), (None, 500)]


def test_a_share_is_closed_by_the_cap_that_alone_would_bound_something_else() -> None:
    rows = (
        row(1, "floor", 15, 10, 20, term="canteen", topic="canteen"),
        row(2, "cap", 20, 10, 20, term="canteen", topic="canteen", basis="lone_cap"),
    )
    (figure,) = figures(rows)
    assert (figure.low, figure.high, figure.basis) == (15, 20, "plain")


def test_a_cap_alone_is_no_target() -> None:
    assert bounds(row(1, "cap", 30_000, 10, 20, term="target")) == []


def test_a_range_is_a_target() -> None:
    rows = row(1, "floor", 50_000, 10, 20, term="target"), row(2, "cap", 200_000, 10, 20, term="target")
    assert bounds(*rows) == [(50_000, 200_000)]


def test_an_exact_figure_has_one_bound_on_both_sides() -> None:
    (figure,) = figures([row(1, "target", 300, 10, 20)])
    assert (figure.low, figure.high, figure.kind) == (300, 300, "exact")


def test_what_is_quoted_or_on_another_basis_is_not_compared() -> None:
    def comparable(**values: Any) -> bool:
        found: Figure = next(iter(figures([row(1, "cap", 300, 10, 20, **values)])))
        return found.comparable

    assert comparable()
    assert not comparable(standing="quoted")
    assert not comparable(basis="person")
