"""Generated notices through `notices ingest` with one process and with two, and the largest process's memory."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.generate import generate

FILES = 200
SPEED_UP_PROMISED = 1.7
MEMORY_PROMISED = 400
"""Megabytes that no process may pass."""

_RUN = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "peak": peak, "code": done.returncode, "said": done.stderr[-500:]}))
"""


def _ingest(files: Path, registry: Path, jobs: int) -> dict[str, float]:
    command = [sys.executable, "-c", "from extract.cli import main; main()"]
    arguments = ["ingest", str(files), "--jobs", str(jobs), "--registry", str(registry)]
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *command, *arguments], capture_output=True, text=True, check=True
    )
    result: dict[str, float] = json.loads(done.stdout)
    if result["code"] != 0:
        raise SystemExit(f"notices ingest ended with {result['code']}: {result['said']}")
    return result


def measure() -> None:
    """Prints the speed-up by a second process and the largest process's peak memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many, few = folder / "many", folder / "few"
        generate(many, FILES)
        generate(few, 2, seed=2)
        print(f"{FILES} generated notices")
        seconds = {}
        for jobs in (1, 2):
            start = _ingest(few, folder / f"few{jobs}" / "registry.db", jobs)["seconds"]
            run = _ingest(many, folder / f"many{jobs}" / "registry.db", jobs)
            seconds[jobs] = run["seconds"], run["seconds"] - start
            print(
                f"  --jobs {jobs}: {run['seconds']:.1f} s, of which start-up {start:.1f} s; "
                f"largest process {run['peak']:.0f} MB (promised: {MEMORY_PROMISED})"
            )
        whole, work = (seconds[1][i] / seconds[2][i] for i in (0, 1))
        print(f"  speed-up {work:.2f} without start-up, {whole:.2f} with it (promised: {SPEED_UP_PROMISED})")
