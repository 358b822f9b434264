"""A run through the sources: what is new on their lists, each notice with its files, handed to ingest one by one."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from extract.fetching.client import Bounds, Client
from extract.fetching.context import Context, Report
from extract.fetching.errors import FetchError, PutOff
from extract.fetching.gathering import Gathering
from extract.fetching.network import Resolve, resolved
from extract.fetching.sources import Source, Sources
from extract.fetching.state import State
from extract.fetching.taking import Taking
from extract.fetching.visits import PRODUCT, Manners, Visitor
from extract.ingest import Incoming, Outcome, ingest

if TYPE_CHECKING:
    from sqlite_utils import Database

    from extract.limits import Limits


class Busy(Exception):
    """Another run is at work for the same registry."""


@dataclass(frozen=True)
class Options:
    """How to run: what is only shown, what is tried again; `resolve` and `sleep` are the world's own but in tests."""

    dry_run: bool = False
    again: bool = False
    limits: Limits | None = None
    resolve: Resolve = resolved
    sleep: Callable[[float], None] = time.sleep


def fetch(
    db: Database, registry: Path, sources: Sources, say: Callable[[str], None], options: Options | None = None
) -> Report:
    """Goes through all sources for a registry that is open, and says what became of each notice.

    Raises Busy where another run does so, RegistryError where the registry cannot be written.
    """
    chosen = options or Options()
    settings = sources.settings
    settings = replace(settings, user_agent=settings.user_agent or _user_agent(settings.contact))

    def hand_in(path: Path, origin: str, name: str) -> Outcome:
        (outcome,) = ingest(db, registry, [Incoming(path, origin, name)], allowed=chosen.limits)
        return outcome

    run = Context(registry, State(db), Manners(settings, chosen.sleep), say, hand_in, chosen.dry_run)
    with nullcontext() if chosen.dry_run else _alone(run.spool):
        run.manners.put_off.update(run.state.put_off())
        for source in sources.sources:
            bounds = Bounds(settings.timeout, settings.seconds, source.most_mb * 2**20)
            with Client(settings.user_agent, source.private_hosts, bounds, chosen.resolve) as client:
                _one_source(run, source, Visitor(client, run.manners, source.delay), chosen.again)
    return run.report


def _one_source(run: Context, source: Source, visitor: Visitor, again: bool) -> None:
    if not run.dry_run:
        run.state.note_private(source)
    try:
        Gathering(run, source, visitor).gone_through()
    except FetchError as error:
        if isinstance(error, PutOff):
            run.put_off(error)
        run.report.lists_failed += 1
        run.say(f"failed: {source.name}: {source.address}: {error}")
        if not run.dry_run:
            run.state.end(source, str(error))
    if run.dry_run:
        return
    for due in run.state.due(source, again):
        try:
            Taking(run, source, visitor).take(due)
        except PutOff as error:
            run.put_off(error)
            run.say(f"put off: {due.address}: {error}")
            if error.host == urlsplit(due.address).hostname:
                return


@contextmanager
def _alone(spool: Path) -> Iterator[None]:
    """Holds the folder between coming and being read for this run. Raises Busy where another has it."""
    spool.mkdir(parents=True, exist_ok=True)
    with (spool / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Busy(f"{spool}: another notices fetch is at work for this registry; wait for its end") from error
        for half in spool.glob(".*"):  # left by a run that was killed while it wrote
            half.unlink(missing_ok=True)
        yield


def _user_agent(contact: str) -> str:
    return f"{PRODUCT}/{version('notice-registry')} ({f'+{contact}' if contact else 'reads public notices'})"
