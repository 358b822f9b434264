"""The duties of a notice of a few lines and tables, for tests."""

from __future__ import annotations

from extract.extractors import duties as _duties  # noqa: F401  registers the extractor
from extract.extractors import forms as _forms  # noqa: F401
from extract.extractors import tasks as _tasks  # noqa: F401
from extract.facts import Duty
from tests.extractors.factory import Item, notice, run


def read(*items: Item) -> list[Duty]:
    facts = run("duties", notice(*items), before=("forms", "tasks"))
    return [fact for fact in facts if isinstance(fact, Duty)]


def parts(found: list[Duty]) -> list[tuple[str, str]]:
    return [(duty.role, duty.organization) for duty in found]
