"""Files and folders into the registry.

Each file goes the same way: its bytes are hashed; a content that these versions have read is only
noted; another is kept beside the registry, read (in a process of its own, see `workers`), and
written in one transaction. Killed anywhere and started again, the registry is as if nothing had
happened.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections import Counter, deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from extract import limits, originals
from extract.limits import Limits
from extract.registry import store
from extract.registry.store import Delivery, RegistryError, Versions
from extract.workers import Job, Progress, Read, Readers, failed_reading, read_stored

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True)
class Incoming:
    """A file that is handed in under another origin and name than those of its path: a web address, say."""

    path: Path
    origin: str
    filename: str


@dataclass(frozen=True)
class Outcome:
    """What became of one file: `counts` are the rows written by table, `error` is one line."""

    origin: str
    outcome: Literal["read", "known", "failed"]
    partial: bool = False
    error: str | None = None
    counts: dict[str, int] = field(default_factory=dict)


@dataclass
class Summary:
    """What became of all files."""

    outcomes: Counter[str] = field(default_factory=Counter)
    partial: list[Outcome] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Counts one file in."""
        self.outcomes[outcome.outcome] += 1
        self.counts.update(outcome.counts)
        if outcome.partial:
            self.partial.append(outcome)


def printable(name: str) -> str:
    """A file's name as it can be stored and shown: bytes that are no UTF-8 as `\\xNN`, control characters likewise."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


def versions() -> Versions:
    """The versions of the reading and of the rules that this program has."""
    from extract.rules import rules_version
    from extract.versions import READER_VERSION

    return Versions(READER_VERSION, rules_version())


def ingest(
    db: Database,
    registry: Path,
    files: Iterable[Path | Incoming],
    jobs: int = 1,
    read: Read = read_stored,
    told: Progress | None = None,
    allowed: Limits | None = None,
) -> Generator[Outcome, None, None]:
    """Reads files into an open registry at the path `registry`, and yields what became of each, in order.

    `files` is gone through as the readers become free, so that a caller can end it before all are read.
    `jobs`, `read`, `told` and `allowed` are those of `Readers`. Raises RegistryError where the registry
    or the originals beside it can no longer be written; what was committed stays.
    """
    run = _Run(db, registry.parent, versions())
    with Readers(jobs, read, told, allowed or limits.current()) as readers:
        yield from run.through((run.hand_in(path, readers) for path in files), readers)


def to_retry(db: Database, registry: Path, which: Sequence[str], partial: bool = False) -> list[Delivery]:
    """The sources to read again, with where they are kept: those named, else all that failed.

    With `partial` also those read in part. A file that came in a bundle is read with the bundle, for
    its annexes' sake. One whose original is gone is left out. Raises KeyError with the first of
    `which` that names no source.
    """
    named: set[str] | None = None
    for name in which:
        hashes = {sha256 for sha256, _ in store.sources_matching(db, name)}
        if not hashes:
            raise KeyError(name)
        named = hashes | (named or set())
    chosen: dict[str | None, Delivery] = {}
    for source in store.deliveries_of(db, ("failed", "partial") if partial or which else ("failed",)):
        if named is not None and source.sha256 not in named:
            continue
        for whole in store.bundles_of(db, source.sha256 or "") or [source]:
            original = originals.find(registry.parent, whole.sha256 or "")
            if original is not None:
                chosen[whole.sha256] = replace(whole, original=original.as_posix())
    return list(chosen.values())


def retry(
    db: Database,
    registry: Path,
    sources: Sequence[Delivery],
    jobs: int = 1,
    read: Read = read_stored,
    told: Progress | None = None,
    allowed: Limits | None = None,
) -> Iterator[Outcome]:
    """Reads sources again from where they are kept, as `ingest` reads files."""
    run = _Run(db, registry.parent, versions())
    with Readers(jobs, read, told, allowed or limits.current()) as readers:
        again = (
            _Waiting(source, job=readers.submit(registry.parent / str(source.original), source.filename))
            for source in sources
        )
        yield from run.through(again, readers)


@dataclass(frozen=True)
class _Waiting:
    """A file handed in. Without `job` there is nothing to wait for: not readable, or its content was seen before."""

    delivery: Delivery
    error: str | None = None
    job: Job | None = None


class _Run:
    """One run over many files."""

    def __init__(self, db: Database, folder: Path, versions: Versions) -> None:
        self.db = db
        self.folder = folder
        self.versions = versions
        self.seen: set[str] = set()

    def through(self, handed_in: Iterable[_Waiting], readers: Readers) -> Iterator[Outcome]:
        """What became of each file, in order; so many are handed in before as the readers can be at."""
        waiting: deque[_Waiting] = deque()
        for one in handed_in:
            waiting.append(one)
            if len(waiting) >= readers.ahead:
                yield self.take(waiting.popleft(), readers)
        while waiting:
            yield self.take(waiting.popleft(), readers)

    def hand_in(self, file: Path | Incoming, readers: Readers) -> _Waiting:
        incoming = file if isinstance(file, Incoming) else Incoming(file, str(file), file.name)
        path, origin, name = incoming.path, printable(incoming.origin), printable(incoming.filename)
        try:
            data = path.read_bytes()
        except OSError as error:
            reason = f"cannot be opened ({error.strerror or error}); check that it is a file you may read"
            return _Waiting(Delivery(origin, name, None), reason)
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in self.seen or store.known(self.db, sha256, self.versions):
            return _Waiting(Delivery(origin, name, sha256))
        self.seen.add(sha256)
        original = self._kept(data, name)
        delivery = Delivery(origin, name, sha256, original)
        return _Waiting(delivery, job=readers.submit(self.folder / original, name))

    def _kept(self, data: bytes, name: str) -> str:
        """Keeps a content beside the registry, and says where."""
        try:
            return originals.keep(self.folder, data, hashlib.sha256(data).hexdigest(), name).as_posix()
        except OSError as error:
            raise RegistryError(
                f"{self.folder / originals.FOLDER}: the original of {name} cannot be kept there "
                f"({error.strerror or error}); make room or check the permissions, then run this again"
            ) from error

    def take(self, waiting: _Waiting, readers: Readers) -> Outcome:
        try:
            return self._take(waiting, readers)
        except sqlite3.DatabaseError as error:
            raise RegistryError(
                f"{waiting.delivery.origin}: the registry could not take it ({error}); what was read before it is "
                "kept; make room or check the permissions, then run this again"
            ) from error

    def _take(self, waiting: _Waiting, readers: Readers) -> Outcome:
        delivery = waiting.delivery
        if waiting.job is None or delivery.original is None:
            return self._note(delivery, waiting.error)
        path = self.folder / delivery.original
        reading = readers.result(waiting.job)
        kept = {member.path: self._kept(member.data, member.path) for member in reading.members if member.data}
        try:
            counts = store.put(self.db, reading, delivery, self.versions, kept)
        except sqlite3.OperationalError:
            raise  # the registry's trouble, not the file's
        except (sqlite3.Error, ValueError, OverflowError) as error:
            # A fault of the program's own: the file is on record as failed, the others go on.
            message = f"what was read does not fit the registry ({error}); please report this"
            reading = failed_reading(path, delivery.filename, message)
            counts = store.put(self.db, reading, delivery, self.versions)
        outcome: Literal["read", "failed"] = "failed" if reading.status == "failed" else "read"
        return Outcome(delivery.origin, outcome, reading.status == "partial", reading.error, counts)

    def _note(self, delivery: Delivery, error: str | None) -> Outcome:
        """Notes a file that was not readable, or whose content is there already or has failed in this run."""
        if error is None and delivery.sha256 is not None and not store.known(self.db, delivery.sha256, self.versions):
            error = store.error_of(self.db, delivery.sha256)
        outcome: Literal["known", "failed"] = "known" if error is None else "failed"
        with store.transaction(self.db):
            store.record_delivery(self.db, delivery, outcome, error)
        return Outcome(delivery.origin, outcome, error=error)
