"""Rows of plain-text tables that a break within a cell has torn in two, made whole again."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.readers.wrapping import display_width

_FEWEST_COLUMNS = 3
_LONGEST_HEADING = 20
_LONGEST_PIECE = 40
"""Characters of the longest entry that a torn row may go on with."""
_MOST_PIECES = 4
_SLACK = 1
"""Columns of print by which an entry may stand beside that of the row above."""
_GAP = regex.compile(r"[ \u3000]{2,}|\u3000")
_ENTRY = regex.compile(r"\S(?:(?![ \u3000]{2}|\u3000)[\s\S])*")
_SENTENCE = regex.compile(r"[。；！？]|\d{4}\s?年")
_NUMBER = regex.compile(r"\s*[（(]?\d{1,3}[）)、．.]?\s*\t")


def mended(lines: Sequence[str]) -> list[str]:
    """The lines with each row between tabs that goes on in the next lines put on one, and with the entries of a line
    that goes on with those of the row above it, by where they stand, added to them."""
    return _by_place(_by_tabs(lines))


def _by_tabs(lines: Sequence[str]) -> list[str]:
    found: list[str] = []
    columns, at = 0, 0
    while at < len(lines):
        line = lines[at]
        whole = _whole_row(lines, at, columns) if columns else None
        if whole is not None:
            row, at = whole
            found.append(row)
            continue
        columns = _headings(line)
        found.append(line)
        at += 1
    return found


def _headings(line: str) -> int:
    """How many headings a line prints between tabs; 0 for other lines."""
    cells = [cell.strip() for cell in line.strip("\n").split("\t")]
    if len(cells) < _FEWEST_COLUMNS or not all(0 < len(cell) <= _LONGEST_HEADING for cell in cells):
        return 0
    return 0 if any(character.isdigit() for character in line) else len(cells)


def _whole_row(lines: Sequence[str], at: int, columns: int) -> tuple[str, int] | None:
    """A row of so many columns from a line on, and the index after it; None where none begins there."""
    cells = lines[at].split("\t")
    if len(cells) == columns:
        return lines[at], at + 1
    if not 1 < len(cells) < columns:
        return None
    for following in range(at + 1, min(len(lines), at + _MOST_PIECES)):
        more = lines[following].split("\t")
        if _NUMBER.match(lines[following]) or not _goes_on(more):
            return None
        cells = [*cells[:-1], _joined(cells[-1], more[0]), *more[1:]]
        if len(cells) >= columns:
            return ("\t".join(cells), following + 1) if len(cells) == columns else None
    return None


def _goes_on(cells: Sequence[str]) -> bool:
    return bool("".join(cells).strip()) and all(
        len(cell) <= _LONGEST_PIECE and not _SENTENCE.search(cell) for cell in cells
    )


def _joined(first: str, second: str) -> str:
    """The two parts of a cell: a word cut in two closed up, a name and a number apart."""
    first, second = first.rstrip(), second.strip()
    cut = first[-1:].isalpha() and second[:1].isalpha() and not (first[-1:].isascii() or second[:1].isascii())
    return first + ("" if cut or not first or not second else " ") + second


def _by_place(lines: Sequence[str]) -> list[str]:
    found: list[str] = []
    row = -1
    for line in lines:
        if row >= 0 and (whole := _with_rest(found[row], line)) is not None:
            found[row] = whole
            continue
        found.append(line)
        row = len(found) - 1 if _is_row(found) else -1
    return found


def _is_row(lines: Sequence[str]) -> bool:
    """Whether the last line is printed in as many columns, three at least, as the one before it."""
    columns = len(_entries(lines[-1]))
    return columns >= _FEWEST_COLUMNS and len(lines) > 1 and len(_entries(lines[-2])) == columns


def _entries(line: str) -> list[tuple[int, int, int]]:
    """The entries of a line without tabs: the column of print each begins in, where it begins and ends."""
    if "\t" in line or _GAP.search(line.strip()) is None:
        return []
    return [(display_width(line[: one.start()]), one.start(), one.end()) for one in _ENTRY.finditer(line)]


def _with_rest(row: str, line: str) -> str | None:
    """A row with the entries of a line under it added to its own, where each stands under one; else None.

    The line begins further in than the row, since it has no number of its own.
    """
    above = _entries(row)
    if not line.strip() or "\t" in line or _SENTENCE.search(line):
        return None
    rest = [(display_width(line[: one.start()]), one.start(), one.end()) for one in _ENTRY.finditer(line)]
    if not rest or rest[0][0] < above[1][0] - _SLACK or len(rest) >= len(above):
        return None
    pieces: dict[int, str] = {}
    for column, start, end in rest:
        under = next((index for index, (own, _, _) in enumerate(above) if abs(own - column) <= _SLACK), None)
        if under is None or end - start > _LONGEST_PIECE:
            return None
        pieces[under] = line[start:end]
    parts = [row[start:end] for _, start, end in above]
    joined = [_joined(part, pieces[index]) if index in pieces else part for index, part in enumerate(parts)]
    return _respaced(row, above, joined)


def _respaced(row: str, above: Sequence[tuple[int, int, int]], parts: Sequence[str]) -> str:
    """A row with longer entries, each still beginning in its own column of print where there is room."""
    line = row[: above[0][1]]
    for (column, _, _), part in zip(above, parts, strict=True):
        gap = max(column - display_width(line), 2) if line.strip() else 0
        line += " " * gap + part
    return line
