"""The table `regions`: the gazetteer of the rules, so that codes in the registry read as names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.rules import rules_version

if TYPE_CHECKING:
    from sqlite_utils import Database

_RANKS = ("province", "city", "county")


def load(db: Database) -> None:
    """Makes `regions` hold every division of the gazetteer; does nothing where it holds this very one already.

    A division that has gone from the gazetteer stays, since notices may point at it.
    """
    row = db.execute("SELECT value FROM registry_state WHERE name = 'gazetteer'").fetchone()
    if row is not None and row[0] == rules_version():
        return
    try:
        from extract.values.regions import all_regions
    except ImportError:
        return
    ordered = sorted(all_regions(), key=lambda region: _RANKS.index(region.level))
    with db.atomic():
        db.conn.executemany(
            "INSERT INTO regions (adcode, name, full_name, level, parent_adcode) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (adcode) DO UPDATE SET name = excluded.name, full_name = excluded.full_name, "
            "level = excluded.level, parent_adcode = excluded.parent_adcode",
            [(r.adcode, r.name, r.full_name, r.level, r.parent_adcode) for r in ordered],
        )
        db.execute(
            "INSERT INTO registry_state (name, value) VALUES ('gazetteer', ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (rules_version(),),
        )
