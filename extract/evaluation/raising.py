"""Floors raised to just below what is reached, in the file that holds them; none is ever lowered here."""

from __future__ import annotations

import math
import re
from pathlib import Path

from extract.evaluation.figures import Evaluation
from extract.evaluation.floors import Part, figure_of

_BELOW = 0.005
"""How far below the figure that is reached a floor is set: what a rule or two may cost."""
_LEAST_ROWS = 100
"""Labelled rows of a table from which on its figures are held to floors: in fewer, one row weighs more than a rule."""
_NEW = {"all": ("precision", "recall", "f1", "cells"), "shares": ("notice_fields", "quotes", "evidence")}
"""The figures that get a floor where there is none; `_TABLE` for single tables."""
_TABLE = ("precision", "f1")


def raised(part: Part, found: Evaluation) -> dict[str, dict[str, float]]:
    """A part's floors by table, each raised to just below what is reached, with those of tables that had none."""
    floors = {table: dict(figures) for table, figures in part.floors.items()}
    for table in _held(found):
        for what in dict.fromkeys((*floors.get(table, ()), *_NEW.get(table, _TABLE))):
            figure = figure_of(found, table, what)
            if figure is not None:
                under = math.floor((figure - _BELOW) * 1000 + 1e-6) / 1000
                floors.setdefault(table, {})[what] = max(floors.get(table, {}).get(what, 0.0), under)
    return floors


def write(path: Path, place: int, floors: dict[str, dict[str, float]]) -> bool:
    """Puts the floors of the part at a place of the file into it, comments kept; whether that changed the file."""
    text = path.read_text("utf-8")
    starts = [match.start() for match in re.finditer(r"^\[\[part\]\]", text, re.M)]
    low, high = starts[place], (*starts, len(text))[place + 1]
    own = text[low:high]
    comments = re.search(r"(?:^\s*(?:#.*)?\n)*\Z", own, re.M)  # those over the next part
    own, after = (own[: comments.start()], own[comments.start() :]) if comments else (own, "")
    for table, figures in floors.items():
        own = _with_table(own, table, figures)
    changed = text[:low] + own + after + text[high:]
    if changed != text:
        path.write_text(changed, "utf-8")
    return changed != text


def _with_table(own: str, table: str, figures: dict[str, float]) -> str:
    """The lines of a part with the floors of one table put in or renewed."""
    head = f"[part.floors.{table}]\n"
    at = own.find(head)
    if at < 0:
        return own + f"\n{head}" + "".join(f"{what} = {floor}\n" for what, floor in figures.items())
    start = at + len(head)
    end = next(
        (match.start() for match in re.finditer(r"^\s*(?:\[|\Z)", own, re.M) if match.start() >= start), len(own)
    )
    lines = own[start:end]
    for what, floor in figures.items():
        line = f"{what} = {floor}"
        lines, there = re.subn(rf"^{what}\s*=\s*[\d.]+", line, lines, flags=re.M)
        lines += "" if there else f"{line}\n"
    return own[:start] + lines + own[end:]


def _held(found: Evaluation) -> list[str]:
    """What floors are held for: all tables together, each that has rows enough, and the shares of all."""
    counts = found.overall.tables
    return ["all", *(table for table in counts if counts[table].found + counts[table].missed >= _LEAST_ROWS), "shares"]
