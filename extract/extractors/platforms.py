"""Sales channels that a notice names with a way in: blocks of labelled lines, tables, and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extract.document import Table
from extract.extractors import captions, channels_listed, organizations, platform_sentences
from extract.extractors.blocks import Block, blocks
from extract.extractors.cell_texts import is_address
from extract.extractors.channels_run import own_operator
from extract.extractors.columns import Column, Grid, of_table
from extract.extractors.context import Context, extractor
from extract.extractors.forms import is_form
from extract.extractors.labelled import Field
from extract.extractors.platform_names import (
    account_of,
    brand,
    first_firm,
    is_channel_name,
    is_shop_site,
    names_firm,
    own_name,
    web_address,
)
from extract.extractors.ranges import Ranges
from extract.facts import Listing, Platform
from extract.folding import compact
from extract.notice import Notice
from extract.rules import load

_WAYS = ("url", "operator", "way")
_CLAUSE = regex.compile(r"[，,；;]")
_WORDS = regex.compile(r"[\s、，,；;：:]+")
_SHORTEST_FIRM = 4


@dataclass(frozen=True, slots=True)
class PlatformBlock:
    """A channel and the labelled lines that tell of it."""

    platform: Platform
    block: Block


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """A channel and the table row that tells of it."""

    platform: Platform
    grid: Grid
    row: int


@extractor("platforms")
def platforms(context: Context) -> Sequence[Platform]:
    """The channels of a notice in the order of printing, each name once."""
    notice = context.notice
    found = [item.platform for item in platform_blocks(context)]
    found += [item.platform for item in platform_rows(context)]
    taken = [(fact.evidence.start, fact.evidence.end) for fact in (*found, *context.read(Listing))]
    taken += [(table.start, table.end) for table in notice.document.tables()]
    taken += [(item.block.start, item.block.end) for item in platform_blocks(context)]
    found += platform_sentences.platforms(notice, Ranges(taken))
    taken += [(fact.evidence.start, fact.evidence.end) for fact in found]
    found += channels_listed.listed(notice, Ranges(taken))
    return _each_once(sorted(map(_located, found), key=lambda platform: platform.evidence.start))


def _located(platform: Platform) -> Platform:
    """A place of sale with the street that is printed before its quoted name as its address."""
    match = load("platforms")["address_in_name"].fullmatch(platform.name) if platform.address is None else None
    return platform if match is None else replace(platform, name=match["name"], address=match["address"])


def platform_blocks(context: Context) -> list[PlatformBlock]:
    """The blocks of labelled lines whose heading names a channel, worked out once for all extractors."""
    return context.once("platform blocks", lambda: _platform_blocks(context))


def _platform_blocks(context: Context) -> list[PlatformBlock]:
    notice = context.notice
    found: list[PlatformBlock] = []
    for block in blocks(context):
        if not _names_channel(notice, block):
            continue
        text = notice.text
        platform = Platform(
            evidence=notice.evidence(block.start, block.name_end, "platforms.block"),
            name=account_of(block.name) or own_name(block.name),
            url=_url(notice, block.of("url")),
            operator=_operator(text, block.of("operator")) or _run_by(text, block),
            address=_values(text, block.of("address")),
        )
        found.append(PlatformBlock(_located(platform), block))
    return found


def platform_rows(context: Context) -> list[PlatformRow]:
    """The rows of tables that list channels with an address, an operator, a contact or another way in."""
    return context.once("platform rows", lambda: _platform_rows(context))


def _platform_rows(context: Context) -> list[PlatformRow]:
    found: list[PlatformRow] = []
    for table in context.notice.document.tables():
        if table.columns < 2 or is_form(context, table) or _is_listed(context, table):
            continue
        seen = of_table(context, table)
        column = _name_column(seen)
        if column is None:
            continue
        for row in seen.body:
            if (platform := _of_row(context.notice, seen, row, column)) is not None:
                found.append(PlatformRow(platform, seen, row))
    return found


def _names_channel(notice: Notice, block: Block) -> bool:
    name = compact(block.name)
    if name.endswith(load("platforms").words["not_channels"]) or not is_shop_site(name) or names_firm(name):
        return False
    if not block.of("url", "way") and (
        organizations.is_legal_entity(name)
        or (organizations.is_company(name) and not _under_channels(notice, block.start))
    ):
        return False
    if block.of(*_WAYS):
        return bool(block.of("operator")) or is_channel_name(name) or _under_channels(notice, block.start)
    return is_channel_name(name) and bool(block.of("address", "both", "person", "phone") or block.remark)


def _under_channels(notice: Notice, start: int) -> bool:
    """Whether a place stands under a heading over channels."""
    heading = load("platforms")["channels_heading"]
    return any(heading.search(words) for words in captions.headings_above(notice, start))


def _run_by(text: str, block: Block) -> str | None:
    """Who runs a block's channel, where a sentence in it says so."""
    run = load("platforms")["run_by"].search(text, block.start, block.end)
    return own_operator(run["operator"]) if run is not None else None


def _url(notice: Notice, fields: list[Field]) -> str | None:
    for field in fields:
        if address := web_address(notice, field.start, field.end):
            return address
    return None


def _values(text: str, fields: list[Field]) -> str | None:
    printed = [compact(text[field.start : field.end].split("。")[0]).rstrip("；;，,") for field in fields]
    return "、".join(dict.fromkeys(words for words in printed if words)) or None


def _operator(text: str, fields: list[Field]) -> str | None:
    return first_firm(printed) if (printed := _values(text, fields)) is not None else None


def _is_listed(context: Context, table: Table) -> bool:
    return any(table.start <= listing.evidence.start < table.end for listing in context.read(Listing))


def _name_column(seen: Grid) -> Column | None:
    """The column of names, where the table says a way in."""
    if not seen.header or not seen.having("url", "operator", "way", "address", "contact", "phone", "platform"):
        return None
    if (column := seen.column("platform")) is not None and len(seen.columns) > 1:
        return column if seen.having("url", "operator", "way", "address", "contact", "phone") else None
    if seen.having("url", "operator"):
        return seen.column("name")
    return None


def _of_row(notice: Notice, seen: Grid, row: int, column: Column) -> Platform | None:
    cell = seen.table.cell(row, column.index)
    printed = seen.value(row, column)
    if cell is None or cell.row != row or not printed or load("listings")["placeholder"].fullmatch(printed):
        return None
    cells = [cell for cell in seen.table.row_cells(row) if cell.row == row]
    url = next((url for cell in cells if (url := web_address(notice, cell.start, cell.end))), None)
    operator = _given(seen, row, "operator") or _firm_to_ask(seen.printed(row, seen.column("contact")))
    place = seen.column("address")
    printed_place = seen.table.cell(row, place.index) if place else None
    way = _given(seen, row, "way") or (_given(seen, row, "url") if url is None else None)
    address = _given(seen, row, "address") or (_place(way) if way else None)
    if printed_place is not None and web_address(notice, printed_place.start, printed_place.end):
        address = None  # the column holds the way in, a web address here
    elif address is not None and not is_address(address) and load("platforms")["way_not_place"].search(address):
        address = None
    contact = seen.value(row, seen.column("contact")) or seen.value(row, seen.column("phone"))
    if not (url or operator or address or contact or way):
        return None
    start, end = seen.table.row_range(row)
    return Platform(
        evidence=notice.evidence(start, end, "platforms.table"),
        name=own_name(printed),
        url=url,
        operator=operator,
        address=address,
    )


def _given(seen: Grid, row: int, key: str) -> str | None:
    """What a row says under a heading of this meaning; None where a stroke stands in its place."""
    value = seen.value(row, seen.column(key))
    return None if value is None or load("listings")["placeholder"].fullmatch(value) else value


def _place(way: str) -> str | None:
    """The address that the words for how a channel is reached are or begin with, its hours after it; else None."""
    for words in (way, organizations.without_remark(way)[0], _CLAUSE.split(way, maxsplit=1)[0]):
        if is_address(words) and load("listings")["seat"].fullmatch(words) is not None:
            return words
    return None


def _firm_to_ask(printed: str) -> str | None:
    """The firm that a cell names beside the person to ask for: who runs the channel."""
    words = _WORDS.split(printed)
    return next((word for word in words if organizations.is_legal_entity(word) and len(word) > _SHORTEST_FIRM), None)


def _each_once(found: list[Platform]) -> list[Platform]:
    """One fact a name, at its first mention, with whatever any mention tells."""
    kept: dict[str, Platform] = {}
    for platform in found:
        own = brand(platform.name)
        first = kept.get(own)
        if first is None:
            kept[own] = platform
        else:
            kept[own] = replace(
                first,
                url=first.url or platform.url,
                operator=first.operator or platform.operator,
                address=first.address or platform.address,
            )
    return list(kept.values())
