"""What signed-in clerks may do on the operator's site, and the one desk at which it is done.

Writing happens in a thread of its own, one thing after the other, with a connection of its own; the pages only ask
for it and look how far it has come.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from datasette.utils.asgi import NotFound

from extract.site.pages import Page, Visit
from extract.site.words import say

if TYPE_CHECKING:
    from sqlite_utils import Database

    from extract.ingest import Incoming, Outcome

_KEPT = 50
_desk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="clerk")
_numbers = itertools.count(1)
_jobs: dict[int, Job] = {}


@dataclass(frozen=True)
class Job:
    """Something that is being done: who asked for it, and what has come of it, once it has."""

    number: int
    by: str
    names: tuple[str, ...]
    outcomes: Future[list[Outcome]]


def clerk(visit: Visit) -> str | None:
    """Who is signed in; None for a visitor who is not. Raises NotFound where nothing can be written."""
    if not visit.database.is_mutable:
        raise NotFound(say("clerk.not_here"))
    actor = visit.request.actor
    return str(actor["id"]) if actor and actor.get("id") else None


def sign_in_first() -> Page:
    """What a visitor sees who is not signed in."""
    return Page("sign_in.html", say("clerk.sign_in"), say("clerk.sign_in"), {}, status=403)


def read_files(visit: Visit, by: str, files: Sequence[Incoming], done: Callable[[], None]) -> Job:
    """Has files read into the registry; `done` is called afterwards, whatever became of them."""
    registry = Path(visit.database.path)

    def work() -> list[Outcome]:
        from extract.ingest import ingest
        from extract.worker_process import prepare

        try:
            prepare()
            with closing(_opened(registry)) as db:
                return list(ingest(db, registry, files))
        finally:
            done()

    return _begun(by, tuple(one.filename for one in files), work)


def apply_decisions(visit: Visit, by: str) -> Job:
    """Has the files read again that were decided on."""
    registry = Path(visit.database.path)

    def work() -> list[Outcome]:
        from extract.ingest import retry
        from extract.reviewing import waiting
        from extract.worker_process import prepare

        prepare()
        with closing(_opened(registry)) as db:
            chosen = waiting(db, registry)
            return list(retry(db, registry, chosen)) if chosen else []

    return _begun(by, (), work)


async def written(visit: Visit, change: Callable[[Database], None]) -> None:
    """Makes a change in the registry, after what was asked for before it."""
    registry = Path(visit.database.path)

    def work() -> None:
        with closing(_opened(registry)) as db:
            change(db)

    await asyncio.wrap_future(_desk.submit(work))


def job(number: int) -> Job | None:
    """A job by its number; None for one that nobody remembers."""
    return _jobs.get(number)


async def finished(asked: Job, seconds: float) -> bool:
    """Whether a job ends within a time."""
    try:
        await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(asked.outcomes)), seconds)
    except TimeoutError:
        return False
    except Exception:
        return True  # what went wrong is told by the job itself
    return True


def _begun(by: str, names: tuple[str, ...], work: Callable[[], list[Outcome]]) -> Job:
    begun = Job(next(_numbers), by, names, _desk.submit(work))
    _jobs[begun.number] = begun
    ended = [number for number, one in _jobs.items() if one.outcomes.done()]
    for old in ended[:-_KEPT]:  # the last ones stay to be looked at
        del _jobs[old]
    return begun


def _opened(registry: Path) -> Database:
    from extract.registry.store import open_registry

    return open_registry(registry)
