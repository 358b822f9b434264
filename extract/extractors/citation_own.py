"""Which documents that a notice names are its own: itself, or the plan or method that it issues or encloses."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

import regex

from extract.extractors.citation_relations import passes_on, row_of_names
from extract.extractors.context import Context
from extract.folding import compact
from extract.rules import load

_REACH = 300
"""Characters before and after a title among which the words that issue it are looked for."""
_PLACE_AND_EDITION = 10
"""Characters that a plan's full title may have before and behind the one in its notice's title."""
_SHORTEST_IN_TITLE = 6
"""Characters of the shortest title that is looked for in the notice's own."""
_NEAR = 8
"""Characters before a name among which the annex is numbered that it is."""

Place = tuple[int, int]


def issued_titles(context: Context, titles: Sequence[tuple[Place, str]], places: Sequence[Place]) -> frozenset[str]:
    """The bare titles of the documents that a notice issues or encloses; `places` are those of all names, in order."""
    found = {bare(title) for place, title in titles if _is_put_forth(context, place, title, places)}
    if context.notice.title is not None and (named := _issued_name(context.notice.title.value)) is not None:
        found.add(bare(named))
    called = ((title, _called(context.text, place, places)) for place, title in titles)
    return frozenset(found | {bare(title) for title, short in called if not found.isdisjoint(short)})


def is_own(context: Context, place: Place, title: str, issued: frozenset[str]) -> bool:
    """Whether a document named without a number is the notice itself, or one of those that it issues or encloses."""
    if _in_title(context, place):
        return True
    former = context.text[place[0] - 1 : place[0]] == "原"
    return (bare(title) in issued and not former) or _is_issued_by_title(context, place, title)


def _in_title(context: Context, place: Place) -> bool:
    title = context.notice.title
    return title is not None and title.start <= place[0] < title.end


def _is_issued_by_title(context: Context, place: Place, title: str) -> bool:
    """Whether a document is the notice itself or, by the titles of the notice and its annexes, one that it issues."""
    notice = context.notice
    if any(annex.title is not None and title == annex.title.value.strip("《》") for annex in notice.annexes):
        return True
    if notice.title is None or title == notice.title.value:
        return notice.title is not None
    clause = _sentence(context.text, *place)
    listed = [entry.value.strip("《》") for entry in notice.attachment_list]
    if load("citations_own")["issues_words"].search(clause) is None:
        return False
    known = _letters(title) in _letters(notice.title.value) or title in listed
    lead = regex.split("[，,；;。\n]", context.text[max(0, place[0] - _REACH) : place[0]])[-1]
    ground = load("citations")["relation_basis"].search(lead) is not None  # 根据省里印发的《…》
    return known or (not ground and _is_issued(notice.title.value, title)) or _heads_text(context, place[1], title)


def _called(text: str, place: Place, places: Sequence[Place]) -> frozenset[str]:
    """What a document, or those of a row, are called for short: 《…》和《…》（以下简称《意见》和《计划》）."""
    end = place[1]
    for start, stop in places[bisect_right(places, place) :]:  # no remark may stand between, as in `row_of_names`
        if text[end:start].strip("、，,和及与以 "):
            break
        end = stop
    bracket = load("citations_own")["shortened_after"].match(text, end)
    names = load("citations")["title_in_marks"].finditer(bracket.group()) if bracket else ()
    return frozenset(bare(match["title"]) for match in names)


def _is_put_forth(context: Context, place: Place, title: str, places: Sequence[Place]) -> bool:
    """Whether the words around a name say that the notice issues the document (现将《…》印发给你们) or encloses it."""
    rules, text = load("citations_own"), context.text
    if _is_letter(title) or _is_anothers(context, title):
        return False
    start, end = row_of_names(text, place, places)
    before = text[max(0, start - _REACH, text.rfind("\n", 0, start) + 1) : start]
    numbered = rules["enclosed_before"].search(text[max(0, place[0] - _NEAR) : place[0]])
    if numbered or rules["enclosed_after"].match(text, place[1]):
        others = [load("citations")["basis_before"], load("citations")["forwards_before"], rules["passed_on_before"]]
        return not any(rule.search(before) for rule in others)
    if passes_on(context):
        return False
    if rules["issued_before"].search(before) is not None:
        return True
    after = text[end : end + _REACH]
    if rules["put_forth_before"].search(before) is not None:
        return any(rules[name].match(after) is not None for name in ("put_forth_after", "issued_after"))
    issued = rules["issued_after"].match(after)
    if issued is None or rules["made_before"].search(before) is not None:
        return issued is not None
    return rules["opens_sentence"].search(before) is not None and "。" not in issued.group()


def _is_letter(title: str) -> bool:
    """Whether a title is of a document that is sent by itself and issued by no other notice."""
    return title.endswith(load("citations_own").words["letters"])


def _is_anothers(context: Context, title: str) -> bool:
    """Whether a title begins with a body over the notice's issuers: 国务院办公厅关于…的意见."""
    body = load("citations_own")["superior_body"].match(title)
    return body is not None and not any(body.group() in issuer.value for issuer in context.notice.issuers)


def _issued_name(own: str) -> str | None:
    """What a notice's title says it issues, in 《》 or without."""
    issued = load("citations_own")["issued_name"].search(own)
    return issued["name"] if issued is not None else None


def _is_issued(own: str, title: str) -> bool:
    """Whether a title is what the notice's own says it issues, a place or （试行） left out there."""
    issued = _issued_name(own)
    if issued is None or _is_letter(title):
        return False
    name, printed = _letters(issued), _letters(title)
    return len(name) >= _SHORTEST_IN_TITLE and name in printed and len(printed) - len(name) <= _PLACE_AND_EDITION


def _heads_text(context: Context, end: int, title: str) -> bool:
    """Whether a document's title stands again below on a line or two of its own, over what the notice issues."""
    below = [compact(line) for line in context.text[end:].split("\n") if len(line) < _REACH]
    return title in below or any(above + line == title for above, line in pairwise(below))


def bare(title: str) -> str:
    """The letters of a title without its edition: a plan is named with and without （征求意见稿）."""
    return _letters(load("citations_own")["edition"].sub("", title))


def _letters(title: str) -> str:
    """A title without its marks, spaces and 的: a notice prints its plan's name with and without them."""
    return "".join(character for character in title if character.isalnum() and character != "的")


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a place."""
    low = max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    stops = [place for mark in "。；\n" if (place := text.find(mark, end)) >= 0]
    return text[low : min(stops, default=len(text))]
