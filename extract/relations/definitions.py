"""The relations themselves, in the order in which they build on each other."""

from __future__ import annotations

import sqlite3

from extract.relations import comparison, due
from extract.relations.helped import HELPED, PLACE_COUNTS
from extract.relations.issuers import issuer_kind
from extract.relations.relation import Relation
from extract.relations.sources import DOUBTS, SOURCES


def register(connection: sqlite3.Connection) -> None:
    """Gives a connection the SQL functions that the relations call."""
    connection.create_function("issuer_kind", 1, issuer_kind, deterministic=True)
    due.register(connection)
    comparison.register(connection)


_PLACES = Relation(
    # `first` is the province, `second` what lies under it (a city, or a county without one), `third` a city's county.
    "page_places",
    """
    SELECT place.adcode, place.name, place.full_name, place.level, place.parent_adcode,
      coalesce(above2.adcode, above.adcode, place.adcode) AS first,
      CASE WHEN above2.adcode IS NOT NULL THEN above.adcode WHEN above.adcode IS NOT NULL THEN place.adcode END
        AS second,
      CASE WHEN above2.adcode IS NOT NULL THEN place.adcode END AS third
    FROM regions AS place
    LEFT JOIN regions AS above ON above.adcode = place.parent_adcode
    LEFT JOIN regions AS above2 ON above2.adcode = above.parent_adcode
    """,
    ("adcode", "parent_adcode", "first"),
)

_NOTICES = Relation(
    # Each notice once. `until`: the last day in force as printed or as other notices say; NULL where none says.
    "page_notices",
    """
    SELECT notices.id, notices.title, notices.doc_number, notices.doc_type, notices.issuer,
      issuer_kind(notices.issuer) AS issuer_kind, notices.issued_on,
      CASE
        WHEN notices.issued_on IS NOT NULL THEN substr(notices.issued_on, 1, 4)
        WHEN notices.doc_number LIKE '%〔____〕%'
          THEN substr(notices.doc_number, instr(notices.doc_number, '〔') + 1, 4)
        ELSE substr(notices.valid_from, 1, 4)
      END AS year,
      notices.valid_from, coalesce(notices.in_force_until, notices.valid_to) AS until, notices.ended_by,
      notices.adcode, places.full_name AS place, places.first, places.second, places.third,
      sources.status, sources.media_type, sources.published_on, sources.ingested_at, notices.source_sha256
    FROM notices
    JOIN sources ON sources.sha256 = notices.source_sha256
    LEFT JOIN page_places AS places ON places.adcode = notices.adcode
    WHERE notices.duplicate_of IS NULL
    """,
    ("id", "issued_on", "year", "adcode", "first", "second", "until"),
)

_LISTINGS = Relation(
    # Each line of each list once, by what buyers choose by. A repeal ends a list that would run longer; an
    # extension lengthens the one that is printed as ending earlier.
    "page_listings",
    """
    SELECT listings.id, listings.supplier_id, listings.notice_id, listings.ownership, listings.annex,
      CASE WHEN notices.ended_by IS NULL
        THEN coalesce(notices.in_force_until, listings.valid_to, notices.valid_to)
        ELSE min(notices.in_force_until, coalesce(listings.valid_to, notices.in_force_until))
      END AS until,
      notices.issued_on, place.first AS list_first, place.second AS list_second, place.third AS list_third,
      origin.first AS origin_first, origin.second AS origin_second, origin.third AS origin_third
    FROM listings
    JOIN notices ON notices.id = listings.notice_id AND notices.duplicate_of IS NULL
    LEFT JOIN page_places AS place ON place.adcode = notices.adcode
    LEFT JOIN page_places AS origin ON origin.adcode = listings.region_adcode
    """,
    ("id", "supplier_id", "notice_id"),
)

_COUNTS = Relation(
    # What the home page says of the whole; a notice that came in several files counts once.
    "page_counts",
    """
    WITH counted AS (SELECT id, adcode FROM notices WHERE duplicate_of IS NULL)
    SELECT 'notices' AS name, count(*) AS n FROM counted
    UNION ALL SELECT 'suppliers', count(*) FROM suppliers
    UNION ALL SELECT 'listings', count(*) FROM listings WHERE notice_id IN (SELECT id FROM counted)
    UNION ALL SELECT 'terms', count(*) FROM terms WHERE notice_id IN (SELECT id FROM counted)
    UNION ALL SELECT 'platforms', count(*) FROM platforms WHERE notice_id IN (SELECT id FROM counted)
    UNION ALL SELECT 'contacts', count(*) FROM contacts WHERE notice_id IN (SELECT id FROM counted)
    UNION ALL SELECT 'sources', count(*) FROM sources
    UNION ALL SELECT 'places', count(DISTINCT adcode) FROM counted
    """,
)

RELATIONS = (
    _PLACES,
    _NOTICES,
    _LISTINGS,
    _COUNTS,
    HELPED,
    PLACE_COUNTS,
    due.SPAN,
    due.DUE,
    due.MONTHS,
    SOURCES,
    DOUBTS,
    comparison.FIGURES,
)
