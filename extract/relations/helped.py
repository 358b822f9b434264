"""Which places notices help: where goods are to be bought from, by the notice's own words."""

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
    ("notice_id", "adcode"),
)
