"""The lines of all supplier lists as columns of numbers, in the order in which a list of suppliers shows them.

A million rows take seconds to fetch and order; as columns they are stored with the published file, and read from
it in a fraction of one. A registry that holds no such columns has them made from its rows.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]

_STORED = "page_columns"
_SQL = """
SELECT id, supplier_id, notice_id, ownership, coalesce(CAST(replace(until, '-', '') AS INTEGER), 0),
  coalesce(CAST(replace(issued_on, '-', '') AS INTEGER), 0),
  coalesce(CAST(list_first AS INTEGER), 0), coalesce(CAST(list_second AS INTEGER), 0),
  coalesce(CAST(list_third AS INTEGER), 0), coalesce(CAST(origin_first AS INTEGER), 0),
  coalesce(CAST(origin_second AS INTEGER), 0), coalesce(CAST(origin_third AS INTEGER), 0)
FROM page_listings
"""


@dataclass(frozen=True)
class Lines:
    """One number a line in each column. Days are written 20261231, places by their codes; 0 stands for nothing.

    `ownership` counts from 1 in `ownerships`. Lines of one supplier stand together, its newest first; suppliers
    that were listed last come first, then by name.
    """

    id: Numbers
    supplier: Numbers
    notice: Numbers
    ownership: Numbers
    until: Numbers
    list_first: Numbers
    list_second: Numbers
    list_third: Numbers
    origin_first: Numbers
    origin_second: Numbers
    origin_third: Numbers
    ownerships: tuple[str, ...]


_COLUMNS = tuple(column.name for column in fields(Lines) if column.name != "ownerships")


def lines(connection: sqlite3.Connection) -> Lines:
    """The lines of a registry: as they are stored with it, else made from its rows."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_STORED,)).fetchone():
        found = dict(connection.execute(f"SELECT name, data FROM {_STORED}").fetchall())
        columns = {name: np.frombuffer(found[name], dtype="<i8") for name in _COLUMNS}
        return Lines(**columns, ownerships=tuple(json.loads(found["ownerships"])))
    return _made(connection)


def store(connection: sqlite3.Connection) -> None:
    """Stores the lines' columns with the file; the caller holds the transaction."""
    made = _made(connection)
    connection.execute(f"CREATE TABLE {_STORED} (name TEXT PRIMARY KEY NOT NULL, data BLOB NOT NULL)")
    for name in _COLUMNS:
        data = getattr(made, name).astype("<i8").tobytes()
        connection.execute(f"INSERT INTO {_STORED} VALUES (?, ?)", (name, data))
    connection.execute(f"INSERT INTO {_STORED} VALUES ('ownerships', ?)", (json.dumps(made.ownerships),))


def _made(connection: sqlite3.Connection) -> Lines:
    cursor = connection.cursor()
    cursor.row_factory = None
    ownerships: dict[str, int] = {}
    rows = cursor.execute(_SQL).fetchall()
    numbers = np.array(
        [(*row[:3], ownerships.setdefault(row[3], len(ownerships) + 1) if row[3] else 0, *row[4:]) for row in rows],
        dtype=np.int64,
    ).reshape(len(rows), 12)
    supplier, issued = numbers[:, 1], numbers[:, 5]
    suppliers, of_row = np.unique(supplier, return_inverse=True)
    latest = np.zeros(len(suppliers), dtype=np.int64)
    np.maximum.at(latest, of_row, issued)
    order = np.lexsort((numbers[:, 0], -issued, _by_name(cursor, suppliers)[of_row], -latest[of_row]))
    ordered = numbers[order]
    places = (np.ascontiguousarray(ordered[:, place]) for place in (0, 1, 2, 3, 4, *range(6, 12)))
    return Lines(**dict(zip(_COLUMNS, places, strict=True)), ownerships=tuple(ownerships))


def _by_name(cursor: sqlite3.Cursor, suppliers: Numbers) -> Numbers:
    """The place of each of these suppliers, which are in the order of their ids, in the order of names."""
    ids = np.array([row[0] for row in cursor.execute("SELECT id FROM suppliers ORDER BY name, id")], dtype=np.int64)
    by_id = np.argsort(ids)  # place k of the ids in order is place by_id[k] of the names in order
    found: Numbers = by_id[np.searchsorted(ids[by_id], suppliers)]
    return found
