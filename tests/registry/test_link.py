"""Citations find the notices they name, in whatever order both come."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from extract.readings import Reading
from extract.registry.keys import number_key
from extract.registry.store import withdraw
from tests.registry.factories import BODY, citation, notice, reading, store

NUMBER = "甲工〔2030〕1号"


def links(db: Database) -> list[tuple[str | None, str | None]]:
    """Each citation's title with the title of the notice it is linked to."""
    return db.execute(
        "SELECT citations.title, notices.title FROM citations LEFT JOIN notices ON notices.id = cited_notice_id "
        "ORDER BY 1, 2"
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
