"""`notices diff` as its users meet it: how the two notices are named, and what is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.samples import run, write_notices


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two notices in `in`, read into its `registry.db`."""
    folder = tmp_path_factory.mktemp("diff")
    write_notices(folder / "in", 2)
    assert run("ingest", folder / "in", "--registry", folder / "registry.db").returncode == 0
    return folder


def test_files_are_named_by_their_names_or_as_they_were_handed_in(folder: Path) -> None:
    names = ["notice-001.txt", "notice-002.txt"]
    by_name = run("diff", *names, "--registry", folder / "registry.db")
    by_path = run("diff", *(folder / "in" / name for name in names), "--registry", folder / "registry.db")
    assert by_name.returncode == by_path.returncode == 0
    assert by_path.stdout == by_name.stdout
    assert [line[:3] for line in by_path.stdout.splitlines()[:2]] == ["---", "+++"]


def test_a_file_handed_in_again_elsewhere_is_the_same(folder: Path) -> None:
    copy = folder / "again" / "other-name.txt"
    copy.parent.mkdir()
    shutil.copy(folder / "in" / "notice-001.txt", copy)
    assert run("ingest", copy, "--registry", folder / "registry.db").returncode == 0
    found = run("diff", copy, folder / "in" / "notice-001.txt", "--registry", folder / "registry.db")
    assert found.stdout.splitlines()[-1] == "no difference in what was read"


def test_an_unknown_file_is_2_and_one_line(folder: Path) -> None:
    found = run("diff", folder / "nosuch.txt", "notice-001.txt", "--registry", folder / "registry.db")
    assert found.returncode == 2
    assert found.stderr.count("\n") == 1
    assert "nosuch.txt: no notice of this id, number, title or file" in found.stderr
