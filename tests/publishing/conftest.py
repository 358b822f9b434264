"""A registry read from files of our own, and a copy of it for each test that changes it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.publishing import registries


@pytest.fixture(scope="session")
def whole_registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The registry as it was read: not to be changed."""
    return registries.read_registry(tmp_path_factory.mktemp("publishing"))


@pytest.fixture
def registry(whole_registry: Path, tmp_path: Path) -> Path:
    """A copy of the registry with its originals."""
    shutil.copytree(whole_registry.parent, tmp_path / "registry")
    return tmp_path / "registry" / whole_registry.name
