"""`sources.toml`: which lists, pages and feeds to look at, and how; its form is in docs/sources.toml.

Whatever is wrong with the file is said at once, each with its entry and what to write instead.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import regex
from lxml.cssselect import CSSSelector

from extract.fetching.client import normal
from extract.fetching.errors import Refused
from extract.fetching.source_checks import FIELDS, Problem, checked

Kind = Literal["list", "page", "feed"]
_TELLING = frozenset({"links", "link_pattern", "title_pattern", "json"})
"""The fields that say which links of a list are notices."""
KINDS: tuple[Kind, ...] = ("list", "page", "feed")


class SourcesError(Exception):
    """A sources.toml that cannot be used; the message has a line for each thing that is wrong."""


@dataclass(frozen=True)
class Numbered:
    """Further pages of a list by number: `address` holds `{n}`, or `{from}` and `{to}` for rows counted from 1."""

    address: str
    first: int = 2
    last: int | None = None
    step: int = 1
    rows: int = 0


@dataclass(frozen=True)
class JsonItems:
    """Where in a JSON answer the notices are: paths such as `data.list`; `{name}` in `address` are fields.

    With `variable` the JSON is what a script in the page assigns to it.
    """

    items: str = ""
    address: str = "url"
    title: str = "title"
    date: str | None = None
    variable: str | None = None


@dataclass(frozen=True)
class Source:
    """One entry of the file. Patterns are searched for, in addresses and titles."""

    kind: Kind
    name: str
    address: str
    links: CSSSelector | None = None
    link_pattern: regex.Pattern[str] | None = None
    title_pattern: regex.Pattern[str] | None = None
    next: CSSSelector | None = None
    pages: Numbered | None = None
    json: JsonItems | None = None
    encoding: str | None = None
    since: date | None = None
    most_pages: int = 5
    most_new: int = 50
    most_files: int = 30
    most_mb: int = 50
    attachments: bool = True
    revisit_days: int = 0
    allow_private: bool = False
    delay: float = 2.0
    definition: str = ""
    """A fingerprint of the entry: where it changes, its lists are gone through anew."""

    @property
    def private_hosts(self) -> frozenset[str]:
        """The hosts that may be at private addresses: the source's own, where it says so."""
        host = urlsplit(self.address).hostname
        return frozenset({host}) if self.allow_private and host else frozenset()


@dataclass(frozen=True)
class Settings:
    """How to behave, for all sources."""

    user_agent: str = ""
    contact: str = ""
    timeout: float = 20.0
    seconds: float = 180.0
    tries: int = 3
    longest_wait: float = 60.0
    most_redirects: int = 5


@dataclass(frozen=True)
class Sources:
    """The whole file."""

    settings: Settings = field(default_factory=Settings)
    sources: tuple[Source, ...] = ()

    def named(self, names: tuple[str, ...]) -> Sources:
        """Only the sources of these names, all where there are none. Raises SourcesError for a name that is none."""
        known = {source.name for source in self.sources}
        for name in names:
            if name not in known:
                raise SourcesError(f"{name}: no source of this name; there are {', '.join(sorted(known))}")
        return replace(self, sources=tuple(one for one in self.sources if not names or one.name in names))


def load(path: Path) -> Sources:
    """The sources of a file. Raises SourcesError with all that is wrong with it, OSError where it cannot be read."""
    try:
        written = tomllib.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourcesError(f"{path}: not written in UTF-8; save it so") from error
    except tomllib.TOMLDecodeError as error:
        raise SourcesError(f"{path}: not TOML: {error}") from error
    problems: list[Problem] = []
    for key in written:
        if key not in (*KINDS, "fetch"):
            problems.append(
                Problem("", key, "is no part of this file; entries are [[list]], [[page]], [[feed]] and [fetch]")
            )
    settings = _settings(written.get("fetch", {}), problems)
    sources: list[Source] = []
    for kind in KINDS:
        entries = written.get(kind, [])
        if not isinstance(entries, list):
            problems.append(Problem("", kind, f"is written [[{kind}]] with double brackets, once for each source"))
            continue
        sources += [_source(kind, number, entry, problems) for number, entry in enumerate(entries, 1)]
    _unique(sources, problems)
    if not sources and not problems:
        problems.append(
            Problem("", "", "holds no source; write an entry [[list]], [[page]] or [[feed]] with name and address")
        )
    if problems:
        raise SourcesError("\n".join(f"{path}: {problem}" for problem in problems))
    return Sources(settings, tuple(sources))


def _settings(written: Any, problems: list[Problem]) -> Settings:
    values = checked("[fetch]", written, "fetch", problems)
    return Settings(**{one.name: values[one.name] for one in fields(Settings) if one.name in values})


def _source(kind: Kind, number: int, written: Any, problems: list[Problem]) -> Source:
    name = written.get("name") if isinstance(written, Mapping) else None
    entry = f"[[{kind}]] {number}" + (f" ({name})" if isinstance(name, str) else "")
    values = checked(entry, written, kind, problems)
    address = values.get("address", "")
    if address:
        try:
            address = normal(address)
        except Refused as error:
            problems.append(Problem(entry, "address", f"is {error}"))
    if isinstance(values.get("pages"), dict):
        pages = checked(f"{entry} pages", values["pages"], "pages", problems)
        values["pages"] = Numbered(**pages) if "address" in pages else None
    if isinstance(values.get("json"), dict):
        values["json"] = JsonItems(**checked(f"{entry} json", values["json"], "json", problems))
    if kind == "list" and isinstance(written, Mapping) and not _TELLING.intersection(written):
        problems.append(
            Problem(
                entry,
                "links",
                'is missing: say which links are notices, by links = "ul.list a" (a CSS selector), by '
                "link_pattern or title_pattern (regular expressions), or by json",
            )
        )
    fingerprint = hashlib.sha256(repr(sorted(written.items() if isinstance(written, Mapping) else ())).encode())
    return Source(**{**values, "kind": kind, "name": values.get("name", entry), "address": address},
                  definition=fingerprint.hexdigest()[:16])  # fmt: skip


def _unique(sources: list[Source], problems: list[Problem]) -> None:
    seen: set[str] = set()
    for source in sources:
        if source.name in seen:
            problems.append(
                Problem(f"[[{source.kind}]] {source.name}", "name", "is another source's too; name it otherwise")
            )
        seen.add(source.name)


assert {name for kind in KINDS for name in FIELDS[kind]} <= {one.name for one in fields(Source)}
