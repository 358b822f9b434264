"""Every public address of the site, from its routes: a page that is added is tested without being named here."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from datasette.utils import tilde_encode

from extract.interface import interface
from extract.site.routes import ROUTES

_SAID: dict[str, Any] = interface()["registry"]
TABLES: tuple[str, ...] = tuple(_SAID["tables"])
"""The tables and views that Datasette shows."""
QUERIES: tuple[str, ...] = tuple(_SAID["queries"])
"""Datasette's canned queries."""

_PDF = "FROM sources WHERE media_type = 'application/pdf' AND status = 'ok' ORDER BY bytes"

# How each part of an address is filled in: a sample's name, and the query that finds it in a registry.
_SAMPLES: dict[str, dict[str, str]] = {
    "/suppliers/{id}": {
        "of most lists": "SELECT supplier_id FROM listings GROUP BY 1 ORDER BY count(*) DESC, 1",
        "with products": "SELECT supplier_id FROM listings JOIN products ON listing_id = listings.id",
    },
    "/notices/{id}": {
        f"read from {kind}": "SELECT notices.id FROM notices JOIN sources ON sha256 = source_sha256 "
        f"WHERE media_type {media} AND duplicate_of IS NULL ORDER BY "
        "(SELECT count(*) FROM terms WHERE notice_id = notices.id) DESC, 1"
        for kind, media in (
            ("pdf", "= 'application/pdf'"),
            ("docx", "LIKE '%wordprocessingml%'"),
            ("web page", "= 'text/html'"),
            ("text", "= 'text/plain'"),
        )
    }
    | {
        "with a list": "SELECT notice_id FROM listings WHERE annex IS NOT NULL",
    },
    "/places/{adcode}": {
        level: "SELECT regions.adcode FROM regions JOIN notices ON "
        f"notices.adcode LIKE substr(regions.adcode, 1, {digits}) || '%' "
        f"WHERE level = '{level}' GROUP BY 1 ORDER BY count(*) DESC, 1"
        for level, digits in (("province", 2), ("city", 4), ("county", 6))
    },
    "/notices/{id}/changes": {"any": "SELECT id FROM notices WHERE duplicate_of IS NULL ORDER BY id"},
    "/registry/{table}/{id}": {"a notice": "SELECT 'notices', id FROM notices"},
    "/review/{id}": {"a doubt": "SELECT id FROM review WHERE status = 'open'"},
    "/upload/{number}": {"no delivery": "SELECT 1 WHERE 0"},
    "/calendar/{month}": {"a month": "SELECT substr(date('now', 'localtime'), 1, 7)"},
    "/downloads/{name}": {
        name: f"SELECT '{name}'" for name in ("registry.db", "datapackage.zip", "suppliers.parquet", "terms.parquet")
    },
    "/originals/{sha256}": {"a pdf": f"SELECT sha256 {_PDF}"},
    "/pages/{sha256}/{page}.webp": {"a pdf's": f"SELECT sha256, 1 {_PDF}"},
}

# The same pages as visitors ask for them: chosen, searched, turned.
_ASKED = (
    "/search?" + urlencode({"q": "采购"}),
    "/search?" + urlencode({"q": "茶"}),
    "/search?" + urlencode({"q": "没有这样的词"}),
    "/suppliers?force=current",
    "/suppliers?page=2",
    "/suppliers?" + urlencode({"q": "茶"}),
    "/compare?all=1&sort=canteen&page=2",
    "/compare?" + urlencode({"places": "四川 广东"}),
    "/notices?year=2023",
    "/notices?" + urlencode({"q": "食堂"}),
)


def patterns() -> list[str]:
    """The addresses of the site's routes with and without what is optional; parts to be filled in stand in braces."""
    found: dict[str, None] = {}
    for pattern, _ in ROUTES:
        for variant in _variants(pattern.removeprefix("^").removesuffix("$")):
            found[re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"{\1}", variant).replace("\\", "")] = None
    return list(found)


def _variants(pattern: str) -> Iterator[str]:
    """A pattern without its optional group and with it."""
    optional = re.search(r"\(((?:[^()]|\(\?P<\w+>[^()]*\))*)\)\?", pattern)
    if optional is None:
        yield pattern
        return
    yield from _variants(pattern[: optional.start()] + pattern[optional.end() :])
    yield from _variants(pattern[: optional.start()] + optional[1] + pattern[optional.end() :])


def _is_file(pattern: str) -> bool:
    return pattern.startswith(("/originals/", "/pages/", "/downloads/", "/feeds/")) or "{format}" in pattern


OWNERS: tuple[str, ...] = ("/review", "/upload")
"""Where the pages begin that are not for the public."""


def is_owners(address: str) -> bool:
    """Whether an address is one of the pages that are not for the public."""
    return re.split(r"[/?{]", address)[1] in {owners.strip("/") for owners in OWNERS}


PAGES: tuple[tuple[str, str], ...] = tuple(
    (pattern, sample) for pattern in patterns() if not _is_file(pattern) for sample in _SAMPLES.get(pattern, {"": ""})
) + tuple((address, "") for address in _ASKED if address.partition("?")[0] in patterns())
"""The site's own pages, as pattern and sample."""
FILES: tuple[tuple[str, str], ...] = tuple(
    (pattern.replace("{format}", ending), sample)
    for pattern in (*patterns(), "/originals/{sha256}")
    if _is_file(pattern)
    for ending in (("csv", "xlsx", "json") if "{format}" in pattern else ("",))
    for sample in _SAMPLES.get(pattern, {"": ""})
)
"""What the site gives as files, as pattern and sample."""
STOCK_PAGES: tuple[str, ...] = (
    "/registry",
    *(f"/registry/{table}?_size=10" for table in ("notices", "listings", "review", "current_terms")),
    "/registry/find_suppliers?keyword=" + quote("茶"),
    "/registry/due_next",
    "/registry/notices?_size=10&_search=" + quote("采购"),
    "/registry/terms?_size=10&kind=cap&_sort_desc=amount",
    "/registry/terms?_size=10&_facet=topic&_facet=per",
    "/registry/terms?_size=10&amount__gt=99999999999",
)
"""Datasette's own pages in the site's frame: each of its templates, and each of the site's own for it."""
ERROR_PAGES: tuple[str, ...] = (
    "/nothing-here",
    "/notices/999999999999",
    "/registry/nothing",
    "/registry/terms/999999",
    "/registry/terms?_sort=nothing",
    "/search?q=" + "a" * 9000,
)
"""Addresses that are answered with an error."""


def filled(pattern: str, sample: str, registry: Path) -> str | None:
    """An address with its parts filled in from a registry; None where the registry has no such thing.

    Raises KeyError for a part that `_SAMPLES` does not know how to fill in.
    """
    names = re.findall(r"\{(\w+)\}", pattern)
    if not names:
        return pattern
    samples = _SAMPLES[re.sub(r"\.(csv|xlsx|json)$", "", pattern)]
    connection = sqlite3.connect(f"file:{registry}?mode=ro", uri=True)
    try:
        row = connection.execute(samples[sample or next(iter(samples))]).fetchone()
    finally:
        connection.close()
    return None if row is None else pattern.format(**dict(zip(names, row, strict=True)))


def rows_of_all_tables(registry: Path) -> list[str]:
    """The address of one row of every table that has rows."""
    connection = sqlite3.connect(f"file:{registry}?mode=ro", uri=True)
    try:
        found = []
        for table in TABLES:
            keys = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")') if row[5]]
            if not keys:
                continue
            row = connection.execute(f'SELECT {", ".join(keys)} FROM "{table}" LIMIT 1').fetchone()
            if row is not None:
                found.append(f"/registry/{table}/" + ",".join(tilde_encode(str(value)) for value in row))
        return found
    finally:
        connection.close()
