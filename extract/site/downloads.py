"""Lists to take away: the rows of a page's list, all of them, as CSV, XLSX or JSON."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

from datasette.utils.asgi import Response

from extract.site.pages import Visit


async def download(visit: Visit, name: str, columns: Sequence[str], rows: AsyncIterator[tuple[Any, ...]]) -> Response:
    """A list in the format that the address ends in."""
    found = [dict(zip(columns, row, strict=True)) async for row in rows]
    return Response.json({name: found})
