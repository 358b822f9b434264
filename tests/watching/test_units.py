"""The units and crontab lines of the docs: right in form, and what they run runs."""

from __future__ import annotations

import configparser
import shlex
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from extract.fetching.sources import load
from tests.conftest import ROOT
from tests.samples import command, environment, write_notices

DOCS = ROOT / "docs"
UNITS = ("notices-watch.service", "notices-fetch.service", "notices-fetch.timer")
HOME = "/srv/notices"


def unit(name: str) -> configparser.ConfigParser:
    parsed = configparser.ConfigParser(strict=False, interpolation=None)
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read(DOCS / name, "utf-8")
    return parsed


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of the units, here: with the command where they look for it, an inbox and sources."""
    program = tmp_path / "venv" / "bin" / "notices"
    program.parent.mkdir(parents=True)
    exports = "".join(f"export {name}={shlex.quote(environment()[name])}\n" for name in ("PYTHONPATH",))
    program.write_text(f'#!/bin/sh\n{exports}exec {shlex.join(command())} "$@"\n')
    program.chmod(0o755)
    (tmp_path / "inbox").mkdir()
    return tmp_path


def started(name: str, home: Path) -> list[str]:
    return shlex.split(unit(name)["Service"]["ExecStart"].replace(HOME, str(home)))


def notices_in(home: Path) -> int:
    try:
        with closing(sqlite3.connect(home / "registry.db")) as connection:
            return int(connection.execute("SELECT count(*) FROM watched").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze (Debian package systemd)")
@pytest.mark.parametrize("name", UNITS)
def test_systemd_finds_nothing_wrong_with_a_unit(home: Path, name: str) -> None:
    for one in UNITS:
        (home / one).write_text((DOCS / one).read_text("utf-8").replace(HOME, str(home)), "utf-8")
    said = subprocess.run(["systemd-analyze", "verify", home / name], capture_output=True, text=True, timeout=60)
    assert (said.returncode, said.stderr) == (0, "")


def test_a_service_ends_the_watcher_alone_and_leaves_it_time() -> None:
    service = unit("notices-watch.service")["Service"]
    # With the default all processes get the signal, and the file at work would be lost.
    assert (service["KillMode"], service["KillSignal"], service["Restart"]) == ("mixed", "SIGTERM", "on-failure")
    assert int(service["TimeoutStopSec"]) >= 60


def test_what_the_watching_unit_starts_reads_and_ends_as_systemd_ends_it(home: Path) -> None:
    write_notices(home / "inbox", 1)
    line = [*started("notices-watch.service", home), "--settle", "0.2", "--interval", "0.2"]
    process = subprocess.Popen(line, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        end = time.monotonic() + 60
        while notices_in(home) < 1:
            assert time.monotonic() < end and process.poll() is None
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        output, errors = process.communicate(timeout=20)
    finally:
        process.kill()
    assert (process.returncode, errors) == (0, "")
    assert " read: " in output and output.endswith(" stopped\n")


def test_what_the_fetching_unit_starts_says_what_is_wrong_with_its_sources(home: Path) -> None:
    (home / "sources.toml").write_text('[[page]]\nname = "方案"\n', "utf-8")
    said = subprocess.run(
        started("notices-fetch.service", home), cwd=home, capture_output=True, text=True, timeout=60, check=False
    )
    assert said.returncode == 2
    assert said.stderr == f"error: {home / 'sources.toml'}: [[page]] 1 (方案): address is missing; write it\n"


def test_a_watcher_whose_registry_is_moved_ends_and_is_started_again_by_its_unit(home: Path) -> None:
    service = unit("notices-watch.service")["Service"]
    assert (service["Restart"], service["RestartSec"]) == ("on-failure", "30")
    write_notices(home / "inbox", 1)
    watcher = subprocess.Popen(
        [*started("notices-watch.service", home)[:-4], "--interval", "0.2", "--settle", "0.1"],
        cwd=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        end = time.monotonic() + 60
        while notices_in(home) < 1:
            assert time.monotonic() < end and watcher.poll() is None
            time.sleep(0.1)
        (home / "registry.db").rename(home / "moved.db")
        _, said = watcher.communicate(timeout=60)
    finally:
        watcher.kill()
    assert watcher.returncode == 2
    assert "moved, removed or made anew" in said and said.count("\n") == 1


def test_the_crontab_lines_of_the_docs_run(home: Path) -> None:
    write_notices(home / "inbox", 2)
    lines = [
        line.strip() for line in (DOCS / "operating.md").read_text("utf-8").splitlines() if HOME in line and "*" in line
    ]
    watch, fetch = (line.split(maxsplit=5) for line in lines)
    assert all(len(line) == 6 and set("".join(line[:5])) <= set("0123456789*/,-") for line in (watch, fetch))
    ended = subprocess.run(["sh", "-c", watch[5].replace(HOME, str(home))], cwd=home, timeout=120, check=False)
    assert ended.returncode == 0
    assert notices_in(home) == 2
    assert (home / "watch.log").read_text("utf-8").count(" read: ") == 2
    ended = subprocess.run(["sh", "-c", fetch[5].replace(HOME, str(home))], cwd=home, timeout=120, check=False)
    assert ended.returncode == 2
    assert "sources.toml: cannot be read" in (home / "fetch.log").read_text("utf-8")


def test_the_sample_of_sources_names_no_site_that_exists() -> None:
    hosts = {source.address.split("/")[2] for source in load(DOCS / "sources.toml").sources}
    assert all(host.endswith(".example") for host in hosts)
