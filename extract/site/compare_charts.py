"""The charts beside the comparison: each term's figures by place and over the years, of all rows that are chosen."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from extract.relations.figures import SHARES
from extract.site.charts import MOST_BARS, Bar, Dot, Line, bars, plain, years
from extract.site.comparing import Comparison, Floats, Main
from extract.site.places import Places
from extract.site.shelf import Ints, Mask
from extract.site.words import say

CHARTED = ("cap", "canteen", "gifts", "holiday")
"""The terms that are charted; purchase targets of a province and of a school have no common scale."""
_LINES = 6
_DOTS = 300
_PER_YEAR = 10**12
_LETTERS = 40


@dataclass(frozen=True, slots=True)
class Chart:
    """The charts of a term: its name, how many places have it, how many of those are shown, and the two images.

    `years` is None where there are not two years to show.
    """

    term: str
    places: int
    shown: int
    bars: Markup
    years: Markup | None


def charts(connection: sqlite3.Connection, held: Comparison, mask: Mask, known: Places) -> list[Chart]:
    """The charts of the terms of which there is anything to show; one query says which of the bars are doubtful."""
    mains = {term: main for term in CHARTED if len((main := held.main(mask, term)).things)}
    orders = {term: _by_size(held, main) for term, main in mains.items()}
    shown = [main.figures[order[:MOST_BARS]] for main, order in zip(mains.values(), orders.values(), strict=True)]
    doubtful = _doubtful(connection, held, np.concatenate(shown)) if shown else set()
    return [_chart(held, known, term, main, orders[term], doubtful) for term, main in mains.items()]


def _by_size(held: Comparison, main: Main) -> Ints:
    """Where the figures of each place's newest year stand, the largest first."""
    # Things stand by place and newest year first: the first of each place is its newest.
    _, newest = np.unique(held.place[main.things], return_index=True)
    order: Ints = newest[np.argsort(-main.value[newest], kind="stable")]
    return order


def _doubtful(connection: sqlite3.Connection, held: Comparison, figures: Ints) -> set[int]:
    """Where those of these figures stand that somebody should check."""
    columns = held.columns
    marks = ", ".join(str(int(one)) for one in np.unique(columns.notice[columns.at[figures]]))
    found = {
        row[0]
        for row in connection.execute(
            f"SELECT row_id FROM review WHERE notice_id IN ({marks}) AND table_name = 'terms' AND status = 'open'"
        )
    }
    return {int(one) for one in figures if int(columns.figure[one]) in found or int(columns.upper[one]) in found}


def _chart(held: Comparison, known: Places, term: str, main: Main, order: Ints, doubtful: set[int]) -> Chart:
    shown = [_bar(held, known, main, int(one), term, doubtful) for one in order[:MOST_BARS]]
    title = say(f"compare.columns.{term}")
    text = say(
        "compare.bars_text",
        n=len(order),
        most=f"{shown[0].label} {shown[0].printed}",
        least=_bar(held, known, main, int(order[-1]), term, doubtful).printed,
    )
    return Chart(
        term,
        len(order),
        len(shown),
        bars(f"{term}-bars", say("compare.bars_title", what=title), text, shown),
        _over_years(held, known, term, main),
    )


def _bar(held: Comparison, known: Places, main: Main, number: int, term: str, doubtful: set[int]) -> Bar:
    thing = int(main.things[number])
    low, high = _bound(main.low[number]), _bound(main.high[number])
    words = _amount(low, high, term)
    if int(main.figures[number]) in doubtful:
        words = say("compare.chart_doubt", text=words)
    if main.additional[number]:
        words = say("compare.chart_additional", text=words)
    if main.past[number]:
        words = say("compare.chart_past", text=words)
    return Bar(_label(known, held, thing), low, high, words, bool(main.past[number]), held.key(thing).year)


def _label(known: Places, held: Comparison, thing: int) -> str:
    key = held.key(thing)
    if key.adcode:
        return known.names.get(key.adcode, key.adcode)
    return (key.issuer or say("compare.unknown_short"))[:_LETTERS]


def _amount(low: float | None, high: float | None, term: str) -> str:
    unit = say("compare.percent") if term in SHARES else ""
    if low is None:
        return say("compare.at_most", n=plain(high or 0) + unit)
    if high is None:
        return say("compare.at_least", n=plain(low) + unit)
    if low == high:
        return say("compare.exactly", n=plain(low) + unit)
    return say("compare.between", low=plain(low), high=plain(high) + unit)


def _bound(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _over_years(held: Comparison, known: Places, term: str, main: Main) -> Markup | None:
    told = held.year[main.things] > 0
    things, year, value = main.things[told], held.year[main.things[told]], main.value[told]
    if len(np.unique(year)) < 2:
        return None
    # A year and a value as one number: shares have at most two decimals, and values stay below _PER_YEAR.
    pairs, counts = np.unique(year * _PER_YEAR + np.rint(value * 100).astype(np.int64), return_counts=True)
    most = np.argsort(-counts, kind="stable")[:_DOTS]
    dots = [Dot(int(pairs[one]) // _PER_YEAR, int(pairs[one]) % _PER_YEAR / 100, int(counts[one])) for one in most]
    title = say("compare.years_title", what=say(f"compare.columns.{term}"))
    text = say(
        "compare.years_text", n=len(things), first=int(year.min()), last=int(year.max()),
        least=plain(float(value.min())), most=plain(float(value.max())),
    )  # fmt: skip
    return years(f"{term}-years", title, text, dots, _lines(held, known, things, year, value))


def _lines(held: Comparison, known: Places, things: Ints, year: Ints, value: Floats) -> list[Line]:
    """Lines of the places with more than one year, where they are few enough to be told apart."""
    places, counts = np.unique(held.place[things], return_counts=True)
    several = set(places[counts > 1].tolist())
    if not several or len(several) > _LINES:
        return []
    points: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    labels: dict[int, str] = {}
    for thing, when, amount in zip(things, year, value, strict=True):
        place = int(held.place[thing])
        if place in several:
            points[place].append((int(when), float(amount)))
            labels[place] = _label(known, held, int(thing))
    return [Line(labels[place], tuple(sorted(some))) for place, some in points.items()]
