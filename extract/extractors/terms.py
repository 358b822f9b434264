"""Amounts and shares that a notice sets or quotes (table `terms`).

Figures are read by `extract.values.money` and `shares`; frames (`terms_frames`) say what each means
from the words of its clause; `terms_subjects` says whom it binds; `terms_tables` reads columns of
figures and the bodies of a row. One figure said twice is one row, kept at its first mention.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import regex

from extract.document import Cell, Paragraph, Table
from extract.extractors.context import Context, extractor
from extract.extractors.terms_bases import share_base
from extract.extractors.terms_frames import bound_of, goes_on, occasions_of, read_sentence
from extract.extractors.terms_lists import beside, given_after, in_turn
from extract.extractors.terms_plans import planned_rows, planned_year
from extract.extractors.terms_rates import rate_of
from extract.extractors.terms_readings import Reading, rule
from extract.extractors.terms_repeated import Found, each_once
from extract.extractors.terms_sentences import Sentence, figures, may_hold_figures, sentences, surroundings
from extract.extractors.terms_subjects import subject_of
from extract.extractors.terms_tables import (
    Column,
    body_cells,
    body_over,
    caption,
    changed_columns,
    figure_columns,
    figure_rows,
    heading,
    is_total,
    ladder_columns,
    reports_past,
    row_basis,
    row_bodies,
    row_names,
    row_topic,
    row_units,
)
from extract.extractors.terms_topics import holiday_title, topic_for, topic_in
from extract.facts import Standing, Term
from extract.folding import compact
from extract.notice import Notice

_BOUNDED_CONFIDENCE = 0.95
_BARE_CONFIDENCE = 0.8
_LONGEST_ROW = 160
_AROUND_A_FIGURE = 8
_SHORTEST_UNFINISHED = 30
_STOPS = "。；;：:！!？?）)」】]”》"
_YEAR = regex.compile(r"(?<![0-9])(20[0-9]{2})\s*年")


@extractor("terms")
def find_terms(context: Context) -> list[Term]:
    """The terms of a notice, in the order of their places, each fact once."""
    notice = context.notice
    found: list[Found] = []
    unfinished = ""
    told_last = 0  # where the terms of the paragraph before begin, or those of the items that it ends
    for block in notice.document.blocks:
        text = notice.text[block.start : block.end] if isinstance(block, Paragraph) else ""
        if len(found) > told_last:
            if rule("additional.items_before").follows(text, 0):
                found[told_last:] = [one._replace(term=_put_on_top(one.term)) for one in found[told_last:]]
            told_last = told_last if rule("additional.item").follows(text, 0) else len(found)
        found += _in_paragraph(context, text, block.start, unfinished)
        text = text.rstrip()
        unfinished = text if len(text) >= _SHORTEST_UNFINISHED and text[-1] not in _STOPS else ""
    for table in notice.document.tables():
        changed = changed_columns(notice, table) if table.header_rows else {}
        found += _in_table(context, table, changed)
        found += _in_comparison(notice, table, changed, found)
    return each_once(sorted(found, key=lambda one: (one.term.evidence.start, one.term.evidence.end)))


def _put_on_top(term: Term) -> Term:
    """A member's allowance that the paragraph after it puts outside the ordinary one."""
    own = term.unit == "CNY" and term.per in ("person", "person-year") and term.standing == "set"
    return replace(term, additional=1) if own and term.topic != "holiday_gifts" else term


def _in_paragraph(context: Context, text: str, start: int, unfinished: str) -> Iterator[Found]:
    """The terms of a paragraph that begins at `start`; `unfinished` is the one before, where it breaks off."""
    if not may_hold_figures(text):
        return
    over, title = tuple(context.notice.headings_over(start)), holiday_title(context.notice)
    told = rule("subject.label").search(text) is not None  # a task with the bodies it is given to
    earlier: Reading | None = None
    for sentence in sentences(text, start, unfinished, over, title):
        if not figures(sentence.text):
            earlier = None
            continue
        if not goes_on(sentence):
            earlier = None
        readings = read_sentence(sentence, told=told, earlier=earlier, plan=_plan_from(context, sentence))
        earlier = readings[-1] if readings else None
        for reading in readings:
            if not _of_past_year(context, sentence, reading):
                yield from _terms(context.notice, sentence, reading, [])
            elif _was_allowed(sentence, reading):
                yield from _terms(context.notice, sentence, replace(reading, standing="quoted", additional=0), [])


def _in_table(context: Context, table: Table, changed: Collection[int]) -> Iterator[Found]:
    """The terms of a table but for those of its columns that set a change beside what was before it."""
    notice = context.notice
    columns = figure_columns(notice, table) if table.header_rows else {}
    if reports_past(notice, table, context.year):
        columns = {}
    for number in [one for one in columns if _is_past(context, planned_year(notice, table, one))]:
        del columns[number]
    if not columns and not may_hold_figures(notice.text[table.start : table.end]):
        return
    told = rule("column.set_title").search(caption(notice, table)) is not None
    ladder = ladder_columns(notice, table) if table.header_rows else set()
    planned = planned_rows(notice, table) if table.header_rows else {}
    if planned:
        columns = {}
    lying = figure_rows(notice, table) if table.header_rows and not columns and not planned else {}
    units = row_units(notice, table) if columns else {}
    totals = {row for row in range(table.rows) if columns and is_total(notice, table, row)}
    for cell in body_cells(table):
        if cell.end <= cell.start or cell.tables or cell.column in ladder or cell.column in changed:
            continue
        column = None if cell.row in totals else columns.get(cell.column)
        if column is not None and column.unit is None and cell.row in units:
            column = replace(column, unit=units[cell.row], topic=row_topic(notice, table, cell.row))
        if column is not None and (bare := list(_in_column(notice, table, column, cell))):
            yield from bare
            continue
        if cell.column and cell.row in lying:
            yield from _in_row(notice, table, lying[cell.row], cell)
            continue
        if cell.row in planned and (year := planned_year(notice, table, cell.column)):
            yield from _in_plan(context, table, planned[cell.row], cell, year)
            continue
        text = notice.text[cell.start : cell.end]
        if not may_hold_figures(text):
            continue
        bodies = row_bodies(notice, table, cell.row)
        own = row_names(notice, table, cell) if columns or changed else []
        for sentence in sentences(text, cell.start):
            for reading in read_sentence(sentence, told=told or column is not None or bool(bodies)):
                named = reading.occasions or occasions_of(notice.text[table.row_range(cell.row)[0] : cell.start])
                reading = replace(reading, occasions=named)
                yield from _terms(notice, sentence, reading, bodies, own[0] if len(own) == 1 else None)


def _in_comparison(
    notice: Notice, table: Table, changed: dict[int, tuple[Standing, Column]], before: list[Found]
) -> Iterator[Found]:
    """The figures that a table sets beside those they replace; what is unchanged or was said before is no new fact."""
    said = {(one.term.amount, one.term.unit) for one in before if one.term.standing == "set"}
    for row in range(table.header_rows, table.rows) if changed else ():
        if is_total(notice, table, row):
            continue
        topic = row_topic(notice, table, row)
        found: dict[Standing, tuple[Cell, Reading]] = {}
        for number, (standing, column) in changed.items():
            cell = table.cell(row, number)
            reading = _bare(notice, table, replace(column, topic=topic), cell) if cell else None
            if cell is not None and reading is not None:
                found[standing] = cell, replace(reading, standing=standing, rule="terms.column.changed")
        amounts = {reading.amounts[-1][1] for _, reading in found.values()}
        for standing, (cell, reading) in found.items():
            names: list[str | None] = [*row_names(notice, table, cell)]
            unchanged = len(found) > 1 and len(amounts) == 1
            known = not names and (reading.figure.high, reading.unit) in said
            if unchanged if standing == "quoted" else known:
                continue
            named = occasions_of(notice.text[table.row_range(row)[0] : cell.start])
            place = _row_of(table, cell) if names else (cell.start, cell.end)
            for subject in names or [None]:
                yield from _rows(notice, place, replace(reading, occasions=named), subject)


def _in_row(notice: Notice, table: Table, column: Column, cell: Cell) -> Iterator[Found]:
    """The terms of a cell with a bare figure beside a label that says what it is, under a festival's or body's name."""
    head = heading(notice, table, cell.column)
    reading = None if rule("column.no_part").search(head) else _bare(notice, table, column, cell)
    if reading is None:
        return
    reading = replace(reading, occasions=occasions_of(head))
    names: list[str | None] = [*body_over(notice, table, cell)]
    for subject in names or [None]:
        yield from _rows(notice, (cell.start, cell.end), reading, subject)


def _is_past(context: Context, year: int | None) -> bool:
    """Whether a year is before the notice's own."""
    return year is not None and context.year is not None and year < context.year


def _in_plan(context: Context, table: Table, column: Column, cell: Cell, year: int) -> Iterator[Found]:
    """The terms of a cell with a bare figure beside an indicator's name, under the year that it is planned for."""
    reading = _bare(context.notice, table, column, cell)
    if reading is None or _is_past(context, year):
        return
    reading = replace(reading, rule="terms.column.planned", occasions=frozenset({str(year)}))
    names: list[str | None] = [*row_bodies(context.notice, table, cell.row)]
    for subject in names[:1] or [None]:
        yield from _rows(context.notice, _row_of(table, cell), reading, subject)


def _bare(notice: Notice, table: Table, column: Column, cell: Cell) -> Reading | None:
    """The reading of a cell that holds nothing but a figure."""
    text = notice.text[cell.start : cell.end]
    found = figures(text, column.unit)
    if len(found) != 1 or len(text.strip()) > found[0].end - found[0].start + _AROUND_A_FIGURE:
        return None
    around = surroundings(text, found, 0)
    kind, name = bound_of(Sentence(text, cell.start), around, told=True)
    per, each = (column.per, column.each) if column.per or column.each else rate_of(around, None)
    base = each
    if found[0].unit == "percent":
        per, base = None, row_basis(notice, table, cell.row)
        base = base or share_base(Sentence(text, cell.start), found[0], around, None, None, name, each)
    return Reading(
        found[0], kind or column.kind, f"terms.{name or 'column.goal'}", 0, len(text), per, base, topic=column.topic
    )


def _in_column(notice: Notice, table: Table, column: Column, cell: Cell) -> Iterator[Found]:
    """The terms of a cell that holds nothing but a figure, under a heading that says what it is."""
    reading = _bare(notice, table, column, cell)
    if reading is None:
        return
    row_start, _ = table.row_range(cell.row)
    years = frozenset(match.group() for match in _YEAR.finditer(heading(notice, table, cell.column)))
    # Equal figures under two years are two facts: 2023年任务 30 | 2024年任务 30.
    label = notice.text[row_start : cell.start]
    reading = replace(reading, occasions=years or occasions_of(label))
    if reading.topic == "other":
        reading = replace(reading, topic=topic_in(label))
    names: list[str | None] = [*row_names(notice, table, cell)]
    for subject in names or [None]:
        yield from _rows(notice, _row_of(table, cell), reading, subject)


def _row_of(table: Table, cell: Cell) -> tuple[int, int]:
    """Where a cell's row stands, which names who its figure is for; the cell's own place where the row is long."""
    start, end = table.row_range(cell.row)
    return (start, end) if start <= cell.start and end - start <= _LONGEST_ROW else (cell.start, cell.end)


def _terms(
    notice: Notice, sentence: Sentence, reading: Reading, bodies: list[str], owner: str | None = None
) -> Iterator[Found]:
    """A reading's rows: one for each body that a bare amount is given to, else one for its subject or its row's."""
    place = (sentence.start + reading.start, sentence.start + reading.end)
    if reading.rule == "terms.target.invested":
        yield from _rows(notice, place, reading, None, sentence)
        return
    beside_it = beside(sentence, reading)
    if beside_it:
        for body in beside_it:
            yield from _rows(notice, place, reading, body, sentence)
        return
    subject = subject_of(sentence, reading)
    subject = in_turn(sentence, reading, subject) if subject else None
    bodies = given_after(sentence.text[reading.figure.end :] + sentence.after) or bodies
    shared_out = (
        reading.kind == "target" and reading.unit == "CNY" and reading.per in (None, "year") and not reading.each
    )
    if bodies and shared_out and (subject is None or subject not in sentence.text):
        for body in bodies:
            yield from _rows(notice, place, reading, body, sentence)
        return
    yield from _rows(notice, place, reading, subject or owner, sentence)


def _rows(
    notice: Notice, place: tuple[int, int], reading: Reading, subject: str | None, sentence: Sentence | None = None
) -> Iterator[Found]:
    evidence = notice.evidence(
        *place,
        reading.rule,
        _BARE_CONFIDENCE if reading.kind == "target" else _BOUNDED_CONFIDENCE,
    )
    for kind, amount in reading.amounts:
        term = Term(
            evidence,
            kind=kind,
            amount=amount,
            unit=reading.unit,
            per=reading.per,
            base=compact(reading.base) if reading.base else None,
            subject=compact(subject) if subject else None,
            topic=topic_for(reading.topic, reading.occasions),
            additional=reading.additional,
            standing=reading.standing,
        )
        if sentence is None:
            yield Found(term, reading.occasions)
        else:
            figure = sentence.start + reading.figure.start
            # 不超过500元，500元以内凭票列支; 超过500元的自理: what has no words of its own only points back.
            told = sentence.text[: reading.figure.start].rstrip()[-1:].isalpha()
            told = told and reading.rule != "terms.bound.excess_after"
            yield Found(term, reading.occasions, reading.leads, sentence.start if told else -1, figure)


def _of_past_year(context: Context, sentence: Sentence, reading: Reading) -> bool:
    """Whether a bare figure's sentence speaks of a year before the notice's own: a report, no order."""
    if reading.kind != "target" or reading.standing == "quoted" or context.year is None:
        return False
    years = list(_YEAR.finditer(sentence.text, 0, reading.figure.start))
    if years and rule("target.changed_from").match(sentence.text, years[-1].start() - 1, reading.figure.start):
        years.pop()  # 由2022年的47%提高到55%
    if not years or int(years[-1][1]) >= context.year:
        return False
    return rule("target.this_year").search(sentence.text, years[-1].end(), reading.figure.start) is None


def _was_allowed(sentence: Sentence, reading: Reading) -> bool:
    """Whether an earlier year's figure is the allowance that held then: it is recalled, not reported."""
    rated = reading.per in ("person", "person-year") and reading.unit == "CNY"
    return rated and rule("quoted.held").search(sentence.text, 0, reading.figure.start) is not None


def _plan_from(context: Context, sentence: Sentence) -> int | None:
    """Where a sentence begins to speak of the notice's year and later ones: a plan, no report."""
    if context.year is None:
        return None
    text = sentence.text
    if text.endswith(("；", ";")) and _YEAR.match(text.lstrip(" “到")):
        text += sentence.after.partition("。")[0]  # 2024年秋季达到4%；2025年春季达到6%。
    years = [match for match in _YEAR.finditer(text) if int(match[1]) >= context.year]
    planned = any(int(match[1]) > context.year for match in years) or rule("target.later").search(text) is not None
    return years[0].start() if years and planned else None
