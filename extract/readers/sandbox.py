"""Running another program on a file that is not trusted: no network, little memory, no process left behind.

What the system offers is used: Linux namespaces keep the program from every network and end all of
its processes with it, `prlimit` bounds its memory and the files it writes. Where the system does not
allow namespaces, the program still runs in a session of its own, all of which is ended.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extract import limits

_NOWHERE = "http://127.0.0.1:9"
"""A proxy that nothing listens at (port 9, discard): asked for in place of every web server."""
_PROBE_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended: its exit code (None where its time ran out), and the end of what it wrote to stderr."""

    code: int | None
    words: str


def run(command: Sequence[str], folder: Path, seconds: float, environment: Mapping[str, str] | None = None) -> Ended:
    """Runs a program to its end, or for `seconds`; then it and all processes that it started are killed.

    `folder` is its home, working and temporary directory; of this process's environment it sees the path
    alone. Its memory and the files it writes are bounded by the limits in force. Raises OSError where it
    cannot be started.
    """
    own = {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        **dict.fromkeys(("HOME", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(folder)),
        **dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), _NOWHERE),
        **(environment or {}),
    }
    words = folder / "stderr"
    with words.open("wb") as stderr:
        process = subprocess.Popen(
            [*_bounds(), *_confinement(), *command],
            cwd=folder,
            env=own,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            start_new_session=True,
        )
        code: int | None = None
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            pass
        finally:
            # Children may outlive the program itself, so its group is ended however it ended.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return Ended(code, words.read_bytes()[-2000:].decode("utf-8", "replace"))


def _bounds() -> list[str]:
    if shutil.which("prlimit") is None:
        return []
    current = limits.current()
    megabyte = 1024 * 1024
    return [
        "prlimit",
        f"--as={current.memory_mb * megabyte}",
        f"--fsize={current.unpacked_mb * megabyte}",
        "--core=0",
        "--",
    ]


@lru_cache(maxsize=1)
def _confinement() -> tuple[str, ...]:
    """The command before a program that keeps it from the network and ends it with this process; empty where none."""
    with_parent = ("setpriv", "--pdeathsig", "KILL", "--")
    alone = ("unshare", "--user", "--map-root-user", "--net", "--pid", "--fork", "--kill-child", "--")
    for prefix in ((*with_parent, *alone), alone, with_parent):
        with suppress(OSError, subprocess.SubprocessError):
            probe = subprocess.run([*prefix, "true"], capture_output=True, timeout=_PROBE_SECONDS, check=False)
            if probe.returncode == 0:
                return prefix
    return ()
