"""The administrative divisions in force, their names and former names: `rules/gazetteer`, read once.

Codes are GB/T 2260. The day in force and the sources stand in `rules/gazetteer/README.md`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from extract.resources import folder

Level = Literal["province", "city", "county"]


@dataclass(frozen=True, slots=True)
class Region:
    """A division in force: code, official name, name with all above it, level, and the code above (None: a province).

    `short_names` are the names it goes by beside the official one, `former_names` those it had, or
    that divisions merged into it had.
    """

    adcode: str
    name: str
    full_name: str
    level: Level
    parent_adcode: str | None
    short_names: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The divisions by code, and every name they can be printed by.

    `names` gives the codes a name can mean; `bare` holds the names without their kind (凉山 for 凉山州).
    `by_start` gives, for two characters, the names that begin with them, longest first; `starts` finds where
    in a text two characters stand that may be such. `above` gives a code's own and all codes above it, former
    ones included for a division that has moved.
    """

    regions: dict[str, Region]
    names: dict[str, tuple[str, ...]]
    bare: frozenset[str]
    by_start: dict[str, tuple[str, ...]]
    starts: re.Pattern[str]
    above: dict[str, frozenset[str]]
    signs: dict[str, str]
    current_codes: dict[str, str]


def all_regions() -> tuple[Region, ...]:
    """Every division in force, by code: the rows of the registry's table `regions`."""
    return tuple(gazetteer().regions.values())


def by_code(adcode: str) -> Region | None:
    """The division with this code; a former code gives the division that follows it; None for any other."""
    known = gazetteer()
    return known.regions.get(known.current_codes.get(adcode, adcode))


@cache
def path_of(adcode: str) -> tuple[str, ...]:
    """The codes from the province down to this division."""
    found: list[str] = []
    region = gazetteer().regions.get(adcode)
    while region is not None:
        found.append(region.adcode)
        region = gazetteer().regions.get(region.parent_adcode or "")
    return tuple(reversed(found))


def of_kind(adcode: str, kind: str) -> str | None:
    """The innermost division of that kind (市, 县, …) among a place and those above it."""
    for code in reversed(path_of(adcode)):
        region = by_code(code)
        if region is not None and region.name.endswith(kind):
            return code
    return None


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read on first use (tens of milliseconds) and kept."""
    base = folder("rules") / "gazetteer"
    former = [(row[0], row[1], row[2]) for row in _rows(base / "former.tsv")]
    regions = _regions(base / "divisions.tsv", former)
    above = {code: {code} for code in regions}
    for code, region in regions.items():
        if region.parent_adcode:
            above[code] |= above[region.parent_adcode]  # rows stand in the order of their codes: parents first
    names: dict[str, dict[str, None]] = defaultdict(dict)
    bare: set[str] = set()
    for region in regions.values():
        for name in (region.name, *region.short_names):
            names[name][region.adcode] = None
        bare.update(short for short in region.short_names if _is_bare(short))
    bare -= {region.name for region in regions.values()}
    current_codes = {old_code: adcode for _, old_code, adcode in former if old_code not in regions}
    for name, old_code, adcode in former:
        if above[adcode].isdisjoint(code for code in names[name] if regions[code].name == name):
            names[name][adcode] = None  # 毕节市 once was a county, but the name now means the prefecture it lies in
            bare.discard(name)
        # A division that moved is still printed under the one it was in then: 巢湖市庐江县.
        then = (old_code[:4] + "00", old_code[:2] + "0000")
        above[adcode] |= {code for old in then if (code := current_codes.get(old, old)) in regions}
    frozen = {name: tuple(codes) for name, codes in names.items()}
    by_start = _by_start(frozen)
    firsts, seconds = ("".join(sorted({start[place] for start in by_start})) for place in (0, 1))
    return Gazetteer(
        regions=regions,
        names=frozen,
        bare=frozenset(bare),
        by_start=by_start,
        starts=re.compile(f"[{re.escape(firsts)}](?=[{re.escape(seconds)}])"),
        above={code: frozenset(codes) for code, codes in above.items()},
        signs={row[0]: row[1] for row in _rows(base / "abbreviations.tsv")},
        current_codes=current_codes,
    )


def _rows(path: Path) -> Iterator[list[str]]:
    lines = path.read_text("utf-8").splitlines()
    for line in lines[1:]:
        yield line.split("\t")


def _is_bare(short: str) -> bool:
    return not short.endswith(("县", "州", "旗", "市", "区", "盟")) or len(short) == 2


def _regions(path: Path, former: list[tuple[str, str, str]]) -> dict[str, Region]:
    old_names: dict[str, list[str]] = defaultdict(list)
    for name, _, adcode in former:
        old_names[adcode].append(name)
    regions: dict[str, Region] = {}
    for adcode, name, level, parent, short in _rows(path):
        full_name = regions[parent].full_name + name if parent else name
        regions[adcode] = Region(
            adcode,
            name,
            full_name,
            _level(level),
            parent or None,
            tuple(short.split("|")) if short else (),
            tuple(dict.fromkeys(old for old in old_names.get(adcode, ()) if old != name)),
        )
    return regions


def _level(word: str) -> Level:
    if word == "province":
        return "province"
    return "city" if word == "city" else "county"


def _by_start(names: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    starts: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        starts[name[:2]].append(name)
    return {start: tuple(found) for start, found in starts.items()}
