"""Blocks of labelled lines: a name on a line of its own, and under it 网址：…, 运营单位：…, 联系人：… ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from extract.document import Paragraph
from extract.extractors import phone_cells
from extract.extractors.context import Context
from extract.notice import Notice
from extract.rules import load

KINDS = ("both", "person", "phone", "email", "number", "address", "url", "operator", "way", "body", "other")
_HAN = regex.compile(r"\p{Han}")
_MAX_BEFORE = 10
_LABEL_REACH = 24
"""Characters before a colon among which its label is looked for, layout spaces included."""
_LONGEST_LABEL = 10
_LEAST_LABEL = 2
_CONTACT_KINDS = frozenset({"both", "person", "phone"})
_MAX_CONTINUATION = 60
_BRACKETED_LINE = regex.compile(r"\s*[（(][\s\S]+[）)]\s*[。]?\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: a paragraph, or the part of one between line feeds."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value: its kind (one of KINDS), where label and value stand, and the words before the label proper."""

    kind: str
    label_start: int
    start: int
    end: int
    before: str = ""


@dataclass(frozen=True)
class Block:
    """A heading line and the labelled lines under it. `remark` is a bracketed line between the two."""

    number: str | None
    name: str
    start: int
    name_start: int
    name_end: int
    end: int
    fields: tuple[Field, ...]
    remark: tuple[int, int] | None = None

    def of(self, *kinds: str) -> list[Field]:
        """The fields of these kinds, in order."""
        return [field for field in self.fields if field.kind in kinds]


def lines(notice: Notice) -> list[list[Line]]:
    """The lines of a notice outside tables, in runs that no table parts."""
    runs: list[list[Line]] = [[]]
    for block in notice.document.blocks:
        if not isinstance(block, Paragraph):
            runs.append([])
            continue
        start = block.start
        for piece in notice.text[block.start : block.end].split("\n"):
            if piece.strip():
                runs[-1].append(Line(start, start + len(piece)))
            start += len(piece) + 1
    return [run for run in runs if run]


def fields(text: str, start: int, end: int) -> list[Field]:
    """The labelled values of a line, left to right; a value runs to the next label."""
    found: list[Field] = []
    for kind, at, value_start in _labels(text, start, end):
        label_start = _label_start(text, found[-1].start if found else start, at, bool(found))
        if found:
            found[-1] = _until(text, found[-1], label_start)
        found.append(Field(kind, label_start, value_start, end, text[label_start:at]))
    if found:
        found[-1] = _until(text, found[-1], end)
    return found


def blocks(context: Context) -> list[Block]:
    """The blocks of labelled lines of a notice, in order, worked out once for all extractors."""
    notice = context.notice
    return context.once("blocks", lambda: [block for run in lines(notice) for block in _blocks_of(notice.text, run)])


@cache
def _kinds() -> dict[str, str]:
    """The kind of each label of the vocabulary."""
    return {word: kind for kind in reversed(KINDS) for word in load("fields").words[f"{kind}_labels"]}


def _labels(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The labels of a line: kind, where the label begins, where its value does."""
    rules = load("fields")
    for match in rules["label_end"].finditer(text, start, end):
        ends = {match.end("bare") if match["bare"] else match.start(), match.end("remark")} - {-1}
        known = next((label for at in sorted(ends, reverse=True) if (label := _label_at(text, start, at))), None)
        if known is not None:
            yield (*known, match.end())
        elif not match["bare"] and rules["number_follows"].match(text, match.end(), end):
            at = _label_start(text, start, match.start(), False)
            if match.start() - at >= _LEAST_LABEL:
                yield "phone", at, match.end()


def _label_at(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The longest label that ends at a place, spaces within it left aside: its kind and where it begins."""
    low = max(start, end - _LABEL_REACH)
    places = [index for index in range(low, end) if text[index] != " "]
    for length in range(min(_LONGEST_LABEL, len(places)), 0, -1):
        words = "".join(text[index] for index in places[-length:])
        if (kind := _kinds().get(words)) is not None:
            return kind, places[-length]
    return None


def _label_start(text: str, limit: int, at: int, follows: bool) -> int:
    """Where the words before a label that say more of it begin (县商务局 in 县商务局联系人：); `at` where none do.

    What stands between a label and the next one without any separator is the first one's value.
    """
    low = at
    while low > limit and at - low < _MAX_BEFORE and _HAN.match(text[low - 1]):
        low -= 1
    return at if follows and low == limit else low


def _until(text: str, field: Field, end: int) -> Field:
    end = _closing(text, field.start, end)
    while end > field.start and text[end - 1] in " \t\n，,；;、。（(":
        end -= 1
    return Field(field.kind, field.label_start, field.start, end, field.before)


def _closing(text: str, start: int, end: int) -> int:
    """The first bracket that closes what was opened before a value; the value's end where there is none."""
    depth = 0
    for index in range(start, end):
        if text[index] in "（(":
            depth += 1
        elif text[index] in "）)":
            if depth == 0:
                return index
            depth -= 1
    return end


def _blocks_of(text: str, run: list[Line]) -> Iterator[Block]:
    index = 0
    while index < len(run):
        heading = _heading(text, run[index])
        below = _below(text, run, index + 1) if heading else None
        if heading is None or below is None:
            index += 1
            continue
        found, remark, after = below
        number, name_start, name_end = heading
        end = run[after - 1].end
        yield Block(
            number, text[name_start:name_end], run[index].start, name_start, name_end, end, tuple(found), remark
        )
        index = after


def _heading(text: str, line: Line) -> tuple[str | None, int, int] | None:
    words = text[line.start : line.end]
    match = load("fields")["block_heading"].fullmatch(words)
    if match is None or phone_cells.find(words):
        return None
    labelled = fields(text, line.start, line.end)
    if labelled and labelled[0].label_start <= line.start + 1:
        return None
    return match["number"], line.start + match.start("name"), line.start + match.end("name")


def _below(text: str, run: list[Line], index: int) -> tuple[list[Field], tuple[int, int] | None, int] | None:
    """The fields of the lines from an index on, a bracketed line before them, and the index after; None without any."""
    remark = None
    first = index
    if index < len(run) and _BRACKETED_LINE.fullmatch(text, run[index].start, run[index].end):
        remark = (run[index].start, run[index].end)
        index += 1
    found: list[Field] = []
    while index < len(run):
        line = run[index]
        own = fields(text, line.start, line.end)
        if own and (own[0].label_start <= line.start + 1 or _continues_contact(text, line, found)):
            if own[0].label_start > line.start + 1:
                found.append(Field("both", line.start, line.start, own[0].label_start))
            found += own
        elif found and _continues(text, line, found):
            found[-1] = Field(found[-1].kind, found[-1].label_start, found[-1].start, line.end, found[-1].before)
        else:
            break
        index += 1
    if not found and remark is None:
        return None
    return (found, remark, index) if index > first else None


def _continues(text: str, line: Line, found: list[Field]) -> bool:
    """Whether a line without a label goes on with the value above it."""
    words = text[line.start : line.end]
    if found[-1].kind == "url":
        return load("fields")["url_rest"].fullmatch(words) is not None
    return _continues_contact(text, line, found)


def _continues_contact(text: str, line: Line, found: list[Field]) -> bool:
    if not found or found[-1].kind not in _CONTACT_KINDS or line.end - line.start > _MAX_CONTINUATION:
        return False
    words = text[line.start : line.end]
    return bool(phone_cells.find(words)) and "。" not in words.rstrip("。")
