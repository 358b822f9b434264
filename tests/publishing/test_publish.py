"""What is published of a registry, and what is not."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from extract.publishing.allowed import allowed
from extract.publishing.numbers import MASK
from extract.registry import private_hosts
from extract.registry.schema import APPLICATION_ID, VERSION
from tests.publishing import registries as made
from tests.publishing.raw import files_in, numbers_in
from tests.publishing.registries import OFFICIAL, PLATFORM, SHARED, SUPPLIER, UNREAD, published, rows


def test_the_sample_has_what_the_tests_are_about(whole_registry: Path) -> None:
    listed = rows(whole_registry, "SELECT name, contact, phone FROM listings ORDER BY row_no")
    assert [(name, contact, phone) for name, contact, phone in listed] == [(f[1], f[3], f[4]) for f in made.FIRMS]
    reached = rows(whole_registry, "SELECT role, person, phone FROM contacts WHERE role <> 'supplier'")
    assert ("notice", "宁致远", SHARED) in reached and any(phone == PLATFORM for _, _, phone in reached)


def test_business_hides_officials_numbers_and_keeps_suppliers_and_platforms(registry: Path, tmp_path: Path) -> None:
    done = published(registry, tmp_path / "out")
    everything = list(files_in(tmp_path / "out"))
    assert numbers_in(everything, [OFFICIAL, UNREAD]) == set()
    assert numbers_in(everything, [SUPPLIER, PLATFORM, SHARED]) == {SUPPLIER, PLATFORM, SHARED}
    (text,) = rows(done.version.registry, "SELECT text FROM notices WHERE doc_number = '青工发〔2030〕7号'")[0]
    assert f"手机：{MASK * 11}，邮箱：{MASK * 19}" in str(text)
    assert f"拨打{MASK * 3} {MASK * 4} {MASK * 4}咨询" in str(text)


def test_none_hides_all_numbers_addresses_and_persons(registry: Path, tmp_path: Path) -> None:
    done = published(registry, tmp_path / "out", "none")
    everything = list(files_in(tmp_path / "out"))
    numbers = [OFFICIAL, UNREAD, SHARED, SUPPLIER, PLATFORM, "099055500111", "55500111", "09905550444", "5550444"]
    assert numbers_in(everything, numbers) == set()
    whole = b"".join(everything)
    for name in ("谷雨晴", "宁致远", "季小满", "闻莺"):
        assert name.encode() not in whole, name
    text = str(rows(done.version.registry, "SELECT text FROM notices WHERE doc_number = '青工发〔2030〕7号'")[0][0])
    assert "高峰时段请错峰报送" in text and "\t高峰\t" not in text
    assert {contact for (contact,) in rows(done.version.registry, "SELECT contact FROM listings")} == {
        MASK * 3,
        MASK * 2,
    }


def test_all_hides_nothing(registry: Path, tmp_path: Path) -> None:
    done = published(registry, tmp_path / "out", "all")
    everything = list(files_in(tmp_path / "out"))
    assert numbers_in(everything, [OFFICIAL, SHARED, SUPPLIER]) == {OFFICIAL, SHARED, SUPPLIER}
    assert done.shown.originals == len(rows(registry, "SELECT * FROM sources"))


@pytest.mark.parametrize("contacts", ["business", "none", "all"])
def test_every_quote_is_the_text_at_its_place(registry: Path, tmp_path: Path, contacts: str) -> None:
    done = published(registry, tmp_path / "out", contacts, "闻莺", "云溪县百果农民专业合作社")
    seen = 0
    for table in (table.name for table in allowed().tables if table.evidence and table.name != "review"):
        for quote, there in rows(
            done.version.registry,
            f'SELECT quote, substr(text, start + 1, "end" - start) FROM {table} JOIN notices ON notices.id = notice_id',
        ):
            assert quote == there
            seen += 1
    assert seen > 20


@pytest.mark.parametrize("contacts", ["business", "none", "all"])
def test_a_firm_that_is_left_out_is_gone(registry: Path, tmp_path: Path, contacts: str) -> None:
    firm = made.FIRMS[1]
    before = rows(registry, "SELECT id FROM suppliers")
    done = published(registry, tmp_path / "out", contacts, "云溪县百果农民专业合作社")
    whole = b"".join(files_in(tmp_path / "out"))
    for words in (firm[1], firm[2], f"\t{firm[3]}\t", firm[5]):
        assert words.encode() not in whole, words
    assert numbers_in([whole], [SHARED]) == set()
    assert len(rows(done.version.registry, "SELECT id FROM suppliers")) == len(before) - 1
    for table, column in (("listings", "name"), ("contacts", "organization")):
        assert rows(done.version.registry, f"SELECT * FROM {table} WHERE {column} LIKE '%百果%'") == []
    text = str(rows(done.version.registry, "SELECT text FROM notices WHERE doc_number = '青工发〔2030〕7号'")[0][0])
    assert "高峰时段请错峰报送" in text
    assert len(text) == len(
        str(rows(registry, "SELECT text FROM notices WHERE doc_number = '青工发〔2030〕7号'")[0][0])
    )
    assert done.unknown == ()


@pytest.mark.parametrize("contacts", ["business", "none", "all"])
def test_a_person_who_is_left_out_is_masked_with_the_mobile_number(
    registry: Path, tmp_path: Path, contacts: str
) -> None:
    published(registry, tmp_path / "out", contacts, "宁致远", "高峰")
    whole = b"".join(files_in(tmp_path / "out"))
    assert "宁致远".encode() not in whole and numbers_in([whole], [SHARED]) == set()
    assert "\t高峰\t".encode() not in whole and "高峰时段".encode() in whole


def test_a_number_that_is_left_out_is_masked_though_it_is_a_suppliers(registry: Path, tmp_path: Path) -> None:
    published(registry, tmp_path / "out", "all", numbers=(SUPPLIER, "09905550444"))
    assert numbers_in(files_in(tmp_path / "out"), [SUPPLIER, "09905550444"]) == set()


def test_who_is_nowhere_in_the_registry_is_told(registry: Path, tmp_path: Path) -> None:
    done = published(registry, tmp_path / "out", "all", "无此人氏", "闻莺", numbers=("13611119999",))
    assert done.unknown == ("无此人氏", "13611119999")


def test_search_is_made_of_what_is_published(registry: Path, tmp_path: Path) -> None:
    path = published(registry, tmp_path / "out", "business", "云溪县百果农民专业合作社").version.registry

    def found(table: str, words: str) -> int:
        return len(rows(path, f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH '\"{words}\"'"))

    assert found("notices", OFFICIAL) == 0 and found("listings", SUPPLIER) == 1
    assert found("suppliers", "云 溪 县") == 0 and found("suppliers", "青 禾 市") == 2
    assert rows(path, "SELECT name FROM sqlite_master WHERE type = 'trigger'") == []


def test_only_allowed_tables_and_columns_are_published(registry: Path, tmp_path: Path) -> None:
    path = published(registry, tmp_path / "out").version.registry
    names = {str(name) for (name,) in rows(path, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert not names & {"deliveries", "link_keys", "registry_state", "bundle_members"}
    for table in allowed().tables:
        columns = [row[1] for row in rows(path, f"PRAGMA table_info({table.name})")]
        assert columns == list(table.columns)
    assert str(tmp_path).encode() not in b"".join(files_in(tmp_path / "out"))


def test_the_file_tells_what_it_is(registry: Path, tmp_path: Path) -> None:
    done = published(registry, tmp_path / "out", "none", "闻莺")
    path = done.version.registry
    assert rows(path, "PRAGMA application_id") == [(APPLICATION_ID,)] and rows(path, "PRAGMA user_version") == [
        (VERSION,)
    ]
    ((version, contacts, left_out, counts),) = rows(path, "SELECT version, contacts, left_out, counts FROM publication")
    assert (version, contacts, left_out) == (done.version.name, "none", 1)
    assert json.loads(str(counts))["notices"] == len(rows(path, "SELECT id FROM notices"))
    assert rows(path, "PRAGMA integrity_check") == [("ok",)] and rows(path, "PRAGMA foreign_key_check") == []
    assert rows(path, "PRAGMA freelist_count") == [(0,)]


def test_only_originals_without_hidden_numbers_are_published(registry: Path, tmp_path: Path) -> None:
    done = published(registry, tmp_path / "out")
    shown = rows(done.version.registry, "SELECT filename FROM published_originals JOIN sources USING (sha256)")
    assert [name for (name,) in shown] == ["干净.txt"]
    places = {str(path) for (path,) in rows(done.version.registry, "SELECT path FROM published_originals")}
    there = {
        str(path.relative_to(done.version.folder))
        for path in (done.version.folder / "originals").rglob("*")
        if path.is_file()
    }
    assert there == places


def test_addresses_from_which_files_came_are_published_only_if_they_are_on_the_web(
    registry: Path, tmp_path: Path
) -> None:
    with sqlite3.connect(registry) as connection:
        connection.execute("UPDATE sources SET origin = 'https://www.example.com/a.html' WHERE filename = '干净.txt'")
    path = published(registry, tmp_path / "out").version.registry
    origins = dict(rows(path, "SELECT filename, origin FROM sources"))
    assert origins.pop("干净.txt") == "https://www.example.com/a.html"
    assert set(origins.values()) == {None}


def test_an_address_on_a_private_network_is_not_published(registry: Path, tmp_path: Path) -> None:
    inner = "http://oa.qinghe.example.com"
    with sqlite3.connect(registry) as connection:
        connection.execute("UPDATE sources SET origin = 'http://10.0.0.5/' || filename")
        connection.execute("UPDATE sources SET origin = ? || '/a.html' WHERE filename = '干净.txt'", (inner,))
        private_hosts.note(connection, ["oa.qinghe.example.com"])  # type: ignore[arg-type]
    path = published(registry, tmp_path / "out", "all").version.registry
    assert {origin for (origin,) in rows(path, "SELECT origin FROM sources")} == {None}


def test_numbers_planted_in_every_column_are_nowhere_in_what_is_published(registry: Path, tmp_path: Path) -> None:
    planted = made.plant(registry)
    assert len(planted) > 80
    published(registry, tmp_path / "out")
    there = numbers_in(files_in(tmp_path / "out"), planted.values())
    assert [column for column, number in planted.items() if number in there] == []


def test_a_firm_whose_name_holds_one_that_is_left_out_is_told(registry: Path, tmp_path: Path) -> None:
    done = published(registry, tmp_path / "out", "business", "南山茶业")
    assert done.similar == ("青禾市南山茶业有限公司",)


def test_an_original_that_is_not_what_was_read_is_not_published(registry: Path, tmp_path: Path) -> None:
    (place,) = rows(registry, "SELECT original FROM sources WHERE filename = '干净.txt'")[0]
    (registry.parent / str(place)).write_text("something else")
    done = published(registry, tmp_path / "out")
    assert done.shown.originals == 0 and sum(done.shown.reasons.values()) == len(
        rows(registry, "SELECT * FROM sources")
    )


def test_an_original_that_could_not_be_read_is_not_published(registry: Path, tmp_path: Path) -> None:
    with sqlite3.connect(registry) as connection:
        connection.execute("UPDATE sources SET status = 'failed' WHERE filename = '干净.txt'")
    done = published(registry, tmp_path / "out")
    assert done.shown.originals == 0
    assert done.shown.reasons["could not be read into the registry"] == 1


def test_an_original_that_was_damaged_where_it_was_published_is_written_anew(registry: Path, tmp_path: Path) -> None:
    first = published(registry, tmp_path / "out")
    (place,) = rows(first.version.registry, "SELECT path FROM published_originals")[0]
    whole = (first.version.folder / str(place)).read_bytes()
    (first.version.folder / str(place)).write_bytes(whole[:10])
    again = published(registry, tmp_path / "out")
    assert (again.version.folder / str(place)).read_bytes() == whole


def test_what_was_decided_about_a_row_that_is_left_out_goes_with_it(registry: Path, tmp_path: Path) -> None:
    firms = dict(rows(registry, "SELECT name, id FROM listings"))
    notice = rows(registry, "SELECT min(notice_id) FROM listings")[0][0]
    with sqlite3.connect(registry) as connection:
        for decision, (name, number) in enumerate(firms.items()):
            connection.execute(
                "INSERT INTO corrections "
                "(id, value_read, source_sha256, notice_no, table_name, action, made_by, made_at) "
                "VALUES (?, ?, 'x', 1, 'listings', 'correct', 'somebody', '2030-01-01')",
                (
                    f"d{decision}",
                    json.dumps({"address": f"{name}旧址", "phone": OFFICIAL, "contact": "郎平川"}, ensure_ascii=False),
                ),
            )
            connection.execute("INSERT INTO corrected VALUES ('listings', ?, ?, ?)", (number, notice, f"d{decision}"))
    path = published(registry, tmp_path / "out", "none", "云溪县百果农民专业合作社").version.registry
    read = [str(value) for (value,) in rows(path, "SELECT value_read FROM corrections")]
    assert len(read) == 2 and len(rows(path, "SELECT * FROM corrected")) == 2
    assert not any("百果" in value or OFFICIAL in value or "郎平川" in value for value in read)
    published(registry, tmp_path / "all", "all")
    assert "郎平川".encode() in b"".join(files_in(tmp_path / "all"))
