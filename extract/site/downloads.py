"""Lists to take away: all rows of a page's list as CSV, XLSX or JSON, by the writers in `extract.exports`."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Sequence
from typing import IO, Any

from datasette.utils.asgi import Response

from extract.exports import downloads
from extract.exports.lists import Column, Export, Kind
from extract.interface import label, licence
from extract.site.pages import Visit
from extract.site.words import say

LONGEST = {"csv": 100_000, "json": 100_000, "xlsx": 20_000}
"""How many rows a list has at most, by its format."""
_NUMBERS = {"amount", "price", "low", "high", "confidence"}
_INTEGERS = {"row_no", "page", "id", "notice_id", "supplier_id", "year"}
_DATES = {"issued_on", "valid_from", "valid_to", "until", "starts_on", "ends_on", "due_on"}
_HELD = 4_000_000
_CHUNK = 65_536


def longest(visit: Visit) -> int:
    """So many rows a list has at most in the format that is asked for; more of the registry is had as a whole file."""
    return LONGEST[visit.named("format")]


RowsOf = Callable[[sqlite3.Connection], Iterable[Sequence[Any]]]


def columns(names: Iterable[str], table: str | None = None) -> tuple[Column, ...]:
    """Columns by their names in the registry, labelled as the pages label them."""
    return tuple(Column(name, label(name, table), _kind(name)) for name in names)


def _kind(name: str) -> Kind:
    if name in _NUMBERS:
        return "number"
    if name in _INTEGERS:
        return "integer"
    return "date" if name in _DATES else "text"


async def download(visit: Visit, title: str, shown: tuple[Column, ...], rows: RowsOf) -> Response:
    """A list in the format that the address ends in; `rows` is called in a thread with a connection."""
    ending = visit.named("format")
    asked = visit.request.full_path
    about = (
        (say("downloads.address"), asked),
        (say("downloads.day"), visit.today.isoformat()),
        (say("downloads.licence"), licence().title),
    )
    export = Export(title, shown, about)

    def write(connection: sqlite3.Connection) -> IO[bytes]:
        file = tempfile.SpooledTemporaryFile(max_size=_HELD)  # noqa: SIM115 - closed when it has been sent
        for chunk in downloads.chunks(ending, export, rows(connection)):
            file.write(chunk)
        file.seek(0)
        return file

    return _File(await visit.on_connection(write), downloads.headers(ending, title))


class _File(Response):  # type: ignore[misc]
    """An answer that is read from a file piece by piece; the file is closed behind it."""

    def __init__(self, file: IO[bytes], headers: dict[str, str]) -> None:
        super().__init__(body="", status=200, headers=headers)
        self.file = file

    async def asgi_send(self, send: Any) -> None:
        headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in self.headers.items()]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        with self.file:
            while piece := self.file.read(_CHUNK):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
