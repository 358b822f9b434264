"""What changed from one notice to another."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlite_utils import Database

from extract.facts import Contact, DatedFact, Fact
from extract.registry.difference import Difference, differences
from tests.registry.factories import BODY, evidence, listing, notice, reading, store, term

_LIST = BODY + "甲农业有限公司\n乙粮油有限公司\n丙茶业有限公司\n"


def _compared(
    db: Database, before: list[Fact], after: list[Fact], records: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
) -> list[Difference]:
    store(
        db,
        reading(notice(*before, text=_LIST, title="一", **records[0]), content="a"),
        reading(notice(*after, text=_LIST + "另", title="一", **records[1]), content="b"),
    )
    ids = {sha: number for number, sha in db.execute("SELECT id, source_sha256 FROM notices")}
    return differences(db.conn, ids[reading(content="a").sha256], ids[reading(content="b").sha256])


def test_a_cap_that_was_raised(db: Database) -> None:
    (change,) = _compared(db, [term(amount=500)], [term(amount=600)])
    assert (change.table, change.change, change.fields) == ("terms", "changed", ("amount",))
    assert change.before is not None
    assert change.after is not None
    assert (change.before["amount"], change.after["amount"]) == (500, 600)


def test_figures_of_different_topics_are_not_one_that_changed(db: Database) -> None:
    changes = _compared(db, [term(amount=500, topic="assistance")], [term(amount=500, topic="holiday_gifts")])
    assert sorted(change.change for change in changes) == ["added", "dropped"]


def test_of_two_figures_of_one_topic_the_one_that_stayed_is_not_told(db: Database) -> None:
    one, other = term(amount=300), term(quote="不得低于", amount=500)
    (change,) = _compared(db, [one, other], [one, term(quote="不得低于", amount=600)])
    assert change.before is not None
    assert change.before["amount"] == 500


def test_suppliers_added_and_dropped(db: Database) -> None:
    changes = _compared(
        db,
        [listing(_LIST, "甲农业有限公司"), listing(_LIST, "乙粮油有限公司")],
        [listing(_LIST, "乙粮油有限公司"), listing(_LIST, "丙茶业有限公司")],
    )
    told = {(change.change, (change.after or change.before or {})["name"]) for change in changes}
    assert told == {("added", "丙茶业有限公司"), ("dropped", "甲农业有限公司")}


def test_a_supplier_s_new_number(db: Database) -> None:
    (change,) = _compared(
        db,
        [listing(_LIST, "甲农业有限公司", phone="0839-5550001")],
        [listing(_LIST, "甲农业有限公司", phone="0839-5550002")],
    )
    assert (change.table, change.fields) == ("listings", ("phone",))


def test_a_deadline_that_moved(db: Database) -> None:
    def due(day: str) -> Fact:
        return DatedFact(evidence=evidence(_LIST, "按季度报送"), kind="report_due", ends_on=day, action="报送采购进度")

    (change,) = _compared(db, [due("2023-11-30")], [due("2024-10-31")])
    assert (change.table, change.fields) == ("dates", ("ends_on",))


def test_a_new_person_at_the_same_office(db: Database) -> None:
    def caller(person: str) -> Fact:
        return Contact(
            evidence=evidence(_LIST, "各镇街总工会"), organization="青川县总工会", person=person, phone="0839-5550001"
        )

    (change,) = _compared(db, [caller("王某")], [caller("李某")])
    assert (change.table, change.fields) == ("contacts", ("person",))


def test_the_notice_s_own_terms_of_validity(db: Database) -> None:
    (change,) = _compared(db, [], [], ({"valid_to": "2023-12-31"}, {"valid_to": "2025-12-31"}))
    assert (change.table, change.fields) == ("notices", ("valid_to",))


def test_the_same_facts_make_no_difference(db: Database) -> None:
    assert _compared(db, [term(), listing(_LIST, "甲农业有限公司")], [term(), listing(_LIST, "甲农业有限公司")]) == []


def test_an_unknown_notice_is_an_error(db: Database) -> None:
    with pytest.raises(KeyError):
        differences(db.conn, 1, 2)


def test_amounts_are_compared_as_numbers(db: Database) -> None:
    assert _compared(db, [term(amount="500")], [term(amount=str(Decimal("500.00")))]) == []
