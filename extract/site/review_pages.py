"""Doubtful readings on the operator's site: a list, dearest first, and a page for each with its words and its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from extract import reviewing
from extract.corrections import Action, CorrectionError
from extract.corrections.correction import ACTIONS, columns
from extract.interface import label
from extract.reviewing import Doubtful
from extract.site import clerk, paging
from extract.site.pages import Page, Visit, address
from extract.site.words import say, value_label

PATH = "/review"
_AROUND = 80
_SECONDS = 20

Found = TypeVar("Found")


async def review(visit: Visit) -> Page:
    """The open doubts, those first whose error would cost most."""
    by = clerk.clerk(visit)
    if by is None:
        return clerk.sign_in_first()
    table = visit.asked("table") or None
    counts = await visit.rows(
        "SELECT table_name, count(*) AS n FROM review WHERE status = 'open' GROUP BY table_name ORDER BY n DESC"
    )
    total = sum(row["n"] for row in counts if table in (None, row["table_name"]))
    query = {"table": table or ""}
    turned = paging.paging(visit.asked_number("page", 1, paging.LAST, 1), total, PATH, query)
    doubts = await _asked(visit, lambda db: reviewing.doubtful(db, paging.SIZE, turned.start, table))
    return Page(
        "review.html",
        say("review.title"),
        say("review.description"),
        {
            "doubts": [await _shown(visit, one) for one in doubts],
            "counts": [(row["table_name"], row["n"], address(PATH, table=row["table_name"])) for row in counts],
            "table": table,
            "total": total,
            "paging": turned,
            "by": by,
        },
    )


async def review_one(visit: Visit) -> Page | Response:
    """One doubt with its words, its place on the page and its rule; what is sent to it is a decision."""
    by = clerk.clerk(visit)
    if by is None:
        return clerk.sign_in_first()
    number = int(visit.named("id"))
    found = await _asked(visit, lambda db: reviewing.one(db, number))
    if found is None:
        raise NotFound(say("review.missing"))
    error = None
    if visit.request.method == "POST":
        form = await visit.request.post_vars()
        try:
            await _decide(visit, found, form, by)
        except CorrectionError as problem:
            error = refusal(problem)
        except KeyError:  # it went while the page was looked at
            error = say("review.missing")
        else:
            job = clerk.apply_decisions(visit, by)
            await clerk.finished(job, _SECONDS)
            return Response.redirect(visit.datasette.urls.path(PATH))
    return Page(
        "review_one.html",
        say("review.one", reason=found.reason),
        say("review.description"),
        {
            "doubt": await _shown(visit, found),
            "fields": _fields(found),
            "addable": _addable(found),
            "picture": await _picture(visit, found),
            "error": error,
            "by": by,
            "trail": [(PATH, say("review.title"))],
        },
        status=400 if error else 200,
    )


async def _asked(visit: Visit, ask: Callable[[Database], Found]) -> Found:
    """What `reviewing` answers over the site's own connection, which only reads."""
    return await visit.on_connection(lambda connection: ask(Database(connection, execute_plugins=False)))


async def _shown(visit: Visit, one: Doubtful) -> dict[str, Any]:
    """A doubt as the pages show it, with the words before and behind its own."""
    shown: dict[str, Any] = {"one": one, "before": "", "words": one.quote or "", "behind": ""}
    if one.notice_id is not None and one.start is not None and one.end is not None:
        row = await visit.row(
            "SELECT substr(text, :low + 1, :start - :low) AS before, substr(text, :start + 1, :end - :start) AS words, "
            "substr(text, :end + 1, :around) AS behind FROM notices WHERE id = :id",
            id=one.notice_id, low=max(0, one.start - _AROUND), start=one.start, end=one.end, around=_AROUND,
        )  # fmt: skip
        shown |= row or {}
    shown["values"] = [
        (label(name, one.table), name, value) for name, value in (one.row or {}).items() if value is not None
    ]
    return shown


def _fields(one: Doubtful) -> list[dict[str, Any]]:
    """What can be corrected of the doubtful row, or filled in where nothing was read."""
    if one.table is None:
        return []
    row = one.row or {}
    return [{"name": name, "label": label(name, one.table), "value": row.get(name)} for name in columns(one.table)]


def _addable(one: Doubtful) -> bool:
    """Whether what was not read can be filled in: there are words, and a table that it belongs to."""
    return one.row is None and bool(one.quote) and one.table not in (None, "notices")


async def _decide(visit: Visit, one: Doubtful, form: dict[str, str], by: str) -> None:
    action: Any = form.get("action")
    if action not in ACTIONS:
        raise CorrectionError("no_action", action=str(action), known=ACTIONS)
    note = (form.get("note") or "").strip() or None
    chosen: Action = action
    sent = {name: (form.get(f"value-{name}") or "").strip() or None for name in columns(one.table)} if one.table else {}
    right = {name: value for name, value in sent.items() if _differs(value, (one.row or {}).get(name))}
    if chosen == "correct" and not right:
        raise CorrectionError("nothing_right", action=chosen)

    def change(db: Database) -> None:
        if chosen == "add":
            given = {name: value for name, value in sent.items() if value is not None}
            reviewing.add(db, one.notice_id or 0, str(one.table), one.quote or "", given, by, note)
            db.execute("UPDATE review SET status = 'corrected' WHERE id = ?", (one.id,))
            db.conn.commit()
        else:
            reviewing.decide(db, one.id, chosen, by, right if chosen == "correct" else None, note)

    await clerk.written(visit, change)


def refusal(error: CorrectionError) -> str:
    """Why a decision cannot be, in the interface's words: columns by their labels, codes with what they mean."""
    given, table, between = error.values, error.values.get("table"), say("review.between")
    shown = dict(given)
    if "column" in given:
        shown["column"] = label(given["column"], table)
        meanings = [(code, value_label(code, given["column"])) for code in given.get("known", ())]
        shown["known"] = between.join(say("review.code", code=code, label=meaning) for code, meaning in meanings)
    if "columns" in given:
        shown["columns"] = between.join(label(name, table) for name in given["columns"])
    return say(f"review.cannot.{error.code}", **shown)


def _differs(sent: str | None, stored: Any) -> bool:
    return (sent or "") != ("" if stored is None else str(stored))


async def _picture(visit: Visit, one: Doubtful) -> dict[str, Any] | None:
    """The page's picture with the places of the doubtful words; None where the file has no pages."""
    keys = [(one.table, one.row_id), ("review", one.id)]
    for table, row in keys:
        found = await visit.row(
            "SELECT boxes FROM fact_places WHERE notice_id = :notice AND table_name = :table AND row_id = :row",
            notice=one.notice_id, table=table, row=row,
        )  # fmt: skip
        if found is None:
            continue
        boxes = json.loads(found["boxes"])
        page = boxes[0][0]
        source = await visit.row(
            "SELECT annex_sha256 AS sha256, first_page FROM source_annexes "
            "WHERE source_sha256 = :sha AND first_page <= :page ORDER BY first_page DESC LIMIT 1",
            sha=one.source_sha256, page=page,
        )  # fmt: skip
        sha256, first = (source["sha256"], source["first_page"]) if source else (one.source_sha256, 1)
        marks = [(x0, top, x1 - x0, bottom - top) for number, x0, top, x1, bottom in boxes if number == page]
        return {"sha256": sha256, "page": page - first + 1, "marks": marks}
    return None
