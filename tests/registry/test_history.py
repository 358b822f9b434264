"""Nothing is overwritten without a trace."""

from __future__ import annotations

from sqlite_utils import Database

from extract.facts import Fact
from extract.registry import history
from extract.registry.store import Versions, put, withdraw
from tests.registry.factories import BODY, VERSIONS, delivery, notice, reading, term

_NEWER = Versions(reader="2", rules="b")


def _put(db: Database, *facts: Fact, versions: Versions = VERSIONS, title: str = "关于采购的通知") -> str:
    file = reading(notice(*facts, title=title))
    put(db, file, delivery(file), versions)
    return file.sha256


def _changes(db: Database) -> list[tuple[str, object, object]]:
    return [
        (change.table, change.before, change.after)
        for entry in history.entries(db, 100)
        if entry.event is not None
        for change in history.changes_of(db, entry.event)
    ]


def test_a_first_reading_changes_nothing(db: Database) -> None:
    _put(db, term())
    assert [entry.what for entry in history.entries(db, 9)] == ["read"]


def test_a_second_reading_that_says_the_same_changes_nothing(db: Database) -> None:
    _put(db, term())
    _put(db, term(), versions=_NEWER)
    assert _changes(db) == []


def test_a_value_that_newer_rules_read_otherwise_is_one_change(db: Database) -> None:
    _put(db, term())
    _put(db, term(amount=360), versions=_NEWER)
    ((table, before, after),) = _changes(db)
    assert table == "terms"
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert (before["amount"], after["amount"]) == (300, 360)


def test_the_log_says_by_which_versions_a_reading_changed(db: Database) -> None:
    _put(db, term())
    _put(db, term(amount=360), versions=_NEWER)
    (entry,) = [one for one in history.entries(db, 9) if one.event is not None]
    assert (entry.what, entry.name, entry.detail) == ("reread", "notice.pdf", "reader 1 → 2, rules a → b")


def test_what_is_newly_read_and_what_no_longer_is_are_changes(db: Database) -> None:
    other = term(quote="百分之十五", amount=15)
    _put(db, term())
    _put(db, other, versions=_NEWER)
    kinds = {(before is None, after is None) for _, before, after in _changes(db)}
    assert kinds == {(True, False), (False, True)}


def test_a_notice_s_own_row_is_compared_too(db: Database) -> None:
    _put(db, title="关于釆购的通知")
    _put(db, title="关于采购的通知", versions=_NEWER)
    ((table, before, after),) = _changes(db)
    assert (table, before, after) == ("notices", {"title": "关于釆购的通知"}, {"title": "关于采购的通知"})


def test_a_fact_that_only_moved_has_not_changed(db: Database) -> None:
    _put(db, term())
    moved = term("　" + BODY)
    file = reading(notice(moved, text="　" + BODY, title="关于采购的通知"))
    put(db, file, delivery(file), _NEWER)
    assert _changes(db) == []


def test_a_withdrawal_is_on_record_with_the_notices_that_went(db: Database) -> None:
    sha256 = _put(db, term())
    withdraw(db, sha256)
    assert [entry.what for entry in history.entries(db, 9)] == ["withdrawn", "read"]
    assert [(table, after) for table, _, after in _changes(db)] == [("notices", None)]


def test_a_withdrawn_file_is_still_known_by_its_name(db: Database) -> None:
    sha256 = _put(db, term())
    withdraw(db, sha256)
    assert history.known_as(db, "notice.pdf") == [sha256]
