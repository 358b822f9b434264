"""A correction, and the check that it can be applied."""

from __future__ import annotations

import hashlib
import json
import typing
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from extract.corrections.errors import CorrectionError
from extract.facts import FACT_TYPES, Fact

Action = Literal["accept", "correct", "reject", "add"]
ACTIONS: tuple[Action, ...] = get_args(Action)
NOTICE = "notices"
"""The table name of a correction about a notice's own row."""
NOTICE_FIELDS = (
    "title",
    "doc_number",
    "doc_type",
    "issuer",
    "addressee",
    "issued_on",
    "valid_from",
    "valid_to",
    "adcode",
)
_DAYS = {"issued_on", "valid_from", "valid_to", "starts_on", "ends_on"}
# What a fact points at is another fact, and is corrected there.
_POINTERS = {"task", "listing"}

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Correction:
    """One decision of a person about one thing read (or not read) in one notice of one file.

    `source_sha256` and `notice` (the place among the file's notices, from 0) say where; `table` which table. `read`
    are the values that were read (None: nothing was, for `add`, and for `accept` of a doubt about something unread);
    `right` those that are right (None for `accept` and `reject`). `quote` are the words meant, at `start` in the
    notice's text when the correction was made. `code` is the doubt's kind that was answered, where it was one.
    Values are as the registry stores them: text, whole numbers, decimals as JSON numbers, None.
    """

    source_sha256: str
    notice: int
    table: str
    action: Action
    made_by: str
    made_at: str
    note: str | None = None
    read: Values | None = None
    right: Values | None = None
    quote: str | None = None
    start: int | None = None
    code: str | None = None
    filename: str | None = None
    title: str | None = None

    @property
    def id(self) -> str:
        """What tells it from all others: a fingerprint of all it says."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()

    @property
    def about(self) -> tuple[object, ...]:
        """What it is about: of several about the same, the latest counts."""
        read = json.dumps(self.read, ensure_ascii=False, sort_keys=True, default=str)
        place = (self.quote, self.start) if self.read is None else (self.quote, None)
        return (self.source_sha256, self.notice, self.table, read, *place, self.code if self.read is None else None)


@cache
def fact_type(table: str) -> type[Fact]:
    """The kind of fact that a table holds. Raises CorrectionError for a table that holds none."""
    found = next((one for one in FACT_TYPES if one.table == table), None)
    if found is None:
        raise CorrectionError("no_table", table=table, known=[one.table for one in FACT_TYPES])
    return found


@cache
def columns(table: str) -> tuple[str, ...]:
    """The columns of a table that a correction may set."""
    if table == NOTICE:
        return NOTICE_FIELDS
    return tuple(one.name for one in fields(fact_type(table)) if one.name != "evidence" and one.name not in _POINTERS)


def checked(correction: Correction) -> Correction:
    """The same correction. Raises CorrectionError where it could not be applied."""
    if correction.action not in ACTIONS:
        raise CorrectionError("no_action", action=correction.action, known=ACTIONS)
    known = columns(correction.table)
    if correction.table == NOTICE and correction.action in ("reject", "add"):
        raise CorrectionError("notice_row")
    if not correction.made_by.strip():
        raise CorrectionError("no_decider")
    if correction.action in ("correct", "add"):
        if not correction.right:
            raise CorrectionError("nothing_right", action=correction.action)
        for name, value in correction.right.items():
            if name not in known:
                raise CorrectionError("no_column", table=correction.table, column=name, known=known)
            typed(correction.table, name, value)
    if correction.action in ("correct", "reject") and correction.read is None:
        raise CorrectionError("nothing_read", action=correction.action)
    if correction.action == "add" and not (correction.quote and correction.quote.strip()):
        raise CorrectionError("no_quote")
    if correction.action == "add":
        missing = [name for name in _required(correction.table) if (correction.right or {}).get(name) in (None, "")]
        if missing:
            raise CorrectionError("lacking", table=correction.table, columns=missing)
    return correction


def typed(table: str, name: str, value: Any) -> Any:
    """A stored value as the fact's field holds it. Raises CorrectionError where it does not fit."""
    if value is None or value == "":
        if table != NOTICE and name in _required(table):
            raise CorrectionError("empty", table=table, column=name)
        return None
    if name in _DAYS:
        return _day(table, name, value)
    if table == NOTICE:
        return str(value)
    kind = _kind(table, name)
    if get_origin(kind) is Literal:
        if value not in get_args(kind):
            raise CorrectionError("no_code", table=table, column=name, value=value, known=get_args(kind))
        return value
    if kind is Decimal:
        return _decimal(table, name, value)
    if kind is int:
        return _whole(table, name, value)
    if get_origin(kind) is tuple:
        return _headings(table, name, value)
    return str(value)


def _day(table: str, name: str, value: Any) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise CorrectionError("no_day", table=table, column=name, value=value) from error


def _decimal(table: str, name: str, value: Any) -> Decimal:
    try:
        number = Decimal(str(value).replace(",", ""))
    except InvalidOperation as error:
        raise CorrectionError("no_number", table=table, column=name, value=value) from error
    if not number.is_finite() or number < 0:
        raise CorrectionError("no_amount", table=table, column=name, value=value)
    return number


def _whole(table: str, name: str, value: Any) -> int:
    try:
        return int(str(value))
    except ValueError as error:
        raise CorrectionError("no_whole_number", table=table, column=name, value=value) from error


def _headings(table: str, name: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError as error:
            raise CorrectionError("no_headings", table=table, column=name, value=value) from error
    if not isinstance(value, list | tuple):
        raise CorrectionError("no_headings", table=table, column=name, value=value)
    return tuple(str(one) for one in value)


@cache
def _required(table: str) -> tuple[str, ...]:
    """The columns of a table of facts that are never empty."""
    return tuple(
        name for name in columns(table) if type(None) not in get_args(_hints(table)[name]) and _no_default(table, name)
    )


def _no_default(table: str, name: str) -> bool:
    from dataclasses import MISSING

    (found,) = (one for one in fields(fact_type(table)) if one.name == name)
    return found.default is MISSING


@cache
def _hints(table: str) -> dict[str, Any]:
    return get_type_hints(fact_type(table))


@cache
def _kind(table: str, name: str) -> Any:
    """The type of a field, without None."""
    hint = _hints(table)[name]
    if get_origin(hint) in (typing.Union, UnionType):
        (hint,) = (one for one in get_args(hint) if one is not type(None))
    return hint
