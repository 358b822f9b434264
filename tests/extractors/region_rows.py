"""The places of a notice of a few lines, for tests."""

from __future__ import annotations

from dataclasses import replace

from extract.extractors import regions as extractor  # noqa: F401  registers the extractor
from extract.facts import Fact, NoticeRegion
from extract.notice import Notice, Part
from extract.values import regions
from tests.extractors.factory import Item, notice, run


def read(*items: Item, issuer: str | None = None, title: str | None = None) -> list[NoticeRegion]:
    """The places of a notice whose first paragraphs are its issuers (joined by 、) and its title."""
    issuers = issuer.split("、") if issuer else []
    heads = [*issuers, *([title] if title else [])]
    given = notice(*heads, *items)
    parts = [Part(word, given.text.index(word), given.text.index(word) + len(word)) for word in heads]
    given = replace(given, issuers=tuple(parts[: len(issuers)]), title=parts[-1] if title else None)
    return [fact for fact in facts_of(given) if isinstance(fact, NoticeRegion)]


def facts_of(given: Notice) -> list[Fact]:
    place = next((found for part in given.issuers if (found := regions.place_of(part.value))), None)
    if place is None and given.title is not None:
        place = regions.place_of(given.title.value)
    return run("notice_regions", given, place=place.adcode if place else None)


def helped(*items: Item, issuer: str | None = "宁波市总工会", title: str | None = None) -> list[str | None]:
    return [fact.adcode for fact in read(*items, issuer=issuer, title=title) if fact.role == "beneficiary"]


def of_role(facts: list[NoticeRegion], role: str) -> list[tuple[str, str | None]]:
    return [(fact.name, fact.adcode) for fact in facts if fact.role == role]
