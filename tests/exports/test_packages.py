"""The whole registry as Parquet and as a data package: valid, typed, the same as the registry."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import frictionless
import pyarrow
import pytest
from pyarrow import parquet
from sqlite_utils import Database

from extract.exports import packages
from extract.interface import licence, tables
from extract.registry.store import open_registry
from tests.registry.factories import BODY, contact, listing, notice, reading, store, term

LISTED = "附件\n1 青禾农业合作社 联系人 周蝉 13800000000\n2 松泉米业 联系人 何田 0574-12345678\n"
TEXT = BODY + LISTED


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """A small registry: two notices in two files, two suppliers."""
    db = open_registry(tmp_path / "registry.db")
    first = notice(
        term(text=TEXT),
        listing(TEXT, "青禾农业合作社", phone="13800000000", extra='{"主营": "小米"}', row_no=1),
        listing(TEXT, "松泉米业", phone="0574-12345678", row_no=2),
        contact(TEXT, "周蝉", "13800000000"),
        text=TEXT,
        title="关于做好采购工作的通知",
        issued_on="2021-09-26",
        adcode="330200",
    )
    second = notice(term(amount="333.5"), title="关于采购的补充通知")
    store(db, reading(first), reading(second, content="another file"))
    db.close()
    return tmp_path / "registry.db"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "downloads"


def change(registry: Path, *statements: str | tuple[str, tuple[Any, ...]]) -> None:
    """Changes rows as no reader would."""
    with closing(sqlite3.connect(registry)) as connection, connection:
        connection.create_function("notice_tokens", 1, lambda text: text)
        for statement in statements:
            connection.execute(*([statement] if isinstance(statement, str) else statement))


def validated(out: Path) -> Any:
    report = frictionless.validate(str(out / packages.PACKAGE))
    assert report.valid, report.flatten(["title", "note", "rowNumber", "fieldName"])
    return report


def described(out: Path) -> Any:
    with zipfile.ZipFile(out / packages.PACKAGE) as package:
        return json.loads(package.read("datapackage.json"))


def resource(out: Path, table: str) -> Any:
    return next(each for each in described(out)["resources"] if each["name"] == table)


def rows_of(out: Path, table: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(out / packages.PACKAGE) as package:
        text = package.read(f"data/{table}.csv").decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def in_registry(registry: Path, table: str) -> list[dict[str, Any]]:
    return list(Database(registry).query(f'SELECT * FROM "{table}" ORDER BY 1'))


def test_the_package_validates(registry: Path, out: Path) -> None:
    written = packages.write(registry, out)
    assert validated(out).stats["tasks"] == len(written.files) - 1
    assert (written.misfits, written.broken_keys) == ({}, ())


def test_every_table_is_there_and_no_other(registry: Path, out: Path) -> None:
    change(registry, "CREATE TABLE page_notices AS SELECT id FROM notices", "CREATE TABLE secrets (a)")
    packages.write(registry, out)
    shown = set(tables()) - {"current_notices", "current_terms", "current_listings"}
    assert {each["name"] for each in described(out)["resources"]} == shown
    assert {path.name for path in out.iterdir()} == {f"{table}.parquet" for table in shown} | {packages.PACKAGE}


@pytest.mark.parametrize("table", ["notices", "terms", "listings", "contacts", "suppliers", "regions", "deliveries"])
def test_parquet_holds_what_the_registry_holds(registry: Path, out: Path, table: str) -> None:
    packages.write(registry, out)
    got = parquet.read_table(out / f"{table}.parquet").to_pylist()
    wanted = in_registry(registry, table)
    assert wanted
    for row in wanted:
        for name, value in row.items():
            if value is not None and (name.endswith("_on") or name in ("valid_from", "valid_to", "in_force_until")):
                row[name] = date.fromisoformat(value)
            if value is not None and name.endswith("_at"):
                row[name] = datetime.fromisoformat(value)
    assert got == wanted


def test_columns_have_their_types(registry: Path, out: Path) -> None:
    packages.write(registry, out)
    types = {field.name: field.type for field in parquet.read_schema(out / "listings.parquet")}
    assert types["id"] == types["row_no"] == pyarrow.int64()
    assert types["valid_to"] == pyarrow.date32()
    assert types["phone"] == types["region_adcode"] == types["extra"] == pyarrow.string()
    assert parquet.read_schema(out / "terms.parquet").field("amount").type == pyarrow.float64()
    assert parquet.read_schema(out / "sources.parquet").field("ingested_at").type == pyarrow.timestamp("ms", tz="UTC")
    fields = {field["name"]: field["type"] for field in resource(out, "listings")["schema"]["fields"]}
    assert [fields[name] for name in ("id", "phone", "valid_to", "confidence", "extra")] == [
        "integer", "string", "date", "number", "object",
    ]  # fmt: skip


def test_csv_is_plain_and_the_same_as_the_registry(registry: Path, out: Path) -> None:
    packages.write(registry, out)
    wanted = [
        {name: "" if value is None else value for name, value in row.items()} for row in in_registry(registry, "terms")
    ]
    for row in wanted:
        row |= {"amount": {300: "300", 333.5: "333.5"}[row["amount"]], "confidence": f"{row['confidence']:g}"}
    assert rows_of(out, "terms") == [{name: str(value) for name, value in row.items()} for row in wanted]
    with zipfile.ZipFile(out / packages.PACKAGE) as package:
        assert package.read("data/suppliers.csv").startswith(b"id,name,normalized_name\r\n")


def test_keys_and_words_are_described(registry: Path, out: Path) -> None:
    packages.write(registry, out)
    notices = resource(out, "notices")["schema"]
    assert notices["primaryKey"] == ["id"]
    assert {"fields": ["adcode"], "reference": {"resource": "regions", "fields": ["adcode"]}} in notices["foreignKeys"]
    assert {"fields": ["parent_id"], "reference": {"resource": "", "fields": ["id"]}} in notices["foreignKeys"]
    fields = {field["name"]: field for field in resource(out, "terms")["schema"]["fields"]}
    assert fields["quote"]["title"] == "原文"
    assert fields["kind"]["description"].endswith("取值：cap（不超过）")
    schema = parquet.read_schema(out / "terms.parquet")
    assert schema.field("quote").metadata[b"title"].decode() == "原文"
    assert schema.metadata[b"title"].decode() == "额度与比例"


def test_the_licence_is_the_one_statement_and_no_open_licence(registry: Path, out: Path) -> None:
    packages.write(registry, out)
    terms = licence()
    whole = described(out)
    assert whole["licenses"] == [{"name": "notspecified", "title": terms.title}]
    assert all(paragraph in whole["description"] for paragraph in terms.text)
    assert parquet.read_schema(out / "notices.parquet").metadata[b"licence"].decode() == terms.title
    with zipfile.ZipFile(out / packages.PACKAGE) as package:
        assert terms.text[0] in package.read("README.md").decode()


def test_the_same_registry_gives_the_same_bytes(registry: Path, tmp_path: Path) -> None:
    first, second = (packages.write(registry, tmp_path / name) for name in ("first", "second"))
    assert first == second
    assert described(tmp_path / "first")["created"].endswith("Z")


def test_the_moment_can_be_given(registry: Path, out: Path) -> None:
    packages.write(registry, out, made_at=datetime(2026, 11, 22, 8, 30, 5, tzinfo=UTC))
    assert described(out)["created"] == "2026-11-22T08:30:05Z"


def test_what_is_written_is_told(registry: Path, out: Path) -> None:
    written = {file.name: file for file in packages.write(registry, out).files}
    assert (written["suppliers.parquet"].rows, written["suppliers.parquet"].title) == (2, "供应商")
    assert written["suppliers.parquet"].bytes == (out / "suppliers.parquet").stat().st_size
    assert written[packages.PACKAGE].media_type == "application/zip"


def test_texts_are_the_registry_s_own(registry: Path, out: Path) -> None:
    names = [
        "=1+1", "-5", "0012", "甲\r\n乙\r丙\n", '"甲",乙', "  甲  ", "甲\u202e乙", "<script>", "NULL", "nan",
        "甲\x1a乙\x0c", "粮" * 200_000,
    ]  # fmt: skip
    change(registry, *(("INSERT INTO suppliers VALUES (?, ?, ?)", (at, name, name)) for at, name in enumerate(names)))
    packages.write(registry, out)
    assert [row["name"] for row in rows_of(out, "suppliers")][: len(names)] == names
    assert parquet.read_table(out / "suppliers.parquet")["name"].to_pylist()[: len(names)] == names
    validated(out)


def test_nuls_are_gone_from_both(registry: Path, out: Path) -> None:
    change(registry, ("UPDATE suppliers SET name = ?", ("甲\x00乙",)))
    packages.write(registry, out)
    assert {row["name"] for row in rows_of(out, "suppliers")} == {"甲乙"}
    assert parquet.read_table(out / "suppliers.parquet")["name"].to_pylist() == ["甲乙"] * 2


def test_values_of_another_type_are_left_out_and_counted(registry: Path, out: Path) -> None:
    change(
        registry,
        "UPDATE notices SET issued_on = '=1+1', valid_to = '2021-02-30'",
        "UPDATE terms SET amount = 'much', page = 9e99",
        "UPDATE listings SET extra = '[', row_no = x'00'",
        "UPDATE sources SET ingested_at = 'yesterday'",
    )
    written = packages.write(registry, out)
    assert written.misfits == {
        ("notices", "issued_on"): 2,
        ("notices", "valid_to"): 2,
        ("terms", "amount"): 2,
        ("terms", "page"): 2,
        ("listings", "extra"): 2,
        ("listings", "row_no"): 2,
        ("sources", "ingested_at"): 2,
    }
    assert parquet.read_table(out / "notices.parquet")["issued_on"].to_pylist() == [None, None]
    assert "created" not in described(out)
    validated(out)


def test_a_reference_to_a_row_that_is_not_there_is_no_key_of_the_package(registry: Path, out: Path) -> None:
    change(registry, "UPDATE listings SET supplier_id = 1")
    written = packages.write(registry, out)
    assert [(table, key.columns) for table, key in written.broken_keys] == [("listings", ("supplier_id",))]
    keys = resource(out, "listings")["schema"]["foreignKeys"]
    assert [key["fields"] for key in keys] == [["notice_id"], ["region_adcode"]]
    validated(out)


def test_a_file_with_some_tables_and_columns_is_enough(registry: Path, tmp_path: Path, out: Path) -> None:
    part = tmp_path / "part.db"
    change(
        registry,
        f"ATTACH '{part}' AS part",
        "CREATE TABLE part.listings AS SELECT id, name, phone, row_no, valid_to, confidence FROM listings",
        "CREATE TABLE part.notices (id INTEGER PRIMARY KEY, title TEXT)",
    )
    packages.write(part, out)
    assert sorted(path.name for path in out.iterdir()) == [packages.PACKAGE, "listings.parquet", "notices.parquet"]
    assert [field["type"] for field in resource(out, "listings")["schema"]["fields"]] == [
        "integer", "string", "string", "integer", "date", "number",
    ]  # fmt: skip
    assert [row["phone"] for row in rows_of(out, "listings")] == ["13800000000", "0574-12345678"]
    validated(out)


def test_batches_change_nothing(registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages.write(registry, tmp_path / "whole")
    monkeypatch.setattr(packages, "_CHARACTERS_A_BATCH", 100)
    packages.write(registry, tmp_path / "small")
    whole, small = (tmp_path / name / "regions.parquet" for name in ("whole", "small"))
    assert parquet.read_metadata(small).num_row_groups > parquet.read_metadata(whole).num_row_groups
    assert parquet.read_table(small).equals(parquet.read_table(whole))
    assert (tmp_path / "small" / packages.PACKAGE).read_bytes() == (tmp_path / "whole" / packages.PACKAGE).read_bytes()


def test_the_registry_is_not_written_to(registry: Path, out: Path) -> None:
    before = registry.read_bytes()
    packages.write(registry, out)
    assert registry.read_bytes() == before


def test_a_file_that_is_no_registry_is_refused_and_leaves_nothing(tmp_path: Path, out: Path) -> None:
    Database(tmp_path / "other.db")["cats"].insert({"name": "Tom"})
    with pytest.raises(ValueError, match="none of the registry's tables"):
        packages.write(tmp_path / "other.db", out)
    (tmp_path / "text.db").write_text("no database at all, but long enough to be looked at" * 40)
    with pytest.raises(sqlite3.DatabaseError):
        packages.write(tmp_path / "text.db", out)
    assert list(out.iterdir()) == []


def test_nothing_heavy_is_imported_before_a_file_is_written() -> None:
    code = (
        "import sys, extract.cli, extract.exports.downloads, extract.exports.packages;"
        "sys.exit(bool({'pyarrow', 'xlsxwriter', 'frictionless'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
