"""Document numbers (发文字号): organ's code, year, serial number, as GB/T 9704-2012 7.2.5 writes them.

The words of the sentence before a code (依据, 详见, an organ's full name) are cut off by the
vocabulary in rules/doc_numbers.toml; every bracket form becomes 〔〕 in the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import regex

from extract.folding import fold
from extract.rules import RuleFile, load
from extract.values.finding import Finding
from extract.values.numerals import parse

_SPACE = re.compile(r"\s+")
_SERIAL = re.compile("[0-9]{1,4}")
_HAN = regex.compile(r"\p{Han}")
_LONGEST_CODE = 14
_REACH = 70
"""How far before its 号 a document number may begin."""
_FORMS = (
    "number.bracketed",
    "number.continued",
    "number.year_first",
    "number.announcement",
    "number.order",
    "number.series",
    "number.yearless",
)
_CODED = ("number.bracketed", "number.yearless")
"""The forms in which the organ's code stands right before the bracket."""


@dataclass(frozen=True, slots=True)
class DocNumber:
    """A document number: `number` is the whole in its normal form, with 〔〕 and without spaces.

    `organ` is the issuing organ's code as printed (`示政发`, `国务院令`), `year` None where the series
    has none, `serial` the number within it.
    """

    number: str
    organ: str
    year: int | None
    serial: int


def find(text: str) -> list[Finding[DocNumber]]:
    """The document numbers in a text, in order.

    >>> [f.value.number for f in find("依据示总工[2021] 46 号和国务院令第722号")]
    ['示总工〔2021〕46号', '国务院令第722号']
    """
    rules = load("doc_numbers")
    folded = fold(text)
    candidates = sorted(_candidates(rules, folded), key=lambda one: (one[0], _FORMS.index(one[2]), -one[1].end()))
    found: list[Finding[DocNumber]] = []
    for start, match, form in candidates:
        if found and start < found[-1].end:
            continue
        value = _value(folded, start, match, form, found)
        if value is not None:
            shared = form == "number.bracketed" and match["more"] is not None
            end = match.start("more") if shared else match.end()
            found.append(Finding(start, end, text[start:end], value))
            found += _further(folded, text, found[-1], match.end()) if form == "number.bracketed" else ()
    return found


def _further(folded: str, text: str, first: Finding[DocNumber], stop: int) -> Iterator[Finding[DocNumber]]:
    """The numbers of the same organ and year of which only the serials are printed: 〔2021〕3、5号, 〔2021〕3号、5号.

    `stop` is where the first number ends with all that share its 号.
    """
    serials = [match.span() for match in _SERIAL.finditer(folded, first.end, stop)]
    rule, end = load("doc_numbers")["number.further"], stop
    while (match := rule.match(folded, end)) is not None:
        end = match.end()
        serials.append(match.span("serial"))
    for low, high in serials:
        high += folded[high : high + 1] == "号"
        yield Finding(low, high, text[low:high], _alike(first.value, folded[low:high].rstrip("号")))


def _alike(one: DocNumber, serial: str) -> DocNumber:
    """The number of the same organ and year with another serial."""
    return DocNumber(f"{one.number.rpartition('〕')[0]}〕{serial}号", one.organ, one.year, int(serial))


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches that end in 号, where alone a document number can stand."""
    start = end = 0
    for mark in re.finditer("号", text):
        if mark.start() - _REACH > end:
            if end:
                yield start, end
            start = max(0, mark.start() - _REACH)
        end = mark.end() + 2
    if end:
        yield start, end


def _candidates(rules: RuleFile, text: str) -> Iterator[tuple[int, regex.Match[str], str]]:
    for (low, high), form in product(list(_windows(text)), _FORMS):
        if form == "number.announcement" and rules["announcement_words"].search(text, low, high) is None:
            continue
        free = low
        for match in rules[form].finditer(text, low, high):
            start = match.start()
            if form not in ("number.continued", "number.year_first") and match["organ"]:
                first = _HAN.search(text, max(free, match.start("organ")), match.end("organ"))
                if first is None:
                    continue  # nothing between two numbers
                start = _code_start(rules, text, first.start(), match.end("organ"), form)
            free = match.end()
            if start < match.end():
                yield start, match, form


def _code_start(rules: RuleFile, text: str, start: int, end: int, form: str) -> int:
    """Where the organ's code begins within a run of characters: after the words that belong to the sentence."""
    least = 1 if form in _CODED else 2
    kept = [(match.start(), match.end()) for match in rules["kept_whole"].finditer(text, start, end)]
    cut = start
    names = ("leading_words", "organ_endings") if form in _CODED else ("leading_words",)
    for name in names:
        for match in rules[name].finditer(text, start, end, overlapped=True):
            inside = any(low <= match.start() < high for low, high in kept)
            if not inside and end - match.end() >= least:
                cut = max(cut, match.end())
    for match in rules["joining_words"].finditer(text, start, end):
        begins_code = match.start() == start and (start == 0 or text[start - 1] not in "》）)号】」”、 ")
        inside = any(low <= match.start() < high for low, high in kept)
        if not begins_code and not inside and end - match.end() > least:
            cut = max(cut, match.end())
    while cut < end and text[cut].isspace():
        cut += 1
    return cut


def _value(
    text: str, start: int, match: regex.Match[str], form: str, found: list[Finding[DocNumber]]
) -> DocNumber | None:
    groups = {name: _SPACE.sub("", group) for name, group in match.groupdict().items() if group}
    organ = _SPACE.sub("", text[max(start, match.start("organ")) : match.end("organ")]) if "organ" in groups else ""
    if form == "number.continued":
        if not found or match.start() - found[-1].end > 2:
            return None
        organ = found[-1].value.organ
    serial = _whole(groups["serial"])
    if serial is None or (not organ and form != "number.announcement"):
        return None
    if form in _CODED and len(organ) > _LONGEST_CODE:
        return None
    if form == "number.order" and organ in load("doc_numbers").words["leading_words"]:
        return None  # 按照第16号令 names no organ
    year = _whole(groups["year"]) if "year" in groups else None
    number = _normal_form(form, organ, year, groups)
    return DocNumber(number, organ, year + 1900 if year is not None and year < 100 else year, serial)


def _normal_form(form: str, organ: str, year: int | None, groups: dict[str, str]) -> str:
    """The number as GB/T 9704 prints it: 〔〕 round the year, no spaces; 第 stays where it was printed."""
    tail = f"{groups.get('mark', '')}{groups['serial']}{'-' + groups['part'] if 'part' in groups else ''}号"
    tail += groups.get("after", "")
    if form == "number.year_first":
        return f"〔{year}〕{organ}{tail}"
    if form == "number.yearless":
        return f"{organ}〔{groups['serial']}〕号"
    if form in ("number.announcement", "number.order"):
        return f"{organ}{f'{year}年' if year else ''}{tail}"
    return f"{organ}{f'〔{year}〕' if year else ''}{tail}"


def _whole(printed: str) -> int | None:
    number = parse(printed.replace("O", "〇"))
    return None if number is None else int(number)
