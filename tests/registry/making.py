"""A small registry of readings that a test makes."""

from __future__ import annotations

from pathlib import Path

from extract.readings import Reading
from extract.registry.store import open_registry
from tests.registry.factories import store


def registry_of(folder: Path, *files: Reading) -> Path:
    """The registry of these files, in a folder."""
    db = open_registry(folder / "registry.db")
    store(db, *files)
    db.close()
    return folder / "registry.db"
