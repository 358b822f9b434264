"""Names of places in a text, before it is known which place each means: the gazetteer's names, joined to chains.

A chain is a run of names each of which lies in the one before (四川省凉山州喜德县). What is
plainly no place (费县 in 经费县级, 山西 in 山西北路, the 宁波 of a firm) is left out here.
"""

from __future__ import annotations

from typing import NamedTuple

from extract.values.gazetteer import Gazetteer, gazetteer
from extract.values.region_rules import rule, word_set

_NAMES_OF_OTHERS = (
    "region.road_after",
    "region.firm_after",
    "region.institution_after",
    "region.dish_after",
    "region.subdistrict_after",
)
"""What follows a place's name in that of a road, a firm, an institution or a dish; the last for short names alone."""
_REACH = 32
"""How many characters behind a name those words may reach."""


class Hit(NamedTuple):
    """One name of the gazetteer in a text, with the codes it can mean; `bare` where printed without its kind."""

    start: int
    end: int
    codes: tuple[str, ...]
    bare: bool
    strict: bool = False
    """Believed only behind the name of the place it lies in."""


class Chain(NamedTuple):
    """Names that follow each other downwards; `codes` are the places the last can mean.

    `short` says that it is a single name without its kind, `ordinary` that it is an ordinary word besides;
    `directional` that it only says where in a city (市中区).
    """

    start: int
    end: int
    codes: tuple[str, ...]
    short: bool
    ordinary: bool = False
    directional: bool = False
    bare_end: bool = False
    """The last name stands without its kind: 新疆阿克苏 means the prefecture, not the city in it."""


def chains(text: str, *, inside_names: bool = False) -> list[Chain]:
    """The chains of a text in order. `inside_names` keeps those in names of firms, institutions and roads, too."""
    found: list[Chain] = []
    known = gazetteer()
    hits = _hits(text, known)
    index = 0
    while index < len(hits):
        last, codes, index = hits[index], hits[index].codes, index + 1
        first, length = last, 1
        while index < len(hits) and hits[index].start == last.end:
            below = _below(hits[index].codes, codes, known)
            if not below:
                break
            last, codes, index, length = hits[index], below, index + 1, length + 1
        if length == 1 and last.bare and rule("region.corps_after").follows(text, last.end):
            continue
        if not inside_names and _is_other_name(text, first.start, last.end, short=length == 1 and last.bare):
            continue
        short = length == 1 and last.bare
        ordinary = last.bare and text[last.start : last.end] in word_set("common_words") and not _is_province(codes)
        kind = last.bare and length > 1 and rule("region.kind_of_goods").follows(text, last.start) is not None
        if kind or (ordinary and length > 1 and not _ends(text, last.end)):
            last, codes, short = first, first.codes, first.bare  # 西藏比如…: the word, not the county; 新疆哈密瓜
        found.append(
            Chain(first.start, last.end, codes, short, ordinary and short, last.strict and length == 1, last.bare)
        )
    return found


def _hits(text: str, known: Gazetteer) -> list[Hit]:
    """The names in a text without overlaps: those with their kind first, the bare ones in the gaps between."""
    matches: list[tuple[int, str]] = []
    for match in known.starts.finditer(text):
        start = match.start()
        for name in known.by_start.get(text[start : start + 2], ()):
            if text.startswith(name, start):
                matches.append((start, name))
    ends = {start + len(name) for start, name in matches}
    full: list[Hit] = []
    free = 0
    for start, name in matches:
        if start >= free and name not in known.bare and _is_word(text, start, name, start in ends):
            free = start + len(name)
            full.append(Hit(start, free, known.names[name], False, name in word_set("needs_parent")))
    return _with_bare(text, matches, full, known)


def _with_bare(text: str, matches: list[tuple[int, str]], full: list[Hit], known: Gazetteer) -> list[Hit]:
    taken = bytearray(len(text))
    for hit in full:
        taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
    found = list(full)
    for start, name in matches:
        end = start + len(name)
        if name in known.bare and not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(Hit(start, end, known.names[name], True))
    return sorted(found, key=lambda hit: hit.start)


def _is_word(text: str, start: int, name: str, follows_name: bool) -> bool:
    """Whether a name with its kind is a word of its own where it stands."""
    end = start + len(name)
    if rule("region.kind_after").follows(text, end):
        return False
    if len(name) > 2 and name not in word_set("needs_parent") and name not in word_set("word_like"):
        return True
    if name[-1] == "县" and rule("region.county_word_after").follows(text, end):
        return False
    if name in word_set("and_counties"):
        return _begins_with_and(text, start, end)
    return follows_name or rule("region.word_before").search(text, max(0, start - 4), start) is not None


def _begins_with_and(text: str, start: int, end: int) -> bool:
    """Whether 和县 is the county of that name, not the county that writes behind a conjunction: 省级补助和|县财政.

    Behind a verb of help or purchase it is, where its goods follow.
    """
    if rule("region.and_county_before").search(text, max(0, start - 4), start) is not None:
        return True
    if rule("region.word_before").search(text, max(0, start - 4), start) is None:
        return False
    return rule("region.goods_after").follows(text, end) is not None


def _below(codes: tuple[str, ...], above: tuple[str, ...], known: Gazetteer) -> tuple[str, ...]:
    wanted = set(above)
    return tuple(code for code in codes if code not in wanted and not wanted.isdisjoint(known.above[code]))


def _ends(text: str, end: int) -> bool:
    return any(rule(rule_id).follows(text, end) for rule_id in ("region.end", "region.short_after"))


def _is_province(codes: tuple[str, ...]) -> bool:
    return any(code.endswith("0000") for code in codes)


def _is_other_name(text: str, start: int, end: int, *, short: bool) -> bool:
    """Whether what follows makes the name part of a road's, a firm's, an institution's or a dish's."""
    if text[end : end + 1] in ("）", ")") and text[start - 1 : start] in ("（", "("):
        return (
            text[start - 2 : start - 1].isalpha() and rule("region.firm_bracket_after").follows(text, end) is not None
        )
    if not text[end : end + 1].isalnum() and text[end : end + 1] not in tuple("（(“"):
        return False  # nothing follows: spares the searches for most names of an enumeration
    held = not short and rule("region.venue_before").search(text, max(0, start - 4), start) is not None
    if held and rule("region.venue_name_after").follows(text, end) is not None:
        return False
    for rule_id in _NAMES_OF_OTHERS if short else _NAMES_OF_OTHERS[:-1]:  # a loop: asked for each name of a notice
        if rule(rule_id).match(text, end, end + _REACH) is not None:
            return True
    return False
