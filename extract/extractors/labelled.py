"""Labelled values in lines: 联系人：…, 网址：…, 运营单位：…, with where label and value stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from typing import NamedTuple

import regex

from extract.document import Line
from extract.notice import Notice
from extract.once import once_a_file
from extract.rules import load

KINDS = ("both", "person", "phone", "email", "number", "address", "url", "operator", "way", "body", "other")
_NOT_LABEL = regex.compile(r"[\s：:]|[（(]\p{Han}{1,8}[）)]$")
_WORDS_BEFORE = regex.compile(r"(?r)\p{Han}{0,10}")
_WORDS_OF_LABEL = regex.compile(r"(?r)\p{Han}{0,24}")
_LABEL_REACH = 24
"""Characters before a colon among which its label is looked for, layout spaces included."""
_LONGEST_LABEL = 10
_LEAST_LABEL = 2


class Field(NamedTuple):
    """A labelled value: its kind (one of KINDS), where label and value stand, and the words before the label proper."""

    kind: str
    label_start: int
    start: int
    end: int
    before: str = ""


def lines(notice: Notice) -> list[list[Line]]:
    """The lines of a notice outside tables, in runs that no table parts."""
    return notice.document.lines


def fields(text: str, start: int, end: int) -> list[Field]:
    """The labelled values of a line, left to right; a value runs to the next label."""
    return list(_fields(text, start, end))


@once_a_file  # several extractors ask the same of a line
def _fields(text: str, start: int, end: int) -> tuple[Field, ...]:
    found: list[Field] = []
    for kind, at, value_start in _labels(text, start, end):
        label_start = _label_start(text, found[-1].start if found else start, at, bool(found))
        if found:
            found[-1] = _until(text, found[-1], label_start)
        found.append(Field(kind, label_start, value_start, end, text[label_start:at]))
    if found:
        found[-1] = _until(text, found[-1], end)
    return tuple(found)


def kind_of(label: str) -> str | None:
    """The kind of a label that stands by itself, in a cell say; None where the vocabulary does not know it."""
    return _kinds().get(_NOT_LABEL.sub("", label))


@cache
def _kinds() -> dict[str, str]:
    """The kind of each label of the vocabulary."""
    return {word: kind for kind in reversed(KINDS) for word in load("fields").words[f"{kind}_labels"]}


def _labels(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The labels of a line: kind, where the label begins, where its value does."""
    found = [*_with_colon(text, start, end), *_without_colon(text, start, end)]
    return sorted(found, key=itemgetter(2)) if len(found) > 1 else found


def _with_colon(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    rules = load("fields")
    low = start
    for match in rules["label_end"].finditer(text, start, end):
        at, value = max(low, match.start("lead")), match.end()
        known = _label_at(text, start, match.end("remark")) if match.start("remark") >= low else None
        known = known or _label_at(text, start, at)
        if known is not None:
            yield (*known, value)
        elif (kind := _kind_by_value(text, value, end)) is not None:
            words = _WORDS_OF_LABEL.match(text, max(start, low), at)
            label_start = words.start() if words is not None else at
            if at - label_start >= _LEAST_LABEL:
                yield kind, label_start, value
        low = value


def _kind_by_value(text: str, start: int, end: int) -> str | None:
    """The kind of a label of any words by what follows its colon: a whole number, a mailbox."""
    rules = load("fields")
    if rules["number_follows"].match(text, start, end):
        return "phone"
    return "email" if rules["mailbox_follows"].match(text, start, end) else None


def _without_colon(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for match in load("fields")["bare_label_end"].finditer(text, start, end):
        known = _label_at(text, start, match.end("bare"))
        if known is not None:
            yield (*known, match.end())


def _label_at(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The longest label that ends at a place, spaces within it left aside: its kind and where it begins."""
    low = max(start, end - _LABEL_REACH)
    kinds, words = _kinds(), text[low:end].replace(" ", "")
    for length in range(min(_LONGEST_LABEL, len(words)), 0, -1):
        if (kind := kinds.get(words[-length:])) is not None:
            places = [index for index in range(low, end) if text[index] != " "]
            return kind, places[-length]
    return None


def _label_start(text: str, limit: int, at: int, follows: bool) -> int:
    """Where the words before a label that say more of it begin (县商务局 in 县商务局联系人：); `at` where none do.

    What stands between a label and the next one without any separator is the first one's value.
    """
    before = _WORDS_BEFORE.match(text, limit, at)
    low = before.start() if before is not None else at
    return at if follows and low == limit else low


def _until(text: str, field: Field, end: int) -> Field:
    end = _closing(text, field.start, end)
    while end > field.start and text[end - 1] in " \t\n，,；;、。（(":
        end -= 1
    return Field(field.kind, field.label_start, field.start, end, field.before)


def _closing(text: str, start: int, end: int) -> int:
    """The first bracket that closes what was opened before a value; the value's end where there is none."""
    depth = 0
    for index in range(start, end):
        if text[index] in "（(":
            depth += 1
        elif text[index] in "）)":
            if depth == 0:
                return index
            depth -= 1
    return end
