"""What is derived over notices: which are copies of one another, which citation names which, and what is in force.

All of it can be worked out again at any time from the notices and citations alone, and come out the
same whatever the order in which the files came. They are found through `link_keys`: a notice's
document number, title and a sample of its text, a citation's number and title.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.registry import copies, in_force
from extract.registry.copies import Compared, column, compared
from extract.registry.keys import YEAR, number_key, words_key

if TYPE_CHECKING:
    from sqlite_utils import Database

# A shorter title (实施方案, say) is many documents' own: alone it names none.
_SHORTEST_TITLE = 8


@dataclass(frozen=True)
class Before:
    """What a source's notices were, and were tied to, before they are changed or taken out."""

    notices: dict[int, Compared]
    supplier_ids: frozenset[int]
    twins: frozenset[int]
    keys: frozenset[tuple[str, str]]
    in_force: frozenset[int]
    """The notices whose force the source's notices end or extend."""

    @classmethod
    def of(cls, db: Database, sha256: str) -> Before:
        """The notices that a source has now, and their ties."""
        ids = [number for (number,) in db.execute("SELECT id FROM notices WHERE source_sha256 = ?", (sha256,))]
        return cls(
            {number: notice for number in ids if (notice := compared(db, number))},
            frozenset(column(db, "SELECT supplier_id FROM listings WHERE notice_id = ?", ids)),
            frozenset(twin for number in ids for twin in copies.twins(db, number)),
            frozenset(key for number in ids for key in _cited_by(db, number)),
            frozenset(in_force.cited(db, ids)),
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
    now = {number: notice for number in notice_ids if (notice := compared(db, number))}
    moved = {number for number in {*now, *before.notices} if now.get(number) != before.notices.get(number)}
    for number in moved & set(now):
        copies.put_keys(db, now[number])
    changed = copies.mark(db, moved, before.twins) if moved else set()
    keys = set(before.keys) if moved else set()
    for number in changed | moved:
        keys.update(_cited_by(db, number))
    citations = set(column(db, "SELECT id FROM citations WHERE notice_id = ?", {*notice_ids, *changed}))
    for kind, key in keys:
        citations.update(
            citation
            for (citation,) in db.execute(
                "SELECT citation_id FROM link_keys WHERE kind = ? AND key = ? AND citation_id IS NOT NULL", (kind, key)
            )
        )
    relinked = {number for citation in sorted(citations) for number in _link_citation(db, citation)}
    touched = {*now, *changed, *before.twins, *before.in_force, *relinked}
    in_force.settle(db, touched | in_force.cited(db, {*now, *changed}))


def _link_citation(db: Database, citation: int) -> set[int]:
    """Links a citation to the notice it names; gives the notices it was and is linked to where that changes."""
    notice, doc_number, title, now = db.execute(
        "SELECT notice_id, doc_number, title, cited_notice_id FROM citations WHERE id = ?", (citation,)
    ).fetchone()
    wanted = _cited(db, notice, number_key(doc_number), words_key(title))
    if wanted == now:
        return set()
    db.execute("UPDATE citations SET cited_notice_id = ? WHERE id = ?", (wanted, citation))
    return {number for number in (wanted, now) if number is not None}


def _cited(db: Database, notice: int, number: str | None, title: str | None) -> int | None:
    """The notice of this number; of this title, where either has no number. Of several files, the one that counts."""
    if number:
        numbered = _with_key(db, "number", number, notice)
        if title and (len(numbered) > 1 or not YEAR.search(number)):
            titled = set(_with_key(db, "title", title, notice))
            numbered = [found for found in numbered if found in titled] or (numbered if YEAR.search(number) else [])
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
            (kind, key, copies.stands_for(db, citing) or citing),
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
