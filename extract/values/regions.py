"""Places in running text: which divisions are named, and whose place an organization is.

    find("凉山州喜德县")[0].value.adcode             "513432"
    find("鼓楼区", near="320102")[0].value.adcode    "320106"
    place_of("宁波市海曙区总工会").adcode             "330203"

Codes are GB/T 2260, in force on the gazetteer's day; a former name gives the division of today.
A name that several places share is told apart by the places named nearby, then by `near`, the
code of the issuer's place; where neither helps, its `adcode` is None. Places without a code
(义龙新区) have none either. Roads, firms, institutions and dishes named after a place are not places.
"""

from __future__ import annotations

from extract.values.finding import Finding
from extract.values.gazetteer import Region, all_regions, by_code, gazetteer, path_of
from extract.values.region_names import Chain, chains
from extract.values.region_place import Place, placed
from extract.values.region_rules import rule
from extract.values.region_signs import signs
from extract.values.region_zones import corps, zones

__all__ = [
    "Place",
    "Region",
    "all_regions",
    "by_code",
    "find",
    "heads_title",
    "is_division_name",
    "locate",
    "meanings",
    "place_of",
    "resolve",
]

_SENTENCE_ENDS = "。；;！!？?\n"
_NEARBY = 200
"""How many characters before a name another still tells what is meant, beyond the sentence."""


def find(text: str, *, near: str | None = None) -> list[Finding[Place]]:
    """The places named in a text, in order, without overlaps; `near` is the code of the issuer's place."""
    known = chains(text)
    groups = _groups(text, known)
    kept = [chain for group in groups for chain in group if _is_believed(text, chain, group, near)]
    codes = _codes(text, kept, near)
    found = [
        placed(text, chain.start, chain.end, code)
        for chain, code in zip(kept, codes, strict=True)
        if code is not None or not (chain.short or chain.directional)
    ]
    unnamed = zones(text, found, known, lambda chain: _one(chain, _narrowed(chain.codes, near)))
    return _without_overlaps([*corps(text, found), *unnamed, *signs(text)])


def locate(text: str, *, near: str | None = None, unsigned: bool = False) -> Finding[Place] | None:
    """The place an organization belongs to, or a title speaks of as its own, with the words that name it.

    `unsigned`: the title of a notice that names no issuer, whose place may stand behind 关于举办 and the like. A
    firm's branch belongs to its own place (北京银行|南京分行).
    """
    body_after = rule("region.body_after")
    named = chains(text, inside_names=True)
    for index, chain in enumerate(named):
        if rule("region.goods_after").follows(text, chain.end):
            continue
        heads = heads_title(text, chain.start)
        body = body_after.follows(text, chain.end) is not None
        event = not chain.ordinary and rule("region.event_after").follows(text, chain.end) is not None
        if not heads and not chain.ordinary and (_begins_news(text, chain) or _is_seat(text, chain)):
            heads = body = True
        if chain.directional or (chain.short and not (heads and (body or event)) and not _is_province(chain)):
            continue
        matter = unsigned and not chain.short and rule("region.matter_before").search(text, 0, chain.start) is not None
        if not heads and not matter and not (body and _is_organization(text[: chain.start])):
            continue
        code = _one(chain, _narrowed(chain.codes, near))
        own = placed(text, chain.start, chain.end, code) if code else None
        return _of_branch(text, chain, code, named[index + 1 :]) or own
    return None


def _of_branch(text: str, chain: Chain, code: str | None, later: list[Chain]) -> Finding[Place] | None:
    """The place of the branch of a firm that a name begins with the place of; None where it names no branch."""
    for other in later:
        if rule("region.branch_before").search(text, chain.end, other.start) is None:
            continue
        if rule("region.branch_after").follows(text, other.end) is not None:
            own = _one(other, _narrowed(other.codes, code))
            return placed(text, other.start, other.end, own) if own else None
    return None


def _is_seat(text: str, chain: Chain) -> bool:
    """Whether a place stands in brackets behind the name of a university or firm, as where it has its seat."""
    if text[chain.end : chain.end + 1] not in ("）", ")") or text[chain.start - 1 : chain.start] not in ("（", "("):
        return False
    return rule("region.branch_before").search(text, max(0, chain.start - 4), chain.start) is not None


def _begins_news(text: str, chain: Chain) -> bool:
    """Whether a place's union begins the second half of a headline: 会员多买500元 某区工会…."""
    if rule("region.union_after").follows(text, chain.end) is None:
        return False
    return rule("region.headline_before").search(text, max(0, chain.start - 1), chain.start) is not None


def heads_title(text: str, at: int) -> bool:
    """Whether nothing stands before an offset of a title but what may precede the name of its issuer's place."""
    return rule("region.title_before").search(text, 0, at) is not None


def place_of(text: str, near: str | None = None, *, unsigned: bool = False) -> Region | None:
    """The division that an organization belongs to, or that a title speaks of as its own; None where there is none."""
    located = locate(text, near=near, unsigned=unsigned)
    return by_code(located.value.adcode) if located and located.value.adcode else None


def meanings(name: str, near: str | None = None) -> list[Region]:
    """The divisions that a name can mean, those nearest to `near` where any lie in a place above it, by their codes."""
    for chain in chains(name, inside_names=True):
        if (chain.start, chain.end) == (0, len(name)):
            return [region for code in sorted(_narrowed(chain.codes, near)) if (region := by_code(code)) is not None]
    return []


def resolve(name: str, near: str | None = None) -> Region | None:
    """The division that a name by itself means, as in a table cell (`四川喜德`, `凉山地区`); None where it is none."""
    name = "".join(name.split())
    for tried in dict.fromkeys((name, rule("region.of_places").sub("", name))):
        for chain in chains(tried, inside_names=True):
            if (chain.start, chain.end) == (0, len(tried)):
                code = _one(chain, _narrowed(chain.codes, near))
                return by_code(code) if code else None
    return None


# ---------------------------------------------------------------- which names are believed


def _groups(text: str, found: list[Chain]) -> list[list[Chain]]:
    """The chains in enumerations: each parted from the next by nothing but a separator.

    The two sides of a pairing may stand without any (宁波凉山东西部协作).
    """
    groups: list[list[Chain]] = []
    separator = rule("region.separator")
    for chain in found:
        if groups:
            match = separator.match(text, groups[-1][-1].end, chain.start)
            paired = chain.short and chain.start == groups[-1][-1].end and groups[-1][-1].short
            if (match is not None and match.end() == chain.start) or (paired and _cooperate(text, chain.end)):
                groups[-1].append(chain)
                continue
        groups.append([chain])
    return groups


def _cooperate(text: str, end: int) -> bool:
    """Whether a word of cooperation follows the short names of two places."""
    return rule("region.cooperation_after").follows(text, end) is not None


def _is_believed(text: str, chain: Chain, group: list[Chain], near: str | None) -> bool:
    """Whether a name is one of a place: with its kind always; without it where something says so."""
    if chain.directional:
        return any(not (other.short or other.directional) for other in group)
    if not chain.short:
        return True
    if _is_own(text, chain, group, near):
        return True
    if rule("region.kind_of_goods").follows(text, chain.start) is not None:
        return False
    if chain.ordinary and not _is_listed(text, chain, group):
        return False
    if _is_province(chain) or _is_prefecture_s(text, chain):
        return True
    follows = rule("region.short_after").follows(text, group[-1].end) is not None
    ends = follows or rule("region.end").follows(text, chain.end) is not None
    named = any(not other.short for other in group)
    starts = rule("region.short_before").search(text, max(0, group[0].start - 8), group[0].start) is not None
    boundary = rule("region.word_before").search(text, max(0, chain.start - 4), chain.start) is not None
    return ends and (named or starts or (follows and (boundary or len(group) > 1)))


def _is_prefecture_s(text: str, chain: Chain) -> bool:
    """Whether a name of two characters begins the name of a prefecture's office: 博州财政局; 全州 is all of one."""
    if chain.end - chain.start != 2 or text[chain.end - 1] != "州" or text[chain.start] == "全":
        return False
    return rule("region.prefecture_office").follows(text, chain.end) is not None


def _is_own(text: str, chain: Chain, group: list[Chain], near: str | None) -> bool:
    """Whether a short name is that of the issuer's place or a county in it, and stands where a word can begin and end.

    An ordinary word is one only beside another such name.
    """
    if near is None or not _within(chain.codes, near):
        return False
    if chain.ordinary and not any(not other.ordinary and _within(other.codes, near) for other in group):
        return False
    before, after = rule("region.own_before"), rule("region.own_after")
    return before.search(text, max(0, chain.start - 4), chain.start) is not None and (
        after.follows(text, chain.end) is not None
    )


def _is_listed(text: str, chain: Chain, group: list[Chain]) -> bool:
    """Whether an ordinary word stands between the marks of an enumeration of places: 库车、比如、喜德."""
    others = sum(not other.ordinary for other in group)
    if others and any(rule(told).follows(text, group[-1].end) for told in ("region.several", "region.weighted_after")):
        return True
    before, after = text[chain.start - 1 : chain.start], text[chain.end : chain.end + 1]
    bracketed = others > 1 and (before in ("（", "(") or after in ("）", ")"))
    return others > 0 and (before == "、" or bracketed) and (after in ("、", "和", "等") or bracketed)


def _is_province(chain: Chain) -> bool:
    return any(code.endswith("0000") for code in chain.codes)


def _is_organization(before: str) -> bool:
    return rule("region.before_no_body").search(before) is None


# ---------------------------------------------------------------- which place is meant


def _codes(text: str, found: list[Chain], near: str | None) -> list[str | None]:
    codes = [None if chain.directional else _one(chain, chain.codes) for chain in found]
    for index, chain in enumerate(found):
        if chain.directional:
            codes[index] = _beside(chain, codes[index - 1 : index] + codes[index + 1 : index + 2])
        elif codes[index] is None:
            codes[index] = _one(chain, _by_neighbours(text, index, found, codes)) or _one(
                chain, _narrowed(chain.codes, near)
            )
    return [_among_counties(text, index, found, codes) for index in range(len(codes))]


def _among_counties(text: str, index: int, found: list[Chain], codes: list[str | None]) -> str | None:
    """A bare name's code: that of its prefecture's county where it stands in a list of such (石渠、甘孜、色达)."""
    chain, code = found[index], codes[index]
    if not chain.bare_end or code is None or len(chain.codes) < 2 or not code.endswith("00") or code.endswith("0000"):
        return code
    separator = rule("region.separator")
    beside: list[str | None] = []
    for left, right in ((index - 1, index), (index, index + 1)):
        if left < 0 or right >= len(found):
            continue
        parted = separator.match(text, found[left].end, found[right].start)
        if parted is not None and parted.end() == found[right].start:
            beside.append(codes[left if right == index else right])
    below = [other for other in chain.codes if other[:4] == code[:4] and other != code]
    counties = all(other is not None and other[:4] == code[:4] and other != code for other in beside)
    return below[0] if beside and counties and len(below) == 1 else code


def _beside(chain: Chain, neighbours: list[str | None]) -> str | None:
    """The only meaning of a directional name in the city of a neighbour in the list: 济南市历下区、市中区."""
    for neighbour in neighbours:
        path = path_of(neighbour) if neighbour else ()
        same = [code for code in chain.codes if any(code[:4] + "00" == above for above in path)]
        if len(same) == 1:
            return same[0]
    return None


def _one(chain: Chain, codes: tuple[str, ...]) -> str | None:
    """The only code left; for a bare name that of the province, or of the place that holds all others (大理 the 州)."""
    if len(codes) == 1:
        return codes[0]
    if chain.bare_end and codes:
        provinces = [code for code in codes if code.endswith("0000")]
        tops = [top for top in codes if all(top in gazetteer().above[code] for code in codes)]
        return next(iter([*provinces, *tops]), None)
    return None


def _by_neighbours(text: str, index: int, found: list[Chain], codes: list[str | None]) -> tuple[str, ...]:
    """The codes that fit the places named nearby: those of the sentence, the nearest first, then what stands above."""
    chain = found[index]
    start = max((text.rfind(mark, 0, chain.start) for mark in _SENTENCE_ENDS), default=-1) + 1
    ends = [at for mark in _SENTENCE_ENDS if (at := text.find(mark, chain.end)) >= 0]
    end = min(ends, default=len(text))
    before = [other for other in range(index - 1, -1, -1) if found[other].start >= chain.start - _NEARBY]
    after = [other for other in range(index + 1, len(found)) if found[other].start < end]
    for other in [*before, *after]:
        code = codes[other]
        if code is None:
            continue
        in_sentence = start <= found[other].start < end
        left = _narrowed(chain.codes, code) if in_sentence else _within(chain.codes, code)
        if len(left) == 1:
            return left
    return chain.codes


def _narrowed(codes: tuple[str, ...], near: str | None) -> tuple[str, ...]:
    """The codes that share the innermost division with `near`: county, then prefecture, then province."""
    region = _known(near) if near else None
    if region is None:
        return codes
    for above in reversed(path_of(region.adcode)):
        left = _within(codes, above)
        if left:
            return left
    return codes


def _known(adcode: str) -> Region | None:
    """The division with this code, or where there is none (320601) the innermost above it."""
    above = (adcode, adcode[:4] + "00", adcode[:2] + "0000")
    return next((region for region in map(by_code, above) if region is not None), None)


def _within(codes: tuple[str, ...], above: str) -> tuple[str, ...]:
    return tuple(code for code in codes if above in gazetteer().above[code])


# ---------------------------------------------------------------- all together


def _without_overlaps(found: list[Finding[Place]]) -> list[Finding[Place]]:
    result: list[Finding[Place]] = []
    for finding in sorted(found, key=lambda item: (item.start, -item.end)):
        if not result or finding.start >= result[-1].end:
            result.append(finding)
    return result


def is_division_name(name: str) -> bool:
    """Whether the words are a name of the gazetteer, of one division or of several."""
    return any((chain.start, chain.end) == (0, len(name)) for chain in chains(name, inside_names=True))
