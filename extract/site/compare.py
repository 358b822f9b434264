"""The comparison of policies: a row for each place and year, a column for each term, each cell with its words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from datasette.utils.asgi import Response

from extract.relations.figures import TERMS
from extract.site import choosing, compare_lists, paging, place_names
from extract.site.choosing import Chip, Choice, Group, Offer
from extract.site.compare_cells import cells, state
from extract.site.compare_charts import charts
from extract.site.compare_facts import COLUMNS, Facts, read
from extract.site.comparing import LEVELS, Comparison, Key, comparison
from extract.site.downloads import download
from extract.site.pages import Page, Row, Visit, address
from extract.site.places import Places, places
from extract.site.search import notices_found
from extract.site.shelf import Ints, Mask
from extract.site.shelves import kept
from extract.site.words import say, value_label

PATH = "/compare"
SIZE = 20
"""How many rows a page shows: each is as tall as several lines of a list."""
PICKED = 60
"""So many rows can be picked to stand beside each other."""
_NAMES = ("q", "place", "places", "year", "issuer", "term", "all", "only", "sort")
# The ends of an address's parameter that name the order: the column alone, or from the least on.
_UP = ".up"


@dataclass(frozen=True)
class Chosen:
    """What an address chooses: the notices, the rows in order, the query, its chips, and how many rows were left out.

    `cut` says that a search found more notices than are looked at.
    """

    held: Comparison
    known: Places
    mask: Mask
    things: Ints
    query: dict[str, str]
    picked: tuple[str, ...]
    chips: list[Chip]
    left_out: int
    cut: bool


async def compare(visit: Visit) -> Page | Response:
    """The rows that the address chooses; in another format, all of them, by row or (`form=long`) by figure."""
    found = await _chosen(visit)
    if visit.named("format"):
        long = visit.asked("form") == "long"
        listed = compare_lists.figures if long else compare_lists.rows
        columns = compare_lists.LONG if long else compare_lists.WIDE
        day = visit.today.isoformat()
        title = say("compare.title_long" if long else "compare.title")
        wanted = [int(thing) for thing in found.things[: compare_lists.LONGEST]]
        return await download(
            visit, title, columns, lambda db: listed(db, found.held, found.known, found.mask, wanted, day)
        )
    total = len(found.things)
    turned = paging.paging(
        visit.asked_number("page", 1, paging.LAST, 1), total, PATH, _with_picks(found), size=SIZE
    )  # fmt: skip
    things = [int(one) for one in found.things[turned.start : turned.start + SIZE]]
    shown = await _rows(visit, found, things)
    return Page(
        "compare.html",
        say("compare.title"),
        say("compare.description"),
        {
            "query": found.query,
            "chips": found.chips,
            "groups": _groups(found),
            "total": choosing.counted(total) + ("+" if found.cut and total <= choosing.EXACT else ""),
            "left_out": choosing.counted(found.left_out) if found.left_out else None,
            "switch": address(PATH, **{**_with_picks(found), "all": None if "all" in found.query else "1"}),
            "heads": _heads(found),
            "shown": shown,
            "charts": await visit.on_connection(lambda db: charts(db, found.held, found.mask, found.known)),
            "paging": turned,
            "picked": found.picked,
            "elsewhere": [name for name in found.picked if name not in {row["name"] for row in shown}],
            "pick_again": _without(_with_picks(found), "only"),
            "downloads": _downloads(found, None),
            "downloads_long": _downloads(found, "long"),
        },
    )


def _with_picks(found: Chosen) -> dict[str, str]:
    return {**found.query, "pick": ",".join(found.picked)}


def _downloads(found: Chosen, form: str | None) -> list[tuple[str, str]]:
    query = {**_with_picks(found), "form": form or ""}
    return [(kind, address(f"{PATH}.{kind}", **query)) for kind in ("csv", "xlsx", "json")]


def _choices(known: Places) -> tuple[Choice, ...]:
    def place(adcode: str | None) -> str:
        return say("choosing.none") if adcode is None else known.names.get(adcode, adcode)

    def kind(value: str | None) -> str:
        return say("choosing.none") if value is None else value_label(value, "issuer_kind")

    return (
        Choice("place", LEVELS, place, "issued_at"),
        Choice("year", ("year",), lambda value: value or say("choosing.none")),
        Choice("issuer", ("issuer_kind",), kind),
    )


async def _chosen(visit: Visit) -> Chosen:
    known = await places(visit)
    held = await kept(visit, "comparison", comparison)
    query = {name: given for name in _NAMES if (given := visit.asked(name))}
    if query.get("term") not in TERMS:
        query.pop("term", None)
    if _order(query.get("sort", ""))[0] is None:
        query.pop("sort", None)
    picked = _picked(visit)
    if not picked:
        query.pop("only", None)
    choices = _choices(known)
    mask = choosing.chosen(held.shelf, choices, query)
    with_picks = {**query, "pick": ",".join(picked)}
    chips = [_renamed(chip) for chip in choosing.chips(choices, with_picks, PATH)]
    if asked := query.get("places"):
        words = place_names.words(asked)
        mask &= _at(held, known, words)
        chips += _place_chips(known, words, with_picks)
    if term := query.get("term"):
        mask = held.with_figures(mask, term)
        chips.append(Chip("term", say(f"compare.columns.{term}"), _without(with_picks, "term")))
    if "only" in query:
        mask &= held.named(picked)
        chips.append(Chip("pick", say("compare.picked", n=len(picked)), _without(with_picks, "only", "pick")))
    cut = False
    if q := query.get("q"):
        numbers, cut = await notices_found(visit, q)
        mask &= held.shelf.among(numbers)
        chips.append(Chip("q", say("compare.searched", q=q), _without(with_picks, "q")))
    every = held.things(mask)
    if "all" not in query and "only" not in query:
        mask = held.with_figures(mask)
    things = held.things(mask)
    return Chosen(
        held, known, mask, _ordered(held, mask, things, query), query, picked, chips, len(every) - len(things), cut
    )  # fmt: skip


def _renamed(chip: Chip) -> Chip:
    return replace(chip, name="issued_at") if chip.name == "place" else chip


def _without(query: dict[str, str], *names: str) -> str:
    return address(PATH, **{**query, **dict.fromkeys(names, None)})


def _picked(visit: Visit) -> tuple[str, ...]:
    """The names of the rows that are picked, each once; addresses join them by commas, the form sends them singly."""
    given = visit.request.args.getlist("pick")[: 2 * PICKED]
    names = [name.strip() for one in given for name in one.replace("\0", "").split(",")]
    return tuple(dict.fromkeys(name[:300] for name in names if name))[:PICKED]


def _at(held: Comparison, known: Places, words: list[str]) -> Mask:
    """The notices of the places that these words name, and of all that lies in them."""
    codes = [code for word in words for code in place_names.named(known, word)]
    mask = held.shelf.none()
    for level in LEVELS:
        mask |= held.shelf.about(level, codes)
    return mask


def _place_chips(known: Places, words: list[str], query: dict[str, str]) -> list[Chip]:
    chips = []
    for word in words:
        codes = place_names.named(known, word)
        text = say("site.joined.items").join(known.names[code] for code in codes) or say("compare.no_place", name=word)
        rest = " ".join(other for other in words if other != word)
        chips.append(Chip("places", text, address(PATH, **{**query, "places": rest})))
    return chips


def _order(given: str) -> tuple[str | None, bool]:
    """The order that an address names, and whether it is from the least on; None where it names none."""
    name, up = given.removesuffix(_UP), given.endswith(_UP)
    return (name, up) if name in ("year", *TERMS) else (None, False)


def _ordered(held: Comparison, mask: Mask, things: Ints, query: dict[str, str]) -> Ints:
    name, up = _order(query.get("sort", ""))
    if name is None:
        return things
    if name == "year":
        return held.by_year(things, up)
    return held.ordered(things, held.main(mask, name), up)


def _heads(found: Chosen) -> list[dict[str, Any]]:
    """The heads of the columns: the place, then the terms; those that can be ordered by with the address that does."""
    order, up = _order(found.query.get("sort", ""))
    heads: list[dict[str, Any]] = []
    for name in ("place", *COLUMNS):
        head: dict[str, Any] = {"name": name, "address": None, "sorted": None, "unit": None}
        if name in TERMS:
            head["unit"] = say(f"compare.units.{name}")
        if name == "place":
            head |= {"address": address(PATH, **{**_with_picks(found), "sort": None})}
            head["sorted"] = "ascending" if order is None else None
            turned = "year" if order != "year" or up else "year" + _UP
            head["year"] = address(PATH, **{**_with_picks(found), "sort": turned})
            head["year_sorted"] = None if order != "year" else "ascending" if up else "descending"
        elif name in TERMS:
            turned = name if order != name or up else name + _UP
            head |= {"address": address(PATH, **{**_with_picks(found), "sort": turned})}
            head["sorted"] = None if order != name else "ascending" if up else "descending"
        heads.append(head)
    return heads


def _groups(found: Chosen) -> list[Group]:
    query = _with_picks(found)
    offered = choosing.groups(found.held.shelf, found.mask, _choices(found.known), query, PATH, found.known.parents)
    groups = [replace(group, name="issued_at") if group.name == "place" else group for group in offered]
    if "term" not in found.query:
        offers = []
        for term in TERMS:
            if number := len(found.held.things(found.held.with_figures(found.mask, term))):
                text, where = say(f"compare.columns.{term}"), address(PATH, **{**query, "term": term})
                offers.append(Offer(text, choosing.counted(number), where))
        groups.append(Group("term", tuple(offers), ()))
    return groups


async def _rows(visit: Visit, found: Chosen, things: list[int]) -> list[dict[str, Any]]:
    """The rows of a page: their place, year, notices and cells."""
    numbers = {thing: found.held.notices(thing, found.mask) for thing in things}
    wanted = [number for some in numbers.values() for number in some]
    facts = await visit.on_connection(lambda db: read(db, wanted))
    day = visit.today.isoformat()
    return [_row(found, facts, found.held.key(thing), numbers[thing], day) for thing in things]


def _row(found: Chosen, facts: Facts, key: Key, numbers: list[int], day: str) -> dict[str, Any]:
    notices: list[Row] = [
        {**facts.notices[number], "state": state(facts.notices[number], day)}
        for number in numbers
        if number in facts.notices
    ]
    return {
        "name": key.name,
        "adcode": key.adcode,
        "place": compare_lists.place_name(found.known, key),
        "year": key.year,
        "notices": notices,
        "cells": cells(found.held, facts, numbers, day),
        "picked": key.name in found.picked,
    }
