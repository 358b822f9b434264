"""How long a row of a supplier list counts: by columns of its own, else by the list's title or a line under that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from extract.extractors.context import Context
from extract.rules import load
from extract.values import dates

Days = tuple[str | None, str | None]
"""The first and the last day, ISO 8601; None for one that is not given."""

_HEAD = 300
_HEAD_LINES = 5
"""Characters and lines at the beginning of an annex among which its list's validity is looked for."""


def of_row(context: Context, start: int, extra: Mapping[str, str], title: str | None) -> Days:
    """The first and last day of the row that begins at a place, `extra` its columns without a name of their own."""
    own = _of_columns(context, extra)
    if own != (None, None):
        return own
    annex = context.notice.annex_at(start)
    low = annex.start if annex is not None else None
    return context.once(("listings.validity", title, low), lambda: _of_list(context, start, low, title))


def _of_columns(context: Context, extra: Mapping[str, str]) -> Days:
    """The days under headings of validity, which may say in two columns when it begins and when it ends."""
    heading_rule = load("listings")["validity_heading"]
    first = last = None
    for heading, value in extra.items():
        if heading_rule.search(heading) and load("listings")["year_printed"].search(value):
            begins, ends = _days(context, f"{heading} {value}", len(heading) + 1)
            first, last = first or begins, last or ends
    return first, last


def _of_list(context: Context, start: int, low: int | None, title: str | None) -> Days:
    """The days in a list's title, where they are a span of years or called its validity; else those right under it."""
    rules = load("listings")
    named = rules["validity_words"].search(title or "")
    for found in dates.find(title or "", on=context.issued_on):
        first, last = found.value.starts_on, found.value.ends_on
        if title and (named or (first and last and first.year < last.year)):
            return _days(context, title, found.start)
    head = context.text[low : min(start, low + _HEAD)] if low is not None else ""
    line = next((line for line in head.split("\n")[:_HEAD_LINES] if rules["validity_line"].search(line)), None)
    return _days(context, line, 0) if line else (None, None)


def _days(context: Context, words: str, start: int) -> Days:
    """The first period or day that a text gives from an offset on, by itself the last one unless it is a period.

    Where the words right before it say that it begins (起始, 自) or ends (截至, 到期) something, it is only that.
    """
    rules = load("listings")
    found = next((found for found in dates.find(words, on=context.issued_on) if found.start >= start), None)
    if found is None:
        return None, None
    first, last, before = found.value.starts_on, found.value.ends_on, words[: found.start]
    if first is None or last is None or _is_one(first, last, found.value.precision):
        if rules["validity_begins"].search(before):
            first, last = first or last, None
        elif last is not None and (found.value.precision != "year" or rules["validity_ends"].search(before)):
            first = None
    return first.isoformat() if first else None, last.isoformat() if last else None


def _is_one(first: date, last: date, precision: str) -> bool:
    """Whether two days are the first and last of one day, month or year that is printed, and of no period."""
    if first.year != last.year or precision not in ("day", "month", "year"):
        return False
    return precision == "year" or (first.month == last.month and (precision == "month" or first == last))
