"""Task tables: which tables set tasks, and which of their rows, numbers and names make up each one."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.extractors import captions, organizations
from extract.extractors.cell_texts import share
from extract.extractors.columns import Column, Grid, of_table
from extract.extractors.context import Context
from extract.extractors.forms import is_form
from extract.folding import compact
from extract.rules import load

DUTY_KEYS = ("lead", "responsible", "supporting")
_LEAST_WORDS = 0.5
"""The share of a column's cells that hold words where the column tells tasks."""
_LEAST_BODIES = 0.8
"""The share of a column's cells that name bodies where the column tells who is given the tasks."""
_LEAST_HOURS = 0.6
"""The share of a column's cells that name an hour where the table is the programme of an event."""
_SHORT_HEADING = 24
"""Characters of the longest first sentence that heads the sentences after it in a cell."""
_WHOLE = 100
"""Characters of the longest single sentence that names a task as a whole."""


@dataclass
class TaskRows:
    """A numbered task of a table: the rows it covers."""

    number: str
    title: str
    rows: list[int] = field(default_factory=list)


def task_tables(context: Context) -> list[Grid]:
    """The tables that have a column of tasks or their contents and one of bodies, or that are called task lists."""
    return context.once("task tables", lambda: _task_tables(context))


def _task_tables(context: Context) -> list[Grid]:
    grids = [
        of_table(context, table)
        for table in context.notice.document.tables()
        if table.columns > 1 and not is_form(context, table)
    ]
    return [
        seen
        for seen in grids
        if seen.header
        and not _is_programme(context, seen)
        and _says_what_to_do(seen)
        and (seen.having(*DUTY_KEYS) or _lists_tasks(context, seen) or _shares_out_tasks(context, seen))
    ]


def _is_programme(context: Context, seen: Grid) -> bool:
    """Whether a table tells what is done at which hour of an event (日程, 议程): no task of a plan is set there."""
    rules = load("tasks")
    hours = [column for column in seen.columns if column.key == "other" or column.key == "deadline"]
    for column in hours:
        values = [value for row in seen.body if (value := seen.value(row, column))]
        if len(values) > 1 and share(values, lambda value: rules["hour"].search(value) is not None) >= _LEAST_HOURS:
            return True
    return rules["programme_title"].search(captions.title_of(context.notice, seen.table, seen) or "") is not None


def _says_what_to_do(seen: Grid) -> bool:
    """Whether there is a column of tasks or contents in words: one of figures only sets quotas."""
    for column in seen.columns:
        values = [value for row in seen.body if (value := seen.value(row, column))]
        if column.key in {"task", "content"} and (not values or share(values, in_words) >= _LEAST_WORDS):
            return True
    return False


def in_words(value: str) -> bool:
    """Whether a cell says something in words, and no figure alone."""
    return load("tasks")["words"].search(value) is not None


def _lists_tasks(context: Context, seen: Grid) -> bool:
    """Whether a table that has no column of duties numbers its rows and is called a list of tasks."""
    if not seen.having("row_no") or seen.having("name", "phone"):
        return False
    title = captions.title_of(context.notice, seen.table, seen) or ""
    return load("tasks")["list_title"].search(title) is not None


def _shares_out_tasks(context: Context, seen: Grid) -> bool:
    """Whether a table of tasks beside bodies, headed 单位 alone, is called a sharing-out of tasks."""
    bodies = [column for column in seen.columns if column.key == "organization" and names_bodies(seen, column)]
    if not bodies or seen.column("task") is None or seen.having("name", "phone"):
        return False
    title = captions.title_of(context.notice, seen.table, seen) or ""
    return load("tasks")["list_title"].search(title) is not None


def duty_columns(seen: Grid) -> list[tuple[Column, str]]:
    """The columns of bodies that are given the tasks, each with the part that its heading gives.

    A column headed 单位 or 部门 alone gives the responsible ones where no other column gives a part.
    """
    headed = [(column, column.key) for column in seen.columns if column.key in DUTY_KEYS]
    if headed:
        return headed
    named = [column for column in seen.columns if column.key == "organization"]
    return [(column, "responsible") for column in named if names_bodies(seen, column)]


def names_bodies(seen: Grid, column: Column) -> bool:
    """Whether a column's cells name bodies and hardly anything else."""
    values = [value for row in seen.body if (value := seen.value(row, column))]
    return share(values, _all_bodies) >= _LEAST_BODIES


def _all_bodies(value: str) -> bool:
    names = organizations.split(value)
    return bool(names) and all(organizations.is_body(named.name) for named in names)


def table_tasks(seen: Grid) -> list[TaskRows]:
    """The tasks of a task table: rows under one number, one merged name, or each row for itself."""
    number_column, title_column = seen.column("row_no"), title_column_of(seen)
    inner = _numbered_within(seen, number_column)
    if inner is not None:
        number_column, title_column = None, inner
    found: list[TaskRows] = []
    last: tuple[int, int] | None = None
    for row in seen.body:
        if _says_nothing(seen, row, title_column):
            continue
        place = (_place(seen, row, number_column), _place(seen, row, title_column))
        same = last is not None and found and _same_task(seen, row, place, last, number_column)
        if not same:
            number, title = _named(seen, row, number_column, title_column, len(found) + 1)
            found.append(TaskRows(number, title))
        found[-1].rows.append(row)
        last = place
    return found


def content_column(seen: Grid) -> Column | None:
    """The column of what tasks consist of: one headed so, one of targets, or one that goes further into the names'."""
    headed = seen.column("content")
    named = _named_columns(seen)
    if headed is not None or len(named) < 2:
        return headed
    rules = load("tasks")
    targets = rules["target_heading"].search(named[-1].heading) is not None
    kinds = rules["kind_heading"].search(named[0].heading) is not None
    if targets and not kinds and not rules["target_heading"].search(named[0].heading):
        return named[-1]
    number = seen.column("row_no")
    finer = number is not None and _places(seen, named[-1]) > _places(seen, number) == _places(seen, named[0])
    return named[-1] if finer else None


def title_column_of(seen: Grid) -> Column | None:
    """The column that names tasks: where several might, the one that goes with the numbers, else the innermost."""
    content = content_column(seen)
    named = [column for column in _named_columns(seen) if column is not content]
    if not named:
        return content
    number = seen.column("row_no")
    if content is None or len(named) == 1:
        return named[-1]
    if number is not None:
        rows = _places(seen, number)
        return next((column for column in named if _places(seen, column) >= rows), named[0])
    return named[0]


def title_of_cell(text: str) -> str:
    """The name that a cell's words give a task: its heading, or its one sentence as printed."""
    if number := load("tasks")["number"].match(text):
        text = text[number.end() :]
    line, _, below = text.partition("\n")
    if len(line) <= _SHORT_HEADING and "。" in below:
        return compact(line).rstrip("。：:；;")
    text = compact(text)  # other line breaks only wrap the words
    heads = load("tasks")["first_words"].match(text)
    if heads is None:
        return ""
    first, rest = compact(heads["title"]), text[heads.end() :]
    if len(first) <= _SHORT_HEADING and rest.startswith(("。", "：", ":")) and rest.strip("。：:. "):
        return first
    if load("tasks")["one_sentence"].fullmatch(text) is None or len(text) > _WHOLE:
        return first
    return text


def _named_columns(seen: Grid) -> list[Column]:
    return [column for column in seen.columns if column.key == "task"]


def _numbered_within(seen: Grid, number_column: Column | None) -> Column | None:
    """The innermost column whose cells carry the tasks' numbers, running through the table.

    What stands before it is a kind of tasks: cells merged over several, with or without numbers of their own.
    """
    named = _named_columns(seen)
    inner = content_column(seen) or (named[-1] if named else None)
    if inner is None or (number_column is None and len(named) + seen.having("content") < 2):
        return None
    rows = [row for row in seen.body if not _says_nothing(seen, row, inner)]
    starts = {_place(seen, row, inner): seen.printed(row, inner) for row in rows}
    numbers = [match["number"] for words in starts.values() if (match := load("tasks")["number"].match(words))]
    running = len(starts) > 1 and len(set(numbers)) == len(starts)
    outer = [column for column in (number_column, *named[:1]) if column is not None and column is not inner]
    finer = number_column is None or any(_places(seen, column) < len(starts) for column in outer)
    return inner if running and finer else None


def _place(seen: Grid, row: int, column: Column | None) -> int:
    cell = seen.table.cell(row, column.index) if column else None
    return cell.start if cell else -1


def _places(seen: Grid, column: Column) -> int:
    """How many cells of a column hold something."""
    return len({_place(seen, row, column) for row in seen.body if seen.value(row, column)})


def _same_task(
    seen: Grid, row: int, place: tuple[int, int], last: tuple[int, int], number_column: Column | None
) -> bool:
    """Whether a row goes on with the task above it."""
    if number_column is not None:
        own = seen.value(row, number_column)
        return place[0] == last[0] or own is None
    return place[1] == last[1]


def _says_nothing(seen: Grid, row: int, title_column: Column | None) -> bool:
    """Whether a row is empty, a heading over the rows below it, a sum or a remark."""
    cells = seen.table.row_cells(row)
    words = [seen.text[cell.start : cell.end].strip() for cell in cells]
    if not any(any(map(str.isalpha, word)) for word in words) or (len(cells) == 1 and cells[0].column_span > 1):
        return True  # a blank row may have its number printed
    title = seen.table.cell(row, title_column.index) if title_column else None
    duties = [column.index for column in seen.columns if column.key in DUTY_KEYS]
    if title is not None and duties and title.column + title.column_span > min(duties) > title.column:
        return True
    first = next(word for word in words if word)
    return load("tasks")["sum_row"].match(first) is not None


def _named(
    seen: Grid, row: int, number_column: Column | None, title_column: Column | None, ordinal: int
) -> tuple[str, str]:
    """A task's number, else its place in the table, and its name."""
    content = content_column(seen)
    apart = content is not None and title_column is not content
    printed = (seen.value(row, title_column) or "") if apart else seen.printed(row, title_column)
    number = (seen.value(row, number_column) or "").strip("、．. ") if number_column else ""
    if match := load("tasks")["number"].match(printed):
        number = number or ("" if _itemized(seen, row, title_column) else match["number"].replace(" ", ""))
        printed = printed[match.end() :]
    if apart and title_column is not None and _heads_several(seen, row, title_column, number_column):
        printed, apart = seen.printed(row, content), False
    title = title_of_cell(printed) or compact(printed)
    return number or str(ordinal), (title.rstrip("。") if apart else title) or str(ordinal)


def _itemized(seen: Grid, row: int, column: Column | None) -> bool:
    """Whether a cell is a list of its own (1.…; 2.…), whose first number is that of its item and not the task's."""
    cell = seen.table.cell(row, column.index) if column else None
    lines = seen.text[cell.start : cell.end].split("\n") if cell else []
    rule = load("tasks")["number"]
    return len(lines) > 1 and rule.match(lines[0]) is not None and any(rule.match(line) for line in lines[1:])


def _heads_several(seen: Grid, row: int, title_column: Column, number_column: Column | None) -> bool:
    """Whether a merged cell, or another of its column, stands over several numbered tasks: a kind of tasks, not one."""
    own = seen.table.cell(row, title_column.index)
    if own is None or number_column is None:
        return False
    kinds = load("tasks")["kind_heading"].search(title_column.heading) is not None
    if number_column.index < title_column.index and not kinds:
        return False  # each number stands before a task, and the cell names two or more that go together
    for below in seen.body:
        cell = seen.table.cell(below, title_column.index)
        if cell is not None and (
            len({_place(seen, under, number_column) for under in range(cell.row, cell.row + cell.row_span)}) > 1
        ):
            return True
    return False
