"""Lists as JSON: one object with what the list is, its columns and its rows as objects, in UTF-8 unescaped.

Texts are the registry's own, controls and all; JSON has a way to write every one of them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from extract.exports.lists import Export, Rows

_ROWS_A_CHUNK = 256


def chunks(export: Export, rows: Rows) -> Iterator[bytes]:
    """The file piece by piece: `title`, `made_at`, `about`, `columns`, `rows` (one line each), `row_count`."""
    names = [column.name for column in export.columns]
    head = {
        "title": export.title,
        "made_at": export.made_at.isoformat() if export.made_at else None,
        "about": dict(export.about),
        "columns": [{"name": column.name, "label": column.label, "kind": column.kind} for column in export.columns],
    }
    yield _bytes(_dumped(head)[:-1] + ', "rows": [')
    lines: list[str] = []
    count = 0
    for row in rows:
        item = {name: _plain(value) for name, value in zip(names, row, strict=True)}
        lines.append((",\n" if count else "\n") + _dumped(item))
        count += 1
        if len(lines) >= _ROWS_A_CHUNK:
            yield _bytes("".join(lines))
            lines.clear()
    yield _bytes("".join(lines) + f'\n], "row_count": {count}}}\n')


def _plain(value: Any) -> Any:
    """A value as JSON has it: numbers that are no numbers are null, days are ISO texts, bytes are UTF-8."""
    if isinstance(value, Decimal):
        value = int(value) if value.is_finite() and value == int(value) else float(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if isinstance(value, date) else value


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _bytes(text: str) -> bytes:
    """UTF-8; half a surrogate pair, which has no bytes, becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")
