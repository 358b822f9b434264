"""Files handed in are found again."""

from __future__ import annotations

from sqlite_utils import Database

from extract.registry.store import Versions, known, put, sources_matching
from tests.registry.factories import VERSIONS, delivery, notice, reading


def test_a_content_is_known_to_the_versions_that_read_it(db: Database) -> None:
    file = reading(notice())
    assert not known(db, file.sha256, VERSIONS)
    put(db, file, delivery(file), VERSIONS)
    assert known(db, file.sha256, VERSIONS)
    assert not known(db, file.sha256, Versions(reader="2", rules="a"))


def test_a_failed_content_is_not_known_and_so_read_again(db: Database) -> None:
    file = reading(status="failed", error="no text in it")
    put(db, file, delivery(file), VERSIONS)
    assert not known(db, file.sha256, VERSIONS)


def test_a_source_is_found_by_name_origin_or_the_beginning_of_its_hash(db: Database) -> None:
    file = reading(notice(), filename="a.pdf")
    put(db, file, delivery(file), VERSIONS)
    wanted = [(file.sha256, "a.pdf")]
    for which in ("a.pdf", "inbox/a.pdf", file.sha256, file.sha256[:8].upper()):
        assert sources_matching(db, which) == wanted
    assert sources_matching(db, file.sha256[:5]) == []
    assert sources_matching(db, "b.pdf") == []
