"""Duties: the bodies that a task table or a plan gives a part, and which part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.extractors import assignments, division, division_tables, tasks
from extract.extractors.columns import Column, Grid
from extract.extractors.context import Context, extractor
from extract.extractors.owners import owned_parts
from extract.extractors.task_tables import duty_columns, table_tasks, task_tables
from extract.facts import Duty, DutyRole, Task
from extract.rules import load

_ROLES: tuple[DutyRole, ...] = ("lead", "responsible", "supporting")
_ROLE_OF: dict[str, DutyRole] = {role: role for role in _ROLES}


@extractor("duties")
def duties(context: Context) -> Sequence[Duty]:
    """The duties of a notice; the same part of the same body in the same task is one."""
    found: list[Duty] = []
    known = _tasks_by_place(context)
    for seen in task_tables(context):
        for rows in table_tasks(seen):
            task = known.get(tasks.place_of_rows(context.notice, seen, rows))
            for row in rows.rows:
                found += [_duty(context, part, task) for part in _row_parts(seen, row)]
    for part, section in owned_parts(context):
        task = known.get(tasks.place_of_section(context.notice, section)) if section else None
        found.append(_duty(context, part, task))
    if load("duties")["first_leads"].search(context.text) is not None:
        found = _first_leading(found)
    found += [duty for duty in _by_body(context) if not any(_told_by(other, duty) for other in found)]
    return _each_once(found)


def _first_leading(found: list[Duty]) -> list[Duty]:
    """The duties where the first body of each list that answers for a task leads it, unless another is said to."""
    led = {_task_place(duty) for duty in found if duty.role == "lead"}
    lists: set[tuple[int, int]] = set()
    leading: list[Duty] = []
    for duty in found:
        place = (duty.evidence.start, duty.evidence.end)
        first = duty.role == "responsible" and place not in lists and _task_place(duty) not in led
        lists.add(place)
        leading.append(replace(duty, role="lead") if first else duty)
    return leading


def _task_place(duty: Duty) -> tuple[int, int] | None:
    return (duty.task.evidence.start, duty.task.evidence.end) if duty.task else None


def _by_body(context: Context) -> list[Duty]:
    """The duties of a division of labour by body: under headings of their names, in lines, clauses and rows."""
    parts = [
        *division.under_headings(context.notice),
        *division.of_lines(context.notice),
        *division.of_clauses(context.notice),
        *division_tables.of_tables(context),
    ]
    return [_duty(context, part, None) for part in parts]


def _told_by(other: Duty, duty: Duty) -> bool:
    """Whether another duty is the same part of the same body, read from the same words."""
    alike = (other.role, other.organization) == (duty.role, duty.organization)
    return alike and other.evidence.start < duty.evidence.end and duty.evidence.start < other.evidence.end


def _tasks_by_place(context: Context) -> dict[tuple[int, int], Task]:
    """The tasks among the notice's facts by where they stand; of two at one place, the first."""
    return {(task.evidence.start, task.evidence.end): task for task in reversed(context.read(Task))}


def _row_parts(seen: Grid, row: int) -> list[assignments.Part]:
    parts: list[assignments.Part] = []
    for column, role in duty_columns(seen):
        parts += _cell_parts(seen, row, column, _ROLE_OF[role])
    return parts


def _cell_parts(seen: Grid, row: int, column: Column, role: DutyRole) -> list[assignments.Part]:
    """The parts in a cell: by its own labels where it prints any, else by its column's heading."""
    cell = seen.table.cell(row, column.index)
    if cell is None or cell.start == cell.end:
        return []
    return assignments.in_cell(seen.text, cell.start, cell.end, role)


def _duty(context: Context, part: assignments.Part, task: Task | None) -> Duty:
    return Duty(
        evidence=context.notice.evidence(part.start, part.end, part.rule),
        role=part.role,
        organization=part.organization,
        task=task,
    )


def _each_once(found: list[Duty]) -> list[Duty]:
    kept: dict[tuple[str, str, tuple[int, int] | None], Duty] = {}
    for duty in sorted(found, key=lambda duty: duty.evidence.start):
        kept.setdefault((duty.role, duty.organization, _task_place(duty)), duty)
    return list(kept.values())
