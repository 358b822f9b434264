"""One enterprise, however its name is typed."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from extract.registry.store import put, withdraw
from extract.registry.suppliers import normalized_name
from tests.registry.factories import VERSIONS, delivery, listing, notice, reading


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("禾丰（甲地）粮油有限公司", "禾丰(甲地)粮油有限公司"),
        ("甲 农 场", "甲农场"),
        ("ＡＢＣ农场", "abc农场"),
        ("甲农\n场", "甲农场"),
    ],
)
def test_the_same_enterprise(one: str, other: str) -> None:
    assert normalized_name(one) == normalized_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("甲有限公司", "甲有限责任公司"), ("甲农场", "乙农场"), ("禾丰（甲地）公司", "禾丰公司")],
)
def test_two_enterprises(one: str, other: str) -> None:
    assert normalized_name(one) != normalized_name(other)


def names(db: Database) -> list[str]:
    return [name for (name,) in db.execute("SELECT name FROM suppliers ORDER BY name")]


def listed_in(db: Database, content: str, *suppliers: str) -> str:
    text = "名单\n" + "\n".join(suppliers) + "\n"
    file = reading(notice(*(listing(text, name) for name in suppliers), text=text), content=content)
    put(db, file, delivery(file), VERSIONS)
    return file.sha256


def test_a_supplier_in_two_notices_is_one(db: Database) -> None:
    listed_in(db, "first", "禾丰（甲地）公司", "乙厂")
    listed_in(db, "second", "禾丰(甲地)公司")
    assert len(names(db)) == 2
    assert db.execute("SELECT count(*) FROM listings").fetchone() == (3,)


def test_a_supplier_bears_its_commonest_name(db: Database) -> None:
    listed_in(db, "first", "禾丰(甲地)公司")
    second = listed_in(db, "second", "禾丰（甲地）公司")
    third = listed_in(db, "third", "禾丰（甲地）公司")
    assert names(db) == ["禾丰（甲地）公司"]
    withdraw(db, second)
    withdraw(db, third)
    assert names(db) == ["禾丰(甲地)公司"]


def test_a_supplier_goes_with_the_last_notice_that_lists_it(db: Database) -> None:
    first = listed_in(db, "first", "甲厂", "乙厂")
    listed_in(db, "second", "乙厂")
    withdraw(db, first)
    assert names(db) == ["乙厂"]
