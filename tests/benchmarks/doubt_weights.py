"""Fits the weights of `rules/doubts.toml`: `python -m tests.benchmarks.doubt_weights [--write]`.

A logistic regression over blind first readings (`blind_readings`): whether a fact is wrong, by the kinds of
doubt about it and by its rule. A wrong cell counts less than a wrong fact, a reading of degraded rules much
less than a blind one, and the files of one notice as one. No weight is negative, and each is drawn towards
`PRIOR`, what a kind is worth of which hardly any reading tells. The shares printed are those of a tenfold
cross-validation that keeps all readings of a notice in one fold. The kinds themselves were devised with these
readings in view, so the shares flatter them; the measured part had no share in either.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import regex

from extract.doubts.doubt import REVIEW_BELOW, kinds, support_of
from extract.rules import load
from tests.benchmarks.blind_readings import Reading, blind, degraded

PRIOR, PULL = 1.5, 1.0
WRONG_CELL, DEGRADED = 0.3, 0.04
SEEDS, FOLDS = 8, 10
RULES = Path(__file__).resolve().parents[2] / "rules" / "doubts.toml"
Array = npt.NDArray[np.float64]


class Design:
    """Readings as the rows of a regression: a column for each kind, one for each beginning of rules, one for all."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        table = load("doubts").tables["kind"]
        self.kinds = [code for code, entry in table.items() if "weight" in entry]
        self.fixed = {code: float(entry["weight"]) for code, entry in table.items() if entry.get("set")}
        self.starts = [start for start in load("doubts").tables["support"] if start]
        self.places = {name: at for at, name in enumerate([*self.kinds, *self.starts, ""])}
        files = defaultdict(set)
        for one in readings:
            files[one.batch, one.stem].add(one.file)
        folds = _folds({one.stem for one in readings})
        counted: Counter[tuple[frozenset[str], str, bool, int]] = Counter()
        for one in readings:
            counts = 1 / len(files[one.batch, one.stem])
            counts *= DEGRADED if one.batch.startswith("degraded") else 1
            counts *= WRONG_CELL if one.verdict == "wrong cell" else 1
            counted[one.codes, support_of(one.rule), one.verdict != "right", folds[one.stem]] += counts  # type: ignore[assignment]
        self.rows = np.array([self.row(codes, start) for codes, start, _, _ in counted])
        self.wrong = np.array([float(wrong) for _, _, wrong, _ in counted])
        self.fold = np.array([fold for _, _, _, fold in counted])
        self.counts = np.array(list(counted.values()), dtype=float)
        self.fold_of = folds

    def row(self, codes: frozenset[str], start: str) -> Array:
        """A fact's row: its kinds of doubt, its rule, and what all have."""
        row = np.zeros(len(self.places))
        row[[self.places[name] for name in (*codes, start, "")]] = 1
        return row

    def fit(self, chosen: npt.NDArray[np.bool_]) -> Array:
        """The columns' weights by the chosen rows: Newton's method, with kinds held at or above nothing."""
        rows, wrong, counts = self.rows[chosen], self.wrong[chosen], self.counts[chosen]
        held = np.array([name in self.fixed for name in self.places])
        kind = np.arange(len(self.places)) < len(self.kinds)
        prior = np.where(kind, PRIOR, 0.0)
        pull = np.full(len(prior), PULL)
        pull[-1] = 0.01
        weights = np.array([self.fixed.get(name, 0.0) for name in self.places])
        for _ in range(60):
            believed = 1 / (1 + np.exp(-rows @ weights))
            slope = rows.T @ (counts * (believed - wrong)) + pull * (weights - prior)
            free = ~held & ~(kind & (weights <= 0) & (slope >= 0))
            bend = (rows[:, free] * (counts * believed * (1 - believed))[:, None]).T @ rows[:, free]
            step = np.zeros(len(weights))
            step[free] = np.linalg.solve(bend + np.diag(pull[free]), slope[free])
            weights = np.where(kind & ~held, np.maximum(weights - step, 0), weights - step)
            if abs(step).max() < 1e-4:
                break
        return np.asarray(weights)


def _folds(stems: set[str]) -> dict[str, int]:
    order = sorted(stems)
    random.Random(0).shuffle(order)
    return {stem: at % FOLDS for at, stem in enumerate(order)}


def validated(design: Design, readings: Sequence[Reading]) -> list[float]:
    """The confidence in each reading by the weights of the folds that its notice is not in."""
    by_fold = [design.fit(design.fold != fold) for fold in range(FOLDS)]
    return [
        float(1 / (1 + np.exp(design.row(one.codes, support_of(one.rule)) @ by_fold[design.fold_of[one.stem]])))
        for one in readings
    ]


def report(readings: Sequence[Reading], confidence: Sequence[float]) -> None:
    """Prints by table, and by band, what of the blind readings is up for review and how many are right."""
    shares: dict[str, Counter[tuple[str, bool]]] = defaultdict(Counter)
    bands: dict[str, Counter[str]] = defaultdict(Counter)
    for one, believed in zip(readings, confidence, strict=True):
        if not one.batch.startswith("degraded"):
            for group in (one.table, one.batch, "all"):
                shares[group][one.verdict, believed < REVIEW_BELOW] += 1
            bands[f"{int(believed * 10) / 10:.1f}"][one.verdict] += 1
    for group, counts in sorted(shares.items()):
        cells = []
        for verdict in ("wrong", "wrong cell", "right"):
            told, all_of = counts[verdict, True], counts[verdict, True] + counts[verdict, False]
            cells.append(f"{verdict} {told:4}/{all_of:4} {told / max(1, all_of):5.0%}")
        print(f"{group:16}", *cells)
    for band, verdicts in sorted(bands.items()):
        rows = verdicts.total()
        print(f"believed from {band}: {rows:5} facts, wholly right {verdicts['right'] / rows:.0%}, "
              f"found {1 - verdicts['wrong'] / rows:.0%}")  # fmt: skip


def write(design: Design, weights: Array) -> None:
    """Puts fitted weights and supports into the rule file; what `set` says stays."""
    text = RULES.read_text()
    for code in design.kinds:
        if code not in design.fixed:
            start = rf'(\[table\.kind\."{regex.escape(code)}"\]\nweight = )[\d.]+'
            text = regex.sub(start, rf"\g<1>{weights[design.places[code]]:.1f}", text)
    for start in ("", *design.starts):
        odds = weights[-1] + (weights[design.places[start]] if start else 0)
        text = regex.sub(rf'(?m)^("{regex.escape(start)}" = )[\d.]+$', rf"\g<1>{1 / (1 + np.exp(odds)):.3f}", text)
    RULES.write_text(text)


def main(arguments: Sequence[str]) -> int:
    """Prints the cross-validated shares; with --write the rule file gets the weights of all readings."""
    readings = [*blind(), *(one for seed in range(SEEDS) for one in degraded(seed))]
    design = Design(readings)
    report(readings, validated(design, readings))
    weights = design.fit(np.ones(len(design.wrong), dtype=bool))
    idle = [code for code in design.kinds if weights[design.places[code]] < 0.2 and code in kinds()]
    print("worth nothing:", ", ".join(idle) or "none")
    if "--write" in arguments:
        write(design, weights)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
