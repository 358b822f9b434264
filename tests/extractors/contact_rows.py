"""Contacts read from notices built by hand, as rows of body, person, number and mailbox."""

from __future__ import annotations

from extract.extractors import contacts as _contacts  # noqa: F401  registers the extractor
from extract.extractors import forms as _forms  # noqa: F401
from extract.extractors import listings as _listings  # noqa: F401
from extract.extractors import platforms as _platforms  # noqa: F401
from extract.facts import Contact
from tests.extractors.factory import Item, notice, run

Row = tuple[str | None, str | None, str | None, str | None]


def read(*items: Item, issuers: tuple[str, ...] = ("甲县总工会",), ruled: bool = True) -> list[Contact]:
    facts = run("contacts", notice(*items, issuers=issuers, ruled=ruled), before=("forms", "listings", "platforms"))
    return [fact for fact in facts if isinstance(fact, Contact)]


def rows(found: list[Contact]) -> list[Row]:
    return [(contact.organization, contact.person, contact.phone, contact.email) for contact in found]
