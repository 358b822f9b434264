"""Contacts in tables: the persons and numbers of each row under the headings for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.extractors import organizations, persons
from extract.extractors.cell_texts import share
from extract.extractors.columns import Column, Grid, bands
from extract.extractors.phone_cells import numbers as printed_numbers
from extract.extractors.phone_cells import without_numbers
from extract.facts import Contact, ContactRole, Evidence
from extract.notice import Notice
from extract.rules import load
from extract.values import web

_NUMBERS = 0.5
"""The share of the cells under a heading for persons that print a number, where numbers have no column of their own."""


def of_offices(notice: Notice, seen: Grid) -> Iterator[Contact]:
    """The contacts of a table of bodies or persons with their numbers, those of the notice itself."""
    body = notice.issuers[0].value if len(notice.issuers) == 1 else None
    for band in bands(seen):
        above = body
        for row in band.body:
            start, end = seen.table.row_range(row)
            if start < end:
                evidence = notice.evidence(start, end, "contacts.table")
                # a cell left empty under a body's name is that body's, merged or not
                above = _body(band, row) or above
                yield from of_row(band, row, evidence, "notice", above)


def gives_contacts(seen: Grid) -> bool:
    """Whether a table names bodies or persons with the numbers to call, in columns of their own or beside the names."""
    if not seen.header:
        return False
    if seen.having("phone", "email"):
        return seen.having("organization", "name", "contact", "responsible")
    column = seen.column("contact")
    cells = [printed for row in seen.body if (printed := seen.printed(row, column))]
    return share(cells, lambda printed: printed_numbers(printed) is not None) >= _NUMBERS


def _body(seen: Grid, row: int) -> str | None:
    """The body or, where the table names none, the place whose persons a row gives."""
    columns = (seen.column(key) for key in ("organization", "name", "responsible", "lead", "region"))
    return next((value for column in columns if (value := seen.value(row, column))), None) or _of_side(seen, row)


def _of_side(seen: Grid, row: int) -> str | None:
    """The body of the side that the heading for persons names (甲方, 乙方, 甲方联络员), else the only body."""
    asked = seen.column("contact") or seen.column("phone")
    bodies = [
        (column.heading.replace(" ", ""), value)
        for column in seen.columns
        if column.key == "other" and (value := seen.value(row, column)) and organizations.is_body(value)
    ]
    heading = asked.heading.replace(" ", "") if asked else ""
    own = [value for words, value in bodies if words and heading.startswith(words)]
    return own[0] if own else bodies[0][1] if len(bodies) == 1 else None


def of_row(seen: Grid, row: int, evidence: Evidence, role: ContactRole, body: str | None) -> Iterator[Contact]:
    """The contacts of a row, one for each person; nothing where the row has no number and no mailbox."""
    cells = [seen.printed(row, column) for column in _asked(seen)]
    phone = "、".join(dict.fromkeys(number for cell in cells if (number := printed_numbers(cell)))) or None
    mails = [found.value.address for found in web.mailboxes(seen.printed(row, seen.column("email")))]
    if phone is None and not mails:
        return
    names = [
        name for cell in cells for name in persons.split(without_numbers(cell)) if persons.is_labelled_person(name)
    ]
    names = names or [name for cell in cells for name in persons.in_brackets(cell)]
    paired = _paired(cells, names)
    people: list[str | None] = [*dict.fromkeys(names)] or [None]
    for person in people:
        yield Contact(
            evidence=evidence,
            organization=body,
            person=person,
            phone=paired.get(person or "") or phone,
            email="、".join(mails) or None,
            role=role,
        )


def _asked(seen: Grid) -> list[Column]:
    """The columns of persons and numbers; those in charge are left out where others are named to ask for."""
    columns = [column for column in seen.columns if column.key in {"contact", "phone"}]
    superior = load("contacts")["superior"]
    others = [column for column in columns if column.key == "contact" and not superior.search(column.heading)]
    return [column for column in columns if column.key == "phone" or not others or column in others]


def _paired(cells: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """The number of each person where cells pair them: each beside its own, or as many numbers as names."""
    lines = [line for cell in cells for line in cell.split("\n")]
    found = {
        own[0]: number
        for line in lines
        if len(own := persons.split(without_numbers(line))) == 1 and (number := printed_numbers(line)) is not None
    }
    if len(names) > 1 and set(found) == set(names):
        return found
    printed = [joined.split("、") for cell in cells if (joined := printed_numbers(cell))]
    numbers = printed[0] if len(printed) == 1 else []
    if len(numbers) == len(names) > 1 and len(set(numbers)) == len(numbers):
        return dict(zip(names, numbers, strict=True))
    return {}
