"""The site in another language: its words are those of one file, and no page falls back on the first language.

The registry's own texts are moved out of the way, each character to one outside of Chinese, so that whatever is
Chinese on a page is a word that its template or its Python says by itself.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml

from extract.registry import search
from extract.resources import folder
from tests.site.addresses import ERROR_PAGES, FILES, PAGES, STOCK_PAGES, filled, rows_of_all_tables

ROOT = Path(__file__).resolve().parent.parent.parent
# Characters, radicals, full-width letters and the punctuation that stands between them.
CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\ufe10-\ufe6f\uff00-\uffef]+")
_PRIVATE = 0xF0000
# Pages, each with a mark of what stands on it only where the registry has something to show.
_SHOWN = (
    ("/", '<ul class="lines">'),
    ("/suppliers", '<li class="card">'),
    ("/notices", '<p class="meta">'),
    (r"/notices/\d+", '<ul class="fact-list">'),
    ("/compare", '<table class="compare-table"'),
    ("/review", '<li class="card">'),
    (r"/review/\d+", 'class="decide"'),
)

_ASK = """
import asyncio, json, sys
from pathlib import Path
from extract import serve

async def ask(registry, addresses):
    site = serve.site(Path(registry))
    await site.invoke_startup()
    clerk = {"ds_actor": site.sign({"a": {"id": "clerk"}}, "actor")}
    answers = [await site.client.get(address, cookies=clerk) for address in addresses]
    return {address: [answer.status_code, answer.text] for address, answer in zip(addresses, answers)}

print(json.dumps(asyncio.run(ask(sys.argv[1], json.load(sys.stdin)))))
"""


def marked(words: Any) -> Any:
    """The words with `word` in place of whatever is Chinese in them; what is to be filled in stays."""
    if isinstance(words, dict):
        return {key: marked(value) for key, value in words.items()}
    if isinstance(words, list):
        return [marked(value) for value in words]
    return CHINESE.sub("word", words)


def moved(text: str) -> str:
    """The text with another, private character for each Chinese one; as long as it was."""
    return CHINESE.sub(lambda found: "".join(chr(_PRIVATE + ord(sign)) for sign in found[0]), text)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with a second language, `en`, beside the first."""
    copy = tmp_path_factory.mktemp("program")
    for name in ("extract", "rules", "output"):
        left_out = shutil.ignore_patterns("__pycache__", "*.db*", "originals")
        shutil.copytree(ROOT / name, copy / name, ignore=left_out)
    words = yaml.safe_load((folder("site") / "interface.yaml").read_text("utf-8"))
    text = yaml.safe_dump(marked(words) | {"language": "en"}, allow_unicode=True, sort_keys=False)
    (copy / "output" / "interface.en.yaml").write_text(text, "utf-8")
    return copy


@pytest.fixture(scope="module")
def foreign_registry(small_registry: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry without a Chinese character in it."""
    path = tmp_path_factory.mktemp("foreign") / "registry.db"
    source, copy = sqlite3.connect(small_registry), sqlite3.connect(path)
    source.backup(copy)
    source.close()
    search.register(copy)
    copy.create_function("moved", 1, lambda value: moved(value) if isinstance(value, str) else value)
    tables = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    for (table,) in tables.fetchall():
        if "_fts" in table or table.startswith("sqlite_"):
            continue
        columns = [row[1] for row in copy.execute(f'PRAGMA table_info("{table}")')]
        copy.execute(f'UPDATE "{table}" SET ' + ", ".join(f'"{name}" = moved("{name}")' for name in columns))
    copy.commit()
    copy.close()
    return path


def environment(program: Path, language: str = "en") -> dict[str, str]:
    """The environment in which that copy of the program runs, in its second language."""
    return {**os.environ, "PYTHONPATH": str(program), "NOTICES_LANGUAGE": language}


def addresses(registry: Path) -> list[str]:
    """Every page of the site, and every list as CSV and JSON."""
    texts = [each for each in FILES if each[0].startswith("/feeds") or each[0].endswith((".csv", ".json"))]
    pages = [filled(pattern, sample, registry) for pattern, sample in (*PAGES, *texts)]
    found = [*pages, *STOCK_PAGES, *ERROR_PAGES, *rows_of_all_tables(registry)]
    return [moved(unquote(address)) for address in found if address is not None]


@pytest.fixture(scope="module")
def answers(program: Path, foreign_registry: Path) -> dict[str, tuple[int, str]]:
    """What the site answers in its second language to a clerk: status and text by address."""
    done = subprocess.run(
        [sys.executable, "-c", _ASK, foreign_registry],
        cwd=program, env=environment(program), input=json.dumps(addresses(foreign_registry)),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {address: (status, text) for address, (status, text) in json.loads(done.stdout).items()}


def test_no_page_says_a_word_of_the_first_language(answers: dict[str, tuple[int, str]]) -> None:
    assert len(answers) > 50
    assert '<html lang="en">' in answers["/"][1]
    assert [path for path, (status, _) in answers.items() if status not in (200, 302) and path not in ERROR_PAGES] == []
    left = {
        (address, text[max(found.start() - 40, 0) : found.end() + 40])
        for address, (_, text) in answers.items()
        for found in CHINESE.finditer(text)
    }
    assert sorted(left) == []


@pytest.mark.parametrize(("path", "mark"), _SHOWN)
def test_pages_in_the_second_language_show_the_registry(
    answers: dict[str, tuple[int, str]], path: str, mark: str
) -> None:
    assert any(mark in text for address, (_, text) in answers.items() if re.fullmatch(path, address))


def test_the_data_package_speaks_the_second_language(program: Path, foreign_registry: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from extract.exports import packages\n"
        "packages.write(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    subprocess.run(
        [sys.executable, "-c", code, foreign_registry, tmp_path], cwd=program, env=environment(program), check=True
    )
    with zipfile.ZipFile(tmp_path / "datapackage.zip") as package:
        for name in ("datapackage.json", "README.md"):
            assert CHINESE.findall(package.read(name).decode()) == []


def test_a_language_without_all_words_is_refused_with_its_file_and_the_key(
    program: Path, foreign_registry: Path
) -> None:
    words = yaml.safe_load((program / "output" / "interface.en.yaml").read_text("utf-8"))
    del words["pages"]["home"]["title"]
    (program / "output" / "interface.xx.yaml").write_text(yaml.safe_dump(words, allow_unicode=True), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "from extract.cli import main; main()", "serve", "--registry", foreign_registry],
        cwd=program, env=environment(program, "xx"), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "interface.xx.yaml: pages.home.title is missing" in line
