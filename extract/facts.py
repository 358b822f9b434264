"""The facts read in a notice: a frozen dataclass for each table of the registry.

Field names are the registry's column names. Every fact carries its Evidence; one without a
place in the text cannot be built. Dates are ISO 8601 text, money is in yuan, percentages are
the printed number.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, ClassVar, Literal

TermKind = Literal["cap", "floor", "target"]
Unit = Literal["CNY", "percent"]
Per = Literal["person-year", "person", "year"]
Topic = Literal["assistance", "holiday_gifts", "canteen", "purchase", "union_budget", "other"]
ReadBy = Literal["text", "ocr"]
Standing = Literal["set", "quoted"]
DateKind = Literal["issued", "deadline", "report_due", "validity", "phase"]
Recurs = Literal["yearly", "half-yearly", "quarterly", "monthly"]
RegionRole = Literal["issuer", "beneficiary", "mentioned"]
ContactRole = Literal["notice", "platform", "supplier"]
Relation = Literal["basis", "forwards", "amends", "extends", "repeals"]
DutyRole = Literal["lead", "responsible", "supporting"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a fact was read from: offsets in its notice's text, the page they begin on, and the rule's id.

    `read_by` says whether the file itself names these words (`text`) or they were recognised on a picture (`ocr`).
    """

    start: int
    end: int
    quote: str
    rule: str
    page: int | None = None
    confidence: float = 1.0
    read_by: ReadBy = "text"

    def __post_init__(self) -> None:
        if not (0 <= self.start < self.end) or len(self.quote) != self.end - self.start or not self.rule:
            raise ValueError(f"a fact needs a place and a rule: {self.start}-{self.end} {self.quote!r} {self.rule!r}")


@dataclass(frozen=True, slots=True)
class Fact:
    """What all facts have. `table` is the registry table the fact goes to."""

    table: ClassVar[str] = ""
    evidence: Evidence

    def values(self) -> dict[str, object]:
        """The fact's own columns by name, without its evidence."""
        return {name: getattr(self, name) for name in _COLUMNS[type(self)]}


class _Columns(dict[type[Fact], tuple[str, ...]]):
    """The names of the columns of each kind of fact, its evidence left out."""

    def __missing__(self, kind: type[Fact]) -> tuple[str, ...]:
        names = self[kind] = tuple(item.name for item in fields(kind) if item.name != "evidence")
        return names


_COLUMNS = _Columns()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Fact):
    """An amount or share that the notice sets or quotes."""

    table: ClassVar[str] = "terms"
    kind: TermKind
    amount: Decimal
    unit: Unit
    per: Per | None = None
    base: str | None = None
    subject: str | None = None
    topic: Topic = "other"
    additional: int = 0
    standing: Standing = "set"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedFact(Fact):
    """A date or period that matters (table `dates`); `rrule` is RFC 5545 where it recurs."""

    table: ClassVar[str] = "dates"
    kind: DateKind
    starts_on: str | None = None
    ends_on: str | None = None
    recurs: Recurs | None = None
    rrule: str | None = None
    action: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRegion(Fact):
    """A place the notice concerns; `adcode` is the GB/T 2260 code in force, None where the place has none."""

    table: ClassVar[str] = "notice_regions"
    name: str
    adcode: str | None
    role: RegionRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Fact):
    """A supplier's line in a list. `extra` is JSON of the columns that have no name of their own.

    `valid_from` and `valid_to` are the days that the list's own title or the row gives, not the notice's.
    """

    table: ClassVar[str] = "listings"
    name: str
    annex: str | None = None
    row_no: int | None = None
    address: str | None = None
    contact: str | None = None
    phone: str | None = None
    ownership: str | None = None
    region: str | None = None
    region_adcode: str | None = None
    note: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    extra: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Product(Fact):
    """A product of a list: `spec` and `price_unit` (斤, 盒) as printed, `price` in yuan for such a unit.

    `listing` is the supplier's line it belongs to, as it stands among the notice's facts.
    """

    table: ClassVar[str] = "products"
    name: str
    spec: str | None = None
    price: Decimal | None = None
    price_unit: str | None = None
    listing: Listing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform(Fact):
    """A sales channel named with a way in."""

    table: ClassVar[str] = "platforms"
    name: str
    url: str | None = None
    operator: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Fact):
    """A person or line to reach."""

    table: ClassVar[str] = "contacts"
    organization: str | None = None
    person: str | None = None
    phone: str | None = None
    email: str | None = None
    role: ContactRole = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Fact):
    """Another document named; `relation` says what the notice does to it.

    `ends_on` is the last day of force that the sentence sets for it by repealing or extending it,
    `extended_months` the time by which it lengthens its force where no day is named.
    """

    table: ClassVar[str] = "citations"
    title: str | None = None
    doc_number: str | None = None
    relation: Relation | None = None
    ends_on: str | None = None
    extended_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Fact):
    """A numbered task of a task table or plan. `number` and `title` as printed, without punctuation round them."""

    table: ClassVar[str] = "tasks"
    number: str
    title: str
    content: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Fact):
    """An organization given a part in a task; `task` is that task as it stands among the notice's facts."""

    table: ClassVar[str] = "duties"
    role: DutyRole
    organization: str
    task: Task | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Fact):
    """A blank reporting form. `columns` are the printed headings, left to right."""

    table: ClassVar[str] = "forms"
    title: str
    columns: tuple[str, ...]


FACT_TYPES: tuple[type[Fact], ...] = (
    Term, DatedFact, NoticeRegion, Listing, Product, Platform, Contact, Citation, Task, Duty, Form,
)  # fmt: skip


def plain(value: object) -> Any:
    """A column's value as a database or JSON holds it: whole decimals as whole numbers, an empty text as None.

    Other decimals are floating-point numbers, a tuple is the text of a JSON list.
    """
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return None if value == "" else value
