"""Tables whatever the file's format: which rows name the columns, and how parts on several pages become one."""

from __future__ import annotations

from collections.abc import Sequence

from extract.rules import load

LONGEST_HEADING = 24
"""More characters than this are no column heading, blanks not counted."""


def header_rows(cell_texts: Sequence[Sequence[str]]) -> int:
    """How many rows at the top name the columns; 0 where the first row is data already.

    `cell_texts` is the full grid: every place holds the text of the cell that covers it, so that
    merged cells repeat theirs. A caption merged over the whole width counts as a header row when
    a row that names columns follows it.
    """
    captions = 0
    while captions < min(2, len(cell_texts)) and _is_caption(cell_texts[captions]):
        captions += 1
    if captions == len(cell_texts) or not _is_header(cell_texts[captions]):
        return 0
    first = captions
    count = first + 1
    if _has_second_row(cell_texts, first):
        count += 1
    return count if count < len(cell_texts) or len(cell_texts) == first + 1 else first + 1


def _is_caption(row: Sequence[str]) -> bool:
    return len(row) > 1 and len(set(row)) == 1 and bool(row[0].strip())


def _is_header(row: Sequence[str]) -> bool:
    headings = ["".join(text.split()) for text in row if text.strip()]
    if not headings or 2 * len(headings) < len(row):
        return False
    if any(_is_data(heading) for heading in headings):
        return False
    named = sum(_names_a_column(heading) for heading in headings)
    return 2 * named >= len(headings) and (named >= 2 or len(headings) == 1)


def _is_data(heading: str) -> bool:
    return len(heading) > LONGEST_HEADING or load("table_headers")["data_value"].search(heading) is not None


def _names_a_column(heading: str) -> bool:
    rules = load("table_headers")
    unit = rules["header_unit"].search(heading)
    bare = heading[: unit.start()] if unit and unit.start() else heading
    return any(bare.endswith(word) for word in rules.words["header_word"])


def _has_second_row(rows: Sequence[Sequence[str]], first: int) -> bool:
    """Whether the row below a header row divides one of its headings further.

    It does when a heading spans columns whose cells below differ; headings that are merged down
    stand in both rows.
    """
    if first + 1 >= len(rows):
        return False
    top, below = rows[first], rows[first + 1]
    if len(below) != len(top):
        return False
    spanned = [i for i in range(len(top)) if (i and top[i] == top[i - 1]) or (i + 1 < len(top) and top[i] == top[i + 1])]
    divided = [i for i in spanned if top[i].strip() and below[i].strip() and below[i] != top[i]]
    merged_down = [i for i in range(len(top)) if top[i].strip() and below[i] == top[i]]
    own = ["".join(below[i].split()) for i in range(len(below)) if below[i] != top[i] and below[i].strip()]
    return bool(divided) and bool(merged_down or len(spanned) == len(top)) and not any(map(_is_data, own))
