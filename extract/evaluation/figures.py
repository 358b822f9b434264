"""What many scores say together: by format and kind, how sure the figures are, and what confidence is worth."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from extract.doubts import bands as BANDS
from extract.evaluation.score import Counts, Judged, Score, total

ALL_TABLES = "all but notices"
"""The name of the sum over the fact tables, without `notices`."""

_RESAMPLES = 1000
_SEED = 2012  # any number does: the same one gives the same intervals
_OUTSIDE = 0.025  # of the resamples, at either end of a 95 % interval


@dataclass(frozen=True)
class Scored:
    """One file's score, with what it is grouped by: its labels' stem, its format and its kind of notice."""

    score: Score
    stem: str
    format: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float


@dataclass(frozen=True)
class Intervals:
    """The intervals of a table's figures; None where there is nothing to give one of."""

    precision: Interval | None
    recall: Interval | None
    f1: Interval | None


@dataclass
class Band:
    """Rows read with a confidence from `low` on, below `high`: all that count, and the right among them."""

    low: float
    high: float
    rows: int = 0
    right: int = 0

    @property
    def precision(self) -> float | None:
        """The share of right rows; None where there are none."""
        return self.right / self.rows if self.rows else None


@dataclass(frozen=True)
class Doubts:
    """How many of the rows of one verdict are there, and how many of these are up for review."""

    rows: int
    doubted: int

    @property
    def share(self) -> float | None:
        """The share up for review; None where there are no rows."""
        return self.doubted / self.rows if self.rows else None


@dataclass(frozen=True)
class Evaluation:
    """All there is to say of a set of labelled files."""

    files: tuple[Scored, ...]
    overall: Score
    formats: dict[str, Score]
    kinds: dict[str, Score]
    intervals: dict[str, Intervals] = field(default_factory=dict)


def evaluation(files: Iterable[Scored]) -> Evaluation:
    """The files' scores summed up. The intervals are the same whenever the scores are."""
    files = tuple(files)
    return Evaluation(
        files,
        total(file.score for file in files),
        _grouped(files, lambda file: file.format),
        _grouped(files, lambda file: file.kind),
        intervals(files),
    )


def tables_of(score: Score) -> dict[str, Counts]:
    """The counts by table, and last those of all but `notices`."""
    return {**score.tables, ALL_TABLES: score.all_tables}


def _grouped(files: Sequence[Scored], key: Callable[[Scored], str]) -> dict[str, Score]:
    groups: dict[str, list[Score]] = {}
    for file in files:
        groups.setdefault(key(file), []).append(file.score)
    return {name: total(groups[name]) for name in sorted(groups)}


# ---------------------------------------------------------------- intervals


def intervals(files: Sequence[Scored]) -> dict[str, Intervals]:
    """By table, the 95 % intervals of precision, recall and F1: a percentile bootstrap over notices.

    What is drawn is the notice with all the files that hold it, since these are read alike. Empty
    for fewer than two notices.
    """
    notices: dict[str, dict[str, Counts]] = {}
    for file in files:
        for table, counts in tables_of(file.score).items():
            notices.setdefault(file.stem, {}).setdefault(table, Counts()).add(counts)
    if len(notices) < 2:
        return {}
    drawn = random.Random(_SEED)
    stems = sorted(notices)
    samples = [[int(drawn.random() * len(stems)) for _ in stems] for _ in range(_RESAMPLES)]
    return {table: _intervals([notices[stem][table] for stem in stems], samples) for table in tables_of(files[0].score)}


def _intervals(counts: Sequence[Counts], samples: Sequence[Sequence[int]]) -> Intervals:
    rows = [(one.found, one.missed, one.extra) for one in counts]
    sums = [Counts(*(sum(column) for column in zip(*(rows[at] for at in sample), strict=True))) for sample in samples]
    return Intervals(
        _interval([one.precision for one in sums]),
        _interval([one.recall for one in sums]),
        _interval([one.f1 for one in sums]),
    )


def _interval(figures: Iterable[float | None]) -> Interval | None:
    known = sorted(figure for figure in figures if figure is not None)
    if not known:
        return None
    outside = math.floor(_OUTSIDE * len(known))
    return Interval(known[outside], known[len(known) - 1 - outside])


# ---------------------------------------------------------------- confidence and review


def bands(judged: Iterable[Judged]) -> list[Band]:
    """Precision by band of confidence, as `extract.doubts` says what each band means; the last one has 1 in it."""
    found = [Band(low, min(high, 1.0)) for low, high in BANDS]
    for one in judged:
        given = one.row.get("confidence")
        confidence = 1.0 if given is None else float(given)
        band = next(band for band in reversed(found) if confidence >= band.low or band is found[0])
        band.rows += 1
        band.right += one.verdict != "wrong"
    return found


def doubts(judged: Iterable[Judged]) -> dict[str, Doubts]:
    """How many of the right rows, of those with a wrong cell, and of the wrong ones are up for review."""
    rows: dict[str, list[bool]] = {"right": [], "wrong cell": [], "wrong": []}
    for one in judged:
        rows[one.verdict].append(bool(one.row.get("doubted")))
    return {verdict: Doubts(len(doubted), sum(doubted)) for verdict, doubted in rows.items()}
