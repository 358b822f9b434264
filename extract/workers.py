"""Reading files in processes of their own: a file that brings its process down costs only itself."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from extract.reading import Reading

MOST_JOBS = 8
"""The number of processes started by default where there are more cores than this: each takes some 200 MB."""


FEW_FILES = 8
"""Fewer files than this are read before other processes have even started."""


def default_jobs(files: int) -> int:
    """How many processes to read so many files in: a core each, within MOST_JOBS; for a few files, this one."""
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
                one, notice=replace(one.notice, document=replace(one.notice.document, blocks=(), boxes=None, links=()))
            )
            for one in reading.notices
        ),
    )


def failed_reading(data: bytes, filename: str, error: str) -> Reading:
    """The reading of a file that could not be read; its error is put in one line."""
    from extract.reading import failed

    return failed(data, filename, error)


Read = Callable[[Path, str], "Reading"]


class Readers:
    """Reads files in `jobs` processes, or in this one where `jobs` is 1. A context manager.

    The processes are started once, with the rules loaded. `read` is what they do with a file: a
    function of a module, so that they can import it.
    """

    def __init__(self, jobs: int, read: Read = read_stored) -> None:
        self.jobs = jobs
        self.read = read
        self.ahead = 1 if jobs == 1 else 4 * jobs
        """How many files to hand in before taking the first result."""
        self._many: ProcessPoolExecutor | None = None
        self._one: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is not None:
            # Interrupted: the files being read are not waited for.
            for process in multiprocessing.active_children():
                process.terminate()
        for executor in (self._many, self._one):
            if executor is not None:
                # Waited for in either case: at the program's end nothing may be left that it would wake.
                executor.shutdown(wait=True, cancel_futures=True)

    def submit(self, path: Path, filename: str) -> Future[Reading]:
        """Hands in a file; `result` gives its reading."""
        if self.jobs == 1:
            future: Future[Reading] = Future()
            future.set_result(self.read(path, filename))
            return future
        if self._many is None:
            self._many = _executor(self.jobs)
        try:
            return self._many.submit(self.read, path, filename)
        except BrokenProcessPool:
            self._many = _executor(self.jobs)
            return self._many.submit(self.read, path, filename)

    def result(self, future: Future[Reading], path: Path, filename: str) -> Reading:
        """The reading of a file handed in, waited for. A file whose process died is tried once more, alone."""
        try:
            return future.result()
        except BrokenProcessPool:
            return self._alone(path, filename)

    def _alone(self, path: Path, filename: str) -> Reading:
        # A process that dies takes the files being read beside it along; alone, the one at fault shows.
        if self._one is None:
            self._one = _executor(1)
        try:
            return self._one.submit(self.read, path, filename).result()
        except BrokenProcessPool:
            self._one = None
            return failed_reading(
                path.read_bytes(),
                filename,
                "the process reading it died, for want of memory or by a fault of a library; "
                "save it in another format, or print it to PDF anew",
            )


def _executor(jobs: int) -> ProcessPoolExecutor:
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if hasattr(context, "set_forkserver_preload"):
        context.set_forkserver_preload(["extract.reading"])
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start)


def _start() -> None:
    """Makes a new process ready: an interruption is its parent's to handle, and the rules are loaded."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # What goes wrong here goes wrong again with the first file, where it can be told.
    with suppress(Exception):
        from extract.extractors.pipeline import pipeline

        pipeline()


def _end_with_parent() -> None:
    """Ends this process when the one that started it is gone: killed, that one cannot tell it to."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
