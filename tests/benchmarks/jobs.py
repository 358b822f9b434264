"""Generated notices through `notices ingest` with one process and with two, and the largest process's memory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil

from tests.benchmarks.generate import generate

FILES = 200
ROUNDS = 3
SPEED_UP_PROMISED = 1.7
MEMORY_PROMISED = 400
"""Megabytes that no process may pass."""

LOOK_SECONDS = 0.2
"""How often the memory of the processes at work is looked at."""


def _ingest(files: Path, registry: Path, jobs: int) -> dict[str, float]:
    """The seconds it took, and the most megabytes that any of its processes had."""
    command = [sys.executable, "-c", "from extract.cli import main; main()"]
    arguments = ["ingest", str(files), "--jobs", str(jobs), "--registry", str(registry)]
    peak = 0.0
    start = time.perf_counter()
    with subprocess.Popen([*command, *arguments], stdout=subprocess.DEVNULL) as run:
        while run.poll() is None:
            peak = max(peak, *_memories(run.pid))
            with suppress(subprocess.TimeoutExpired):
                run.wait(LOOK_SECONDS)
    seconds = time.perf_counter() - start
    if run.returncode != 0:
        raise SystemExit(f"notices ingest ended with {run.returncode}")
    return {"seconds": seconds, "peak": peak}


def _memories(number: int) -> Iterator[float]:
    """The megabytes of a process, and of each that it or another of them has started: the readers among them."""
    yield 0.0
    with suppress(psutil.Error):
        process = psutil.Process(number)
        for one in (process, *process.children(recursive=True)):
            with suppress(psutil.Error):
                yield one.memory_info().rss / 2**20


def measure() -> None:
    """Prints the speed-up by a second process and the largest process's peak memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many, few = folder / "many", folder / "few"
        generate(many, FILES)
        generate(few, 2, seed=2)
        print(f"{FILES} generated notices")
        runs: dict[int, list[tuple[float, float, float]]] = {1: [], 2: []}
        for turn in range(ROUNDS):
            for jobs, taken in runs.items():
                start = _ingest(few, folder / f"few{jobs}-{turn}" / "registry.db", jobs)["seconds"]
                run = _ingest(many, folder / f"many{jobs}-{turn}" / "registry.db", jobs)
                taken.append((run["seconds"], start, run["peak"]))
        seconds = {}
        for jobs, taken in runs.items():
            # What else the machine does only adds: the least of several rounds is nearest to what the work takes.
            least, start, peak = (
                min(run for run, _, _ in taken),
                min(start for _, start, _ in taken),
                max(peak for _, _, peak in taken),
            )
            seconds[jobs] = least, least - start
            print(
                f"  --jobs {jobs}: {least:.1f} s, of which start-up {start:.1f} s; "
                f"largest process {peak:.0f} MB (promised: {MEMORY_PROMISED})"
            )
        whole, work = (seconds[1][i] / seconds[2][i] for i in (0, 1))
        print(f"  speed-up {work:.2f} without start-up, {whole:.2f} with it (promised: {SPEED_UP_PROMISED})")
