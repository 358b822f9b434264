"""How programs get everything: lists, tables and queries as JSON and CSV, single notices, the whole as files."""

from __future__ import annotations

from typing import Any

from extract.interface import interface, tables
from extract.site.downloads import LONGEST
from extract.site.pages import DATABASE, Page, Visit
from extract.site.whole import files
from extract.site.words import paragraphs, say

SECTIONS = ("lists", "notice", "tables", "queries", "whole", "forms", "ids", "limits")
"""The sections of the page in order; each is an anchor."""
LISTS = {
    "/suppliers": ("q", "place", "origin", "force", "ownership", "platform", "notice"),
    "/notices": ("q", "place", "helps", "year", "issuer", "type", "force"),
    "/compare": ("q", "place", "places", "year", "issuer", "term", "all", "only", "sort", "form"),
}
"""The lists that are had as files too, with what they are chosen by."""
_EXAMPLES = {"/suppliers": "?force=current", "/notices": "?place=510000&force=current", "/compare": "?place=330000"}


async def api(visit: Visit) -> Page:
    """The page; its examples name this site's own address and things that the registry has."""
    known = visit.datasette.databases.get(DATABASE) is not None
    notice = await visit.row("SELECT id FROM page_notices ORDER BY issued_on DESC, id LIMIT 1") if known else None
    said = interface()["registry"]
    return Page(
        "api.html",
        say("api.title"),
        say("api.description"),
        {
            "site": str(visit.datasette.absolute_url(visit.request, visit.datasette.urls.path("/"))).rstrip("/"),
            "sections": [(name, say(f"api.{name}.title")) for name in SECTIONS],
            "texts": {name: paragraphs(f"api.{name}.text") for name in SECTIONS},
            "lists": [(path, say(f"{path[1:]}.title"), LISTS[path], _EXAMPLES[path]) for path in LISTS],
            "notice_id": notice["id"] if notice else 1,
            "tables": await _tables(visit) if known else [],
            "queries": await _queries(visit, said["queries"]) if known else [],
            "files": await files(visit) if known else [],
            "limits": _limits(visit),
        },
    )


async def _tables(visit: Visit) -> list[dict[str, Any]]:
    """The tables and views of this registry that are shown, with what is said of them."""
    there = {row["name"] for row in await visit.rows("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    return [{"name": name, **said} for name, said in tables().items() if name in there]


async def _queries(visit: Visit, said: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    queries = await visit.datasette.get_canned_queries(DATABASE, None)
    return [{"name": name, "params": queries[name].get("params", []), **said[name]} for name in said if name in queries]


def _limits(visit: Visit) -> list[str]:
    setting = visit.datasette.setting
    return paragraphs(
        "api.limits.numbers",
        rows=f"{setting('max_returned_rows'):,}",
        page=setting("default_page_size"),
        lines=f"{LONGEST['csv']:,}",
        sheet=f"{LONGEST['xlsx']:,}",
        seconds=setting("sql_time_limit_ms") / 1000,
    )
