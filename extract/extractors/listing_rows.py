"""The rows of a supplier list: each firm's cells read by the meaning of their columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.document import Cell
from extract.extractors import organizations, several_columns
from extract.extractors.cell_texts import row_number
from extract.extractors.columns import Column, Grid
from extract.extractors.headings import meaning
from extract.extractors.listing_cells import Row
from extract.folding import compact
from extract.rules import load
from extract.values import regions

_MAX_REGION = 16
_ASKED_BESIDE_NAMES = frozenset({"ownership", "region", "address", "contact", "phone"})


def rows(seen: Grid) -> list[Row]:
    """The firms of a list in the order of printing, places named over several rows filled down."""
    name_column = seen.column("name")
    if name_column is None:
        return []
    reader = _Reader(seen, name_column)
    found: list[Row] = []
    owners: dict[int, Row] = {}
    for number in seen.body:
        if reader.takes_heading(number):
            continue
        named = reader.named_in(number)
        cell = seen.cell(number, named)
        printed = seen.printed(number, named)
        if found and not printed and reader.goes_on(number):
            reader.add_to(found[-1], number)
        if cell is None or not printed:
            continue
        owner = owners.get(id(cell)) or (found[-1] if found and _is_ditto(printed) else None)
        if owner is not None:
            reader.add_to(owner, number)
            continue
        row = reader.read(number, named)
        if row is not None:
            row.values.setdefault("region", reader.region)
            row.remark(reader.struck_off)
            owners[id(cell)] = row
            found.append(row)
    return found


@dataclass
class _Reader:
    """Reads row after row: what 同上 stands for, and the place that a row over several rows has named, are kept."""

    seen: Grid
    name_column: Column
    region: str | None = None
    struck_off: str | None = None
    above: dict[int, str] = field(default_factory=dict)
    _region_style: bool = False

    def takes_heading(self, number: int) -> bool:
        """Whether a row is none of the list's own: it names the place of those below, repeats headings or sums up."""
        cells = self.seen.table.row_cells(number)
        words = _heading_row(self.seen, cells)
        if words is not None:
            numbered = load("captions")["section_number"].match(words)
            words = words[numbered.end() :] if numbered else words
            name = place_name(words) or _township(words)
            if name is not None:
                self.region, self._region_style = name, numbered is not None
            elif (numbered is not None) == self._region_style:
                self.region = None  # another heading of the same kind: the place's own rows are over
            if name is None:
                self.struck_off = words if load("listings")["struck_off"].search(words) else None
            return True
        place = self._place_alone(number, cells)
        if place is not None:
            self.region, self._region_style = place, False
        return place is not None or _is_no_row(self.seen, number, cells, self.name_column)

    def _place_alone(self, number: int, cells: Sequence[Cell]) -> str | None:
        """The place that is all a row of several cells prints, in its first cell or under the names."""
        own = [cell for cell in cells if cell.row == number]
        filled = [cell for cell in own if self.seen.text[cell.start : cell.end].strip()]
        if len(own) < 2 or len(filled) != 1 or filled[0].column not in (0, self.name_column.index):
            return None
        return place_name(compact(self.seen.text[filled[0].start : filled[0].end]))

    def named_in(self, number: int) -> Column:
        """The column that names a row's firm: the list's own, or one beside it where that is left empty."""
        printed = self.seen.printed(number, self.name_column)
        if printed and load("listings")["placeholder"].fullmatch(printed) is None:
            return self.name_column
        others = (column for column in self.seen.columns if column is not self.name_column and column.heading)
        named = (c for c in others if several_columns.is_name(c.heading, self.seen.value(number, c) or ""))
        return next(named, self.name_column)

    def goes_on(self, number: int) -> bool:
        """Whether a row that names nobody tells of the firm above: of more of its goods, and of nobody to ask."""
        told = [c for c in self.seen.columns if c.key != "row_no" and self._filled(number, c)]
        return bool(told) and all(column.key in {"other", "note"} for column in told)

    def _filled(self, number: int, column: Column) -> bool:
        cell = self.seen.cell(number, column)
        return cell is not None and cell.row == number and bool(self.seen.printed(number, column))

    def read(self, number: int, named: Column) -> Row | None:
        """The firm that a column names in a row; None where it names none."""
        start, end = _range(self.seen, number)
        if start >= end:
            return None
        row = Row(start, end)
        cell = self.seen.cell(number, named)
        for column in self.seen.columns:
            if self.seen.cell(number, column) is not cell:
                self._read_cell(row, number, column)
        row.within = self._within(number)
        name, leading = split_number(self.seen.value(number, named) or "")
        row.row_no = row.row_no if row.row_no is not None else leading
        own, remark = self._name_and_remark(name, row)
        row.values["name"] = own
        row.values["note"] = "；".join(part for part in (remark, row.values.get("note")) if part) or None
        if load("listings")["address_tail"].fullmatch(own) and not organizations.is_firm(own):
            return None
        if not own or load("listings")["placeholder"].fullmatch(own) or row_number(own) is not None:
            return None
        return row

    def _name_and_remark(self, name: str, row: Row) -> tuple[str, str | None]:
        """A firm's name and the remark in brackets after it.

        What the brackets of the heading ask for (单位名称（性质）) goes where it belongs, and what else stands beside
        it is the remark.
        """
        asked = _asked_in_brackets(self.name_column.heading)
        bracket = load("listings")["bracket_after_name"].fullmatch(name) if asked else None
        if asked is None or bracket is None:
            return organizations.without_remark(name)
        told, _, rest = bracket["told"].replace(",", "，").replace("；", "，").partition("，")
        if asked in {"contact", "phone"}:
            row.put_contact(asked, bracket["told"])
            return bracket["name"].strip(), None
        row.values[asked] = row.values.get(asked) or told.strip() or None
        return bracket["name"].strip(), rest.strip() or None

    def add_to(self, row: Row, number: int) -> None:
        """A further row under one name: what it adds goes to the row that names the firm."""
        row.end = max(row.end, _range(self.seen, number)[1])
        for column in self.seen.columns:
            cell = self.seen.table.cell(number, column.index)
            if cell is not None and cell.row == number and column.key != "row_no" and column is not self.name_column:
                self._read_cell(row, number, column)

    def _within(self, number: int) -> str:
        """The places of a row in other columns than that of its region, in the order of printing: 四川省, 凉山州."""
        others = (c for c in self.seen.columns if c.key == "other" and meaning(c.heading) == "region")
        return "".join(self.seen.value(number, column) or "" for column in others)

    def _read_cell(self, row: Row, number: int, column: Column) -> None:
        printed = self.seen.printed(number, column)
        if _is_ditto(printed):
            printed = self.above.get(column.index, "")
        self.above[column.index] = printed
        if column.key == "row_no":
            row.row_no = row_number(printed)
        if not printed or column.key == "row_no" or load("listings")["placeholder"].fullmatch(printed):
            return
        heading = column.heading or f"第{column.index + 1}列"
        key = "other" if column.key in {"contact", "phone"} and self._is_beside(column) else column.key
        row.put(key, heading, printed)

    def _is_beside(self, column: Column) -> bool:
        """Whether a column for the legal representative or head stands beside one for the person to ask for."""
        beside = load("listings")["head_of_firm"]
        if not beside.search(column.heading):
            return False
        others = (other for other in self.seen.columns if other.key == column.key and other is not column)
        return any(other.heading and not beside.search(other.heading) for other in others)


def _asked_in_brackets(heading: str) -> str | None:
    """The column that the brackets of a heading for names ask for: 单位名称（性质）; None where they ask for none."""
    bracket = load("listings")["bracket_after_name"].fullmatch(heading)
    key = meaning(bracket["told"]) if bracket is not None else None
    return key if key in _ASKED_BESIDE_NAMES else None


def _is_ditto(printed: str) -> bool:
    return load("listings")["ditto"].fullmatch(printed) is not None


def _heading_row(seen: Grid, cells: Sequence[Cell]) -> str | None:
    """The words of a row over the whole width; None where the row has cells of its own."""
    if len(cells) == 2 and cells[1].column_span == len(seen.columns) - 1 > 2:
        number = compact(seen.text[cells[0].start : cells[0].end])
        if not number or load("listings")["heading_number"].fullmatch(number):
            return number + compact(seen.text[cells[1].start : cells[1].end])
    if len(cells) != 1 or cells[0].column_span < 2:
        return None
    return compact(seen.text[cells[0].start : cells[0].end])


def place_name(words: str) -> str | None:
    """The place that a heading names and nothing else, a count in brackets aside."""
    name = organizations.without_remark(words)[0].rstrip("：:")
    return name if 2 <= len(name) <= _MAX_REGION and regions.resolve(name) is not None else None


def _township(words: str) -> str | None:
    """The township that a heading row names and nothing else; the gazetteer does not go so far down."""
    name = organizations.without_remark(words)[0].rstrip("：:")
    return name if load("listings")["township"].fullmatch(name) else None


def _is_no_row(seen: Grid, row: int, cells: Sequence[Cell], name_column: Column) -> bool:
    """Whether a row only repeats the headings, sums up or annotates."""
    first = next((w for cell in cells if (w := seen.text[cell.start : cell.end].strip())), "")
    printed = seen.printed(row, name_column)
    total = load("listings")["total_row"]
    if total.match(first) or total.match(printed):
        return True
    return bool(name_column.heading) and compact(printed) == name_column.heading


def _range(seen: Grid, number: int) -> tuple[int, int]:
    """The words of a row under this list's own columns; merged cells from above are left out."""
    own = [
        cell
        for column in seen.columns
        if (cell := seen.table.cell(number, column.index)) is not None and cell.row == number and cell.end > cell.start
    ]
    return (min(cell.start for cell in own), max(cell.end for cell in own)) if own else (0, 0)


def split_number(name: str) -> tuple[str, int | None]:
    """A firm's name without the row's number printed before it, and that number."""
    match = load("columns")["leading_number"].match(name)
    return (name[match.end() :], int(match["number"])) if match else (name, None)
