"""The originals and page images of a version: those on which nothing is hidden."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from extract import originals
from extract.publishing.examining import NOT_IT, Examined, ToDraw, ToVet, content, examiners
from extract.publishing.hiding import Hiding
from extract.publishing.versions import PAGES
from extract.publishing.vetting import Verdict
from extract.workers import Task, Workers, default_jobs

_TABLES = (
    "CREATE TABLE published_originals (sha256 TEXT PRIMARY KEY, media_type TEXT, path TEXT NOT NULL, bytes INTEGER)",
    "CREATE TABLE published_pages (sha256 TEXT, page INTEGER, PRIMARY KEY (sha256, page)) WITHOUT ROWID",
)
_SOURCES = "SELECT sha256, filename, media_type, status FROM sources ORDER BY sha256"


@dataclass
class Shown:
    """What was published of the originals: counts, why others were not, and those whose examination was given up."""

    originals: int = 0
    pages: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    given_up: list[str] = field(default_factory=list)
    """A line for each: its name, and the limit that it passed."""


def publish_originals(
    registry: sqlite3.Connection,
    kept: Path,
    target: sqlite3.Connection,
    folder: Path,
    before: Path | None,
    hiding: Hiding,
    told: Callable[[int], None] = lambda done: None,
) -> Shown:
    """Copies the originals kept beside a registry (in the folder `kept`) that may be shown, and draws pages of others.

    What the version `before` has already is linked, not copied. `told` is called with the number looked at.
    """
    for statement in _TABLES:
        target.execute(statement)
    count = registry.execute("SELECT count(*) FROM sources").fetchone()[0]
    with examiners(0 if hiding.hides_nothing else default_jobs(count), hiding) as workers:
        publishing = _Publishing(registry, kept, target, folder, before, hiding, workers)
        publishing.publish(told)
    target.commit()
    return publishing.shown


@dataclass(slots=True)
class _Original:
    """An original on its way: where it is kept, and its examination."""

    sha256: str
    filename: str
    media_type: str | None
    place: PurePath
    task: Task[Examined]


@dataclass
class _Publishing:
    """Publishing the originals of a registry, one after the other; some more are examined meanwhile."""

    registry: sqlite3.Connection
    kept: Path
    target: sqlite3.Connection
    folder: Path
    before: Path | None
    hiding: Hiding
    workers: Workers[Examined]
    shown: Shown = field(default_factory=Shown)

    def publish(self, told: Callable[[int], None]) -> None:
        """Publishes all of them, in the order of their hashes."""
        known = _Known(self.registry, self.hiding)
        waiting: deque[_Original] = deque()
        for done, (sha256, filename, media_type, status) in enumerate(self.registry.execute(_SOURCES), 1):
            if original := self._begun(known, sha256, str(filename), media_type, status):
                waiting.append(original)
            if len(waiting) > self.workers.ahead:
                self._end(known, waiting.popleft())
            told(done)
        while waiting:
            self._end(known, waiting.popleft())

    def _begun(
        self, known: _Known, sha256: str, filename: str, media_type: str | None, status: str
    ) -> _Original | None:
        """An original that is being examined; None for one that needs not be."""
        place = _place(self.kept, sha256, filename)
        if place is None:
            return None
        if status == "failed" and not self.hiding.hides_nothing:
            # What no reader could take has nothing to be compared with, and may break what looks through it, too.
            self.shown.reasons["could not be read into the registry"] += 1
            return None
        if reason := known.held_back(sha256):
            self.shown.reasons[reason] += 1
            return None
        task = self.workers.submit(self.kept / place, filename, ToVet(sha256, known.texts(sha256)))
        return _Original(sha256, filename, media_type, place, task)

    def _end(self, known: _Known, original: _Original) -> None:
        """Publishes what may be shown of an original."""
        found = self.workers.result(original.task)
        self.hiding.numbers.seen |= found.numbers
        self.hiding.names.seen |= found.names
        if found.verdict is None:
            self._give_up(original, found.given_up)
            return
        verdict = known.without_persons(original.sha256, found.verdict)
        data = content(self.kept / original.place, original.sha256) if verdict.original else None
        if data is not None:
            place = original.place
            _put(self.folder / place, data, self.before / place if self.before else None)
            row = (original.sha256, original.media_type, str(place), len(data))
            self.target.execute("INSERT INTO published_originals VALUES (?, ?, ?, ?)", row)
            self.shown.originals += 1
        else:
            self.shown.reasons[verdict.reason or NOT_IT] += 1
            self._show_pages(original, verdict.pages)

    def _show_pages(self, original: _Original, pages: tuple[int, ...]) -> None:
        """Puts the pictures of pages into the version: those of the version before, others drawn."""
        place = Path(PAGES, original.sha256)
        there = [page for page in pages if self.before and (self.before / place / f"{page}.webp").is_file()]
        for page in there:
            assert self.before is not None
            picture = self.before / place / f"{page}.webp"
            _put(self.folder / place / picture.name, picture.read_bytes(), picture)
        if lacking := tuple(page for page in pages if page not in set(there)):
            asked = ToDraw(original.sha256, lacking, self.folder / place)
            found = self.workers.result(self.workers.submit(self.kept / original.place, original.filename, asked))
            if found.given_up:
                shutil.rmtree(self.folder / place, ignore_errors=True)
                self.shown.given_up.append(f"{original.filename}: its pages are not drawn: {found.given_up}")
                return
            there += found.drawn
        self.target.executemany(
            "INSERT INTO published_pages VALUES (?, ?)", [(original.sha256, page) for page in sorted(there)]
        )
        self.shown.pages += len(there)

    def _give_up(self, original: _Original, reason: str) -> None:
        self.shown.reasons["could not be looked through within its limits"] += 1
        self.shown.given_up.append(f"{original.filename}: {reason}")


def _place(kept: Path, sha256: str, filename: str) -> PurePath | None:
    """Where an original is kept, relative to the registry's folder; None where it is not."""
    usual = originals.original_path(sha256, filename)
    if (kept / usual).is_file():
        return usual
    return originals.find(kept, sha256) if (kept / usual).parent.is_dir() else None


class _Known:
    """What the registry knows of each source: the texts that were read from it, rows and persons that are hidden."""

    def __init__(self, registry: sqlite3.Connection, hiding: Hiding) -> None:
        self._registry, self._hiding = registry, hiding
        self._parents: dict[str, list[str]] = defaultdict(list)
        for source, annex in registry.execute("SELECT source_sha256, annex_sha256 FROM source_annexes"):
            self._parents[annex].append(source)

    def held_back(self, sha256: str) -> str:
        """Why nothing of an original is shown, whatever is found on it; empty where that depends on what is found."""
        hiding = self._hiding
        notices = self._notices(sha256)
        annexed = [notice for source in self._parents.get(sha256, ()) for notice in self._notices(source)]
        if hiding.gone.lines and any(notice in hiding.gone.lines for notice in (*notices, *annexed)):
            return "lists somebody who is left out"
        if hiding.contacts == "none" and annexed:
            return "an annex that may name persons"
        return ""

    def texts(self, sha256: str) -> tuple[str, ...]:
        """The texts that were read from an original; none are needed where nothing is hidden."""
        return () if self._hiding.hides_nothing else tuple(map(self._text, self._notices(sha256)))

    def without_persons(self, sha256: str, verdict: Verdict) -> Verdict:
        """A verdict without what shows a person whose name is hidden, as far as the registry knows of any."""
        hiding = self._hiding
        if hiding.names.keys and not hiding.hides_nothing:
            named = self._pages_with_persons(self._notices(sha256))
            if named:
                pages = tuple(page for page in verdict.pages if not {page, page - 1} & named and None not in named)
                return Verdict(False, pages, verdict.reason or "names persons")
        return verdict

    def _notices(self, sha256: str) -> list[int]:
        return [row[0] for row in self._registry.execute("SELECT id FROM notices WHERE source_sha256 = ?", (sha256,))]

    def _text(self, notice: int) -> str:
        row = self._registry.execute("SELECT text FROM notices WHERE id = ?", (notice,)).fetchone()
        return str(row[0])

    def _pages_with_persons(self, notices: list[int]) -> set[int | None]:
        """The pages on which persons were read whose names are hidden; None for one read on no page."""
        hiding = self._hiding
        found: set[int | None] = set()
        for notice in notices:
            rows = self._registry.execute(
                "SELECT page, person FROM contacts WHERE notice_id = :id AND person IS NOT NULL "
                "UNION SELECT page, contact FROM listings WHERE notice_id = :id AND contact IS NOT NULL",
                {"id": notice},
            )
            for page, person in rows:
                if hiding.contacts == "none" or hiding.masked_person(person) != person:
                    found.add(page)
        return found


def _put(target: Path, data: bytes, before: Path | None) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if before is not None and before.is_file() and before.stat().st_size == len(data):
        try:
            os.link(before, target)
        except OSError:  # a file system without links
            pass
        else:
            return
    target.write_bytes(data)
