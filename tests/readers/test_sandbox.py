"""Programs run on untrusted files: ended with all they started, without a network, within bounds."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from extract import limits
from extract.readers import sandbox

_LEAVES_A_CHILD = (
    "import subprocess, sys, time, pathlib;"
    "subprocess.Popen([sys.executable, '-c', 'import time, pathlib; time.sleep(1.5);"
    ' pathlib.Path("late").write_text("x")\']);'
)


def unconfined(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a system that does not allow namespaces."""
    monkeypatch.setattr(sandbox, "_confinement", lambda: ())


def test_the_exit_code_and_the_last_words(tmp_path: Path) -> None:
    ended = sandbox.run([sys.executable, "-c", "import sys; sys.stderr.write('甲'); sys.exit(3)"], tmp_path, 20)
    assert ended == sandbox.Ended(3, "甲")


@pytest.mark.parametrize("confined", [True, False])
def test_a_program_that_hangs_is_killed_with_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, confined: bool
) -> None:
    if not confined:
        unconfined(monkeypatch)
    began = time.monotonic()
    ended = sandbox.run([sys.executable, "-c", f"{_LEAVES_A_CHILD} time.sleep(60)"], tmp_path, 1)
    assert ended.code is None
    assert time.monotonic() - began < 10
    time.sleep(1.5)
    assert not (tmp_path / "late").exists()


@pytest.mark.parametrize("confined", [True, False])
def test_children_left_behind_are_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, confined: bool) -> None:
    if not confined:
        unconfined(monkeypatch)
    assert sandbox.run([sys.executable, "-c", _LEAVES_A_CHILD], tmp_path, 20).code == 0
    time.sleep(2)
    assert not (tmp_path / "late").exists()


def test_memory_is_bounded(tmp_path: Path) -> None:
    with limits.using(limits.Limits(memory_mb=500)):
        ended = sandbox.run([sys.executable, "-c", "bytearray(900_000_000)"], tmp_path, 20)
    assert ended.code != 0
    assert "MemoryError" in ended.words


def test_files_are_bounded(tmp_path: Path) -> None:
    with limits.using(limits.Limits(unpacked_mb=1)):
        sandbox.run([sys.executable, "-c", "open('large', 'wb').write(bytes(5_000_000))"], tmp_path, 20)
    assert (tmp_path / "large").stat().st_size <= 1024 * 1024


def test_the_environment_of_this_process_is_not_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_SECRET", "x")
    code = "import os, pathlib; pathlib.Path('seen').write_text(' '.join(os.environ))"
    sandbox.run([sys.executable, "-c", code], tmp_path, 20)
    assert "A_SECRET" not in (tmp_path / "seen").read_text().split()


def test_no_network_is_reached(tmp_path: Path) -> None:
    if "--net" not in sandbox._confinement():
        pytest.skip("this system does not allow network namespaces")
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        code = f"import socket; socket.create_connection(('127.0.0.1', {port}), timeout=3)"
        assert sandbox.run([sys.executable, "-c", code], tmp_path, 20).code != 0


def test_a_program_ends_when_the_process_that_runs_it_is_killed(tmp_path: Path) -> None:
    if "--pdeathsig" not in sandbox._confinement():
        pytest.skip("this system does not end a process with its parent (setpriv of util-linux)")
    import signal
    import subprocess

    late = "import time, pathlib; pathlib.Path('begun').touch(); time.sleep(2); pathlib.Path('late').touch()"
    code = (
        "import sys, pathlib; from extract.readers import sandbox;"
        f"sandbox.run([sys.executable, '-c', {late!r}], pathlib.Path({str(tmp_path)!r}), 60)"
    )
    process = subprocess.Popen([sys.executable, "-c", code], env={**os.environ})
    deadline = time.monotonic() + 20
    while not (tmp_path / "begun").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert (tmp_path / "begun").exists()
    process.send_signal(signal.SIGKILL)
    process.wait()
    time.sleep(2.5)
    assert not (tmp_path / "late").exists()
