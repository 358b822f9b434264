"""What there is of each place: whom notices help, and how much of everything."""

from __future__ import annotations

from extract.relations.relation import Relation

HELPED = Relation(
    # A notice and a place that it helps, once however often it says so.
    "page_helped",
    """
    SELECT DISTINCT named.notice_id, named.adcode, places.first, places.second, places.third
    FROM notice_regions AS named
    JOIN notices ON notices.id = named.notice_id AND notices.duplicate_of IS NULL
    JOIN page_places AS places ON places.adcode = named.adcode
    WHERE named.role = 'beneficiary'
    """,
    ("notice_id", "first, notice_id", "second, notice_id", "third, notice_id"),
)

_COUNTED = (
    ("issued", "page_notices", "id", ""),
    ("helped", "page_helped", "notice_id", ""),
    ("suppliers", "page_listings", "supplier_id", "origin_"),
    ("listed", "page_listings", "supplier_id", "list_"),
)
_LEVELS = ("first", "second", "third")

PLACE_COUNTS = Relation(
    # Of each place, what lies below it included: the notices issued there, those that help it, the suppliers whose
    # goods come from it and those on its lists. The row without a place counts what is of no known place.
    "page_place_counts",
    "SELECT adcode, "
    + ", ".join(f"sum(CASE WHEN what = '{what}' THEN n ELSE 0 END) AS {what}" for what, _, _, _ in _COUNTED)
    + " FROM ("
    + " UNION ALL ".join(
        f"SELECT '{what}' AS what, {prefix}{level} AS adcode, count(DISTINCT {thing}) AS n FROM {relation}"
        + ("" if level == "first" else f" WHERE {prefix}{level} IS NOT NULL")
        + f" GROUP BY {prefix}{level}"
        for what, relation, thing, prefix in _COUNTED
        for level in _LEVELS
    )
    + ") GROUP BY adcode",
    ("adcode",),
)
