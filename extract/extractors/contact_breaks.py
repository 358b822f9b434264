"""Where one group of a contact line ends and the next begins: what parts a number from those before it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from extract.extractors.contact_sharing import Group
from extract.extractors.contact_words import Token
from extract.extractors.labelled import kind_of
from extract.rules import load

_NEW_SENTENCE = frozenset("。\n")
_NEW_POINT = frozenset("。\n；;")


def begins_anew(text: str, group: Group, found: Sequence[Token], index: int, new_sentence: bool) -> bool:
    """Whether a number or mailbox is none of the group's before it."""
    token = found[index]
    if _is_owned_in_bracket(text, group, found, index) or _is_elsewhere(text, group, token):
        return True
    if _is_another_way(text, group, token):
        return True
    if not group.places or token.kind != "phone":
        return False
    return new_sentence or _is_after_other_words(text, group, found, index)


def _is_owned_in_bracket(text: str, group: Group, found: Sequence[Token], index: int) -> bool:
    """Whether a mailbox has its own body in the bracket right after it, and so is none of those named before."""
    token = found[index]
    if token.kind != "email" or not (group.persons or group.organization or group.reachable):
        return False
    after = found[index + 1 : index + 2]
    return bool(after) and after[0].kind == "body" and text[token.end : after[0].start].strip() in ("（", "(")


def is_of_next_sentence(text: str, group: Group, found: Sequence[Token], index: int) -> bool:
    """Whether a full stop parts somebody from the numbers before, and no number comes in the sentence named in."""
    if not group.reachable or "。" not in text[group.end : found[index].start]:
        return False
    rest = takewhile(lambda token: text[token.start] != "。", found[index:])
    return not any(token.kind == "phone" for token in rest)


def answers_number(text: str, group: Group, found: Sequence[Token], index: int) -> bool:
    """Whether somebody is named as the one who answers the number before: 电话0571-88880000，联系人：王小明；…."""
    if not group.phones or group.persons or index < 1:
        return False
    if kind_of(text[group.end : found[index].start].strip("，, ")) != "person":
        return False
    after = found[index + 1] if index + 1 < len(found) else None
    return after is None or after.kind == "break"


def is_for_itself(text: str, done: Sequence[Group], group: Group, label: Token) -> bool:
    """Whether a mailbox is none of the persons' before it: one for what is sent, or after a number for complaints, or
    on a line of its own below those of several bodies. `done` are the groups before this one."""
    rules = load("contacts")
    between, several = text[group.end : label.start], bool(done)
    if "\n" in between and group.persons and len({other.organization for other in (*done, group)} - {None}) > 1:
        return True
    if group.reachable and (group.persons or group.organization) and rules["mailbox_for"].search(label.purpose):
        return not _NEW_SENTENCE.isdisjoint(between) or (several and not _NEW_POINT.isdisjoint(between))
    complaints = rules["complaints"]
    if not group.phones or not complaints.search(group.purpose) or complaints.search(label.purpose):
        return False
    return "\n" in between or (group.closed and not _NEW_POINT.isdisjoint(between))


def is_complaint(group: Group) -> bool:
    """Whether a group's number is one for complaints."""
    return load("contacts")["complaints"].search(group.purpose) is not None


def _is_elsewhere(text: str, group: Group, token: Token) -> bool:
    """Whether a number stands in the bracket of something named after the group's numbers, or a mailbox after one
    that a bracket has given to a body."""
    if token.kind == "email":
        return group.closed and bool(group.emails)
    if not group.places:
        return False
    return group.closed or load("contacts")["another_bracket"].fullmatch(text[group.end : token.start]) is not None


def _is_another_way(text: str, group: Group, token: Token) -> bool:
    """Whether words of another way to do the same part a number from a mailbox: 发a@example.com，或者登录…，客服…."""
    if token.kind != "phone" or group.places or not group.emails:
        return False
    return load("contacts")["another_way"].search(text, group.end, token.start) is not None


def is_mailbox_of_before(text: str, group: Group, token: Token) -> bool:
    """Whether a full stop and a new paragraph part somebody from a mailbox that has no person of its own."""
    if not group.emails or group.places or group.persons:
        return False
    between = text[group.end : token.start]
    return "。" in between and "\n" in between


def is_receiver_apart(group: Group, label: Token) -> bool:
    """Whether a label names who receives what is sent, and the numbers before it are somebody's or for something:
    咨询电话：0571-88880000，收件人：王小明."""
    rules = load("contacts")
    if not group.reachable or rules["receiver_label"].search(label.purpose) is None:
        return False
    return bool(group.persons or group.organization) or rules["purposes"].search(group.purpose) is not None


def _is_after_other_words(text: str, group: Group, found: Sequence[Token], index: int) -> bool:
    """Whether words of something else, no label among them, part a number from the group's."""
    before = found[index - 1]
    return not (before.kind == "label" and before.start >= group.end) and is_after_words(text, group, found[index])


def is_after_words(text: str, group: Group, token: Token) -> bool:
    """Whether a semicolon and words of something else part a number or its label from the group's numbers."""
    if not group.places or token.start < group.places[-1][1]:
        return False
    return load("contacts")["other_words"].search(text[group.places[-1][1] : token.start]) is not None


def has_other_purpose(group: Group, label: Token) -> bool:
    """Whether a number under this label is for something else than the group's numbers."""
    if not group.phones:
        return False
    words = load("contacts").words["purposes"]
    return {w for w in words if w in label.purpose} != {w for w in words if w in group.purpose}


def another_answers(text: str, group: Group, number: Token) -> bool:
    """Whether a semicolon parts a number from the body before it, and somebody else is said to see to something."""
    return load("contacts")["another_answers"].search(text, group.end, number.start) is not None
