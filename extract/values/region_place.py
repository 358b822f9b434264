"""A place as a text names it."""

from __future__ import annotations

from dataclasses import dataclass

from extract.values.finding import Finding
from extract.values.gazetteer import Level, by_code


@dataclass(frozen=True, slots=True)
class Place:
    """A place as printed: `adcode`, `level` and `full_name` are None where it has no code or cannot be told.

    `within` is the code of the place that one without a code is named to lie in (宁波高新区).
    """

    adcode: str | None
    name: str
    level: Level | None = None
    full_name: str | None = None
    within: str | None = None


def placed(text: str, start: int, end: int, code: str | None, within: str | None = None) -> Finding[Place]:
    """The place that a text names between two offsets, with what is known of it by its code."""
    printed = text[start:end]
    region = by_code(code) if code else None
    if region is None:
        return Finding(start, end, printed, Place(None, printed, within=within))
    return Finding(start, end, printed, Place(region.adcode, printed, region.level, region.full_name))
