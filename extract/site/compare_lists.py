"""The comparison to take away: a line for each place and year, or a line for each figure with its words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from extract.exports.lists import Column, Kind
from extract.relations.figures import SHARES, TERMS
from extract.site.compare_cells import Cell, Item, basis, cells, items, state
from extract.site.compare_facts import COLUMNS, OTHERS, Facts, read
from extract.site.comparing import Comparison, Key
from extract.site.places import Places
from extract.site.shelf import Mask
from extract.site.words import say, value_label

LONGEST = 10_000
"""So many rows are handed out at once; all figures there are stand in the whole registry's files."""
_BATCH = 100


def _columns(*named: tuple[str, Kind]) -> tuple[Column, ...]:
    return tuple(Column(name, say(f"compare.fields.{name}"), kind) for name, kind in named)


def _term_columns() -> Iterator[Column]:
    for name in COLUMNS:
        title = say(f"compare.columns.{name}")
        yield Column(name, title)
        if name in TERMS:
            yield Column(f"{name}_low", say("compare.fields.low_of", what=title), "number")
            yield Column(f"{name}_high", say("compare.fields.high_of", what=title), "number")


WIDE: tuple[Column, ...] = (
    *_columns(("place", "text"), ("adcode", "text"), ("year", "integer"), ("issuers", "text"), ("notices", "integer")),
    *_term_columns(),
    *_columns(("numbers", "text"), ("ids", "text")),
)
"""The columns of a list by place and year."""

LONG: tuple[Column, ...] = _columns(
    ("place", "text"), ("adcode", "text"), ("year", "integer"), ("term", "text"), ("unit", "text"), ("value", "text"),
    ("kind", "text"), ("low", "number"), ("high", "number"), ("basis", "text"), ("additional", "text"),
    ("topic", "text"), ("notes", "text"), ("standing", "text"), ("state", "text"), ("later", "text"),
    ("doubt", "text"), ("quote", "text"), ("page", "integer"), ("title", "text"), ("number", "text"),
    ("issuer", "text"), ("issuer_kind", "text"), ("issued_on", "date"), ("until", "date"), ("notice_id", "text"),
    ("address", "text"),
)  # fmt: skip
"""The columns of a list by figure. Ids of notices have more digits than Excel keeps, so that they are text."""


def place_name(known: Places, key: Key) -> str:
    """What a row is called: its place's full name, else its issuer, else that neither is told."""
    if key.adcode:
        return known.full_names.get(key.adcode, key.adcode)
    return key.issuer or say("compare.unknown")


def rows(
    connection: sqlite3.Connection, held: Comparison, known: Places, mask: Mask, things: Sequence[int], day: str
) -> Iterator[tuple[Any, ...]]:
    """Lines of WIDE."""
    mains = {}
    for term in TERMS:
        main = held.main(mask, term)
        mains[term] = {
            int(thing): (_number(low), _number(high))
            for thing, low, high in zip(main.things, main.low, main.high, strict=True)
        }
    for thing, numbers, facts in _read(connection, held, mask, things):
        key = held.key(thing)
        notices = [facts.notices[number] for number in numbers if number in facts.notices]
        issuers = dict.fromkeys(notice["issuer"] for notice in notices if notice["issuer"])
        line: list[Any] = [
            place_name(known, key),
            key.adcode,
            _year(key),
            _joined(issuers),
            len(notices),
        ]
        for cell in cells(held, facts, numbers, day):
            line.append(_in_words(cell))
            if cell.column in TERMS:
                line.extend(mains[cell.column].get(thing, (None, None)))
        line.append(_joined(notice["doc_number"] for notice in notices if notice["doc_number"]))
        line.append(_joined(str(notice["id"]) for notice in notices))
        yield tuple(line)


def figures(
    connection: sqlite3.Connection, held: Comparison, known: Places, mask: Mask, things: Sequence[int], day: str
) -> Iterator[tuple[Any, ...]]:
    """Lines of LONG: place by place, newest notice first, column by column."""
    for thing, numbers, facts in _read(connection, held, mask, things):
        key = held.key(thing)
        for number in numbers:
            notice = facts.notices.get(number)
            if notice is None:
                continue
            for column in COLUMNS:
                for item in items(held, facts, notice, column, day):
                    yield (place_name(known, key), key.adcode, _year(key), *_figure(facts, notice, column, item, day))


def _figure(facts: Facts, notice: dict[str, Any], column: str, item: Item, day: str) -> tuple[Any, ...]:
    figure = item.figure
    term = facts.terms[figure.terms[0]] if figure else {}
    unit = "" if column in OTHERS else say("compare.percent" if column in SHARES else "compare.yuan")
    left_out = {basis(figure, term), say("compare.additional"), term["subject"]} if figure else set()
    notes = [note for note in item.notes if note not in left_out or note == term.get("subject")]
    return (
        say(f"compare.columns.{column}"),
        unit,
        item.text,
        say(f"compare.kinds.{figure.kind}") if figure else None,
        figure.low if figure else None,
        figure.high if figure else None,
        basis(figure, term) if figure else None,
        value_label(str(int(figure.additional)), "additional") if figure else None,
        value_label(figure.topic, "topic") if figure else None,
        _joined(notes),
        value_label("quoted" if figure.quoted else "set", "standing") if figure else None,
        say(f"compare.states.{state(notice, day) or 'open'}"),
        next((where for where, _ in item.links), None) if item.mark == "later" else None,
        item.doubt,
        item.quote or None,
        item.page,
        notice["title"],
        notice["doc_number"],
        notice["issuer"],
        value_label(notice["issuer_kind"], "issuer_kind") if notice["issuer_kind"] else None,
        notice["issued_on"],
        notice["until"],
        str(notice["id"]),
        item.address,
    )


def _read(
    connection: sqlite3.Connection, held: Comparison, mask: Mask, things: Sequence[int]
) -> Iterator[tuple[int, list[int], Facts]]:
    for start in range(0, len(things), _BATCH):
        some = {thing: held.notices(thing, mask) for thing in things[start : start + _BATCH]}
        facts = read(connection, [number for numbers in some.values() for number in numbers])
        for thing, numbers in some.items():
            yield thing, numbers, facts


def _in_words(cell: Cell) -> str:
    if cell.state:
        return cell.empty
    said = []
    for group in cell.groups:
        for item in (*group.shown, *group.folded):
            marks = [say(f"compare.marks.{item.mark}")] if item.mark else []
            inner = say("site.joined.notes").join((*item.notes, *marks))
            said.append(say("compare.with_notes", text=item.text, notes=inner) if inner else item.text)
        if group.beyond:
            said.append(say("compare.beyond", n=group.beyond))
    return _joined(said)


def _joined(said: Iterable[str]) -> str:
    return say("site.joined.parts").join(said)


def _year(key: Key) -> int | None:
    return int(key.year) if key.year and key.year.isdecimal() else None


def _number(value: float) -> float | None:
    return None if value != value else float(value)
