"""The site's own pages: their addresses, the words and the relations they are made of."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path
from typing import Any

from datasette import hookimpl
from jinja2 import Environment

from extract import relations
from extract.resources import folder
from extract.site.routes import FOOTER, NAVIGATION, ROUTES
from extract.site.uploads import checks_its_own_token
from extract.site.words import interface, say


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
