"""Bodies of a contact line: those of the numbers before them, where the words say so, else of what follows them."""

from __future__ import annotations

from extract.extractors.contact_sharing import Group, Line
from extract.extractors.contact_words import Token
from extract.rules import load

_BRACKETS = ("（", "(")
_SEMICOLONS = frozenset("；;")


def take_body(line: Line, index: int) -> None:
    """A body: that of the numbers or persons before it, where the words say so, else that of what follows it."""
    token = line.found[index]
    if line.is_of_fax(token):
        return
    line.begin_clause()
    answers = _is_in_bracket(line, token) or _answers(line, token) or _is_said_after(line, index)
    if answers and _is_of_last_number(line):
        line.part_last_number()
    if answers and line.current.reachable and _told_whose(line.current, token):
        return
    if line.current.reachable:
        line.close(keep=False)
    elif not answers and (line.current.is_over or _is_new_point(line, token)):
        line.current = Group()  # somebody of a sentence or point that gives no number
    group = line.current
    carried = group.carried >= 0
    if group.persons and group.organization and _is_in_bracket(line, token) and _is_department(token.value):
        return  # where in the body somebody is: 县总工会：王小明（办公室）、李青（财务科）
    _name(line, index)
    after_person = carried and _stands_after_person(line, index)
    if (answers or after_person) and group.persons and (group.told or carried or group.bodies[-1] is None):
        _tell_persons(group, token, own=bool(group.told) or (carried and not _is_department(token.value)))
    group.cover(token)


def _is_new_point(line: Line, token: Token) -> bool:
    """Whether a semicolon parts a body from somebody named before it."""
    return bool(line.current.persons) and not _SEMICOLONS.isdisjoint(line.text[line.current.end : token.start])


def _told_whose(group: Group, token: Token) -> bool:
    """Gives a group that can be reached and has no body yet this one; False where it has one."""
    if group.persons:
        if group.bodies[-1] is not None:
            return False
        group.bodies = [body or token.value for body in group.bodies]
    elif group.organization is None or group.is_of_before:
        group.organization, group.is_of_before = token.value, False
    else:
        return False
    group.closed = True
    group.cover(token)
    return True


def _name(line: Line, index: int) -> None:
    """Makes a body that of the group: a department behind its body's name, another one in the place of the last."""
    token, group = line.found[index], line.current
    before = group.organization if not group.persons else None
    if before is None or not before.endswith(token.value):  # else it is the department again, named with its body
        if before and _is_department(token.value) and not group.stands_alone and not _speaks(before):
            group.organization = before + token.value
        else:
            group.stands_alone = before is not None and _is_beside(line, index)
            group.organization = token.value
    group.carried, group.is_of_before = -1, False


def _tell_persons(group: Group, token: Token, own: bool) -> None:
    """Gives a body to the persons it has been said of: to all that none had been said of, or that had none."""
    earlier, later = group.bodies[: group.told], group.bodies[group.told :]
    group.bodies = [*earlier, *(token.value if own else body or token.value for body in later)]
    group.told = len(group.persons)


def _is_in_bracket(line: Line, token: Token) -> bool:
    return line.text[token.start - 1 : token.start] in _BRACKETS


def _answers(line: Line, token: Token) -> bool:
    """Whether a body is said to answer the number before it: 请拨打0571-88880000，由县商务局解答."""
    if not line.current.phones:
        return False
    rules = load("contacts")
    led = rules["answered_next"].fullmatch(line.text[line.current.end : token.start]) is not None
    return led and rules["answering"].follows(line.text, token.end) is not None


def _is_said_after(line: Line, index: int) -> bool:
    """Whether a body closes the point of somebody named without one: 李青（13800000000），县商务局市场股；…."""
    group, found = line.current, line.found
    if not group.persons or not group.phones or group.organization is not None:
        return False
    if found[index + 1 : index + 2] and found[index + 1].kind != "break":
        return False
    return load("contacts")["said_after"].fullmatch(line.text[group.end : found[index].start]) is not None


def _is_beside(line: Line, index: int) -> bool:
    """Whether a body stands side by side with the one before it in a list."""
    before = line.found[index - 1] if index else None
    if before is None or before.kind != "body":
        return False
    return load("contacts")["beside"].fullmatch(line.text[before.end : line.found[index].start]) is not None


def _stands_after_person(line: Line, index: int) -> bool:
    """Whether a body is named between a person and the number: 李青，县商务局，0571-88880000."""
    found = line.found
    if index == 0 or index + 1 == len(found):
        return False
    if found[index - 1].kind != "person" or found[index + 1].kind not in {"phone", "label"}:
        return False
    return line.text[found[index - 1].end : found[index].start].strip() in ("", "，", ",", "、")


def _is_of_last_number(line: Line) -> bool:
    """Whether the number before the last has a bracket of its own: 0571-88880000（科室）、0571-88880001（纪检组）."""
    group = line.current
    if group.persons or group.organization or group.emails or len(group.places) < 2:
        return False
    between = line.text[group.places[-2][1] : group.places[-1][0]]
    return load("contacts")["own_remark"].fullmatch(between) is not None


def _speaks(name: str) -> bool:
    """Whether a body is the issuer speaking of itself (我局), whose department says enough by itself."""
    return load("contacts")["own_body"].fullmatch(name) is not None


def _is_department(name: str) -> bool:
    department = len(name) <= 8 and name.endswith(load("contacts").words["department_endings"])
    return department and load("contacts")["with_its_body"].match(name) is None
