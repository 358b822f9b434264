"""Doubts about words that were recognised on a picture: those whose least sure character may be another."""

from __future__ import annotations

from collections.abc import Iterator

from extract.doubts.doubt import REVIEW_BELOW, Found, support
from extract.extractors.context import Context
from extract.facts import Fact

_CODE = "recognition.unsure"


def checked(context: Context) -> Iterator[Found]:
    """The doubts about the facts and the own fields of a notice that were recognised on a picture."""
    document = context.notice.document
    if document.scores is None:
        return
    for facts in context.facts.values():
        for fact in facts:
            score = score_of(context, fact)
            if score is not None and limited(support(fact.evidence.rule), score) < REVIEW_BELOW:
                place = fact.evidence
                yield Found(_CODE, fact, word=_least_sure(context, place.start, place.end))
    notice = context.notice
    for part in (notice.title, notice.doc_number, notice.issued, *notice.issuers):
        if part is None:
            continue
        score = document.recognised(part.start, part.end)
        if score is not None and score < REVIEW_BELOW:
            word = _least_sure(context, part.start, part.end)
            yield Found(_CODE, table="notices", start=part.start, end=part.end, word=word)


def score_of(context: Context, fact: Fact) -> float | None:
    """How surely the least sure letter or figure of a fact's words was recognised; None where the file names them."""
    return context.notice.document.recognised(fact.evidence.start, fact.evidence.end)


def limited(confidence: float, score: float) -> float:
    """What a fact is believed whose words were recognised with this score."""
    return round(confidence * score, 3)


def _least_sure(context: Context, start: int, end: int) -> str:
    scores, text = context.notice.document.scores, context.text
    assert scores is not None
    places = [at for at in range(start, end) if scores[at] > 0 and text[at].isalnum()]
    return text[min(places, key=lambda at: scores[at])] if places else ""
