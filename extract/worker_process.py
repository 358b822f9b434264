"""A process that reads files one after the other for another one: how it is started, what it does, how it is ended."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

import psutil

from extract import limits, progress
from extract.limits import Limits


def memory_mb(number: int) -> float:
    """The memory of a process and of all it has started, in megabytes; 0 where it is gone."""
    try:
        process = psutil.Process(number)
        return sum(one.memory_info().rss for one in (process, *process.children(recursive=True))) / 2**20
    except psutil.Error:
        return 0.0


def end(process: Any, pipe: Connection) -> None:
    """Ends a process and all it has started."""
    with suppress(psutil.Error):
        children = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        for child in children:
            with suppress(psutil.Error):
                child.kill()
    process.join()
    pipe.close()


def prepare() -> None:
    """Has the process that others are forked from load libraries and rules while this one does something else."""
    context = _context()
    if context.get_start_method() == "forkserver":
        from multiprocessing import forkserver

        forkserver.ensure_running()


def _context() -> Any:
    methods = multiprocessing.get_all_start_methods()
    context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if hasattr(context, "set_forkserver_preload"):
        context.set_forkserver_preload(["extract.warm"])
    return context


def start(read: Callable[..., Any], allowed: Limits) -> tuple[Any, Connection]:
    """A process that reads files with `read`, and the pipe by which it is given them and answers.

    It takes (path, filename, …) and sends any number of ("progress", done, steps), then ("read", result),
    ("raised", error) or ("memory",).
    """
    context = _context()
    here, there = context.Pipe()
    process = context.Process(target=_work, args=(there, read, allowed), daemon=True)
    process.start()
    there.close()
    return process, here


def _work(pipe: Connection, read: Callable[..., Any], allowed: Limits) -> None:
    """What a process does: reads the files it is given, one after the other, until there are no more."""
    # Whoever ends the whole group of processes ends the parent: it decides what becomes of the file at work.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    limits.use(allowed)
    _cap_memory(allowed)

    lock = threading.Lock()  # pages are read in several threads

    def tell(done: int, steps: int) -> None:
        with lock:
            pipe.send(("progress", done, steps))

    while True:
        try:
            path, filename, *more = pipe.recv()
        except (EOFError, OSError):
            return
        answer: tuple[Any, ...]
        try:
            with progress.told_to(tell):
                answer = ("read", read(path, filename, *more))
        except MemoryError:
            answer = ("memory",)
        except Exception as error:
            answer = ("raised", error)
        pipe.send(answer)


def _cap_memory(allowed: Limits) -> None:
    """Has one huge allocation refused at once; what is really used is looked at from outside."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (2 * allowed.memory_mb * 2**20, hard))


def _end_with_parent() -> None:
    """Ends this process when the one that started it is gone: killed, that one cannot tell it to."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
