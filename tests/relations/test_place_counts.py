"""What there is of each place, what lies below it included; the table says the same as the view."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from extract import relations
from extract.facts import Listing
from tests.registry.factories import evidence
from tests.registry.making import registry_of
from tests.site.comparable import CHENGDU, MIANYANG, XIDE, helped, issued

Counts = dict[str | None, tuple[int, int, int, int]]


def line(name: str, region_adcode: str | None = None) -> Listing:
    return Listing(evidence=evidence(name, name), name=name, region_adcode=region_adcode)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Chengdu's list has two firms from Xide and one from nowhere; two notices help Xide, one of no known place."""
    return registry_of(
        tmp_path,
        issued(CHENGDU, "2024-01-05", helped("喜德县", XIDE), line("青禾农业公司", XIDE), line("云岭茶业公司", XIDE)),
        issued(MIANYANG, "2024-02-05", line("青禾农业公司", XIDE), line("某某商贸公司")),
        issued(None, "2024-03-05", helped("喜德县", XIDE), helped("凉山州", "513400")),
    )


def counts(path: Path, table: bool) -> Counts:
    connection = sqlite3.connect(path)
    if table:
        relations.materialise(connection)
    relations.attach(connection)
    rows = connection.execute("SELECT adcode, issued, helped, suppliers, listed FROM page_place_counts").fetchall()
    return {adcode: (own, help_, from_, on) for adcode, own, help_, from_, on in rows}


@pytest.mark.parametrize("table", [False, True], ids=["live", "published"])
def test_a_place_counts_what_lies_below_it_and_each_thing_once(path: Path, table: bool) -> None:
    found = counts(path, table)
    assert found["510000"] == (2, 2, 2, 3)
    assert found["513400"] == (0, 2, 2, 0)
    assert found[XIDE] == (0, 2, 2, 0)
    assert found[CHENGDU] == (1, 0, 0, 2)
    assert found[None] == (1, 0, 1, 0)


def test_a_place_of_which_there_is_nothing_has_no_counts(path: Path) -> None:
    assert set(counts(path, table=False)) == {None, "510000", "513400", XIDE, CHENGDU, MIANYANG}


def test_a_notice_helps_a_place_once_however_often_it_names_it(path: Path) -> None:
    connection = sqlite3.connect(path)
    relations.attach(connection)
    found = connection.execute("SELECT count(*), count(DISTINCT notice_id) FROM page_helped WHERE third = ?", (XIDE,))
    assert found.fetchone() == (2, 2)
