"""What a change of the rules gained and lost: the facts of two readings of the same files, set side by side."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from extract.evaluation.report import quoted
from extract.evaluation.rows import NOT_CONTENT, FileRows, NoticeRows, Row
from extract.evaluation.score import Score, Verdict, score_rows, total
from extract.evaluation.scoring import NOTICE_FIELDS, TABLES, plain

ChangeKind = Literal["gained", "lost", "changed"]


@dataclass(frozen=True)
class Change:
    """A fact, or a notice's own field, that is read now and was not, was and is not, or is read otherwise.

    `before` and `now` are the rows (None where there is none); `columns` are those that differ.
    The verdicts are what the labels say of the rows, None where they say nothing.
    """

    file: str
    notice: int
    table: str
    kind: ChangeKind
    before: Row | None
    now: Row | None
    columns: tuple[str, ...] = ()
    verdict_before: Verdict | None = None
    verdict_now: Verdict | None = None


@dataclass
class Comparison:
    """All changes of the files compared; `scores` are those of the labelled ones, before and now."""

    files: int = 0
    changes: list[Change] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    """Files that only one of the two could read."""
    absent: list[str] = field(default_factory=list)
    """Files that the registry compared with does not hold."""
    scores: tuple[Score, Score] | None = None


def compare(
    before: Mapping[Path, FileRows], now: Mapping[Path, FileRows], labels: Mapping[Path, Sequence[Row]]
) -> Comparison:
    """What changed between two readings of files; `labels` are those of the files that have some."""
    found = Comparison()
    scores: list[tuple[Score, Score]] = []
    for path, after in now.items():
        if path not in before:
            found.absent.append(str(path))
            continue
        found.files += 1
        earlier = before[path]
        if (earlier.error is None) != (after.error is None):
            found.errors.append(
                f"{after.name}: could not be read before: {earlier.error}"
                if earlier.error
                else f"{after.name}: can no longer be read: {after.error}"
            )
        verdicts: dict[int, Verdict] = {}
        if path in labels:
            pair = score_rows(after.name, labels[path], earlier), score_rows(after.name, labels[path], after)
            scores.append(pair)
            verdicts = {id(one.row): one.verdict for score in pair for one in score.judged}
        found.changes += _file_changes(after.name, earlier, after, verdicts)
    if scores:
        found.scores = total(pair[0] for pair in scores), total(pair[1] for pair in scores)
    return found


def _file_changes(name: str, before: FileRows, now: FileRows, verdicts: Mapping[int, Verdict]) -> Iterator[Change]:
    for at, (earlier, after) in enumerate(_paired_notices(before.notices, now.notices), 1):
        yield from _record_changes(name, at, earlier, after)
        tables = dict.fromkeys((*(after.rows if after else ()), *(earlier.rows if earlier else ())))
        for table in tables:
            was, is_now = (notice.rows.get(table, []) if notice else [] for notice in (earlier, after))
            yield from _fact_changes(name, at, table, was, is_now, verdicts)


def _paired_notices(
    before: Sequence[NoticeRows], now: Sequence[NoticeRows]
) -> Iterator[tuple[NoticeRows | None, NoticeRows | None]]:
    """The same notice in both: the forwarding one by its place, those it forwards by number, then by place."""
    left = list(before)
    partners: dict[int, NoticeRows] = {}
    for same in (_same_number, _same_standing):
        for at, after in enumerate(now):
            if at not in partners:
                partner = next((notice for notice in left if same(notice, after)), None)
                if partner is not None:
                    partners[at] = partner
                    left.remove(partner)
    yield from ((partners.get(at), after) for at, after in enumerate(now))
    yield from ((notice, None) for notice in left)


def _same_standing(before: NoticeRows, now: NoticeRows) -> bool:
    return (before.parent is None) == (now.parent is None)


def _same_number(before: NoticeRows, now: NoticeRows) -> bool:
    number = plain(now.record.get("doc_number"))
    return number is not None and number == plain(before.record.get("doc_number")) and _same_standing(before, now)


def _record_changes(name: str, at: int, before: NoticeRows | None, now: NoticeRows | None) -> Iterator[Change]:
    was, is_now = (
        {column: notice.record.get(column) for column in (*NOTICE_FIELDS, "addressee")} if notice else None
        for notice in (before, now)
    )
    columns = tuple(column for column in (is_now or was or {}) if (was or {}).get(column) != (is_now or {}).get(column))
    if was is None or is_now is None:
        yield Change(name, at, "notices", "gained" if was is None else "lost", was, is_now, columns)
    elif columns:
        yield Change(name, at, "notices", "changed", was, is_now, columns)


def _fact_changes(
    name: str, at: int, table: str, before: Sequence[Row], now: Sequence[Row], verdicts: Mapping[int, Verdict]
) -> Iterator[Change]:
    was, is_now = _without_common(before, now)
    for earlier, after in _paired_facts(table, was, is_now):
        columns = tuple(
            column
            for column in dict.fromkeys((*(after or {}), *(earlier or {})))
            if column not in NOT_CONTENT and (earlier or {}).get(column) != (after or {}).get(column)
        )
        kind: ChangeKind = "gained" if earlier is None else "lost" if after is None else "changed"
        said = verdicts.get(id(earlier)), verdicts.get(id(after))
        yield Change(name, at, table, kind, earlier, after, columns, *said)


def _without_common(before: Sequence[Row], now: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows that say what no row of the other reading says."""
    same = Counter(map(_content, before)) & Counter(map(_content, now))
    return _less(before, same.copy()), _less(now, same)


def _less(rows: Iterable[Row], common: Counter[str]) -> list[Row]:
    left = []
    for row in rows:
        content = _content(row)
        if common[content]:
            common[content] -= 1
        else:
            left.append(row)
    return left


def _content(row: Row) -> str:
    """What a row says; a column that is empty is as one that is not there."""
    said = {name: value for name, value in row.items() if name not in NOT_CONTENT and value is not None}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _paired_facts(table: str, before: Sequence[Row], now: Sequence[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """A fact read otherwise with what it was: the same by its keys, else read from overlapping words."""
    left = list(before)
    partners: dict[int, Row] = {}
    keys = TABLES[table].keys if table in TABLES else ()
    for by_keys in (True, False):
        for at, row in enumerate(now):
            if at in partners:
                continue
            partner = next(
                (old for old in left if (_same_keys(keys, old, row) if by_keys else _overlap(old, row))), None
            )
            if partner is not None:
                partners[at] = partner
                left.remove(partner)
    yield from ((partners.get(at), row) for at, row in enumerate(now))
    yield from ((row, None) for row in left)


def _same_keys(keys: Sequence[str], before: Row, now: Row) -> bool:
    return bool(keys) and all(plain(before.get(key)) == plain(now.get(key)) for key in keys)


def _overlap(before: Row, now: Row) -> bool:
    places = (before.get("start"), before.get("end"), now.get("start"), now.get("end"))
    if not all(isinstance(place, int) for place in places):
        return False
    return bool(before["start"] < now["end"] and now["start"] < before["end"])


# ---------------------------------------------------------------- as text and JSON


def as_text(found: Comparison, against: str) -> str:
    """The changes file by file, a summary first, and how the figures moved where there are labels."""
    counts = Counter(change.kind for change in found.changes)
    touched = len({change.file for change in found.changes})
    kinds: tuple[ChangeKind, ...] = ("gained", "lost", "changed")
    lines = [
        f"against {against}: {', '.join(f'{counts[kind]} {kind}' for kind in kinds)}, "
        f"in {touched} of {found.files} files"
    ]
    lines += [f"  not in it: {name}" for name in found.absent]
    lines += [f"  {error}" for error in found.errors]
    lines += _score_lines(found)
    file = None
    for change in found.changes:
        if change.file != file:
            file = change.file
            lines += ["", file]
        lines.append(f"  {_change_line(change)}")
    return "\n".join(lines)


def _score_lines(found: Comparison) -> Iterator[str]:
    if found.scores is None:
        return
    before, now = found.scores
    verdicts = Counter(
        (change.kind, verdict)
        for change in found.changes
        for verdict in [change.verdict_now if change.kind == "gained" else change.verdict_before]
        if change.kind != "changed" and verdict is not None
    )
    for kind in ("gained", "lost"):
        told = [f"{count} {verdict}" for (of, verdict), count in sorted(verdicts.items()) if of == kind]
        if told:
            yield f"  {kind}, as the labels have it: {', '.join(told)}"
    for table, counts in (*now.tables.items(), ("all but notices", now.all_tables)):
        earlier = before.tables.get(table, before.all_tables)
        if (earlier.f1, earlier.cell_share) != (counts.f1, counts.cell_share):
            yield (
                f"  {table}: F1 {_figure(earlier.f1)} → {_figure(counts.f1)}, "
                f"cells {_figure(earlier.cell_share)} → {_figure(counts.cell_share)}"
            )


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"


def _change_line(change: Change) -> str:
    row = change.now if change.now is not None else change.before or {}
    where = change.table if change.notice == 1 else f"{change.table} [notice {change.notice}]"
    if change.kind == "changed":
        before, now = change.before or {}, change.now or {}
        said = "; ".join(f"{name}: {_shown(before.get(name))} → {_shown(now.get(name))}" for name in change.columns)
        keys = TABLES[change.table].keys if change.table in TABLES else ()
        kept = ", ".join(f"{key}={row[key]}" for key in keys if key not in change.columns and row.get(key) is not None)
        said = f"{kept}; {said}" if kept else said
    else:
        said = ", ".join(
            f"{name}={value}" for name, value in row.items() if name not in NOT_CONTENT and value is not None
        )
    line = f"{change.kind:<8}{where}: {said}"
    if row.get("quote"):
        line += f"  {quoted(row['quote'])}  [{row.get('rule')}]"
    verdicts = [change.verdict_before, change.verdict_now]
    told = [verdict for verdict in dict.fromkeys(verdicts) if verdict is not None]
    return f"{line}  {' → '.join(told)}" if told else line


def _shown(value: object) -> str:
    return "nothing" if value is None else str(value)


def as_json(found: Comparison, against: str) -> str:
    """The same as JSON."""
    report: dict[str, object] = {
        "against": against,
        "files": found.files,
        "absent": found.absent,
        "errors": found.errors,
        "changes": [
            {
                "file": change.file,
                "notice": change.notice,
                "table": change.table,
                "change": change.kind,
                "columns": change.columns,
                "before": change.before,
                "now": change.now,
                "label_before": change.verdict_before,
                "label_now": change.verdict_now,
            }
            for change in found.changes
        ],
    }
    if found.scores is not None:
        named = zip(("before", "now"), found.scores, strict=True)
        report["f1"] = {name: {"all": score.all_tables.f1, **_by_table(score)} for name, score in named}
    return json.dumps(report, ensure_ascii=False, indent=2)


def _by_table(score: Score) -> dict[str, float | None]:
    return {table: counts.f1 for table, counts in score.tables.items()}
