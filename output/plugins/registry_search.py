"""Chinese words in Datasette's own search box and JSON API."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl

from extract.registry import search

App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


@hookimpl(trylast=True)  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Replaces Datasette's own `escape_fts` by the registry's: runs after the stock hook, so last wins."""
    search.register(conn)


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper() -> Callable[[App], App]:
    """An empty search box means everything (stock Datasette answers 400)."""

    def wrap(app: App) -> App:
        async def wrapped(scope: dict[str, Any], receive: Any, send: Any) -> None:
            query = scope.get("query_string", b"")
            if b"_search=" in query:
                kept = [item for item in query.split(b"&") if item != b"_search="]
                scope = dict(scope, query_string=b"&".join(kept))

            await app(scope, receive, send)

        return wrapped

    return wrap
