"""The pieces of a contact line: labels, numbers, mailboxes, bodies and persons, with where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from extract.extractors import organizations, persons
from extract.extractors.channels_run import own_operator
from extract.extractors.labelled import Field, fields, kind_of
from extract.extractors.platform_names import is_channel_name
from extract.folding import compact
from extract.once import once_a_file
from extract.rules import load
from extract.values import regions

_BREAK = re.compile(r"[；;。\n]")
_LEADS_ON = re.compile(r"[ \t]{0,3}(?:[（(：:]|\d)")
_OTHER_VALUES = frozenset({"address", "url", "operator", "way", "other"})
_LONGEST_SPREAD = 3
_LONGEST_CITY = 5
_SHORTEST_LED_IN = 4
"""Characters of the shortest word that leads in and the shortest name of a body after it."""
_NAME_REACH = 10
"""Characters of the longest stretch from a body to its number that holds nothing but a name."""
_REACH = 12
"""Characters after a body among which a label says how to reach it."""
_PERSON_LABELS = frozenset({"person", "both"})
_REACHING = frozenset({"person", "both", "phone", "email"})
_QUOTES = tuple("“‘「『《")
_BRACKETS = ("（", "(")
_OPENING = tuple("“「『")
_CLOSING = tuple("”」』")
_DISTRICTS = tuple("省市县区州盟旗镇乡各")
Place = tuple[int, int, str]
TokenKind = Literal["label", "phone", "email", "body", "person", "break"]


class Token(NamedTuple):
    """A piece of a contact line. `value` is the word as stored; a label's is its kind, `purpose` its words."""

    kind: TokenKind
    start: int
    end: int
    value: str
    purpose: str = ""


@dataclass(frozen=True)
class Numbers:
    """The telephone numbers and mailboxes of a notice: (start, end, as stored), in order."""

    phones: Sequence[Place]
    emails: Sequence[Place]

    def within(self, start: int, end: int) -> list[Token]:
        """The numbers and mailboxes of a range."""
        found = [Token("phone", *place) for place in _between(self.phones, start, end)]
        found += [Token("email", *place) for place in _between(self.emails, start, end)]
        return sorted(found, key=lambda token: token.start)

    def any_within(self, start: int, end: int) -> bool:
        """Whether a range holds a number or mailbox."""
        return bool(_between(self.phones, start, end) or _between(self.emails, start, end))


def _between(places: Sequence[Place], start: int, end: int) -> Sequence[Place]:
    low = bisect_left(places, (start, 0, ""))
    high = bisect_left(places, (end, 0, ""), low)
    return [place for place in places[low:high] if place[1] <= end]


def tokens(text: str, start: int, end: int, numbers: Numbers) -> list[Token]:
    """The labels, numbers, mailboxes, bodies and persons of a range, in order."""
    labelled = fields(text, start, end)
    labels = [token for field in labelled for token in _of_label(text, field)]
    closed = [field.end for field in labelled if text[field.end : field.end + 1] in ("）", ")")]
    fixed = _without_overlaps([*numbers.within(start, end), *labels])
    found: list[Token] = []
    at, label_kind, numbered = start, "", False
    for token in fixed:
        if label_kind in _OTHER_VALUES and (ended := next((low for low in closed if at <= low < token.start), None)):
            at, label_kind = ended, ""  # the bracket that held the labelled value is closed
        words = _words(text, at, token.start, "" if numbered else label_kind)
        if not numbered and label_kind in _OTHER_VALUES and (stop := _value_end(text, at, token.start)) >= 0:
            words, label_kind = _words(text, stop, token.start, ""), ""
        if numbered and token.kind == "phone" and label_kind in _PERSON_LABELS:
            words = _with_last_labelled(words, _words(text, at, token.start, label_kind))
        if words and token.kind == "label" and (token.value in _OTHER_VALUES or token.value == "number"):
            words = tuple(word for word in words if word.kind != "person" or word.end < token.start)
        found += [*words, token]
        at = max(at, token.end)
        label_kind = token.value if token.kind == "label" else label_kind
        numbered = token.kind == "phone" or (numbered and token.kind != "label")
    found += _words(text, at, end, "" if numbered and label_kind in _PERSON_LABELS else label_kind)
    return _with_others_addressed(text, _with_names_between(text, found), end)


def _value_end(text: str, start: int, end: int) -> int:
    """Where a labelled value that tells of no person ends before the firm that is told of next: behind a semicolon or
    full stop with a firm's name right after it; -1 where none follows."""
    stop = max(text.rfind(mark, start, end) for mark in "；;。")
    if stop < 0 or (word := load("contacts")["word"].search(text, stop + 1, end)) is None:
        return -1
    return stop + 1 if organizations.is_legal_entity(word.group()) else -1


def _with_names_between(text: str, found: list[Token]) -> list[Token]:
    """The tokens with the names, of whatever surname, that stand alone between a body and the number after it."""
    named = [token for before, after in pairwise(found) for token in _name_between(text, before, after)]
    return sorted([*found, *named], key=lambda token: token.start) if named else found


def _name_between(text: str, before: Token, after: Token) -> Iterator[Token]:
    if (before.kind, after.kind) != ("body", "phone") or not 3 <= after.start - before.end <= _NAME_REACH:
        return
    match = load("contacts")["name_between"].fullmatch(text[before.end : after.start])
    if match is not None and persons.is_labelled_person(match["name"]):
        low = before.end + match.start("name")
        yield Token("person", low, low + len(match["name"]), match["name"].replace(" ", ""))


def _with_last_labelled(words: tuple[Token, ...], labelled: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words between a number and the next, the last one read as under the label for persons before both.

    What stands elsewhere after a number is a remark of it as often as a name: （内线）, 每天, 周末.
    """
    last = labelled[-1:] if labelled and labelled[-1].kind == "person" else ()
    return (*words, *(token for token in last if token not in words))


def _with_others_addressed(text: str, found: list[Token], end: int) -> list[Token]:
    """The tokens with those joined by 、 to a person who is addressed like them: 穆老师、木乃老师."""
    rule = load("persons")["addressed_beside"]
    joined: list[Token] = []
    for token in found:
        joined.append(token)
        at = token.end
        while token.kind == "person" and (match := rule.match(text, at, end)) is not None:
            if any(other.start < match.end() and match.start("name") < other.end for other in found):
                break
            joined.append(Token("person", *match.span("name"), match["name"]))
            at = match.end()
    return joined


def _of_label(text: str, field: Field) -> Iterator[Token]:
    """A label, after the body that it names before a number: 市场科：…, 监督举报（纪检室）：…."""
    printed = text[field.label_start : field.start]
    own = load("contacts")["body_as_label"].fullmatch(printed) if field.kind == "phone" else None
    at = field.label_start + len(field.before)
    if own is not None and kind_of(own["body"]) is None and organizations.is_body(own["body"]):
        middle = field.label_start + own.end("body")
        body = _without_lead_in(own["body"])
        yield Token("body", middle - len(body), middle, body)
        at = max(at, middle)
    elif field.before and field.kind in _REACHING and load("contacts")["own_body"].fullmatch(field.before) is not None:
        yield Token("body", field.label_start, at, field.before)
    elif field.kind == "operator" and _begins_with_person(text, field):
        runner = text[at : field.start].rstrip("：: ")
        yield Token("body", at, at + len(runner), compact(runner))
        yield Token("label", at + len(runner), field.start, "person", printed)
        return
    elif own is not None and _is_city(own["body"]):
        yield Token("body", field.label_start + own.start("body"), field.label_start + own.end("body"), own["body"])
        at = field.label_start + own.end("body")
    elif own is not None and kind_of(own["body"]) is None and persons.is_person(own["body"]):
        low, at = field.label_start + own.start("body"), field.label_start + own.end("body")
        yield Token("person", low, at, persons.clean(own["body"]) or own["body"])
    yield Token("label", at, field.start, field.kind, printed)


def _begins_with_person(text: str, field: Field) -> bool:
    """Whether a label for who runs a channel stands before the person to ask for there: 运营公司：王小明，138…."""
    word = load("contacts")["word"].match(text, field.start, field.end)
    return word is not None and persons.is_person(word.group())


def _without_overlaps(found: list[Token]) -> list[Token]:
    """The tokens in order; a label that overlaps a number or mailbox gives way to it."""
    kept: list[Token] = []
    for token in sorted(found, key=lambda token: (token.start, token.kind == "label")):
        if kept and token.start < kept[-1].end:
            if token.kind == "label" or kept[-1].kind != "label":
                continue
            kept.pop()
        kept.append(token)
    return kept


def _words(text: str, start: int, end: int, label: str) -> tuple[Token, ...]:
    """The bodies and persons between two fixed tokens, and the breaks."""
    return _kept_words(text, start, end, label) if start < end else ()


@once_a_file
def _kept_words(text: str, start: int, end: int, label: str) -> tuple[Token, ...]:
    return tuple(_read_words(text, start, end, label))


def _read_words(text: str, start: int, end: int, label: str) -> Iterator[Token]:
    rules = load("contacts")
    piece = text[start:end]
    spread = rules["layout_name"].finditer(piece)
    names = [(match.start(), match.end(), match["first"] + (match["middle"] or "") + match["last"]) for match in spread]
    places = [
        (match.start(), match.end(), match.group())
        for match in rules["word"].finditer(piece)
        if text[start + match.start() - 1 : start + match.start()] not in _QUOTES
    ]
    quoted = list(rules["quoted_body"].finditer(text, start, end)) if label not in _OTHER_VALUES else []
    for match in quoted:
        bare = compact(match.group()).strip("“”「」")
        yield Token("body", *match.span(), bare if organizations.is_legal_entity(bare) else compact(match.group()))
    if inside := [*(name[:2] for name in names), *((match.start() - start, match.end() - start) for match in quoted)]:
        places = [place for place in places if not any(low <= place[0] < high for low, high in inside)]
    breaks = [(match.start(), match.end(), "") for match in _BREAK.finditer(piece)]
    purposes = [match.span() for match in rules["bracketed_purpose"].finditer(text, start, end)]
    named, person_end = False, -1
    for low, high, word in sorted([*places, *names, *breaks]):
        if not word:
            yield Token("break", start + low, start + high, "")
            label = "" if named and label in _PERSON_LABELS else label
            continue
        if (low, high, word) in names and _is_spread_name(text, word, start + high, end):
            yield Token("person", start + low, start + high, word)
            person_end = start + high
            continue
        if word and text[start + high : start + high + 1] in _OPENING:
            continue  # the beginning of a longer name with a quoted part: 甜园“山货”体验店
        if text[start + low - 1 : start + low] in _CLOSING:
            if (channel := _quoted_channel(text, start, start + low, start + high)) is not None:
                yield Token("body", *channel)
                continue
            if persons.is_person(word) or _says_what_account(word):
                continue  # the end of a longer name with a quoted part
        remark = person_end >= 0 and text[person_end : start + low].strip() in _BRACKETS and not persons.is_person(word)
        for token in _word(text, word, start + low, start + high, "" if remark else label):
            person_end = token.end if token.kind == "person" else person_end
            if token.kind != "person" or not any(first <= token.start < last for first, last in purposes):
                named = named or token.kind == "person"
                yield token


def _quoted_channel(text: str, limit: int, start: int, end: int) -> Place | None:
    """The place of sale or office whose name begins with a quoted part and ends here: “山货”甜园体验馆; else None.

    A word that says no more than what is named (“山货”小程序) is left to the channel named before.
    """
    word = text[start:end]
    if word in load("platforms").words["only_kinds"] or load("platforms")["account_word"].search(word):
        return None
    if load("contacts")["no_body"].search(word) is not None:
        return None
    opening = max(text.rfind(mark, limit, start) for mark in _OPENING)
    if (done := load("platforms")["after_name"].search(word)) is not None and done.start():
        word, end = word[: done.start()], start + done.start()
    name = text[opening:end] if opening >= 0 else ""
    branch = organizations.is_body(word) and not word.startswith(_DISTRICTS)
    return (opening, end, compact(name)) if opening >= 0 and (branch or is_channel_name(name)) else None


def _says_what_account(word: str) -> bool:
    """Whether words after a quoted name say what account that is and what it holds: “青禾惠”|APP已上线帮扶专区."""
    return "由" not in word and load("platforms")["account_word"].match(word) is not None


def _is_spread_name(text: str, word: str, end: int, piece_end: int) -> bool:
    """Whether a word spread by spaces is a name for the number right after it, whatever its first character."""
    if text[end:piece_end].strip() or load("fields")["number_follows"].match(text, piece_end) is None:
        return False
    return len(word) <= _LONGEST_SPREAD and persons.is_labelled_person(word)


def _word(text: str, word: str, start: int, end: int, label: str) -> Iterator[Token]:
    """The body and person that a piece of a line names: text[start:end], with the spaces of a name left out of it."""
    if label == "number" or label in _OTHER_VALUES:
        return
    if _LEADS_ON.match(text, end) is not None and label not in _PERSON_LABELS and _is_city(word):
        yield Token("body", start, end, word)
        return
    if word.endswith("的") and persons.is_person(word[:-1]) and _owns_number(text, end):
        yield Token("person", start, end - 1, persons.clean(word[:-1]) or word[:-1])
        return
    if persons.is_person(word):
        yield Token("person", start, end, persons.clean(word) or word)
        return
    rules = load("contacts")
    reached = rules["how_to_reach"].match(text, end, end + _REACH) is not None
    answered = rules["managed_by" if reached else "answered_by"]
    own = _without_lead_in(word)
    turning = rules["turning_end"].search(word)
    bare = word[: turning.start()] if turning is not None else word
    if (whom := _turned_to(own)) is not None or (own != word and (whom := _turned_to(word)) is not None):
        body, person = whom
        low = start + word.rindex(body + person)
        yield Token("body", low, low + len(body), compact(body))
        yield Token("person", low + len(body), low + len(body) + len(person), person)
    elif (match := rules["person_at"].fullmatch(own)) and persons.is_person(match["person"]):
        low = end - len(own)
        yield Token("body", low + match.start("body"), low + match.end("body"), compact(match["body"]))
        yield Token("person", low + match.start("person"), low + match.end("person"), match["person"])
    elif (lead := rules["person_lead_in"].match(bare)) and persons.is_person(bare[lead.end() :]):
        if lead["role"] and (named := _body(bare[: lead.start("role")])) is not None:
            middle = start + lead.start("role")
            yield Token("body", middle - len(named), middle, compact(named))
        yield Token("person", start + lead.end(), start + len(bare), bare[lead.end() :])
    elif (answers := answered.search(word)) and organizations.is_body(answers["body"]):
        yield Token("body", start + answers.start("body"), start + answers.end("body"), own_operator(answers["body"]))
    elif answers and (whom := _turned_to(answers["body"])) is not None:
        low = start + answers.start("body")
        middle = low + len(whom[0])
        yield Token("body", low, middle, compact(whom[0]))
        yield Token("person", middle, middle + len(whom[1]), whom[1])
    elif (named := _body_led_in(word, own)) is not None:
        low = start + word.rindex(named)
        yield Token("body", low, low + len(named), compact(named))
    elif (holds := rules["body_with_office"].fullmatch(own)) and _body(holds["body"]) == holds["body"]:
        low = start + word.rindex(own)
        yield Token("body", low, low + len(holds["body"]), compact(holds["body"]))
    elif reached and (acts := rules["acting_body"].fullmatch(own)) and _body(acts["body"]):
        low = start + word.rindex(own)
        yield Token("body", low, low + len(acts["body"]), compact(acts["body"]))
    elif reached and (does := rules["acting_person"].fullmatch(word)) and persons.is_person(does["person"]):
        if does["body"] and (named := _body(does["body"])) is not None:
            low = start + word.index(named)
            yield Token("body", low, low + len(named), compact(named))
        yield Token("person", start + does.start("person"), start + does.end("person"), does["person"])
    elif (called := rules["firm_then_person"].fullmatch(own)) and persons.is_person(called["person"]):
        low = end - len(own)
        yield Token("body", low, low + called.end("body"), compact(called["body"]))
        yield Token("person", low + called.start("person"), end, called["person"])
    elif label in {"person", "both"} and persons.is_labelled_person(word):
        yield Token("person", start, end, persons.clean(word) or word)


@cache
def _is_city(word: str) -> bool:
    """Whether a word is the short name of a province or of a city that has counties: before a number it is no
    person's, though some are called so, but says whose number that is (安顺 0851-…)."""
    region = regions.resolve(word) if 2 <= len(word) <= _LONGEST_CITY else None
    return region is not None and region.level != "county"


def _owns_number(text: str, end: int) -> bool:
    """Whether a number follows that belongs to the person before 的: 王小明的|电话是0571-88880000."""
    return load("contacts")["whose_number"].match(text, end - 1, end + _REACH) is not None


def _turned_to(words: str) -> tuple[str, str] | None:
    """The body and the person that words say to turn to (…县总工会王小明联系); None for other words."""
    ending = load("contacts")["turning_end"].search(words)
    match = load("persons")["body_then_person"].fullmatch(words[: ending.start()] if ending else words)
    if match is None or not persons.is_person(match["person"]):
        return None
    return match["body"], match["person"]


def _without_lead_in(word: str) -> str:
    """A piece of a line without the words of a sentence before the body it names."""
    lead_in = load("contacts")["body_lead_in"].match(word) if len(word) >= _SHORTEST_LED_IN else None
    return word[lead_in.end() :] if lead_in else word


def _body(word: str) -> str | None:
    """The body that a piece of a line names, at its end or before what it is asked for; None where it names none."""
    return _body_led_in(word, _without_lead_in(word))


def _body_led_in(word: str, name: str) -> str | None:
    """The body that a piece of a line names, `name` being the piece without the words of a sentence before it."""
    rules = load("contacts")
    if name != word and (ending := rules["turning_end"].search(name)) is not None and not organizations.is_body(name):
        name = name[: ending.start()]
    if number := load("columns")["leading_number"].match(name):
        name = name[number.end() :]
    if not 3 <= len(name) <= 30 or rules["no_body"].search(name):
        return None
    if rules["scope"].fullmatch(name) or name in load("platforms").words["only_kinds"]:
        return None
    return name if organizations.is_body(name) or organizations.is_firm(name) else None
