"""A published folder answered for by several processes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests.publishing.registries import published, read_registry
from tests.site.conftest import NOTICES


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("processes")
    published(read_registry(folder), folder / "out")
    return folder / "out"


@contextmanager
def _served(out: Path) -> Iterator[tuple[str, psutil.Process]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [str(NOTICES), "serve", str(out), "--port", str(port), "--processes", "2"], stdout=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    try:
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(address, timeout=5).close()
                break
            except OSError:
                time.sleep(0.2)
        yield address, psutil.Process(server.pid)
    finally:
        if server.poll() is None:
            server.kill()
            server.wait(10)


def _gone(processes: list[psutil.Process]) -> bool:
    return not psutil.wait_procs(processes, timeout=15)[1]


def test_all_processes_give_answers_with_one_validator(out: Path) -> None:
    with _served(out) as (address, server):
        assert len(server.children()) == 1
        tags = set()
        for _ in range(30):
            with urllib.request.urlopen(address + "/about", timeout=30) as answer:
                tags.add(answer.headers["etag"])
        assert len(tags) == 1


def test_all_processes_end_together(out: Path) -> None:
    with _served(out) as (_, server):
        children = server.children()
        server.send_signal(signal.SIGTERM)
        assert _gone([server, *children])


def test_no_process_is_left_behind_by_one_that_was_killed(out: Path) -> None:
    with _served(out) as (_, server):
        children = server.children()
        os.kill(server.pid, signal.SIGKILL)
        assert _gone(children)
