"""Telephone numbers: mobiles, landlines, local numbers without area code, service numbers.

Only what the Chinese numbering plan allows is found, never a piece of a longer run of digits.
A number without area code (`87654321`) may be something else in another context: its kind is
`local`, and the caller decides. `valid` says whether the plan (libphonenumber's) knows the number;
a misprinted one is found all the same, as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

import phonenumbers
import regex

from extract.folding import fold
from extract.once import once_a_file
from extract.rules import RuleFile, load
from extract.values.finding import Finding

PhoneKind = Literal["mobile", "landline", "local", "service"]

_CONTEXT = 14
_CHINA = 86
_NOT_DIGIT = re.compile(r"\D")
_KINDS: tuple[tuple[str, PhoneKind, str], ...] = (
    ("phone.mobile", "mobile", "1"),
    ("phone.service", "service", "48"),
    ("phone.landline", "landline", "0"),
    ("phone.local_after_list", "local", "2345678"),
    ("phone.local", "local", "2345678"),
    ("phone.service_short", "service", "19"),
)
"""The rules with what each finds and the digits that it begins with."""


class Phone(NamedTuple):
    """A telephone number: `number` is its digits alone, with the area code where one is printed or shared.

    `extension` is the digits after 转; `valid` whether the numbering plan knows the number (always
    true for a local number, which no plan can check).
    """

    number: str
    kind: PhoneKind
    extension: str | None = None
    valid: bool = True


_LONGEST_KEPT = 64
"""Characters of a cell or of a fact's number, which is looked at again to judge it; a text is looked through once."""
_STRETCH = re.compile(r"[0-9](?:[0-9]|[^0-9A-Za-z\u4e00-\u9fff]{1,5}(?=[0-9]))*")
"""Digits with no more than a few marks between them: what no number runs across lies between two of these."""
_BEGINNINGS = re.compile(r"(?<![0-9])(?:86)?[0-9]")
"""The digits with which numbers can begin: the first of each run, and the one after the country's code."""
_FEWEST_DIGITS = 5
"""Fewer digits than this are no number that is looked for (12345 is)."""
_COUNTRY = 8
"""Characters before a stretch of digits that can belong to a number: a bracket, +86."""
_AFTER = {"phone.service_short": 24}
"""Characters after it that can say what it is: 12345政务服务热线; one elsewhere, which must be no letter."""


def find(text: str) -> list[Finding[Phone]]:
    """The telephone numbers in a text, in order; `text` of each is as printed, extension included.

    >>> [(f.text, f.value.number) for f in find("电话：0571-81230000、81230001转8")]
    [('0571-81230000', '057181230000'), ('81230001转8', '057181230001')]
    """
    return list(_found_in_short(text)) if len(text) <= _LONGEST_KEPT else _found(text)


@once_a_file
def _found_in_short(text: str) -> tuple[Finding[Phone], ...]:
    return tuple(_found(text))


def _found(text: str) -> list[Finding[Phone]]:
    rules = load("phones")
    folded = fold(text)
    found: list[Finding[Phone]] = []
    taken_to = 0
    for match, kind in sorted(_candidates(rules, folded), key=lambda pair: (pair[0].start(), -pair[0].end())):
        if match.start() < taken_to or _is_other(rules, folded, match, kind):
            continue
        number = _NOT_DIGIT.sub("", match["number"])
        if kind == "local" and (area := _shared_area(found, folded, match.start())):
            number, kind = area + number, "landline"
        extension = rules["phone.extension"].follows(folded, match.end())
        last_digits = rules["phone.last_digits"].follows(folded, match.end()) if kind != "mobile" else None
        end = extension.end() if extension else last_digits.end() if last_digits else match.end()
        printed = text[match.start() : end]
        value = Phone(number, kind, extension["extension"] if extension else None, _valid(number, kind))
        found.append(Finding(match.start(), end, printed, value))
        taken_to = end
    return found


def _candidates(rules: RuleFile, text: str) -> Iterator[tuple[regex.Match[str], PhoneKind]]:
    for stretch in _STRETCH.finditer(text):
        low, high = stretch.span()
        if high - low < _FEWEST_DIGITS or len(_NOT_DIGIT.sub("", stretch.group())) < _FEWEST_DIGITS:
            continue
        beginnings = set("".join(_BEGINNINGS.findall(stretch.group())))
        for rule_id, kind, begins in _KINDS:
            if beginnings.isdisjoint(begins):
                continue
            end = min(len(text), high + _AFTER.get(rule_id, 1))
            for match in rules[rule_id].finditer(text, max(0, low - _COUNTRY), end):
                if match.start() < high and match.end("number") > low:
                    yield match, kind


def _is_other(rules: RuleFile, text: str, match: regex.Match[str], kind: PhoneKind) -> bool:
    """Whether the words around a run of digits make it a quantity, a date, an account or a code."""
    if text.startswith(rules.words["units_after"], match.end()):
        return True
    if kind == "local" and _is_day(match["number"]):
        return True
    before = text[max(0, match.start() - _CONTEXT) : match.start()].rstrip(" :：（(为是")
    if not before.endswith(rules.words["other_number_labels"]):
        return False
    return any(label.end() == len(before) for label in rules["other_number_labels"].finditer(before))


def _is_day(digits: str) -> bool:
    """Whether eight digits can be read as a day of our time (20210926)."""
    if len(digits) != 8 or digits[:2] not in ("19", "20"):
        return False
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _shared_area(found: list[Finding[Phone]], text: str, start: int) -> str | None:
    """The area code of the number just before in the same list."""
    if not found or found[-1].value.kind != "landline":
        return None
    last = found[-1]
    if text[last.end : start].strip(" ") not in ("、", "/", "／", ",", "，", "；", ";", "或", "和", ""):
        return None
    number = last.value.number
    return number[: 3 if number[:2] in ("01", "02") else 4]


@lru_cache(maxsize=4096)
def _valid(number: str, kind: PhoneKind) -> bool:
    if kind == "local" or (kind == "service" and len(number) < 7):
        return True
    # Made by hand, as an integer without the 0 of a trunk call: `phonenumbers.parse` takes thrice as long over digits.
    return phonenumbers.is_valid_number(phonenumbers.PhoneNumber(_CHINA, int(number)))
