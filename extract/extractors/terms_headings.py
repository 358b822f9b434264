"""The headings that a paragraph stands under: what its figures are for may be said in them alone."""

from __future__ import annotations

from extract.extractors.terms_readings import rule
from extract.notice import Notice

_LONGEST = 34
_LEVELS = ("chapter", "part", "item", "point")

Headings = dict[str, str]
"""The heading in force at each level, by the level's name."""


def put_under(headings: Headings, text: str) -> Headings:
    """The headings in force from a paragraph on: a heading ends those of its level and of the levels below."""
    line = text.strip()
    if not 2 < len(line) <= _LONGEST:
        return headings
    found = rule("frame.headline").fullmatch(line)
    if found is None:
        return headings
    level = next(index for index, name in enumerate(_LEVELS) if found[name])
    return {**{name: headings[name] for name in _LEVELS[:level] if name in headings}, _LEVELS[level]: found["words"]}


def holiday_title(notice: Notice) -> str:
    """The notice's title where it says that gifts at the holidays are what the notice is about; else empty."""
    title = notice.title.value if notice.title else ""
    return title if rule("topic.holiday_title").search(title) else ""
