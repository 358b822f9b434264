"""Spreadsheets whatever their format → Document: each list a table, its title above and its notes below paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import regex

from extract.document import Align, Document
from extract.readers.assembly import Grid, Item, Line, Place, assemble, clean
from extract.readers.errors import ReadError
from extract.readers.grid_pieces import grid_texts, joined
from extract.readers.layout_tables import settled
from extract.readers.table_headers import header_rows

_MOST_TITLE_ROWS = 8
_MOST_COLUMNS = 400
"""Columns beyond this are no list's; the rest of such a sheet is left out with a warning."""
_MOST_MERGED = 5_000_000
"""Places that merged cells may cover in all before the rest of them is taken as single cells: no list has as many."""
_FEW_ROWS = 200
_LONGEST_FIRST_CELL = 6
"""Characters beyond which a lone first cell below a list is a note, not a row's number or 合计."""
_DEFAULT_NAME = regex.compile(r"(?:sheet|工作表|表)\s*\d*(?:\s*\(\d+\))?", regex.IGNORECASE)
_LABELLED = regex.compile(r"[：:]")
_LINE_END = regex.compile("\r\n|[\n\r\x0b\u2028]")


@dataclass(frozen=True, slots=True)
class Span:
    """Merged cells: the first row and column and those after the last, from 0."""

    row: int
    column: int
    row_end: int
    column_end: int


@dataclass(slots=True)
class Sheet:
    """A sheet as it is shown: the texts of its filled cells by row and column (from 0), its merged cells, its name.

    `hidden_rows` and `hidden_columns` are not shown and not read.
    """

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def document_of(sheets: Sequence[Sheet], media_type: str, warnings: Iterable[str] = ()) -> Document:
    """The document of a workbook's shown sheets, one after the other. Raises ReadError where all are empty."""
    filled = [sheet for sheet in sheets if any(text.strip() for text in sheet.cells.values())]
    items: list[Item] = []
    found = list(warnings)
    for sheet in filled:
        blocks = _blocks(_shown_rows(sheet))
        if len(filled) > 1 and not any(block.title for block in blocks[:1]) and not _is_default(sheet.name):
            items.append(Line(sheet.name))
        items += joined([item for block in blocks for item in block.items()])
        if any(column >= _MOST_COLUMNS for _, column in sheet.cells):
            found.append(f"columns beyond the {_MOST_COLUMNS}th of the sheet {clean(sheet.name)} were not read")
    assembly = assemble(items)
    if not assembly.text:
        raise ReadError("the spreadsheet has no filled cells", "get the file anew from where it came")
    return Document(assembly.text, assembly.blocks, media_type, warnings=tuple(found))


def _is_default(name: str) -> bool:
    return _DEFAULT_NAME.fullmatch(name.strip()) is not None


@dataclass(frozen=True, slots=True)
class _Row:
    """A shown row with text: its number among these, the cells that begin in it, and whether empty rows precede it."""

    number: int
    places: list[Place]
    parted: bool

    @property
    def filled(self) -> list[Place]:
        """The cells with text."""
        return [place for place in self.places if place.content]


@dataclass(slots=True)
class _Block:
    """A stretch of a sheet: the rows above a list, the list's, and the rows below it."""

    title: list[_Row]
    rows: list[_Row]
    notes: list[_Row]

    def items(self) -> list[Item]:
        """The paragraphs and the table of this stretch."""
        found: list[Item] = [_paragraph(row) for row in self.title]
        if self.rows:
            found += settled(_grid(self.rows))
        return [*found, *(_paragraph(row) for row in self.notes)]


def _shown_rows(sheet: Sheet) -> list[_Row]:
    """The sheet's shown rows, without columns that nothing is in; rows are numbered as shown."""
    shown = {
        place: text
        for place, text in sheet.cells.items()
        if text.strip()
        and place[1] < _MOST_COLUMNS
        and place[0] not in sheet.hidden_rows
        and place[1] not in sheet.hidden_columns
    }
    if not shown:
        return []
    columns = sorted({column for _, column in shown})
    numbers = sorted({row for row, _ in shown})
    sizes, covered = _merged(sheet.spans, shown, columns, numbers)
    gaps = _Gaps(sheet)
    rows: list[_Row] = []
    for index, number in enumerate(numbers):
        places = []
        for at, column in enumerate(columns):
            if (number, column) not in covered:
                content = tuple(Line(line) for line in _lines(shown.get((number, column), "")))
                places.append(Place(index, at, content, *sizes.get((number, column), (1, 1))))
        rows.append(_Row(index, places, index > 0 and gaps.is_gap(numbers[index - 1], number)))
    return rows


class _Gaps:
    """Tells where empty rows are shown between two rows with text."""

    def __init__(self, sheet: Sheet) -> None:
        self._hidden = sheet.hidden_rows
        spans = sorted(sheet.spans, key=lambda span: span.row)
        self._begins = [span.row for span in spans]
        self._ends = list(accumulate((span.row_end for span in spans), max))

    def is_gap(self, above: int, below: int) -> bool:
        """Whether empty rows lie between two rows, none of them part of a merged cell that the upper one is part of."""
        between = range(above + 1, min(below, above + _FEW_ROWS))
        if all(row in self._hidden for row in between):
            return below - above >= _FEW_ROWS
        before = bisect_right(self._begins, above)
        return not before or self._ends[before - 1] < below


def _merged(
    spans: Iterable[Span], shown: dict[tuple[int, int], str], columns: list[int], rows: list[int]
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """The shown rows and columns that each merged cell has, by its first place, and the places it covers besides.

    Spans whose first cell is empty or not shown, and those that others cross in a damaged file, merge nothing.
    """
    sizes: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    looked_at = 0
    for span in sorted(spans, key=lambda span: (span.row, span.column)):
        first = (span.row, span.column)
        if first not in shown or first in covered or first in sizes:
            continue
        own_rows = rows[bisect_left(rows, span.row) : bisect_left(rows, span.row_end)]
        own_columns = columns[bisect_left(columns, span.column) : bisect_left(columns, span.column_end)]
        looked_at += len(own_rows) * len(own_columns)
        if looked_at > _MOST_MERGED:
            break
        others = {(row, column) for row in own_rows for column in own_columns} - {first}
        if others & covered or others & sizes.keys() or others & shown.keys():
            continue
        covered |= others
        sizes[first] = (len(own_rows), len(own_columns))
    return sizes, covered


def _lines(text: str) -> list[str]:
    return [line for line in _LINE_END.split(text) if line.strip()]


def _blocks(rows: list[_Row]) -> list[_Block]:
    """The stretches of a sheet: empty rows part them where a title or headings follow."""
    stretches: list[list[_Row]] = []
    for index, row in enumerate(rows):
        if not stretches or (row.parted and (len(row.filled) < 2 or _heads(rows[index : index + 4]))):
            stretches.append([])
        stretches[-1].append(row)
    return [_block(stretch) for stretch in stretches]


def _block(rows: list[_Row]) -> _Block:
    first = _first_list_row(rows)
    end = len(rows)
    while end > first and len(rows[end - 1].filled) == 1 and _is_note(rows[end - 1], rows[first : end - 1]):
        end -= 1
    return _Block(rows[:first], rows[first:end], rows[end:])


def _first_list_row(rows: list[_Row]) -> int:
    """The index of the row with which a list begins: its headings, else the first row of several cells."""
    first = next((index for index, row in enumerate(rows) if len(row.filled) > 1), len(rows))
    if first == len(rows):
        return 0 if _heads(rows) and len(rows) > 1 else first
    for index in range(first, min(first + _MOST_TITLE_ROWS, len(rows))):
        if _heads(rows[index:]):
            return index
        if not _is_labels(rows[index]):
            break
    return first


def _heads(rows: Sequence[_Row]) -> bool:
    """Whether the first of these rows names columns."""
    return bool(rows) and header_rows(grid_texts(_grid(list(rows[:6])))) > 0


def _is_labels(row: _Row) -> bool:
    """Whether a row above a list says who made it and when (`填报单位：…`)."""
    return len(row.filled) == 1 or any(_LABELLED.search(_text(place)) for place in row.filled)


def _is_note(row: _Row, above: list[_Row]) -> bool:
    """Whether a row of one cell below a list is no row of it: it spans columns, or stands in the first and is long."""
    (place,) = row.filled
    columns = max((len(each.filled) for each in above), default=0)
    wide = place.column_span > 1 and 2 * place.column_span >= columns
    return columns > 1 and (wide or (place.column == 0 and len(_text(place)) > _LONGEST_FIRST_CELL))


def _text(place: Place) -> str:
    return clean(" ".join(item.text for item in place.content if isinstance(item, Line)))


def _paragraph(row: _Row) -> Line:
    """A row outside a list as a paragraph; cells side by side are set apart by a wide space."""
    align: Align | None = "center" if len(row.filled) == 1 and row.filled[0].column_span > 1 else None
    return Line("    ".join(_text(place) for place in row.filled), align=align)


def _grid(rows: list[_Row]) -> Grid:
    """The rows as a ruled grid of the columns in which a filled cell begins; a list of headings alone is a form."""
    columns = sorted({place.column for row in rows for place in row.filled})
    numbers = {row.number: index for index, row in enumerate(rows)}
    cells = []
    for row in rows:
        for place in row.places:
            own = [at for at, column in enumerate(columns) if 0 <= column - place.column < place.column_span]
            if own:
                height = sum(number in numbers for number in range(place.row, place.row + place.row_span))
                cells.append(Place(numbers[place.row], own[0], place.content, max(1, height), len(own)))
    count = len(rows)
    if count == 1:
        cells += [Place(1, column, (Line(""),)) for column in range(len(columns))]
        count = 2
    return Grid(count, len(columns), tuple(cells))
