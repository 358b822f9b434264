"""Precision, recall and F1 of what is read from a file, against its labels.

Each file is scored on its own; the scores add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from extract.evaluation.rows import FileRows, NoticeRows, rows_of
from extract.evaluation.scoring import NOTICE_FIELDS, TABLES, Row, match, right, says, share_words

if TYPE_CHECKING:
    from extract.readings import Reading

Verdict = Literal["right", "wrong cell", "wrong"]
"""Of a row that counts: a label's, a label's with a cell that is not as labelled, or no label's."""


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


@dataclass(frozen=True)
class Judged:
    """A row that was read and counts, with what its labels say of it."""

    table: str
    row: Row
    verdict: Verdict


@dataclass
class Score:
    """The counts of one file, or of all, by table; in those of `notices` the cells are the notice's fields."""

    name: str
    tables: dict[str, Counts] = field(default_factory=lambda: {table: Counts() for table in ("notices", *TABLES)})
    quotes: Counts = field(default_factory=Counts)
    evidence: Counts = field(default_factory=Counts)
    notices: Counts = field(default_factory=Counts)
    """Its cells are the notices, labelled or read; right are those without any mistake."""
    judged: list[Judged] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    error: str | None = None
    """Why the file could not be read; all its labels then count as missed."""

    def add(self, other: Score) -> None:
        """Counts another file's in."""
        for table, counts in other.tables.items():
            self.tables[table].add(counts)
        self.quotes.add(other.quotes)
        self.evidence.add(other.evidence)
        self.notices.add(other.notices)
        self.judged += other.judged
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


def score_reading(name: str, labels: Sequence[Row], reading: Reading) -> Score:
    """How a file's reading compares with its labels."""
    return score_rows(name, labels, rows_of(reading))


def score_rows(name: str, labels: Sequence[Row], found: FileRows) -> Score:
    """How what was read from a file compares with its labels."""
    score = Score(name, error=found.error)
    for label, notice in _aligned(labels, found.notices):
        before = len(score.mistakes)
        _score_notice(score, label, notice)
        score.notices.cell("faultless", len(score.mistakes) == before)
    return score


def total(scores: Iterable[Score]) -> Score:
    """All scores in one."""
    sum_of_all = Score("overall")
    for score in scores:
        sum_of_all.add(score)
    return sum_of_all


# ---------------------------------------------------------------- notices

Pair = tuple[Row | None, NoticeRows | None]


def _aligned(labels: Sequence[Row], notices: Sequence[NoticeRows]) -> Iterator[Pair]:
    """The first label goes with the notice itself, the others with the notices it forwards."""
    yield from _pairs(labels[:1], [notice for notice in notices if notice.parent is None])
    yield from _pairs(labels[1:], [notice for notice in notices if notice.parent is not None])


def _pairs(labels: Sequence[Row], notices: Sequence[NoticeRows]) -> Iterator[Pair]:
    """Labels and notices of the same number, then the rest in the order of printing."""
    left = list(notices)
    chosen: dict[int, NoticeRows] = {}
    for at, label in enumerate(labels):
        if says(label, "doc_number"):
            same = next((notice for notice in left if right(label, notice.record, "doc_number")), None)
            if same is not None:
                chosen[at] = same
                left.remove(same)
    for at, label in enumerate(labels):
        yield label, chosen[at] if at in chosen else left.pop(0) if left else None
    for notice in left:
        yield None, notice


def _score_notice(score: Score, label: Row | None, notice: NoticeRows | None) -> None:
    name = str(label.get("key", "main")) if label is not None else "not labelled"
    _score_fields(score, name, label, notice.record if notice is not None else None)
    rows: dict[str, list[Row]] = {table: notice.rows.get(table, []) if notice else [] for table in TABLES}
    for table in TABLES:
        if label is None or table in label:
            labels = label[table] if label is not None else []
            assert isinstance(labels, list)
            _score_table(score, name, table, labels, rows[table])
    if notice is not None:
        _check_quotes(score, name, rows, notice.text)


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
                Mistake(score.name, name, "notices", "wrong cell", {}, None, column, label[column], record.get(column))
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
    score.judged += [Judged(table, row, "wrong") for row in matching.extra]
    for label, row in matching.pairs:
        as_labelled = _score_pair(score, name, table, label, row)
        score.judged.append(Judged(table, row, "right" if as_labelled else "wrong cell"))


def _score_pair(score: Score, name: str, table: str, label: Row, row: Row) -> bool:
    """Counts a row's words and cells; whether all its cells are right."""
    rules, all_right = TABLES[table], True
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
        all_right = all_right and is_right
        if not is_right:
            read = row.get(column)
            score.mistakes.append(
                Mistake(score.name, name, table, "wrong cell", key, row.get("quote"), column, label[column], read)
            )
    return all_right


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
