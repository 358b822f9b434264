"""The fields of sources.toml: what each may hold, and what to say where it holds something else."""

from __future__ import annotations

import codecs
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import regex
from cssselect import SelectorError
from lxml.cssselect import CSSSelector


@dataclass(frozen=True)
class Problem:
    """What is wrong with a field of an entry, and what to write instead."""

    entry: str
    name: str
    what: str

    def __str__(self) -> str:
        return " ".join(part for part in (f"{self.entry}:" if self.entry else "", self.name, self.what) if part)


class _Wrong(ValueError):
    pass


Check = Callable[[Any], Any]


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Wrong('is text in quotes, such as "通知公告"')
    return value.strip()


def _pattern(value: Any) -> regex.Pattern[str]:
    try:
        return regex.compile(_text(value))
    except regex.error as error:
        raise _Wrong(
            f"is no regular expression ({error}); in single quotes backslashes stand as they are: '\\d+'"
        ) from error


def _selector(value: Any) -> CSSSelector:
    try:
        return CSSSelector(_text(value), translator="html")
    except (SelectorError, NotImplementedError) as error:
        raise _Wrong(f'is no CSS selector ({error}); write one such as "ul.list li a"') from error


def _charset(value: Any) -> str:
    try:
        return codecs.lookup(_text(value)).name
    except LookupError as error:
        raise _Wrong('is no encoding that is known; write one such as "gbk" or "utf-8"') from error


def _day(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise _Wrong("is a day without quotes, such as 2024-01-31")


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("is true or false")
    return value


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _Wrong('is a table in braces, such as { address = "https://…/index_{n}.html" }')
    return value


def _number(least: float, whole: bool = True) -> Check:
    def check(value: Any) -> Any:
        kind: Any = int if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kind) or not least <= value < math.inf:
            raise _Wrong(f"is a {'whole ' if whole else ''}number, {least:g} or more")
        return value

    return check


def _numbered(value: Any) -> str:
    text = _text(value)
    if "{n}" not in text and "{from}" not in text:
        raise _Wrong('holds {n} where the number stands, such as "https://…/index_{n}.html"')
    return text


def _header(value: Any) -> str:
    text = _text(value)
    if not text.isascii() or not text.isprintable():
        raise _Wrong("is written in ASCII letters")
    return text


_COMMON: dict[str, Check] = {
    "name": _text,
    "address": _text,
    "title_pattern": _pattern,
    "most_new": _number(1),
    "most_files": _number(0),
    "most_mb": _number(1),
    "attachments": _flag,
    "revisit_days": _number(0),
    "allow_private": _flag,
    "delay": _number(0, whole=False),
}
FIELDS: dict[str, dict[str, Check]] = {
    "list": {
        **_COMMON,
        "links": _selector,
        "link_pattern": _pattern,
        "next": _selector,
        "pages": _table,
        "json": _table,
        "encoding": _charset,
        "since": _day,
        "most_pages": _number(1),
    },
    "page": {
        name: check for name, check in _COMMON.items() if name not in ("title_pattern", "most_new", "revisit_days")
    },
    "feed": {**_COMMON, "link_pattern": _pattern, "since": _day},
    "fetch": {
        "user_agent": _header,
        "contact": _header,
        "timeout": _number(1, whole=False),
        "seconds": _number(1, whole=False),
        "tries": _number(1),
        "longest_wait": _number(0, whole=False),
        "most_redirects": _number(0),
    },
    "pages": {"address": _numbered, "first": _number(0), "last": _number(0), "step": _number(1), "rows": _number(1)},
    "json": {"items": _text, "address": _text, "title": _text, "date": _text, "variable": _text},
}
"""By kind of entry its fields, each with what checks its value."""
_NEEDED = {"list": ("name", "address"), "page": ("name", "address"), "feed": ("name", "address"), "pages": ("address",)}


def checked(entry: str, written: Any, kind: str, problems: list[Problem]) -> dict[str, Any]:
    """The values of an entry that are right; what is wrong is added to `problems`."""
    if not isinstance(written, Mapping):
        problems.append(Problem(entry, "", "is a table with names and values"))
        return {}
    found: dict[str, Any] = {}
    for name, value in written.items():
        check = FIELDS[kind].get(name)
        if check is None:
            problems.append(Problem(entry, name, f"is not known here; there are {', '.join(FIELDS[kind])}"))
            continue
        try:
            found[name] = check(value)
        except _Wrong as error:
            problems.append(Problem(entry, name, str(error)))
    for name in _NEEDED.get(kind, ()):
        if name not in written:
            problems.append(Problem(entry, name, "is missing; write it"))
    return found
