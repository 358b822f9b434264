"""Which rows of a table name its columns, told from what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from extract.rules import load

_LONGEST_HEADING = 24
"""More characters than this are no column heading, blanks not counted."""
_MOST_HEADER_ROWS = 3
"""Rows of headings one below the other, captions not counted."""


def header_rows(cell_texts: Sequence[Sequence[str]]) -> int:
    """How many rows at the top name the columns; 0 where the first row is data already.

    `cell_texts` is the full grid: every place holds the text of the cell that covers it, so that
    merged cells repeat theirs. A caption merged over the whole width counts as a header row when
    a row that names columns follows it.
    """
    captions = 0
    while captions < min(2, len(cell_texts)) and _is_caption(cell_texts[captions]):
        captions += 1
    if captions == len(cell_texts) or not _is_header(cell_texts, captions):
        return 0
    first = captions
    count = first + 1
    while count - first < _MOST_HEADER_ROWS and _is_divided(cell_texts, count - 1):
        count += 1
    return count if count < len(cell_texts) or len(cell_texts) == first + 1 else first + 1


def _is_caption(row: Sequence[str]) -> bool:
    return len(row) > 1 and len(set(row)) == 1 and bool(row[0].strip())


def _is_header(rows: Sequence[Sequence[str]], index: int) -> bool:
    headings = ["".join(text.split()) for text in rows[index] if text.strip()]
    if not headings or 2 * len(headings) < len(rows[index]):
        return False
    if any(_is_data(heading) for heading in headings):
        return False
    named = sum(_names_a_column(heading) for heading in headings)
    if named >= 2 and (_numbers_rows(rows, index) or _is_divided(rows, index)):
        return True
    return 2 * named >= len(headings) and (named >= 2 or len(headings) == 1)


def _numbers_rows(rows: Sequence[Sequence[str]], index: int) -> bool:
    """Whether the first column holds row numbers below this row's heading."""
    number = load("table_headers")["row_number"]
    first = ["".join(row[0].split()) for row in rows[index : index + 4] if row]
    return bool(first) and not number.match(first[0]) and any(number.match(text) for text in first[1:])


def _is_data(heading: str) -> bool:
    return len(heading) > _LONGEST_HEADING or load("table_headers")["data_value"].search(heading) is not None


def _names_a_column(heading: str) -> bool:
    rules = load("table_headers")
    unit = rules["header_unit"].search(heading)
    if unit and rules["counted"].search(heading):
        return True
    bare = heading[: unit.start()] if unit else heading
    return any(bare.endswith(word) for word in rules.words["header_word"])


def _is_divided(rows: Sequence[Sequence[str]], first: int) -> bool:
    """Whether the row below a header row divides one of its headings further.

    It does when a heading spans columns whose cells below differ; headings that are merged down
    stand in both rows.
    """
    if first + 1 >= len(rows):
        return False
    top, below = rows[first], rows[first + 1]
    if len(below) != len(top):
        return False
    spanned = [i for i in range(len(top)) if top[i] in (*top[max(0, i - 1) : i], *top[i + 1 : i + 2])]
    divided = [i for i in spanned if top[i].strip() and below[i].strip() and below[i] != top[i]]
    merged_down = [i for i in range(len(top)) if top[i].strip() and below[i] == top[i]]
    own = ["".join(below[i].split()) for i in range(len(below)) if below[i] != top[i] and below[i].strip()]
    return bool(divided) and bool(merged_down or len(spanned) == len(top)) and not any(map(_is_data, own))
