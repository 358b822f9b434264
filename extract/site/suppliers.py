"""The registry that buyers browse: suppliers by place, origin, ownership and force, and a page for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from datasette.utils.asgi import NotFound, Response

from extract.site import choosing, listing_rows, paging
from extract.site.choosing import Choice, Group, Offer
from extract.site.downloads import columns, download, longest
from extract.site.pages import Page, Row, Visit, address
from extract.site.places import Places, places
from extract.site.search import rows_found
from extract.site.shelf import Ints, Mask, Shelf
from extract.site.shelves import force, force_words, kept, platform_lines, supplier_lines
from extract.site.words import say

PATH = "/suppliers"
_SHOWN_LINES = 3
_NAMES = ("q", "place", "origin", "force", "ownership", "platform", "notice")


def _choices(known: Places) -> tuple[Choice, ...]:
    def place(adcode: str | None) -> str:
        return say("choosing.none") if adcode is None else known.names.get(adcode, adcode)

    def plain(value: str | None) -> str:
        return say("choosing.none") if value is None else value

    return (
        Choice("place", ("list_first", "list_second", "list_third"), place),
        Choice("origin", ("origin_first", "origin_second", "origin_third"), place),
        Choice("force", ("force",), force_words),
        Choice("ownership", ("ownership",), plain),
    )


async def suppliers(visit: Visit) -> Page | Response:
    """The list of suppliers that the address chooses; in another format, all their lines in lists."""
    known = await places(visit)
    lines = await kept(visit, "supplier_lines", supplier_lines)
    platforms = await kept(visit, "platform_lines", lambda db, _: platform_lines(db, lines))
    query = {name: given for name in _NAMES if (given := visit.asked(name))}
    choices = _choices(known)
    mask = choosing.chosen(lines, choices, query)
    if platform := query.get("platform"):
        named = lines.none()
        named[platforms.get(platform, [])] = True
        mask &= named
    if notice := query.get("notice"):
        mask &= lines.having("notice", notice)
    cut = False
    if q := query.get("q"):
        found, cut = await rows_found(visit, q)
        mask &= lines.among(found)
    if visit.named("format"):
        ids = [int(row) for row in lines.rows[mask][: longest(visit)]]
        shown = columns(listing_rows.COLUMNS, "listings")
        return await download(visit, say("suppliers.title"), shown, lambda db: listing_rows.rows(db, ids))
    total = lines.count(mask)
    turned = paging.paging(visit.asked_number("page", 1, paging.LAST, 1), total, PATH, query)
    groups = choosing.groups(lines, mask, choices, query, PATH, known.parents)
    if "platform" not in query:
        groups += _platform_group(lines, mask, platforms, query)
    chips = choosing.chips(choices, query, PATH) + await _other_chips(visit, query)
    title = (
        say("suppliers.title_chosen", what=say("site.joined.items").join(chip.text for chip in chips))
        if chips
        else say("suppliers.title")
    )
    return Page(
        "suppliers.html",
        title,
        say("suppliers.description"),
        {
            "query": query,
            "chips": chips,
            "groups": groups,
            "total": choosing.counted(total) + ("+" if cut and total <= choosing.EXACT else ""),
            "paging": turned,
            "suppliers": await _shown(visit, lines, mask, turned),
            "downloads": [(kind, address(f"{PATH}.{kind}", **query)) for kind in ("csv", "xlsx", "json")],
        },
    )


async def _other_chips(visit: Visit, query: dict[str, str]) -> list[choosing.Chip]:
    chips = []
    for name in ("q", "platform", "notice"):
        if given := query.get(name):
            text = say("suppliers.searched", q=given) if name == "q" else given
            if name == "notice":
                row = await visit.row("SELECT title FROM notices WHERE id = :id", id=given)
                text = (row or {}).get("title") or say("notice.untitled")
            chips.append(choosing.Chip(name, text, address(PATH, **{**query, name: None})))
    return chips


def _platform_group(lines: Shelf, mask: Mask, platforms: Mapping[str, Ints], query: dict[str, str]) -> list[Group]:
    offers = []
    for name in list(platforms)[: choosing.OFFERED]:
        if number := lines.count_at(mask, platforms[name]):
            offers.append(Offer(name, choosing.counted(number), address(PATH, **{**query, "platform": name})))
    return [Group("platform", tuple(offers), ())] if offers else []


async def _shown(visit: Visit, lines: Shelf, mask: Mask, turned: paging.Paging) -> list[dict[str, Any]]:
    """The suppliers of a page, each with its first lines among those chosen and how many there are."""
    shown = lines.shown(mask, turned.start, paging.SIZE)
    rows = await listing_rows.by_id(visit, [row for _, ids in shown for row in ids[:_SHOWN_LINES]])
    day = visit.today.isoformat()
    return [
        {
            "id": supplier,
            "lines": [
                {**rows[row], "force": force(rows[row]["until"], day)} for row in ids[:_SHOWN_LINES] if row in rows
            ],
            "more": max(0, len(ids) - _SHOWN_LINES),
        }
        for supplier, ids in shown
    ]


async def supplier(visit: Visit) -> Page:
    """One supplier: each list it stands on, with the words as printed, its contacts, products and years."""
    known = await visit.row("SELECT id, name FROM suppliers WHERE id = :id", id=int(visit.named("id")))
    if known is None:
        raise NotFound(say("supplier.missing"))
    ids = await visit.rows("SELECT id FROM page_listings WHERE supplier_id = :id LIMIT 500", id=known["id"])
    lines = list((await listing_rows.by_id(visit, [row["id"] for row in ids])).values())
    lines.sort(key=lambda line: (line["issued_on"] or "", line["id"]), reverse=True)
    day = visit.today.isoformat()
    for line in lines:
        line["force"] = force(line["until"], day)
        line["extra"] = listing_rows.extra(line["extra"])
    products = await _products(visit, [row["id"] for row in ids])
    return Page(
        "supplier.html",
        known["name"],
        say("supplier.description", name=known["name"], n=len(lines)),
        {
            "supplier": known,
            "lines": lines,
            "products": products,
            "calls": _calls(lines),
            "years": _years(lines),
            "state": _state(lines),
            "trail": [(PATH, say("suppliers.title"))],
        },
    )


async def _products(visit: Visit, listings: Sequence[int]) -> list[Row]:
    marks = ", ".join(str(int(row)) for row in listings)
    return await visit.rows(
        "SELECT products.*, notices.issued_on FROM products JOIN notices ON notices.id = products.notice_id "
        f"WHERE listing_id IN ({marks}) ORDER BY notices.issued_on DESC, products.id LIMIT 500"
    )


def _calls(lines: Sequence[Row]) -> list[Row]:
    """Whom to call, each person and number once, those of lists in force and of new ones first."""
    found: dict[tuple[object, object], Row] = {}
    for line in sorted(lines, key=lambda line: line["force"] != "current"):
        if line["phone"]:
            found.setdefault((line["contact"], line["phone"]), line)
    return list(found.values())


def _state(lines: Sequence[Row]) -> str | None:
    """The best that any of the lists is: in force, else not stated, else past."""
    states = {line["force"] for line in lines}
    return "current" if "current" in states else None if None in states else "past"


def _years(lines: Sequence[Row]) -> list[dict[str, Any]]:
    """The supplier's years on lists, from the first to the last, with the lists of each."""
    by_year: dict[int, list[Row]] = {}
    for line in lines:
        if line["year"] and str(line["year"]).isdecimal():
            by_year.setdefault(int(line["year"]), []).append(line)
    if not by_year:
        return []
    return [{"year": year, "lines": by_year.get(year, [])} for year in range(min(by_year), max(by_year) + 1)]
