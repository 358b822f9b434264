"""The hosts from which a registry's files were fetched though they are none of the public network.

Their addresses are nobody's but the operator's: what is published does not name them. They stand in
`registry_state`, not with the state of arrivals, which may be emptied.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_NAME = "private_hosts"
_VALUE = "SELECT value FROM registry_state WHERE name = ?"


def note(db: Database, hosts: Iterable[str]) -> None:
    """Adds hosts; the caller holds the transaction."""
    row = db.execute(_VALUE, (_NAME,)).fetchone()
    known = set(json.loads(row[0])) if row else set()
    if more := set(hosts) - known:
        db.execute(
            "INSERT INTO registry_state (name, value) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (_NAME, json.dumps(sorted(known | more), ensure_ascii=False)),
        )


def noted(connection: sqlite3.Connection) -> frozenset[str]:
    """The hosts that were noted."""
    row = connection.execute(_VALUE, (_NAME,)).fetchone()
    return frozenset(json.loads(row[0])) if row else frozenset()
