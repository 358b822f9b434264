"""Long lists in pages, each with an address of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extract.site.pages import address

SIZE = 30
"""How many things a page of a list shows."""
LAST = 1000
"""Lists are not turned further than this many pages: choosing finds more than turning."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a page of a list stands: its number from 1, how many there are, and the addresses beside it."""

    number: int
    pages: int
    start: int
    previous: str | None
    next: str | None


def paging(number: int, total: int, path: str, query: Mapping[str, str], size: int = SIZE) -> Paging:
    """The page of this number of a list of so many things; a number beyond the end gives the last page."""
    pages = max(1, min(LAST, -(-total // size)))
    number = min(max(number, 1), pages)

    def at(other: int) -> str | None:
        return address(path, **{**query, "page": other if other > 1 else None}) if 1 <= other <= pages else None

    return Paging(number, pages, (number - 1) * size, at(number - 1), at(number + 1))
