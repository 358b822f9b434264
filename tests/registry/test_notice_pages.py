"""Parts, tables and places in the registry: replaced when a file is read anew, gone with its notice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlite_utils import Database

from extract.doubts import Doubt
from extract.facts import Fact
from extract.parts import PlacedPart, TextTable
from extract.placing import PlacedBox
from extract.readings import Reading
from extract.registry.notice_pages import boxes_of
from extract.registry.store import withdraw
from tests.registry.factories import notice, reading, store, term

BOX = (2, 0.1, 0.2, 0.3, 0.4)


def rows(db: Database, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.execute(sql)]


def doubt(fact: Fact) -> Doubt:
    place = fact.evidence
    return Doubt("term.no_base", "没有认出基数。", "terms", place.start, place.end, place.quote, fact)


def placed(box: PlacedBox = BOX, parts: tuple[PlacedPart, ...] = (), content: str = "a file") -> Reading:
    """A reading with one doubtful amount that stands in this box."""
    fact = term()
    own = replace(
        notice(fact),
        doubts=(doubt(fact),),
        parts=parts,
        tables=(TextTable(3, 9, 1, ((1, (2, 1, 2)),)),),
        places={(fact.evidence.start, fact.evidence.end): (box,)},
    )
    return reading(own, content=content)


def test_a_fact_and_the_doubt_about_it_have_their_place(db: Database) -> None:
    store(db, placed())
    assert rows(db, "SELECT table_name, row_id, boxes FROM fact_places ORDER BY 1") == [
        ("review", *rows(db, "SELECT id FROM review")[0], "[[2,0.1,0.2,0.3,0.4]]"),
        ("terms", *rows(db, "SELECT id FROM terms")[0], "[[2,0.1,0.2,0.3,0.4]]"),
    ]


def test_boxes_are_read_as_they_were_written(db: Database) -> None:
    store(db, placed())
    assert boxes_of(rows(db, "SELECT boxes FROM fact_places LIMIT 1")[0][0]) == (BOX,)


def test_what_is_read_anew_replaces_what_stood_there(db: Database) -> None:
    store(db, placed(parts=(PlacedPart("title", 0, 5, "旧题"), PlacedPart("body", 5, 9))))
    store(db, placed((3, 0.0, 0.0, 1.0, 1.0), (PlacedPart("title", 0, 5, "新题"),)))
    assert rows(db, "SELECT position, part, value FROM notice_parts") == [(0, "title", "新题")]
    assert set(rows(db, "SELECT boxes FROM fact_places")) == {("[[3,0.0,0.0,1.0,1.0]]",)}


def test_what_a_person_settled_keeps_its_place(db: Database) -> None:
    store(db, placed())
    db.execute("UPDATE review SET status = 'right'")
    db.commit()
    store(db, replace(placed((3, 0.0, 0.0, 1.0, 1.0))))
    assert rows(db, "SELECT table_name, boxes FROM fact_places ORDER BY 1") == [
        ("review", "[[2,0.1,0.2,0.3,0.4]]"),
        ("terms", "[[3,0.0,0.0,1.0,1.0]]"),
    ]


def test_a_part_is_stored_with_its_level_label_and_heading(db: Database) -> None:
    store(db, placed(parts=(PlacedPart("section", 4, 60, "标准", "一、", 1, 8),)))
    assert rows(db, 'SELECT part, depth, label, value, start, "end", heading_end FROM notice_parts') == [
        ("section", 1, "一、", "标准", 4, 60, 8)
    ]


def test_a_table_is_stored_with_its_cells(db: Database) -> None:
    store(db, placed())
    assert rows(db, 'SELECT start, "end", header_rows, cells FROM notice_tables') == [(3, 9, 1, "[[1,[2,1,2]]]")]


def test_all_goes_with_the_notice(db: Database) -> None:
    file = placed(parts=(PlacedPart("title", 0, 5, "题"),))
    store(db, file)
    withdraw(db, file.sha256)
    for table in ("notice_parts", "notice_tables", "fact_places"):
        assert rows(db, f"SELECT count(*) FROM {table}") == [(0,)]
