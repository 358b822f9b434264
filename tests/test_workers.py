"""Processes that read: what a file costs that hangs, crashes, or eats memory, and what is told meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from extract import progress
from extract.limits import Limits
from extract.readings import Reading
from extract.rules import RuleError
from extract.workers import Readers, default_jobs, read_stored
from tests.samples import write_notices


def misbehaves(path: Path, filename: str) -> Reading:
    """Does what the first word of a file says, and else reads it."""
    word = path.read_text("utf-8").split(maxsplit=1)[0]
    if word == "die":
        os._exit(9)
    if word == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if word == "hang":
        time.sleep(600)
    if word == "work":
        for page in range(30):
            progress.report(page + 1, 30)
            time.sleep(0.1)
    if word == "grow":
        held = []
        while True:
            held.append(bytearray(os.urandom(1000) * 20_000))
            time.sleep(0.01)
    if word == "huge":
        bytearray(2**40)
    if word == "start":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
        path.with_suffix(".pid").write_text(str(child.pid))
        time.sleep(600)
    if word == "refuse":
        raise RuleError("rules/terms.toml: pattern 'cap' does not compile")
    return read_stored(path, filename)


def read_all(folder: Path, words: list[str], jobs: int = 2, **limits: int) -> list[Reading]:
    """The readings of two ordinary notices with a file for each word between them."""
    first, last = write_notices(folder, 2)
    odd = [folder / f"{number}-{word}.txt" for number, word in enumerate(words)]
    for path, word in zip(odd, words, strict=True):
        path.write_text(word, "utf-8")
    with Readers(jobs, misbehaves, limits=Limits(**limits)) as readers:
        waiting = [readers.submit(path, path.name) for path in (first, *odd, last)]
        return [readers.result(job) for job in waiting]


def statuses(readings: list[Reading]) -> list[str]:
    return [reading.status for reading in readings]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_brings_its_process_down_costs_only_itself(tmp_path: Path, jobs: int) -> None:
    found = read_all(tmp_path, ["die", "crash"], jobs)
    assert statuses(found) == ["ok", "failed", "failed", "ok"]
    assert "the process reading it died (code 9)" in str(found[1].error)
    assert "the process reading it died (signal SIGSEGV)" in str(found[2].error)


def test_a_file_that_hangs_is_given_up_and_the_limit_is_named(tmp_path: Path) -> None:
    found = read_all(tmp_path, ["hang"], seconds=1)
    assert statuses(found) == ["ok", "failed", "ok"]
    assert found[1].error == "reading it took more than 1 s; allow more with --limit seconds=4"


def test_a_file_without_progress_is_given_up_and_one_with_progress_is_not(tmp_path: Path) -> None:
    found = read_all(tmp_path, ["hang", "work"], silent_seconds=1)
    assert statuses(found) == ["ok", "failed", "ok", "ok"]
    assert "more than 1 s without a page done; allow more with --limit silent_seconds=4" in str(found[1].error)


@pytest.mark.parametrize("word", ["grow", "huge"])
def test_a_file_that_eats_memory_is_given_up(tmp_path: Path, word: str) -> None:
    found = read_all(tmp_path, [word], memory_mb=700)
    assert statuses(found) == ["ok", "failed", "ok"]
    assert "needs more than 700 MB of memory; allow more with --limit memory_mb=1400" in str(found[1].error)


def test_what_a_reading_process_has_started_ends_with_it(tmp_path: Path) -> None:
    read_all(tmp_path, ["start"], seconds=2)
    number = int((tmp_path / "0-start.pid").read_text())
    assert not psutil.pid_exists(number) or psutil.Process(number).status() == psutil.STATUS_ZOMBIE


def test_pages_done_are_told(tmp_path: Path) -> None:
    path = tmp_path / "work.txt"
    path.write_text("work", "utf-8")
    told: list[tuple[str, int, int]] = []
    with Readers(1, misbehaves, lambda *said: told.append(said)) as readers:
        readers.result(readers.submit(path, path.name))
    assert told == [("work.txt", page, 30) for page in range(1, 31)]


def test_rules_that_cannot_be_used_are_no_files_fault(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="does not compile"):
        read_all(tmp_path, ["refuse"])


def test_nothing_is_left_running(tmp_path: Path) -> None:
    path = tmp_path / "hang.txt"
    path.write_text("hang", "utf-8")
    with Readers(1, misbehaves) as readers:
        readers.submit(path, path.name)
        (worker,) = readers._workers
        assert psutil.pid_exists(worker.process.pid)
    assert not worker.process.is_alive()


def test_few_files_are_read_in_one_process_and_many_in_as_many_as_there_are_cores() -> None:
    assert default_jobs(1) == 1
    assert default_jobs(1000) == min(8, len(os.sched_getaffinity(0)))
