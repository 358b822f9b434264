"""Grammar of contact lines: bodies, persons, numbers and mailboxes put together as they are printed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

import regex

from extract.extractors import organizations, persons
from extract.extractors.labelled import Field, fields, kind_of
from extract.folding import compact
from extract.rules import load

_BREAK = regex.compile(r"[；;。\n]")
_QUOTES = tuple("“‘「『《")
Place = tuple[int, int, str]
TokenKind = Literal["label", "phone", "email", "body", "person", "break"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a contact line. `value` is the word as stored; a label's is its kind, `purpose` its words."""

    kind: TokenKind
    start: int
    end: int
    value: str
    purpose: str = ""


@dataclass
class Group:
    """Persons who share numbers and mailboxes."""

    organization: str | None = None
    persons: list[str] = field(default_factory=list)
    bodies: list[str | None] = field(default_factory=list)
    """The body each person was named with."""
    told: int = 0
    """How many of the persons have had their body said in a bracket after them."""
    phones: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    """Where each of the telephone numbers stands."""
    emails: list[str] = field(default_factory=list)
    purpose: str = ""
    alone: bool = False
    """Whether its mailbox is shared with nobody before it."""
    closed: bool = False
    """Whether a bracket after its numbers has said whose they are."""
    start: int = -1
    end: int = -1

    def cover(self, token: Token) -> None:
        """Widens the group's range over a token."""
        self.start = token.start if self.start < 0 else min(self.start, token.start)
        self.end = max(self.end, token.end)

    @property
    def reachable(self) -> bool:
        """Whether there is a number or mailbox to reach anyone by."""
        return bool(self.phones or self.emails)


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


def _between(places: Sequence[Place], start: int, end: int) -> Sequence[Place]:
    low = bisect_left(places, (start, 0, ""))
    high = bisect_left(places, (end, 0, ""), low)
    return [place for place in places[low:high] if place[1] <= end]


def tokens(text: str, start: int, end: int, numbers: Numbers) -> list[Token]:
    """The labels, numbers, mailboxes, bodies and persons of a range, in order."""
    labels = [token for field in fields(text, start, end) for token in _of_label(text, field)]
    fixed = _without_overlaps([*numbers.within(start, end), *labels])
    found: list[Token] = []
    at, label_kind = start, ""
    for token in fixed:
        found += _words(text, at, token.start, label_kind)
        found.append(token)
        at = max(at, token.end)
        label_kind = token.value if token.kind == "label" else label_kind
    found += _words(text, at, end, label_kind)
    return found


def _of_label(text: str, field: Field) -> Iterator[Token]:
    """A label, after the body that it names before a number: 市场科：…, 监督举报（纪检室）：…."""
    printed = text[field.label_start : field.start]
    own = load("contacts")["body_as_label"].fullmatch(printed) if field.kind == "phone" else None
    at = field.label_start + len(field.before)
    if own is not None and kind_of(own["body"]) is None and organizations.is_body(own["body"]):
        middle = field.label_start + own.end("body")
        yield Token("body", field.label_start + own.start("body"), middle, own["body"])
        at = max(at, middle)
    yield Token("label", at, field.start, field.kind, printed)


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


def groups(text: str, found: Sequence[Token]) -> list[Group]:
    """The tokens put together: who shares which numbers."""
    phone_first = _phone_first(found)
    follows = _number_follows(found)
    done: list[Group] = []
    current = Group()
    label = ""
    new_sentence = False
    for index, token in enumerate(found):
        if token.kind == "break":
            new_sentence = new_sentence or text[token.start] == "。"
        elif token.kind in {"body", "person"} or (token.kind, token.value) == ("label", "phone"):
            new_sentence = False
        if token.kind == "label":
            if token.value == "email" and _is_for_itself(text, current, token):
                current = _next(done, current, keep=False)
                current.alone = True
            if token.value == "phone" and _other_purpose(current, token):
                current = _next(done, current, keep=False)
            current.purpose = token.purpose if token.value == "phone" else current.purpose
            label = token.value
        elif token.kind == "break":
            label = "" if label == "number" else label
        elif token.kind == "body":
            bracketed = text[token.start - 1 : token.start] in ("（", "(")
            current = _with_body(done, current, token, bracketed)
        elif token.kind == "person":
            joined = index > 0 and _in_list(text, found[index - 1], token)
            current = _with_person(done, current, token, not phone_first and follows[index], joined)
        elif label != "number" or token.kind == "email":
            if phone_first and token.kind == "phone" and current.phones and current.persons:
                current = _next(done, current, keep=True)
            elif token.kind == "phone" and (_is_elsewhere(text, current, token) or (new_sentence and current.places)):
                current = _next(done, current, keep=False)
            _add(current, token)
    _next(done, current, keep=False)
    return _sharing_mailbox(done)


def _is_for_itself(text: str, group: Group, label: Token) -> bool:
    """Whether a mailbox is none of the persons' before it: one for what is sent, or after a number for complaints."""
    rules = load("contacts")
    if group.reachable and group.persons and rules["mailbox_for"].search(label.purpose):
        return "。" in text[group.end : label.start] or "\n" in text[group.end : label.start]
    complaint = any(word in group.purpose for word in rules.words["complaints"])
    return complaint and bool(group.phones) and "\n" in text[group.end : label.start]


def _in_list(text: str, before: Token, token: Token) -> bool:
    return (
        before.kind == "person" and load("contacts")["parallel"].fullmatch(text[before.end : token.start]) is not None
    )


def _add(group: Group, token: Token) -> None:
    """Adds a number or mailbox to a group."""
    if token.kind == "phone":
        group.phones.append(token.value)
        group.places.append((token.start, token.end))
    else:
        group.emails.append(token.value)
    group.cover(token)


def _is_elsewhere(text: str, group: Group, token: Token) -> bool:
    """Whether a number stands in the bracket of something named after the group's numbers."""
    if not group.places:
        return False
    return group.closed or load("contacts")["another_bracket"].fullmatch(text[group.end : token.start]) is not None


def _words(text: str, start: int, end: int, label: str) -> Iterator[Token]:
    """The bodies and persons between two fixed tokens, and the breaks."""
    piece = text[start:end]
    spread = load("contacts")["layout_name"].finditer(piece)
    names = [(match.start(), match.end(), match["first"] + (match["middle"] or "") + match["last"]) for match in spread]
    places = [(match.start(), match.end(), match.group()) for match in load("contacts")["word"].finditer(piece)]
    places = [
        (low, high, word)
        for low, high, word in places
        if not any(first <= low < last for first, last, _ in names)
        and text[start + low - 1 : start + low] not in _QUOTES
    ]
    breaks = [(match.start(), match.end(), "") for match in _BREAK.finditer(piece)]
    for low, high, word in sorted([*places, *names, *breaks]):
        if not word:
            yield Token("break", start + low, start + high, "")
        else:
            yield from _word(word, start + low, start + high, label)


def _word(word: str, start: int, end: int, label: str) -> Iterator[Token]:
    own = _without_lead_in(word)
    if label in {"address", "url", "operator", "way", "number", "other"}:
        return
    if persons.is_person(word):
        yield Token("person", start, end, persons.clean(word) or word)
    elif (whom := _turned_to(own)) is not None or (whom := _turned_to(word)) is not None:
        body, person = whom
        low = start + word.rindex(body + person)
        yield Token("body", low, low + len(body), compact(body))
        yield Token("person", low + len(body), low + len(body) + len(person), person)
    elif (match := load("contacts")["person_at"].fullmatch(own)) and persons.is_person(match["person"]):
        middle = end - len(match["person"]) - 1
        yield Token("body", middle - len(match["body"]), middle, compact(match["body"]))
        yield Token("person", middle, end - 1, match["person"])
    elif (lead := load("contacts")["person_lead_in"].match(word)) and persons.is_person(word[lead.end() :]):
        yield Token("person", start + lead.end(), end, word[lead.end() :])
    elif (answers := load("contacts")["answered_by"].search(word)) and organizations.is_body(answers["body"]):
        yield Token("body", start + answers.start("body"), start + answers.end("body"), compact(answers["body"]))
    elif (named := _body(word)) is not None:
        yield Token("body", end - len(named), end, compact(named))
    elif label in {"person", "both"} and persons.is_labelled_person(word):
        yield Token("person", start, end, persons.clean(word) or word)


def _turned_to(words: str) -> tuple[str, str] | None:
    """The body and the person that words say to turn to (…县总工会王小明联系); None for other words."""
    ending = load("contacts")["turning_end"].search(words)
    match = load("persons")["body_then_person"].fullmatch(words[: ending.start()] if ending else words)
    if match is None or not persons.is_person(match["person"]):
        return None
    return match["body"], match["person"]


def _without_lead_in(word: str) -> str:
    """A piece of a line without the words of a sentence before the body it names."""
    lead_in = load("contacts")["body_lead_in"].match(word)
    return word[lead_in.end() :] if lead_in else word


def _body(word: str) -> str | None:
    """The body that a piece of a line names, at its end; None where it names none."""
    name = _without_lead_in(word)
    if number := load("columns")["leading_number"].match(name):
        name = name[number.end() :]
    if not 3 <= len(name) <= 30 or load("contacts")["no_body"].search(name):
        return None
    return name if organizations.is_body(name) or organizations.is_firm(name) else None


def _phone_first(found: Sequence[Token]) -> bool:
    """Whether numbers stand before the persons they belong to throughout."""
    kinds = [token.kind for token in found if token.kind in {"phone", "person"}]
    return bool(kinds) and kinds[0] == "phone" and kinds[-1] == "person"


def _other_purpose(group: Group, label: Token) -> bool:
    """Whether a number under this label is for something else than the group's numbers."""
    if not group.phones:
        return False
    words = load("contacts").words["purposes"]
    return {w for w in words if w in label.purpose} != {w for w in words if w in group.purpose}


def _next(done: list[Group], group: Group, keep: bool) -> Group:
    """Closes a group; the next one keeps its body where `keep` says so."""
    if group.reachable:
        done.append(group)
    return Group(organization=group.organization if keep else None)


def _with_body(done: list[Group], group: Group, token: Token, bracketed: bool) -> Group:
    if bracketed and group.reachable and group.persons and group.bodies[-1] is None:
        group.bodies = [body or token.value for body in group.bodies]
        group.closed = True
        group.cover(token)
        return group
    if bracketed and group.reachable and not group.persons and group.organization is None:
        group.organization, group.closed = token.value, True
        group.cover(token)
        return group
    if group.reachable:
        group = _next(done, group, keep=False)
    if group.organization and group.organization.endswith(token.value) and not group.persons:
        pass  # the department again that has been named with its body
    elif group.organization and not group.persons and _is_department(token.value):
        group.organization += token.value
    else:
        group.organization = token.value
    if bracketed and group.persons and (group.told or group.bodies[-1] is None):
        earlier, later = group.bodies[: group.told], group.bodies[group.told :]
        group.bodies = [*earlier, *(token.value if group.told else body or token.value for body in later)]
        group.told = len(group.persons)
    group.cover(token)
    return group


def _is_department(name: str) -> bool:
    return len(name) <= 8 and name.endswith(load("contacts").words["department_endings"])


def _with_person(done: list[Group], group: Group, token: Token, own_number: bool, joined: bool) -> Group:
    if group.phones and ((group.persons and not joined) or own_number):
        group = _next(done, group, keep=True)
    if token.value not in group.persons:
        group.persons.append(token.value)
        group.bodies.append(group.organization)
    group.cover(token)
    return group


def _number_follows(found: Sequence[Token]) -> list[bool]:
    """For each token whether a telephone number comes after it before the next mailbox or body."""
    follows: list[bool] = []
    number = False
    for token in reversed(found):
        follows.append(number)
        if token.kind in {"phone", "email", "body"}:
            number = token.kind == "phone"
    return follows[::-1]


def _sharing_mailbox(done: list[Group]) -> list[Group]:
    """Gives one mailbox printed after several persons of one body to all of them."""
    with_mail = [group for group in done if group.emails]
    if (
        len(with_mail) == 1
        and with_mail[0] is done[-1]
        and not done[-1].alone
        and len({group.organization for group in done}) == 1
    ):
        for group in done[:-1]:
            if group.persons:
                group.emails = list(with_mail[0].emails)
    return done
