"""Citations find the notices they name, and the same notice from two files is known as such."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from sqlite_utils import Database

from extract.reading import Reading
from extract.registry.link import number_key
from extract.registry.store import open_registry, put, withdraw
from tests.registry.factories import BODY, VERSIONS, citation, delivery, notice, reading

NUMBER = "甲工〔2030〕1号"


def store(db: Database, *files: Reading) -> None:
    for file in files:
        put(db, file, delivery(file), VERSIONS)


def links(db: Database) -> list[tuple[str | None, str | None]]:
    """Each citation's title with the title of the notice it is linked to."""
    return db.execute(
        "SELECT citations.title, notices.title FROM citations LEFT JOIN notices ON notices.id = cited_notice_id "
        "ORDER BY 1, 2"
    ).fetchall()


def duplicates(db: Database) -> list[tuple[str, str]]:
    """The names of the files of each duplicate and of what it is a duplicate of."""
    return db.execute(
        "SELECT mine.filename, theirs.filename FROM notices AS one "
        "JOIN notices AS other ON other.id = one.duplicate_of "
        "JOIN sources AS mine ON mine.sha256 = one.source_sha256 "
        "JOIN sources AS theirs ON theirs.sha256 = other.source_sha256 ORDER BY 1"
    ).fetchall()


def citing(**values: str) -> Reading:
    text = BODY + "根据文件规定执行。\n"
    return reading(notice(citation(text, "文件规定", **values), text=text, title="落实通知"), content=repr(values))


def cited(content: str = "cited", **record: str) -> Reading:
    return reading(notice(text="职工采购管理办法全文如下。\n", **record), content=content, filename=f"{content}.pdf")


@pytest.mark.parametrize(
    "brackets", ["甲工〔2030〕1号", "甲工[2030]1号", "甲工(2030) 1 号", "甲工﹝2030﹞１号", "甲工（2030）1号"]
)
def test_a_number_is_the_same_in_any_brackets(brackets: str) -> None:
    assert number_key(brackets) == number_key(NUMBER)


@pytest.mark.parametrize("order", [0, 1])
def test_a_citation_is_linked_by_number_in_either_order_of_arrival(db: Database, order: int) -> None:
    files = [citing(title="办法", doc_number="甲工[2030]1号"), cited(title="职工采购管理办法", doc_number=NUMBER)]
    store(db, *(files if order else files[::-1]))
    assert links(db) == [("办法", "职工采购管理办法")]


@pytest.mark.parametrize("order", [0, 1])
def test_a_citation_without_a_number_is_linked_by_title(db: Database, order: int) -> None:
    files = [citing(title="职工 采购管理办法"), cited(title="职工采购管理办法", doc_number=NUMBER)]
    store(db, *(files if order else files[::-1]))
    assert links(db) == [("职工 采购管理办法", "职工采购管理办法")]


def test_another_number_is_another_document(db: Database) -> None:
    store(
        db,
        citing(title="职工采购管理办法", doc_number="乙工〔2030〕1号"),
        cited(title="职工采购管理办法", doc_number=NUMBER),
    )
    assert links(db) == [("职工采购管理办法", None)]


def test_a_number_without_a_year_needs_the_title_too(db: Database) -> None:
    store(db, cited(title="乙公告", doc_number="第3号"), citing(title="甲公告", doc_number="第3号"))
    assert links(db) == [("甲公告", None)]
    store(db, cited("other", title="甲公告", doc_number="第3号"))
    assert links(db) == [("甲公告", "甲公告")]


def test_a_notice_does_not_cite_itself(db: Database) -> None:
    text = BODY + "本办法即《职工采购管理办法》。\n"
    store(
        db,
        reading(
            notice(
                citation(text, "《职工采购管理办法》", title="职工采购管理办法"), text=text, title="职工采购管理办法"
            )
        ),
    )
    assert links(db) == [("职工采购管理办法", None)]


def test_a_copy_of_a_notice_does_not_cite_that_notice(db: Database) -> None:
    text = BODY + f"本通知（{NUMBER}）自发布之日起施行。\n"
    for content in ("as pdf", "as docx"):
        fact = citation(text, NUMBER, doc_number=NUMBER)
        store(db, reading(notice(fact, text=text, title="采购通知", doc_number=NUMBER), content=content))
    assert links(db) == [(None, None), (None, None)]


def test_a_short_title_alone_names_no_document(db: Database) -> None:
    store(db, citing(title="实施方案"), cited(title="实施方案"))
    assert links(db) == [("实施方案", None)]


def test_a_link_goes_with_the_notice_it_points_at(db: Database) -> None:
    target = cited(title="职工采购管理办法", doc_number=NUMBER)
    store(db, citing(title="办法", doc_number=NUMBER), target)
    withdraw(db, target.sha256)
    assert links(db) == [("办法", None)]


def test_a_link_moves_to_the_other_copy_when_one_is_withdrawn(db: Database) -> None:
    copies = [
        cited("one", title="职工采购管理办法", doc_number=NUMBER),
        cited("two", title="职工采购管理办法", doc_number=NUMBER),
    ]
    store(db, citing(title="办法", doc_number=NUMBER), *copies)
    for copy in copies[:1]:
        withdraw(db, copy.sha256)
    assert links(db) == [("办法", "职工采购管理办法")]


def test_reading_the_citing_notice_again_keeps_its_links(db: Database) -> None:
    file = citing(title="办法", doc_number=NUMBER)
    store(db, file, cited(title="职工采购管理办法", doc_number=NUMBER), file)
    assert links(db) == [("办法", "职工采购管理办法")]


def test_reading_the_cited_notice_again_keeps_links_to_it(db: Database) -> None:
    file = cited(title="职工采购管理办法", doc_number=NUMBER)
    store(db, citing(title="办法", doc_number=NUMBER), file, file)
    assert links(db) == [("办法", "职工采购管理办法")]


# ---------------------------------------------------------------- the same notice twice


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
