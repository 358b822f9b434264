"""Where a notice gives contacts: labelled lines and those that go on with them, outside of lists and channels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.extractors.contact_tokens import Numbers, Token, tokens
from extract.extractors.context import Context
from extract.extractors.labelled import Line, fields, lines
from extract.notice import Notice
from extract.rules import load

_CONTACT_LABELS = frozenset({"person", "phone", "both", "email", "body"})
_TELLING = frozenset({"phone", "email", "person", "body"})
_MAX_CONTINUATION = 80
Range = tuple[int, int]


def merged(ranges: list[Range]) -> list[Range]:
    """The ranges in order, those that touch made one."""
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def zones(context: Context, numbers: Numbers, taken: list[Range]) -> Iterator[Range]:
    """The ranges of text that give contacts: a labelled line and the lines that go on with it."""
    text = context.text
    for run in _runs(context.notice, taken):
        zone: Range | None = None
        for line in run:
            start = _contact_start(text, line, numbers)
            if start is not None and (zone is None or start == line.start):
                zone = (zone[0] if zone else start, line.end)
            elif start is not None and zone is not None:
                yield zone
                zone = (start, line.end)
            elif zone is not None and _goes_on(text, line, numbers):
                zone = (zone[0], line.end)
            elif zone is not None:
                yield zone
                zone = None
        if zone is not None:
            yield zone


def _runs(notice: Notice, taken: list[Range]) -> Iterator[list[Line]]:
    """The lines outside what has been read already; the rows of other tables count as lines."""
    runs = list(lines(notice))
    for table in notice.document.tables():
        if any(low <= table.start and table.end <= high for low, high in taken):
            continue
        rows = [Line(*table.row_range(row)) for row in range(table.rows)]
        runs.append([row for row in rows if row.end > row.start])
    for run in runs:
        yield [line for line in run if not any(low < line.end and line.start < high for low, high in taken)]


def _contact_start(text: str, line: Line, numbers: Numbers) -> int | None:
    """Where a line begins to give contacts: at a short line's start, else at the sentence with its first label."""
    if not numbers.within(line.start, line.end) and not _is_labelled(text, line):
        return None
    found = tokens(text, line.start, line.end, numbers)
    labels = [token for token in found if token.kind == "label" and token.value in _CONTACT_LABELS]
    mails = [token for token in found if token.kind == "email"]
    turned = load("contacts")["address_of_readers"].search(text, line.start, line.end)
    named = [token for token, number in pairwise(found) if _has_own_bracket(text, token, number)]
    first = min([token.start for token in (*labels, *mails, *named)], default=None)
    if turned is not None and any(token.kind == "phone" for token in found):
        first = turned.start() if first is None else min(first, turned.start())
    if first is None and _is_person_and_number(line, found):
        return line.start
    if first is None or not any(token.kind in _TELLING for token in found):
        return None
    before = text[line.start : first]
    if load("contacts")["sentence"].search(before) is None:
        return line.start
    cut = max(before.rfind(mark) for mark in "。；;（(") + 1
    rest = before[cut:]
    return line.start + cut if load("contacts")["sentence"].search(rest) is None else first


def _has_own_bracket(text: str, token: Token, number: Token) -> bool:
    """Whether a body or person has its number in a bracket right after its name: 县商务局（0571-88880000）."""
    if token.kind not in {"body", "person"} or number.kind != "phone":
        return False
    return load("contacts")["bracket_of_number"].fullmatch(text[token.end : number.start]) is not None


def _is_person_and_number(line: Line, found: Sequence[Token]) -> bool:
    """Whether a short line without labels gives a person and then a number: 县商务局：王小明，0571-88880000."""
    kinds = [token.kind for token in found if token.kind in {"body", "person", "phone"}]
    if line.end - line.start > _MAX_CONTINUATION:
        return False
    three = zip(kinds, kinds[1:], kinds[2:], strict=False)
    return ("person", "phone") in pairwise(kinds) or ("person", "body", "phone") in three


def _is_labelled(text: str, line: Line) -> bool:
    return any(field.kind in _CONTACT_LABELS for field in fields(text, line.start, line.end))


def _goes_on(text: str, line: Line, numbers: Numbers) -> bool:
    """Whether a line without a label goes on with the contacts above it."""
    if line.end - line.start > _MAX_CONTINUATION or not numbers.within(line.start, line.end):
        return False
    if "。" in text[line.start : line.end].rstrip("。"):
        return False
    kinds = {token.kind for token in tokens(text, line.start, line.end, numbers)}
    return bool(kinds & {"phone", "email"})
