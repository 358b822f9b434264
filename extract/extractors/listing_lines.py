"""Supplier lists printed as lines: `1.甲公司，地址：…，联系人：…`, or a firm's line with labelled lines under it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from extract.document import Line, Paragraph
from extract.extractors import captions, listing_parted, organizations, persons
from extract.extractors.blocks import Block, blocks, item_runs
from extract.extractors.cell_texts import is_address
from extract.extractors.context import Context
from extract.extractors.labelled import Field, fields, kind_of
from extract.extractors.listing_rows import place_name
from extract.extractors.phone_cells import numbers, without_numbers
from extract.folding import compact
from extract.notice import Notice
from extract.once import once_a_file
from extract.rules import load

_DIGITS = regex.compile(r"\d{1,3}")
_NUMBER = regex.compile(r"\d{7}")
_STOPS = regex.compile(r"[；;]")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LONGEST_LABEL = 10
_NEXT = regex.compile(r"\s*(?:[（(][^（）()]*[）)])?\s*、\s*(?P<name>[^、（(，,；;\s]+)")
_FIRM = regex.compile("公司|合作社|[厂场]")
_LABEL = regex.compile(r"\s*(?P<label>[\p{Han}\dA-Z]{1,10})\s*[：:]\s*")
_LONGEST_BESIDE = 40
_MARKS = frozenset("。；：，,;:")
_BESIDE = 300
"""Characters from the beginning of a firm's line to that of the next."""
_MOST_LINES = 60
"""Lines of a list over which the place is looked for that they stand under."""
_LONGEST_PLACE = 16
_LONGEST_LISTED = 150
_CLAUSES = regex.compile(r"[，,；;]")
_PARTS = regex.compile(r"[，,；;\t\n]|\s+")


@dataclass(frozen=True)
class Entry:
    """A firm that lines list: `values` by the listing's columns, `extra` by the labels that have none."""

    start: int
    end: int
    annex: str | None
    row_no: int | None
    values: dict[str, str | None]
    extra: dict[str, str] = field(default_factory=dict)


def entries(context: Context) -> list[Entry]:
    """The firms that the lines of a notice list, in order."""
    notice = context.notice
    found: list[Entry] = []
    taken: list[tuple[int, int]] = []
    parted: list[Line] = []
    runs = item_runs(context)
    for run in runs:
        for line, told in listing_parted.read(notice.text, run).items():
            found.append(_of_parted(notice, line, told))
            parted.append(line)
    for block in blocks(context):
        if any(block.start <= line.start < block.end for line in parted):
            continue
        supplier = is_supplier(block) and (
            organizations.is_legal_entity(block.name) or not _under_channels(notice, block.start)
        )
        if supplier:
            found.append(_of_block(notice, block))
        if supplier or block.of("url", "operator", "way") or not _is_firm(block.name):
            taken.append((block.start, block.end))
    free = [line for run in runs for line in run]
    taken += [(line.start, line.end) for line in parted]
    free = [line for line in free if not any(start <= line.start < end for start, end in taken)]
    read = {line: entry for line in free if (entry := _of_line(notice, line)) is not None}
    sure = [*found, *read.values()]
    for line in free:
        if line in read:
            continue
        beside = [entry for entry in sure if abs(entry.start - line.start) <= _BESIDE]
        if beside and (entry := _of_line(notice, line, beside)) is not None:
            found.append(entry)
        else:
            found += _inline(notice, line) or _told_in_turn(notice, line) or _enumerated(notice, line)
    return sorted([*found, *read.values()], key=lambda entry: entry.start)


def _of_parted(notice: Notice, line: Line, told: listing_parted.PartedLine) -> Entry:
    told.values.setdefault("region", _place_over(notice, line.start))
    annex = _list_heading(notice, line.start)
    return Entry(line.start, line.end, annex, _number(told.number), told.values, told.extra)


def is_supplier(block: Block) -> bool:
    """Whether a block names a firm and says where and whom to ask, and no way into a channel."""
    return _is_listed_name(block.name) and not block.of("url", "operator", "way") and block.remark is None


@once_a_file
def _is_listed_name(name: str) -> bool:
    if not (organizations.is_company(name) or organizations.is_legal_entity(name)):
        return False
    return load("listings")["no_firm_name"].search(name) is None


def _of_block(notice: Notice, block: Block) -> Entry:
    text = notice.text
    values = _name_values(text[block.name_start : block.name_end])
    extra = _read_fields(text, list(block.fields), values)
    values.setdefault("region", _place_over(notice, block.start))
    annex = _list_heading(notice, block.start)
    return Entry(block.start, block.end, annex, _number(block.number), values, extra)


def _of_line(notice: Notice, line: Line, beside: Sequence[Entry] = ()) -> Entry | None:
    """The firm of a line; `beside` are those of the lines before and after it, whose numbers it may go on with."""
    text = notice.text
    start, words = line.start, text[line.start : line.end]
    match = _parts_of(words)
    if match is None or not _is_listed_name(match["name"]):
        at, inner = _after_label(words)
        if inner is not None and _titles_a_list(_list_heading(notice, line.start) or ""):
            start, match = start + at, inner
    if match is None or match["name"] in {issuer.value for issuer in notice.issuers}:
        return None
    if not _is_listed_name(match["name"]) and not _goes_on(match, beside):
        return None
    annex = _list_heading(notice, line.start)
    if _under_channels(notice, line.start) and not organizations.is_legal_entity(match["name"]):
        return None
    if _enumerates(text[start + match.end("name") : line.end]):
        return None
    rest_start = start + match.start("rest")
    values = _name_values(match["name"])
    extra = _read_rest(text, rest_start, line.end, values)
    particulars = any(values.get(key) for key in ("address", "contact", "phone"))
    listed = annex is not None and _titles_a_list(annex)
    described = match["label"] is not None and bool(extra)
    bare = listed and (not match["rest"].strip() or _is_only_named(match))
    if not (particulars and (match["number"] or listed or described)) and not bare:
        return None
    values.setdefault("region", _place_over(notice, line.start))
    return Entry(line.start, line.end, annex, _number(match["number"]), values, extra)


def _after_label(words: str) -> tuple[int, regex.Match[str] | None]:
    """Where a firm's part of a line of a list begins, and that part, behind a label that the vocabulary does not know
    (第一名：…, 大米：…)."""
    label = _LABEL.match(words) if _FIRM.search(words) else None
    if label is None or kind_of(label["label"]) is not None:
        return 0, None
    inner = _parts_of(words[label.end() :])
    return label.end(), inner if inner is not None and organizations.is_legal_entity(inner["name"]) else None


def _is_only_named(match: regex.Match[str]) -> bool:
    """Whether a numbered line of a list prints a company and a few words beside it in columns, no sentence."""
    rest = match["rest"].strip()
    after_space = match.string[match.end("name") : match.start("rest")].isspace()
    numbered = bool(match["number"]) and organizations.is_legal_entity(match["name"])
    return numbered and after_space and len(rest) <= _LONGEST_BESIDE and not _MARKS.intersection(rest)


def _enumerates(after: str) -> bool:
    """Whether the words after a firm's name, a bracket left aside, go on with another firm: 、乙公司、丙公司."""
    following = _NEXT.match(after)
    return following is not None and organizations.is_legal_entity(following["name"])


@once_a_file
def _parts_of(words: str) -> regex.Match[str] | None:
    """A line as a firm's: its number, the name, and what is said of it."""
    return load("listings")["line"].fullmatch(words)


@once_a_file
def _titles_a_list(heading: str) -> bool:
    return load("listings")["list_title"].search(heading) is not None


def _goes_on(match: regex.Match[str], beside: Sequence[Entry]) -> bool:
    """Whether a line's number comes right before or after that of a firm beside it, and its name ends like one."""
    number = _number(match["number"])
    numbered = number is not None and any(abs((entry.row_no or -1) - number) == 1 for entry in beside)
    return numbered and _is_firm(match["name"])


def _is_firm(name: str) -> bool:
    """Whether a name, a remark in brackets after it left aside, ends like a firm's or shop's."""
    return organizations.is_firm(organizations.without_remark(name)[0])


def _place_over(notice: Notice, offset: int) -> str | None:
    """The place that a heading over a line names and nothing else (（一）甜园县); None where none does."""
    headed = next((name for words in captions.headings_above(notice, offset) if (name := place_name(words))), None)
    return headed or _place_line_above(notice, offset)


def _place_line_above(notice: Notice, offset: int) -> str | None:
    """The place that a line over the lines of a list names and nothing else (甜园县：, 甜园县（3户）)."""
    blocks = notice.document.blocks
    at = bisect_left(blocks, offset, key=lambda block: block.start)
    for block in reversed(blocks[max(0, at - _MOST_LINES) : at]):
        if not isinstance(block, Paragraph):
            return None
        words = notice.text[block.start : block.end].strip()
        if len(words) <= _LONGEST_PLACE and (name := place_name(words)) is not None:
            return name
        if len(words) > _LONGEST_LISTED:
            return None
    return None


def _list_heading(notice: Notice, offset: int) -> str | None:
    """The heading of the list that a line stands in: the innermost that says so, else the outermost."""
    headings = captions.headings_above(notice, offset)
    listed = [words for words in headings if _titles_a_list(words)]
    return listed[0] if listed else (headings[-1] if headings else None)


def _under_channels(notice: Notice, offset: int) -> bool:
    """Whether a line stands under a heading of sales channels; the innermost heading that says so or names a list of
    firms tells."""
    channels = load("platforms")["channels_heading"]
    for words in captions.headings_above(notice, offset):
        if _titles_a_list(words):
            return False
        if channels.search(words):
            return True
    return load("listings")["channels_lead"].search(captions.lead_over(notice, offset)) is not None


def _enumerated(notice: Notice, line: Line) -> list[Entry]:
    """The firms of a line that only enumerates them, under the heading of a list: `粮油类：甲公司、乙公司`."""
    text = notice.text
    annex = _list_heading(notice, line.start)
    if annex is None or not _titles_a_list(annex):
        return []
    lead = load("listings")["enumeration_head"].match(text, line.start, line.end)
    start = lead.end() if lead else line.start
    named = organizations.split(text[start : line.end])
    if len(named) < 2 or not all(organizations.is_firm(item.name) for item in named):
        return []
    if _under_channels(notice, line.start) and not all(organizations.is_legal_entity(item.name) for item in named):
        return []
    return [Entry(start + item.start, start + item.end, annex, None, _name_values(item.name)) for item in named]


def _inline(notice: Notice, line: Line) -> list[Entry]:
    """The firms of a running text that gives each one's particulars in brackets: two at least make a list."""
    text = notice.text
    found: list[Entry] = []
    if text.count("（", line.start, line.end) + text.count("(", line.start, line.end) < 2:
        return found
    for match in load("listings")["inline"].finditer(text, line.start, line.end):
        if organizations.is_legal_entity(match["name"]):
            values = _name_values(match["name"])
            extra = _read_rest(text, *match.span("rest"), values)
            annex = _list_heading(notice, line.start)
            found.append(Entry(match.start("name"), match.end(), annex, _number(match["number"]), values, extra))
    return found if len(found) > 1 else []


def _told_in_turn(notice: Notice, line: Line) -> list[Entry]:
    """The firms of a line that tells of one after the other behind semicolons, each with whom to ask: two at least."""
    text = notice.text
    found: list[Entry] = []
    if _STOPS.search(text, line.start, line.end) is None or _NUMBER.search(text, line.start, line.end) is None:
        return found
    lead = load("listings")["told_lead"].match(text, line.start, line.end)
    start = lead.end() if lead else line.start
    for part in _STOPS.split(text[start : line.end]):
        match = _parts_of(part) if _NUMBER.search(part) else None
        if match is not None and _is_listed_name(match["name"]):
            values = _name_values(match["name"])
            extra = _read_rest(text, start + match.start("rest"), start + len(part), values)
            if values.get("phone"):
                low, annex = start + match.start("name"), _list_heading(notice, line.start)
                found.append(Entry(low, start + len(part), annex, _number(match["number"]), values, extra))
        start += len(part) + 1
    return found if len(found) > 1 else []


def _name_values(printed: str) -> dict[str, str | None]:
    printed = compact(printed)
    front = load("listings")["place_in_front"].match(printed)
    name, remark = organizations.without_remark(printed[front.end() :] if front else printed)
    return {"name": name, "note": remark, **({"region": front["place"]} if front else {})}


def _number(printed: str | None) -> int | None:
    if not printed:
        return None
    if match := _DIGITS.search(printed):
        return int(match.group())
    return next((_CIRCLED.index(mark) + 1 for mark in printed if mark in _CIRCLED), None)


def _read_rest(text: str, start: int, end: int, values: dict[str, str | None]) -> dict[str, str]:
    """Labelled values, and before the first label unlabelled ones told apart by what they look like.

    Gives what stands under labels that no column has.
    """
    labelled = fields(text, start, end)
    unlabelled = text[start : labelled[0].label_start if labelled else end]
    _read_unlabelled(unlabelled, values)
    return _read_fields(text, labelled, values)


def _read_unlabelled(printed: str, values: dict[str, str | None]) -> None:
    """The number, person and address of words without labels, where the values have none yet."""
    printed = load("contacts")["layout_name"].sub(_closed_up, printed)
    phone = numbers(printed)
    if phone and not values.get("phone"):
        values["phone"] = phone
    for part in _PARTS.split(without_numbers(printed)):
        word = part.strip(" 、，,；;。（）()")
        label = load("listings")["bare_label"].match(word)
        word = word[label.end() :] if label else word
        if persons.is_person(word) and not values.get("contact"):
            values["contact"] = persons.clean(word)
        elif is_address(word) and not values.get("address"):
            values["address"] = compact(word)
        elif load("listings")["township"].fullmatch(word) and not values.get("region"):
            values["region"] = word


def _closed_up(name: regex.Match[str]) -> str:
    return str(name.group()).replace(" ", "")


def _read_fields(text: str, labelled: list[Field], values: dict[str, str | None]) -> dict[str, str]:
    """Puts labelled values where they belong; gives what stands under labels that no column has."""
    extra: dict[str, str] = {}
    for found in labelled:
        printed = text[found.start : found.end]
        printed = _before_unknown_labels(printed, extra)
        label = compact(text[found.label_start : found.start]).rstrip("：: ")
        if found.kind in {"both", "person", "phone"}:
            names = persons.split(without_numbers(_before_supplies(printed)))
            if found.kind == "phone":  # 订货：王小明 13800000001
                names = [name for name in (label, *names) if persons.is_person(name)]
            _add(values, "contact", "、".join(names))
            _add(values, "phone", numbers(printed))
        elif found.kind == "address":
            place, rest = _until_person(printed)
            _add(values, "address", compact(place).rstrip("，,；;。）)") if place.strip() else None)
            _read_unlabelled(rest, values)
        elif found.kind == "other" and label.endswith("性质"):
            _add(values, "ownership", compact(printed).rstrip("，,；;。"))
        elif (value := compact(printed).rstrip("，,；;。")) and len(label) <= _LONGEST_LABEL:
            extra.setdefault(label, value)
    return extra


def _before_supplies(printed: str) -> str:
    """A labelled person, without the clause after it that says what the firm supplies (…，经营面粉、杂粮)."""
    at = 0
    for part in _CLAUSES.split(printed):
        if load("listings")["supplies"].match(part.strip()):
            return printed[:at]
        at += len(part) + 1
    return printed


def _until_person(printed: str) -> tuple[str, str]:
    """A labelled address, and what follows it without labels: a person, a number, or what the firm supplies."""
    closed_up = load("contacts")["layout_name"].sub(_closed_up, printed)
    at = 0
    for part in _CLAUSES.split(closed_up):
        word = part.strip()
        told = persons.is_person(word) or (numbers(word) and not without_numbers(word))
        if at and (told or load("listings")["supplies"].match(word)):
            return closed_up[:at], closed_up[at:]
        at += len(part) + 1
    return printed, ""


def _before_unknown_labels(printed: str, extra: dict[str, str]) -> str:
    """A value up to the next label that the vocabulary does not know; that one and its value go to `extra`."""
    pieces = list(load("listings")["unknown_label"].finditer(printed))
    ends = [*(piece.start() for piece in pieces[1:]), len(printed)]
    for piece, end in zip(pieces, ends, strict=False):
        if value := compact(printed[piece.end() : end]).rstrip("，,；;。"):
            extra.setdefault(piece["label"], value)
    return printed[: pieces[0].start()] if pieces else printed


def _add(values: dict[str, str | None], key: str, value: str | None) -> None:
    if value:
        before = values.get(key)
        values[key] = value if not before else f"{before}、{value}"
