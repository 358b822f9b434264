"""Bodies and firms by name: lists of them taken apart, and what a name tells of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import regex

from extract.folding import compact
from extract.once import once_a_file
from extract.rules import load

_OPEN, _CLOSE = "（([【〔〈《“", "）)]】〕〉》”"
_SEPARATORS = "、，,；;/|\n\t"
_TRAILING = regex.compile(
    r"(?P<name>.*\S)\s*[（(](?P<remark>[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]\s*", regex.S
)
_CLOSING = ("）", ")")
_EDGES = " \t\n、，,；;：:。."
_SENTENCE_MARKS = frozenset("。；;：:？！\n\t")


@dataclass(frozen=True, slots=True)
class Named:
    """A body or firm and where its name stands in the text that was split."""

    name: str
    start: int
    end: int


def split(text: str) -> list[Named]:
    """The bodies of a printed list, in order, without what only closes it (等部门, 按职责分工负责).

    A separator within brackets parts nothing: 各县（市、区）总工会 is one body.
    """
    found: list[Named] = []
    for start, end in _pieces(text):
        for low, high in _joined_by_and(text, start, end):
            found += _named(text, low, high)
    return found


def is_firm(text: str) -> bool:
    """Whether a text is by its ending an enterprise, shop, farm or cooperative."""
    name = _own_name(text)
    return len(name) >= 4 and name.endswith(load("organizations").words["firm_endings"]) and not _sentence(name)


def is_company(text: str) -> bool:
    """Whether a text is beyond doubt the name of a firm (…公司, …合作社)."""
    name = _own_name(text)
    return len(name) >= 5 and name.endswith(load("organizations").words["company_forms"]) and not _sentence(name)


def is_legal_entity(text: str) -> bool:
    """Whether a text names a company, cooperative or plant, and not a shop or place of sale."""
    return is_firm(text) and _own_name(text).endswith(load("organizations").words["legal_forms"])


def may_name_firm(text: str) -> bool:
    """Whether a text holds anything that firms' names end in: most lines do not, and are spared a closer look."""
    return _endings("firm_endings", "company_forms").search("".join(text.split())) is not None


def may_name_company(text: str) -> bool:
    """Whether a text holds anything that a company's, cooperative's or plant's name ends in."""
    return _endings("company_forms", "legal_forms").search("".join(text.split())) is not None


@cache
def _endings(*lists: str) -> re.Pattern[str]:
    """One search for the words of some lists, by the standard library: few characters are looked through in no time."""
    words = {word for name in lists for word in load("organizations").words[name]}
    return re.compile("|".join(re.escape(word) for word in sorted(words)))


def is_body(text: str) -> bool:
    """Whether a text is by its ending a public body, association or department (firms that end alike included)."""
    name = _own_name(text)
    return len(name) >= 2 and name.endswith(load("organizations").words["body_endings"]) and not _sentence(name)


@once_a_file  # what a cell or line names is asked again and again
def _own_name(text: str) -> str:
    return without_remark(compact(text))[0]


def without_remark(name: str) -> tuple[str, str | None]:
    """A firm's own name and the remark in brackets after it; brackets that belong to the name stay in it."""
    found = _TRAILING.fullmatch(name) if name.rstrip().endswith(_CLOSING) else None
    rules = load("organizations")
    if found is None or found["remark"].strip() in rules.words["name_brackets"]:
        return name, None
    if rules["branch_bracket"].fullmatch(found["remark"]):
        return name, None
    return found["name"].strip(), found["remark"].strip() or None


def _sentence(name: str) -> bool:
    return not _SENTENCE_MARKS.isdisjoint(name) or len(name) > 60


def _pieces(text: str) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    depth, start = 0, 0
    for index, character in enumerate(text):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (
            (character in _SEPARATORS and not _among_classes(text, start, index))
            or (character == " " and _parts_names(text[start:index], text[index:]))
        ):
            pieces.append((start, index))
            start = index + 1
    pieces.append((start, len(text)))
    return pieces


def _among_classes(text: str, start: int, index: int) -> bool:
    """Whether a 、 stands among the kinds of places of one class of bodies (各县、区人民政府)."""
    rules = load("organizations")
    return (
        text[index] == "、"
        and rules["classes_before"].search(text, start, index) is not None
        and (rules["class_after"].match(text, index + 1) is not None)
    )


def _parts_names(before: str, after: str) -> bool:
    """Whether a space stands between two names (市财政局 市商务局) and not within one (市 财 政 局)."""
    following = after.strip().split(" ", 1)[0]
    return len(before.strip()) >= 3 and len(following) >= 3 and is_body(before)


def _joined_by_and(text: str, start: int, end: int) -> list[tuple[int, int]]:
    match = load("organizations")["joined_by_and"].fullmatch(text[start:end].strip(_EDGES))
    if match is None:
        return [(start, end)]
    offset = start + text[start:end].index(match.group())
    left = (offset + match.start("left"), offset + match.end("left"))
    right = (offset + match.start("right"), offset + match.end("right"))
    return [*_joined_by_and(text, *left), *_joined_by_and(text, *right)]


def _named(text: str, start: int, end: int) -> list[Named]:
    rules = load("organizations")
    if closing := rules["and_others"].search(text[start:end]):
        end = start + closing.start()
    if prefix := rules["role_prefix"].match(text[start:end]):
        start += prefix.end()
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    name = compact(text[start:end])
    return [Named(name, start, end)] if len(name) >= 2 else []
