"""One notice: its parts, its facts beside its text, the pages they stand on, and the notices it has to do with."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from datasette.utils.asgi import NotFound, Response
from markupsafe import Markup

from extract.page_pictures import DRAWN
from extract.registry.series import PREDECESSOR
from extract.site.downloads import columns, download
from extract.site.notice_facts import WEB_ADDRESS, Facts, Group, PlaceOnPage, Shown, form_columns, in_order
from extract.site.notice_records import FACTS, LISTS, Record, read_record, spans_within
from extract.site.notice_text import Body, Marks, contents, cuts, grids
from extract.site.notices import PATH
from extract.site.pages import Page, Row, Visit, address
from extract.site.shelves import force
from extract.site.words import say, value_label

ADDRESS = r"/notices/(?P<id>\d{1,18})(\.(?P<format>csv|xlsx|json))?"
COLUMNS = ("table_name", "value", "note", "page", "quote", "confidence", "reason", "start", "end", "row_id")
"""The columns of a download of one notice's facts, in order."""
_MOST_PAGES = 80
_PAD = 0.004
_RELATIONS = ("forwards", "extends", "amends", "repeals", "basis", "other")


@dataclass(frozen=True)
class Sheet:
    """A page of an original with the places of facts on it: (key of the fact, whether it begins here, boxes)."""

    place: PlaceOnPage
    marks: tuple[tuple[str, bool, tuple[tuple[float, float, float, float], ...]], ...]


@dataclass(frozen=True)
class Text:
    """The piece of the text that is shown, as HTML, its number from 1, and the addresses of all pieces."""

    html: Markup
    number: int
    pieces: tuple[str, ...]
    low: int
    high: int


async def notice(visit: Visit) -> Page | Response:
    """The page of one notice; in another format, all that was read in it."""
    number = int(visit.named("id"))
    if kind := visit.named("format"):
        return await _download(visit, number, kind)
    at = visit.asked_number("at", 0, 10**9, 0)

    def ask(connection: sqlite3.Connection) -> tuple[Record, Text] | None:
        record = read_record(connection, number)
        return None if record is None else (record, _text(connection, record, at))

    found = await visit.on_connection(ask)
    if found is None:
        raise NotFound(say("notice.missing"))
    record, text = found
    own = record.notice
    earlier = await visit.row(f"SELECT ({PREDECESSOR}) AS id FROM notices WHERE id = :id", id=number)
    title = own["title"] or say("notice.untitled")
    facts = Facts(record)
    groups, lists = facts.groups(), {table: facts.lines(table) for table in LISTS}
    forms = facts.lines("forms")
    unread = facts.unread()
    shown = [*_all(groups), *lists["listings"], *lists["products"], *forms, *unread]
    sheets = _sheets(record, facts, shown)
    described = filter(None, (own["issuer"] or own["place"], own["doc_number"], own["issued_on"]))
    return Page(
        "notice.html",
        title,
        say("notice.description", title=title, what=say("site.joined.parts").join(described)),
        {
            "notice": own,
            "force": force(own["until"], visit.today.isoformat()),
            "ocr": any(fact.row.get("read_by") == "ocr" for fact in shown),
            "earlier": earlier and earlier["id"],
            "originals": _originals(record),
            "contents": contents(record.parts),
            "related": _related(record),
            "groups": groups,
            "unread": unread,
            "lists": lists,
            "listed": _columns_used(lists["listings"]),
            "counts": record.counts,
            "supplier_contacts": record.supplier_contacts,
            "forms": [(fact, form_columns(fact.row["columns"])) for fact in forms],
            "text": text,
            "is_web": lambda value: WEB_ADDRESS.match(value) is not None,
            "sheets": sheets,
            "sheet_pages": {sheet.place.whole for sheet in sheets},
            "link": lambda start: _to(visit, number, text, start),
            "here_path": address(f"{PATH}/{number}"),
            "downloads": [(kind, f"{PATH}/{number}.{kind}") for kind in ("csv", "xlsx", "json")],
            "list_downloads": [
                (kind, address(f"/suppliers.{kind}", notice=number)) for kind in ("csv", "xlsx", "json")
            ],
            "trail": [(PATH, say("notices.title"))],
        },
    )


def _text(connection: sqlite3.Connection, record: Record, at: int) -> Text:
    """The piece of the text that an offset lies in."""
    own = record.notice
    tables = grids(record.tables)
    places = cuts(own["text"], tables)
    number = min(max(bisect_right(places, at), 1), len(places) - 1)
    low, high = places[number - 1], places[number]
    spans = spans_within(connection, own["id"], low, high)
    spans += [
        (doubt["start"], doubt["end"], "doubtful")
        for doubt in record.doubts
        if doubt["status"] == "open" and doubt["start"] is not None and low <= doubt["start"] < high
    ]
    body = Body(Marks(own["text"], spans), record.parts, tables)
    path = f"{PATH}/{own['id']}"
    pieces = tuple(address(path, at=place or None) for place in places[:-1])
    return Text(body.html(low, high), number, pieces, low, high)


def _to(visit: Visit, number: int, text: Text, start: int) -> str:
    """Where the words at an offset are shown: on this page, or with another piece of the text."""
    if text.low <= start < text.high:
        return f"#at-{start}"
    return str(visit.datasette.urls.path(address(f"{PATH}/{number}", at=start))) + f"#at-{start}"


def _all(groups: Iterable[Group]) -> list[Shown]:
    return in_order([fact for group in groups for fact in (*group.facts, *group.quiet)])


def _originals(record: Record) -> list[dict[str, Any]]:
    """The notice's file and those of its annexes, each with whether it may be handed out."""
    own = record.notice
    files = [{"sha256": own["source_sha256"], "filename": own["filename"], "annex": False}]
    files += [{"sha256": one["sha256"], "filename": one["filename"], "annex": True} for one in record.annexes]
    return [{**one, "shown": record.sources is None or one["sha256"] in record.sources} for one in files]


def _related(record: Record) -> list[tuple[str, list[Row]]]:
    """The notices of the registry that this one has to do with, by what it has to do with them."""
    own = record.notice
    found: dict[str, dict[int, Row]] = {}

    def add(kind: str, row: Row) -> None:
        if row["id"] != own["id"]:
            found.setdefault(kind, {}).setdefault(row["id"], row)

    for kind, column, title in (
        ("same", "duplicate_of", "same_title"),
        ("parent", "parent_id", "parent_title"),
        ("ended", "ended_by", "ended_title"),
    ):
        if own[column]:
            add(kind, {"id": own[column], "title": own[title]})
    for row in record.related["copies"]:
        add("copies", row)
    for row in record.related["children"]:
        add("own_forwards", row)
    forwarded = set(found.get("own_forwards", ()))
    for row in record.facts["citations"]:
        if row["cited_notice_id"] and row["cited_notice_id"] not in forwarded:
            cited = {"id": row["cited_notice_id"], "title": row["known_title"], "doc_number": row["known_number"]}
            add(f"own_{row['relation'] or 'other'}", {**cited, "issued_on": row["known_issued_on"]})
    for row in record.related["citing"]:
        add(f"by_{row['relation'] or 'other'}", row)
    order = ("same", "copies", "parent", "ended", *(f"{side}_{one}" for side in ("own", "by") for one in _RELATIONS))
    return [(kind, list(found[kind].values())) for kind in order if kind in found]


def _columns_used(lines: Iterable[Shown]) -> list[str]:
    """The columns of a supplier list in which any of its lines says something."""
    asked = ("contact", "phone", "region", "address", "ownership", "note")
    return [column for column in asked if any(line.row.get(column) for line in lines)]


def _sheets(record: Record, facts: Facts, shown: Iterable[Shown]) -> list[Sheet]:
    """The pages that can be shown as pictures, with the places of facts on them.

    Of a file that holds several notices only those on which something of this one was read.
    """
    marks: dict[int, list[tuple[str, bool, tuple[tuple[float, float, float, float], ...]]]] = {}
    for fact in shown:
        pages = sorted({box[0] for box in fact.boxes})
        for page in pages:
            boxes = tuple(_padded(*box[1:]) for box in fact.boxes if box[0] == page)
            marks.setdefault(page, []).append((fact.key, page == pages[0], boxes))
    pages = sorted(marks)
    if record.notice["in_source"] == 1:
        pages = sorted({*pages, *_pages_of(record)})
    if len(pages) > _MOST_PAGES:
        pages = sorted(sorted(pages, key=lambda page: page not in marks)[:_MOST_PAGES])
    found = [(facts.place(page), tuple(marks.get(page, ()))) for page in pages]
    return [Sheet(place, own) for place, own in found if place is not None and place.picture]


def _pages_of(record: Record) -> Iterable[int]:
    own = record.notice
    if own["media_type"] in DRAWN:
        yield from range(1, (own["pages"] or 1) + 1)
    for annex in record.annexes:
        if annex["media_type"] in DRAWN:
            yield from range(annex["first_page"], annex["first_page"] + (annex["pages"] or 1))


def _padded(x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
    """A box as x, y, width and height, a little larger than the words."""
    left, upper = max(0.0, x0 - _PAD), max(0.0, top - _PAD)
    return left, upper, min(1.0, x1 + _PAD) - left, min(1.0, bottom + _PAD) - upper


async def _download(visit: Visit, number: int, kind: str) -> Response:
    record = await visit.on_connection(lambda connection: read_record(connection, number, whole=True))
    if record is None:
        raise NotFound(say("notice.missing"))
    if kind == "json":
        body = json.dumps(_as_json(record), ensure_ascii=False)
        return Response(body, content_type="application/json; charset=utf-8")
    title = record.notice["title"] or say("notice.untitled")
    return await download(visit, title, columns(COLUMNS), lambda _: _rows(record))


def _as_json(record: Record) -> dict[str, Any]:
    """All that was read in a notice, by the names of the registry's tables and columns."""
    places = {f"{table}/{row}": boxes for (table, row), boxes in record.places.items()}
    parts = [{name: value for name, value in part.items() if name != "notice_id"} for part in record.parts]
    own = {name: value for name, value in record.notice.items() if name != "in_source"}
    facts = {table: record.facts[table] for table in (*FACTS, *LISTS)}
    return {"notice": own, "parts": parts, "facts": facts, "review": record.doubts, "places": places}


def _rows(record: Record) -> Iterator[tuple[Any, ...]]:
    facts, joint = Facts(record), say("site.joined.parts")
    for table in (*FACTS, *LISTS):
        for row in record.facts[table]:
            fact = facts.shown(table, row)
            details = [f"{name} {said}" for _, name, said in fact.details]
            doubts = [doubt["reason"] for doubt in fact.doubts if doubt["status"] == "open"]
            yield (
                value_label(table, "table_name"),
                fact.value,
                joint.join(details),
                *(row[name] for name in ("page", "quote", "confidence")),
                joint.join(doubts),
                *(row[name] for name in ("start", "end", "id")),
            )


async def row_page(visit: Visit) -> Response:
    """Datasette's page of a notice's or supplier's row leads to the site's own."""
    return Response.redirect(visit.datasette.urls.path(f"/{visit.named('table')}/{visit.named('id')}"))


ROW_ADDRESS = r"/registry/(?P<table>notices|suppliers)/(?P<id>\d{1,18})"
"""Datasette's addresses of the rows that have a page of their own; with `.json` they stay Datasette's."""
