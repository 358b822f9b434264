"""Putting what was read into a registry, one transaction a file; and by its name, all that other rooms use of it.

What belongs together is always written in one transaction: source, notices, facts, suppliers,
links and the delivery. A registry is opened in `opening`, its files are looked up in `sources`
and taken out in `withdrawing`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from extract.corrections import applied
from extract.registry import bundles, corrections, link, rows, suppliers
from extract.registry.earlier import Earlier, is_kept
from extract.registry.notice_pages import put_notice_pages
from extract.registry.opening import RegistryError, existing_registry, open_registry, transaction
from extract.registry.review import put_review
from extract.registry.sources import (
    Delivery,
    Versions,
    bundles_of,
    deliveries_of,
    error_of,
    known,
    now,
    record_delivery,
    sources_matching,
    sources_of,
)
from extract.registry.withdrawing import withdraw

if TYPE_CHECKING:
    from sqlite_utils import Database

    from extract.readings import MemberReading, Reading

__all__ = [
    "Delivery", "RegistryError", "Versions", "bundles_of", "deliveries_of", "error_of", "existing_registry", "known",
    "now", "open_registry", "put", "record_delivery", "sources_matching", "sources_of", "transaction", "withdraw",
]  # fmt: skip


def put(
    db: Database,
    reading: Reading,
    delivery: Delivery,
    versions: Versions,
    originals: Mapping[str, str] | None = None,
) -> dict[str, int]:
    """Writes a file's reading and its delivery in one transaction; gives the rows written by table.

    A content that was there before has its facts replaced; notices and facts that are the same as
    before keep their ids. A reading that failed never replaces one that did not. The files in a
    bundle are written as sources of their own; `originals` says by their paths where they are kept.
    """
    with transaction(db):
        written = _put(db, reading, delivery, versions)
        for member in reading.members:
            inner = Delivery(
                f"{delivery.origin}/{member.path}",
                member.reading.filename,
                None if member.data is None else member.reading.sha256,
                (originals or {}).get(member.path),
                member.origin,
            )
            for table, count in _put_member(db, reading.sha256, member, inner, versions).items():
                written[table] = written.get(table, 0) + count
        return written


def _put(db: Database, reading: Reading, delivery: Delivery, versions: Versions) -> dict[str, int]:
    record_delivery(db, delivery, "failed" if reading.status == "failed" else "read", reading.error)
    if (reading.status == "failed" and is_kept(db, reading)) or bundles.stands_in_bundle(db, reading):
        return {}
    reading, decided = applied(reading, corrections.of_source(db, reading.sha256))
    before = Earlier.of(db, reading.sha256)
    _put_source(db, reading, delivery, versions)
    notice_ids = rows.notice_ids(db, reading.sha256, len(reading.notices))
    linked = link.Before.of(db, reading.sha256)
    corrections.forget_marks(db, before.notice_ids if before else ())
    written, row_ids = rows.put_notices(db, reading, notice_ids)
    suppliers.tidy(db, linked.supplier_ids | suppliers.ids_in(db, notice_ids))
    put_review(db, reading, notice_ids, row_ids)
    if before:
        before.record_changes(db, reading, notice_ids, versions)
    corrections.note_applied(db, reading.sha256, notice_ids, row_ids, decided)
    put_notice_pages(db, reading, notice_ids, row_ids)
    link.relink(db, notice_ids, linked)
    return written


def _put_member(
    db: Database, bundle: str, member: MemberReading, delivery: Delivery, versions: Versions
) -> dict[str, int]:
    bundles.note_member(db, bundle, member.path, delivery.sha256)
    if delivery.sha256 is None:
        record_delivery(db, delivery, "failed", member.reading.error)
        return {}
    if bundles.nothing_new(db, member.reading, versions):
        record_delivery(db, delivery, "known")
        return {}
    return _put(db, member.reading, delivery, versions)


def _put_source(db: Database, reading: Reading, delivery: Delivery, versions: Versions) -> None:
    source: dict[str, Any] = {
        "sha256": reading.sha256,
        "filename": delivery.filename,
        "origin": delivery.address or delivery.origin,
        "media_type": reading.media_type or None,
        "bytes": reading.bytes,
        "pages": reading.pages,
        "status": reading.status,
        "error": reading.error,
        "published_on": reading.published_on,
        "reader_version": versions.reader,
        "rules_version": versions.rules,
        "ingested_at": now(),
        "warnings": json.dumps(reading.warnings, ensure_ascii=False) if reading.warnings else None,
        "original": delivery.original,
    }
    # The name and origin stay those first given.
    kept = {"sha256", "filename", "origin"}
    db.execute(
        f"INSERT INTO sources ({', '.join(source)}) VALUES ({', '.join(':' + name for name in source)}) "
        f"ON CONFLICT (sha256) DO UPDATE SET {', '.join(f'{name} = :{name}' for name in source if name not in kept)}",
        source,
    )
    bundles.put_annexes(db, reading)
