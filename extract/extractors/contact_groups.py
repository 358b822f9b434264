"""Grammar of contact lines: bodies, persons, numbers and mailboxes put together as they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.extractors.contact_breaks import (
    another_answers,
    answers_number,
    begins_anew,
    has_other_purpose,
    is_after_words,
    is_for_itself,
    is_mailbox_of_before,
    is_of_next_sentence,
)
from extract.extractors.contact_parts import parts_by_bracket
from extract.extractors.contact_sharing import Group
from extract.extractors.contact_words import Token
from extract.rules import load


def groups(text: str, found: Sequence[Token]) -> list[Group]:
    """The tokens put together: who shares which numbers."""
    found = _with_person_first(text, found)
    if side_by_side := _side_by_side(found):
        after = max(group.end for group in side_by_side)
        return [*side_by_side, *groups(text, [token for token in found if token.start >= after])]
    if len(parts := parts_by_bracket(text, found)) > 1:
        return [group for part in parts for group in groups(text, part)]
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
        if token.kind in {"body", "person"} and label == "number":
            label = ""
        if token.kind == "label":
            current = _with_label(text, done, current, token)
            label = token.value
        elif token.kind == "break":
            label = "" if label == "number" else label
            if text[token.start] == "。" and not current.reachable and not current.persons:
                current.is_of_before = current.stands_alone = current.organization is not None
            current.is_over = current.is_over or (text[token.start] == "。" and bool(current.persons))
        elif token.kind == "body":
            bracketed = text[token.start - 1 : token.start] in ("（", "(") or _answers(text, current, token)
            bracketed = bracketed or _is_said_after(text, current, found, index)
            if bracketed and _is_of_last_number(text, current):
                current = _with_last_number(done, current)
            if current.is_over and not current.reachable and not bracketed:
                current = Group()  # somebody of a sentence that gives no number
            beside = index > 0 and found[index - 1].kind == "body" and _is_beside(text, found[index - 1], token)
            after_person = _stands_after_person(text, found, index)
            current = _with_body(done, current, token, bracketed, after_person, beside)
        elif token.kind == "person" and is_of_next_sentence(text, current, found, index):
            continue
        elif token.kind == "person":
            if is_mailbox_of_before(text, current, token):
                current = _next(done, current, keep=False)
            elif current.is_over and not current.reachable:
                current = Group(current.organization)
            joined = index > 0 and _in_list(text, found[index - 1], token)
            own_number = not phone_first and follows[index] and not answers_number(text, current, found, index)
            current = _with_person(done, current, token, own_number, joined)
        elif label == "number" and token.kind == "phone":
            label = label if _in_one_list(text, found, index) else ""
        else:
            if phone_first and token.kind == "phone" and current.phones and current.persons:
                current = _next(done, current, keep=True)
            elif begins_anew(text, current, found, index, new_sentence):
                current = _next(done, current, keep=False)
            _add(text, current, token)
    _next(done, current, keep=False)
    return _sharing_mailbox(done)


def _with_label(text: str, done: list[Group], current: Group, token: Token) -> Group:
    """The group that a label's values go to: another one where they are for something else."""
    if token.value == "email" and is_for_itself(text, current, token):
        current = _next(done, current, keep=False)
        current.alone = True
    if token.value == "phone" and (has_other_purpose(current, token) or is_after_words(text, current, token)):
        current = _next(done, current, keep=False)
    current.purpose = token.purpose if token.value == "phone" else current.purpose
    return current


def _with_person_first(text: str, found: Sequence[Token]) -> Sequence[Token]:
    """The tokens, a number that stands before its person in one bracket (（0571-88880000，王小明）) put behind."""
    told = list(found)
    for index, (number, person) in enumerate(pairwise(found)):
        if (number.kind, person.kind) == ("phone", "person") and text[number.start - 1 : number.start] in ("（", "("):
            between, after = text[number.end : person.start], text[person.end : person.end + 1]
            if between.strip() in ("，", ",", "、", "") and after in ("）", ")"):
                told[index : index + 2] = [person, number]
    return told


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


def _in_one_list(text: str, found: Sequence[Token], index: int) -> bool:
    """Whether the next number goes on with the list that one under a label stands in: 传真：88880001、88880002."""
    after = found[index + 1 : index + 2]
    if not after or after[0].kind != "phone":
        return False
    return load("contacts")["parallel"].fullmatch(text[found[index].end : after[0].start]) is not None


def _in_list(text: str, before: Token, token: Token) -> bool:
    return (
        before.kind == "person" and load("contacts")["parallel"].fullmatch(text[before.end : token.start]) is not None
    )


def _add(text: str, group: Group, token: Token) -> None:
    """Adds a number or mailbox to a group."""
    if token.kind == "phone":
        if group.organization and not (group.persons or group.reachable) and another_answers(text, group, token):
            group.organization = None
        group.phones.append(token.value)
        group.places.append((token.start, token.end))
    else:
        group.emails.append(token.value)
    group.cover(token)


def _phone_first(found: Sequence[Token]) -> bool:
    """Whether numbers stand before the persons they belong to throughout."""
    kinds = [token.kind for token in found if token.kind in {"phone", "person"}]
    return bool(kinds) and kinds[0] == "phone" and kinds[-1] == "person"


def _next(done: list[Group], group: Group, keep: bool) -> Group:
    """Closes a group; the next one keeps its body where `keep` says so."""
    if group.reachable:
        done.append(group)
    return Group(group.organization, carried=group.end) if keep and group.organization else Group()


def _stands_after_person(text: str, found: Sequence[Token], index: int) -> bool:
    """Whether a body is named between a person and the number: 李青，县商务局，0571-88880000."""
    around = [*found[max(0, index - 1) : index], *found[index + 1 : index + 2]]
    if index == 0 or len(around) < 2 or around[0].kind != "person" or around[1].kind not in {"phone", "label"}:
        return False
    return text[around[0].end : found[index].start].strip() in ("", "，", ",", "、")


def _answers(text: str, group: Group, token: Token) -> bool:
    """Whether a body is said to answer the number before it: 请拨打0571-88880000，由县商务局解答."""
    if not group.phones or text[token.start - 1 : token.start] != "由":
        return False
    rules = load("contacts")
    led = rules["answered_next"].fullmatch(text[group.end : token.start]) is not None
    return led and rules["answering"].follows(text, token.end) is not None


def _is_said_after(text: str, group: Group, found: Sequence[Token], index: int) -> bool:
    """Whether a body closes the point of somebody named without one: 李青（13800000000），县商务局市场股；…."""
    if not group.persons or not group.phones or group.organization is not None:
        return False
    if found[index + 1 : index + 2] and found[index + 1].kind != "break":
        return False
    return load("contacts")["said_after"].fullmatch(text[group.end : found[index].start]) is not None


def _is_beside(text: str, before: Token, token: Token) -> bool:
    """Whether two bodies stand side by side in a list."""
    return text[before.end : token.start].strip() in ("、", "和", "及")


def _with_body(
    done: list[Group], group: Group, token: Token, bracketed: bool, after_person: bool, beside: bool
) -> Group:
    if bracketed and group.reachable and group.persons and group.bodies[-1] is None:
        group.bodies = [body or token.value for body in group.bodies]
        group.closed = True
        group.cover(token)
        return group
    if bracketed and group.reachable and not group.persons and (group.organization is None or group.is_of_before):
        group.organization, group.closed, group.is_of_before = token.value, True, False
        group.cover(token)
        return group
    if group.reachable:
        group = _next(done, group, keep=False)
    before = group.organization if not group.persons else None
    if before and before.endswith(token.value):
        pass  # the department again that has been named with its body
    elif before and _is_department(token.value) and not group.stands_alone and not _speaks(before):
        group.organization = before + token.value
    else:
        group.stands_alone = before is not None and beside
        group.organization = token.value
    carried, group.carried, group.is_of_before = group.carried >= 0, -1, False
    after_person = carried and after_person
    if (bracketed or after_person) and group.persons and (group.told or carried or group.bodies[-1] is None):
        earlier, later = group.bodies[: group.told], group.bodies[group.told :]
        own = group.told or (carried and not _is_department(token.value))
        group.bodies = [*earlier, *(token.value if own else body or token.value for body in later)]
        group.told = len(group.persons)
    group.cover(token)
    return group


def _speaks(name: str) -> bool:
    """Whether a body is the issuer speaking of itself (我局), whose department says enough by itself."""
    return load("contacts")["own_body"].fullmatch(name) is not None


def _is_of_last_number(text: str, group: Group) -> bool:
    """Whether the number before the last has a bracket of its own: 0571-88880000（科室）、0571-88880001（纪检组）."""
    if group.persons or group.organization or group.emails or len(group.places) < 2:
        return False
    between = text[group.places[-2][1] : group.places[-1][0]]
    return load("contacts")["own_remark"].fullmatch(between) is not None


def _with_last_number(done: list[Group], group: Group) -> Group:
    """A group of the last number alone; those before it are closed."""
    start, end = group.places.pop()
    last = Group(phones=[group.phones.pop()], places=[(start, end)], purpose=group.purpose, start=start, end=end)
    group.end = group.places[-1][1]
    done.append(group)
    return last


def _is_department(name: str) -> bool:
    department = len(name) <= 8 and name.endswith(load("contacts").words["department_endings"])
    return department and load("contacts")["with_its_body"].match(name) is None


def _with_person(done: list[Group], group: Group, token: Token, own_number: bool, joined: bool) -> Group:
    if group.phones and ((group.persons and not joined) or own_number):
        group = _next(done, group, keep=True)
    if own_number and token.value in group.persons and not group.reachable:
        group.persons, group.bodies = [token.value], [group.bodies[group.persons.index(token.value)]]
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
