"""The gazetteer as pages need it: names and parents by code, read once for each registry."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from extract.site.pages import Visit
from extract.site.shelves import kept

LEVELS = ("first", "second", "third")
"""Province, what lies under it, and what lies under that, as relations and shelves name them."""


@dataclass(frozen=True)
class Places:
    """Divisions by their GB/T 2260 codes: their own names, their full names, and their parents' codes."""

    names: Mapping[str, str]
    full_names: Mapping[str, str]
    parents: Mapping[str, str | None]

    def path(self, adcode: str) -> list[str]:
        """The codes from the province down to a place; empty where it is unknown."""
        found: list[str] = []
        place: str | None = adcode if adcode in self.names else None
        while place is not None:
            found.insert(0, place)
            place = self.parents.get(place)
        return found

    def level(self, adcode: str) -> str:
        """The one of LEVELS at which relations and shelves name a place."""
        return LEVELS[max(len(self.path(adcode)), 1) - 1]


async def helping(visit: Visit, known: Places, adcode: str) -> list[int]:
    """The notices that help a place or what lies in it, by their ids."""
    sql = f"SELECT DISTINCT notice_id FROM page_helped WHERE {known.level(adcode)} = :adcode"
    return [row["notice_id"] for row in await visit.rows(sql, adcode=adcode)]


async def places(visit: Visit) -> Places:
    """The divisions that the registry knows."""
    return await kept(visit, "places", _read)


def _read(connection: sqlite3.Connection, today: date) -> Places:
    rows = connection.execute("SELECT adcode, name, full_name, parent_adcode FROM regions").fetchall()
    return Places(
        {adcode: name for adcode, name, _, _ in rows},
        {adcode: full_name for adcode, _, full_name, _ in rows},
        {adcode: parent for adcode, _, _, parent in rows},
    )
