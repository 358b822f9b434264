"""The originals and page images of a version: those on which nothing is hidden."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from extract import originals
from extract.publishing.hiding import Hiding
from extract.publishing.versions import PAGES
from extract.publishing.vetting import Verdict, vet

_TABLES = (
    "CREATE TABLE published_originals (sha256 TEXT PRIMARY KEY, media_type TEXT, path TEXT NOT NULL, bytes INTEGER)",
    "CREATE TABLE published_pages (sha256 TEXT, page INTEGER, PRIMARY KEY (sha256, page)) WITHOUT ROWID",
)
_SOURCES = "SELECT sha256, filename, media_type, status FROM sources ORDER BY sha256"


@dataclass
class Shown:
    """What was published of the originals: counts, and why others were not."""

    originals: int = 0
    pages: int = 0
    reasons: Counter[str] = field(default_factory=Counter)


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
    known = _Known(registry, hiding)
    shown = Shown()
    for done, (sha256, filename, media_type, status) in enumerate(registry.execute(_SOURCES), 1):
        place = _place(kept, sha256, str(filename))
        if place is not None and (data := _content(kept / place, sha256)) is None:
            shown.reasons["cannot be read, or is not what was read once"] += 1
        elif place is not None and status == "failed" and not hiding.hides_nothing:
            # What no reader could take has nothing to be compared with, and may break what looks through it, too.
            shown.reasons["could not be read into the registry"] += 1
        elif place is not None and data is not None:
            verdict = known.verdict(sha256, str(filename), data)
            if verdict.original:
                _put(folder / place, data, before / place if before else None)
                target.execute(
                    "INSERT INTO published_originals VALUES (?, ?, ?, ?)", (sha256, media_type, str(place), len(data))
                )
                shown.originals += 1
            else:
                shown.reasons[verdict.reason] += 1
                shown.pages += _draw(data, sha256, verdict.pages, target, folder, before)
        told(done)
    target.commit()
    return shown


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

    def verdict(self, sha256: str, filename: str, data: bytes) -> Verdict:
        hiding = self._hiding
        notices = self._notices(sha256)
        annexed = [notice for source in self._parents.get(sha256, ()) for notice in self._notices(source)]
        if hiding.gone.lines and any(notice in hiding.gone.lines for notice in (*notices, *annexed)):
            return Verdict(False, reason="lists somebody who is left out")
        if hiding.contacts == "none" and annexed:
            return Verdict(False, reason="an annex that may name persons")
        texts = [] if hiding.hides_nothing else [self._text(notice) for notice in notices]
        verdict = vet(data, filename, hiding, texts)
        if hiding.names.keys and not hiding.hides_nothing:
            named = self._pages_with_persons(notices)
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


def _content(path: Path, sha256: str) -> bytes | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


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


def _draw(
    data: bytes,
    sha256: str,
    pages: tuple[int, ...],
    target: sqlite3.Connection,
    folder: Path,
    before: Path | None,
) -> int:
    drawn = 0
    for page in pages:
        place = Path(PAGES, sha256, f"{page}.webp")
        if before is not None and (before / place).is_file():
            _put(folder / place, (before / place).read_bytes(), before / place)
        elif picture := _picture(data, page):
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            (folder / place).write_bytes(picture)
        else:
            continue
        target.execute("INSERT INTO published_pages VALUES (?, ?)", (sha256, page))
        drawn += 1
    return drawn


def _picture(data: bytes, page: int) -> bytes | None:
    from extract.page_pictures import PageError, render

    try:
        return render(data, page)
    except PageError:
        return None
