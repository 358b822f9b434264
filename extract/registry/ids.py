"""Ids that follow from what a row is, not from when it came.

Reading the same files in any order, with any interruptions, gives the same ids. All stay below
2**53, the largest whole number that JSON readers keep exact.

A notice's id is a fingerprint of its file's hash and its place among the file's notices. A fact's
is a fingerprint of its notice followed by its place in the text, so that a table in the order of
its ids shows each notice's facts together and as printed. A fact that is read again with the same
result keeps its id even where a newer reader moves it to another place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

NOTICES_A_FILE = 1 << 10
_PLACES = 1 << 20
_FACTS_A_PLACE = 1 << 5
FACTS_A_NOTICE = _PLACES * _FACTS_A_PLACE


def fingerprint(text: str, bits: int) -> int:
    """A number of so many bits that follows from the text and is spread evenly."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> (64 - bits)


def first_notice_id(sha256: str) -> int:
    """The id of a file's first notice; NOTICES_A_FILE ids from it on are the file's."""
    return fingerprint(sha256, bits=42) * NOTICES_A_FILE


def first_fact_id(notice_id: int) -> int:
    """The least id of a notice's facts; FACTS_A_NOTICE ids from it on are the notice's."""
    return fingerprint(str(notice_id), bits=28) * FACTS_A_NOTICE


def free_id(first: int, start: int, taken: Collection[int]) -> int:
    """The first free id for what stands at `start` in a text whose ids begin with `first`."""
    number = first + min(start, _PLACES - 1) * _FACTS_A_PLACE
    while number in taken:
        number += 1
    return number
