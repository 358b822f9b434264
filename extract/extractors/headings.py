"""The headings of a table: what the words over a column mean, by a vocabulary, and which rows hold them."""

from __future__ import annotations

from functools import cache

import regex

from extract.document import Cell, Table
from extract.extractors import organizations
from extract.extractors.cell_texts import is_phone, row_number
from extract.folding import compact, unspread
from extract.once import once_a_file
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
_MAX_KIND = 6
"""Characters of the longest heading that ends like a firm's name (直营店, 生产公司); longer words are a firm."""


def header(text: str, table: Table) -> tuple[tuple[int, int] | None, range]:
    """The range of a title printed in rows of their own over a table, and the header rows below; empty for none."""
    caption, first = _caption(text, table)
    return caption, range(first, first + _header_rows(text, table, first))


@once_a_file
def meaning(heading: str) -> str | None:
    """The meaning of a printed heading, one of KEYS; None where the vocabulary does not know it."""
    rules = load("columns")
    if rules["unit_heading"].search(heading) or rules["question_heading"].match(heading):
        return "other"
    closed = compact(heading).replace(" ", "")
    if _JOINERS.sub("", closed) in rules.words["combined_contact"]:
        return "phone" if closed in rules.words["combined_contact"] else "contact"
    if (first := _first_of_two(closed)) is not None:
        return first
    bare = _BRACKETED.sub("", closed).strip("：:*＊.、") or closed.strip("（）()：:")
    return _meanings().get(bare) or _longest(bare)


def _first_of_two(heading: str) -> str | None:
    """The meaning of the first of two headings joined in one (责任单位及责任人, 单位名称、地址)."""
    parts = [part for part in _TWO.split(_BRACKETED.sub("", heading)) if len(part) > 1]
    meanings = [meaning(part) for part in parts] if len(parts) == 2 else []
    return meanings[0] if meanings and all(meanings) else None


def _longest(heading: str) -> str | None:
    """The meaning of the longest word that a heading ends in, else of the longest that it begins with."""
    meanings, lengths = _meanings_within()
    ended = (key for length in lengths if (key := meanings.get(heading[-length:])) is not None)
    begun = (key for length in lengths if (key := meanings.get(heading[:length])) is not None)
    return next(ended, None) or next(begun, None)


@cache
def _meanings() -> dict[str, str]:
    """The meaning of each heading of the vocabulary; of several, the first of KEYS."""
    return {word: key for key in reversed(KEYS) for word in load("columns").words[key]}


@cache
def _meanings_within() -> tuple[dict[str, str], list[int]]:
    """Those that tell it too where more words stand before or after them, and how long they are, longest first."""
    words = load("columns").words
    found = {word: key for key in reversed(KEYS) if key != "row_no" for word in words[key] if len(word) > 1}
    return found, sorted({len(word) for word in found}, reverse=True)


def plain(heading: str) -> str:
    """A heading without its spaces and its remarks in brackets."""
    return _BRACKETED.sub("", heading.replace(" ", ""))


def words(printed: str) -> str:
    """A printed heading with its line breaks and layout spaces closed up."""
    return _AROUND_BRACKETS.sub("", unspread(compact(printed.replace("\n", ""))))


def heads_firms(heading: str) -> bool:
    """Whether a heading names enterprises beyond doubt."""
    return any(word in heading.replace(" ", "") for word in load("columns").words["firm_headings"])


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
        if filled and not alone and (_recognised(text, table, row + 1) < 2 or _asks(text, table, filled[0])):
            break
        words = text[filled[0].start : filled[0].end] if filled else ""
        if alone and load("captions")["section_number"].match(words) and _labels_below(text, table, row + 1):
            break
        if filled and caption is None and not load("forms")["fill_in_line"].search(words):
            caption = (filled[0].start, filled[0].end)
        row += 1
    return caption, row


def _labels_below(text: str, table: Table, row: int) -> bool:
    """Whether the cells of a row are labels by turns with room to write: what stands over it heads a part of a form."""
    words = [text[cell.start : cell.end].strip() for cell in table.row_cells(row)]
    return len(words) > 1 and bool(words[0]) and not any(words[1::2])


def _asks(text: str, table: Table, cell: Cell) -> bool:
    """Whether a cell alone in its row asks for what is to be written beside it (单位名称), and is no title."""
    words = text[cell.start : cell.end]
    if load("captions")["title"].search(words.strip()) is not None:
        return False
    under = [text[below.start : below.end].strip() for below in table.row_cells(cell.row + 1)]
    return _meanings().get(_BRACKETED.sub("", compact(words)).strip("：:*＊")) is not None or "" in under


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
    if 2 * known < len(cells) and _numbered_below(text, table, first):
        return 1
    if known < 2 and not (declared and known) and not _blank_below(text, table, first):
        return 0
    if 2 * known < len(cells) and not declared and not _blank_below(text, table, first):
        return 0
    if any(cell.column_span > 1 for cell in cells) and _is_second_header(text, table, first):
        return max(2, declared)
    return max(1, min(declared, 3))


def _numbered_below(text: str, table: Table, row: int) -> bool:
    """Whether the row below a row of headings does nothing but number them: 甲, 乙, 1, 2, 3=1+2."""
    below = table.row_cells(row + 1) if row + 1 < table.rows else []
    words = [text[cell.start : cell.end].strip() for cell in below]
    number = load("forms")["column_number"]
    return (
        len(words) == table.columns > 2
        and words[0] != words[-1]
        and all(number.fullmatch(word) is not None for word in words)
    )


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
