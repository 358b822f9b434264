"""Supplier lists whose lines part their values by strokes (`1.甲公司／白河镇／蜂蜜／王小明 13800000001`), or as a line
over them says (企业名称，乡镇，产品，联系方式)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.document import Line
from extract.extractors import organizations, persons
from extract.extractors.cell_texts import is_address
from extract.extractors.headings import meaning
from extract.extractors.listing_rows import place_name
from extract.extractors.listing_words import named
from extract.extractors.phone_cells import numbers, without_numbers
from extract.folding import compact
from extract.rules import Rule, load

_LEAST_PARTS = 3
_LONGEST_KEY = 60
"""Characters of the longest line that says what the values of the lines under it are."""
_AFTER_NO_HEADING = tuple("。！？，,、；;0123456789")
"""No line of headings ends in one of these, as most other lines do: they are spared a costly search."""
_NAME_AMONG = 2
"""Values at the beginning of a line among which the firm is looked for where nothing says which it is."""
_NAMES = frozenset({"name", "organization"})
_PARTICULARS = frozenset({"contact", "phone", "address"})
_EDGES = " \t\n、，,；;。"


@dataclass
class PartedLine:
    """A firm's line: `values` by the listing's columns, `extra` by the words that the line over it gives."""

    number: str | None
    values: dict[str, str | None]
    extra: dict[str, str] = field(default_factory=dict)


def read(text: str, lines: Sequence[Line]) -> dict[Line, PartedLine]:
    """The firms of a run of lines whose values are parted; other lines are left out."""
    found: dict[Line, PartedLine] = {}
    columns: list[str] = []
    for line in lines:
        words = text[line.start : line.end]
        parted = bool(columns) or load("listings")["stroke"].search(words) is not None
        if not parted and words.rstrip().endswith(_AFTER_NO_HEADING):
            continue
        number = load("listings")["line_number"].match(words)
        rest = words[number.end() :] if number else words
        if headings := headings_of(rest):
            columns = headings
        elif parted and (read := _read(number.group() if number else None, rest, columns)) is not None:
            found[line] = read
    return found


def headings_of(words: str) -> list[str]:
    """The headings that a line, its number left out, or the bracket at its end gives for the lines under it.

    Empty where it gives none.
    """
    rules = load("listings")
    stopped = len(words) > _LONGEST_KEY or words.rstrip().endswith(_AFTER_NO_HEADING)
    match = None if stopped else rules["columns_key"].search(words)
    if match is None:
        return []
    headings = [compact(part) for part in _split(rules["columns_key_parts"], match["headings"])]
    keys = [meaning(heading) for heading in headings]
    known = sum(key is not None for key in keys)
    told = not _NAMES.isdisjoint(keys) and not _PARTICULARS.isdisjoint(keys)
    return headings if len(headings) >= _LEAST_PARTS and told and 2 * known > len(keys) else []


def _read(number: str | None, words: str, columns: list[str]) -> PartedLine | None:
    if load("listings")["web_stroke"].search(words) is not None:
        return None
    parts = _parts(words, columns)
    if parts is None:
        return None
    line = PartedLine(number, {})
    if len(parts) == len(columns):
        for heading, part in zip(columns, parts, strict=True):
            _put(line, heading, part)
    else:
        for part in _name_first(parts):
            _guess(line, part)
    name = line.values.get("name") or ""
    told = any(line.values.get(key) for key in ("contact", "phone", "address"))
    sure = organizations.is_company(name) or organizations.is_legal_entity(name)
    return line if told and (sure or (bool(columns) and organizations.is_firm(name))) else None


def _parts(words: str, columns: list[str]) -> list[str] | None:
    """The values of a line: by strokes, else by the mark that parts it into as many as it has headings."""
    rules = load("listings")
    parts = _split(rules["stroke"], words)
    if len(parts) >= _LEAST_PARTS:
        return parts
    for mark in ("wide_space", "comma") if columns else ():
        parts = _split(rules[mark], words)
        if len(parts) == len(columns):
            return parts
    return None


def _split(mark: Rule, words: str) -> list[str]:
    """The words between the places where a mark is found."""
    at = 0
    parts: list[str] = []
    for match in mark.finditer(words):
        parts.append(words[at : match.start()])
        at = match.end()
    return [part.strip(_EDGES) for part in (*parts, words[at:])]


def _put(line: PartedLine, heading: str, part: str) -> None:
    """Puts a value where its heading says."""
    key = meaning(heading)
    if not part or key == "row_no" or load("listings")["placeholder"].fullmatch(part):
        return
    if key in _NAMES and "name" not in line.values:
        _put_name(line, part)
    elif key in {"contact", "phone"}:
        _put_contact(line, part)
    elif key in {"address", "region", "ownership", "note"}:
        line.values.setdefault(key, compact(part))
    else:
        line.extra.setdefault(heading, compact(part))


def _guess(line: PartedLine, part: str) -> None:
    """Puts a value where what it looks like says; goods and whatever else is left out."""
    if "name" not in line.values:
        _put_name(line, part)
    elif numbers(part) or persons.is_person(part):
        _put_contact(line, part)
    elif part in load("listings").words["ownership_kinds"]:
        line.values.setdefault("ownership", part)
    elif load("listings")["township"].fullmatch(part) or place_name(part) is not None:
        line.values.setdefault("region", compact(part))
    elif is_address(part):
        line.values.setdefault("address", compact(part))


def _put_name(line: PartedLine, part: str) -> None:
    line.values.update((key, value) for key, value in named(part).values.items() if value)


def _put_contact(line: PartedLine, part: str) -> None:
    names = "、".join(name for name in persons.split(without_numbers(part)) if persons.is_labelled_person(name))
    for key, value in (("contact", names), ("phone", numbers(part))):
        if value:
            before = line.values.get(key)
            line.values[key] = f"{before}、{value}" if before else value


def _name_first(parts: Sequence[str]) -> list[str]:
    """The values with the firm's name before the others: a place may be printed first."""
    at = next((index for index, part in enumerate(parts[:_NAME_AMONG]) if organizations.is_firm(part)), 0)
    return [parts[at], *parts[:at], *parts[at + 1 :]]
