"""What labels and rows have to do with each other: when a row is found, and when a cell is right.

Labels are JSON in the gold format: a list where the registry has one value lists the readings
that count as right; `"optional": true` makes a row count neither way. Texts are compared in
Unicode NFKC without white space.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import regex

Row = dict[str, Any]

NOTICE_FIELDS = ("title", "doc_number", "doc_type", "issuer", "issued_on", "valid_from", "valid_to", "adcode")

# Seven digits before a space are a whole number, and what follows it is another.
_WITHIN_NUMBERS = regex.compile(r"(?<!\d{7})\s+|[()‐‑–—―-]")
_NUMBER = regex.compile(r"\d{5,}")


def plain(value: object) -> str | None:
    """A value as text to be compared; None where there is nothing. 500 and 500.0 are the same."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "".join(unicodedata.normalize("NFKC", str(value)).split()) or None


def phone_numbers(value: object) -> frozenset[str]:
    """The telephone numbers in a printed text, digits only; a space parts two numbers only after a whole one."""
    if value is None:
        return frozenset()
    text = unicodedata.normalize("NFKC", str(value))
    return frozenset(_NUMBER.findall(_WITHIN_NUMBERS.sub("", text)))


def headings(value: object) -> tuple[str | None, ...] | None:
    """A form's headings, from a list or from the JSON text of one."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return None
    return tuple(plain(heading) for heading in value) if isinstance(value, list | tuple) else None


def web_address(value: object) -> str | None:
    """An address without the stroke at its end, which leads to the same page."""
    text = plain(value)
    return text.rstrip("/") if text else None


_COMPARED_AS: dict[str, Callable[[object], object]] = {
    "phone": phone_numbers,
    "columns": headings,
    "url": web_address,
}


def readings(label: Row, column: str) -> Sequence[object]:
    """The values of a label that count as right in a column."""
    value = label.get(column)
    if column == "columns" and isinstance(value, list) and not (value and isinstance(value[0], list)):
        return [value] if value else value
    return value if isinstance(value, list) else [value]


def right(label: Row, row: Row, column: str) -> bool:
    """Whether a row says in a column what its label says."""
    as_compared = _COMPARED_AS.get(column, plain)
    return as_compared(row.get(column)) in [as_compared(reading) for reading in readings(label, column)]


def says(label: Row, column: str) -> bool:
    """Whether a label states something in a column."""
    return any(reading is not None for reading in readings(label, column))


def share_words(quote: object, label_quote: object) -> bool:
    """Whether two quotes have four characters in a row in common, or the whole of a shorter label."""
    found, wanted = plain(quote), plain(label_quote)
    if not found or not wanted:
        return False
    run = min(4, len(wanted))
    return any(wanted[at : at + run] in found for at in range(len(wanted) - run + 1))


def _region(label: Row, row: Row) -> bool:
    if not right(label, row, "role"):
        return False
    coded = plain(row.get("adcode")) is not None and says(label, "adcode")
    return right(label, row, "adcode") and (coded or right(label, row, "name"))


def _contact(label: Row, row: Row) -> bool:
    if not right(label, row, "person"):
        return False
    numbers = phone_numbers(row.get("phone"))
    if any(numbers & phone_numbers(phone) for phone in readings(label, "phone")):
        return True
    return row.get("email") is not None and right(label, row, "email")


def _citation(label: Row, row: Row) -> bool:
    return right(label, row, "doc_number" if says(label, "doc_number") else "title")


@dataclass(frozen=True)
class TableRules:
    """How a table is scored: `keys` decide whether a row is found, `cells` are compared on those that are.

    `same` replaces the plain comparison of the keys; rows whose role is in `unscored` are left out.
    """

    keys: tuple[str, ...]
    cells: tuple[str, ...] = ()
    same: Callable[[Row, Row], bool] | None = None
    unscored: tuple[str, ...] = ()

    def finds(self, label: Row, row: Row) -> bool:
        """Whether a row is the one that a label describes."""
        if self.same is not None:
            return self.same(label, row)
        return all(right(label, row, column) for column in self.keys)

    def scored(self, rows: Sequence[Row]) -> list[Row]:
        """The rows that count."""
        return [row for row in rows if row.get("role") not in self.unscored]


TABLES = {
    "terms": TableRules(("kind", "amount", "unit", "per", "standing"), ("base", "subject", "additional")),
    "dates": TableRules(("kind", "starts_on", "ends_on", "recurs")),
    "notice_regions": TableRules(("name", "adcode", "role"), same=_region, unscored=("mentioned",)),
    "listings": TableRules(("name",), ("address", "contact", "phone", "ownership", "region")),
    "platforms": TableRules(("name",), ("url", "operator", "address")),
    "contacts": TableRules(
        ("person", "phone", "email"), ("organization", "role"), same=_contact, unscored=("supplier",)
    ),
    "citations": TableRules(("doc_number", "title"), same=_citation),
    "tasks": TableRules(("number", "title")),
    "duties": TableRules(("role", "organization"), ("task",)),
    "forms": TableRules(("title",), ("columns",)),
}


@dataclass(frozen=True)
class Matching:
    """Labels with their rows, labels without one, and rows without a label."""

    pairs: list[tuple[Row, Row]]
    missed: list[Row]
    extra: list[Row]


def match(rules: TableRules, labels: Sequence[Row], rows: Sequence[Row]) -> Matching:
    """Pairs labels and rows one to one; what optional labels describe is neither missed nor extra."""
    required = [label for label in labels if not label.get("optional")]
    optional = [label for label in labels if label.get("optional")]
    first = _paired(rules, required, rows)
    return Matching(first.pairs, first.missed, _paired(rules, optional, first.extra).extra)


def _paired(rules: TableRules, labels: Sequence[Row], rows: Sequence[Row]) -> Matching:
    """Pairs with the most right cells first; among these, labels that allow the fewest readings."""
    possible = sorted(
        (
            -sum(right(label, row, column) for column in rules.cells if column in label),
            sum(len(readings(label, column)) for column in rules.keys),
            label_at,
            row_at,
        )
        for label_at, label in enumerate(labels)
        for row_at, row in enumerate(rows)
        if rules.finds(label, row)
    )
    row_of: dict[int, int] = {}
    for _, _, label_at, row_at in possible:
        if label_at not in row_of and row_at not in row_of.values():
            row_of[label_at] = row_at
    return Matching(
        [(labels[label_at], rows[row_at]) for label_at, row_at in sorted(row_of.items())],
        [label for label_at, label in enumerate(labels) if label_at not in row_of],
        [row for row_at, row in enumerate(rows) if row_at not in row_of.values()],
    )
