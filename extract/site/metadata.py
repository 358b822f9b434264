"""What Datasette's own pages say of the registry: titles, descriptions, columns, queries, in the interface's words."""

from __future__ import annotations

from typing import Any

from extract.interface import interface
from extract.relations import RELATIONS
from extract.site.pages import DATABASE

_HIDDEN = ("publication", "page_columns", "page_comparison")


def metadata() -> dict[str, Any]:
    """The words in the form of Datasette's metadata, to be joined with `metadata.yaml`.

    The relations that pages read are tables in a published file; they are hidden from its list of tables.
    """
    said = interface()["registry"]
    hidden = {name: {"hidden": True} for name in (*(relation.name for relation in RELATIONS), *_HIDDEN)}
    tables = {name: dict(table) for name, table in said["tables"].items()}
    queries = {name: dict(query) for name, query in said["queries"].items()}
    return {
        "title": said["title"],
        "description": said["description"],
        "databases": {DATABASE: {"title": said["title"], "tables": tables | hidden, "queries": queries}},
    }


def joined(own: dict[str, Any]) -> dict[str, Any]:
    """Metadata as a file has it, with the words put in; what the file says itself goes first."""
    return _joined(metadata(), own)


def _joined(words: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    found = dict(words)
    for name, value in own.items():
        known = found.get(name)
        found[name] = _joined(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return found


async def tell(datasette: Any) -> None:
    """Puts the words into a Datasette that keeps metadata in its internal database (1.0)."""
    found = metadata()
    database = found["databases"][DATABASE]
    for name in ("title", "description"):
        await datasette.set_instance_metadata(name, found[name])
    await datasette.set_database_metadata(DATABASE, "title", database["title"])
    for table, said in database["tables"].items():
        for name in ("title", "description"):
            if name in said:
                await datasette.set_resource_metadata(DATABASE, table, name, said[name])
        for column, text in said.get("columns", {}).items():
            await datasette.set_column_metadata(DATABASE, table, column, "description", text)
