"""Scores as people and programs read them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from extract.evaluate import Counts, Mistake, Score, total


def as_text(scores: Sequence[Score], with_mistakes: bool = False) -> str:
    """A table for each file and one for all, and every mistake where asked for."""
    lines: list[str] = []
    overall = total(scores)
    for score in (*scores, *([overall] if len(scores) > 1 else [])):
        lines += [*_score_lines(score), ""]
    if with_mistakes:
        lines += [_mistake_line(mistake) for mistake in overall.mistakes]
    return "\n".join(lines).rstrip()


def as_json(scores: Sequence[Score]) -> str:
    """The same figures as JSON: `files`, and `overall`."""
    return json.dumps(
        {"files": [_figures(score) for score in scores], "overall": _figures(total(scores))},
        ensure_ascii=False,
        indent=2,
    )


def _figures(score: Score) -> dict[str, object]:
    figures: dict[str, object] = {
        "name": score.name,
        "tables": {table: _counts(counts) for table, counts in score.tables.items()},
        "all_tables": _counts(score.all_tables),
        "notice_fields": score.tables["notices"].cell_share,
        "quotes": score.quotes.cell_share,
        "evidence": score.evidence.cell_share,
    }
    return figures | ({"error": score.error} if score.error else {})


def _counts(counts: Counts) -> dict[str, object]:
    return {
        "found": counts.found,
        "missed": counts.missed,
        "extra": counts.extra,
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
        "cells": counts.cell_share,
    }


def _score_lines(score: Score) -> Iterator[str]:
    yield score.name
    if score.error:
        yield f"  could not be read: {score.error}"
    yield f"  {'table':<15}{'found':>7}{'missed':>8}{'extra':>7}{'precision':>11}{'recall':>8}{'F1':>8}{'cells':>8}"
    for name, counts in (*score.tables.items(), ("all but notices", score.all_tables)):
        yield (
            f"  {name:<15}{counts.found:>7}{counts.missed:>8}{counts.extra:>7}{_figure(counts.precision):>11}"
            f"{_figure(counts.recall):>8}{_figure(counts.f1):>8}{_figure(counts.cell_share):>8}"
        )
    yield (
        f"  notice fields {_figure(score.tables['notices'].cell_share)}, quotes in place "
        f"{_figure(score.quotes.cell_share)}, evidence {_figure(score.evidence.cell_share)}"
    )


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _mistake_line(mistake: Mistake) -> str:
    row = ", ".join(f"{name}={value}" for name, value in mistake.row.items() if value is not None)
    line = f"{mistake.kind}: {mistake.file} [{mistake.notice}] {mistake.table}: {row}"
    if mistake.column is not None:
        line += f"; {mistake.column}: labelled {mistake.label!r}, read {mistake.read!r}"
    if mistake.quote:
        line += f"  «{' '.join(str(mistake.quote).split())}»"
    return line
