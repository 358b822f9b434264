"""What was read in a notice, in words: each fact's value, how firm it is, and where its words stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extract.interface import label
from extract.page_pictures import DRAWN
from extract.site.notice_records import FACTS, Place, Record
from extract.site.pages import Row
from extract.site.words import say, value_label

SURE, FIRM = 0.9, 0.8
"""Facts believed this much are told as sure and as fairly sure; those below stand in `review`."""
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'\\]+\Z")
"""What may become a link."""
_LONGEST = 160
# What is shown of a fact beside its value, by the names of its columns.
_DETAILS = {
    "terms": ("per", "base", "subject", "topic"),
    "dates": ("recurs", "action"),
    "contacts": ("organization", "person", "email", "role"),
    "platforms": ("url", "operator", "address"),
    "notice_regions": ("role",),
    "citations": ("doc_number", "relation", "ends_on", "extended_months"),
    "tasks": ("content",),
    "listings": ("region", "address", "contact", "phone", "ownership", "note"),
    "products": ("spec", "price", "price_unit"),
}


@dataclass(frozen=True, slots=True)
class PlaceOnPage:
    """A page of an original: the hash of its source, its number there, its number in the whole, and who may see it."""

    sha256: str
    page: int
    whole: int
    annex: bool
    original: bool
    """Whether the original may be handed out."""
    picture: bool
    """Whether its picture can be shown."""


@dataclass(frozen=True)
class Shown:
    """A fact as the page shows it. `key` names it in anchors; `firm` is `sure`, `firm` or `doubtful`."""

    key: str
    table: str
    row: Row
    value: str
    details: tuple[tuple[str, str, str], ...]
    """Column, its name in words, and what it says."""
    link: str | None
    firm: str
    doubts: tuple[Row, ...]
    place: PlaceOnPage | None
    boxes: tuple[Place, ...]
    under: tuple[Shown, ...] = ()
    """The duties of a task."""
    decided: str | None = None
    """What a person did about it: `accept`, `correct` or `add`."""
    read_as: str | None = None
    """What had been read where a person corrected it."""


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of one table; `rest` is how many more there are, `quiet` those that matter less."""

    table: str
    facts: tuple[Shown, ...]
    rest: int = 0
    quiet: tuple[Shown, ...] = ()


class Facts:
    """The facts of a record, ready to be shown."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._doubts: dict[tuple[str, int], list[Row]] = {}
        for doubt in record.doubts:
            if doubt["table_name"] and doubt["row_id"] is not None:
                own = self._doubts.setdefault((doubt["table_name"], doubt["row_id"]), [])
                if all((doubt["reason"], doubt["status"]) != (one["reason"], one["status"]) for one in own):
                    own.append(doubt)
        self._by_task: dict[int | None, list[Row]] = {}
        for duty in record.facts["duties"]:
            self._by_task.setdefault(duty["task_id"], []).append(duty)

    def groups(self) -> list[Group]:
        """The facts beside the text by their tables, in the order of the text; blank forms are shown elsewhere."""
        found = []
        for table in FACTS:
            rows = self._record.facts[table]
            if not rows or table in ("forms", "duties"):
                continue
            shown = [self.shown(table, row) for row in rows]
            quiet = [fact for fact in shown if table == "notice_regions" and fact.row["role"] == "mentioned"]
            kept = [fact for fact in shown if table != "notice_regions" or fact.row["role"] != "mentioned"]
            found.append(Group(table, tuple(kept), self._record.counts[table] - len(rows), tuple(quiet)))
        rest = self._record.counts["duties"] - len(self._record.facts["duties"])
        tasks = {row["id"] for row in self._record.facts["tasks"]}
        loose = [row for task, rows in self._by_task.items() if task not in tasks for row in rows]
        if loose or rest:
            found.append(Group("duties", tuple(self.shown("duties", row) for row in loose), rest))
        return found

    def lines(self, table: str) -> list[Shown]:
        """The first lines of the supplier lists (`listings`), the first products, or the blank forms."""
        return [self.shown(table, row) for row in self._record.facts[table]]

    def unread(self) -> list[Shown]:
        """The doubts about what was not read, and about the notice itself."""
        return [
            self._unread(doubt)
            for doubt in self._record.doubts
            if doubt["status"] == "open" and (doubt["row_id"] is None or doubt["table_name"] == "notices")
        ]

    def _unread(self, doubt: Row) -> Shown:
        boxes = self._record.places.get(("review", doubt["id"]), ())
        place = self.place(boxes[0][0]) if boxes else None
        key, reason = f"review-{doubt['id']}", doubt["reason"]
        return Shown(key, "review", doubt, reason, (), None, "doubtful", (doubt,), place, boxes)

    def shown(self, table: str, row: Row) -> Shown:
        """A fact as it is shown."""
        doubts = tuple(self._doubts.get((table, row["id"]), ()))
        opened = any(doubt["status"] == "open" for doubt in doubts)
        confidence = row["confidence"]
        decided = (table, row["id"]) in self._record.corrected and not opened
        firm = (
            "sure"
            if decided
            else "doubtful"
            if opened or confidence < FIRM
            else "firm"
            if confidence < SURE
            else "sure"
        )
        return Shown(
            f"{table}-{row['id']}",
            table,
            row,
            _value(table, row),
            tuple(_details(table, row)),
            _link(table, row),
            firm,
            doubts,
            self.place(row["page"]),
            self._record.places.get((table, row["id"]), ()),
            self._duties(row) if table == "tasks" else (),
            *self._decision(table, row),
        )

    def _decision(self, table: str, row: Row) -> tuple[str | None, str | None]:
        found = self._record.corrected.get((table, row["id"]))
        if found is None:
            return None, None
        before = json.loads(found["value_read"]) if found["value_read"] else None
        if found["action"] != "correct" or not isinstance(before, dict):
            return found["action"], None
        # Only what the correction changed.
        said = [
            f"{label(column, table)} {value_label(value, column)}"
            for column, value in before.items()
            if column in row and row[column] != value and not isinstance(value, dict | list)
        ]
        return found["action"], say("site.joined.parts").join(said) or None

    def _duties(self, task: Row) -> tuple[Shown, ...]:
        return tuple(self.shown("duties", row) for row in self._by_task.get(task["id"], ()))

    def place(self, page: int | None) -> PlaceOnPage | None:
        """Which page of which original a page of the whole is; None where the format has no pages."""
        if not page:
            return None
        notice = self._record.notice
        sha256, number, media_type, annex = notice["source_sha256"], page, notice["media_type"], False
        for one in self._record.annexes:
            if one["pages"] and page >= one["first_page"]:
                sha256, number, media_type, annex = one["sha256"], page - one["first_page"] + 1, one["media_type"], True
        original = self._record.sources is None or sha256 in self._record.sources
        picture = original or self._record.pages is None or (sha256, number) in self._record.pages
        return PlaceOnPage(sha256, number, page, annex, original, picture and media_type in DRAWN)


def _value(table: str, row: Row) -> str:
    if table == "terms":
        words = (value_label(row["kind"], "kind"), _number(row["amount"]), value_label(row["unit"], "unit"))
        return " ".join(words)
    if table == "dates":
        return " ".join((value_label(row["kind"], "kind"), _days(row["starts_on"], row["ends_on"])))
    if table == "contacts":
        return str(row["phone"] or row["email"] or row["person"] or row["organization"] or row["quote"])
    if table == "tasks":
        return " ".join(filter(None, (row["number"], row["title"])))
    if table == "duties":
        return " ".join((value_label(row["role"], "role"), row["organization"]))
    if table == "citations":
        return str(row["title"] or row["doc_number"] or row["known_title"] or row["quote"])
    return str(row.get("name") or row.get("title") or row["quote"])


def _number(amount: Any) -> str:
    return f"{int(amount):,}" if float(amount).is_integer() else f"{amount:,}"


def _days(first: str | None, last: str | None) -> str:
    if first and last and first != last:
        return say("notice.days", first=first, last=last)
    return first or last or ""


def _details(table: str, row: Row) -> Iterator[tuple[str, str, str]]:
    value = _value(table, row)
    for column in _DETAILS.get(table, ()):
        given = row[column]
        if given in (None, "") or str(given) == value:
            continue
        if table == "terms" and column == "topic" and given == "other":
            continue
        said = value_label(given, column)
        yield column, label(column, table), said if len(said) <= _LONGEST else said[:_LONGEST] + "…"
    if table == "terms":
        if row["additional"]:
            yield "additional", label("additional"), value_label(row["additional"], "additional")
        if row["standing"] != "set":
            yield "standing", label("standing"), value_label(row["standing"], "standing")


def _link(table: str, row: Row) -> str | None:
    """Where a fact's value leads: to the notice cited, or the place named."""
    if table == "citations" and row["cited_notice_id"]:
        return f"/notices/{row['cited_notice_id']}"
    if table == "notice_regions" and row["adcode"]:
        return f"/places/{row['adcode']}"
    return None


def form_columns(stored: str) -> list[str]:
    """The headings of a blank form."""
    found = json.loads(stored)
    return [str(column) for column in found] if isinstance(found, list) else []


def in_order(facts: Sequence[Shown]) -> list[Shown]:
    """Facts with those under them, flat."""
    return [one for fact in facts for one in (fact, *fact.under)]
