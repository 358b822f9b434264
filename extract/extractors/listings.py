"""Supplier lists: a Listing for each enterprise that a table or a run of lines gives."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.extractors import captions, listing_lines, organizations, persons
from extract.extractors.columns import Column, Grid, bands, heads_firms, of_table, row_number, share
from extract.extractors.context import Context, extractor
from extract.extractors.forms import is_form
from extract.extractors.phone_cells import numbers, without_numbers
from extract.facts import Listing
from extract.folding import compact
from extract.rules import load
from extract.values import regions

_MAX_REGION = 16
_OTHER_TABLES = ("lead", "responsible", "supporting", "task", "content")


@dataclass
class Row:
    """A list's row while it is read: columns of the contract by name, `extra` by printed heading."""

    start: int
    end: int
    values: dict[str, str | None] = field(default_factory=dict)
    row_no: int | None = None
    extra: dict[str, str] = field(default_factory=dict)


@extractor("listings")
def listings(context: Context) -> Sequence[Listing]:
    """The suppliers that a notice lists, in the order of printing; one said twice alike in one list is one."""
    found: list[Listing] = []
    for table in context.notice.document.tables():
        if table.columns < 2 or is_form(context, table):
            continue
        seen = of_table(context, table)
        title = captions.title_of(context.notice, table, seen)
        for band in bands(seen):
            if is_list(band, title):
                found += [_listing(context, row, title, _rule(band)) for row in _rows(band)]
    for entry in listing_lines.entries(context):
        row = Row(entry.start, entry.end, dict(entry.values), entry.row_no)
        found.append(_listing(context, row, entry.annex, "listings.line"))
    return _each_once(found)


def is_list(seen: Grid, title: str | None) -> bool:
    """Whether a table lists enterprises: it has a column of them, and is no task table and no list of channels."""
    name = seen.column("name")
    if name is None or seen.having(*_OTHER_TABLES):
        return False
    values = [value for row in seen.body if (value := seen.value(row, name))]
    if not values:
        return False
    if seen.column("platform") is not None and seen.having("url"):
        return False
    says_where = seen.having("address", "contact", "phone", "ownership")
    if not says_where and load("listings")["no_list_title"].search(title or ""):
        return False
    firms = share(values, lambda value: organizations.is_firm(_name_only(value)))
    if name.heading and not name.inferred:
        bodies = share(values, lambda v: organizations.is_body(v) and not organizations.is_firm(v))
        return firms >= 0.3 or (bodies < 0.5 and (says_where or heads_firms(name.heading)))
    named_list = load("listings")["list_title"].search(title or "") is not None
    return firms >= 0.4 and (named_list or seen.having("contact", "phone", "address"))


def _rule(seen: Grid) -> str:
    return "listings.table" if seen.header else "listings.table_without_header"


def _rows(seen: Grid) -> list[Row]:
    name_column = seen.column("name")
    if name_column is None:
        return []
    rows: list[Row] = []
    owners: dict[int, Row] = {}
    region: str | None = None
    for number in seen.body:
        region = _region_row(seen, number) or region
        cell = seen.table.cell(number, name_column.index)
        printed = seen.printed(number, name_column)
        if cell is None or not printed or _is_heading_row(seen, number, name_column):
            continue
        if id(cell) in owners:
            _add_extra(owners[id(cell)], seen, number)
            continue
        row = _row(seen, number, name_column)
        if row is not None:
            row.values.setdefault("region", region)
            owners[id(cell)] = row
            rows.append(row)
    return rows


def _region_row(seen: Grid, row: int) -> str | None:
    """The place that a row over the whole width names for the rows below it; None where it names none."""
    cells = seen.table.row_cells(row)
    if len(cells) != 1 or cells[0].column_span < 2:
        return None
    name = compact(seen.text[cells[0].start : cells[0].end])
    number = load("captions")["section_number"].match(name)
    name = organizations.without_remark(name[number.end() :] if number else name)[0]
    return name if len(name) <= _MAX_REGION and regions.resolve(name) is not None else None


def _is_heading_row(seen: Grid, row: int, name_column: Column) -> bool:
    """Whether a row only repeats the headings, sums up, or is a title over the rows below it."""
    cells = seen.table.row_cells(row)
    first = next((w for cell in cells if (w := seen.text[cell.start : cell.end].strip())), "")
    if load("listings")["total_row"].match(first):
        return True
    if len(cells) == 1 and cells[0].column_span > 1:
        return True
    return bool(name_column.heading) and compact(seen.printed(row, name_column)) == name_column.heading


def _row(seen: Grid, number: int, name_column: Column) -> Row | None:
    start, end = _range(seen, number)
    if start >= end:
        return None
    row = Row(start, end)
    for column in seen.columns:
        _read_cell(row, seen, number, column)
    name, leading = _split_number(seen.value(number, name_column) or "")
    row.row_no = row.row_no if row.row_no is not None else leading
    own, remark = organizations.without_remark(name)
    row.values["name"] = own
    row.values["note"] = "；".join(part for part in (remark, row.values.get("note")) if part) or None
    if not own or load("listings")["placeholder"].fullmatch(own) or row_number(own) is not None:
        return None
    return row


def _range(seen: Grid, number: int) -> tuple[int, int]:
    """The words of a row under this list's own columns; merged cells from above are left out."""
    own = [
        cell
        for column in seen.columns
        if (cell := seen.table.cell(number, column.index)) is not None and cell.row == number and cell.end > cell.start
    ]
    return (min(cell.start for cell in own), max(cell.end for cell in own)) if own else (0, 0)


def _read_cell(row: Row, seen: Grid, number: int, column: Column) -> None:
    printed = seen.printed(number, column)
    if column.key == "row_no":
        row.row_no = row_number(printed)
    if not printed or column.key in {"row_no", "name"} or load("listings")["placeholder"].fullmatch(printed):
        return
    if column.key in {"contact", "phone"}:
        _read_contact(row, printed)
    elif column.key in {"address", "region", "ownership", "note"} and row.values.get(column.key) is None:
        row.values[column.key] = compact(printed)
    elif column.heading:
        row.extra[column.heading] = _joined(row.extra.get(column.heading), compact(printed))


def _read_contact(row: Row, printed: str) -> None:
    """A cell of persons, numbers or both, each to its own column."""
    phone = numbers(printed)
    person = "、".join(persons.split(without_numbers(printed)))
    if phone:
        row.values["phone"] = _joined(row.values.get("phone"), phone)
    if person:
        row.values["contact"] = _joined(row.values.get("contact"), person)


def _joined(before: str | None, after: str) -> str:
    return after if not before or before == after else f"{before}、{after}"


def _add_extra(row: Row, seen: Grid, number: int) -> None:
    """A further row under one merged name: what it adds goes to the row that names the firm."""
    row.end = max(row.end, _range(seen, number)[1])
    for column in seen.columns:
        cell = seen.table.cell(number, column.index)
        if cell is not None and cell.row == number and column.key not in {"row_no", "name"}:
            _read_cell(row, seen, number, column)


def _split_number(name: str) -> tuple[str, int | None]:
    match = load("columns")["leading_number"].match(name)
    return (name[match.end() :], int(match["number"])) if match else (name, None)


def _name_only(value: str) -> str:
    return _split_number(value)[0]


def _listing(context: Context, row: Row, title: str | None, rule: str) -> Listing:
    values = row.values
    region = values.get("region")
    return Listing(
        evidence=context.notice.evidence(row.start, row.end, rule, 1.0 if rule == "listings.table" else 0.9),
        name=values["name"] or "",
        annex=title,
        row_no=row.row_no,
        address=values.get("address"),
        contact=values.get("contact"),
        phone=values.get("phone"),
        ownership=values.get("ownership"),
        region=region,
        region_adcode=_adcode(region, context.place),
        note=values.get("note"),
        extra=json.dumps(row.extra, ensure_ascii=False) if row.extra else None,
    )


def _adcode(name: str | None, near: str | None) -> str | None:
    """The code of a region's name, None where it names no single division."""
    if name is None:
        return None
    region = regions.resolve(name, near)
    return region.adcode if region is not None else None


def _each_once(found: list[Listing]) -> list[Listing]:
    seen: dict[tuple[str | None, ...], Listing] = {}
    for listing in found:
        key = (listing.annex, listing.name, listing.address, listing.contact, listing.phone, listing.region)
        if key in seen:
            seen[key] = replace(seen[key], extra=_merged(seen[key].extra, listing.extra))
        else:
            seen[key] = listing
    return list(seen.values())


def _merged(first: str | None, second: str | None) -> str | None:
    if not first or not second or first == second:
        return first or second
    merged: dict[str, str] = json.loads(first)
    for heading, value in json.loads(second).items():
        merged[heading] = _joined(merged.get(heading), value)
    return json.dumps(merged, ensure_ascii=False)
