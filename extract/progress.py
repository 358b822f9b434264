"""How far the reading of a file has come, told to whoever listens: a page read, a member of an archive done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[int, int], None]
"""Is told how many steps are done, and of how many."""

_listener: ContextVar[Listener | None] = ContextVar("progress", default=None)


def report(done: int, steps: int) -> None:
    """Says that so many of a file's steps are done; costs nothing where nobody listens."""
    listener = _listener.get()
    if listener is not None:
        listener(done, steps)


@contextmanager
def told_to(listener: Listener) -> Iterator[None]:
    """Has what is reported while this context is open told to a listener."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
