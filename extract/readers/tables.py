"""Tables whatever the file's format: their grid, and how parts on several pages become one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from extract.readers.table_headers import header_rows
from extract.rules import load


class Words(Protocol):
    """A paragraph of a cell, as a reader keeps it until the document's text is written."""

    @property
    def text(self) -> str:
        """The paragraph's text."""


Content = TypeVar("Content", bound=Words)


@dataclass(slots=True)
class PartCell(Generic[Content]):
    """A cell of a part: its place and spans in the part's grid and its paragraphs.

    `full` says that its last line reaches the cell's edge, so that what follows may be its continuation.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    paragraphs: list[Content]
    full: bool = False

    @property
    def text(self) -> str:
        """The cell's text, its paragraphs parted by line feeds."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(slots=True)
class Part(Generic[Content]):
    """A table, or what one page shows of it: `edges` are the places of its column limits, in points."""

    edges: list[float]
    rows: int
    cells: list[PartCell[Content]]

    @property
    def columns(self) -> int:
        """How many columns the grid has."""
        return len(self.edges) - 1

    def covering(self) -> dict[tuple[int, int], PartCell[Content]]:
        """The cell that covers each place of the grid."""
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }

    def texts(self) -> list[list[str]]:
        """The full grid of texts, merged cells repeated; what `header_rows` reads."""
        covering = self.covering()
        return [
            [covering[row, column].text if (row, column) in covering else "" for column in range(self.columns)]
            for row in range(self.rows)
        ]


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A cell's rectangle, top left to bottom right."""

    x0: float
    top: float
    x1: float
    bottom: float


def limits(values: Iterable[float], tolerance: float = 2.0) -> list[float]:
    """Places that lie within `tolerance` of each other as one, ascending: the lines of a grid."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][-1] <= tolerance:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(group) / len(group) for group in found]


def nearest(places: Sequence[float], value: float) -> int:
    """The index of the place nearest to a value, in an ascending list."""
    right = bisect_left(places, value)
    if right == 0:
        return 0
    if right == len(places):
        return right - 1
    return right if places[right] - value < value - places[right - 1] else right - 1


def build_grid(rectangles: Sequence[Rectangle]) -> tuple[list[float], list[float], list[tuple[int, int, int, int]]]:
    """Column limits, row limits, and for each rectangle its row, column, rows and columns covered (at least one)."""
    xs = limits(x for r in rectangles for x in (r.x0, r.x1))
    ys = limits(y for r in rectangles for y in (r.top, r.bottom))
    places = []
    for r in rectangles:
        row, column = nearest(ys, r.top), nearest(xs, r.x0)
        places.append((row, column, max(1, nearest(ys, r.bottom) - row), max(1, nearest(xs, r.x1) - column)))
    return xs, ys, places


COLUMN_TOLERANCE = 4.0
"""Column limits of two parts agree within this many points, measured from the table's left edge."""


def continued(
    first: Part[Content], second: Part[Content], weld: Callable[[Content, Content], Content]
) -> Part[Content] | None:
    """Both parts as one table where the second, at the top of the next page, goes on with the first; else None.

    A repeated header is dropped, a row that the page break split is made whole (`weld` puts two halves
    of a paragraph together), and cells merged downwards go on over the break.
    """
    if not _same_columns(first.edges, second.edges):
        return None
    edges = first.edges if len(first.edges) >= len(second.edges) else _shifted(second.edges, first.edges[0])
    first, second = _spread(first, edges), _spread(second, edges)
    second = _without_rows(second, _repeated_header(first, second))
    if not second.rows:
        return first
    split = _splits_row(first, second)
    return _stacked(first, second, split, weld)


def _shifted(edges: list[float], left: float) -> list[float]:
    return [edge - edges[0] + left for edge in edges]


def _same_columns(first: list[float], second: list[float]) -> bool:
    """Whether one part's column limits are all among the other's, the outer ones agreeing."""
    fewer, more = sorted((_shifted(first, 0.0), _shifted(second, 0.0)), key=len)
    if abs(fewer[-1] - more[-1]) > COLUMN_TOLERANCE or len(fewer) < 2:
        return False
    if len(fewer) == 2 and len(more) > 2:
        return False
    return all(min(abs(edge - other) for other in more) <= COLUMN_TOLERANCE for edge in fewer)


def _spread(part: Part[Content], edges: list[float]) -> Part[Content]:
    """The part with its cells placed in a finer grid of columns."""
    if len(part.edges) == len(edges):
        return part
    own = _shifted(part.edges, edges[0])
    at = [nearest(edges, edge) for edge in own]
    cells = [
        replace(cell, column=at[cell.column], column_span=at[cell.column + cell.column_span] - at[cell.column])
        for cell in part.cells
    ]
    return Part(edges, part.rows, cells)


def _repeated_header(first: Part[Content], second: Part[Content]) -> int:
    """How many rows at the top of the second part say again what the first part's top rows say."""
    ours, theirs = first.texts(), second.texts()
    count = 0
    while count < min(3, len(ours), len(theirs)):
        if _bare(ours[count]) != _bare(theirs[count]) or not any(_bare(theirs[count])):
            break
        count += 1
    if count and count == len(theirs) < len(ours) and not header_rows(ours):
        return 0
    return count


def _bare(row: Sequence[str]) -> list[str]:
    return ["".join(text.split()) for text in row]


def _without_rows(part: Part[Content], count: int) -> Part[Content]:
    if not count:
        return part
    cells = []
    for cell in part.cells:
        end = cell.row + cell.row_span - count
        if end > 0:
            kept = cell.paragraphs if cell.row >= count else []
            row = max(0, cell.row - count)
            cells.append(replace(cell, row=row, row_span=end - row, paragraphs=kept))
    return Part(part.edges, part.rows - count, cells)


def _splits_row(first: Part[Content], second: Part[Content]) -> bool:
    """Whether the second part's first row is the rest of the first part's last one."""
    above, below = first.covering(), second.covering()
    goes_on = fresh = blank = 0
    for column in range(first.columns):
        upper, lower = above.get((first.rows - 1, column)), below.get((0, column))
        if upper is None or lower is None or lower.column != column:
            continue
        if (upper.column, upper.column_span) != (lower.column, lower.column_span):
            return False
        if not lower.text.strip():
            blank += bool(upper.text.strip())
        elif not _may_continue(upper, lower):
            fresh += 1
        else:
            goes_on += 1
    return goes_on > 0 and fresh == 0 and (blank > 0 or goes_on == first.columns)


def _may_continue(upper: PartCell[Content], lower: PartCell[Content]) -> bool:
    before, after = upper.text.rstrip(), lower.text.lstrip()
    rules = load("table_headers")
    if not before or before[-1] in "。；！？;!?" or rules["row_number"].match(after) is not None:
        return False
    if rules["unfinished"].search(before) is not None:
        return True
    return upper.full and rules["cell_begins"].match(after) is None


def _stacked(
    first: Part[Content], second: Part[Content], split: bool, weld: Callable[[Content, Content], Content]
) -> Part[Content]:
    base = first.rows - 1 if split else first.rows
    above = first.covering()
    cells = [replace(cell, paragraphs=list(cell.paragraphs)) for cell in first.cells]
    ours = {(cell.row, cell.column): cell for cell in cells}
    lead = _leading_blanks(second)
    for cell in second.cells:
        upper = above.get((first.rows - 1, cell.column)) if cell.row == 0 else None
        same = upper is not None and (upper.column, upper.column_span) == (cell.column, cell.column_span)
        goes_down = not cell.text.strip() and (cell.column < lead or cell.row_span > 1)
        if upper is not None and same and (split or goes_down):
            target = ours[upper.row, upper.column]
            target.row_span = max(target.row_span, base + cell.row_span - target.row)
            if cell.paragraphs and target.paragraphs and _may_continue(target, cell):
                target.paragraphs[-1] = weld(target.paragraphs[-1], cell.paragraphs[0])
                target.paragraphs += cell.paragraphs[1:]
            else:
                target.paragraphs += cell.paragraphs
            target.full = cell.full
        else:
            cells.append(replace(cell, row=cell.row + base))
    return Part(first.edges, base + second.rows, cells)


def _leading_blanks(part: Part[Content]) -> int:
    """How many columns at the left of a part's first row are empty, where the row prints anything at all."""
    covering = part.covering()
    for column in range(part.columns):
        cell = covering.get((0, column))
        if cell is not None and cell.text.strip():
            return column
    return 0
