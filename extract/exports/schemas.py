"""The tables of a registry file as they are exported: their columns' types, their words, their keys.

Types follow from the columns' declared types and names, never from the rows, so that a file of today and one of
next year are read by the same program.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from extract.interface import codes, interface, label, tables

Type = Literal["integer", "number", "string", "date", "datetime", "array", "object"]
"""The types of Frictionless Table Schema that a registry's columns have."""

_DAYS = ("valid_from", "valid_to", "in_force_until")
_JSON: dict[str, Type] = {"columns": "array", "extra": "object", "warnings": "array"}


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, type, title and description for people, and whether it always has a value."""

    name: str
    type: Type
    title: str
    description: str
    required: bool


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values stand in another table's columns (or in its own)."""

    columns: tuple[str, ...]
    table: str
    referred: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is exported."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]


def read(connection: sqlite3.Connection) -> tuple[Table, ...]:
    """The tables of the file that the interface describes and does not hide, in its order.

    Views, search indexes and whatever it does not know are no part of the data.
    """
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    names = [name for name in tables() if name in found]
    return tuple(_table(connection, name, names) for name in names)


def select(table: Table) -> str:
    """The query for all rows in the order of the primary key, which is the same every time."""
    columns = ", ".join(quoted(field.name) for field in table.fields)
    order = ", ".join(quoted(column) for column in table.primary_key) or "rowid"
    return f"SELECT {columns} FROM {quoted(table.name)} ORDER BY {order}"


def broken_keys(connection: sqlite3.Connection, tables: Collection[Table]) -> Iterator[tuple[Table, ForeignKey]]:
    """The foreign keys that some row breaks: what it refers to is not in the file."""
    for table in tables:
        for key in table.foreign_keys:
            pairs = list(zip(key.columns, key.referred, strict=True))
            same = " AND ".join(f"there.{quoted(there)} = here.{quoted(here)}" for here, there in pairs)
            given = " AND ".join(f"here.{quoted(here)} IS NOT NULL" for here, _ in pairs)
            query = (
                f"SELECT EXISTS (SELECT 1 FROM {quoted(table.name)} AS here WHERE {given}"
                f" AND NOT EXISTS (SELECT 1 FROM {quoted(key.table)} AS there WHERE {same}))"
            )
            if connection.execute(query).fetchone()[0]:
                yield table, key


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def _table(connection: sqlite3.Connection, name: str, names: Collection[str]) -> Table:
    columns = connection.execute(f"PRAGMA table_info({quoted(name)})").fetchall()
    described = tables()[name]
    fields = []
    for _, column, declared, not_null, _, key in columns:
        kind = _type(column, declared)
        fields.append(
            Field(
                name=column,
                type=kind,
                title=label(column, name),
                description=_description(connection, name, column, kind),
                required=bool(not_null or key),
            )
        )
    keys = sorted((key, column) for _, column, _, _, _, key in columns if key)
    return Table(
        name=name,
        title=described.get("title", name),
        description=described.get("description", ""),
        fields=tuple(fields),
        primary_key=tuple(column for _, column in keys),
        foreign_keys=tuple(_foreign_keys(connection, name, names)),
    )


def _foreign_keys(connection: sqlite3.Connection, name: str, names: Collection[str]) -> Iterator[ForeignKey]:
    rows = connection.execute(f"PRAGMA foreign_key_list({quoted(name)})").fetchall()
    for number in sorted({row[0] for row in rows}, reverse=True):
        parts = sorted((row for row in rows if row[0] == number), key=lambda row: row[1])
        table, referred = parts[0][2], tuple(row[4] for row in parts)
        # A key without columns refers to the primary key; the registry writes them out.
        if table in names and None not in referred:
            yield ForeignKey(tuple(row[3] for row in parts), table, referred)


def _type(column: str, declared: str) -> Type:
    """After SQLite's rules of affinity; texts are told apart by their names, which the contract fixes."""
    declared = declared.upper()
    if "INT" in declared:
        return "integer"
    if not any(word in declared for word in ("CHAR", "CLOB", "TEXT")) and declared not in ("", "BLOB"):
        return "number"
    if column in _JSON:
        return _JSON[column]
    if column.endswith("_on") or column in _DAYS:
        return "date"
    return "datetime" if column.endswith("_at") else "string"


def _description(connection: sqlite3.Connection, table: str, column: str, kind: Type) -> str:
    """What the interface says of a column, what its codes mean (those that occur), what JSON it holds."""
    own = interface()["exports"]["package"]
    parts = [tables()[table].get("columns", {}).get(column, "")]
    if known := codes(column):
        used = connection.execute(f"SELECT DISTINCT {quoted(column)} FROM {quoted(table)}")
        met = {str(value) for (value,) in used}
        meanings = [own["code"].format(code=code, label=said) for code, said in known.items() if code in met]
        parts.append(own["codes"] + own["between_codes"].join(meanings) if meanings else "")
    parts.append({"array": own["json_list"], "object": own["json_object"]}.get(kind, ""))
    return str(own["between_parts"]).join(part for part in parts if part)
