"""Files that are made to do harm, all ingested at once: each costs only itself, and nothing calls anywhere."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from extract.readers.errors import ReadError
from extract.readers.kinds import kind_of
from tests.hostile.samples import HOSTILE
from tests.samples import run_alone, write_notices

GOOD = 3


@dataclass(frozen=True)
class Run:
    """What came of the ingest: what it said, and the calls that reached the server."""

    folder: Path
    registry: Path
    code: int
    out: str
    err: str
    calls: list[str]

    def rows(self, sql: str, *values: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.registry)) as connection:
            return connection.execute(sql, values).fetchall()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    calls: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_error(404)

        do_POST = do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, format: str, *arguments: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    folder = tmp_path_factory.mktemp("hostile")
    write_notices(folder / "in", GOOD)
    for name, make in HOSTILE.items():
        (folder / "in" / name).write_bytes(make(f"http://127.0.0.1:{server.server_port}"))
    registry = folder / "out" / "registry.db"
    limits = [f"--limit={limit}" for limit in ("seconds=120", "silent_seconds=60", "memory_mb=1500")]
    done = run_alone("ingest", folder / "in", "--registry", registry, "--jobs", "2", *limits)
    yield Run(folder, registry, done.returncode, done.stdout, done.stderr, calls)
    server.shutdown()


def test_every_file_is_on_record_and_the_registry_is_whole(hostile: Run) -> None:
    assert hostile.code == 1
    assert hostile.err == ""
    assert "Traceback" not in hostile.out
    assert hostile.rows("PRAGMA integrity_check") == [("ok",)]
    given = {path.name for path in (hostile.folder / "in").iterdir()}
    assert {
        name for (name,) in hostile.rows("SELECT filename FROM deliveries WHERE origin NOT LIKE '%.zip/%'")
    } == given


def test_the_notices_beside_them_are_read(hostile: Run) -> None:
    assert hostile.rows("SELECT count(*) FROM sources WHERE filename LIKE 'notice-00%' AND status = 'ok'") == [(GOOD,)]


def test_nothing_calls_anywhere(hostile: Run) -> None:
    assert hostile.calls == []


def test_nothing_is_written_outside(hostile: Run) -> None:
    assert not list(hostile.folder.rglob("escaped*")) and not Path("/tmp/escaped-notice.txt").exists()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("docx-bomb.docx", "unpacks to more than"),
        ("pdf-100000-pages.pdf", "pages"),
        ("huge-picture.png", "pixels|megapixels|picture"),
        ("long-line.txt", "more than 5,000,000 characters"),
        ("zip-bomb.zip", "more than 600 MB when unpacked"),
        ("zip-nested.zip", "more than 4 deep"),
        ("zip-link.zip", "a link to another file"),
    ],
)
def test_what_passes_a_limit_failed_and_says_which(hostile: Run, name: str, reason: str) -> None:
    ((status, error),) = hostile.rows("SELECT status, error FROM sources WHERE filename = ?", name)
    assert status == "failed" and re.search(reason, error), error
    assert "\n" not in error


@pytest.mark.parametrize("name", [name for name in HOSTILE if "entity" in name or "cyclic" in name or "bomb" in name])
def test_what_is_made_to_explode_costs_only_itself(hostile: Run, name: str) -> None:
    ((status, error, text),) = hostile.rows(
        "SELECT status, error, coalesce(max(notices.text), '') FROM sources "
        "LEFT JOIN notices ON source_sha256 = sha256 WHERE filename = ?",
        name,
    )
    assert status in ("ok", "failed") and len(text) < 10_000
    assert "root:" not in text
    assert "the program failed" not in str(error)


@pytest.mark.parametrize("name", ["docx-external-template.docx", "docx-macros.docm", "html-that-fetches.html"])
def test_what_asks_for_more_is_read_without_it(hostile: Run, name: str) -> None:
    assert hostile.rows(
        "SELECT status, count(terms.id) > 0 FROM sources JOIN notices ON source_sha256 = sha256 "
        "JOIN terms ON notice_id = notices.id WHERE filename = ?",
        name,
    ) == [("ok", 1)]


def test_odd_characters_are_stored_as_they_were_given(hostile: Run) -> None:
    ((text,),) = hostile.rows(
        "SELECT text FROM notices JOIN sources ON sha256 = source_sha256 WHERE filename = 'odd-characters.txt'"
    )
    assert "\u202e" in text and "\x1b[31m" in text


def test_words_that_act_elsewhere_are_only_words_here(hostile: Run) -> None:
    assert hostile.rows("SELECT count(*) > 3 FROM notices") == [(1,)]
    name = next(name for name in HOSTILE if "onclick" in name)
    assert hostile.rows("SELECT count(*) FROM sources WHERE filename = ?", name) == [(1,)]


def test_no_reader_is_asked_for_a_kind_that_none_reads() -> None:
    with pytest.raises(ReadError):
        kind_of(b"MZ\x90\x00 this program cannot be run in DOS mode" + bytes(range(256)))
