"""Telephone numbers as they must be found to be hidden: wherever, however they are written.

Extractors look for numbers that are surely telephones; who hides looks for all that may be one. Digits of
any script and width count, with spaces, hyphens, dots, brackets and line breaks between them, a prefix
(+86, 86, 0) before, and Chinese or circled numerals in their place. Offsets count in the text given.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MASK = "＊"
"""What stands in the place of each hidden character, so that offsets hold."""

_NUMERALS = dict(zip("〇零○Ｏ一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "00001234567891123456789", strict=True))


def _tables() -> tuple[dict[int, str], dict[int, str]]:
    plain: dict[int, str] = {}
    wide: dict[int, str] = {ord(numeral): digit for numeral, digit in _NUMERALS.items()}
    for code in range(0x80, sys.maxunicode + 1):
        character = chr(code)
        category = unicodedata.category(character)
        if category == "Nd":
            plain[code] = str(unicodedata.decimal(character))
        elif category == "No" and (digit := unicodedata.digit(character, None)) is not None:
            wide[code] = str(digit)
        elif category in ("Zs", "Cf"):
            plain[code] = " "
        elif category == "Pd" or character in "−～＿﹍ー":
            plain[code] = "-"
        elif category in ("Zl", "Zp") or code == 0x85:
            plain[code] = "\n"
    plain |= dict.fromkeys(map(ord, "·•．・‧∙⋅。｡"), ".") | {ord("（"): "(", ord("）"): ")", ord("＋"): "+"}
    plain |= {ord("\r"): "\n", ord("\v"): "\n", ord("\f"): "\n", ord("_"): "-", ord("~"): "-"}
    return plain, plain | wide


_PLAIN, _WIDE = _tables()
_SEPARATOR = r"[ .()\-\n]{1,4}"
_BREAK = r"[ \-]{0,3}\n[ \-]{0,3}"
_ELEVEN = ("1", "[3-9]", *["[0-9]"] * 9)
# How eleven digits are grouped by those who print them. Two pieces of any length are parted by a line's end only.
_GROUPS = (
    (3, 4, 4), (3, 8), (4, 7), (7, 4), (3, 3, 5), (4, 4, 3), (5, 6), (6, 5), (4, 3, 4), (3, 5, 3), (3, 4, 2, 2),
    (3, 2, 2, 2, 2), (3, 2, 3, 3), (3, 3, 2, 3), (3, 3, 3, 2), (1,) * 11,
)  # fmt: skip
_LABELS = "电话|手机|号码|联系|热线|微信|座机|传真|[Tt][Ee][Ll]|[Pp]hone|[Mm]obile|☎|📱|☏"


def _grouped(groups: Iterable[int], separator: str) -> str:
    pieces, at = [], 0
    for size in groups:
        pieces.append("".join(_ELEVEN[at : at + size]))
        at += size
    return separator.join(pieces)


_MOBILE = re.compile(
    # A figure and a point before it may be the number of an item in a list.
    r"(?<![0-9])(?:(?:[(]?(?:[+]|00)?86[)]?|0|17951|17909|12593|10193)[ .()\-]{0,3})?(?P<number>"
    + "|".join(
        [
            _grouped((11,), ""),
            *(_grouped(groups, _SEPARATOR) for groups in _GROUPS),
            *(_grouped((first, 11 - first), _BREAK) for first in range(1, 11)),
        ]
    )
    + r")(?![0-9])(?!元(?!旦|宵))"
)
_LABELLED = re.compile(
    rf"(?:{_LABELS})[^0-9]{{0,12}}(?P<number>1[ .()\-\n]{{0,3}}[3-9](?:[ .()\-\n]{{0,3}}[0-9]){{9}})(?![0-9])"
)
# Parted by what parts other figures, too: only in the usual groups. Commas and tabs part amounts and cells.
_PARTED = re.compile(r"(?<![0-9])(?P<number>1[3-9][0-9](?P<mark>[/|:：…]{1,2})[0-9]{4}(?P=mark)[0-9]{4})(?![0-9])")
# Numbers printed without anything between them, a landline perhaps among them.
_JOINED = re.compile(
    r"(?<![0-9])(?:(?:0[0-9]{9,11}|(?<=[-)])[0-9]{7,8})(?:1[3-9][0-9]{9}){1,6}|(?:1[3-9][0-9]{9}){2,6}(?:0[0-9]{9,11})?"
    r"|1[3-9][0-9]{9}0[0-9]{9,11})(?![0-9])"
)
_RUN = re.compile(r"[0-9](?:[ \t\n.()\-,，、/;；:：+]{0,8}[0-9]){4,}")
_DIGIT = re.compile("[0-9]")
_ELEVEN_OR_MORE = re.compile(r"[0-9](?:[ .()\-\n]{0,8}[0-9]){10,}")
_AMOUNT = re.compile("元(?!旦|宵)")
_BEFORE, _BEHIND = 24, 2


_BASIC = 0xFFFF
_NUMERALS_ONLY = {code: digit for code, digit in _WIDE.items() if code not in _PLAIN}


def _like(table: dict[int, str], wanted: str) -> str:
    """A class of the characters of the basic plane that are one of these digits in a table, as they stand in a text.

    The few beyond it would make each search slow; a text that has any is looked through without this first search.
    """
    found = {chr(code) for code, plain in table.items() if plain in wanted and code <= _BASIC}
    if table is not _NUMERALS_ONLY:
        found |= {*wanted}
    return f"[{re.escape(''.join(sorted(found)))}]"


# What every mobile number matches, as it stands in a text: nearly all texts are told by this one search.
_MAY_BE_MOBILE = re.compile(
    rf"{_like(_PLAIN, '1')}[\W_]{{0,8}}{_like(_PLAIN, '3456789')}(?:[\W_]{{0,8}}{_like(_PLAIN, '0123456789')}){{9}}"
)
# Eleven digits of which one is a numeral have five on one side of it.
_HAS_NUMERALS = re.compile(
    rf"{_like(_NUMERALS_ONLY, '0123456789')}(?:[^\w\0]{{0,8}}{_like(_WIDE, '0123456789')}){{5}}"
    rf"|{_like(_WIDE, '0123456789')}(?:[^\w\0]{{0,8}}{_like(_WIDE, '0123456789')}){{4}}[^\w\0]{{0,8}}"
    + _like(_NUMERALS_ONLY, "0123456789")
)
_EMAIL = re.compile(r"[A-Za-z0-9＊][A-Za-z0-9._%+\-＊]{0,63}[@＠][A-Za-z0-9＊\-]+(?:[.．][A-Za-z0-9＊\-]+)*")


@dataclass(frozen=True, slots=True)
class Placed:
    """A number's digits, and where each of them stands."""

    digits: str
    places: tuple[int, ...]


def folded(text: str) -> str:
    """The text with digits, spaces, hyphens and brackets in their plain forms, character for character."""
    return text if text.isascii() and not ("_" in text or "~" in text or "\r" in text) else text.translate(_PLAIN)


def mobiles(text: str) -> list[Placed]:
    """All that may be mobile numbers in a text, in order; each `digits` is its eleven digits."""
    found: dict[tuple[int, ...], Placed] = {}
    for form in _forms(text):
        for run in _ELEVEN_OR_MORE.finditer(form):
            start, end = run.span()
            if end - start == 11:
                if form[start] == "1" and form[start + 1] > "2" and not _AMOUNT.match(form, end):
                    placed = Placed(form[start:end], tuple(range(start, end)))
                    found[placed.places] = placed
                continue
            for placed in _in_run(form, max(0, start - _BEFORE), min(len(form), end + _BEHIND)):
                found[placed.places] = placed
        for match in _PARTED.finditer(form):
            placed = _placed(form, *match.span("number"))
            found[placed.places] = placed
    return sorted(found.values(), key=lambda placed: placed.places)


def _in_run(form: str, start: int, end: int) -> Iterator[Placed]:
    """The numbers in a run of digits and of what may part them; the words before it may say that it is one."""
    for pattern in (_MOBILE, _LABELLED):
        at = start
        while match := pattern.search(form, at, end):
            yield _placed(form, *match.span("number"))
            at = match.start() + 1
    for match in _JOINED.finditer(form, start, end):
        yield from _parted(form, match.start(), match.end())


def _forms(text: str) -> list[str]:
    """The text with its digits in the plain form, if it may hold a mobile number; and with numerals as digits."""
    forms = [folded(text)] if _MAY_BE_MOBILE.search(text) or _is_beyond(text) else []
    # Apart, since a numeral before a number (①138…) would else be taken for a piece of it.
    if _has_numerals(text):
        forms.append(text.translate(_WIDE))
    return forms


def _has_numerals(text: str) -> bool:
    """Whether numerals stand among digits, enough of them for a mobile number."""
    return not text.isascii() and (_HAS_NUMERALS.search(text) is not None or _is_beyond(text))


def _is_beyond(text: str) -> bool:
    """Whether a text has characters beyond the basic plane, where digits of rare scripts and styles are."""
    return not text.isascii() and max(text) > chr(_BASIC)


def _placed(form: str, start: int, end: int) -> Placed:
    places = tuple(match.start() for match in _DIGIT.finditer(form, start, end))
    return Placed("".join(form[place] for place in places), places)


def _parted(form: str, start: int, end: int) -> Iterator[Placed]:
    for lead in (0, 7, 8, 10, 11, 12):
        at = start + lead
        while at + 11 <= end and form[at] == "1":
            yield _placed(form, at, at + 11)
            at += 11


class Numbers:
    """A set of numbers (digits alone), found again in texts whatever stands between their digits."""

    def __init__(self, numbers: Iterable[str]) -> None:
        self.all = frozenset(numbers)
        self.lengths = tuple(sorted({len(number) for number in self.all}))
        self.seen: set[str] = set()
        self._only_mobiles = all(len(number) == 11 and number[0] == "1" for number in self.all)
        separator = r"[\s\W_]{0,8}"
        self._may_be = re.compile(rf"\d(?:{separator}\d){{{max(min(self.lengths, default=1) - 1, 0)}}}")

    def places_in(self, text: str) -> set[int]:
        """Where the digits of these numbers stand in a text. A short number must not be a piece of a longer one."""
        if not self.all:
            return set()
        found: set[int] = set()
        for form in self._forms(text):
            for run in _RUN.finditer(form):
                found |= self._within(form, _placed(form, *run.span()))
        return found

    def _forms(self, text: str) -> list[str]:
        if self._only_mobiles:
            return _forms(text)
        forms = [folded(text)] if self._may_be.search(text) else []
        if _has_numerals(text):
            forms.append(text.translate(_WIDE))
        return forms

    def _within(self, form: str, run: Placed) -> set[int]:
        found: set[int] = set()
        for length in self.lengths:
            for at in range(len(run.digits) - length + 1):
                if run.digits[at : at + length] not in self.all:
                    continue
                places = run.places[at : at + length]
                if length >= 10 or _stands_alone(form, places[0], places[-1]):
                    found.update(places)
                    self.seen.add(run.digits[at : at + length])
        return found


def _stands_alone(form: str, first: int, last: int) -> bool:
    before = form[first - 1] if first else ""
    after = form[last + 1] if last + 1 < len(form) else ""
    return not (before.isdigit() or after.isdigit())


def digits_of(text: str) -> str:
    """The digits of a text in their plain form."""
    return "".join(_DIGIT.findall(folded(text)))


def emails(text: str) -> list[tuple[int, int]]:
    """Where the e-mail addresses of a text stand, those that are masked in part included."""
    return [match.span() for match in _EMAIL.finditer(text)] if "@" in text or "＠" in text else []


def masked(text: str, places: Iterable[int]) -> str:
    """The text with these characters hidden; line breaks, tabs and spaces stay."""
    characters = list(text)
    for place in places:
        if not characters[place].isspace():
            characters[place] = MASK
    return "".join(characters)
