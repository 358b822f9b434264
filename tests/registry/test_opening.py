"""Which files are opened as a registry, and which are refused and left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from extract.registry.opening import RegistryError, open_registry
from tests.samples import run


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "registry.db"
    path.write_text("these are my notes, " * 100)
    with pytest.raises(RegistryError, match=r"registry\.db: not an SQLite database"):
        open_registry(path)
    assert path.read_text() == "these are my notes, " * 100


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE books (title TEXT)")
    connection.close()
    content = path.read_bytes()
    with pytest.raises(RegistryError, match="no notice registry"):
        open_registry(path)
    assert path.read_bytes() == content


def test_a_registry_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "registry.db"
    db = open_registry(path)
    db.execute("PRAGMA user_version = 999")
    db.close()
    with pytest.raises(RegistryError, match="newer version of this program"):
        open_registry(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (999,)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="this is a folder"):
        open_registry(tmp_path)


def test_a_registry_under_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RegistryError, match="cannot be made"):
        open_registry(tmp_path / "file" / "registry.db")


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """The registry's file that `notices publish` made."""
    (tmp_path / "notice.txt").write_text("关于采购的通知\n各基层工会：\n每人每年不超过500元。\n", "utf-8")
    registry = tmp_path / "r.db"
    assert run("ingest", tmp_path / "notice.txt", "--registry", registry).returncode == 0
    assert run("publish", tmp_path / "public", "--registry", registry).returncode == 0
    (found,) = (tmp_path / "public" / "versions").glob("*/registry.db")
    return found


@pytest.mark.parametrize("command", [("ingest", "notice.txt"), ("withdraw", "notice.txt"), ("review",)])
def test_a_published_copy_is_never_written_to(published: Path, command: tuple[str, ...]) -> None:
    content = published.read_bytes()
    done = run(*command, "--registry", published, cwd=published.parents[3])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"error: {published}: a published copy, which is never changed; "
        "name the registry it was made from with --registry\n"
    )
    assert published.read_bytes() == content
