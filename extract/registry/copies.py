"""The same notice in several files: `notices.duplicate_of`.

Notices that are the same as one another, directly or by way of others, are a group. The least of
a group by rank stands for it: its `duplicate_of` is NULL, and all others' is its id. What the
groups are follows from the notices alone, not from the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import regex

from extract.registry.keys import YEAR, number_key, sample, shingles, words_key

if TYPE_CHECKING:
    from sqlite_utils import Database

NEARLY_THE_SAME = 0.8
"""The share of shingles that two texts have in common, of all that either has, from which they are one text."""
LARGELY_THE_SAME = 0.5
"""The same for texts whose title and day of issue are the same: a table may be read in another order."""

_FEWEST_SHINGLES = 40
_DIGITS = regex.compile(r"\d+")


@dataclass(frozen=True)
class Compared:
    """What of a notice decides whether another one is the same."""

    id: int
    source: str
    parent: int | None
    pages: int | None
    number: str | None
    title: str | None
    issued_on: str | None
    text: str

    @cached_property
    def shingles(self) -> frozenset[int]:
        """The shingles of its text."""
        return shingles(self.text)

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """The least stands for all that are the same: not a forwarded copy, in a format that has pages."""
        return self.parent is not None, self.pages is None, self.id


def put_keys(db: Database, notice: Compared) -> None:
    """Notes by what a notice can be found, as a copy of another or as one that is cited."""
    db.execute("DELETE FROM link_keys WHERE notice_id = ? AND citation_id IS NULL", (notice.id,))
    found: list[tuple[str, str | None]] = [("number", notice.number), ("title", notice.title)]
    if len(notice.shingles) >= _FEWEST_SHINGLES:
        found += [("shingle", str(value)) for value in sample(notice.shingles)]
    db.conn.executemany(
        "INSERT INTO link_keys (notice_id, kind, key) VALUES (?, ?, ?)",
        [(notice.id, kind, key) for kind, key in found if key],
    )


def mark(db: Database, moved: set[int], former: Iterable[int]) -> set[int]:
    """Groups anew the notices that are new or changed, and the `former` twins of what has changed or gone.

    Gives those whose `duplicate_of` it changed.
    """
    apart = moved | set(former)
    apart |= {twin for number in apart for twin in twins(db, number)}
    was = {number: stands_for(db, number) for number in apart}
    db.conn.executemany("UPDATE notices SET duplicate_of = NULL WHERE id = ?", [(number,) for number in apart])
    changed: set[int] = set()
    for number in sorted(apart):
        if notice := compared(db, number):
            changed |= _join(db, notice)
    return {number for number in changed | apart if number not in was or was[number] != stands_for(db, number)}


def _join(db: Database, notice: Compared) -> set[int]:
    """Puts a notice that is in no group into that of the notices it is the same as; gives those it changed."""
    firsts = {notice.id: notice}
    for first, members in _like(db, notice).items():
        if first not in firsts and any(_is_same(notice, other) for other in _loaded(db, members)):
            firsts.update((found.id, found) for found in _loaded(db, [first]))
    least = min(firsts.values(), key=lambda found: found.rank).id
    changed = set(firsts) - {least}
    for first in sorted(changed):
        changed.update(column(db, "SELECT id FROM notices WHERE duplicate_of = ?", [first]))
        db.execute("UPDATE notices SET duplicate_of = ? WHERE duplicate_of = ?", (least, first))
        db.execute("UPDATE notices SET duplicate_of = ? WHERE id = ?", (least, first))
    return changed


def _like(db: Database, notice: Compared) -> dict[int, list[int]]:
    """The notices of other sources that share the number or a piece of the text, by the first of their group.

    Those of another day are left out at once (see `_is_same`): many notices a year share whole sentences.
    """
    groups: dict[int, list[int]] = {}
    # CROSS JOIN keeps SQLite from beginning at all shingles there are.
    found = db.execute(
        "SELECT DISTINCT coalesce(duplicate_of, id), id FROM link_keys AS mine "
        "CROSS JOIN link_keys AS theirs USING (kind, key) "
        "CROSS JOIN notices ON notices.id = theirs.notice_id "
        "WHERE mine.notice_id = :id AND mine.citation_id IS NULL AND mine.kind IN ('number', 'shingle') "
        "AND theirs.citation_id IS NULL AND notices.source_sha256 <> :source "
        "AND (notices.issued_on = :issued_on OR notices.issued_on IS NULL OR :issued_on IS NULL) "
        "ORDER BY 1, duplicate_of IS NOT NULL, 2",
        {"id": notice.id, "source": notice.source, "issued_on": notice.issued_on},
    )
    for first, number in found:
        groups.setdefault(first, []).append(number)
    return groups


def _loaded(db: Database, numbers: Iterable[int]) -> Iterator[Compared]:
    return (notice for number in numbers if (notice := compared(db, number)))


def _is_same(one: Compared, other: Compared) -> bool:
    if _differ(one.number, other.number) or _differ(one.issued_on, other.issued_on):
        return False
    if one.number and other.number and YEAR.search(one.number) and not _differ(one.title, other.title):
        return True
    if one.title and other.title and _DIGITS.findall(one.title) != _DIGITS.findall(other.title):
        return False  # last year's notice and this year's may have all but the figures in common
    if min(len(one.shingles), len(other.shingles)) < _FEWEST_SHINGLES:
        return False
    agreed = one.title is not None and one.title == other.title and one.issued_on is not None
    share = LARGELY_THE_SAME if agreed and one.issued_on == other.issued_on else NEARLY_THE_SAME
    common = len(one.shingles & other.shingles)
    return common >= share * (len(one.shingles) + len(other.shingles) - common)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def compared(db: Database, number: int) -> Compared | None:
    """What of a notice is compared; None where there is no such notice."""
    row = db.execute(
        "SELECT notices.id, source_sha256, parent_id, pages, doc_number, title, issued_on, text "
        "FROM notices JOIN sources ON sources.sha256 = source_sha256 WHERE notices.id = ?",
        (number,),
    ).fetchone()
    if row is None:
        return None
    number, source, parent, pages, doc_number, title, issued_on, text = row
    return Compared(number, source, parent, pages, number_key(doc_number), words_key(title), issued_on, text)


def stands_for(db: Database, number: int) -> int | None:
    """The notice that stands for this one; None where it stands for itself."""
    row = db.execute("SELECT duplicate_of FROM notices WHERE id = ?", (number,)).fetchone()
    return None if row is None else row[0]


def twins(db: Database, number: int) -> set[int]:
    """The other notices of a notice's group."""
    first = stands_for(db, number) or number
    return {first, *column(db, "SELECT id FROM notices WHERE duplicate_of = ?", [first])} - {number}


def column(db: Database, sql: str, ids: Iterable[int]) -> Iterator[int]:
    """The single column of a query, run for each of these ids."""
    for number in ids:
        for (value,) in db.execute(sql, (number,)):
            yield value
