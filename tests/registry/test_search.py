"""Chinese words of every length are found, exactly where they stand."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from extract.registry import search
from extract.registry.store import put, withdraw
from tests.registry.factories import BODY, VERSIONS, delivery, listing, notice, reading

CHARACTERS = "采购消费帮扶协作农副产品单位工会𠮷𬭊〇々"
CHINESE = st.text(CHARACTERS, min_size=1, max_size=40)
PUNCTUATED = st.text(CHARACTERS + "，。（）、;8A", max_size=40)
WORD = st.text(CHARACTERS, min_size=1, max_size=5)


def index_of(texts: list[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    search.register(connection)
    connection.execute("CREATE TABLE platforms (id INTEGER PRIMARY KEY, name, url, operator, address)")
    for statement in search.definitions():
        if "platforms" in statement:
            connection.execute(statement)
    connection.executemany("INSERT INTO platforms (name) VALUES (?)", [(text,) for text in texts])
    return connection


def found(connection: sqlite3.Connection, query: str) -> list[int]:
    cursor = connection.execute(
        "SELECT rowid FROM platforms_fts WHERE platforms_fts MATCH escape_fts(?) ORDER BY rowid", (query,)
    )
    return [rowid for (rowid,) in cursor]


@given(texts=st.lists(PUNCTUATED, min_size=1, max_size=8), word=WORD)
def test_a_word_of_any_length_finds_what_like_finds(texts: list[str], word: str) -> None:
    connection = index_of(texts)
    like = connection.execute("SELECT id FROM platforms WHERE name LIKE '%' || ? || '%' ORDER BY id", (word,))
    assert found(connection, word) == [number for (number,) in like]


@given(text=CHINESE, data=st.data())
def test_every_part_of_a_text_finds_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(1, 5))
    assert found(index_of([text]), text[start : start + length]) == [1]


@given(texts=st.lists(PUNCTUATED, min_size=2, max_size=6), word=WORD)
def test_what_is_taken_out_is_found_no_more_and_what_is_changed_as_changed(texts: list[str], word: str) -> None:
    connection = index_of(texts)
    connection.execute("DELETE FROM platforms WHERE id = 1")
    connection.execute("UPDATE platforms SET name = ? WHERE id = 2", (word,))
    like = connection.execute("SELECT id FROM platforms WHERE name LIKE '%' || ? || '%' ORDER BY id", (word,))
    assert found(connection, word) == [number for (number,) in like]


@given(query=st.text(max_size=30))
def test_whatever_is_typed_is_a_valid_search(query: str) -> None:
    found(index_of(["采购832平台"]), query)


@given(text=st.text(max_size=40), query=st.text(max_size=10))
def test_highlighting_only_adds_marks(text: str, query: str) -> None:
    marked = search.highlight(text, query, "\ue001", "\ue002")
    plain = search.highlight(text, "")
    assert marked.replace("\ue001", "").replace("\ue002", "") == plain or "\ue001" in text or "\ue002" in text


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("８３２平台", "832"),
        ("ＡＢＣ农场", "abc农场"),
        ("宁\n波甲农场", "宁波"),
        ("周 某", "周某"),
        ("电话：0574-80000000", "0574"),
        ("电话：0574-80000000", "8000"),
        ("禾丰（甲地）公司", "禾丰(甲地)公司"),
        ("甲农场、乙食品厂", "乙食品 甲农"),
        ("83200平台", "平台 832"),
    ],
)
def test_found(text: str, query: str) -> None:
    assert found(index_of([text]), query) == [1]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("采购，销售", "购销"),
        ("采购", "购采"),
        ("1832平台", '"832"'),
        ("18321", "832"),
        ("采购", ""),
        ("采购", "，"),
        ("采购 OR 销售", "销售 NOT 采购部"),
    ],
)
def test_not_found(text: str, query: str) -> None:
    assert found(index_of([text]), query) == []


def test_what_was_found_is_marked_and_the_rest_escaped() -> None:
    assert search.highlight("<b>８３２平台", "832") == "&lt;b&gt;<mark>８３２</mark>平台"
    assert search.highlight("消费帮\n扶", "帮扶") == "消费<mark>帮\n扶</mark>"
    assert search.highlight(None, "帮扶") == ""


def test_all_four_tables_are_searched_and_follow_what_comes_and_goes(db: Database) -> None:
    text = BODY + "甲农业有限公司\n"
    file = reading(notice(listing(text, "甲农业有限公司"), text=text, title="关于采购的通知"))
    put(db, file, delivery(file), VERSIONS)

    def hits(table: str, query: str) -> int:
        (count,) = db.execute(
            f"SELECT count(*) FROM {table}_fts WHERE {table}_fts MATCH escape_fts(?)", (query,)
        ).fetchone()
        return int(count)

    assert [hits("notices", "职工福利"), hits("suppliers", "农业"), hits("listings", "业有")] == [1, 1, 1]
    withdraw(db, file.sha256)
    assert [hits("notices", "职工福利"), hits("suppliers", "农业"), hits("listings", "业有")] == [0, 0, 0]


def test_datasette_sees_the_indexes(db: Database) -> None:
    from datasette.utils import detect_fts

    for table in search.SEARCHED:
        assert detect_fts(db.conn, table) == f"{table}_fts"


def test_one_or_two_figures_are_a_number_of_their_own() -> None:
    assert found(index_of(["2024年", "24份", "247件"]), "24") == [2]
