"""Suppliers: one row for an enterprise, whichever notices list it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

from extract.registry.ids import fingerprint
from extract.registry.inserting import insert

if TYPE_CHECKING:
    from sqlite_utils import Database


_NAMES = """
SELECT name, (
  SELECT name FROM listings WHERE supplier_id = suppliers.id GROUP BY name ORDER BY count(*) DESC, name LIMIT 1
) FROM suppliers WHERE id = ?
"""
"""The name that a supplier has, and the commonest in the lists; NULL where no list has it."""


def normalized_name(name: str) -> str:
    """The form under which a name is the same enterprise: width of brackets and letters, case and spaces put aside.

    Words are not: 有限公司 and 有限责任公司 are two forms of company.
    """
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def supplier_ids(db: Database, names: Iterable[str]) -> dict[str, int]:
    """The ids of the enterprises of these names, made where they are new. Each follows from its name alone."""
    found: dict[str, int] = {}
    new: dict[int, tuple[str, str]] = {}
    keys = {name: normalized_name(name) for name in names}
    for name, key in keys.items():
        if key in found:
            continue
        row = db.execute("SELECT id FROM suppliers WHERE normalized_name = ?", (key,)).fetchone()
        if row is not None:
            found[key] = int(row[0])
            continue
        number = fingerprint(key, bits=52)
        while number in new or db.execute("SELECT 1 FROM suppliers WHERE id = ?", (number,)).fetchone():
            number += 1
        found[key] = number
        new[number] = name, key
    rows = [(number, name, key) for number, (name, key) in sorted(new.items())]
    insert(db, "suppliers", ("id", "name", "normalized_name"), rows)
    return {name: found[key] for name, key in keys.items()}


def ids_in(db: Database, notice_ids: Iterable[int]) -> set[int]:
    """The suppliers that these notices list."""
    return {
        supplier
        for notice in notice_ids
        for (supplier,) in db.execute("SELECT supplier_id FROM listings WHERE notice_id = ?", (notice,))
    }


def tidy(db: Database, ids: Iterable[int]) -> None:
    """Removes those of these suppliers that no notice lists any more, and gives the others their commonest name."""
    for supplier in ids:
        row = db.execute(_NAMES, (supplier,)).fetchone()
        if row is None:
            continue
        name, commonest = row
        if commonest is None:
            db.execute("DELETE FROM suppliers WHERE id = ?", (supplier,))
        elif commonest != name:
            db.execute("UPDATE suppliers SET name = ? WHERE id = ?", (commonest, supplier))
