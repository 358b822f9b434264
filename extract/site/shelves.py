"""The shelves of a registry, and whatever else is made of the whole of it: once, and again when it has changed."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from extract.relations import columns
from extract.site.pages import Visit
from extract.site.shelf import Attribute, Ints, Shelf
from extract.site.words import say

Made = TypeVar("Made")
State = tuple[object, ...]

_kept: dict[tuple[str, str], tuple[State, Any]] = {}
_making = threading.Lock()


def force(until: str | None, today: str) -> str | None:
    """Whether what runs until a day is in force: `current`, `past`, or None where no day is stated."""
    if not until:
        return None
    return "current" if until >= today else "past"


def force_words(state: str | None) -> str:
    """What `force` gives, in the interface's words; anything else is not stated."""
    return say(f"force.{state if state in ('current', 'past') else 'unknown'}")


async def kept(visit: Visit, name: str, make: Callable[[sqlite3.Connection, date], Made]) -> Made:
    """What is made of the registry under this name; made anew after the registry's file or the day has changed."""
    path, today = Path(visit.database.path), visit.today
    state: State = (*_state(path), today)

    def find(connection: sqlite3.Connection) -> Made:
        found = _kept.get((str(path), name))
        if found is None or found[0] != state:
            with _making:
                found = _kept.get((str(path), name))
                if found is None or found[0] != state:
                    for gone in [key for key in _kept if not Path(key[0]).exists()]:
                        del _kept[gone]
                    found = _kept[str(path), name] = (state, make(connection, today))
        made: Made = found[1]
        return made

    return await visit.on_connection(find)


def _state(path: Path) -> State:
    """What tells one state of a registry's file from another: sizes and times of the file and its log."""
    seen = []
    for file in (path, path.with_name(path.name + "-wal")):
        try:
            found = file.stat()
        except OSError:
            continue
        seen.append((found.st_mtime_ns, found.st_size))
    return tuple(seen)


def supplier_lines(connection: sqlite3.Connection, today: date) -> Shelf:
    """The lines of all lists by their suppliers: those listed last come first, then by name."""
    lines = columns.lines(connection)
    day = int(today.strftime("%Y%m%d"))
    state = np.where(lines.until == 0, -1, np.where(lines.until >= day, 0, 1)).astype(np.int32)
    attributes = {
        "notice": Attribute.of_numbers(lines.notice),
        "ownership": Attribute((lines.ownership - 1).astype(np.int32), lines.ownerships),
        "force": Attribute(state, ("current", "past")),
    }
    for name in ("list_first", "list_second", "list_third", "origin_first", "origin_second", "origin_third"):
        attributes[name] = Attribute.of_numbers(getattr(lines, name))
    return Shelf(lines.id, lines.supplier, attributes)


def notices(connection: sqlite3.Connection, today: date) -> Shelf:
    """All notices, newest first."""
    day = today.isoformat()
    found = connection.execute(
        "SELECT id, year, issuer_kind, doc_type, until, first, second, third, status FROM page_notices "
        "ORDER BY issued_on IS NULL, issued_on DESC, id"
    ).fetchall()
    columns = list(zip(*found, strict=True)) if found else [()] * 9
    ids = np.array(columns[0], dtype=np.int64)
    names = ("year", "issuer_kind", "doc_type", "until", "first", "second", "third", "status")
    attributes = {name: Attribute.of(columns[1 + place]) for place, name in enumerate(names) if name != "until"}
    attributes["force"] = Attribute.of([force(until, day) for until in columns[4]])
    return Shelf(ids, ids, attributes)


def platform_lines(connection: sqlite3.Connection, lines: Shelf) -> dict[str, Ints]:
    """Where on a shelf of lines those stand whose notice names a platform, by the platform; most named first."""
    notices: dict[str, list[str]] = {}
    for name, notice in connection.execute(
        "SELECT DISTINCT name, notice_id FROM platforms WHERE notice_id IN (SELECT notice_id FROM page_listings)"
    ):
        notices.setdefault(name, []).append(str(notice))
    most_first = sorted(notices, key=lambda name: (-len(notices[name]), name))
    return {name: np.flatnonzero(lines.about("notice", notices[name])).astype(np.int32) for name in most_first}
