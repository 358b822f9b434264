"""What a notice does to a document it names: which words around the place of its name decide it.

The words that govern a name stand right before it (根据《…》, 废止《…》), after it in the same sentence
(《…》同时废止), over the list it stands in (下列文件停止执行：), or in a later sentence that points back
(上述文件自…起废止). Names that stand in a row (《…》、《…》和《…》) share their words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

import regex

from extract.extractors import captions
from extract.extractors.context import Context
from extract.facts import Relation
from extract.rules import load
from extract.values import dates, doc_numbers, numerals

_STRENGTH: tuple[Relation, ...] = ("repeals", "extends", "amends", "forwards", "basis")
_STOPS = "。；;\n"
_MONTHS = 12
_LONGEST_HEADING = 40
_LONGEST_JOIN = 120
_LONGEST_NUMBER = 10
"""Characters of the longest number before an item of a list, with the mark that closes the item before it."""
_BESIDE = 4
"""Names before a place among which the one that ends last is looked for."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a document; `ends_on` and `months` as in `Citation`."""

    relation: Relation | None = None
    ends_on: str | None = None
    months: int | None = None

    def with_later(self, other: Said) -> Said:
        """What two places say together: the graver relation, and the end that goes with it."""
        if other.relation is None or (self.relation and _rank(self.relation) < _rank(other.relation)):
            return self
        if self.relation == other.relation:
            return Said(self.relation, self.ends_on or other.ends_on, self.months or other.months)
        return other


def _rank(relation: Relation) -> int:
    return _STRENGTH.index(relation)


def said_at(context: Context, place: tuple[int, int], places: Sequence[tuple[int, int]]) -> Said:
    """What the words around one name say of its document; `places` are those of all names, in order."""
    text = context.text
    start, end = row_of_names(text, place, places)
    low = max(text.rfind(mark, 0, start) for mark in _STOPS) + 1
    high = min((at for mark in _STOPS if (at := text.find(mark, end)) >= 0), default=len(text))
    first, last = bisect_left(places, (start, 0)), bisect_left(places, (end, 0))
    before_from = max((other[1] for other in places[max(0, first - _BESIDE) : first] if other[1] <= start), default=0)
    after_to = places[last][0] if last < len(places) else len(text)
    before = _without_names(text[max(low, before_from) : start])
    after = _without_names(text[end : min(high, after_to)])
    # What says of a document since when it was in force (自…起施行的《…》) is no day of its end.
    whole = text[end:high] if before.rstrip().endswith("的") else text[low:start] + "　" + text[end:high]
    said = _governed(context, before, after, whole)
    if said.relation in (None, "basis") and _begins_line(text, start):
        said = _led(context, start) or said
    elif said.relation in (None, "basis"):
        said = _led_in_line(context, start) or said
    if said.relation in (None, "basis") and not _is_ground(before):
        said = said.with_later(_pointed_back(context, high, in_paragraph=True))
    if said.relation in ("repeals", "extends") and said.ends_on is None and said.months is None:
        said = said.with_later(_pointed_back(context, high, in_paragraph=False))
    return said


def said_in(context: Context, words: str, start: int, end: int) -> Said:
    """What a title or heading says of the document named at a place of it."""
    return _governed(context, words[:start], words[end:], "", weak=False)


def said_over(context: Context, words: str) -> Said:
    """What a heading or a lead says of the documents listed under it; nothing where it says several things."""
    relations: list[Relation] = [
        relation for relation in _STRENGTH[:3] if load("citations")[f"list_{relation}"].search(words)
    ]
    if not relations and load("citations")["list_basis"].search(words) is not None:
        return Said("basis")
    if len(relations) != 1:
        return Said()
    return with_end(context, relations[0], words, words)


def row_of_names(text: str, place: tuple[int, int], places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The range of the names that stand in a row with one, parted by nothing but commas, 和 and remarks."""
    start, end = place
    index = bisect_left(places, place)
    for other in islice(places, index + 1, None):
        if other[0] < end:
            continue
        if not _joins(text, end, other[0]):
            break
        end = other[1]
    for at in range(index - 1, -1, -1):
        if places[at][1] > start:
            continue
        if not _joins(text, places[at][1], start):
            break
        start = places[at][0]
    return start, end


def _joins(text: str, start: int, end: int) -> bool:
    """Whether what stands between two names joins them."""
    rules = load("citations")
    if end - start > _LONGEST_JOIN:
        return False
    between = text[start:end]
    return any(rules[name].fullmatch(between) is not None for name in ("between_names", "further_number"))


def _governed(context: Context, before: str, after: str, sentence: str, weak: bool = True) -> Said:
    rules = load("citations")
    if rules["excepted_before"].search(before) is not None and rules["excepted_after"].match(after) is not None:
        return Said()
    if rules["conflicting_after"].match(after) is not None:
        return Said()
    if (found := rules["repeals_before"].search(before)) is not None:
        return with_end(context, "repeals", sentence or before + after, after)
    if _is_ground(before):
        return Said("basis")
    said = _said_after(context, before, after, sentence)
    if said is not None:
        return said
    if rules["left_as_it_is"].match(after) is not None:
        return Said()
    for relation in _STRENGTH[1:4]:
        if (found := rules[f"{relation}_before"].search(before)) is not None:
            return with_end(context, relation, sentence, before[found.start() :] + after)
    own = load("citations_own")
    if weak and own["passed_on_before"].search(before) and (passes_on(context) or own["put_forth_after"].match(after)):
        return Said("forwards")  # 现将县财政局《…》印发给你们
    if rules["pointed_at_before"].search(before) is not None:
        return Said()
    made = own["made_before"].search(before) is not None  # 根据《…》，我局制定了《…》
    if weak and rules["relation_basis"].search(after if made else _without_names(sentence)):
        return Said("basis")
    return Said()


def passes_on(context: Context) -> bool:
    """Whether the notice by its title passes another body's document on."""
    title = context.notice.title
    return title is not None and load("citations")["forwards_after"].search(title.value) is not None


def _is_ground(before: str) -> bool:
    rules = load("citations")
    return rules["basis_before"].search(before) is not None and rules["pointed_at_before"].search(before) is None


def _said_after(context: Context, before: str, after: str, sentence: str) -> Said | None:
    """What the first verb after a name says; of a part of the document, that it is changed."""
    rules = load("citations")
    found = [(match.start(), relation) for relation in _STRENGTH[:4] if (match := _first(relation, after)) is not None]
    if not found:
        return None
    at, relation = min(found)
    if rules["other_subject"].search(after[:at]):
        return None
    if relation in ("repeals", "extends") and rules["part_of_document"].search(after[:at]):
        return Said("amends")
    return with_end(context, relation, sentence or before + after, after[at:])


def _first(relation: Relation, text: str) -> regex.Match[str] | None:
    """The first verb of a relation that nothing before it denies (不予废止) or puts off (到期后失效)."""
    rules = load("citations")
    deniers = [rules["denied"], *([rules["of_itself"]] if relation == "repeals" else [])]
    found = rules[f"{relation}_after"].finditer(text)
    return next((match for match in found if not any(d.search(text[: match.start()]) for d in deniers)), None)


def _without_names(words: str) -> str:
    """The words with everything in 《》 blanked: what a title says is not said of a document."""
    return str(load("citations")["title_in_marks"].compiled.sub(lambda match: "　" * len(match.group()), words))


def _begins_line(text: str, start: int) -> bool:
    """Whether nothing but a number stands before a place in its line."""
    line = text.rfind("\n", 0, start) + 1
    return load("citations")["list_number"].fullmatch(text[line:start]) is not None


def _led(context: Context, start: int) -> Said | None:
    """What the lead or the headings over a list say of what its lines name; None where they say nothing."""
    line = context.text.rfind("\n", 0, start) + 1
    lead = _lead(context, line)
    if lead.relation:
        return lead
    for words in captions.headings_above(context.notice, line):
        if (said := said_over(context, words)).relation:
            return said
    return None


def _led_in_line(context: Context, start: int) -> Said | None:
    """What the lead says of an item of a list that stands in one paragraph with it; None where there is no list."""
    line = context.text.rfind("\n", 0, start) + 1
    item = load("citations")["inline_item"].search(context.text, max(line, start - _LONGEST_NUMBER), start)
    if item is None:
        return None
    lead = context.text[line : item.start()].rpartition("：")[0]
    said = said_over(context, _last_sentence(lead))
    if said.relation is None and _begins_list(context.text, line):
        return _led(context, line)
    return said if said.relation else None


def _last_sentence(words: str) -> str:
    return words[max(map(words.rfind, "。；;")) + 1 :]


def _begins_list(text: str, line: int) -> bool:
    """Whether a line begins with an item of a list of documents, so that the line above leads it."""
    end = text.find("\n", line)
    return load("citations")["list_line"].match(text[line : end if end >= 0 else len(text)]) is not None


def _lead(context: Context, line: int) -> Said:
    """What the sentence that leads a list says of the line that begins at a place; lines of a list share it."""
    rules = load("citations")
    known: dict[int, Said] = context.once("citations.leads", dict)
    passed: list[int] = []
    said = Said()
    while line > 0 and line not in known:
        passed.append(line)
        above = context.text.rfind("\n", 0, line - 1) + 1
        words = context.text[above : line - 1]
        if rules["list_lead"].search(words) or _is_heading(words):
            said = said_over(context, _last_sentence(words.rstrip("。；; \u3000")))
            break
        if words.strip() and not rules["list_line"].match(words):
            break
        line = above
    said = known.get(line, said)
    known.update(dict.fromkeys(passed, said))
    return said


def _is_heading(words: str) -> bool:
    """Whether a line of a list heads the lines below it and names no document itself (二、继续有效的文件)."""
    rules = load("citations")
    heads = any(rules[f"list_{relation}"].search(words) for relation in _STRENGTH[:3])
    return heads and len(words) <= _LONGEST_HEADING and "《" not in words and not doc_numbers.find(words)


def _pointed_back(context: Context, offset: int, in_paragraph: bool) -> Said:
    """What the sentences after a place say of what was named before them; the next one alone within a paragraph."""
    text = context.text
    for start, end, said in context.once("citations.back", lambda: _backward(context)):
        if start >= offset:
            near = not text[offset:start].strip("。；; ") and "\n" not in text[offset:end]
            if not in_paragraph or near:
                return said
    return Said()


def _backward(context: Context) -> list[tuple[int, int, Said]]:
    """The sentences that say something of documents named before them (上述文件自…起停止执行), with what they say."""
    rules = load("citations")
    found: list[tuple[int, int, Said]] = []
    for match in rules["points_back"].finditer(context.text):
        start, end = match.span()
        high = min((at for mark in _STOPS if (at := context.text.find(mark, end)) >= 0), default=len(context.text))
        low = max(context.text.rfind(mark, 0, start) for mark in _STOPS) + 1
        sentence = context.text[low:high]
        said = _said_after(context, "", context.text[end:high], sentence)
        if said is None and rules["repeals_before"].search(context.text, low, start) is not None:
            said = with_end(context, "repeals", sentence, "")  # 自即日起废止该办法
        if said is not None and said.relation is not None:
            found.append((low, high, said))
    return found


def with_end(context: Context, relation: Relation, sentence: str, from_verb: str) -> Said:
    """A relation with the last day that its words set: the one before 自…起, or what an extension reaches or lasts."""
    if relation == "repeals":
        return Said(relation, _last_before(context.issued_on, sentence))
    if relation != "extends":
        return Said(relation)
    days = [found.value.ends_on for found in dates.find(from_verb, on=context.issued_on)]
    day = next((day for day in days if day is not None), None)
    return Said(relation, day.isoformat() if day else None, None if day else _months(from_verb))


def _last_before(issued_on: date | None, sentence: str) -> str | None:
    """The last day before the one from which a sentence ends force: 自4月1日起 leaves 31 March, 4月1日后 that day."""
    for value in (found.value for found in dates.find(sentence, on=issued_on)):
        if value.starts_on is not None and value.ends_on is None and value.bound in ("from", "since"):
            return (value.starts_on - timedelta(days=value.bound == "from")).isoformat()
    return None


def _months(words: str) -> int | None:
    match = load("citations")["length_of_time"].search(words)
    number = numerals.parse(match["number"]) if match else None
    if match is None or number is None:
        return None
    return int(number * (_MONTHS if match["unit"].startswith("年") else 1))
