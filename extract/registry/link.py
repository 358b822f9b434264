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
    """What a source's notices were tied to before they are changed or taken out."""

    notice_ids: frozenset[int]
    supplier_ids: frozenset[int]
    twins: frozenset[int]
    keys: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, db: Database, sha256: str) -> Before:
        """The ties of the notices that a source has now."""
        ids = [number for (number,) in db.execute("SELECT id FROM notices WHERE source_sha256 = ?", (sha256,))]
        return cls(
            frozenset(ids),
            frozenset(_column(db, "SELECT supplier_id FROM listings WHERE notice_id = ?", ids)),
            frozenset(twin for number in ids for twin in _joined(db, number)),
            frozenset(key for number in ids for key in _keys_of(db, number)),
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
    for number in notice_ids:
        _put_notice_keys(db, number)
    changed = _mark_duplicates(db, {*notice_ids, *before.twins, *before.notice_ids})
    keys = set(before.keys)
    for number in {*notice_ids, *changed}:
        keys.update(_keys_of(db, number))
    citations = set(_column(db, "SELECT id FROM citations WHERE notice_id = ?", notice_ids))
    for kind, key in keys:
        if kind != "shingle":
            citations.update(
                citation
                for (citation,) in db.execute(
                    "SELECT citation_id FROM link_keys WHERE kind = ? AND key = ? AND citation_id IS NOT NULL",
                    (kind, key),
                )
            )
    for citation in sorted(citations):
        _link_citation(db, citation)


def _put_notice_keys(db: Database, number: int) -> None:
    db.execute("DELETE FROM link_keys WHERE notice_id = ? AND citation_id IS NULL", (number,))
    notice = _notice(db, number)
    if notice is None:
        return
    found: list[tuple[str, str | None]] = [("number", notice.number), ("title", notice.title)]
    if len(notice.shingles) >= _FEWEST_SHINGLES:
        found += [("shingle", str(value)) for value in sample(notice.shingles)]
    db.conn.executemany(
        "INSERT INTO link_keys (notice_id, kind, key) VALUES (?, ?, ?)",
        [(number, kind, key) for kind, key in found if key],
    )


# ---------------------------------------------------------------- the same notice in several files


def _mark_duplicates(db: Database, numbers: set[int]) -> set[int]:
    """Sets `duplicate_of` for these notices and all that they are or were the same as; gives those it changed."""
    notices: dict[int, _Notice] = {}
    same: dict[int, set[int]] = {}
    to_visit = sorted(numbers)
    while to_visit:
        number = to_visit.pop()
        if number in notices or (notice := _notice(db, number)) is None:
            continue
        notices[number] = notice
        same[number] = {other.id for other in _like(db, notice, notices) if _is_same(notice, other)}
        to_visit += [other for other in (*same[number], *_joined(db, number)) if other not in notices]
    changed: set[int] = set()
    for group in _groups(same):
        first = min(group, key=lambda number: notices[number].rank)
        for number in group:
            wanted = None if number == first else first
            (now,) = db.execute("SELECT duplicate_of FROM notices WHERE id = ?", (number,)).fetchone()
            if now != wanted:
                db.execute("UPDATE notices SET duplicate_of = ? WHERE id = ?", (wanted, number))
                changed.add(number)
    return changed


def _groups(same: dict[int, set[int]]) -> Iterator[set[int]]:
    left = set(same)
    while left:
        group, to_visit = set(), [left.pop()]
        while to_visit:
            number = to_visit.pop()
            group.add(number)
            near = (same[number] | {other for other in left if number in same[other]}) & left
            left -= near
            to_visit += near
        yield group


def _like(db: Database, notice: _Notice, loaded: dict[int, _Notice]) -> Iterator[_Notice]:
    """The notices of other sources that share the number or a piece of the text."""
    found = db.execute(
        "SELECT DISTINCT theirs.notice_id FROM link_keys AS mine JOIN link_keys AS theirs USING (kind, key) "
        "WHERE mine.notice_id = ? AND mine.citation_id IS NULL AND mine.kind IN ('number', 'shingle') "
        "AND theirs.citation_id IS NULL AND theirs.notice_id <> mine.notice_id",
        (notice.id,),
    )
    for (number,) in found.fetchall():
        other = loaded.get(number) or _notice(db, number)
        if other is not None and other.source != notice.source:
            yield other


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


def _joined(db: Database, number: int) -> list[int]:
    """The notices that are marked as the same as this one."""
    return [
        other
        for (other,) in db.execute(
            "SELECT id FROM notices WHERE duplicate_of = :id "
            "UNION SELECT duplicate_of FROM notices WHERE id = :id AND duplicate_of IS NOT NULL",
            {"id": number},
        )
    ]


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
    if title:
        for found in _with_key(db, "title", title, notice):
            (its_number,) = db.execute("SELECT doc_number FROM notices WHERE id = ?", (found,)).fetchone()
            if number is None or its_number is None:
                return found
    return None


def _with_key(db: Database, kind: str, key: str, besides: int) -> list[int]:
    return [
        number
        for (number,) in db.execute(
            "SELECT notices.id FROM link_keys JOIN notices ON notices.id = link_keys.notice_id "
            "WHERE kind = ? AND key = ? AND citation_id IS NULL AND notices.id <> ? "
            "ORDER BY duplicate_of IS NOT NULL, notices.id",
            (kind, key, besides),
        )
    ]


def _keys_of(db: Database, number: int) -> list[tuple[str, str]]:
    return [
        (kind, key)
        for kind, key in db.execute(
            "SELECT kind, key FROM link_keys WHERE notice_id = ? AND citation_id IS NULL", (number,)
        )
    ]


def _column(db: Database, sql: str, ids: Iterable[int]) -> Iterator[int]:
    for number in ids:
        for (value,) in db.execute(sql, (number,)):
            yield value
