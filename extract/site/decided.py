"""What a person has decided of a row, for every page that shows it."""

from __future__ import annotations


def decided(table: str, row: str | None = None) -> str:
    """The SQL that gives what a person decided of a row of a table (`correct`, `add`, `accept`), or NULL.

    `row` is the SQL of the row's id, where it is not the table's own column.
    """
    return (
        "(SELECT action FROM corrected JOIN corrections ON corrections.id = corrected.correction_id "
        f"WHERE corrected.table_name = '{table}' AND corrected.row_id = {row or f'{table}.id'})"
    )
