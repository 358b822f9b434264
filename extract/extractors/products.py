"""Products of a list, with their prices: rows of a product table, and what a supplier's line says it sells."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extract.document import Cell
from extract.extractors import captions, organizations, product_pieces
from extract.extractors.cell_texts import share
from extract.extractors.columns import Column, Grid, bands, of_table
from extract.extractors.context import Context, extractor
from extract.extractors.forms import is_form
from extract.extractors.listing_rows import split_number
from extract.facts import Listing, Product
from extract.folding import compact
from extract.rules import load

_AFTER_FIRST = regex.compile(r"(?<=.)[（(\[及和与、/／].*", regex.S)
_Told = tuple[str, str | None, Decimal | None, str | None]
"""A product's name, size, price and what that counts."""
_OTHER_TABLES = ("lead", "responsible", "supporting", "task", "content")


@dataclass(frozen=True)
class _Columns:
    """The columns of a product table."""

    product: Column
    spec: Column | None
    price: Column | None
    unit: Column | None

    @property
    def one_a_row(self) -> bool:
        """Whether each row is about one product."""
        return self.price is not None or self.spec is not None


@extractor("products")
def products(context: Context) -> Sequence[Product]:
    """The products that a notice lists, each with the supplier whose line it stands in."""
    found: dict[tuple[object, ...], Product] = {}
    for product in (*_of_tables(context), *_of_lines(context)):
        key = (product.name, product.spec, product.price, product.price_unit, id(product.listing))
        found.setdefault(key, product)
    return list(found.values())


def _of_tables(context: Context) -> Iterator[Product]:
    for table in context.notice.document.tables():
        if table.columns < 2 or is_form(context, table):
            continue
        seen = of_table(context, table)
        title = captions.title_of(context.notice, table, seen) or ""
        if load("products")["no_product_title"].search(title) or seen.having(*_OTHER_TABLES):
            continue
        for band in bands(seen):
            columns = _columns(band)
            if columns is not None:
                yield from _rows(context, band, columns)


def _columns(seen: Grid) -> _Columns | None:
    spec, price = _headed(seen, "spec_headings"), _priced(seen)
    product = _headed(seen, "product_headings")
    if product is None and (spec or price):
        product = _headed(seen, "general_headings")
    if product is None or product in (spec, price):
        return None
    values = [value for row in seen.body if (value := seen.value(row, product))]
    if not values or share(values, organizations.is_firm) >= 0.3:
        return None
    unit = _headed(seen, "unit_headings")
    return _Columns(product, spec, price, unit if price is not None and unit is not product else None)


def _plain(heading: str) -> str:
    """A heading without spaces and the brackets at its end; of two in one (产品名称及规格), the first."""
    words = heading.replace(" ", "")
    return _AFTER_FIRST.sub("", words) or words


def _headed(seen: Grid, words: str) -> Column | None:
    known = load("products").words[words]
    return next((column for column in seen.columns if _plain(column.heading) in known), None)


def _priced(seen: Grid) -> Column | None:
    """The column of unit prices: of several, what buyers pay goes before the market's price."""
    for word in load("products").words["price_headings"]:
        for column in seen.columns:
            if _plain(column.heading).endswith(word):
                return column
    return None


def _rows(context: Context, seen: Grid, columns: _Columns) -> Iterator[Product]:
    for number in seen.body:
        cell = seen.table.cell(number, columns.product.index)
        if cell is None or cell.row != number or cell.column_span > 1 or _is_no_row(seen, number):
            continue
        start, end = seen.table.row_range(number)
        owner = _owner(context, start) or _named(context, start, seen.value(number, seen.column("name")))
        if columns.one_a_row:
            yield from _whole_row(context, seen, number, columns, (cell, start, end), owner)
        else:
            yield from _pieces(context, cell.start, cell.end, owner, "products.column")


def _whole_row(
    context: Context,
    seen: Grid,
    number: int,
    columns: _Columns,
    place: tuple[Cell, int, int],
    owner: Listing | None,
) -> Iterator[Product]:
    cell, start, end = place
    name = compact(context.text[cell.start : cell.end])
    price, unit = product_pieces.price_of(
        seen.printed(number, columns.price), columns.price.heading if columns.price else ""
    )
    unit = unit or seen.value(number, columns.unit)
    spec = seen.value(number, columns.spec)
    if columns.spec is None and load("products")["spec_in_heading"].search(columns.product.heading):
        name, spec = organizations.without_remark(name)
    evidence = context.notice.evidence(start, end, "products.row")
    several = _several(context.text, seen, number, columns) if price is None else []
    for own, own_spec, own_price, own_unit in several or [(name, spec, price, unit)]:
        if product_pieces.is_product(own):
            kept = None if own_spec is None or load("products")["no_product"].fullmatch(own_spec) else own_spec
            yield Product(evidence=evidence, name=own, spec=kept, price=own_price, price_unit=own_unit, listing=owner)


def _several(text: str, seen: Grid, row: int, columns: _Columns) -> list[_Told]:
    """The products of a row whose cells enumerate them, each with its own size and price where as many are printed."""
    named, specs, prices = (_parts(text, seen, row, c) for c in (columns.product, columns.spec, columns.price))
    if len(named) < 2 or not (columns.price is not None or len(specs) == len(named)):
        return []
    heading = columns.price.heading if columns.price is not None else ""
    found: list[_Told] = []
    for index, (low, high) in enumerate(named):
        piece = next(product_pieces.pieces(text, low, high), None)
        if piece is None:
            continue
        own_spec = compact(text[slice(*specs[index])]) if len(specs) == len(named) else None
        price, unit = piece.price, piece.price_unit
        if len(prices) == len(named):
            price, unit = product_pieces.price_of(text[slice(*prices[index])].strip(), heading)
        found.append((piece.name, own_spec or piece.spec, price, unit or seen.value(row, columns.unit)))
    return found


def _parts(text: str, seen: Grid, row: int, column: Column | None) -> list[tuple[int, int]]:
    cell = seen.cell(row, column) if column is not None else None
    return product_pieces.bounds(text, cell.start, cell.end) if cell is not None else []


def _is_no_row(seen: Grid, row: int) -> bool:
    """Whether a row sums up or is a heading over the rows below it."""
    cells = seen.table.row_cells(row)
    first = next((words for cell in cells if (words := seen.text[cell.start : cell.end].strip())), "")
    return len(cells) == 1 or load("listings")["total_row"].match(first) is not None


def _owner(context: Context, offset: int) -> Listing | None:
    """The supplier whose line covers a place; the nearest before it where lines run into one another."""
    listed = context.once("products.owners", lambda: sorted(context.read(Listing), key=_start))
    at = bisect_right(listed, offset, key=_start) - 1
    return listed[at] if at >= 0 and offset < listed[at].evidence.end else None


def _named(context: Context, offset: int, name: str | None) -> Listing | None:
    """The supplier of a name that a row gives again, whose own line is the nearest one before it."""
    if name is None:
        return None
    listed = context.once("products.owners by name", lambda: _by_name(context)).get(
        organizations.without_remark(split_number(name)[0])[0], []
    )
    at = bisect_right(listed, offset, key=_start) - 1
    return listed[at] if at >= 0 else None


def _by_name(context: Context) -> dict[str, list[Listing]]:
    """The suppliers by name, those of one name in the order of printing."""
    found: dict[str, list[Listing]] = {}
    for listing in sorted(context.read(Listing), key=_start):
        found.setdefault(listing.name, []).append(listing)
    return found


def _start(listing: Listing) -> int:
    return listing.evidence.start


def _of_lines(context: Context) -> Iterator[Product]:
    """The products that lines of a list name under a label (主供：腊肉、香菇)."""
    for listing in context.read(Listing):
        if listing.evidence.rule != "listings.line" or not listing.extra:
            continue
        for label, value in json.loads(listing.extra).items():
            at = context.text.find(value, listing.evidence.start, listing.evidence.end)
            if label in load("products").words["product_headings"] and at >= 0:
                yield from _pieces(context, at, at + len(value), listing, "products.line")


def _pieces(context: Context, start: int, end: int, owner: Listing | None, rule: str) -> Iterator[Product]:
    """The products that a cell or value enumerates, each at its own place."""
    for piece in product_pieces.pieces(context.text, start, end):
        yield Product(
            evidence=context.notice.evidence(piece.start, piece.end, rule),
            name=piece.name,
            spec=piece.spec,
            price=piece.price,
            price_unit=piece.price_unit,
            listing=owner,
        )
