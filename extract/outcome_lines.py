"""What became of a file, in a line of a log."""

from __future__ import annotations

from extract.ingest import Outcome

_SHOWN = {
    "notices": "notice",
    "terms": "term",
    "dates": "date",
    "listings": "listing",
    "contacts": "contact",
    "duties": "duty",
}
"""The tables whose rows a line counts, with the name of one row."""


def line_of(outcome: Outcome) -> str:
    """What became of a file, in one line."""
    if outcome.outcome == "known":
        return f"known already: {outcome.origin}"
    if outcome.outcome == "failed":
        return f"failed: {outcome.origin}: {outcome.error}"
    counts = [(outcome.counts.get(table, 0), table, one) for table, one in _SHOWN.items()]
    found = ", ".join(f"{count} {one if count == 1 else table}" for count, table, one in counts if count)
    partly = f"; in part: {outcome.error}" if outcome.partial else ""
    return f"read: {outcome.origin}: {found or 'no notice in it'}{partly}"
