"""A published folder behind Datasette: a new version is taken up while it is served, and no request notices.

Each version is a `Database` object of its own. A request sees, from its beginning to its end, the version that
was shown when it came; a version is let go when it is no longer shown and its last request is answered.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
import threading
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import Database

from extract.publishing import versions
from extract.publishing.errors import PublishError
from extract.registry.schema import VERSION

SECONDS = 0.5
"""How often the pointer is looked at."""
_WARMED = ("/", "/suppliers", "/compare", "/notices", "/places", "/calendar")
GRACE = 2.0
"""Seconds for which the version before is held at least."""

Scope = MutableMapping[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]


class PublicDatabase(Database):  # type: ignore[misc]
    """A version's file, opened as one that never changes; `requests` is how many are being answered from it."""

    def __init__(self, datasette: Any, name: str, served: versions.Served) -> None:
        super().__init__(datasette, path=str(served.version.registry), is_mutable=False)
        self.name = self.route = name
        self.served = served
        self.requests = 0
        # Datasette keeps a connection a thread by the database's name, which is the same for every version.
        self._connections = threading.local()
        self._cached_table_counts = _counts(served.version.registry)
        self.cached_hash = served.version.name

    async def execute_fn(self, function: Callable[[sqlite3.Connection], Any]) -> Any:
        """Runs a function with a connection of this version, in one of Datasette's threads."""

        def in_thread() -> Any:
            connection = getattr(self._connections, "own", None)
            if connection is None:
                connection = self.connect()
                self.ds._prepare_connection(connection, self.name)
                self._connections.own = connection
            return function(connection)

        return await asyncio.get_running_loop().run_in_executor(self.ds.executor, in_thread)

    def let_go(self) -> None:
        """Closes the file and lets the publisher remove the version."""
        for connection in self._all_file_connections:
            connection.close()
        self.served.close()


def _counts(registry: Path) -> dict[str, int]:
    """The rows by table, as they were counted when the file was published. Raises PublishError for another's file."""
    connection = sqlite3.connect(f"{registry.resolve().as_uri()}?immutable=1", uri=True)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != VERSION:
            raise PublishError(f"{registry}: published by another version of this program; publish anew with this one")
        (counts,) = connection.execute("SELECT counts FROM publication").fetchone()
        return {str(table): int(rows) for table, rows in json.loads(counts).items()}
    finally:
        connection.close()


_pinned: ContextVar[PublicDatabase | None] = ContextVar("pinned", default=None)


class PublicDatasette(Datasette):  # type: ignore[misc]
    """Datasette whose registry is, in each request, the version that the request began with."""

    shown: PublicDatabase | None = None
    _others: OrderedDict[str, Database]

    @property
    def databases(self) -> OrderedDict[str, Database]:
        """The databases by name."""
        found = OrderedDict(self._others)
        registry = _pinned.get() or self.shown
        if registry is not None:
            found[registry.name] = registry
            found.move_to_end(registry.name, last=False)
        return found

    @databases.setter
    def databases(self, others: OrderedDict[str, Database]) -> None:
        self._others = OrderedDict(
            (name, database) for name, database in others.items() if not isinstance(database, PublicDatabase)
        )

    @property
    def inspect_data(self) -> dict[str, Any]:
        """The rows of each table, which Datasette would count otherwise."""
        registry = _pinned.get() or self.shown
        if registry is None:
            return {}
        tables = {name: {"count": rows} for name, rows in (registry._cached_table_counts or {}).items()}
        size = Path(registry.path).stat().st_size if Path(registry.path).exists() else 0
        return {registry.name: {"hash": registry.cached_hash, "size": size, "file": registry.path, "tables": tables}}

    @inspect_data.setter
    def inspect_data(self, data: object) -> None:
        """Datasette's own is not used."""


class Following:
    """Keeps a site at the version that a published folder shows."""

    def __init__(self, site: PublicDatasette, out: Path, name: str) -> None:
        self._site, self._out, self._name = site, out, name
        self._old: list[tuple[float, PublicDatabase]] = []
        self._warming: asyncio.Task[None] | None = None

    def take_up(self) -> bool:
        """Takes up the version that is shown now; gives whether there is one that is new.

        Raises PublishError or OSError where it cannot be taken up.
        """
        version = versions.current(self._out)
        if version is None:
            raise PublishError(f"{self._out}: nothing is published there; run notices publish {self._out} first")
        before = self._site.shown
        if before is not None and before.served.version.name == version.name:
            return False
        served = versions.Served(version)
        try:
            database = PublicDatabase(self._site, self._name, served)
        except BaseException:
            served.close()
            raise
        self._site.shown = database
        if before is not None:
            self._old.append((asyncio.get_running_loop().time() + GRACE, before))
        return True

    async def warm(self) -> None:
        """Asks for the pages that need something made of the whole, so that no visitor waits for it."""
        for path in _WARMED:
            await self._site.client.get(path)

    async def follow(self) -> None:
        """Looks at the pointer for ever; a version that cannot be taken up is told once and tried again."""
        told = ""
        while True:
            await asyncio.sleep(SECONDS)
            try:
                if self.take_up():
                    self._warming = asyncio.create_task(self.warm())
                told = ""
            except (PublishError, OSError, sqlite3.Error) as error:
                if str(error) != told:
                    told = str(error)
                    print(f"still showing the version before: {told}", file=sys.stderr, flush=True)
            now = asyncio.get_running_loop().time()
            for entry in [entry for entry in self._old if entry[0] <= now and entry[1].requests == 0]:
                self._old.remove(entry)
                entry[1].let_go()

    def pinning(self, app: App) -> App:
        """The site, each request of it answered from one version."""

        async def pinned(scope: Scope, receive: Any, send: Any) -> None:
            database = self._site.shown
            if scope["type"] != "http" or database is None:
                await app(scope, receive, send)
                return
            database.requests += 1
            token = _pinned.set(database)
            try:
                await app(scope, receive, send)
            finally:
                _pinned.reset(token)
                database.requests -= 1

        return pinned
