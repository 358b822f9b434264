"""One search over notices, suppliers, terms and platforms: ranked, with the words found marked."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import islice
from typing import Any

import markupsafe
import regex
from datasette.utils.asgi import Response

from extract.registry.search import highlight, match_expression
from extract.site import choosing
from extract.site.decided import decided
from extract.site.pages import Page, Row, Visit
from extract.site.shelves import force
from extract.site.words import say

PATH = "/search"
RANKED = 3000
"""So many rows found are ranked by bm25, which counts each word over all rows: over a million that takes seconds."""
FOUND = 20_000
"""So many rows are looked at where a search narrows a list down."""
_SHOWN = {"all": 6, "one": 30}
_AROUND = 60
_LOOKED = 100
"""Of more than are counted exactly, so many of the best are looked at."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """What is searched: its index, how much each of the index's columns counts, and the query for what is shown.

    Of the rows that share what is in the column `once`, the best is shown.
    """

    index: str
    weights: tuple[float, ...]
    sql: str
    once: str = "id"


_KINDS = {
    "notices": _Kind(
        "notices_fts",
        (10, 8, 4, 1),
        "SELECT * FROM page_notices WHERE id IN ({marks})",
    ),
    # Found by a line of a list and what is sold there, shown once however many lines it has.
    "suppliers": _Kind(
        "listings_fts",
        (10, 2, 2, 2, 4, 1, 1, 4),
        "SELECT listings.id, listings.supplier_id, listings.name, listings.quote, listings.region, listings.contact, "
        f"listings.phone, n.place, n.title, n.issued_on, lines.until, {decided('listings')} AS decided FROM listings "
        "JOIN page_listings AS lines ON lines.id = listings.id JOIN page_notices AS n ON n.id = listings.notice_id "
        "WHERE listings.id IN ({marks})",
        once="supplier_id",
    ),
    "terms": _Kind(
        "terms_fts",
        (1, 4, 4),
        f"SELECT terms.*, n.title, n.place, n.issuer, n.issued_on, n.until, {decided('terms')} AS decided FROM terms "
        "JOIN page_notices AS n ON n.id = terms.notice_id WHERE terms.id IN ({marks})",
    ),
    "platforms": _Kind(
        "platforms_fts",
        (4, 2, 1, 1),
        f"SELECT platforms.*, n.title, n.place, n.issued_on, n.until, {decided('platforms')} AS decided FROM platforms "
        "JOIN page_notices AS n ON n.id = platforms.notice_id WHERE platforms.id IN ({marks})",
    ),
}


async def search(visit: Visit) -> Page | Response:
    """What a search finds, by kind; one kind alone where the address names it."""
    q, only = visit.asked("q"), visit.asked("kind")
    kinds = [only] if only in _KINDS else list(_KINDS)
    results = []
    if q:
        for kind in kinds:
            number = _SHOWN["one" if only in _KINDS else "all"]
            total, rows = await visit.on_connection(lambda db, kind=kind, n=number: _found(db, kind, q, n))  # type: ignore[misc]
            if rows:
                shown = [_shown(row, q, visit.today.isoformat()) for row in rows]
                results.append(
                    {"kind": kind, "count": choosing.counted(total), "rows": shown, "more": total > len(rows)}
                )
    title = say("search.title_for", q=q) if q else say("search.title")
    return Page("search.html", title, say("search.description"), {"q": q, "only": only, "results": results})


def _found(connection: sqlite3.Connection, kind: str, q: str, number: int) -> tuple[int, list[Row]]:
    """How many a search finds, as far as that is counted, and the first of them by rank."""
    asked = _KINDS[kind]
    weights = ", ".join(str(weight) for weight in asked.weights)
    where = f"FROM {asked.index} WHERE {asked.index} MATCH ? LIMIT {RANKED + 1}"
    expression = (match_expression(q),)
    ids = [row[0] for row in connection.execute(f"SELECT rowid {where}", expression)]
    many = len(ids) > RANKED
    if not many:
        ranked = connection.execute(f"SELECT rowid, bm25({asked.index}, {weights}) {where}", expression).fetchall()
        ids = [row[0] for row in sorted(ranked, key=lambda row: row[1])]
    # Few enough to be counted exactly are looked at all: copies of a notice are found with it, and not counted.
    looked = len(ids) if len(ids) <= choosing.EXACT else choosing.EXACT if many else _LOOKED
    by_id = {row["id"]: row for row in connection.execute(asked.sql.format(marks=", ".join(map(str, ids[:looked]))))}
    in_order = [by_id[one] for one in ids[:looked] if one in by_id]
    if many:
        in_order.sort(key=lambda row: _first_of_many(row, q), reverse=True)
    found: dict[int, sqlite3.Row] = {}
    for row in in_order:
        found.setdefault(row[asked.once], row)
    total = len(found) if looked == len(ids) else len(ids)
    shown = [dict(row) for row in islice(found.values(), number)]
    if kind == "notices":
        # The text, for the words around what was found, of those alone that are shown.
        marks = ", ".join(str(row["id"]) for row in shown)
        texts = dict(connection.execute(f"SELECT id, text FROM notices WHERE id IN ({marks})").fetchall())
        shown = [{**row, "text": texts[row["id"]]} for row in shown]
    return total, shown


def _first_of_many(row: sqlite3.Row, q: str) -> tuple[bool, str]:
    """What is shown first of more than are ranked: rows with the words in their name or title, then the newest."""
    name = row["name"] if "name" in row.keys() else row["title"]  # noqa: SIM118 - a row is no mapping
    return q in (name or ""), row["issued_on"] or ""


def _shown(row: Row, q: str, day: str) -> dict[str, Any]:
    marked = {
        name: marked_words(row[name], q) for name in ("title", "name", "issuer", "place", "quote") if row.get(name)
    }
    if row.get("text"):
        marked["text"] = marked_words(around(row["text"], q), q)
    return {
        **{name: value for name, value in row.items() if name != "text"},
        "marked": marked,
        "force": force(row["until"], day),
    }


def marked_words(text: str, q: str) -> markupsafe.Markup:
    """A text as HTML, escaped, with the words that a search finds marked."""
    return markupsafe.Markup(highlight(text, q))


def around(text: str, q: str) -> str:
    """The part of a text around the first of the words searched for; its beginning where none stands as typed."""
    words = [word for word in regex.split(r"[\s\"“”]+", q) if word]
    places = [place for word in words if (place := text.find(word)) >= 0]
    low = max(0, min(places, default=0) - _AROUND)
    high = min(len(text), low + 2 * _AROUND + 40)
    part = regex.sub(r"\s+", " ", text[low:high]).strip()
    return f"{'…' if low else ''}{part}{'…' if high < len(text) else ''}"


async def notices_found(visit: Visit, q: str) -> tuple[list[int], bool]:
    """The ids of the notices in which a search finds something, and whether there are more than FOUND."""
    sql = f"SELECT rowid FROM notices_fts WHERE notices_fts MATCH ? LIMIT {FOUND}"
    found = await visit.on_connection(lambda db: [row[0] for row in db.execute(sql, (match_expression(q),))])
    return found, len(found) == FOUND


async def rows_found(visit: Visit, q: str) -> tuple[list[int], bool]:
    """The ids of the lines of lists in which a search finds something, in their words or their products.

    The second value says whether there are more than were looked at (FOUND).
    """
    expression = match_expression(q)

    def ask(connection: sqlite3.Connection) -> tuple[list[int], bool]:
        found = {
            row[0]
            for row in connection.execute(
                f"SELECT rowid FROM listings_fts WHERE listings_fts MATCH ? LIMIT {FOUND}", (expression,)
            )
        }
        cut = len(found) == FOUND
        if not cut:
            found |= {
                row[0]
                for row in connection.execute(
                    "SELECT listing_id FROM products WHERE listing_id IS NOT NULL AND id IN "
                    f"(SELECT rowid FROM products_fts WHERE products_fts MATCH ? LIMIT {FOUND})",
                    (expression,),
                )
            }
        return list(found), cut

    return await visit.on_connection(ask)
