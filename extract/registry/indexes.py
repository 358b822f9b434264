"""The registry's indexes, but for those of tables that stand with the code that fills them."""

from __future__ import annotations

from collections.abc import Iterator

_FIRST = {
    "sources": ("filename", "media_type", "status"),
    "deliveries": ("sha256", "outcome", "delivered_at"),
    "regions": ("parent_adcode", "level", "name"),
    "notices": (
        "source_sha256", "parent_id", "adcode", "duplicate_of", "ended_by", "doc_type", "doc_number", "issuer",
        "issued_on", "valid_to",
    ),
    "terms": ("notice_id", "kind", "unit", "per", "topic", "standing", "additional", "amount"),
    "dates": ("notice_id", "kind", "recurs", "starts_on", "ends_on"),
    "notice_regions": ("notice_id", "adcode", "role"),
    "listings": ("notice_id", "supplier_id", "region_adcode", "ownership", "region"),
    "platforms": ("notice_id", "name"),
    "contacts": ("notice_id", "role", "organization"),
    "citations": ("notice_id", "cited_notice_id", "relation", "doc_number"),
    "tasks": ("notice_id",),
    "duties": ("notice_id", "task_id", "role", "organization"),
    "forms": ("notice_id",),
    "review": ("notice_id", "source_sha256", "status", "reason", "table_name"),
    "link_keys": ("notice_id", "citation_id"),
}  # fmt: skip

SERIES = "CREATE INDEX notices_series ON notices(series, issued_on)"
"""The issues of a series in the order of their days."""


def first() -> Iterator[str]:
    """The SQL of the indexes of the first version."""
    for table, columns in _FIRST.items():
        yield from each(table, *columns)
    yield "CREATE INDEX link_keys_kind_key ON link_keys(kind, key)"


def each(table: str, *columns: str) -> Iterator[str]:
    """The SQL of an index over each of these columns of a table."""
    for column in columns:
        yield f'CREATE INDEX "{table}_{column}" ON "{table}"("{column}")'
