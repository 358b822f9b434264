"""Lists aligned by tabs or spaces, without rules, found in paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

import regex

from extract.document import Link
from extract.readers.assembly import Grid, Item, Line, clean, grid_of
from extract.readers.grid_pieces import stacked
from extract.readers.layout_tables import with_header_rows
from extract.rules import load

_FEWEST_ROWS = 3
_FEWEST_HEADINGS = 3
_FEWEST_IN_LABEL_ROW = 4
"""Places of a form's row that holds two labels and what is to be written behind each."""
_MOST_EMPTY_AT_END = 2
"""Empty cells at the end of a row, whose tabs a text file has lost."""
_LONGEST_ENTRY = 60
_LONGEST_GIVEN = 20
"""Characters of the longest heading, and of the longest words that a blank form itself gives in a row."""
# A single wide space parts columns only between longer words: in 姓　名 it spreads one word.
_GAP = regex.compile(r"[ \u00a0\u3000]*\t\s*|[ \u00a0\u3000]{2,}|(?<=\S\S\S)\u3000(?=\S\S\S)")
_BLANK_ROW = regex.compile(
    r"[ \u00a0\u3000_＿]*(?:\t[ \u00a0\u3000_＿]*){2,}"
    r"|[ \u00a0\u3000]*(?:[_＿]{2,}[ \u00a0\u3000\t]+){2,}[_＿]{2,}[ \t]*"
)
_LABEL = regex.compile(r"[：:](?!//)")
_SENTENCE = regex.compile(r"[。；]$")


def with_tables(items: Iterable[Item]) -> list[Item]:
    """The items with every stretch of at least three lines in the same number of columns made a table.

    A line of headings with empty lines of tabs below it is a blank form, and a table, too; so are lines of labels
    with an empty place behind each.
    """
    found: list[Item] = []
    for count, group in groupby(_with_blank_forms(_with_label_forms(list(items))), key=_columns):
        members = list(group)
        lines = [item for item in members if isinstance(item, Line)]
        if count >= 2 and len(lines) >= _FEWEST_ROWS:
            found.append(_grid(lines))
        else:
            found += members
    return found


def is_blank_row(text: str) -> bool:
    """Whether a line prints nothing but the empty columns of a form: tabs, or rules to write on between them."""
    return _BLANK_ROW.fullmatch(text) is not None


def _with_label_forms(items: list[Item]) -> list[Item]:
    """The items with every stretch of labels with empty places behind them, between tabs, made a table."""
    found: list[Item] = []
    at = 0
    while at < len(items):
        rows = _label_rows(items, at)
        if len(rows) >= _FEWEST_ROWS:
            width = len(rows[0])
            found.append(grid_of([[*row, *(Line("") for _ in range(width - len(row)))] for row in rows]))
            at += len(rows)
        else:
            found.append(items[at])
            at += 1
    return found


def _label_rows(items: list[Item], at: int) -> list[list[Line]]:
    """The cells of the lines from `at` on that make one form of labels; the first has two with empty places."""
    rows: list[list[Line]] = []
    for item in items[at:]:
        if not isinstance(item, Line) or "\t" not in item.text:
            break
        row = _between_tabs(item)
        texts = [cell.text.strip() for cell in row]
        open_ = not any(texts[1::2])
        wide = len(row) >= _FEWEST_IN_LABEL_ROW and len(row) % 2 == 0 and all(texts[::2]) and open_
        if not rows and not wide:
            break
        if not texts[0] or len(texts[0]) > _LONGEST_GIVEN or (rows and len(row) > len(rows[0])):
            break
        rows.append(row)
    return rows


def _between_tabs(item: Line) -> list[Line]:
    """The parts of a line between its tabs, the empty ones too, each with the links it holds."""
    cells = item.text.split("\t")
    starts = [sum(len(cell) + 1 for cell in cells[:place]) for place in range(len(cells))]
    return [_cut(item, start, start + len(cell)) for start, cell in zip(starts, cells, strict=True)]


def _with_blank_forms(items: list[Item]) -> list[Item]:
    """The items with every line of headings over rows to fill in, or over rows between tabs, made a table."""
    found: list[Item] = []
    at = 0
    while at < len(items):
        item, columns = items[at], _columns(items[at])
        end = at + 1
        rows: list[list[Line]] = []
        if columns >= _FEWEST_HEADINGS:
            while end < len(items) and (row := _row_below(items[end], columns)):
                rows.append(row)
                end += 1
        if isinstance(item, Line) and (
            _are_blank(rows) or (len(rows) >= _FEWEST_ROWS - 1 and _is_heading(item, columns))
        ):
            found.append(replace(grid_of([_split(item), *rows]), header_rows=1))
        else:
            found += items[at:end]
        at = end
    return found


def _row_below(item: Item, columns: int) -> list[Line]:
    """The cells of a row under headings: a blank one, or as many as the headings between tabs; none for other lines.

    The tabs before cells that stand empty at a line's end are lost with the white space there.
    """
    if not isinstance(item, Line):
        return []
    if is_blank_row(item.text):
        return [Line("") for _ in range(columns)]
    cells = _between_tabs(item)
    missing = columns - len(cells)
    whole = missing == 0 or (0 < missing <= _MOST_EMPTY_AT_END and len(cells) >= _FEWEST_HEADINGS)
    return [*cells, *(Line("") for _ in range(missing))] if whole else []


def _are_blank(rows: list[list[Line]]) -> bool:
    """Whether rows are there to be filled in: most of each one's cells are empty, the others short."""
    given = [[cell.text.strip() for cell in row if cell.text.strip()] for row in rows]
    return bool(rows) and all(
        2 * len(filled) <= len(row) and all(len(words) <= _LONGEST_GIVEN for words in filled)
        for row, filled in zip(rows, given, strict=True)
    )


def _is_heading(item: Line, columns: int) -> bool:
    """Whether a line holds headings between tabs: its rows may then hold sentences and labels."""
    cells = [cell.strip() for cell in item.text.split("\t")]
    return len(cells) == columns and all(0 < len(cell) <= _LONGEST_GIVEN for cell in cells)


def _columns(item: Item) -> int:
    """How many columns a line is printed in; 1 for running text, labelled lines and tables."""
    if not isinstance(item, Line) or not _may_be_parted(item.text) or _GAP.search(item.text.strip()) is None:
        return 1
    entries = _split(item)
    texts = [clean(entry.text) for entry in entries]
    if len(texts) < 2 or not all(texts) or any(len(text) > _LONGEST_ENTRY for text in texts):
        return 1
    if any(_LABEL.search(text) or _SENTENCE.search(text) for text in texts):
        return 1
    if len(texts) == 2 and load("readers")["ordinal"].fullmatch(texts[0]):
        return 1
    return len(entries)


def _may_be_parted(text: str) -> bool:
    """Whether a text holds anything of which a gap is made: of most lines this can be told without a search."""
    return "\t" in text or "\u3000" in text or "  " in text or "\u00a0" in text


def _split(line: Line) -> list[Line]:
    """The entries of a line between its gaps, each with the links it holds."""
    start = len(line.text) - len(line.text.lstrip())
    end = len(line.text.rstrip())
    entries: list[Line] = []
    for gap in _GAP.finditer(line.text, start, end):
        entries.append(_cut(line, start, gap.start()))
        start = gap.end()
    entries.append(_cut(line, start, end))
    return entries


def _cut(line: Line, start: int, end: int) -> Line:
    links = tuple(
        Link(max(link.start, start) - start, min(link.end, end) - start, link.target)
        for link in line.links
        if link.start < end and link.end > start
    )
    return line._replace(text=line.text[start:end], links=links)


def _grid(lines: list[Line]) -> Grid:
    return stacked(with_header_rows(grid_of([_split(line) for line in lines])))
