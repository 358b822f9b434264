"""What changed from one notice to another: a cap raised, suppliers added and dropped, a deadline moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from extract.registry.keys import number_key, words_key

Row = dict[str, Any]
Query = Callable[..., list[Row]]
"""Gives the rows of a query with named parameters."""
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
    """How the rows of a table are paired: by the first of these keys that both have, and what they say of it."""

    table: str
    keys: tuple[tuple[str, ...], ...]
    says: tuple[str, ...]
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
    ),
    _Compared("listings", (("supplier_id",),), ("contact", "phone", "address", "ownership", "region", "valid_to")),
    _Compared(
        "dates",
        (("kind", "action"), ("kind", "recurs")),
        ("starts_on", "ends_on", "recurs", "action"),
        "kind <> 'issued'",
    ),
    _Compared(
        "contacts",
        (("organization", "person"), ("phone",), ("organization",)),
        ("organization", "person", "phone", "email"),
        "role <> 'supplier'",
    ),
    _Compared("platforms", (("name",),), ("url", "operator", "address")),
    _Compared("notice_regions", (("adcode", "role"), ("name", "role")), (), "role = 'beneficiary'"),
    _Compared("products", (("name", "spec"),), ("price", "price_unit")),
    _Compared("tasks", (("title",), ("number",)), ("title", "content")),
    _Compared("citations", (("number_key",), ("title_key",)), ("relation", "ends_on")),
    _Compared("forms", (("title",),), ("columns",)),
)
COMPARED = tuple(one.table for one in _TABLES)
"""The tables that are compared. Duties are not: they follow their tasks."""


def differences(query: Query, before: int, after: int) -> list[Difference]:
    """What changed from the notice of one id to that of another; raises KeyError for an id of none."""
    records = []
    for number in (before, after):
        found = query("SELECT * FROM notices WHERE id = :id", id=number)
        if not found:
            raise KeyError(number)
        records.append(found[0])
    fields = tuple(name for name in _RECORD if records[0][name] != records[1][name])
    changes = [Difference("notices", "changed", records[0], records[1], fields)] if fields else []
    for compared in _TABLES:
        sql = f'SELECT * FROM "{compared.table}" WHERE notice_id = :id AND {compared.where} ORDER BY start, id'
        rows = [[_with_keys(compared.table, row) for row in query(sql, id=number)] for number in (before, after)]
        changes += _paired(compared, rows[0], rows[1])
    return changes


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
