"""A registry's values as their columns' types, in the shape that Parquet takes and the one that CSV takes.

SQLite lets any value into any column. A value that is none of its column's type has no place in a typed file: it is
left out there and counted, never guessed at; the registry itself still has it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from extract.exports.schemas import Type


class _Misfit:
    """The one value that stands for a value of another type."""


MISFIT: Final = _Misfit()

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# A NUL ends a text for some readers; half a surrogate pair has no bytes in UTF-8.
_NOT_WRITABLE = re.compile("[\x00\ud800-\udfff]")
_INT64 = 1 << 63
_EXACT = 1 << 53


def _integer(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and -_INT64 <= value < _INT64 else MISFIT


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, (int, float)) and math.isfinite(value) else MISFIT


def _string(value: Any) -> Any:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return _NOT_WRITABLE.sub("", text) or None


def _date(value: Any) -> Any:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else MISFIT
    except ValueError:
        return MISFIT


def _datetime(value: Any) -> Any:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else MISFIT
    except ValueError:
        return MISFIT
    if not isinstance(moment, datetime):
        return MISFIT
    try:
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC).replace(microsecond=0)
    except OverflowError:
        return MISFIT


def _json(kind: type[list[Any]] | type[dict[str, Any]]) -> Callable[[Any], Any]:
    def of_kind(value: Any) -> Any:
        try:
            return _string(value) if isinstance(value, str) and isinstance(json.loads(value), kind) else MISFIT
        except (ValueError, RecursionError):
            return MISFIT

    return of_kind


CONVERTED: Mapping[Type, Callable[[Any], Any]] = {
    "integer": _integer,
    "number": _number,
    "string": _string,
    "date": _date,
    "datetime": _datetime,
    "array": _json(list),
    "object": _json(dict),
}
"""For each type what makes a value of it: int, float, str, date, datetime in UTC, JSON as str; None for an empty
text; MISFIT for what is none. Not to be called with None."""


def as_field(value: Any) -> str:
    """A typed value as Table Schema writes it in CSV by default; an empty field for none."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat() if isinstance(value, date) else str(value)
