"""All places and years with the figures they set, held as arrays: chosen, ordered and charted in milliseconds.

A row of the comparison is a place and a year: all notices that a place issued in that year. Where the place of a
notice is unknown its issuer stands for it; where that is unknown too, the notice stands alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.relations import comparison_columns
from extract.relations.comparison import TERMS
from extract.relations.comparison_columns import Columns
from extract.relations.figures import Figure
from extract.site.shelf import Attribute, Ints, Mask, Shelf

Floats = npt.NDArray[np.float64]

_LETTERS = 100

LEVELS = ("first", "second", "third")
"""The shelf's attributes that hold a notice's place: province, city and county."""


@dataclass(frozen=True, slots=True)
class Key:
    """A row of the comparison: the place, else the issuer, else the notice alone; and the year, where one is told."""

    adcode: str | None
    issuer: str | None
    notice: int | None
    year: str | None

    @property
    def name(self) -> str:
        """How addresses name it; a row without a place is named by its issuer's first words or its notice."""
        return f"{self.adcode or (self.issuer or '')[:_LETTERS] or self.notice}-{self.year or ''}"


@dataclass(frozen=True)
class Main:
    """Of each of some rows, one figure of a term: the numbers of the rows, the figures' bounds (NaN: none) and state.

    `figures` says where the figures stand among the comparison's columns.
    `past` says that the notice has run out or that a later one sets the term anew, `additional` that the figure
    comes on top of the ordinary allowance.
    """

    things: Ints
    figures: Ints
    low: Floats
    high: Floats
    past: Mask
    additional: Mask

    @property
    def value(self) -> Floats:
        """What it is ordered by: the upper bound, else the lower."""
        value: Floats = np.where(np.isnan(self.high), self.low, self.high)
        return value


@dataclass(frozen=True)
class Comparison:
    """Notices by the rows they make up (`shelf`, whose things are the rows' numbers) and their figures.

    Both stand in the order of `columns`. `first_of` is where the first notice of each row stands, `place` numbers the
    rows' places in order, `past` tells of each figure whether it has run out or is set anew by a later notice.
    `newest` gives, for what `_same` numbers, the newest notice that sets it and its day.
    """

    columns: Columns
    shelf: Shelf
    first_of: Ints
    place: Ints
    past: Mask
    newest: Mapping[int, tuple[int, int]]

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.first_of)

    @cached_property
    def year(self) -> Ints:
        """The rows' years, 0 where none is told."""
        return self.columns.year[self.first_of]

    def key(self, thing: int) -> Key:
        """What a row is of."""
        at, columns = int(self.first_of[thing]), self.columns
        adcode, issuer, year = int(columns.adcode[at]), int(columns.issuer[at]), int(columns.year[at])
        return Key(
            f"{adcode:06}" if adcode else None,
            columns.issuers[issuer - 1] if issuer else None,
            None if adcode or issuer else int(columns.notice[at]),
            str(year) if year else None,
        )

    @cached_property
    def _by_name(self) -> dict[str, int]:
        return {self.key(thing).name: thing for thing in range(self.size)}

    def named(self, names: Iterable[str]) -> Mask:
        """The notices of the rows with these names."""
        return np.isin(self.shelf.things, [self._by_name[name] for name in names if name in self._by_name])

    @cached_property
    def _of_term(self) -> tuple[Ints, ...]:
        return tuple(np.flatnonzero(self.columns.term == term) for term in range(len(TERMS)))

    def with_figures(self, mask: Mask, term: str | None = None) -> Mask:
        """The chosen notices of those rows that have a figure (of this term) in a chosen notice."""
        at = self.columns.at if term is None else self.columns.at[self._of_term[TERMS.index(term)]]
        having = np.zeros(self.size, dtype=bool)
        having[self.shelf.things[at[mask[at]]]] = True
        found: Mask = mask & having[self.shelf.things]
        return found

    def things(self, mask: Mask) -> Ints:
        """The rows that have a chosen notice, in order: by place, newest year first."""
        having = np.zeros(self.size, dtype=bool)
        having[self.shelf.things[mask]] = True
        return np.flatnonzero(having)

    def main(self, mask: Mask, term: str) -> Main:
        """The rows' figures of a term by which they are ordered and charted.

        Of the figures on the common basis that the row's newest chosen notice sets, the one that stands first:
        rules come before their exceptions. Of purchase targets it is the largest: the whole, not a part.
        """
        columns = self.columns
        chosen = self._of_term[TERMS.index(term)]
        chosen = chosen[(columns.comparable[chosen] == 1) & mask[columns.at[chosen]]]
        things = self.shelf.things[columns.at[chosen]]
        new = np.ones(len(things), dtype=bool)
        new[1:] = things[1:] != things[:-1]
        main = chosen[new]
        return Main(
            things[new],
            main,
            columns.low[main],
            columns.high[main],
            self.past[main],
            columns.additional[main].astype(bool),
        )

    def ordered(self, things: Ints, main: Main, ascending: bool) -> Ints:
        """Rows by their main figures; those without one come last."""
        values = np.full(self.size, np.nan)
        values[main.things] = main.value
        wanted = values[things] if ascending else -values[things]
        return things[np.argsort(wanted, kind="stable")]

    def by_year(self, things: Ints, ascending: bool) -> Ints:
        """Rows by their years, within each by place; those without a year come last."""
        told = np.where(self.year[things] == 0, 9999 if ascending else 0, self.year[things])
        return things[np.argsort(told if ascending else -told, kind="stable")]

    def notices(self, thing: int, mask: Mask) -> list[int]:
        """The chosen notices of a row, newest first."""
        low = self.first_of[thing]
        high = self.first_of[thing + 1] if thing + 1 < self.size else len(self.shelf.rows)
        return [int(one) for one in self.shelf.rows[low:high][mask[low:high]]]

    def newer(self, figure: Figure, notice: Mapping[str, Any]) -> int | None:
        """The newest notice of the same place and kind of issuer that sets the same term, if it is a later one.

        Only figures that may stand beside each other replace each other; what is merely quoted replaces nothing.
        """
        columns, issued = self.columns, notice["issued_on"]
        if not issued or not notice["adcode"] or not figure.comparable or figure.topic not in columns.topics:
            return None
        kind = columns.kinds.index(notice["issuer_kind"]) + 1 if notice["issuer_kind"] in columns.kinds else 0
        topic = columns.topics.index(figure.topic) + 1
        same = _same(int(notice["adcode"]), kind, TERMS.index(figure.term), topic, int(figure.additional))
        day, newest = self.newest.get(same, (0, 0))
        return newest if day > int(issued.replace("-", "")) else None


def _same(adcode: Any, kind: Any, term: Any, topic: Any, additional: Any) -> Any:
    """One number for a place, a kind of issuer, a term, what it is for, and whether on top of the allowance."""
    return (((adcode * 16 + kind) * 16 + term) * 64 + topic) * 2 + additional


def comparison(connection: sqlite3.Connection, today: date) -> Comparison:
    """The comparison of all notices of a registry."""
    columns = comparison_columns.read(connection)
    alone = np.where((columns.adcode == 0) & (columns.issuer == 0), columns.notice, 0)
    place = _numbered(columns.adcode, columns.issuer, alone)
    thing = _numbered(place, columns.year)
    first_of = np.searchsorted(thing, np.arange(int(thing[-1]) + 1 if len(thing) else 0))
    attributes = {
        "year": Attribute.of_numbers(columns.year),
        "issuer_kind": Attribute((columns.kind - 1).astype(np.int32), columns.kinds),
    }
    for name in LEVELS:
        attributes[name] = Attribute.of_numbers(getattr(columns, name))
    later, newest = _later(columns)
    day = int(today.strftime("%Y%m%d"))
    until = columns.until[columns.at]
    past = later | ((until > 0) & (until < day))
    return Comparison(columns, Shelf(columns.notice, thing, attributes), first_of, place[first_of], past, newest)


def _numbered(*columns: Ints) -> Ints:
    """The numbers of the runs in which these columns stay the same."""
    new = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return np.cumsum(new)


def _later(columns: Columns) -> tuple[Mask, dict[int, tuple[int, int]]]:
    """Of each figure whether a later notice sets the same; and the newest notice that sets something, with its day."""
    issued, adcode = columns.issued[columns.at], columns.adcode[columns.at]
    setting = (columns.comparable == 1) & (issued > 0) & (adcode > 0)
    same = _same(adcode, columns.kind[columns.at], columns.term, columns.topic, columns.additional)
    of_setting, notice = np.flatnonzero(setting), columns.notice[columns.at]
    order = of_setting[np.lexsort((notice[of_setting], issued[of_setting], same[of_setting]))]
    last = np.ones(len(order), dtype=bool)
    last[:-1] = same[order][1:] != same[order][:-1]
    newest = order[last]
    later = np.zeros(len(same), dtype=bool)
    if len(newest):
        later[of_setting] = issued[newest][np.searchsorted(same[newest], same[of_setting])] > issued[of_setting]
    found = zip(same[newest].tolist(), zip(issued[newest].tolist(), notice[newest].tolist(), strict=True), strict=True)
    return later, dict(found)
