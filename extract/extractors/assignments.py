"""Parts given to bodies in a text: who leads, who answers for it, who takes part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extract.extractors import organizations, persons
from extract.facts import DutyRole
from extract.rules import Rule, load

_ROLES: tuple[DutyRole, ...] = ("lead", "responsible", "supporting")
_RUNNING = ("running_coordinating", "running_lead", "running_responsible", "running_with")
_OPEN, _CLOSE = "（([【〔", "）)]】〕"
_CLOSING = 8
"""Characters behind a list among which the word stands that closes it (等有关部门)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A body's part; `start` and `end` are the words that give it, offsets in the text searched."""

    role: DutyRole
    organization: str
    start: int
    end: int
    rule: str


def find(text: str, start: int = 0, end: int | None = None) -> list[Part]:
    """The parts that a text gives by labels, brackets and 由…牵头，…配合, in order."""
    stop = len(text) if end is None else end
    if load("duties")["may_give_part"].search(text, start, stop) is None:
        return []
    found = list(_labelled(text, start, stop))
    taken = [(part.start, part.end) for part in found]
    for reader in (_bracketed, _of_bodies_alone, _running):
        for part in reader(text, start, stop):
            if not any(low < part.end and part.start < high for low, high in taken):
                found.append(part)
        taken = [(part.start, part.end) for part in found]
    return sorted(found, key=lambda part: part.start)


def of_list(text: str, start: int, end: int, role: DutyRole, rule: str, words: tuple[int, int]) -> list[Part]:
    """The parts of the bodies that a printed list names; a body's own bracket (牵头) changes its role."""
    parts: list[Part] = []
    apart = load("duties")["after_own_part"].sub("、", text[start:end])
    for named in organizations.split(load("duties")["list_remark"].sub("", apart)):
        own = load("duties")["part_in_brackets"].search(named.name)
        name = _without_person(named.name[: own.start()] if own else named.name)
        own_role = _role(own) if own else role
        if len(name) < 2 or (persons.is_person(name) and not organizations.is_body(name)):
            continue
        if load("duties")["not_a_body"].match(name) is None:
            parts.append(Part(own_role, name, words[0], words[1], rule))
    return parts


def _without_person(name: str) -> str:
    """A body's name without the person in brackets after it."""
    own, remark = organizations.without_remark(name)
    return own if remark and persons.is_person(remark) else name


def in_cell(text: str, start: int, end: int, role: DutyRole) -> list[Part]:
    """The parts that a cell under a heading gives: by its own labels, by 牵头 and 配合 in it, else by the heading."""
    words = text[start:end]
    if load("duties")["label"].search(words) is not None:
        return find(text, start, end)
    if load("duties")["part_word"].search(words) is not None:
        return [
            part
            for low, high in _lines(text, start, end)
            for begin, stop in _clauses(text[low:high])
            for part in _of_clause(text, low + begin, low + stop, (low, high))
        ]
    return of_list(text, start, end, role, "duties.column", (start, end))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for line in text[start:end].split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _role(match: regex.Match[str]) -> DutyRole:
    return next(role for role in _ROLES if match[role] is not None)


def _labelled(text: str, start: int, stop: int) -> Iterator[Part]:
    labels = list(load("duties")["label"].finditer(text, start, stop))
    for index, match in enumerate(labels):
        limit = labels[index + 1].start() if index + 1 < len(labels) else stop
        end = _list_end(text, match.end(), limit)
        if end == match.end():
            continue
        parts = _after_label(text, match, end)
        # 为 or a wide space after a label says little: only bodies may follow it.
        if not match["soft"] or len(list(_bodies(parts))) == len(parts):
            yield from parts


def _after_label(text: str, label: regex.Match[str], end: int) -> list[Part]:
    """The parts of the bodies after a label: by 牵头 and 配合 where these are said (责任单位：甲牵头，乙配合)."""
    words = (label.start(), end)
    if load("duties")["part_word"].search(text, label.end(), end) is not None:
        clauses = _clauses(text[label.end() : end])
        said = [
            part for low, high in clauses for part in _of_clause(text, label.end() + low, label.end() + high, words)
        ]
        if said:
            return said
    return of_list(text, label.end(), end, _role(label), "duties.label", words)


def _list_end(text: str, start: int, limit: int) -> int:
    """Where the list after a label ends: at a closing bracket, a full stop, another label, or the line's end."""
    depth = 0
    for index in range(start, limit):
        character = text[index]
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            if depth == 0:
                limit = index
                break
            depth -= 1
        elif depth == 0 and (character == "。" or (character == "\n" and _ends_line(text, start, index, limit))):
            limit = index
            break
    other = load("duties")["other_label"].search(text, start, limit)
    return other.start() if other is not None else limit


def _ends_line(text: str, start: int, index: int, limit: int) -> bool:
    """Whether the list ends with its line: it does unless nothing or a separator stands before the break."""
    before = text[start:index].rstrip()
    following = text[index + 1 : limit].lstrip()
    goes_on = before.endswith(("、", "，", ",")) or following.startswith(("、", "，"))
    return bool(before) and not goes_on


def _bracketed(text: str, start: int, stop: int) -> Iterator[Part]:
    for match in load("duties")["bracket"].finditer(text, start, stop):
        if "牵头" not in match["inside"] and not _closes_sentence(text, match, stop):
            continue
        low = match.start("inside")
        for begin, end in _clauses(match["inside"]):
            yield from _of_clause(text, low + begin, low + end, match.span())


def _closes_sentence(text: str, match: regex.Match[str], stop: int) -> bool:
    """Whether a bracket stands after a sentence or ends its paragraph, and says who answers for what that says."""
    before, after = text[: match.start()].rstrip(), text[match.end() : stop].lstrip(" ")
    answers = load("duties")["answering"].search(match["inside"]) is not None
    return answers and (before.endswith(("。", "；")) or after[:1] in ("", "\n", "。", "；"))


def _of_bodies_alone(text: str, start: int, stop: int) -> Iterator[Part]:
    """The parts of the bodies that a bracket after a sentence or heading names and says nothing more of."""
    rules = load("duties")
    for match in rules["bodies_bracket"].finditer(text, start, stop):
        low, high = match.span("bodies")
        line = text[: match.start()].rpartition("\n")[2]
        if match["heading"] is not None and rules["given_heading"].fullmatch(line) is None:
            continue
        parts = of_list(text, low, high, "responsible", "duties.bodies_bracket", match.span())
        bodies = list(_bodies(parts))
        named = [part for part in bodies if rules["place_only"].fullmatch(part.organization) is None]
        # In square brackets places stand beside bodies (【县商务局，白河镇】); in round ones they may be where.
        square = match["heading"] is None and text[match.start()] not in "（("
        if len(bodies if square and named else named) == len(parts) > (0 if line.strip() else 1):
            yield from parts


def _clauses(inside: str) -> list[tuple[int, int]]:
    """The clauses of a bracket, each ending in the part it gives; separators before a name list belong to it."""
    ends = [match.end() for match in load("duties")["clause_end"].finditer(inside)]
    starts = [0, *ends[:-1]]
    return list(zip(starts, ends, strict=True))


def _of_clause(text: str, start: int, end: int, words: tuple[int, int]) -> Iterator[Part]:
    while start < end and text[start] in "，,；;、 ":
        start += 1
    match = load("duties")["clause_part"].fullmatch(text[start:end])
    if match is None:
        return
    low, high = start + match.start("bodies"), start + match.end("bodies")
    joint = load("duties")["joint"].search(text, low, high)
    parts = of_list(text, low, joint.start() if joint else high, _role(match), "duties.bracket", words)
    if joint is not None:
        parts += of_list(text, joint.end(), high, "supporting", "duties.bracket", words)
    bodies = list(_bodies(parts, text[low : high + _CLOSING]))
    # 负责 says little: those it is said of must look like bodies, all of them.
    if len(bodies) == len(parts) or match["lead"] or match["supporting"]:
        yield from bodies


def _is_group(name: str) -> bool:
    return load("duties")["group"].fullmatch(name) is not None


def _running(text: str, start: int, stop: int) -> Iterator[Part]:
    rules = load("duties")
    matches = {name: list(rules[name].finditer(text, start, stop)) for name in _RUNNING}
    for name, found in matches.items():
        for match in found:
            yield from _of_running(text, match, rules[name])
    for match in rules["running_answering"].finditer(text, start, stop):
        yield from _all_bodies(text, match.span("responsible"), "responsible", "running_answering", match.span())
    for match in rules["running_as"].finditer(text, start, stop):
        yield from _all_bodies(text, match.span("bodies"), _role(match), "running_as", match.span())
        beside = rules["running_beside"].match(text, match.end(), stop)
        if beside is not None:
            words = (match.start(), beside.end())
            yield from _all_bodies(text, beside.span("supporting"), "supporting", "running_beside", words)
    for match in matches["running_lead"]:
        joint = rules["running_joint"].search(text, match.end("lead"), min(stop, match.end() + 60))
        if joint is not None and "。" not in text[match.end() : joint.start()]:
            words = (match.start(), joint.end())
            low, high = joint.span("supporting")
            parts = of_list(text, low, high, "supporting", "duties.running_joint", words)
            yield from _bodies(parts, text[low : high + _CLOSING])


def _all_bodies(text: str, named: tuple[int, int], role: DutyRole, rule: str, words: tuple[int, int]) -> list[Part]:
    """The parts of a list where all that it names are bodies; none otherwise."""
    parts = of_list(text, *named, role, f"duties.{rule}", words)
    everything = organizations.split(text[slice(*named)])
    return parts if len(list(_bodies(parts, text[slice(*named)]))) == len(parts) == len(everything) else []


def _of_running(text: str, match: regex.Match[str], rule: Rule) -> Iterator[Part]:
    first: DutyRole = "lead" if "lead" in match.re.groupindex else "responsible"
    second: DutyRole = "supporting" if "supporting" in match.re.groupindex else "responsible"
    if load("duties")["exhorts"].search(match[first]) is not None:
        return
    name = f"duties.{rule.id}"
    leads = list(_bodies(of_list(text, *match.span(first), first, name, match.span()), match[first]))
    low, high = match.span(second)
    closing = text[low : high + _CLOSING] if match[second] else ""
    named = rule.id != "running_with" or organizations.is_body(match["supporting"]) or _closes_fields(closing)
    if leads and named:
        yield from leads
        yield from _bodies(of_list(text, low, high, second, name, match.span()), closing) if closing else ()


def _bodies(parts: list[Part], closing: str = "") -> Iterator[Part]:
    """The parts of those that are bodies by name, or fields of which `closing` makes bodies (财政、商务等部门)."""
    field = load("organizations")["field"] if _closes_fields(closing) else None
    for part in parts:
        name = part.organization
        if organizations.is_body(name) or _is_group(name) or (field and field.fullmatch(name) is not None):
            yield part


def _closes_fields(words: str) -> bool:
    return bool(words) and load("organizations")["fields_close"].search(words) is not None
