"""The site's own pages: their addresses, the words and the relations they are made of."""

from __future__ import annotations

import sqlite3
from typing import Any

from datasette import hookimpl

from extract import relations
from extract.site.routes import FOOTER, NAVIGATION, ROUTES
from extract.site.words import interface, say


@hookimpl  # type: ignore[untyped-decorator]
def register_routes() -> list[tuple[str, Any]]:
    """The addresses of the pages."""
    return list(ROUTES)


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Gives connections the relations that the pages read."""
    relations.attach(conn)


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars() -> dict[str, Any]:
    """What the frame of every page is made of, Datasette's own pages included."""
    return {
        "say": say,
        "language": interface()["language"],
        "site_navigation": NAVIGATION,
        "footer_navigation": FOOTER,
        "assets": "1",
    }
