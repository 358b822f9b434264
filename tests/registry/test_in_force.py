"""Until when a notice is in force follows from what other notices say of it, in whatever order all came."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from sqlite_utils import Database

from extract.facts import DatedFact
from extract.readings import Reading
from extract.registry.store import withdraw
from tests.registry.factories import BODY, citation, evidence, listing, notice, reading, store

NUMBER = "甲工〔2020〕1号"
TITLE = "职工采购管理暂行办法"


def method(content: str = "method", valid_to: str | None = "2023-12-31", **record: Any) -> Reading:
    record = {"title": TITLE, "doc_number": NUMBER, "issued_on": "2020-01-10", "valid_to": valid_to} | record
    return reading(notice(text="职工采购管理暂行办法全文如下。\n", **record), content=content)


def saying(relation: str, content: str = "", **values: Any) -> Reading:
    """A notice that says one thing of the method: fields of the citation, and with `_` before them of the notice."""
    record = {name[1:]: values.pop(name) for name in list(values) if name.startswith("_")}
    fact = citation(BODY, "有关事项通知", relation=relation, **{"doc_number": NUMBER} | values)
    record = {"title": f"{relation}{content}", "issued_on": "2022-05-01"} | record
    return reading(notice(fact, text=BODY + relation * 60 + content, **record), content=relation + content)


def force(db: Database, title: str = TITLE) -> list[tuple[str | None, str | None, str | None]]:
    """The last day of force, the ending notice's title, and the printed end of each notice of a title."""
    return db.execute(
        "SELECT one.in_force_until, other.title, one.valid_to FROM notices AS one "
        "LEFT JOIN notices AS other ON other.id = one.ended_by WHERE one.title = ? ORDER BY one.id",
        (title,),
    ).fetchall()


def test_nothing_is_derived_where_no_notice_says_anything(db: Database) -> None:
    store(db, method(), saying("basis"))
    assert force(db) == [(None, None, "2023-12-31")]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_arrival_does_not_matter(db: Database, order: tuple[int, ...]) -> None:
    files = [method(), saying("extends", ends_on="2026-12-31"), saying("repeals", _issued_on="2025-03-01")]
    store(db, *(files[at] for at in order))
    assert force(db) == [("2025-02-28", "repeals", "2023-12-31")]


def test_an_extension_sets_the_end_and_leaves_the_printed_one(db: Database) -> None:
    store(db, method(), saying("extends", ends_on="2026-12-31"))
    assert force(db) == [("2026-12-31", None, "2023-12-31")]


def test_an_extension_without_a_day_of_its_own_runs_as_long_as_the_extending_notice(db: Database) -> None:
    store(db, method(), saying("extends", _valid_to="2025-06-30"))
    assert force(db) == [("2025-06-30", None, "2023-12-31")]


def test_an_extension_takes_the_validity_read_elsewhere_in_its_notice(db: Database) -> None:
    fact = citation(BODY, "有关事项通知", relation="extends", doc_number=NUMBER)
    dated = DatedFact(evidence=evidence(BODY, "通知如下"), kind="validity", ends_on="2027-12-31")
    store(db, method(), reading(notice(fact, dated, title="延期通知"), content="x"))
    assert force(db) == [("2027-12-31", None, "2023-12-31")]


@pytest.mark.parametrize(
    ("valid_to", "months", "until"),
    [("2023-12-31", 24, "2025-12-31"), ("2023-02-28", 12, "2024-02-29"), ("2023-03-15", 6, "2023-09-15")],
)
def test_an_extension_by_so_long_counts_from_the_printed_end(
    db: Database, valid_to: str, months: int, until: str
) -> None:
    store(db, method(valid_to=valid_to), saying("extends", extended_months=months))
    assert force(db) == [(until, None, valid_to)]


def test_extensions_follow_one_another(db: Database) -> None:
    first = saying("extends", "一", extended_months=12, _issued_on="2023-11-01")
    second = saying("extends", "二", extended_months=12, _issued_on="2024-11-01")
    store(db, second, first, method())
    assert force(db) == [("2025-12-31", None, "2023-12-31")]


def test_an_extension_never_shortens(db: Database) -> None:
    store(db, method(), saying("extends", ends_on="2022-12-31"))
    assert force(db) == [(None, None, "2023-12-31")]


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ({}, "2022-04-30"),
        ({"_valid_from": "2022-06-01"}, "2022-05-31"),
        ({"_valid_from": "2022-06-01", "ends_on": "2022-08-31"}, "2022-08-31"),
    ],
)
def test_the_last_day_before_a_repeal_is_the_one_it_says_or_the_one_before_its_own_first_day(
    db: Database, said: dict[str, str], until: str
) -> None:
    store(db, method(valid_to=None), saying("repeals", **said))
    assert force(db) == [(until, "repeals", None)]


def test_a_repeal_does_not_lengthen(db: Database) -> None:
    store(db, method(), saying("repeals", _issued_on="2025-01-01"))
    assert force(db) == [("2023-12-31", "repeals", "2023-12-31")]


def test_an_extension_revives_nothing(db: Database) -> None:
    store(db, method(), saying("repeals"), saying("extends", ends_on="2027-12-31", _issued_on="2024-01-01"))
    assert force(db) == [("2022-04-30", "repeals", "2023-12-31")]


def test_the_first_of_two_repeals_ends_it(db: Database) -> None:
    store(db, method(), saying("repeals", "二", _issued_on="2023-01-01"), saying("repeals", "一"))
    assert force(db) == [("2022-04-30", "repeals一", "2023-12-31")]


def test_a_notice_is_found_by_its_exact_title(db: Database) -> None:
    store(db, method(doc_number=None), saying("repeals", doc_number=None, title=TITLE))
    assert force(db) == [("2022-04-30", "repeals", "2023-12-31")]


def test_all_copies_of_a_notice_have_it(db: Database) -> None:
    store(db, method("as pdf"), saying("repeals"), method("as docx"))
    assert force(db) == [("2022-04-30", "repeals", "2023-12-31")] * 2


def test_a_repeal_in_two_files_is_one(db: Database) -> None:
    copies = [
        reading(
            notice(citation(BODY, "有关事项通知", relation="repeals", doc_number=NUMBER), title="废止通知"
                   , issued_on="2022-05-01"),
            content=content,
        )
        for content in ("as pdf", "as docx")
    ]  # fmt: skip
    store(db, *copies, method())
    expected = [("2022-04-30", "废止通知", "2023-12-31")]
    assert force(db) == expected
    first = db.execute("SELECT source_sha256 FROM notices WHERE title = '废止通知' AND duplicate_of IS NULL").fetchone()
    withdraw(db, first[0])
    assert force(db) == expected


def test_withdrawing_the_ending_notice_puts_the_other_in_force_again(db: Database) -> None:
    ending = saying("repeals")
    store(db, method(), ending)
    withdraw(db, ending.sha256)
    assert force(db) == [(None, None, "2023-12-31")]


def test_withdrawing_one_of_two_leaves_what_the_other_says(db: Database) -> None:
    ending = saying("repeals", _issued_on="2025-03-01")
    store(db, method(), ending, saying("extends", ends_on="2026-12-31"))
    withdraw(db, ending.sha256)
    assert force(db) == [("2026-12-31", None, "2023-12-31")]


def test_reading_again_without_the_repeal_takes_it_back(db: Database) -> None:
    before = saying("repeals")
    again = reading(notice(text=BODY, title="repeals", issued_on="2022-05-01"), content="repeals")
    assert before.sha256 == again.sha256
    store(db, method(), before, again)
    assert force(db) == [(None, None, "2023-12-31")]


def test_reading_the_ended_notice_again_keeps_it_ended(db: Database) -> None:
    store(db, method(), saying("repeals"), method())
    assert force(db) == [("2022-04-30", "repeals", "2023-12-31")]


def test_an_extended_list_is_current_and_a_repealed_one_is_not(db: Database) -> None:
    text = "名单如下。\n青禾食品有限公司\n"

    def listed(number: str, valid_to: str) -> Reading:
        fact = listing(text, "青禾食品有限公司", annex=number)
        return reading(notice(fact, text=text, doc_number=number, valid_to=valid_to), content=number)

    store(
        db,
        listed("甲工〔2020〕7号", "2021-12-31"),
        listed("甲工〔2020〕8号", "2099-12-31"),
        saying("extends", doc_number="甲工〔2020〕7号", ends_on="2099-12-31"),
        saying("repeals", doc_number="甲工〔2020〕8号"),
    )
    assert db.execute("SELECT annex, in_force_until FROM current_listings").fetchall() == [
        ("甲工〔2020〕7号", "2099-12-31")
    ]
    assert db.execute("SELECT doc_number FROM current_notices WHERE doc_number IS NOT NULL").fetchall() == [
        ("甲工〔2020〕7号",)
    ]


def test_a_list_that_has_run_out_is_not_current_while_its_notice_is(db: Database) -> None:
    text = "名单如下。\n青禾食品有限公司\n白河商行\n"
    store(
        db,
        reading(
            notice(
                listing(text, "青禾食品有限公司", valid_to="2021-12-31"),
                listing(text, "白河商行", valid_to="2099-12-31"),
                text=text,
            )
        ),
    )
    assert db.execute("SELECT name, in_force_until FROM current_listings").fetchall() == [("白河商行", "2099-12-31")]
