"""A registry of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from extract.registry.store import open_registry


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_registry(tmp_path / "registry.db")
