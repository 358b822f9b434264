"""A published folder answered for by several processes."""

from __future__ import annotations

import os
import signal
import urllib.request
from pathlib import Path

import psutil
import pytest

from tests.publishing.registries import published, read_registry
from tests.serving import started


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("processes")
    published(read_registry(folder), folder / "out")
    return folder / "out"


def _gone(processes: list[psutil.Process]) -> bool:
    return not psutil.wait_procs(processes, timeout=15)[1]


def test_all_processes_give_answers_with_one_validator(out: Path) -> None:
    with started(out, "--processes", "2") as (address, process):
        server = psutil.Process(process.pid)
        assert len(server.children()) == 1
        tags = set()
        for _ in range(30):
            with urllib.request.urlopen(address + "/about", timeout=30) as answer:
                tags.add(answer.headers["etag"])
        assert len(tags) == 1


def test_all_processes_end_together(out: Path) -> None:
    with started(out, "--processes", "2") as (_, process):
        server = psutil.Process(process.pid)
        children = server.children()
        server.send_signal(signal.SIGTERM)
        assert _gone([server, *children])


def test_no_process_is_left_behind_by_one_that_was_killed(out: Path) -> None:
    with started(out, "--processes", "2") as (_, process):
        server = psutil.Process(process.pid)
        children = server.children()
        os.kill(server.pid, signal.SIGKILL)
        assert _gone(children)
