"""What one piece of a contact line names: a body, a person, or both, written together with words of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from extract.extractors import organizations, persons
from extract.extractors.channels_run import own_operator
from extract.folding import compact
from extract.rules import load
from extract.values import regions

_LEADS_ON = re.compile(r"[ \t]{0,3}(?:[（(：:]|\d)")
OTHER_VALUES = frozenset({"address", "url", "operator", "way", "other"})
"""Kinds of labels whose values are words and name nobody to ask."""
_NAMELESS = OTHER_VALUES | {"number"}
PERSON_LABELS = frozenset({"person", "both"})
"""Kinds of labels that a person is named under."""
_LONGEST_CITY = 5
_CLOSING_BRACKETS = ("）", ")")
_LONGEST_NAME = 3
_SHORTEST_LED_IN = 4
"""Characters of the shortest word that leads in and the shortest name of a body after it."""
NUMBER_REACH = 16
"""Characters before a number among which words say whose it is."""
_REACH = 12
"""Characters after a body among which a label says how to reach it."""
TokenKind = Literal["label", "phone", "email", "body", "person", "break"]


class Token(NamedTuple):
    """A piece of a contact line. `value` is the word as stored; a label's is its kind, `purpose` its words."""

    kind: TokenKind
    start: int
    end: int
    value: str
    purpose: str = ""


class Word(NamedTuple):
    """A word of a line: text[start:end] with the spaces of a name left out of it, and how it goes on."""

    text: str
    word: str
    start: int
    end: int
    own: str
    """The word without the words of a sentence before the body that it names."""
    reached: bool
    """Whether it is said right after it how to reach whom it names."""

    def token(self, kind: TokenKind, value: str) -> Token:
        """A piece of the word, at its last place in it."""
        low = self.start + self.word.rindex(value)
        return Token(kind, low, low + len(value), compact(value))


def named_in(text: str, word: str, start: int, end: int, label: str) -> Iterator[Token]:
    """The body and person that a piece of a line names: text[start:end], with the spaces of a name left out of it."""
    if label in _NAMELESS:
        return
    if label in PERSON_LABELS and (changed := load("contacts")["replaced_person"].match(text, start)) is not None:
        if changed.end() >= end:
            return  # whose place is taken by the one named next
        start, word = changed.end(), text[changed.end() : end]
    if _LEADS_ON.match(text, end) is not None and label not in PERSON_LABELS and is_city(word):
        yield Token("body", start, end, word)
        return
    if (owner := _owner_of_number(text, word, end)) is not None:
        yield Token("person", start, start + len(owner), persons.clean(owner) or owner)
        return
    if (name := _to_be_asked(text, word, end, label)) is not None:
        yield Token("person", start, start + len(name), persons.clean(name) or name)
        return
    reached = load("contacts")["how_to_reach"].match(text, end, end + _REACH) is not None
    seen = Word(text, word, start, end, without_lead_in(word), reached)
    if found := _person_of_body(seen) or _answering(seen) or _body_of(seen) or _acting(seen):
        yield from found
    elif label in PERSON_LABELS and persons.is_labelled_person(word):
        yield Token("person", start, end, persons.clean(word) or word)


def _to_be_asked(text: str, word: str, end: int, label: str) -> str | None:
    """The person that a word names and nothing else but what one does there (王小明收, under a label 王小明联系)."""
    rules = load("contacts")
    labelled = label in PERSON_LABELS
    if labelled or text[end : end + 1] in _CLOSING_BRACKETS:
        ending = rules["turning_end"].search(word)
        bare = word[: ending.start()] if ending is not None else word
        if bare != word and (
            persons.is_person(bare) or (persons.is_labelled_person(bare) and not organizations.is_body(word))
        ):
            return bare
    if persons.is_person(word):
        return word
    if persons.is_labelled_person(word) and rules["received_by"].match(text, end) is not None:
        return word
    familiar = load("persons")["familiar"].fullmatch(word) is not None
    return word if familiar and rules["number_soon"].match(text, end, end + _REACH) is not None else None


def _person_of_body(seen: Word) -> list[Token]:
    """Somebody after a body, an office or words of a sentence: 县总工会王小明联系, …部的王小明, 或与群主王小明."""
    word, own, rules = seen.word, seen.own, load("contacts")
    turning = rules["turning_end"].search(word)
    bare = word[: turning.start()] if turning is not None else word
    if (whom := _turned_to(own)) is not None or (own != word and (whom := _turned_to(word)) is not None):
        return _pair(seen, *whom)
    if (match := rules["person_at"].fullmatch(own)) and persons.is_person(match["person"]):
        low = seen.end - len(own)
        return [
            Token("body", low + match.start("body"), low + match.end("body"), compact(match["body"])),
            Token("person", low + match.start("person"), low + match.end("person"), match["person"]),
        ]
    lead = rules["person_lead_in"].match(bare)
    if lead is None or not (_is_named(bare[lead.end() :]) or _is_name_after_office(seen, lead.group(), bare)):
        return []
    name = bare[lead.end() :]
    person = Token("person", seen.start + lead.end(), seen.start + len(bare), persons.clean(name) or name)
    if lead["role"] and (named := body_in(bare[: lead.start("role")])) is not None:
        middle = seen.start + lead.start("role")
        return [Token("body", middle - len(named), middle, compact(named)), person]
    return [person]


def _is_named(name: str) -> bool:
    """Whether words behind an office name somebody, by a surname with a form of address too (小王, 老李)."""
    return persons.is_person(name) or load("persons")["familiar"].fullmatch(name) is not None


def _is_name_after_office(seen: Word, office: str, bare: str) -> bool:
    """Whether words of two or three characters stand between what somebody is and a number: 技术员淡小东|138…."""
    if bare != seen.word or load("contacts")["not_office"].search(office) is not None:
        return False
    name = bare[len(office) :]
    follows = load("fields")["number_follows"].match(seen.text, seen.end) is not None
    return follows and len(name) <= _LONGEST_NAME and persons.is_labelled_person(name)


def _answering(seen: Word) -> list[Token]:
    """The body, and the person there, that a sentence says answers or manages: …由县财政局农业科解答."""
    answers = load("contacts")["managed_by" if seen.reached else "answered_by"].search(seen.word)
    if answers is None:
        return []
    if organizations.is_body(answers["body"]) and body_in(answers["body"]) is not None:
        low = seen.start + answers.start("body")
        return [Token("body", low, low + len(answers["body"]), own_operator(answers["body"]))]
    whom = _turned_to(answers["body"])
    return _pair(seen, *whom) if whom is not None else []


def _body_of(seen: Word) -> list[Token]:
    """The body that a word names, or one with what somebody is in it (县总工会副主席).

    A county among others in a sentence that says no more of them is none.
    """
    rules = load("contacts")
    if seen.own.endswith(rules.words["places"]) and rules["place_reached"].match(seen.text, seen.end) is None:
        return []
    if (named := _body_led_in(seen.word, seen.own)) is not None:
        return [seen.token("body", named)]
    holds = rules["body_with_office"].fullmatch(seen.own)
    if holds is not None and body_in(holds["body"]) == holds["body"]:
        return [seen.token("body", holds["body"])]
    return []


def _acting(seen: Word) -> list[Token]:
    """The body and person of a clause that says what they do, right before how to reach them."""
    rules = load("contacts")
    if seen.reached and (found := _acting_together(seen)):
        return found
    if seen.reached and (acts := rules["acting_body"].fullmatch(seen.own)) and body_in(acts["body"]):
        return [seen.token("body", acts["body"])]
    does = rules["acting_person"].fullmatch(seen.word) if seen.reached else None
    if does is not None and persons.is_person(does["person"]):
        person = Token("person", seen.start + does.start("person"), seen.start + does.end("person"), does["person"])
        named = body_in(does["body"]) if does["body"] else None
        return [seen.token("body", named), person] if named is not None else [person]
    called = rules["firm_then_person"].fullmatch(seen.own)
    if called is not None and persons.is_person(called["person"]):
        low = seen.end - len(seen.own)
        return [
            Token("body", low, low + called.end("body"), compact(called["body"])),
            Token("person", low + called.start("person"), seen.end, called["person"]),
        ]
    return []


def _acting_together(seen: Word) -> list[Token]:
    """A body and its person, or another one of a list, who see to something: 县商务局市场科王小明|负责汇总."""
    does = load("contacts")["clause_of_work"].search(seen.word)
    if does is None:
        return []
    head = seen.word[: does.start()]
    if (whom := _turned_to(without_lead_in(head))) is not None:
        return _pair(seen, *whom)
    if seen.text[seen.start - 1 : seen.start] == "、" and persons.is_person(head):
        return [Token("person", seen.start, seen.start + len(head), head)]
    return []


def _pair(seen: Word, body: str, person: str) -> list[Token]:
    """A body and the person written right behind its name."""
    low = seen.start + seen.word.rindex(body + person)
    middle = low + len(body)
    return [Token("body", low, middle, compact(body)), Token("person", middle, middle + len(person), person)]


@cache
def is_city(word: str) -> bool:
    """Whether a word is the short name of a province or of a city that has counties: before a number it is no
    person's, though some are called so, but says whose number that is (安顺 0851-…)."""
    region = regions.resolve(word) if 2 <= len(word) <= _LONGEST_CITY else None
    return region is not None and region.level != "county"


def _owner_of_number(text: str, word: str, end: int) -> str | None:
    """The person before 的 whom the number that follows belongs to: 王小明的|电话是0571-88880000."""
    owner = load("contacts")["owner"].fullmatch(word)
    if owner is None or load("contacts")["whose_number"].match(text, end - 1, end + _REACH) is None:
        return None
    return owner["name"] if persons.is_person(owner["name"]) else None


def _turned_to(words: str) -> tuple[str, str] | None:
    """The body and the person that words say to turn to (…县总工会王小明联系); None for other words."""
    ending = load("contacts")["turning_end"].search(words)
    match = load("persons")["body_then_person"].fullmatch(words[: ending.start()] if ending else words)
    if match is None or not _is_named(match["person"]):
        return None
    return match["body"], match["person"]


def without_person(words: str) -> str:
    """The body that words name, without the person behind its name whom one turns to there (县总工会王小明处)."""
    whom = _turned_to(words)
    return whom[0] if whom is not None else words


def without_lead_in(word: str) -> str:
    """A piece of a line without the words of a sentence before the body it names."""
    lead_in = load("contacts")["body_lead_in"].match(word) if len(word) >= _SHORTEST_LED_IN else None
    return word[lead_in.end() :] if lead_in else word


def body_in(word: str) -> str | None:
    """The body that a piece of a line names, at its end or before what it is asked for; None where it names none."""
    return _body_led_in(word, without_lead_in(word))


def _body_led_in(word: str, name: str) -> str | None:
    """The body that a piece of a line names, `name` being the piece without the words of a sentence before it."""
    rules = load("contacts")
    if name != word and (ending := rules["turning_end"].search(name)) is not None and not organizations.is_body(name):
        name = name[: ending.start()]
    if number := load("columns")["leading_number"].match(name):
        name = name[number.end() :]
    if name != word and name in rules.words["short_bodies"]:
        return name
    if not 3 <= len(name) <= 30 or rules["no_body"].search(name):
        return None
    if (
        rules["scope"].fullmatch(name)
        or rules["role_only"].fullmatch(name)
        or name in load("platforms").words["only_kinds"]
    ):
        return None
    return name if organizations.is_body(name) or organizations.is_firm(name) else None
