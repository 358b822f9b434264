"""Notices and their compared figures as columns of numbers, in the order in which the comparison shows them.

As `columns` does for the lines of lists: stored with the published file, made from the rows of one that has none.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.relations.comparison import TERMS
from extract.relations.figures import COLUMNS, figures

Numbers = npt.NDArray[np.int64]
Amounts = npt.NDArray[np.float64]

_STORED = "page_comparison"
_NOTICES = """
SELECT id, adcode, year, issuer_kind, issuer, issued_on, until, first, second, third FROM page_notices
"""
_FIGURES = f"SELECT {COLUMNS} FROM page_figures ORDER BY notice_id, start, id"
_WORDS = ("kinds", "issuers", "topics")
_AMOUNTS = ("low", "high")


@dataclass(frozen=True)
class Columns:
    """One number a notice in the columns from `notice` to `third`, one a figure in those from `at` to `additional`.

    Days are written 20261231, places by their codes, years as they are; 0 stands for nothing. `kind`, `issuer` and
    `topic` count from 1 in `kinds`, `issuers` and `topics`; the issuer is told only of notices without a place.
    Notices stand by place, year (newest first) and day of issue (newest first); those without a place come last.

    `at` is where a figure's notice stands, `figure` its id in `terms`, `upper` that of a range's upper end (else 0).
    Within a notice figures stand by `start`, purchase targets by size. `low` and `high` are NaN where a figure is
    open on that side; `term` is a place in TERMS; `comparable` and `additional` are 0 or 1.
    """

    notice: Numbers
    adcode: Numbers
    year: Numbers
    kind: Numbers
    issuer: Numbers
    issued: Numbers
    until: Numbers
    first: Numbers
    second: Numbers
    third: Numbers
    at: Numbers
    figure: Numbers
    upper: Numbers
    term: Numbers
    topic: Numbers
    low: Amounts
    high: Amounts
    comparable: Numbers
    additional: Numbers
    kinds: tuple[str, ...]
    issuers: tuple[str, ...]
    topics: tuple[str, ...]


_ARRAYS = tuple(column.name for column in fields(Columns) if column.name not in _WORDS)


def read(connection: sqlite3.Connection) -> Columns:
    """The columns of a registry: as they are stored with it, else made from its rows."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_STORED,)).fetchone():
        return _made(connection)
    found = dict(connection.execute(f"SELECT name, data FROM {_STORED}").fetchall())
    arrays: dict[str, Any] = {name: np.frombuffer(found[name], dtype=_type(name)) for name in _ARRAYS}
    words: dict[str, Any] = {name: tuple(json.loads(found[name])) for name in _WORDS}
    return Columns(**arrays, **words)


def store(connection: sqlite3.Connection) -> None:
    """Stores the columns with the file; the caller holds the transaction."""
    made = _made(connection)
    connection.execute(f"CREATE TABLE {_STORED} (name TEXT PRIMARY KEY NOT NULL, data BLOB NOT NULL)")
    rows = [(name, getattr(made, name).astype(_type(name)).tobytes()) for name in _ARRAYS]
    words = [(name, json.dumps(getattr(made, name), ensure_ascii=False)) for name in _WORDS]
    connection.executemany(f"INSERT INTO {_STORED} VALUES (?, ?)", [*rows, *words])


def _type(name: str) -> str:
    return "<f8" if name in _AMOUNTS else "<i8"


def _made(connection: sqlite3.Connection) -> Columns:
    cursor = connection.cursor()
    cursor.row_factory = None
    notices = cursor.execute(_NOTICES).fetchall()
    issuers = sorted({row[4] for row in notices if row[4] and not row[1]})
    kinds = sorted({row[3] for row in notices if row[3]})
    told: dict[str, Any] = _notices(notices, kinds, issuers)
    found = _figures(cursor, told["notice"])
    topics = sorted(set(found["topic"]))
    topic = {name: number for number, name in enumerate(topics, 1)}
    found["topic"] = [topic[name] for name in found["topic"]]
    arrays: dict[str, Any] = {
        name: np.array(values, dtype=np.float64 if name in _AMOUNTS else np.int64) for name, values in found.items()
    }
    rank = arrays.pop("rank")
    order = np.lexsort((rank, arrays["at"]))
    return Columns(
        **told,
        **{name: values[order] for name, values in arrays.items()},
        kinds=tuple(kinds),
        issuers=tuple(issuers),
        topics=tuple(topics),
    )


def _notices(rows: list[tuple[Any, ...]], kinds: list[str], issuers: list[str]) -> dict[str, Numbers]:
    kind = {name: number for number, name in enumerate(kinds, 1)}
    issuer = {name: number for number, name in enumerate(issuers, 1)}
    numbers = np.array(
        [
            (
                row[0], _number(row[1]), _number(row[2]), kind.get(row[3], 0),
                0 if row[1] else issuer.get(row[4], 0), _number(row[5]), _number(row[6]),
                _number(row[7]), _number(row[8]), _number(row[9]),
            )
            for row in rows
        ],
        dtype=np.int64,
    ).reshape(len(rows), 10)  # fmt: skip
    notice, adcode, year, _, issuing, issued = (numbers[:, place] for place in range(6))
    alone = np.where((adcode == 0) & (issuing == 0), notice, 0)
    order = np.lexsort((-notice, -issued, -year, alone, issuing, issuing == 0, adcode, adcode == 0))
    return {name: np.ascontiguousarray(numbers[order, place]) for place, name in enumerate(_ARRAYS[:10])}


def _number(value: str | None) -> int:
    """A code, a year or a day as a number; 0 for nothing and for what is none."""
    digits = (value or "").replace("-", "")
    return int(digits) if digits.isascii() and digits.isdecimal() else 0


def _figures(cursor: sqlite3.Cursor, notices: Numbers) -> dict[str, list[Any]]:
    """The columns of figures, still unordered, with the `rank` that they have within their notice."""
    places = {notice: place for place, notice in enumerate(notices.tolist())}
    found: dict[str, list[Any]] = {name: [] for name in (*_ARRAYS[10:], "rank")}
    for figure in figures(cursor.execute(_FIGURES)):
        row = (
            places[figure.notice],
            figure.terms[0],
            figure.terms[1] if len(figure.terms) > 1 else 0,
            TERMS.index(figure.term),
            figure.topic,
            np.nan if figure.low is None else figure.low,
            np.nan if figure.high is None else figure.high,
            figure.comparable,
            figure.additional,
            -(figure.high or figure.low or 0) if figure.term == "target" else figure.start,
        )
        for values, value in zip(found.values(), row, strict=True):
            values.append(value)
    return found
