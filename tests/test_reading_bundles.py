"""An archive or mail, read whole and into a registry."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from extract import read
from extract.ingest import to_retry
from extract.reading import read_bytes
from extract.registry.store import Versions, open_registry
from tests.bundles.samples import mail_of, zip_of, zip_with_link
from tests.bundles.test_attaching import NOTICE
from tests.samples import notice_text, run

SUPPLIERS = "单位名称,联系人,电话\n青禾食品有限公司,季某,0990-5550001\n甜园合作社,白某,0990-5550002\n".encode()
BUNDLE = zip_of(
    {
        "采购通知/通知.txt": NOTICE.format("节日").encode(),
        "采购通知/附件1.节日供应商名单.csv": SUPPLIERS,
        "采购通知/坏.pdf": b"%PDF-1.4 broken",
    }
)


def rows(registry: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(registry)) as connection:
        return connection.execute(sql).fetchall()


def ingested(folder: Path, files: dict[str, bytes], registry: Path) -> str:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return run("ingest", folder, "--registry", registry).stdout


def test_an_annex_in_a_spreadsheet_is_the_notices_own() -> None:
    reading = read_bytes(BUNDLE, "材料.zip")
    by_path = {member.path: member.reading for member in reading.members}
    notice = by_path["采购通知/通知.txt"]
    (own,) = notice.notices
    assert [fact.values()["name"] for fact in own.facts["listings"]] == ["青禾食品有限公司", "甜园合作社"]
    assert {fact.values()["annex"] for fact in own.facts["listings"]} == {"节日供应商名单"}
    assert [annex.sha256 for annex in notice.annexes] == [by_path["采购通知/附件1.节日供应商名单.csv"].sha256]
    assert by_path["采购通知/附件1.节日供应商名单.csv"].notices == ()


def test_a_file_in_it_that_fails_makes_the_bundle_partial_and_is_named() -> None:
    reading = read_bytes(BUNDLE, "材料.zip")
    assert reading.status == "partial"
    assert str(reading.error).startswith("1 of its 3 files not read, or not wholly: 采购通知/坏.pdf: the PDF is")


def test_a_bundle_in_which_nothing_can_be_read_failed() -> None:
    reading = read_bytes(zip_of({"a.pdf": b"%PDF-1.4 broken", "b.docx": b"PK\x03\x04"}), "a.zip")
    assert reading.status == "failed" and "none of its 2 files could be read" in str(reading.error)


def test_an_empty_bundle_failed() -> None:
    assert "there are no files in it" in str(read_bytes(zip_of({"__MACOSX/a": b"x"}), "a.zip").error)


def test_a_mails_own_words_are_no_notice_beside_its_attachments(tmp_path: Path) -> None:
    (tmp_path / "来文.eml").write_bytes(mail_of("您好，请查收附件，谢谢！", {"通知.txt": notice_text(3).encode()}))
    members = {member.path: member.reading for member in read(tmp_path / "来文.eml").members}
    assert members["正文.txt"].notices == ()
    assert len(members["通知.txt"].notices) == 1


def test_each_file_is_a_source_with_its_delivery_and_its_original(tmp_path: Path) -> None:
    registry = tmp_path / "registry.db"
    said = ingested(tmp_path / "in", {"材料.zip": BUNDLE}, registry)
    assert "partial: " in said and "1 file: 1 read" in said
    assert rows(registry, "SELECT filename, status FROM sources ORDER BY filename") == [
        ("坏.pdf", "failed"),
        ("材料.zip", "partial"),
        ("通知.txt", "ok"),
        ("附件1.节日供应商名单.csv", "ok"),
    ]
    origins = rows(registry, "SELECT origin, outcome FROM deliveries ORDER BY id")
    assert [(Path(str(origin)).name, outcome) for origin, outcome in origins] == [
        ("材料.zip", "read"),
        ("坏.pdf", "failed"),
        ("通知.txt", "read"),
        ("附件1.节日供应商名单.csv", "read"),
    ]
    for (original,) in rows(registry, "SELECT original FROM sources"):
        assert (tmp_path / str(original)).is_file()
    assert rows(registry, "SELECT first_page FROM source_annexes") == [(1,)]


def test_a_file_that_cannot_be_taken_out_is_on_record(tmp_path: Path) -> None:
    registry = tmp_path / "registry.db"
    ingested(tmp_path / "in", {"a.zip": zip_with_link("通知.pdf", "/etc/passwd")}, registry)
    assert rows(registry, "SELECT filename, sha256, outcome FROM deliveries WHERE filename = '通知.pdf'") == [
        ("通知.pdf", None, "failed")
    ]
    assert rows(registry, "SELECT path, sha256 FROM bundle_members") == [("通知.pdf", None)]


def facts(registry: Path) -> list[tuple[object, ...]]:
    return rows(registry, "SELECT name, annex FROM listings ORDER BY id") + rows(
        registry, "SELECT id, title FROM notices ORDER BY id"
    )


def test_the_order_in_which_a_notice_comes_alone_and_with_its_annexes_changes_nothing(tmp_path: Path) -> None:
    alone = {"通知.txt": NOTICE.format("节日").encode(), "附件1.节日供应商名单.csv": SUPPLIERS}
    first, second = tmp_path / "first.db", tmp_path / "second.db"
    ingested(tmp_path / "bundle", {"材料.zip": BUNDLE}, first)
    ingested(tmp_path / "alone", alone, first)
    ingested(tmp_path / "alone", alone, second)
    assert len(rows(second, "SELECT * FROM notices")) == 2
    ingested(tmp_path / "bundle", {"材料.zip": BUNDLE}, second)
    assert facts(first) == facts(second)
    assert len(rows(first, "SELECT * FROM notices")) == 1


def test_withdrawn_a_bundle_takes_along_what_came_in_it_alone(tmp_path: Path) -> None:
    registry = tmp_path / "registry.db"
    ingested(tmp_path / "in", {"材料.zip": BUNDLE, "a.txt": NOTICE.format("节日").encode()}, registry)
    assert run("withdraw", "材料.zip", "--registry", registry).returncode == 0
    assert rows(registry, "SELECT filename FROM sources") == [("a.txt",)]
    assert len(list((tmp_path / "originals").rglob("*.*"))) == 1


def test_a_bundle_again_changes_nothing_but_deliveries(tmp_path: Path) -> None:
    registry = tmp_path / "registry.db"
    ingested(tmp_path / "in", {"材料.zip": BUNDLE}, registry)
    before = rows(registry, "SELECT * FROM sources ORDER BY sha256")
    assert "1 known already" in ingested(tmp_path / "in", {"材料.zip": BUNDLE}, registry)
    assert rows(registry, "SELECT * FROM sources ORDER BY sha256") == before


def test_read_again_by_itself_with_newer_rules_a_notice_keeps_its_annexes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = tmp_path / "registry.db"
    ingested(tmp_path / "in", {"材料.zip": BUNDLE}, registry)
    before = facts(registry)
    monkeypatch.setattr("extract.ingest.versions", lambda: Versions("2", "newer"))
    alone = {"通知.txt": NOTICE.format("节日").encode(), "附件1.节日供应商名单.csv": SUPPLIERS}
    ingested(tmp_path / "alone", alone, registry)
    assert facts(registry) == before


def test_what_failed_in_a_bundle_is_read_again_with_the_bundle(tmp_path: Path) -> None:
    registry = tmp_path / "registry.db"
    ingested(tmp_path / "in", {"材料.zip": BUNDLE}, registry)
    before = facts(registry)
    with closing(open_registry(registry)) as db:
        (chosen,) = to_retry(db, registry, [])
        assert chosen.filename == "材料.zip"
    assert "partial: " in run("retry", "--registry", registry).stdout
    assert facts(registry) == before
