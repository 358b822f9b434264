"""Doubts about cited documents, blank forms, and the notice's own title, issuer, date and number."""

from __future__ import annotations

from collections.abc import Iterator

from extract.doubts.doubt import Found, rule
from extract.extractors import organizations
from extract.extractors.context import Context
from extract.facts import Citation, Form
from extract.notice import Notice, Part

_LONGEST_TITLE = 70
_LONGEST_QUOTE = 40
_FEWEST_COLUMNS = 3
_BESIDE = 24


def checked(context: Context) -> Iterator[Found]:
    """The doubts about citations, forms and the notice itself."""
    for citation in context.read(Citation):
        for code in (*_citation(citation), *_number_beside(context, citation)):
            yield Found(code, citation)
    for form in context.read(Form):
        for code in _form(form):
            yield Found(code, form)
    yield from _notice(context)


def _citation(fact: Citation) -> Iterator[str]:
    if fact.evidence.rule == "title_without_marks":
        yield "citation.no_marks"
    if fact.doc_number is None and not rule("document_kind").search(fact.title or ""):
        yield "citation.title"
    if fact.title is not None and len(fact.title) > _LONGEST_TITLE:
        yield "citation.title"
    if fact.doc_number is not None and not rule("usual_number").fullmatch(fact.doc_number):
        yield "citation.number"


def _number_beside(context: Context, fact: Citation) -> Iterator[str]:
    """A number printed beside a title and not read, or one whose first characters may have been left."""
    start, end = fact.evidence.start, fact.evidence.end
    if fact.doc_number is None:
        stop = context.text.find("\n", end)
        if rule("number_sign").search(fact.evidence.quote) or rule("number_sign").search(
            context.text, end, min(stop if stop >= 0 else len(context.text), end + _BESIDE)
        ):
            yield "citation.number_beside"
    elif fact.title is None and start > 0 and rule("name_goes_on").fullmatch(context.text[start - 1]):
        yield "citation.number_cut"


def _form(fact: Form) -> Iterator[str]:
    if not rule("form_title").search(fact.title):
        yield "form.title"
    if fact.evidence.rule == "forms.blank_labels":
        yield "form.labels"
    if len(fact.columns) < _FEWEST_COLUMNS or not all(fact.columns):
        yield "form.columns"


def _notice(context: Context) -> Iterator[Found]:
    notice = context.notice
    properties = notice.document.properties if notice.parent is None else {}
    if notice.title is None:
        yield _at_head(notice, "notice.no_title")
    elif len(notice.title.value) > _LONGEST_TITLE or "。" in notice.title.value:
        yield _at(notice.title, "notice.title")
    elif notice.doc_type is None:
        yield _at(notice.title, "notice.kind")
    if not notice.issuers and "issuer" not in properties:
        yield _at_head(notice, "notice.no_issuer")
    for issuer in notice.issuers:
        if not organizations.is_body(issuer.value) and not organizations.is_firm(issuer.value):
            yield _at(issuer, "notice.issuer")
    if context.issued_on is None and notice.doc_type in rule_words("dated_kinds"):
        yield _at_head(notice, "notice.no_date")
    number = notice.doc_number
    if number is not None and not rule("usual_number").fullmatch(number.value):
        yield _at(number, "notice.number")


def rule_words(name: str) -> tuple[str, ...]:
    """A word list of `rules/doubts.toml`."""
    from extract.rules import load

    return load("doubts").words[name]


def _at(part: Part, code: str) -> Found:
    return Found(code, table="notices", start=part.start, end=part.end)


def _at_head(notice: Notice, code: str) -> Found:
    """A doubt about something the notice should print: shown at its first words."""
    text = notice.text
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return Found(code, table="notices", start=start, end=min(end if end >= 0 else len(text), start + _LONGEST_QUOTE))
