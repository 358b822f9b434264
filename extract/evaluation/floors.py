"""The lowest figures that each part of a corpus may have, recorded as data and held in CI.

A floors file is TOML:

    [[part]]
    name = "tuned"
    gold = "gold"                 # the labels' folder, from the floors file's own
    files = "notices"             # the labelled files, likewise

    [part.floors.all]             # all tables but notices; else a table's name
    f1 = 0.95                     # precision, recall, f1 or cells
    [part.floors.shares]          # of all: faultless, notice_fields, quotes, evidence
    quotes = 1.0
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.evaluation.figures import Evaluation
from extract.evaluation.score import Counts, Score

_FIGURES = ("precision", "recall", "f1", "cells")
_SHARES = ("faultless", "notice_fields", "quotes", "evidence")


class FloorsError(ValueError):
    """A floors file that cannot be used; the message names the file, the entry and the remedy."""


@dataclass(frozen=True)
class Part:
    """A part of the corpus: its labels, its files, and the lowest that each figure may be, by table."""

    name: str
    gold: Path
    files: Path
    floors: dict[str, dict[str, float]]


@dataclass(frozen=True)
class Fallen:
    """A figure below its floor; `figure` is None where there is none any more."""

    table: str
    what: str
    floor: float
    figure: float | None

    def __str__(self) -> str:
        now = "no longer there" if self.figure is None else f"{self.figure:.4f}"
        return f"{self.table}: {self.what} {now}, its floor is {self.floor:g}"


def read_floors(path: Path) -> list[Part]:
    """The parts of a floors file, checked entry by entry. Raises FloorsError."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise FloorsError(f"{path}: cannot be opened ({error.strerror or error}); check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FloorsError(f"{path}: not valid TOML ({error})") from error
    entries = data.get("part")
    if set(data) != {"part"} or not isinstance(entries, list):
        raise FloorsError(f"{path}: holds [[part]] entries and nothing else")
    return [_part(path, entry) for entry in entries]


def _part(path: Path, entry: object) -> Part:
    if not isinstance(entry, dict) or not {"name", "gold", "files"} <= set(entry) <= {
        "name",
        "gold",
        "files",
        "floors",
    }:
        raise FloorsError(f"{path}: a [[part]] has name, gold, files and floors, and nothing else")
    floors = entry.get("floors", {})
    for table, figures in floors.items():
        known = _SHARES if table == "shares" else _FIGURES
        if table not in ("all", "shares", *Score("").tables):
            raise FloorsError(f"{path}: part {entry['name']!r}: no such table: {table}")
        for what, floor in figures.items():
            if what not in known or not isinstance(floor, int | float) or not 0 <= floor <= 1:
                raise FloorsError(
                    f"{path}: part {entry['name']!r}: {table}.{what} is one of {', '.join(known)}, 0 to 1"
                )
    return Part(entry["name"], path.parent / entry["gold"], path.parent / entry["files"], floors)


def part_of(parts: list[Part], gold: Path) -> Part | None:
    """The part whose labels stand in a folder."""
    return next((part for part in parts if part.gold.resolve() == gold.resolve()), None)


def fallen(part: Part, found: Evaluation) -> Iterator[Fallen]:
    """The figures that are below the part's floors."""
    for table, floors in part.floors.items():
        for what, floor in floors.items():
            figure = figure_of(found, table, what)
            if figure is None or figure < floor:
                yield Fallen(table, what, floor, figure)


def figure_of(found: Evaluation, table: str, what: str) -> float | None:
    """What an evaluation reached of a table (`all` of them, or one of the `shares` of all); None for nothing."""
    score = found.overall
    if table == "shares":
        return _share(score, what)
    return _figure(score.all_tables if table == "all" else score.tables[table], what)


def _figure(counts: Counts, what: str) -> float | None:
    return {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1, "cells": counts.cell_share}[what]


def _share(score: Score, what: str) -> float | None:
    counts = {
        "faultless": score.notices,
        "notice_fields": score.tables["notices"],
        "quotes": score.quotes,
        "evidence": score.evidence,
    }[what]
    return counts.cell_share
