"""A list as it is handed to a writer: its title, its columns, and rows that may come one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Kind = Literal["text", "integer", "number", "date"]
"""What a column holds. Telephones, codes of places and credit codes are text, however many digits they have."""

Row = Sequence[Any]
"""One value a column, in the columns' order: str, int, float, Decimal, date, bytes or None. A `sqlite3.Row` fits."""

Rows = Iterable[Row]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the name that programs use, the label that people read, what it holds."""

    name: str
    label: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Export:
    """A list apart from its rows.

    `about` are pairs of label and value that travel with the rows (the address asked, the day, the licence): a
    second sheet in XLSX, an object in JSON; CSV has no place for them. `made_at` is when the list was made; given
    the same one, the same rows make the same bytes.
    """

    title: str
    columns: tuple[Column, ...]
    about: tuple[tuple[str, str], ...] = ()
    made_at: datetime | None = None
