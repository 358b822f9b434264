"""The files in a bundle, and what they may cost together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from extract import limits
from extract.readers.errors import ReadError

LOCKED = "it is protected by a password; hand in a copy without one"
LINK = "it is a link to another file, which is not followed; hand in that file"
DAMAGED = "it is damaged in the archive; fetch the archive again"

_LEFT_BEHIND = ("~$", "._", ".DS_Store", "Thumbs.db", "desktop.ini")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a bundle: its path there, and its bytes or why there are none.

    `origin` is the address it was fetched from, and `linked` says that the page of a notice in the same
    bundle links to it as its own.
    """

    path: str
    data: bytes | None
    error: str | None = None
    origin: str | None = None
    linked: bool = False

    @property
    def name(self) -> str:
        """The last part of its path."""
        return PurePosixPath(self.path).name


class Budget:
    """What a bundle and those within it may still cost. `passed` says that a limit was passed."""

    def __init__(self) -> None:
        self.allowed = limits.current()
        self.left = self.allowed.unpacked_mb * 2**20
        self.members = self.allowed.members
        self.depth = 0
        self.passed = False

    @contextmanager
    def within(self) -> Iterator[None]:
        """Goes one bundle deeper. Raises ReadError below the limit `nesting`."""
        if self.depth >= self.allowed.nesting:
            self._refuse(f"holds archives more than {self.allowed.nesting} deep", "nesting", self.allowed.nesting)
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1

    def one_more(self) -> None:
        """Counts a file. Raises ReadError beyond the limit `members`."""
        self.members -= 1
        if self.members < 0:
            self._refuse(f"holds more than {self.allowed.members} files", "members", self.allowed.members)

    def spend(self, size: int) -> None:
        """Counts unpacked bytes. Raises ReadError beyond the limit `unpacked_mb`."""
        self.left -= size
        if self.left < 0:
            allowed = self.allowed.unpacked_mb
            self._refuse(f"holds more than {allowed} MB when unpacked", "unpacked_mb", allowed)

    def read(self, file: IO[bytes]) -> bytes:
        """All bytes of an unpacked file, counted while they come."""
        pieces: list[bytes] = []
        while piece := file.read(_CHUNK):
            self.spend(len(piece))
            pieces.append(piece)
        return b"".join(pieces)

    def _refuse(self, what: str, limit: str, allowed: int) -> None:
        self.passed = True
        raise ReadError(f"the archive {what}", f"unpack it yourself, or allow more with --limit {limit}={4 * allowed}")


def safe_path(name: str) -> str:
    """A path in an archive as it can be shown: no drive, no root, no way upwards."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(part for part in parts if not (len(part) == 2 and part.endswith(":"))) or "unnamed"


def is_left_behind(path: str) -> bool:
    """Whether a file is one that a system leaves in folders and archives, and no document."""
    parts = path.split("/")
    return "__MACOSX" in parts or parts[-1].startswith(_LEFT_BEHIND)
