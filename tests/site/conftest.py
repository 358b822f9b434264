"""A registry made from the corpus, served for real."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

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


@contextmanager
def served(registry: Path) -> Iterator[str]:
    """The address of the site of a registry, or of a published folder, while this context is open."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    shown = [str(registry)] if registry.is_dir() else ["--registry", str(registry)]
    command = [str(NOTICES), "serve", *shown, "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert server.poll() is None, "the site stopped before it answered"
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the site did not answer in 30 seconds")
