"""The same notice from several files is known as such, whatever the order in which they came."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from sqlite_utils import Database

from extract.readings import Reading
from extract.registry.store import open_registry, withdraw
from tests.registry.factories import BODY, notice, reading, store
from tests.registry.test_link import NUMBER, citing, links


def duplicates(db: Database) -> list[tuple[str, str]]:
    """The names of the files of each duplicate and of what it is a duplicate of."""
    return db.execute(
        "SELECT mine.filename, theirs.filename FROM notices AS one "
        "JOIN notices AS other ON other.id = one.duplicate_of "
        "JOIN sources AS mine ON mine.sha256 = one.source_sha256 "
        "JOIN sources AS theirs ON theirs.sha256 = other.source_sha256 ORDER BY 1"
    ).fetchall()


def copy(name: str, text: str = BODY, pages: int | None = None, **record: str) -> Reading:
    return reading(notice(text=text, **record), content=name, filename=name, pages=pages)


def test_same_number_title_and_date_is_the_same_notice_and_the_paged_file_stands_for_it(db: Database) -> None:
    record = {"title": "采购通知", "doc_number": NUMBER, "issued_on": "2030-01-01"}
    store(db, copy("a.docx", "甲", **record), copy("b.pdf", "乙", pages=2, **record))
    assert duplicates(db) == [("a.docx", "b.pdf")]


@pytest.mark.parametrize(
    "other",
    [
        {"title": "采购通知", "doc_number": "甲工〔2031〕1号", "issued_on": "2030-01-01"},
        {"title": "采购通知", "doc_number": NUMBER, "issued_on": "2031-01-01"},
    ],
)
def test_another_number_or_date_is_another_notice_though_the_text_is_the_same(
    db: Database, other: dict[str, str]
) -> None:
    store(db, copy("a", title="采购通知", doc_number=NUMBER, issued_on="2030-01-01"), copy("b", **other))
    assert duplicates(db) == []


def test_nearly_the_same_text_is_the_same_notice_where_nothing_else_is_printed(db: Database) -> None:
    store(db, copy("a", BODY), copy("b", BODY.replace("\n", " ").replace("有关事项", "有关事宜")))
    assert duplicates(db) in ([("a", "b")], [("b", "a")])


def test_a_short_or_different_text_is_not(db: Database) -> None:
    store(db, copy("a", "特此通知。"), copy("b", "特此通知"), copy("c", BODY), copy("d", BODY[:90] + "另有规定。" * 30))
    assert duplicates(db) == []


def test_last_years_notice_is_another_though_all_but_the_year_is_the_same(db: Database) -> None:
    store(db, copy("a", title="关于2030年采购的通知"), copy("b", title="关于2031年采购的通知"))
    assert duplicates(db) == []


def test_notices_of_one_file_are_never_each_others_copies(db: Database) -> None:
    store(db, reading(notice(), notice(parent=0)))
    assert duplicates(db) == []


def test_when_the_one_that_stood_for_all_is_withdrawn_another_does(db: Database) -> None:
    record = {"title": "采购通知", "doc_number": NUMBER}
    first = copy("a.pdf", pages=1, **record)
    store(db, first, copy("b.docx", **record), copy("c.docx", **record))
    assert {theirs for _, theirs in duplicates(db)} == {"a.pdf"}
    withdraw(db, first.sha256)
    ((one, other),) = duplicates(db)
    assert {one, other} == {"b.docx", "c.docx"}


def test_who_stands_for_all_does_not_depend_on_the_order_of_arrival(tmp_path: Path) -> None:
    record = {"title": "采购通知", "doc_number": NUMBER}
    files = [copy("a.docx", **record), copy("b.docx", **record), copy("c.html"), citing(title="甲", doc_number=NUMBER)]
    outcomes = set()
    for number, order in enumerate(itertools.permutations(files)):
        db = open_registry(tmp_path / f"{number}.db")
        store(db, *order)
        outcomes.add(
            (
                repr(duplicates(db)),
                repr(links(db)),
                repr(db.execute("SELECT cited_notice_id FROM citations").fetchall()),
            )
        )
        db.close()
    assert len(outcomes) == 1


def test_a_forwarded_copy_gives_way_to_the_notice_itself(db: Database) -> None:
    record = {"title": "采购通知", "doc_number": NUMBER}
    forwarding = reading(
        notice(text="转发", title="转发通知"),
        notice(parent=0, **record),
        content="f",
        filename="forwarding.pdf",
        pages=3,
    )
    store(db, forwarding, copy("itself.docx", **record))
    assert duplicates(db) == [("forwarding.pdf", "itself.docx")]
