"""The published folder: whole whatever happens, one publisher at a time, nothing of others touched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from extract.publishing import versions
from extract.publishing.errors import PublishError
from tests import samples
from tests.publishing.registries import published, rows

_KILLED = """
import os, sys
from pathlib import Path
from extract.publishing.publish import publish
registry, out, step = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
if step == "rename":
    os.fsync = lambda handle: os._exit(9)
publish(registry, out, told=lambda name, done: os._exit(9) if name == step else None)
"""


@pytest.mark.parametrize("step", ["tables", "originals", "search", "downloads", "rename"])
def test_a_publisher_that_is_killed_leaves_the_version_before_whole(registry: Path, tmp_path: Path, step: str) -> None:
    out = tmp_path / "out"
    before = published(registry, out).version
    command = [sys.executable, "-c", _KILLED, str(registry), str(out), step]
    assert subprocess.run(command, env=samples.environment(), check=False).returncode == 9
    assert versions.current(out) == before
    assert rows(before.registry, "PRAGMA integrity_check") == [("ok",)]
    after = published(registry, out).version
    assert versions.current(out) == after
    assert [folder.name for folder in (out / "versions").iterdir()] == [after.name]


def test_a_first_publisher_that_is_killed_does_not_stand_in_the_way(registry: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-c", _KILLED, str(registry), str(out), "search"]
    assert subprocess.run(command, env=samples.environment(), check=False).returncode == 9
    assert versions.current(out) is None
    published(registry, out)
    assert versions.current(out) is not None


def test_the_version_before_goes_when_nobody_serves_it(registry: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    served = versions.Served(published(registry, out).version)
    second = published(registry, out)
    assert second.still_served == (served.version.name,)
    assert served.version.registry.exists()
    served.close()
    third = published(registry, out).version
    assert [folder.name for folder in (out / "versions").iterdir()] == [third.name]


def test_a_publisher_waits_for_who_lets_the_version_before_go(registry: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    served = versions.Served(published(registry, out).version)
    threading.Timer(1.5, served.close).start()
    folder = versions.begin(out, "new")
    (folder / versions.REGISTRY).touch()
    version = versions.put(out, folder, "new")
    began = time.monotonic()
    assert versions.remove_others(out, version, patience=10) == []
    assert 0.5 < time.monotonic() - began < 8


def test_two_publishers_at_once(registry: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with versions.writing(out, registry), pytest.raises(PublishError, match="another notices publish"):
        published(registry, out)
    published(registry, out)


def test_a_folder_that_holds_something_else_is_left_alone(registry: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("x")
    with pytest.raises(PublishError, match=r"letter\.txt"):
        published(registry, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("place", [".", "..", "originals", "originals/public"])
def test_the_registrys_own_folders_are_left_alone(registry: Path, place: str) -> None:
    with pytest.raises(PublishError, match="name another folder"):
        published(registry, registry.parent / place)


def test_a_folder_below_the_registry_may_be_published_into(registry: Path) -> None:
    assert published(registry, registry.parent / "public").version.registry.exists()


def test_a_file_in_the_place_of_the_folder_is_told(registry: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(PublishError, match="name a folder"):
        published(registry, tmp_path / "out")


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"format": 1, "version": "../../x"}', "\0"])
def test_a_damaged_pointer_is_told_and_replaced(registry: Path, tmp_path: Path, content: str) -> None:
    out = tmp_path / "out"
    published(registry, out)
    (out / "published.json").write_text(content)
    with pytest.raises(PublishError, match="publish anew"):
        versions.current(out)
    version = published(registry, out).version
    assert json.loads((out / "published.json").read_text())["version"] == version.name


def test_the_command_says_what_was_done_and_what_cannot_be(registry: Path, tmp_path: Path) -> None:
    done = samples.run("publish", tmp_path / "out", "--registry", registry)
    assert done.returncode == 0 and "published: " in done.stdout and "originals held back" in done.stdout
    for arguments, words in (
        ((tmp_path / "out", "--registry", tmp_path / "none.db"), "no such registry"),
        ((registry.parent, "--registry", registry), "the registry itself"),
        ((tmp_path / "out", "--registry", registry, "--leave-out", tmp_path / "none.txt"), "--leave-out"),
    ):
        done = samples.run("publish", *arguments)
        assert done.returncode == 2 and words in done.stderr and done.stderr.startswith("error: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(registry: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o500)
    with pytest.raises(PublishError, match="cannot be written"):
        published(registry, tmp_path / "out")
