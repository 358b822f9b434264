"""Tables that list documents: a title and a number in each row, and what becomes of the document."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract.document import Table
from extract.extractors import captions
from extract.extractors.cell_texts import share
from extract.extractors.citation_relations import Said, said_over, with_end
from extract.extractors.columns import Column, Grid, of_table
from extract.extractors.context import Context
from extract.folding import compact
from extract.rules import load
from extract.values import doc_numbers

_JOINED = regex.compile("[（(或及和与、/]")
"""What parts a heading from what else its column holds (文号或日期)."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A row that names a document, and what the table says of it (nothing said: an empty Said)."""

    start: int
    end: int
    title: str | None
    number: str | None
    said: Said


def rows(context: Context) -> list[DocumentRow]:
    """The documents that the tables of a notice list, in order."""
    found: list[DocumentRow] = []
    for table in context.notice.document.tables():
        seen = of_table(context, table)
        titles = _column(seen, "title_headings", _is_title)
        numbers = _column(seen, "number_headings", _is_number)
        if titles is not None and (numbers is not None or _share(seen, titles, _is_title) >= 0.6):
            above = _said_above(context, table, seen)
            found += [row for number in seen.body if (row := _row(context, seen, number, titles, numbers, above))]
    return found


def _column(seen: Grid, headings: str, test: object) -> Column | None:
    """The column under one of these headings whose values bear it out."""
    words = load("citations").words[headings]
    named = (column for column in seen.columns if _JOINED.split(column.heading.replace(" ", ""))[0] in words)
    least = 0.5
    return next((column for column in named if _share(seen, column, test) >= least), None)


def _share(seen: Grid, column: Column, test: object) -> float:
    assert callable(test)
    return share([value for row in seen.body if (value := seen.value(row, column))], test)


def _is_title(value: str) -> bool:
    words = value.strip("《》")
    return len(words) >= 5 and load("citations")["document_title"].fullmatch(words) is not None


def _is_number(value: str) -> bool:
    return bool(doc_numbers.find(value))


def _row(
    context: Context, seen: Grid, row: int, titles: Column, numbers: Column | None, above: Said
) -> DocumentRow | None:
    printed = compact(seen.printed(row, titles).replace("\n", ""))
    found = doc_numbers.find(seen.value(row, numbers) or "") or doc_numbers.find(printed)
    number = found[0].value.number if found else None
    title = printed.removesuffix(found[0].text + "）").rstrip("（( ") if found else printed
    title = title[1:-1] if title.startswith("《") and title.find("》") == len(title) - 1 else title
    if number is None and not _is_title(title):
        return None
    start, end = seen.table.row_range(row)
    said = _said_beside(context, seen, row, (titles, numbers)) or above
    for column in seen.columns if said.relation == "extends" else ():
        if _is_result(column):
            said = said.with_later(with_end(context, "extends", "", seen.value(row, column) or ""))
    return DocumentRow(start, end, title or None, number, said) if start < end else None


def _said_beside(context: Context, seen: Grid, row: int, named: tuple[Column | None, ...]) -> Said | None:
    """What the other cells of a row say becomes of its document; None where none says anything of that kind."""
    rules = load("citations")
    for column in seen.columns:
        value = seen.value(row, column) or ""
        if column in named or not value:
            continue
        if rules["result_changed"].match(value) is not None:
            return Said("amends")
        if rules["extends_after"].match(value) is not None:
            return with_end(context, "extends", "", value)
        verdict = rules["result"].match(value) is not None
        if (_is_result(column) or verdict) and ((said := said_over(context, value)).relation or verdict):
            return said
    return None


def _is_result(column: Column) -> bool:
    return column.heading.replace(" ", "").split("（")[0] in load("citations").words["result_headings"]


def _said_above(context: Context, table: Table, seen: Grid) -> Said:
    """What the table's title, the headings over it, the sentence before it or the notice's title say of its rows."""
    notice = context.notice
    block = context.text[: table.start].rstrip("\n").rsplit("\n", 1)[-1]
    title = captions.title_of(notice, table, seen)
    own = notice.title.value if notice.title else ""
    for words in (title or "", block, *captions.headings_above(notice, table.start), own):
        if (said := said_over(context, words)).relation:
            return said
    return Said()
