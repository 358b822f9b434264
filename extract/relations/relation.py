"""What a relation is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation by its name, the query that gives its rows, and the columns of its indexes once it is a table."""

    name: str
    sql: str
    indexes: tuple[str, ...] = ()
