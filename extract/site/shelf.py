"""Rows held as arrays, so that any choice among a million of them is counted exactly in milliseconds.

A `Shelf` stands for what one list page shows: its rows (lines of supplier lists, say), the thing that each is about
(the supplier; for a list of notices the row itself), and the attributes that visitors choose by. Rows are kept in
the order in which the things are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Attribute:
    """What one attribute says of each row: `codes` are places in `values`, -1 where it says nothing."""

    codes: Ints
    values: tuple[str, ...]

    @classmethod
    def of(cls, column: Sequence[object]) -> Attribute:
        """An attribute by its value in each row; None and the empty text say nothing."""
        values: dict[str, int] = {}
        codes = [-1 if value in (None, "") else values.setdefault(str(value), len(values)) for value in column]
        return cls(np.array(codes, dtype=np.int64), tuple(values))

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The code of each value."""
        return {value: code for code, value in enumerate(self.values)}


@dataclass(frozen=True)
class Shelf:
    """Rows by their ids, the thing each is about by its id, and their attributes."""

    rows: Ints
    things: Ints
    attributes: Mapping[str, Attribute]
    _orders: dict[str, tuple[Ints, Ints]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _number(self) -> Ints:
        """The rows' things, numbered in the order of their first row."""
        _, first, inverse = np.unique(self.things, return_index=True, return_inverse=True)
        ranks = np.empty(len(first), dtype=np.int64)
        ranks[np.argsort(first)] = np.arange(len(first))
        return ranks[inverse]

    @cached_property
    def _by_thing(self) -> Ints:
        return np.argsort(self._number, kind="stable")

    def all(self) -> Mask:
        """The choice of every row."""
        return np.ones(len(self.rows), dtype=bool)

    def having(self, name: str, value: str | None) -> Mask:
        """The rows whose attribute is this value; None chooses those of which it says nothing."""
        attribute = self.attributes[name]
        code = -1 if value is None else attribute.places.get(value, -2)
        chosen: Mask = attribute.codes == code
        return chosen

    def among(self, rows: Iterable[int]) -> Mask:
        """The rows with these ids."""
        return np.isin(self.rows, np.fromiter(rows, dtype=np.int64))

    def about(self, name: str, values: Iterable[str]) -> Mask:
        """The rows whose attribute is one of these values."""
        attribute = self.attributes[name]
        codes = [attribute.places[value] for value in values if value in attribute.places]
        return np.isin(attribute.codes, codes)

    def count(self, mask: Mask) -> int:
        """How many things the chosen rows are about."""
        chosen = np.zeros(int(self._number.max(initial=-1)) + 1, dtype=bool)
        chosen[self._number[mask]] = True
        return int(np.count_nonzero(chosen))

    def counts(self, mask: Mask, name: str) -> list[tuple[str | None, int]]:
        """How many things the chosen rows are about by each value of an attribute, most first; None: says nothing."""
        order, codes = self._order_by(name)
        chosen = order[mask[order]]
        if not len(chosen):
            return []
        values, things = codes[chosen], self._number[chosen]
        new = np.ones(len(chosen), dtype=bool)
        new[1:] = (values[1:] != values[:-1]) | (things[1:] != things[:-1])
        found = np.bincount(values[new] + 1)
        names: Sequence[str | None] = (None, *self.attributes[name].values)
        counted = [(names[place], int(n)) for place, n in enumerate(found) if n]
        return sorted(counted, key=lambda one: (one[0] is None, -one[1], one[0] or ""))

    def _order_by(self, name: str) -> tuple[Ints, Ints]:
        if name not in self._orders:
            codes = self.attributes[name].codes
            self._orders[name] = (np.lexsort((self._number, codes)), codes)
        return self._orders[name]

    def shown(self, mask: Mask, start: int, number: int) -> list[tuple[int, list[int]]]:
        """The things from `start` on in the order of the shelf, each with the ids of its chosen rows."""
        order = self._by_thing
        chosen = order[mask[order]]
        if not len(chosen):
            return []
        numbers = self._number[chosen]
        new = np.ones(len(chosen), dtype=bool)
        new[1:] = numbers[1:] != numbers[:-1]
        begins = np.flatnonzero(new)
        ends = np.append(begins[1:], len(chosen))
        return [
            (int(self.things[chosen[low]]), [int(row) for row in self.rows[chosen[low:high]]])
            for low, high in zip(begins[start : start + number], ends[start : start + number], strict=True)
        ]
