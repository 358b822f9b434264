"""Suppliers: one row for an enterprise, whichever notices list it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

from extract.registry.ids import fingerprint

if TYPE_CHECKING:
    from sqlite_utils import Database


def normalized_name(name: str) -> str:
    """The form under which a name is the same enterprise: width of brackets and letters, case and spaces put aside.

    Words are not: 有限公司 and 有限责任公司 are two forms of company.
    """
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def supplier_id(db: Database, name: str) -> int:
    """The id of the enterprise of this name, made where it is new. It follows from the name alone."""
    key = normalized_name(name)
    row = db.execute("SELECT id FROM suppliers WHERE normalized_name = ?", (key,)).fetchone()
    if row is not None:
        return int(row[0])
    number = fingerprint(key, bits=52)
    while db.execute("SELECT 1 FROM suppliers WHERE id = ?", (number,)).fetchone():
        number += 1
    db.execute("INSERT INTO suppliers (id, name, normalized_name) VALUES (?, ?, ?)", (number, name, key))
    return number


def ids_in(db: Database, notice_ids: Iterable[int]) -> set[int]:
    """The suppliers that these notices list."""
    return {
        supplier
        for notice in notice_ids
        for (supplier,) in db.execute("SELECT supplier_id FROM listings WHERE notice_id = ?", (notice,))
    }


def tidy(db: Database, supplier_ids: Iterable[int]) -> None:
    """Removes those of these suppliers that no notice lists any more, and gives the others their commonest name."""
    for supplier in supplier_ids:
        row = db.execute(
            "SELECT name FROM listings WHERE supplier_id = ? GROUP BY name ORDER BY count(*) DESC, name LIMIT 1",
            (supplier,),
        ).fetchone()
        if row is None:
            db.execute("DELETE FROM suppliers WHERE id = ?", (supplier,))
        else:
            db.execute("UPDATE suppliers SET name = ? WHERE id = ? AND name <> ?", (row[0], supplier, row[0]))
