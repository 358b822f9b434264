"""What each rule read in one file, with the words it read it from: for a terminal, or as a page."""

from __future__ import annotations

import html
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.facts import FACT_TYPES, Duty, Fact, Form, Product

if TYPE_CHECKING:
    from rich.console import RenderableType

    from extract.readings import NoticeReading, Reading

_COLOURS = {
    "terms": "#ffe08a",
    "dates": "#b7e4c7",
    "notice_regions": "#cfe2ff",
    "listings": "#e2d6f5",
    "products": "#e6e3a1",
    "platforms": "#ffd6a5",
    "contacts": "#ffc9de",
    "citations": "#d8e2c8",
    "tasks": "#c5f0ee",
    "duties": "#f3c6b8",
    "forms": "#dcdcdc",
}


def values_of(fact: Fact) -> dict[str, str]:
    """A fact's columns that say something, as text; tasks and firms that it points at by their names."""
    found: dict[str, str] = {}
    for name, value in fact.values().items():
        if isinstance(fact, Duty) and name == "task":
            value = None if fact.task is None else f"{fact.task.number} {fact.task.title}"
        if isinstance(fact, Product) and name == "listing":
            value = None if fact.listing is None else fact.listing.name
        if isinstance(fact, Form) and name == "columns":
            value = " | ".join(fact.columns)
        if value is not None and value != "":
            found[name] = str(value)
    return found


def record_of(notice: NoticeReading) -> dict[str, str]:
    """The notice's own fields that are printed."""
    record = notice.record
    return {item.name: value for item in fields(record) if (value := getattr(record, item.name))}


def facts_of(notice: NoticeReading) -> Iterator[tuple[str, list[Fact]]]:
    """The tables that have facts, in the contract's order."""
    for fact_type in FACT_TYPES:
        if facts := notice.facts.get(fact_type.table):
            yield fact_type.table, facts


def reasons_of(notice: NoticeReading) -> dict[int, list[str]]:
    """Why facts are doubtful, by `id(fact)`; facts without a doubt are left out."""
    reasons: dict[int, list[str]] = {}
    for doubt in notice.doubts:
        if doubt.fact is not None:
            reasons.setdefault(id(doubt.fact), []).append(doubt.reason)
    return reasons


def visible(text: str) -> str:
    """The text with characters that would act on a terminal, or turn its direction, shown as a mark instead."""
    return "".join(
        "\ufffd" if unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in "\n\t" else character
        for character in text
    )


# ---------------------------------------------------------------- for a terminal


def for_terminal(reading: Reading) -> Iterator[RenderableType]:
    """What to print of a reading with rich, piece by piece."""
    from rich.text import Text

    about = [reading.media_type or "unknown kind", f"{reading.bytes} bytes"]
    if reading.pages:
        about.append(f"{reading.pages} pages")
    if reading.published_on:
        about.append(f"published on {reading.published_on}")
    yield Text(f"{visible(reading.filename)}: {', '.join(about)}", style="bold")
    for warning in reading.warnings:
        yield Text(f"warning: {visible(warning)}", style="yellow")
    for number, notice in enumerate(reading.notices, 1):
        forwarded = "" if notice.parent is None else f", forwarded by notice {notice.parent + 1}"
        yield Text(f"\nNotice {number} of {len(reading.notices)}{forwarded}", style="bold underline")
        yield _record_table(notice)
        for table, facts in facts_of(notice):
            yield Text(f"\n{table} ({len(facts)})", style="bold")
            yield _fact_table(facts, reasons_of(notice))
        if notice.doubts:
            yield Text(f"\nto be checked ({len(notice.doubts)})", style="bold")
            yield _doubt_table(notice)


def _record_table(notice: NoticeReading) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    for name, value in record_of(notice).items():
        table.add_row(Text(name, style="cyan"), Text(visible(value)))
    return table


def _doubt_table(notice: NoticeReading) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("table")
    table.add_column("why", ratio=5, overflow="fold")
    table.add_column("at the words", ratio=5, overflow="fold")
    table.add_column("code", ratio=2, overflow="fold", style="dim")
    for doubt in notice.doubts:
        quote = visible(" ".join(doubt.quote.split()))
        table.add_row(doubt.table, Text(visible(doubt.reason)), Text(quote), doubt.code)
    return table


def _fact_table(facts: list[Fact], reasons: dict[int, list[str]]) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, leading=1)
    table.add_column("read", ratio=5, overflow="fold")
    table.add_column("from the words", ratio=5, overflow="fold")
    table.add_column("page", justify="right")
    table.add_column("believed", justify="right")
    table.add_column("rule", ratio=2, overflow="fold", style="dim")
    for fact in facts:
        read = Text("\n").join(
            Text.assemble((f"{name} ", "cyan"), visible(value)) for name, value in values_of(fact).items()
        )
        evidence = fact.evidence
        quote = Text(visible(" ".join(evidence.quote.split())))
        doubtful = id(fact) in reasons
        marks = ("?" if doubtful else "") + (" ocr" if evidence.read_by == "ocr" else "")
        believed = Text(f"{evidence.confidence:.2f}{marks}", style="yellow" if doubtful else "")
        table.add_row(read, quote, str(evidence.page or ""), believed, evidence.rule)
    return table


# ---------------------------------------------------------------- as a page

_STYLE = """
body { font: 16px/1.7 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #ddd; padding: 0.3rem 0.6rem 0.3rem 0 }
th { color: #555; font-weight: 600 }
.text { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #ddd; padding: 1rem 1.5rem }
mark { color: inherit; border-radius: 2px; padding: 0.1em 0 }
mark:target, mark.shown { outline: 2px solid #c00 }
.over { box-shadow: inset 0 -3px 0 #0007 }
.legend mark { padding: 0.1em 0.5em; margin-right: 0.5em }
.rule { color: #666; font-family: monospace }
.doubt { color: #a30 }
"""


def page(reading: Reading) -> str:
    """A web page that needs nothing else: the notices' texts with the facts marked, and the facts by table."""
    name = html.escape(visible(reading.filename))
    colours = "\n".join(f".{table} {{ background: {colour} }}" for table, colour in _COLOURS.items())
    body = "".join(_notice_section(number, notice) for number, notice in enumerate(reading.notices, 1))
    if reading.status == "failed":
        body = f"<p>This file could not be read: {html.escape(visible(reading.error or ''))}</p>"
    warnings = "".join(f"<p>warning: {html.escape(visible(warning))}</p>" for warning in reading.warnings)
    legend = " ".join(f'<mark class="{table}">{table}</mark>' for table in _COLOURS)
    return (
        f'<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}: what was read</title>\n<style>{_STYLE}{colours}\n</style>\n</head>\n<body>\n"
        f'<h1>{name}</h1>\n{warnings}<p class="legend">{legend}</p>\n{body}</body>\n</html>\n'
    )


def _notice_section(number: int, notice: NoticeReading) -> str:
    record = "".join(
        f"<tr><th>{html.escape(name)}</th><td>{html.escape(visible(value))}</td></tr>"
        for name, value in record_of(notice).items()
    )
    facts = [fact for _, of_table in facts_of(notice) for fact in of_table]
    anchors = {id(fact): f"n{number}f{at}" for at, fact in enumerate(facts, 1)}
    reasons = reasons_of(notice)
    tables = "".join(_fact_section(table, of_table, anchors, reasons) for table, of_table in facts_of(notice))
    return (
        f"<h2>Notice {number}</h2>\n<table>{record}</table>\n"
        f'<div class="text">{marked(notice.notice.text, facts, anchors)}</div>\n{tables}'
        f"{_open_doubts(notice)}"
    )


def _open_doubts(notice: NoticeReading) -> str:
    """The doubts that are about no fact: what was not read, and the notice's own fields."""
    items = "".join(
        f'<li class="doubt">{html.escape(doubt.table)}: {html.escape(visible(doubt.reason))} '
        f"{html.escape(visible(doubt.quote))}</li>"
        for doubt in notice.doubts
        if doubt.fact is None
    )
    return f"<h3>to be checked</h3>\n<ul>{items}</ul>\n" if items else ""


def _fact_section(table: str, facts: list[Fact], anchors: dict[int, str], reasons: dict[int, list[str]]) -> str:
    rows = []
    for fact in facts:
        read = "<br>".join(
            f"{html.escape(name)}: {html.escape(visible(value))}" for name, value in values_of(fact).items()
        )
        quote = html.escape(visible(fact.evidence.quote))
        why = "".join(f"<br>{html.escape(visible(reason))}" for reason in reasons.get(id(fact), []))
        believed = (
            f'<span class="doubt">{fact.evidence.confidence:.2f}{why}</span>'
            if why
            else (f"{fact.evidence.confidence:.2f}")
        )
        rows.append(
            f'<tr><td>{read}</td><td><a href="#{anchors[id(fact)]}">{quote}</a></td>'
            f"<td>{fact.evidence.page or ''}</td><td>{believed}</td>"
            f'<td class="rule">{html.escape(fact.evidence.rule)}</td></tr>'
        )
    head = "<tr><th>read</th><th>from the words</th><th>page</th><th>believed</th><th>rule</th></tr>"
    return f"<h3>{table} ({len(facts)})</h3>\n<table>{head}{''.join(rows)}</table>\n"


def marked(text: str, facts: list[Fact], anchors: dict[int, str]) -> str:
    """The text as HTML, escaped, with the places of the facts marked.

    Where facts overlap the text is cut at every beginning and end, and each piece names all the
    facts that cover it. `anchors` are the ids of the facts' first pieces, by `id(fact)`.
    """
    cuts = {0, len(text)}
    for fact in facts:
        cuts.update((min(fact.evidence.start, len(text)), min(fact.evidence.end, len(text))))
    borders = sorted(cuts)
    anchored: set[str] = set()
    pieces: list[str] = []
    for start, end in pairwise(borders):
        piece = html.escape(visible(text[start:end]))
        covering = [fact for fact in facts if fact.evidence.start <= start and end <= fact.evidence.end]
        pieces.append(_mark(piece, covering, anchors, anchored) if covering else piece)
    return "".join(pieces)


def _mark(piece: str, covering: list[Fact], anchors: dict[int, str], anchored: set[str]) -> str:
    tables = list(dict.fromkeys(fact.table for fact in covering))
    titles = "\n".join(f"{fact.table} [{fact.evidence.rule}] {json_like(fact)}" for fact in covering)
    opening = ""
    for fact in covering:
        if (anchor := anchors[id(fact)]) not in anchored:
            anchored.add(anchor)
            opening += f'<a id="{anchor}"></a>'
    over = " over" if len(covering) > 1 else ""
    return f'{opening}<mark class="{tables[0]}{over}" title="{html.escape(visible(titles))}">{piece}</mark>'


def json_like(fact: Fact) -> str:
    """A fact's values in one line."""
    return json.dumps(values_of(fact), ensure_ascii=False)
