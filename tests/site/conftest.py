"""A registry made from the corpus, served for real."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import served

ROOT = Path(__file__).resolve().parent.parent.parent
NOTICES = Path(sys.executable).parent / "notices"


@pytest.fixture(scope="session")
def corpus_registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus, ingested by the command itself."""
    path = tmp_path_factory.mktemp("registry") / "registry.db"
    command = [str(NOTICES), "ingest", str(ROOT / "corpus"), "--registry", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=path.parent, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return path


@pytest.fixture(scope="session")
def site(corpus_registry: Path) -> Iterator[str]:
    """The address of the site, as `notices serve` serves it."""
    with served(corpus_registry) as address:
        yield address


# Few files, for what is published is looked through page by page: each format, lists of suppliers among them.
_FEW = ("aohan-2022.txt", "baoting-2023.docx", "changsha-2023.pdf", "haixi-2023.pdf", "putian-2024.html")


@pytest.fixture(scope="session")
def small_registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some of the corpus, ingested."""
    path = tmp_path_factory.mktemp("small") / "registry.db"
    run("ingest", *(str(next((ROOT / "corpus").rglob(name))) for name in _FEW), "--registry", str(path))
    return path


@pytest.fixture(scope="session")
def published(small_registry: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the public may see of some of the corpus, as `notices publish` writes it."""
    out = tmp_path_factory.mktemp("published") / "public"
    run("publish", str(out), "--registry", str(small_registry))
    return out


@pytest.fixture(scope="session")
def public_site(published: Path) -> Iterator[str]:
    """The address of the public site."""
    with served(published) as address:
        yield address


def shown_registry(published: Path) -> Path:
    """The file of the version that a published folder shows."""
    shown = json.loads((published / "published.json").read_text("utf-8"))["version"]
    return published / "versions" / shown / "registry.db"


def run(*arguments: str) -> None:
    """Runs the command `notices` and holds that it succeeds."""
    done = subprocess.run([str(NOTICES), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
