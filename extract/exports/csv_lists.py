"""Lists as CSV that Excel opens right: UTF-8 with a byte order mark, RFC 4180, nothing that runs.

See `cells.for_csv` for what is marked in texts. Programs are better served by JSON or the data package.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from extract.exports import cells
from extract.exports.lists import Export, Rows

_CHUNK = 1 << 16


def chunks(export: Export, rows: Rows) -> Iterator[bytes]:
    """The file piece by piece; one row is held at a time, the labels are the first line, lines end in CRLF."""
    kinds = [column.kind for column in export.columns]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([cells.for_csv(cells.clean(column.label)) for column in export.columns])
    yield codecs.BOM_UTF8
    for row in rows:
        writer.writerow([cells.for_csv(cells.cell(value, kind)) for value, kind in zip(row, kinds, strict=True)])
        if buffer.tell() >= _CHUNK:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    content = buffer.getvalue().encode("utf-8")
    buffer.seek(0)
    buffer.truncate()
    return content
