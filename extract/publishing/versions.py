"""The folder that is published: versions side by side, and a small file that names the one to be shown.

    OUT/published.json              {"format": 1, "version": "20260101T000000Z-0a1b2c3d"}
    OUT/versions/VERSION/           registry.db, originals/, pages/, downloads/

A version is written under another name and renamed; then the pointer is replaced at once. Killed anywhere, the
pointer names a whole version. Who serves a version holds a shared lock on it (`Served`); the publisher removes
what is no longer named as soon as nobody serves it.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from extract.publishing.errors import PublishError

POINTER = "published.json"
VERSIONS = "versions"
REGISTRY = "registry.db"
ORIGINALS, PAGES, DOWNLOADS = "originals", "pages", "downloads"
FORMAT = 1
_LOCK = ".publishing.lock"
_SERVED = ".served"
_PART = ".part"
_OWN = frozenset((POINTER, VERSIONS, _LOCK, f".{POINTER}{_PART}"))


@dataclass(frozen=True, slots=True)
class Version:
    """A published version: its name, and its folder."""

    name: str
    folder: Path

    @property
    def registry(self) -> Path:
        """The public file."""
        return self.folder / REGISTRY


def current(out: Path) -> Version | None:
    """The version that a folder's pointer names; None where there is none. Raises PublishError for another's file."""
    try:
        data = json.loads((out / POINTER).read_text("utf-8"))
        written, name = data["format"], str(data["version"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PublishError(f"{out / POINTER}: cannot be read as what notices publish writes; publish anew") from error
    if written != FORMAT:
        raise PublishError(f"{out}: published by another version of this program; publish anew, or update the program")
    if name != Path(name).name or name.startswith("."):
        raise PublishError(f"{out / POINTER}: names no version; publish anew")
    return Version(name, out / VERSIONS / name)


@contextmanager
def writing(out: Path, registry: Path) -> Iterator[None]:
    """Holds a folder for one publisher; made where it is missing. Raises PublishError where it may not be written."""
    _check_place(out, registry)
    try:
        out.mkdir(parents=True, exist_ok=True)
        strange = sorted(entry.name for entry in out.iterdir() if entry.name not in _OWN)
        if strange:
            raise PublishError(
                f"{out}: holds what notices publish has not written ({strange[0]}); name an empty or new folder"
            )
        lock = (out / _LOCK).open("a")
    except OSError as error:
        raise PublishError(f"{out}: cannot be written ({error.strerror or error}); name another folder") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PublishError(f"{out}: another notices publish is writing there; wait until it is done") from error
        yield


def _check_place(out: Path, registry: Path) -> None:
    place, own = out.resolve(), registry.resolve().parent
    if place == own or place in own.parents:
        raise PublishError(f"{out}: the registry itself lies there; name another folder, such as {own / 'public'}")
    if place == own / "originals" or own / "originals" in place.parents:
        raise PublishError(f"{out}: lies among the registry's originals; name another folder")
    if out.exists() and not out.is_dir():
        raise PublishError(f"{out}: is a file; name a folder")


def begin(out: Path, name: str) -> Path:
    """An empty folder for a new version, not yet visible under its name; what killed publishers left is removed."""
    versions = out / VERSIONS
    versions.mkdir(exist_ok=True)
    for left in versions.glob(f".*{_PART}"):
        shutil.rmtree(left)
    folder = versions / f".{name}{_PART}"
    folder.mkdir()
    return folder


def put(out: Path, folder: Path, name: str) -> Version:
    """Makes a finished folder the version that is shown, at once and for good."""
    (folder / _SERVED).touch()
    _sync(folder / REGISTRY)
    os.sync()  # the many small files beside it, at once
    version = Version(name, out / VERSIONS / name)
    folder.rename(version.folder)
    _sync(out / VERSIONS)
    pointer = out / f".{POINTER}{_PART}"
    pointer.write_text(json.dumps({"format": FORMAT, "version": name}), "utf-8")
    _sync(pointer)
    pointer.replace(out / POINTER)
    _sync(out)
    return version


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_others(out: Path, shown: Version, patience: float) -> list[str]:
    """Removes all versions but the one shown, waiting up to `patience` seconds for those who serve them.

    Gives the names of those that are still served; the next publisher removes them.
    """
    deadline = time.monotonic() + patience
    others = [folder for folder in (out / VERSIONS).iterdir() if folder.name != shown.name]
    while others:
        others = [folder for folder in others if not _removed(folder)]
        if not others or time.monotonic() > deadline:
            break
        time.sleep(0.2)
    return [folder.name for folder in others]


def _removed(folder: Path) -> bool:
    try:
        lock = (folder / _SERVED).open("r")
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        return True
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        shutil.rmtree(folder, ignore_errors=True)
    return True


class Served:
    """A shared lock on a version, held while it is served. Raises OSError where the version is gone."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self._lock: IO[str] = (version.folder / _SERVED).open("r")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            if not version.registry.exists():
                raise FileNotFoundError(version.registry)
        except BaseException:
            self._lock.close()
            raise

    def close(self) -> None:
        """Lets the version go."""
        self._lock.close()
