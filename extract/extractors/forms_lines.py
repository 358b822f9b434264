"""Blank forms printed as lines to write on instead of a table: 单位名称：________, 联系人：____ 电话：____."""

from __future__ import annotations

from collections.abc import Iterator

from extract.document import Paragraph, Table
from extract.extractors import captions
from extract.facts import Form
from extract.folding import compact
from extract.notice import Annex, Notice
from extract.rules import load

_FEWEST_FIELDS = 4


def line_forms(notice: Notice) -> Iterator[Form]:
    """The forms among a notice's annexes that consist of fields to fill in, line by line, without a table."""
    for annex in notice.annexes:
        form = _form(notice, annex)
        if form is not None:
            yield form


def _form(notice: Notice, annex: Annex) -> Form | None:
    """An annex as a form: it is called one, and most of its lines ask for something."""
    if annex.title is None or load("forms")["title"].search(annex.title.value) is None:
        return None
    fields: list[tuple[str, int, int]] = []
    asking = lines = 0
    for block in notice.document.blocks:
        if not annex.title.end <= block.start < annex.end:
            continue
        if isinstance(block, Table):
            return None
        found = list(_fields(notice, block))
        fields += found
        lines += 1
        asking += bool(found)
    if len(fields) < _FEWEST_FIELDS or 2 * asking <= lines:
        return None
    title = captions.heading_above(notice, fields[0][1])
    evidence = notice.evidence(fields[0][1], fields[-1][2], "forms.lines")
    return Form(evidence=evidence, title=title or annex.title.value, columns=tuple(label for label, _, _ in fields))


def _fields(notice: Notice, block: Paragraph) -> Iterator[tuple[str, int, int]]:
    """The labels of a line that have room to write behind them, each with its range."""
    for match in load("forms")["fill_in_field"].finditer(notice.text, block.start, block.end):
        yield compact(match["label"]), match.start("label"), match.end("label")
