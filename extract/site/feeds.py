"""Told when it matters: new notices as an Atom feed (RFC 4287), what is due as a calendar (RFC 5545).

Both take `place` (the code of a province, city or county, with all that lies in it) and `issuer` (a kind of body,
or a part of its name), so that each reader follows what concerns them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from datasette.utils.asgi import NotFound, Response
from icalendar import Calendar, Event, vRecur
from lxml import etree

from extract.interface import interface
from extract.site.pages import Row, Visit, address
from extract.site.places import places
from extract.site.words import say

NOTICES = "/feeds/notices.atom"
DEADLINES = "/feeds/deadlines.ics"
_ATOM = "http://www.w3.org/2005/Atom"
_NAMESPACES: Any = {None: _ATOM}
_NEWEST = 60
_MOST = 2000
_PAST = timedelta(days=90)
_LONGEST = 500

_WHERE = """
  (:place IS NULL OR :place IN (n.first, n.second, n.third))
  AND (:issuer IS NULL OR n.issuer_kind = :issuer OR instr(n.issuer, :issuer) > 0)
"""
_NEW_SQL = f"""
SELECT n.id, n.title, n.issuer, n.place, n.doc_number, n.issued_on, n.until, n.ingested_at
FROM page_notices AS n WHERE {_WHERE} ORDER BY n.ingested_at DESC, n.issued_on DESC, n.id LIMIT {_NEWEST}
"""
# A scheme made for one year is not carried beyond it; what recurs ends with its notice's force.
_DUE_SQL = f"""
SELECT dates.id, dates.kind, dates.ends_on, dates.rrule, dates.recurs, dates.action, dates.quote, dates.notice_id,
  n.title, n.issuer, n.place, n.ingested_at,
  coalesce(n.until, CASE
    WHEN dates.recurs IS NOT NULL AND instr(coalesce(n.title, ''), substr(dates.ends_on, 1, 4) || '年') > 0
    THEN substr(dates.ends_on, 1, 4) || '-12-31' END) AS until
FROM dates JOIN page_notices AS n ON n.id = dates.notice_id
WHERE dates.kind IN ('deadline', 'report_due') AND dates.ends_on IS NOT NULL AND {_WHERE}
  AND CASE WHEN dates.rrule IS NULL THEN dates.ends_on ELSE coalesce(n.until, '9999') END >= :since
ORDER BY dates.ends_on DESC, dates.id LIMIT {_MOST}
"""


async def new_notices(visit: Visit) -> Response:
    """The notices that came last, as an Atom feed."""
    chosen = await _chosen(visit)
    rows = await visit.rows(_NEW_SQL, **chosen)
    title = (
        say("feeds.notices") if chosen["place"] is None else say("feeds.notices_of", place=await _name(visit, chosen))
    )
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap=_NAMESPACES)
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", interface()["language"])
    own = _absolute(visit, address(NOTICES, **chosen))
    _element(feed, "id", own)
    _element(feed, "title", title)
    _element(feed, "updated", max((row["ingested_at"] for row in rows), default="1970-01-01T00:00:00+00:00"))
    etree.SubElement(feed, f"{{{_ATOM}}}link", rel="self", href=own)
    etree.SubElement(feed, f"{{{_ATOM}}}link", rel="alternate", href=_absolute(visit, "/notices"))
    _element(etree.SubElement(feed, f"{{{_ATOM}}}author"), "name", say("site.name"))
    for row in rows:
        _entry(visit, feed, row)
    body = etree.tostring(feed, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return Response(body.decode(), content_type="application/atom+xml; charset=utf-8")


def _entry(visit: Visit, feed: etree._Element, row: Row) -> None:
    entry = etree.SubElement(feed, f"{{{_ATOM}}}entry")
    page = _absolute(visit, f"/notices/{row['id']}")
    _element(entry, "id", page)
    _element(entry, "title", row["title"] or say("notice.untitled"))
    _element(entry, "updated", row["ingested_at"])
    if row["issued_on"]:
        _element(entry, "published", f"{row['issued_on']}T00:00:00+08:00")
    etree.SubElement(entry, f"{{{_ATOM}}}link", rel="alternate", href=page)
    if row["issuer"]:
        _element(etree.SubElement(entry, f"{{{_ATOM}}}author"), "name", row["issuer"])
    told = [row["place"], row["doc_number"], row["issued_on"], row["until"] and say("force.until", day=row["until"])]
    _element(entry, "summary", say("site.joined.notes").join(text for text in told if text))


def _element(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}{name}").text = _plain(text)


def _plain(text: str) -> str:
    """A text without the characters that XML and calendars do not take."""
    return "".join(sign if sign.isprintable() else " " for sign in text)[:_LONGEST]


async def deadlines(visit: Visit) -> Response:
    """What is due, from three months back on, as a calendar that recurs where the notice says so."""
    chosen = await _chosen(visit)
    since = (visit.today - _PAST).isoformat()
    rows = await visit.rows(_DUE_SQL, **chosen, since=since)
    calendar = Calendar()
    calendar.add("prodid", "-//notice-registry//deadlines//ZH")
    calendar.add("version", "2.0")
    title = (
        say("feeds.deadlines")
        if chosen["place"] is None
        else say("feeds.deadlines_of", place=await _name(visit, chosen))
    )
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    for event in _events(visit, rows):
        calendar.add_component(event)
    return Response(calendar.to_ical().decode(), content_type="text/calendar; charset=utf-8")


def _events(visit: Visit, rows: Iterable[Row]) -> Iterable[Event]:
    for row in rows:
        event = Event()
        page = _absolute(visit, f"/notices/{row['notice_id']}")
        event.add("uid", f"date-{row['id']}@notice-registry")
        event.add("dtstamp", datetime.fromisoformat(row["ingested_at"]).astimezone(UTC))
        event.add("dtstart", date.fromisoformat(row["ends_on"]))
        if row["rrule"] and (rule := _rule(row["rrule"], row["until"])):
            event.add("rrule", rule)
        where = row["place"] or row["issuer"] or ""
        what = row["action"] or say(f"feeds.kinds.{row['kind']}")
        event.add("summary", _plain(say("feeds.entry", where=where, what=what) if where else what))
        event.add("description", _plain(say("feeds.words", title=row["title"] or "", quote=row["quote"])))
        event.add("url", page)
        event.add("transp", "TRANSPARENT")
        yield event


def _rule(text: str, until: str | None) -> dict[str, Any] | None:
    """A recurrence as the calendar has it, ended with its notice's force; None for one that cannot be read."""
    try:
        rule = vRecur.from_ical(text)
    except ValueError:
        return None
    if until and "UNTIL" not in rule and "COUNT" not in rule:
        rule["UNTIL"] = [date.fromisoformat(until)]
    return dict(rule)


async def _chosen(visit: Visit) -> dict[str, str | None]:
    """What the address asks for. Raises NotFound for a place that the gazetteer does not know."""
    place, issuer = visit.asked("place") or None, visit.asked("issuer") or None
    if place is not None and place not in (await places(visit)).names:
        raise NotFound(say("feeds.no_place"))
    return {"place": place, "issuer": issuer}


async def _name(visit: Visit, chosen: dict[str, str | None]) -> str:
    return (await places(visit)).full_names[str(chosen["place"])]


def _absolute(visit: Visit, path: str) -> str:
    return str(visit.datasette.absolute_url(visit.request, visit.datasette.urls.path(path)))
