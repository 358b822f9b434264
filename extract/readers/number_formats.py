"""Numbers of spreadsheet cells as they are displayed, after the number formats of ECMA-376 part 1, 18.8.30-31.

Two departures, both for long numbers that a narrow or wrongly set cell shows as 1.39E+10: the general and the
scientific format give whole numbers with all their digits, since such cells hold telephone numbers and codes.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

BUILT_IN = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00"},
    **dict.fromkeys((5, 6, 37, 38), "#,##0"),
    **dict.fromkeys((7, 8, 39, 40, 43, 44), "#,##0.00"),
    **{41: "#,##0", 42: "#,##0", 48: "##0.0E+0", 49: "@"},
    **{14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy/m/d h:mm", 30: "m-d-yy"},
    **{18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss"},
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    **{31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"'},
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
    **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
}
"""Formats that files name by number alone, as a Chinese system shows them; what is absent is general."""

_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?)|\\(?P<escaped>.)|(?P<skipped>_.|\*.)|\[(?P<bracket>[^\]]*)\]
    |(?P<half>AM/PM|A/P|上午/下午)|(?P<general>General|G/通用格式)
    |(?P<date>y+|m+|d+|h+|s+|a{3,4}|e+|b+)|(?P<exponent>E[+-])|(?P<digits>[0#?][0#?,]*)|(?P<other>.)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CURRENCY = re.compile(r"\$([^-]*)")
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)
_LONGEST_FORMAT = 255
_LAST_DAY = 2_958_465
"""The serial number of 9999-12-31, the last day there is."""
_WEEKDAYS = "一二三四五六日"


def shown(value: float, code: str | None, from_1904: bool = False) -> str:
    """A number as a format shows it; None and formats that cannot be read give the general format.

    `from_1904` says that the file counts days from 1904-01-01 on.
    """
    if code is None or len(code) > _LONGEST_FORMAT:
        return general(value)
    sections = _sections(code)
    section = sections[0]
    if value < 0 and len(sections) > 1:
        section, value = sections[1], -value
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    if not section:
        return "" if len(sections) > 1 else general(value)
    kinds = {kind for kind, _ in section}
    if kinds & {"general", "exponent"} or (("other", "@") in section and "digits" not in kinds):
        return general(value)
    if "date" in kinds:
        return _as_date(value, section, from_1904)
    if "digits" in kinds:
        return _as_number(value, section)
    return "".join(words for _, words in section)


def general(value: float) -> str:
    """A number as such: whole ones with all digits and no point, others with up to fifteen digits."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if abs(value) < 1e21 and value == int(value):
        return str(int(value))
    return format(Decimal(f"{value:.15g}").normalize(), "f") if abs(value) > 1e-15 else "0"


def is_date(code: str | None) -> bool:
    """Whether a format shows a day or a time."""
    return code is not None and any(kind == "date" for kind, _ in _sections(code)[0])


@lru_cache(maxsize=512)
def _sections(code: str) -> list[list[tuple[str, str]]]:
    """The sections of a format (for positive, negative and no amounts) as tokens: their kind and words."""
    found: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code):
        kind, words = match.lastgroup or "other", match.group(match.lastgroup or 0)
        if kind == "other" and words == ";":
            found.append([])
        elif kind == "quoted":
            found[-1].append(("quoted", words.strip('"')))
        elif kind == "escaped":
            found[-1].append(("quoted", words))
        elif kind == "bracket":
            if currency := _CURRENCY.match(words):
                found[-1].append(("quoted", currency[1]))
            elif _ELAPSED.fullmatch(words):
                found[-1].append(("date", f"[{words.lower()}]"))
        elif kind == "skipped":
            found[-1].append(("quoted", " " if words.startswith("_") else ""))
        else:
            found[-1].append((kind, words))
    return found


def _as_number(value: float, section: list[tuple[str, str]]) -> str:
    """A number in a format of digits: decimals, thousands, percent, and the words around them."""
    pattern = "".join(words for kind, words in section if kind == "digits" or (kind, words) == ("other", "."))
    whole, _, decimals = pattern.partition(".")
    percent = sum(words.count("%") for kind, words in section if kind == "other")
    stripped = pattern.rstrip(",")
    thousands = len(pattern) - len(stripped)
    grouped = "," in whole.rstrip(",")
    most = sum(sign in "0#?" for sign in decimals)
    least = sum(sign == "0" for sign in decimals)
    try:
        amount = (Decimal(repr(value)) * Decimal(100) ** percent / Decimal(1000) ** thousands).quantize(
            Decimal(1).scaleb(-most), ROUND_HALF_UP
        )
    except InvalidOperation:
        return general(value)
    digits = format(abs(amount), ",f" if grouped else "f")
    before, _, after = digits.partition(".")
    while len(after) > least and after.endswith("0"):
        after = after[:-1]
    if whole.count("0") == 0 and before == "0":
        before = "0" if not after else before
    before = before.rjust(whole.count("0"), "0") if not grouped else before
    number = ("-" if amount < 0 else "") + before + (f".{after}" if after else "")
    written, found = False, []
    for kind, words in section:
        if kind == "digits" or (kind, words) == ("other", "."):
            found.append("" if written else number)
            written = True
        elif kind != "general":
            found.append(words)
    return "".join(found).strip()


def _as_date(value: float, section: list[tuple[str, str]], from_1904: bool) -> str:
    """A serial number of days as the day and time that a format shows."""
    moment = day_and_time(value, from_1904)
    if moment is None:
        return general(value)
    twelve = any(kind == "half" for kind, _ in section)
    found: list[str] = []
    for index, (kind, words) in enumerate(section):
        if kind == "half":
            pair = ("上午", "下午") if words.startswith("上") else ("AM", "PM")
            found.append(pair[moment.hour >= 12])
        elif kind == "date":
            minutes = words.lower().startswith("m") and _beside_time(section, index)
            found.append(_date_piece(moment, value, "n" * len(words) if minutes else words.lower(), twelve))
        elif kind == "digits":
            found.append("")  # parts of seconds
        elif words != "@":
            found.append(words)
    return "".join(found).rstrip(".").strip()


def day_and_time(value: float, from_1904: bool = False) -> datetime | None:
    """The moment that a serial number of days means, to the second; None where it is none.

    Days count from 1899-12-31, with the 29 February 1900 that never was.
    """
    if not 0 <= value <= _LAST_DAY:
        return None
    days = int(value)
    seconds = round((value - days) * 86400)
    first = date(1904, 1, 1) if from_1904 else date(1899, 12, 30) if days > 60 else date(1899, 12, 31)
    try:
        return datetime.combine(first, datetime.min.time()) + timedelta(days=days, seconds=seconds)
    except OverflowError:
        return None


def _beside_time(section: list[tuple[str, str]], index: int) -> bool:
    """Whether an `m` means minutes: hours stand before it or seconds after it."""
    before = next((words for kind, words in reversed(section[:index]) if kind == "date"), "")
    after = next((words for kind, words in section[index + 1 :] if kind == "date"), "")
    return before.lower().strip("[")[:1] == "h" or after.lower().strip("[")[:1] == "s"


def _date_piece(moment: datetime, value: float, token: str, twelve: bool) -> str:
    """One piece of a day or time; `n` stands for minutes."""
    letter, width = token[0], len(token)
    if letter == "[":
        unit = {"h": 24, "m": 1440, "s": 86400}[token[1]]
        return str(int(value * unit + 1e-6))
    if letter in "ye":
        return f"{moment.year:04d}" if width > 2 or letter == "e" else f"{moment.year % 100:02d}"
    if letter == "m":
        return moment.strftime("%b" if width == 3 else "%B") if width > 2 else f"{moment.month:0{width}d}"
    if letter == "d" and width > 2:
        return moment.strftime("%a" if width == 3 else "%A")
    if letter == "a":
        return ("星期" if width > 3 else "") + _WEEKDAYS[moment.weekday()]
    number = {"d": moment.day, "h": moment.hour, "n": moment.minute, "s": moment.second}.get(letter)
    if number is None:
        return ""
    if letter == "h" and twelve:
        number = number % 12 or 12
    return f"{number:0{min(width, 2)}d}"
