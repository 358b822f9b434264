"""What goes into the registry, comes out again, and survives."""

from __future__ import annotations

import sqlite3
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from extract.facts import FACT_TYPES, Duty, Form, Product, Task
from extract.registry import store
from extract.registry.store import RegistryError, Versions, known, open_registry, put, sources_matching, withdraw
from tests.registry.factories import (
    BODY,
    VERSIONS,
    citation,
    contact,
    delivery,
    evidence,
    listing,
    notice,
    reading,
    term,
)

NEWER = Versions(reader="2", rules="a")


def rows(db: Database, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    return db.execute(sql, parameters).fetchall()


def all_rows(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in the registry but the times of day and the record of what happened."""
    aside = ("deliveries", "regions", "events", "changes")
    names = [name for name in db.table_names() if "_fts" not in name and name not in aside]
    found = {}
    for name in names:
        columns = [column.name for column in db.table(name).columns if column.name != "ingested_at"]
        listed = ", ".join(f'"{column}"' for column in columns)
        found[name] = sorted(rows(db, f"SELECT {listed} FROM {name}"), key=repr)
    return found


def test_a_fact_is_stored_with_its_place_and_rule(db: Database) -> None:
    file = reading(notice(term(per="person-year"), title="关于采购的通知", adcode="330203"))
    put(db, file, delivery(file), VERSIONS)
    start = BODY.index("不超过")
    assert rows(db, 'SELECT kind, amount, unit, per, base, quote, start, "end", page, rule FROM terms') == [
        (
            "cap",
            300,
            "CNY",
            "person-year",
            None,
            "不超过300元",
            start,
            start + 7,
            1,
            "test.rule",
        )
    ]
    assert rows(db, "SELECT title, adcode, issuer FROM notices") == [("关于采购的通知", "330203", None)]


def test_what_was_written_is_counted_by_table(db: Database) -> None:
    text = BODY + "甲农业有限公司\n乙食品厂\n"
    file = reading(notice(term(), listing(text, "甲农业有限公司"), listing(text, "乙食品厂"), text=text))
    assert put(db, file, delivery(file), VERSIONS) == {"notices": 1, "terms": 1, "listings": 2}


@pytest.mark.parametrize(("amount", "stored"), [("300", 300), ("33.33", 33.33), ("0.5", 0.5), ("300.00", 300)])
def test_whole_amounts_are_stored_as_whole_numbers(db: Database, amount: str, stored: float) -> None:
    file = reading(notice(term(amount=amount)))
    put(db, file, delivery(file), VERSIONS)
    ((found,),) = rows(db, "SELECT amount FROM terms")
    assert (found, type(found)) == (stored, type(stored))


def test_an_empty_text_is_stored_as_nothing(db: Database) -> None:
    file = reading(notice(term(subject=""), title=""))
    put(db, file, delivery(file), VERSIONS)
    assert rows(db, "SELECT subject, title FROM terms JOIN notices ON notices.id = notice_id") == [(None, None)]


def test_a_duty_points_at_its_task(db: Database) -> None:
    text = BODY + "1 产销对接 市总工会牵头\n"
    task = Task(evidence=evidence(text, "产销对接"), number="1", title="产销对接")
    duty = Duty(evidence=evidence(text, "市总工会牵头"), role="lead", organization="市总工会", task=task)
    file = reading(notice(duty, task, text=text))
    put(db, file, delivery(file), VERSIONS)
    assert rows(db, "SELECT title, organization FROM duties JOIN tasks ON tasks.id = task_id") == [
        ("产销对接", "市总工会")
    ]


def test_a_product_points_at_its_suppliers_line(db: Database) -> None:
    text = BODY + "甲农业有限公司 大米 30元\n"
    line = listing(text, "甲农业有限公司")
    products = [
        Product(evidence=evidence(text, "大米"), name="大米", price=Decimal("30.50"), price_unit="袋", listing=line),
        Product(evidence=evidence(text, "采购进度"), name="茶叶"),
    ]
    file = reading(notice(line, *products, text=text))
    put(db, file, delivery(file), VERSIONS)
    assert rows(
        db,
        "SELECT products.name, price, price_unit, listings.name FROM products "
        "LEFT JOIN listings ON listings.id = listing_id ORDER BY price DESC",
    ) == [("大米", 30.5, "袋", "甲农业有限公司"), ("茶叶", None, None, None)]
    withdraw(db, file.sha256)
    assert rows(db, "SELECT count(*) FROM products") == [(0,)]


def test_a_forms_headings_are_a_json_list(db: Database) -> None:
    form = Form(evidence=evidence(BODY, "采购进度"), title="进度表", columns=("单位", "金额(万元)"))
    file = reading(notice(form))
    put(db, file, delivery(file), VERSIONS)
    assert rows(db, "SELECT columns FROM forms") == [('["单位", "金额(万元)"]',)]


def test_a_forwarded_notice_points_at_the_one_that_forwards_it(db: Database) -> None:
    file = reading(notice(title="转发"), notice(text="被转发的通知全文。", title="原通知", parent=0))
    put(db, file, delivery(file), VERSIONS)
    assert rows(
        db, "SELECT child.title, main.title FROM notices child JOIN notices main ON main.id = child.parent_id"
    ) == [("原通知", "转发")]


def test_every_field_of_a_fact_has_its_column(db: Database) -> None:
    for fact_type in FACT_TYPES:
        columns = {column.name for column in db.table(fact_type.table).columns}
        names = {item.name for item in fields(fact_type)} - {"evidence", "task", "listing"}
        assert names <= columns, fact_type.table


def test_a_failed_reading_is_kept_as_a_source_with_its_error(db: Database) -> None:
    file = reading(status="failed", error="no text in it", media_type=None)
    put(db, file, delivery(file), VERSIONS)
    assert rows(db, "SELECT status, error FROM sources") == [("failed", "no text in it")]
    assert rows(db, "SELECT outcome, error FROM deliveries") == [("failed", "no text in it")]


def test_warnings_go_to_the_source_and_to_review(db: Database) -> None:
    file = reading(notice(), status="partial", error="page 2 has no text", warnings=("page 2 has no text",))
    put(db, file, delivery(file), VERSIONS)
    assert rows(db, "SELECT status, warnings FROM sources") == [("partial", '["page 2 has no text"]')]
    assert rows(db, "SELECT reason, status FROM review") == [("page 2 has no text", "open")]


# ---------------------------------------------------------------- read again


def test_a_content_is_known_to_the_versions_that_read_it(db: Database) -> None:
    file = reading(notice())
    assert not known(db, file.sha256, VERSIONS)
    put(db, file, delivery(file), VERSIONS)
    assert known(db, file.sha256, VERSIONS)
    assert not known(db, file.sha256, NEWER)


def test_a_failed_content_is_not_known_and_so_read_again(db: Database) -> None:
    file = reading(status="failed", error="no text in it")
    put(db, file, delivery(file), VERSIONS)
    assert not known(db, file.sha256, VERSIONS)


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


# ---------------------------------------------------------------- whole or not at all


def test_a_write_that_fails_leaves_nothing_behind(db: Database) -> None:
    before = all_rows(db)
    file = reading(notice(term(), adcode="999999"))  # no such region: the foreign key refuses it
    with pytest.raises(sqlite3.IntegrityError):
        put(db, file, delivery(file), VERSIONS)
    assert all_rows(db) == before
    assert rows(db, "SELECT count(*) FROM deliveries") == [(0,)]


def test_a_second_writer_waits_for_the_first(db: Database, tmp_path: Path) -> None:
    other = open_registry(tmp_path / "registry.db")
    other.execute("PRAGMA busy_timeout = 100")
    file = reading(notice())
    with store.transaction(db), pytest.raises(sqlite3.OperationalError, match="locked"):
        put(other, file, delivery(file), VERSIONS)
    put(other, file, delivery(file), VERSIONS)
    assert rows(db, "SELECT count(*) FROM sources") == [(1,)]


def test_readers_are_not_held_up_by_a_write(db: Database, tmp_path: Path) -> None:
    reader = sqlite3.connect(f"file:{tmp_path / 'registry.db'}?mode=ro", uri=True, timeout=0.1)
    with store.transaction(db):
        db.execute("DELETE FROM sources")
        assert reader.execute("SELECT count(*) FROM sources").fetchone() == (0,)


# ---------------------------------------------------------------- withdrawn


def test_withdrawing_takes_a_source_and_all_its_facts_out(db: Database) -> None:
    empty = all_rows(db)
    text = BODY + "甲农业有限公司 王某 13800000000\n《采购办法》\n"
    file = reading(
        notice(
            term(),
            listing(text, "甲农业有限公司"),
            contact(text, "王某", "13800000000"),
            citation(text, "《采购办法》", title="采购办法"),
            text=text,
        ),
        notice(text=text, parent=0),
        status="partial",
        error="page 2",
        warnings=("page 2",),
    )
    put(db, file, delivery(file), VERSIONS)
    withdraw(db, file.sha256)
    assert all_rows(db) == empty
    assert rows(db, "SELECT outcome FROM deliveries") == [("read",)]


def test_withdrawing_leaves_other_sources_as_they_are(db: Database) -> None:
    text = BODY + "甲农业有限公司\n乙食品厂\n"
    kept = reading(notice(listing(text, "甲农业有限公司"), text=text), content="kept")
    put(db, kept, delivery(kept), VERSIONS)
    before = all_rows(db)
    gone = reading(notice(listing(text, "甲农业有限公司"), listing(text, "乙食品厂"), text=text), content="gone")
    put(db, gone, delivery(gone), VERSIONS)
    withdraw(db, gone.sha256)
    assert all_rows(db) == before


def test_withdrawing_what_is_not_there_is_a_key_error(db: Database) -> None:
    with pytest.raises(KeyError):
        withdraw(db, "0" * 64)


def test_a_source_is_found_by_name_origin_or_the_beginning_of_its_hash(db: Database) -> None:
    file = reading(notice(), filename="a.pdf")
    put(db, file, delivery(file), VERSIONS)
    wanted = [(file.sha256, "a.pdf")]
    for which in ("a.pdf", "inbox/a.pdf", file.sha256, file.sha256[:8].upper()):
        assert sources_matching(db, which) == wanted
    assert sources_matching(db, file.sha256[:5]) == []
    assert sources_matching(db, "b.pdf") == []


# ---------------------------------------------------------------- opening


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "registry.db"
    path.write_text("these are my notes, " * 100)
    with pytest.raises(RegistryError, match=r"registry\.db: not an SQLite database"):
        open_registry(path)
    assert path.read_text() == "these are my notes, " * 100


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE books (title TEXT)")
    connection.close()
    content = path.read_bytes()
    with pytest.raises(RegistryError, match="no notice registry"):
        open_registry(path)
    assert path.read_bytes() == content


def test_a_registry_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "registry.db"
    db = open_registry(path)
    db.execute("PRAGMA user_version = 999")
    db.close()
    with pytest.raises(RegistryError, match="newer version of this program"):
        open_registry(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (999,)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="this is a folder"):
        open_registry(tmp_path)


def test_a_registry_under_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RegistryError, match="cannot be made"):
        open_registry(tmp_path / "file" / "registry.db")
