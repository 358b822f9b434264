"""Answers worked out once for a file: several rooms ask the same of the same words.

What a function marked `once_a_file` has answered is kept until the next file is begun (`new_file`), so
that nothing of one file is held, or answered from, in another.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

_MOST = 4096
"""The answers kept of each function; more of a file's words than this lie too far apart to be asked about again."""

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_forget: list[Callable[[], None]] = []


def once_a_file(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """A function whose answers are kept for the file being read.

    It must give the same answer to the same arguments, which can be hashed, and nobody may change the answer.
    """
    kept = lru_cache(maxsize=_MOST)(function)
    _forget.append(kept.cache_clear)
    return cast(Callable[Asked, Answer], kept)


def new_file() -> None:
    """Forgets all answers: another file is begun."""
    for forget in _forget:
        forget()
