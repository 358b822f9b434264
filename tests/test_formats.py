"""A notice says the same as PDF and as Word: every pair of the corpus gives the same records and facts."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from extract.reading import read
from extract.readings import NoticeReading

NOTICES = Path(__file__).resolve().parents[1] / "corpus" / "notices"
PAIRS = sorted(path.stem for path in NOTICES.glob("*.docx") if path.with_suffix(".pdf").exists())


def values(found: NoticeReading, table: str) -> list[str]:
    """A table's rows without their place and the words they were read from, sorted: columns may be read in turn."""
    return sorted(repr(without_place(asdict(fact))) for fact in found.facts.get(table, []))


def without_place(value: object) -> object:
    """A value without evidence and, as where a line ends is a matter of the format, without white space."""
    if isinstance(value, dict):
        return {name: without_place(inner) for name, inner in value.items() if name != "evidence"}
    return "".join(value.split()) if isinstance(value, str) else value


@pytest.mark.parametrize("stem", PAIRS)
def test_pdf_and_word_say_the_same(stem: str) -> None:
    printed, written = (read(NOTICES / f"{stem}.{kind}").notices for kind in ("pdf", "docx"))
    assert [notice.record for notice in printed] == [notice.record for notice in written]
    for one, other in zip(printed, written, strict=True):
        for table in sorted({*one.facts, *other.facts}):
            assert values(one, table) == values(other, table), table
