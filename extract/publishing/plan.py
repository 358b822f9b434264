"""What must be hidden, gathered from the whole registry before anything of it is written."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extract.extractors import persons
from extract.publishing.allowed import Allowed, PublicTable
from extract.publishing.hiding import ContactMode, Gone, Hiding, Span, is_left_out, numbers_of
from extract.publishing.identities import identities
from extract.publishing.leave_out import LeftOut
from extract.publishing.names import Names, key
from extract.publishing.numbers import Numbers, emails, mobiles
from extract.registry import private_hosts

_LONG_ADDRESS = 8
_FIRM = 4
PARTED = "\0\n\0"
"""What no number runs across: columns of a row are looked through at once, joined by it."""


def plan(connection: sqlite3.Connection, contacts: ContactMode, left_out: LeftOut, allowed: Allowed) -> Hiding:
    """What is hidden of a registry; the connection is only read."""
    leaving = _Leaving(connection, left_out)
    leaving.leave_decisions()
    numbers = set(leaving.numbers)
    kept: set[str] = set()
    names: set[str] = {*left_out.names, *leaving.addresses}
    if contacts == "business":
        kept = _business_numbers(connection) - numbers
        numbers |= _all_private(connection, allowed) - kept
    elif contacts == "none":
        numbers |= _all_private(connection, allowed) | _column_numbers(connection, allowed)
        names |= _all_persons(connection, allowed)
    return Hiding(
        contacts,
        allowed=allowed,
        numbers=Numbers(numbers),
        kept=frozenset(kept),
        names=Names(names, allowed.words_before, allowed.words_after),
        lost=frozenset({*left_out.emails, *leaving.emails}),
        gone=Gone(
            {table: frozenset(ids) for table, ids in leaving.rows.items()}, leaving.merged_lines(), leaving.similar()
        ),
        private_hosts=private_hosts.noted(connection),
    )


def texts(connection: sqlite3.Connection, table: PublicTable, columns: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The values of these columns of a table, row by row, those that are text."""
    chosen = [column for column in table.columns if column in set(columns)]
    if not chosen:
        return
    quoted = ", ".join(f'"{column}"' for column in chosen)
    for row in connection.execute(f"SELECT {quoted} FROM {table.name}"):
        yield tuple(value for value in row if isinstance(value, str))


def _all_private(connection: sqlite3.Connection, allowed: Allowed) -> set[str]:
    """All mobile and identity numbers, so that each is found again where its label or the marks in it are others."""
    found: set[str] = set()
    for table in allowed.tables:
        for values in texts(connection, table, set(table.columns) - table.plain):
            # A row at once: nearly none holds a number.
            row = PARTED.join(values)
            found.update(number.digits for number in mobiles(row))
            found.update(number.digits.rstrip("X") for number in identities(row))
    return found


def _business_numbers(connection: sqlite3.Connection) -> set[str]:
    """The mobile numbers by which suppliers and platforms are reached."""
    rows = connection.execute(
        "SELECT phone FROM contacts WHERE role IN ('supplier', 'platform') "
        "UNION ALL SELECT phone FROM listings UNION ALL SELECT contact FROM listings"
    )
    return {number.digits for (text,) in rows if isinstance(text, str) for number in mobiles(text)}


def _column_numbers(connection: sqlite3.Connection, allowed: Allowed) -> set[str]:
    return {
        number
        for table in allowed.tables
        for values in texts(connection, table, table.phones)
        for value in values
        for number in numbers_of(value)
    }


def _all_persons(connection: sqlite3.Connection, allowed: Allowed) -> set[str]:
    found: set[str] = set()
    for table in allowed.tables:
        for values in texts(connection, table, table.persons):
            for value in values:
                found.update(persons.split(value))
        for values in texts(connection, table, table.json):
            for value in values:
                found.update(name for cell in labelled_cells(value, allowed) for name in persons.split(cell))
    return {name for name in found if len(name) > 1 and persons.is_labelled_person(name)}


def labelled_cells(text: str, allowed: Allowed) -> Iterator[str]:
    """The values of a JSON object that stand under a heading for persons."""
    try:
        value = json.loads(text)
    except ValueError:
        return
    if isinstance(value, dict):
        for heading, cell in value.items():
            if isinstance(cell, str) and is_person_heading(heading, allowed):
                yield cell


def is_person_heading(heading: str, allowed: Allowed) -> bool:
    """Whether a heading says that persons' names stand below it."""
    return key(heading).endswith(allowed.person_labels) or key(heading).startswith(allowed.person_labels)


@dataclass
class _Leaving:
    """What goes with those who asked to be left out: rows, lines of texts, numbers, addresses."""

    connection: sqlite3.Connection
    left_out: LeftOut
    numbers: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    rows: dict[str, set[int | str]] = field(default_factory=lambda: defaultdict(set))
    lines: dict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for number in self.left_out.numbers:
            self.numbers.update({number, *numbers_of(number)})
        keys = frozenset(map(key, self.left_out.names))
        if not keys:
            return
        self._leave_firms(keys)
        self._leave_persons(keys)

    def leave_decisions(self) -> None:
        """What was decided about rows that are left out goes with them, and what is about no row any more."""
        corrected = self.connection.execute("SELECT correction_id, table_name, row_id FROM corrected")
        staying = {decision for decision, table, row in corrected if row not in self.rows.get(table, ())}
        for (decision,) in self.connection.execute("SELECT id FROM corrections"):
            if decision not in staying:
                self.rows["corrections"].add(decision)

    def _leave_firms(self, keys: frozenset[str]) -> None:
        for number, name, normalized in self.connection.execute("SELECT id, name, normalized_name FROM suppliers"):
            if is_left_out(name, keys) or is_left_out(normalized, keys):
                self.rows["suppliers"].add(number)
        listings = 'SELECT id, notice_id, start, "end", supplier_id, name, phone, address, contact FROM listings'
        for number, notice, start, end, supplier, name, phone, address, contact in self.connection.execute(listings):
            if supplier in self.rows["suppliers"] or is_left_out(name, keys):
                self._leave("listings", number, notice, (start, end), phone, contact)
                if isinstance(address, str) and len(address) >= _LONG_ADDRESS and any(map(str.isdigit, address)):
                    self.addresses.add(address)
        self._leave_childless(keys)
        products = 'SELECT id, notice_id, start, "end", listing_id FROM products'
        for number, notice, start, end, listing in self.connection.execute(products):
            if listing in self.rows["listings"]:
                self._leave("products", number, notice, (start, end))
        contacts = 'SELECT id, notice_id, start, "end", organization, phone, email, role FROM contacts'
        for number, notice, start, end, organization, phone, email, role in self.connection.execute(contacts):
            inside = role == "supplier" and any(
                low <= start and end <= high for low, high in self.lines.get(notice, ())
            )
            if is_left_out(organization, keys) or inside:
                self._leave("contacts", number, notice, (start, end), phone)
                self.emails.update(email[low:high] for low, high in emails(email or ""))
        platforms = 'SELECT id, notice_id, start, "end", name, operator FROM platforms'
        for number, notice, start, end, name, operator in self.connection.execute(platforms):
            if is_left_out(name, keys) or is_left_out(operator, keys):
                self._leave("platforms", number, notice, (start, end))

    def similar(self) -> tuple[str, ...]:
        """Suppliers who stay though a name that is left out is a piece of theirs."""
        keys = [key(name) for name in self.left_out.names if len(name) >= _FIRM]
        rows = self.connection.execute("SELECT id, name FROM suppliers ORDER BY name") if keys else ()
        return tuple(
            str(name)
            for number, name in rows
            if number not in self.rows["suppliers"] and any(each in key(name) for each in keys)
        )

    def _leave_childless(self, keys: frozenset[str]) -> None:
        """Suppliers all of whose lines are left out go with them, under whatever name they are kept."""
        listed = "SELECT supplier_id, id FROM listings"
        staying = {
            supplier for supplier, number in self.connection.execute(listed) if number not in self.rows["listings"]
        }
        for supplier, _ in self.connection.execute(listed):
            if supplier not in staying:
                self.rows["suppliers"].add(supplier)

    def _leave_persons(self, keys: frozenset[str]) -> None:
        """The numbers by which a person is reached go with the name; an office's line stays."""
        contacts = self.connection.execute("SELECT person, phone, email FROM contacts WHERE person IS NOT NULL")
        for person, phone, email in contacts:
            if any(is_left_out(name, keys) for name in (person, *persons.split(person))):
                self.numbers.update(number.digits for number in mobiles(phone or ""))
                self.emails.update((email or "")[low:high] for low, high in emails(email or ""))
        for contact, phone in self.connection.execute("SELECT contact, phone FROM listings WHERE contact IS NOT NULL"):
            if is_left_out(contact, keys):
                self.numbers.update(number.digits for number in mobiles(f"{phone or ''} {contact}"))

    def _leave(self, table: str, number: int, notice: int, span: Span, *phones: str | None) -> None:
        self.rows[table].add(number)
        self.lines[notice].append(span)
        for phone in phones:
            self.numbers.update(numbers_of(phone or ""))

    def merged_lines(self) -> dict[int, tuple[Span, ...]]:
        return {notice: tuple(sorted(set(spans))) for notice, spans in self.lines.items()}
