"""What changed from a notice's predecessor to it, or between any two notices."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import NotFound

from extract.registry.difference import COMPARED, Difference, differences, told
from extract.registry.series import PREDECESSOR
from extract.site.pages import Page, Row, Visit
from extract.site.words import say

# How many rows of a table are shown before the rest is folded.
_SHOWN = 50


async def changes(visit: Visit) -> Page:
    """The changes of a notice: from its predecessor, or from the notice that the address names (`?from=ID`)."""
    after = await _notice(visit, int(visit.named("id")))
    asked = visit.asked_number("from", 0, 10**18, 0)
    before = await _notice(visit, asked) if asked else await _predecessor(visit, after["id"])
    groups: list[dict[str, Any]] = []
    if before is not None:
        earlier = before["id"]
        found = await visit.on_connection(lambda db: differences(db, earlier, after["id"]))
        groups = [_group(table, [one for one in found if one.table == table]) for table in ("notices", *COMPARED)]
    return Page(
        "changes.html",
        say("changes.title", title=after["title"] or say("notice.untitled")),
        say("changes.description"),
        {
            "before": before,
            "after": after,
            "groups": [group for group in groups if group["rows"]],
            "trail": [("/notices", say("notices.title")), (f"/notices/{after['id']}", after["title"] or "")],
        },
    )


def _group(table: str, found: list[Difference]) -> dict[str, Any]:
    order = ("changed", "added", "dropped")
    rows = [
        {
            "change": one.change,
            "told": told(one),
            "fields": [(name, (one.before or {})[name], (one.after or {})[name]) for name in one.fields],
            "old": _place(one.before),
            "new": _place(one.after),
        }
        for one in sorted(found, key=lambda one: order.index(one.change))
    ]
    counts = {change: sum(one.change == change for one in found) for change in order}
    return {"table": table, "rows": rows[:_SHOWN], "more": max(0, len(rows) - _SHOWN), "counts": counts}


def _place(row: Row | None) -> str | None:
    """The address of the words that a row was read from; None for a notice's own row."""
    if row is None or "notice_id" not in row:
        return None
    return f"/notices/{row['notice_id']}#at-{row['start']}"


async def _notice(visit: Visit, number: int) -> Row:
    found = await visit.row("SELECT id, title, doc_number, issued_on, issuer FROM notices WHERE id = :id", id=number)
    if found is None:
        raise NotFound(say("changes.missing"))
    return found


async def _predecessor(visit: Visit, number: int) -> Row | None:
    found = await visit.row(f"SELECT ({PREDECESSOR}) AS id FROM notices WHERE id = :id", id=number)
    return await _notice(visit, found["id"]) if found and found["id"] is not None else None
