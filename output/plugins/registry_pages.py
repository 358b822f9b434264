"""What the pages of single records show: rows of the registry, the text with its facts marked, the original file.

Only fixed queries are run; what a visitor sends reaches them as a parameter.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import markupsafe
from datasette import hookimpl
from datasette.utils.asgi import NotFound, Response

from extract import originals

_FACTS = (
    "terms",
    "dates",
    "notice_regions",
    "listings",
    "platforms",
    "contacts",
    "citations",
    "tasks",
    "duties",
    "forms",
)
# Shown in the browser as they are; everything else is handed over as a download.
_SHOWN = {".pdf": "application/pdf"}


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(datasette: Any) -> dict[str, Any]:
    """Functions of the record pages: `rows(sql, **parameters)`, `marked(notice_id)`, `fact_counts(notice_id)`."""
    database = datasette.databases.get("registry")

    async def rows(sql: str, **parameters: object) -> list[dict[str, Any]]:
        return [dict(row) for row in (await database.execute(sql, parameters)).rows]

    async def marked(notice_id: int) -> markupsafe.Markup:
        (notice,) = await rows("select text from notices where id = :id", id=notice_id)
        spans = await rows(
            " union all ".join(
                f"select start, \"end\", '{table}' as fact from {table} where notice_id = :id" for table in _FACTS
            ),
            id=notice_id,
        )
        return mark(notice["text"], [(span["start"], span["end"], span["fact"]) for span in spans])

    async def fact_counts(notice_id: int) -> list[tuple[str, int]]:
        counted = await rows(
            " union all ".join(
                f"select '{table}' as fact, count(*) as n from {table} where notice_id = :id" for table in _FACTS
            ),
            id=notice_id,
        )
        return [(row["fact"], row["n"]) for row in counted if row["n"]]

    return {"rows": rows, "marked": marked, "fact_counts": fact_counts}


def mark(text: str, spans: list[tuple[int, int, str]]) -> markupsafe.Markup:
    """The text as HTML with what was read marked, each fact's beginning anchored as `#at-START`."""
    starts = {start for start, _, _ in spans}
    edges = sorted({0, len(text), *(place for start, end, _ in spans for place in (start, end))})
    pieces: list[markupsafe.Markup] = []
    for low, high in pairwise(edges):
        facts = sorted({fact for start, end, fact in spans if start <= low and high <= end})
        if not facts:
            pieces.append(markupsafe.escape(text[low:high]))
            continue
        anchor = markupsafe.Markup(' id="at-{}"').format(low) if low in starts else ""
        pieces.append(markupsafe.Markup('<mark{} class="{}">{}</mark>').format(anchor, " ".join(facts), text[low:high]))
    return markupsafe.Markup("").join(pieces)


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
        raise NotFound("登记册里没有这个原件")
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
