"""Runs of places in a notice's text, each with the words of help that stand before, after or over it."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract.document import Cell, Table
from extract.extractors.context import Context
from extract.extractors.regions_closed import lists_helped, sentence_start
from extract.extractors.regions_home import helps_others
from extract.extractors.regions_pairs import helpers_behind, is_dashed
from extract.extractors.regions_producers import cue_of_producers
from extract.extractors.regions_words import AFTER, words_after
from extract.notice import Notice
from extract.values.finding import Finding
from extract.values.region_rules import rule
from extract.values.regions import Place

_CUE_WINDOW = 48
"""How many characters before a place a word of help may begin."""
SHORTEST_QUOTE = 4
"""Characters of the shortest quote."""


@dataclass
class Run:
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
    outing: bool = False
    """The word of help only says where members rest or meet."""
    joined: bool = False
    """Goes on with the run before it, whose places a word of help closes: 甲、乙两个脱贫县以及|丙县."""
    strong: bool = False
    """Something is bought there in so many words, so even a place above the issuer counts."""


def find_runs(context: Context, found: list[Finding[Place]]) -> list[Run]:
    """The places outside organizations' names in runs, each with the words of help that stand before or after it."""
    text = context.text
    runs: list[Run] = []
    pairs = helpers_behind(text, found)
    places = _candidates(text, found, {start for starts in pairs.values() for start in starts})
    for index, finding in enumerate(places):
        if runs and _continues(text, runs[-1].members[-1].end, places[index:]):
            if _closes(text, runs[-1].members[-1].end, finding.start):
                runs.append(Run([finding], joined=True))
            else:
                runs[-1].members.append(finding)
        else:
            runs.append(Run([finding]))
    for index, run in enumerate(runs):
        limit = runs[index - 1].members[-1].end if index else 0
        _find_cue(text, run, limit)
        if run.cue is None:
            _find_heading(context.notice, run)
        if run.cue is None and run.members[-1].end in pairs:
            run.cue = (run.members[0].start, run.members[-1].end, "region.dashed_before")
        if run.cue is None and index and runs[index - 1].itemized:
            _inherit(text, run, runs[index - 1])
        if index:
            _share_purchase(text, run, runs[index - 1])
        if run.cue is None and index:
            _widen(text, run, runs[index - 1])
            _go_on(run, runs[index - 1])
    return runs


def _candidates(text: str, found: list[Finding[Place]], helpers: set[int]) -> list[Finding[Place]]:
    """The places that can be helped: of no office's name, at the head of no address, helping no other themselves.

    `helpers` are the starts of those that a dash joins to whom they help.
    """
    office, address = rule("region.office_after"), rule("region.street_address")
    helper = rule("region.helper_gap")
    paired = _paired_signs(found)
    full = [finding for finding in found if finding.start not in paired]
    named = [finding for finding in full if not office.follows(text, finding.end)]
    starts = {finding.start for finding in full}
    places = []
    for finding in named:
        helps = helper.follows(text, finding.end)
        if address.follows(text, finding.end) or (helps is not None and _helps_next(finding, helps, starts)):
            continue
        if finding.start in helpers or _has_partners(text, finding):
            continue
        places.append(finding)
    return places


def _paired_signs(found: list[Finding[Place]]) -> set[int]:
    """The starts of one-character names that stand in twos: 浙川协作 names provinces, not whom the notice helps."""
    stretches: list[list[int]] = []
    for finding in found:
        if len(finding.text) == 1:
            if stretches and stretches[-1][-1] + 1 == finding.start:
                stretches[-1].append(finding.start)
            else:
                stretches.append([finding.start])
    return {start for stretch in stretches if len(stretch) == 2 for start in stretch}


def _helps_next(finding: Finding[Place], gap: regex.Match[str], starts: set[int]) -> bool:
    """Whether a place helps the one named right after it; a dash alone says so of a helping province's only."""
    code = finding.value.adcode
    return gap.end() in starts and (gap["dash"] is None or (code is not None and helps_others(code)))


def _has_partners(text: str, finding: Finding[Place]) -> bool:
    """Whether not a place but those paired with it are meant: 青岛对口地区."""
    code = finding.value.adcode
    if code is None or not helps_others(code):
        return False
    return rule("region.its_paired_after").follows(text, finding.end) is not None


def _continues(text: str, end: int, rest: list[Finding[Place]]) -> bool:
    """Whether the first of `rest` still belongs to the list that ended at `end`."""
    between = text[end : rest[0].start]
    if any(mark in between for mark in "。；;\n\t") or len(between) > _CUE_WINDOW:
        return False
    if rule("region.donor_gap").match(between) or not rule("region.gap").match(between):
        return False
    return "，" not in between or rule("region.list_goes_on").follows(text, _clause_end(text, rest)) is not None


def _closes(text: str, end: int, start: int) -> bool:
    """Whether what stands between two places of a list says of those before it that they are helped."""
    if start - end < SHORTEST_QUOTE:
        return False
    closing = words_after(text, end)
    return closing is not None and not closing.weak and closing.end <= start


def _clause_end(text: str, rest: list[Finding[Place]]) -> int:
    """The end of the last place that is joined to the first without a comma."""
    end = rest[0].end
    for finding in rest[1:]:
        between = text[end : finding.start]
        if len(between) > 3 or "，" in between or not rule("region.gap").match(between):
            break
        end = finding.end
    return end


def _find_cue(text: str, run: Run, limit: int) -> None:
    """Sets the run's cue: a word of help before any member, goods or people after the last, or a pairing."""
    first, last = run.members[0], run.members[-1]
    if rule("region.venue_after").follows(text, last.end) is not None:
        return
    sentence = sentence_start(text, 0, first.start)
    if text[:sentence].rstrip().endswith(("：", ":")):
        sentence = sentence_start(text, 0, len(text[:sentence].rstrip()))
    after = words_after(text, last.end)
    for index, member in enumerate(run.members):
        low = max(sentence, limit if index == 0 else run.members[index - 1].end, member.start - _CUE_WINDOW)
        before = rule("region.helped_before").search(text, low, member.start)
        if before is not None and (after is not None or not before["weak"]):
            end = after.end if after is not None else last.end
            run.cue, run.helped_from = (before.start(), end, "region.helped_before"), index
            if index and _all_sold(text, run, after is not None, sentence):
                run.cue, run.helped_from = (first.start, end, "region.helped_after"), 0
            run.itemized = rule("region.list_opens").search(text, low, first.start) is not None
            run.bought = rule("region.purchase_word").search(before["cue"]) is not None
            outing = rule("region.outing_word").match(text[before.start() : member.start])
            run.outing = outing is not None and not run.bought
            run.strong = after is not None and run.bought
            return
    if after is not None and not after.weak:
        run.cue = (first.start, after.end, after.rule)
        return
    if _weigh(text, run, sentence):
        return
    if is_dashed(text, first, last, sentence):
        run.cue = (first.start, last.end, "region.dashed_before")
        return
    mainly = rule("region.goods_mainly").search(text, max(sentence, first.start - _CUE_WINDOW), first.start)
    if mainly is not None:
        run.cue = (mainly.start(), last.end, "region.goods_mainly")
        return
    leading = text[max(sentence, first.start - 2) : first.start]
    paired = rule("region.paired_after").follows(text, last.end)
    second = rule("region.paired_before").search(leading) is not None
    sides = len(run.members) > 1 and rule("region.two_sides").search(text, first.end, last.end + 2) is not None
    helped_by = len(run.members) > 1 and _ends_with_helper(text, run)
    if paired is not None and (sides or second or helped_by):
        run.cue = (first.start, paired.end(), "region.paired_after")
        run.first_helps = not second and not helped_by
        return
    run.cue = cue_of_producers(text, run.members, sentence)


def _all_sold(text: str, run: Run, goods: bool, sentence: int) -> bool:
    """Whether the goods behind a list are those of the places before its word of help, too: 甲县、乙县和对口的丙县产品.

    They are not where one of those is of a province that helps others, or stands before the helped with no list's
    mark between.
    """
    before = run.members[: run.helped_from]
    gap = text[before[-1].end : run.members[run.helped_from].start]
    if len(before) < 2 or rule("region.list_mark").match(gap) is None:
        return False
    if any(member.value.adcode is None or helps_others(member.value.adcode) for member in before):
        return False
    return goods or cue_of_producers(text, run.members, sentence) is not None


def _ends_with_helper(text: str, run: Run) -> bool:
    """Whether the last of several places is the other side of their pairing: 甲县、乙县与|某区|对口协作."""
    *_, before, last = run.members
    codes = [member.value.adcode for member in (run.members[0], last)]
    joined = rule("region.paired_before").search(text, before.end, last.start) is not None
    return joined and codes[1] is not None and helps_others(codes[1]) and not (codes[0] and helps_others(codes[0]))


def _weigh(text: str, run: Run, sentence: int) -> bool:
    """Sets the cue of places that goods come from or on which the work of help has its weight (以甲县为主战场)."""
    first, last = run.members[0], run.members[-1]
    weighted = rule("region.weighted_after").follows(text, last.end)
    if weighted is None:
        return False
    if not weighted["hard"]:
        before = rule("region.weighted_before").search(text, max(sentence, first.start - 6), first.start)
        topic = rule("region.help_topic")
        if before is None or topic.search(text, sentence, weighted.end() + _CUE_WINDOW) is None:
            return False
    run.cue = (first.start, weighted.end(), "region.weighted_after")
    return True


def _inherit(text: str, run: Run, before: Run) -> None:
    """Gives the run the cue of the list item before it."""
    first, last = run.members[0], run.members[-1]
    if rule("region.next_item").match(text[before.members[-1].end : first.start]):
        run.cue = (first.start, last.end, "region.helped_before")
        run.itemized = True


def _share_purchase(text: str, run: Run, before: Run) -> None:
    """Gives the run the cue of the one before it where only that one's goods stand between: 甲县的苹果和乙县的红枣."""
    first, last = run.members[0], run.members[-1]
    sold = before.cue is not None and (before.bought or before.strong or before.cue[2] in AFTER)
    if not sold or not rule("region.goods_then_place").match(text[before.members[-1].end : first.start]):
        return
    goods = rule("region.goods_of").follows(text, last.end)
    if goods is not None:
        run.cue = run.cue or (first.start, goods.end(), "region.goods_then_place")
        run.bought = True


def _go_on(run: Run, before: Run) -> None:
    """Gives the run that goes on with the one before it the word of help that stands before both."""
    if run.joined and before.cue is not None and before.cue[2] == "region.helped_before":
        run.cue = (run.members[0].start, run.members[-1].end, "region.helped_before")


def _widen(text: str, run: Run, before: Run) -> None:
    """Gives the run the cue of the one before it where goods may come from its places now: 由甲县扩大到乙县."""
    first, last = run.members[0], run.members[-1]
    if before.cue is not None and rule("region.range_widened").match(text[before.members[-1].end : first.start]):
        run.cue = (before.members[-1].end, last.end, "region.range_widened")


def _find_heading(notice: Notice, run: Run) -> None:
    """Sets the cue of places in a list of those helped, or in a column headed so."""
    first = run.members[0]
    annex, block = notice.annex_at(first.start), notice.block_at(first.start)
    if annex is not None and lists_helped(annex) and not (isinstance(block, Table) and _heads_helped(notice, block)):
        run.cue = (first.start, first.end, "region.helped_list")
        return
    if not isinstance(block, Table):
        return
    cell = next((cell for cell in block.cells if cell.start <= first.start < cell.end), None)
    if cell is None:
        return
    heading = block.cell(0, cell.column)
    if heading is None or heading is cell:
        return
    if _is_helped_heading(notice, heading):
        run.cue = (cell.start, cell.end, "region.helped_heading")


def _heads_helped(notice: Notice, table: Table) -> bool:
    """Whether one of a table's columns is headed as that of the helped, so that the others name somebody else."""
    return any(_is_helped_heading(notice, cell) for cell in table.row_cells(0))


def _is_helped_heading(notice: Notice, cell: Cell) -> bool:
    words = "".join(notice.text[cell.start : cell.end].split())
    return rule("helped_headings").search(words) is not None
