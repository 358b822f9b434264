"""An evaluation as people, programs and the README read it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator

from extract.evaluation.figures import Evaluation, Interval, Intervals, Scored, bands, doubts, tables_of
from extract.evaluation.score import Counts, Mistake, Score

_NAME_WIDTH = 24


def as_text(found: Evaluation, with_mistakes: bool = False) -> str:
    """The figures by table, format, kind and file, and every mistake where asked for."""
    overall = found.overall
    lines = [f"{_counted(len({file.stem for file in found.files}), 'notice')} in {_counted(len(found.files), 'file')}"]
    lines += ["", *_table_lines(found)]
    lines += [f"  {line}" for line in _shares(overall)]
    for title, groups in (("format", found.formats), ("kind", found.kinds)):
        lines += ["", _head(f"by {title}"), *(_line(name, score.all_tables) for name, score in groups.items())]
    lines += ["", _head("by file"), *(line for file in found.files for line in _file_lines(file))]
    lines += ["", *_confidence_lines(overall)]
    if with_mistakes:
        lines += ["", f"{_counted(len(overall.mistakes), 'error')}"]
        lines += [_mistake_line(mistake) for mistake in overall.mistakes]
    return "\n".join(lines)


def as_json(found: Evaluation, with_mistakes: bool = False) -> str:
    """The same figures as JSON: `overall`, `formats`, `kinds`, `files` and, where asked for, `errors`."""
    overall = _figures(found.overall) | {
        "intervals": {table: _interval_figures(intervals) for table, intervals in found.intervals.items()},
        "confidence": [
            {"from": band.low, "to": band.high, "rows": band.rows, "precision": band.precision}
            for band in bands(found.overall.judged)
        ],
        "review": {
            verdict: {"rows": doubt.rows, "in_review": doubt.doubted, "share": doubt.share}
            for verdict, doubt in doubts(found.overall.judged).items()
        },
    }
    report: dict[str, object] = {
        "overall": overall,
        "formats": {name: _figures(score) for name, score in found.formats.items()},
        "kinds": {name: _figures(score) for name, score in found.kinds.items()},
        "files": [
            _figures(file.score) | {"notice": file.stem, "format": file.format, "kind": file.kind}
            for file in found.files
        ],
    }
    if with_mistakes:
        report["errors"] = [
            {
                "file": mistake.file,
                "notice": mistake.notice,
                "error": mistake.kind,
                "table": mistake.table,
                "row": mistake.row,
                "quote": mistake.quote,
                "column": mistake.column,
                "label": mistake.label,
                "read": mistake.read,
            }
            for mistake in found.overall.mistakes
        ]
    return json.dumps(report, ensure_ascii=False, indent=2)


def as_markdown(found: Evaluation) -> str:
    """The figures by table for a README, and the other shares in a line."""
    lines = [
        "| table | support | precision | recall | F1 | 95 % of F1 | cells |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for table, counts in tables_of(found.overall).items():
        intervals = found.intervals.get(table)
        cells = [
            _support(counts), _figure(counts.precision), _figure(counts.recall), _figure(counts.f1),
            _span(intervals.f1 if intervals else None), _figure(counts.cell_share),
        ]  # fmt: skip
        lines.append(f"| {' | '.join([table, *map(str, cells)])} |")
    stems, files = len({file.stem for file in found.files}), len(found.files)
    formats = ", ".join(f"{name} {_figure(score.all_tables.f1)}" for name, score in found.formats.items())
    lines += ["", f"{_counted(stems, 'notice')} in {_counted(files, 'file')}. F1 by format: {formats}."]
    lines.append("; ".join(_shares(found.overall)).capitalize() + ".")
    return "\n".join(lines) + "\n"


# ---------------------------------------------------------------- figures


def _figures(score: Score) -> dict[str, object]:
    figures: dict[str, object] = {
        "name": score.name,
        "tables": {table: _counts(counts) for table, counts in score.tables.items()},
        "all_tables": _counts(score.all_tables),
        "notice_fields": score.tables["notices"].cell_share,
        "quotes": score.quotes.cell_share,
        "evidence": score.evidence.cell_share,
        "faultless": score.notices.cell_share,
    }
    return figures | ({"error": score.error} if score.error else {})


def _counts(counts: Counts) -> dict[str, object]:
    return {
        "support": _support(counts),
        "found": counts.found,
        "missed": counts.missed,
        "extra": counts.extra,
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
        "cells": counts.cell_share,
    }


def _interval_figures(intervals: Intervals) -> dict[str, list[float] | None]:
    named = {"precision": intervals.precision, "recall": intervals.recall, "f1": intervals.f1}
    return {name: [interval.low, interval.high] if interval else None for name, interval in named.items()}


def _support(counts: Counts) -> int:
    return counts.found + counts.missed


# ---------------------------------------------------------------- lines of text


def _table_lines(found: Evaluation) -> Iterator[str]:
    yield f"{_head('table')}{'95 % of F1':>15}{'cells':>8}"
    for table, counts in tables_of(found.overall).items():
        intervals = found.intervals.get(table)
        span = _span(intervals.f1 if intervals else None)
        yield f"{_line(table, counts)}{span:>15}{_figure(counts.cell_share):>8}"


def _shares(score: Score) -> list[str]:
    """The shares that no table has, each with what it is counted over."""
    cells = score.all_tables
    named = (
        ("notices without any error", score.notices),
        ("notice fields right", score.tables["notices"]),
        ("cells right", cells),
        ("quotes in place", score.quotes),
        ("evidence shared with the label", score.evidence),
    )
    return [f"{name} {_figure(counts.cell_share)} of {counts.cells.total()}" for name, counts in named]


def _head(title: str) -> str:
    columns = ("support", "found", "missed", "extra")
    figures = ("precision", "recall", "F1")
    return (
        f"  {_padded(title)}" + "".join(f"{name:>8}" for name in columns) + "".join(f"{name:>11}" for name in figures)
    )


def _line(name: str, counts: Counts) -> str:
    columns = (_support(counts), counts.found, counts.missed, counts.extra)
    figures = (counts.precision, counts.recall, counts.f1)
    return (
        f"  {_padded(name)}"
        + "".join(f"{count:>8}" for count in columns)
        + "".join(f"{_figure(figure):>11}" for figure in figures)
    )


def _file_lines(file: Scored) -> Iterator[str]:
    if file.score.error:
        yield f"  {file.score.name} could not be read: {file.score.error}"
    yield _line(file.score.name, file.score.all_tables)


def _confidence_lines(score: Score) -> Iterator[str]:
    yield f"  {_padded('confidence')}{'facts':>8}{'precision':>11}"
    for band in bands(score.judged):
        yield f"  {_padded(f'{band.low:g}–{band.high:g}')}{band.rows:>8}{_figure(band.precision):>11}"
    yield f"  {_padded('facts')}{'all':>8}{'in review':>11}{'share':>8}"
    for verdict, doubt in doubts(score.judged).items():
        yield f"  {_padded(verdict)}{doubt.rows:>8}{doubt.doubted:>11}{_figure(doubt.share):>8}"


def _mistake_line(mistake: Mistake) -> str:
    row = ", ".join(f"{name}={value}" for name, value in mistake.row.items() if value is not None)
    line = f"{mistake.kind}: {mistake.file} [{mistake.notice}] {mistake.table}: {row}"
    if mistake.column is not None:
        line += f"; {mistake.column}: labelled {mistake.label!r}, read {mistake.read!r}"
    if mistake.quote:
        line += f"  {quoted(mistake.quote)}"
    return line


def quoted(words: object) -> str:
    """Words of a notice in one line, between marks of quotation."""
    return f"«{' '.join(str(words).split())}»"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _span(interval: Interval | None) -> str:
    return "-" if interval is None else f"{interval.low:.3f}–{interval.high:.3f}"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _padded(text: str, least: int = _NAME_WIDTH) -> str:
    """The text filled up to a column's width; Chinese characters are two wide."""
    width = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
    return text + " " * max(1, least - width)
