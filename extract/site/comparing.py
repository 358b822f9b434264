"""All places and years with the figures they set, held as arrays: chosen, ordered and charted in milliseconds.

A row of the comparison is a place and a year: all notices that a place issued in that year. Where the place of a
notice is unknown its issuer stands for it; where that is unknown too, the notice stands alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.site.figures import COLUMNS, TERMS, Figure, figures
from extract.site.shelf import Attribute, Ints, Mask, Shelf

Floats = npt.NDArray[np.float64]

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
        """How addresses name it; a row without a place is named by its issuer's words or its notice."""
        return f"{self.adcode or self.issuer or self.notice}-{self.year or ''}"


@dataclass(frozen=True)
class Main:
    """Of each of some rows, one figure of a term: the numbers of the rows, the figures' bounds (NaN: none) and state.

    `past` says that the notice has run out or that a later one sets the term anew, `additional` that the figure
    comes on top of the ordinary allowance.
    """

    things: Ints
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
    """The rows (`keys`), the notices they are made of (`shelf`), and the notices' figures.

    A thing of the shelf is the number of its key. Figures stand in the order of the shelf's rows; `row` says which of
    those each belongs to. `place` numbers the rows' places in order, `year` is their year, 0 where none is told.
    """

    shelf: Shelf
    keys: tuple[Key, ...]
    row: Ints
    term: Ints
    low: Floats
    high: Floats
    comparable: Mask
    past: Mask
    additional: Mask
    later: Mapping[tuple[object, ...], tuple[str, int]]
    place: Ints
    year: Ints
    _by_name: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    def named(self, names: Iterable[str]) -> Mask:
        """The notices of the rows with these names."""
        if not self._by_name:
            self._by_name.update({key.name: number for number, key in enumerate(self.keys)})
        return np.isin(self.shelf.things, [self._by_name[name] for name in names if name in self._by_name])

    def with_figures(self, mask: Mask, term: str | None = None) -> Mask:
        """The chosen notices of those rows that have a figure (of this term) in a chosen notice."""
        chosen = mask[self.row]
        if term is not None:
            chosen &= self.term == TERMS.index(term)
        having = np.zeros(len(self.keys), dtype=bool)
        having[self.shelf.things[self.row[chosen]]] = True
        found: Mask = mask & having[self.shelf.things]
        return found

    def things(self, mask: Mask) -> Ints:
        """The rows that have a chosen notice, in order: by place, newest year first."""
        having = np.zeros(len(self.keys), dtype=bool)
        having[self.shelf.things[mask]] = True
        return np.flatnonzero(having)

    def main(self, mask: Mask, term: str) -> Main:
        """The rows' figures of a term by which they are ordered and charted.

        Of the figures on the common basis that the row's newest chosen notice sets, the one that stands first:
        rules come before their exceptions. Of purchase targets it is the largest: the whole, not a part.
        """
        chosen = np.flatnonzero((self.term == TERMS.index(term)) & self.comparable & mask[self.row])
        things, first = np.unique(self.shelf.things[self.row[chosen]], return_index=True)
        main = chosen[first]
        return Main(things, self.low[main], self.high[main], self.past[main], self.additional[main])

    def ordered(self, things: Ints, main: Main, ascending: bool) -> Ints:
        """Rows by their main figures; those without one come last."""
        values = np.full(len(self.keys), np.nan)
        values[main.things] = main.value
        wanted = values[things] if ascending else -values[things]
        return things[np.argsort(wanted, kind="stable")]

    def by_year(self, things: Ints, ascending: bool) -> Ints:
        """Rows by their years, within each by place; those without a year come last."""
        told = np.where(self.year[things] == 0, 9999 if ascending else 0, self.year[things])
        return things[np.argsort(told if ascending else -told, kind="stable")]

    def notices(self, thing: int, mask: Mask) -> list[int]:
        """The chosen notices of a row, newest first."""
        low, high = np.searchsorted(self.shelf.things, [thing, thing + 1])
        return [int(one) for one in self.shelf.rows[low:high][mask[low:high]]]

    def newer(self, figure: Figure, notice: Mapping[str, Any]) -> int | None:
        """The newest notice of the same place and kind of issuer that sets the same term, if it is a later one.

        Only figures that may stand beside each other replace each other; what is merely quoted replaces nothing.
        """
        issued = notice["issued_on"]
        if not issued or not figure.comparable:
            return None
        day, newest = self.later.get(_same(figure, notice["adcode"], notice["issuer_kind"]), ("", 0))
        return newest if day > issued else None


def _same(figure: Figure, adcode: str | None, issuer_kind: str | None) -> tuple[object, ...]:
    return adcode, issuer_kind, figure.term, figure.topic, figure.additional


def comparison(connection: sqlite3.Connection, today: date) -> Comparison:
    """The comparison of all notices of a registry."""
    notices = connection.execute(
        "SELECT id, adcode, issuer, year, issuer_kind, first, second, third, issued_on, until FROM page_notices"
    ).fetchall()
    keys = {row[0]: _key(row) for row in notices}
    order = sorted(set(keys.values()), key=lambda key: (_where(key), _newest_first(key.year)))
    number = {key: place for place, key in enumerate(order)}
    # Newest first within a row: sorted twice, for the sort is stable.
    notices.sort(key=lambda row: (row[8] or "", row[0]), reverse=True)
    notices.sort(key=lambda row: number[keys[row[0]]])
    columns = list(zip(*notices, strict=True)) if notices else [()] * 10
    attributes = {
        name: Attribute.of(columns[place])
        for name, place in (("year", 3), ("issuer_kind", 4), ("first", 5), ("second", 6), ("third", 7))
    }
    things = np.array([number[keys[one]] for one in columns[0]], dtype=np.int64)
    shelf = Shelf(np.array(columns[0], dtype=np.int64), things, attributes)
    by_id = {row[0]: (place, row) for place, row in enumerate(notices)}
    return _with_figures(connection, shelf, tuple(order), by_id, today.isoformat())


def _key(row: tuple[Any, ...]) -> Key:
    notice, adcode, issuer, year = row[:4]
    if adcode:
        return Key(adcode, None, None, year)
    return Key(None, issuer, None, year) if issuer else Key(None, None, notice, year)


def _where(key: Key) -> tuple[object, ...]:
    return key.adcode is None, key.issuer is None, key.adcode or key.issuer or "", key.notice or 0


def _newest_first(year: str | None) -> int:
    return -int(year) if year and year.isdecimal() else 0


def _with_figures(
    connection: sqlite3.Connection,
    shelf: Shelf,
    keys: tuple[Key, ...],
    notices: Mapping[int, tuple[int, tuple[Any, ...]]],
    day: str,
) -> Comparison:
    rows = connection.execute(f"SELECT {COLUMNS} FROM page_figures ORDER BY notice_id, start, id")
    found = [figure for figure in figures(rows) if figure.notice in notices]
    later: dict[tuple[object, ...], tuple[str, int]] = {}
    for figure in found:
        row = notices[figure.notice][1]
        if figure.comparable and row[8] and row[1]:
            same = _same(figure, row[1], row[4])
            later[same] = max(later.get(same, ("", 0)), (row[8], figure.notice))
    row_of = np.array([notices[figure.notice][0] for figure in found], dtype=np.int64)
    low, high = _bounds([figure.low for figure in found]), _bounds([figure.high for figure in found])
    past = [
        _past(notices[figure.notice][1], day)
        or later.get(_same(figure, notices[figure.notice][1][1], notices[figure.notice][1][4]), ("",))[0]
        > (notices[figure.notice][1][8] or "9")
        for figure in found
    ]
    # What comes first in a row stands for it: purchase targets by size, all others by their place in the text.
    rank = [-(figure.high or figure.low or 0) if figure.term == "target" else figure.start for figure in found]
    order = np.lexsort((np.array(rank, dtype=np.float64), row_of))
    where: dict[tuple[object, ...], int] = {}
    return Comparison(
        shelf,
        keys,
        row_of[order],
        np.array([TERMS.index(figure.term) for figure in found], dtype=np.int64)[order],
        low[order],
        high[order],
        np.array([figure.comparable for figure in found], dtype=bool)[order],
        np.array(past, dtype=bool)[order],
        np.array([figure.additional for figure in found], dtype=bool)[order],
        later,
        np.array([where.setdefault(_where(key), len(where)) for key in keys], dtype=np.int64),
        np.array([-_newest_first(key.year) for key in keys], dtype=np.int64),
    )


def _past(row: tuple[Any, ...], day: str) -> bool:
    return bool(row[9] and row[9] < day)


def _bounds(values: list[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
