"""The whole public registry as files, at `/downloads/NAME`: there in a published folder, nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasette.utils.asgi import AsgiFileDownload, NotFound, asgi_send_file

from extract.exports.downloads import MEDIA_TYPES
from extract.interface import tables
from extract.publishing.versions import DOWNLOADS
from extract.site.pages import Visit
from extract.site.words import say

PATH = "/downloads"
ADDRESS = rf"{PATH}/(?P<name>[a-z_]{{1,40}}\.[a-z]{{2,7}})"
"""The addresses of the files."""
_FIRST = ("db", "zip", "parquet")
_PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class File:
    """A file to be had: its name, its address, what it holds in words, its size in bytes."""

    name: str
    address: str
    holds: str
    bytes: int


async def files(visit: Visit) -> list[File]:
    """The files that this site hands out: those of the whole first, then one a table."""
    folder = await _folder(visit)
    if folder is None or not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if path.suffix[1:] in _FIRST and path.is_file()]
    found.sort(key=lambda path: (_FIRST.index(path.suffix[1:]), path.name))
    return [File(path.name, f"{PATH}/{path.name}", _holds(path), path.stat().st_size) for path in found]


async def whole(visit: Visit) -> AsgiFileDownload:
    """One of the files, sent piece by piece."""
    folder, name = await _folder(visit), visit.named("name")
    ending = name.rpartition(".")[2]
    if folder is None or ending not in _FIRST or not (folder / name).is_file():
        raise NotFound(say("whole.missing"))
    return _Download(str(folder / name), name, content_type=MEDIA_TYPES[ending])


class _Download(AsgiFileDownload):  # type: ignore[misc]
    """A file sent in larger pieces than Datasette's."""

    async def asgi_send(self, send: Any) -> None:
        await asgi_send_file(send, self.filepath, self.filename, self.content_type, _PIECE, self.headers)


async def _folder(visit: Visit) -> Path | None:
    """The folder of the files beside a published registry; None beside one that is not published."""
    found = await visit.row("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'publication'")
    return visit.folder / DOWNLOADS if found else None


def _holds(path: Path) -> str:
    ending = path.suffix[1:]
    if ending != "parquet":
        return say(f"whole.{ending}")
    return say("whole.parquet", table=tables().get(path.stem, {}).get("title", path.stem))
