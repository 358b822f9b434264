"""The wheel works by itself, and so does the site folder with plain Datasette."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SAMPLE = ROOT / "corpus" / "notices" / "wuhan-2023.txt"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, unpacked: what an installation puts beside its dependencies."""
    built = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(built / "unpacked")
    return built / "unpacked"


def test_the_wheel_has_the_words_of_every_language(wheel: Path) -> None:
    names = {path.name for path in (ROOT / "output").glob("interface*.yaml")}
    assert "interface.yaml" in names
    assert {path.name for path in (wheel / "extract" / "_site").glob("*.yaml")} == names | {"metadata.yaml"}


def notices(wheel: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the command from the wheel's content alone, in an empty folder."""
    command = [sys.executable, "-c", "from extract.cli import main; main()", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(wheel)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_wheel_ingests_with_its_own_rules(wheel: Path, tmp_path: Path) -> None:
    done = notices(wheel, tmp_path, "ingest", str(SAMPLE))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "output" / "registry.db").is_file()


def test_the_wheel_explains(wheel: Path, tmp_path: Path) -> None:
    done = notices(wheel, tmp_path, "explain", str(SAMPLE))
    assert done.returncode == 0, done.stderr
    assert "武汉市总工会" in done.stdout


def test_the_wheel_evaluates(wheel: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    shutil.copy(ROOT / "corpus" / "gold" / "wuhan-2023.json", gold)
    done = notices(wheel, tmp_path, "evaluate", str(gold), "--files", str(SAMPLE.parent))
    assert done.returncode == 0, done.stderr
    assert "terms" in done.stdout


def test_the_wheel_serves_its_own_site(wheel: Path, tmp_path: Path) -> None:
    notices(wheel, tmp_path, "ingest", str(SAMPLE))
    code = (
        "import asyncio; from pathlib import Path; from extract import serve\n"
        "async def ask():\n"
        "    site = serve.site(Path('output/registry.db')); await site.invoke_startup()\n"
        "    return (await site.client.get('/')).text\n"
        "print(serve.__file__); print(asyncio.run(ask()))"
    )
    environment = {**os.environ, "PYTHONPATH": str(wheel)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith(str(wheel))
    assert "找供应商" in done.stdout


def test_plain_datasette_shows_the_same_site(tmp_path: Path) -> None:
    site = tmp_path / "output"
    shutil.copytree(ROOT / "output", site, ignore=shutil.ignore_patterns("*.db*", "originals", "__pycache__"))
    subprocess.run(
        [BIN / "notices", "ingest", SAMPLE, "--registry", site / "registry.db"], check=True, capture_output=True
    )

    def get(address: str) -> str:
        command = [BIN / "datasette", str(site), "--get", address]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    assert "找供应商" in get("/")
    assert json.loads(get("/registry/notices.json?_search=武汉&_shape=array"))
    assert json.loads(get("/registry/compare_terms.json?topic_or_all=&place_or_code=&_shape=array"))
