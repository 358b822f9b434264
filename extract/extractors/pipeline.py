"""The spaCy pipeline: one component a table, run over a notice's text in a fixed order.

`spacy.blank("zh")` makes every character a token, so each fact's place is a span. A component
writes its facts to `doc._.context.facts[table]` and their spans to `doc.spans[table]`.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from extract.extractors.context import EXTRACTORS, Context
from extract.facts import Fact

ORDER = (
    "notice_regions",
    "citations",
    "dates",
    "terms",
    "forms",
    "listings",
    "products",
    "platforms",
    "tasks",
    "duties",
    "contacts",
)
"""The components in the order they run; a later one may use what an earlier one has read."""

_MODULES = {"notice_regions": "regions"}


@cache
def pipeline() -> Language:
    """The pipeline with every extractor, built once a process."""
    if not Doc.has_extension("context"):
        Doc.set_extension("context", default=None)
    nlp = spacy.blank("zh")
    nlp.max_length = 50_000_000
    nlp.tokenizer = _characters(nlp)
    for table in ORDER:
        importlib.import_module(f"extract.extractors.{_MODULES.get(table, table)}")
        Language.component(table, func=_component(table))
        nlp.add_pipe(table)
    return nlp


def extract(context: Context) -> dict[str, list[Fact]]:
    """All facts of a notice by table, each table in the order of its places in the text."""
    nlp = pipeline()
    doc = nlp.make_doc(context.text)
    doc._.context = context
    for _, component in nlp.pipeline:
        doc = component(doc)
    return context.facts


def _characters(nlp: Language) -> Any:
    """A tokenizer that makes every character a token, white space too: a place in the text is a place in the doc.

    It is the blank Chinese tokenizer without its search for white space, at a quarter of the time.
    """

    numbers = _Numbers(nlp)

    def tokenize(text: str) -> Doc:
        words: list[Any] = list(map(numbers.__getitem__, text))  # by their numbers, as spaCy takes them, too
        return Doc(nlp.vocab, words=words, spaces=[False] * len(text))

    return tokenize


class _Numbers(dict[str, int]):
    """The numbers of characters in a pipeline's vocabulary, looked up when first met: spaCy takes longer over words."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab

    def __missing__(self, character: str) -> int:
        number = self[character] = self._vocab[character].orth
        return number


def _component(table: str) -> Any:
    def component(doc: Doc) -> Doc:
        context: Context = doc._.context
        facts = sorted(EXTRACTORS[table](context), key=lambda fact: (fact.evidence.start, fact.evidence.end))
        context.facts[table] = list(facts)
        spans = (Span(doc, fact.evidence.start, fact.evidence.end, label=fact.evidence.rule) for fact in facts)
        doc.spans[table] = SpanGroup(doc, name=table, spans=list(spans))
        return doc

    return component
