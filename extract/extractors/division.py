"""A division of labour by body: 一、县商务局 and under it what it does, or lines 县商务局：负责…"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extract.document import Line
from extract.extractors import captions, organizations
from extract.extractors.assignments import Part
from extract.extractors.labelled import kind_of, lines
from extract.facts import DutyRole
from extract.notice import Notice, Section
from extract.rules import load

_ROLES: tuple[DutyRole, ...] = ("lead", "responsible", "supporting")
_MAX_BODY = 20
_LEAST = 2
"""Bodies or lines that make a division of labour; one alone is any heading."""
_LEAST_UNHEADED = 3
"""Lines that make one where no heading says that it is."""


def under_headings(notice: Notice) -> Iterator[Part]:
    """The parts of the bodies that are the headings of sections.

    What a heading's bracket or the beginnings of the paragraphs under it say is the part; under a
    heading or title of a division of labour a body answers for what it is given before any of these.
    """
    headed = [(section, bodies) for section in notice.sections if (bodies := bodies_of(section))]
    if len(headed) < _LEAST:
        return
    for section, bodies in headed:
        place = (section.start, section.body_start)
        if load("duties")["body_line"].match(notice.text, section.start, section.end) is not None:
            continue  # the line itself says what the body does
        if _begins_with_label(notice, section):
            continue  # a group: its labels say who has which part in it
        told = list(_told(notice, section))
        encouraged = load("duties")["encouraged"].match(notice.text, section.body_start, section.end)
        opening = notice.text[section.body_start : told[0][0] if told else section.end].strip("。：: \n\t\u3000")
        if opening and encouraged is None and _is_division(notice, section.start):
            told.insert(0, (section.body_start, "responsible"))
        for name, role in bodies:
            for part in [role] if role else [told_role for _, told_role in told]:
                yield Part(part, name, *place, "duties.under_body")


def _begins_with_label(notice: Notice, section: Section) -> bool:
    below = notice.text[section.body_start : section.end]
    first = section.body_start + len(below) - len(below.lstrip("。：: \n\t\u3000"))
    return load("duties")["label"].follows(notice.text, first) is not None


def of_lines(notice: Notice) -> Iterator[Part]:
    """The parts of the bodies that lines begin with (县商务局：负责…): two under a heading that says so, or three."""
    for run in lines(notice):
        found: list[tuple[Line, list[Part], bool]] = []
        for line in [*run, None]:
            own = _of_line(notice, line) if line else None
            if line is not None and own is not None:
                found.append((line, *own))
                continue
            if len(found) >= _LEAST and (_is_division(notice, found[0][0].start) or _says_what_to_do(found)):
                for _, parts, _ in found:
                    yield from parts
            found = []


def of_clauses(notice: Notice) -> Iterator[Part]:
    """The parts of the bodies that clauses begin with under a heading of a division of labour (县商务局负责…)."""
    rules = load("duties")
    for section in notice.sections:
        if rules["division_heading"].search(section.title) is None or section.body_start <= section.start:
            continue
        found: list[Part] = []
        for match in rules["body_clause"].finditer(notice.text, section.body_start - 1, section.end):
            names = [named.name for named in organizations.split(match["bodies"])]
            if names and all(_names_body(name) for name in names):
                place = (match.start("bodies"), match.end())
                found += [Part(_of_match(match), name, *place, "duties.body_clause") for name in names]
        if len({part.start for part in found}) >= _LEAST:
            yield from found


def _of_line(notice: Notice, line: Line) -> tuple[list[Part], bool] | None:
    """The parts of the bodies that a line begins with, and whether a verb of duty follows; None for another line."""
    rules = load("duties")
    match = rules["body_line"].match(notice.text, line.start, line.end)
    if match is None or kind_of(match["bodies"]) is not None or rules["label"].match(match["bodies"] + "："):
        return None
    names = [named.name for named in organizations.split(match["bodies"])]
    if not names or not all(_names_body(name) for name in names):
        return None
    role: DutyRole = "lead" if match["lead"] else "supporting" if match["supporting"] else "responsible"
    place = (match.start("bodies"), line.end)
    parts = [Part(own or role, name, *place, "duties.body_line") for name, own in _own_roles(names)]
    return parts, any(match[key] is not None for key in ("lead", "supporting", "verb"))


def _says_what_to_do(found: list[tuple[Line, list[Part], bool]]) -> bool:
    return len(found) >= _LEAST_UNHEADED and all(verb for _, _, verb in found)


def bodies_of(section: Section) -> list[tuple[str, DutyRole | None]]:
    """The bodies that a section's heading consists of, each with the part in brackets after it.

    One that goes on with what they do (企业参与) says what is to be done, not whom the section is about.
    """
    if load("duties")["clause_end"].search(section.title) is not None:
        return []
    names = [named.name for named in organizations.split(section.title)]
    return _own_roles(names) if names and all(_names_body(name) for name in names) else []


def _own_roles(names: list[str]) -> list[tuple[str, DutyRole | None]]:
    """The bodies that a line begins with, and the part in brackets; one after the last of several is all of theirs."""
    own = [_own_role(name) for name in names]
    if any(role for _, role in own[:-1]):
        return own
    return [(name, own[-1][1]) for name, _ in own]


def _own_role(name: str) -> tuple[str, DutyRole | None]:
    own = load("duties")["part_in_brackets"].search(name)
    return (name, None) if own is None else (name[: own.start()], _of_match(own))


def _names_body(name: str) -> bool:
    own = _own_role(name)[0]
    known = organizations.is_body(own) or load("duties")["group"].fullmatch(own) is not None
    rules = load("duties")
    return (
        known and len(own) <= _MAX_BODY and not (rules["place_only"].fullmatch(own) or rules["not_a_body"].match(own))
    )


def _told(notice: Notice, section: Section) -> list[tuple[int, DutyRole]]:
    """The parts that paragraphs under a heading begin with, each with the paragraph's start."""
    rules = load("duties")
    first = rules["part_first"].match(notice.text, section.body_start, section.end)
    below = rules["begins_with_part"].finditer(notice.text, section.body_start, section.end)
    return [(match.start(), _of_match(match)) for match in ([first] if first else []) + list(below)]


def _is_division(notice: Notice, start: int) -> bool:
    """Whether a heading over a place, or the paragraph before it, speaks of a division of labour."""
    heading = load("duties")["division_heading"]
    before = notice.text[: max(0, start - 1)].rpartition("\n")[2]
    above = captions.headings_above(notice, start)
    return any(heading.search(words) for words in above) or (
        before.rstrip().endswith(("：", ":")) and heading.search(before) is not None
    )


def _of_match(match: regex.Match[str]) -> DutyRole:
    return next(role for role in _ROLES if match[role] is not None)
