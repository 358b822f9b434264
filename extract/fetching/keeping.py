"""A notice as it was fetched, kept as one web archive (WARC 1.1, ISO 28500): its page and its files.

Each is kept with the address it was asked for under, the time, and the headers it came with. The content
stands unpacked; the headers that spoke of its packing are kept under the names that archives use for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extract.bundles.warcs import FILENAME, LINKED_FROM
from extract.fetching.client import Answer

_OF_TRANSPORT = ("content-encoding", "transfer-encoding", "content-length")


@dataclass(frozen=True)
class Fetched:
    """A file as it came: what was asked for, its name, and the page that links to it (None for that page itself)."""

    address: str
    filename: str
    answer: Answer
    linked_from: str | None = None


def web_archive(files: list[Fetched], software: str) -> bytes:
    """The bytes of a web archive with these files."""
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=False, warc_version="1.1")
    writer.write_record(writer.create_warcinfo_record(None, {"software": software, "format": "WARC File Format 1.1"}))
    for file in files:
        named = {FILENAME: file.filename}
        if file.linked_from is not None:
            named[LINKED_FROM] = file.linked_from
        writer.write_record(
            writer.create_warc_record(
                file.address,
                "response",
                payload=BytesIO(file.answer.data),
                length=len(file.answer.data),
                warc_headers_dict={**named, "WARC-Date": _moment(file.answer)},
                http_headers=_headers(file.answer),
            )
        )
    return buffer.getvalue()


def _moment(answer: Answer) -> str:
    return answer.fetched_at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _headers(answer: Answer) -> StatusAndHeaders:
    kept = [
        (f"X-Archive-Orig-{name}" if name.lower() in _OF_TRANSPORT else name, value) for name, value in answer.headers
    ]
    kept.append(("Content-Length", str(len(answer.data))))
    # The status of a file that had not changed since it came is that with which it came.
    return StatusAndHeaders("200 OK", kept, protocol="HTTP/1.1")
