"""Titles, descriptions and queries are the same whether `notices serve` or Datasette by itself shows the registry."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from extract.interface import interface
from extract.relations import RELATIONS
from extract.resources import folder
from extract.serve import site
from extract.site.metadata import joined
from tests.registry.making import registry_of
from tests.site.comparable import CHENGDU, issued


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return registry_of(tmp_path_factory.mktemp("metadata"), issued(CHENGDU, "2024-01-05"))


def _started(application: Any) -> Any:
    asyncio.run(application.invoke_startup())
    return application


@pytest.fixture(params=["served", "configured"])
def application(request: pytest.FixtureRequest, path: Path) -> Any:
    """The registry as `notices serve` shows it, and as `datasette output/` does."""
    if request.param == "served":
        return _started(site(path))
    return _started(Datasette([str(path)], config_dir=folder("site")))


def test_tables_are_titled_and_described(application: Any) -> None:
    said = interface()["registry"]["tables"]
    for name, table in said.items():
        found = application.table_metadata("registry", name)
        assert (found.get("title"), found.get("description")) == (table.get("title"), table.get("description"))
    assert application.table_metadata("registry", "terms")["facets"] == ["topic", "kind", "per", "standing"]


def test_queries_are_titled_and_keep_their_sql(application: Any) -> None:
    queries = asyncio.run(application.get_canned_queries("registry", None))
    assert {name: query["title"] for name, query in queries.items()} == {
        name: query["title"] for name, query in interface()["registry"]["queries"].items()
    }
    assert all(query["sql"] for query in queries.values())


def test_relations_are_no_tables_for_visitors(application: Any) -> None:
    tables = application.metadata("tables", database="registry")
    assert all(tables[relation.name]["hidden"] for relation in RELATIONS)


def test_two_sites_in_one_program_do_not_mix(path: Path) -> None:
    one, other = (Datasette([str(path)], config_dir=folder("site")) for _ in range(2))
    one.metadata("tables", database="registry")["terms"]["title"] = "changed"
    assert other.table_metadata("registry", "terms")["title"] == interface()["registry"]["tables"]["terms"]["title"]


def test_what_an_operator_writes_goes_first() -> None:
    own = {"title": "own", "databases": {"registry": {"tables": {"terms": {"title": "also own"}}}}}
    found = joined(own)
    assert found["title"] == "own"
    terms = found["databases"]["registry"]["tables"]["terms"]
    assert terms["title"] == "also own"
    assert terms["description"] == interface()["registry"]["tables"]["terms"]["description"]
    assert found["databases"]["registry"]["queries"]
