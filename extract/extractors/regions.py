"""The places a notice concerns: whose it is, which are helped, which are named besides (table `notice_regions`)."""

from __future__ import annotations

from dataclasses import dataclass

from extract import rules
from extract.document import Table
from extract.extractors.context import Context, extractor
from extract.extractors.regions_closed import cited_ranges, closed_ranges, covers, lists_helped, sentence_start
from extract.extractors.regions_elsewhere import is_elsewhere, is_visited, visited_places
from extract.extractors.regions_home import helps_others, home_regions
from extract.facts import NoticeRegion, RegionRole
from extract.notice import Notice
from extract.values import regions
from extract.values.finding import Finding
from extract.values.gazetteer import path_of
from extract.values.regions import Place

_CUE_WINDOW = 48
"""How many characters before a place a word of help may begin."""
_SHORTEST_QUOTE = 4


@dataclass
class _Run:
    """Places of one kind in a row, each parted from the next by list words only; `cue` tells why they are helped."""

    members: list[Finding[Place]]
    cue: tuple[int, int, str] | None = None
    helped_from: int = 0
    first_helps: bool = False
    """Two sides of a pairing, of which the one named first helps."""
    itemized: bool = False
    """An item of a numbered list that a word of help opened."""
    bought: bool = False
    """The word of help is one of purchase."""
    strong: bool = False
    """Something is bought there in so many words, so even a place above the issuer counts."""


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
    for run in _runs(context, open_):
        for fact in _helped(context, run, own, above):
            helped.setdefault(_key(fact), fact)
    others_helped = bool(helped)
    helped = {key: _at_first_mention(context, fact, open_) for key, fact in helped.items()}
    facts.update({key: fact for key, fact in helped.items() if key not in facts})
    home = home_regions(context, found, skipped, others_helped)
    for fact in home:
        facts.setdefault(f"{fact.role} {_key(fact)}", fact)
    for fact in _recommended(context, found, own):
        facts.setdefault(_key(fact), fact)
    own |= {fact.adcode for fact in home}
    visited = visited_places(context.text, found)
    for finding in found:
        place = finding.value
        if covers(closed, finding.start) or place.adcode in own or (place.adcode is None and place.level is None):
            continue
        if not covers(cited, finding.start) and is_elsewhere(context, finding, own, visited):
            fact = _fact(context, finding, "beneficiary", *_at_least(context.text, finding), "region.elsewhere")
        else:
            fact = _fact(context, finding, "mentioned", finding.start, finding.end, "region.mentioned")
        facts.setdefault(_key(fact), fact)
    return list(facts.values())


def _at_first_mention(context: Context, fact: NoticeRegion, found: list[Finding[Place]]) -> NoticeRegion:
    """The fact with its place and name where the notice first names it, by whichever words it is known to be helped."""
    for finding in found:
        if finding.start >= fact.evidence.start:
            break
        same = fact.adcode is not None and finding.value.adcode == fact.adcode and len(finding.text) > 1
        if same and not is_visited(context.text, finding):
            start, end = _at_least(context.text, finding)
            return _fact(context, finding, fact.role, start, end, fact.evidence.rule)
    return fact


def _at_least(text: str, finding: Finding[Place]) -> tuple[int, int]:
    """A place's range, with as many characters before it in its sentence as make a quote."""
    short = max(0, _SHORTEST_QUOTE - (finding.end - finding.start))
    return max(sentence_start(text, 0, finding.start), finding.start - short), finding.end


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
    for part, rule in [*((part, "region.issuer") for part in notice.issuers), (notice.title, "region.title")]:
        if part is None or (rule == "region.title" and found):
            continue
        located = regions.locate(part.value, near=context.place)
        if located is not None and located.value.adcode:
            fact = _fact(context, located, "issuer", part.start, part.end, rule)
            found.setdefault(located.value.adcode, fact)
    return list(found.values()) or _zone_issuers(context)


def _zone_issuers(context: Context) -> list[NoticeRegion]:
    """The row of a development zone or new area that issues by itself: it has a name, but no code."""
    notice = context.notice
    heads = [*((part, "region.issuer") for part in notice.issuers), *([(notice.title, "region.title")])]
    for part, rule in heads:
        match = _rule("region.zone_issuer").search(part.value) if part is not None else None
        if part is None or match is None or not regions.heads_title(part.value, match.start("zone")):
            continue
        evidence = notice.evidence(part.start, part.end, rule)
        return [NoticeRegion(evidence, name=match["zone"], adcode=None, role="issuer")]
    return []


# ---------------------------------------------------------------- the places that are helped


def _recommended(context: Context, found: list[Finding[Place]], own: set[str | None]) -> list[NoticeRegion]:
    """The places outside the issuer's that a list of firms gives as the helped place each firm comes from."""
    facts = []
    for table in context.notice.document.tables():
        columns = {
            cell.column
            for cell in table.row_cells(0)
            if _rule("region.recommended_heading").fullmatch("".join(context.text[cell.start : cell.end].split()))
        }
        cells = [cell for cell in table.cells if cell.column in columns and cell.row >= table.header_rows]
        for finding in found if cells else []:
            code = finding.value.adcode
            inside = any(cell.start <= finding.start < cell.end for cell in cells)
            if inside and code is not None and not own.intersection(path_of(code)):
                start, end = _at_least(context.text, finding)
                facts.append(_fact(context, finding, "beneficiary", start, end, "region.recommended_heading"))
    return facts


def _runs(context: Context, found: list[Finding[Place]]) -> list[_Run]:
    """The places outside organizations' names in runs, each with the words of help that stand before or after it."""
    text = context.text
    runs: list[_Run] = []
    places = _candidates(text, found)
    for index, finding in enumerate(places):
        if runs and _continues(text, runs[-1].members[-1].end, places[index:]):
            runs[-1].members.append(finding)
        else:
            runs.append(_Run([finding]))
    for index, run in enumerate(runs):
        limit = runs[index - 1].members[-1].end if index else 0
        _find_cue(text, run, limit)
        if run.cue is None:
            _find_heading(context.notice, run)
        if run.cue is None and index and runs[index - 1].itemized:
            _inherit(text, run, runs[index - 1])
        if run.cue is None and index:
            _share_purchase(text, run, runs[index - 1])
            _widen(text, run, runs[index - 1])
    return runs


def _candidates(text: str, found: list[Finding[Place]]) -> list[Finding[Place]]:
    """The places that can be helped: of no office's name, at the head of no address, helping no other themselves."""
    office, address = _rule("region.office_after"), _rule("region.street_address")
    helper = _rule("region.helper_gap")
    # 浙 and 川 of 浙川协作 name provinces, not whom the notice helps.
    named = [finding for finding in found if len(finding.text) > 1 and not office.follows(text, finding.end)]
    starts = {finding.start for finding in found if len(finding.text) > 1}
    places = []
    for finding in named:
        helps = helper.follows(text, finding.end)
        if address.follows(text, finding.end) or (helps is not None and helps.end() in starts):
            continue
        if _has_partners(text, finding):
            continue
        places.append(finding)
    return places


def _has_partners(text: str, finding: Finding[Place]) -> bool:
    """Whether not a place but those paired with it are meant: 青岛对口地区."""
    code = finding.value.adcode
    if code is None or not helps_others(code):
        return False
    return _rule("region.its_paired_after").follows(text, finding.end) is not None


def _continues(text: str, end: int, rest: list[Finding[Place]]) -> bool:
    """Whether the first of `rest` still belongs to the list that ended at `end`."""
    between = text[end : rest[0].start]
    if any(mark in between for mark in "。；;\n\t") or len(between) > _CUE_WINDOW:
        return False
    if _rule("region.donor_gap").match(between) or not _rule("region.gap").match(between):
        return False
    return "，" not in between or _rule("region.list_goes_on").follows(text, _clause_end(text, rest)) is not None


def _clause_end(text: str, rest: list[Finding[Place]]) -> int:
    """The end of the last place that is joined to the first without a comma."""
    end = rest[0].end
    for finding in rest[1:]:
        between = text[end : finding.start]
        if len(between) > 3 or "，" in between or not _rule("region.gap").match(between):
            break
        end = finding.end
    return end


def _find_cue(text: str, run: _Run, limit: int) -> None:
    """Sets the run's cue: a word of help before any member, goods or people after the last, or a pairing."""
    first, last = run.members[0], run.members[-1]
    sentence = sentence_start(text, 0, first.start)
    if text[:sentence].rstrip().endswith(("：", ":")):
        sentence = sentence_start(text, 0, len(text[:sentence].rstrip()))
    after = _rule("region.helped_after").follows(text, last.end)
    for index, member in enumerate(run.members):
        low = max(sentence, limit if index == 0 else run.members[index - 1].end, member.start - _CUE_WINDOW)
        before = _rule("region.helped_before").search(text, low, member.start)
        if before is not None and (after is not None or not before["weak"]):
            end = after.end() if after is not None else last.end
            run.cue, run.helped_from = (before.start(), end, "region.helped_before"), index
            run.itemized = _rule("region.list_opens").search(text, low, first.start) is not None
            run.bought = _rule("region.purchase_word").search(before["cue"]) is not None
            run.strong = after is not None and run.bought
            return
    if after is not None and not after["weak"]:
        run.cue = (first.start, after.end(), "region.helped_after")
        return
    mainly = _rule("region.goods_mainly").search(text, max(sentence, first.start - _CUE_WINDOW), first.start)
    if mainly is not None:
        run.cue = (mainly.start(), last.end, "region.goods_mainly")
        return
    leading = text[max(sentence, first.start - 2) : first.start]
    paired = _rule("region.paired_after").follows(text, last.end)
    second = _rule("region.paired_before").search(leading) is not None
    sides = len(run.members) > 1 and _rule("region.two_sides").search(text, first.end, last.end + 2) is not None
    if paired is not None and (sides or second):
        run.cue = (first.start, paired.end(), "region.paired_after")
        run.first_helps = not second
        return
    built = _rule("region.built_for").follows(text, last.end)
    if built is not None:
        run.cue = (first.start, built.end(), "region.built_for")
        return
    registered = _rule("region.registered_in").follows(text, last.end) if len(run.members) > 1 else None
    if registered is not None and _rule("region.from_before").search(leading):
        run.cue = (first.start, registered.end(), "region.registered_in")
        return
    bought = _rule("region.bought_from").follows(text, last.end)
    if bought is not None and _rule("region.from_before").search(leading):
        run.cue = (first.start, bought.end(), "region.bought_from")


def _inherit(text: str, run: _Run, before: _Run) -> None:
    """Gives the run the cue of the list item before it."""
    first, last = run.members[0], run.members[-1]
    if _rule("region.next_item").match(text[before.members[-1].end : first.start]):
        run.cue = (first.start, last.end, "region.helped_before")
        run.itemized = True


def _share_purchase(text: str, run: _Run, before: _Run) -> None:
    """Gives the run the cue of the one before it where only that one's goods stand between: 甲县的苹果和乙县的红枣."""
    first, last = run.members[0], run.members[-1]
    bought = before.cue is not None and (before.bought or before.strong)
    if bought and _rule("region.goods_then_place").match(text[before.members[-1].end : first.start]):
        goods = _rule("region.goods_of").follows(text, last.end)
        if goods is not None:
            run.cue = (first.start, goods.end(), "region.goods_then_place")
            run.bought = True


def _widen(text: str, run: _Run, before: _Run) -> None:
    """Gives the run the cue of the one before it where goods may come from its places now: 由甲县扩大到乙县."""
    first, last = run.members[0], run.members[-1]
    if before.cue is not None and _rule("region.range_widened").match(text[before.members[-1].end : first.start]):
        run.cue = (first.start, last.end, "region.range_widened")


def _find_heading(notice: Notice, run: _Run) -> None:
    """Sets the cue of places in a list of those helped, or in a column headed so."""
    first = run.members[0]
    annex = notice.annex_at(first.start)
    if annex is not None and lists_helped(annex) and annex.title is not None:
        run.cue = (first.start, first.end, "region.helped_list")
        return
    block = notice.block_at(first.start)
    if not isinstance(block, Table):
        return
    cell = next((cell for cell in block.cells if cell.start <= first.start < cell.end), None)
    if cell is None:
        return
    heading = block.cell(0, cell.column)
    if heading is None or heading is cell:
        return
    words = "".join(notice.text[heading.start : heading.end].split())
    if rules.load("regions")["helped_headings"].search(words):
        run.cue = (cell.start, cell.end, "region.helped_heading")


def _helped(context: Context, run: _Run, own: set[str | None], above: set[str]) -> list[NoticeRegion]:
    """The facts of a run with a cue: not the issuer's own place, nor those above it unless bought from."""
    if run.cue is None:
        return []
    members = run.members[run.helped_from :]
    if run.first_helps and not any(_code(member) in above for member in members):
        members = members[1:]
    facts = []
    for member in members:
        code = _code(member)
        if code in own or (code in above and not run.strong) or _untold(member):
            continue
        if run.cue[2] == "region.built_for" and code is not None and helps_others(code):
            continue
        if run.cue[2] == "region.paired_after" and _helps_issuer(code, own):
            continue
        start, end = _quote(context.text, run, member)
        facts.append(_fact(context, member, "beneficiary", start, end, run.cue[2]))
    return facts


def _helps_issuer(code: str | None, own: set[str | None]) -> bool:
    """Whether the other side of a pairing is the helper: it lies in a province that helps others, the issuer does
    not."""
    issuers = [adcode for adcode in own if adcode is not None]
    return bool(code and issuers) and helps_others(code or "") and not any(map(helps_others, issuers))


def _code(finding: Finding[Place]) -> str | None:
    return finding.value.adcode


def _untold(finding: Finding[Place]) -> bool:
    """Whether a name is that of several divisions: it has a code, only which cannot be told."""
    return finding.value.adcode is None and regions.is_division_name(finding.value.name)


def _quote(text: str, run: _Run, member: Finding[Place]) -> tuple[int, int]:
    """The words a helped place was read from: with the word of help beside it, or with its neighbour in the list."""
    assert run.cue is not None
    index = run.members.index(member)
    start, end = member.start, member.end
    if index == run.helped_from and run.cue[0] < start:
        start = run.cue[0]
    if index == len(run.members) - 1 and run.cue[1] > end:
        end = run.cue[1]
    if member.end - member.start < _SHORTEST_QUOTE and index > 0:
        start = min(start, run.members[index - 1].start)
    elif end - start < _SHORTEST_QUOTE and index + 1 < len(run.members):
        end = run.members[index + 1].end
    return start, end


def _rule(rule_id: str) -> rules.Rule:
    return rules.load("regions").patterns[rule_id]
