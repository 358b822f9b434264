"""The dated facts of a few lines, for tests."""

from __future__ import annotations

from datetime import date

from extract.extractors import dates  # noqa: F401  registers the extractor
from extract.facts import DatedFact
from tests.extractors.factory import Item, notice, run

ON = date(2024, 3, 15)


def facts(*items: Item, on: date | None = ON, year: int | None = 2024) -> list[DatedFact]:
    found = run("dates", notice(*items), issued_on=on, year=year)
    return [fact for fact in found if isinstance(fact, DatedFact)]


def read(*items: Item, on: date | None = ON, year: int | None = 2024) -> list[str]:
    """Each fact as `kind START..END recurs`, an open side left out."""
    return [
        f"{fact.kind} {fact.starts_on or ''}..{fact.ends_on or ''} {fact.recurs or ''}".strip()
        for fact in facts(*items, on=on, year=year)
    ]
