"""Lists of a PDF page that stand in columns without rules, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.readers.pdf_lines import Line, Piece, group_lines, join, make_line
from extract.readers.pdf_page import Run
from extract.readers.pdf_tables import RuledPart, is_full
from extract.readers.tables import Part, PartCell, Rectangle
from extract.rules import load

_FEWEST_ROWS = 5
"""Fewer lines in columns are contact lines or the like, and stay paragraphs."""
_SEGMENT_GAP = 1.3
"""Runs on one line that are nearer than this (in character widths) are one entry of a list."""


@dataclass(slots=True)
class ListPart:
    """Lines that stand in columns without rules, as a table's part."""

    page: int
    box: Rectangle
    part: Part[Piece]


Item = Line | RuledPart | ListPart


def with_lists(items: Sequence[Item], before: ListPart | None = None) -> list[Item]:
    """The items with each stretch of lines that stand in columns replaced by one list.

    `before` is the list with which the page before ended, if it ended with one.
    """
    result: list[Item] = []
    stretch: list[Line] = []
    for item in [*items, None]:
        if isinstance(item, Line):
            stretch.append(item)
            continue
        if before is not None and not result:
            rest = _rest_of(before, stretch)
            if rest is not None:
                result.append(rest[0])
                stretch = stretch[rest[1] :]
        result += _lists(stretch)
        stretch = []
        if item is not None:
            result.append(item)
    return result


def _segments(line: Line) -> list[Run]:
    """The entries of a line: runs near each other are one."""
    found: list[Run] = []
    for run in line.runs:
        if found and run.x0 - found[-1].x1 < _SEGMENT_GAP * line.size:
            last = found[-1]
            found[-1] = Run(last.glyphs + run.glyphs, last.baseline, last.x0, max(last.x1, run.x1), last.size)
        else:
            found.append(run)
    return found


def _lists(lines: list[Line]) -> list[Item]:
    several = [i for i, line in enumerate(lines) if len(line.runs) > 1 and len(_segments(line)) > 1]
    if len(several) < _FEWEST_ROWS:
        return list(lines)
    result: list[Item] = []
    done = 0
    for first, last in _stretches(several, lines):
        found = _list_part(lines[first : last + 1])
        if found is not None:
            result += [*lines[done:first], found]
            done = last + 1
    return [*result, *lines[done:]]


def _stretches(several: list[int], lines: list[Line]) -> list[tuple[int, int]]:
    """Ranges of lines (first, last) that begin and end at lines of several entries, with few others between."""
    ranges: list[tuple[int, int]] = []
    for index in several:
        size = lines[index].size
        if ranges and index - ranges[-1][1] <= 3 and abs(lines[ranges[-1][1]].size - size) <= 0.1 * size:
            ranges[-1] = (ranges[-1][0], index)
        else:
            ranges.append((index, index))
    widened = []
    for first, last in ranges:
        if (
            first
            and lines[first - 1].bottom > lines[first].top + 1
            and lines[first - 1].size <= 1.1 * lines[first].size
        ):
            first -= 1
        after = lines[last + 1] if last + 1 < len(lines) else None
        if after is not None and (after.top < lines[last].bottom - 1 or _is_phone(after)):
            last += 1
        widened.append((first, last))
    return widened


def _is_phone(line: Line) -> bool:
    return load("paragraphs")["phone_entry"].fullmatch(line.text.strip()) is not None


def _list_part(lines: list[Line]) -> ListPart | None:
    entries = [entry for line in lines for entry in _segments(line)]
    spans = _columns(entries, 0.5 * lines[0].size)
    if len(spans) < 2:
        return None
    rows = _rows(entries, spans)
    complete = sum(len(row) == len(spans) for row in rows)
    if len(rows) < _FEWEST_ROWS or complete < max(_FEWEST_ROWS - 1, 0.6 * len(rows)):
        return None
    if len(spans) == 2 and not _pairs(rows):
        return None
    edges = [spans[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(spans)), spans[-1][1]]
    return _as_part(lines, rows, edges)


def _pairs(rows: list[dict[int, list[Run]]]) -> bool:
    """Whether the second of two columns holds telephone numbers: other pairs are as well two columns of text."""
    number = load("paragraphs")["phone_entry"]
    second = [make_line(row[1]).text for row in rows if 1 in row]
    return sum(number.search(text) is not None for text in second) >= 0.7 * len(rows)


def _as_part(lines: list[Line], rows: list[dict[int, list[Run]]], edges: list[float]) -> ListPart:
    cells = []
    for number, row in enumerate(rows):
        for column in range(len(edges) - 1):
            own = group_lines(row.get(column, []))
            cells.append(PartCell(number, column, 1, 1, _one_paragraph(own)))
    box = Rectangle(edges[0], lines[0].top, edges[-1], lines[-1].bottom)
    return ListPart(lines[0].page, box, Part(edges, len(rows), cells))


def _rest_of(before: ListPart, lines: list[Line]) -> tuple[ListPart, int] | None:
    """The rows at the top of a page that stand in the columns of the list before it, and how many lines they take."""
    edges, size = before.part.edges, lines[0].size if lines else 0.0
    spans = [(a - size, b - 0.1) for a, b in pairwise(edges)]
    spans[-1] = (spans[-1][0], edges[-1] + 2 * size)
    several = 0
    for count, line in enumerate(lines, 1):
        entries = _segments(line)
        if any(not any(x0 <= e.x0 and e.x1 <= x1 + size for x0, x1 in spans) for e in entries):
            break
        several = count if len(entries) > 1 else several
    if not several:
        return None
    if several < len(lines) and _is_phone(lines[several]):
        several += 1
    own = lines[:several]
    rows = _rows([entry for line in own for entry in _segments(line)], spans)
    return _as_part(own, rows, edges), several


def _columns(entries: list[Run], gap: float) -> list[tuple[float, float]]:
    spans: list[tuple[float, float]] = []
    for entry in sorted(entries, key=lambda run: run.x0):
        if spans and entry.x0 - spans[-1][1] < gap:
            spans[-1] = (spans[-1][0], max(spans[-1][1], entry.x1))
        else:
            spans.append((entry.x0, entry.x1))
    return spans


def _rows(entries: list[Run], spans: list[tuple[float, float]]) -> list[dict[int, list[Run]]]:
    """Entries by row and column: what overlaps in height is one row, a lone rest of a full entry belongs above."""
    bands: list[tuple[float, list[Run]]] = []
    for entry in sorted(entries, key=lambda run: run.baseline):
        top, bottom = entry.baseline - 0.8 * entry.size, entry.baseline + 0.05 * entry.size
        if bands and top < bands[-1][0]:
            bands[-1][1].append(entry)
            bands[-1] = (max(bands[-1][0], bottom), bands[-1][1])
        else:
            bands.append((bottom, [entry]))
    rows: list[dict[int, list[Run]]] = []
    number = load("paragraphs")["item_number"]
    for _, band in bands:
        row: dict[int, list[Run]] = {}
        for entry in band:
            column = max(i for i, (x0, _) in enumerate(spans) if i == 0 or x0 <= entry.x0)
            row.setdefault(column, []).append(entry)
        if rows and len(row) == 1 and len(spans) - 1 not in rows[-1] and len(band) == 1 and _is_phone(make_line(band)):
            # The line of entries was longer than the page is wide.
            rows[-1][len(spans) - 1] = band
            continue
        lone = len(row) == 1 and len(spans) > 1
        column, own = next(iter(row.items()))
        above = rows[-1].get(column) if rows and lone else None
        if above and not number.match(make_line(own[:1]).text):
            x0, x1 = spans[column]
            if is_full(make_line(above[-1:]), own[0].size, x0, x1 + 0.5 * own[0].size):
                above += own
                continue
        rows.append(row)
    return rows


def _one_paragraph(lines: list[Line]) -> list[Piece]:
    if not lines:
        return []
    piece = lines[0].piece
    for line in lines[1:]:
        piece = join(piece, line.piece)
    return [piece]
