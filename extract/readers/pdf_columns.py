"""Reading order on a PDF page: stacked issuers before their 文件, two columns one after the other, aligned lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.readers.pdf_edges import Edge
from extract.readers.pdf_frames import Frame, measure
from extract.readers.pdf_lines import Line, group_lines, make_line
from extract.readers.pdf_lists import Item, ListPart, with_lists
from extract.readers.pdf_page import Run
from extract.readers.pdf_paragraphs import HEADER_SIZE
from extract.readers.pdf_tables import RuledPart

_SUFFIX = "文件"
_FEWEST_COLUMN_LINES = 6


@dataclass(slots=True)
class Flow:
    """Items that are read one below the other: a page's, or those of one of its columns."""

    items: list[Item]
    frame: Frame


def page_lines(runs: Sequence[Run], edges: Sequence[Edge] = (), width: float = 0.0) -> list[Line]:
    """The lines of a page `width` points wide, top down, those below a long rule marked.

    The big 文件 beside stacked issuers is a line of its own below them.
    """
    lines = _ordered_lines(runs)
    levels = sorted(edge.at for edge in edges if edge.orientation == "h" and edge.end - edge.start > 0.5 * width)
    for level in levels:
        if any(0 <= level - line.baseline <= 0.3 * line.size for line in lines):
            continue  # it underlines words
        below = next((line for line in lines if line.baseline > level + 0.3 * line.size), None)
        if below is not None:
            below.ruled_above = True
    return lines


def _ordered_lines(runs: Sequence[Run]) -> list[Line]:
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


def flows(
    lines: Sequence[Line], tables: Sequence[RuledPart], frame: Frame, width: float, before: Sequence[Flow] = ()
) -> list[Flow]:
    """A page's items in reading order: one flow, or several where it is set in two columns.

    `before` are the flows of the pages before it: a list without rules may go on from there.
    """
    middle = _gutter(lines, frame)
    if middle is None:
        last = before[-1].items[-1] if before and before[-1].items else None
        return [Flow(with_lists(_merged(lines, tables), last if isinstance(last, ListPart) else None), frame)]
    found: list[Flow] = []
    left: list[Item] = []
    right: list[Item] = []

    def close() -> None:
        for items in (left, right):
            if items:
                own = [item for item in items if isinstance(item, Line)]
                limits = (frame.left, middle) if items is left else (middle, frame.right)
                narrow = measure(own, 0.4 * width, frame.size)
                found.append(Flow(with_lists(items), narrow or Frame(*limits, frame.pitch, frame.size)))
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
