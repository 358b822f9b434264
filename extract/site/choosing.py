"""What visitors choose lists by: chips that can be taken off again, and values with their counts to choose from.

The choice stands in the address (`/suppliers?origin=513400&force=current`), so that it can be kept and passed on.
A place is chosen by its code and drilled down: province, city, county.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from extract.site.pages import address
from extract.site.shelf import Mask, Shelf

EXACT = 1000
"""Counts are shown exactly up to this many, and as more than it beyond."""
NONE = "none"
"""How an address asks for the rows of which an attribute says nothing."""
OFFERED = 12
"""How many values of an attribute are offered at once; the rest unfold."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An attribute that a list can be chosen by, under its name in the address.

    `levels` are the shelf's attributes that hold it: one, or province, city and county. `shown` gives a value's
    words; None stands for what is not stated. `title` is the key of its own words, where it is not the name.
    """

    name: str
    levels: tuple[str, ...]
    shown: Callable[[str | None], str]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice that was made: the attribute, the value's words, and the address of the list without it."""

    name: str
    text: str
    without: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A value to choose: its words, how many there are of it, and the address of the list with it."""

    text: str
    count: str
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """The values that an attribute offers: the most frequent, and the rest."""

    name: str
    offers: tuple[Offer, ...]
    rest: tuple[Offer, ...]


def counted(number: int) -> str:
    """A count as pages show it: exact to a thousand, then `1000+`."""
    return f"{EXACT}+" if number > EXACT else str(number)


def chosen(shelf: Shelf, choices: Iterable[Choice], query: Mapping[str, str]) -> Mask:
    """The rows that a query chooses; a value that no row has chooses none."""
    mask = shelf.all()
    for choice in choices:
        if value := query.get(choice.name):
            mask &= _level(shelf, choice, value)
    return mask


def _level(shelf: Shelf, choice: Choice, value: str) -> Mask:
    if value == NONE:
        return shelf.having(choice.levels[0], None)
    mask = shelf.having(choice.levels[0], value)
    for level in choice.levels[1:]:
        mask |= shelf.having(level, value)
    return mask


def chips(choices: Iterable[Choice], query: Mapping[str, str], path: str) -> list[Chip]:
    """The choices that a query makes, in the order of the choices."""
    return [
        Chip(
            choice.title or choice.name, choice.shown(_value(query[choice.name])), _with(path, query, choice.name, None)
        )
        for choice in choices
        if query.get(choice.name)
    ]


def groups(
    shelf: Shelf,
    mask: Mask,
    choices: Iterable[Choice],
    query: Mapping[str, str],
    path: str,
    parents: Mapping[str, str | None],
) -> list[Group]:
    """What is offered to choose further: each attribute's values among the chosen rows.

    An attribute that was chosen by is offered again only one level further down, with what lies in the place
    chosen: `parents` gives each place's parent. One value that all rows share is no choice and is not offered.
    """
    found: list[Group] = []
    for choice in choices:
        level = _next_level(shelf, choice, query.get(choice.name), parents)
        if level is None:
            continue
        counts = shelf.counts(mask, level)
        if query.get(choice.name):
            counts = [(value, number) for value, number in counts if value is not None]
        offers = tuple(
            Offer(choice.shown(value), counted(number), _with(path, query, choice.name, value or NONE))
            for value, number in counts
        )
        if len(offers) > 1 or (offers and len(choice.levels) > 1):
            found.append(Group(choice.title or choice.name, offers[:OFFERED], offers[OFFERED:]))
    return found


def _next_level(shelf: Shelf, choice: Choice, value: str | None, parents: Mapping[str, str | None]) -> str | None:
    if not value:
        return choice.levels[0]
    if value == NONE:
        return None
    depth = 0
    place: str | None = value
    while place is not None:
        depth += 1
        place = parents.get(place)
    return choice.levels[depth] if depth < len(choice.levels) else None


def _value(given: str) -> str | None:
    return None if given == NONE else given


def _with(path: str, query: Mapping[str, str], name: str, value: str | None) -> str:
    return address(path, **{**query, name: value, "page": None})
