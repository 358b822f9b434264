"""A registry in which every field holds what nobody should run: as if every notice had been written by an enemy."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from extract.registry.search import register

SCRIPT = "<script>alert('planted')</script>"
PLANTED: tuple[str, ...] = (
    SCRIPT,
    "</title></textarea></style></script><script>window.planted=1</script>",
    "<img src=x onerror=\"alert('planted')\"><i data-planted>x</i>",
    "\"><svg onload=alert('planted')><i data-planted>",
    "' onmouseover='alert(1)' autofocus onfocus='alert(1)' x='",
    "javascript:alert('planted')",
    "JaVaScRiPt\t://%0aalert('planted')",
    "data:text/html,<script>alert('planted')</script>",
    "https://example.com/\"onclick=\"alert('planted')",
    "=cmd|' /C calc'!A0",
    "+1+1|@SUM(1+1)",
    "前\x00后\x01\x1b[31m",
    "右\u202e左转\u2067再转",
    "{{ 31337*2 }}{% include 'base.html' %}${31337*2}",
    "&lt;b&gt;&amp;amp;&#x202e;&nbsp;",
    "../../etc/passwd%00",
    "');DROP TABLE notices;--",
    "\ud7ff\ufffe\U0010fffd\u2028\u2029",
)
"""Texts that run, inject, reverse, break out or compute where they are not treated as text."""
LONG = "长" * 100_000 + "尾"
"""A name of three hundred thousand bytes."""
WEB_ADDRESS = "https://example.com/a?b=c&d=e"
"""An address that may become a link."""

# Keys, what the program itself writes, and what the tables' own rules hold to a list of values.
_LEFT = {
    "sources": {"sha256", "status", "media_type"},
    "deliveries": {"sha256", "outcome"},
    "bundle_members": {"bundle_sha256", "sha256", "path"},
    "source_annexes": {"source_sha256", "annex_sha256"},
    "registry_state": {"name", "value"},
    "notice_parts": {"part"},
    "fact_places": {"table_name", "boxes"},
    "notice_tables": {"cells"},
    "review": {"table_name"},
}
_ALWAYS_LEFT = {
    "adcode",
    "region_adcode",
    "parent_adcode",
    "source_sha256",
    "read_by",
    "original",
    "ingested_at",
    "delivered_at",
}
# Days and codes steer the pages: they are planted in every third row, so that the other rows still reach them.
_STEERING = {
    "issued_on", "valid_from", "valid_to", "in_force_until", "starts_on", "ends_on", "rrule", "recurs", "kind", "unit",
    "per", "topic", "standing", "role", "relation", "doc_type", "code", "status", "published_on",
}  # fmt: skip
_JSON = {("listings", "extra"): dict, ("forms", "columns"): list, ("sources", "warnings"): list}


def plant(registry: Path) -> int:
    """Fills every field of text of every table with hostile texts, one more in the next row; gives how many.

    Each table's first row holds LONG names, its second, where it has addresses, one that may become a link.
    """
    connection = sqlite3.connect(registry)
    register(connection)
    connection.execute("PRAGMA foreign_keys = OFF")
    planted = 0
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
    for (table,) in tables.fetchall():
        if table.startswith("sqlite_") or "_fts" in table or table in ("regions", "link_keys"):
            continue
        planted += _plant_table(connection, table)
    connection.commit()
    connection.close()
    return planted


def _plant_table(connection: sqlite3.Connection, table: str) -> int:
    described = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    keys = [row[1] for row in described if row[5]]
    left = _LEFT.get(table, set()) | _ALWAYS_LEFT | set(keys)
    columns = [row[1] for row in described if row[2] == "TEXT" and row[1] not in left]
    if not columns:
        return 0
    where = " AND ".join(f'"{key}" = ?' for key in keys)
    sets = ", ".join(f'"{column}" = ?' for column in columns)
    found = connection.execute(f'SELECT {", ".join(keys + columns)} FROM "{table}" ORDER BY 1').fetchall()
    rows = []
    for number, row in enumerate(found):
        own, old = row[: len(keys)], dict(zip(columns, row[len(keys) :], strict=True))
        values = [_value(table, column, number, place, old[column]) for place, column in enumerate(columns)]
        rows.append((*values, *own))
    connection.executemany(f'UPDATE "{table}" SET {sets} WHERE {where}', rows)
    return len(rows) * len(columns)


def _value(table: str, column: str, number: int, place: int, old: str | None) -> str | None:
    text = PLANTED[(number + place) % len(PLANTED)]
    if column in _STEERING:
        return text if number % 3 == 2 else old
    if kind := _JSON.get((table, column)):
        return json.dumps({text: text} if kind is dict else [text, text], ensure_ascii=False)
    if column == "text":
        # As long as it was, so that what was read still lies in it.
        whole = "\n".join(PLANTED)
        return (whole * (len(old or "") // len(whole) + 1))[: max(len(old or ""), len(whole))]
    if column == "normalized_name":
        return f"{text}{number}"
    if number == 0 and column in ("name", "title", "filename", "organization", "issuer", "person"):
        return LONG
    if number == 1 and column == "url":
        return WEB_ADDRESS
    return text
