"""A division of labour in a table: a column of bodies beside one that says what each does (单位, 职责分工)."""

from __future__ import annotations

from collections.abc import Iterator

from extract.extractors import organizations
from extract.extractors.assignments import Part
from extract.extractors.cell_texts import share
from extract.extractors.columns import Column, Grid, of_table
from extract.extractors.context import Context
from extract.extractors.division import names_body, own_roles, told_in
from extract.extractors.forms import is_form
from extract.extractors.task_tables import in_words, names_bodies, task_tables
from extract.rules import load

_LEAST_WORDS = 0.5
"""The share of a column's cells that hold words where the column says what bodies do."""


def of_tables(context: Context) -> Iterator[Part]:
    """The parts of the bodies that a table beside no tasks gives: those its cells begin with, else to answer for it."""
    tasks = {seen.table.start for seen in task_tables(context)}
    for table in context.notice.document.tables():
        if table.columns < 2 or table.start in tasks or is_form(context, table):
            continue
        seen = of_table(context, table)
        work = next((column for column in seen.columns if _says_what_they_do(seen, column)), None)
        if work is None or any(column.key == "contact" for column in seen.columns[: work.index]):
            continue  # persons' duties
        bodies = [one for one in seen.columns[: work.index] if names_bodies(seen, one)]
        if bodies:
            for row in seen.body:
                yield from _of_row(seen, row, bodies[-1], work)


def _says_what_they_do(seen: Grid, column: Column) -> bool:
    heading = column.heading.replace(" ", "").replace("\n", "")
    if load("duties")["division_column"].fullmatch(heading) is None:
        return False
    values = [value for row in seen.body if (value := seen.value(row, column))]
    return bool(values) and share(values, in_words) >= _LEAST_WORDS


def _of_row(seen: Grid, row: int, bodies: Column, work: Column) -> Iterator[Part]:
    cell = seen.table.cell(row, work.index)
    names = [named.name for named in organizations.split(seen.value(row, bodies) or "")]
    if cell is None or cell.start == cell.end or not names or not all(map(names_body, names)):
        return
    told = told_in(seen.text, cell.start, cell.end)
    roles = [role for _, role in told]
    if seen.text[cell.start : told[0][0] if told else cell.end].strip():
        roles.insert(0, "responsible")
    start, end = seen.table.row_range(row)
    for name, own in own_roles(names):
        for role in [own] if own else roles:
            yield Part(role, name, start, end, "duties.division_table")
