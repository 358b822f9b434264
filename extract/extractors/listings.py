"""Supplier lists: a Listing for each enterprise that a table or a run of lines gives."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from extract.extractors import captions, listing_lines, listing_validity, organizations
from extract.extractors.cell_texts import share
from extract.extractors.columns import Column, Grid, bands, of_table
from extract.extractors.context import Context, extractor
from extract.extractors.forms import is_form
from extract.extractors.headings import heads_firms, meaning
from extract.extractors.listing_cells import Row
from extract.extractors.listing_places import list_heading, lists_suppliers, struck_off_by
from extract.extractors.listing_rows import rows, split_number
from extract.facts import Listing
from extract.folding import compact
from extract.rules import load
from extract.values import regions

_FIGURES = 0.6
"""The share of figures among the values of a column that holds amounts."""
_FIRMS = 0.8
"""The share of firms among the names of a list of suppliers that gives their shops and addresses on the web."""
_LABELS = 0.6
"""The share of labels among the names of a column that is the first one of a form."""
_DUTIES = ("lead", "responsible", "supporting")


@extractor("listings")
def listings(context: Context) -> Sequence[Listing]:
    """The suppliers that a notice lists, in the order of printing; one said twice alike in one list is one."""
    found: list[Listing] = []
    for table in context.notice.document.tables():
        if table.columns < 2 or is_form(context, table):
            continue
        seen = of_table(context, table)
        title = captions.title_of(context.notice, table, seen)
        for band in map(partial(_by_runners, title), bands(seen)):
            if is_list(band, title):
                found += [_listing(context, row, title, _rule(band)) for row in rows(band)]
    for entry in listing_lines.entries(context):
        row = Row(entry.start, entry.end, dict(entry.values), entry.row_no, dict(entry.extra))
        row.remark(struck_off_by(context.notice, entry.start))
        annex = list_heading(context.notice, entry.start)
        found.append(_listing(context, row, annex, "listings.line"))
    return _each_once(found)


def is_list(seen: Grid, title: str | None) -> bool:
    """Whether a table lists enterprises: it has a column of them, and is no task table and no list of channels."""
    name = seen.column("name")
    if name is None or (_sets_tasks(seen, name) and not lists_suppliers(title)):
        return False
    values = [value for row in seen.body if (value := seen.value(row, name))]
    if not values or share(values, _is_label) >= _LABELS:
        return False
    if name.heading and seen.column("operator") is not None and _names_places_of_sale(name.heading):
        return False
    entities = share(values, lambda value: organizations.is_legal_entity(_name_only(value)))
    channels = seen.column("platform") is not None and seen.having("url")
    if channels and not (entities >= _FIRMS and lists_suppliers(title)):
        return False
    if _is_blank_beside_headings(seen) or load("listings")["buyer_heading"].search(name.heading.replace(" ", "")):
        return False
    says_where = seen.having("address", "contact", "phone", "ownership")
    if not says_where and (load("listings")["no_list_title"].search(title or "") or _sets_figures(seen, title)):
        return False
    firms = share(values, lambda value: organizations.is_firm(_name_only(value)))
    if name.heading and not name.inferred:
        bodies = share(values, lambda v: organizations.is_body(v) and not organizations.is_firm(v))
        return firms >= 0.3 or (bodies < 0.5 and (says_where or heads_firms(name.heading)))
    named_list = load("listings")["list_title"].search(title or "") is not None
    return firms >= 0.4 and (named_list or seen.having("contact", "phone", "address"))


def _by_runners(title: str | None, seen: Grid) -> Grid:
    """The table with those who run its shops as the firms that it lists, where its title says it lists suppliers."""
    runner, shop = seen.column("operator"), seen.column("name") or seen.column("platform")
    if runner is None or shop is None or not lists_suppliers(title):
        return seen
    if shop.key == "name" and not _names_places_of_sale(shop.heading):
        return seen
    values = [value for row in seen.body if (value := seen.value(row, runner))]
    if share(values, organizations.is_legal_entity) < _FIRMS:
        return seen
    keys = {runner.index: "name", shop.index: "other"}
    return replace(seen, columns=tuple(replace(c, key=keys.get(c.index, c.key)) for c in seen.columns))


def _is_label(value: str) -> bool:
    """Whether a cell under the names asks for something (成立时间, 联系人) and names no firm."""
    return meaning(value) not in (None, "name", "organization", "platform") and not organizations.is_firm(value)


def _sets_tasks(seen: Grid, name: Column) -> bool:
    """Whether a table gives tasks: what firms with their persons supply, or what has changed of them, is none."""
    supplied = (heads_firms(name.heading) and seen.having("contact", "phone")) or _tells_of_awards(seen)
    return seen.having(*_DUTIES) if supplied else seen.having(*_DUTIES, "task", "content")


def _tells_of_awards(seen: Grid) -> bool:
    """Whether a table says what firms have been chosen or paid for (中标供应商, 奖补资金)."""
    return any(load("listings")["award_heading"].search(column.heading) for column in seen.columns)


def _names_places_of_sale(heading: str) -> bool:
    """Whether the heading of a column of names says that shops stand there, whose firms another column gives."""
    return load("platforms")["place_heading"].fullmatch(compact(heading)) is not None


def _is_blank_beside_headings(seen: Grid) -> bool:
    """Whether as many columns have no heading as have one: a form whose labels stand beside their blanks."""
    blank = sum(not column.heading for column in seen.columns)
    return bool(seen.header) and 2 * blank >= len(seen.columns)


def _sets_figures(seen: Grid, title: str | None) -> bool:
    """Whether a table gives figures for firms and nothing that tells of them: amounts to buy, places to fill.

    A list of firms says so in its title, or says what each of them supplies or has been chosen or paid for.
    """
    rules = load("listings")
    if rules["firms_title"].search(title or "") or seen.having("region"):
        return False
    if _tells_of_awards(seen):
        return False
    others = [column for column in seen.columns if column.key in {"other", "content", "task"} and column.heading]
    if any(rules["goods_heading"].search(column.heading.replace(" ", "")) for column in others):
        return False
    printed = [[value for row in seen.body if (value := seen.value(row, column))] for column in others]
    return any(
        share(values, lambda value: rules["figure"].fullmatch(value) is not None) >= _FIGURES for values in printed
    )


def _rule(seen: Grid) -> str:
    return "listings.table" if seen.header else "listings.table_without_header"


def _name_only(value: str) -> str:
    return split_number(value)[0]


def _listing(context: Context, row: Row, title: str | None, rule: str) -> Listing:
    values = row.values
    region = values.get("region")
    valid_from, valid_to = listing_validity.of_row(context, row.start, row.extra, title)
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
        region_adcode=_adcode(region, context.place, row.within),
        note=values.get("note"),
        valid_from=valid_from,
        valid_to=valid_to,
        extra=json.dumps(row.extra, ensure_ascii=False) if row.extra else None,
    )


def _adcode(name: str | None, near: str | None, within: str) -> str | None:
    """The code of a region's name within wider places, None where it names no single division."""
    if name is None:
        return None
    region = (regions.resolve(within + name) if within else None) or regions.resolve(name, near)
    return region.adcode if region is not None else None


def _each_once(found: list[Listing]) -> list[Listing]:
    """The listings, further ones of a firm that say nothing else of it than the first added to that.

    A row for each of its products may leave out what the first one says: its address, person or number.
    """
    kept: list[Listing] = []
    by_name: dict[tuple[str | None, str], list[int]] = {}
    for listing in found:
        places = by_name.setdefault((listing.annex, listing.name), [])
        at = next((place for place in places if _says_no_more(listing, kept[place])), None)
        if at is None:
            places.append(len(kept))
            kept.append(listing)
        else:
            note = "；".join(dict.fromkeys(note for note in (kept[at].note, listing.note) if note)) or None
            kept[at] = replace(kept[at], note=note, extra=_merged(kept[at].extra, listing.extra))
    return kept


def _says_no_more(listing: Listing, first: Listing) -> bool:
    pairs = (
        (listing.address, first.address),
        (listing.contact, first.contact),
        (listing.phone, first.phone),
        (listing.region, first.region),
    )
    return all(own is None or own == before for own, before in pairs)


def _merged(first: str | None, second: str | None) -> str | None:
    if not first or not second or first == second:
        return first or second
    merged: dict[str, str] = json.loads(first)
    for heading, value in json.loads(second).items():
        before = merged.get(heading)
        merged[heading] = value if before in (None, value) else f"{before}、{value}"
    return json.dumps(merged, ensure_ascii=False)
