"""What the text of a table's cell is: a telephone number, a row's number, an address."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from extract.extractors import organizations
from extract.rules import load


def share(values: Sequence[str], test: Callable[[str], bool]) -> float:
    """The share of the values that pass a test; 0 where there are none."""
    return sum(map(test, values)) / len(values) if values else 0.0


def is_phone(text: str) -> bool:
    """Whether a cell holds telephone numbers and nothing else."""
    return load("columns")["phone_cell"].fullmatch(text.strip()) is not None


def row_number(text: str) -> int | None:
    """The number of a row printed in a cell of its own: `3`, `（3）`, `3.`, `③`."""
    match = load("columns")["number_cell"].fullmatch(text)
    if match is None:
        return None
    return int(unicodedata.numeric(match["number"])) if len(match["number"]) == 1 else int(match["number"])


def is_address(text: str) -> bool:
    """Whether a text looks like an address: ends or breaks at roads, numbers, villages, and is no firm."""
    return (
        len(text) >= 5
        and load("columns")["address_cell"].fullmatch(text) is not None
        and not organizations.is_company(text)
    )
