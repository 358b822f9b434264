"""The pieces of a contact line: labels, numbers, mailboxes, bodies and persons, with where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extract.extractors import organizations, persons
from extract.extractors.contact_labels import of_label
from extract.extractors.contact_words import OTHER_VALUES, PERSON_LABELS, Token, named_in
from extract.extractors.labelled import fields
from extract.extractors.platform_names import is_channel_name
from extract.folding import compact
from extract.once import once_a_file
from extract.rules import load

_BREAK = re.compile(r"[；;。\n]")
_WAYS = OTHER_VALUES - {"other"}
"""Kinds of labels for where something is and how it is reached."""
_LONGEST_SPREAD = 3
_NAME_REACH = 10
"""Characters of the longest stretch from a body to its number that holds nothing but a name."""
_QUOTES = tuple("“‘「『《")
_BRACKETS = ("（", "(")
_CLOSING_BRACKETS = ("）", ")")
_CLASS_REACH = 20
_OPENING = tuple("“「『")
_CLOSING = tuple("”」』")
Place = tuple[int, int, str]


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
    labels = [token for field in labelled for token in of_label(text, field)]
    closed = [field.end for field in labelled if text[field.end : field.end + 1] in ("）", ")")]
    fixed = _without_overlaps([*numbers.within(start, end), *labels])
    found: list[Token] = []
    at, label_kind, numbered = start, "", False
    for token in fixed:
        if label_kind in OTHER_VALUES and (ended := next((low for low in closed if at <= low < token.start), None)):
            at, label_kind = ended, ""  # the bracket that held the labelled value is closed
        if label_kind == "number" and not numbered and (stop := _chat_end(text, at, token.start)) >= 0:
            at, label_kind = stop, ""
        words = _words(text, at, token.start, "" if numbered else label_kind)
        if not numbered and label_kind in OTHER_VALUES and (stop := _value_end(text, at, token.start)) >= 0:
            words, label_kind = _words(text, stop, token.start, ""), ""
        if not numbered and token.kind == "phone" and label_kind in _WAYS:
            words = (*words, *_person_at_end(text, at, token.start))
        if numbered and token.kind == "phone" and label_kind in PERSON_LABELS:
            words = _with_last_labelled(words, _words(text, at, token.start, label_kind))
        if words and token.kind == "label" and (token.value in OTHER_VALUES or token.value == "number"):
            words = tuple(word for word in words if word.kind != "person" or word.end < token.start)
        found += [*words, *(_receiver(text, at, token.start) if label_kind == "address" else ()), token]
        at = max(at, token.end)
        label_kind = token.value if token.kind == "label" else label_kind
        numbered = token.kind == "phone" or (numbered and token.kind != "label")
    found += _words(text, at, end, "" if numbered and label_kind in PERSON_LABELS else label_kind)
    return _with_others_addressed(text, _with_names_between(text, found), end)


def _receiver(text: str, start: int, end: int) -> Iterator[Token]:
    """The person at the end of an address whom what is sent there is for: …803室，王小明收."""
    match = load("contacts")["receiver_at"].search(text, start, end)
    if match is not None and persons.is_person(match["name"]):
        yield Token("person", *match.span("name"), match["name"])


def _chat_end(text: str, start: int, end: int) -> int:
    """Where what a label for other numbers heads ends, if that is a name of letters: 微信号qinghe01|，…; else -1."""
    found = load("contacts")["chat_name"].match(text, start, end)
    return found.end() if found is not None else -1


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


def _person_at_end(text: str, start: int, end: int) -> Iterator[Token]:
    """The person alone in the last piece of a labelled value, right before the number: 地址：东街12号，王小明|138…."""
    stop = max(text.rfind(mark, start, end) for mark in "，,；;。")
    words = _words(text, stop + 1, end, "") if stop >= 0 else ()
    if len(words) == 1 and words[0].kind == "person" and not text[words[0].end : end].strip("：:（( "):
        yield words[0]


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
        if token.kind == "person" and (match := load("contacts")["name_beside"].match(text, at, end)) is not None:
            joined += _other_named(match, found)
        while token.kind == "person" and (match := rule.match(text, at, end)) is not None:
            if any(other.start < match.end() and match.start("name") < other.end for other in found):
                break
            joined.append(Token("person", *match.span("name"), match["name"]))
            at = match.end()
    return joined


def _other_named(match: regex.Match[str], found: Sequence[Token]) -> list[Token]:
    """The person that stands behind another one of a list, unless the words have been read as something."""
    low, high = match.span("name")
    taken = any(other.start < high and low < other.end for other in found)
    return [] if taken or not persons.is_labelled_person(match["name"]) else [Token("person", low, high, match["name"])]


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
    quoted = list(rules["quoted_body"].finditer(text, start, end)) if label not in OTHER_VALUES else []
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
            label = "" if named and label in PERSON_LABELS else label
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
        if text[start + low - 1 : start + low] in _CLOSING_BRACKETS and _is_of_class(text, start + low):
            continue
        remark = person_end >= 0 and text[person_end : start + low].strip() in _BRACKETS and not persons.is_person(word)
        for token in named_in(text, word, start + low, start + high, "" if remark else label):
            person_end = token.end if token.kind == "person" else person_end
            if token.kind != "person" or not any(first <= token.start < last for first, last in purposes):
                named = named or token.kind == "person"
                yield token


def _is_of_class(text: str, start: int) -> bool:
    """Whether words are what every place of a class has: 各镇（街道）|总工会."""
    return load("contacts")["class_bracket"].search(text, max(0, start - _CLASS_REACH), start) is not None


def _quoted_channel(text: str, limit: int, start: int, end: int) -> Place | None:
    """The place of sale or office whose name begins with a quoted part and ends here: “山货”甜园体验馆; else None.

    A word that says no more than what is named (“山货”小程序) is left to the channel named before.
    """
    word = text[start:end]
    rules = load("contacts")
    if load("platforms")["account_word"].search(word) or rules["no_body"].search(word) is not None:
        return None
    called = rules["called_there"].match(text, start) is not None
    done = load("platforms")["after_name"].search(word) or rules["place_does"].search(word)
    if done is not None and done.start():
        word, end = word[: done.start()], start + done.start()
    if word in load("platforms").words["only_kinds"] and not called:
        return None
    opening = max(text.rfind(mark, limit, start) for mark in _OPENING)
    name = text[opening:end] if opening >= 0 else ""
    branch = organizations.is_body(word) and not word.startswith(rules.words["districts"])
    return (opening, end, compact(name)) if opening >= 0 and (branch or is_channel_name(name)) else None


def _says_what_account(word: str) -> bool:
    """Whether words after a quoted name say what account that is and what it holds: “青禾惠”|APP已上线帮扶专区."""
    tells_more = load("contacts")["tells_more"].search(word) is not None
    return not tells_more and load("platforms")["account_word"].match(word) is not None


def _is_spread_name(text: str, word: str, end: int, piece_end: int) -> bool:
    """Whether a word spread by spaces is a name for the number right after it, whatever its first character."""
    if text[end:piece_end].strip() or load("fields")["number_follows"].match(text, piece_end) is None:
        return False
    return len(word) <= _LONGEST_SPREAD and persons.is_labelled_person(word)
