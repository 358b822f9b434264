"""Where a notice gives contacts: labelled lines and those that go on with them, outside of lists and channels."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extract.document import Line
from extract.extractors import organizations
from extract.extractors.contact_tokens import Numbers, tokens
from extract.extractors.contact_words import Token
from extract.extractors.context import Context
from extract.extractors.labelled import fields, lines
from extract.extractors.ranges import open_bracket
from extract.notice import Notice
from extract.rules import load

_CONTACT_LABELS = frozenset({"person", "phone", "both", "email", "body"})
_TELLING = frozenset({"phone", "email", "person", "body"})
_ASIDE = frozenset({"address", "number"})
_MAX_CONTINUATION = 80
_ASKED_REACH = 8
_REMARK = regex.compile(r"\s*[（(][^（）()\n]{1,12}[）)]")
_HAN = regex.compile(r"\p{Han}")
_HAN_BEFORE = regex.compile(r"(?r)\p{Han}{1,24}")
_CLAUSE = regex.compile(r"[。；;，,：:（(]")
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
        over: Line | None = None
        for above, line in pairwise([None, *run]):
            if line is None:
                continue
            if above is not None and text[above.end : line.start].strip():  # a list or channel stands between
                if zone is not None:
                    yield zone
                zone, above, over = None, None, None
            start = _contact_start(text, line, numbers)
            if start is None and zone is None and above is not None and _is_numbers(text, line, numbers):
                zone = (above.start, line.end) if _heads(context.notice, above, numbers) else None
                over = above
                continue
            opens = start == line.start and zone is None and line.end - line.start <= _MAX_CONTINUATION
            if opens and above is not None and _heads(context.notice, above, numbers):
                zone = (above.start, line.end)
            elif opens and over is not None and above is not None and _names_under_label(text, over, above):
                zone = (over.start, line.end)
            elif start is not None and (zone is None or start == line.start):
                zone = (zone[0] if zone else start, line.end)
            elif start is not None and zone is not None:
                yield zone
                zone = (start, line.end)
            elif zone is not None and (_goes_on(text, line, numbers) or _is_address(text, line)):
                zone = (zone[0], line.end)
            elif zone is not None:
                yield zone
                zone = None
            over = above
        if zone is not None:
            yield zone


def _is_numbers(text: str, line: Line, numbers: Numbers) -> bool:
    """Whether a line prints nothing but numbers: those of the body and persons over it."""
    return numbers.any_within(line.start, line.end) and _HAN.search(text, line.start, line.end) is None


def _runs(notice: Notice, taken: list[Range]) -> Iterator[list[Line]]:
    """The lines outside what has been read already; the rows of other tables count as lines."""
    runs = list(lines(notice))
    for table in notice.document.tables():
        if any(low <= table.start and table.end <= high for low, high in taken):
            continue
        rows = [Line(*table.row_range(row)) for row in range(table.rows)]
        runs.append([row for row in rows if row.end > row.start])
    parted = merged(taken)
    starts = [start for start, _ in parted]
    for run in runs:
        yield [line for line in run if not _overlaps(line, parted, bisect_left(starts, line.end))]


def _overlaps(line: Line, parted: Sequence[Range], before: int) -> bool:
    """Whether a line overlaps one of the ranges, which are in order and apart; `before` begin before the line's end."""
    return before > 0 and line.start < parted[before - 1][1]


def _contact_start(text: str, line: Line, numbers: Numbers) -> int | None:
    """Where a line begins to give contacts: at a short line's start, else at the sentence with its first label."""
    if not numbers.any_within(line.start, line.end) and not _is_labelled(text, line):
        return None
    found = tokens(text, line.start, line.end, numbers)
    labelled = [token for token in found if token.kind == "label"]
    labels = [token for token in labelled if token.value in _CONTACT_LABELS]
    # a fax before the number it goes with: 报县商务局王小明，传真：…，电话：…
    labels += [fax for fax, label in pairwise(labelled) if fax.value == "number" and label in labels]
    mails = [token for token in found if token.kind == "email"]
    turned = load("contacts")["address_of_readers"].search(text, line.start, line.end)
    named = [token for token, number in pairwise(found) if _has_own_bracket(text, token, number)]
    named += [token for token, number in pairwise(found) if _has_number_after(text, token, number)]
    first = min([token.start for token in (*labels, *mails, *named)], default=None)
    if turned is not None and any(token.kind == "phone" for token in found):
        first = turned.start() if first is None else min(first, turned.start())
    if first is None and _is_person_and_number(text, line, found):
        return line.start
    if first is None or not any(token.kind in _TELLING for token in found):
        return None
    return _sentence_start(text, line, found, first)


def _sentence_start(text: str, line: Line, found: Sequence[Token], first: int) -> int:
    """Where the clause that gives contacts begins in a line of running text, `first` its first label or name."""
    sentence = load("contacts")["sentence"]
    if sentence.search(text, line.start, first) is None:
        return line.start
    bracket = open_bracket(text, line.start, first)
    full_stop = max(text.rfind(mark, line.start, first) for mark in "。；;") + 1 or line.start
    cut = max(full_stop, bracket + 1)
    if sentence.search(text, cut, first) is not None:
        at = _named_before(text, found, cut, first)
        # what somebody is stands before the name (联系技术员|王小明): the piece is read as a whole
        piece = _HAN_BEFORE.match(text, cut, at)
        return piece.start() if piece is not None and any(token.start == at for token in found) else at
    if bracket < full_stop:
        return cut
    # whose bracket it is stands in the clause before it: 报县商务局（王小明，…）
    return max(full_stop, *(text.rfind(mark, full_stop, bracket) + 1 for mark in "，,：:、"))


def _named_before(text: str, found: Sequence[Token], low: int, first: int) -> int:
    """Where the body and person begin that are named right before a place, only separators between; else the place."""
    at = first
    for token in reversed(found):
        if low <= token.start and token.end <= at and token.kind in {"body", "person"}:
            between = text[token.end : at].strip("，,、：: \t")
            turning = load("contacts")["turning_end"].match(between) if token.kind == "person" else None
            if between and (turning is None or turning.end() < len(between)):
                return token.start - 1 if _answers(text, token, at) else at
            at = token.start
    return at


def _answers(text: str, body: Token, at: int) -> bool:
    """Whether the clause before a place says that this body answers for something: 由县财政局负责解释，|电话…."""
    if body.kind != "body":
        return False
    end = len(text[:at].rstrip("，, （("))
    return load("contacts")["managed_by"].fullmatch(text[body.start - 1 : end]) is not None


def _has_number_after(text: str, token: Token, number: Token) -> bool:
    """Whether a person's number comes right after the name: 县商务局（市场股 王小明 0571-88880000）."""
    if token.kind != "person" or number.kind != "phone":
        return False
    return load("contacts")["before_number"].fullmatch(text[token.end : number.start]) is not None


def _heads(notice: Notice, line: Line, numbers: Numbers) -> bool:
    """Whether a line names the bodies of the contacts under it: one alone, or several side by side.

    A body and its persons do, too. The names of several issuers that sign over a contact are none of them.
    """
    if line.end - line.start > _MAX_CONTINUATION:
        return False
    found = tokens(notice.text, line.start, line.end, numbers)
    if _is_body_and_persons(notice.text, line, found):
        return True
    if _CLAUSE.search(notice.text[line.start : line.end].rstrip("：: ")):
        return False
    bodies = [token for token in found if token.kind == "body"]
    if len(bodies) == 1:
        number = load("contacts")["point_number"].match(notice.text, line.start)
        own = number.end() if number is not None else line.start
        alone = notice.text[own : line.end].strip("：: ") == notice.text[bodies[0].start : bodies[0].end]
        signs = len(notice.issuers) > 1 and any(issuer.value.endswith(bodies[0].value) for issuer in notice.issuers)
        return alone and len(found) == 1 and not signs
    return len(bodies) > 1 and all(token.kind in {"body", "label"} for token in found)


def _names_under_label(text: str, line: Line, below: Line) -> bool:
    """Whether a line names a body under the label 名称 and the one below it says where that is: 名称：…, 地址：…."""
    if (named := load("contacts")["name_label"].match(text, line.start, line.end)) is None or not organizations.is_body(
        text[named.end() : line.end]
    ):
        return False
    return [field.kind for field in fields(text, below.start, below.end)] == ["address"]


def _is_body_and_persons(text: str, line: Line, found: Sequence[Token]) -> bool:
    """Whether a line prints nothing but a body and its persons, their number under it: 县商务局：王小明、李青."""
    kinds = [token.kind for token in found]
    if kinds[:2] != ["body", "person"] or set(kinds[1:]) != {"person"}:
        return False
    ends = [line.start, *(token.end for token in found)]
    gaps = zip(ends, [*(token.start for token in found), line.end], strict=True)
    return not any(_HAN.search(text, low, high) for low, high in gaps)


def _has_own_bracket(text: str, token: Token, number: Token) -> bool:
    """Whether a body or person has its number in a bracket right after its name: 县商务局（0571-88880000）.

    After a comma it does, too, where readers are to ask that one: 问县商务局，0571-88880000.
    """
    if token.kind not in {"body", "person"} or number.kind != "phone":
        return False
    asked = load("contacts")["asked"].search(text, max(0, token.start - _ASKED_REACH), token.start)
    if asked is not None and text[token.end : number.start].strip(" ") in ("", "，", ","):
        return True
    return load("contacts")["bracket_of_number"].fullmatch(text[token.end : number.start]) is not None


def _is_person_and_number(text: str, line: Line, found: Sequence[Token]) -> bool:
    """Whether a line without labels gives a person and then a number: 县商务局：王小明，0571-88880000.

    A long line does where it is nothing but persons with their numbers.
    """
    kinds = [token.kind for token in found if token.kind in {"body", "person", "phone"}]
    if line.end - line.start > _MAX_CONTINUATION:
        each = [before == "person" for before, kind in pairwise(kinds) if kind == "phone"]
        return len(each) > 1 and all(each) and len(kinds) == len(found)
    if _is_bodies_and_numbers(text, line, found):
        return True
    three = zip(kinds, kinds[1:], kinds[2:], strict=False)
    return ("person", "phone") in pairwise(kinds) or ("person", "body", "phone") in three


def _is_bodies_and_numbers(text: str, line: Line, found: Sequence[Token]) -> bool:
    """Whether a line prints nothing but bodies, each with a number after it: 县供销社，0571-88880001；县商务局，….

    What they are asked about may stand before them with a colon, a remark in brackets after the last number.
    """
    told = [token for token in found if token.kind != "break"]
    pairs = [token.kind for token in told] == ["body", "phone"] * (len(told) // 2)
    ends = [line.start, *(token.end for token in told)]
    starts = [*(token.start for token in told), line.end]
    if not told or not pairs:
        return False
    if (asked := load("contacts")["asked_about"].match(text, line.start)) is not None and asked.end() <= starts[0]:
        ends[0] = asked.end()
    if (remark := _REMARK.match(text, ends[-1])) is not None and remark.end() <= line.end:
        ends[-1] = remark.end()
    return not any(_HAN.search(text, low, high) for low, high in zip(ends, starts, strict=True))


def _is_labelled(text: str, line: Line) -> bool:
    return any(field.kind in _CONTACT_LABELS for field in fields(text, line.start, line.end))


def _is_address(text: str, line: Line) -> bool:
    """Whether a short line gives nothing but a labelled address or postcode, among those of contacts."""
    if line.end - line.start > _MAX_CONTINUATION:
        return False
    told = fields(text, line.start, line.end)
    return bool(told) and told[0].label_start == line.start and all(field.kind in _ASIDE for field in told)


def _goes_on(text: str, line: Line, numbers: Numbers) -> bool:
    """Whether a line without a label goes on with the contacts above it."""
    if line.end - line.start > _MAX_CONTINUATION or not numbers.any_within(line.start, line.end):
        return False
    if "。" in text[line.start : line.end].rstrip("。"):
        return False
    kinds = {token.kind for token in tokens(text, line.start, line.end, numbers)}
    return bool(kinds & {"phone", "email"})
