"""What the words beside a firm's name in a line say of it: `，地址：…，联系人：…`, `（喜德县；大米；王小明 138…）`."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from extract.extractors import organizations, persons
from extract.extractors.cell_texts import is_address
from extract.extractors.headings import meaning
from extract.extractors.labelled import Field, fields
from extract.extractors.listing_rows import place_name
from extract.extractors.phone_cells import numbers, without_numbers
from extract.folding import compact
from extract.once import once_a_file
from extract.rules import load

_DIGITS = regex.compile(r"\d{1,3}")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LONGEST_LABEL = 10
_CLAUSES = regex.compile(r"[，,；;]")
_PARTS = regex.compile(r"[，,；;\t\n]|\s+")
_EDGES = " 、，,；;。（）()"
_CLOSING = "，,；;。"
_OPENING = ("（", "(")
_NAMED_BY_LABEL = frozenset({"ownership", "region", "note"})


@dataclass
class Told:
    """What a line tells of a firm: `values` by the listing's columns, `extra` by the labels that have none."""

    values: dict[str, str | None] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)

    def add(self, key: str, value: str | None) -> None:
        """Puts a value beside those that are there."""
        if value:
            before = self.values.get(key)
            self.values[key] = value if not before else f"{before}、{value}"

    def set(self, key: str, value: str | None) -> None:
        """Puts a value where none is yet."""
        if value and not self.values.get(key):
            self.values[key] = value


@dataclass(frozen=True)
class Entry:
    """A firm that lines list: `values` by the listing's columns, `extra` by the labels that have none."""

    start: int
    end: int
    row_no: int | None
    values: dict[str, str | None]
    extra: dict[str, str] = field(default_factory=dict)


def entry(start: int, end: int, number: str | None, told: Told) -> Entry:
    """What a range of the notice's text tells of a firm, `number` its line's as printed."""
    return Entry(start, end, row_number(number), told.values, told.extra)


@once_a_file
def parts_of(words: str) -> regex.Match[str] | None:
    """A line as a firm's: its number, the name, and what is said of it."""
    return load("listings")["line"].fullmatch(words)


@once_a_file
def is_listed_name(name: str) -> bool:
    """Whether a text names a firm by itself, and is no beginning of a sentence."""
    if not (organizations.is_company(name) or organizations.is_legal_entity(name)):
        return False
    return load("listings")["no_firm_name"].search(name) is None


def row_number(printed: str | None) -> int | None:
    """The number of a line as printed before its firm; None where there is none, or one in words."""
    if not printed:
        return None
    if match := _DIGITS.search(printed):
        return int(match.group())
    return next((_CIRCLED.index(mark) + 1 for mark in printed if mark in _CIRCLED), None)


def named(printed: str) -> Told:
    """A firm's name as printed, the place before it and the remark in brackets after it apart."""
    printed = compact(printed)
    front = load("listings")["place_in_front"].match(printed)
    name, remark = organizations.without_remark(printed[front.end() :] if front else printed)
    place = front["place"] if front else remark if remark and place_name(remark) else None
    return Told({"name": name, "note": remark, "region": place})


def read_rest(text: str, start: int, end: int, told: Told) -> None:
    """Labelled values, and before the first label unlabelled ones told apart by what they look like."""
    labelled = fields(text, start, end)
    _read_unlabelled(text[start : labelled[0].label_start if labelled else end], told)
    read_fields(text, labelled, told)


def _read_unlabelled(printed: str, told: Told) -> None:
    """The number, person, address and place of words without labels, where the values have none yet.

    What a bracket after the name holds beside these is the firm's remark.
    """
    bracketed = printed.lstrip().startswith(_OPENING)
    printed = load("contacts")["layout_name"].sub(_closed_up, printed)
    told.set("phone", numbers(printed))
    left = [word for part in _PARTS.split(without_numbers(printed)) if (word := _taken(part.strip(_EDGES), told))]
    if bracketed and left:
        told.set("note", "；".join(left))


def _taken(word: str, told: Told) -> str:
    """Takes up a word without a label; the word itself where nothing tells what it is."""
    rules, values = load("listings"), told.values
    own = rules["own_label"].fullmatch(word)
    if own is not None:
        _put_labelled(own["label"], own["value"], told)
        return ""
    label = rules["bare_label"].match(word)
    word = word[label.end() :] if label else word
    placed = rules["bare_place"].fullmatch(word)
    if persons.is_person(word) and not values.get("contact"):
        told.set("contact", persons.clean(word))
    elif placed is not None and not values.get("region"):
        told.set("region", placed["place"])
    elif (rules["township"].fullmatch(word) or place_name(word) is not None) and not values.get("region"):
        told.set("region", word)
    elif is_address(word) and not values.get("address"):
        told.set("address", compact(word))
    elif not _take_supplies(word, told):
        return word
    return ""


def _take_supplies(clause: str, told: Told) -> bool:
    """Takes up what a clause says that a firm supplies (主营蜂蜜、茶叶); False where it says nothing of the kind."""
    supplied = load("listings")["supplies"].match(clause)
    if supplied is not None:
        told.extra.setdefault(supplied.group(), compact(clause[supplied.end() :]).rstrip(_CLOSING))
    return supplied is not None


def _closed_up(name: regex.Match[str]) -> str:
    return str(name.group()).replace(" ", "")


def read_fields(text: str, labelled: list[Field], told: Told) -> None:
    """Puts labelled values where they belong; who heads the firm beside whoever is to be asked in `extra`."""
    labels = [compact(text[found.label_start : found.start]).rstrip("：: ") for found in labelled]
    asked = {
        load("listings")["head_of_firm"].search(label) is not None
        for found, label in zip(labelled, labels, strict=True)
        if found.kind in {"both", "person"}
    }
    for found, label in zip(labelled, labels, strict=True):
        printed = _before_unknown_labels(text[found.start : found.end], told)
        heads = found.kind == "person" and load("listings")["head_of_firm"].search(label) is not None
        if heads and False in asked:
            _put_labelled(label, printed, told)
        elif found.kind in {"both", "person", "phone"}:
            names = persons.split(without_numbers(_before_supplies(printed)))
            if found.kind == "phone":  # 订货：王小明 13800000001
                names = [name for name in (label, *names) if persons.is_person(name)]
            told.add("contact", "、".join(names))
            told.add("phone", numbers(printed))
            for clause in _CLAUSES.split(printed)[1:]:
                _take_supplies(clause.strip(), told)
        elif found.kind == "address":
            place, rest = _until_person(printed)
            told.add("address", compact(place).rstrip("，,；;。）)") if place.strip() else None)
            _read_unlabelled(rest, told)
        else:
            _put_labelled(label, printed, told)


def _put_labelled(label: str, printed: str, told: Told) -> None:
    """Puts a value under a label that is none of a person, a number or an address."""
    value = compact(printed).rstrip(_CLOSING)
    if load("listings")["placeholder"].fullmatch(value):
        return
    key = meaning(label)
    if key in _NAMED_BY_LABEL and not told.values.get(key):
        told.set(key, value)
    elif value and len(label) <= _LONGEST_LABEL:
        told.extra.setdefault(label, value)


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


def _before_unknown_labels(printed: str, told: Told) -> str:
    """A value up to the next label that the vocabulary does not know; that one and its value are put by themselves."""
    pieces = list(load("listings")["unknown_label"].finditer(printed))
    ends = [*(piece.start() for piece in pieces[1:]), len(printed)]
    for piece, end in zip(pieces, ends, strict=False):
        _put_labelled(piece["label"], printed[piece.end() : end], told)
    return printed[: pieces[0].start()] if pieces else printed
