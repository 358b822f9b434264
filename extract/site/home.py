"""The home page: what this is, how fresh it is, one search box, what is new and what is due next."""

from __future__ import annotations

from extract.site.calendar import next_due
from extract.site.pages import Page, Visit
from extract.site.shelves import force
from extract.site.words import say

_NEWEST = 8
_DUE = 6
# The counts that lead somewhere, with where they lead.
_COUNTED = {"notices": "/notices", "suppliers": "/suppliers", "terms": "/compare", "places": "/places"}


async def home(visit: Visit) -> Page:
    """The home page; a registry that is still empty says how notices come in."""
    if visit.datasette.databases.get("registry") is None:
        return Page("empty.html", say("home.title"), say("home.description"))
    counts = {row["name"]: row["n"] for row in await visit.rows("SELECT name, n FROM page_counts")}
    newest = await visit.rows(
        "SELECT id, title, place, issuer, doc_number, issued_on, until FROM page_notices "
        f"WHERE issued_on IS NOT NULL ORDER BY issued_on DESC, id LIMIT {_NEWEST}"
    )
    day = visit.today.isoformat()
    for notice in newest:
        notice["force"] = force(notice["until"], day)
    fresh = await visit.row("SELECT max(ingested_at) AS at FROM sources")
    return Page(
        "home.html",
        say("home.title"),
        say("home.description"),
        {
            "counts": [(name, counts.get(name, 0), path) for name, path in _COUNTED.items()],
            "newest": newest,
            "due": await next_due(visit, _DUE),
            "fresh": ((fresh or {}).get("at") or "")[:10],
            "empty": not counts.get("sources"),
        },
    )
