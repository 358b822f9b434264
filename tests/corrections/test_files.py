"""Corrections as a file: what is written is read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.corrections import Correction, CorrectionError
from extract.corrections.files import read, written

_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
_ONE = st.builds(
    Correction,
    source_sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    notice=st.integers(0, 5),
    table=st.just("platforms"),
    action=st.just("correct"),
    made_by=_TEXT.filter(str.strip),
    made_at=st.just("2026-01-05T08:00:00.000001+00:00"),
    note=st.none() | _TEXT,
    read=st.fixed_dictionaries({"name": _TEXT}),
    right=st.fixed_dictionaries({"name": _TEXT, "url": st.none() | _TEXT}),
    quote=_TEXT,
    start=st.integers(0, 9),
)


@given(st.lists(_ONE, max_size=4))
def test_what_is_written_is_read_again(corrections: list[Correction]) -> None:
    assert [one.id for one in read(written(corrections), "c.yaml")] == [one.id for one in corrections]


def test_a_day_stays_text() -> None:
    text = (
        "- {source_sha256: ab, notice: 0, table: notices, action: correct, made_by: 李核, made_at: 2026-01-05,\n"
        "   read: {issued_on: 2024-06-03}, right: {issued_on: 2024-06-30}}\n"
    )
    (one,) = read(text, "c.yaml")
    assert (one.right, one.made_at) == ({"issued_on": "2024-06-30"}, "2026-01-05")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: [", "c.yaml: not valid YAML"),
        ("a: 1", "c.yaml: holds no list"),
        ("- 5", "c.yaml, entry 1: is no mapping"),
        ("- {table: terms}", "c.yaml, entry 1: lacks source_sha256, notice, action"),
        ("- {colour: red}", "c.yaml, entry 1: colour: not known"),
        (
            "- {source_sha256: ab, notice: 0, table: terms, action: correct, made_by: 李核, made_at: x,"
            " read: {amount: 1}, right: {amount: much}}",
            "c.yaml, entry 1: amount: 'much' is no number",
        ),
    ],
)
def test_what_cannot_be_read_says_where_and_why(text: str, says: str) -> None:
    with pytest.raises(CorrectionError, match=says):
        read(text, "c.yaml")


def test_an_empty_file_holds_none() -> None:
    assert read("", "c.yaml") == []
    assert read(written([]), "c.yaml") == []
