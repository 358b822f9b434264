"""Tables of indicators: their names down the side with a unit each, the years that they are planned for across."""

from __future__ import annotations

from extract.document import Table
from extract.extractors.terms_readings import rule
from extract.extractors.terms_tables import Column, caption, column_of, heading, row_units, unit_of
from extract.notice import Notice


def planned_rows(notice: Notice, table: Table) -> dict[int, Column]:
    """The rows whose figures are set, by number: indicators of money or shares under two or more planned years."""
    years = [number for number in range(1, table.columns) if planned_year(notice, table, number)]
    if len(years) < 2:
        return {}
    above = caption(notice, table)
    heads = "".join(heading(notice, table, number) for number in range(table.columns))
    aimed = any(rule("column.set_title").search(words) or rule("column.goal").search(words) for words in (above, heads))
    units = row_units(notice, table)
    rows: dict[int, Column] = {}
    for row in range(table.header_rows, table.rows):
        words = _label(notice, table, row, years[0])
        if rule("column.other").search(words) or rule("reject.other").search(words):
            continue
        unit = unit_of(words, units.get(row))
        if unit is not None and (aimed or rule("column.goal").search(words)):
            rows[row] = column_of(words, unit, above)
    return rows


def planned_year(notice: Notice, table: Table, column: int) -> int | None:
    """The year that a column's figures are planned for, by its heading; None for any other column."""
    match = rule("column.planned_year").fullmatch(heading(notice, table, column))
    return int(match["year"]) if match else None


def _label(notice: Notice, table: Table, row: int, before: int) -> str:
    """What a row's figures are, from the last cell left of a column that is no number and no unit."""
    for number in range(before - 1, -1, -1):
        cell = table.cell(row, number)
        words = notice.text[cell.start : cell.end].replace("\n", "").strip() if cell is not None else ""
        if words and not (rule("column.number").fullmatch(words) or rule("column.unit_word").fullmatch(words)):
            return words
    return ""
