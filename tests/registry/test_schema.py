"""The schema and the way to it from older ones."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from extract.facts import FACT_TYPES
from extract.registry import schema, search, tables
from extract.registry.store import open_registry, put
from tests.registry.factories import VERSIONS, delivery, notice, reading, term

CONTRACT = {
    "sources": "sha256 filename origin media_type bytes pages status error published_on reader_version rules_version "
    "ingested_at",
    "deliveries": "origin filename sha256 outcome error delivered_at",
    "notices": "id source_sha256 parent_id title doc_number doc_type issuer addressee issued_on valid_from valid_to "
    "adcode text duplicate_of in_force_until ended_by",
    "terms": "id notice_id kind amount unit per base subject topic additional standing",
    "dates": "id notice_id kind starts_on ends_on recurs action",
    "notice_regions": "id notice_id name adcode role",
    "regions": "adcode name full_name level parent_adcode",
    "suppliers": "id name normalized_name",
    "listings": "id notice_id supplier_id annex row_no name address contact phone ownership region region_adcode note "
    "extra",
    "platforms": "id notice_id name url operator address",
    "contacts": "id notice_id organization person phone email role",
    "citations": "id notice_id title doc_number cited_notice_id relation",
    "tasks": "id notice_id number title content",
    "duties": "id notice_id task_id role organization",
    "forms": "id notice_id title columns",
    "products": "id notice_id listing_id name spec price price_unit",
    "review": "notice_id table_name row_id reason quote status",
}
FACT_TABLES = [fact_type.table for fact_type in FACT_TYPES]


@pytest.mark.parametrize("table", CONTRACT)
def test_a_table_has_the_columns_of_the_contract(db: Database, table: str) -> None:
    assert set(CONTRACT[table].split()) <= {column.name for column in db.table(table).columns}


@pytest.mark.parametrize("table", FACT_TABLES)
def test_a_fact_table_says_where_each_row_was_read(db: Database, table: str) -> None:
    assert set(tables.EVIDENCE_COLUMNS) <= {column.name for column in db.table(table).columns}


def test_every_foreign_key_has_an_index(db: Database) -> None:
    for table in CONTRACT:
        first_columns = {index.columns[0] for index in db.table(table).indexes}
        for key in db.table(table).foreign_keys:
            assert key.column in first_columns, f"{table}.{key.column}"


def test_foreign_keys_are_enforced_and_the_log_is_written_ahead(db: Database) -> None:
    assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert db.journal_mode == "wal"


@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_an_older_registry_is_brought_up_to_date_with_what_it_holds(tmp_path: Path, version: int) -> None:
    old = Database(sqlite3.connect(tmp_path / "old.db"))
    search.register(old.conn)
    for step in schema.MIGRATIONS[:version]:
        step(old)
    old.execute(f"PRAGMA user_version = {version}")
    old.execute(
        "INSERT INTO sources (sha256, filename, origin, bytes, status, reader_version, rules_version, ingested_at) "
        "VALUES ('aa', 'a.pdf', 'a.pdf', 1, 'ok', '1', 'a', '2026-01-01')"
    )
    old.execute("INSERT INTO notices (id, source_sha256, title, text) VALUES (1, 'aa', '采购通知', '正文')")
    old.close()

    db = open_registry(tmp_path / "old.db")
    fresh = open_registry(tmp_path / "fresh.db")
    assert db.schema == fresh.schema
    assert db.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    found = db.execute("SELECT rowid FROM notices_fts WHERE notices_fts MATCH escape_fts('购通')").fetchall()
    assert found == [(1,)]


def test_a_step_that_fails_leaves_the_old_registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_registry(tmp_path / "registry.db").close()

    def broken(db: Database) -> None:
        db.execute("CREATE TABLE half (id INTEGER)")
        raise RuntimeError("the step failed")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, broken))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr("extract.registry.opening.VERSION", schema.VERSION)
    with pytest.raises(RuntimeError):
        open_registry(tmp_path / "registry.db")
    connection = sqlite3.connect(tmp_path / "registry.db")
    assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION - 1,)
    assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchall()


def test_current_terms_count_a_notice_once_and_leave_out_what_has_ended(db: Database) -> None:
    same = {"title": "采购通知", "doc_number": "甲工〔2030〕1号", "issued_on": "2030-01-01", "valid_to": "2099-12-31"}
    for content in ("as pdf", "as docx"):
        file = reading(notice(term(), **same), content=content)
        put(db, file, delivery(file), VERSIONS)
    ended = reading(notice(term(amount=200), doc_number="甲工〔2001〕1号", valid_to="2001-12-31"), content="old")
    put(db, ended, delivery(ended), VERSIONS)
    quoted = reading(notice(term(amount=100, standing="quoted"), doc_number="甲工〔2030〕2号"), content="quoted")
    put(db, quoted, delivery(quoted), VERSIONS)
    assert db.execute("SELECT count(*) FROM terms").fetchone() == (4,)
    assert db.execute("SELECT amount, doc_number FROM current_terms").fetchall() == [(300, "甲工〔2030〕1号")]
