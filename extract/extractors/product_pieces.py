"""What the words of a cell or value say of products: the ones that they enumerate, each with its size and price."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import regex

from extract.folding import compact
from extract.rules import load
from extract.values import money

_CLAUSES = regex.compile(r"[，,；;、]")
_LONGEST = 40
"""Characters of the longest name of a product."""


class Piece(NamedTuple):
    """A product among others: where it stands, its name, size and price in yuan, and what the price counts."""

    start: int
    end: int
    name: str
    spec: str | None = None
    price: Decimal | None = None
    price_unit: str | None = None


def pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """The products that a range enumerates, in order, without what only closes it (等系列产品)."""
    closing_rule = load("products")["closing"]
    for low, high in bounds(text, start, end):
        closing = closing_rule.search(text, low, high)
        piece = _piece(text, low, closing.start() if closing else high)
        if is_product(piece.name):
            yield piece


def bounds(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a range between what parts several values in one cell; not within brackets."""
    parts = list(load("products")["several"].finditer(text, start, end))
    edges = zip([start, *(part.end() for part in parts)], [*(part.start() for part in parts), end], strict=True)
    return [(low, high) for low, high in edges if text[low:high].strip()]


def is_product(name: str) -> bool:
    """Whether words under a heading for products name one."""
    return bool(name) and len(name) <= _LONGEST and load("products")["no_product"].fullmatch(name) is None


def price_of(printed: str, heading: str = "") -> tuple[Decimal | None, str | None]:
    """The one price in yuan that a cell holds and what it counts, `heading` its column's; None for what it does not
    say."""
    rules = load("products")
    match = rules["price_cell"].fullmatch(printed)
    headed = rules["price_unit"].search(heading)
    unit = (match["unit"] if match else None) or (headed["unit"] if headed else None)
    return (_amount(match["price"], money.header_unit(heading) or "元") if match else None), unit


def _piece(text: str, start: int, end: int) -> Piece:
    words = text[start:end]
    match = load("products")["piece"].fullmatch(words)
    if match is None:
        return Piece(start, end, compact(words))
    name, spec, price, unit = compact(match["name"]), match["spec"], None, match["unit"] or match["each"]
    if match["price"]:
        price = _amount(match["price"], "元")
    if match["held"]:
        held = _held(match["held"])
        if held is None:
            return Piece(start, end, compact(words))
        spec, price, unit = spec or held[0], price or held[1], unit or held[2]
    return Piece(start, end, name, compact(spec) if spec else None, price, unit)


def _held(words: str) -> tuple[str | None, Decimal | None, str | None] | None:
    """The size and price that a bracket after a product gives (5kg，39元/袋) and what the price counts; None where it
    gives neither, or more than one price."""
    rules = load("products")
    spec: str | None = None
    price: Decimal | None = None
    unit: str | None = None
    for part in _CLAUSES.split(words):
        if rules["money"].search(part):
            if price is not None or (told := price_of(part.strip()))[0] is None:
                return None
            price, unit = told
        elif rules["size"].fullmatch(part):
            spec = spec or part.strip()
    return (spec, price, unit) if spec or price else None


def _amount(printed: str, unit: str) -> Decimal | None:
    amounts = money.find(printed, unit=unit)
    single = len(amounts) == 1 and amounts[0].value.low == amounts[0].value.high > 0
    return amounts[0].value.low if single else None
