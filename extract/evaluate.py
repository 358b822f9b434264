"""Precision, recall and F1 of what is read, against labels: `notices evaluate`.

Each file is read afresh, without a registry, and scored on its own; the scores add up. A label
file `STEM.json` is for every file named STEM or STEM-scan, whatever its ending.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from extract.registry.rows import fact_row
from extract.scoring import NOTICE_FIELDS, TABLES, Row, match, right, says, share_words

if TYPE_CHECKING:
    from extract.reading import NoticeReading, Reading


class LabelError(ValueError):
    """Labels that cannot be used; the message names the file and what is wrong with it."""


@dataclass
class Counts:
    """Rows found, missed and extra of a table, and its cells: those right and all, by column."""

    found: int = 0
    missed: int = 0
    extra: int = 0
    cells_right: Counter[str] = field(default_factory=Counter)
    cells: Counter[str] = field(default_factory=Counter)

    def add(self, other: Counts) -> None:
        """Counts another file's in."""
        self.found += other.found
        self.missed += other.missed
        self.extra += other.extra
        self.cells_right += other.cells_right
        self.cells += other.cells

    def cell(self, column: str, is_right: bool) -> None:
        """Counts a cell."""
        self.cells[column] += 1
        self.cells_right[column] += is_right

    @property
    def precision(self) -> float | None:
        """The share of the rows read that are right; None where none were read."""
        return _share(self.found, self.found + self.extra)

    @property
    def recall(self) -> float | None:
        """The share of the labels that were found; None where there are none."""
        return _share(self.found, self.found + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where there is nothing to find and nothing was read."""
        return _share(2 * self.found, 2 * self.found + self.missed + self.extra)

    @property
    def cell_share(self) -> float | None:
        """The share of the cells that are right, over the rows found."""
        return _share(self.cells_right.total(), self.cells.total())


@dataclass(frozen=True)
class Mistake:
    """One row or cell that is not as its label says."""

    file: str
    notice: str
    table: str
    kind: str
    """`missed`, `extra`, `wrong cell`, `other words` (evidence elsewhere) or `wrong quote` (not in its place)."""
    row: Row
    quote: object = None
    column: str | None = None
    label: object = None
    read: object = None


@dataclass
class Score:
    """The counts of one file, or of all, by table; in those of `notices` the cells are the notice's fields."""

    name: str
    tables: dict[str, Counts] = field(default_factory=lambda: {table: Counts() for table in ("notices", *TABLES)})
    quotes: Counts = field(default_factory=Counts)
    evidence: Counts = field(default_factory=Counts)
    mistakes: list[Mistake] = field(default_factory=list)
    error: str | None = None
    """Why the file could not be read; all its labels then count as missed."""

    def add(self, other: Score) -> None:
        """Counts another file's in."""
        for table, counts in other.tables.items():
            self.tables[table].add(counts)
        self.quotes.add(other.quotes)
        self.evidence.add(other.evidence)
        self.mistakes += other.mistakes

    @property
    def all_tables(self) -> Counts:
        """The sum over the fact tables, without `notices`: its F1 is the micro-average."""
        total = Counts()
        for table in TABLES:
            total.add(self.tables[table])
        return total


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def read_labels(folder: Path) -> dict[str, list[Row]]:
    """The labelled notices of each label file, by its stem. Raises LabelError."""
    labels: dict[str, list[Row]] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            labels[path.stem] = json.loads(path.read_text("utf-8"))["notices"]
        except (ValueError, KeyError, TypeError) as error:
            raise LabelError(f"{path}: not a label file ({error}); see the gold format in the documentation") from error
    if not labels:
        raise LabelError(f"{folder}: no label files (*.json) there; name another folder")
    return labels


def labelled_files(labels: Iterable[str], files: Iterable[Path], only: str = "*") -> list[tuple[str, Path]]:
    """The files that labels are for, each with its labels' stem, in the order of the labels."""
    files = sorted(files, key=lambda path: path.name)
    return [
        (stem, path)
        for stem in labels
        for path in files
        if path.stem in (stem, f"{stem}-scan") and fnmatch(path.name, only)
    ]


def score_reading(name: str, labels: Sequence[Row], reading: Reading) -> Score:
    """How a file's reading compares with its labels."""
    score = Score(name, error=reading.error if reading.status == "failed" else None)
    for label, notice in _aligned(labels, reading.notices):
        _score_notice(score, label, notice)
    return score


def total(scores: Iterable[Score]) -> Score:
    """All scores in one."""
    sum_of_all = Score("overall")
    for score in scores:
        sum_of_all.add(score)
    return sum_of_all


# ---------------------------------------------------------------- notices

Pair = tuple[Row | None, "NoticeReading | None"]


def _aligned(labels: Sequence[Row], notices: Sequence[NoticeReading]) -> Iterator[Pair]:
    """The first label goes with the notice itself, the others with the notices it forwards."""
    yield from _pairs(labels[:1], [notice for notice in notices if notice.parent is None])
    yield from _pairs(labels[1:], [notice for notice in notices if notice.parent is not None])


def _pairs(labels: Sequence[Row], notices: Sequence[NoticeReading]) -> Iterator[Pair]:
    """Labels and notices of the same number, then the rest in the order of printing."""
    left = list(notices)
    chosen: dict[int, NoticeReading] = {}
    for at, label in enumerate(labels):
        if says(label, "doc_number"):
            same = next((notice for notice in left if right(label, _record(notice), "doc_number")), None)
            if same is not None:
                chosen[at] = same
                left.remove(same)
    for at, label in enumerate(labels):
        yield label, chosen[at] if at in chosen else left.pop(0) if left else None
    for notice in left:
        yield None, notice


def _record(notice: NoticeReading) -> Row:
    return {name: getattr(notice.record, name) for name in NOTICE_FIELDS}


def _rows(notice: NoticeReading) -> dict[str, list[Row]]:
    """A notice's facts as the registry would hold them; a duty names its task by the number."""
    rows: dict[str, list[Row]] = {}
    for table in TABLES:
        rows[table] = []
        for fact in notice.facts.get(table, []):
            row: Row = fact_row(fact, {})
            task = getattr(fact, "task", None)
            row["task"] = None if task is None else task.number
            rows[table].append(row)
    return rows


def _score_notice(score: Score, label: Row | None, notice: NoticeReading | None) -> None:
    name = str(label.get("key", "main")) if label is not None else "not labelled"
    _score_fields(score, name, label, _record(notice) if notice is not None else None)
    rows = _rows(notice) if notice is not None else {table: [] for table in TABLES}
    for table in TABLES:
        if label is None or table in label:
            labels = label[table] if label is not None else []
            assert isinstance(labels, list)
            _score_table(score, name, table, labels, rows[table])
    if notice is not None:
        _check_quotes(score, name, rows, notice.notice.text)


def _score_fields(score: Score, name: str, label: Row | None, record: Row | None) -> None:
    counts = score.tables["notices"]
    if label is None:
        counts.extra += 1
        score.mistakes.append(Mistake(score.name, name, "notices", "extra", record or {}))
        return
    if record is None:
        counts.missed += 1
        shown = {field: label[field] for field in NOTICE_FIELDS if field in label}
        score.mistakes.append(Mistake(score.name, name, "notices", "missed", shown))
    else:
        counts.found += 1
    for column in NOTICE_FIELDS:
        if column not in label:
            continue
        is_right = record is not None and right(label, record, column)
        counts.cell(column, is_right)
        if record is not None and not is_right:
            score.mistakes.append(
                Mistake(score.name, name, "notices", "wrong cell", {}, None, column, label[column], record[column])
            )


# ---------------------------------------------------------------- facts


def _score_table(score: Score, name: str, table: str, labels: Sequence[Row], rows: Sequence[Row]) -> None:
    rules, counts = TABLES[table], score.tables[table]
    matching = match(rules, rules.scored(labels), rules.scored(rows))
    counts.found += len(matching.pairs)
    counts.missed += len(matching.missed)
    counts.extra += len(matching.extra)
    for kind, unmatched in (("missed", matching.missed), ("extra", matching.extra)):
        for row in unmatched:
            shown = {column: row.get(column) for column in (*rules.keys, *rules.cells) if column in row}
            score.mistakes.append(Mistake(score.name, name, table, kind, shown, row.get("quote")))
    for label, row in matching.pairs:
        _score_pair(score, name, table, label, row)


def _score_pair(score: Score, name: str, table: str, label: Row, row: Row) -> None:
    rules = TABLES[table]
    key = {column: label.get(column) for column in rules.keys}
    if label.get("quote"):
        shared = share_words(row.get("quote"), label["quote"])
        score.evidence.cell("quote", shared)
        if not shared:
            score.mistakes.append(
                Mistake(score.name, name, table, "other words", key, None, "quote", label["quote"], row.get("quote"))
            )
    for column in rules.cells:
        if column not in label:
            continue
        is_right = right(label, row, column)
        score.tables[table].cell(column, is_right)
        if not is_right:
            read = row.get(column)
            score.mistakes.append(
                Mistake(score.name, name, table, "wrong cell", key, row.get("quote"), column, label[column], read)
            )


def _check_quotes(score: Score, name: str, rows: dict[str, list[Row]], text: str) -> None:
    """Every row, scored or not, must quote the text at the place it names."""
    for table, of_table in rows.items():
        for row in of_table:
            start, end, quote = row.get("start"), row.get("end"), row.get("quote")
            in_place = isinstance(start, int) and isinstance(end, int) and bool(quote) and text[start:end] == quote
            score.quotes.cell("quote", in_place)
            if not in_place:
                place = {"start": start, "end": end}
                score.mistakes.append(Mistake(score.name, name, table, "wrong quote", place, quote))
