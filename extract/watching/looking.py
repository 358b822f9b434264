"""What lies in a folder: its files with size and time, without those that programs only keep for a while."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extract import originals

_TEMPORARY_ENDINGS = (
    *(".part", ".partial", ".filepart", ".crdownload", ".download", ".opdownload", ".downloading", ".!ut", ".!qb"),
    *(".aria2", ".td", ".xltd", ".tmp", ".temp", ".swp", ".lock", ".lck", ".icloud", ".sb", ".bak~"),
)
"""What browsers, download programs, copying and synchronising tools put behind a name until the file is whole."""
_TEMPORARY_BEGINNINGS = (".", "~$", ".~", "~wrl", "~wrd", "~syncthing~", "._")
"""What Office, WPS, LibreOffice and synchronising tools put before a name; hidden files with it."""
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})
_SYSTEM_FOLDERS = frozenset({"$recycle.bin", "system volume information", "@eadir", "#recycle", "lost+found"})


@dataclass(frozen=True, slots=True)
class Sighting:
    """A file as it was seen: its size, and when it was changed by the clock of the machine that holds it."""

    path: Path
    bytes: int
    modified_ns: int


@dataclass
class Look:
    """What one look found; `troubles` are the folders that could not be looked into, with the reason."""

    files: list[Sighting] = field(default_factory=list)
    troubles: dict[Path, str] = field(default_factory=dict)


def is_temporary(name: str) -> bool:
    """Whether a file has the name of one that is still being written, or of one that no person put there."""
    lowered = name.lower()
    return (
        lowered.startswith(_TEMPORARY_BEGINNINGS)
        or lowered.endswith((*_TEMPORARY_ENDINGS, "~"))
        or lowered in _SYSTEM_FILES
    )


def look(folder: Path) -> Look:
    """The files in a folder and the folders below it, in the order of their paths; links to folders are not followed.

    A folder that is not there or cannot be read is among the troubles; nothing is raised.
    """
    found = Look()
    found.files.extend(sorted(_files(folder, found), key=lambda one: str(one.path)))
    return found


def _files(folder: Path, found: Look) -> Iterator[Sighting]:
    waiting = [folder]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    path = Path(entry.path)
                    if entry.is_dir(follow_symlinks=False):
                        if not entry.name.startswith(".") and entry.name.lower() not in _SYSTEM_FOLDERS:
                            waiting.append(path)
                    elif not is_temporary(entry.name) and not originals.is_kept(path):
                        yield from _sighting(entry, path)
        except OSError as error:
            found.troubles[folder] = error.strerror or str(error)


def _sighting(entry: os.DirEntry[str], path: Path) -> Iterator[Sighting]:
    """The file of an entry; nothing for one that has gone meanwhile, or that is no file."""
    try:
        if entry.is_file():
            known = os.stat(entry.path)  # noqa: PTH116 - that of an entry may be as old as the folder's own page on network systems
            yield Sighting(path, known.st_size, known.st_mtime_ns)
    except OSError:
        return
