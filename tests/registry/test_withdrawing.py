"""A source taken out leaves nothing behind that only it brought."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from extract.registry.store import put, withdraw
from tests.registry.factories import (
    BODY,
    VERSIONS,
    all_rows,
    citation,
    contact,
    delivery,
    listing,
    notice,
    reading,
    rows,
    term,
)


def test_withdrawing_takes_a_source_and_all_its_facts_out(db: Database) -> None:
    empty = all_rows(db)
    text = BODY + "甲农业有限公司 王某 13800000000\n《采购办法》\n"
    file = reading(
        notice(
            term(),
            listing(text, "甲农业有限公司"),
            contact(text, "王某", "13800000000"),
            citation(text, "《采购办法》", title="采购办法"),
            text=text,
        ),
        notice(text=text, parent=0),
        status="partial",
        error="page 2",
        warnings=("page 2",),
    )
    put(db, file, delivery(file), VERSIONS)
    withdraw(db, file.sha256)
    assert all_rows(db) == empty
    assert rows(db, "SELECT outcome FROM deliveries") == [("read",)]


def test_withdrawing_leaves_other_sources_as_they_are(db: Database) -> None:
    text = BODY + "甲农业有限公司\n乙食品厂\n"
    kept = reading(notice(listing(text, "甲农业有限公司"), text=text), content="kept")
    put(db, kept, delivery(kept), VERSIONS)
    before = all_rows(db)
    gone = reading(notice(listing(text, "甲农业有限公司"), listing(text, "乙食品厂"), text=text), content="gone")
    put(db, gone, delivery(gone), VERSIONS)
    withdraw(db, gone.sha256)
    assert all_rows(db) == before


def test_withdrawing_what_is_not_there_is_a_key_error(db: Database) -> None:
    with pytest.raises(KeyError):
        withdraw(db, "0" * 64)
