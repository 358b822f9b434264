"""What is done with an original in a process of its own: looked through for what is hidden, pages of it drawn.

An original was handed in by anybody: one that hangs, crashes or eats memory costs only itself (`extract.workers`).
What is asked and answered is all that passes between the processes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from extract import progress
from extract.publishing.hiding import Hiding
from extract.publishing.vetting import Verdict, vet
from extract.workers import Progress, Workers

NOT_IT = "cannot be read, or is not what was read once"
"""Why a file is held back whose bytes are not those that its source was read from."""


@dataclass(frozen=True, slots=True)
class ToVet:
    """Asks what may be shown of a file; `registered` are the texts that the registry has of it."""

    sha256: str
    registered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToDraw:
    """Asks to draw pages of a file into a folder, each as `N.webp`."""

    sha256: str
    pages: tuple[int, ...]
    folder: Path


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found: what may be shown, the pages drawn, which numbers and names were seen; or why it was given up."""

    verdict: Verdict | None = None
    drawn: tuple[int, ...] = ()
    numbers: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    given_up: str = ""


def examiners(jobs: int, hiding: Hiding, told: Progress | None = None) -> Workers[Examined]:
    """Processes that examine originals by what is hidden: `submit` is given the path, the name and what is asked."""
    return Workers(jobs, partial(examined, hiding=hiding), told, failed=_given_up)


def examined(path: Path, filename: str, asked: ToVet | ToDraw, *, hiding: Hiding) -> Examined:
    """What is found of a file. Raises OSError where a page cannot be written, and MemoryError."""
    data = content(path, asked.sha256)
    if data is None:
        return Examined(Verdict(False, reason=NOT_IT))
    if isinstance(asked, ToDraw):
        return Examined(drawn=_drawn(data, asked.pages, asked.folder))
    hiding.numbers.seen.clear()
    hiding.names.seen.clear()
    verdict = vet(data, filename, hiding, asked.registered)
    return Examined(verdict, (), frozenset(hiding.numbers.seen), frozenset(hiding.names.seen))


def content(path: Path, sha256: str) -> bytes | None:
    """The bytes of a file; None where it cannot be read, or holds other bytes than those of this hash."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def _given_up(path: Path, filename: str, reason: str) -> Examined:
    return Examined(given_up=reason)


def _drawn(data: bytes, pages: Sequence[int], folder: Path) -> tuple[int, ...]:
    from extract.page_pictures import PageError, render

    drawn = []
    folder.mkdir(parents=True, exist_ok=True)
    for done, page in enumerate(pages, 1):
        try:
            (folder / f"{page}.webp").write_bytes(render(data, page))
            drawn.append(page)
        except PageError:
            pass
        progress.report(done, len(pages))
    return tuple(drawn)
