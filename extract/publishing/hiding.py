"""What is hidden in a published registry, and the masking of it.

`business` hides every mobile number but those of listed suppliers and of platforms, wherever it stands: an
official's number that a supplier's line prints too stays, any other goes everywhere. `none` hides all
telephone numbers, e-mail addresses and names of persons. `all` hides nothing. Who asked to be left out is
hidden in each of them. An e-mail address that holds a hidden number is hidden whole. Resident identity
numbers are hidden in every mode but `all`, whosever they are.

Masking is one character for one (`numbers.MASK`), so that offsets into a text hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal
from urllib.parse import urlsplit

from extract.public_network import host_key, may_be_public
from extract.publishing.allowed import Allowed
from extract.publishing.identities import identities
from extract.publishing.names import Names, key
from extract.publishing.numbers import Numbers, digits_of, emails, masked, mobiles
from extract.values import phones

ContactMode = Literal["business", "all", "none"]
Span = tuple[int, int]


@dataclass(frozen=True)
class Gone:
    """Rows that are not published since those they are about asked to be left out, by table; lines of the texts.

    `similar` are suppliers who stay though a name that is left out is a piece of theirs.
    """

    rows: Mapping[str, frozenset[int | str]] = field(default_factory=dict)
    lines: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    similar: tuple[str, ...] = ()

    def has(self, table: str, row_id: object) -> bool:
        """Whether a row of a table is left out."""
        return row_id in self.rows.get(table, ())


class Hiding:
    """What is hidden: `numbers` and `names` wherever they stand, `gone` rows and lines, and what the mode says.

    `kept` are the mobile numbers that `business` leaves. `lost` are e-mail addresses that are left out.
    `private_hosts` are machines of the operator's own network, which no address that is published names.
    """

    def __init__(
        self,
        contacts: ContactMode,
        *,
        allowed: Allowed,
        numbers: Numbers,
        kept: frozenset[str] = frozenset(),
        names: Names | None = None,
        lost: frozenset[str] = frozenset(),
        gone: Gone | None = None,
        private_hosts: frozenset[str] = frozenset(),
    ) -> None:
        self.contacts, self.allowed, self.numbers, self.kept = contacts, allowed, numbers, kept
        self.names = names or Names(())
        self.lost = frozenset(address.casefold() for address in lost)
        self.gone = gone or Gone()
        self.private_hosts = frozenset(map(host_key, private_hosts))
        self.pictures: dict[str, bool] = {}
        """Whether pictures hide something, by the hash of their bytes: what `vetting_scans` has looked at."""
        self.masked = lru_cache(maxsize=65536)(self._masked)

    def __getstate__(self) -> dict[str, Any]:
        """All but what is remembered of texts: it is handed to the processes that look through originals."""
        return {name: value for name, value in self.__dict__.items() if name != "masked"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self.masked = lru_cache(maxsize=65536)(self._masked)

    @property
    def hides_nothing(self) -> bool:
        """Whether all is published as it is."""
        return self.contacts == "all" and not (self.numbers.all or self.names.keys or self.lost or self.gone.lines)

    def places(self, text: str) -> set[int]:
        """The offsets of all characters of a text that are hidden."""
        found = self.numbers.places_in(text) | self.names.places_in(text)
        if self.contacts != "all":
            for number in mobiles(text):
                if number.digits not in self.kept:
                    found.update(number.places)
            for identity in identities(text):
                found.update(identity.places)
        if self.contacts == "none":
            for phone in phones.find(text):
                found.update(range(phone.start, phone.end))
        for start, end in emails(text):
            whole = self.contacts == "none" or text[start:end].casefold() in self.lost
            if whole or any(place in found for place in range(start, end)):
                found.update(range(start, end))
        return found

    def _masked(self, text: str) -> str:
        places = self.places(text)
        return masked(text, places) if places else text

    def shown(self, value: object) -> object:
        """A value as it is published: a text masked, others as they are."""
        return self.masked(value) if isinstance(value, str) else value

    def masked_person(self, text: str) -> str:
        """A column's value that is a person's name, or several."""
        if self.contacts == "none" or text in self.names:
            return masked(text, range(len(text)))
        # Within a column for persons a short name need not stand apart.
        places = self.names.places_in(text, (0, len(text))) | self.places(text)
        return masked(text, places)

    def masked_phone(self, text: str) -> str:
        """A column's value that is a telephone number, or several."""
        return masked(text, range(len(text))) if self.contacts == "none" else self.masked(text)

    def masked_email(self, text: str) -> str:
        """A column's value that is an e-mail address."""
        return self.masked_phone(text)

    def shown_address(self, value: str) -> str | None:
        """Where a file came from: an address of the public web with nothing hidden in it; None for any other."""
        try:
            parts = urlsplit(value)
            host, user = parts.hostname or "", parts.username
        except ValueError:
            return None
        if parts.scheme.lower() not in ("http", "https") or user is not None or not may_be_public(host):
            return None
        return None if host_key(host) in self.private_hosts or self.hides_in(value) else value

    def hides_in(self, text: str) -> bool:
        """Whether anything in a text is hidden."""
        return bool(self.places(text))


def is_left_out(name: object, names: frozenset[str]) -> bool:
    """Whether a column's value is one of these names (by their keys), or several of which one is."""
    return isinstance(name, str) and key(name) in names


def numbers_of(text: str) -> set[str]:
    """All numbers of a telephone column, as digits; those with an area code also without it."""
    found = {number.digits for number in mobiles(text)}
    for phone in phones.find(text):
        number = phone.value.number
        found.add(number)
        found.add(digits_of(phone.text.split("转")[0]))
        if phone.value.kind == "landline":
            found.add(number[3:] if number[:2] in ("01", "02") else number[4:])
    return {number for number in found if len(number) >= 7}
