"""Tasks: the numbered rows of a task table, and the numbered sections of a plan that assign duties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.extractors import assignments
from extract.extractors.columns import Column, Grid, of_table, share
from extract.extractors.context import Context, extractor
from extract.extractors.forms import is_form
from extract.facts import Task
from extract.folding import compact
from extract.notice import Notice, Section
from extract.rules import load

_LEAST_WORDS = 0.5
"""The share of a column's cells that hold words where the column tells tasks."""
_DUTY_KEYS = ("lead", "responsible", "supporting")


@dataclass
class TaskRows:
    """A numbered task of a table: the rows it covers."""

    number: str
    title: str
    rows: list[int] = field(default_factory=list)


@extractor("tasks")
def tasks(context: Context) -> Sequence[Task]:
    """The tasks of a notice's task tables and of its sections that give parts to bodies."""
    found: list[Task] = []
    for seen in task_tables(context):
        found += [_of_rows(context.notice, seen, rows) for rows in table_tasks(seen)]
    for section in assigning_sections(context.notice):
        if section is not None and section.level >= 1:
            found.append(of_section(context.notice, section))
    return found


def task_tables(context: Context) -> list[Grid]:
    """The tables that have a column of tasks or their contents and one of bodies that answer for them."""
    grids = [
        of_table(context, table)
        for table in context.notice.document.tables()
        if table.columns > 1 and not is_form(context, table)
    ]
    return [seen for seen in grids if seen.header and _says_what_to_do(seen) and seen.having(*_DUTY_KEYS)]


def _says_what_to_do(seen: Grid) -> bool:
    """Whether there is a column of tasks or contents in words: one of figures only sets quotas."""
    for column in seen.columns:
        values = [value for row in seen.body if (value := seen.value(row, column))]
        if column.key in {"task", "content"} and (not values or share(values, _in_words) >= _LEAST_WORDS):
            return True
    return False


def _in_words(value: str) -> bool:
    return load("tasks")["words"].search(value) is not None


def table_tasks(seen: Grid) -> list[TaskRows]:
    """The tasks of a task table: rows under one number, one merged name, or each row for itself."""
    number_column, title_column = seen.column("row_no"), _title_column(seen)
    if number_column is None and _numbers_contents(seen):
        title_column = content_column(seen)
    found: list[TaskRows] = []
    last: tuple[int, int] | None = None
    for row in seen.body:
        if _says_nothing(seen, row):
            continue
        place = (_place(seen, row, number_column), _place(seen, row, title_column))
        same = last is not None and found and _same_task(seen, row, place, last, number_column)
        if not same:
            number, title = _named(seen, row, number_column, title_column, len(found) + 1)
            found.append(TaskRows(number, title))
        found[-1].rows.append(row)
        last = place
    return found


def assigning_sections(notice: Notice) -> list[Section | None]:
    """The innermost numbered sections whose text gives parts to bodies, each once, in order."""
    found: dict[int | None, Section | None] = {}
    for part in text_parts(notice):
        section = notice.section_at(part.start)
        found.setdefault(section.start if section else None, section)
    return list(found.values())


def text_parts(notice: Notice) -> list[assignments.Part]:
    """The parts that a notice's text gives outside its tables."""
    parts: list[assignments.Part] = []
    start = 0
    for table in [*notice.document.tables(), None]:
        end = table.start if table else len(notice.text)
        if end > start:
            parts += assignments.find(notice.text, start, end)
        start = max(start, table.end) if table else end
    return parts


def number_of(section: Section) -> str:
    """A section's number without the mark after it: `（一）`, `一`, `1`."""
    return section.number.rstrip("、．.")


def title_of(notice: Notice, section: Section) -> str:
    """A section's heading; where it has none, the first words of its text."""
    if section.title:
        return compact(section.title)
    return _first_words(notice.text[section.body_start : section.end]) or number_of(section)


def of_section(notice: Notice, section: Section) -> Task:
    """The task that a section sets."""
    line_end = notice.text.find("\n", section.start)
    end = min(section.body_start if section.title else line_end, section.end) if line_end >= 0 else section.end
    content = "\n".join(
        words for line in notice.text[section.body_start : section.end].split("\n") if (words := compact(line))
    )
    return Task(
        evidence=notice.evidence(section.start, max(end, section.start + 1), "tasks.section"),
        number=number_of(section),
        title=title_of(notice, section),
        content=content or None,
    )


def task_of_rows(notice: Notice, seen: Grid, rows: TaskRows) -> Task:
    """The task that rows of a table set."""
    return _of_rows(notice, seen, rows)


def content_column(seen: Grid) -> Column | None:
    """The column of what tasks consist of: one headed so, or the targets (目标任务) beside a column of names."""
    headed = seen.column("content")
    named = [column for column in seen.columns if column.key == "task"]
    if headed is not None or len(named) < 2:
        return headed
    rules = load("tasks")
    targets = rules["target_heading"].search(named[-1].heading) is not None
    kinds = rules["kind_heading"].search(named[0].heading) is not None
    return named[-1] if targets and not kinds and not rules["target_heading"].search(named[0].heading) else None


def _title_column(seen: Grid) -> Column | None:
    """The column that names tasks; the innermost where two do (任务类别, 具体任务)."""
    content = content_column(seen)
    named = [column for column in seen.columns if column.key == "task" and column is not content]
    if not named:
        return content
    return named[-1] if content is None or len(named) == 1 else named[0]


def _numbers_contents(seen: Grid) -> bool:
    """Whether contents carry the numbers, running through the table; what stands before is a kind of them."""
    content = content_column(seen)
    if content is None or seen.column("task") is None:
        return False
    starts = {
        _place(seen, row, content): seen.printed(row, content) for row in seen.body if not _says_nothing(seen, row)
    }
    numbers = [match["number"] for words in starts.values() if (match := load("tasks")["number"].match(words))]
    return len(starts) > 1 and len(set(numbers)) == len(starts)


def _place(seen: Grid, row: int, column: Column | None) -> int:
    cell = seen.table.cell(row, column.index) if column else None
    return cell.start if cell else -1


def _same_task(
    seen: Grid, row: int, place: tuple[int, int], last: tuple[int, int], number_column: Column | None
) -> bool:
    """Whether a row goes on with the task above it."""
    if number_column is not None:
        own = seen.value(row, number_column)
        return place[0] == last[0] or own is None
    return place[1] == last[1]


def _says_nothing(seen: Grid, row: int) -> bool:
    cells = seen.table.row_cells(row)
    words = [seen.text[cell.start : cell.end].strip() for cell in cells]
    if not any(words) or (len(cells) == 1 and cells[0].column_span > 1):
        return True
    first = next(word for word in words if word)
    return load("tasks")["sum_row"].match(first) is not None


def _named(
    seen: Grid, row: int, number_column: Column | None, title_column: Column | None, ordinal: int
) -> tuple[str, str]:
    printed = seen.value(row, title_column) or ""
    content = content_column(seen)
    number = (seen.value(row, number_column) or "").strip("、．. ") if number_column else ""
    if match := load("tasks")["number"].match(printed):
        number = number or match["number"].replace(" ", "")
        printed = printed[match.end() :]
    title = printed
    if title_column is None or title_column is content:
        title = _first_words(seen.printed(row, title_column)) or printed
    elif content is not None and _heads_several(seen, row, title_column, number_column):
        title = _first_words(seen.printed(row, content)) or printed
    return number or str(ordinal), title or str(ordinal)


def _heads_several(seen: Grid, row: int, title_column: Column, number_column: Column | None) -> bool:
    """Whether a merged cell stands over several numbered tasks: a kind of tasks, not one."""
    cell = seen.table.cell(row, title_column.index)
    if cell is None or number_column is None:
        return False
    kinds = load("tasks")["kind_heading"].search(title_column.heading) is not None
    if number_column.index < title_column.index and not kinds:
        return False  # each number stands before a task, and the cell names two or more that go together
    numbers = {_place(seen, below, number_column) for below in range(cell.row, cell.row + cell.row_span)}
    return len(numbers) > 1


def _first_words(text: str) -> str:
    if number := load("tasks")["number"].match(text):
        text = text[number.end() :]
    match = load("tasks")["first_words"].match(text)
    return compact(match["title"]) if match else ""


def _of_rows(notice: Notice, seen: Grid, rows: TaskRows) -> Task:
    column = content_column(seen)
    cells = [seen.table.cell(row, column.index) for row in rows.rows] if column else []
    starts: dict[int, str] = {}
    for cell in cells:
        if cell is not None and cell.end > cell.start:
            starts.setdefault(cell.start, compact(seen.text[cell.start : cell.end]))
    title = _title_column(seen)
    spans = [seen.table.row_range(row) for row in rows.rows]
    start, end = spans[0]
    first = seen.table.cell(rows.rows[0], title.index) if title else None
    if first is not None and first.end > first.start:
        start, end = min(start, first.start), max(end, first.end)
    return Task(
        evidence=notice.evidence(start, end, "tasks.table"),
        number=rows.number,
        title=rows.title,
        content="\n".join(starts.values()) or None,
    )
