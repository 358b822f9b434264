"""A Frictionless Data Package: one zip of CSV files with `datapackage.json`, which says what is in them.

Its CSV is plain: UTF-8 without a byte order mark, RFC 4180, values as Table Schema writes them by default, texts
as they are in the registry. Programs read it, and to them a mark before a `=` would be a wrong value; what a person
opens in Excel are the lists of `csv_lists` and `xlsx_lists`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from extract.exports import typed
from extract.exports.schemas import Field, ForeignKey, Table
from extract.interface import interface, licence

_PROFILE = "tabular-data-package"
_OLDEST = datetime(1980, 1, 1)
"""Zip has no earlier moment."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A table as it was written: bytes and hash of its CSV, and the columns that lack a value somewhere."""

    table: Table
    rows: int
    bytes: int
    sha256: str
    with_gaps: frozenset[str]


class _Counting(io.RawIOBase):
    """A stream that counts and hashes what passes through it."""

    def __init__(self, inner: IO[bytes]) -> None:
        self.bytes, self.hash, self._inner = 0, hashlib.sha256(), inner

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self.bytes += len(content)
        self.hash.update(content)
        return self._inner.write(content)


class Writer:
    """A data package under way: tables one after the other, then what describes them."""

    def __init__(self, path: Path, made_at: datetime | None) -> None:
        self._made_at = made_at
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def table(self, table: Table) -> TableWriter:
        """The CSV of one table, to be written to its end before the next is begun."""
        inner = self._zip.open(self._entry(_path(table)), "w", force_zip64=True)
        return TableWriter(table, inner)

    def describe(self, resources: Sequence[Resource], broken: Collection[tuple[Table, ForeignKey]]) -> None:
        """Writes `datapackage.json` and a README; keys that some row breaks are no keys of the package."""
        whole = _descriptor(resources, broken, self._made_at)
        text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
        self._zip.writestr(self._entry("datapackage.json"), text)
        self._zip.writestr(self._entry("README.md"), _readme(resources))

    def _entry(self, name: str) -> zipfile.ZipInfo:
        moment = max((self._made_at or _OLDEST).replace(tzinfo=None), _OLDEST)
        entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        return entry


class TableWriter:
    """The CSV of one table while it is written."""

    def __init__(self, table: Table, inner: IO[bytes]) -> None:
        self._table, self._inner, self._rows = table, inner, 0
        self._counted = _Counting(inner)
        self._text = io.TextIOWrapper(io.BufferedWriter(self._counted), "utf-8", newline="")
        self._csv = csv.writer(self._text, lineterminator="\r\n")
        self._csv.writerow([field.name for field in table.fields])

    def write(self, columns: Sequence[Sequence[Any]]) -> None:
        """Adds rows, given as one sequence of typed values a column."""
        fields = [[typed.as_field(value) for value in values] for values in columns]
        self._csv.writerows(zip(*fields, strict=True))
        self._rows += len(columns[0])

    def finish(self, with_gaps: Collection[str]) -> Resource:
        """Ends the file and says what was written."""
        self._text.flush()
        self._inner.close()
        counted = self._counted
        return Resource(self._table, self._rows, counted.bytes, counted.hash.hexdigest(), frozenset(with_gaps))


def _path(table: Table) -> str:
    return f"data/{table.name}.csv"


def _descriptor(
    resources: Sequence[Resource], broken: Collection[tuple[Table, ForeignKey]], made_at: datetime | None
) -> dict[str, Any]:
    """The package after the Data Package and Tabular Data Package specifications, version 1."""
    said, own, terms = interface()["registry"], interface()["exports"]["package"], licence()
    return {
        "profile": _PROFILE,
        "name": own["name"],
        "title": said["title"],
        "description": "\n\n".join([said["description"], terms.title, *terms.text]),
        **({"created": made_at.strftime("%Y-%m-%dT%H:%M:%SZ")} if made_at else {}),
        "keywords": own["keywords"],
        "licenses": [{"name": terms.name, "title": terms.title}],
        "sources": own["sources"],
        "resources": [_resource(resource, broken, own["table_sources"]) for resource in resources],
    }


def _resource(
    resource: Resource, broken: Collection[tuple[Table, ForeignKey]], sources: dict[str, Any]
) -> dict[str, Any]:
    table = resource.table
    keys = [key for key in table.foreign_keys if (table, key) not in broken]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": _path(table),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": resource.bytes,
        "hash": f"sha256:{resource.sha256}",
        **({"sources": sources[table.name]} if table.name in sources else {}),
        "schema": {
            "fields": [_field(field, resource.with_gaps) for field in table.fields],
            "missingValues": [""],
            **({"primaryKey": list(table.primary_key)} if table.primary_key else {}),
            **({"foreignKeys": [_key(key, table) for key in keys]} if keys else {}),
        },
    }


def _field(field: Field, with_gaps: frozenset[str]) -> dict[str, Any]:
    required = field.required and field.name not in with_gaps
    return {
        "name": field.name,
        "type": field.type,
        "title": field.title,
        **({"description": field.description} if field.description else {}),
        **({"constraints": {"required": True}} if required else {}),
    }


def _key(key: ForeignKey, table: Table) -> dict[str, Any]:
    # An empty name refers to the resource itself.
    there = "" if key.table == table.name else key.table
    return {"fields": list(key.columns), "reference": {"resource": there, "fields": list(key.referred)}}


def _readme(resources: Sequence[Resource]) -> str:
    said, own, terms = interface()["registry"], interface()["exports"]["package"]["readme"], licence()
    lines = [
        "- " + own["table"].format(path=_path(each.table), title=each.table.title, rows=each.rows) for each in resources
    ]
    tables = [f"## {own['tables']}", "\n".join(lines)]
    parts = [f"# {said['title']}", said["description"], own["first"], *tables]
    return "\n\n".join([*parts, f"## {own['licence']}", terms.title, *terms.text]) + "\n"
