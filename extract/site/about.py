"""About the registry: what it is, how it is read and how well, its sources, its terms, what is hidden, whom to tell."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from extract.interface import licence
from extract.resources import folder
from extract.site.pages import DATABASE, Page, Row, Visit
from extract.site.reporting import report_link, report_to
from extract.site.words import paragraphs, say

SECTIONS = (
    "what", "method", "unread", "sources", "accuracy", "confidence", "force", "privacy", "licence", "report",
)  # fmt: skip
"""The sections of the page in order; each is an anchor."""
PARTS = ("measured", "tuned")
"""The measured parts of the corpus, the one that no rule was written with first."""


@cache
def accuracy() -> dict[str, dict[str, Any]]:
    """The figures that `notices evaluate --figures` wrote, by part; none where they were not measured."""
    file = folder("site") / "accuracy.json"
    parts = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return {name: parts[name] for name in PARTS if name in parts}


async def about(visit: Visit) -> Page:
    """The page; `?notice=ID` prepares the report of an error for that notice."""
    known = visit.datasette.databases.get(DATABASE) is not None
    notice = await _notice(visit) if known else None
    to = report_to(visit.datasette)
    page = str(visit.datasette.absolute_url(visit.request, f"/notices/{notice['id']}" if notice else "/"))
    return Page(
        "about.html",
        say("about.title"),
        say("about.description"),
        {
            "sections": [(name, say(f"about.{name}.title")) for name in SECTIONS],
            "texts": {
                name: paragraphs(f"about.{name}.text") for name in SECTIONS if name not in ("licence", "sources")
            },
            "accuracy": accuracy(),
            "licence": licence(),
            "publication": await _publication(visit) if known else None,
            "notice": notice,
            "report": report_link(to, notice, page),
            **(await _sources(visit) if known else {}),
        },
    )


async def _notice(visit: Visit) -> Row | None:
    given = visit.asked("notice", 18)
    if not (given.isascii() and given.isdecimal()):
        return None
    return await visit.row("SELECT id, title FROM notices WHERE id = :id", id=int(given))


async def _sources(visit: Visit) -> dict[str, Any]:
    """How much was read, of which kinds, and when last."""
    kinds = await visit.rows("SELECT * FROM page_sources ORDER BY files DESC, media_type")
    counts = {row["name"]: row["n"] for row in await visit.rows("SELECT name, n FROM page_counts")}
    doubts = await visit.rows("SELECT status, n FROM page_doubts")
    return {
        "kinds": kinds,
        "last": max((kind["last"] or "" for kind in kinds), default="")[:10],
        "counts": counts,
        "doubts": {row["status"]: row["n"] for row in doubts},
    }


async def _publication(visit: Visit) -> Row | None:
    """What a published file says of itself; None for the full registry."""
    found = await visit.row("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'publication'")
    return await visit.row("SELECT * FROM publication") if found else None
