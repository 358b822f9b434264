"""Table columns named by meaning: header rows found, headings compared with a vocabulary, gaps read from the values."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import regex

from extract.document import Cell, Table
from extract.extractors import organizations, persons
from extract.extractors.context import Context
from extract.extractors.platform_names import is_channel_name
from extract.folding import compact, unspread
from extract.rules import load

KEYS = (
    "row_no", "name", "organization", "platform", "address", "region", "contact", "phone", "ownership", "note",
    "url", "operator", "way", "email", "task", "content", "lead", "responsible", "supporting", "deadline", "other",
)  # fmt: skip
_BRACKETED = regex.compile(r"[（(\[【][^（）()\[\]【】]*[）)\]】]")
_TWO = regex.compile(r"[及和与、/／]")
_JOINERS = regex.compile(r"[及和与、/／|&＆\s*＊]|[（）()]")
_AROUND_BRACKETS = regex.compile(r"\s+(?=[（(）)：:])|(?<=[（(：:])\s+")
_MAX_CAPTION_ROWS = 3
_SAMPLE_ROWS = 40
_MAX_KIND = 6
"""Characters of the longest heading that ends like a firm's name (直营店, 生产公司); longer words are a firm."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its meaning (one of KEYS; `other` has no name of its own) and heading as printed."""

    index: int
    key: str
    heading: str
    inferred: bool = False
    """Whether the meaning was read from the values and not from the heading."""


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


@cache
def meaning(heading: str) -> str | None:
    """The meaning of a printed heading, one of KEYS; None where the vocabulary does not know it."""
    rules = load("columns")
    if rules["unit_heading"].search(heading):
        return "other"
    plain = compact(heading).replace(" ", "")
    if _JOINERS.sub("", plain) in rules.words["combined_contact"]:
        return "phone" if plain in rules.words["combined_contact"] else "contact"
    if (first := _first_of_two(plain)) is not None:
        return first
    bare = _BRACKETED.sub("", plain).strip("：:*＊.、") or plain.strip("（）()：:")
    return _longest(bare, str.__eq__) or _longest(bare, str.endswith) or _longest(bare, str.startswith)


def _first_of_two(heading: str) -> str | None:
    """The meaning of the first of two headings joined in one (责任单位及责任人, 单位名称、地址)."""
    parts = [part for part in _TWO.split(_BRACKETED.sub("", heading)) if len(part) > 1]
    meanings = [meaning(part) for part in parts] if len(parts) == 2 else []
    return meanings[0] if meanings and all(meanings) else None


def _longest(heading: str, agrees: Callable[[str, str], bool]) -> str | None:
    exact = agrees is str.__eq__
    found = [
        (len(word), key)
        for key in KEYS
        for word in load("columns").words[key]
        if (exact or (len(word) >= 2 and key != "row_no")) and agrees(heading, word)
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def grid(text: str, table: Table) -> Grid:
    """The table under named columns."""
    caption, first = _caption(text, table)
    rows = _header_rows(text, table, first)
    header = range(first, first + rows)
    columns = _places_and_runners(tuple(_column(text, table, header, index) for index in range(table.columns)))
    seen = Grid(text, table, header, columns, caption)
    return replace(seen, columns=_with_runner(tuple(_with_values(seen, column) for column in columns)))


def _with_runner(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, that of who runs each named so where another one has turned out to name places of sale."""
    named = any(column.key == "platform" for column in columns)
    return tuple(
        replace(column, key="operator") if named and column.key == "name" and _runs(column) else column
        for column in columns
    )


def _runs(column: Column) -> bool:
    """Whether a heading is one over who runs the places of sale of the same table."""
    return _BRACKETED.sub("", column.heading.replace(" ", "")) in load("columns").words["runner_headings"]


def _places_and_runners(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, those of places of sale and of who runs them named so where a table has both.

    One that says of neither where or how to reach it is a plan of what is held there.
    """
    words = load("columns").words
    plain = [_BRACKETED.sub("", column.heading.replace(" ", "")) for column in columns]
    places = [heading in words["place_of_sale_headings"] for heading in plain]
    runners = [heading in words["runner_headings"] for heading in plain]
    found = {column.key for column in columns} & {"address", "contact", "phone", "url", "way"}
    if places.count(True) != 1 or runners.count(True) != 1 or not found:
        return columns
    keys = ["platform" if place else "operator" if runs else None for place, runs in zip(places, runners, strict=True)]
    return tuple(replace(column, key=key or column.key) for column, key in zip(columns, keys, strict=True))


def of_table(context: Context, table: Table) -> Grid:
    """A table of a notice under named columns, worked out once for all extractors."""
    return context.once(("grid", table.start, table.end), lambda: grid(context.text, table))


def bands(seen: Grid) -> list[Grid]:
    """The table once for each list printed side by side in it (序号 企业名称 电话 序号 企业名称 电话)."""
    keys = [column.key for column in seen.columns]
    width = next(
        (
            size
            for size in range(1, len(keys) // 2 + 1)
            if len(keys) % size == 0
            and keys == keys[:size] * (len(keys) // size)
            and set(keys[:size]) & {"name", "phone"}
        ),
        None,
    )
    if width is None:
        return [seen]
    return [replace(seen, columns=seen.columns[at : at + width]) for at in range(0, len(keys), width)]


def heading_words(printed: str) -> str:
    """A printed heading with its line breaks and layout spaces closed up."""
    return _AROUND_BRACKETS.sub("", unspread(compact(printed.replace("\n", ""))))


def share(values: Sequence[str], test: Callable[[str], bool]) -> float:
    """The share of the values that pass a test; 0 where there are none."""
    return sum(map(test, values)) / len(values) if values else 0.0


def is_phone(text: str) -> bool:
    """Whether a cell holds telephone numbers and nothing else."""
    return load("columns")["phone_cell"].fullmatch(text.strip()) is not None


def row_number(text: str) -> int | None:
    """The number of a row printed in a cell of its own: `3`, `（3）`, `3.`, `③`."""
    match = load("columns")["number_cell"].fullmatch(text)
    if match is None:
        return None
    return int(unicodedata.numeric(match["number"])) if len(match["number"]) == 1 else int(match["number"])


def is_address(text: str) -> bool:
    """Whether a text looks like an address: ends or breaks at roads, numbers, villages, and is no firm."""
    return (
        len(text) >= 5
        and load("columns")["address_cell"].fullmatch(text) is not None
        and not organizations.is_company(text)
    )


def _caption(text: str, table: Table) -> tuple[tuple[int, int] | None, int]:
    """The range of a title row and the first row that can be a header."""
    caption: tuple[int, int] | None = None
    row = 0
    while row < min(_MAX_CAPTION_ROWS, table.rows - 1):
        cells = table.row_cells(row)
        filled = [cell for cell in cells if text[cell.start : cell.end].strip()]
        alone = len(cells) == 1 and cells[0].column_span == table.columns > 1
        if filled and not (alone or (len(filled) == 1 and table.columns > 2 and filled[0].column == 0 and row == 0)):
            break
        if filled and not alone and _recognised(text, table, row + 1) < 2:
            break
        words = text[filled[0].start : filled[0].end] if filled else ""
        if filled and caption is None and not load("forms")["fill_in_line"].search(words):
            caption = (filled[0].start, filled[0].end)
        row += 1
    return caption, row


def _recognised(text: str, table: Table, row: int) -> int:
    return sum(
        meaning(compact(text[cell.start : cell.end])) is not None
        for cell in table.row_cells(row)
        if text[cell.start : cell.end].strip()
    )


def _header_rows(text: str, table: Table, first: int) -> int:
    cells = [cell for cell in table.row_cells(first) if text[cell.start : cell.end].strip()]
    words = [text[cell.start : cell.end] for cell in cells]
    if not cells or any(is_phone(word) or row_number(word) is not None for word in words):
        return 0
    if not all(load("columns")["heading"].fullmatch(word) for word in words):
        return 0
    if any(organizations.is_company(word) and len(compact(word)) > _MAX_KIND for word in words):
        return 0
    known = _recognised(text, table, first)
    declared = max(0, table.header_rows - first)
    if known < 2 and not (declared and known) and not _blank_below(text, table, first):
        return 0
    if 2 * known < len(cells) and not declared and not _blank_below(text, table, first):
        return 0
    if any(cell.column_span > 1 for cell in cells) and _is_second_header(text, table, first):
        return max(2, declared)
    return max(1, min(declared, 3))


def _blank_below(text: str, table: Table, row: int) -> bool:
    """Whether hardly anything is printed below a row of headings: a form to be filled in."""
    below = [cell for cell in table.cells if cell.row > row]
    filled = [cell for cell in below if text[cell.start : cell.end].strip() and cell.column > 0]
    return bool(below) and table.columns > 1 and len(filled) * 5 <= len(below)


def _is_second_header(text: str, table: Table, first: int) -> bool:
    if first + 1 >= table.rows:
        return False
    own = [cell for cell in table.row_cells(first + 1) if cell.row == first + 1]
    words = [text[cell.start : cell.end].strip() for cell in own]
    wide = {
        column
        for cell in table.row_cells(first)
        if cell.column_span > 1
        for column in range(cell.column, cell.column + cell.column_span)
    }
    under = [word for cell, word in zip(own, words, strict=True) if cell.column in wide]
    return (
        bool(under)
        and all(under)
        and all(load("columns")["heading"].fullmatch(word) and not is_phone(word) for word in under)
        and all(word == "" or cell.column in wide for cell, word in zip(own, words, strict=True))
    )


def _column(text: str, table: Table, header: range, index: int) -> Column:
    words: list[str] = []
    seen: list[Cell] = []
    for row in header:
        cell = table.cell(row, index)
        if cell is not None and not any(cell is other for other in seen):
            seen.append(cell)
            words.append(heading_words(text[cell.start : cell.end]))
    heading = " ".join(word for word in words if word)
    leaf = next((word for word in reversed(words) if word), "")
    key = (meaning(leaf) or meaning(heading)) if heading else None
    return Column(index, key or "other", heading)


def _with_values(seen: Grid, column: Column) -> Column:
    """The column with its meaning corrected by what stands in it."""
    values = [value for row in list(seen.body)[:_SAMPLE_ROWS] if (value := seen.value(row, column))]
    run = seen.having("operator") or any(_runs(other) for other in seen.columns if other is not column)
    if column.key == "name" and (run or seen.having("way", "url")) and _names_channels(seen, column, values):
        return replace(column, key="platform")
    if column.key in {"name", "organization"}:
        return _firm_or_body(seen, column, values)
    if column.key == "region" and not seen.having("address") and _holds_addresses(column, values):
        return replace(column, key="address")
    if column.heading or not values:
        return column
    return replace(column, key=_inferred(values), inferred=True)


def _firm_or_body(seen: Grid, column: Column, values: Sequence[str]) -> Column:
    """Tells enterprises from public bodies, for 单位 and 名称 head both."""
    if not values or heads_firms(column.heading) or _heads_departments(column):
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
    return bool(values) and not heads_firms(column.heading) and legal < 0.5 and told


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


def heads_firms(heading: str) -> bool:
    """Whether a heading names enterprises beyond doubt."""
    return any(word in heading.replace(" ", "") for word in load("columns").words["firm_headings"])


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
