"""The allow-list `output/publishing.toml`: what is published of the registry, and how the public site is set."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.resources import folder


@dataclass(frozen=True, slots=True)
class PublicTable:
    """A table of the public file: its columns, and which of them hold what (see publishing.toml)."""

    name: str
    columns: tuple[str, ...]
    plain: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    json: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    evidence: bool = False


@dataclass(frozen=True, slots=True)
class Allowed:
    """All that may be published. The words are those by which a short name is known for one (see `names`)."""

    tables: tuple[PublicTable, ...]
    views: tuple[str, ...]
    settings: dict[str, Any]
    words_before: tuple[str, ...]
    words_after: tuple[str, ...]
    person_labels: tuple[str, ...]


@cache
def allowed() -> Allowed:
    """The allow-list that travels with the program. Raises ValueError where it names a kind of column it has not."""
    data = tomllib.loads((folder("site") / "publishing.toml").read_text("utf-8"))
    names = data["names"]
    return Allowed(
        tables=tuple(_table(name, entry) for name, entry in data["tables"].items()),
        views=tuple(data["views"]),
        settings=data["settings"],
        words_before=tuple(names["before"]),
        words_after=tuple(names["after"]),
        person_labels=tuple(names["persons"]),
    )


def _table(name: str, entry: dict[str, Any]) -> PublicTable:
    columns = tuple(entry["columns"])
    kinds = {key: frozenset(value) for key, value in entry.items() if key not in ("columns", "evidence")}
    for kind, named in kinds.items():
        if not named <= set(columns):
            raise ValueError(f"publishing.toml: {name}.{kind} names a column that is not among its columns")
    return PublicTable(name, columns, evidence=entry.get("evidence", False), **kinds)
