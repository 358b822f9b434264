"""A whole registry as data for programs: each table as Parquet, all of them as a Frictionless Data Package.

Works on any SQLite file that has tables of a registry, and exports all of them that the site shows: to be called
on a file that may be handed out, never on the full registry.
"""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extract.exports import data_package, parquet, schemas, typed
from extract.exports.downloads import MEDIA_TYPES
from extract.exports.schemas import ForeignKey, Table
from extract.interface import interface, licence

PACKAGE = "datapackage.zip"
"""The data package's file name; a table's Parquet file is named after the table."""

_ROWS_A_BATCH = 1 << 15
_CHARACTERS_A_BATCH = 1 << 23
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class File:
    """A file that was written into the folder; `rows` are those of its table, or of all tables."""

    name: str
    title: str
    media_type: str
    bytes: int
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and what the typed files lack that the registry has.

    `misfits` counts the values that were left out since they are not of their column's type, by table and column;
    `broken_keys` are the foreign keys that are not in the package since some row refers to a row that is not there.
    """

    files: tuple[File, ...]
    misfits: dict[tuple[str, str], int]
    broken_keys: tuple[tuple[str, ForeignKey], ...]


def write(database: Path, folder: Path, *, made_at: datetime | None = None) -> Written:
    """Writes TABLE.parquet for each table and datapackage.zip into the folder, which is made where it is missing.

    `made_at` is the moment the data is of; by default the last one at which the registry read a file, so that the
    same registry gives the same bytes. The registry is read in one transaction and in batches. Files of the same
    names are replaced once all are written. Raises sqlite3.DatabaseError for what is no SQLite file, ValueError
    for one without any of the tables.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix=".packages-", dir=folder) as name,
        closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection,
    ):
        connection.text_factory = lambda content: content.decode("utf-8", "replace")
        connection.execute("BEGIN")
        tables = schemas.read(connection)
        if not tables:
            raise ValueError(f"{database} has none of the registry's tables")
        moment = made_at.astimezone(UTC) if made_at else _last_read(connection, tables)
        written = _write_all(connection, tables, Path(name), moment)
        for file in written.files:
            (Path(name) / file.name).replace(folder / file.name)
    return written


def _write_all(
    connection: sqlite3.Connection, tables: tuple[Table, ...], folder: Path, moment: datetime | None
) -> Written:
    broken = list(schemas.broken_keys(connection, tables))
    misfits: Counter[tuple[str, str]] = Counter()
    with data_package.Writer(folder / PACKAGE, moment) as package:
        resources = [_write_table(connection, table, folder, package, misfits) for table in tables]
        package.describe(resources, broken)
    files = [_file(folder / _parquet(each.table), each.table.title, each.rows) for each in resources]
    title = str(interface()["registry"]["title"])
    files.append(_file(folder / PACKAGE, title, sum(each.rows for each in resources)))
    return Written(tuple(files), dict(misfits), tuple((table.name, key) for table, key in broken))


def _parquet(table: Table) -> str:
    return f"{table.name}.parquet"


def _write_table(
    connection: sqlite3.Connection,
    table: Table,
    folder: Path,
    package: data_package.Writer,
    misfits: Counter[tuple[str, str]],
) -> data_package.Resource:
    converters = [typed.CONVERTED[field.type] for field in table.fields]
    gaps: set[str] = set()
    terms = licence()
    sheet = package.table(table)
    with parquet.Writer(folder / _parquet(table), table, {"licence": terms.title}) as columnar:
        for rows in _batches(connection.execute(schemas.select(table))):
            columns = []
            for field, convert, values in zip(table.fields, converters, zip(*rows, strict=True), strict=True):
                made = [None if value is None else convert(value) for value in values]
                if wrong := sum(value is typed.MISFIT for value in made):
                    misfits[table.name, field.name] += wrong
                    made = [None if value is typed.MISFIT else value for value in made]
                if None in made:
                    gaps.add(field.name)
                columns.append(made)
            columnar.write(columns)
            sheet.write(columns)
    return sheet.finish(gaps)


def _batches(cursor: sqlite3.Cursor) -> Iterator[list[tuple[Any, ...]]]:
    """Rows in lists that stay small, by number and by the length of their texts."""
    batch: list[tuple[Any, ...]] = []
    characters = 0
    for row in cursor:
        batch.append(row)
        characters += sum(len(value) for value in row if type(value) is str)
        if len(batch) >= _ROWS_A_BATCH or characters >= _CHARACTERS_A_BATCH:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _last_read(connection: sqlite3.Connection, tables: tuple[Table, ...]) -> datetime | None:
    """When the registry last read a file; None where the file does not say."""
    columns = {(table.name, field.name) for table in tables for field in table.fields}
    if ("sources", "ingested_at") not in columns:
        return None
    (last,) = connection.execute("SELECT max(ingested_at) FROM sources").fetchone()
    moment = typed.CONVERTED["datetime"](last)
    return moment if isinstance(moment, datetime) else None


def _file(path: Path, title: str, rows: int) -> File:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return File(path.name, title, MEDIA_TYPES[path.suffix[1:]], path.stat().st_size, digest.hexdigest(), rows)
