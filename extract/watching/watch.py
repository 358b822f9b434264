"""Watching folders: looks again and again, and reads what has arrived.

It looks instead of being told, since network folders tell nothing. What was handed in is remembered by
path, size and time in the registry (`memory`), and by its content as every file is; so a watcher that was
off, killed, or that is one of two, reads what is new or changed and nothing else.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from extract.finding import may_be_notice
from extract.ingest import ingest, printable, versions
from extract.outcome_lines import line_of
from extract.registry.store import RegistryError, Versions
from extract.watching import memory
from extract.watching.looking import Look, Sighting, look
from extract.watching.settling import Settling, trouble_opening
from extract.workers import default_jobs

if TYPE_CHECKING:
    from sqlite_utils import Database

    from extract.limits import Limits

_BREATH = 0.2
"""Seconds after which a pause looks whether it is to end."""
_SHARE_OF_LOOKING = 9
"""So many times as long as a look took is the pause after it at least, for folders that are slow to list."""


@dataclass(frozen=True)
class Settings:
    """How to watch: the folders, seconds between looks and for settling, processes to read in, limits of a file."""

    folders: tuple[Path, ...]
    interval: float = 5.0
    settle: float = 5.0
    jobs: int | None = None
    limits: Limits | None = None


@dataclass
class Watcher:
    """Watches folders for a registry that is open. `say` is told a line for each thing that happens.

    `stopped` says whether to end: it is asked between files and in pauses.
    """

    db: Database
    registry: Path
    settings: Settings
    say: Callable[[str], None]
    stopped: Callable[[], bool] = lambda: False
    failed: int = 0
    _settling: Settling = field(init=False)
    _versions: Versions = field(init=False)
    _told: dict[Path, str] = field(default_factory=dict)
    _no_notices: set[Sighting] = field(default_factory=set)
    _handed_in: set[Sighting] = field(default_factory=set)
    _registry_trouble: str | None = None
    _opened: tuple[int, int] | None = field(init=False)

    def __post_init__(self) -> None:
        self._settling = Settling(self.settings.settle)
        self._versions = versions()
        self._opened = _identity(self.registry)

    def run(self) -> None:
        """Watches until it is stopped. A registry that cannot be written is said once, and tried again.

        Raises RegistryError where another file lies in the registry's place, or none: what is written would be lost.
        """
        while not self.stopped():
            if _identity(self.registry) != self._opened:
                raise RegistryError(
                    f"{self.registry}: is not the file that this watcher opened (moved, removed or made anew); "
                    "start the watcher again"
                )
            began = time.monotonic()
            looked = 0.0
            try:
                ready = self.arrived()
                looked = time.monotonic() - began
                self.take(ready)
                self._registry_trouble = None
            except (RegistryError, sqlite3.DatabaseError) as error:
                if str(error) != self._registry_trouble:
                    self.say(f"waiting: {self.registry}: {error}")
                self._registry_trouble = str(error)
            self._pause(max(self._until_next_look(), _SHARE_OF_LOOKING * looked))

    def once(self) -> None:
        """Reads what is complete now. A file is seen twice, the settling time apart, before it is read."""
        ready = self.arrived()
        if (wait := self._settling.next_in(time.monotonic())) and not self.stopped():
            self._pause(wait)
            ready = self.arrived()
        self.take(ready)
        taken = {one.path for one in ready}
        for path in self._settling.since:
            if path not in taken and path not in self._told and not self.stopped():
                self.say(f"left for the next run: {printable(str(path))}: it is still being written, or empty")

    def arrived(self) -> list[Sighting]:
        """The files that are new or changed, complete, and can be opened."""
        seen: list[Sighting] = []
        for folder in self.settings.folders:
            found = look(folder)
            self._tell_troubles(folder, found)
            seen += [one for one in found.files if self._may_be_notice(one)]
        self._handed_in.intersection_update(seen)
        new = memory.new_or_changed(self.db, (one for one in seen if one not in self._handed_in), self._versions)
        self._handed_in.update(set(seen).difference(new))
        settled = self._settling.settled(new, time.monotonic())
        return [one for one in settled if self._can_be_opened(one.path)]

    def take(self, ready: Sequence[Sighting]) -> None:
        """Reads files, until it is stopped, and says what became of each. Raises RegistryError."""
        handed_in: list[Sighting] = []

        def files() -> Iterator[Path]:
            # Another watcher may have come first since they were seen: asked again, one by one.
            for one in ready:
                if self.stopped():
                    return
                if memory.new_or_changed(self.db, [one], self._versions):
                    handed_in.append(one)
                    yield one.path

        jobs = self.settings.jobs or default_jobs(len(ready))
        with closing(ingest(self.db, self.registry, files(), jobs, allowed=self.settings.limits)) as outcomes:
            for number, outcome in enumerate(outcomes):
                one = handed_in[number]
                if one.path.exists():
                    memory.remember(self.db, one, outcome, self._versions)
                self._settling.since.pop(one.path, None)
                self.failed += outcome.outcome == "failed"
                self.say(line_of(outcome))
                if self.stopped():
                    return

    def _may_be_notice(self, one: Sighting) -> bool:
        if one in self._no_notices:
            return False
        if may_be_notice(one.path):
            return True
        if trouble_opening(one.path) is None:
            self._no_notices.add(one)
        return False

    def _can_be_opened(self, path: Path) -> bool:
        trouble = trouble_opening(path)
        if trouble is None:
            self._told.pop(path, None)
            return True
        self._tell(path, f"waiting: {printable(str(path))}: it cannot be opened yet ({trouble})")
        return False

    def _tell_troubles(self, folder: Path, found: Look) -> None:
        for path, trouble in found.troubles.items():
            self._tell(path, f"waiting: {printable(str(path))}: the folder cannot be looked into ({trouble})")
        if folder in self._told and folder not in found.troubles:
            del self._told[folder]
            self.say(f"watching {printable(str(folder))} again")

    def _tell(self, path: Path, line: str) -> None:
        """Says a line, unless it is what was last said of this path."""
        if self._told.get(path) != line:
            self._told[path] = line
            self.say(line)

    def _until_next_look(self) -> float:
        settles = self._settling.next_in(time.monotonic())
        # A file that has settled and cannot be opened is tried again at the next look, not at once.
        return min(self.settings.interval, settles) if settles else self.settings.interval

    def _pause(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self.stopped() and (left := end - time.monotonic()) > 0:
            time.sleep(min(_BREATH, left))


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file lies at a path; None where there is none."""
    try:
        known = path.stat()
    except OSError:
        return None
    return known.st_dev, known.st_ino
