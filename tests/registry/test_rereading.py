"""What reading a content again does to what stands of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlite_utils import Database

from extract.registry.store import Versions, open_registry, put
from tests.registry.factories import BODY, VERSIONS, all_rows, citation, delivery, listing, notice, reading, rows, term

NEWER = Versions(reader="2", rules="a")


def test_reading_again_with_the_same_result_changes_no_row(db: Database) -> None:
    text = BODY + "甲农业有限公司\n《采购办法》\n"
    file = reading(
        notice(term(), listing(text, "甲农业有限公司"), citation(text, "《采购办法》", title="采购办法"), text=text)
    )
    put(db, file, delivery(file), VERSIONS)
    before = all_rows(db)
    put(db, file, delivery(file), VERSIONS)
    assert all_rows(db) == before


def test_a_fact_that_a_newer_reader_finds_elsewhere_keeps_its_id(db: Database) -> None:
    file = reading(notice(term()))
    put(db, file, delivery(file), VERSIONS)
    before = rows(db, "SELECT id FROM terms")
    text = "通知\n" + BODY
    put(db, reading(notice(term(text), text=text)), delivery(file), NEWER)
    assert rows(db, "SELECT id FROM terms") == before
    assert rows(db, "SELECT start FROM terms") == [(text.index("不超过300元"),)]


def test_a_newer_reading_replaces_the_facts(db: Database) -> None:
    first = reading(notice(term(), term(quote="300元", amount=999)))
    put(db, first, delivery(first), VERSIONS)
    ((kept,),) = rows(db, "SELECT id FROM terms WHERE amount = 300")
    put(db, reading(notice(term(), term(quote="百分之十五", amount=15))), delivery(first), NEWER)
    assert rows(db, "SELECT amount FROM terms ORDER BY amount") == [(15,), (300,)]
    assert rows(db, "SELECT id FROM terms WHERE amount = 300") == [(kept,)]
    assert rows(db, "SELECT reader_version FROM sources") == [("2",)]


def test_a_failed_reading_never_replaces_a_good_one(db: Database) -> None:
    file = reading(notice(term()))
    put(db, file, delivery(file), VERSIONS)
    put(db, replace(file, notices=(), status="failed", error="out of memory"), delivery(file), NEWER)
    assert rows(db, "SELECT status, reader_version FROM sources") == [("ok", "1")]
    assert rows(db, "SELECT count(*) FROM terms") == [(1,)]
    assert rows(db, "SELECT outcome FROM deliveries ORDER BY id") == [("read",), ("failed",)]


def test_a_notice_that_is_no_longer_found_goes(db: Database) -> None:
    two = reading(notice(title="一"), notice(title="二", parent=0))
    put(db, two, delivery(two), VERSIONS)
    put(db, reading(notice(title="一")), delivery(two), NEWER)
    assert rows(db, "SELECT title FROM notices") == [("一",)]


def test_ids_do_not_depend_on_the_order_of_arrival(tmp_path: Path) -> None:
    text = BODY + "甲农业有限公司\n"
    files = [
        reading(notice(term(), listing(text, "甲农业有限公司"), text=text, title=f"通知{n}"), content=f"file {n}")
        for n in range(6)
    ]
    registries = []
    for name, order in (("one.db", files), ("other.db", files[::-1])):
        db = open_registry(tmp_path / name)
        for file in order:
            put(db, file, delivery(file), VERSIONS)
        registries.append(all_rows(db))
    assert registries[0] == registries[1]


def test_ids_stay_exact_in_javascript(db: Database) -> None:
    text = BODY + "甲农业有限公司\n"
    for n in range(40):
        file = reading(notice(term(), listing(text, "甲农业有限公司"), text=text), content=str(n))
        put(db, file, delivery(file), VERSIONS)
    for table in ("notices", "terms", "listings", "suppliers"):
        ((largest,),) = rows(db, f"SELECT max(id) FROM {table}")
        assert largest < 2**53


def test_many_facts_at_one_place_have_ids_of_their_own(db: Database) -> None:
    file = reading(notice(*(term(amount=n) for n in range(1, 100))))
    put(db, file, delivery(file), VERSIONS)
    assert rows(db, "SELECT count(DISTINCT id) FROM terms") == [(99,)]
