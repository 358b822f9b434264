"""Blocks of labelled values: a name, and under it or in the rows of its table 网址：…, 运营单位：…, 联系人：… ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import regex

from extract.document import Line, Table
from extract.extractors import headings, organizations, phone_cells
from extract.extractors.context import Context
from extract.extractors.items import item_lines
from extract.extractors.labelled import Field, fields, kind_of
from extract.extractors.platform_names import is_channel_name
from extract.rules import load

Heading = tuple[str | None, int, int]
_LEADING_ON = "。：:，,；;（( \t"
_AFTER_NO_NAME = tuple("。；;！!？?，,")
"""No heading ends in one of these, as most lines do: they are spared a search."""
_CONTACT_KINDS = frozenset({"both", "person", "phone"})
_MAX_CONTINUATION = 60
_BRACKETED_LINE = regex.compile(r"\s*[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]\s*。?\s*")


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


def blocks(context: Context) -> list[Block]:
    """The blocks of labelled values of a notice, in order, worked out once for all extractors."""
    return context.once("blocks", lambda: _blocks(context))


def item_runs(context: Context) -> list[list[Line]]:
    """The lines and items of a notice outside tables (`items.item_lines`), worked out once for blocks and lists."""
    return context.once("item lines", lambda: item_lines(context.notice))


def _blocks(context: Context) -> list[Block]:
    notice = context.notice
    found = [block for run in item_runs(context) for block in _blocks_of(notice.text, run)]
    for table in notice.document.tables():
        if table.columns == 2:
            found += _blocks_of_table(notice.text, table)
    return sorted(found, key=lambda block: block.start)


def _blocks_of_table(text: str, table: Table) -> list[Block]:
    """The blocks of a table of two columns whose left one prints labels: a block from each name to the next."""
    rows: list[tuple[str, Field]] = []
    for row in range(table.rows):
        left, right = table.cell(row, 0), table.cell(row, 1)
        if left is None or right is None or left is right or left.row != row:
            return []
        label = text[left.start : left.end].strip()
        key = headings.meaning(label) if label else None
        kind = "name" if key in {"name", "platform"} else kind_of(label)
        if kind is None:
            return []
        rows.append((label, Field(kind, left.start, right.start, right.end)))
    names = [index for index, (_, field) in enumerate(rows) if field.kind == "name" and field.start < field.end]
    found: list[Block] = []
    for index, following in pairwise([*names, len(rows)]):
        name = rows[index][1]
        told = tuple(field for _, field in rows[index + 1 : following] if field.start < field.end)
        if told:
            words = text[name.start : name.end]
            found.append(Block(None, words, name.label_start, name.start, name.end, told[-1].end, told))
    return found


def _blocks_of(text: str, run: list[Line]) -> Iterator[Block]:
    index = 0
    while index < len(run):
        heading = _heading(text, run[index])
        led = _led_by_name(text, run[index]) if heading is None else None
        heading, own = led if led else (heading, [])
        below = _below(text, run, index + 1, own) if heading else None
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


def _led_by_name(text: str, line: Line) -> tuple[Heading, list[Field]] | None:
    """The name that leads a line of labelled values and those values: `1.青禾商城。网址：…。运营单位：…`."""
    own = fields(text, line.start, line.end)
    if not own or own[0].label_start <= line.start + 1:
        return None
    lead = text[line.start : own[0].label_start].rstrip(_LEADING_ON)
    match = load("fields")["block_heading"].fullmatch(lead)
    if match is None:
        return None
    name, start = match["name"], line.start + match.start("name")
    goods = load("listings")["goods_before_name"].match(name)
    if goods is not None and organizations.is_legal_entity(name[goods.end() :]):
        name, start = name[goods.end() :], start + goods.end()
    if load("platforms")["lead_in"].match(name) is not None:
        return None
    if not (organizations.is_firm(name) or is_channel_name(name)):
        return None
    return (match["number"], start, line.start + match.end("name")), own


def _heading(text: str, line: Line) -> Heading | None:
    words = text[line.start : line.end]
    if (label := load("fields")["name_label"].match(words)) is not None and label.end() < len(words.rstrip()):
        return label["number"], line.start + label.end(), line.start + len(words.rstrip("。；; "))
    match = None if words.rstrip().endswith(_AFTER_NO_NAME) else load("fields")["block_heading"].fullmatch(words)
    if match is None:
        return None
    labelled = fields(text, line.start, line.end)
    if (labelled and labelled[0].label_start <= line.start + 1) or phone_cells.find(words):
        return None
    return match["number"], line.start + match.start("name"), line.start + match.end("name")


def _below(
    text: str, run: list[Line], index: int, found: list[Field]
) -> tuple[list[Field], tuple[int, int] | None, int] | None:
    """The fields of the lines from an index on, a bracketed line before them, and the index after; None without any."""
    remark = None
    if index < len(run) and _BRACKETED_LINE.fullmatch(text, run[index].start, run[index].end):
        remark = (run[index].start, run[index].end)
        index += 1
    while index < len(run):
        line = run[index]
        if found and _begins_anew(text, line):
            break
        if not found and load("fields")["name_label"].match(text, line.start, line.end) is not None:
            break  # the line above is a heading over what has a name of its own
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
    return found, remark, index


def _begins_anew(text: str, line: Line) -> bool:
    """Whether a line names the next channel or firm of a list, or is the next of its numbered lines."""
    return (
        load("captions")["section_number"].match(text, line.start, line.end) is not None
        or load("fields")["name_label"].match(text, line.start, line.end) is not None
        or _led_by_name(text, line) is not None
    )


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
    return "。" not in words.rstrip("。") and bool(phone_cells.find(words))
