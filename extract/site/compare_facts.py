"""What the comparison shows of some notices, read in a fixed number of queries, however many notices there are."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.relations.comparison import PERSONAL
from extract.relations.figures import COLUMNS as FIGURE_COLUMNS
from extract.relations.figures import SHARES, TERMS, Figure, figures
from extract.rules import load
from extract.site.pages import Row
from extract.site.words import say
from extract.values import money

DAYS = ("deadline", "validity")
OTHERS = (*DAYS, "beneficiary", "authority")
COLUMNS = (*TERMS, *OTHERS)
"""The columns of the comparison: the terms that have figures, then what is told in days and names."""

_AROUND = 40


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why it cannot be said that a notice states nothing of a column: the words in question, if it is about some."""

    notice: int
    start: int | None
    quote: str | None
    reason: str


@dataclass(frozen=True)
class Facts:
    """Notices by their ids, and by notice: figures, facts told in days and names by column, and doubts by column.

    `terms` are the rows of the figures by their ids in `terms`; `doubted` gives the reason for each doubted fact by
    its table and id.
    """

    notices: Mapping[int, Row]
    figures: Mapping[int, Sequence[Figure]]
    terms: Mapping[int, Row]
    others: Mapping[tuple[int, str], Sequence[Row]]
    doubts: Mapping[tuple[int, str], Sequence[Doubt]]
    doubted: Mapping[tuple[str, int], str]
    decided: Mapping[tuple[str, int], str]
    """What a person decided of a fact (`correct`, `add`, `accept`), by its table and id."""


def read(connection: sqlite3.Connection, ids: Sequence[int]) -> Facts:
    """The facts of the notices with these ids."""
    marks = ", ".join(str(int(one)) for one in ids)

    def rows(sql: str) -> list[Row]:
        found = connection.execute(sql.format(marks=marks))
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]

    notices = {row["id"]: row for row in rows(_NOTICES)}
    found: defaultdict[int, list[Figure]] = defaultdict(list)
    for figure in figures(connection.execute(_FIGURES.format(marks=marks))):
        found[figure.notice].append(figure)
    others: defaultdict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in rows(_DATES) + rows(_REGIONS) + rows(_CITATIONS):
        others[row["notice_id"], row["column"]].append(row)
    reviews = rows(_REVIEWS)
    return Facts(
        notices,
        found,
        {row["id"]: row for row in rows(_TERMS)},
        others,
        _doubts(notices, reviews),
        {(row["table_name"], row["row_id"]): row["reason"] for row in reviews if row["row_id"] is not None},
        {(row["table_name"], row["row_id"]): row["action"] for row in rows(_DECIDED)},
    )


def _doubts(notices: Mapping[int, Row], reviews: Sequence[Row]) -> dict[tuple[int, str], list[Doubt]]:
    found: defaultdict[tuple[int, str], list[Doubt]] = defaultdict(list)
    for notice in notices.values():
        if notice["status"] != "ok":
            doubt = Doubt(notice["id"], None, None, say(f"compare.file_{notice['status']}"))
            for column in COLUMNS:
                found[notice["id"], column].append(doubt)
    for row in reviews:
        doubt = Doubt(row["notice_id"], row["start"], row["quote"], row["reason"])
        for column in _concerned(row):
            found[row["notice_id"], column].append(doubt)
    return dict(found)


def _concerned(row: Row) -> tuple[str, ...]:
    """The columns of which a notice may state something that was not read, as a row of `review` has it."""
    code = row["code"] or ""
    if code.startswith(("warning.", "recognition.")) or (row["table_name"] is None and row["row_id"] is None):
        return COLUMNS
    if code == "unread.amount":
        found = money.find(row["quote"] or "")
        sizes = {(one.value.high or one.value.low or 0) >= PERSONAL for one in found}
        return tuple(term for large in sizes or {True, False} for term in (("target",) if large else ("cap", "gifts")))
    if code == "unread.share":
        rules, words = load("comparison"), row["around"] or ""
        told = tuple(
            term for term, name in (("holiday", "of_holidays"), ("canteen", "of_canteens")) if rules[name].search(words)
        )
        return told or SHARES
    return DAYS if code == "unread.date" else ()


_NOTICES = """
SELECT notices.*, ended.title AS ended_title, places.name AS place_name, printed.valid_to AS printed_to
FROM page_notices AS notices
JOIN notices AS printed ON printed.id = notices.id
LEFT JOIN notices AS ended ON ended.id = notices.ended_by
LEFT JOIN page_places AS places ON places.adcode = notices.adcode
WHERE notices.id IN ({marks})
"""

_FIGURES = f"SELECT {FIGURE_COLUMNS} FROM page_figures WHERE notice_id IN ({{marks}}) ORDER BY notice_id, start, id"

_TERMS = """
SELECT id, notice_id, per, base, subject, quote, page, confidence FROM terms WHERE notice_id IN ({marks})
"""

_DATES = """
SELECT id, notice_id, kind AS "column", 'dates' AS "table", starts_on, ends_on, recurs, action, quote, start, page
FROM dates WHERE notice_id IN ({marks}) AND kind IN ('deadline', 'validity')
ORDER BY notice_id, coalesce(ends_on, starts_on), start
"""

_REGIONS = """
SELECT id, notice_id, 'beneficiary' AS "column", 'notice_regions' AS "table", name, adcode, quote, start, page
FROM notice_regions WHERE notice_id IN ({marks}) AND role = 'beneficiary' ORDER BY notice_id, start
"""

_CITATIONS = """
SELECT id, notice_id, 'authority' AS "column", 'citations' AS "table", title, doc_number, relation, cited_notice_id,
  quote, start, page
FROM citations WHERE notice_id IN ({marks}) AND relation IN ('basis', 'forwards') ORDER BY notice_id, start
"""

_DECIDED = """
SELECT corrected.table_name, corrected.row_id, corrections.action
FROM corrected JOIN corrections ON corrections.id = corrected.correction_id WHERE corrected.notice_id IN ({marks})
"""

# A warning about a file is a doubt about each notice in it.
_REVIEWS = f"""
SELECT notices.id AS notice_id, review.table_name, review.row_id, review.code, review.reason, review.quote,
  review.start,
  CASE WHEN review.code = 'unread.share'
    THEN substr(notices.text, max(1, review.start - {_AROUND}), {2 * _AROUND}) END AS around
FROM notices
JOIN review ON review.notice_id = notices.id
WHERE notices.id IN ({{marks}}) AND review.status = 'open' AND review.table_name IS NOT NULL
UNION ALL
SELECT notices.id, review.table_name, review.row_id, review.code, review.reason, review.quote, NULL, NULL
FROM notices
JOIN review ON review.source_sha256 = notices.source_sha256 AND review.table_name IS NULL
WHERE notices.id IN ({{marks}}) AND review.status = 'open'
"""
