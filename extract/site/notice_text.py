"""A notice's text as HTML: its parts as GB/T 9704 names them, its tables as tables, what was read marked.

Every piece of the text is escaped. Long texts are shown in pieces of `PIECE` characters that begin with a line or a
table's row. A fact's beginning is the anchor `#at-START`.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

from extract.site.pages import Row
from extract.site.words import say

PIECE = 16_000
"""A text is shown in pieces of about so many characters."""
_FIRST_LEVEL, _DEEPEST_LEVEL = 3, 6
_LINES = frozenset(("issuer", "doc_number", "title", "addressee", "attachment_list", "signature", "issued", "imprint"))

Span = tuple[int, int, str]


@dataclass(frozen=True)
class Grid:
    """A table of the text: its range and, row by row, the cells that begin there: start, end, rows, columns."""

    start: int
    end: int
    header_rows: int
    rows: tuple[tuple[tuple[int, int, int, int], ...], ...]

    def begin(self, row: int) -> int:
        """Where the text of a row begins."""
        return self.rows[row][0][0] if self.rows[row] else self.end


def grids(stored: Iterable[Row]) -> list[Grid]:
    """The tables of a text as `notice_tables` has them."""
    return [_grid(row) for row in stored]


def _grid(stored: Row) -> Grid:
    at = stored["start"]
    rows = []
    for lengths in json.loads(stored["cells"]):
        cells = []
        for cell in lengths:
            length, down, across = (cell, 1, 1) if isinstance(cell, int) else cell
            cells.append((at, at + length, down, across))
            at += length + 1
        at += not cells
        rows.append(tuple(cells))
    return Grid(stored["start"], stored["end"], stored["header_rows"], tuple(rows))


def cuts(text: str, tables: Sequence[Grid], size: int = PIECE) -> list[int]:
    """Where the pieces of a text begin, and its end."""
    found = [0]
    while len(text) - found[-1] > size + size // 4:
        at = text.find("\n", found[-1] + size) + 1
        table = next((table for table in tables if table.start < at <= table.end), None)
        if table is not None:
            starts = (table.begin(row) for row in range(len(table.rows)) if table.rows[row])
            at = next((start for start in starts if start >= at), table.end + 1)
        if not found[-1] < at < len(text):
            break
        found.append(at)
    return [*found, len(text)]


class Marks:
    """The ranges of facts in a text, to be marked wherever a piece of it is shown."""

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        self.text = text
        self._anchors: set[int] = set()
        own = sorted((start, end, name) for start, end, name in spans if start < end)
        self._starts = {start for start, _, _ in own}
        self._low: list[int] = []
        self._pieces: list[tuple[int, int, str]] = []
        opened: list[Span] = []
        at = 0
        for low, high in pairwise(sorted({edge for start, end, _ in own for edge in (start, end)})):
            opened = [span for span in opened if span[1] > low]
            while at < len(own) and own[at][0] <= low:
                opened.append(own[at])
                at += 1
            if opened:
                self._low.append(low)
                self._pieces.append((low, high, " ".join(sorted({name for _, _, name in opened}))))

    def html(self, start: int, end: int, breaks: bool = False) -> Markup:
        """A range of the text, escaped, what was read in it marked; with `breaks` its line feeds part lines."""
        out: list[str] = []
        at = start
        for number in range(max(0, bisect_right(self._low, start) - 1), bisect_left(self._low, end)):
            low, high, names = self._pieces[number]
            low, high = max(low, start), min(high, end)
            if low >= high:
                continue
            out.append(self._plain(at, low, breaks))
            anchor = ""
            if low in self._starts and low not in self._anchors:
                self._anchors.add(low)
                anchor = f' id="at-{low}"'
            words = self._plain(low, high, breaks)
            out.append(f'<mark{anchor} class="{names}" data-from="{low}" data-to="{high}">{words}</mark>')
            at = high
        out.append(self._plain(at, end, breaks))
        return Markup("".join(out))

    def _plain(self, start: int, end: int, breaks: bool) -> str:
        plain = str(escape(self.text[start:end]))
        return plain.replace("\n", "<br>") if breaks else plain


@dataclass(frozen=True)
class _Heading:
    """A section or annex that begins with the line it is named for."""

    part: Row
    level: int


class Body:
    """A text with its parts, written out piece by piece."""

    def __init__(self, marks: Marks, parts: Sequence[Row], tables: Sequence[Grid]) -> None:
        self._marks = marks
        self._text = marks.text
        self._tables = tables
        self._headings = _headings(self._text, parts)
        self._above = _FIRST_LEVEL - 1
        signed = {part["start"] for part in parts if part["part"] == "signature"}
        self._roles = sorted(
            (part["start"], part["end"], part["part"], part["position"])
            for part in parts
            if part["part"] in _LINES and (part["part"] != "issuer" or part["start"] not in signed)
        )

    def html(self, low: int, high: int) -> Markup:
        """The text from one cut to another."""
        out: list[str] = []
        self._above = _FIRST_LEVEL - 1
        at = low
        for number, table in enumerate(self._tables, 1):
            if table.end <= low or table.start >= high:
                continue
            out += self._paragraphs(at, min(table.start, high))
            out.append(self._table(table, low, high, number))
            at = min(max(at, table.end + 1), high)
        out += self._paragraphs(at, high)
        return Markup("\n".join(out))

    def _paragraphs(self, start: int, end: int) -> Iterator[str]:
        at = start
        while at < end:
            stop = self._text.find("\n", at, end)
            stop = end if stop < 0 else stop
            heading = self._headings.get(at)
            if heading is not None:
                # An annex's heading may run over several lines: its label and its title.
                while stop < min(heading.part["heading_end"] or 0, end):
                    further = self._text.find("\n", stop + 1, end)
                    stop = end if further < 0 else further
                yield self._heading(heading, at, stop)
            elif self._text[at:stop].strip():
                yield self._paragraph(at, stop)
            at = stop + 1

    def _heading(self, heading: _Heading, start: int, stop: int) -> str:
        anchor = f'id="part-{heading.part["position"]}"'
        name = heading.part["part"]
        end = heading.part["heading_end"] or start
        if end >= stop:
            # A piece may begin within a section, and no level is left out.
            self._above = level = min(heading.level, _DEEPEST_LEVEL, self._above + 1)
            return f'<h{level} {anchor} class="{name}">{self._marks.html(start, stop, True)}</h{level}>'
        lead = f"<strong>{self._marks.html(start, end)}</strong>" if end > start else ""
        return f'<p {anchor} class="{name}">{lead}{self._marks.html(max(start, end), stop)}</p>'

    def _paragraph(self, start: int, stop: int) -> str:
        role = self._role(start, stop)
        if role is None:
            return f"<p>{self._marks.html(start, stop)}</p>"
        name, position = role
        return f'<p class="{name}" id="line-{position}-{start}">{self._marks.html(start, stop)}</p>'

    def _role(self, start: int, stop: int) -> tuple[str, int] | None:
        """Which part most of a line is, such as the signature; None for a line of the body."""
        for low, high, name, position in self._roles:
            if low >= stop:
                break
            if 2 * (min(high, stop) - max(low, start)) >= stop - start:
                return name, position
        return None

    def _table(self, table: Grid, low: int, high: int, number: int) -> str:
        rows = [row for row in range(len(table.rows)) if table.rows[row] and low <= table.begin(row) < high]
        if not rows:
            return ""
        first, last = rows[0], rows[-1] + 1
        heads = range(min(table.header_rows, len(table.rows))) if first >= table.header_rows > 0 else range(0)
        lines = [self._row(table, row, heads.stop, "th", []) for row in heads]
        carried = _carried(table, first) if first else []
        for row in range(first, last):
            lines.append(self._row(table, row, last, "th" if row < table.header_rows else "td", carried))
            carried = []
        label = escape(say("notice.table", n=number))
        columns = max(sum(across for _, _, _, across in row) for row in table.rows)
        return (
            f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">'
            f'<table class="plain printed{" broad" if columns > 3 else ""}">{"".join(lines)}</table></div>'
        )

    def _row(self, table: Grid, row: int, last: int, tag: str, carried: Sequence[tuple[int, int, int, int]]) -> str:
        scope = ' scope="col"' if tag == "th" else ""
        cells = []
        for start, end, down, across in (*carried, *table.rows[row]):
            spans = f' rowspan="{min(down, last - row)}"' if min(down, last - row) > 1 else ""
            spans += f' colspan="{across}"' if across > 1 else ""
            name = "td" if start == end else tag
            own = scope if name == "th" else ""
            cells.append(f"<{name}{own}{spans}>{self._marks.html(start, end, True)}</{name}>")
        return f"<tr>{''.join(cells)}</tr>"


def _carried(table: Grid, first: int) -> list[tuple[int, int, int, int]]:
    """The cells of earlier rows that reach down to a row, with the rows they still cover.

    They are set before the row's own: what is merged over rows stands at the left.
    """
    found = []
    for row in range(first):
        for start, end, down, across in table.rows[row]:
            if row + down > first:
                found.append((start, end, row + down - first, across))
    return found


def _headings(text: str, parts: Sequence[Row]) -> dict[int, _Heading]:
    """Sections and annexes that begin a line, by their starts; a level follows from those that they lie in."""
    found: dict[int, _Heading] = {}
    above: list[tuple[int, int]] = []  # the end and level of each open section that has a heading of its own
    for part in parts:
        if part["part"] not in ("section", "annex"):
            continue
        start = part["start"]
        above = [one for one in above if one[0] > start]
        level = above[-1][1] + 1 if above else _FIRST_LEVEL
        if start in found or (start and text[start - 1] != "\n"):
            continue
        found[start] = _Heading(part, level)
        stop = text.find("\n", start)
        if (part["heading_end"] or start) >= (stop if stop >= 0 else len(text)):
            above.append((part["end"], level))
    return found


def contents(parts: Sequence[Row], most: int = 40) -> list[dict[str, Any]]:
    """The notice's list of contents: sections of its uppermost level and annexes, with the level below if few."""
    sections = [part for part in parts if part["part"] in ("section", "annex")]
    annexes = [(part["start"], part["end"]) for part in sections if part["part"] == "annex"]
    depths = sorted({part["depth"] for part in sections if part["part"] == "section"})
    for kept in (2, 1):
        shown = [part for part in sections if part["part"] == "annex" or part["depth"] in depths[:kept]]
        if len(shown) <= most:
            break
    return [
        {
            "position": part["position"],
            "start": part["start"],
            "text": "".join(filter(None, (part["label"], None if part["part"] == "annex" else part["value"]))),
            "title": part["value"] if part["part"] == "annex" else None,
            "deep": part["part"] == "section"
            and (part["depth"] != depths[0] or any(start < part["start"] < end for start, end in annexes)),
        }
        for part in shown
    ]
