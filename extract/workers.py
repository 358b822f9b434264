"""Reading files in processes of their own: a file that hangs, crashes or eats memory costs only itself.

Each process reads one file at a time and tells how far it has come. One that passes a limit
(`extract.limits`) or dies is ended with all it has started, its file has a failed result with the
reason, and another process takes its place. `Readers` read; `Workers` do anything else with files.
"""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeAlias, TypeVar

from extract import limits
from extract.limits import Limits
from extract.worker_process import end, memory_mb, start

if TYPE_CHECKING:
    from extract.readings import Reading

MOST_JOBS = 8
"""The number of processes started by default where there are more cores than this: each takes some 200 MB."""
FEW_FILES = 8
"""Fewer files than this are read before a second process has paid for its start."""
_LOOK_SECONDS = 0.25
"""How often the memory and the time of the processes at work are looked at."""

Result = TypeVar("Result")
Read = Callable[[Path, str], "Reading"]
Progress = Callable[[str, int, int], None]
"""Is told a file's name, how many of its pages or members are done, and of how many."""


def default_jobs(files: int) -> int:
    """How many processes to read so many files in: a core each, within MOST_JOBS; for a few files, one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return 1 if files < FEW_FILES else min(MOST_JOBS, cores)


def read_stored(path: Path, filename: str) -> Reading:
    """The reading of a file under the name it was given, without what the registry does not store.

    Raises RuleError for rules that cannot be used, and OSError where the file cannot be opened.
    """
    from extract.reading import read_bytes

    return _to_store(read_bytes(path.read_bytes(), filename))


def _to_store(reading: Reading) -> Reading:
    """The reading with the texts of its notices alone: boxes and blocks cost more to hand over than to make."""
    return replace(
        reading,
        notices=tuple(
            replace(
                one,
                notice=replace(
                    one.notice, document=replace(one.notice.document, blocks=(), boxes=None, scores=None, links=())
                ),
            )
            for one in reading.notices
        ),
    )


def failed_reading(path: Path, filename: str, error: str) -> Reading:
    """The reading of a file that could not be read; its error is put in one line."""
    from extract.reading import failed

    return failed(path.read_bytes(), filename, error)


@dataclass(slots=True)
class Task(Generic[Result]):
    """A file handed in, with what else is to be known of it, and in the end its result, or what was raised instead."""

    path: Path
    filename: str
    more: tuple[Any, ...] = ()
    result: Result | None = None
    error: BaseException | None = None
    began: float = 0.0
    heard: float = 0.0

    @property
    def done(self) -> bool:
        """Whether there is a result."""
        return self.result is not None or self.error is not None


Job: TypeAlias = "Task[Reading]"


@dataclass(slots=True)
class _Worker(Generic[Result]):
    """A process and the file it is at."""

    process: Any
    pipe: Connection
    job: Task[Result] | None = None


@dataclass
class Workers(Generic[Result]):
    """Does something with files in `jobs` processes; with 0, in this one and without any protection.

    A context manager. `read` is what is done with a file, by its path, its name and what else `submit` is given:
    a function of a module (or a `functools.partial` of one), so that the processes can import it; its result is
    never None. `failed` makes the result of a file that was given up, from its path, its name and the reason.
    `told` is told how far each file has come.
    """

    jobs: int
    read: Callable[..., Result]
    told: Progress | None = None
    limits: Limits = field(default_factory=limits.current)
    failed: Callable[[Path, str, str], Result] = field(kw_only=True)
    _workers: list[_Worker[Result]] = field(default_factory=list)
    _queue: deque[Task[Result]] = field(default_factory=deque)
    _looked: float = field(default_factory=time.monotonic)

    @property
    def ahead(self) -> int:
        """How many files to hand in before taking the first result."""
        return 1 if self.jobs < 2 else 4 * self.jobs

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for worker in self._workers:
            if worker.job is None:
                worker.pipe.close()  # at which the process ends by itself
                worker.process.join(5)
            end(worker.process, worker.pipe)

    def submit(self, path: Path, filename: str, *more: Any) -> Task[Result]:
        """Hands in a file; `result` waits for its result."""
        job: Task[Result] = Task(path, filename, more)
        if self.jobs:
            self._queue.append(job)
            self._hand_out()
        else:
            job.result = self.read(path, filename, *more)
        return job

    def result(self, job: Task[Result]) -> Result:
        """The result of a file handed in, waited for. Raises what `read` raised."""
        while not job.done:
            self._attend()
        if job.error is not None:
            raise job.error
        assert job.result is not None
        return job.result

    def _hand_out(self) -> None:
        """Gives waiting files to idle processes, starting those that are lacking."""
        while self._queue:
            worker = next((worker for worker in self._workers if worker.job is None), None)
            if worker is None:
                if len(self._workers) >= self.jobs:
                    return
                worker = _Worker(*start(self.read, self.limits))
                self._workers.append(worker)
            job = self._queue.popleft()
            job.began = job.heard = time.monotonic()
            worker.job = job
            # A process that died while it had nothing to do shows when its pipe is looked at.
            with suppress(OSError):
                worker.pipe.send((job.path, job.filename, *job.more))

    def _attend(self) -> None:
        """Waits a moment for news of the processes at work, and ends those that pass a limit."""
        busy = [worker for worker in self._workers if worker.job is not None]
        ready = set(wait([worker.pipe for worker in busy], _LOOK_SECONDS))
        for worker in busy:
            if worker.pipe in ready:
                self._hear(worker)
        self._hand_out()
        now = time.monotonic()
        if now - self._looked >= _LOOK_SECONDS:  # seldom: it goes through all processes of the machine
            self._looked = now
            for worker in [worker for worker in busy if worker in self._workers and worker.job is not None]:
                if reason := self._passed(worker):
                    self._give_up(worker, reason)
            self._hand_out()

    def _hear(self, worker: _Worker[Result]) -> None:
        job = worker.job
        assert job is not None
        try:
            kind, *said = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(5)
            self._give_up(worker, _death(worker.process.exitcode))
            return
        job.heard = time.monotonic()
        if kind == "progress":
            if self.told is not None:
                self.told(job.filename, *said)
            return
        worker.job = None
        if kind == "read":
            (job.result,) = said
        elif kind == "memory":
            job.result = self.failed(job.path, job.filename, _too_large(self.limits))
        else:
            (job.error,) = said

    def _passed(self, worker: _Worker[Result]) -> str | None:
        """Which limit the file at work has passed, as its error; None while it keeps within them."""
        job, now = worker.job, time.monotonic()
        assert job is not None
        if now - job.began > self.limits.seconds:
            return _too_slow(self.limits.seconds, "seconds")
        if now - job.heard > self.limits.silent_seconds:
            return _too_slow(self.limits.silent_seconds, "silent_seconds", " without a page done")
        if memory_mb(worker.process.pid) > self.limits.memory_mb:
            return _too_large(self.limits)
        return None

    def _give_up(self, worker: _Worker[Result], reason: str) -> None:
        end(worker.process, worker.pipe)
        self._workers.remove(worker)
        if worker.job is not None:
            worker.job.result = self.failed(worker.job.path, worker.job.filename, reason)


@dataclass
class Readers(Workers["Reading"]):
    """Reads files: `read` gives readings."""

    read: Callable[..., Reading] = read_stored
    failed: Callable[[Path, str, str], Reading] = field(default=failed_reading, kw_only=True)


def _too_slow(seconds: int, limit: str, what: str = "") -> str:
    return f"reading it took more than {seconds} s{what}; allow more with --limit {limit}={4 * seconds}"


def _too_large(allowed: Limits) -> str:
    return (
        f"reading it needs more than {allowed.memory_mb} MB of memory; allow more with "
        f"--limit memory_mb={2 * allowed.memory_mb}, or hand it in as several files"
    )


def _death(code: int | None) -> str:
    by_signal = code is not None and -code in set(signal.Signals)
    how = f"signal {signal.Signals(-(code or 0)).name}" if by_signal else f"code {code}"
    return f"the process reading it died ({how}), by a fault of a library; save it in another format, or as a new PDF"
