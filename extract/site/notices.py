"""The list of notices: newest first, chosen by place, year, kind of issuer and force."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from datasette.utils.asgi import Response

from extract.site import choosing, paging
from extract.site.choosing import Choice
from extract.site.downloads import columns, download, longest
from extract.site.feeds import NOTICES as FEED
from extract.site.pages import Page, Row, Visit, address
from extract.site.places import Places, helping, places
from extract.site.search import notices_found
from extract.site.shelves import force, force_words, kept
from extract.site.shelves import notices as all_notices
from extract.site.words import say, value_label

PATH = "/notices"
COLUMNS = (
    "title", "doc_number", "issuer", "issuer_kind", "doc_type", "issued_on", "valid_from", "until", "place", "adcode",
    "year", "id",
)  # fmt: skip
"""The columns of a download of notices, in order."""
_BATCH = 500
_NAMES = ("q", "place", "helps", "year", "issuer", "type", "force")


def _choices(known: Places) -> tuple[Choice, ...]:
    def place(adcode: str | None) -> str:
        return say("choosing.none") if adcode is None else known.names.get(adcode, adcode)

    def coded(value: str | None) -> str:
        return say("choosing.none") if value is None else value_label(value, "issuer_kind")

    return (
        Choice("place", ("first", "second", "third"), place, "issued_at"),
        Choice("year", ("year",), lambda value: value or say("choosing.none")),
        Choice("issuer", ("issuer_kind",), coded),
        Choice("type", ("doc_type",), lambda value: value or say("choosing.none")),
        Choice("force", ("force",), force_words),
    )


async def notices(visit: Visit) -> Page | Response:
    """The notices that the address chooses; in another format, all of them in a list."""
    known = await places(visit)
    shelf = await kept(visit, "notices", all_notices)
    query = {name: given for name in _NAMES if (given := visit.asked(name))}
    choices = _choices(known)
    mask = choosing.chosen(shelf, choices, query)
    if helps := query.get("helps"):
        mask &= shelf.among(await helping(visit, known, helps))
    cut = False
    if q := query.get("q"):
        found, cut = await notices_found(visit, q)
        mask &= shelf.among(found)
    if visit.named("format"):
        wanted = [int(row) for row in shelf.rows[mask][: longest(visit)]]
        return await download(visit, say("notices.title"), columns(COLUMNS, "notices"), lambda db: _rows(db, wanted))
    total = shelf.count(mask)
    turned = paging.paging(visit.asked_number("page", 1, paging.LAST, 1), total, PATH, query)
    chips = choosing.chips(choices, query, PATH)
    if helps:
        text = known.full_names.get(helps, helps)
        chips.append(choosing.Chip("helps", text, address(PATH, **{**query, "helps": None})))
    if q:
        chips.append(choosing.Chip("q", say("suppliers.searched", q=q), address(PATH, **{**query, "q": None})))
    ids = [thing for thing, _ in shelf.shown(mask, turned.start, paging.SIZE)]
    shown = await visit.on_connection(lambda db: by_id(db, ids))
    day = visit.today.isoformat()
    return Page(
        "notices.html",
        say("notices.title"),
        say("notices.description"),
        {
            "query": query,
            "chips": chips,
            "groups": choosing.groups(shelf, mask, choices, query, PATH, known.parents),
            "total": choosing.counted(total) + ("+" if cut and total <= choosing.EXACT else ""),
            "paging": turned,
            "notices": [{**row, "force": force(row["until"], day)} for row in shown],
            "feed": address(FEED, place=query.get("place"), issuer=query.get("issuer")),
            "downloads": [(kind, address(f"{PATH}.{kind}", **query)) for kind in ("csv", "xlsx", "json")],
        },
    )


def by_id(connection: sqlite3.Connection, ids: list[int]) -> list[Row]:
    """The notices with these ids as lists show them, in the order of the ids."""
    rows = connection.execute(f"SELECT * FROM page_notices WHERE id IN ({', '.join(map(str, ids))})")
    found = {row["id"]: dict(row) for row in rows}
    return [found[one] for one in ids if one in found]


def _rows(connection: sqlite3.Connection, ids: list[int]) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(ids), _BATCH):
        for row in by_id(connection, ids[start : start + _BATCH]):
            row["issuer_kind"] = value_label(row["issuer_kind"], "issuer_kind") if row["issuer_kind"] else None
            yield tuple(row[column] for column in COLUMNS)
