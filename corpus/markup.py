"""The markup that corpus sources are written in: one line, one paragraph.

A source is YAML front matter between two `---` lines (see `Settings`) and then
lines, each read by how it begins (README.md shows every mark with an example):

    !header 甲 | 乙 || 文件    red issuer header, issuers stacked, a word beside them
    !number 某工〔2023〕1号    document number over the red rule; `!number-right` sets it to the right
    # 关于……的通知             title; lines that follow each other make one title
    = 各单位：                 without indent      >> 2023年5月1日   to the right     >< （试行）   in the middle
    + …  ++ …  +++ …  +* …     numbered by the word processor: 一、（一） 1. and an attachment list's 1.
    _ 张三  0000                kept as typed, spaces too
    !table …  and  | a | b |   a table; `^` joins with the cell above, `<` with the one to the left,
                              `~` in a row that a page break has cut off from the row above
    !annex 附件1               a new page with its label
    !page !landscape !portrait breaks
    !imprint 抄送：…            lines between rules at the foot

Anything else is a body paragraph, indented by two characters.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

CHINESE_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Settings:
    """Front matter: what a notice is and how its files are made."""

    place: str
    """GB/T 2260 code of the issuer's place, or `central`."""
    kind: str
    """The kind of notice, as tests count kinds."""
    formats: tuple[str, ...]
    """The files built: `pdf`, `docx`, `html`, `txt` (GB18030)."""
    page_numbers: str = "- {} -"
    running_header: str = ""
    justify: bool = False
    body_size: float = 16.0
    web: dict[str, object] = field(default_factory=dict)
    """What a government page puts around the notice (`corpus.web`)."""


@dataclass(frozen=True)
class Header:
    """Issuers in red, one above the other, and the word set beside them (文件 or nothing)."""

    issuers: tuple[str, ...]
    word: str


@dataclass(frozen=True)
class Number:
    """The document number over the red rule; `right` as in a letter (函)."""

    text: str
    right: bool


@dataclass(frozen=True)
class Title:
    """A title's printed lines."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `align` is `body`, `flush`, `right`, `centre` or `typed`; `number` is automatic, `text` typed."""

    text: str
    align: str = "body"
    level: int = 0
    number: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of cells as written (`^` and `<` not yet resolved) and how the table is set."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    header: int = 1
    repeat: bool = False
    ruled: bool = True
    size: float = 12.0


@dataclass(frozen=True)
class Annex:
    """A new page with its label (附件1); the label may be empty."""

    label: str


@dataclass(frozen=True)
class Break:
    """A new page, turned when `orientation` says so (`portrait`, `landscape` or empty)."""

    orientation: str


@dataclass(frozen=True)
class Imprint:
    """A line of the imprint: one text, or office and day apart."""

    left: str
    right: str


Block = Header | Number | Title | Paragraph | Table | Annex | Break | Imprint


@dataclass(frozen=True)
class Source:
    """A parsed source: its stem, settings and blocks in printing order."""

    stem: str
    settings: Settings
    blocks: tuple[Block, ...]


def parse(path: Path) -> Source:
    """The source in `path`. Raises ValueError, naming the file, on a mark it does not know."""
    text = path.read_text(encoding="utf-8")
    _, front, body = text.split("---\n", 2)
    values = yaml.load(front, Loader=yaml.BaseLoader)
    settings = Settings(
        place=values["place"],
        kind=values["kind"],
        formats=tuple(values["formats"]),
        page_numbers=values.get("page_numbers", "- {} -"),
        running_header=values.get("running_header", ""),
        justify=values.get("justify", "") == "true",
        body_size=float(values.get("body_size", 16)),
        web=values.get("web", {}),
    )
    try:
        return Source(path.stem, settings, tuple(_blocks(body.splitlines())))
    except (ValueError, KeyError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _blocks(lines: list[str]) -> Iterator[Block]:
    counters = [0, 0, 0, 0]
    position = 0
    while position < len(lines):
        line = lines[position].rstrip()
        position += 1
        if not line or line.startswith("%"):
            continue
        if line.startswith("# "):
            title = [line[2:]]
            while position < len(lines) and lines[position].startswith("# "):
                title.append(lines[position][2:].rstrip())
                position += 1
            counters = [0, 0, 0, 0]
            yield Title(tuple(title))
        elif line.startswith("!table"):
            rows = []
            while position < len(lines) and lines[position].startswith("|"):
                rows.append(tuple(cell.strip() for cell in lines[position].strip().strip("|").split("|")))
                position += 1
            yield _table(line, rows)
        elif line.startswith("!"):
            yield _command(line)
        elif line.startswith("+"):
            yield _numbered(line, counters)
        else:
            yield _paragraph(line)


def _paragraph(line: str) -> Paragraph:
    for mark, align in (("= ", "flush"), (">> ", "right"), (">< ", "centre"), ("_ ", "typed")):
        if line.startswith(mark):
            return Paragraph(line[len(mark) :], align)
    return Paragraph(line)


def _numbered(line: str, counters: list[int]) -> Paragraph:
    mark, text = line.split(" ", 1)
    level = 4 if mark == "+*" else len(mark)
    counters[level - 1] += 1
    for lower in range(level, 3 if level < 4 else 0):
        counters[lower] = 0
    count = counters[level - 1]
    number = {1: f"{chinese(count)}、", 2: f"（{chinese(count)}）", 3: f"{count}.", 4: f"{count}."}[level]
    return Paragraph(text, "body", level, number)


def _command(line: str) -> Block:
    name, _, rest = line[1:].partition(" ")
    if name == "header":
        issuers, _, word = rest.partition("||")
        return Header(tuple(issuer.strip() for issuer in issuers.split("|")), word.strip())
    if name in ("number", "number-right"):
        return Number(rest.strip(), name == "number-right")
    if name == "annex":
        return Annex(rest.strip())
    if name in ("page", "landscape", "portrait"):
        return Break("" if name == "page" else name)
    if name == "imprint":
        left, _, right = rest.partition("|")
        return Imprint(left.strip(), right.strip())
    raise ValueError(f"no such mark: {line}")


def _table(line: str, rows: list[tuple[str, ...]]) -> Table:
    options = dict(option.split("=", 1) for option in line.split()[1:])
    columns = len(rows[0])
    for row in rows:
        if len(row) != columns:
            raise ValueError(f"{len(row)} cells instead of {columns}: {' | '.join(row)}")
    widths = tuple(float(width) for width in options.get("widths", ",".join(["1"] * columns)).split(","))
    if len(widths) != columns:
        raise ValueError(f"{len(widths)} widths for {columns} columns: {line}")
    return Table(
        rows=tuple(rows),
        widths=widths,
        header=int(options.get("header", 1)),
        repeat=options.get("repeat") == "yes",
        ruled=options.get("rules") != "none",
        size=float(options.get("size", 12)),
    )


def chinese(number: int) -> str:
    """A number below one hundred in Chinese numerals, as headings count (十一, 二十)."""
    tens, ones = divmod(number, 10)
    prefix = "" if tens == 0 else "十" if tens == 1 else CHINESE_DIGITS[tens] + "十"
    return prefix + (CHINESE_DIGITS[ones] if ones else "")


LINK = re.compile(r"<(https?://[^>]+)>")
"""A linked address inside a paragraph."""


def whole(table: Table) -> Table:
    """The table as a word processor has it: rows that begin with `~` are joined to the row they continue."""
    rows: list[tuple[str, ...]] = []
    for row in table.rows:
        if row[0] == "~":
            rows[-1] = tuple(above + ("" if part == "~" else part) for above, part in zip(rows[-1], row, strict=True))
        else:
            rows.append(row)
    return replace(table, rows=tuple(rows))


def pages(table: Table) -> tuple[Table, ...]:
    """The table as printed where a page break splits a row: a part of its own begins with each `~` row."""
    starts = [0, *(r for r, row in enumerate(table.rows) if row[0] == "~"), len(table.rows)]
    parts = []
    for start, end in itertools.pairwise(starts):
        rows = tuple(tuple("" if cell == "~" else cell for cell in row) for row in table.rows[start:end])
        head = table.rows[: table.header] if start and table.repeat else ()
        parts.append(replace(table, rows=head + rows, header=table.header if head or not start else 0))
    return tuple(parts)


SPANS = tuple[tuple[int, int, int, int, str], ...]


def cells(table: Table) -> SPANS:
    """The table's cells after joining: (row, column, last row, last column, text)."""
    found = []
    for r, row in enumerate(table.rows):
        for c, text in enumerate(row):
            if text in ("^", "<"):
                continue
            right, bottom = c, r
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            while bottom + 1 < len(table.rows) and table.rows[bottom + 1][c] == "^":
                bottom += 1
            found.append((r, c, bottom, right, text))
    return tuple(found)


def plain_text(source: Source) -> str:
    """All that the notice prints, a line for each paragraph and a tab between cells; page furniture left out."""
    lines: list[str] = []
    for block in source.blocks:
        if isinstance(block, Header):
            lines.extend([*block.issuers, block.word])
        elif isinstance(block, Number):
            lines.append(block.text)
        elif isinstance(block, Title):
            lines.extend(block.lines)
        elif isinstance(block, Paragraph):
            lines.append(block.number + LINK.sub(r"\1", block.text))
        elif isinstance(block, Table):
            by_row: dict[int, list[str]] = {}
            for r, _, _, _, text in cells(whole(block)):
                by_row.setdefault(r, []).append(text.replace("\\\\", "\n"))
            lines.extend("\t".join(by_row[r]) for r in sorted(by_row))
        elif isinstance(block, Annex):
            lines.append(block.label)
        elif isinstance(block, Imprint):
            lines.append(f"{block.left} {block.right}".strip())
    return "\n".join(line for line in lines if line) + "\n"
