"""Names of persons as notices print them: letter-spaced, with titles, several in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import regex

from extract.folding import compact
from extract.once import once_a_file
from extract.rules import load

_BRACKETED = re.compile(r"[（(\[【][^（）()\[\]【】]*[）)\]】]")
_SEPARATORS = re.compile(r"[、，,；;/\\|]+")
_SPACES = regex.compile(r"\s+")
_HAN = regex.compile(r"\p{Han}")
_LATIN = re.compile(r"[A-Za-z]")
_LEAST_OF_PLACE = 4
"""Characters of the shortest word that is no name where it ends like a place of sale."""
_NOT_NAMES = (
    "not_contact_words",
    "not_departments",
    "not_trade",
    "not_places",
    "not_times",
    "not_kinds_of_people",
    "not_function_words",
    "not_notice_words",
)
"""The lists of words that begin like names and are none."""
_EDGES = " \t\n、，,；;：:。.-—_*()（）"


@once_a_file
def clean(text: str) -> str | None:
    """The name alone: spaces within it closed up, titles and remarks in brackets dropped; None where none is left.

    A surname with a form of address and nothing else (王女士) stays as printed.
    """
    name = compact(_BRACKETED.sub("", text)).strip(_EDGES)
    name = _without_others(name)
    if " " in name and _HAN.search(name):
        name = name.replace(" ", "")
    if _is_addressed(name) or name in load("persons").words["titles"]:
        return name
    titled = name.endswith(_titles()) or name.startswith(_titles())
    for title in _titles() if titled else ():
        if name.endswith(title) and len(name) - len(title) >= 2:
            name = name[: -len(title)]
        elif name.startswith(title) and len(name) - len(title) >= 2:
            name = name[len(title) :]
    return name or None


def _without_others(name: str) -> str:
    """A name without the words for those who are not named beside it: 李青等, 李青等人."""
    for ending in load("persons").words["and_others"]:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name[: -len(ending)]
    return name


@once_a_file
def is_person(text: str) -> bool:
    """Whether a text, wherever it stands, is a person's name and nothing else."""
    rules = load("persons")
    name = clean(text)
    if name is None or name in rules.words["titles"]:
        return False
    if name in _not_names() or name in rules.words["goods"]:
        return False
    if _is_addressed(name) or _is_given_alone(name):
        return True
    if len(name) == 2 and name != compact(text) and rules["familiar"].fullmatch(name):
        return True  # by what somebody is behind it: 小李工程师
    if not rules["name"].fullmatch(name):
        return False
    if len(name) <= 3 and name.startswith(rules.words["common_surnames"]):
        return not name.endswith(_never_last())
    return not name.endswith(_endings("body_endings", "place_of_sale_endings"))


def is_labelled_person(text: str) -> bool:
    """Whether a text that stands under a label or heading for persons can be a name."""
    rules = load("persons")
    name = clean(text)
    if name is None or name in _not_names() or name in _labels() or name in rules.words["titles"]:
        return False
    if is_person(name) or _is_addressed(name):
        return True
    if len(name) >= _LEAST_OF_PLACE and name.endswith(_endings("place_of_sale_endings")):
        return False
    return bool(rules["labelled_name"].fullmatch(name)) and not name.endswith(_endings("body_endings", "firm_endings"))


def _is_addressed(name: str) -> bool:
    """Whether a name is a surname with a form of address alone; most names do not end in one, and are not searched."""
    return name.endswith(_addresses()) and load("persons")["addressed"].fullmatch(name) is not None


def _is_given_alone(name: str) -> bool:
    """Whether a name is one of those without a surname, by how it begins or ends."""
    rules = load("persons")
    known = name.startswith(rules.words["given_starts"]) or name.endswith(rules.words["given_ends"])
    return known and rules["given_alone"].fullmatch(name) is not None


def split(text: str) -> list[str]:
    """The names of a cell or a labelled list, cleaned. `张 三` is one name, `张三 李四` two."""
    names: list[str] = []
    for part in _SEPARATORS.split(_lines_parted(_BRACKETED.sub("、", text))):
        pieces = _SPACES.split(part.strip())
        joined = clean(part)
        # Layout spaces and breaks stand within a name of two characters, or between every two of a longer one.
        apart = len(pieces) > 1 and all(len(piece) > 1 for piece in pieces) and not _latin(part)
        found = [clean(piece) for piece in pieces] if apart else [joined]
        names += [name for name in found if name]
    offices = [name for name in names if _is_office(name)]
    return [name for name in names if name not in offices] if len(offices) < len(names) else names


def in_brackets(text: str) -> Iterator[str]:
    """The persons whose names stand in a bracket after their number: 13800000000（王女士）."""
    for match in load("contacts")["person_in_bracket"].finditer(text):
        if is_person(match["name"]):
            yield clean(match["name"]) or match["name"]


@once_a_file
def _is_office(name: str) -> bool:
    """Whether words beside a name say what somebody is (王小明/总经理, 李青 办公室主任) and name nobody."""
    titles = load("persons").words["titles"]
    return name in titles or (name.endswith(_endings("body_endings")) and not is_person(name))


def _lines_parted(text: str) -> str:
    """The text with a separator for its line breaks where each line can be a name of its own."""
    lines = text.split("\n")
    whole = all(len(_SPACES.sub("", line)) > 1 for line in lines)
    return "、".join(lines) if whole and not _latin(text) else text


def _latin(text: str) -> bool:
    return _LATIN.search(text) is not None


@cache
def _endings(*lists: str) -> tuple[str, ...]:
    """The endings of organizations' names that these word lists hold."""
    return tuple(ending for name in lists for ending in load("organizations").words[name])


@cache
def _labels() -> frozenset[str]:
    """The words of all labels: no names, wherever they stand."""
    return frozenset(word for name, words in load("fields").words.items() if name.endswith("_labels") for word in words)


@cache
def _not_names() -> frozenset[str]:
    """The ordinary words that begin with a character that is also a surname."""
    return frozenset(word for name in _NOT_NAMES for word in load("persons").words[name])


@cache
def _titles() -> tuple[str, ...]:
    """The forms of address, the longest first."""
    return tuple(sorted(load("persons").words["titles"], key=len, reverse=True))


@cache
def _addresses() -> tuple[str, ...]:
    """The forms of address, those that are one only after a surname included."""
    words = load("persons").words
    return (*words["titles"], *words["titles_after_surname"])


@cache
def _never_last() -> tuple[str, ...]:
    """The endings of bodies that no given name has."""
    given = load("persons").words["given_name_endings"]
    return tuple(ending for ending in load("organizations").words["body_endings"] if ending not in given)
