"""Resident identity numbers (公民身份号码, GB 11643-1999), found so as to be hidden.

One of 18 characters is told by its own: a division's code, a day of birth and a check digit (ISO 7064, MOD 11-2).
One of 15 digits, as given out before 1999, and one that fails its check are told by a label alone: words before it,
or the head of its column. Accounts, credit codes and other long numbers stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from stdnum.cn import ric

from extract.publishing.numbers import Placed, folded

# Of GB/T 2260; 81-83 are of residents from Hong Kong, Macao and Taiwan, 9 of permanent residents from abroad.
_DIVISION = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[0-9]")
_GAP = r"[ \-\n]{0,3}"
_LABEL = re.compile("身份[证證]|身份号码")
_OF_OTHER_THINGS = re.compile("[账帐]号|账户|帐户|银行|卡号|电话|手机|代码|编号|元")
_MAY_BE = re.compile(r"\d(?:[\W_]{0,3}\d){14}")
_MOBILE = "1[3-9][0-9]{9}"
# Whoever types a list may part its numbers by nothing: another number or a mobile stands at either side.
_BEGINS = rf"(?:(?<![0-9])|(?<=(?<![0-9]){_MOBILE})|(?<=(?<![0-9])[0-9]{{17}}[0-9XxＸｘ]))"
_ENDS = rf"(?:(?![0-9])|(?={_MOBILE}(?![0-9]))|(?=[0-9]{{17}}[0-9XxＸｘ](?![0-9])))"
_LONG = re.compile(rf"{_BEGINS}(?=(?P<number>[1-9](?:{_GAP}[0-9]){{16}}{_GAP}[0-9XxＸｘ]){_ENDS})")
_ANY = rf"(?<![0-9])[0-9](?:{_GAP}[0-9]){{13,16}}{_GAP}[0-9XxＸｘ](?![0-9])"
_LABELLED = re.compile(
    rf"(?:{_LABEL.pattern})(?P<between>[^0-9\t\0]{{0,16}})(?P<numbers>{_ANY}(?:[^\w\t\0]{{1,3}}{_ANY})*)"
)
_EACH = re.compile(_ANY)
_CHARACTER = re.compile("[0-9XxＸｘ]")
_OLDEST = 1850


def identities(text: str) -> list[Placed]:
    """All resident identity numbers in a text, in order; each `digits` is its 15 or 18 characters, X for ten."""
    if not _MAY_BE.search(text):
        return []
    form = folded(text)
    found = [_placed(form, *match.span("number")) for match in _LONG.finditer(form)]
    found = [number for number in found if _is_one(number.digits)]
    if _LABEL.search(form):
        found += [*_labelled(form), *_in_columns(form)]
    return sorted({number.places: number for number in found}.values(), key=lambda number: number.places)


def _placed(form: str, start: int, end: int) -> Placed:
    places = tuple(match.start() for match in _CHARACTER.finditer(form, start, end))
    return Placed("".join("X" if form[place] in "XxＸｘ" else form[place] for place in places), places)


def _is_one(number: str) -> bool:
    return _DIVISION.match(number) is not None and _is_born(number[6:14]) and ric.calc_check_digit(number) == number[-1]


def _is_born(day: str) -> bool:
    """Whether eight digits are a day on which somebody may have been born."""
    try:
        born = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return False
    return born.year >= _OLDEST and born <= datetime.now(UTC).date()


def _labelled(form: str) -> Iterator[Placed]:
    """Numbers right behind a label, whatever their digits: who types one wrong has typed most of it right."""
    for match in _LABELLED.finditer(form):
        if not _OF_OTHER_THINGS.search(match["between"]):
            for number in _EACH.finditer(form, *match.span("numbers")):
                yield _placed(form, *number.span())


def _in_columns(form: str) -> Iterator[Placed]:
    """Numbers alone in cells below such a head, in the lines of a table: cells parted by tabs."""
    columns: set[int] = set()
    start = 0
    for line in form.split("\n"):
        cells = line.split("\t")
        if len(cells) == 1:
            columns = set()
        at = start
        for column, cell in enumerate(cells):
            if len(cells) > 1 and _LABEL.search(cell):
                columns.add(column)
            elif column in columns and _EACH.fullmatch(cell.strip(" ")):
                number = _placed(form, at, at + len(cell))
                if _is_born(number.digits[6:14] if len(number.digits) == 18 else f"19{number.digits[6:12]}"):
                    yield number
            at += len(cell) + 1
        start += len(line) + 1
