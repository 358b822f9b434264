"""The site's own pages: their addresses, the words and the relations they are made of."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path
from typing import Any

import markupsafe
from datasette import hookimpl
from jinja2 import Environment

from extract import relations
from extract.interface import interface
from extract.registry.difference import COMPARED
from extract.resources import folder
from extract.site.decided import decided
from extract.site.pages import DATABASE
from extract.site.routes import FOOTER, NAVIGATION, ROUTES
from extract.site.uploads import checks_its_own_token
from extract.site.words import say

_LONGEST = 160


@hookimpl  # type: ignore[untyped-decorator]
def register_routes() -> list[tuple[str, Any]]:
    """The addresses of the pages."""
    return list(ROUTES)


@hookimpl  # type: ignore[untyped-decorator]
def skip_csrf(scope: dict[str, Any]) -> bool:
    """The form for files is checked where it is read."""
    return checks_its_own_token(str(scope.get("path", "")))


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Gives connections the relations that the pages read."""
    relations.attach(conn)


@hookimpl(tryfirst=True)  # type: ignore[untyped-decorator]
def render_cell(row: Any, column: str, table: str | None, value: object, datasette: Any) -> Any:
    """The words of a row that a person has decided on say so, in Datasette's own tables too."""
    if column != "quote" or table not in COMPARED or not isinstance(value, str):
        return None

    async def marked() -> markupsafe.Markup | None:
        sql = f"SELECT {decided(table, ':id')} AS decided"
        found = (await datasette.databases[DATABASE].execute(sql, {"id": row["id"]})).first()
        how = found["decided"] if found is not None else None
        if how is None:
            return None
        words = value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
        return markupsafe.Markup("{} <strong>{}</strong>").format(words, say(f"notice.decided.{how}"))

    return marked()


@hookimpl  # type: ignore[untyped-decorator]
def prepare_jinja2_environment(env: Environment) -> None:
    """What the frame of every page is made of: Datasette's own pages and those that tell of errors included."""
    env.globals.update(
        say=say,
        language=interface()["language"],
        site_navigation=NAVIGATION,
        footer_navigation=FOOTER,
        assets=_fingerprint(folder("site") / "static"),
    )


def _fingerprint(files: Path) -> str:
    """What changes with the style sheets and scripts, so that browsers keep them until then."""
    digest = hashlib.sha256()
    for path in sorted(files.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:10]
