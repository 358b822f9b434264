"""The citations of a few lines, for tests."""

from __future__ import annotations

from extract.extractors import citations  # noqa: F401  registers the extractor
from extract.facts import Citation
from tests.extractors.factory import notice, run


def cited(*paragraphs: str) -> list[tuple[str | None, str | None]]:
    return [(fact.title, fact.doc_number) for fact in facts(*paragraphs)]


def facts(*paragraphs: str) -> list[Citation]:
    return [fact for fact in run("citations", notice(*paragraphs)) if isinstance(fact, Citation)]
