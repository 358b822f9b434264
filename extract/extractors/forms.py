"""Blank reporting forms: the title and the headings of tables that are there to be filled in."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document import Cell, Table
from extract.extractors import captions, organizations, persons
from extract.extractors.cell_texts import is_phone, row_number, share
from extract.extractors.columns import Grid, of_table
from extract.extractors.context import Context, extractor
from extract.extractors.forms_lines import line_forms
from extract.extractors.headings import heads_firms
from extract.facts import Form
from extract.folding import compact
from extract.rules import load

_BLANK_SHARE = 0.3
"""The least share of empty places in a form made of labels beside empty cells."""
_MIN_LABELS = 4
_NEVER_GIVEN = ("contact", "phone", "address", "lead", "responsible", "supporting")
"""Meanings of columns whose words no form gives itself: a table that names who is given what sets tasks."""
_PERSONS = 0.5
"""The share of a column's cells that look like persons where the column lists persons."""


@extractor("forms")
def forms(context: Context) -> Sequence[Form]:
    """The blank forms of a notice, in the order of printing."""
    found: list[Form] = []
    ends: set[int] = set()
    for table in context.notice.document.tables():
        if table.columns < 2:
            continue
        if _block_before(context, table) in ends:
            ends.add(table.end)  # the same form goes on in a table of other columns
            continue
        seen = of_table(context, table)
        if columns := _headings(seen):
            start, end = seen.header_range()
            rule = "forms.blank_rows"
        elif columns := _labels(context, seen):
            start, end = table.start, max(cell.end for cell in table.cells)
            rule = "forms.blank_labels"
        else:
            continue
        title = captions.title_of(context.notice, table, seen)
        if title is None or start >= end:
            continue
        found.append(Form(evidence=context.notice.evidence(start, end, rule), title=title, columns=columns))
        if rule == "forms.blank_labels":
            ends.add(table.end)
    found += line_forms(context.notice)
    return sorted(found, key=lambda form: form.evidence.start)


def _block_before(context: Context, table: Table) -> int:
    """Where the block right before a table ends; -1 before the first."""
    blocks = context.notice.document.blocks
    index = next((at for at, block in enumerate(blocks) if block.start >= table.start), len(blocks))
    return blocks[index - 1].end if index else -1


def is_form(context: Context, table: Table) -> bool:
    """Whether a table has been read as a blank form."""
    return any(table.start <= form.evidence.start < table.end for form in context.read(Form))


def _headings(seen: Grid) -> tuple[str, ...]:
    """The headings of a table whose body asks to be filled in; empty where it is no form."""
    if not seen.header:
        return ()
    headings = tuple(column.heading for column in seen.columns if column.heading)
    if len(headings) < 2 or len(headings) < len(seen.columns) - 1 or not _is_blank(seen):
        return ()
    return tuple(column.heading for column in seen.columns)


def _is_blank(seen: Grid) -> bool:
    """Whether the rows below the headings hold nothing but prompts; given labels may fill the first column."""
    if not seen.body:
        return len(seen.columns) >= _MIN_LABELS - 1
    rows = list(seen.body)
    example_rows = {row for row in rows if _is_example(seen, row) or _numbers_columns(seen, row)}
    given = _given_columns(seen)
    for row in rows:
        if row in example_rows:
            continue
        for cell in seen.table.row_cells(row):
            words = seen.text[cell.start : cell.end].strip()
            wide = cell.column_span * 2 > seen.table.columns
            if cell.column in given or not words or (wide and not _names_something(words)):
                continue
            numbered = cell.column == 0 or seen.columns[cell.column].key == "row_no"
            if cell.column_span > 1 and load("forms")["sign_off"].fullmatch(words):
                continue
            if not _is_prompt(words) and not (numbered and row_number(words) is not None):
                return False
    return len(example_rows) < len(rows) or len(rows) == 1


def _given_columns(seen: Grid) -> set[int]:
    """The leading columns whose words the form itself gives, at most half of those that are no row number."""
    columns = [column for column in seen.columns if column.key != "row_no"]
    given: set[int] = set()
    for column in columns[: max(1, len(columns) // 2) if len(columns) > 1 else 0]:
        values = [value for row in seen.body if (value := seen.value(row, column))]
        firms = column.key == "name" and heads_firms(column.heading)
        if firms or column.key in _NEVER_GIVEN or any(map(_names_firm_or_number, values)):
            break
        if share(values, persons.is_person) >= _PERSONS:  # one or two products may look like persons (白玉菇)
            break
        given.add(column.index)
    return given


def _names_something(words: str) -> bool:
    """Whether a cell gives a firm, person or number: no form would print that in its own rows."""
    return _names_firm_or_number(words) or persons.is_person(words)


def _names_firm_or_number(words: str) -> bool:
    return organizations.is_company(words) or is_phone(words)


def _is_example(seen: Grid, row: int) -> bool:
    cells = seen.table.row_cells(row)
    first = seen.text[cells[0].start : cells[0].end].strip() if cells else ""
    return load("forms")["example_mark"].fullmatch(first) is not None if first else False


def _numbers_columns(seen: Grid, row: int) -> bool:
    """Whether a row below the headings only numbers the columns: 甲, 1, 2, 3=1+2."""
    words = [seen.text[cell.start : cell.end].strip() for cell in seen.table.row_cells(row)]
    number = load("forms")["column_number"]
    return len(words) >= _MIN_LABELS and all(number.fullmatch(word) for word in words) and words[-1] != words[0]


def _is_prompt(words: str) -> bool:
    rules = load("forms")
    return rules["prompt"].fullmatch(words) is not None or rules["fill_in_name"].fullmatch(words) is not None


def _labels(context: Context, seen: Grid) -> tuple[str, ...]:
    """The labels of a form that prints each beside an empty cell (登记表, 申报表); empty where it is none."""
    cells = sorted(seen.table.cells, key=lambda cell: (cell.row, cell.column))
    words = [compact(seen.text[cell.start : cell.end]) for cell in cells]
    if not _is_open(words):
        return ()
    labels = [
        word
        for cell, word in zip(cells, words, strict=True)
        if word
        and cell.column_span < seen.table.columns  # a row of one cell heads the rows below it
        and (not _is_prompt(word) or _is_hinted_label(seen, cell, word))
    ]
    if len(labels) < _MIN_LABELS:
        return ()
    if any(_names_something(word) for word in labels) or not all(load("forms")["label"].fullmatch(w) for w in labels):
        return ()
    title = captions.title_of(context.notice, seen.table, seen)
    return tuple(labels) if title and load("forms")["title"].search(title) else ()


def _is_open(words: list[str]) -> bool:
    """Whether enough of a table's cells are empty, or ask for ticks and signatures where half as many are."""
    empty = words.count("")
    if not _BLANK_SHARE / 2 * len(words) <= empty < _BLANK_SHARE * len(words):
        return empty >= _BLANK_SHARE * len(words)
    return sum(not word or _is_prompt(word) for word in words) >= _BLANK_SHARE * len(words)


def _is_hinted_label(seen: Grid, cell: Cell, words: str) -> bool:
    """Whether a cell with a hint in brackets is a label and not what stands beside one: 主要做法（300字以内）."""
    if load("forms")["hinted_label"].fullmatch(words) is None:
        return False
    before = seen.table.cell(cell.row, cell.column - 1) if cell.column else None
    return before is None or before.start == before.end
