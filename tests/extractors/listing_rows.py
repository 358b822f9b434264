"""The listings of a notice of paragraphs and tables, for tests."""

from __future__ import annotations

from extract.extractors import forms as _forms  # noqa: F401  registers the extractor
from extract.extractors import listings as _listings  # noqa: F401
from extract.facts import Listing
from tests.extractors.factory import Item, notice, run


def read(*items: Item, ruled: bool = True) -> list[Listing]:
    """The listings of these paragraphs and tables, read as one notice."""
    facts = run("listings", notice(*items, ruled=ruled), before=("forms",))
    return [fact for fact in facts if isinstance(fact, Listing)]
