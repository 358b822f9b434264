"""What every page has: its address, its template, its title, and who may see it.

A view is a coroutine that takes a `Visit` and gives a `Page`, or a `Response` of its own making; `route` makes a
handler of it that Datasette knows how to call. Only fixed queries are run: what a visitor sends reaches them as
a parameter.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

from datasette.utils.asgi import Forbidden, NotFound, Request, Response

from extract.site import errors
from extract.site.words import say

DATABASE = "registry"
"""The database's name in Datasette."""

Found = TypeVar("Found")
Row = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """A page to be shown: its template under `views/`, its title and description, and what the template is given."""

    template: str
    title: str
    description: str
    model: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True)
class Visit:
    """One request, with the registry it is answered from."""

    datasette: Any
    request: Request

    @property
    def today(self) -> date:
        """The local day, by which lists are in force or not."""
        return date.today()

    @property
    def path(self) -> str:
        """The address without host and query."""
        return str(self.request.path)

    @property
    def database(self) -> Any:
        """The registry as Datasette holds it. Raises NotFound where there is none yet."""
        found = self.datasette.databases.get(DATABASE)
        if found is None:
            raise NotFound(say("missing.registry"))
        return found

    @property
    def folder(self) -> Path:
        """The folder that the registry's file lies in, with the originals beside it."""
        return Path(self.database.path).resolve().parent

    def asked(self, name: str, longest: int = 200) -> str:
        """A parameter of the query, stripped and cut; empty where it was not given."""
        return (self.request.args.get(name) or "").replace("\0", "").strip()[:longest]

    def asked_number(self, name: str, least: int, most: int, otherwise: int) -> int:
        """A whole number from the query within bounds; `otherwise` where it was not given or is none."""
        given = self.asked(name, 19)
        number = int(given) if given.isascii() and given.isdecimal() else otherwise
        return min(max(number, least), most)

    def named(self, name: str) -> str:
        """A part of the address, as the route's pattern names it; empty where it is optional and absent."""
        return self.request.url_vars.get(name) or ""

    async def rows(self, sql: str, **parameters: object) -> list[Row]:
        """The rows of a fixed query."""
        return [dict(row) for row in await self.on_connection(lambda db: db.execute(sql, parameters).fetchall())]

    async def row(self, sql: str, **parameters: object) -> Row | None:
        """The first row of a fixed query."""
        found = await self.rows(sql, **parameters)
        return found[0] if found else None

    async def on_connection(self, ask: Callable[[sqlite3.Connection], Found]) -> Found:
        """What a function gives that is called with a connection to the registry, in one of Datasette's threads."""
        answer: Found = await self.database.execute_fn(ask)
        return answer


def address(path: str, **query: object) -> str:
    """An address of the site with a query; what is None or empty is left out."""
    kept = {name: value for name, value in query.items() if value not in (None, "")}
    return path + (f"?{urlencode(kept)}" if kept else "")


View = Callable[[Visit], Awaitable[Page | Response]]


def route(pattern: str, view: View) -> tuple[str, Callable[..., Awaitable[Response]]]:
    """A view at the addresses that a pattern matches, for those who may see the instance."""

    async def answer(datasette: Any, request: Request) -> Response:
        await _may_see(datasette, request)
        try:
            found = await view(Visit(datasette, request))
        except NotFound as missing:
            # Told here: Datasette would look for a template of the address's name first, and the pages' have such.
            return await errors.answered(datasette, request, 404, str(missing))
        return await _shown(datasette, request, found) if isinstance(found, Page) else found

    return rf"^{pattern}$", answer


async def _may_see(datasette: Any, request: Request) -> None:
    """Raises Forbidden for whom the instance is not for."""
    if hasattr(datasette, "ensure_permissions"):
        await datasette.ensure_permissions(request.actor, ["view-instance"])
    elif not await datasette.allowed(action="view-instance", actor=request.actor):  # Datasette 1.0
        raise Forbidden("view-instance")


async def _shown(datasette: Any, request: Request, page: Page) -> Response:
    context = {**page.model, "title": page.title, "description": page.description, "here": request.path}
    body = await datasette.render_template([f"views/{page.template}"], context, request=request)
    return Response.html(body, status=page.status)
