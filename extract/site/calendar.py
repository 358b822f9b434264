"""The calendar: what is due, day by day, by month and by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from datasette.utils.asgi import NotFound

from extract.site import choosing, paging
from extract.site.choosing import Chip, Group, Offer
from extract.site.decided import decided
from extract.site.feeds import DEADLINES
from extract.site.pages import Page, Row, Visit, address
from extract.site.places import LEVELS, Places, places
from extract.site.shelves import force
from extract.site.words import say

PATH = "/calendar"
KINDS = ("deadline", "report_due", "validity")
"""What the calendar holds: days by which something is to be done or handed in, and ends of validity."""
_MONTHS = 3
_SHOWN = 60
_PAGE = 100
_AHEAD = 13

# What an entry shows, of the rows of page_due chosen as `due`.
_ENTRIES = (
    "SELECT due.*, n.title, n.doc_number, n.issuer, n.place, n.until, "
    f"{decided('dates', 'due.date_id')} AS decided FROM ({{chosen}}) AS due "
    "JOIN page_notices AS n ON n.id = due.notice_id ORDER BY due.due_on, due.notice_id, due.start"
)


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        """The month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Month | None:
        """A month as addresses have it (`2026-11`); None where it is none."""
        year, _, month = text.partition("-")
        return cls(int(year), int(month)) if 1 <= int(month) <= 12 else None

    def after(self, months: int) -> Month:
        """The month so many months later."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    @property
    def title(self) -> str:
        """The month as people read it."""
        return say("calendar.month", year=self.year, month=self.month)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What an address chooses of page_due: conditions and their parameters, without the month."""

    conditions: tuple[str, ...]
    parameters: Mapping[str, object]

    def where(self, *conditions: str) -> str:
        """The choice as a WHERE clause, with further conditions."""
        return f"WHERE {' AND '.join((*conditions, *self.conditions))}"


@dataclass(frozen=True, slots=True)
class _Counts:
    """How much is due in the months shown, by month, kind and place."""

    rows: Sequence[Row]

    def by(self, column: str) -> list[tuple[str | None, int]]:
        """How much by each value of a column, most first; what has none last."""
        found: Counter[str | None] = Counter()
        for row in self.rows:
            found[row[column]] += row["n"]
        return sorted(found.items(), key=lambda one: (one[0] is None, -one[1], one[0] or ""))


async def _counts(visit: Visit, chosen: _Chosen, months: Sequence[Month]) -> _Counts:
    among = chosen.where(f"month IN ({', '.join(repr(str(month)) for month in months)})")
    return _Counts(await visit.rows(f"SELECT * FROM page_due_months {among}", **chosen.parameters))


async def calendar(visit: Visit) -> Page:
    """This month and the next two, or the month that the address names."""
    named = visit.named("month")
    first = Month.read(named) if named else Month.of(visit.today)
    low, high = await _span(visit)
    if first is None or not low <= str(first) <= high:
        raise NotFound(say("calendar.beyond"))
    months = [first] if named else [first.after(number) for number in range(_MONTHS)]
    known = await places(visit)
    query = {name: given for name in ("place", "kind") if (given := visit.asked(name))}
    chosen = _chosen(query, known)
    counts = await _counts(visit, chosen, months)
    totals = dict(counts.by("month"))
    here = f"{PATH}/{first}" if named else PATH
    turned = paging.paging(
        visit.asked_number("page", 1, paging.LAST, 1), totals.get(str(first), 0), here, query, size=_PAGE
    )
    number = min(_PAGE, sum(totals.values())) if named else _SHOWN
    entries = await _entries(visit, chosen, months, totals, turned.start if named else 0, number)
    shown = [
        {
            "title": month.title,
            "total": totals.get(str(month), 0),
            "days": _days(entries[month], month, visit.today, with_today=not named or turned.number == 1),
            "address": address(f"{PATH}/{month}", **query),
            "more": 0 if named else totals.get(str(month), 0) - len(entries[month]),
        }
        for month in months
    ]
    return Page(
        "calendar.html",
        say("calendar.title_month", month=first.title) if named else say("calendar.title"),
        say("calendar.description"),
        {
            "months": shown,
            "single": bool(named),
            "query": query,
            "chips": _chips(query, known, here),
            "groups": _groups(counts, query, known, here),
            "paging": turned,
            "navigation": _navigation(first, months[-1], low, high, query),
            "trail": [(address(PATH, **query), say("calendar.title"))] if named else [],
            "clear": here,
            "feed": address(DEADLINES, place=query["place"] if query.get("place") in known.names else None),
        },
    )


async def next_due(visit: Visit, number: int) -> list[Row]:
    """What is due next, today included: so many entries as the calendar shows them."""
    chosen = f"SELECT * FROM page_due WHERE due_on >= :today ORDER BY due_on, notice_id LIMIT {number}"
    return _shown(await visit.rows(_ENTRIES.format(chosen=chosen), today=visit.today.isoformat()), visit.today)


def _chosen(query: Mapping[str, str], known: Places) -> _Chosen:
    conditions = []
    if place := query.get("place"):
        conditions.append("first IS NULL" if place == choosing.NONE else f"{known.level(place)} = :place")
    if query.get("kind"):
        conditions.append("kind = :kind")
    return _Chosen(tuple(conditions), query)


async def _span(visit: Visit) -> tuple[str, str]:
    """The first and the last month that the calendar covers."""
    span = await visit.row("SELECT substr(low, 1, 7) AS low, substr(high, 1, 7) AS high FROM page_due_span")
    return (span["low"], span["high"]) if span else ("", "")


async def _entries(
    visit: Visit, chosen: _Chosen, months: Sequence[Month], totals: Mapping[str | None, int], start: int, number: int
) -> dict[Month, list[Row]]:
    """The entries of each month from `start` on, so many at most; those of months with few are asked for together."""
    few = all(totals.get(str(month), 0) <= number for month in months)
    asked = [(months[0], months[-1], number * len(months))] if few else [(month, month, number) for month in months]
    found: dict[Month, list[Row]] = {month: [] for month in months}
    for low, high, most in asked:
        days = chosen.where(f"due_on BETWEEN '{low}-01' AND '{high}-31'")
        part = f"SELECT * FROM page_due {days} ORDER BY due_on, notice_id LIMIT {most} OFFSET {start}"
        for row in _shown(await visit.rows(_ENTRIES.format(chosen=part), **chosen.parameters), visit.today):
            found[Month.of(date.fromisoformat(row["due_on"]))].append(row)
    return found


def _shown(rows: list[Row], today: date) -> list[Row]:
    day = today.isoformat()
    for row in rows:
        row["force"] = force(row["until"], day)
        row["in_days"] = (date.fromisoformat(row["due_on"]) - today).days
        row["day"] = _day(row["due_on"])
        row["address"] = f"/notices/{row['notice_id']}" + ("" if row["start"] is None else f"#at-{row['start']}")
    return rows


def _day(day: str) -> str:
    found = date.fromisoformat(day)
    weekday = say(f"calendar.weekdays.d{found.isoweekday()}")
    return say("calendar.day", month=found.month, day=found.day, weekday=weekday)


def _days(entries: list[Row], month: Month, today: date, with_today: bool) -> list[dict[str, Any]]:
    """The days of a month on which something is due; today among them even if nothing is."""
    by_day = {day: list(rows) for day, rows in groupby(entries, key=lambda row: str(row["due_on"]))}
    if with_today and Month.of(today) == month:
        by_day.setdefault(today.isoformat(), [])
    now = today.isoformat()
    return [
        {"day": day, "title": _day(day), "today": day == now, "past": day < now, "entries": by_day[day]}
        for day in sorted(by_day)
    ]


def _chips(query: Mapping[str, str], known: Places, here: str) -> list[Chip]:
    chips = []
    if place := query.get("place"):
        text = say("choosing.none") if place == choosing.NONE else known.full_names.get(place, place)
        chips.append(Chip("issued_at", text, address(here, **{**query, "place": None})))
    if kind := query.get("kind"):
        text = say(f"calendar.kinds.{kind}") if kind in KINDS else kind
        chips.append(Chip("due_kind", text, address(here, **{**query, "kind": None})))
    return chips


def _groups(counts: _Counts, query: Mapping[str, str], known: Places, here: str) -> list[Group]:
    """The places and kinds to choose from among what is shown, with how much there is of each."""
    groups = []
    place = query.get("place")
    depth = len(known.path(place)) if place else 0
    if depth < len(LEVELS) and not (place and not depth):
        offers = [
            Offer(
                say("choosing.none") if code is None else known.names.get(code, code),
                choosing.counted(number),
                address(here, **{**query, "place": code or choosing.NONE}),
            )
            for code, number in counts.by(LEVELS[depth])
            if code is not None or not place
        ]
        if offers:
            groups.append(Group("issued_at", tuple(offers[: choosing.OFFERED]), tuple(offers[choosing.OFFERED :])))
    if not query.get("kind"):
        kinds = [
            Offer(say(f"calendar.kinds.{kind}"), choosing.counted(number), address(here, **{**query, "kind": kind}))
            for kind, number in counts.by("kind")
            if kind in KINDS
        ]
        if len(kinds) > 1:
            groups.append(Group("due_kind", tuple(kinds), ()))
    return groups


def _navigation(first: Month, last: Month, low: str, high: str, query: Mapping[str, str]) -> dict[str, Any]:
    """The addresses of the months beside those shown, and of the months to come."""

    def at(month: Month) -> tuple[str, str] | None:
        return (address(f"{PATH}/{month}", **query), month.title) if low <= str(month) <= high else None

    this = Month.of(date.today())
    coming = [at(this.after(number)) for number in range(_AHEAD)]
    return {
        "previous": at(first.after(-1)),
        "next": at(last.after(1)),
        "months": [one for one in coming if one],
        "shown": first.title if first == last else None,
    }
