"""The words of the interface fit the Datasette that is installed and the registry's own schema."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import datasette
import pytest
import yaml

from extract.resources import folder

STOCK = Path(datasette.__file__).parent / "templates"
WORDS: dict[str, Any] = yaml.safe_load((folder("site") / "interface.yaml").read_text("utf-8"))
METADATA: dict[str, Any] = yaml.safe_load((folder("site") / "metadata.yaml").read_text("utf-8"))
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
    titled = {name for name, table in METADATA["databases"]["registry"]["tables"].items() if "title" in table}
    assert set(_columns(corpus_registry)) - titled == set()


def test_every_column_has_a_chinese_label(corpus_registry: Path) -> None:
    columns = {column for names in _columns(corpus_registry).values() for column in names}
    assert columns - set(WORDS["labels"]) == set()


def test_metadata_names_no_table_that_is_not_there(corpus_registry: Path) -> None:
    assert set(METADATA["databases"]["registry"]["tables"]) - set(_columns(corpus_registry)) == HIDDEN


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
