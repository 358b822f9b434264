"""Grammar of contact lines: bodies, persons, numbers and mailboxes put together as they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from extract.extractors.contact_bodies import take_body
from extract.extractors.contact_breaks import (
    another_answers,
    answers_number,
    begins_anew,
    has_other_purpose,
    is_after_words,
    is_complaint,
    is_for_itself,
    is_mailbox_of_before,
    is_of_next_sentence,
    is_receiver_apart,
)
from extract.extractors.contact_parts import parts_by_bracket
from extract.extractors.contact_sharing import Group, Line
from extract.extractors.contact_words import PERSON_LABELS, Token, TokenKind
from extract.rules import load


def groups(text: str, found: Sequence[Token]) -> list[Group]:
    """The tokens put together: who shares which numbers."""
    found = _with_person_first(text, found)
    for start in _sentences(text, found):
        if side_by_side := _side_by_side(found[start:]):
            after = max(group.end for group in side_by_side)
            rest = groups(text, [token for token in found if token.start >= after])
            return [*(groups(text, found[:start]) if start else ()), *side_by_side, *rest]
    if len(parts := parts_by_bracket(text, found)) > 1:
        return [group for part in parts for group in groups(text, part)]
    line = Line(text, found, _phone_first(found), _number_follows(found))
    for index, token in enumerate(found):
        _TAKES[token.kind](line, index)
    line.close(keep=False)
    return _sharing_mailbox(text, line.done)


def _take_label(line: Line, index: int) -> None:
    """A label: its values go to another group where they are for something else."""
    text, group, token = line.text, line.current, line.found[index]
    if token.value == "email" and is_for_itself(text, line.done, group, token):
        line.close(keep=False)
        line.current.alone = True
    elif token.value == "phone":
        if has_other_purpose(group, token) or is_after_words(text, group, token):
            line.close(keep=False)
        line.current.purpose = token.purpose
        called = text[token.start : token.end].strip() in load("contacts").words["call_verbs"]
        line.new_sentence = line.new_sentence and called
    elif token.value in PERSON_LABELS and is_receiver_apart(group, token):
        line.close(keep=False)
    elif token.value in PERSON_LABELS and line.loose and group.persons and not group.reachable:
        line.current = Group(group.organization)  # who is named without a label is not whom one asks
    line.label, line.fax_end = token.value, -1


def _take_break(line: Line, index: int) -> None:
    """A semicolon, full stop or line feed: it ends what a label for other numbers heads, a full stop a sentence."""
    group, mark = line.current, line.text[line.found[index].start]
    if mark in "。\n" and line.label == "number":
        line.label = ""
    if mark != "。":
        return
    line.new_sentence = True
    if not group.reachable and not group.persons:
        group.is_of_before = group.stands_alone = group.organization is not None
    group.is_over = group.is_over or bool(group.persons)


def _take_person(line: Line, index: int) -> None:
    """A person: of the group, or the first of another one where the group has its numbers."""
    text, token = line.text, line.found[index]
    if line.is_of_fax(token):
        return
    line.begin_clause()
    if is_of_next_sentence(text, line.current, line.found, index):
        return
    if is_mailbox_of_before(text, line.current, token):
        line.close(keep=False)
    elif line.current.is_over and not line.current.reachable:
        line.current = Group(line.current.organization)
    own_number = (
        not line.phone_first and line.follows[index] and not answers_number(text, line.current, line.found, index)
    )
    joined = index > 0 and _in_list(text, line.found[index - 1], token)
    if line.current.phones and ((line.current.persons and not joined) or own_number):
        line.close(keep=True)
    line.current.name(token, alone=own_number)
    line.loose = line.label not in PERSON_LABELS


def _take_number(line: Line, index: int) -> None:
    """A telephone number or mailbox: of the group, or the first of another one; one under 传真 is nobody's."""
    text, token = line.text, line.found[index]
    if token.kind == "phone" and line.is_of_fax(token):
        return
    if line.phone_first and token.kind == "phone" and line.current.phones and line.current.persons:
        line.close(keep=True)
    elif begins_anew(text, line.current, line.found, index, line.new_sentence):
        line.close(keep=False)
    group = line.current
    line.new_sentence = False
    if token.kind == "email":
        group.emails.append(token.value)
    else:
        if group.organization and not (group.persons or group.reachable) and another_answers(text, group, token):
            group.organization = None
        group.phones.append(token.value)
        group.places.append((token.start, token.end))
    group.cover(token)


_TAKES: dict[TokenKind, Callable[[Line, int], None]] = {
    "label": _take_label,
    "break": _take_break,
    "body": take_body,
    "person": _take_person,
    "phone": _take_number,
    "email": _take_number,
}


def _with_person_first(text: str, found: Sequence[Token]) -> Sequence[Token]:
    """The tokens, a number that stands before its person in one bracket (（0571-88880000，王小明）) put behind."""
    told = list(found)
    for index, (number, person) in enumerate(pairwise(found)):
        if (number.kind, person.kind) == ("phone", "person") and text[number.start - 1 : number.start] in ("（", "("):
            between, after = text[number.end : person.start], text[person.end : person.end + 1]
            if between.strip() in ("，", ",", "、", "") and after in ("）", ")"):
                told[index : index + 2] = [person, number]
    return told


def _sentences(text: str, found: Sequence[Token]) -> Iterator[int]:
    """Where sentences begin among the tokens of a line that names two bodies or more side by side."""
    yield 0
    if any(before.kind == token.kind == "body" for before, token in pairwise(found)):
        yield from (at + 1 for at, token in enumerate(found) if token.kind == "break" and text[token.start] == "。")


def _side_by_side(found: Sequence[Token]) -> list[Group]:
    """The groups of a table turned on its side: so many bodies, then as many persons, then as many numbers."""
    told = [token for token in _called(found) if token.kind not in {"label", "break"}]
    count = next((index for index, token in enumerate(told) if token.kind != "body"), 0)
    rows = [told[at : at + count] for at in (0, count, 2 * count)]
    if count < 2 or [{token.kind for token in row} for row in rows] != [{"body"}, {"person"}, {"phone"}]:
        return []
    if len(rows[2]) < count:
        return []
    groups: list[Group] = []
    for body, person, phone in zip(*rows, strict=True):
        group = Group(body.value, [person.value], [body.value], phones=[phone.value])
        for token in (body, person, phone):
            group.cover(token)
        groups.append(group)
    return groups


def _called(found: Sequence[Token]) -> Iterator[Token]:
    """The tokens without the numbers under a label that makes them no telephone (传真)."""
    label = ""
    for token in found:
        label = token.value if token.kind == "label" else "" if token.kind == "break" else label
        if token.kind != "phone" or label != "number":
            yield token


def _in_list(text: str, before: Token, token: Token) -> bool:
    return (
        before.kind == "person" and load("contacts")["parallel"].fullmatch(text[before.end : token.start]) is not None
    )


def _phone_first(found: Sequence[Token]) -> bool:
    """Whether numbers stand before the persons they belong to throughout."""
    kinds = [token.kind for token in found if token.kind in {"phone", "person"}]
    return bool(kinds) and kinds[0] == "phone" and kinds[-1] == "person"


def _number_follows(found: Sequence[Token]) -> list[bool]:
    """For each token whether a telephone number comes after it before the next mailbox or body."""
    follows: list[bool] = []
    number = False
    for token in reversed(found):
        follows.append(number)
        if token.kind in {"phone", "email", "body"}:
            number = token.kind == "phone"
    return follows[::-1]


def _sharing_mailbox(text: str, done: list[Group]) -> list[Group]:
    """Gives one mailbox printed after several persons of one body to all of them, one behind a number for complaints,
    in its line, to whose alone the other number is."""
    with_mail = [group for group in done if group.emails]
    if len(with_mail) != 1 or with_mail[0] is not done[-1] or len(done) < 2:
        return done
    last, others = done[-1], [group for group in done[:-1] if not is_complaint(group)]
    if last.alone:
        in_line = is_complaint(done[-2]) and "\n" not in text[done[-2].end : last.start]
        if in_line and not last.phones and len(others) == 1:
            others[0].emails = last.emails
            return done[:-1]
    elif len({group.organization for group in done}) == 1:
        for group in done[:-1]:
            if group.persons:
                group.emails = list(last.emails)
    return done
