"""Answers kept for a file."""

from __future__ import annotations

from extract.once import new_file, once_a_file

asked: list[str] = []


@once_a_file
def _length(text: str) -> int:
    asked.append(text)
    return len(text)


def test_the_same_question_is_answered_once_in_a_file() -> None:
    asked.clear()
    new_file()
    assert (_length("采购"), _length("采购"), asked) == (2, 2, ["采购"])


def test_the_next_file_is_asked_anew() -> None:
    asked.clear()
    new_file()
    _length("采购")
    new_file()
    _length("采购")
    assert asked == ["采购", "采购"]
