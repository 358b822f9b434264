"""Readings made by hand, as short as a test can be clear with."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from extract.document import Document
from extract.facts import Citation, Contact, Evidence, Fact, Listing, Term
from extract.notice import Notice
from extract.readings import NoticeReading, NoticeRecord, Reading
from extract.registry.store import Delivery, Versions, put

VERSIONS = Versions(reader="1", rules="a")
BODY = (
    "各镇街总工会、各直属工会：\n为丰富职工生活，现就采购对口地区农副产品有关事项通知如下。\n"
    "一、每人每年不超过300元，由各单位从职工福利费中列支，不得重复发放，也不得发放现金。\n"
    "二、采购金额不得低于全年食堂采购总额的百分之十五，按季度报送采购进度。\n"
)


def evidence(text: str, quote: str, rule: str = "test.rule", page: int | None = 1) -> Evidence:
    """The place of a quote's first mention in a text."""
    start = text.index(quote)
    return Evidence(start, start + len(quote), quote, rule, page)


def term(text: str = BODY, quote: str = "不超过300元", amount: int | str = 300, **values: Any) -> Term:
    return Term(evidence=evidence(text, quote), kind="cap", amount=Decimal(amount), unit="CNY", **values)


def listing(text: str, name: str, **values: Any) -> Listing:
    return Listing(evidence=evidence(text, name), name=name, **values)


def contact(text: str, person: str, phone: str) -> Contact:
    return Contact(evidence=evidence(text, person), person=person, phone=phone)


def citation(text: str, quote: str, **values: Any) -> Citation:
    return Citation(evidence=evidence(text, quote), **values)


def notice(*facts: Fact, text: str = BODY, parent: int | None = None, **record: Any) -> NoticeReading:
    by_table: dict[str, list[Fact]] = {}
    for fact in facts:
        by_table.setdefault(fact.table, []).append(fact)
    document = Document(text=text, blocks=(), media_type="application/pdf")
    return NoticeReading(Notice(document), NoticeRecord(**record), by_table, parent)


def reading(*notices: NoticeReading, content: str = "a file", **fields: Any) -> Reading:
    data = content.encode()
    return Reading(
        filename=fields.pop("filename", "notice.pdf"),
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
        media_type=fields.pop("media_type", "application/pdf"),
        notices=notices,
        **fields,
    )


def delivery(of: Reading) -> Delivery:
    return Delivery(origin=f"inbox/{of.filename}", filename=of.filename, sha256=of.sha256)


def store(db: Database, *files: Reading) -> None:
    """Puts readings into a registry, in order."""
    for file in files:
        put(db, file, delivery(file), VERSIONS)


def rows(db: Database, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """What a question to the registry gives."""
    return db.execute(sql, parameters).fetchall()


def all_rows(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in the registry but the times of day and the record of what happened."""
    aside = ("deliveries", "regions", "events", "changes")
    names = [name for name in db.table_names() if "_fts" not in name and name not in aside]
    found = {}
    for name in names:
        columns = [column.name for column in db.table(name).columns if column.name != "ingested_at"]
        listed = ", ".join(f'"{column}"' for column in columns)
        found[name] = sorted(rows(db, f"SELECT {listed} FROM {name}"), key=repr)
    return found
