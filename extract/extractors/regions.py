"""The places a notice concerns: whose it is, which are helped, which are named besides (table `notice_regions`)."""

from __future__ import annotations

from collections.abc import Iterator

from extract.extractors import regions_quotes
from extract.extractors.context import Context, extractor
from extract.extractors.issuer_place import told_of_relative
from extract.extractors.regions_closed import cited_ranges, closed_ranges, covers
from extract.extractors.regions_elsewhere import elsewhere_rules, is_forbidden, is_sold_to, is_visited
from extract.extractors.regions_home import helps_others, home_regions
from extract.extractors.regions_producers import MADE
from extract.extractors.regions_runs import Run, find_runs
from extract.facts import NoticeRegion, RegionRole
from extract.values import regions
from extract.values.finding import Finding
from extract.values.gazetteer import path_of
from extract.values.region_rules import rule
from extract.values.regions import Place

_OF_PRODUCERS = (
    *MADE,
    "region.firms_from",
    "region.weighted_after",
    "region.suppliers_after",
    "region.sold_share",
)
"""Rules of places that goods come from: in a province that helps others they are none that are helped."""
_OF_PAIRS = ("region.paired_after", "region.dashed_before")
"""Rules of pairings, either side of which may be the helping one."""

_UNTOLD = "places of a name that several have"


@extractor("notice_regions")
def find_regions(context: Context) -> list[NoticeRegion]:
    """The issuer's places, those that are helped or bought from, and the others named; each place once a role."""
    issuers = _issuers(context)
    own = {fact.adcode for fact in issuers}
    above = {code for fact in issuers if fact.adcode for code in path_of(fact.adcode)}
    found = regions.find(context.text, near=context.place)
    closed, cited = closed_ranges(context.notice), cited_ranges(context.notice)
    facts = {_key(fact): fact for fact in issuers}
    helped: dict[str, NoticeRegion] = {}
    skipped = [*closed, *cited]
    open_ = [finding for finding in found if not covers(skipped, finding.start)]
    untold: list[Finding[Place]] = []
    for run in find_runs(context, open_):
        untold += [member for member in run.members[run.helped_from :] if run.cue is not None and _untold(member)]
        for fact in _helped(context, run, own, above):
            helped.setdefault(_key(fact), fact)
    context.memo[_UNTOLD] = untold
    others_helped = bool(helped)
    helped = {key: _at_first_mention(context, fact, open_) for key, fact in helped.items()}
    facts.update({key: fact for key, fact in helped.items() if key not in facts})
    home = home_regions(context, found, skipped, others_helped)
    for fact in home:
        facts.setdefault(f"{fact.role} {_key(fact)}", fact)
    for fact in _recommended(context, found, own):
        facts.setdefault(_key(fact), _at_first_mention(context, fact, open_))
    for fact in _of_origin(context, found, own, {fact.adcode for fact in helped.values()}):
        facts.setdefault(_key(fact), _at_first_mention(context, fact, open_))
    own |= {fact.adcode for fact in home}
    governed = elsewhere_rules(context, found, own, {fact.adcode for fact in helped.values() if fact.adcode})
    named = [finding for finding in found if _is_told(finding) and finding.value.adcode not in own]
    named = [finding for finding in named if not covers(closed, finding.start)]
    for finding in named:
        if finding.start in governed and not covers(cited, finding.start):
            quoted = regions_quotes.of_mention(context.text, found, finding)
            fact = _fact(context, finding, "beneficiary", *quoted, governed[finding.start])
            facts.setdefault(_key(fact), fact)
    for finding in named:
        fact = _fact(context, finding, "mentioned", finding.start, finding.end, "region.mentioned")
        facts.setdefault(_key(fact), fact)
    return list(facts.values())


def untold_places(context: Context) -> list[Finding[Place]]:
    """The places that words of help or purchase govern and of which it cannot be told which of a name they are.

    Empty until `find_regions` has read the notice.
    """
    return context.once(_UNTOLD, list)


def _at_first_mention(context: Context, fact: NoticeRegion, found: list[Finding[Place]]) -> NoticeRegion:
    """The fact with its place and name where the notice first names it, by whichever words it is known to be helped."""
    for finding in found:
        if finding.start >= fact.evidence.start:
            break
        same = fact.adcode is not None and finding.value.adcode == fact.adcode and len(finding.text) > 1
        if same and not is_visited(context.text, finding):
            start, end = regions_quotes.of_mention(context.text, found, finding)
            return _fact(context, finding, fact.role, start, end, fact.evidence.rule)
    return fact


def _key(fact: NoticeRegion) -> str:
    return fact.adcode or fact.name


def _fact(context: Context, finding: Finding[Place], role: RegionRole, start: int, end: int, rule: str) -> NoticeRegion:
    evidence = context.notice.evidence(start, end, rule)
    name = "".join(finding.value.name.split())
    return NoticeRegion(evidence, name=name, adcode=finding.value.adcode, role=role)


# ---------------------------------------------------------------- the issuer's place


def _issuers(context: Context) -> list[NoticeRegion]:
    """A row for each place that the issuers belong to; where they tell none, the place of the title."""
    notice = context.notice
    found: dict[str, NoticeRegion] = {}
    for part, read_by in [*((part, "region.issuer") for part in notice.issuers), (notice.title, "region.title")]:
        if part is None or (read_by == "region.title" and found):
            continue
        located = regions.locate(part.value, near=context.place, unsigned=not notice.issuers)
        if located is not None and located.value.adcode:
            fact = _fact(context, located, "issuer", part.start, part.end, read_by)
            found.setdefault(located.value.adcode, fact)
    return list(found.values()) or _relative_issuer(context) or _zone_issuers(context)


def _relative_issuer(context: Context) -> list[NoticeRegion]:
    """The row of the place that an issuer's own name leaves out (省人民政府), where its number or imprint tells it."""
    told = told_of_relative(context.notice)
    if told is None:
        return []
    evidence = context.notice.evidence(told.part.start, told.part.end, told.rule)
    return [NoticeRegion(evidence, name=told.name, adcode=told.adcode, role="issuer")]


def _zone_issuers(context: Context) -> list[NoticeRegion]:
    """The row of a development zone or new area that issues by itself: it has a name, but no code."""
    notice = context.notice
    heads = [*((part, "region.issuer") for part in notice.issuers), *([(notice.title, "region.title")])]
    for part, read_by in heads:
        match = rule("region.zone_issuer").search(part.value) if part is not None else None
        if part is None or match is None or not regions.heads_title(part.value, match.start("zone")):
            continue
        evidence = notice.evidence(part.start, part.end, read_by)
        return [NoticeRegion(evidence, name=match["zone"], adcode=None, role="issuer")]
    return []


# ---------------------------------------------------------------- the places that are helped


def _recommended(context: Context, found: list[Finding[Place]], own: set[str | None]) -> list[NoticeRegion]:
    """The places outside the issuer's that a list of firms gives as the helped place each firm comes from."""
    return [
        _fact(context, finding, "beneficiary", *regions_quotes.of_mention(context.text, found, finding), read_by)
        for finding, read_by in _in_columns(context, found, "region.recommended_heading")
        if finding.value.adcode is not None and not own.intersection(path_of(finding.value.adcode))
    ]


def _of_origin(
    context: Context, found: list[Finding[Place]], own: set[str | None], helped: set[str | None]
) -> list[NoticeRegion]:
    """The places that a list of firms or goods gives as where each comes from, within a place that is helped."""
    facts = []
    for finding, read_by in _in_columns(context, found, "region.origin_heading"):
        code = finding.value.adcode
        above = path_of(code)[:-1] if code is not None else ()
        if helped.intersection(above) and not own.intersection(path_of(code or "")):
            facts.append(_fact(context, finding, "beneficiary", finding.start, finding.end, read_by))
    return facts


def _in_columns(context: Context, found: list[Finding[Place]], heading: str) -> Iterator[tuple[Finding[Place], str]]:
    """The places in the cells below headings of a kind, and the kind's rule."""
    for table in context.notice.document.tables():
        columns = {
            cell.column
            for cell in table.row_cells(0)
            if rule(heading).fullmatch("".join(context.text[cell.start : cell.end].split()))
        }
        cells = [cell for cell in table.cells if cell.column in columns and cell.row >= table.header_rows]
        for finding in found if cells else []:
            if any(cell.start <= finding.start < cell.end for cell in cells):
                yield finding, heading


def _helped(context: Context, run: Run, own: set[str | None], above: set[str]) -> list[NoticeRegion]:
    """The facts of a run with a cue: not the issuer's own place, nor those above it unless bought from."""
    if run.cue is None:
        return []
    members = run.members[run.helped_from :]
    if is_sold_to(context.text, run.members[0]) or is_forbidden(context.text, run.members):
        return []
    if run.first_helps and not any(_code(member) in above for member in members):
        members = members[1:]
    facts = []
    for member in members:
        code = _code(member)
        if code in own or (code in above and not run.strong) or _untold(member):
            continue
        seat = code or member.value.within
        if (run.outing or run.cue[2] in _OF_PRODUCERS) and seat is not None and helps_others(seat):
            continue
        if run.cue[2] in _OF_PAIRS and (_is_own_helper(seat, own) or _helps_issuer(seat, own)):
            continue
        start, end = regions_quotes.of_run(context.text, run, member)
        facts.append(_fact(context, member, "beneficiary", start, end, run.cue[2]))
    return facts


def _is_own_helper(code: str | None, own: set[str | None]) -> bool:
    """Whether a side of a pairing lies in the issuer's own place, in a province that helps others."""
    return code is not None and helps_others(code) and not own.isdisjoint(path_of(code))


def _helps_issuer(code: str | None, own: set[str | None]) -> bool:
    """Whether the other side of a pairing is the helper: it lies in a province that helps others, the issuer does
    not."""
    issuers = [adcode for adcode in own if adcode is not None]
    return bool(code and issuers) and helps_others(code or "") and not any(map(helps_others, issuers))


def _code(finding: Finding[Place]) -> str | None:
    return finding.value.adcode


def _is_told(finding: Finding[Place]) -> bool:
    """Whether it is known which place a name means."""
    return finding.value.adcode is not None or finding.value.level is not None


def _untold(finding: Finding[Place]) -> bool:
    """Whether a name is that of several divisions: it has a code, only which cannot be told."""
    return finding.value.adcode is None and regions.is_division_name(finding.value.name)
