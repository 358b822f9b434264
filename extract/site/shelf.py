"""Rows held as arrays, so that any choice among a million of them is counted exactly in milliseconds.

A `Shelf` stands for what one list page shows: its rows (lines of supplier lists, say), the thing that each is about
(the supplier; for a list of notices the row itself), and the attributes that visitors choose by. Rows stand in the
order in which the things are shown, those of one thing together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer]
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
        return cls(np.array(codes, dtype=np.int32), tuple(values))

    @classmethod
    def of_numbers(cls, column: Ints, nothing: int = 0) -> Attribute:
        """An attribute whose values are whole numbers; `nothing` is the one that says nothing."""
        known = np.unique(column)
        known = known[known != nothing]
        codes = np.searchsorted(known, column).astype(np.int32)
        codes[column == nothing] = -1
        return cls(codes, tuple(str(value) for value in known))

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The code of each value."""
        return {value: code for code, value in enumerate(self.values)}


@dataclass(frozen=True)
class _Pairs:
    """The different pairs of an attribute's value and a thing: each row's pair, and each pair's code."""

    of_row: Ints
    codes: Ints


@dataclass(frozen=True)
class Shelf:
    """Rows by their ids, the thing each is about by its id, and their attributes."""

    rows: Ints
    things: Ints
    attributes: Mapping[str, Attribute]
    _pairs: dict[str, _Pairs] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _number(self) -> Ints:
        """The rows' things, numbered in their order."""
        new = np.zeros(len(self.things), dtype=np.int32)
        new[1:] = self.things[1:] != self.things[:-1]
        return np.cumsum(new, dtype=np.int32)

    @cached_property
    def _size(self) -> int:
        return int(self._number[-1]) + 1 if len(self.rows) else 0

    def all(self) -> Mask:
        """The choice of every row."""
        return np.ones(len(self.rows), dtype=bool)

    def none(self) -> Mask:
        """The choice of no row."""
        return np.zeros(len(self.rows), dtype=bool)

    def having(self, name: str, value: str | None) -> Mask:
        """The rows whose attribute is this value; None chooses those of which it says nothing."""
        attribute = self.attributes[name]
        code = -1 if value is None else attribute.places.get(value, -2)
        chosen: Mask = attribute.codes == code
        return chosen

    def among(self, rows: Iterable[int]) -> Mask:
        """The rows with these ids."""
        wanted = np.fromiter(rows, dtype=np.int64)
        chosen = np.zeros(len(self.rows), dtype=bool)
        order, ids = self._by_id
        places = np.searchsorted(ids, wanted)
        known = places < len(ids)
        known[known] = ids[places[known]] == wanted[known]
        chosen[order[places[known]]] = True
        return chosen

    @cached_property
    def _by_id(self) -> tuple[Ints, Ints]:
        order = np.argsort(self.rows, kind="stable")
        return order, self.rows[order]

    def about(self, name: str, values: Iterable[str]) -> Mask:
        """The rows whose attribute is one of these values."""
        attribute = self.attributes[name]
        wanted = np.zeros(len(attribute.values) + 1, dtype=bool)  # the last place is that of -1: says nothing
        wanted[[attribute.places[value] for value in values if value in attribute.places]] = True
        chosen: Mask = wanted[attribute.codes]
        return chosen

    def count(self, mask: Mask) -> int:
        """How many things the chosen rows are about."""
        return self._different(self._number[np.flatnonzero(mask)])

    def count_at(self, mask: Mask, places: Ints) -> int:
        """How many things the chosen rows are about of those that stand at these places, which are in order."""
        return self._different(self._number[places[mask[places]]])

    @staticmethod
    def _different(numbers: Ints) -> int:
        return 1 + int(np.count_nonzero(numbers[1:] != numbers[:-1])) if len(numbers) else 0

    def counts(self, mask: Mask, name: str) -> list[tuple[str | None, int]]:
        """How many things the chosen rows are about by each value of an attribute, most first; None: says nothing."""
        pairs = self._pairs_of(name)
        present = np.zeros(len(pairs.codes), dtype=bool)
        present[pairs.of_row[np.flatnonzero(mask)]] = True
        found = np.bincount(pairs.codes[present] + 1)
        names: Sequence[str | None] = (None, *self.attributes[name].values)
        counted = [(names[place], number) for place, number in enumerate(found.tolist()) if number]
        return sorted(counted, key=lambda one: (one[0] is None, -one[1], one[0] or ""))

    def _pairs_of(self, name: str) -> _Pairs:
        if name not in self._pairs:
            codes = self.attributes[name].codes
            both = (codes.astype(np.int64) + 1) * max(1, self._size) + self._number
            different, of_row = np.unique(both, return_inverse=True)
            self._pairs[name] = _Pairs(
                of_row.astype(np.int32), (different // max(1, self._size)).astype(np.int32) - np.int32(1)
            )
        return self._pairs[name]

    def shown(self, mask: Mask, start: int, number: int) -> list[tuple[int, list[int]]]:
        """The things from `start` on in the order of the shelf, each with the ids of its chosen rows."""
        chosen = np.flatnonzero(mask)
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
