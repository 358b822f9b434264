"""The figures that the site shows: a small file with a part for each measured part of the corpus, never typed.

    {"tuned": {"notices": 101, "files": 184, "tables": {"terms": {"support": 1194, "precision": 1.0, …}}, …}}

Shares are rounded to three places; null stands for a figure that there is nothing to reckon from.
"""

from __future__ import annotations

import json
from pathlib import Path

from extract.evaluation.figures import Evaluation, bands, doubts, tables_of


def figures(found: Evaluation) -> dict[str, object]:
    """What the file says of one part: its size, the figures by table, what confidence and review are worth."""
    tables = {}
    for table, counts in tables_of(found.overall).items():
        interval = intervals.f1 if (intervals := found.intervals.get(table)) else None
        tables[table] = {
            "support": counts.found + counts.missed,
            "precision": _rounded(counts.precision),
            "recall": _rounded(counts.recall),
            "f1": _rounded(counts.f1),
            "f1_interval": [_rounded(interval.low), _rounded(interval.high)] if interval else None,
            "cells": _rounded(counts.cell_share),
        }
    return {
        "notices": len({file.stem for file in found.files}),
        "files": len(found.files),
        "tables": tables,
        "confidence": [
            {"from": band.low, "to": band.high, "rows": band.rows, "precision": _rounded(band.precision)}
            for band in bands(found.overall.judged)
        ],
        "review": {verdict: _rounded(doubt.share) for verdict, doubt in doubts(found.overall.judged).items()},
    }


def read(path: Path) -> dict[str, dict[str, object]]:
    """The parts of a file by name; none where there is no such file. Raises ValueError where it holds no JSON."""
    if not path.exists():
        return {}
    parts: dict[str, dict[str, object]] = json.loads(path.read_text("utf-8"))
    return parts


def write(path: Path, name: str, found: Evaluation) -> bool:
    """Puts a part into the file beside the others; whether that changed the file."""
    parts = read(path) | {name: figures(found)}
    text = json.dumps(dict(sorted(parts.items())), ensure_ascii=False, indent=1) + "\n"
    if path.exists() and path.read_text("utf-8") == text:
        return False
    path.write_text(text, "utf-8")
    return True


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
