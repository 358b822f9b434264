"""The words a place's fact is read from: its name, its neighbours in a list, and the words beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extract.extractors.regions_closed import sentence_start
from extract.extractors.regions_runs import SHORTEST_QUOTE, Run
from extract.values.finding import Finding
from extract.values.region_rules import rule
from extract.values.regions import Place

_LIST_GAP = 8
"""Characters between two places of a list beyond which the one tells nothing of the other."""


def of_run(text: str, run: Run, member: Finding[Place]) -> tuple[int, int]:
    """The words a helped place was read from: the word of help beside it, or its neighbours in the list."""
    assert run.cue is not None
    members, index = run.members, run.members.index(member)
    start, end = member.start, member.end
    if index == run.helped_from and run.cue[0] < start:
        start = run.cue[0]
    elif index and start - members[index - 1].end <= _LIST_GAP:
        start = members[index - 1].start
    if index == len(members) - 1:
        end = run.cue[1] if run.cue[1] > end else _words_after(text, end)
    elif members[index + 1].start - end <= _LIST_GAP:
        end = members[index + 1].end
    return start, end


def of_mention(text: str, found: Sequence[Finding[Place]], finding: Finding[Place]) -> tuple[int, int]:
    """A place with its neighbours in the list that it stands in, the last one with the words right behind it.

    `found` are all places of the text in order. Of a name that stays short, the words before it in its
    sentence are quoted, too.
    """
    start, end = finding.start, finding.end
    index = bisect_left(found, start, key=_start)
    before, after = found[index - 1 : index] if index else [], found[index + 1 : index + 2]
    if before and len(before[0].text) > 1 and _side_by_side(text, before[0].end, start):
        start = before[0].start
    if after and len(after[0].text) > 1 and _side_by_side(text, end, after[0].start):
        end = after[0].end
    else:
        end = _words_after(text, end)
    short = max(0, SHORTEST_QUOTE - (end - start))
    return max(sentence_start(text, 0, start), start - short), end


def _start(finding: Finding[Place]) -> int:
    return finding.start


def _side_by_side(text: str, end: int, start: int) -> bool:
    """Whether nothing but a list's mark stands between two places."""
    if not 0 < start - end <= _LIST_GAP:
        return False
    parted = rule("region.separator").follows(text, end)
    return parted is not None and parted.end() == start


def _words_after(text: str, end: int) -> int:
    """The end of the goods or words that stand right behind a place in its clause; the place's own end without any."""
    words = rule("region.quoted_after").follows(text, end)
    return end if words is None else words.end()
