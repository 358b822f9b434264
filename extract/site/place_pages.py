"""Places: province, city, county, with the notices issued there, those that help there, and the suppliers from there.

A count takes in what lies below the place. A place of which the registry has nothing is not offered.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from datasette.utils.asgi import NotFound

from extract.site import choosing, listing_rows
from extract.site.notices import by_id as notices_by_id
from extract.site.pages import Page, Row, Visit, address
from extract.site.places import Places, helping, places
from extract.site.shelf import Mask, Shelf
from extract.site.shelves import force, kept, supplier_lines
from extract.site.shelves import notices as all_notices
from extract.site.words import say
from extract.values.gazetteer import by_code

PATH = "/places"
COLUMNS = {
    "issued": ("/notices", "place"),
    "helped": ("/notices", "helps"),
    "suppliers": ("/suppliers", "origin"),
    "listed": ("/suppliers", "place"),
}
"""What is counted of a place, each with the list that it leads to and the list's name for the place."""
_SHOWN = 6

Counts = dict[str | None, Row]


async def provinces(visit: Visit) -> Page:
    """All provinces of which the registry has anything."""
    known, counts = await places(visit), await _counts(visit)
    return Page(
        "places.html",
        say("places.title"),
        say("places.description"),
        {
            "places": _lines(known, counts, (code for code, above in known.parents.items() if above is None)),
            "columns": list(COLUMNS),
            "unplaced": _cells(None, counts.get(None), ("issued",)),
        },
    )


async def place(visit: Visit) -> Page:
    """One place: what lies in it, the notices and suppliers of it, each with the way to all of them."""
    known, counts = await places(visit), await _counts(visit)
    adcode = visit.named("adcode")
    if adcode not in known.names:
        raise NotFound(say("places.missing"))
    path = known.path(adcode)
    below = [code for code, above in known.parents.items() if above == adcode]
    issued = await kept(visit, "notices", all_notices)
    lines = await kept(visit, "supplier_lines", supplier_lines)
    level = known.level(adcode)
    region = by_code(adcode)
    return Page(
        "place.html",
        known.full_names[adcode],
        say("places.description_one", place=known.full_names[adcode]),
        {
            "adcode": adcode,
            "level": ("province", "city", "county")[min(len(path), 3) - 1] if region is None else region.level,
            "former": region.former_names if region else (),
            "trail": [(PATH, say("places.title")), *((f"{PATH}/{code}", known.names[code]) for code in path[:-1])],
            "columns": list(COLUMNS),
            "counts": _cells(adcode, counts.get(adcode), tuple(COLUMNS)),
            "below": _lines(known, counts, below),
            "sections": {
                "issued": await _notices(visit, issued, issued.having(level, adcode)),
                "helped": await _notices(visit, issued, issued.among(await helping(visit, known, adcode))),
                "suppliers": await _suppliers(visit, lines, lines.having(f"origin_{level}", adcode)),
                "listed": await _suppliers(visit, lines, lines.having(f"list_{level}", adcode)),
            },
            "further": [(name, address(f"/{name}", place=adcode)) for name in ("compare", "calendar")],
        },
    )


async def _counts(visit: Visit) -> Counts:
    """What the registry has of each place, by COLUMNS; under None what is of no known place."""

    def read(connection: sqlite3.Connection, today: date) -> Counts:
        return {row["adcode"]: dict(row) for row in connection.execute("SELECT * FROM page_place_counts")}

    return await kept(visit, "place_counts", read)


def _lines(known: Places, counts: Counts, codes: Iterable[str]) -> list[dict[str, Any]]:
    """The places of which there is anything, in the order of their codes, each with its counts."""
    return [
        {"name": known.names[code], "address": f"{PATH}/{code}", "counts": _cells(code, numbers, tuple(COLUMNS))}
        for code in sorted(codes)
        if (numbers := counts.get(code))
    ]


def _cells(adcode: str | None, numbers: Mapping[str, int] | None, names: Iterable[str]) -> list[dict[str, Any]]:
    """Counts as they are shown, each with the address of what was counted."""
    return [
        {
            "name": name,
            "number": number,
            "text": choosing.counted(number),
            "address": address(COLUMNS[name][0], **{COLUMNS[name][1]: adcode or choosing.NONE}),
        }
        for name in names
        for number in [(numbers or {}).get(name, 0)]
    ]


async def _notices(visit: Visit, shelf: Shelf, mask: Mask) -> list[Row]:
    ids = [thing for thing, _ in shelf.shown(mask, 0, _SHOWN)]
    rows = await visit.on_connection(lambda connection: notices_by_id(connection, ids))
    day = visit.today.isoformat()
    return [{**row, "force": force(row["until"], day)} for row in rows]


async def _suppliers(visit: Visit, lines: Shelf, mask: Mask) -> list[Row]:
    """The suppliers shown of a place, each by its newest line among those chosen."""
    shown = [(supplier, ids[0]) for supplier, ids in lines.shown(mask, 0, _SHOWN)]
    rows = await listing_rows.by_id(visit, [line for _, line in shown])
    day = visit.today.isoformat()
    return [
        {**rows[line], "supplier_id": supplier, "force": force(rows[line]["until"], day)}
        for supplier, line in shown
        if line in rows
    ]
