"""Doubts about tables: columns that no word names, tables that gave nothing, totals that do not add up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from extract.document import Table
from extract.doubts.doubt import Found, rule
from extract.extractors.columns import Grid, of_table
from extract.extractors.context import Context

_FEWEST_ROWS = 3
_NUMBER_SIGNS = str.maketrans("", "", ",， \n元万吨个家户%")


def checked(context: Context) -> Iterator[Found]:
    """The doubts about the tables of a notice."""
    places = [
        (fact.table, fact.evidence.start)
        for facts in context.facts.values()
        for fact in facts
        if fact.table != "notice_regions"
    ]
    for table in context.notice.document.tables():
        if table.columns < 2 or table.rows < 2:
            continue
        inside = {name for name, start in places if table.start <= start < table.end}
        if "forms" in inside:
            continue
        seen = of_table(context, table)
        if not inside:
            start, end = seen.header_range()
            if start < end:
                yield Found("table.unread", table="listings", start=start, end=end)
            continue
        if "listings" in inside:
            yield from _columns(context, seen)
        yield from _total(context, seen)


def _columns(context: Context, seen: Grid) -> Iterator[Found]:
    """The columns of a list whose heading the vocabulary does not know."""
    for column in seen.columns:
        cell = seen.table.cell(seen.header.stop - 1, column.index) if seen.header else None
        known = column.key != "other" or rule("kept_column").search(column.heading)
        if not known and cell is not None and cell.start < cell.end:
            yield Found("table.column", table="listings", start=cell.start, end=cell.end, word=column.heading)


def _total(context: Context, seen: Grid) -> Iterator[Found]:
    """The last row of a table where it is a total and does not say what the rows add up to."""
    rows = list(seen.body)
    if len(rows) < _FEWEST_ROWS:
        return
    last = rows[-1]
    cells = seen.table.row_cells(last)
    first = context.text[cells[0].start : cells[0].end].strip() if cells else ""
    if not rule("total").match("".join(first.split())):
        return
    for column in range(seen.table.columns):
        total = _number(context, seen.table, last, column)
        parts = [_number(context, seen.table, row, column) for row in rows[:-1]]
        given = [part for part in parts if part is not None]
        if total is not None and len(given) >= 2 and len(given) == len(parts) and sum(given) != total:
            start, end = seen.table.row_range(last)
            yield Found("table.total", table="terms", start=start, end=end)
            return


def _number(context: Context, table: Table, row: int, column: int) -> Decimal | None:
    """The plain number of a cell that begins in this row; None where there is none."""
    cell = table.cell(row, column)
    if cell is None or cell.row != row or cell.column != column or cell.column_span > 1:
        return None
    try:
        number = Decimal(context.text[cell.start : cell.end].translate(_NUMBER_SIGNS))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
