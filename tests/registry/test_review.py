"""Doubts in the registry: each points at its fact's row, follows the facts when read again, and stays settled."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlite_utils import Database

from extract.doubts import Doubt
from extract.facts import Fact
from extract.registry.store import put, withdraw
from tests.registry.factories import BODY, VERSIONS, delivery, notice, reading, term

SUBJECT, BASE = "没有认出约束的对象。", "没有认出基数。"


def rows(db: Database, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.execute(sql)]


def doubt(fact: Fact, reason: str = SUBJECT, code: str = "term.no_subject") -> Doubt:
    place = fact.evidence
    return Doubt(code, reason, fact.table, place.start, place.end, place.quote, fact)


def doubted(*reasons: str) -> Any:
    """A reading of one notice with two amounts, the second of which is doubtful for these reasons."""
    facts = term(quote="不超过300元"), term(quote="百分之十五", amount=15)
    return reading(replace(notice(*facts), doubts=tuple(doubt(facts[1], reason) for reason in reasons)))


def test_a_doubt_points_at_the_row_of_its_fact(db: Database) -> None:
    file = doubted(SUBJECT)
    put(db, file, delivery(file), VERSIONS)
    assert rows(
        db, "SELECT amount, reason, code, review.quote, status FROM review JOIN terms ON terms.id = row_id"
    ) == [(15, SUBJECT, "term.no_subject", "百分之十五", "open")]
    assert rows(db, "SELECT table_name, review.start = terms.start FROM review JOIN terms ON terms.id = row_id") == [
        ("terms", 1)
    ]


def test_a_doubt_about_the_notice_points_at_the_notice(db: Database) -> None:
    one = Doubt("notice.no_issuer", "没有读到发文机关。", "notices", 0, 4, BODY[:4])
    file = reading(replace(notice(), doubts=(one,)))
    put(db, file, delivery(file), VERSIONS)
    assert rows(db, "SELECT title IS NULL, code FROM review JOIN notices ON notices.id = row_id") == [
        (1, "notice.no_issuer")
    ]


def test_a_doubt_about_what_was_not_read_points_at_no_row(db: Database) -> None:
    one = Doubt("unread.amount", "没有读出任何额度。", "terms", 0, 4, BODY[:4])
    file = reading(replace(notice(), doubts=(one,)))
    put(db, file, delivery(file), VERSIONS)
    assert rows(db, "SELECT table_name, row_id, quote FROM review") == [("terms", None, BODY[:4])]


def test_reading_again_replaces_the_doubts(db: Database) -> None:
    for file in (doubted(SUBJECT), doubted(BASE)):
        put(db, file, delivery(file), VERSIONS)
    assert rows(db, "SELECT reason FROM review") == [(BASE,)]


def test_reading_again_with_the_same_result_keeps_the_rows_as_they_are(db: Database) -> None:
    file = doubted(SUBJECT, BASE)
    put(db, file, delivery(file), VERSIONS)
    before = rows(db, "SELECT * FROM review ORDER BY id")
    put(db, file, delivery(file), VERSIONS)
    assert rows(db, "SELECT * FROM review ORDER BY id") == before


@pytest.mark.parametrize("status", ["accepted", "dismissed"])
def test_what_a_person_has_settled_stays_and_is_not_asked_again(db: Database, status: str) -> None:
    file = doubted(SUBJECT)
    put(db, file, delivery(file), VERSIONS)
    db.execute("UPDATE review SET status = ?", (status,))
    put(db, file, delivery(file), VERSIONS)
    assert rows(db, "SELECT reason, status FROM review") == [(SUBJECT, status)]


def test_withdrawing_a_file_takes_its_doubts_along(db: Database) -> None:
    file = doubted(SUBJECT)
    put(db, file, delivery(file), VERSIONS)
    withdraw(db, file.sha256)
    assert rows(db, "SELECT count(*) FROM review") == [(0,)]


def test_a_known_warning_is_a_reason_in_chinese(db: Database) -> None:
    warning = "page 2 is a scanned picture in which no text was recognised"
    file = reading(notice(), status="partial", error=warning, warnings=(warning,))
    put(db, file, delivery(file), VERSIONS)
    assert rows(db, "SELECT reason, code, status FROM review") == [
        ("第2页是图像，没有识别出文字。", "warning.textless", "open")
    ]
