"""Titles and descriptions of the registry's tables, columns and queries, from the interface's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakKeyDictionary

from datasette import hookimpl

from extract.interface import codes
from extract.site.metadata import metadata, tell

# Datasette joins the metadata of its file into what a plugin gives: each instance has its own.
_given: WeakKeyDictionary[Any, dict[str, Any]] = WeakKeyDictionary()


@hookimpl  # type: ignore[untyped-decorator]
def get_metadata(datasette: Any) -> dict[str, Any]:
    """The words, which Datasette 0.65 joins with its file of metadata; none where they are joined already.

    Datasette copies all of it for every table whose permissions it looks up, so `notices serve` joins them once.
    """
    if "title" in datasette._metadata_local:
        return {}
    return _given.setdefault(datasette, metadata())


@hookimpl  # type: ignore[untyped-decorator]
def startup(datasette: Any) -> Callable[[], Awaitable[None]] | None:
    """The same for Datasette 1.0, which has no such hook."""
    if not hasattr(datasette, "set_resource_metadata"):
        return None

    async def told() -> None:
        await tell(datasette)

    return told


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Gives queries the SQL function `code_words(column, code)`: a code as people read it, else the code itself."""
    conn.create_function("code_words", 2, lambda column, code: codes(column).get(str(code), code), deterministic=True)
