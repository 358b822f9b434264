"""Lists as CSV that Excel opens right: UTF-8 with a byte order mark, RFC 4180, nothing that runs.

See `cells.for_csv` for what is marked in texts. Programs are better served by JSON or the data package.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Any

from extract.exports import cells
from extract.exports.lists import Export, Kind, Rows
from extract.interface import interface

_CHUNK = 1 << 16


def chunks(export: Export, rows: Rows) -> Iterator[bytes]:
    """The file piece by piece; one row is held at a time, the labels are the first line, lines end in CRLF.

    A text that is longer than Excel's cell ends in a visible mark, as it does in XLSX.
    """
    kinds = [column.kind for column in export.columns]
    mark = interface()["exports"]["cut"]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([cells.for_csv(cells.clean(column.label)) for column in export.columns])
    yield codecs.BOM_UTF8
    for row in rows:
        writer.writerow([_field(value, kind, mark) for value, kind in zip(row, kinds, strict=True)])
        if buffer.tell() >= _CHUNK:
            yield _taken(buffer)
    yield _taken(buffer)


def _field(value: Any, kind: Kind, mark: str) -> str:
    content = cells.cell(value, kind)
    # One place is kept for the mark of a formula or a number.
    return cells.for_csv(cells.cut(content, cells.LONGEST - 1, mark) if isinstance(content, str) else content)


def _taken(buffer: io.StringIO) -> bytes:
    content = buffer.getvalue().encode("utf-8")
    buffer.seek(0)
    buffer.truncate()
    return content
