"""A division of labour by body: 一、县商务局 and under it what it does, or lines 县商务局：负责…"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class _Headed:
    """A heading of bodies and where it, the text under it and that text's end stand; `bodies` as of `bodies_of`."""

    start: int
    body_start: int
    end: int
    bodies: list[tuple[str, DutyRole | None]]


def under_headings(notice: Notice) -> Iterator[Part]:
    """The parts of the bodies that are the headings of sections, or lines of their own under a division's heading.

    What a heading's bracket or the beginnings of the paragraphs under it say is the part; under a
    heading or title of a division of labour a body answers for what it is given before any of these.
    """
    sections = [
        _Headed(section.start, section.body_start, section.end, bodies)
        for section in notice.sections
        if (bodies := bodies_of(section)) and not _goes_on(notice, section)
    ]
    for headed in (sections, _headed_by_lines(notice)):
        if len(headed) >= _LEAST:
            for one in headed:
                yield from _under(notice, one)


def _under(notice: Notice, one: _Headed) -> Iterator[Part]:
    if _begins_with_label(notice, one):
        return  # a group: its labels say who has which part in it
    told = told_in(notice.text, one.body_start, one.end)
    if _says_more(notice.text[one.body_start : told[0][0] if told else one.end]) and _is_division(notice, one.start):
        told.insert(0, (one.body_start, "responsible"))
    for name, role in one.bodies:
        for part in [role] if role else [told_role for _, told_role in told]:
            yield Part(part, name, one.start, one.body_start, "duties.under_body")


def _goes_on(notice: Notice, section: Section) -> bool:
    """Whether a heading's own line says what the body does (1.县财政局：负责…): `of_lines` reads it."""
    return load("duties")["body_line"].match(notice.text, section.start, section.end) is not None


def _says_more(opening: str) -> bool:
    """Whether the words before the first part that is told say what a body is to do, and not only encourage it."""
    return bool(opening.strip("。：: \n\t\u3000")) and load("duties")["encouraged"].match(opening) is None


def _headed_by_lines(notice: Notice) -> list[_Headed]:
    """The bodies on lines of their own that end in a colon (县总工会：), with what stands under each to the next."""
    found: list[_Headed] = []
    for line in (line for run in lines(notice) for line in run):
        if not notice.text[line.start : line.end].rstrip().endswith(("：", ":")):
            continue
        printed = load("duties")["body_above"].fullmatch(notice.text[line.start : line.end])
        named = [one.name for one in organizations.split(printed["bodies"])] if printed else []
        end = _division_end(notice, line.start) if named and all(map(names_body, named)) else None
        if end is not None:
            before = found[-1:]
            if before and before[0].end >= line.start:
                found[-1] = replace(before[0], end=line.start)
            found.append(_Headed(line.start, line.end, end, own_roles(named)))
    return found


def _division_end(notice: Notice, start: int) -> int | None:
    """Where the section or annex ends that a place stands in and that divides labour by its heading; None for none."""
    heading = load("duties")["division_heading"]
    over = [one for one in notice.sections if one.start < start < one.end and heading.search(one.title) is not None]
    if over:
        return max(over, key=lambda one: one.start).end
    annex = notice.annex_at(start)
    if annex is not None and annex.title is not None and heading.search(annex.title.value) is not None:
        return annex.end
    return None


def _begins_with_label(notice: Notice, one: _Headed) -> bool:
    below = notice.text[one.body_start : one.end]
    first = one.body_start + len(below) - len(below.lstrip("。：: \n\t\u3000"))
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
            place = (match.start("bodies"), match.end())
            role: DutyRole = "responsible" if match["act"] is not None else _of_match(match)
            found += [Part(own, name, *place, "duties.body_clause") for name, own in _joint(match["bodies"], role)]
        if len({part.start for part in found}) >= _LEAST:
            yield from found


def _of_line(notice: Notice, line: Line) -> tuple[list[Part], bool] | None:
    """The parts of the bodies that a line begins with, and whether a verb of duty follows; None for another line."""
    rules = load("duties")
    match = rules["body_line"].match(notice.text, line.start, line.end)
    if match is None or kind_of(match["bodies"]) is not None or rules["label"].match(match["bodies"] + "："):
        return None
    role: DutyRole = "lead" if match["lead"] else "supporting" if match["supporting"] else "responsible"
    named = _joint(match["bodies"], role)
    if not named:
        return None
    if match["partners"] is not None:
        named += [(name, "supporting") for name, _ in _joint(match["partners"], "supporting")]
    parts = [Part(own, name, match.start("bodies"), line.end, "duties.body_line") for name, own in named]
    return parts, any(match[key] is not None for key in ("lead", "supporting", "verb"))


def _joint(bodies: str, role: DutyRole) -> list[tuple[str, DutyRole]]:
    """The bodies of a list with their parts, those after 会同 supporting the ones before; none where one is no body."""
    joint = load("duties")["joint"].search(bodies)
    alone, partners = (bodies, "") if joint is None else (bodies[: joint.start()], bodies[joint.end() :])
    names = [named.name for named in organizations.split(alone)]
    others = [named.name for named in organizations.split(partners)]
    if not names or not all(map(names_body, names + others)):
        return []
    found: list[tuple[str, DutyRole]] = [(name, own or role) for name, own in own_roles(names)]
    return found + [(name, "supporting") for name in others]


def _says_what_to_do(found: list[tuple[Line, list[Part], bool]]) -> bool:
    return len(found) >= _LEAST_UNHEADED and all(verb for _, _, verb in found)


def bodies_of(section: Section) -> list[tuple[str, DutyRole | None]]:
    """The bodies that a section's heading consists of, each with the part in brackets after it.

    One that goes on with what they do (企业参与) says what is to be done, not whom the section is about.
    """
    if load("duties")["clause_end"].search(section.title) is not None:
        return []
    names = [named.name for named in organizations.split(section.title)]
    return own_roles(names) if names and all(names_body(name) for name in names) else []


def own_roles(names: list[str]) -> list[tuple[str, DutyRole | None]]:
    """The bodies that a line begins with, and the part in brackets; one after the last of several is all of theirs."""
    own = [_own_role(name) for name in names]
    if any(role for _, role in own[:-1]):
        return own
    return [(name, own[-1][1]) for name, _ in own]


def _own_role(name: str) -> tuple[str, DutyRole | None]:
    own = load("duties")["part_in_brackets"].search(name)
    return (name, None) if own is None else (name[: own.start()], _of_match(own))


def names_body(name: str) -> bool:
    """Whether a name, its own part in brackets aside, is that of a body or group that can be given a part."""
    own = _own_role(name)[0]
    known = organizations.is_body(own) or load("duties")["group"].fullmatch(own) is not None
    rules = load("duties")
    return (
        known and len(own) <= _MAX_BODY and not (rules["place_only"].fullmatch(own) or rules["not_a_body"].match(own))
    )


def told_in(text: str, start: int, end: int) -> list[tuple[int, DutyRole]]:
    """The parts that paragraphs under a heading or in a cell begin with, each with the paragraph's start."""
    rules = load("duties")
    first = rules["part_first"].match(text, start, end)
    below = rules["begins_with_part"].finditer(text, start, end)
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
