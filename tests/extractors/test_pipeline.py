"""The spaCy pipeline: every character a token, every fact a span."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.extractors import pipeline
from extract.extractors.context import Context
from tests.extractors.factory import notice


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_a_place_in_the_text_is_a_place_among_the_tokens(text: str) -> None:
    doc = pipeline.pipeline().make_doc(text)
    assert [token.text for token in doc] == list(text)
    assert doc.text == text


def test_every_table_has_its_component_in_order() -> None:
    assert tuple(pipeline.pipeline().pipe_names) == pipeline.ORDER


def test_a_fact_s_span_covers_its_quote() -> None:
    nlp = pipeline.pipeline()
    context = Context(notice("各基层工会按每名会员每年不超过300元的标准采购。"))
    doc = nlp.make_doc(context.text)
    doc._.context = context
    for _, component in nlp.pipeline:
        doc = component(doc)
    spans = {(table, span.text) for table, group in doc.spans.items() for span in group}
    facts = {(table, fact.evidence.quote) for table, found in context.facts.items() for fact in found}
    assert spans == facts
    assert any(table == "terms" for table, _ in spans)
