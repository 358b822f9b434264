"""Watching folders: what is read, when, and how it ends."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from extract.finding import find_files
from extract.ingest import ingest
from extract.registry.store import RegistryError, open_registry
from extract.watching import memory
from extract.watching.watch import Settings, Watcher
from tests.samples import notice_text, run, start, write_notices


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return tmp_path / "out" / "registry.db"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def rows(registry: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(registry)) as connection:
        return connection.execute(sql).fetchall()


def passes(registry: Path, inbox: Path, change: Callable[[], None] = lambda: None) -> list[str]:
    """The lines of a watcher that looks twice, with something happening in between."""
    lines: list[str] = []
    with closing(open_registry(registry)) as db:
        watcher = Watcher(db, registry, Settings((inbox,), settle=0.0), lines.append)
        watcher.take(watcher.arrived())
        change()
        watcher.take(watcher.arrived())
    return [line.replace(str(inbox), "in") for line in lines]


def test_what_arrives_is_read_once_and_said_in_a_line(registry: Path, inbox: Path) -> None:
    write_notices(inbox, 1)
    assert passes(registry, inbox) == ["read: in/notice-001.txt: 1 notice, 2 terms, 2 dates, 1 contact"]
    assert rows(registry, "SELECT outcome FROM deliveries") == [("read",)]


def test_a_restart_reads_nothing_twice_and_notes_nothing_anew(registry: Path, inbox: Path) -> None:
    write_notices(inbox, 2)
    passes(registry, inbox)
    assert passes(registry, inbox) == []
    assert len(rows(registry, "SELECT * FROM deliveries")) == 2


def test_what_changed_while_it_was_off_is_found(registry: Path, inbox: Path) -> None:
    first, second = write_notices(inbox, 2)
    passes(registry, inbox)
    first.write_text(notice_text(7), "utf-8")
    assert [line.split(":")[:2] for line in passes(registry, inbox)] == [["read", " in/notice-001.txt"]]
    assert second.exists()


def test_a_content_that_came_another_way_is_known(registry: Path, inbox: Path) -> None:
    write_notices(inbox, 1)
    with closing(open_registry(registry)) as db:
        list(ingest(db, registry, find_files([inbox]).files))
    assert passes(registry, inbox) == ["known already: in/notice-001.txt"]


def test_a_file_that_failed_is_said_once_and_read_again_when_it_changes(registry: Path, inbox: Path) -> None:
    bad = inbox / "通知.pdf"
    bad.write_bytes(b"%PDF-1.4 broken")
    assert [line.split(":")[0] for line in passes(registry, inbox)] == ["failed"]
    assert passes(registry, inbox) == []
    bad.write_text(notice_text(3), "utf-8")
    assert [line.split(":")[0] for line in passes(registry, inbox)] == ["read"]


def test_what_failed_can_be_tried_again(registry: Path, inbox: Path) -> None:
    (inbox / "通知.pdf").write_bytes(b"%PDF-1.4 broken")
    write_notices(inbox, 1)
    passes(registry, inbox)
    with closing(open_registry(registry)) as db:
        assert memory.forget_failed(db, inbox) == 1
    assert [line.split(":")[0] for line in passes(registry, inbox)] == ["failed"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_file_without_permission_waits(registry: Path, inbox: Path) -> None:
    (path,) = write_notices(inbox, 1)
    path.chmod(0)
    said = passes(registry, inbox, lambda: path.chmod(0o600))
    assert said[0] == "waiting: in/notice-001.txt: it cannot be opened yet (Permission denied)"
    assert said[1].startswith("read: ")


def test_a_file_that_is_locked_waits_and_is_said_once(
    registry: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No lock on Linux keeps a reader out as one of Windows does; what opening then says is put in its place.
    write_notices(inbox, 1)
    answers: Iterator[str | None] = iter(["Device or resource busy", "Device or resource busy", None])
    monkeypatch.setattr("extract.watching.watch.trouble_opening", lambda path: next(answers))
    said = passes(registry, inbox)
    assert said == ["waiting: in/notice-001.txt: it cannot be opened yet (Device or resource busy)"]


def test_a_folder_that_goes_and_comes_back_is_waited_for(registry: Path, inbox: Path) -> None:
    write_notices(inbox, 1)
    away = inbox.with_name("away")
    lines: list[str] = []
    with closing(open_registry(registry)) as db:
        watcher = Watcher(db, registry, Settings((inbox,), settle=0.0), lines.append)
        inbox.rename(away)
        assert watcher.arrived() == watcher.arrived() == []
        away.rename(inbox)
        assert len(watcher.arrived()) == 1
    assert lines == [
        f"waiting: {inbox}: the folder cannot be looked into (No such file or directory)",
        f"watching {inbox} again",
    ]


def test_of_two_watchers_one_reads_a_file(registry: Path, inbox: Path) -> None:
    write_notices(inbox, 3)
    lines: list[str] = []
    with closing(open_registry(registry)) as one, closing(open_registry(registry)) as two:
        first = Watcher(one, registry, Settings((inbox,), settle=0.0), lines.append)
        second = Watcher(two, registry, Settings((inbox,), settle=0.0), lines.append)
        seen_by_first, seen_by_second = first.arrived(), second.arrived()
        assert seen_by_first == seen_by_second
        first.take(seen_by_first)
        second.take(seen_by_second)
    assert len(lines) == 3
    assert rows(registry, "SELECT count(*) FROM notices") == [(3,)]


def test_told_to_stop_it_ends_after_the_file_at_work(registry: Path, inbox: Path) -> None:
    write_notices(inbox, 3)
    lines: list[str] = []
    with closing(open_registry(registry)) as db:
        watcher = Watcher(db, registry, Settings((inbox,), settle=0.0), lines.append, lambda: bool(lines))
        watcher.run()
    assert len(lines) == 1
    assert rows(registry, "SELECT count(*) FROM watched") == [(1,)]


def test_a_registry_that_cannot_be_written_is_said_once_and_waited_for(registry: Path, inbox: Path) -> None:
    write_notices(inbox, 1)
    lines: list[str] = []
    looks: list[int] = []
    with closing(open_registry(registry)) as db, closing(sqlite3.connect(registry)) as other:
        db.execute("PRAGMA busy_timeout = 1")
        other.execute("BEGIN IMMEDIATE")

        def stopped() -> bool:
            looks.append(1)
            if len(looks) == 30:
                other.rollback()
            return any(line.startswith("read: ") for line in lines)

        Watcher(db, registry, Settings((inbox,), interval=0.1, settle=0.0), lines.append, stopped).run()
    assert [line.split(":")[0] for line in lines] == ["waiting", "read"]
    assert "database is locked" in lines[0]


def test_a_registry_that_was_made_anew_under_it_ends_it(registry: Path, inbox: Path) -> None:
    lines: list[str] = []
    with closing(open_registry(registry)) as db:
        watcher = Watcher(db, registry, Settings((inbox,), settle=0.0), lines.append)
        for file in registry.parent.glob("registry.db*"):
            file.unlink()
        open_registry(registry).close()
        write_notices(inbox, 1)
        with pytest.raises(RegistryError, match="start the watcher again"):
            watcher.run()
    assert lines == []


# ---------------------------------------------------------------- the command


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def count(registry: Path, table: str) -> int:
    try:
        return int(rows(registry, f"SELECT count(*) FROM {table}")[0][0])
    except sqlite3.OperationalError:
        return 0


def watching(inbox: Path, registry: Path) -> subprocess.Popen[str]:
    return start("watch", inbox, "--interval", "0.2", "--settle", "0.4", "--registry", registry)


def test_a_copy_in_progress_waits_and_sigterm_ends_it_with_0(inbox: Path, registry: Path) -> None:
    watcher = watching(inbox, registry)
    try:
        text = notice_text(1).encode()
        with (inbox / "通知.txt").open("wb") as file:
            for at in range(0, len(text), len(text) // 8 + 1):
                file.write(text[at : at + len(text) // 8 + 1])
                file.flush()
                time.sleep(0.25)
        wait_for(lambda: count(registry, "watched") == 1)
        told = time.monotonic()
        watcher.send_signal(signal.SIGTERM)
        output, errors = watcher.communicate(timeout=20)
        assert time.monotonic() - told < 2
    finally:
        watcher.kill()
    assert watcher.returncode == 0, errors
    lines = [line.partition(" ") for line in output.splitlines()]
    assert [what.split(":")[0].split(" ")[0] for _, _, what in lines] == ["watching", "read", "stopped"]
    assert all(len(stamp) == len("2030-01-01T00:00:00+00:00") for stamp, _, _ in lines)
    assert len(rows(registry, "SELECT * FROM deliveries")) == 1


def test_an_interrupt_ends_it_with_130(inbox: Path, registry: Path) -> None:
    watcher = watching(inbox, registry)
    try:
        wait_for(lambda: count(registry, "regions") > 0)
        time.sleep(0.3)
        watcher.send_signal(signal.SIGINT)
        _, errors = watcher.communicate(timeout=20)
    finally:
        watcher.kill()
    assert watcher.returncode == 130
    assert "interrupted: " in errors


def test_killed_with_all_its_processes_it_goes_on_where_it_was(inbox: Path, registry: Path) -> None:
    write_notices(inbox, 12)
    watcher = watching(inbox, registry)
    wait_for(lambda: count(registry, "watched") >= 2)
    os.killpg(watcher.pid, signal.SIGKILL)
    watcher.communicate(timeout=20)
    assert run("watch", inbox, "--once", "--settle", "0", "--registry", registry).returncode == 0
    assert rows(registry, "SELECT count(*), count(DISTINCT doc_number) FROM notices") == [(12, 12)]
    assert rows(registry, "PRAGMA integrity_check") == [("ok",)]


def test_sigterm_to_the_whole_group_makes_no_file_a_failed_one(inbox: Path, registry: Path) -> None:
    write_notices(inbox, 12)
    watcher = watching(inbox, registry)
    wait_for(lambda: count(registry, "watched") >= 1)
    os.killpg(watcher.pid, signal.SIGTERM)
    output, errors = watcher.communicate(timeout=20)
    assert watcher.returncode == 0, errors
    assert "failed" not in output
    assert rows(registry, "SELECT count(*) FROM sources WHERE status = 'failed'") == [(0,)]


def test_once_reads_what_is_there_and_ends(inbox: Path, registry: Path) -> None:
    write_notices(inbox, 2)
    (inbox / "空.pdf").touch()
    ended = run("watch", inbox, "--once", "--settle", "0.1", "--registry", registry)
    assert ended.returncode == 0
    kinds = [line.split(" ", 1)[1].split(":")[0] for line in ended.stdout.splitlines()]
    assert kinds == ["read", "read", "left for the next run"]
    assert run("watch", inbox, "--once", "--settle", "0", "--registry", registry).stdout.count("\n") == 1


def test_once_says_by_its_exit_code_that_a_file_failed(inbox: Path, registry: Path) -> None:
    (inbox / "通知.pdf").write_bytes(b"%PDF-1.4 broken")
    assert run("watch", inbox, "--once", "--settle", "0", "--registry", registry).returncode == 1
    assert run("watch", inbox, "--once", "--settle", "0", "--registry", registry).returncode == 0
    assert run("watch", inbox, "--once", "--settle", "0", "--retry", "--registry", registry).returncode == 1


def test_a_folder_that_does_not_exist_is_wrong_usage(tmp_path: Path, registry: Path) -> None:
    ended = run("watch", tmp_path / "nowhere", "--registry", registry)
    assert ended.returncode == 2
    assert ended.stderr == f"error: {tmp_path / 'nowhere'}: no such folder; make it, or check the path\n"
