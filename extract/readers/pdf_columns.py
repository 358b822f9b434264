"""Reading order on a PDF page: stacked issuers before their 文件, two columns one after the other, aligned lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.readers.pdf_frames import Frame, measure
from extract.readers.pdf_lines import Line, Piece, group_lines, join, make_line
from extract.readers.pdf_page import Run
from extract.readers.pdf_paragraphs import HEADER_SIZE
from extract.readers.pdf_tables import RuledPart, is_full
from extract.readers.tables import Part, PartCell, Rectangle
from extract.rules import load

_SUFFIX = "文件"
_FEWEST_COLUMN_LINES = 6
_FEWEST_ROWS = 5
_SEGMENT_GAP = 1.3
"""Runs on one line that are nearer than this (in character widths) are one entry of an aligned list."""


@dataclass(slots=True)
class ListPart:
    """Lines that stand in columns without rules, as a table's part."""

    page: int
    box: Rectangle
    part: Part[Piece]


Item = Line | RuledPart | ListPart


@dataclass(slots=True)
class Flow:
    """Items that are read one below the other: a page's, or those of one of its columns."""

    items: list[Item]
    frame: Frame


def page_lines(runs: Sequence[Run]) -> list[Line]:
    """The page's lines, top down; the big 文件 beside stacked issuers is a line of its own below them."""
    issuers, suffix = _stacked_header(runs)
    if not suffix:
        return group_lines(runs)
    rest = [run for run in runs if not _is_header(run)]
    below = max(run.baseline for run in issuers)
    lines = group_lines([*issuers, *rest])
    at = next((i for i, line in enumerate(lines) if line.baseline > below), len(lines))
    return [*lines[:at], make_line(suffix), *lines[at:]]


def _is_header(run: Run) -> bool:
    return run.glyphs[0].style.red and run.size >= HEADER_SIZE


def _stacked_header(runs: Sequence[Run]) -> tuple[list[Run], list[Run]]:
    """The red issuers' runs and those of the 文件 that belongs to all of them; the latter empty where there is none."""
    issuers: list[Run] = []
    suffix: list[Run] = []
    for run in runs:
        if _is_header(run):
            head, tail = _without_suffix(run)
            issuers += head
            suffix += tail
    if "".join(glyph.char for run in suffix for glyph in run.glyphs) != _SUFFIX:
        return [], []
    lines = group_lines(issuers)
    if len(lines) < 2:
        return [], []
    top, bottom, left = lines[0].top, lines[-1].bottom, min(run.x0 for run in suffix)
    middle = suffix[0].baseline - 0.38 * suffix[0].size
    beside = top <= middle <= bottom and all(line.x1 <= left + 0.5 * line.size for line in lines)
    return (issuers, suffix) if beside else ([], [])


def _without_suffix(run: Run) -> tuple[list[Run], list[Run]]:
    text = "".join(glyph.char for glyph in run.glyphs)
    if text in (_SUFFIX, *_SUFFIX):
        return [], [run]
    if not text.endswith(_SUFFIX):
        return [run], []
    at = len(run.glyphs) - len(_SUFFIX)
    before, after = run.glyphs[at - 1], run.glyphs[at]
    set_off = after.x0 - before.x1 > 0.25 * run.size or after.style.size != before.style.size
    if not set_off:
        return [run], []
    head = run._replace(glyphs=run.glyphs[:at], x1=before.x1)
    return [head], [run._replace(glyphs=run.glyphs[at:], x0=after.x0, size=after.style.size)]


def flows(lines: Sequence[Line], tables: Sequence[RuledPart], frame: Frame, width: float) -> list[Flow]:
    """A page's items in reading order: one flow, or several where it is set in two columns."""
    middle = _gutter(lines, frame)
    if middle is None:
        return [Flow(_with_lists(_merged(lines, tables)), frame)]
    found: list[Flow] = []
    left: list[Item] = []
    right: list[Item] = []

    def close() -> None:
        for items in (left, right):
            if items:
                own = [item for item in items if isinstance(item, Line)]
                limits = (frame.left, middle) if items is left else (middle, frame.right)
                narrow = measure(own, 0.4 * width, frame.size)
                found.append(Flow(_with_lists(items), narrow or Frame(*limits, frame.pitch, frame.size)))
        left.clear()
        right.clear()

    for item in _merged(lines, tables):
        x0, x1 = (item.box.x0, item.box.x1) if not isinstance(item, Line) else (item.x0, item.x1)
        if x1 <= middle:
            left.append(item)
        elif x0 >= middle:
            right.append(item)
        elif isinstance(item, Line) and not any(run.x0 < middle < run.x1 for run in item.runs):
            left.append(make_line([run for run in item.runs if run.x1 <= middle]))
            right.append(make_line([run for run in item.runs if run.x0 >= middle]))
        else:
            left, right = list(left), list(right)
            close()
            if found and found[-1].frame is frame:
                found[-1].items.append(item)
            else:
                found.append(Flow([item], frame))
    close()
    return found


def _merged(lines: Sequence[Line], tables: Sequence[RuledPart]) -> list[Item]:
    """Lines and tables by their place from the top; both come in that order."""
    merged: list[Item] = []
    waiting = list(tables)
    for line in lines:
        while waiting and waiting[0].box.top < line.baseline - 0.38 * line.size:
            merged.append(waiting.pop(0))
        merged.append(line)
    return [*merged, *waiting]


def _gutter(lines: Sequence[Line], frame: Frame) -> float | None:
    """Where the white strip between two columns of running text lies; None on a page of one column."""
    text_width = frame.right - frame.left
    runs = [run for line in lines for run in line.runs if 0.3 <= (run.x1 - run.x0) / text_width <= 0.56]
    if len(runs) < 2 * _FEWEST_COLUMN_LINES:
        return None
    left = [run for run in runs if (run.x0 + run.x1) / 2 < frame.center]
    right = [run for run in runs if (run.x0 + run.x1) / 2 > frame.center]
    if min(len(left), len(right)) < _FEWEST_COLUMN_LINES:
        return None
    end, start = max(run.x1 for run in left), min(run.x0 for run in right)
    if start - end < 0.8 * frame.size:
        return None
    top = max(left[0].baseline, right[0].baseline)
    bottom = min(left[-1].baseline, right[-1].baseline)
    middle = (start + end) / 2
    beside = [line for line in lines if top <= line.baseline <= bottom]
    crossing = sum(any(run.x0 < middle < run.x1 for run in line.runs) for line in beside)
    return middle if beside and crossing <= 0.2 * len(beside) else None


def _with_lists(items: Sequence[Item]) -> list[Item]:
    """The items with each stretch of lines that stand in columns replaced by one list."""
    result: list[Item] = []
    stretch: list[Line] = []
    for item in [*items, None]:
        if isinstance(item, Line):
            stretch.append(item)
            continue
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
        if last + 1 < len(lines) and lines[last + 1].top < lines[last].bottom - 1:
            last += 1
        widened.append((first, last))
    return widened


def _list_part(lines: list[Line]) -> ListPart | None:
    entries = [entry for line in lines for entry in _segments(line)]
    size = lines[0].size
    spans = _columns(entries, 0.5 * size)
    if len(spans) < 3:
        return None
    rows = _rows(entries, spans)
    complete = sum(len(row) == len(spans) for row in rows)
    if len(rows) < _FEWEST_ROWS or complete < max(_FEWEST_ROWS - 1, 0.6 * len(rows)):
        return None
    cells = []
    for number, row in enumerate(rows):
        for column in range(len(spans)):
            own = group_lines(row.get(column, []))
            cells.append(PartCell(number, column, 1, 1, _one_paragraph(own)))
    edges = [spans[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(spans)), spans[-1][1]]
    box = Rectangle(edges[0], lines[0].top, edges[-1], lines[-1].bottom)
    return ListPart(lines[0].page, box, Part(edges, len(rows), cells))


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
            column = next(i for i, (x0, x1) in enumerate(spans) if x0 <= entry.x0 <= x1)
            row.setdefault(column, []).append(entry)
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
