"""The public file: the allowed tables and columns of a registry, masked; search and page relations made from that.

The file is built anew, never copied from the registry, so that no page of it holds what was hidden; it ends
with VACUUM INTO all the same.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from extract import relations
from extract.extractors import persons
from extract.publishing.allowed import PublicTable
from extract.publishing.errors import PublishError
from extract.publishing.hiding import Hiding
from extract.publishing.names import Names
from extract.publishing.numbers import masked
from extract.publishing.plan import PARTED, is_person_heading
from extract.registry import search
from extract.registry.schema import APPLICATION_ID, VERSION

_PERSONS_READ = """
SELECT start, "end", person FROM contacts WHERE notice_id = :id AND person IS NOT NULL
UNION SELECT start, "end", contact FROM listings WHERE notice_id = :id AND contact IS NOT NULL
"""
Row = tuple[Any, ...]


def write_contents(registry: sqlite3.Connection, target: sqlite3.Connection, hiding: Hiding) -> None:
    """Makes the allowed tables in an empty file and fills them with a registry's rows, masked."""
    allowed = hiding.allowed
    target.execute("PRAGMA journal_mode = OFF")
    target.execute("PRAGMA synchronous = OFF")
    texts = _Texts(registry, target, hiding)
    published = {table.name for table in allowed.tables}
    for table in allowed.tables:
        _create(registry, target, table, published)
        _copy(registry, target, table, hiding, texts)
    for table in allowed.tables:
        _index(registry, target, table)
    for view in allowed.views:
        target.execute(_definition(registry, view))


def finish(target: sqlite3.Connection, path: Path) -> None:
    """Builds search and page relations from what a file holds, and writes the whole of it, vacuumed, to `path`."""
    search.register(target)
    for statement in search.definitions():
        # Nothing is written to the file any more: triggers would only show functions that readers do not have.
        if not statement.startswith("CREATE TRIGGER"):
            target.execute(statement)
    for table in search.SEARCHED:
        target.execute(f"INSERT INTO {table}_fts({table}_fts) VALUES ('optimize')")
    relations.materialise(target)
    target.commit()
    target.execute("ANALYZE")
    target.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    target.execute(f"PRAGMA user_version = {VERSION}")
    target.commit()
    target.execute("VACUUM INTO ?", (str(path),))


def _definition(registry: sqlite3.Connection, name: str) -> str:
    row = registry.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise PublishError(
            f"publishing.toml names {name}, which this registry has not; read it with this program first"
        )
    return str(row[0])


def _create(registry: sqlite3.Connection, target: sqlite3.Connection, table: PublicTable, published: set[str]) -> None:
    """The table with its types, keys and references, but no checks: masked values need not pass them."""
    without_rowid = "WITHOUT ROWID" in _definition(registry, table.name).upper()
    known = {row[1]: row for row in registry.execute(f"PRAGMA table_info({table.name})")}
    if missing := [column for column in table.columns if column not in known]:
        raise PublishError(f"publishing.toml: {table.name} has no column {missing[0]}; take it from the list")
    keys = sorted((row for row in known.values() if row[5]), key=lambda row: row[5])
    columns = []
    for column in table.columns:
        alone = len(keys) == 1 and keys[0][1] == column
        columns.append(f'"{column}" {known[column][2]}{" PRIMARY KEY" if alone else ""}')
    if len(keys) > 1:
        columns.append("PRIMARY KEY (" + ", ".join(f'"{row[1]}"' for row in keys) + ")")
    for row in registry.execute(f"PRAGMA foreign_key_list({table.name})"):
        if row[2] in published and row[3] in table.columns:
            columns.append(f'FOREIGN KEY ("{row[3]}") REFERENCES {row[2]}({row[4]})')
    target.execute(f"CREATE TABLE {table.name} ({', '.join(columns)}){' WITHOUT ROWID' if without_rowid else ''}")


def _index(registry: sqlite3.Connection, target: sqlite3.Connection, table: PublicTable) -> None:
    indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    for name, sql in registry.execute(indexes, (table.name,)):
        columns = {row[2] for row in registry.execute(f'PRAGMA index_info("{name}")')}
        if columns <= set(table.columns):
            target.execute(sql)


class _Texts:
    """The notices' texts, as they are and masked, so that quotes are cut from the masked ones.

    `notices` must be the first of the tables with quotes to be written: its masked texts are taken from there.
    """

    def __init__(self, registry: sqlite3.Connection, target: sqlite3.Connection, hiding: Hiding) -> None:
        self._registry, self._target, self._hiding = registry, target, hiding
        self._of = lru_cache(maxsize=256)(self._pair)

    def _pair(self, notice: int) -> tuple[str, str]:
        found = [
            connection.execute("SELECT text FROM notices WHERE id = ?", (notice,)).fetchone()
            for connection in (self._registry, self._target)
        ]
        return str(found[0][0]), str(found[1][0])

    def masked(self, notice: int, text: str) -> str:
        """A notice's text with what is hidden masked: names, numbers, the lines of those left out."""
        hiding = self._hiding
        if hiding.hides_nothing:
            return text
        places = hiding.places(text)
        for start, end in hiding.gone.lines.get(notice, ()):
            places.update(range(max(start, 0), min(end, len(text))))
        if hiding.names.keys or hiding.contacts == "none":
            for start, end, person in self._registry.execute(_PERSONS_READ, {"id": notice}):
                # Where a person was read, a short name need not stand apart, and an ordinary word is a name.
                names = Names(persons.split(person)) if hiding.contacts == "none" else hiding.names
                inside = names.places_in(text[start:end], (0, end - start))
                places.update(place + start for place in inside)
        return masked(text, places)

    def quote(self, notice: object, start: object, quote: str) -> str:
        """A row's quote, cut from the masked text where it stands there."""
        if isinstance(notice, int) and isinstance(start, int):
            text, hidden = self._of(notice)
            if text.startswith(quote, start):
                return hidden[start : start + len(quote)]
        return self._hiding.masked(quote)


def _copy(
    registry: sqlite3.Connection, target: sqlite3.Connection, table: PublicTable, hiding: Hiding, texts: _Texts
) -> None:
    columns = ", ".join(f'"{column}"' for column in table.columns)
    order = "notice_id" if "notice_id" in table.columns else "1"
    rows = registry.execute(f"SELECT {columns} FROM {table.name} ORDER BY {order}")
    put = f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join('?' * len(table.columns))})"
    masks = [_mask(table, column, hiding) for column in table.columns]
    target.executemany(put, _published_rows(rows, table, masks, hiding, texts))
    target.commit()


def _published_rows(
    rows: sqlite3.Cursor, table: PublicTable, masks: list[Callable[[str], str | None]], hiding: Hiding, texts: _Texts
) -> Iterator[Row]:
    at = {column: number for number, column in enumerate(table.columns)}
    for row in rows:
        if _is_gone(row, table, at, hiding):
            continue
        values = list(row) if _is_public(row, table, hiding) else _masked_row(row, masks)
        if table.name == "notices":
            values[at["text"]] = texts.masked(row[at["id"]], row[at["text"]])
        elif table.evidence and isinstance(row[at["quote"]], str):
            values[at["quote"]] = texts.quote(row[at["notice_id"]], row[at["start"]], row[at["quote"]])
        yield tuple(values)


def _is_public(row: Row, table: PublicTable, hiding: Hiding) -> bool:
    """Whether a row can be copied as it is, told at once for all its columns: nearly all can."""
    if hiding.contacts == "none" or hiding.names.keys or table.addresses or table.name == "notices":
        return False
    return not any(isinstance(value, bytes) for value in row) and not hiding.hides_in(
        PARTED.join(value for value in row if isinstance(value, str))
    )


def _masked_row(row: Row, masks: list[Callable[[str], str | None]]) -> list[Any]:
    return [
        mask(value) if isinstance(value, str) else None if isinstance(value, bytes) else value
        for mask, value in zip(masks, row, strict=True)
    ]


def _is_gone(row: Row, table: PublicTable, at: dict[str, int], hiding: Hiding) -> bool:
    if not hiding.gone.rows:
        return False
    if "table_name" in at and "row_id" in at:
        return hiding.gone.has(str(row[at["table_name"]]), row[at["row_id"]])
    return "id" in at and hiding.gone.has(table.name, row[at["id"]])


def _mask(table: PublicTable, column: str, hiding: Hiding) -> Callable[[str], str | None]:
    if column in table.plain or (hiding.hides_nothing and column not in table.addresses):
        return str
    if column in table.addresses:
        return hiding.shown_address
    if column in table.json:
        return lambda value: _masked_json(value, hiding)
    if column in table.persons:
        return hiding.masked_person
    if column in table.phones:
        return hiding.masked_phone
    if column in table.emails:
        return hiding.masked_email
    if (table.name, column) == ("notices", "text"):
        return str  # taken from `_Texts`
    return hiding.masked


def _masked_json(value: str, hiding: Hiding) -> str:
    try:
        data = json.loads(value)
    except ValueError:
        return hiding.masked(value)
    return json.dumps(_masked_value(data, None, hiding), ensure_ascii=False)


def _masked_value(value: Any, heading: str | None, hiding: Hiding) -> Any:
    if isinstance(value, dict):
        return {hiding.masked(name): _masked_value(inner, name, hiding) for name, inner in value.items()}
    if isinstance(value, list):
        return [_masked_value(inner, heading, hiding) for inner in value]
    if isinstance(value, str):
        if heading is not None and is_person_heading(heading, hiding.allowed):
            return hiding.masked_person(value)
        return hiding.masked(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        shown = hiding.masked(str(value))
        return value if shown == str(value) else shown
    return value
