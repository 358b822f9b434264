"""Many rows into one table: as many as are given, in more than one statement."""

from __future__ import annotations

from pathlib import Path

from extract.registry import suppliers
from extract.registry.opening import open_registry, transaction


def test_more_rows_than_one_statement_takes_are_all_written_and_found(tmp_path: Path) -> None:
    names = [f"临江供应站{number}号" for number in range(130)]
    db = open_registry(tmp_path / "registry.db")
    with transaction(db):
        found = suppliers.supplier_ids(db, [*names, *names])
        assert suppliers.supplier_ids(db, names) == found
    assert dict(db.execute("SELECT name, id FROM suppliers")) == found
    assert list(found) == names
    (indexed,) = db.execute(
        "SELECT count(*) FROM suppliers_fts WHERE suppliers_fts MATCH ?", ('"临 江 供 应 站"',)
    ).fetchone()
    assert indexed == len(names)
    db.close()
