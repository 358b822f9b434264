"""The files in a web archive (WARC, ISO 28500): what a site answered, with the addresses it answered under.

`notices fetch` keeps each notice as one: its page and the files that the page links to. Archives of other
programs are read likewise; of those only the answers that a reader would have seen (200) count.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import BytesIO, StringIO
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from warcio.archiveiterator import ArchiveIterator

from extract.bundles.members import DAMAGED, Budget, Member, safe_path
from extract.readers.errors import ReadError

FILENAME = "Notice-Filename"
"""The field of a record's header with the name of its file, where that is more than the end of its address."""
LINKED_FROM = "Notice-Linked-From"
"""The field with the address of the notice's page that links to the file as its own."""

_KEPT = ("response", "resource")
_PAGES = ("text/html", "application/xhtml+xml")
_NEVER_A_NOTICE = ("text/css", "text/javascript", "application/javascript", "application/x-javascript", "image/",
                   "font/", "audio/", "video/")  # fmt: skip


def members_of_warc(data: bytes, budget: Budget) -> list[Member]:
    """The files in a web archive. Raises ReadError for a damaged one, or where the budget is passed."""
    found: dict[str, Member] = {}
    try:
        # What the library finds odd it prints; a damaged file is said by what is missing from it.
        with redirect_stderr(StringIO()):
            for record in ArchiveIterator(BytesIO(_unpacked(data, budget))):
                if (member := _member(record, budget)) is not None:
                    path = _free(member.path, found)
                    found[path] = Member(path, member.data, member.error, member.origin, member.linked)
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # the library raises whatever a damaged record makes its code run into
        raise ReadError("the web archive is damaged or cut short", "get it anew from where it came") from error
    return list(found.values())


def _unpacked(data: bytes, budget: Budget) -> bytes:
    """A web archive without the gzip around its records, or around the whole of it."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    pieces: list[bytes] = []
    size = 0
    with gzip.open(BytesIO(data)) as file:
        while piece := file.read(1 << 20):
            size += len(piece)
            if size > budget.left:
                budget.spend(size)
            pieces.append(piece)
    return b"".join(pieces)


def _member(record: Any, budget: Budget) -> Member | None:
    address = record.rec_headers.get_header("WARC-Target-URI")
    if record.rec_type not in _KEPT or not address:
        return None
    media_type = record.content_type or ""
    if record.http_headers is not None:
        if record.http_headers.get_statuscode() != "200":
            return None
        media_type = record.http_headers.get_header("Content-Type") or ""
    name = record.rec_headers.get_header(FILENAME)
    if name is None and media_type.lower().startswith(_NEVER_A_NOTICE):
        return None
    path = safe_path(name or _name_of(address, media_type))
    linked = record.rec_headers.get_header(LINKED_FROM) is not None
    budget.one_more()
    try:
        content = b"".join(_pieces(record, budget))
    except (EOFError, zlib.error, ValueError):
        return Member(path, None, DAMAGED, address, linked)
    return Member(path, content, None, address, linked)


def _pieces(record: Any, budget: Budget) -> Iterator[bytes]:
    stream = record.content_stream()
    while piece := stream.read(1 << 16):
        budget.spend(len(piece))
        yield piece


def _name_of(address: str, media_type: str) -> str:
    """The name of a file by its address; a page without one is `index.html`."""
    name = PurePosixPath(unquote(urlsplit(address).path)).name or "index"
    if media_type.lower().startswith(_PAGES) and not name.lower().endswith((".html", ".htm", ".shtml")):
        return f"{name}.html"
    return name


def _free(path: str, taken: dict[str, Member]) -> str:
    """A path that no other file has."""
    place, number = PurePosixPath(path), 1
    while path in taken:
        number += 1
        path = str(place.with_name(f"{place.stem} ({number}){place.suffix}"))
    return path
