"""Labels of contact lines: those that name a body or a person besides (市场科：…, 县总工会联系人：…)."""

from __future__ import annotations

from collections.abc import Iterator

from extract.extractors import organizations, persons
from extract.extractors.contact_words import Token, is_city, without_lead_in
from extract.extractors.labelled import Field, kind_of
from extract.folding import compact
from extract.rules import load

_QUOTED_REACH = 16
"""Characters of the longest quoted part of a name, its marks included."""
_REACHING = frozenset({"person", "both", "phone", "email"})
_OPENING = tuple("“「『")
_CLOSING = tuple("”」』")


def of_label(text: str, field: Field) -> Iterator[Token]:
    """A label, after the body that it names before a number: 市场科：…, 监督举报（纪检室）：…."""
    printed = text[field.label_start : field.start]
    own = load("contacts")["body_as_label"].fullmatch(printed) if field.kind == "phone" else None
    at = field.label_start + len(field.before)
    if own is not None and kind_of(own["body"]) is None and organizations.is_body(own["body"]):
        middle = field.label_start + own.end("body")
        body = without_lead_in(own["body"])
        low = _opening_before(text, middle - len(body))
        yield Token("body", low, middle, text[low : middle - len(body)] + body)
        at = max(at, middle)
    elif field.before and field.kind in _REACHING and load("contacts")["own_body"].fullmatch(field.before) is not None:
        yield Token("body", field.label_start, at, field.before)
    elif field.kind == "operator" and _begins_with_person(text, field):
        runner = text[at : field.start].rstrip("：: ")
        yield Token("body", at, at + len(runner), compact(runner))
        yield Token("label", at + len(runner), field.start, "person", printed)
        return
    elif own is not None and is_city(own["body"]):
        yield Token("body", field.label_start + own.start("body"), field.label_start + own.end("body"), own["body"])
        at = field.label_start + own.end("body")
    elif own is not None and kind_of(own["body"]) is None and persons.is_person(own["body"]):
        low, at = field.label_start + own.start("body"), field.label_start + own.end("body")
        yield Token("person", low, at, persons.clean(own["body"]) or own["body"])
    yield Token("label", at, field.start, field.kind, printed)


def _opening_before(text: str, at: int) -> int:
    """Where the quoted part begins that a name goes on behind (“832平台”|青禾服务站); the place itself without one."""
    if text[at - 1 : at] not in _CLOSING:
        return at
    opening = max(text.rfind(mark, max(0, at - _QUOTED_REACH), at) for mark in _OPENING)
    return opening if opening >= 0 and "\n" not in text[opening:at] else at


def _begins_with_person(text: str, field: Field) -> bool:
    """Whether a label for who runs a channel stands before the person to ask for there: 运营公司：王小明，138…."""
    word = load("contacts")["word"].match(text, field.start, field.end)
    return word is not None and persons.is_person(word.group())
