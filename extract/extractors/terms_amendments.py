"""Figures of a rule that a notice quotes and gives other words for: …不超过500元”中的“500元”修改为“800元”."""

from __future__ import annotations

from dataclasses import replace

from extract.extractors.terms_judgement import is_additional
from extract.extractors.terms_readings import Reading, rule
from extract.extractors.terms_sentences import Figure, Sentence, Surroundings, surroundings


def words_pointed_at(previous: Reading, figure: Figure, around: Surroundings) -> bool:
    """Whether a figure only points at the one quoted before it: “…不超过500元”中的“500元”."""
    same = (figure.low, figure.high, figure.unit) == (previous.figure.low, previous.figure.high, previous.unit)
    return same and rule("frame.words_in_quotation").fullmatch(around.left) is not None


def amends(sentence: Sentence, old: Reading, figure: Figure) -> bool:
    """Whether a figure in quotation marks takes the place of the one before: …中的“500元”修改为“800元”."""
    between = sentence.text[old.figure.end : figure.start]
    return old.unit == figure.unit and rule("frame.words_amended").fullmatch(between) is not None


def amended(sentence: Sentence, figure: Figure, around: Surroundings, old: Reading) -> Reading:
    """What the new words of an amendment set: all that the old ones did but for their figure."""
    start = sentence.text.rfind("“", 0, figure.start)
    before = replace(sentence, text=sentence.text[: old.figure.end])
    as_set = replace(old, standing="set")
    additional = is_additional(before, old.figure, surroundings(before.text, [old.figure], 0))
    return replace(as_set, figure=figure, start=start, end=around.rest_end, additional=int(additional))
