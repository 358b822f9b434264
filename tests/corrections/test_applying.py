"""Decisions of people, met again when a file is read again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from extract.corrections import Correction, CorrectionError, applied, checked
from extract.corrections.applying import stored
from extract.doubts import Doubt
from extract.facts import Contact, Fact, Listing, Product, Term
from extract.readings import Reading
from tests.registry.factories import BODY, contact, evidence, listing, notice, reading, term

_LIST = BODY + "1 青川山货有限公司 王某 13900000001 木耳\n"


def _file(*facts: Fact, text: str = BODY, **record: Any) -> Reading:
    return reading(notice(*facts, text=text, **record))


def _correction(file: Reading, fact: Fact | None, action: str = "correct", **values: Any) -> Correction:
    given: dict[str, Any] = {
        "table": fact.table if fact else "terms",
        "read": stored(fact) if fact else None,
        "quote": fact.evidence.quote if fact else None,
        "start": fact.evidence.start if fact else None,
        **values,
    }
    return Correction(
        source_sha256=file.sha256, notice=0, action=action, made_by="李核", made_at="2026-01-05T08:00:00+00:00", **given
    )  # type: ignore[arg-type]


def _facts(file: Reading, table: str) -> list[Fact]:
    return file.notices[0].facts.get(table, [])


def _states(file: Reading, *corrections: Correction) -> tuple[Reading, list[str]]:
    after, result = applied(file, corrections)
    return after, [one.state for one in result.decided]


def test_a_corrected_value_takes_the_place_of_the_one_read() -> None:
    file = _file(term())
    after, states = _states(file, _correction(file, term(), right={"amount": 360}))
    assert states == ["applied"]
    assert [(fact.amount, fact.kind) for fact in _facts(after, "terms") if isinstance(fact, Term)] == [
        (Decimal(360), "cap")
    ]


def test_a_corrected_fact_keeps_its_words_and_is_certain() -> None:
    doubtful = replace(term(), evidence=replace(term().evidence, confidence=0.4))
    after, _ = _states(_file(doubtful), _correction(_file(doubtful), doubtful, right={"amount": 360}))
    (fact,) = _facts(after, "terms")
    assert (fact.evidence.quote, fact.evidence.rule, fact.evidence.confidence) == ("不超过300元", "test.rule", 1.0)


def test_a_rejected_fact_goes() -> None:
    file = _file(term(), term(quote="不得低于", amount=15))
    after, states = _states(file, _correction(file, term(), "reject"))
    assert states == ["applied"]
    assert [stored(fact)["amount"] for fact in _facts(after, "terms")] == [15]


def test_an_accepted_fact_stays_and_is_no_longer_doubtful() -> None:
    fact = term()
    doubt = Doubt("term.no_subject", "no subject", "terms", fact.evidence.start, fact.evidence.end, "不超过300元", fact)
    file = _file(fact)
    file = replace(file, notices=(replace(file.notices[0], doubts=(doubt,)),))
    after, states = _states(file, _correction(file, fact, "accept"))
    assert (states, after.notices[0].doubts) == (["applied"], ())
    assert [stored(one) for one in _facts(after, "terms")] == [stored(fact)]


def test_what_no_rule_read_is_added_with_its_words() -> None:
    file = _file()
    added = _correction(
        file, None, "add", quote="百分之十五", start=3, right={"kind": "floor", "amount": 15, "unit": "percent"}
    )
    after, states = _states(file, added)
    (fact,) = _facts(after, "terms")
    assert states == ["applied"]
    assert (fact.evidence.quote, fact.evidence.start, fact.evidence.rule) == (
        "百分之十五",
        BODY.index("百分之十五"),
        "correction",
    )


def test_a_reading_that_is_right_by_now_is_left_as_it_is() -> None:
    old = _file(term(amount=300))
    new = _file(term(amount=360))
    after, states = _states(new, _correction(old, term(amount=300), right={"amount": 360}))
    assert states == ["agreed"]
    assert after == new


def test_a_reading_that_changed_otherwise_is_not_touched_and_is_asked_about() -> None:
    new = _file(term(amount=500))
    after, states = _states(new, _correction(new, term(amount=300), right={"amount": 360}))
    assert (states, after) == (["outdated"], new)


def test_a_rejected_reading_that_no_rule_makes_any_more_is_agreed() -> None:
    file = _file()
    assert _states(file, _correction(file, term(), "reject"))[1] == ["agreed"]


def test_words_that_are_gone_make_an_addition_outdated() -> None:
    file = _file(text="另一份通知的全文，与前文不同。\n")
    added = _correction(file, None, "add", quote="百分之十五", right={"kind": "floor", "amount": 15, "unit": "percent"})
    assert _states(file, added)[1] == ["outdated"]


def test_of_several_decisions_about_the_same_the_latest_counts() -> None:
    file = _file(term())
    first = _correction(file, term(), right={"amount": 360})
    second = replace(first, right={"amount": 380}, made_at="2026-02-01T08:00:00+00:00")
    after, states = _states(file, second, first)
    assert (states, [stored(fact)["amount"] for fact in _facts(after, "terms")]) == (["applied"], [380])


def test_a_supplier_s_line_takes_its_contact_and_products_along() -> None:
    line = Listing(
        evidence=evidence(_LIST, "青川山货有限公司 王某 13900000001 木耳"),
        name="青川山货有限公司",
        contact="王某",
        phone="13900000001",
    )
    caller = Contact(evidence=evidence(_LIST, "王某 13900000001"), person="王某", phone="13900000001", role="supplier")
    goods = Product(evidence=evidence(_LIST, "木耳"), name="木耳", listing=line)
    file = _file(line, caller, goods, text=_LIST)
    after, _ = _states(file, _correction(file, line, right={"phone": "13900000002"}))
    assert stored(_facts(after, "contacts")[0])["phone"] == "13900000002"
    (product,) = _facts(after, "products")
    assert isinstance(product, Product)
    assert product.listing is _facts(after, "listings")[0]


def test_another_supplier_s_contact_stays() -> None:
    other = contact(_LIST, "王某", "13900000009")
    line = listing(_LIST, "青川山货有限公司", phone="13900000001")
    file = _file(line, other, text=_LIST)
    after, _ = _states(file, _correction(file, line, right={"phone": "13900000002"}))
    assert _facts(after, "contacts") == [other]


def test_a_notice_s_own_row_is_corrected() -> None:
    file = _file(title="关于釆购的通知", issued_on="2021-09-26")
    fixed = _correction(
        file, None, table="notices", read={"title": "关于釆购的通知"}, right={"title": "关于采购的通知"}
    )
    after, states = _states(file, fixed)
    assert (states, after.notices[0].record.title) == (["applied"], "关于采购的通知")


def test_a_doubt_about_something_unread_is_answered() -> None:
    doubt = Doubt("figure.unread", "an amount that no fact holds", "terms", 3, 6, "300", None)
    file = _file()
    file = replace(file, notices=(replace(file.notices[0], doubts=(doubt,)),))
    answer = _correction(file, None, "accept", table="terms", quote="300", start=3, code="figure.unread")
    after, states = _states(file, answer)
    assert (states, after.notices[0].doubts) == (["applied"], ())


def test_a_file_with_fewer_notices_than_before_is_asked_about() -> None:
    file = _file(term())
    assert _states(file, replace(_correction(file, term(), right={"amount": 1}), notice=3))[1] == ["outdated"]


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"right": {"amount": "many"}}, "amount: 'many' is no number"),
        ({"right": {"amount": -5}}, "is no amount"),
        ({"right": {"kind": "maximum"}}, "is none of cap, floor, target"),
        ({"right": {"colour": "red"}}, "colour: no column of terms"),
        ({"right": {"kind": None}}, "kind: cannot be empty"),
        ({"right": None}, "needs what is right"),
        ({"right": {"amount": 1}, "read": None}, "needs what was read"),
        ({"right": {"amount": 1}, "table": "prices"}, "no table of facts"),
        ({"action": "add", "read": None, "quote": None, "right": {"kind": "cap"}}, "needs the words"),
        ({"action": "add", "read": None, "quote": "300元", "right": {"kind": "cap"}}, "amount, unit: needed"),
        ({"table": "notices", "right": {"issued_on": "2021-9-31"}}, "is no day"),
        ({"table": "forms", "right": {"columns": "单位"}}, "no JSON list of headings"),
        ({"table": "forms", "right": {"columns": "5"}}, "no JSON list of headings"),
        ({"action": "delete", "right": {}}, "no such action"),
    ],
)
def test_a_correction_that_cannot_be_says_why(values: dict[str, Any], says: str) -> None:
    file = _file(term())
    with pytest.raises(CorrectionError, match=says):
        checked(_correction(file, term(), **{"action": "correct", **values}))


def test_a_correction_is_told_from_another_by_all_it_says() -> None:
    file = _file(term())
    one = _correction(file, term(), right={"amount": 360})
    assert one.id == _correction(file, term(), right={"amount": 360}).id
    assert one.id != _correction(file, term(), right={"amount": 361}).id
