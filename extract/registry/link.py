"""What is derived over notices: which citation names which notice, and which notices are the same.

Both can be worked out again at any time from the notices and citations alone, and come out the
same whatever the order in which the files came. They are found through `link_keys`: a notice's
document number, title and a sample of its text, a citation's number and title.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import regex

if TYPE_CHECKING:
    from sqlite_utils import Database

NEARLY_THE_SAME = 0.8
"""The share of shingles that two texts have in common, of all that either has, from which they are one text."""

_SHINGLE = 6
_SAMPLE = 16
_FEWEST_SHINGLES = 40
# A shorter title (实施方案, say) is many documents' own: alone it names none.
_SHORTEST_TITLE = 8

_BRACKETS = str.maketrans("〔［[【﹝（(〕］]】﹞）)", "[" * 7 + "]" * 7)
_NOT_WORDS = regex.compile(r"[^\p{L}\p{N}]+")
_DIGITS = regex.compile(r"\d+")
_YEAR = regex.compile(r"\[\d{4}\]")


def number_key(doc_number: str | None) -> str | None:
    """A document number without spaces and with one kind of brackets, to be compared; None where there is none."""
    if not doc_number:
        return None
    folded = unicodedata.normalize("NFKC", doc_number.translate(_BRACKETS))
    return "".join(folded.split()).translate(_BRACKETS).casefold() or None


def words_key(text: str | None) -> str | None:
    """The letters and digits of a text alone, folded, to be compared; None where there are none."""
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text or "")).casefold() or None


def shingles(text: str) -> frozenset[int]:
    """Checksums of every run of six letters or digits of a text: what two texts are compared by."""
    words = words_key(text) or ""
    return frozenset(zlib.crc32(words[at : at + _SHINGLE].encode()) for at in range(len(words) - _SHINGLE + 1))


def sample(found: frozenset[int]) -> list[int]:
    """The least shingles of a text. Texts that are nearly the same have some of these in common."""
    return sorted(found)[:_SAMPLE]


@dataclass(frozen=True)
class _Notice:
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
        return shingles(self.text)

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """The least stands for all that are the same: not a forwarded copy, in a format that has pages."""
        return self.parent is not None, self.pages is None, self.id


@dataclass(frozen=True)
class Before:
    """What a source's notices were, and were tied to, before they are changed or taken out."""

    notices: dict[int, _Notice]
    supplier_ids: frozenset[int]
    twins: frozenset[int]
    keys: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, db: Database, sha256: str) -> Before:
        """The notices that a source has now, and their ties."""
        ids = [number for (number,) in db.execute("SELECT id FROM notices WHERE source_sha256 = ?", (sha256,))]
        return cls(
            {number: notice for number in ids if (notice := _notice(db, number))},
            frozenset(_column(db, "SELECT supplier_id FROM listings WHERE notice_id = ?", ids)),
            frozenset(twin for number in ids for twin in _twins(db, number)),
            frozenset(key for number in ids for key in _cited_by(db, number)),
        )


def put_citation_keys(db: Database, notice_id: int, citations: Iterable[dict[str, Any]]) -> None:
    """Notes by what these citations, given as rows, can be linked."""
    db.conn.executemany(
        "INSERT INTO link_keys (notice_id, citation_id, kind, key) VALUES (?, ?, ?, ?)",
        [
            (notice_id, row["id"], kind, key)
            for row in citations
            for kind, key in (("number", number_key(row["doc_number"])), ("title", words_key(row["title"])))
            if key
        ],
    )


def relink(db: Database, notice_ids: Sequence[int], before: Before) -> None:
    """Brings links up to date after these notices were written, and those of `before` changed or taken out."""
    now = {number: notice for number in notice_ids if (notice := _notice(db, number))}
    moved = {number for number in {*now, *before.notices} if now.get(number) != before.notices.get(number)}
    for number in moved & set(now):
        _put_notice_keys(db, now[number])
    changed = _mark_duplicates(db, moved, before.twins) if moved else set()
    keys = set(before.keys) if moved else set()
    for number in changed | moved:
        keys.update(_cited_by(db, number))
    citations = set(_column(db, "SELECT id FROM citations WHERE notice_id = ?", {*notice_ids, *changed}))
    for kind, key in keys:
        citations.update(
            citation
            for (citation,) in db.execute(
                "SELECT citation_id FROM link_keys WHERE kind = ? AND key = ? AND citation_id IS NOT NULL", (kind, key)
            )
        )
    for citation in sorted(citations):
        _link_citation(db, citation)


def _put_notice_keys(db: Database, notice: _Notice) -> None:
    db.execute("DELETE FROM link_keys WHERE notice_id = ? AND citation_id IS NULL", (notice.id,))
    found: list[tuple[str, str | None]] = [("number", notice.number), ("title", notice.title)]
    if len(notice.shingles) >= _FEWEST_SHINGLES:
        found += [("shingle", str(value)) for value in sample(notice.shingles)]
    db.conn.executemany(
        "INSERT INTO link_keys (notice_id, kind, key) VALUES (?, ?, ?)",
        [(notice.id, kind, key) for kind, key in found if key],
    )


# ---------------------------------------------------------------- the same notice in several files
#
# Notices that are the same as one another, directly or by way of others, are a group. The least of
# a group by rank stands for it: its `duplicate_of` is NULL, and all others' is its id.


def _mark_duplicates(db: Database, moved: set[int], twins: Iterable[int]) -> set[int]:
    """Groups anew the notices that are new or changed, and those that were in one group with what has gone.

    Gives those whose `duplicate_of` it changed.
    """
    apart = moved | set(twins)
    apart |= {twin for number in apart for twin in _twins(db, number)}
    was = {number: _stands_for(db, number) for number in apart}
    db.conn.executemany("UPDATE notices SET duplicate_of = NULL WHERE id = ?", [(number,) for number in apart])
    changed: set[int] = set()
    for number in sorted(apart):
        if notice := _notice(db, number):
            changed |= _join(db, notice)
    return {number for number in changed | apart if number not in was or was[number] != _stands_for(db, number)}


def _join(db: Database, notice: _Notice) -> set[int]:
    """Puts a notice that is in no group into that of the notices it is the same as; gives those it changed."""
    firsts = {notice.id: notice}
    for first, members in _like(db, notice).items():
        if first not in firsts and any(_is_same(notice, other) for other in _loaded(db, members)):
            firsts.update((found.id, found) for found in _loaded(db, [first]))
    least = min(firsts.values(), key=lambda found: found.rank).id
    changed = set(firsts) - {least}
    for first in sorted(changed):
        changed.update(_column(db, "SELECT id FROM notices WHERE duplicate_of = ?", [first]))
        db.execute("UPDATE notices SET duplicate_of = ? WHERE duplicate_of = ?", (least, first))
        db.execute("UPDATE notices SET duplicate_of = ? WHERE id = ?", (least, first))
    return changed


def _like(db: Database, notice: _Notice) -> dict[int, list[int]]:
    """The notices of other sources that share the number or a piece of the text, by the first of their group."""
    groups: dict[int, list[int]] = {}
    # CROSS JOIN keeps SQLite from beginning at all shingles there are.
    found = db.execute(
        "SELECT DISTINCT coalesce(duplicate_of, id), id FROM link_keys AS mine "
        "CROSS JOIN link_keys AS theirs USING (kind, key) "
        "CROSS JOIN notices ON notices.id = theirs.notice_id "
        "WHERE mine.notice_id = ? AND mine.citation_id IS NULL AND mine.kind IN ('number', 'shingle') "
        "AND theirs.citation_id IS NULL AND notices.source_sha256 <> ? "
        "ORDER BY 1, duplicate_of IS NOT NULL, 2",
        (notice.id, notice.source),
    )
    for first, number in found:
        groups.setdefault(first, []).append(number)
    return groups


def _loaded(db: Database, numbers: Iterable[int]) -> Iterator[_Notice]:
    return (notice for number in numbers if (notice := _notice(db, number)))


def _is_same(one: _Notice, other: _Notice) -> bool:
    if _differ(one.number, other.number) or _differ(one.issued_on, other.issued_on):
        return False
    # A number without a year (第3号) is many issuers' number.
    if one.number and other.number and _YEAR.search(one.number) and not _differ(one.title, other.title):
        return True
    if one.title and other.title and _DIGITS.findall(one.title) != _DIGITS.findall(other.title):
        return False  # last year's notice and this year's may have all but the figures in common
    if min(len(one.shingles), len(other.shingles)) < _FEWEST_SHINGLES:
        return False
    return len(one.shingles & other.shingles) >= NEARLY_THE_SAME * len(one.shingles | other.shingles)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _notice(db: Database, number: int) -> _Notice | None:
    row = db.execute(
        "SELECT notices.id, source_sha256, parent_id, pages, doc_number, title, issued_on, text "
        "FROM notices JOIN sources ON sources.sha256 = source_sha256 WHERE notices.id = ?",
        (number,),
    ).fetchone()
    if row is None:
        return None
    number, source, parent, pages, doc_number, title, issued_on, text = row
    return _Notice(number, source, parent, pages, number_key(doc_number), words_key(title), issued_on, text)


def _stands_for(db: Database, number: int) -> int | None:
    row = db.execute("SELECT duplicate_of FROM notices WHERE id = ?", (number,)).fetchone()
    return None if row is None else row[0]


def _twins(db: Database, number: int) -> set[int]:
    """The other notices of a notice's group."""
    first = _stands_for(db, number) or number
    return {first, *_column(db, "SELECT id FROM notices WHERE duplicate_of = ?", [first])} - {number}


# ---------------------------------------------------------------- citations


def _link_citation(db: Database, citation: int) -> None:
    notice, doc_number, title, now = db.execute(
        "SELECT notice_id, doc_number, title, cited_notice_id FROM citations WHERE id = ?", (citation,)
    ).fetchone()
    wanted = _cited(db, notice, number_key(doc_number), words_key(title))
    if wanted != now:
        db.execute("UPDATE citations SET cited_notice_id = ? WHERE id = ?", (wanted, citation))


def _cited(db: Database, notice: int, number: str | None, title: str | None) -> int | None:
    """The notice of this number; of this title, where either has no number. Of several files, the one that counts."""
    if number:
        numbered = _with_key(db, "number", number, notice)
        if title and (len(numbered) > 1 or not _YEAR.search(number)):
            titled = set(_with_key(db, "title", title, notice))
            numbered = [found for found in numbered if found in titled] or (numbered if _YEAR.search(number) else [])
        if numbered:
            return numbered[0]
    if title and len(title) >= _SHORTEST_TITLE:
        for found in _with_key(db, "title", title, notice):
            (its_number,) = db.execute("SELECT doc_number FROM notices WHERE id = ?", (found,)).fetchone()
            if number is None or its_number is None:
                return found
    return None


def _with_key(db: Database, kind: str, key: str, citing: int) -> list[int]:
    """The notices of a number or title but the citing one, its copies included: no notice cites itself."""
    return [
        number
        for (number,) in db.execute(
            "SELECT notices.id FROM link_keys JOIN notices ON notices.id = link_keys.notice_id "
            "WHERE kind = ? AND key = ? AND citation_id IS NULL AND coalesce(duplicate_of, notices.id) <> ? "
            "ORDER BY duplicate_of IS NOT NULL, notices.id",
            (kind, key, _stands_for(db, citing) or citing),
        )
    ]


def _cited_by(db: Database, number: int) -> list[tuple[str, str]]:
    """The keys under which citations name a notice."""
    return [
        (kind, key)
        for kind, key in db.execute(
            "SELECT kind, key FROM link_keys WHERE notice_id = ? AND citation_id IS NULL AND kind <> 'shingle'",
            (number,),
        )
    ]


def _column(db: Database, sql: str, ids: Iterable[int]) -> Iterator[int]:
    for number in ids:
        for (value,) in db.execute(sql, (number,)):
            yield value
