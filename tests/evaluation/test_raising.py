"""Floors follow what is reached upwards: just below it, never down, for tables with rows enough."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.evaluation.figures import Evaluation, evaluation
from extract.evaluation.floors import Part, fallen, read_floors
from extract.evaluation.raising import raised, write
from tests.evaluation.test_figures import scored
from tests.evaluation.test_floors import labelled
from tests.samples import run

FLOORS = """# What the parts are held to.

[[part]]
name = "tuned"
gold = "gold"
files = "files"

[part.floors.all]
f1 = 0.9  # for all

[part.floors.terms]
precision = 0.5

# Never tuned on.
[[part]]
name = "measured"
gold = "measured/gold"
files = "measured/files"

[part.floors.all]
f1 = 0.1
"""


@pytest.fixture
def floors(tmp_path: Path) -> Path:
    path = tmp_path / "floors.toml"
    path.write_text(FLOORS, "utf-8")
    return path


def reached(files: int, wrong: int = 0) -> Evaluation:
    """An evaluation of so many files with a term each, some of them wrong."""
    right = [scored(f"right{number}", 300) for number in range(files - wrong)]
    return evaluation([*right, *(scored(f"wrong{number}", 300, 1) for number in range(wrong))])


def of(path: Path, name: str) -> Part:
    (part,) = [part for part in read_floors(path) if part.name == name]
    return part


def test_a_floor_is_raised_to_just_below_what_is_reached(floors: Path) -> None:
    found = raised(of(floors, "tuned"), reached(120))
    assert found["all"]["f1"] == found["terms"]["precision"] == found["terms"]["f1"] == 0.995


def test_no_floor_is_lowered(floors: Path) -> None:
    found = reached(120, wrong=40)
    assert found.overall.all_tables.f1 is not None
    assert found.overall.all_tables.f1 < 0.9
    assert raised(of(floors, "tuned"), found)["all"]["f1"] == 0.9


def test_a_table_of_few_rows_gets_no_floor_and_keeps_its_own(floors: Path) -> None:
    found = raised(of(floors, "tuned"), reached(9))
    assert found["terms"] == {"precision": 0.5}
    assert found["all"]["f1"] == 0.995


def test_what_is_written_is_read_again_with_its_comments_and_the_other_part(floors: Path) -> None:
    before, wanted = of(floors, "measured"), raised(of(floors, "tuned"), reached(120))
    assert write(floors, 0, wanted)
    assert of(floors, "tuned").floors == wanted
    assert of(floors, "measured") == before
    text = floors.read_text("utf-8")
    assert "f1 = 0.995  # for all\n" in text
    assert text.index("[part.floors.shares]") < text.index("\n\n# Never tuned on.\n[[part]]")
    assert not write(floors, 0, wanted)


def test_the_last_part_of_a_file_is_written_alike(floors: Path) -> None:
    before, wanted = of(floors, "tuned"), raised(of(floors, "measured"), reached(120))
    assert write(floors, 1, wanted)
    assert of(floors, "measured").floors == wanted
    assert of(floors, "tuned") == before
    assert list(fallen(of(floors, "measured"), reached(120))) == []


# ---------------------------------------------------------------- the command


def test_the_command_raises_the_floors_of_its_part(tmp_path: Path, floors: Path) -> None:
    gold = labelled(tmp_path, 300)
    asked = ("evaluate", gold, "--files", tmp_path / "files", "--floors", floors, "--raise-floors", "--json")
    found = run(*asked)
    assert (found.returncode, found.stderr) == (0, f"written: {floors}\n")
    assert json.loads(found.stdout)
    assert of(floors, "tuned").floors["all"]["f1"] == 0.995
    assert run(*asked).stderr == f"unchanged: {floors}\n"


def test_the_command_raises_nothing_where_a_figure_fell(tmp_path: Path, floors: Path) -> None:
    gold = labelled(tmp_path, 999)
    found = run("evaluate", gold, "--files", tmp_path / "files", "--floors", floors, "--raise-floors")
    assert found.returncode == 1
    assert floors.read_text("utf-8") == FLOORS


@pytest.mark.parametrize("asked", [("--floors", "floors.toml", "--only", "a*"), ()])
def test_floors_are_raised_by_whole_parts_alone(tmp_path: Path, asked: tuple[str, ...]) -> None:
    found = run("evaluate", labelled(tmp_path, 300), "--files", tmp_path / "files", "--raise-floors", *asked)
    assert (found.returncode, len(found.stderr.splitlines())) == (2, 1)
