"""Figures in tables: prose in cells with the bodies of its row, and columns of bare figures under a header's unit."""

from __future__ import annotations

from dataclasses import dataclass

from extract.document import Cell, Paragraph, Table
from extract.extractors.terms_lists import split_names
from extract.extractors.terms_readings import rule
from extract.extractors.terms_sentences import figures
from extract.extractors.terms_topics import topic_in
from extract.facts import Per, Standing, TermKind, Topic
from extract.folding import compact
from extract.notice import Notice
from extract.values import money

_LONGEST_BASIS = 30
_LONGEST_CAPTION = 60
_CAPTION_LINES = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures that the notice sets: their unit (None where the cells print it), kind, rate and topic."""

    unit: str | None
    kind: TermKind
    per: Per | None
    each: str | None
    topic: Topic


def heading(notice: Notice, table: Table, column: int) -> str:
    """The words over a column, header rows joined."""
    words: list[str] = []
    for row in range(table.header_rows):
        cell = table.cell(row, column)
        if cell is not None and (text := notice.text[cell.start : cell.end].strip()) and text not in words:
            words.append(text.replace("\n", ""))
    return compact("".join(words))


def caption(notice: Notice, table: Table) -> str:
    """The lines right before a table, where its title and unit stand."""
    lines: list[str] = []
    for block in reversed(notice.document.blocks):
        if block.start >= table.start:
            continue
        if not isinstance(block, Paragraph) or len(lines) == _CAPTION_LINES:
            break
        lines.append(notice.text[block.start : block.end])
    return "\n".join(line if len(line) < _LONGEST_CAPTION else _announcement(line) for line in reversed(lines))


def _announcement(paragraph: str) -> str:
    """The clause of a long paragraph that announces the table after it (分户任务见下表（单位：万元）)."""
    return "".join(match.group() for match in rule("column.announced").finditer(paragraph))


def figure_columns(notice: Notice, table: Table) -> dict[int, Column]:
    """The columns whose bare figures are terms, by number."""
    above = caption(notice, table)
    shared_unit = money.header_unit(above)
    handed_out = rule("column.set_title").search(above) is not None
    ladder = ladder_columns(notice, table)
    mixed = rule("column.units").search(above) is not None
    columns: dict[int, Column] = {}
    for number in range(table.columns):
        words = heading(notice, table, number)
        if not words or number in ladder or rule("column.other").search(words):
            continue
        unit = unit_of(words, shared_unit if not mixed or rule("column.sum").search(words) else None)
        goal = rule("column.goal").search(words) or (handed_out and rule("topic.purchase").search(words))
        goal = goal or (handed_out and rule("column.planned_year").fullmatch(words))
        if not goal and not (unit not in (None, "%") and handed_out and _is_part(notice, table, number)):
            continue
        columns[number] = column_of(words, unit, above)
    if columns:
        # A share beside an amount that is set is set with it.
        for number in set(range(table.columns)) - set(columns):
            words = heading(notice, table, number)
            if not rule("column.share").search(words) or rule("column.other").search(words):
                continue
            if unit_of(words) == "%" or _holds_shares(notice, table, number):
                columns[number] = Column("%", _kind(words), None, None, topic_in(words, above))
    return columns


def reports_past(notice: Notice, table: Table, year: int | None) -> bool:
    """Whether a table tells by its title what came of an earlier year's figures (2023年预留份额完成情况)."""
    lines = caption(notice, table).splitlines()
    title = next((line for line in reversed(lines) if rule("column.report_title").search(line)), None)
    years = [int(match[1]) for match in rule("column.year").finditer(title)] if title else []
    return year is not None and bool(years) and max(years) < year


def changed_columns(notice: Notice, table: Table) -> dict[int, tuple[Standing, Column]]:
    """The columns of a comparison that hold what was in force (quoted) and what takes its place (set), by number."""
    heads = {number: heading(notice, table, number) for number in range(table.columns)}
    old = [number for number, words in heads.items() if rule("column.old").search(words)]
    new = [number for number, words in heads.items() if rule("column.new").search(words) and number not in old]
    if len(old) != 1 or len(new) != 1:
        return {}
    above = caption(notice, table)
    columns: dict[int, tuple[Standing, Column]] = {}
    for number in (old[0], new[0]):
        words = heads[number]
        unit = unit_of(words, money.header_unit(above))
        column = column_of(words, unit, above)
        columns[number] = ("quoted" if number == old[0] else "set"), column
    return columns


def row_units(notice: Notice, table: Table) -> dict[int, str]:
    """The unit of each row's figures where a column of the table names it (单位: 万元, %, 个), for money and shares."""
    for number in range(table.columns):
        if not rule("column.unit_of_rows").fullmatch(heading(notice, table, number)):
            continue
        units: dict[int, str] = {}
        for cell in body_cells(table):
            text = notice.text[cell.start : cell.end].strip()
            if cell.column != number or not text:
                continue
            word = rule("column.unit_word").fullmatch(text)
            if word is None:
                break
            if word["money"] or word["share"]:
                units[cell.row] = "%" if word["share"] else text
        else:
            return units
    return {}


def row_topic(notice: Notice, table: Table, row: int) -> Topic:
    """What the figures of a row are for, by the row's words, then the table's title."""
    start, end = table.row_range(row)
    return topic_in(notice.text[start:end], caption(notice, table))


def figure_rows(notice: Notice, table: Table) -> dict[int, Column]:
    """The rows of bare figures that are terms, by number, in a table with festivals or bodies over its columns."""
    heads = [heading(notice, table, number) for number in range(1, table.columns)]
    parts = [words for words in heads if not rule("column.no_part").search(words)]
    across = ("frame.occasion", "column.across")
    if len(parts) < 2 or not all(any(rule(name).search(words) for name in across) for words in parts):
        return {}
    above = caption(notice, table)
    rows: dict[int, Column] = {}
    for number in range(table.header_rows, table.rows):
        cell = table.cell(number, 0)
        words = notice.text[cell.start : cell.end].replace("\n", "") if cell is not None else ""
        if not rule("column.goal").search(words) or rule("column.other").search(words):
            continue
        unit = unit_of(words, money.header_unit(above))
        if unit is not None:
            rows[number] = column_of(words, unit, above)
    return rows


def body_over(notice: Notice, table: Table, cell: Cell) -> list[str]:
    """The body that a column's heading names."""
    words = heading(notice, table, cell.column)
    return [words] if rule("column.across").search(words) and not rule("frame.occasion").search(words) else []


def ladder_columns(notice: Notice, table: Table) -> set[int]:
    """The columns of what a grant goes by (年采购额 beside 奖励比例): their figures are conditions."""
    words = [heading(notice, table, number) for number in range(table.columns)]
    if not any(rule("topic.granted").search(one) for one in words):
        return set()
    return {
        number
        for number, one in enumerate(words)
        if rule("column.ladder").search(one) and not rule("column.goal").search(one)
    }


def _is_part(notice: Notice, table: Table, column: int) -> bool:
    """Whether a column under a place, a channel or a season holds parts of what a table hands out: figures only."""
    if rule("column.no_part").search(heading(notice, table, column)):
        return False
    texts = [notice.text[cell.start : cell.end].strip() for cell in body_cells(table) if cell.column == column]
    filled = [text for text in texts if text]
    if filled and not rule("column.number").fullmatch(filled[0]):
        del filled[0]  # a second line of headings, which its table does not mark as one
    numbers = [text for text in filled if rule("column.number").fullmatch(text)]
    amounts = [text for text in numbers if text[-1].isdigit()]
    return len(amounts) > 0 and len(numbers) == len(filled)


def _holds_shares(notice: Notice, table: Table, column: int) -> bool:
    """Whether the cells of a column print their own unit, and it is that of shares."""
    texts = [notice.text[cell.start : cell.end].strip() for cell in body_cells(table) if cell.column == column]
    return any(texts) and all([figure.unit for figure in figures(text)] == ["percent"] for text in texts if text)


def row_basis(notice: Notice, table: Table, row: int) -> str | None:
    """What the shares of a row are shares of, where a column names that (计算依据)."""
    for number in range(table.columns):
        cell = table.cell(row, number)
        if cell is None or not rule("column.basis").search(heading(notice, table, number)):
            continue
        words = notice.text[cell.start : cell.end].replace("\n", "").strip()
        told = 1 < len(words) <= _LONGEST_BASIS and not rule("column.number").fullmatch(words)
        return words if told else None
    return None


def row_bodies(notice: Notice, table: Table, row: int) -> list[str]:
    """The bodies that a row's task or figure is given to: a 责任单位 label or column, one name each."""
    for cell in table.row_cells(row):
        text = notice.text[cell.start : cell.end]
        for label in rule("subject.label").finditer(text):
            if rule("column.responsible").search(label.group()):
                return split_names(text[label.end() :])
    for number in range(table.columns):
        place = table.cell(row, number)
        if place is None or not rule("column.responsible").search(heading(notice, table, number)):
            continue
        text = notice.text[place.start : place.end]
        if not rule("subject.label").search(text):
            return split_names(text)
    return []


def row_names(notice: Notice, table: Table, cell: Cell) -> list[str]:
    """Who a figure's cell is for: the body that its row, or each row it is merged over, names left of it.

    A place that the row is paired with (结对地区) is who the figure is for where the row names nobody else.
    """
    heads = {number: heading(notice, table, number) for number in range(cell.column - 1, -1, -1)}
    heads = {number: words for number, words in heads.items() if rule("column.body").search(words)}
    own = {number: words for number, words in heads.items() if not rule("column.paired").search(words)}
    names: list[str] = []
    for row in range(cell.row, cell.row + cell.row_span):
        for number in own or heads:
            place = table.cell(row, number)
            if place is None:
                continue
            text = notice.text[place.start : place.end].replace("\n", "").strip()
            if rule("column.number").fullmatch(text) or rule("column.unit_word").fullmatch(text):
                continue  # a place's own column of figures (托里县 | 桓仁县) or that of units, no column of names
            names += split_names(text)
            break
    return list(dict.fromkeys(names))


def is_total(notice: Notice, table: Table, row: int) -> bool:
    """Whether a row only adds the others up."""
    return any(
        rule("column.total_row").match(notice.text[cell.start : cell.end]) is not None
        for cell in table.row_cells(row)[:2]
    )


def body_cells(table: Table) -> list[Cell]:
    """The cells below the header, row by row."""
    return sorted((cell for cell in table.cells if cell.row >= table.header_rows), key=lambda cell: cell.start)


def unit_of(words: str, otherwise: str | None = None) -> str | None:
    """The unit of the figures under a heading or beside a label: its own, else the one that holds for its table."""
    return "%" if rule("column.in_percent").search(words) else money.header_unit(words) or otherwise


def column_of(words: str, unit: str | None, above: str) -> Column:
    """A column or row of figures by its own words and those above the table."""
    rated = None if money.header_unit(words) else rule("column.rated_unit").search(above)
    counted = words + rated["rate"] if rated else words
    return Column(unit, _kind(words), *_rate(counted, unit), topic_in(words, above))


def _kind(words: str) -> TermKind:
    if rule("column.floor").search(words):
        return "floor"
    return "cap" if rule("column.cap").search(words) else "target"


def _rate(words: str, unit: str | None) -> tuple[Per | None, str | None]:
    if unit == "%":
        return None, None
    person = bool(rule("rate.person").search(words))
    year = bool(rule("rate.year").search(words))
    each = rule("rate.each").search(words)
    base = (each["each"] or each["mean"] or f"每{each['per'].removeprefix('个')}") if each else None
    if person:
        return ("person-year" if year else "person"), base
    return ("year" if year else None), base
