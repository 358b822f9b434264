"""The cells of a supplier list's row, each put where the meaning of its column and what it prints say."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from extract.extractors import persons
from extract.extractors.phone_cells import numbers, without_numbers
from extract.folding import compact
from extract.rules import load

_BESIDE_NUMBERS = frozenset({"address", "region", "phone"})
_NAMED = frozenset({"address", "region", "ownership", "note"})


@dataclass
class Row:
    """A list's row while it is read: columns of the contract by name, `extra` by printed heading."""

    start: int
    end: int
    values: dict[str, str | None] = field(default_factory=dict)
    row_no: int | None = None
    extra: dict[str, str] = field(default_factory=dict)
    within: str = ""
    """Wider places that other columns print, which tell two regions of one name apart."""

    def put(self, key: str, heading: str, printed: str) -> None:
        """Takes up what a cell prints under a heading of some meaning; in `extra` what has no column of its own."""
        if (glued := _number_and_place(key, printed)) is not None:
            self.values["phone"] = _joined(self.values.get("phone"), glued["phone"])
            place = key if key in {"address", "region"} else "address"
            self.values[place] = self.values.get(place) or compact(glued["place"])
        elif key != "note" and load("listings")["said_elsewhere"].fullmatch(printed):
            self._put_extra(heading, printed)
        elif key in {"contact", "phone"}:
            if not self.put_contact(key, printed):
                self._put_extra(heading, printed)
        elif key in _NAMED and self.values.get(key) is None:
            self.values[key] = compact(printed)
        else:
            self._put_extra(heading, printed)

    def remark(self, words: str | None) -> None:
        """Puts words behind the row's remark."""
        if words:
            note = self.values.get("note")
            self.values["note"] = f"{note}；{words}" if note else words

    def put_contact(self, key: str, printed: str) -> bool:
        """Takes up persons and numbers, each in its own column; False where a column of numbers holds neither.

        Beside a number under a heading for numbers alone stands a person or a remark of how to reach one (转采购部,
        微信同号).
        """
        phone = numbers(printed)
        names = persons.split(without_numbers(printed))
        if key == "phone" and phone:
            names = [name for name in names if persons.is_person(name) or _is_before_number(printed, name)]
            names = names or list(persons.in_brackets(printed))
        elif key == "phone" and load("listings")["short_number"].fullmatch(printed):
            phone, names = compact(printed), []
        elif key == "phone":
            names = [name for name in names if persons.is_labelled_person(name)]
        for column, value in (("phone", phone), ("contact", "、".join(names))):
            if value:
                self.values[column] = _joined(self.values.get(column), value)
        return bool(phone or names)

    def _put_extra(self, heading: str, printed: str) -> None:
        self.extra[heading] = _joined(self.extra.get(heading), _kept(heading, printed))


def _kept(heading: str, printed: str) -> str:
    """A value of a column without a name of its own as stored; codes without the spaces of their layout."""
    code = load("listings")["code_heading"].search(heading)
    return "".join(printed.split()) if code else compact(printed)


def _number_and_place(key: str, printed: str) -> regex.Match[str] | None:
    """A number and the address run into it; in a column of numbers the words after one must look like an address."""
    rules = load("listings")
    glued = rules["number_then_place"].fullmatch(printed) if key in _BESIDE_NUMBERS else None
    if glued is None or (key == "phone" and rules["seat"].fullmatch(glued["place"]) is None):
        return None
    return glued


def _is_before_number(printed: str, name: str) -> bool:
    """Whether a cell prints a name of any surname, and then its number: 虎小文 13800000000."""
    head = load("listings")["name_before_number"].match(printed)
    return head is not None and head["name"].replace(" ", "") == name and persons.is_labelled_person(name)


def _joined(before: str | None, after: str) -> str:
    return after if not before or before == after else f"{before}、{after}"
