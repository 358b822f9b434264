"""What is hidden, made by hand."""

from __future__ import annotations

from collections.abc import Iterable

from extract.publishing.allowed import allowed
from extract.publishing.hiding import ContactMode, Hiding
from extract.publishing.names import Names
from extract.publishing.numbers import Numbers

OFFICIAL = "13711110001"
"""An official's mobile number, to be hidden."""
SUPPLIER = "13911110001"
"""A supplier's, to be kept."""


def hiding(
    contacts: ContactMode = "business",
    names: Iterable[str] = (),
    numbers: Iterable[str] = (),
    private_hosts: Iterable[str] = (),
) -> Hiding:
    """What hides officials' numbers and keeps the supplier's, in the modes that do."""
    words = allowed()
    return Hiding(
        contacts,
        allowed=words,
        numbers=Numbers({OFFICIAL, *numbers} if contacts != "all" else numbers),
        kept=frozenset({SUPPLIER} if contacts == "business" else ()),
        names=Names(names, words.words_before, words.words_after),
        private_hosts=frozenset(private_hosts),
    )
