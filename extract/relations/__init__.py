"""What the site's pages read, as SQL over the registry: the same names live and published.

`attach` gives a connection to a registry these relations as temporary views, always as new as the registry;
`materialise` makes tables of them, with indexes, in the file that is published. A page asks for `page_notices`
and need not know which it got.
"""

from __future__ import annotations

import sqlite3

from extract.relations import columns, comparison_columns
from extract.relations.definitions import RELATIONS, register

__all__ = ["RELATIONS", "attach", "materialise", "register"]


def attach(connection: sqlite3.Connection) -> None:
    """Gives a connection the relations as temporary views; where the file has one as a table, the table serves.

    The views call the functions of `register`, which is called here. A file without notices is left alone.
    """
    register(connection)
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if "notices" not in names:
        return
    for relation in RELATIONS:
        if relation.name not in names:
            connection.execute(f"CREATE TEMP VIEW IF NOT EXISTS {relation.name} AS {relation.sql}")


def materialise(connection: sqlite3.Connection) -> None:
    """Makes a table of each relation, with its indexes; the caller holds the transaction."""
    register(connection)
    for relation in RELATIONS:
        connection.execute(f"CREATE TABLE {relation.name} AS {relation.sql}")
        for number, indexed in enumerate(relation.indexes):
            connection.execute(f"CREATE INDEX {relation.name}_{number} ON {relation.name}({indexed})")
    columns.store(connection)
    comparison_columns.store(connection)
