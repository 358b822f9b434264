"""Floors are data; a figure below its floor is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.evaluation.figures import Scored, evaluation
from extract.evaluation.floors import FloorsError, fallen, part_of, read_floors
from extract.evaluation.readme import MarksError, mark, write, written
from extract.evaluation.score import score_reading
from tests.evaluation.test_figures import RIGHT, scored
from tests.registry.factories import notice, reading
from tests.samples import run, write_notices

FLOORS = """
[[part]]
name = "tuned"
gold = "gold"
files = "files"

[part.floors.all]
f1 = 0.9
[part.floors.terms]
precision = 0.5
[part.floors.shares]
quotes = 1.0
"""


def floors_file(folder: Path, text: str = FLOORS) -> Path:
    path = folder / "floors.toml"
    path.write_text(text, "utf-8")
    return path


def test_figures_below_their_floor_are_named(tmp_path: Path) -> None:
    (part,) = read_floors(floors_file(tmp_path))
    assert list(map(str, fallen(part, evaluation([scored("a", 300, 1)])))) == ["all: f1 0.6667, its floor is 0.9"]
    assert list(fallen(part, evaluation([scored("a", 300)]))) == []


def test_a_floor_over_labels_that_are_gone_is_fallen(tmp_path: Path) -> None:
    (part,) = read_floors(floors_file(tmp_path))
    nothing = Scored(score_reading("a", [{"terms": []}], reading(notice())), "a")
    assert "terms: precision no longer there, its floor is 0.5" in map(str, fallen(part, evaluation([nothing])))


def test_a_part_is_found_by_its_labels(tmp_path: Path) -> None:
    parts = read_floors(floors_file(tmp_path))
    assert part_of(parts, tmp_path / "files" / ".." / "gold") is parts[0]
    assert part_of(parts, tmp_path) is None


@pytest.mark.parametrize(
    "text",
    [
        "part = 1",
        "[[part]]\nname = 'x'\n",
        FLOORS.replace("f1", "F1"),
        FLOORS.replace("terms", "term"),
        FLOORS.replace("0.9", "90"),
        FLOORS.replace("quotes", "precision"),
        "[[part",
    ],
)
def test_a_faulty_floors_file_is_refused_by_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(FloorsError, match=r"floors\.toml"):
        read_floors(floors_file(tmp_path, text))


# ---------------------------------------------------------------- the README's table


def page(folder: Path) -> Path:
    path = folder / "README.md"
    path.write_text(f"before\n\n{mark(path, folder / 'gold')}\nold\n<!-- end of scores -->\n\nafter\n", "utf-8")
    return path


def test_the_table_is_written_between_its_marks(tmp_path: Path) -> None:
    readme = page(tmp_path)
    assert write(readme, tmp_path / "gold", "| table |\n")
    assert readme.read_text("utf-8") == (
        "before\n\n<!-- scores of gold -->\n\n| table |\n\n<!-- end of scores -->\n\nafter\n"
    )
    assert written(readme, tmp_path / "gold") == "| table |\n"
    assert not write(readme, tmp_path / "gold", "| table |\n")


def test_a_page_without_marks_is_named_with_those_to_put_in(tmp_path: Path) -> None:
    with pytest.raises(MarksError, match="<!-- scores of other/gold -->"):
        write(page(tmp_path), tmp_path / "other" / "gold", "")


# ---------------------------------------------------------------- the command


def labelled(folder: Path, amount: int) -> Path:
    (path,) = write_notices(folder / "files", 1)
    term = RIGHT | {"per": "person-year", "amount": amount}
    share = RIGHT | {"kind": "floor", "unit": "percent", "amount": 11}
    (folder / "gold").mkdir()
    labels = {"notices": [{"key": "main", "terms": [term, share]}]}
    (folder / "gold" / f"{path.stem}.json").write_text(json.dumps(labels), "utf-8")
    return folder / "gold"


def test_evaluate_ends_with_1_and_names_what_fell(tmp_path: Path) -> None:
    gold, floors = labelled(tmp_path, 999), floors_file(tmp_path)
    found = run("evaluate", gold, "--files", tmp_path / "files", "--floors", floors)
    assert found.returncode == 1
    assert "below its floor: all: f1 0.5000, its floor is 0.9" in found.stderr.splitlines()


def test_evaluate_above_its_floors_ends_with_0(tmp_path: Path) -> None:
    gold, floors = labelled(tmp_path, 300), floors_file(tmp_path)
    found = run("evaluate", gold, "--files", tmp_path / "files", "--floors", floors)
    assert (found.returncode, found.stderr) == (0, "")


def test_evaluate_of_a_part_without_floors_is_2(tmp_path: Path) -> None:
    gold, floors = labelled(tmp_path, 300), floors_file(tmp_path, FLOORS.replace('"gold"', '"other"'))
    found = run("evaluate", gold, "--files", tmp_path / "files", "--floors", floors)
    assert (found.returncode, len(found.stderr.splitlines())) == (2, 1)


def test_evaluate_writes_the_readmes_table(tmp_path: Path) -> None:
    gold, readme = labelled(tmp_path, 300), page(tmp_path)
    found = run("evaluate", gold, "--files", tmp_path / "files", "--markdown", readme)
    assert (found.returncode, found.stderr) == (0, f"written: {readme}\n")
    assert "| terms | 2 | 1.000 | 1.000 | 1.000 | - | - |" in readme.read_text("utf-8")


def test_evaluate_writes_the_figures_that_the_site_shows_beside_those_of_other_parts(tmp_path: Path) -> None:
    gold, figures = labelled(tmp_path, 300), tmp_path / "accuracy.json"
    figures.write_text('{"other": {"notices": 9}}', "utf-8")
    asked = ("evaluate", gold, "--files", tmp_path / "files", "--floors", floors_file(tmp_path), "--figures", figures)
    assert run(*asked).stderr == f"written: {figures}\n"
    parts = json.loads(figures.read_text("utf-8"))
    assert parts["other"] == {"notices": 9}
    assert parts["tuned"]["tables"]["terms"]["support"] == 2
    assert parts["tuned"]["tables"]["terms"]["f1"] == 1.0
    assert run(*asked).stderr == f"unchanged: {figures}\n"


def test_evaluate_writes_no_figures_over_another_s_file(tmp_path: Path) -> None:
    gold, other = labelled(tmp_path, 300), tmp_path / "accuracy.json"
    other.write_text("not ours", "utf-8")
    found = run("evaluate", gold, "--files", tmp_path / "files", "--figures", other)
    assert (found.returncode, len(found.stderr.splitlines()), other.read_text("utf-8")) == (2, 1, "not ours")
