"""Corrections outlive what they are about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlite_utils import Database

from extract import reviewing
from extract.corrections import Action, Correction
from extract.corrections.applying import stored
from extract.facts import Fact
from extract.registry import corrections
from extract.registry.store import Versions, put, withdraw
from tests.registry.factories import VERSIONS, delivery, notice, reading, term

_NEWER = Versions(reader="2", rules="b")


def _correction(fact: Fact, right: dict[str, Any]) -> Correction:
    return Correction(
        reading().sha256, 0, fact.table, "correct", "李核", "2026-01-05T08:00:00+00:00", "原件为360", stored(fact),
        right, fact.evidence.quote, fact.evidence.start,
    )  # fmt: skip


def _put(db: Database, *facts: Fact, versions: Versions = VERSIONS) -> None:
    file = reading(notice(*facts))
    put(db, file, delivery(file), versions)


def _one(db: Database, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.execute(sql)]


def test_a_correction_made_before_its_file_comes_waits_for_it(db: Database) -> None:
    corrections.put(db, _correction(term(), {"amount": 360}))
    assert _one(db, "SELECT state FROM corrections") == [("waiting",)]
    _put(db, term())
    assert _one(db, "SELECT amount FROM terms") == [(360,)]
    assert _one(db, "SELECT state FROM corrections") == [("applied",)]


def test_a_corrected_row_is_tied_to_its_correction(db: Database) -> None:
    corrections.put(db, _correction(term(), {"amount": 360}))
    _put(db, term())
    tied = "SELECT amount, made_by FROM corrected JOIN terms ON terms.id = row_id JOIN corrections USING (id)"
    assert _one(db, tied.replace("USING (id)", "ON corrections.id = correction_id")) == [(360, "李核")]


def test_newer_rules_that_read_the_same_meet_the_correction_again(db: Database) -> None:
    corrections.put(db, _correction(term(), {"amount": 360}))
    _put(db, term())
    (before,) = _one(db, "SELECT id, amount FROM terms")
    _put(db, term(), versions=_NEWER)
    assert _one(db, "SELECT id, amount FROM terms") == [before]


def test_newer_rules_that_read_what_is_right_need_no_correction(db: Database) -> None:
    corrections.put(db, _correction(term(), {"amount": 360}))
    _put(db, term())
    _put(db, term(amount=360), versions=_NEWER)
    assert _one(db, "SELECT amount FROM terms") == [(360,)]
    assert _one(db, "SELECT state FROM corrections") == [("agreed",)]
    assert _one(db, "SELECT status FROM review") == []


def test_newer_rules_that_read_something_else_send_it_back_to_review(db: Database) -> None:
    corrections.put(db, _correction(term(), {"amount": 360}))
    _put(db, term())
    _put(db, term(amount=500), versions=_NEWER)
    assert _one(db, "SELECT amount FROM terms") == [(500,)]
    assert _one(db, "SELECT state FROM corrections") == [("outdated",)]
    assert _one(db, "SELECT code, status, table_name FROM review") == [("correction.outdated", "open", "terms")]


@pytest.mark.parametrize(
    ("action", "right", "decision"),
    [
        ("correct", {"amount": 360}, "更正为“360”"),
        ("correct", {"per": None}, "更正为“—”"),
        ("accept", None, "认为读得对"),
        ("add", {"kind": "cap", "amount": 360, "unit": "CNY"}, "补登了“cap、360、CNY”"),
    ],
)
def test_who_is_asked_again_is_told_in_chinese_what_was_decided(
    db: Database, action: Action, right: dict[str, Any] | None, decision: str
) -> None:
    read = None if action == "add" else stored(term())
    quote = "不再有的字句" if action == "add" else "不超过300元"
    corrections.put(db, replace(_correction(term(), {}), action=action, read=read, right=right, quote=quote))
    _put(db, term(amount=500))
    assert _one(db, "SELECT reason FROM review WHERE code = 'correction.outdated'") == [
        (f"李核曾在2026-01-05核定（{decision}），现在读出的与当时不同，请再核一次。",)
    ]


def test_who_was_asked_again_and_answered_is_not_asked_once_more(db: Database) -> None:
    corrections.put(db, _correction(term(), {"amount": 360}))
    _put(db, term(amount=500))
    ((asked,),) = _one(db, "SELECT id FROM review WHERE status = 'open'")
    reviewing.decide(db, asked, "accept", "李核")
    _put(db, term(amount=500), versions=_NEWER)
    assert _one(db, "SELECT id, status FROM review") == [(asked, "accepted")]


def test_a_correction_that_fits_again_is_no_longer_asked_about(db: Database) -> None:
    corrections.put(db, _correction(term(), {"amount": 360}))
    _put(db, term(amount=500))
    _put(db, term(), versions=_NEWER)
    assert _one(db, "SELECT amount FROM terms") == [(360,)]
    assert _one(db, "SELECT code FROM review") == []


def test_a_withdrawn_source_leaves_its_corrections_for_when_it_comes_back(db: Database) -> None:
    corrections.put(db, _correction(term(), {"amount": 360}))
    _put(db, term())
    withdraw(db, reading().sha256)
    assert _one(db, "SELECT count(*) FROM corrected") == [(0,)]
    _put(db, term())
    assert _one(db, "SELECT amount FROM terms") == [(360,)]


def test_of_two_about_the_same_the_later_counts_and_the_earlier_is_kept(db: Database) -> None:
    first = _correction(term(), {"amount": 360})
    corrections.put(db, first)
    corrections.put(db, replace(first, right={"amount": 380}, made_at="2026-02-01T08:00:00+00:00"))
    _put(db, term())
    assert _one(db, "SELECT amount FROM terms") == [(380,)]
    assert _one(db, "SELECT state FROM corrections ORDER BY made_at") == [("superseded",), ("applied",)]


def test_the_same_correction_twice_is_one(db: Database) -> None:
    corrections.put(db, _correction(term(), {"amount": 360}))
    corrections.put(db, _correction(term(), {"amount": 360}))
    assert [one.right for one in corrections.all_of(db)] == [{"amount": 360}]
