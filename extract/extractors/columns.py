"""Table columns named by meaning: by their headings (`headings`), and by the values where these say more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from extract.document import Cell, Table
from extract.extractors import headings, organizations, persons, several_columns
from extract.extractors.cell_texts import is_address, is_phone, row_number, share
from extract.extractors.context import Context
from extract.extractors.platform_names import is_channel_name
from extract.folding import compact
from extract.rules import load
from extract.values import regions

_SAMPLE_ROWS = 40
_NEARLY_ALL = 0.8
_LONGEST = 14
"""Characters of the longest kind of enterprise, person or place that tells what its column is."""
_LISTED = frozenset({"name", "organization", "phone", "email"})
_PLANNED = frozenset({"task", "content", "lead", "responsible", "supporting", "deadline"})
"""Columns of a table of tasks, whose persons answer for them and are not asked."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its meaning (of `headings.KEYS`; `other` has no name of its own) and heading as printed."""

    index: int
    key: str
    heading: str
    inferred: bool = False
    """Whether the meaning was read from the values and not from the heading."""

    def is_headed(self, words: str) -> bool:
        """Whether its heading, remarks in brackets aside, is one of a list of the vocabulary."""
        return headings.plain(self.heading) in load("columns").words[words]


@dataclass(frozen=True)
class Grid:
    """A table seen as rows under named columns; a cell merged over several places reads the same at each."""

    text: str
    table: Table
    header: range
    """The header rows; empty where the table prints none."""
    columns: tuple[Column, ...]
    caption: tuple[int, int] | None = None
    """The range of a title printed as the table's first, full-width row."""

    @property
    def body(self) -> range:
        """The rows below the header."""
        return range(self.header.stop, self.table.rows)

    def column(self, key: str) -> Column | None:
        """The first column with this meaning."""
        return next((column for column in self.columns if column.key == key), None)

    def having(self, *keys: str) -> bool:
        """Whether there is a column of any of these meanings."""
        return any(column.key in keys for column in self.columns)

    def cell(self, row: int, column: Column) -> Cell | None:
        """The cell that covers a row of a column, the cells of a whole-width heading row left out."""
        return self.table.cell(row, column.index)

    def printed(self, row: int, column: Column | None) -> str:
        """The text of a place as printed, line feeds included; empty where there is none."""
        cell = self.table.cell(row, column.index) if column else None
        return self.text[cell.start : cell.end].strip() if cell else ""

    def value(self, row: int, column: Column | None) -> str | None:
        """The text of a place as stored; None where it is empty."""
        return compact(self.printed(row, column)) or None

    def header_range(self) -> tuple[int, int]:
        """The offsets of the headings; the first row's where there is no header."""
        rows = [row for row in self.header if self.table.row_range(row)[1] > self.table.row_range(row)[0]]
        if not rows:
            return self.table.row_range(0)
        return self.table.row_range(rows[0])[0], self.table.row_range(rows[-1])[1]


def grid(text: str, table: Table) -> Grid:
    """The table under named columns."""
    caption, header = headings.header(text, table)
    columns = _places_and_runners(tuple(_column(text, table, header, index) for index in range(table.columns)))
    seen = Grid(text, table, header, columns, caption)
    valued = tuple(_with_values(seen, column) for column in columns)
    return replace(seen, columns=_told_by_values(seen, _with_one_each(seen, _with_runner(valued))))


def _places_and_runners(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, those of places of sale and of who runs them named so where a table has one of each.

    One that says of neither where or how to reach it is a plan of what is held there.
    """
    places = [column for column in columns if column.is_headed("place_of_sale_headings")]
    runners = [column for column in columns if column.is_headed("runner_headings")]
    reached = {column.key for column in columns} & {"address", "contact", "phone", "url", "way"}
    if len(places) != 1 or len(runners) != 1 or not reached:
        return columns
    keys = {places[0].index: "platform", runners[0].index: "operator"}
    return tuple(replace(column, key=keys.get(column.index, column.key)) for column in columns)


def _with_runner(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, that of who runs each named so where another one has turned out to name places of sale."""
    if all(column.key != "platform" for column in columns):
        return columns
    return tuple(
        replace(column, key="operator") if column.key == "name" and column.is_headed("runner_headings") else column
        for column in columns
    )


def _with_one_each(seen: Grid, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, in each list side by side only one that names its firms and one that names their places.

    The others keep their words under headings of their own.
    """
    width = _width(columns) or len(columns)
    parts = [columns[at : at + width] for at in range(0, len(columns), width)]
    firms = partial(several_columns.of_firms, is_enterprise=lambda value: _is_enterprise(_unnumbered(value)))
    for key, choose in (("name", firms), ("region", several_columns.of_region)):
        parts = [_with_one(seen, part, key, choose) for part in parts]
    return tuple(column for part in parts for column in part)


def _with_one(
    seen: Grid, columns: tuple[Column, ...], key: str, choose: Callable[[several_columns.Values], str]
) -> tuple[Column, ...]:
    """The columns, of several headed ones of one meaning only the chosen one left with it."""
    headed = [column for column in columns if column.key == key and column.heading]
    if len(headed) < 2:
        return columns
    chosen = choose({column.heading: _values(seen, column) for column in headed})
    left = [column for column in headed if column.heading != chosen]
    return tuple(replace(column, key="other") if column in left else column for column in columns)


def _values(seen: Grid, column: Column) -> list[str]:
    return [value for row in list(seen.body)[:_SAMPLE_ROWS] if (value := seen.value(row, column))]


def _told_by_values(seen: Grid, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns of a table of firms or bodies, those whose headings do not say what is below them named by that.

    Each meaning is given to one column, and only where none is headed so: kinds of enterprise below 类型, persons
    below 责任人 beside their numbers, persons and places below headings that the vocabulary does not know.
    """
    keys = {column.key for column in columns}
    if not keys & _LISTED or keys & _PLANNED:
        return columns
    tests: list[tuple[str, Callable[[Column], bool]]] = []
    if "ownership" not in keys and "name" in keys:
        tests.append(("ownership", lambda column: _holds_kinds(seen, column)))
    if "contact" not in keys and keys & {"phone", "email"}:
        tests.append(("contact", lambda column: _holds_persons(seen, column)))
    if "region" not in keys and "name" in keys:
        tests.append(("region", lambda column: _holds_places(seen, column)))
    for key, holds in tests:
        told = next((column for column in columns if column.key == "other" and holds(column)), None)
        columns = tuple(replace(column, key=key) if column is told else column for column in columns)
    return columns


def _holds_kinds(seen: Grid, column: Column) -> bool:
    kinds = load("listings").words["ownership_kinds"]
    return bool(column.heading) and _most(seen, column, lambda value: value in kinds)


def _holds_persons(seen: Grid, column: Column) -> bool:
    if column.is_headed("in_charge_headings"):
        return _most(seen, column, persons.is_labelled_person)
    return bool(column.heading) and _is_unknown(column) and _most(seen, column, persons.is_person)


def _holds_places(seen: Grid, column: Column) -> bool:
    if load("listings")["elsewhere_heading"].search(column.heading.replace(" ", "")) is not None:
        return False
    return _is_unknown(column) and _most(seen, column, lambda value: regions.resolve(value) is not None)


def _is_unknown(column: Column) -> bool:
    """Whether the vocabulary says nothing of a column's heading, not even that it heads goods."""
    words = column.heading.replace(" ", "")
    return headings.meaning(column.heading) is None and load("listings")["goods_heading"].search(words) is None


def _most(seen: Grid, column: Column, test: Callable[[str], bool]) -> bool:
    """Whether nearly all that stands in a column, and more than one value, passes a test; long values are sentences."""
    values = _values(seen, column)
    return len(values) > 1 and share(values, lambda value: len(value) <= _LONGEST and test(value)) >= _NEARLY_ALL


def of_table(context: Context, table: Table) -> Grid:
    """A table of a notice under named columns, worked out once for all extractors."""
    return context.once(("grid", table.start, table.end), lambda: grid(context.text, table))


def bands(seen: Grid) -> list[Grid]:
    """The table once for each list printed side by side in it (序号 企业名称 电话 序号 企业名称 电话)."""
    width = _width(seen.columns)
    if width is None:
        return [seen]
    return [replace(seen, columns=seen.columns[at : at + width]) for at in range(0, len(seen.columns), width)]


def _width(columns: Sequence[Column]) -> int | None:
    """The columns of each of several lists side by side; None where there is but one.

    They have a heading at least in common: 企业名称 | 产品 | 店铺名称 | 库存 is one list.
    """
    keys = [column.key for column in columns]
    for size in range(1, len(keys) // 2 + 1):
        if len(keys) % size or keys != keys[:size] * (len(keys) // size) or {"name", "phone"}.isdisjoint(keys[:size]):
            continue
        if any(len({column.heading for column in columns[at::size]}) == 1 for at in range(size)):
            return size
    return None


def _column(text: str, table: Table, header: range, index: int) -> Column:
    words: list[str] = []
    seen: list[Cell] = []
    for row in header:
        cell = table.cell(row, index)
        if cell is not None and not any(cell is other for other in seen):
            seen.append(cell)
            words.append(headings.words(text[cell.start : cell.end]))
    heading = " ".join(word for word in words if word)
    leaf = next((word for word in reversed(words) if word), "")
    key = (headings.meaning(leaf) or headings.meaning(heading)) if heading else None
    return Column(index, key or "other", heading)


def _with_values(seen: Grid, column: Column) -> Column:
    """The column with its meaning corrected by what stands in it."""
    values = _values(seen, column)
    run = seen.having("operator") or any(
        other.is_headed("runner_headings") for other in seen.columns if other is not column
    )
    if column.key == "name" and (run or seen.having("way", "url")) and _names_channels(seen, column, values):
        return replace(column, key="platform")
    if column.key in {"name", "organization"}:
        return _firm_or_body(column, values)
    if column.key == "region" and not seen.having("address") and _holds_addresses(column, values):
        return replace(column, key="address")
    if column.heading or not values:
        return column
    return replace(column, key=_inferred(values), inferred=True)


def _firm_or_body(column: Column, values: Sequence[str]) -> Column:
    """Tells enterprises from public bodies, for 单位 and 名称 head both."""
    if not values or headings.heads_firms(column.heading) or _heads_departments(column):
        return column
    firms = share(values, _is_enterprise)
    bodies = share(values, lambda value: organizations.is_body(value) and not _is_enterprise(value))
    if firms >= 0.5 and firms >= bodies:
        return replace(column, key="name")
    if bodies > firms or column.key == "organization":
        return replace(column, key="organization" if bodies >= 0.4 else column.key)
    return column


def _names_channels(seen: Grid, column: Column, values: Sequence[str]) -> bool:
    """Whether a column headed 名称, in a table that says how each is reached, names channels and not enterprises.

    Where the table only says who runs each, the names must be such as channels have.
    """
    legal = share(values, lambda value: organizations.is_legal_entity(_unnumbered(value)))
    told = seen.having("way", "url") or share(values, lambda value: is_channel_name(_unnumbered(value))) >= 0.5
    return bool(values) and not headings.heads_firms(column.heading) and legal < 0.5 and told


def _holds_addresses(column: Column, values: Sequence[str]) -> bool:
    """Whether a column headed 所在地 says where in its district each firm is found."""
    rules = load("listings")
    if rules["seat_heading"].search(column.heading.replace(" ", "")) is None:
        return False
    glued = [rules["number_then_place"].fullmatch(value) for value in values]
    places = [match["place"] if match else value for match, value in zip(glued, values, strict=True)]
    return share(places, lambda value: rules["seat"].fullmatch(value) is not None) >= 0.5


def _is_enterprise(value: str) -> bool:
    return organizations.is_firm(value) and load("columns")["public_cooperative"].match(value) is None


def _heads_departments(column: Column) -> bool:
    heading = column.heading.replace(" ", "")
    return column.key == "organization" and any(w in heading for w in load("columns").words["department_headings"])


def _inferred(values: Sequence[str]) -> str:
    tests: tuple[tuple[str, float, Callable[[str], bool]], ...] = (
        ("row_no", 0.6, lambda value: row_number(value) is not None),
        ("phone", 0.6, is_phone),
        ("name", 0.4, lambda value: organizations.is_firm(_unnumbered(value))),
        ("contact", 0.6, persons.is_person),
        ("organization", 0.6, organizations.is_body),
        ("address", 0.6, is_address),
    )
    return next((key for key, least, test in tests if share(values, test) >= least), "other")


def _unnumbered(value: str) -> str:
    match = load("columns")["leading_number"].match(value)
    return value[match.end() :] if match else value
