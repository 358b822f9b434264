"""The corpus read for real: no table is below its recorded floor, and README shows what is measured now."""

from __future__ import annotations

from functools import cache

import pytest

from extract.evaluation import figures_file, readme
from extract.evaluation.figures import Evaluation
from extract.evaluation.floors import Part, fallen, read_floors
from extract.evaluation.report import as_markdown
from extract.evaluation.run import evaluate
from tests.conftest import ROOT

FLOORS = ROOT / "corpus" / "floors.toml"
PARTS = [pytest.param(part, id=part.name) for part in read_floors(FLOORS)]


@cache
def measured(name: str) -> Evaluation:
    (part,) = [part for part in read_floors(FLOORS) if part.name == name]
    return evaluate(part.gold, part.files)


@pytest.mark.parametrize("part", PARTS)
def test_every_file_of_the_corpus_can_be_read(part: Part) -> None:
    assert [file.score.error for file in measured(part.name).files if file.score.error] == []


@pytest.mark.parametrize("part", PARTS)
def test_no_table_is_below_its_floor(part: Part) -> None:
    assert part.floors, "a part is measured to be held to something"
    assert list(map(str, fallen(part, measured(part.name)))) == []


@pytest.mark.parametrize("part", PARTS)
def test_readme_shows_what_is_measured(part: Part) -> None:
    shown = readme.written(ROOT / "README.md", part.gold)
    assert shown == as_markdown(measured(part.name)), "README is behind: make scores"


@pytest.mark.parametrize("part", PARTS)
def test_the_site_shows_what_is_measured(part: Part) -> None:
    shown = figures_file.read(ROOT / "output" / "accuracy.json")[part.name]
    assert shown == figures_file.figures(measured(part.name)), "output/accuracy.json is behind: make scores"
