"""The words of the interface fit the Datasette that is installed and the registry's own schema."""

from __future__ import annotations

import json
import re
import sqlite3
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import datasette
import pytest
import yaml

import extract.site
from extract.resources import folder

STOCK = Path(datasette.__file__).parent / "templates"
WORDS: dict[str, Any] = yaml.safe_load((folder("site") / "interface.yaml").read_text("utf-8"))
METADATA: dict[str, Any] = yaml.safe_load((folder("site") / "metadata.yaml").read_text("utf-8"))
CHINESE = re.compile("[\u2e80-\u9fff\uff00-\uffef]")
HIDDEN = {"link_keys", "registry_state"}


@pytest.mark.parametrize("english", WORDS["messages"])
def test_every_translated_message_is_in_a_stock_template(english: str) -> None:
    assert any(english in template.read_text("utf-8") for template in STOCK.glob("*.html"))


def _columns(registry: Path) -> dict[str, list[str]]:
    connection = sqlite3.connect(registry)
    names = connection.execute(
        "select name from sqlite_master where type in ('table', 'view') and name not like '%\\_fts%' escape '\\'"
    ).fetchall()
    shown = {name for (name,) in names} - HIDDEN
    return {name: [row[1] for row in connection.execute(f'pragma table_info("{name}")')] for name in shown}


def test_every_table_and_view_has_a_chinese_title(corpus_registry: Path) -> None:
    titled = {name for name, table in WORDS["registry"]["tables"].items() if "title" in table}
    assert set(_columns(corpus_registry)) - titled == set()


def test_every_column_has_a_chinese_label(corpus_registry: Path) -> None:
    columns = {column for names in _columns(corpus_registry).values() for column in names}
    assert columns - set(WORDS["labels"]) == set()


def test_metadata_names_no_table_that_is_not_there(corpus_registry: Path) -> None:
    assert set(METADATA["databases"]["registry"]["tables"]) - set(_columns(corpus_registry)) == HIDDEN
    assert set(WORDS["registry"]["tables"]) <= set(_columns(corpus_registry))


def test_what_is_said_of_columns_is_said_of_columns_that_are_there(corpus_registry: Path) -> None:
    columns = _columns(corpus_registry)
    said = {
        (name, column) for name, table in WORDS["registry"]["tables"].items() for column in table.get("columns", ())
    }
    assert {(name, column) for name, column in said if column not in columns[name]} == set()


def test_every_query_has_a_title_and_a_description() -> None:
    queries = METADATA["databases"]["registry"]["queries"]
    assert set(WORDS["registry"]["queries"]) == set(queries)
    assert all(said.get("title") and said.get("description") for said in WORDS["registry"]["queries"].values())


@pytest.mark.parametrize("query", METADATA["databases"]["registry"]["queries"])
def test_every_column_and_parameter_of_a_query_has_a_label(site: str, query: str) -> None:
    with urllib.request.urlopen(f"{site}/registry/{query}.json", timeout=10) as answer:
        columns = json.load(answer)["columns"]
    params = METADATA["databases"]["registry"]["queries"][query]["params"]
    assert {name for name in (*columns, *params) if name not in WORDS["labels"]} == set()


@pytest.mark.parametrize("file", ["metadata.yaml", "templates", "plugins"])
def test_the_interface_s_words_stand_in_its_file_alone(file: str) -> None:
    path = folder("site") / file
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.suffix in (".html", ".py")]
    assert [one.name for one in files if CHINESE.search(one.read_text("utf-8"))] == []


def _asked() -> Iterator[tuple[str, str]]:
    """The keys that templates and Python ask for by name, each with the file."""
    site = Path(extract.site.__file__).parent
    for path in [*site.rglob("*.py"), *folder("site").rglob("*.html"), *folder("site").rglob("*.py")]:
        for key in re.findall(r"\b(?:say|paragraphs)\(\"([\w.]+)\"[,)]", path.read_text("utf-8")):
            yield path.name, key


def test_every_word_that_a_page_asks_for_is_there() -> None:
    def found(key: str) -> object:
        at: Any = WORDS["pages"]
        for name in key.split("."):
            at = at.get(name) if isinstance(at, dict) else None
        return at

    asked = set(_asked())
    assert len(asked) > 100
    assert sorted((file, key) for file, key in asked if not isinstance(found(key), str | int | list)) == []


def test_no_key_of_the_interface_is_given_twice() -> None:
    def keys(node: yaml.Node) -> Iterator[str]:
        if isinstance(node, yaml.MappingNode):
            names = [key.value for key, _ in node.value]
            yield from (
                f"{key.value}, line {key.start_mark.line + 1}" for key, _ in node.value if names.count(key.value) > 1
            )
        for child in getattr(node, "value", ()) if isinstance(node, yaml.CollectionNode) else ():
            for inner in child if isinstance(child, tuple) else (child,):
                yield from keys(inner)

    assert list(keys(yaml.compose((folder("site") / "interface.yaml").read_text("utf-8")))) == []


def test_every_code_of_the_registry_has_a_chinese_name(corpus_registry: Path) -> None:
    connection = sqlite3.connect(corpus_registry)
    unnamed = {
        (table, column, value)
        for table, columns in _columns(corpus_registry).items()
        for column in set(columns) & set(WORDS["values"])
        for (value,) in connection.execute(f'select distinct "{column}" from "{table}"')
        if value is not None and str(value) not in WORDS["values"][column]
    }
    assert unnamed == set()
