"""The numbered sections that the parts given in a text belong to: the tasks that bodies are given a part in."""

from __future__ import annotations

from collections import Counter

from extract.extractors import assignments, division
from extract.extractors.assignments import Part
from extract.extractors.context import Context
from extract.folding import compact
from extract.notice import Notice, Section
from extract.rules import load

_LEAST_ALIKE = 2
"""Headings whose last point alone names bodies, before such a bracket is taken for the whole heading's."""

Owned = list[tuple[Part, Section | None]]


def owned_parts(context: Context) -> Owned:
    """The parts that a notice's text gives outside its tables, each with the section whose task it is."""
    return context.once("owned parts", lambda: _owned_parts(context.notice))


def owning_sections(context: Context) -> list[Section]:
    """The sections that parts belong to and those that stand among them without one, each once, in order."""
    notice = context.notice
    owning = {section.start: section for _, section in owned_parts(context) if section is not None}
    for parent in notice.sections:
        if load("tasks")["heads_tasks"].search(parent.title) is None:
            continue
        children = children_of(notice, parent)
        given = [child for child in children if any(child.start <= start < child.end for start in owning)]
        if 2 * len(given) > len(children):
            owning |= {child.start: child for child in children if child not in given and child.title}
    return [owning[start] for start in sorted(owning)]


def children_of(notice: Notice, parent: Section) -> list[Section]:
    """The sections right below a section, in order."""
    below = [section for section in notice.sections if parent.start < section.start < parent.end]
    level = min((section.level for section in below), default=0)
    return [section for section in below if section.level == level]


def parent_of(notice: Notice, section: Section) -> Section | None:
    """The section that a section stands in; None for one that stands in no other."""
    over = [other for other in notice.sections if other.start < section.start < other.end]
    return max(over, key=lambda other: other.start, default=None)


def _owned_parts(notice: Notice) -> Owned:
    found: Owned = [(part, _home(notice, part)) for part in _parts(notice) if not _in_procedure(notice, part)]
    moved = _moved(notice, found)
    while moved != found:
        found, moved = moved, _moved(notice, moved)
    return [
        (part, None if owner is not None and _sets_no_task(notice, part, owner) else owner) for part, owner in found
    ]


def _in_procedure(notice: Notice, part: Part) -> bool:
    """Whether a part is only a step of how to apply (申报程序: 由…会同…评审), which no label and no 牵头 gives."""
    rule = load("tasks")["procedure_heading"]
    return part.rule == "duties.running_with" and any(
        section.start <= part.start < section.end and rule.fullmatch(compact(section.title)) is not None
        for section in notice.sections
    )


def _sets_no_task(notice: Notice, part: Part, owner: Section) -> bool:
    """Whether the section of a part is no task: by its own heading, or as one of the requirements at a notice's end,
    which name in running words who does what."""
    if _is_no_task(owner) or _is_bodys_own(notice, owner):
        return True
    above = parent_of(notice, owner) if part.rule.startswith("duties.running") else None
    return above is not None and load("tasks")["requirements_heading"].fullmatch(compact(above.title)) is not None


def _is_bodys_own(notice: Notice, section: Section) -> bool:
    """Whether a section is a body's own in a division of labour (（二）县财政局。负责…), as others of its rank are."""
    return bool(division.bodies_of(section)) and any(
        other.start != section.start and other.level == section.level and division.bodies_of(other)
        for other in notice.sections
    )


def _is_no_task(section: Section) -> bool:
    """Whether a section is no task itself: it says who organizes or who does what, or stands over tasks (重点任务)."""
    rules, title = load("tasks"), compact(section.title)
    return any(rules[name].fullmatch(title) is not None for name in ("organizing_heading", "heading_only"))


def _parts(notice: Notice) -> list[Part]:
    parts: list[Part] = []
    start = 0
    for table in [*notice.document.tables(), None]:
        end = table.start if table else len(notice.text)
        if end > start:
            parts += assignments.find(notice.text, start, end)
        start = max(start, table.end) if table else end
    return parts


def _home(notice: Notice, part: Part) -> Section | None:
    """The innermost section that covers a part and is no mere label of it (3.牵头单位：县财政局).

    A part in a paragraph that speaks of all points before it (以上任务由…牵头) belongs to the section over them.
    """
    section = notice.section_at(part.start)
    line_start = notice.text.rfind("\n", 0, part.start) + 1
    if section is not None and load("tasks")["sums_up"].follows(notice.text, line_start) is not None:
        section = parent_of(notice, section)
    while section is not None and _is_label(section):
        section = parent_of(notice, section)
    return section


def _is_label(section: Section) -> bool:
    label = load("duties")["label"].match(section.title + "：")
    return label is not None and label.end() > len(section.title)


def _moved(notice: Notice, found: Owned) -> Owned:
    """The same parts; those that the last of several points names for all of them move to the heading over them.

    They do where they stand in a paragraph of their own below the last point, or at its end where the
    points of other headings do alike, and no point before it names anybody.
    """
    owners = {section.start: section for _, section in found if section is not None}
    ends: dict[int, Section] = {}
    for section in owners.values():
        parent = parent_of(notice, section)
        if parent is None or load("tasks")["heading_only"].fullmatch(parent.title):
            continue
        children = children_of(notice, parent)
        named = [child for child in children if any(child.start <= start < child.end for start in owners)]
        if len(children) > 1 and named == [children[-1]] == [section]:
            ends[section.start] = parent
    alike = Counter(parent.level for parent in ends.values())
    return [
        (part, ends[owner.start])
        if owner is not None
        and owner.start in ends
        and (_own_paragraph(notice, part, owner) or _closes_alike(part, alike, ends[owner.start]))
        else (part, owner)
        for part, owner in found
    ]


def _own_paragraph(notice: Notice, part: Part, owner: Section) -> bool:
    """Whether a part is given by a paragraph of its own, not by one that also says what is to be done."""
    line_start = notice.text.rfind("\n", 0, part.start) + 1
    before = notice.text[line_start : part.start].strip("（([【〔 \t\u3000")
    return line_start > owner.start and (not before or load("duties")["label"].match(before) is not None)


def _closes_alike(part: Part, alike: Counter[int], parent: Section) -> bool:
    """Whether a part closes the last point under a heading, where it does so under others of the same rank."""
    return alike[parent.level] >= _LEAST_ALIKE and part.rule in {"duties.label", "duties.bracket"}
