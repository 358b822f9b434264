"""What the registry was read from, by kind of file, and what of it is in doubt."""

from __future__ import annotations

from extract.relations.relation import Relation

SOURCES = Relation(
    "page_sources",
    """
    SELECT media_type, count(*) AS files, sum(status = 'ok') AS ok, sum(status = 'partial') AS partial,
      sum(status = 'failed') AS failed, max(ingested_at) AS last
    FROM sources GROUP BY media_type
    """,
)

DOUBTS = Relation(
    "page_doubts",
    """
    SELECT status, count(*) AS n FROM review GROUP BY status
    """,
)
