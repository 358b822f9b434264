"""Values as cells of a spreadsheet that nobody has set up: typed, clean, and read as what they are.

A file that is double-clicked is read by guesses. Excel takes a cell that begins with = + - or @ for a formula,
in full width and behind blanks too, and whatever looks like a number or a day for one: telephones become
1.38E+10, codes lose their zeros and their sixteenth digit, 3-5 becomes the fifth of March. CSV has no way to say
that a cell is text, so `for_csv` marks such texts by what everybody's Excel respects.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from extract.exports.lists import Kind

Cell = str | int | float | date | None
"""What a spreadsheet's cell can hold; None is an empty cell."""

EXACT_DIGITS = 15
"""Excel keeps so many digits of a number and turns those behind them into zeros."""

LONGEST = 32_767
"""UTF-16 code units of a cell's text. Excel spills what is longer in a CSV file over the rows below."""

FORMULA_MARK = "'"
"""Stands before a text that would be taken for a formula; it is seen in the cell."""

TEXT_MARK = "\t"
"""Stands behind a text that would be taken for a number, a day or a truth value; it is not seen in the cell."""

# Not in any text that a person wrote: controls apart from the line break, signs that turn the direction of writing
# (they make a cell look like another), and code points that XML has no way to write.
_UNWRITABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

# Signs that begin a formula once narrowed to half width; the minus sign proper stands beside the hyphen.
_FORMULA_SIGNS = "=+-@\u2212"

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec"
_NUMBER_LIKE = re.compile(
    rf"""(?ix)
    (?= .* [\d年月日时点] )
    [\d\s.,:/%()+\-~eapm¥$€£₩年月日号时分秒点上下午零〇一二三四五六七八九十]+
    | (?= .* \d ) [\d\s.,:/\-]* (?: {_MONTHS} ) [a-z]* [\d\s.,:/\-]*
    | true | false
    | [#] [a-z/\d]+ [!?]?
    """
)
# What the first sign of all these can be: most texts are told by it alone.
_NUMBER_BEGINS = re.compile(r"(?i)[\d.,:/%(~¥$€£₩#年月日号时分秒点上下午零〇一二三四五六七八九十tfjmasondep]")
_HARMLESS_NUMBER = re.compile(r"0|[1-9]\d{0,7}", re.ASCII)


def clean(text: str) -> str:
    """A text without what no cell can hold.

    Line breaks become LF and tabs blanks; other controls, signs of writing direction and code points outside of
    XML are gone; half a surrogate pair becomes U+FFFD. All else stays, blanks at both ends too.
    """
    if not _UNWRITABLE.search(text):
        return text
    return _UNWRITABLE.sub(_written, text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def _written(found: re.Match[str]) -> str:
    return "\ufffd" if "\ud800" <= found.group() <= "\udfff" else ""


def cell(value: Any, kind: Kind) -> Cell:
    """A value as its column's kind of cell, clean; what does not fit its kind is text.

    Numbers that are no numbers (NaN, infinity) are empty cells. A number of more than EXACT_DIGITS digits is text,
    since a spreadsheet would change it.
    """
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, str):
        return _date(value) if kind == "date" and _ISO_DATE.fullmatch(value) else clean(value)
    if isinstance(value, bytes):
        return clean(value.decode("utf-8", "replace"))
    if isinstance(value, date) and not isinstance(value, datetime):
        return value if kind == "date" else value.isoformat()
    if isinstance(value, (int, float, Decimal)):
        return _number(value) if kind in ("integer", "number") else clean(str(value))
    return clean(str(value))


def _date(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _number(value: int | float | Decimal) -> Cell:
    if isinstance(value, Decimal) and not value.is_finite():
        return None
    if abs(value) >= 10**EXACT_DIGITS:
        return str(value) if isinstance(value, int) else float(value)
    return int(value) if value == int(value) else float(value)


def cut(text: str, limit: int, mark: str) -> str:
    """The text in at most `limit` UTF-16 code units, ending in the mark where something is gone."""
    if len(text) * 2 <= limit or len(text.encode("utf-16-le")) // 2 <= limit:
        return text
    kept = text.encode("utf-16-le")[: 2 * (limit - len(mark))]
    return kept.decode("utf-16-le", "ignore") + mark


def for_csv(content: Cell) -> str:
    """A cell as the field of a CSV file that Excel opens unasked.

    Numbers stay numbers (negative ones too), days stay ISO days. A text that would be a formula stands behind
    FORMULA_MARK, one that would be a number or day before TEXT_MARK. Both can be undone:
    no other text begins or ends so.
    """
    if content is None:
        return ""
    if isinstance(content, str):
        if _first_sign(content.lstrip(FORMULA_MARK)) in _FORMULA_SIGNS:
            return FORMULA_MARK + content
        return content + TEXT_MARK if _is_changed(content) else content
    return content.isoformat() if isinstance(content, date) else str(content)


def _first_sign(text: str) -> str:
    """The first sign of a text that is seen, in half width; a blank where nothing is seen."""
    for sign in text:
        if not sign.isspace() and unicodedata.category(sign) != "Cf":
            return unicodedata.normalize("NFKC", sign)[:1]
    return " "


def _is_changed(text: str) -> bool:
    """Whether Excel would show something else: numbers, days, times, truth values, errors, in any width."""
    if not _NUMBER_BEGINS.match(_first_sign(text)) or _HARMLESS_NUMBER.fullmatch(text):
        return False
    return _NUMBER_LIKE.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None
