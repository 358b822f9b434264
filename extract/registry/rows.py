"""Notices and facts as rows, with the ids they had before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from extract.facts import FACT_TYPES, Citation, Duty, Fact, Listing, Product, plain
from extract.registry import ids, link
from extract.registry.inserting import insert
from extract.registry.search import SEARCHED
from extract.registry.series import series_key
from extract.registry.suppliers import supplier_ids

if TYPE_CHECKING:
    from sqlite_utils import Database

    from extract.readings import NoticeReading, Reading

Row = dict[str, Any]
Key = tuple[object, ...]

# Tasks and listings before the duties and products that point at them.
_TABLES = sorted(FACT_TYPES, key=lambda fact_type: fact_type in (Duty, Product))


def notice_ids(db: Database, sha256: str, count: int) -> list[int]:
    """The ids of a file's notices in the order of printing, those they already have or will have."""
    first = ids.first_notice_id(sha256)
    while db.execute(
        "SELECT 1 FROM notices WHERE id BETWEEN ? AND ? AND source_sha256 <> ? LIMIT 1",
        (first, first + ids.NOTICES_A_FILE - 1, sha256),
    ).fetchone():
        first += ids.NOTICES_A_FILE
    return list(range(first, first + count))


def put_notices(db: Database, reading: Reading, numbers: Sequence[int]) -> tuple[dict[str, int], list[dict[Fact, int]]]:
    """Makes a file's notices and facts those of this reading; gives the rows written by table, and each fact's id.

    The ids are a dict a notice.
    """
    written = {"notices": len(numbers)} if numbers else {}
    all_ids: list[dict[Fact, int]] = []
    there = {number for (number,) in db.execute("SELECT id FROM notices WHERE source_sha256 = ?", (reading.sha256,))}
    for number in there.difference(numbers):
        db.execute("DELETE FROM notices WHERE id = ?", (number,))
    for number, notice in zip(numbers, reading.notices, strict=True):
        parent = None if notice.parent is None else numbers[notice.parent]
        _put_notice(db, _notice_row(number, reading.sha256, parent, notice), anew=number in there)
    for number, notice in zip(numbers, reading.notices, strict=True):
        counts, row_ids = _put_facts(db, number, notice, _taken_out(db, number) if number in there else {})
        all_ids.append(row_ids)
        for table, count in counts.items():
            written[table] = written.get(table, 0) + count
    return written, all_ids


def _notice_row(number: int, sha256: str, parent: int | None, notice: NoticeReading) -> Row:
    record = notice.record
    return {
        "id": number,
        "source_sha256": sha256,
        "parent_id": parent,
        "title": record.title or None,
        "doc_number": record.doc_number or None,
        "doc_type": record.doc_type or None,
        "issuer": record.issuer or None,
        "addressee": record.addressee or None,
        "issued_on": record.issued_on or None,
        "valid_from": record.valid_from or None,
        "valid_to": record.valid_to or None,
        "adcode": record.adcode or None,
        "series": series_key(record.title, record.adcode, record.issuer),
        "text": notice.notice.text,
    }


def _put_notice(db: Database, row: Row, anew: bool) -> None:
    if anew:
        changed = ", ".join(f"{name} = :{name}" for name in row if name != "id")
        db.execute(f"UPDATE notices SET {changed} WHERE id = :id", row)
    else:
        db.execute(f"INSERT INTO notices ({', '.join(row)}) VALUES ({', '.join(':' + name for name in row)})", row)


def _taken_out(db: Database, number: int) -> dict[str, dict[Key, list[int]]]:
    """Takes the facts of a notice out; gives by table the ids they had by what they say."""
    earlier = {fact_type.table: _earlier_ids(db, fact_type.table, number) for fact_type in _TABLES}
    for fact_type in reversed(_TABLES):
        db.execute(f"DELETE FROM {fact_type.table} WHERE notice_id = ?", (number,))
    return earlier


def _put_facts(
    db: Database, number: int, notice: NoticeReading, earlier: dict[str, dict[Key, list[int]]]
) -> tuple[dict[str, int], dict[Fact, int]]:
    """Writes the facts of a notice that has none; `earlier` are the ids they may claim again, by table."""
    written: dict[str, int] = {}
    owners: dict[Fact, int] = {}
    for fact_type in _TABLES:
        table, facts = fact_type.table, notice.facts.get(fact_type.table, [])
        rows = [fact_row(fact, owners) for fact in facts]
        _give_ids(db, table, number, rows, earlier.get(table, {}))
        owners.update((fact, row["id"]) for fact, row in zip(facts, rows, strict=True))
        if rows and fact_type is Listing:
            suppliers = supplier_ids(db, [row["name"] for row in rows])
            for row in rows:
                row["supplier_id"] = suppliers[row["name"]]
        _insert(db, table, rows)
        if rows:
            written[table] = len(rows)
        if fact_type is Citation:
            link.put_citation_keys(db, number, rows)
    return written, owners


def fact_row(fact: Fact, owners: dict[Fact, int]) -> Row:
    """A fact's columns as SQLite stores them, without its id, notice and supplier.

    `owners` has the ids of the tasks and listings that duties and products point at.
    """
    row = {name: plain(value) for name, value in fact.values().items()}
    if isinstance(fact, Duty):
        del row["task"]
        row["task_id"] = None if fact.task is None else owners.get(fact.task)
    if isinstance(fact, Product):
        del row["listing"]
        row["listing_id"] = None if fact.listing is None else owners.get(fact.listing)
    evidence = fact.evidence
    row |= {
        "page": evidence.page,
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "rule": evidence.rule,
        "confidence": evidence.confidence,
        "read_by": evidence.read_by,
    }
    return row


# What is derived from elsewhere, or says where a fact stands, does not make it another fact.
_NOT_CONTENT = {
    "id", "notice_id", "supplier_id", "cited_notice_id", "page", "quote", "start", "end", "rule", "confidence",
    "read_by",
}  # fmt: skip


def _content(row: Row) -> Key:
    return tuple(sorted((name, value) for name, value in row.items() if name not in _NOT_CONTENT))


def _earlier_ids(db: Database, table: str, notice: int) -> dict[Key, list[int]]:
    """The ids of a notice's rows by what they say, the last in the text first."""
    found: dict[Key, list[int]] = defaultdict(list)
    cursor = db.execute(
        f'SELECT * FROM {table} WHERE notice_id = ? ORDER BY start DESC, "end" DESC, id DESC', (notice,)
    )
    names = [column[0] for column in cursor.description]
    for values in cursor:
        row = dict(zip(names, values, strict=True))
        found[_content(row)].append(row["id"])
    return found


def _give_ids(db: Database, table: str, notice: int, rows: list[Row], earlier: dict[Key, list[int]]) -> None:
    """Gives each row the id it had before; the rest, the first free ids at their places."""
    if not rows:
        return
    first = ids.first_fact_id(notice)
    # The notice's own rows have been deleted, but ids they may claim again stay reserved for them.
    taken = {number for numbers in earlier.values() for number in numbers}
    taken |= {
        number
        for (number,) in db.execute(
            f"SELECT id FROM {table} WHERE id BETWEEN ? AND ?", (first, first + ids.FACTS_A_NOTICE + len(rows))
        )
    }
    for row in rows:
        numbers = earlier.get(_content(row)) if earlier else None
        row["id"] = numbers.pop() if numbers else ids.free_id(first, row["start"], taken)
        taken.add(row["id"])
        row["notice_id"] = notice


def _insert(db: Database, table: str, rows: list[Row]) -> None:
    if not rows:
        return
    names = list(rows[0])
    values = [tuple(row[name] for name in names) for row in rows]
    if table in SEARCHED:
        insert(db, table, names, values)
        return
    columns = ", ".join(f'"{name}"' for name in names)
    db.conn.executemany(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(names))})", values)
