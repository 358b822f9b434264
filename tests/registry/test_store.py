"""What goes into the registry stands in it, wholly or not at all."""

from __future__ import annotations

import sqlite3
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest
from sqlite_utils import Database

from extract.facts import FACT_TYPES, Duty, Form, Product, Task
from extract.registry.store import open_registry, put, transaction, withdraw
from tests.registry.factories import BODY, VERSIONS, all_rows, delivery, evidence, listing, notice, reading, rows, term


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
    with transaction(db), pytest.raises(sqlite3.OperationalError, match="locked"):
        put(other, file, delivery(file), VERSIONS)
    put(other, file, delivery(file), VERSIONS)
    assert rows(db, "SELECT count(*) FROM sources") == [(1,)]


def test_readers_are_not_held_up_by_a_write(db: Database, tmp_path: Path) -> None:
    reader = sqlite3.connect(f"file:{tmp_path / 'registry.db'}?mode=ro", uri=True, timeout=0.1)
    with transaction(db):
        db.execute("DELETE FROM sources")
        assert reader.execute("SELECT count(*) FROM sources").fetchone() == (0,)
