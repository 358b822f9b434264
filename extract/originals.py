"""The files themselves, kept beside the registry under the hash of their bytes.

`originals/ab/abcdef….pdf` holds the content whose SHA-256 begins with `ab`. A file is written
under another name and then renamed, so that what stands under its hash is always whole. A content
without a row in `sources`, left by a program that was killed, does no harm and is used when the
same file comes again.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path, PurePath

FOLDER = "originals"


def original_path(sha256: str, filename: str) -> PurePath:
    """Where a content is kept, relative to the registry's folder; the ending is that of its file's name."""
    ending = PurePath(filename).suffix.lower()
    plain = len(ending) <= 6 and ending[1:].isascii() and ending[1:].isalnum()
    return PurePath(FOLDER, sha256[:2], sha256 + (ending if plain else ""))


def keep(folder: Path, data: bytes, sha256: str, filename: str) -> PurePath:
    """Writes a content under its hash beside the registry in `folder`; gives the place relative to it.

    A content that is there already is left alone, under the ending it first came with. Raises
    OSError where it cannot be written.
    """
    if kept := find(folder, sha256):
        return kept
    place = original_path(sha256, filename)
    target = folder / place
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return place


def find(folder: Path, sha256: str) -> PurePath | None:
    """Where a content is kept, relative to the registry's folder; None where it is not."""
    for path in sorted((folder / FOLDER / sha256[:2]).glob(f"{sha256}*")):
        return path.relative_to(folder)
    return None


def is_kept(path: Path) -> bool:
    """Whether a file is one that a registry keeps: `originals/ab/abcdef…`, by its place and name."""
    name = path.name.split(".")[0]
    digest = len(name) == 64 and all(character in "0123456789abcdef" for character in name)
    return digest and path.parent.name == name[:2] and path.parent.parent.name == FOLDER


def discard(folder: Path, sha256: str) -> None:
    """Removes a content; does nothing where there is none."""
    while kept := find(folder, sha256):
        (folder / kept).unlink()
