"""Many rows into one table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

_ROWS_A_STATEMENT = 64
"""So many rows with some two dozen columns stay far below the number of values that SQLite takes in a statement."""


def insert(db: Database, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Puts rows of these columns into a table that can be searched, in the order of their ids where they are.

    Several rows are one statement: FTS5 writes out what it has gathered before each statement, and
    whenever an id is less than the one before it, which costs more than the rows themselves.
    """
    columns = ", ".join(f'"{name}"' for name in names)
    marks = f"({', '.join('?' * len(names))})"
    for first in range(0, len(rows), _ROWS_A_STATEMENT):
        together = rows[first : first + _ROWS_A_STATEMENT]
        db.execute(
            f"INSERT INTO {table} ({columns}) VALUES {', '.join([marks] * len(together))}",
            [value for row in together for value in row],
        )
