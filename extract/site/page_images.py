"""Pictures of originals' pages at `/pages/SHA/N.webp`, drawn when they are first asked for.

The owner's site draws from the originals beside the registry. A published folder shows only what it names: pages in
`published_pages` as the files that were made when publishing, and pages of the originals in `published_originals`.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from pathlib import Path

from datasette.utils.asgi import NotFound, Response

from extract import originals
from extract.page_pictures import DRAWN, PageError, rendered
from extract.site.pages import Visit
from extract.site.words import say

ADDRESS = r"/pages/(?P<sha256>[0-9a-f]{64})/(?P<page>[1-9][0-9]{0,4})\.webp"
AT_ONCE = 2
"""So many pages are drawn at one time; others wait."""
KEPT_BYTES = 64_000_000
"""So much memory the pictures last asked for may take."""
_WAITING = 24
_PUBLISHED = ("published_pages", "published_originals")


class Pictures:
    """The pictures last asked for, by content and page, and how many are being drawn."""

    def __init__(self, most: int = KEPT_BYTES) -> None:
        self.most = most
        self.waiting = 0
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._size = 0
        self._turns: asyncio.Semaphore | None = None

    async def of(self, path: Path, sha256: str, page: int) -> bytes:
        """The picture of a page of the file at this path, whose content has this hash.

        Raises PageError where it cannot be drawn or too many are waited for.
        """
        if picture := self._found(sha256, page):
            return picture
        if self.waiting >= _WAITING:
            raise PageError("too many pages are being drawn")
        self._turns = self._turns or asyncio.Semaphore(AT_ONCE)
        self.waiting += 1
        try:
            async with self._turns:
                # Whoever waited before may have asked for the same.
                picture = self._found(sha256, page)
                if picture is None:
                    picture = await asyncio.to_thread(rendered, path, page)
                    self._keep(sha256, page, picture)
                return picture
        finally:
            self.waiting -= 1

    def _found(self, sha256: str, page: int) -> bytes | None:
        picture = self._kept.get((sha256, page))
        if picture is not None:
            self._kept.move_to_end((sha256, page))
        return picture

    def _keep(self, sha256: str, page: int, picture: bytes) -> None:
        self._kept[sha256, page] = picture
        self._size += len(picture)
        while self._size > self.most:
            _, gone = self._kept.popitem(last=False)
            self._size -= len(gone)


_pictures = Pictures()


async def page_image(visit: Visit) -> Response:
    """A page of a source as a picture; not found where the source, the page or its publication is unknown."""
    sha256, page = visit.named("sha256"), int(visit.named("page"))
    source = await visit.row("SELECT media_type, pages FROM sources WHERE sha256 = :sha256", sha256=sha256)
    if source is None or source["media_type"] not in DRAWN or page > (source["pages"] or 1):
        raise NotFound(say("notice.no_picture"))
    tables = await _published_tables(visit)
    if "published_pages" in tables and (made := await _made(visit, sha256, page)) is not None:
        return _answer(made, True)
    if not await shown_pages(visit, {sha256: [page]}):
        raise NotFound(say("notice.no_picture"))
    place = originals.find(visit.folder, sha256)
    if place is None:
        raise NotFound(say("notice.no_picture"))
    try:
        return _answer(await _pictures.of(visit.folder / place, sha256, page), bool(tables))
    except PageError as error:
        raise NotFound(say("notice.no_picture")) from error


async def _made(visit: Visit, sha256: str, page: int) -> bytes | None:
    """The picture as it was made when publishing; None where there is none."""
    if not await _among(visit, "published_pages", {sha256: [page]}):
        return None
    path = visit.folder / "pages" / sha256 / f"{page}.webp"
    return await asyncio.to_thread(path.read_bytes) if path.is_file() else None


async def _published_tables(visit: Visit) -> set[str]:
    marks = ", ".join(f"'{name}'" for name in _PUBLISHED)
    found = await visit.rows(f"SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ({marks})")
    return {row["name"] for row in found}


async def shown_pages(visit: Visit, asked: dict[str, list[int]]) -> set[tuple[str, int]]:
    """Which of these pages (by the hashes of their sources) may be shown as pictures.

    All of them in a full registry; of a published one, those that it publishes.
    """
    everything = {(sha256, page) for sha256, pages in asked.items() for page in pages}
    tables = await _published_tables(visit)
    if not tables or not everything:
        return everything
    found: set[tuple[str, int]] = set()
    for table in sorted(tables):
        found |= await _among(visit, table, asked)
    return found


async def _among(visit: Visit, table: str, asked: dict[str, list[int]]) -> set[tuple[str, int]]:
    hashes = {f"sha{number}": sha256 for number, sha256 in enumerate(asked)}
    marks = ", ".join(f":{name}" for name in hashes)
    column = "page" if table == "published_pages" else "NULL AS page"
    rows = await visit.rows(f"SELECT sha256, {column} FROM {table} WHERE sha256 IN ({marks})", **hashes)
    published = {(row["sha256"], row["page"]) for row in rows}
    return {
        (sha256, page)
        for sha256, pages in asked.items()
        for page in pages
        if (sha256, page) in published or (sha256, None) in published
    }


class _Picture(Response):  # type: ignore[misc]
    """A response whose body is bytes already."""

    async def asgi_send(self, send: object) -> None:
        headers = [(name.lower().encode(), str(value).encode()) for name, value in self.headers.items()]
        headers.append((b"content-type", self.content_type.encode()))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})  # type: ignore[operator]
        await send({"type": "http.response.body", "body": self.body})  # type: ignore[operator]


def _answer(picture: bytes, published: bool) -> Response:
    # What stands under a hash never changes, but it may be withdrawn.
    headers = {"Cache-Control": f"{'public' if published else 'private'}, max-age=3600"}
    return _Picture(picture, headers=headers, content_type="image/webp")
