"""Files into the registry: what becomes of each, and what stands when something goes wrong."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extract import ingest as ingesting
from extract import originals
from extract.document import Document
from extract.finding import find_files
from extract.ingest import Outcome, ingest, retry, to_retry
from extract.reading import read_bytes
from extract.readings import Reading
from extract.registry.store import RegistryError, Versions, open_registry
from tests.bundles.samples import zip_of
from tests.registry.test_store import all_rows
from tests.samples import notice_text, run_alone, start, write_notices


def take(folder: Path, registry: Path, jobs: int = 1, **more: Any) -> list[Outcome]:
    db = open_registry(registry)
    try:
        return list(ingest(db, registry, find_files([folder]).files, jobs, **more))
    finally:
        db.close()


def outcomes(found: list[Outcome]) -> list[str]:
    return [outcome.outcome for outcome in found]


def rows(registry: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(registry)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def content(registry: Path) -> dict[str, Any]:
    """All rows but deliveries, times of day aside; and that the file is sound."""
    db = open_registry(registry)
    try:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        return {
            **all_rows(db),
            "search": db.execute(
                "SELECT rowid FROM notices_fts WHERE notices_fts MATCH escape_fts('消费帮扶') ORDER BY rowid"
            ).fetchall(),
        }
    finally:
        db.close()


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return tmp_path / "out" / "registry.db"


# ---------------------------------------------------------------- what becomes of them


def test_the_process_that_stores_loads_nothing_that_reads(tmp_path: Path, registry: Path) -> None:
    """With two processes it is what the readers wait for; spaCy and the rules take it a second."""
    write_notices(tmp_path / "in", 1)
    told = (
        "import atexit, sys\n"
        "from extract.cli import main\n"
        "from extract.rules import load\n"
        "atexit.register(lambda: print('spacy' in sys.modules, load.cache_info().misses))\n"
        "main(sys.argv[1:])"
    )
    arguments = ("ingest", tmp_path / "in", "--registry", registry)
    done = subprocess.run([sys.executable, "-c", told, *arguments], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False 0"


def test_files_are_read_with_their_facts_and_kept(tmp_path: Path, registry: Path) -> None:
    (path,) = write_notices(tmp_path / "in", 1)
    (outcome,) = take(tmp_path / "in", registry)
    assert (outcome.outcome, outcome.error, outcome.counts["notices"]) == ("read", None, 1)
    assert rows(registry, "SELECT doc_number FROM notices") == [("青工发〔2030〕1号",)]
    assert (300, "CNY") in rows(registry, "SELECT amount, unit FROM terms")
    ((sha256, original),) = rows(registry, "SELECT sha256, original FROM sources")
    assert original == f"originals/{sha256[:2]}/{sha256}.txt"
    assert (registry.parent / original).read_bytes() == path.read_bytes()
    assert rows(registry, "SELECT origin, filename, sha256, outcome FROM deliveries") == [
        (str(path), path.name, sha256, "read")
    ]


def test_the_same_files_again_change_nothing_but_deliveries(tmp_path: Path, registry: Path) -> None:
    write_notices(tmp_path / "in", 3)
    take(tmp_path / "in", registry)
    before = content(registry)
    times = rows(registry, "SELECT ingested_at FROM sources")
    assert outcomes(take(tmp_path / "in", registry)) == ["known"] * 3
    assert content(registry) == before
    assert rows(registry, "SELECT ingested_at FROM sources") == times
    assert rows(registry, "SELECT outcome, count(*) FROM deliveries GROUP BY 1 ORDER BY 1") == [
        ("known", 3),
        ("read", 3),
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_same_content_under_two_names_is_read_once(tmp_path: Path, registry: Path, jobs: int) -> None:
    (path,) = write_notices(tmp_path / "in", 1)
    (path.parent / "copy.txt").write_bytes(path.read_bytes())
    assert outcomes(take(tmp_path / "in", registry, jobs)) == ["read", "known"]
    assert rows(registry, "SELECT filename FROM sources") == [("copy.txt",)]


def test_newer_rules_read_again_and_keep_ids(tmp_path: Path, registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_notices(tmp_path / "in", 2)
    take(tmp_path / "in", registry)
    before = content(registry)
    monkeypatch.setattr(ingesting, "versions", lambda: Versions("1", "newer"))
    assert outcomes(take(tmp_path / "in", registry)) == ["read", "read"]
    after = content(registry)
    assert before.pop("sources") != after.pop("sources")
    assert after == before


def test_a_file_that_cannot_be_read_is_on_record_and_the_others_are_kept(tmp_path: Path, registry: Path) -> None:
    write_notices(tmp_path / "in", 2)
    (tmp_path / "in" / "empty.pdf").write_bytes(b"")
    found = take(tmp_path / "in", registry)
    assert outcomes(found) == ["failed", "read", "read"]
    assert rows(registry, "SELECT filename, status, error FROM sources WHERE status = 'failed'") == [
        ("empty.pdf", "failed", found[0].error)
    ]


def test_a_content_that_failed_twice_in_one_run_is_told_twice(tmp_path: Path, registry: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / "in" / name).write_bytes(b"")
    first, second = take(tmp_path / "in", registry)
    assert (first.outcome, second.outcome) == ("failed", "failed")
    assert first.error == second.error


def test_a_file_that_cannot_be_opened_has_a_delivery_without_a_hash(tmp_path: Path, registry: Path) -> None:
    db = open_registry(registry)
    (outcome,) = ingest(db, registry, [tmp_path / "gone.pdf"])
    assert outcome.outcome == "failed"
    assert "cannot be opened" in str(outcome.error)
    assert rows(registry, "SELECT filename, sha256, outcome FROM deliveries") == [("gone.pdf", None, "failed")]


def test_a_fault_of_the_program_costs_one_file(tmp_path: Path, registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_notices(tmp_path / "in", 2)

    def faulty(data: bytes, filename: str) -> Document:
        if "001" in filename:
            raise KeyError("no such\nthing")
        return real(data, filename)

    from extract import reading

    real = reading.read_document
    monkeypatch.setattr(reading, "read_document", faulty)
    first, second = take(tmp_path / "in", registry, jobs=0)
    assert (first.outcome, second.outcome) == ("failed", "read")
    assert "KeyError" in str(first.error)
    assert "\n" not in str(first.error)


def test_facts_that_do_not_fit_the_registry_cost_one_file(
    tmp_path: Path, registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_notices(tmp_path / "in", 2)
    from extract.registry import store

    real = store.rows.put_notices

    def faulty(db: Any, reading: Reading, numbers: list[int]) -> dict[str, int]:
        if reading.status != "failed" and "001" in reading.filename:
            raise sqlite3.IntegrityError("FOREIGN KEY constraint failed")
        return real(db, reading, numbers)

    monkeypatch.setattr(store.rows, "put_notices", faulty)
    assert outcomes(take(tmp_path / "in", registry)) == ["failed", "read"]
    assert rows(registry, "SELECT count(*) FROM notices") == [(1,)]


def test_a_name_that_is_no_utf_8_is_stored_as_it_can_be_shown(tmp_path: Path, registry: Path) -> None:
    (path,) = write_notices(tmp_path / "in", 1)
    path.rename(path.parent / os.fsdecode("通知\n".encode() + "名单.txt".encode("gbk")))
    (outcome,) = take(tmp_path / "in", registry)
    assert outcome.outcome == "read"
    assert rows(registry, "SELECT filename FROM sources") == [(r"通知\n\xc3\xfb\xb5\xa5.txt",)]


def test_a_full_disk_ends_the_run_with_one_line_and_the_registry_whole(tmp_path: Path, registry: Path) -> None:
    write_notices(tmp_path / "in", 30)
    db = open_registry(registry)
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages + 30}")
    with pytest.raises(RegistryError, match=r"\.txt: the registry could not take it \(database or disk is full\)"):
        list(ingest(db, registry, find_files([tmp_path / "in"]).files))
    db.close()
    kept = content(registry)
    assert 0 < len(kept["sources"]) < 30
    assert len(kept["sources"]) == len(kept["notices"])


def test_originals_that_cannot_be_kept_end_the_run_with_the_folder_named(tmp_path: Path, registry: Path) -> None:
    write_notices(tmp_path / "in", 1)
    registry.parent.mkdir()
    (registry.parent / originals.FOLDER).write_text("in the way")
    with pytest.raises(RegistryError, match=r"originals: the original of notice-001\.txt cannot be kept"):
        take(tmp_path / "in", registry)
    assert rows(registry, "SELECT count(*) FROM sources") == [(0,)]


# ---------------------------------------------------------------- read again


def reread(path: Path, filename: str) -> Reading:
    """What a later reader makes of a file that failed."""
    return replace(read_bytes(notice_text(7).encode(), filename), sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def test_what_failed_is_read_again_from_where_it_is_kept(tmp_path: Path, registry: Path) -> None:
    write_notices(tmp_path / "in", 2)
    (tmp_path / "in" / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    assert outcomes(take(tmp_path / "in", registry)) == ["failed", "read", "read"]
    shutil.rmtree(tmp_path / "in")
    db = open_registry(registry)
    chosen = to_retry(db, registry, [])
    assert [one.filename for one in chosen] == ["broken.pdf"]
    assert outcomes(list(retry(db, registry, chosen))) == ["failed"]
    assert outcomes(list(retry(db, registry, chosen, jobs=0, read=reread))) == ["read"]
    assert to_retry(db, registry, []) == []
    db.close()


def test_a_source_to_retry_that_is_none_is_named(tmp_path: Path, registry: Path) -> None:
    write_notices(tmp_path / "in", 1)
    take(tmp_path / "in", registry)
    db = open_registry(registry)
    with pytest.raises(KeyError, match="nowhere"):
        to_retry(db, registry, ["nowhere.pdf"])
    db.close()


# ---------------------------------------------------------------- processes


def test_processes_give_the_registry_that_one_gives(tmp_path: Path, registry: Path) -> None:
    write_notices(tmp_path / "in", 8)
    take(tmp_path / "in", registry, jobs=1)
    other = tmp_path / "other" / "registry.db"
    assert outcomes(take(tmp_path / "in", other, jobs=2)) == ["read"] * 8
    assert content(other) == content(registry)


# ---------------------------------------------------------------- killed and interrupted


def wait_for(registry: Path, sources: int, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if registry.exists():
            try:
                if rows(registry, "SELECT count(*) FROM sources")[0][0] >= sources:
                    return
            except sqlite3.OperationalError:
                pass
        time.sleep(0.01)
    raise AssertionError(f"the registry did not come to {sources} sources")


def wait_for_the_end_of(group: int, seconds: float = 20) -> None:
    """Until no process of a group is left: those that a killed program had started end by themselves."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    os.killpg(group, signal.SIGKILL)
    raise AssertionError("processes were left behind")


def fifty_files(folder: Path) -> None:
    """Fifty files of several kinds: bundles with annexes, broken ones and pages among them."""
    write_notices(folder, 38)
    for number in range(4):
        (folder / f"notice-{number}.html").write_text(f"<html><body><p>{notice_text(60 + number)}</p></body></html>")
        (folder / f"broken-{number}.pdf").write_bytes(b"%PDF-1.4 broken" + bytes([number]))
        files = {
            "通知.txt": notice_text(70 + number).encode(),
            "附件1.名单.csv": f"单位名称,电话\n甲{number}公司,1\n".encode(),
        }
        (folder / f"bundle-{number}.zip").write_bytes(zip_of(files))
    assert len(list(folder.iterdir())) == 50


@pytest.mark.parametrize(("jobs", "kills"), [("1", 2), ("2", 8)])
def test_killed_anywhere_and_run_again_the_registry_is_as_if_nothing_had_happened(
    tmp_path: Path, registry: Path, jobs: str, kills: int
) -> None:
    fifty_files(tmp_path / "in")
    undisturbed = tmp_path / "undisturbed" / "registry.db"
    take(tmp_path / "in", undisturbed)
    chance = random.Random(int(jobs))
    for sources in sorted(chance.sample(range(1, 50), kills)):
        process = start("ingest", tmp_path / "in", "--registry", registry, "--jobs", jobs)
        wait_for(registry, sources)
        time.sleep(chance.random() / 20)
        process.kill()
        process.communicate()
        content(registry)
        wait_for_the_end_of(process.pid)
    finished = run_alone("ingest", tmp_path / "in", "--registry", registry, "--jobs", jobs)
    assert finished.returncode == 1, finished.stderr
    assert content(registry) == content(undisturbed)
    kept = {path.relative_to(registry.parent) for path in registry.parent.rglob("originals/*/[!.]*")}
    assert kept == {path.relative_to(undisturbed.parent) for path in undisturbed.parent.rglob("originals/*/[!.]*")}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupted_it_ends_with_130_and_what_was_committed_stays(tmp_path: Path, registry: Path, jobs: str) -> None:
    write_notices(tmp_path / "in", 200)
    process = start("ingest", tmp_path / "in", "--registry", registry, "--jobs", jobs)
    wait_for(registry, 3)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.split("\n")[1:-1] == ["interrupted: what was committed stays; run the same command again to go on"]
    content(registry)
    assert rows(registry, "SELECT count(*) >= 3 FROM sources") == [(1,)]


def test_two_at_once_both_finish_and_nothing_is_lost(tmp_path: Path, registry: Path) -> None:
    for name, first in (("one", 1), ("two", 21)):
        (tmp_path / name).mkdir()
        for number in range(first, first + 20):
            (tmp_path / name / f"{number}.txt").write_text(notice_text(number))
    processes = [start("ingest", tmp_path / name, "--registry", registry, "--jobs", "1") for name in ("one", "two")]
    for process in processes:
        output, errors = process.communicate(timeout=60)
        assert process.returncode == 0, output + errors
    assert rows(registry, "SELECT count(*) FROM notices") == [(40,)]
    content(registry)
