"""What changed from one notice to another: a cap raised, suppliers added and dropped, a deadline moved."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from extract.registry.keys import number_key, words_key

Row = dict[str, Any]
Change = Literal["added", "dropped", "changed"]


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same: `before` in the first notice, `after` in the second.

    `fields` names what changed, where the same thing says something else.
    """

    table: str
    change: Change
    before: Row | None
    after: Row | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Compared:
    """How the rows of a table are paired, by the first of these keys that both have, and what they say.

    `told` are the columns by which people tell a row from its neighbours.
    """

    table: str
    keys: tuple[tuple[str, ...], ...]
    says: tuple[str, ...]
    told: tuple[str, ...]
    where: str = "1"


_RECORD = ("title", "doc_number", "issuer", "addressee", "valid_from", "valid_to")
# What counts first: what may be spent, from whom, until when, whom to ask.
_TABLES = (
    _Compared(
        "terms",
        (
            ("topic", "unit", "per", "base", "kind", "additional", "standing", "subject"),
            ("topic", "unit", "per", "kind", "additional", "standing"),
            ("topic", "unit", "per", "additional", "standing"),
        ),
        ("kind", "amount", "base", "subject"),
        ("topic", "kind", "amount", "unit", "per", "base", "subject"),
    ),
    _Compared(
        "listings",
        (("supplier_id",),),
        ("contact", "phone", "address", "ownership", "region", "valid_to"),
        ("name", "region", "contact", "phone"),
    ),
    _Compared(
        "dates",
        (("kind", "action"), ("kind", "recurs")),
        ("starts_on", "ends_on", "recurs", "action"),
        ("kind", "starts_on", "ends_on", "recurs", "action"),
        "kind <> 'issued'",
    ),
    _Compared(
        "contacts",
        (("organization", "person"), ("phone",), ("organization",)),
        ("organization", "person", "phone", "email"),
        ("organization", "person", "phone", "email"),
        "role <> 'supplier'",
    ),
    _Compared("platforms", (("name",),), ("url", "operator", "address"), ("name", "url", "operator")),
    _Compared("notice_regions", (("adcode", "role"), ("name", "role")), (), ("name",), "role = 'beneficiary'"),
    _Compared("products", (("name", "spec"),), ("price", "price_unit"), ("name", "spec", "price", "price_unit")),
    _Compared("tasks", (("title",), ("number",)), ("title", "content"), ("number", "title")),
    _Compared(
        "citations", (("number_key",), ("title_key",)), ("relation", "ends_on"), ("title", "doc_number", "relation")
    ),
    _Compared("forms", (("title",),), ("columns",), ("title",)),
)
COMPARED = tuple(one.table for one in _TABLES)
"""The tables that are compared. Duties are not: they follow their tasks."""
_TOLD = {one.table: one.told for one in _TABLES}


def differences(connection: sqlite3.Connection, before: int, after: int) -> list[Difference]:
    """What changed from the notice of one id to that of another; raises KeyError for an id of none."""
    record = "SELECT * FROM notices WHERE id = ?"
    old, new = _rows(connection, record, before), _rows(connection, record, after)
    for number, found in ((before, old), (after, new)):
        if not found:
            raise KeyError(number)
    fields = tuple(name for name in _RECORD if old[0][name] != new[0][name])
    changes = [Difference("notices", "changed", old[0], new[0], fields)] if fields else []
    for compared in _TABLES:
        sql = f'SELECT * FROM "{compared.table}" WHERE notice_id = ? AND {compared.where} ORDER BY start, id'
        rows = [
            [_with_keys(compared.table, row) for row in _rows(connection, sql, number)] for number in (before, after)
        ]
        changes += _paired(compared, rows[0], rows[1])
    return changes


def told(one: Difference) -> list[tuple[str, Any]]:
    """What tells the row from its neighbours: columns and values, without those that changed."""
    row = one.after or one.before or {}
    names = (name for name in _TOLD.get(one.table, ()) if name not in one.fields)
    return [(name, row[name]) for name in names if row[name] is not None]


def _rows(connection: sqlite3.Connection, sql: str, number: int) -> list[Row]:
    cursor = connection.execute(sql, (number,))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _with_keys(table: str, row: Row) -> Row:
    if table == "citations":
        return {**row, "number_key": number_key(row["doc_number"]), "title_key": words_key(row["title"])}
    return row


def _paired(compared: _Compared, before: Sequence[Row], after: Sequence[Row]) -> list[Difference]:
    old, new = list(before), list(after)
    changes: list[Difference] = []
    for key in ((*compared.says, *compared.keys[0]), *compared.keys):
        for row in list(new):
            if all(row[name] is None for name in key):
                continue
            twin = next((other for other in old if _same(other, row, key)), None)
            if twin is None:
                continue
            old.remove(twin)
            new.remove(row)
            if fields := tuple(name for name in compared.says if twin[name] != row[name]):
                changes.append(Difference(compared.table, "changed", twin, row, fields))
    changes += [Difference(compared.table, "added", None, row) for row in new]
    changes += [Difference(compared.table, "dropped", row, None) for row in old]
    return changes


def _same(one: Row, other: Row, key: Iterable[str]) -> bool:
    return all(one[name] == other[name] for name in key)
