"""The channels of a few lines, for tests."""

from __future__ import annotations

from extract.extractors import forms as _forms  # noqa: F401  registers the extractor
from extract.extractors import listings as _listings  # noqa: F401
from extract.extractors import platforms as _platforms  # noqa: F401
from extract.facts import Platform
from tests.extractors.factory import Item, notice, run


def read(*items: Item, links: tuple[tuple[str, str], ...] = ()) -> list[Platform]:
    facts = run("platforms", notice(*items, links=links), before=("forms", "listings"))
    return [fact for fact in facts if isinstance(fact, Platform)]


def told(*items: Item) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(platform.name, platform.url, platform.operator, platform.address) for platform in read(*items)]
