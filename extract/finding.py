"""Which files of the paths that somebody names are taken for notices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extract import originals

NOTICE_ENDINGS = frozenset(
    f".{ending}"
    for ending in (
        *("pdf", "docx", "docm", "dotx", "doc", "wps", "rtf", "odt", "ofd", "html", "htm", "mht", "mhtml", "txt"),
        *("png", "jpg", "jpeg", "tif", "tiff", "bmp"),
        *("xlsx", "xlsm", "xlsb", "xls", "et", "ods", "csv", "tsv", "eml", "zip", "7z", "rar", "warc"),
    )
)
"""The endings of files that are taken from a folder. A file that is named itself is read whatever its ending."""


@dataclass(frozen=True)
class Found:
    """The files to read, in order, and those of the folders that are left aside."""

    files: tuple[Path, ...]
    skipped: tuple[Path, ...]


def find_files(paths: Iterable[Path]) -> Found:
    """The notice files among these paths: named files as they are, folders searched through to the bottom.

    Hidden files, the originals that a registry keeps, and in folders those that by their ending (or,
    without a known one, by their first bytes) are no notices, are left aside. Raises
    FileNotFoundError for a path that does not exist.
    """
    files: dict[Path, None] = {}
    skipped: list[Path] = []
    for path in paths:
        if not path.is_dir():
            path.stat()
            files[path] = None
            continue
        for inner in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
            if hidden or not inner.is_file() or originals.is_kept(inner):
                continue
            if may_be_notice(inner):
                files[inner] = None
            else:
                skipped.append(inner)
    return Found(tuple(files), tuple(skipped))


def may_be_notice(path: Path) -> bool:
    """Whether a file in a folder is taken for a notice: by its ending, else by its first bytes."""
    if path.suffix.lower() in NOTICE_ENDINGS:
        return not path.stem.upper().startswith(("README", "LICENSE", "REQUIREMENTS"))
    try:
        with path.open("rb") as file:
            return file.read(5) == b"%PDF-"
    except OSError:
        return False
