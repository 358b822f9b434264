"""Tasks: the numbered rows of a task table, and the numbered sections of a plan that assign duties."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.extractors import assignments
from extract.extractors.columns import Grid
from extract.extractors.context import Context, extractor
from extract.extractors.owners import owning_sections
from extract.extractors.task_tables import TaskRows, content_column, table_tasks, task_tables, title_column_of
from extract.facts import Evidence, Task
from extract.folding import compact
from extract.notice import Notice, Section
from extract.rules import load

_CLAUSE_STOP = regex.compile("[，,；;]")
_SENTENCE_STOP = regex.compile("[。；;\n]")
_BESIDE_HEADINGS = ("duties.label", "duties.bracket", "duties.bodies_bracket")
"""Rules of the parts that stand beside a heading's words and are none of them."""


@extractor("tasks")
def tasks(context: Context) -> Sequence[Task]:
    """The tasks of a notice's task tables and of its sections that give parts to bodies."""
    found: list[Task] = []
    for seen in task_tables(context):
        found += [_of_rows(context.notice, seen, rows) for rows in table_tasks(seen)]
    for section in owning_sections(context):
        if section.level >= 1:
            found.append(of_section(context.notice, section))
    return found


def number_of(section: Section) -> str:
    """A section's number without the mark after it: `（一）`, `一`, `1`."""
    return section.number.rstrip("、．.")


def title_of(notice: Notice, section: Section) -> str:
    """A section's heading without the parts it gives; where it has none, the first words of its text."""
    if section.title:
        return _without_parts(notice, section) or compact(section.title)
    return _first_words(notice.text[section.body_start : section.end]) or number_of(section)


def _without_parts(notice: Notice, section: Section) -> str:
    """A heading up to the bracket, label or clause in it that gives parts; empty where it begins with one."""
    start = notice.text.index(section.title, section.start)
    given = assignments.find(notice.text, section.start, start + len(section.title))
    for part in given:
        before = notice.text[start : part.start].rstrip()
        if part.rule in _BESIDE_HEADINGS or before.endswith(("，", ",")):
            title = compact(before.rstrip("（([【〔，, "))
            return _without_clauses_of_parts(section.title) if _is_day(title) else title
    if any(part.rule not in _BESIDE_HEADINGS for part in given):
        return _without_clauses_of_parts(section.title)
    return compact(section.title)


def _is_day(title: str) -> bool:
    """Whether words only say by when or in what time something is done."""
    return bool(title) and load("tasks")["day_clause"].fullmatch(title) is not None


def _without_clauses_of_parts(title: str) -> str:
    """The first clause that says what is done, not only who does it (由县商务局牵头，举办展销) or when."""
    others = [load("tasks")[rule_id] for rule_id in ("part_clause", "day_clause")]
    clauses = [compact(clause) for clause in _CLAUSE_STOP.split(title)]
    said = (clause for clause in clauses if clause and not any(rule.fullmatch(clause) for rule in others))
    return next(said, compact(title))


def of_section(notice: Notice, section: Section) -> Task:
    """The task that a section sets."""
    low, high = notice.body
    close = min(section.end, high) if low <= section.start < high else section.end
    foot = (*notice.signatures, *([notice.issued] if notice.issued else []))
    close = min((part.start for part in foot if section.body_start <= part.start < close), default=close)
    content = "\n".join(
        words for line in notice.text[section.body_start : close].split("\n") if (words := compact(line))
    )
    return Task(
        evidence=_evidence_of_section(notice, section),
        number=number_of(section),
        title=title_of(notice, section),
        content=content or None,
    )


def place_of_section(notice: Notice, section: Section) -> tuple[int, int]:
    """Where the task that a section sets stands: the range of its evidence."""
    evidence = _evidence_of_section(notice, section)
    return evidence.start, evidence.end


def place_of_rows(notice: Notice, seen: Grid, rows: TaskRows) -> tuple[int, int]:
    """Where the task that rows of a table set stands: the range of its evidence."""
    evidence = _evidence_of_rows(notice, seen, rows)
    return evidence.start, evidence.end


def _evidence_of_section(notice: Notice, section: Section) -> Evidence:
    line_end = notice.text.find("\n", section.start)
    end = min(section.body_start if section.title else line_end, section.end) if line_end >= 0 else section.end
    return notice.evidence(section.start, max(end, section.start + 1), "tasks.section")


def _evidence_of_rows(notice: Notice, seen: Grid, rows: TaskRows) -> Evidence:
    title = title_column_of(seen)
    start, end = seen.table.row_range(rows.rows[0])
    first = seen.table.cell(rows.rows[0], title.index) if title else None
    if first is not None and first.end > first.start:
        start, end = min(start, first.start), max(end, first.end)
    return notice.evidence(start, end, "tasks.table")


def _first_words(text: str) -> str:
    if number := load("tasks")["number"].match(text):
        text = text[number.end() :]
    match = load("tasks")["first_words"].match(text)
    title = compact(match["title"]) if match else ""
    return _without_clauses_of_parts(_SENTENCE_STOP.split(text, maxsplit=1)[0]) if _is_day(title) else title


def _of_rows(notice: Notice, seen: Grid, rows: TaskRows) -> Task:
    column = content_column(seen)
    cells = [seen.table.cell(row, column.index) for row in rows.rows] if column else []
    starts: dict[int, str] = {}
    for cell in cells:
        if cell is not None and cell.end > cell.start:
            starts.setdefault(cell.start, compact(seen.text[cell.start : cell.end]))
    return Task(
        evidence=_evidence_of_rows(notice, seen, rows),
        number=rows.number,
        title=rows.title,
        content="\n".join(starts.values()) or None,
    )
