"""What the pages of single records show: rows of the registry, and the original file.

Only fixed queries are run; what a visitor sends reaches them as a parameter.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import NotFound, Response

from extract import originals
from extract.site.words import say

# Shown in the browser as they are; everything else is handed over as a download.
_SHOWN = {".pdf": "application/pdf"}


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(datasette: Any) -> dict[str, Any]:
    """The function of the record pages: `rows(sql, **parameters)`."""
    database = datasette.databases.get("registry")

    async def rows(sql: str, **parameters: object) -> list[dict[str, Any]]:
        return [dict(row) for row in (await database.execute(sql, parameters)).rows]

    return {"rows": rows}


async def original(datasette: Any, request: Any) -> Response:
    """A source's file as it was handed in, found by the hash of its content."""
    sha256 = request.url_vars["sha256"]
    database = datasette.databases.get("registry")
    known = (
        (await database.execute("select filename from sources where sha256 = ?", [sha256])).first()
        if database is not None
        else None
    )
    folder = Path(database.path).resolve().parent if known else None
    place = originals.find(folder, sha256) if folder else None
    if known is None or folder is None or place is None:
        raise NotFound(say("missing.original"))
    ending = place.suffix.lower()
    headers = {"Content-Security-Policy": "sandbox", "Cache-Control": "private, max-age=3600"}
    if ending not in _SHOWN:
        headers["Content-Disposition"] = f'attachment; filename="{sha256[:12]}{ending}"'
    body = (folder / place).read_bytes()
    return _Bytes(body, headers=headers, content_type=_SHOWN.get(ending, "application/octet-stream"))


class _Bytes(Response):  # type: ignore[misc]
    """A response whose body is bytes already."""

    async def asgi_send(self, send: Any) -> None:
        headers = [(name.lower().encode(), str(value).encode()) for name, value in self.headers.items()]
        headers.append((b"content-type", self.content_type.encode()))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})


@hookimpl  # type: ignore[untyped-decorator]
def register_routes() -> list[tuple[str, Any]]:
    """The address of the originals."""
    return [(r"^/originals/(?P<sha256>[0-9a-f]{64})$", original)]
