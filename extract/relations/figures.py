"""Figures of policy terms as they are compared: bounds of one range brought together, those of no use left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from extract.relations.comparison import PLAIN, TERMS

__all__ = ["PLAIN", "SHARES", "TERMS", "Figure", "figures"]

SHARES = ("holiday", "canteen")
"""The terms in percent; the others are in yuan."""

COLUMNS = "id, notice_id, term, basis, kind, amount, topic, additional, standing, start, end"
"""The columns of `page_figures` that `figures` takes, in order."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure under a policy term: at least `low`, at most `high`, between the two, or just that where they are one.

    `terms` are the ids it has in the table `terms` (two where floor and cap of a range were read apart), `start` is
    where its words begin in the notice's text. `basis` is that of extract.relations.comparison.
    """

    terms: tuple[int, ...]
    notice: int
    term: str
    basis: str
    low: float | None
    high: float | None
    topic: str
    additional: bool
    quoted: bool
    start: int

    @property
    def comparable(self) -> bool:
        """Whether it may stand beside other places' figures: on the common basis, and set by its notice."""
        return self.basis == PLAIN and not self.quoted

    @property
    def kind(self) -> str:
        """`cap`, `floor`, `range` or `exact`."""
        if self.low is None:
            return "cap"
        if self.high is None:
            return "floor"
        return "exact" if self.low == self.high else "range"


def figures(rows: Iterable[Sequence[Any]]) -> Iterator[Figure]:
    """The figures in rows of COLUMNS, which come notice by notice and within each by `start`.

    A floor and a cap whose words overlap are the two ends of one range. A cap of what is to be bought in all bounds a
    payment, not a target, and is left out unless it ends a range.
    """
    for _, group in groupby(rows, key=lambda row: row[1]):
        yield from _of_one_notice(list(group))


def _of_one_notice(rows: list[Sequence[Any]]) -> Iterator[Figure]:
    caps = [row for row in rows if row[4] == "cap"]
    used: set[int] = set()
    for row in rows:
        if row[4] == "cap":
            continue
        cap = None
        if row[4] == "floor":
            cap = next((one for one in caps if one[0] not in used and _one_range(row, one)), None)
        if cap is not None:
            used.add(cap[0])
        yield _figure(row, cap)
    for row in caps:
        if row[0] not in used and row[2] != "target":
            yield _figure(row, None)


def _one_range(floor: Sequence[Any], cap: Sequence[Any]) -> bool:
    same = floor[2] == cap[2] and floor[6:9] == cap[6:9] and (floor[3] == cap[3] or cap[3] == "lone_cap")
    return same and floor[9] < cap[10] and cap[9] < floor[10] and floor[5] < cap[5]


def _figure(row: Sequence[Any], cap: Sequence[Any] | None) -> Figure:
    number, notice, term, basis, kind, amount, topic, additional, standing, start, _ = row
    high = cap[5] if cap is not None else None if kind == "floor" else amount
    return Figure(
        (number,) if cap is None else (number, cap[0]),
        notice,
        term,
        basis,
        None if kind == "cap" else amount,
        high,
        topic,
        bool(additional),
        standing == "quoted",
        start if cap is None else min(start, cap[9]),
    )
