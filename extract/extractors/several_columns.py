"""Which of several columns of one meaning the list is about: its firms among shops and makers, its place among places.

What the others hold is kept beside it, under their own headings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from extract.extractors import headings, organizations
from extract.extractors.cell_texts import share
from extract.rules import load
from extract.values import regions

_NEARLY_ALL = 0.8
_FEW = 0.3
_LEVELS = ("county", "city", "province")
"""What a gazetteer's place is, the most telling first; a township is none of its own."""

Values = Mapping[str, Sequence[str]]
"""The values of columns by their headings, in the order of printing."""


def of_firms(columns: Values, is_enterprise: Callable[[str], bool]) -> str:
    """The heading of the column that names the firms as they are called now.

    Beside it stand the shops that they run, who makes what they sell, what a firm was called before, and the packages
    and shows that they give things to (礼包名称).
    """
    firms = {heading: share(values, is_enterprise) for heading, values in columns.items()}
    sure = any(headings.heads_firms(heading) and told >= _NEARLY_ALL for heading, told in firms.items())
    return min(columns, key=lambda heading: _distance(heading, sure and firms[heading] < _FEW))


def _distance(heading: str, names_none: bool) -> int:
    """How far a heading is from naming the list's own firms."""
    rules, words = load("columns"), headings.plain(heading)
    if rules["former_heading"].match(words) is not None:
        return 6
    if names_none:
        return 5
    lists = enumerate(("grower_headings", "shop_headings", "maker_headings"), start=2)
    beside = [distance for distance, heads in lists if any(word in words for word in rules.words[heads])]
    return max(beside) if beside else 0 if headings.heads_firms(heading) else 1


def of_region(columns: Values) -> str:
    """The heading of the column that names the place a firm stands for (推荐地), else the county it is in."""
    return min(columns, key=lambda heading: (_remoteness(heading), _level(columns[heading])))


def _remoteness(heading: str) -> int:
    """How far a heading is from naming the place that a firm stands for: where goods come from is the farthest."""
    rules = load("columns")
    words = heading.replace(" ", "")
    if rules["stands_for_heading"].search(words) is not None:
        return 0
    return 2 if rules["origin_heading"].search(words) is not None else 1


def _level(values: Sequence[str]) -> int:
    """The kind of place that most values of a column are, as an index of `_LEVELS`; the last of all for townships."""
    levels = Counter(_level_of(value) for value in set(values))
    return levels.most_common(1)[0][0] if levels else len(_LEVELS)


def _level_of(value: str) -> int:
    place = regions.resolve(value)
    if place is not None:
        return _LEVELS.index(place.level)
    return 0 if load("columns")["county_name"].fullmatch(value) else len(_LEVELS)


def is_name(heading: str, value: str) -> bool:
    """Whether a value under a heading names a firm, where the column that the list is about is left empty."""
    return headings.meaning(heading) == "name" and organizations.is_legal_entity(value)
